"""Print a day in one of the ways that letters do."""

import random
from datetime import date

STYLES = (
    "{d} {month} {y}",
    "{d}{th} {month} {y}",
    "{d}{th} of {month} {y}",
    "{month} {d}, {y}",
    "{d} {mon} {y}",
    "{d:02}/{m:02}/{y}",
    "{d:02}/{m:02}/{yy:02}",
    "{d:02}.{m:02}.{y}",
    "{weekday} {d} {month} {y}",
    "{d} {month}, {y}",
    "{y}-{m:02}-{d:02}",
)


def printed(chance: random.Random, day: date, *, caret: bool = False) -> str:
    """Return *day* as a letter might print it; with *caret*, as WhatDoTheyKnow prints ``12th``."""
    style = "{d}^{th} {month} {y}" if caret and chance.random() < 0.3 else chance.choice(STYLES)
    return style.format(
        d=day.day,
        m=day.month,
        y=day.year,
        yy=day.year % 100,
        th=ordinal(day.day),
        month=day.strftime("%B"),
        mon=day.strftime("%b"),
        weekday=day.strftime("%A"),
    )


def ordinal(number: int) -> str:
    """Return the ending of an ordinal number.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('st', 'th', 'rd')
    """
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
