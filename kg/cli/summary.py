"""What was found in documents, in words and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.adding import Added
    from kg.ingest import Piece
    from kg.model import Disclosure, Document, Record

COUNTS = ("questions", "answers", "deployments", "doubts")


def summary(document: "Document", record: "Record") -> str:
    """Return what was found and what is doubted, for a person to read."""
    from kg.model import Disclosure

    lines = [f"{document.name}: {record.key}"]
    if isinstance(record, Disclosure):
        lines += _of_disclosure(record)
    else:
        first, last = record.first_day, record.last_day
        when = f"{first} to {last}, " if first and last else ""
        lines.append(
            f"  deployment record of {record.force}: {len(record.deployments)} deployments, "
            f"{when}{len(record.columns)} columns"
        )
    lines += [
        f"  doubt: {doubt.field}: {document.where(doubt.passage)}: {doubt.reason}"
        for doubt in record.doubts
    ]
    return "\n".join(lines)


def _of_disclosure(record: "Disclosure") -> Iterator[str]:
    yield f"  force: {record.force or 'not told by the page'}"
    for request in record.requests:
        asked = len(request.asks_again) or len(request.questions)
        noun = "question" if asked == 1 else "questions"
        said = f"  request {request.reference or 'without a reference'}: {asked} {noun}"
        if request.asks_again or request.excludes:
            said += f" of {request.refines} asked again, {', '.join(request.excludes)} left out"
        for verb in ("refines", "follows", "reviews"):
            if earlier := getattr(request, verb):
                said += f", {verb} {earlier}"
        yield said
    if record.decision is not None:
        said = "no headline; the answers amount to" if record.decision.inferred else "headline:"
        yield f'  {said} {record.decision.code}: "{record.decision.passage.quote}"'
    for answer in record.answers:
        yield f"  to {', '.join(answer.to)}: {answer.outcome}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One document in the table of many."""

    name: str
    kind: str = ""
    """What record it gave; empty when it gave none."""

    counts: tuple[int | None, ...] = (None,) * len(COUNTS)
    """As many as COUNTS; None where a record has no such thing to count."""

    result: str


def row(added: "Added") -> Row:
    """Return the row of a document that was read."""
    from kg.model import Disclosure

    record = added.record
    found: tuple[int | None, ...]
    if isinstance(record, Disclosure):
        kind = "disclosure"
        questions = sum(len(request.questions) for request in record.requests)
        found = (questions, len(record.answers), None)
    else:
        kind = "deployment record"
        found = (None, None, len(record.deployments))
    return Row(
        name=added.document.name,
        kind=kind,
        counts=(*found, len(record.doubts)),
        result="written" if added.written else "already there",
    )


def refused(error: KgError, piece: "Piece | KgError") -> Row:
    """Return the row of a document that *error* kept out."""
    # Nothing came of it but a message, and a message opens with the place.
    name = str(error).partition(": ")[0] if isinstance(piece, KgError) else piece.name
    return Row(name=name, result=f"refused: {error.code}")


def show(rows: Sequence[Row]) -> None:
    """Print *rows* and their totals as a table on standard error."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("document", overflow="fold")
    table.add_column("kind")
    for name in COUNTS:
        table.add_column(name, justify="right")
    table.add_column("result", overflow="fold")
    for item in rows:
        counts = ("" if number is None else f"{number:,}" for number in item.counts)
        table.add_row(Text(item.name), item.kind, *counts, item.result)
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        console = Console(stderr=True, highlight=False, width=240)
    console.print(table)
    click.echo(totals(rows), err=True)


def totals(rows: Sequence[Row]) -> str:
    """Return in one line how many documents there were and what came of them.

    >>> totals([Row(name="a", result="refused: no-text"), Row(name="b", result="written")])
    '2 documents: 1 written, 1 refused; 0 questions, 0 answers, 0 deployments, 0 doubts'
    """
    results: dict[str, int] = {}
    for item in rows:
        result = item.result.partition(":")[0]
        results[result] = results.get(result, 0) + 1
    order = sorted(results, key=lambda result: (result == "refused", result != "written", result))
    came = ", ".join(f"{results[result]:,} {result}" for result in order)
    sums = [sum(item.counts[n] or 0 for item in rows) for n in range(len(COUNTS))]
    found = ", ".join(f"{n:,} {name}" for n, name in zip(sums, COUNTS, strict=True))
    return f"{len(rows):,} documents: {came}; {found}"
