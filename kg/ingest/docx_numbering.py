"""Count the automatic numbers of a DOCX, as they are printed before its paragraphs.

The file holds no number, only the list and the level that a paragraph belongs
to.  All lists made from one definition count together; a list may begin anew
at a level when it is first used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

LEVELS = 9
BULLET = "•"
"""Stands for the signs of symbol fonts, which no other font prints."""

_PLACE = re.compile(r"%([1-9])")
_OFF = frozenset({"0", "false", "off"})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TEENS = range(11, 14)
_MOST = 32_767
"""The highest number that an office program counts to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    """What is printed, such as ``%1.%2)``; ``%1`` is the number of the highest level."""

    after: str = " "
    """What stands between the number and the words."""

    restart: int | None = None
    """Begins anew after a number of this level (from 1) or a higher one; 0 is never, and None
    is after any level above."""

    legal: bool = False
    """Whether the numbers of all levels are printed as decimal."""

    style: str | None = None
    """Style whose paragraphs stand on this level."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs belong to."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Levels that begin anew when this list is first used, and at which number."""


@dataclass(slots=True)
class _Count:
    """Where the lists of one definition are."""

    numbers: dict[int, int] = field(default_factory=dict)
    """Last number of each level; none for a level that begins anew."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted in reading order."""

    lists: Mapping[str, _List]
    _counts: dict[str, _Count] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, number: str, style: str) -> int:
        """Return the level (from 0) on which list *number* places paragraphs of *style*."""
        found = self.lists.get(number)
        levels = {} if found is None else found.levels
        return next((n for n, level in levels.items() if level.style == style), 0)

    def next(self, number: str, level: int) -> str:
        """Count a paragraph of list *number* on *level* (from 0); return what is printed before it.

        Returns:
            The number with what stands between it and the words; '' where nothing is printed.
        """
        found = self.lists.get(number)
        if found is None or level not in found.levels:
            return ""
        how = found.levels[level]
        count = self._counts.setdefault(found.definition, _Count()).numbers
        if (number, level) not in self._begun:
            self._begun.add((number, level))
            if level in found.starts:
                count.pop(level, None)
        count[level] = min(
            count[level] + 1 if level in count else found.starts.get(level, how.start), _MOST
        )
        for deeper in [n for n in count if n > level]:
            after = found.levels.get(deeper, Level()).restart
            if after is None or level < after:
                del count[deeper]
        printed = self._printed(found, how, count)
        return printed + how.after if printed else ""

    def _printed(self, found: _List, how: Level, count: Mapping[int, int]) -> str:
        if how.format == "bullet":
            return _bullet(how.text)
        if how.format == "none" and not _PLACE.search(how.text):
            return how.text

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = found.levels.get(place, Level())
            value = count.get(place, found.starts.get(place, level.start))
            return spelt(value, "decimal" if how.legal else level.format)

        return _PLACE.sub(number, how.text)


def read(root: ET.Element | None) -> Numbering:
    """Return the lists that a numbering part defines; none where there is no such part."""
    if root is None:
        return Numbering({})
    definitions: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for element in root.iter("abstractNum"):
        key = element.get("abstractNumId", "")
        definitions[key] = dict(map(_level, element.findall("lvl")))
        if (style := _value(element, "styleLink")) is not None:
            by_style[style] = key
        if (style := _value(element, "numStyleLink")) is not None:
            linked[key] = style
    lists = {}
    for element in root.iter("num"):
        key = _value(element, "abstractNumId") or ""
        key = by_style.get(linked.get(key, ""), key)
        levels = dict(definitions.get(key, {}))
        starts = {}
        for override in element.findall("lvlOverride"):
            place = _whole(override.get("ilvl"), 0)
            if (other := override.find("lvl")) is not None:
                levels[place] = _level(other)[1]
            if (start := _value(override, "startOverride")) is not None:
                starts[place] = _whole(start, 1)
        lists[element.get("numId", "")] = _List(key, levels, starts)
    return Numbering(lists)


def _level(element: ET.Element) -> tuple[int, Level]:
    """Return a level's place (from 0) and how it is numbered."""
    legal = element.find("isLgl")
    restart = _value(element, "lvlRestart")
    text = element.find("lvlText")
    return _whole(element.get("ilvl"), 0), Level(
        start=_whole(_value(element, "start"), 0),
        format=_format(element),
        text="" if text is None else text.get("val", ""),
        after="" if _value(element, "suff") == "nothing" else " ",
        restart=None if restart is None else _whole(restart, 0),
        legal=legal is not None and legal.get("val") not in _OFF,
        style=_value(element, "pStyle"),
    )


def _format(element: ET.Element) -> str:
    """Return how a level's numbers are spelt; a newer format stands beside an older one."""
    formats = [found.get("val", "decimal") for found in element.iter("numFmt")]
    return next((name for name in formats if name != "custom"), "decimal")


def _value(element: ET.Element, name: str) -> str | None:
    found = element.find(name)
    return None if found is None else found.get("val")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else otherwise


def _bullet(text: str) -> str:
    """Return a bullet as printed; a sign of a symbol font stands among the private characters."""
    return "".join(BULLET if "\ue000" <= sign <= "\uf8ff" else sign for sign in text)


def spelt(value: int, how: str) -> str:
    """Return a number in the format *how*; in figures where the format is none that is known.

    >>> [spelt(28, how) for how in ("lowerLetter", "upperRoman", "ordinal", "decimalZero")]
    ['bb', 'XXVIII', '28th', '28']
    """
    return _FORMATS.get(how, str)(value)


def _letters(value: int) -> str:
    """Return a, b ... z, aa, bb ... zz, aaa."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""


def _roman(value: int) -> str:
    signs = ""
    for worth, sign in _ROMAN:
        signs += sign * (value // worth)
        value %= worth
    return signs


def _ordinal(value: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if value % 100 in _TEENS else endings.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "none": lambda _: "",
    "ordinal": _ordinal,
    "upperLetter": lambda value: _letters(value).upper(),
    "upperRoman": lambda value: _roman(value).upper(),
}
