"""Find the references that a page prints: its own, and those of requests that it refers to.

Every force spells them its own way, and some spell them two ways in one page
(``01.FOI.23.031597`` beside ``01/FOI/23/028737``); a bare number counts only
where a label or its place says that it is one.
"""

import re
from dataclasses import dataclass

from kg.extract.dates import read_day
from kg.extract.relations import speaks_of_another
from kg.extract.sentences import Span, lines
from kg.extract.zones import Zones
from kg.model.key import slug

SHAPES = (
    r"\d\d[./]FOI[./]\d\d[./]\d{5,6}"
    r"|IM-FOI-\d{4}-\d{3,5}|[A-Z]{2,5}-FOI-\d{4}-[A-Z]{2}|FOI-\d{4}-\d{4}|F-\d{4}-\d{4,5}"
    r"|FOI/\d{1,4}/\d\d(?:/[A-Z]{2})?|FOI/\d{4,6}|PUB ?\d{3,5}|FOI \d{2,6}[-/_]\d{2,4}"
    r"|Decision \d{1,4}/\d{4}"
)
"""Spellings that can be nothing else."""

NUMBER = r"(?:FOI\s*)?\d{1,9}[A-Z]?(?:\s?[-_/.]\s?\d{2,6}){0,2}(?:/[A-Z]{2})?"
"""Spellings that need a label: ``208-2023``, ``616 - 25``, ``1017A/21``, ``141620``."""

LABEL = (
    r"(?:(?:freedom\s+of\s+information|foi|enquiry|request|case|our|your|application"
    r"|information)\s+)*"
    r"(?:(?:reference|ref|request)\.?\s*(?:number|no|nr)?|(?<=foi\s)(?:number|no)"
    r"|(?<=publication\s)(?:number|no)|log\s+(?:number|no|ref(?:erence)?))\s*[.:#–-]*\s*"
)
EARLIER = re.compile(
    r"\b(?:previous|earlier|prior|original|initial|former|last)\s+(?:foi\s+)?"
    r"(?:request|reference|response|disclosure|repl(?:y|ies))"
    r"|\b(?:further to|follow(?:ing|s)?[ -]up)\b",
    re.IGNORECASE,
)
_MAY_BE_OWN = re.compile(
    r"^(?!.*\b(?:previous|earlier|prior|original|initial|former|last)\b).*\byour\s+"
    r"(?:(?!repl|response|answer|decision|refusal)[\w-]+\s+){0,4}"
    r"(?:request|enquiry|inquiry|application|e-?mail|letter|correspondence|query)\b",
    re.IGNORECASE,
)
"""How an authority speaks of the request that it answers: ``further to your request``."""

_SHAPED = re.compile(rf"(?<![\w/.-])(?:{SHAPES})(?![\w/])")
_LABELLED = re.compile(
    rf"(?<![\w])(?i:{LABEL})(?P<ref>{SHAPES}|{NUMBER})(?![\w/])(?!\s*[-–]\s*\d+\s*:)",
)
_IN_TITLE = re.compile(
    r"\((?P<a>\d{2,6}[A-Z]?[/_]\d{2,6})\)\s*$|\s[-–]\s+(?P<b>\d{2,6}[A-Z]?[/_]\d{2,6})\s*$"
)
OF_A_DAY = re.compile(r"\bdate\s+of\s+(?:the\s+|your\s+)?$", re.IGNORECASE)
_BESIDE_PUBLICATION = re.compile(
    r"^PUB ?\d{3,5}\n+(?P<a>\d{4,6})$|^(?P<b>\d{4,6})\n+PUB ?\d{3,5}$", re.M
)
"""Older pages of Essex print their two numbers on two lines, without labels."""

_YEARS = re.compile(r"(?P<a>(?:19|20)\d\d)[/-](?:20)?(?P<b>\d\d)$")
_NAMED_EARLIER = re.compile(
    rf"(?:{EARLIER.pattern})\s+(?:(?!FOI\b)\w+\s+)?(?P<ref>{SHAPES}|{NUMBER})(?![\w/])",
    re.IGNORECASE,
)
_NAMED_BARE = re.compile(
    r"\b(?:review\s+(?:of|into)|(?:response|reply|answer)\s+to|(?:decision|refusal)\s+(?:on|of))\s+"
    r"(?P<ref>\d{2,6}[A-Z]?/\d{2,4}(?:/[A-Z]{2})?)(?![\w/])",
    re.IGNORECASE,
)
"""A number with a stroke that nothing can be but a request, after what is done to requests."""

