"""Read one printed figure: a count, a rate, a threshold, a duration, or why there is none.

N/A, a blank cell, a figure held back and 0 are four things, and stay so.  A
range, a bound or an estimate in words is no figure.
"""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from kg import vocabulary
from kg.model import Figure, Passage

_UNITS = vocabulary.facts("measure", vocabulary.ONTOLOGY + "unit")
RATES = frozenset(measure for measure, unit in _UNITS.items() if unit == ("ratio",))
SCORES = frozenset(measure for measure, unit in _UNITS.items() if unit == ("score",))
DURATION = "duration"

UNITS: Mapping[str, frozenset[str]] = {
    "minutes": frozenset({DURATION}),
    "hours": frozenset({DURATION}),
    "percent": RATES | SCORES,
    "ratio": RATES | SCORES,
}
"""Unit that bare numbers of a column may be declared to have -> the measures that it is for."""

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PERCENT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*%")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?")
_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:(?:ou)?rs?)?)?\s*(?:(?P<minutes>\d{1,2})\s*m(?:in(?:ute)?s?)?)?",
    re.IGNORECASE,
)
_HOURS_ALONE = re.compile(r"(?P<hours>\d{1,2})h(?P<minutes>[0-5]\d)", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?")
_NOT_APPLICABLE = re.compile(r"n\s*/\s*a|not applicable", re.IGNORECASE)
_SUPPRESSED = re.compile(
    r"[<≤]\s*\d+|(?:less|fewer) than (?:\d+|five|ten|three)|under \d+|\*+|\[c\]|suppressed",
    re.IGNORECASE,
)
"""How small numbers are held back, so that nobody can be told from them."""


def read_figure(
    passage: Passage,
    *,
    measure: str,
    definition: str | None,
    unit: str | None = None,
    missing: Mapping[str, str] | None = None,
) -> Figure | None:
    """Return the figure that a cell prints, or None when it cannot be read.

    A rate becomes a ratio (``0.08%`` is 0.0008), a duration minutes.

    Args:
        passage: the cell.
        measure: code of scheme ``measure``.
        definition: code of scheme ``measure-definition``, where the column counts otherwise.
        unit: one of UNITS, where a person said what a bare number is in.
        missing: what else stands for a missing figure -> code of scheme ``missing-reason``.
    """
    printed = passage.quote.strip()
    reason = _reason(printed, missing or {})
    value = None if reason is not None else _value(printed, measure, unit)
    if value is None and reason is None:
        return None
    return Figure(
        measure=measure, definition=definition, passage=passage, value=value, missing=reason
    )


def _reason(printed: str, missing: Mapping[str, str]) -> str | None:
    """Return why a cell gives no figure; None when it may give one."""
    for marker, reason in missing.items():
        if printed.casefold() == marker.strip().casefold():
            return reason
    if not printed:
        return "blank"
    if _NOT_APPLICABLE.fullmatch(printed):
        return "not-applicable"
    return "suppressed" if _SUPPRESSED.fullmatch(printed) else None


def _value(printed: str, measure: str, unit: str | None) -> int | Decimal | None:
    if measure in RATES or measure in SCORES:
        return _share(printed, measure, unit)
    if measure == DURATION:
        return minutes(printed) if unit is None else _declared_minutes(printed, unit)
    return int(printed.replace(",", "")) if _COUNT.fullmatch(printed) else None


def _share(printed: str, measure: str, unit: str | None) -> Decimal | None:
    """Return a printed rate or score as a decimal from 0 to 1; None when it is none."""
    match = _PERCENT.fullmatch(printed)
    if match is not None:
        return _ratio(match["number"]) if measure in RATES or unit == "percent" else None
    if unit == "percent":
        return _ratio(printed) if _NUMBER.fullmatch(printed) else None
    if unit == "ratio" or measure in SCORES:
        return Decimal(printed) if _DECIMAL.fullmatch(printed) else None
    return None


def _ratio(percent: str) -> Decimal | None:
    """Return a percentage as a ratio, exactly; None above 100."""
    number = Decimal(percent)
    return number.scaleb(-2) if number <= 100 else None


def _declared_minutes(printed: str, unit: str) -> int | None:
    """Return a duration in minutes, where a person said what its bare numbers are in."""
    clock = _CLOCK.fullmatch(printed)
    if unit == "hours" and clock is not None:
        return 60 * int(clock["hours"]) + int(clock["minutes"])
    if _NUMBER.fullmatch(printed) is None:
        return minutes(printed)
    if unit == "hours":
        return int((Decimal(printed) * 60).quantize(Decimal(1), ROUND_HALF_UP))
    return int(printed) if printed.isdigit() else None


def minutes(printed: str) -> int | None:
    """Return a printed duration in minutes; None when it is none, or does not tell its unit.

    >>> minutes("4hr 47m"), minutes("5h03m"), minutes("5h40"), minutes("5:40"), minutes("long")
    (287, 303, 340, None, None)
    """
    text = printed.strip()
    match = _HOURS_ALONE.fullmatch(text) or _DURATION.fullmatch(text)
    if match is None or (match["hours"] is None and match["minutes"] is None):
        return None
    return 60 * int(match["hours"] or 0) + int(match["minutes"] or 0)
