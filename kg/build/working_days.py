"""Count the working days within which a law wants an answer.

Under the Act of 2000 a bank holiday in any part of the United Kingdom is no
working day, whichever part the authority is in; under the Scottish Act only
those of Scotland count.  The days are those that GOV.UK publishes, in the copy
that comes with the package, so that the same day is found at any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAYS = 20
"""Working days after the day of receipt, under each of the laws below."""

EVERYWHERE = ("england-and-wales", "scotland", "northern-ireland")
DIVISIONS: Mapping[str, tuple[str, ...]] = {
    "foia": EVERYWHERE,
    "eir": EVERYWHERE,
    "foisa": ("scotland",),
    "eisr": ("scotland",),
}
"""Code of scheme ``regime`` -> the parts of the United Kingdom whose holidays count."""

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bank holidays that count under one law."""

    holidays: frozenset[date]
    years: range
    """Years of which all are known."""


def due_day(received: date, regime: str) -> date | None:
    """Return the last day for an answer to a request that came in on *received*.

    None where the law sets no such day, or the holidays of a year are not known.

    >>> due_day(date(2023, 2, 20), "foia"), due_day(date(2023, 2, 20), "foisa")
    (datetime.date(2023, 3, 21), datetime.date(2023, 3, 20))
    """
    if regime not in DIVISIONS:
        return None
    calendar = _calendar(DIVISIONS[regime])
    day, left = received, DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY and day not in calendar.holidays
    return day if {received.year, day.year} <= set(calendar.years) else None


@cache
def _calendar(divisions: tuple[str, ...]) -> Calendar:
    from govuk_bank_holidays.bank_holidays import BankHolidays

    # The class itself asks GOV.UK when it is made; its own copy needs no network.
    published = BankHolidays.load_backup_data()
    listed = [
        {date.fromisoformat(event["date"]) for event in published[division]["events"]}
        for division in divisions
    ]
    years = set.intersection(*({day.year for day in days} for days in listed))
    return Calendar(holidays=frozenset(set.union(*listed)), years=range(min(years), max(years) + 1))
