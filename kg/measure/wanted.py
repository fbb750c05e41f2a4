"""Read how a measure is asked for, by whoever asks: a command line, an address, a chart."""

import re
from collections.abc import Sequence
from datetime import date

from kg.errors import ParameterError
from kg.measure.record import Asked

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

EVERY = ("year", "month")
"""What a period may be."""


def asked(
    *,
    by: Sequence[str] = (),
    forces: Sequence[str] = (),
    first: str = "",
    last: str = "",
    every: str = EVERY[0],
    funnel: bool = False,
) -> Asked:
    """Return what is asked for; what is named twice counts once.

    Args:
        by: axes, outermost first.
        forces: codes of forces; none is all.
        first: first day (year-month-day); empty for no limit.
        last: last day; empty for no limit.
        every: what a period is.
        funnel: whether forces are held against the pooled rate.

    Raises:
        ParameterError: there is no such day or period, the last day comes first,
            or there are no forces to hold against each other.
    """
    if every not in EVERY:
        raise ParameterError(f"every {every}: a period is a {' or a '.join(EVERY)}")
    if funnel and "force" not in by:
        raise ParameterError("funnel: forces are held against the pooled rate; group by force")
    begins, ends = day("from", first), day("to", last)
    if begins and ends and ends < begins:
        raise ParameterError(
            f"from {begins}, to {ends}: the last day comes before the first; give the earlier one "
            "as 'from'"
        )
    return Asked(
        by=tuple(dict.fromkeys(by)),
        forces=tuple(dict.fromkeys(forces)),
        first=begins,
        last=ends,
        months=every == "month",
        funnel=funnel,
    )


def day(name: str, told: str) -> str:
    """Return a day as ISO 8601 has it; the empty text where none is told.

    Raises:
        ParameterError: there is no such day; the message calls it *name*.
    """
    if told and not _is_day(told):
        raise ParameterError(
            f"{name} {told}: that is no day; write year-month-day such as 2024-01-01"
        )
    return told


def _is_day(told: str) -> bool:
    try:
        date.fromisoformat(told)
    except ValueError:
        return False
    # A week, or a day without hyphens, is ISO 8601 too; a query compares texts.
    return _DAY.fullmatch(told) is not None
