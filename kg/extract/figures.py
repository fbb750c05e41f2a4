"""Read one printed figure: a count, a rate, a threshold, a duration, or why there is none.

N/A, a blank cell and 0 are three things, and stay so.
"""

import re
from decimal import Decimal

from kg.model import Figure, Passage

RATES = frozenset({"false-alert-rate", "false-alert-share", "true-recognition-rate"})
SCORES = frozenset({"minimum-threshold"})
DURATION = "duration"

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PERCENT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*%")
_DECIMAL = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?")
_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:(?:ou)?rs?)?)?\s*(?:(?P<minutes>\d{1,2})\s*m(?:in(?:ute)?s?)?)?",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"n\s*/\s*a|not applicable", re.IGNORECASE)


def read_figure(passage: Passage, *, measure: str, definition: str | None) -> Figure | None:
    """Return the figure that a cell prints, or None when it cannot be read.

    A rate becomes a ratio (``0.08%`` is 0.0008), a duration minutes.
    """
    printed = passage.quote.strip()
    if not printed:
        return Figure(measure=measure, definition=definition, passage=passage, missing="blank")
    if _NOT_APPLICABLE.fullmatch(printed):
        return Figure(
            measure=measure, definition=definition, passage=passage, missing="not-applicable"
        )
    value = _value(printed, measure)
    if value is None:
        return None
    return Figure(measure=measure, definition=definition, passage=passage, value=value)


def _value(printed: str, measure: str) -> int | Decimal | None:
    if measure in RATES:
        match = _PERCENT.fullmatch(printed)
        return None if match is None else _ratio(match["number"])
    if measure in SCORES:
        return Decimal(printed) if _DECIMAL.fullmatch(printed) else None
    if measure == DURATION:
        return minutes(printed)
    return int(printed.replace(",", "")) if _COUNT.fullmatch(printed) else None


def _ratio(percent: str) -> Decimal | None:
    """Return a percentage as a ratio, exactly; None above 100."""
    number = Decimal(percent)
    return number.scaleb(-2) if number <= 100 else None


def minutes(printed: str) -> int | None:
    """Return a printed duration in minutes; None when it is none.

    >>> minutes("4hr 47m"), minutes("5h03m"), minutes("8h0m"), minutes("long")
    (287, 303, 480, None)
    """
    match = _DURATION.fullmatch(printed.strip())
    if match is None or (match["hours"] is None and match["minutes"] is None):
        return None
    return 60 * int(match["hours"] or 0) + int(match["minutes"] or 0)
