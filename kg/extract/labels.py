"""Bring the labels of questions to one form: ``Q5c``, ``5(c)`` and ``5.c`` are ``5.c``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.extract.sentences import Span

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

_PART = r"(?:\.?[a-h](?![a-z])|\s?\([a-z]\))"
_SUBPART = r"(?:\.?[ivx]{1,4}(?![a-z])|\s?\([ivx]{1,4}\))"
ITEM = rf"\d{{1,2}}(?![\d/%]|[.:]\d|,\d{{3}})(?:{_PART}{_SUBPART}?)?"
_AND = r"\s*(?:,\s*(?:and\s+|&\s*)?|&|\band\b|\bto\b|\bthrough\b|[-–—])\s*"
_NAME = r"(?:questions?|points?|responses?|answers?|requests?)\s*(?:nos?\.?|numbers?)?\s*:?\s*"
_LIST = rf"{ITEM}(?:{_AND}(?:questions?\s+|Q\s?)?{ITEM})*"
MENTION = re.compile(
    rf"(?<![\w/.])(?:{_NAME}|Q(?:uestion)?(?:'s|’s|s)?\.?\s?)(?P<list>{_LIST})(?![\w/])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"({ITEM})\s*(?:\bto\b|\bthrough\b|[-–—])\s*(?:questions?\s+|Q\s?)?({ITEM})", re.I
)
_ITEM = re.compile(ITEM, re.I)


COUNTED = re.compile(r"(?:\s+[-–—]|,)\s*\d{1,2}$")
THINGS = re.compile(
    r"\s+(?!(?:and|or|to|of|in|on|is|are|was|were|be|been|has|have|had|will|would|can|cannot|do|does|did"
    r"|relate|concern|cover|refer|ask|apply|only|above|below|below|please|the|this|that|these|as|for|we|by"
    r"|with|not|no|which|under|from|it|i|a|an|at|all|both|also|attract|fall|should|must|may|inclusive"
    r"|through|then|respectively|information|please)\b)[a-z]{3,}",
)
"""A thing that a number before it counts."""


class Mention(NamedTuple):
    """A place that names questions by their labels."""

    span: Span
    labels: tuple[str, ...]


def normal(printed: str) -> str:
    """Return a printed label in its normal form.

    >>> normal("5(c)(i)"), normal("Q5c"), normal("12")
    ('5.c.i', '5.c', '12')
    """
    plain = printed.lower().strip().lstrip("(q. ")
    letters = plain.lstrip("0123456789")
    number = plain.removesuffix(letters)
    parts = re.findall(r"[a-z]+", letters)
    if len(parts) == 1 and len(parts[0]) > 1 and number:
        parts = [parts[0][0], parts[0][1:]]
    return ".".join([*([str(int(number))] if number else []), *parts])


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield each place between *start* and *end* that names questions, in reading order."""
    limit = len(text) if end is None else end
    for match in MENTION.finditer(text, start, limit):
        counted = COUNTED.search(match["list"])
        if counted is not None and THINGS.match(text, match.end(), limit) is not None:
            # 'Q1 - 4 deployments' and 'question 2, 40 cameras' name one question and count.
            stop = match.start("list") + counted.start()
            yield Mention(Span(match.start(), stop), read_list(text[match.start("list") : stop]))
            continue
        yield Mention(Span(*match.span()), read_list(match["list"]))


def read_list(printed: str) -> tuple[str, ...]:
    """Return the labels that a list or range names.

    >>> read_list("1, 3, 5 and 6")
    ('1', '3', '5', '6')
    >>> read_list("1-3 & 4a")
    ('1', '2', '3', '4.a')
    """
    found: list[str] = []
    position = 0
    while (item := _ITEM.search(printed, position)) is not None:
        span = _RANGE.match(printed, item.start())
        if span is not None and span[1].isdigit() and span[2].isdigit() and _rises(span):
            found += map(str, range(int(span[1]), int(span[2]) + 1))
            position = span.end()
        else:
            found.append(normal(item[0]))
            position = item.end()
    return tuple(dict.fromkeys(found))


def _rises(span: re.Match[str]) -> bool:
    return int(span[1]) < int(span[2])


def with_parts(named: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return those *known* labels that are *named* or are parts of one, in the order known."""
    tops = tuple(named)
    return tuple(
        label for label in known if any(label == top or label.startswith(f"{top}.") for top in tops)
    )
