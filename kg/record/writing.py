"""Write a record as the YAML that a person reviews."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from kg.model import (
    Answer,
    AnswerPart,
    Column,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Doubt,
    GroundClaim,
    Passage,
    Question,
    Record,
    Request,
    Source,
    Statement,
)
from kg.model.passage import CELL_BREAK
from kg.record.wording import Wording, cut


def write(record: Record, path: Path, *, wording: Wording | None = None) -> None:
    """Write *record* to *path*, whole or not at all."""
    text = as_yaml(record, wording=wording or Wording())
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def as_yaml(record: Record, *, wording: Wording) -> str:
    """Return *record* as YAML; the same record gives the same text."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 4096  # a fact a line: editors wrap, and a diff shows only what changed
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = (
        _disclosure(record, wording)
        if isinstance(record, Disclosure)
        else _deployment_record(record, wording)
    )
    out = StringIO()
    yaml.dump(content, out)
    return out.getvalue()


class _Representer(RoundTripRepresenter):
    """Writes a Decimal as printed, never as ``8e-05``."""


def _plain_decimal(representer: RoundTripRepresenter, value: Decimal) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


_Representer.add_representer(Decimal, _plain_decimal)


def _flow(items: Iterable[object]) -> CommentedSeq:
    """Return *items* as a list that is written on one line."""
    sequence = CommentedSeq(items)
    sequence.fa.set_flow_style()
    return sequence


