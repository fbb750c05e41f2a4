"""Read the dates of a column, whose order of day and month the whole column decides."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

_DATE = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4}|\d{2})")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
)
_IN_WORDS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?(?P<month>[a-z]{3,9})\.?"
    r"|(?P<month_first>[a-z]{3,9})\.?\s+(?P<day_last>\d{1,2})(?:st|nd|rd|th)?)"
    r"[\s,.-]+(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)
_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTHS = 12
CENTURY = 2000
"""Facial recognition is younger than any other century."""

ORDERS = {"day-month": True, "month-day": False}
"""Name of an order -> whether the day comes first."""


def order_of(printed: Sequence[str]) -> bool | None:
    """Return whether day comes first in a column of dates; None when the column does not tell.

    >>> order_of(["11/02/20", "21/02/20"]), order_of(["02/21/20"]), order_of(["01/02/20"])
    (True, False, None)
    """
    found = [match for cell in printed if (match := _DATE.fullmatch(cell.strip()))]
    first = any(int(match["one"]) > MONTHS for match in found)
    second = any(int(match["two"]) > MONTHS for match in found)
    return None if first == second else first


def needs_order(printed: str) -> bool:
    """Return whether *printed* is a date that reads two ways.

    >>> needs_order("01/02/20"), needs_order("03/03/20"), needs_order("2020-02-01")
    (True, False, False)
    """
    return len({read_day(printed, day_first=first) for first in (True, False)} - {None}) == 2


def read_day(printed: str, *, day_first: bool | None) -> date | None:
    """Return the day that a cell prints; None when it is no day of the calendar.

    Args:
        printed: the cell.
        day_first: whether day comes before month in the column; where nothing tells, only a
            date that reads one way is read.

    >>> read_day("07/07/22", day_first=True), read_day("1 Feb 2020", day_first=None)
    (datetime.date(2022, 7, 7), datetime.date(2020, 2, 1))
    >>> read_day("01/02/20", day_first=None) is None
    True
    """
    if day_first is None:
        found = {read_day(printed, day_first=first) for first in (True, False)} - {None}
        return found.pop() if len(found) == 1 else None
    text = printed.strip()
    if (match := _DATE.fullmatch(text)) is not None:
        day, month = (match["one"], match["two"]) if day_first else (match["two"], match["one"])
        return _day(match["year"], int(month), day)
    if (match := _YEAR_FIRST.fullmatch(text)) is not None:
        return _day(match["year"], int(match["month"]), match["day"])
    if (match := _IN_WORDS.fullmatch(text)) is not None:
        named = (match["month"] or match["month_first"]).lower()
        months = [n for n, name in enumerate(_NAMES, start=1) if name.startswith(named)]
        if len(months) == 1:
            return _day(match["year"], months[0], match["day"] or match["day_last"])
    return None


def is_day(printed: str) -> bool:
    """Return whether a cell prints a day, in whatever order."""
    return any(read_day(printed, day_first=first) is not None for first in (True, False))


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    try:
        return date(number if len(year) == 4 else CENTURY + number, month, int(day))
    except ValueError:
        return None


def misplaced(days: Sequence[date | None]) -> dict[int, tuple[date, ...]]:
    """Return the days that stand out of the order of their column, each with how else it reads.

    A list of deployments runs through the calendar.  A day that breaks the run is
    told only where another reading of what is printed would keep it: the same day
    in the year of the rows around it, or day and month the other way round.

    >>> days = [date(2024, 7, 9), date(2023, 7, 11), date(2024, 7, 12), date(2024, 7, 13)]
    >>> misplaced(days)
    {1: (datetime.date(2024, 7, 11),)}
    """
    known = [(n, day) for n, day in enumerate(days) if day is not None]
    steps = [one[1] <= other[1] for one, other in pairwise(known)]
    if not steps:
        return {}
    rising = sum(steps) * 2 >= len(steps)
    ordered = known if rising else [(n, day) for n, day in reversed(known)]
    found: dict[int, tuple[date, ...]] = {}
    for place, (n, day) in enumerate(ordered):
        before = ordered[place - 1][1] if place else None
        after = ordered[place + 1][1] if place + 1 < len(ordered) else None
        if before is None or after is None or before > after or before <= day <= after:
            continue
        found[n] = tuple(
            other for other in _readings(day, before, after) if before <= other <= after
        )
    return {n: others for n, others in sorted(found.items()) if others}


def _readings(day: date, before: date, after: date) -> tuple[date, ...]:
    """Return what else the figures of *day* may mean beside days *before* and *after* it."""
    given = [
        *((year, day.month, day.day) for year in dict.fromkeys((before.year, after.year))),
        (day.year, day.day, day.month),
    ]
    found = []
    for year, month, number in given:
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    return tuple(dict.fromkeys(other for other in found if other != day))
