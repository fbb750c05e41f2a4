"""Find the sections of an Act that a text cites, and bring each spelling to one form.

Spellings differ from force to force -- ``Section 31(1)(a)&(b)``, ``S24(2)``,
``40 (2)`` -- but mean the same thing.  What a citation is for, whether it is
relied on, is not told here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.laws import OTHER, Laws, laws_of
from kg.extract.sentences import Span

_H = r"[ \t\u00a0\u2009\u200b\u202f]"
_GAP = r"[\s\u200b]{0,3}"
_TO = r"(?:to|through|[-–—])"
_PART = r"(?:\d{1,2}[A-Za-z]{0,2}|[ivxIVX]{2,4}|[A-Za-z])"
_INNER = rf"{_PART}(?:{_H}?(?:{_TO}|,|&|/|and){_H}?{_PART}){{0,8}}"
_GROUP = rf"(?:[(\[]{{1,2}}{_H}?{_INNER}{_H}?[)\]]|\(\d[A-Z]?(?=[\s.,;]|$))"
_ENDS = r"(?:\s*[,.;:&(\[]|\s*$|\s*\n|\s+(?:of|and|or|applies|apply|is|are|to)\b)"
_LINK = (
    rf"{_H}{{0,2}}(?:(?:,{_H}?)?(?:and|&|or|{_TO})\s?|[,/+;]{_H}?(?:and{_H}|&{_H}?)?)?"
    rf"(?=[(\[])"
)
_BELOW = rf"(?:,?{_H}*(?i:sub-?{_H}?sections?|paragraphs?|paras?\.?|limbs?){_H}*)"
_FIRST = rf"(?:{_BELOW}(?:\d[A-Z]?\b|(?=\())|{_H}{{0,2}}(?=[(\[])|\n(?={_GROUP}{_ENDS}))"
UNIT = re.compile(
    rf"(?P<number>\d{{1,3}}[A-Za-z]?)(?![\dA-Za-z%£]|:\d|,\d{{3}}|/\d|{_H}?(?:st|nd|rd|th)\b)"
    rf"(?:(?P<point>\.)(?=\d[A-Z]?(?![\d%])))?(?(point)\d[A-Z]?)"
    rf"(?P<groups>(?:{_FIRST}{_GROUP}?(?:{_LINK}{_GROUP})*)?(?:(?<=\))[a-k](?![\w)]))?)"
)
HEAD = re.compile(
    rf"(?<![\w.’'])(?<![Ss]ub-)(?:(?P<word>(?i:sections?|sect?s?\b\.?|sectoins?|sectons?|sctions?|setcions?"
    rf"|secions?|exemptions?|regulations?|regs?\b\.?)(?:\(s\))?)(?:{_H}?[:–-])?{_GAP}"
    rf"|(?P<short>[Ss]{{1,2}})\.?{_H}{{0,2}}|§+{_H}?)(?=\d)"
)
_TITLE = (
    rf"(?:{_H}*\([A-Z][^()\n]{{3,90}}\)"
    rf"|{_H}*[–-]?{_H}*(?:[A-Z][\w’']+{_H}+(?:of{_H}+|by{_H}+)?){{1,6}}(?=and\b|&))"
)
_REHEAD = r"(?:(?i:sections?|sect?s?\.?|regulations?|regs?\.?)\s*|[Ss]{1,2}\.?\s?|§\s?)"
JOINT = re.compile(
    rf"(?P<title>{_TITLE})?\s{{0,2}}(?:,{_GAP}(?:and\s+|or\s+|&\s*)?|;\s{{0,2}}(?:and\s+)?|&|\+|/"
    rf"|\band/or\b|\band\b|\bor\b|\bwith\b|\bplus\b|\bas well as\b|\balong with\b|\btogether with\b"
    rf"|\bto\b|[–-]){_GAP}(?:(?:both|also|by|under)\s+)?(?P<again>{_REHEAD})?(?=\d)"
)
BELOW_FIRST = re.compile(
    rf"(?<!\w)(?i:sub-?\s?sections?|paragraphs?)\s*(?P<groups>\(?\d[A-Z]?\)?(?:{_H}?\([a-z]\))*)"
    rf"\s+(?:of|to|in|under)\s+$"
)
_NUMBER = re.compile(r"\d{1,2}[A-Z]?(?![\w(])")
BARE_AFTER = re.compile(
    r"\s*(?:$|[.,;:)]|\n|(?:of|apply|applies|are|is|exempt|exemptions?|being|both|as|and|or|in)\b)"
)
_TOKEN = re.compile(
    rf"[(\[]{{1,2}}{_H}?(?P<inner>{_INNER})|(?P<to>{_TO})|(?P<bare>\b(?:\d[A-Z]?|[a-k])\b)"
)
_SPLIT = re.compile(rf"{_H}?(?P<mark>{_TO}|,|&|/|and){_H}?")
_NUMERAL = re.compile(r"[ivx]+", re.IGNORECASE)
_DASHES = "-–—"


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

    regime: str
    """Code of scheme ``regime``, by the law named nearest."""

    printed: str
    """The citation as printed, from the word ``section`` on."""

    span: Span
    """Where it stands; without an ``S`` that is written onto the number."""

    fault: str | None = None
    """What is wrong with its spelling; None when it can be read one way only."""


def find_citations(
    text: str, start: int = 0, end: int | None = None, *, home: str | None = None
) -> Iterator[Citation]:
    """Yield every section cited between *start* and *end* of an Act on information.

    Args:
        text: the whole text.
        start: where to begin.
        end: where to stop; None at the end of the text.
        home: code of scheme ``regime`` that the authority answers under; None if not known.
    """
    limit = len(text) if end is None else end
    laws = laws_of(text, home)
    position = start
    while (head := HEAD.search(text, position, limit)) is not None:
        position = head.end()
        turned = _turned(text, head, start)
        lists = [turned] if turned is not None else _lists(text, head, limit)
        for units, stop in lists:
            position = max(position, stop)
            yield from _cited(text, laws, units, stop)


_Unit = tuple[str, Span, str]
"""What is to be read, where it stands with its word for section, and that word's kind."""


