"""Read a record or the rulings of a study from YAML."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.model import (
    Answer,
    AnswerPart,
    Column,
    Coverage,
    Decision,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Doubt,
    FactReview,
    Figure,
    GroundClaim,
    Interpretation,
    Passage,
    Period,
    PresumedTarget,
    Question,
    Record,
    Request,
    Review,
    Rulings,
    Settled,
    Source,
    Statement,
)
from kg.model.passage import CELL_BREAK
from kg.record.check import check
from kg.record.load import load
from kg.record.rows import check_rows

Node = Mapping[str, Any]


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


def read_rulings(path: Path) -> Rulings:
    """Return the rulings that *path* holds; none when there is no such file.

    Raises:
        RecordError: as for read().
    """
    if not path.exists():
        return Rulings()
    content = load(path)
    check(content, schema="rulings.schema.json", path=path)
    return Rulings(
        presumed_targets=tuple(
            PresumedTarget(
                document=node["document"],
                target=node["target"],
                reason=node["reason"],
                role=node["role"],
                on=node["on"],
                coverage=tuple(
                    Coverage(
                        question=item["question"],
                        coverage=item["coverage"],
                        reason=item["reason"],
                        line=_line(item),
                    )
                    for item in node.get("coverage", ())
                ),
                line=_line(node),
            )
            for node in content.get("presumed_targets", ())
        )
    )


def _line(node: Any) -> int | None:
    return int(node.lc.line) + 1 if hasattr(node, "lc") else None


def _passage(node: Node) -> Passage:
    start, end = node["at"]
    return Passage(quote=node["quote"], start=start, end=end, page=node.get("page"))


def _words(node: Node, name: str) -> Passage | None:
    return _passage(node[name]) if name in node else None


def _source(node: Node) -> Source:
    return Source(
        sha256=node["sha256"],
        media_type=node["media_type"],
        file=node["file"],
        title=node.get("title"),
        url=node.get("url"),
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


def _grounds(nodes: Sequence[Node]) -> tuple[GroundClaim, ...]:
    return tuple(
        GroundClaim(
            provision=node["provision"],
            cited_as=node["cited_as"],
            limb=node["limb"],
            passage=_passage(node),
            line=_line(node),
        )
        for node in nodes
    )


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
        grounds=_grounds(node.get("grounds", ())),
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
                line=_line(item),
            )
            for item in node.get("parts", ())
        ),
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
        grounds=_grounds(node.get("grounds", ())),
        doubts=tuple(map(_doubt, node.get("doubts", ()))),
    )


def _deployment(node: Node, columns: Sequence[Column]) -> Deployment:
    page, row = node["page"], node["row"]
    cells = [str(cell) for cell in node["cells"]]
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
    return Deployment(
        key=node["key"],
        day=node["date"],
        place=node["place"],
        status=node.get("status"),
        status_reason=node.get("status_reason"),
        use_cases=tuple(node.get("use_cases", ())),
        figures=tuple(figures),
        passage=Passage(quote=CELL_BREAK.join(cells), page=page, row=row),
        line=_line(node),
    )


def _number(given: int | float) -> int | Decimal:
    return int(given) if isinstance(given, int) else Decimal(str(given))


def _deployment_record(node: Node) -> DeploymentRecord:
    columns = tuple(
        Column(
            heading=item["heading"],
            field=item.get("measure", item.get("field")),
            definition=item.get("definition"),
        )
        for item in node["columns"]
    )
    return DeploymentRecord(
        key=node["key"],
        source=_source(node["source"]),
        review=_review(node.get("review")),
        force=node["force"],
        technology=node["technology"],
        title=Passage(quote=node["title"]["quote"], page=node["title"]["page"]),
        columns=columns,
        deployments=tuple(_deployment(item, columns) for item in node["deployments"]),
        doubts=tuple(map(_doubt, node.get("doubts", ()))),
    )
