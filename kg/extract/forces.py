"""Tell which force answered, from its address and from the names that the page prints."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg import vocabulary
from kg.extract.sentences import Span, lines
from kg.extract.zones import Zones
from kg.model import Document, Doubt

HOST = re.compile(r"(?:https?://|@|www\.)(?P<host>[\w.-]+\.[a-z]{2,})(?P<path>/[\w./-]*)?", re.I)
_REMARK = re.compile(r"\s*\(.*")
_BODY = re.compile(r"police|constabulary|heddlu|agency|poileas|\bMet\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,4}[A-Z]")
HEAD_LINES = 4
"""A letter names its force within so many lines, and others only further down."""

_ONE_WORD = re.compile(r"\b[a-z]{3,}(?:police|constabulary|heddlu)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\s+(?:can|does|do|neither|holds?|has|have|will|is|are|was|were|did|consider)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Who answered."""

    code: str | None
    """Code of scheme ``force``; None when the page does not tell."""

    doubt: Doubt | None = None


def find_force(document: Document, zones: Zones) -> Force:
    """Return the force that answered: by the page's own address, else by the names in it."""
    text = document.text
    by_address = _of_address(document.url or _opening_address(text))
    if by_address is not None:
        return Force(code=by_address)
    named = Counter(code for code, _ in _names(text, Span(0, len(text)))) or _run_together(text)
    if len(named) == 1:
        return Force(code=next(iter(named)))
    headed = {code for code, _ in _names(text, Span(0, _letterhead(text, zones)))}
    if len(headed) == 1:
        return Force(code=headed.pop())
    speaking = Counter(
        code
        for code, span in _names(text, zones.response)
        if _SPEAKS.match(text, span.end) is not None
    )
    for counted in (speaking, named):
        ranked = counted.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return Force(code=ranked[0][0])
    return Force(code=None, doubt=_doubt(document, named))


def _letterhead(text: str, zones: Zones) -> int:
    """Return where the words over the letter end: the first lines, before what was asked."""
    first = [*lines(text)][:HEAD_LINES]
    end = first[-1].end if first else 0
    return min(end, zones.head.end) if zones.asked_is_marked else end


def force_named(words: str) -> str | None:
    """Return the code of the one force that *words* name; None when they name none or several."""
    named = {code for code, _ in _names(words, Span(0, len(words)))}
    return named.pop() if len(named) == 1 else None


def _doubt(document: Document, named: Counter[str]) -> Doubt:
    first = next(lines(document.text), Span(0, 0))
    seen = f"the page names {', '.join(sorted(named))} alike" if named else "no force is named"
    return Doubt(
        field="force",
        reason=f"{seen}; say which one answered with --force",
        passage=document.passage(*first),
    )


def _names(text: str, span: Span) -> list[tuple[str, Span]]:
    pattern, code_of = _pattern()
    return [
        (code_of[_plain(match[0])], Span(*match.span())) for match in pattern.finditer(text, *span)
    ]


def names_force(text: str, span: Span) -> bool:
    """Return whether a force is named within *span* of *text*, be it without the word for a body.

    >>> names_force("the reply of Kent to me", Span(0, 23)), names_force("your reply", Span(0, 10))
    (True, False)
    """
    return _short().search(text, *span) is not None


@cache
def _short() -> re.Pattern[str]:
    """Return the names of forces as a pattern, with and without the words for what they are."""
    body = re.compile(rf"\s+(?:{_BODY.pattern})(?:\s+service)?$", re.IGNORECASE)
    full = {
        _REMARK.sub("", label).strip()
        for labels in vocabulary.names("force").values()
        for label in labels
    }
    names = {
        short
        for name in full
        for short in (name, body.sub("", name))
        if len(short) > 2 and short[0].isupper()
    }
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)}|Met)\b")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all names, and the code of each name in its plain spelling."""
    code_of: dict[str, str] = {}
    pieces = []
    for code, labels in vocabulary.names("force").items():
        for label in labels:
            name = _REMARK.sub("", label).strip()
            acronym = _ACRONYM.fullmatch(name) is not None
            if not acronym and (_BODY.search(name) is None or "." in name):
                continue
            code_of.setdefault(_plain(name), code)
            words = r"[\s–-]+".join(
                "(?:and|&)" if word in ("and", "&") else re.escape(word)
                for word in re.split(r"[\s–-]+", name)
            )
            pieces.append(f"(?-i:{words})" if acronym else words)
    pieces.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)", re.IGNORECASE), code_of


def _plain(name: str) -> str:
    return re.sub(r"[\s–-]+", " ", name.lower()).replace("&", "and")


def _opening_address(text: str) -> str | None:
    first = next(lines(text), Span(0, 0)).of(text)
    return first if first.startswith(("http://", "https://")) and " " not in first else None


def _of_address(address: str | None) -> str | None:
    """Return the force whose own site *address* is on; None for any other site."""
    match = HOST.match(address or "")
    body = _sites_of_bodies().get(match["host"].removeprefix("www.")) if match else None
    if body is not None:
        return body
    if match is None or not re.search(r"\.police\.uk$|heddlu|police", match["host"]):
        return None
    parts = re.split(
        r"[./]", re.sub(r"[^a-z./]", "", (match["host"] + (match["path"] or "")).lower())
    )
    sites = {
        value.removeprefix("www."): code
        for code, values in vocabulary.facts(
            "force", f"{vocabulary.FOREIGN['foaf']}homepage"
        ).items()
        for value in (HOST.sub(lambda found: found["host"], site).strip("/") for site in values)
    }
    known = sites.get(match["host"].removeprefix("www."))
    if known is not None:
        return known
    spelt = _spelt_together()
    return next((spelt[part] for part in parts if part in spelt), None)


@cache
def _sites_of_bodies() -> dict[str, str]:
    """Return the code of each body that has a whole host to itself, by the name of that host."""
    homepages = vocabulary.facts("body", f"{vocabulary.FOREIGN['foaf']}homepage")
    sites = ((HOST.match(page), code) for code, pages in homepages.items() for page in pages)
    return {
        site["host"].removeprefix("www."): code
        for site, code in sites
        if site is not None and not (site["path"] or "").strip("/")
    }


def _run_together(text: str) -> Counter[str]:
    """Return the forces named in one word, as accounts and mailboxes are (``kentpolice``)."""
    spelt = _spelt_together()
    words = (word.lower() for word in _ONE_WORD.findall(text))
    return Counter(spelt[word] for word in words if word in spelt)


@cache
def _spelt_together() -> dict[str, str]:
    spelt: dict[str, str] = {}
    for code, labels in vocabulary.names("force").items():
        for name in (code, *labels, f"{code} police"):
            spelt.setdefault(re.sub(r"[^a-z]", "", name.lower().replace("&", "and")), code)
    return spelt
