"""Count the working days within which a law wants an answer.

Which days count, and how many the law gives, are facts of the law: they stand
in the codes of its regime and calendar, and for another country in its profile.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from kg import vocabulary
from kg.model.day import day_of

SATURDAY = 5

_COUNT = re.compile(r"[0-9]{1,4}")

Facts = Callable[[str, str], tuple[str, ...]]
"""Gives the values of a property (local name of a term of ours) of the thing with an IRI."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that one law gives for an answer."""

    days: int
    """Working days after the day of receipt; at least 1."""

    holidays: frozenset[date]
    """Days other than Saturdays and Sundays on which the clock stands still."""

    years: range
    """Years of which all holidays are known."""

    def due(self, received: date) -> date | None:
        """Return the last day for an answer to a request that came in on *received*.

        None where the holidays of a year are not known.
        """
        day, left = received, self.days
        # What the law asks may lie beyond the last year known, or the last of all days.
        while left and self._knows(received, day) and day < date.max:
            day += timedelta(days=1)
            left -= self._works(day)
        return None if left or not self._knows(received, day) else day

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
        return first.year in self.years and last.year in self.years


def clock_of(regime: str, facts: Facts) -> Clock | None:
    """Return the clock of the law with the IRI *regime*, of which *facts* tells.

    None where the law sets no number of days, or its calendar is not known; also where
    one of them is no number or no day, which a shape tells of.
    """
    days, calendars = _number(facts(regime, "responseDays")), facts(regime, "calendar")
    if days is None or days < 1 or len(calendars) != 1:
        return None
    first, last = (_number(facts(calendars[0], name)) for name in ("firstYear", "lastYear"))
    holidays = [day_of(written) for written in facts(calendars[0], "nonWorkingDay")]
    if first is None or last is None or None in holidays:
        return None
    known = frozenset(day for day in holidays if day is not None)
    return Clock(days=days, holidays=known, years=range(first, last + 1))


def _number(written: tuple[str, ...]) -> int | None:
    """Return the one whole number *written*, of a size that days and years have, or None."""
    return int(written[0]) if len(written) == 1 and _COUNT.fullmatch(written[0]) else None


def due_day(received: date, regime: str, *, days: int | None = None) -> date | None:
    """Return the last day for an answer to a request received on *received* under code *regime*.

    That is after as many working days as the law gives, or after *days* of them.
    None where the law sets no such day, or the holidays of a year are not known.

    >>> due_day(date(2023, 2, 20), "foia"), due_day(date(2023, 2, 20), "foisa")
    (datetime.date(2023, 3, 21), datetime.date(2023, 3, 20))
    """
    clock = _shipped(regime)
    if clock is None:
        return None
    return (clock if days is None else replace(clock, days=days)).due(received)


@cache
def _shipped(regime: str) -> Clock | None:
    return clock_of(vocabulary.code("regime", regime).value, _of_codes)


def _of_codes(iri: str, name: str) -> tuple[str, ...]:
    """Return the values of a property of a concept of the codes that ship."""
    scheme, _, key = iri.removeprefix(vocabulary.CODE).partition("/")
    return vocabulary.facts(scheme, vocabulary.ONTOLOGY + name).get(key, ())
