"""Read the dates of a column, whose order of day and month the whole column decides."""

import re
from collections.abc import Sequence
from datetime import date

_DATE = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4}|\d{2})")
MONTHS = 12
CENTURY = 2000
"""Facial recognition is younger than any other century."""


def order_of(printed: Sequence[str]) -> bool | None:
    """Return whether day comes first in a column of dates; None when the column does not tell.

    >>> order_of(["11/02/20", "21/02/20"]), order_of(["02/21/20"]), order_of(["01/02/20"])
    (True, False, None)
    """
    found = [match for cell in printed if (match := _DATE.fullmatch(cell.strip()))]
    first = any(int(match["one"]) > MONTHS for match in found)
    second = any(int(match["two"]) > MONTHS for match in found)
    return None if first == second else first


def read_day(printed: str, *, day_first: bool) -> date | None:
    """Return the day that a cell prints; None when it is no day of the calendar.

    >>> read_day("07/07/22", day_first=True)
    datetime.date(2022, 7, 7)
    """
    match = _DATE.fullmatch(printed.strip())
    if match is None:
        return None
    day, month = (match["one"], match["two"]) if day_first else (match["two"], match["one"])
    year = int(match["year"])
    try:
        return date(year if year >= CENTURY else CENTURY + year, int(month), int(day))
    except ValueError:
        return None
