"""Write a list of what there is as a table: a row a thing, several values in one cell joined."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from flask import Response

CSV = "text/csv"


def as_csv(columns: Sequence[str], things: Iterable[Mapping[str, object]]) -> Response:
    """Return *things* as CSV, RFC 4180 but for its line ends; lists stand with semicolons."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(columns)
    rows.writerows([_cell(thing[column]) for column in columns] for thing in things)
    return Response(table.getvalue(), content_type=f"{CSV}; charset=utf-8")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, Mapping):
        return str(value["name"])
    return "" if value is None else str(value)
