"""Check that the rows of a deployment record fit their columns and say what their cells print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import RecordError
from kg.extract.days import read_day
from kg.extract.figures import read_figure
from kg.model import Passage
from kg.record.check import place

Node = Mapping[str, Any]


def check_rows(content: Any, *, path: Path) -> None:
    """Raise for the first row of *content*, read from *path*, that cannot be true.

    A figure is what its cell prints.  Where a cell cannot be read by rule, a
    person may say what it holds.

    Raises:
        RecordError: a row is too short, has a figure without a column, differs from its cells,
            or has the key of another.
    """
    columns = content["columns"]
    seen: set[str] = set()
    for index, row in enumerate(content["deployments"]):
        for step, fault in _faults(row, columns, seen, content.get("table", {}).get("missing", {})):
            where = place(content, ["deployments", index, *step])
            raise RecordError(f"{path}, {where}: {fault}")
        seen.add(row["key"])


def _faults(
    row: Node, columns: list[Node], seen: set[str], missing: Mapping[str, str]
) -> Iterator[tuple[list[str], str]]:
    """Yield each fault of *row* with the way to it inside the row."""
    if row["key"] in seen:
        yield ["key"], f"the key '{row['key']}' stands twice; end the second with -2"
    if len(row["cells"]) != len(columns):
        yield (
            ["cells"],
            f"the row has {len(row['cells'])} cells and the table {len(columns)} columns; "
            "write every printed cell once, blank ones as ''",
        )
        return
    cells = {
        column.get("measure", column.get("field")): str(cell)
        for column, cell in zip(columns, row["cells"], strict=True)
    }
    measures = {column["measure"]: column for column in columns if "measure" in column}
    for measure, given in row["figures"].items():
        if measure not in measures:
            yield (
                ["figures", measure],
                f"no column has the measure '{measure}'; remove the figure, or add the column",
            )
        elif not _is_printed(cells[measure], given, measures[measure], missing):
            yield (
                ["figures", measure],
                f"the figure says {given} and its cell prints '{cells[measure]}'; "
                "a figure is what its cell prints, so mend one of them after looking at the source",
            )
    if "date" in cells and "date" in row and not _is_day(cells["date"], row["date"]):
        yield (
            ["date"],
            f"the date is {row['date']} and its cell prints '{cells['date']}'; "
            "mend one of them after looking at the source",
        )


def _is_printed(cell: str, given: object, column: Node, missing: Mapping[str, str]) -> bool:
    figure = read_figure(
        Passage(quote=cell),
        measure=column["measure"],
        definition=None,
        unit=column.get("unit"),
        missing=missing,
    )
    if figure is None:
        return True
    if isinstance(given, str):
        return given == figure.missing
    return figure.value is not None and float(str(given)) == float(figure.value)


def _is_day(cell: str, given: object) -> bool:
    days = [read_day(cell, day_first=first) for first in (True, False)]
    return given in days or not any(days)