_SURE_LABEL = re.compile(
    r"\b(?:reference|ref|number|no)\b|\bfreedom\s+of\s+information\s+request\W*$", re.IGNORECASE
)
TITLE_LINES = 14
"""A title with a reference stands within so many lines of the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Where references stand; a reference printed twice counts once, as first spelt."""

    own: tuple[Span, ...]
    related: tuple[Span, ...]
    again: tuple[Span, ...] = ()
    """Where a related one is printed once more, each time."""


def find_references(text: str, zones: Zones) -> References:
    """Return the references in *text*.

    A reference in the requester's words is another request's, and so is one
    that the page calls earlier, or says to look at again, to narrow or to follow.
    Where a page prints none but such, the first that the authority calls the reader's,
    and not earlier, is its own: a review mostly keeps the reference of what it looks at.
    """
    found: dict[str, tuple[Span, bool]] = {}
    again: list[Span] = []
    may_be_own: list[Span] = []
    pair = _BESIDE_PUBLICATION.search(text)
    if pair is not None:
        span = Span(*pair.span("a" if pair["a"] else "b"))
        found[slug(span.of(text))] = (span, False)
    for number, line in enumerate(lines(text)):
        for span in _in_line(text, line, titled=number < TITLE_LINES):
            before = text[line.start : span.start]
            quoted = zones.asked_is_marked and zones.request.start <= span.start < zones.request.end
            related = (
                EARLIER.search(before) is not None
                or (quoted and _SURE_LABEL.search(before) is None)
                or speaks_of_another(text, span)
            )
            name = slug(span.of(text))
            if name in found:
                again.append(span)
            elif related and not quoted and _MAY_BE_OWN.search(before) is not None:
                may_be_own.append(span)
            found.setdefault(name, (span, related))
    own = tuple(span for span, related in found.values() if not related) or tuple(may_be_own[:1])
    return References(
        own=own,
        related=tuple(span for span, related in found.values() if related and span not in own),
        again=tuple(again),
    )


def references_in(text: str) -> tuple[Span, ...]:
    """Return where references stand in *text*, a passage of a document.

    >>> said = "See FOI/12/24, question 1."
    >>> [span.of(said) for span in references_in(said)]
    ['FOI/12/24']
    """
    return tuple(span for line in lines(text) for span in _in_line(text, line, titled=False))


def _in_line(text: str, line: Span, *, titled: bool) -> list[Span]:
    found = [Span(*match.span()) for match in _SHAPED.finditer(text, *line)]
    found += [
        Span(*match.span("ref"))
        for match in _NAMED_EARLIER.finditer(text, *line)
        if len(re.sub(r"\D", "", match["ref"])) > 2 and read_day(match["ref"]) is None
    ]
    found += [
        Span(*match.span("ref"))
        for match in _NAMED_BARE.finditer(text, *line)
        if len(re.sub(r"\D", "", match["ref"])) > 4 and not _is_years(match["ref"])
    ]
    found += [
        Span(*match.span("ref"))
        for match in _LABELLED.finditer(text, *line)
        if _is_reference(match)
    ]
    if titled and not line.of(text).startswith("http"):
        title = _IN_TITLE.search(line.of(text))
        if title is not None:
            group = "a" if title["a"] else "b"
            if not _is_years(title[group]):
                found.append(Span(line.start + title.start(group), line.start + title.end(group)))
    found.sort(key=lambda span: (span.start, -span.end))
    return [
        span
        for index, span in enumerate(found)
        if all(span.start >= other.end for other in found[:index])
    ]


def _is_years(printed: str) -> bool:
    """Whether *printed* is a stretch of two years, as a title has it: ``2019/20``."""
    years = _YEARS.match(printed)
    return years is not None and (int(years["a"]) + 1) % 100 == int(years["b"])


def _is_reference(match: re.Match[str]) -> bool:
    """Return whether a labelled number is a reference: ``Request 2`` and ``request 12`` are not."""
    label = match[0][: match.start("ref") - match.start()]
    if OF_A_DAY.search(match.string, max(0, match.start() - 12), match.start()) is not None:
        return False
    if _SURE_LABEL.search(label):
        return len(re.sub(r"\D", "", match["ref"])) > 2
    return re.search(r"[-_/.]", match["ref"]) is not None
