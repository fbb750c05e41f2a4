"""Read the numbers that stand before the items of a list, and tell which of them follow on.

Letters number their questions as they like: ``1.``, ``Q1a``, ``a)``, ``1/``, ``Request 1``,
``5.c.i``, every item ``1.``, or a bullet each.  A number counts only where it follows on from
the one before, so that neither a banner nor the prose of a letter becomes a question.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.labels import ROMAN

STEP = 5
"""Numbers may skip where a page has lost lines, but not by more than this."""

NUMBER = re.compile(
    r"(?:[-•*]\s*)?(?P<q>Q(?:uestion)?\.?\s*|Request\s+)?(?P<open>[(\[])?(?P<n>\d{1,2})"
    r"(?:\.(?P<d>\d{1,2})(?=\s|\.\s|\))"
    r"|(?:(?P<l>[a-z])(?P<r>[ivx]{1,4})?(?![a-z])"
    r"|\s?\((?P<l2>[a-z])\)(?:\((?P<r2>[ivx]{1,4})\))?"
    r"|\.(?P<l3>[a-z])(?:\.(?P<r3>[ivx]{1,4}))?(?=[.):/]\s)"
    r"|\.(?-i:(?P<l4>[a-z]))(?=\s)))?"
    r"(?P<form>\s?\.?[)\]]|\.(?!\d)|:(?!\d)|/(?!\d)|\s[-–]\s|(?(q)(?=\s|$)|(?(d)(?=\s)|"
    r"(?(l2)(?=\s)|(?(l4)(?=\s)|(?!))))))\s*",
    re.IGNORECASE,
)
BARE = re.compile(r"(?P<n>\d{1,2})\s+(?=[A-Z\"“‘'])")
LETTER = re.compile(r"\(?(?P<l>[a-z])(?:\s?(?:\)|\.(?![a-z]\.)|/)|\s[-–](?=\s))\s*", re.IGNORECASE)
NUMERAL = re.compile(r"\(?(?P<r>[ivx]{1,4})\s?(?:\)|\.|/)\s*", re.IGNORECASE)
BULLET = re.compile(r"[-–—•*·●▪◦]\s+(?=\S)")
INLINE = re.compile(
    r"(?<=[\s?.!:;,-])(?:(?:Q(?:uestion)?\.?\s?)?\d{1,2}(?:[a-z](?:[ivx]{1,4})?)?[.)/:](?!\d)"
    r"|\(?[a-z][.)/](?![a-z]\.)|\(?[ivx]{1,4}[.)])(?=\s*\S)",
    re.IGNORECASE,
)
"""Where a further mark may stand inside a line that opened with one."""


class Level(NamedTuple):
    """One step of a label: the ``c`` of ``5.c.i``."""

    kind: str
    """``number``, ``letter``, ``numeral``, or ``counted`` where nothing is printed."""

    value: int
    """Place in its row (from 1)."""

    form: str = ""
    """The mark after the number, by which two rows of numbers are told apart."""

    @property
    def text(self) -> str:
        """The step as a label has it."""
        if self.kind == "letter":
            return chr(ord("a") + self.value - 1)
        if self.kind == "numeral":
            return ROMAN[self.value - 1]
        return f"({self.value})" if self.kind == "counted" else str(self.value)


class Mark(NamedTuple):
    """A number as printed: the steps it names, and where the words after it begin."""

    levels: tuple[Level, ...]
    end: int


class Style(NamedTuple):
    """What the whole list shows of how its items are numbered."""

    bare: bool = False
    """Numbers stand without any mark: ``1 Was it used?``."""

    every_one: bool = False
    """Every item has the number 1, as lists have that lost their markup."""

    romans: bool = False
    """The list has small Roman numerals, so that an ``i`` after an ``h`` may begin a row."""

    dotted: bool = False
    """Parts are written ``1.a`` with nothing after the letter."""

    doubled: bool = False
    """A number and a letter run side by side (``1. a)``, ``2. b)``); the letter is the label."""


def style_of(lines: Sequence[str]) -> Style:
    """Return how the items among *lines* are numbered.

    >>> style_of(["1. Used?", "1. Where?"]).every_one
    True
    """
    numbers = [(line, match) for line in lines if (match := NUMBER.match(line)) is not None]
    plain = [int(match["n"]) for _, match in numbers if not any(_parts(match)) and not match["q"]]
    bare = [int(match["n"]) for line in lines if (match := BARE.match(line)) is not None]
    alone = any(BARE.match(line) is not None and "?" in line for line in lines)
    doubled = [
        (int(match["n"]), _order(letter["l"]))
        for line, match in numbers
        if (letter := LETTER.match(line, match.end())) is not None
    ]
    numerals = [match["r"].lower() for line in lines if (match := NUMERAL.match(line)) is not None]
    return Style(
        romans="ii" in numerals,
        dotted=any(match["l4"] == "b" for _, match in numbers),
        bare=not plain and (bare[:2] == [1, 2] or (bare == [1] and alone)),
        every_one=len(plain) > 1 and set(plain) == {1},
        doubled=len(doubled) > 1 and all(number == letter for number, letter in doubled),
    )


def marks(text: str, start: int, end: int, style: Style) -> Iterator[Mark]:
    """Yield each way to read what stands at *start* of a line that ends at *end* as a number."""
    number = NUMBER.match(text, start, end)
    if number is not None:
        letter = LETTER.match(text, number.end(), end) if style.doubled else None
        if letter is not None:
            yield Mark((Level("letter", _order(letter["l"]), _form(letter)),), letter.end())
            return
        if number["l4"] and not style.dotted:
            # '1.a list of contracts' is question 1, typed without a space.
            level = Level("number", int(number["n"]), "q" if number["q"] else ".")
            yield Mark((level,), number.start("l4"))
            return
        yield Mark(tuple(_levels(number)), number.end())
        return
    bare = BARE.match(text, start, end) if style.bare else None
    if bare is not None:
        yield Mark((Level("number", int(bare["n"]), "bare"),), bare.end())
    letter, numeral = LETTER.match(text, start, end), NUMERAL.match(text, start, end)
    if numeral is not None and numeral["r"].lower() in ROMAN:
        value = ROMAN.index(numeral["r"].lower()) + 1
        yield Mark((Level("numeral", value, _form(numeral)),), numeral.end())
    if letter is not None:
        yield Mark((Level("letter", _order(letter["l"]), _form(letter)),), letter.end())


class Counter:
    """Where the numbering stands, and what may follow."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.path: tuple[Level, ...] = ()

    @property
    def label(self) -> str:
        """The label of the item that was counted last."""
        return ".".join(level.text for level in self.path)

    def take(self, found: Sequence[Mark], *, exact: bool = False) -> Mark | None:
        """Return the first of *found* that follows on, and go on from it; else None.

        Args:
            found: ways to read one mark.
            exact: nothing may be skipped, as for a mark inside a line.
        """
        ways = (self._next, self._begin_or_join, *(() if exact else (self._later,)))
        for way in ways:
            for mark in found:
                path = way(mark, exact=exact)
                if path is not None:
                    self.path = path
                    return mark
        return None

    def count(self, depth: int) -> None:
        """Count an item at *depth* that has no number of its own."""
        held = self.path[depth].value if len(self.path) > depth else 0
        self.path = (*self.path[:depth], Level("counted", held + 1))

    def _next(self, mark: Mark, *, exact: bool) -> tuple[Level, ...] | None:  # noqa: ARG002
        """Return the path on which *mark* is the very next of a row, in the same form."""
        if len(mark.levels) > 1:
            return None
        level = mark.levels[0]
        if level.kind == "number" and self.style.every_one and level.value == 1 and self.path:
            return (Level("number", self.path[0].value + 1, level.form),)
        for depth in range(len(self.path) - 1, -1, -1):
            held = self.path[depth]
            if level == Level("letter", 9, level.form) and self.style.romans:
                continue
            if (held.kind, held.form, held.value + 1) == (level.kind, level.form, level.value):
                return (*self.path[:depth], level)
        return None

    def _begin_or_join(self, mark: Mark, *, exact: bool) -> tuple[Level, ...] | None:
        """Return the path on which *mark* begins a row, or names all of its steps."""
        if len(mark.levels) > 1:
            return self._composite(mark.levels, 1 if exact else STEP)
        level = mark.levels[0]
        if not self.path:
            opens = level.value > 0 if level.kind == "number" else level.value == 1
            return (level,) if opens and level.kind != "numeral" else None
        kinds = [held.kind for held in self.path]
        if level.kind == "letter" and "letter" not in kinds:
            lost = level.value <= 3 and not exact
            return (*self.path, level) if level.value == 1 or lost else None
        if level.kind == "numeral" and "numeral" not in kinds and level.value == 1:
            return (*self.path, level)
        return None

    def _later(self, mark: Mark, *, exact: bool) -> tuple[Level, ...] | None:  # noqa: ARG002
        """Return the path on which *mark* goes on with a row after a gap, or in another form."""
        if len(mark.levels) > 1:
            return None
        level = mark.levels[0]
        for depth in range(len(self.path) - 1, -1, -1):
            held = self.path[depth]
            same = held.form == level.form or not held.form
            near = 1 if level.kind == "number" and not same else STEP
            inner = level.kind == "number" and depth > 0 and not same
            if held.kind == level.kind and not inner and 0 < level.value - held.value <= near:
                return (*self.path[:depth], level)
        return None

    def _composite(self, levels: tuple[Level, ...], step: int) -> tuple[Level, ...] | None:
        top, part = levels[0], levels[1]
        if not self.path:
            return levels
        held = self.path[0]
        if held.kind != "number" or not held.value <= top.value <= held.value + step:
            return None
        if top.value > held.value or len(self.path) < 2:
            return levels
        last = self.path[1]
        later = last.kind == part.kind and 0 <= part.value - last.value <= step
        same = part.value == last.value
        return levels if later and (not same or len(levels) > len(self.path)) else None


def _levels(match: re.Match[str]) -> Iterator[Level]:
    form = "q" if match["q"] else (match["open"] or "") + match["form"].strip()
    yield Level("number", int(match["n"]), form)
    if match["d"]:
        yield Level("number", int(match["d"]), "decimal")
    letter, numeral = _parts(match)
    if letter:
        yield Level("letter", _order(letter))
    if numeral and numeral.lower() in ROMAN:
        yield Level("numeral", ROMAN.index(numeral.lower()) + 1)


def _parts(match: re.Match[str]) -> tuple[str, str]:
    letter = match["l"] or match["l2"] or match["l3"] or match["l4"] or ""
    numeral = match["r"] or match["r2"] or match["r3"] or ""
    return letter, numeral


def _form(match: re.Match[str]) -> str:
    return re.sub(r"[\sA-Za-z]", "", match[0])


def _order(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1
