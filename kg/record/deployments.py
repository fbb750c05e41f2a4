"""The rows and columns of a deployment record, to and from the YAML that a person reviews."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kg.extract.headings import OTHER_FIELDS
from kg.model import Column, DeclaredTable, Deployment, DeploymentRecord, Figure, Passage
from kg.model.passage import CELL_BREAK
from kg.record.nodes import Node, flow, lean, line_of


def read_columns(nodes: Sequence[Node]) -> tuple[Column, ...]:
    """Return the columns that *nodes* are."""
    return tuple(
        Column(
            heading=node["heading"],
            field=node.get("measure", node.get("field")),
            definition=node.get("definition"),
            unit=node.get("unit"),
            later=tuple((item["page"], item["heading"]) for item in node.get("later", ())),
        )
        for node in nodes
    )


def write_columns(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return *columns* as a record holds them."""
    return [
        lean(
            {
                "heading": column.heading,
                "field" if column.field in OTHER_FIELDS else "measure": column.field,
                "definition": column.definition,
                "unit": column.unit,
                "later": [{"page": page, "heading": heading} for page, heading in column.later],
            }
        )
        for column in columns
    ]


def read_declared(node: Node | None) -> DeclaredTable | None:
    """Return what a person declared of the table; None where *node* is none."""
    if node is None:
        return None
    return DeclaredTable(
        sheet=node.get("sheet"),
        skip=node.get("skip", 0),
        date_order=node.get("date_order"),
        missing=tuple((str(marker), why) for marker, why in node.get("missing", {}).items()),
    )


def write_declared(table: DeclaredTable | None) -> dict[str, Any] | None:
    """Return *table* as a record holds it; None for none."""
    if table is None:
        return None
    told = {
        "by": "mapping",
        "sheet": table.sheet,
        "skip": table.skip or None,
        "date_order": table.date_order,
        "missing": dict(table.missing),
    }
    return lean(told)


def read_deployments(nodes: Sequence[Node], columns: Sequence[Column]) -> tuple[Deployment, ...]:
    """Return the deployments that *nodes* are, their cells under *columns*."""
    return tuple(_deployment(node, columns) for node in nodes)


def _deployment(node: Node, columns: Sequence[Column]) -> Deployment:
    page, row = node.get("page"), node["row"]
    cells = [str(cell) for cell in node["cells"]]
    fields = [column.field for column in columns]
    figures = []
    for number, (column, cell) in enumerate(zip(columns, cells, strict=True), start=1):
        if column.field not in node["figures"]:
            continue
        given = node["figures"][column.field]
        figures.append(
            Figure(
                measure=column.field,
                value=None if isinstance(given, str) else _number(given),
                missing=given if isinstance(given, str) else None,
                definition=column.definition,
                passage=Passage(quote=cell, page=page, row=row, column=number),
            )
        )
    day = node.get("date")
    printed = cells[fields.index("date")].strip() if "date" in fields else None
    return Deployment(
        key=node["key"],
        day=day,
        day_printed=printed if day is None else None,
        place=node.get("place"),
        status=node.get("status"),
        status_reason=node.get("status_reason"),
        use_cases=tuple(node.get("use_cases", ())),
        figures=tuple(figures),
        passage=Passage(quote=CELL_BREAK.join(cells), page=page, row=row),
        line=line_of(node),
    )


def _number(given: int | float) -> int | Decimal:
    return int(given) if isinstance(given, int) else Decimal(str(given))


def write_deployments(record: DeploymentRecord) -> list[dict[str, Any]]:
    """Return the deployments of *record* as it holds them."""
    return [_written(deployment, len(record.columns)) for deployment in record.deployments]


def _written(deployment: Deployment, width: int) -> dict[str, Any]:
    cells = deployment.passage.quote.split(CELL_BREAK)
    figures = {
        figure.measure: figure.missing if figure.value is None else figure.value
        for figure in deployment.figures
    }
    return lean(
        {
            "key": deployment.key,
            "page": deployment.passage.page,
            "row": deployment.passage.row,
            "date": deployment.day,
            "place": deployment.place,
            "status": deployment.status,
            "status_reason": deployment.status_reason,
            "use_cases": flow(deployment.use_cases),
            "cells": flow([*cells, *[""] * (width - len(cells))]),
        }
    ) | {"figures": figures}
