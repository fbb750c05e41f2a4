"""The time that a question asks about, or that a statement holds for."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, kept as exactly as it was written.

    >>> Period(start="2022-01", end="2023-01").last_day
    datetime.date(2023, 1, 31)
    >>> str(Period(start="2023-02"))
    '2023-02/..'
    """

    start: str
    """ISO 8601 year, month or day: ``2022``, ``2022-01`` or ``2022-01-28``."""

    end: str | None = None
    """The same, inclusive; None when the period is open."""

    def __str__(self) -> str:
        """Return the interval in ISO 8601, ``..`` for an open end."""
        return f"{self.start}/{self.end or '..'}"

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        year, month, day = [*map(int, self.start.split("-")), 1, 1][:3]
        return date(year, month, day)

    @property
    def last_day(self) -> date | None:
        """The last day of the period, or None when it is open."""
        if self.end is None:
            return None
        parts = [*map(int, self.end.split("-"))]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)
