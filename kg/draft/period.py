"""The time that a letter asks about: given by a person, that of the series, or what came since.

No period is made up: a question that needs one and has none is an error that says what to give.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from kg.errors import PeriodError
from kg.model import Period

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WORDS = {4: "%Y", 7: "%B %Y", 10: "%d %B %Y"}


def read(begins: str | None, ends: str | None) -> Period | None:
    """Return the period from *begins* to *ends*, each a year, month or day; None without both.

    >>> str(read("2024", "2025-06"))
    '2024/2025-06'

    Raises:
        PeriodError: one of them is no day, or the end comes first.
    """
    if begins is None and ends is None:
        return None
    for name, value in (("--from", begins), ("--to", ends)):
        if value is not None and not _is_day(value):
            raise PeriodError(
                f"{name} {value}: no such day; write a year, a month or a day: "
                "2024, 2024-01 or 2024-01-31"
            )
    if begins is None:
        raise PeriodError(f"--to {ends}: a period needs its beginning; give --from too")
    period = Period(start=begins, end=ends)
    if period.last_day is not None and period.last_day < period.first_day:
        raise PeriodError(
            f"--from {begins} --to {ends}: the end comes before the beginning; give the earlier "
            "one with --from"
        )
    return period


def _is_day(written: str) -> bool:
    if not _DAY.fullmatch(written):
        return False
    try:
        _ = Period(start=written).first_day
    except ValueError:  # no such month, or no month has that day
        return False
    return True


def since(own: Iterable[Period | None], made: date, on: date) -> Period | None:
    """Return the time that no earlier request has asked about, up to the day *on*.

    It begins where the *own* periods of the series end; where all are open, on the day on
    which the questions were last *made*.  None where nothing has passed since.
    """
    closed = [one for one in own if one is not None and one.last_day is not None]
    if closed:
        latest = max(closed, key=lambda one: one.last_day or date.min)
        following = (latest.last_day or date.min) + timedelta(days=1)
        whole_months = latest.end is not None and len(latest.end) < len("2023-01-31")
        begins = f"{following:%Y-%m}" if whole_months else following.isoformat()
    else:
        following, begins = made, made.isoformat()
    return None if following > on else Period(start=begins, end=on.isoformat())


def moved(own: Period | None, others: Iterable[Period | None], to: Period, on: date) -> Period:
    """Return the period of a question when its series is asked for the period *to*.

    A question that asks what comes after the time of the *others*, such as of plans, asks
    what comes after *to*; where that is open too, what comes after the day *on*.
    """
    if own is not None and own.end is None:
        ends = [one.last_day for one in others if one is not None and one.last_day is not None]
        if any(end < own.first_day for end in ends):
            return Period(start=((to.last_day or on) + timedelta(days=1)).isoformat())
    return to


def doubts(asked: Iterable[Period | None], to: Period | None, on: date) -> Iterable[str]:
    """Yield what to look at in the time that a letter of the day *on* asks about.

    Args:
        asked: what its questions ask about.
        to: the time that a person gave; None where it is that of the series.
        on: the day of the letter.
    """
    known = [one for one in asked if one is not None]
    ended = [one for one in known if one.last_day is not None and one.last_day < on]
    if to is None and ended:
        told = " and ".join(dict.fromkeys(words(one) for one in known))
        first = min(ended, key=lambda one: one.first_day).start
        yield (
            f"it asks about {told}, as the series did: --from {first} --to {on.isoformat()} asks "
            "up to the day of the letter"
        )
    elif to is not None and known and to.first_day > on:
        yield f"it asks about {words(to)}, which has not begun: a force gives only what it holds"
    elif to is not None and known and to.last_day is not None and to.last_day > on:
        yield (
            f"it asks about {words(to)}, which is not over: a force gives only what it holds, so "
            f"--to {on.isoformat()} would ask up to the day of the letter"
        )


def words(period: Period) -> str:
    """Return *period* as a letter says it.

    >>> words(Period(start="2022-01", end="2023-01"))
    'the period from January 2022 to January 2023'
    >>> words(Period(start="2023-02-01"))
    'the period from 1 February 2023 on'
    """
    if period.end is None:
        return f"the period from {said(period.start)} on"
    if period.end == period.start:
        return said(period.start)
    return f"the period from {said(period.start)} to {said(period.end)}"


def said(written: str) -> str:
    """Return a year, month or day in ISO 8601 as a letter says it.

    >>> said("2022"), said("2022-01"), said("2022-01-08")
    ('2022', 'January 2022', '8 January 2022')
    """
    first = Period(start=written).first_day
    return first.strftime(_WORDS[len(written)]).lstrip("0")
