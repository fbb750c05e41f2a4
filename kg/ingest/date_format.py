"""Print the day and the time that a cell of a sheet holds as a number of days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

Token = tuple[str, str]
"""A piece of a number format: what it is, and how it is written."""

DAYS = frozenset({"day", "month", "year"})
DATE_PARTS = DAYS | {"hour", "second", "elapsed", "noon"}
_DROPPED = frozenset({"fill", "colour", "condition"})
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 -- a cell's day has no time zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_EARLIEST = 61
"""Before it, days are counted as if 1900 had been a leap year."""

_LATEST = 2_958_466
_DAY = 86_400
_NOON = 12


def printed_date(value: Decimal, tokens: Sequence[Token], *, from_1904: bool) -> str | None:
    """Return the moment *value* days after the first as written; None where there is none."""
    if not 0 <= value < _LATEST:
        return None
    tenths = max((len(text) - 1 for kind, text in tokens if kind == "tenths"), default=0)
    seconds = (value * _DAY).quantize(Decimal(1).scaleb(-tenths), ROUND_HALF_UP)
    days = int(seconds // _DAY)
    dated = any(kind in DAYS for kind, _ in tokens)
    if dated and not from_1904 and days < _EARLIEST:
        return None
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    try:
        moment = first + timedelta(seconds=int(seconds))
    except OverflowError:
        return None
    half = any(kind == "noon" for kind, _ in tokens)
    shown = ""
    for kind, text in tokens:
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
            shown += str(int(seconds) // unit).zfill(len(text))
        elif kind == "tenths":
            shown += "." + f"{seconds:f}".partition(".")[2]
        else:
            shown += _moment(moment, kind, len(text), half=half) or literal(kind, text)
    return shown.strip()


def _moment(moment: datetime, kind: str, length: int, *, half: bool) -> str:
    """Return one part of a day and time; '' when *kind* is none."""
    hour = (moment.hour % _NOON or _NOON) if half else moment.hour
    if kind == "day":
        names = {3: f"{moment:%a}", 4: f"{moment:%A}"}
        return names.get(length) or str(moment.day).zfill(length)
    if kind == "month":
        names = {3: f"{moment:%b}", 4: f"{moment:%B}", 5: f"{moment:%b}"[0]}
        return names.get(length) or str(moment.month).zfill(length)
    if kind == "year":
        return f"{moment.year:04}"[-2 if length <= len("yy") else 0 :]
    if kind == "noon":
        return "AM" if moment.hour < _NOON else "PM"
    figures = {"hour": hour, "minute": moment.minute, "second": moment.second}
    return str(figures[kind]).zfill(length) if kind in figures else ""


def literal(kind: str, text: str) -> str:
    """Return what a piece of a format prints that stands for no digit and no part of a date."""
    if kind in _DROPPED:
        return ""
    return " " if kind == "space" else text
