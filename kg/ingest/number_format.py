"""Print the value of a sheet's cell as its number format shows it to a person.

What depends on the reader's own computer is printed as in the United Kingdom:
the short date of a cell is day, month, year.  A format that is not known gives
None, so that nothing is printed that nobody would see.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from functools import lru_cache

from kg.ingest.date_format import DATE_PARTS, DAYS, Token, literal, printed_date

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a workbook names by number alone."""

DIGITS = 15
"""Digits that an office program keeps; those after them are noise."""

_HUGE = 310
"""No cell holds a number with more digits, nor one with more zeros after its point."""

_LONGEST = 20
"""A number with more digits, or more zeros after its point, is told by its power of ten."""

LONG_DATE = "dd mmmm yyyy"
PARTED = 3
"""Digits between the separators of thousands."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | (?P<space>_.) | (?P<fill>\*.)
    | \[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<condition>[<>=]+\s*-?\d+(?:\.\d+)?)\]
    | \[(?P<colour>[^\]]*)\]
    | (?P<general>General) | (?P<noon>AM/PM|A/P) | (?P<tenths>(?<=s)\.0+)
    | (?P<day>d+) | (?P<year>y+) | (?P<month>m+) | (?P<hour>h+) | (?P<second>s+)
    | (?P<power>E[+-]) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<text>@) | (?P<other>.)
    """,
    re.X | re.I | re.S,
)
_CONDITION = re.compile(r"([<>=]+)\s*(-?\d+(?:\.\d+)?)")
_LITERAL = frozenset({"quoted", "escaped", "space", "other"})


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a format, for positive numbers, negative ones, zero or text."""

    tokens: tuple[Token, ...]

    @property
    def is_date(self) -> bool:
        return any(kind in DATE_PARTS for kind, _ in self.tokens)

    def has(self, kind: str) -> bool:
        return any(found == kind for found, _ in self.tokens)

    def condition(self) -> tuple[str, Decimal] | None:
        found = next((text for kind, text in self.tokens if kind == "condition"), None)
        match = _CONDITION.fullmatch(found) if found else None
        return None if match is None else (match[1], Decimal(match[2]))


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format, taken apart."""

    sections: tuple[_Section, ...]

    def number(self, value: Decimal, *, from_1904: bool = False) -> str | None:
        """Return *value* as shown; None where that is not known.

        >>> read("#,##0.00").number(Decimal("1234.5")), read("0.0%").number(Decimal("0.00123"))
        ('1,234.50', '0.1%')
        >>> read("dd/mm/yyyy").number(Decimal(45000))
        '15/03/2023'
        """
        with localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_UP)):
            value = +value
        section, signed = self._section(value)
        if section is None:
            return None
        shown = value if signed else abs(value)
        if section.is_date:
            return printed_date(shown, section.tokens, from_1904=from_1904)
        return _number(shown, section.tokens)

    def text(self, words: str) -> str:
        """Return *words* as shown."""
        section = self.sections[-1]
        if not section.has("text"):
            return words
        return "".join(
            words if kind == "text" else literal(kind, text) for kind, text in section.tokens
        )

    def is_month_first(self) -> bool:
        """Return whether it prints dates in figures with the month before the day."""
        parts = [(kind, text) for kind, text in self.sections[0].tokens if kind in DAYS]
        figures = all(len(text) <= len("mm") for kind, text in parts if kind != "year")
        return figures and [kind for kind, _ in parts][:2] == ["month", "day"]

    def _section(self, value: Decimal) -> tuple[_Section | None, bool]:
        """Return the section that *value* is shown by, and whether its sign is kept."""
        sections = [section for section in self.sections if not section.has("text")]
        if not sections:
            return read(GENERAL).sections[0], True
        if any(section.condition() for section in sections):
            for section in sections:
                condition = section.condition()
                if condition is None or _holds(value, *condition):
                    return section, condition is None or len(sections) == 1
            return None, True
        if value < 0 and len(sections) > 1:
            return sections[1], False
        if value == 0 and len(sections) > len("+-"):
            return sections[2], False
        return sections[0], True


@lru_cache(maxsize=1024)
def read(code: str) -> NumberFormat:
    """Return the format that *code* writes."""
    tokens: list[Token] = []
    sections = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind == "other" and match[0] == ";":
            sections.append(_section(tokens))
            tokens = []
        elif kind == "locale" and (match["locale"] or "").upper() == "F800":
            # The long date of the reader's own computer, whatever follows.
            return read(LONG_DATE)
        elif match["currency"] is not None:
            tokens.append(("quoted", match["currency"]))
        else:
            tokens.append((kind, match[kind]))
    sections.append(_section(tokens))
    return NumberFormat(tuple(sections))


