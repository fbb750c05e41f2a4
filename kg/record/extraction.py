"""A record as the object that ``kg extract --json`` prints, each fact with its place."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg.extract.exemptions import distinct, find_grounds
from kg.extract.zones import find_zones
from kg.model import (
    Answer,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Document,
    Doubt,
    GroundClaim,
    Passage,
    Question,
    Record,
)
from kg.model.passage import CELL_BREAK

ACTS = {"foia": "FOIA 2000", "foisa": "FOISA 2002", "eir": "EIR 2004", "eisr": "EI(S)R 2004"}
"""Code of scheme ``regime`` -> the name by which the contract calls it."""

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
        "technologies": [],
        "questions": [],
        "decision": None,
        "answers": {},
        "exemptions": [],
        "deployments": [],
        "doubts": [],
    }
    if isinstance(record, Disclosure):
        return found | _disclosure(document, record)
    return found | _deployments(document, record)


def _disclosure(document: Document, record: Disclosure) -> dict[str, object]:
    answered, *others = record.requests
    return {
        "references": [] if answered.reference is None else [answered.reference],
        "related_references": [other.reference for other in others if other.reference is not None],
        "received": _day(answered.received),
        "responded": _day(record.responded),
        "published": _day(record.published),
        "technologies": list(record.technologies),
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
        ],
        "decision": None if record.decision is None else record.decision.code,
        "answers": {
            label: _answer(document, answer) for answer in record.answers for label in answer.to
        },
        "exemptions": list(_exemptions(document, record)),
        "doubts": [_doubt(document, doubt) for doubt in record.doubts],
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
        **_place(document, answer.passage),
    }


def _exemptions(document: Document, record: Disclosure) -> Iterable[dict[str, Any]]:
    """Yield the provisions relied on, then those that were only named.

    The record holds what was relied on; the others are read from the text again.
    """
    given: dict[GroundClaim, tuple[str, ...]] = {}
    for answer in record.answers:
        for claim in answer.grounds:
            given[claim] = (*given.get(claim, ()), *answer.to)
    yield from _grouped(document, given, role="relied")
    yield from _grouped(document, dict.fromkeys(record.grounds), role="relied")
    cited, _ = find_grounds(document, find_zones(document.text))
    for role in ("considered", "mentioned_by_requester"):
        named = [item.claim for item in distinct(cited) if item.role == role]
        yield from _grouped(document, dict.fromkeys(named), role=role)


def _grouped(
    document: Document, claims: Mapping[GroundClaim, tuple[str, ...] | None], *, role: str
) -> Iterable[dict[str, Any]]:
    """Yield one object for each subsection cited, with all limbs cited of it."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for claim, labels in claims.items():
        act, section, subsection, limb = _parts(claim.provision)
        place = _place(document, claim.passage)
        key = (act, section, subsection, labels, *place.values())
        if key not in found:
            found[key] = {
                "act": act,
                "section": section,
                "subsection": subsection,
                "limb": [],
                "ncnd": claim.limb == "confirm-or-deny" or _is_denial_by_cost(claim.provision),
                "role": role,
                "applies_to": None if labels is None else list(labels),
                **place,
            }
        if limb is not None:
            found[key]["limb"].append(limb)
    yield from found.values()


def _is_denial_by_cost(provision: str) -> bool:
    return provision == "foia:s12-2"


def _parts(provision: str) -> tuple[str, str, str | None, str | None]:
    """Return act, section, subsection and limb of a code such as ``foia:s31-1-a``."""
    regime, _, key = provision.partition(":")
    section, *rest = key.removeprefix("reg-").removeprefix("s").split("-")
    subsection, limb = (*rest, None, None)[:2]
    return ACTS[regime], section.upper(), subsection, limb


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
        "date": deployment.day.isoformat(),
        "location": deployment.place,
        "duration_minutes": values.get(DURATION),
        "use_case": "; ".join(deployment.use_cases) or None,
        **{
            measure.replace("-", "_"): _number(values.get(measure))
            for measure in (*MEASURES, *extra)
        },
        "as_written": dict(zip((column.heading for column in record.columns), cells, strict=False)),
        "page": deployment.passage.page,
        **_place(document, deployment.passage),
    }


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
