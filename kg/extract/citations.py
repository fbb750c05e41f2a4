"""Find the sections of an Act that a text cites, and bring each spelling to one form.

Spellings differ from force to force -- ``Section 31(1)(a)&(b)``, ``S24(2)``,
``40 (2)`` -- but mean the same thing.  What a citation is for, whether it is
relied on, is not told here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.sentences import Span

_PARENS = r"(?:\s?\([0-9A-Za-z]{1,4}\)(?:\s?(?:&|,|and)\s?(?=\([0-9A-Za-z]{1,4}\)))?)"
_UNIT = rf"\d{{1,2}}[A-Z]?(?![\d%]|\.\d|,\d)(?:{_PARENS})*"
_AND = r"\s*(?:,\s*(?:and\s+)?|&|\band\b|\bor\b|\bwith\b)\s*"
CITATION = re.compile(
    rf"(?<![\w.])(?P<head>(?i:sections?|regulations?|regs?\.?)\s*|[Ss]{{1,2}}\.?\s?)"
    rf"(?P<units>{_UNIT}(?:{_AND}(?:(?i:sections?|s\.?)\s*)?{_UNIT})*)"
)
OTHER_ACT = re.compile(
    r"\s*(?:of|to|,)\s+(?:the\s+)?(?!Freedom|FOI|Act\b|Environmental|EIR|legislation)"
    r"(?:[A-Z][\w&-]*\s+(?:(?:of|and|for|to|in)\s+)*){1,8}(?:Act|Regulations|Order)\b"
    r"|\s*(?:of\s+)?(?:the\s+)?(?:DPA|RIPA|PACE|HRA|GDPR|PoFA|IPA)\b"
)
_UNITS = re.compile(_UNIT)
_GROUP = re.compile(r"\(([0-9A-Za-z]{1,4})\)")
_NUMERAL = re.compile(r"[ivx]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One section, with one subsection and the limbs cited of it."""

    kind: str
    """``section`` or ``regulation``."""

    section: str
    """Number, such as ``31`` or ``22A``."""

    subsection: str | None
    """Number in brackets; None when only the section is cited."""

    limbs: tuple[str, ...]
    """Letters in brackets, in reading order."""

    printed: str
    """The citation as printed, from the word ``section`` on."""

    span: Span
    """Where it stands; without an ``S`` that is written onto the number."""


def find_citations(text: str, start: int = 0, end: int | None = None) -> Iterator[Citation]:
    """Yield every section cited between *start* and *end* of an Act on information."""
    limit = len(text) if end is None else end
    for match in CITATION.finditer(text, start, limit):
        if OTHER_ACT.match(text, match.end()) is not None:
            continue
        kind = "regulation" if match["head"].lower().startswith("reg") else "section"
        opening = match.start()
        for unit in _UNITS.finditer(text, match.start("units"), match.end("units")):
            stop = match.start() + len(text[match.start() : unit.end()].rstrip(" ,&"))
            printed = text[opening:stop]
            glued = re.match(r"[Ss]+(?=\d)", printed)
            span = Span(opening + (glued.end() if glued else 0), stop)
            for section, subsection, limbs in read_unit(unit[0]):
                yield Citation(
                    kind=kind,
                    section=section,
                    subsection=subsection,
                    limbs=limbs,
                    printed=printed,
                    span=span,
                )
            opening = _next_opening(text, unit.end(), match.end())


def read_unit(printed: str) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Return section, subsection and limbs of each subsection that *printed* cites.

    >>> read_unit("31(1)(a)&(b)")
    (('31', '1', ('a', 'b')),)
    >>> read_unit("40(2)(a)(b) and (3)(a)(i)(ii)(b)")
    (('40', '2', ('a', 'b')), ('40', '3', ('a', 'b')))
    """
    section = printed.partition("(")[0].strip()
    found: list[tuple[str | None, list[str]]] = []
    for group in _GROUP.findall(printed):
        if group[0].isdigit():
            found.append((group, []))
            continue
        limb = group.lower()
        limbs = found[-1][1] if found else []
        if not found:
            found.append((None, limbs))
        # A numeral under a limb only divides it: (a)(i)(ii) is limb (a).
        follows = bool(limbs) and len(limb) == 1 and ord(limb) == ord(limbs[-1][-1]) + 1
        if not limbs or follows or _NUMERAL.fullmatch(limb) is None:
            limbs.append(limb)
    if not found:
        return ((section, None, ()),)
    return tuple((section, subsection, tuple(limbs)) for subsection, limbs in found)


def _next_opening(text: str, position: int, end: int) -> int:
    """Return where the next unit of a list begins, past the words that join the two."""
    joined = re.compile(_AND).match(text, position, end)
    return position if joined is None else joined.end()
