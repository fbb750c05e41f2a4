"""Count the working days within which a law wants an answer.

Which days count, and how many the law gives, are facts of the law: they stand
in the codes of its regime and calendar, and for another country in its profile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg import vocabulary

SATURDAY = 5

Facts = Callable[[str, str], tuple[str, ...]]
"""Gives the values of a property (local name of a term of ours) of the thing with an IRI."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that one law gives for an answer."""

    days: int
    """Working days after the day of receipt."""

    holidays: frozenset[date]
    """Days other than Saturdays and Sundays on which the clock stands still."""

    years: range
    """Years of which all holidays are known."""

    def due(self, received: date) -> date | None:
        """Return the last day for an answer to a request that came in on *received*.

        None where the holidays of a year are not known.
        """
        day, left = received, self.days
        while left:
            day += timedelta(days=1)
            left -= self._works(day)
        return day if self._knows(received, day) else None

    def taken(self, received: date, answered: date) -> int | None:
        """Return the working days after *received*, up to and with *answered*.

        None where the holidays of a year are not known, or the answer came first.
        """
        if answered < received or not self._knows(received, answered):
            return None
        passed = (answered - received).days
        return sum(self._works(received + timedelta(days=n)) for n in range(1, passed + 1))

    def _works(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def _knows(self, first: date, last: date) -> bool:
        return {first.year, last.year} <= set(self.years)


def clock_of(regime: str, facts: Facts) -> Clock | None:
    """Return the clock of the law with the IRI *regime*, of which *facts* tells.

    None where the law sets no number of days, or its calendar is not known.
    """
    days, calendars = facts(regime, "responseDays"), facts(regime, "calendar")
    if len(days) != 1 or len(calendars) != 1:
        return None
    first, last = facts(calendars[0], "firstYear"), facts(calendars[0], "lastYear")
    if len(first) != 1 or len(last) != 1:
        return None
    holidays = frozenset(map(date.fromisoformat, facts(calendars[0], "nonWorkingDay")))
    return Clock(days=int(days[0]), holidays=holidays, years=range(int(first[0]), int(last[0]) + 1))


def due_day(received: date, regime: str) -> date | None:
    """Return the last day for an answer to a request received on *received* under code *regime*.

    None where the law sets no such day, or the holidays of a year are not known.

    >>> due_day(date(2023, 2, 20), "foia"), due_day(date(2023, 2, 20), "foisa")
    (datetime.date(2023, 3, 21), datetime.date(2023, 3, 20))
    """
    clock = _shipped(regime)
    return None if clock is None else clock.due(received)


@cache
def _shipped(regime: str) -> Clock | None:
    return clock_of(vocabulary.code("regime", regime).value, _of_codes)


def _of_codes(iri: str, name: str) -> tuple[str, ...]:
    """Return the values of a property of a concept of the codes that ship."""
    scheme, _, key = iri.removeprefix(vocabulary.CODE).partition("/")
    return vocabulary.facts(scheme, vocabulary.ONTOLOGY + name).get(key, ())
