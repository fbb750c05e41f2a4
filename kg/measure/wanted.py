"""Read how a measure is asked for, by whoever asks: a command line, an address, a chart."""

from collections.abc import Sequence
from datetime import date

from kg.errors import ParameterError
from kg.measure.record import Asked

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
        ParameterError: there is no such day or period, or no forces to hold against each other.
    """
    if every not in EVERY:
        raise ParameterError(f"every {every}: a period is a {' or a '.join(EVERY)}")
    if funnel and "force" not in by:
        raise ParameterError("funnel: forces are held against the pooled rate; group by force")
    return Asked(
        by=tuple(dict.fromkeys(by)),
        forces=tuple(dict.fromkeys(forces)),
        first=day("from", first),
        last=day("to", last),
        months=every == "month",
        funnel=funnel,
    )


def day(name: str, told: str) -> str:
    """Return a day as ISO 8601 has it; the empty text where none is told.

    Raises:
        ParameterError: there is no such day; the message calls it *name*.
    """
    if not told:
        return ""
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise ParameterError(
            f"{name} {told}: that is no day; write year-month-day such as 2024-01-01"
        ) from error