def plain(value: Decimal) -> str:
    """Return a number in figures, without the noise behind its last digit.

    >>> plain(Decimal("0.30000000000000004")), plain(Decimal("1E+3")), plain(Decimal("-0"))
    ('0.3', '1000', '0')
    """
    with localcontext(Context(prec=DIGITS)):
        value = +value
    if abs(value.adjusted()) > _LONGEST:
        return f"{value.normalize():E}"
    shown = f"{value:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def decimal_of(text: str) -> Decimal | None:
    """Return the number that a cell holds; None when it holds none that can be."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < _HUGE else None


def _section(tokens: Sequence[Token]) -> _Section:
    """Return a section, with each ``m`` read as minutes where hours or seconds are beside it."""
    timed = [n for n, (kind, _) in enumerate(tokens) if kind in DATE_PARTS]
    told = list(tokens)
    for at, place in enumerate(timed):
        if told[place][0] != "month":
            continue
        before = told[timed[at - 1]] if at else ("", "")
        after = tokens[timed[at + 1]] if at + 1 < len(timed) else ("", "")
        hours = before[0] == "hour" or (before[0] == "elapsed" and before[1][0] in "hH")
        if hours or after[0] == "second":
            told[place] = ("minute", told[place][1])
    return _Section(tuple(told))


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }.get(sign, False)


def _number(value: Decimal, tokens: Sequence[Token]) -> str | None:
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds:
        words = [plain(value) if kind == "general" else literal(*(kind, t)) for kind, t in tokens]
        return "".join(words).strip()
    if "digit" not in kinds:
        return "".join(literal(kind, text) for kind, text in tokens).strip()
    first, last = kinds.index("digit"), len(kinds) - kinds[::-1].index("digit")
    # A fraction, or a power of ten with no digits for it.
    if ("other", "/") in tokens[first:last] or "power" in kinds[:first] + kinds[last:]:
        return None
    before = "".join(literal(kind, text) for kind, text in tokens[:first])
    after = tokens[last:]
    pattern = tokens[first:last]
    scaled = value.scaleb(2 * kinds.count("percent"))
    while after and after[0][0] == "comma":
        scaled, after = scaled.scaleb(-PARTED), after[1:]
    shown = _power(scaled, pattern) if "power" in kinds else _fixed(scaled, pattern)
    if shown is None:
        return None
    sign = "-" if scaled < 0 and any(map(str.isdigit, shown.strip("0., "))) else ""
    ending = "".join(literal(kind, text) for kind, text in after)
    return f"{sign}{before}{shown}{ending}".strip()


def _fixed(value: Decimal, pattern: Sequence[Token]) -> str | None:
    """Return the size of *value* in the digits that *pattern* has places for."""
    kinds = [kind for kind, _ in pattern]
    cut = kinds.index("point") if "point" in kinds else len(pattern)
    whole, decimals = pattern[:cut], pattern[cut + 1 :]
    if any(kind not in {"digit", "comma", *_LITERAL} for kind, _ in pattern[:cut]):
        return None
    places = [text for kind, text in decimals if kind == "digit"]
    with localcontext(Context(prec=2 * _HUGE)):
        rounded = abs(value).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    while fraction and places and places[-1] == "#" and fraction.endswith("0"):
        fraction, places = fraction[:-1], places[:-1]
    shown = _whole("" if digits == "0" else digits, whole)
    return shown + ("." + fraction if cut < len(pattern) else "")


def _whole(digits: str, pattern: Sequence[Token]) -> str:
    """Return *digits* in the places of *pattern*, from the right; the leftmost takes the rest."""
    parted = any(kind == "comma" for kind, _ in pattern)
    count = sum(kind == "digit" for kind, _ in pattern)
    shown, used = "", 0

    def put(digit: str) -> None:
        nonlocal shown, used
        if parted and used and used % PARTED == 0:
            shown = "," + shown
        shown, used = digit + shown, used + 1

    seen = 0
    for kind, text in reversed(pattern):
        if kind == "comma":
            continue
        if kind != "digit":
            shown = literal(kind, text) + shown
            continue
        seen += 1
        if digits:
            put(digits[-1])
            digits = digits[:-1]
        elif text == "0":
            put("0")
        while seen == count and digits:
            put(digits[-1])
            digits = digits[:-1]
    return shown


def _power(value: Decimal, pattern: Sequence[Token]) -> str | None:
    kinds = [kind for kind, _ in pattern]
    at = kinds.index("power")
    if kinds[: kinds.index("point") if "point" in kinds[:at] else at] != ["digit"]:
        return None
    decimals = at - kinds.index("point") - 1 if "point" in kinds[:at] else 0
    mantissa, _, power = f"{abs(value):.{decimals}E}".partition("E")
    sign = "-" if power.startswith("-") else "+" if pattern[at][1].endswith("+") else ""
    return f"{mantissa}E{sign}{power.lstrip('+-').zfill(len(pattern) - at - 1)}"
