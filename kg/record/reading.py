"""Read a record from YAML."""

from pathlib import Path
from typing import Any

from kg.model import (
    Answer,
    AnswerPart,
    Decision,
    DeploymentRecord,
    Disclosure,
    Doubt,
    FactReview,
    Interpretation,
    Passage,
    Period,
    Question,
    Record,
    Request,
    Review,
    Settled,
    Source,
    Statement,
)
from kg.record.amounts import read_amounts, read_steps
from kg.record.check import check
from kg.record.claims import read_denials, read_grounds, read_mentions
from kg.record.deployments import read_columns, read_declared, read_deployments
from kg.record.load import load
from kg.record.nodes import Node
from kg.record.nodes import line_of as _line
from kg.record.nodes import passage_of as _passage
from kg.record.nodes import words_of as _words
from kg.record.rows import check_rows


def read(path: Path) -> Record:
    """Return the record that *path* holds.

    Raises:
        RecordError: it is no YAML, or no record; the message gives line and column.
        UnknownCodeError: a value is no code of its scheme.
    """
    return as_record(load(path), path=path)


def as_record(content: Any, *, path: Path) -> Record:
    """Return the record that *content*, loaded from *path*, is.

    Raises:
        RecordError: as for read().
    """
    check(content, schema="schema.json", path=path)
    if content["record"] == "disclosure":
        return _disclosure(content)
    check_rows(content, path=path)
    return _deployment_record(content)


def _source(node: Node) -> Source:
    return Source(
        sha256=node["sha256"],
        media_type=node["media_type"],
        file=node["file"],
        title=node.get("title"),
        url=node.get("url"),
        stands_for=node.get("stands_for"),
        not_seen=tuple(node.get("not_seen", ())),
        version=node.get("version", 1),
        read_by=node.get("read_by"),
    )


def _review(node: Node | None) -> Review:
    if node is None:
        return Review()
    return Review(
        status=node["status"],
        role=node.get("role"),
        on=node.get("on"),
        facts=tuple(
            FactReview(
                fact=item["fact"],
                status=item["status"],
                role=item["role"],
                on=item["on"],
                was=item.get("was"),
            )
            for item in node.get("facts", ())
        ),
    )


def _doubt(node: Node) -> Doubt:
    start, end = node.get("at", (None, None))
    return Doubt(
        field=node["field"],
        reason=node["reason"],
        passage=Passage(
            quote=node.get("quote", ""),
            start=start,
            end=end,
            page=node.get("page"),
            row=node.get("row"),
            column=node.get("column"),
        ),
        kind=node.get("kind"),
        facts=tuple(node.get("facts", ())),
        settled=Settled(role=node["settled"]["role"], on=node["settled"]["on"])
        if "settled" in node
        else None,
    )


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    start, _, end = text.partition("/")
    return Period(start=start, end=None if end == ".." else end)


def _question(node: Node) -> Question:
    start, end = node["at"]
    return Question(
        label=node["label"],
        text=node.get("text"),
        topic=node.get("topic"),
        period=_period(node.get("period")),
        period_passage=_words(node, "period_words"),
        technologies=tuple(node.get("technologies", ())),
        lost=node.get("lost", False),
        passage=Passage(
            quote=node.get("quote", node.get("text")), start=start, end=end, page=node.get("page")
        ),
        line=_line(node),
    )


def _request(node: Node) -> Request:
    reference = node.get("reference")
    return Request(
        reference=reference,
        passage=None
        if reference is None
        else Passage(
            quote=reference, start=node["at"][0], end=node["at"][1], page=node.get("page")
        ),
        also=tuple(map(_passage, node.get("also", ()))),
        questions=tuple(map(_question, node.get("questions", ()))),
        refines=node.get("refines"),
        asks_again=tuple(node.get("asks_again", ())),
        excludes=tuple(node.get("excludes", ())),
        scope=_words(node, "scope"),
        refines_passage=_words(node, "refines_words"),
        follows=node.get("follows"),
        follows_passage=_words(node, "follows_words"),
        reviews=node.get("reviews"),
        reviews_passage=_words(node, "reviews_words"),
        received=node.get("received"),
        received_passage=_words(node, "received_words"),
        line=_line(node),
    )


def _answer(node: Node) -> Answer:
    reading = node.get("interpretation")
    return Answer(
        to=tuple(node["to"]),
        held=node["held"],
        disclosure=node["disclosure"],
        passage=_passage(node),
        coverage_claimed=node.get("coverage_claimed"),
        grounds=read_grounds(node.get("grounds", ())),
        interpretation=None
        if reading is None
        else Interpretation(
            restricted_to=tuple(reading["restricted_to"]),
            passage=_passage(reading),
            line=_line(reading),
        ),
        statements=tuple(
            Statement(
                polarity=item["polarity"],
                technology=item["technology"],
                restricted_to=tuple(item.get("restricted_to", ())),
                period=_period(item.get("period")),
                passage=_passage(item),
                line=_line(item),
            )
            for item in node.get("statements", ())
        ),
        parts=tuple(
            AnswerPart(
                restricted_to=tuple(item["restricted_to"]),
                held=item["held"],
                disclosure=item["disclosure"],
                passage=_passage(item) if "at" in item else None,
                grounds=read_grounds(item.get("grounds", ())),
                line=_line(item),
            )
            for item in node.get("parts", ())
        ),
        amounts=read_amounts(node.get("amounts", ())),
        line=_line(node),
    )


def _disclosure(node: Node) -> Disclosure:
    decision = node.get("decision")
    return Disclosure(
        key=node["key"],
        source=_source(node["source"]),
        review=_review(node.get("review")),
        force=node["force"],
        regime=node["regime"],
        technologies=tuple(node.get("technologies", ())),
        responded=node.get("responded"),
        responded_passage=_words(node, "responded_words"),
        published=node.get("published"),
        published_passage=_words(node, "published_words"),
        decision=None
        if decision is None
        else Decision(
            code=decision["code"],
            passage=_passage(decision),
            inferred=decision.get("inferred", False),
            line=_line(decision),
        ),
        requests=tuple(map(_request, node["requests"])),
        answers=tuple(map(_answer, node.get("answers", ()))),
        grounds=read_grounds(node.get("grounds", ())),
        mentions=read_mentions(node.get("mentions", ())),
        denials=read_denials(node.get("denials", ())),
        steps=read_steps(node.get("steps", ())),
        doubts=tuple(map(_doubt, node.get("doubts", ()))),
    )


def _deployment_record(node: Node) -> DeploymentRecord:
    columns = read_columns(node["columns"])
    title = node.get("title")
    return DeploymentRecord(
        key=node["key"],
        source=_source(node["source"]),
        review=_review(node.get("review")),
        force=node["force"],
        technology=node["technology"],
        title=None if title is None else _title(title),
        columns=columns,
        deployments=read_deployments(node["deployments"], columns),
        declared=read_declared(node.get("table")),
        doubts=tuple(map(_doubt, node.get("doubts", ()))),
    )


def _title(node: Node) -> Passage:
    start, end = node.get("at", (None, None))
    return Passage(quote=node["quote"], start=start, end=end, page=node.get("page"))