def _turned(text: str, head: re.Match[str], start: int) -> tuple[list[_Unit], int] | None:
    """Return the unit of ``subsection (3) of section 31``, which names the part first."""
    opening = max(start, head.start() - 60)
    below = BELOW_FIRST.search(text[opening : head.start()])
    number = _NUMBER.match(text, head.end())
    if below is None or number is None:
        return None
    span = Span(opening + below.start(), number.end())
    return [(f"{number[0]} {below['groups']}", span, "section")], number.end()


def _lists(text: str, head: re.Match[str], limit: int) -> Iterator[tuple[list[_Unit], int]]:
    """Yield the units of each list under one word for section, and where the list ends."""
    word = (head["word"] or head["short"] or "ss").lower()
    kind = "regulation" if word.startswith("reg") else "section"
    several = word.rstrip(".").endswith(("ns", "ss", "cts", "egs"))
    opening, units, stop = head.start(), list[_Unit](), head.end()
    position = head.end()
    while (unit := UNIT.match(text, position, limit)) is not None:
        if not _belongs(text, unit, first=position == head.end(), word=word, several=several):
            break
        stop = _stop(unit)
        units.append((text[position:stop], Span(opening, stop), kind))
        joint = JOINT.match(text, stop, limit)
        if joint is None:
            break
        again = joint["again"]
        if again is not None:
            yield units, stop
            units = []
            word = again.strip().lower()
            kind = "regulation" if word.startswith("reg") else "section"
            several = several or word.rstrip(".").endswith(("ns", "ss", "cts", "egs"))
        following = UNIT.match(text, joint.end(), limit)
        if following is None or (joint["title"] and not (again or following["groups"])):
            break
        opening = joint.end() if again is None else joint.start("again")
        position = joint.end()
    if units:
        yield units, stop


def _belongs(text: str, unit: re.Match[str], *, first: bool, word: str, several: bool) -> bool:
    """Return whether *unit* is cited by the word before it, or only some number after it."""
    if unit["groups"] or unit["point"]:
        return True
    if word.startswith("exemption"):
        return False
    after_short = first and len(word.rstrip(".")) <= 2
    if after_short and text[unit.start() - 1].isspace():
        return BARE_AFTER.match(text, unit.end()) is not None or several
    if first:
        return True
    return BARE_AFTER.match(text, unit.end()) is not None or (several and _ends(text, unit.end()))


def _ends(text: str, position: int) -> bool:
    return re.match(r"\s*(?:[A-Z(–-]|will\b|have\b|were\b|was\b)", text[position:]) is not None


def _stop(unit: re.Match[str]) -> int:
    return unit.start() + len(unit[0].rstrip(" \t\u00a0,&;"))


