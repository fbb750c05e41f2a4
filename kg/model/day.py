"""Read a day as graphs write it."""

import re
from datetime import date

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def day_of(written: str) -> date | None:
    """Return the day that an xsd:date is *written* as; None where it is none.

    >>> day_of("2023-02-20Z"), day_of("2023-02-30")
    (datetime.date(2023, 2, 20), None)
    """
    found = _DAY.fullmatch(written)
    try:
        return None if found is None else date.fromisoformat(found[1])
    except ValueError:  # no month has that day
        return None
