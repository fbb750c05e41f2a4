"""What replies bring to a measure: how long they took against the clock that the law sets."""

from kg.measure.kind import Measure
from kg.measure.record import NOTHING, ONE, Asked, Range, Unit
from kg.measure.unit_rows import Ask, Row, number, of_forces

IN_TIME, LATE = "in time", "late"


def of_replies(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:
    """Return one unit for each first reply: its days, or whether it was in time."""
    make = _days if measure.limits == "order" else _in_time
    return [make(row) for row in of_forces(ask, "compare/replies-timed", asked.forces)]


def _days(row: Row) -> Unit:
    days = number(row["taken"])
    known = days is not None
    return Unit(
        labels=_labels(row),
        day=row["received"],
        numerator=None if days is None else Range(days, days),
        missing=None if known else row["state"],
        rests_on=(row["response"],),
    )


def _in_time(row: Row) -> Unit:
    known = row["state"] in {IN_TIME, LATE}
    return Unit(
        labels=_labels(row),
        day=row["received"],
        numerator=ONE if row["state"] == IN_TIME else NOTHING,
        denominator=ONE,
        missing=None if known else row["state"],
        rests_on=(row["response"],),
    )


def _labels(row: Row) -> dict[str, str]:
    return {"force": row["asked"], "law": row["law"]}
