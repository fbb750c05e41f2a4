"""Write a record as the YAML that a person reviews."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from kg.model import (
    Answer,
    AnswerPart,
    DeploymentRecord,
    Disclosure,
    Doubt,
    FactReview,
    Passage,
    Question,
    Record,
    Request,
    Settled,
    Source,
    Statement,
)
from kg.record.amounts import write_amounts, write_steps
from kg.record.claims import write_denials, write_grounds, write_mentions
from kg.record.deployments import write_columns, write_declared, write_deployments
from kg.record.marks import as_block, marks_of
from kg.record.nodes import at as _at
from kg.record.nodes import flow as _flow
from kg.record.nodes import lean as _lean
from kg.record.nodes import words as _words
from kg.record.wording import Wording, cut

EDITORS = "record.schema.json"
"""File of a study by which editors complete its records."""

WIDTH = 4096
"""A fact a line: editors wrap, and a diff shows only what changed."""

MODELINE = f"# yaml-language-server: $schema=../{EDITORS}\n"
"""First line of a record: where an editor finds the schema."""


def write(record: Record, path: Path, *, wording: Wording | None = None) -> None:
    """Write *record*, as it was read, to *path* with its marks, whole or not at all."""
    replace(path, as_file(record, wording=wording or Wording()))


def replace(path: Path, text: str) -> None:
    """Make *text* the content of *path*, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def as_file(record: Record, *, wording: Wording) -> str:
    """Return the file of *record* as it was read, the marks of what was read at its end."""
    content = _content(record, wording)
    return MODELINE + dumped(content) + as_block(marks_of(content))


def as_yaml(record: Record, *, wording: Wording) -> str:
    """Return *record* as YAML; the same record gives the same text."""
    return dumped(_content(record, wording))


def dumped(content: Any) -> str:
    """Return *content*, a record as mappings and lists, as YAML.

    What was loaded from a file and not changed is written as it stands there.
    """
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(content, out)
    return out.getvalue()


def _content(record: Record, wording: Wording) -> dict[str, Any]:
    if isinstance(record, Disclosure):
        return _disclosure(record, wording)
    return _deployment_record(record, wording)


class _Representer(RoundTripRepresenter):
    """Writes a Decimal as printed, never as ``8e-05``, and equal days each in full."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- its signature is not ours
        return True


def _plain_decimal(representer: RoundTripRepresenter, value: Decimal) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


_Representer.add_representer(Decimal, _plain_decimal)


def _source(source: Source) -> dict[str, Any]:
    return _lean(
        {
            "file": source.file,
            "title": source.title,
            "url": source.url,
            "stands_for": source.stands_for,
            "not_seen": _flow(source.not_seen),
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
        "review": _lean(
            {
                "status": review.status,
                "role": review.role,
                "on": review.on,
                "facts": [fact_review(item) for item in review.facts],
            }
        ),
        "force": record.force,
    }


def fact_review(ruling: FactReview) -> CommentedMap:
    """Return *ruling* as a record holds it: on one line."""
    names = ("fact", "status", "role", "on", "was")
    return _on_one_line(_lean({name: getattr(ruling, name) for name in names}))


def settled(by: Settled) -> CommentedMap:
    """Return that a doubt is settled, as a record holds it: on one line."""
    return _on_one_line({"role": by.role, "on": by.on})


def _on_one_line(pairs: Mapping[str, Any]) -> CommentedMap:
    mapping = CommentedMap(pairs)
    mapping.fa.set_flow_style()
    return mapping


def _doubts(doubts: Iterable[Doubt], wording: Wording) -> list[dict[str, Any]]:
    return [
        _lean(
            {
                "field": doubt.field,
                "kind": doubt.kind,
                "reason": doubt.reason,
                "facts": _flow(doubt.facts),
                "at": None
                if doubt.passage.start is None
                else _flow([doubt.passage.start, doubt.passage.end]),
                "page": doubt.passage.page,
                "row": doubt.passage.row,
                "column": doubt.passage.column,
                "quote": cut(doubt.passage.quote, wording.quote_limit) or None,
                "settled": None if doubt.settled is None else settled(doubt.settled),
            }
        )
        for doubt in doubts
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
            "lost": question.lost or None,
            "text": text,
            "period": None if question.period is None else str(question.period),
            "period_words": None
            if question.period_passage is None
            else _at(question.period_passage, wording),
            "technologies": _flow(question.technologies),
            "at": _flow([question.passage.start, question.passage.end]),
            "page": question.passage.page,
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
            "page": None if request.passage is None else request.passage.page,
            "also": [_at(passage, wording) for passage in request.also],
            "received": request.received,
            "received_words": _words(request.received_passage, wording),
            "refines": request.refines,
            "refines_words": _words(request.refines_passage, wording),
            "asks_again": _flow(request.asks_again),
            "excludes": _flow(request.excludes),
            "scope": None if request.scope is None else _at(request.scope, wording),
            "follows": request.follows,
            "follows_words": _words(request.follows_passage, wording),
            "reviews": request.reviews,
            "reviews_words": _words(request.reviews_passage, wording),
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
        **({"grounds": write_grounds(part.grounds, wording)} if part.grounds else {}),
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
            "amounts": write_amounts(answer.amounts, wording),
            "grounds": write_grounds(answer.grounds, wording),
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
            "responded_words": _words(record.responded_passage, wording),
            "published": record.published,
            "published_words": _words(record.published_passage, wording),
            "decision": None
            if decision is None
            else _lean(
                {
                    "code": decision.code,
                    "inferred": decision.inferred or None,
                    **_at(decision.passage, wording),
                }
            ),
            "requests": [_request(request, wording) for request in record.requests],
            "answers": [_answer(answer, wording) for answer in record.answers],
            "grounds": write_grounds(record.grounds, wording),
            "mentions": write_mentions(record.mentions, wording),
            "denials": write_denials(record.denials, wording),
            "steps": write_steps(record.steps, wording),
            "doubts": _doubts(record.doubts, wording),
        }
    )


def _deployment_record(record: DeploymentRecord, wording: Wording) -> dict[str, Any]:
    return _lean(
        {
            **_head(record, "deployment-record"),
            "technology": record.technology,
            "title": None if record.title is None else _title(record.title),
            "table": write_declared(record.declared),
            "columns": write_columns(record.columns),
            "deployments": write_deployments(record),
            "doubts": _doubts(record.doubts, wording),
        }
    )


def _title(title: Passage) -> dict[str, Any]:
    """Return *title*; its offsets only where there is no page, since those of a PDF may shift."""
    at = None if title.page is not None else _flow([title.start, title.end])
    return _lean({"at": at, "page": title.page, "quote": title.quote})
