"""``kg extract`` and ``kg add``."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.options import study_option
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.ingest import Piece
    from kg.model import Disclosure, Document, Record

SOURCE = click.Path(path_type=Path)
FORCE_HELP = (
    "Force that answered (a code of ontology/codes/force.ttl), where the page does not tell."
)
Result = TypeVar("Result")


@click.command()
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a document, on one line.")
@click.option("--force", help=FORCE_HELP)
@click.argument("sources", nargs=-1, required=True, type=SOURCE)
def extract(sources: tuple[Path, ...], force: str | None, *, as_lines: bool) -> None:
    """Print what SOURCES say; write nothing.

    \b
    Example:
        kg extract reply.txt
        kg extract --json letters/*.txt > extracted.jsonl
    """
    import json

    from kg import pipeline
    from kg.record.extraction import as_json

    check_force(force)

    def one(path: Path) -> None:
        document, record = pipeline.read_piece(piece(path), force=force)
        if as_lines:
            click.echo(json.dumps(as_json(document, record), ensure_ascii=False))
        else:
            click.echo(summary(document, record))

    finish(each(sources, one))


@click.command()
@study_option
@click.option("--force", help=FORCE_HELP)
@click.option(
    "--replace",
    is_flag=True,
    help="Write a record again: one of other bytes, or one that a person has reviewed.",
)
@click.argument("sources", nargs=-1, required=True, type=SOURCE)
def add(
    sources: tuple[Path, ...], study_folder: Path | None, force: str | None, *, replace: bool
) -> None:
    """Read SOURCES and write a record of each into a study, for a person to review.

    \b
    Example:
        kg add --study my-study reply.txt deployments.pdf
    """
    from kg import pipeline, study

    check_force(force)
    found = study.load(study.find(study_folder))

    def one(path: Path) -> None:
        source = piece(path)
        document, record = pipeline.read_piece(source, force=force)
        added = pipeline.keep(found, source, document, record, overwrite=replace)
        if added.written:
            click.echo(summary(added.document, added.record), err=True)
            click.echo(f"Written: {added.path}", err=True)
        else:
            click.echo(f"{path}: these bytes are already the record {added.path}", err=True)

    finish(each(sources, one))


def piece(path: Path) -> "Piece":
    """Return the bytes of the file *path*."""
    from kg import ingest

    return ingest.Piece(name=str(path), content=ingest.load(path))


def check_force(force: str | None) -> None:
    """Refuse a force that is no code.

    Raises:
        UnknownCodeError: it is none; near ones are offered.
    """
    if force is None:
        return
    import difflib

    from kg import vocabulary
    from kg.errors import UsageError

    known = vocabulary.codes("force")
    if force not in known:
        near = difflib.get_close_matches(force, known, n=3)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise UsageError(
            f"--force {force}: no such force; {hint}the slugs are the codes of "
            "ontology/codes/force.ttl"
        )


def each(sources: Iterable[Path], one: Callable[[Path], None]) -> Iterator[KgError | None]:
    """Run *one* on each source; a bad one is told at once and stops no other."""
    for path in sources:
        try:
            one(path)
        except KgError as error:
            click.echo(f"kg: {error.code}: {error}", err=True)
            yield error
        else:
            yield None


def finish(results: Iterable[KgError | None]) -> None:
    """Leave with the exit status of the first error, when there was one."""
    errors = [error for error in results if error is not None]
    if errors:
        sys.exit(errors[0].exit_status)


def summary(document: "Document", record: "Record") -> str:
    """Return what was found and what is doubted, for a person to read."""
    from kg.model import Disclosure

    lines = [f"{document.name}: {record.key}"]
    if isinstance(record, Disclosure):
        lines += _of_disclosure(record)
    else:
        days = [deployment.day for deployment in record.deployments]
        when = f"{days[0]} to {days[-1]}, " if days else ""
        lines.append(
            f"  deployment record of {record.force}: {len(days)} deployments, "
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
        if request.refines:
            said += f" of {request.refines} asked again, {', '.join(request.excludes)} left out"
        yield said
    if record.decision is not None:
        yield f'  headline: {record.decision.code}: "{record.decision.passage.quote}"'
    for answer in record.answers:
        yield f"  to {', '.join(answer.to)}: {answer.outcome}"
