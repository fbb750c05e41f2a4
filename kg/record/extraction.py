"""A record as the object that ``kg extract --json`` prints, each fact with its place."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kg.extract.confidence import confidence
from kg.extract.technologies import with_modes
from kg.model import (
    Answer,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Document,
    Doubt,
    Passage,
    Question,
    Record,
)
from kg.model.passage import CELL_BREAK
from kg.record import provisions

MEASURES = (
    "minimum-threshold",
    "watchlist-size",
    "faces-seen",
    "total-alerts",
    "true-alerts",
    "true-alerts-confirmed",
    "true-alerts-unconfirmed",
    "false-alerts",
    "false-alerts-confirmed",
    "false-alerts-unconfirmed",
    "true-alert-engagements",
    "false-alert-engagements",
    "arrests",
    "other-outcomes",
    "no-action",
    "false-alert-rate",
)
"""Measures that every deployment has as keys, null when its table has no such column."""

DURATION = "duration"

DIRECT = "direct-quotation"
TABLE = "table-reading"
INFERRED = "inferred"


def as_json(document: Document, record: Record) -> dict[str, object]:
    """Return *record*, read from *document*, as a JSON object.

    Every key is there for both kinds of record: a reader need not know which it is.
    """
    found: dict[str, object] = {
        "file": document.name,
        "url": record.source.url,
        "text": document.text,
        "force": record.force,
        "references": [],
        "related_references": [],
        "received": None,
        "responded": None,
        "published": None,
        "places": {},
        "technologies": [],
        "questions": [],
        "decision": None,
        "answers": {},
        "exemptions": [],
        "denials": [],
        "steps": [],
        "deployments": [],
        "confidence": {},
        "doubts": [],
    }
    if isinstance(record, Disclosure):
        return found | _disclosure(document, record)
    return found | _deployments(document, record)


def _disclosure(document: Document, record: Disclosure) -> dict[str, object]:
    answered, *others = record.requests
    return {
        "references": [
            *([] if answered.reference is None else [answered.reference]),
            *(also.quote for also in answered.also),
        ],
        "related_references": [other.reference for other in others if other.reference is not None],
        "received": _day(answered.received),
        "responded": _day(record.responded),
        "published": _day(record.published),
        "places": {
            "received": _place(document, answered.received_passage),
            "responded": _place(document, record.responded_passage),
            "published": _place(document, record.published_passage),
            "decision": _place(
                document, None if record.decision is None else record.decision.passage
            ),
        },
        "technologies": list(with_modes(record.technologies)),
        "questions": [
            _question(
                document,
                question,
                asked_in=answered.reference
                if question.label in answered.asks_again
                else request.reference,
            )
            for request in record.requests
            for question in request.questions
            if not question.lost
        ],
        "decision": None if record.decision is None else record.decision.code,
        "answers": {
            label: _answer(document, answer) for answer in record.answers for label in answer.to
        },
        "exemptions": list(provisions.exemptions(record)),
        "denials": [provisions.denial(item) for item in record.denials],
        "steps": [provisions.step(item) for item in record.steps],
        "confidence": _confidence(record),
        "doubts": [_doubt(document, doubt) for doubt in record.doubts],
    }


def _confidence(record: Disclosure) -> dict[str, Any]:
    """Return the confidence of the facts that are bare values and have no key for it."""
    decided = record.decision is None or not record.decision.inferred
    return {
        "force": confidence("force", INFERRED),
        "references": confidence("references", DIRECT),
        "dates": confidence("dates", DIRECT),
        "technologies": confidence("technologies", DIRECT),
        "periods": confidence("periods", DIRECT),
        "decision": confidence("decision", DIRECT if decided else INFERRED),
    }


def _question(document: Document, question: Question, *, asked_in: str | None) -> dict[str, Any]:
    period = question.period
    return {
        "label": question.label,
        "text": question.passage.quote if question.text is None else question.text,
        "period_start": None if period is None else _month(period.start, 1),
        "period_end": None if period is None or period.end is None else _month(period.end, 12),
        "technologies": list(question.technologies),
        "request": asked_in,
        **_place(document, question.passage),
        "confidence": confidence("questions", DIRECT),
    }


def _month(point: str, month: int) -> str:
    """Return *point* to the month at least: the contract has no bare years."""
    return f"{point}-{month:02}" if len(point) == 4 else point


def _answer(document: Document, answer: Answer) -> dict[str, Any]:
    return {
        "outcome": answer.outcome,
        "held": answer.held,
        "disclosure": answer.disclosure,
        "parts": [
            {
                "restricted_to": list(part.restricted_to),
                "outcome": part.outcome,
                "held": part.held,
                "disclosure": part.disclosure,
                **_place(document, part.passage),
            }
            for part in answer.parts
        ],
        "amounts": [provisions.amount(item) for item in answer.amounts],
        **_place(document, answer.passage),
        # What was said is quoted; which outcome it amounts to is worked out.
        "confidence": confidence("outcomes", INFERRED),
    }


def _deployments(document: Document, record: DeploymentRecord) -> dict[str, object]:
    return {
        "technologies": [record.technology],
        "deployments": [_deployment(document, record, item) for item in record.deployments],
        "doubts": [
            *(_doubt(document, doubt) for doubt in record.doubts),
            *_widened(document, record),
        ],
    }


def _deployment(
    document: Document, record: DeploymentRecord, deployment: Deployment
) -> dict[str, Any]:
    values = {figure.measure: figure.value for figure in deployment.figures}
    extra = [measure for measure in values if measure not in (*MEASURES, DURATION)]
    cells = deployment.passage.quote.split(CELL_BREAK)
    return {
        "date": _day(deployment.day),
        "location": deployment.place,
        "duration_minutes": values.get(DURATION),
        "use_case": "; ".join(deployment.use_cases) or None,
        **{
            measure.replace("-", "_"): _number(values.get(measure))
            for measure in (*MEASURES, *extra)
        },
        "as_written": dict(zip(_headings(record, deployment), cells, strict=False)),
        "page": deployment.passage.page,
        **_place(document, deployment.passage),
        "confidence": confidence("deployments", TABLE),
    }


def _headings(record: DeploymentRecord, deployment: Deployment) -> list[str]:
    """Return the heading over each cell of *deployment*; one that stands twice with its column."""
    headings = [column.heading_on(deployment.passage.page) for column in record.columns]
    return [
        heading if headings.count(heading) == 1 else f"{heading} (column {number})"
        for number, heading in enumerate(headings, start=1)
    ]


def _widened(document: Document, record: DeploymentRecord) -> Iterable[dict[str, Any]]:
    """Yield a doubt for each column that counts more than the measure it is printed under."""
    for number, column in enumerate(record.columns):
        told = any(
            doubt.field == column.field and doubt.passage.quote == column.heading
            for doubt in record.doubts
        )
        if column.definition is None or told:
            continue
        headings = next((table.headings for table in document.tables), ())
        heading = headings[number] if number < len(headings) else None
        yield {
            "field": column.field.replace("-", "_"),
            "reason": (
                f"the column '{column.heading}' counts {column.definition}, which is more than "
                f"{column.field}; never compare it with counts of {column.field} alone"
            ),
            "start": None if heading is None else heading.start,
            "end": None if heading is None else heading.end,
        }


def _doubt(document: Document, doubt: Doubt) -> dict[str, Any]:
    return {"field": doubt.field, "reason": doubt.reason, **_place(document, doubt.passage)}


def _place(document: Document, passage: Passage | None) -> dict[str, int | None]:
    """Return where *passage* stands in the text, a row or cell of a table included."""
    if passage is None:
        return {"start": None, "end": None}
    if passage.start is not None or passage.row is None:
        return {"start": passage.start, "end": passage.end}
    rows = [row for table in document.tables if table.page == passage.page for row in table.rows]
    if passage.row > len(rows) or not rows[passage.row - 1]:
        return {"start": None, "end": None}
    cells = rows[passage.row - 1]
    if passage.column is not None:
        cells = cells[passage.column - 1 : passage.column]
    return {
        "start": min((cell.start for cell in cells), default=None),
        "end": max((cell.end for cell in cells), default=None),
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
