"""Write the list of measures: what each works out, for a reader, a spreadsheet and a program."""

import csv
import io
import json
from collections.abc import Sequence

from kg.measure.kind import Measure


def formula(measure: Measure) -> str:
    """Return what *measure* works out, in one line.

    >>> from kg.measure.measures import named
    >>> formula(named("false-alert-rate")), formula(named("arrests"))
    ('false alerts ÷ faces seen × 10,000', 'sum of arrests, or of arrests or other disposals')
    """
    names = [count.name for count in measure.counts] or [measure.numerator]
    if measure.limits == "order":
        return f"median of {names[0]}"
    if not measure.denominator:
        return f"sum of {', or of '.join(names)}" if measure.counts else f"number of {names[0]}"
    times = f" × {measure.per:,}" if measure.per > 1 else ""
    return f"{', or '.join(names)} ÷ {measure.denominator}{times}"


def table_as_json(measures: Sequence[Measure]) -> str:
    """Return the table of measures as a list of objects."""
    listed = [
        {**_described(one), "axes": list(one.axes), "caution": list(one.caution)}
        for one in measures
    ]
    return json.dumps(listed, indent=1, ensure_ascii=False) + "\n"


def table_as_csv(measures: Sequence[Measure]) -> str:
    """Return the table of measures, one row each."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow((*_described(measures[0]), "axes", "caution"))
    for one in measures:
        writer.writerow((*_described(one).values(), " ".join(one.axes), " ".join(one.caution)))
    return table.getvalue()


def _described(measure: Measure) -> dict[str, str]:
    counts = " | ".join(count.name for count in measure.counts)
    return {
        "name": measure.name,
        "definition": measure.definition,
        "formula": formula(measure),
        "numerator": counts or measure.numerator,
        "denominator": measure.denominator,
        "per": str(measure.per),
        "unit": measure.unit,
        "limits": measure.limits,
        "always_by": " ".join(measure.always),
    }
