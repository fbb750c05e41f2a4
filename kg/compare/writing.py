"""Write a matrix as data: CSV with a row for each request in each cell, JSON with all of it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kg import vocabulary
from kg.compare import comparability, showing
from kg.compare.comparability import Obstacle
from kg.compare.entry import Entry, Words
from kg.compare.kinds import Place
from kg.compare.matrix import Authority, Cell, Matrix, Row

COLUMNS = (
    "series",
    "template",
    "asks",
    "depth",
    "authority",
    "authority_name",
    "cell_reason",
    "reason",
    "marks",
    "figures",
    "values",
    "lower",
    "upper",
    "bound",
    "unit",
    "category",
    "measure",
    "said",
    "beside",
    "parts",
    "held",
    "disclosure",
    "coverage_claimed",
    "coverage_assessed",
    "presumed",
    "provisions",
    "limbs",
    "cited_as",
    "reading",
    "period_begins",
    "period_ends",
    "answered_begins",
    "answered_ends",
    "match",
    "label",
    "question_words",
    "reference",
    "law",
    "received",
    "issued",
    "days",
    "working_days",
    "quotation",
    "document",
    "address",
    "page",
    "start",
    "end",
    "restated",
    "abridged",
    "searched",
    "not_comparable",
    "request",
    "question",
    "response",
    "answer",
    "refined_by",
)
"""Columns of the CSV; several values in one stand with a semicolon between them."""


def as_csv(matrix: Matrix) -> str:
    """Return *matrix* as CSV: a row for each request in a cell, and one for a cell without."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in matrix.rows:
        against = _against(row)
        for authority, cell in zip(matrix.authorities, row.cells, strict=True):
            for entry in cell.entries or (None,):
                table.writerow(
                    _of_cell(matrix, row, authority, cell)
                    | ({} if entry is None else _of_entry(entry, against))
                )
    return out.getvalue()


def as_json(matrix: Matrix) -> str:
    """Return all of *matrix* as JSON, a line a row, with legend and what does not compare."""
    names = vocabulary.codes("comparability")
    definitions = vocabulary.facts("comparability", vocabulary.SKOS + "definition")
    against = comparability.of_matrix(matrix)
    content = {
        "series": matrix.series,
        "title": matrix.title,
        "iri": matrix.iri,
        "caution": list(showing.CAUTION),
        "legend": [
            {"reason": reason, "sign": sign, "name": name, "definition": told, "cells": count}
            for sign, reason, name, told, count in showing.legend(matrix)
        ],
        "comparability": {
            code: {"name": name, "definition": definitions[code][0]} for code, name in names.items()
        },
        "authorities": [_plain(authority) for authority in matrix.authorities],
    }
    head = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows = ",\n".join(
        json.dumps(_row(row, against[row.template]), ensure_ascii=False) for row in matrix.rows
    )
    return f'{head},\n "rows": [\n{rows}\n ]\n}}\n'


def _row(row: Row, against: Sequence[Obstacle]) -> dict[str, object]:
    return {
        "template": row.template,
        "iri": row.iri,
        "asks": row.asks,
        "depth": row.depth,
        "measures": list(row.measures),
        "cells": [_plain(cell) | {"marks": list(cell.marks)} for cell in row.cells],
        "not_comparable": [
            {"reason": one.code, "between": [_place(one.one), _place(one.other)]} for one in against
        ],
    }


def _of_cell(matrix: Matrix, row: Row, authority: Authority, cell: Cell) -> dict[str, object]:
    return {
        "series": matrix.series,
        "template": row.template,
        "asks": row.asks,
        "depth": row.depth,
        "authority": authority.key,
        "authority_name": authority.name,
        "cell_reason": cell.reason,
        "reason": cell.reason,
        "marks": _joined(cell.marks),
        "searched": _joined(
            f"{one.day} {one.place}: {'found' if one.found else 'nothing'}" for one in cell.searches
        ),
    }


def _against(row: Row) -> Mapping[str, set[str]]:
    """Return request -> what keeps its answers from being compared with others of *row*."""
    found: dict[str, set[str]] = {}
    for one in comparability.compare(row.cells):
        for place in (one.one, one.other):
            found.setdefault(place.request, set()).add(one.code)
    return found


def _of_entry(entry: Entry, against: Mapping[str, set[str]]) -> dict[str, object]:
    statements = [one for one in entry.said if one.kind == "statement"]
    readings = [one for one in entry.said if one.kind == "reading"]
    silences = [one for one in entry.said if one.kind == "silence"]
    grounds = showing.grounds_of(entry)
    return {
        "reason": entry.reason,
        "marks": _joined(entry.marks),
        "figures": _joined(map(showing.figure_text, entry.figures)),
        "values": _joined(one.value for one in entry.figures),
        "lower": _joined(one.lower for one in entry.figures),
        "upper": _joined(one.upper for one in entry.figures),
        "bound": _joined(one.bound for one in entry.figures),
        "unit": _joined(one.unit for one in entry.figures),
        "category": _joined(one.category for one in entry.figures),
        "measure": _joined(one.measure for one in entry.figures),
        "said": _joined(map(showing.said_text, statements)),
        "beside": _joined(map(showing.said_text, silences)),
        "parts": _joined(map(showing.part_text, entry.parts)),
        "held": entry.held,
        "disclosure": entry.disclosure,
        "coverage_claimed": entry.claimed,
        "coverage_assessed": entry.assessed,
        "presumed": entry.presumed,
        "provisions": _joined(one.provision for one in grounds),
        "limbs": _joined(one.limb for one in grounds),
        "cited_as": _joined(one.cited_as for one in grounds),
        "reading": _joined(map(showing.said_text, readings)),
        "period_begins": entry.begins,
        "period_ends": entry.ends,
        "answered_begins": _joined(one.begins for one in statements),
        "answered_ends": _joined(one.ends for one in statements),
        "match": entry.match,
        "label": entry.label,
        "question_words": entry.asked,
        "reference": entry.reference,
        "law": entry.law,
        "received": entry.received,
        "issued": entry.issued,
        "days": entry.days,
        "working_days": entry.working_days,
        **_of_words(entry.quotations),
        "not_comparable": _joined(sorted(against.get(entry.request, ()))),
        "request": entry.request,
        "question": entry.question,
        "response": entry.response,
        "answer": entry.answer,
        "refined_by": _joined(entry.later),
    }


def _of_words(words: Sequence[Words]) -> dict[str, object]:
    return {
        "quotation": " | ".join(one.text for one in words),
        "document": _joined(one.title for one in words),
        "address": _joined(one.address for one in words),
        "page": _joined(one.page for one in words),
        "start": _joined(one.start for one in words),
        "end": _joined(one.end for one in words),
        "restated": _joined(str(one.restated).lower() for one in words),
        "abridged": _joined(str(one.abridged).lower() for one in words),
    }


def _joined(values: Iterable[object]) -> str:
    """Return *values* with semicolons between them; what is not known leaves its place empty."""
    found = ["" if value is None else str(value) for value in values]
    return "; ".join(found) if any(found) else ""


def _place(place: Place) -> dict[str, str | None]:
    return {"authority": place.authority, "request": place.request, "reference": place.reference}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    """Return *value* as JSON has it: objects by the names of their fields, 12 and not 12.0."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