def _cited(text: str, laws: Laws, units: list[_Unit], stop: int) -> Iterator[Citation]:
    """Yield the citations of *units*, a list that ends at *stop*, unless it is another law's."""
    (_, first, kind), (_, last, _) = units[0], units[-1]
    regime = laws.of(kind, Span(first.start, last.end), stop)
    if regime == OTHER:
        return
    meant = "regulation" if regime in ("eir", "eisr") else "section"
    for printed, whole, _ in units:
        glued = re.match(r"[Ss]+(?=\d)", whole.of(text))
        span = Span(whole.start + (glued.end() if glued else 0), whole.end)
        fault = fault_of(printed) if meant == kind else f"a {kind} of an Act that has {meant}s"
        for section, subsection, limbs in read_unit(printed):
            yield Citation(
                kind=meant,
                section=section,
                subsection=subsection,
                limbs=limbs,
                regime=regime,
                printed=whole.of(text),
                span=span,
                fault=fault,
            )


def read_unit(printed: str) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Return section, subsection and limbs of each subsection that *printed* cites.

    >>> read_unit("31(1)(a)&(b)")
    (('31', '1', ('a', 'b')),)
    >>> read_unit("40(2)(a)(b) and (3)(a)(i)(ii)(b)")
    (('40', '2', ('a', 'b')), ('40', '3', ('a', 'b')))
    >>> read_unit("31(1)(a-c)")
    (('31', '1', ('a', 'b', 'c')),)
    """
    number = re.match(r"\d+[A-Za-z]?", printed)
    section = number[0] if number is not None else printed
    found: list[tuple[str | None, list[str]]] = []
    for part in _parts(printed[len(section) :]):
        if part[0].isdigit():
            found.append((part, []))
            continue
        limb = part.lower()
        limbs = found[-1][1] if found else []
        if not found:
            found.append((None, limbs))
        # A numeral under a limb only divides it: (a)(i)(ii) is limb (a).
        follows = bool(limbs) and len(limb) == 1 and ord(limb) == ord(limbs[-1][-1]) + 1
        if limb not in limbs and (not limbs or follows or _NUMERAL.fullmatch(limb) is None):
            limbs.append(limb)
    if not found:
        return ((section, None, ()),)
    return tuple((section, subsection, tuple(limbs)) for subsection, limbs in found)


def fault_of(printed: str) -> str | None:
    """Return what is wrong with the spelling of one citation, or None.

    >>> fault_of("31(1)(a)"), fault_of("31(1)a"), fault_of("31(l)(a)")
    (None, 'a limb without its brackets', 'a letter in the place of the number 1')
    """
    if re.match(r"\d+[A-Za-z]?\.\d", printed):
        return "a full stop in the place of brackets"
    if re.match(r"\d+[A-Za-z]?\s*[(\[]+\s?[lI][)\]]", printed):
        return "a letter in the place of the number 1"
    if re.search(r"\)[a-k]$", printed):
        return "a limb without its brackets"
    if printed.count("(") + printed.count("[") > printed.count(")") + printed.count("]"):
        return "a bracket that is not closed"
    return None


def _parts(groups: str) -> Iterator[str]:
    """Yield each subsection and limb in *groups*, ranges written out."""
    last, to = "", False
    for token in _TOKEN.finditer(re.sub(r"(?i:sub-?\s?sections?|paragraphs?|limbs?)", " ", groups)):
        if token["to"] is not None:
            to = True
            continue
        inner = token["inner"] if token["inner"] is not None else token["bare"]
        if not last and inner in ("l", "I"):
            inner = "1"
        marks = [None, *(mark["mark"] for mark in _SPLIT.finditer(inner))]
        for mark, part in zip(marks, _SPLIT.split(inner)[::2], strict=True):
            ranged = to or (mark is not None and (mark in _DASHES or mark in ("to", "through")))
            yield from _run(last, part)[1:] if ranged else ()
            if not ranged:
                yield part
            last, to = part, False


def _run(first: str, last: str) -> tuple[str, ...]:
    """Return all from *first* to *last*, or only the two where no order joins them."""
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        return tuple(map(str, range(int(first), int(last) + 1)))
    letters = len(first) == len(last) == 1 and first.isalpha() and last.isalpha()
    if letters and first.lower() < last.lower():
        return tuple(map(chr, range(ord(first.lower()), ord(last.lower()) + 1)))
    return (first, last)