def _lean(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what is not stated: None and empty lists write no line."""
    return {
        name: value
        for name, value in pairs.items()
        if value is not None and not (isinstance(value, list | tuple | dict) and not value)
    }


def _at(passage: Passage, wording: Wording) -> dict[str, Any]:
    return {
        "at": _flow([passage.start, passage.end]),
        "quote": cut(passage.quote, wording.quote_limit),
    }


def _source(source: Source) -> dict[str, Any]:
    return _lean(
        {
            "file": source.file,
            "title": source.title,
            "url": source.url,
            "media_type": source.media_type,
            "sha256": source.sha256,
            "version": source.version,
            "read_by": source.read_by,
        }
    )


def _head(record: Record, kind: str) -> dict[str, Any]:
    review = record.review
    return {
        "record": kind,
        "key": record.key,
        "source": _source(record.source),
        "review": _lean({"status": review.status, "role": review.role, "on": review.on}),
        "force": record.force,
    }


def _doubts(doubts: Iterable[Doubt], wording: Wording) -> list[dict[str, Any]]:
    return [
        _lean(
            {
                "field": doubt.field,
                "reason": doubt.reason,
                "at": None
                if doubt.passage.start is None
                else _flow([doubt.passage.start, doubt.passage.end]),
                "page": doubt.passage.page,
                "row": doubt.passage.row,
                "column": doubt.passage.column,
                "quote": cut(doubt.passage.quote, wording.quote_limit) or None,
            }
        )
        for doubt in doubts
    ]


def _grounds(grounds: Iterable[GroundClaim], wording: Wording) -> list[dict[str, Any]]:
    return [
        {
            "provision": claim.provision,
            "cited_as": claim.cited_as,
            "limb": claim.limb,
            **_at(claim.passage, wording),
        }
        for claim in grounds
    ]


def _question(question: Question, wording: Wording) -> dict[str, Any]:
    text = question.text if wording.question_text else None
    quote = None
    if text is None or len(question.passage.quote) != len(text):
        limit = wording.quote_limit if wording.question_text else wording.opening
        quote = cut(question.passage.quote, limit)
    return _lean(
        {
            "label": question.label,
            "topic": question.topic,
            "text": text,
            "period": None if question.period is None else str(question.period),
            "period_words": None
            if question.period_passage is None
            else _at(question.period_passage, wording),
            "technologies": _flow(question.technologies),
            "at": _flow([question.passage.start, question.passage.end]),
            "quote": quote,
        }
    )


def _request(request: Request, wording: Wording) -> dict[str, Any]:
    return _lean(
        {
            "reference": request.reference,
            "at": None
            if request.passage is None
            else _flow([request.passage.start, request.passage.end]),
            "received": request.received,
            "refines": request.refines,
            "asks_again": _flow(request.asks_again),
            "excludes": _flow(request.excludes),
            "scope": None if request.scope is None else _at(request.scope, wording),
            "questions": [_question(question, wording) for question in request.questions],
        }
    )


def _statement(statement: Statement, wording: Wording) -> dict[str, Any]:
    return _lean(
        {
            "polarity": statement.polarity,
            "technology": statement.technology,
            "restricted_to": _flow(statement.restricted_to),
            "period": None if statement.period is None else str(statement.period),
            **_at(statement.passage, wording),
        }
    )


def _part(part: AnswerPart, wording: Wording) -> dict[str, Any]:
    return {
        "restricted_to": _flow(part.restricted_to),
        "held": part.held,
        "disclosure": part.disclosure,
        **({} if part.passage is None else _at(part.passage, wording)),
    }


def _answer(answer: Answer, wording: Wording) -> dict[str, Any]:
    reading = answer.interpretation
    return _lean(
        {
            "to": _flow(answer.to),
            "held": answer.held,
            "disclosure": answer.disclosure,
            "coverage_claimed": answer.coverage_claimed,
            **_at(answer.passage, wording),
            "interpretation": None
            if reading is None
            else {
                "restricted_to": _flow(reading.restricted_to),
                **_at(reading.passage, wording),
            },
            "statements": [_statement(item, wording) for item in answer.statements],
            "parts": [_part(part, wording) for part in answer.parts],
            "grounds": _grounds(answer.grounds, wording),
        }
    )


def _disclosure(record: Disclosure, wording: Wording) -> dict[str, Any]:
    decision = record.decision
    return _lean(
        {
            **_head(record, "disclosure"),
            "regime": record.regime,
            "technologies": _flow(record.technologies),
            "responded": record.responded,
            "published": record.published,
            "decision": None
            if decision is None
            else {"code": decision.code, **_at(decision.passage, wording)},
            "requests": [_request(request, wording) for request in record.requests],
            "answers": [_answer(answer, wording) for answer in record.answers],
            "grounds": _grounds(record.grounds, wording),
            "doubts": _doubts(record.doubts, wording),
        }
    )


FIELDS = ("place", "date", "use-case", "unread")
"""What a column may hold beside a measure; schema.json holds the same."""


def _column(column: Column) -> dict[str, Any]:
    kind = "field" if column.field in FIELDS else "measure"
    return _lean({"heading": column.heading, kind: column.field, "definition": column.definition})


def _deployment(deployment: Deployment, record: DeploymentRecord) -> dict[str, Any]:
    cells = deployment.passage.quote.split(CELL_BREAK)
    figures = {
        figure.measure: figure.missing if figure.value is None else figure.value
        for figure in deployment.figures
    }
    return _lean(
        {
            "key": deployment.key,
            "page": deployment.passage.page,
            "row": deployment.passage.row,
            "date": deployment.day,
            "place": deployment.place,
            "status": deployment.status,
            "status_reason": deployment.status_reason,
            "use_cases": _flow(deployment.use_cases),
            "cells": _flow([*cells, *[""] * (len(record.columns) - len(cells))]),
        }
    ) | {"figures": figures}


def _deployment_record(record: DeploymentRecord, wording: Wording) -> dict[str, Any]:
    return _lean(
        {
            **_head(record, "deployment-record"),
            "technology": record.technology,
            "title": {"page": record.title.page, "quote": record.title.quote},
            "columns": [_column(column) for column in record.columns],
            "deployments": [_deployment(item, record) for item in record.deployments],
            "doubts": _doubts(record.doubts, wording),
        }
    )
