"""Find the references that a page prints: its own, and those of requests that it refers to.

Every force spells them its own way, and some spell them two ways in one page
(``01.FOI.23.031597`` beside ``01/FOI/23/028737``); a bare number counts only
where a label or its place says that it is one.
"""

import re
from dataclasses import dataclass

from kg.extract.sentences import Span, lines
from kg.extract.zones import Zones
from kg.model.key import slug

SHAPES = (
    r"\d\d[./]FOI[./]\d\d[./]\d{5,6}"
    r"|IM-FOI-\d{4}-\d{3,5}|[A-Z]{2,5}-FOI-\d{4}-[A-Z]{2}|FOI-\d{4}-\d{4}|F-\d{4}-\d{4,5}"
    r"|FOI/\d{1,4}/\d\d(?:/[A-Z]{2})?|FOI/\d{4,6}"
)
"""Spellings that can be nothing else."""

NUMBER = r"(?:FOI\s*)?\d{1,6}[A-Z]?(?:\s?[-_/.]\s?\d{2,6}){0,2}(?:/[A-Z]{2})?"
"""Spellings that need a label: ``208-2023``, ``616 - 25``, ``1017A/21``, ``141620``."""

LABEL = (
    r"(?:(?:foi|enquiry|request|case|our|your|application|information)\s+)*"
    r"(?:reference|ref|request)\.?\s*(?:number|no|nr)?\s*[.:#]*\s*"
)
EARLIER = re.compile(
    r"\b(?:previous|earlier|prior|original|initial|former|last)\s+(?:foi\s+)?(?:request|reference|response)"
    r"|\b(?:further to|follow(?:ing|s)?[ -]up)\b",
    re.IGNORECASE,
)
_SHAPED = re.compile(rf"(?<![\w/.-])(?:{SHAPES})(?![\w/])")
_LABELLED = re.compile(
    rf"(?<![\w])(?i:{LABEL})(?P<ref>{SHAPES}|{NUMBER})(?![\w/])(?!\s*[-–]\s*\d+\s*:)",
)
_IN_TITLE = re.compile(
    r"\((?P<a>\d{2,6}[A-Z]?[/_]\d\d)\)\s*$|\s[-–]\s+(?P<b>\d{2,6}[A-Z]?/\d\d(?:\d\d)?)\s*$"
)
_SURE_LABEL = re.compile(r"\b(?:reference|ref|number|no)\b", re.IGNORECASE)
TITLE_LINES = 14
"""A title with a reference stands within so many lines of the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Where references stand; a reference printed twice counts once, as first spelt."""

    own: tuple[Span, ...]
    related: tuple[Span, ...]


def find_references(text: str, zones: Zones) -> References:
    """Return the references in *text*.

    A reference in the requester's words is another request's, and so is one
    that the page calls earlier.
    """
    found: dict[str, tuple[Span, bool]] = {}
    for number, line in enumerate(lines(text)):
        for span in _in_line(text, line, titled=number < TITLE_LINES):
            before = text[line.start : span.start]
            quoted = zones.asked_is_marked and zones.request.start <= span.start < zones.request.end
            related = EARLIER.search(before) is not None or (
                quoted and _SURE_LABEL.search(before) is None
            )
            found.setdefault(slug(span.of(text)), (span, related))
    return References(
        own=tuple(span for span, related in found.values() if not related),
        related=tuple(span for span, related in found.values() if related),
    )


def _in_line(text: str, line: Span, *, titled: bool) -> list[Span]:
    found = [Span(*match.span()) for match in _SHAPED.finditer(text, *line)]
    found += [
        Span(*match.span("ref"))
        for match in _LABELLED.finditer(text, *line)
        if _is_reference(match)
    ]
    if titled and not line.of(text).startswith("http"):
        title = _IN_TITLE.search(line.of(text))
        if title is not None:
            group = "a" if title["a"] else "b"
            found.append(Span(line.start + title.start(group), line.start + title.end(group)))
    found.sort(key=lambda span: (span.start, -span.end))
    return [
        span
        for index, span in enumerate(found)
        if all(span.start >= other.end for other in found[:index])
    ]


def _is_reference(match: re.Match[str]) -> bool:
    """Return whether a labelled number is a reference: ``Request 2`` and ``request 12`` are not."""
    label = match[0][: match.start("ref") - match.start()]
    if _SURE_LABEL.search(label):
        return len(re.sub(r"\D", "", match["ref"])) > 2
    return re.search(r"[-_/.]", match["ref"]) is not None
