"""``kg extract`` and ``kg add``.

A bad source is told at once and stops no other.  Whatever the number of processes,
what is printed and written stands in the order of the sources.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import study_option
from kg.cli.showing import changes_text
from kg.cli.summary import Row, refused, row, show, summary
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.adding import Added
    from kg.cli.progress import Talk
    from kg.errors import SourceError
    from kg.extract.mapping import TableMapping
    from kg.ingest import Piece
    from kg.model import Document, Record
    from kg.study import Study

STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""

Command = Callable[..., Any]

force_option: Callable[[Command], Command] = click.option(
    "--force",
    help="Force or other body that answered (a code of ontology/codes/force.ttl or body.ttl), "
    "where the page does not tell.",
)
table_option: Callable[[Command], Command] = click.option(
    "--table",
    "mapping_file",
    type=click.Path(path_type=Path),
    metavar="MAPPING",
    help="Read a table of deployments by this mapping (TOML): which column holds what.",
)
jobs_option: Callable[[Command], Command] = click.option(
    "--jobs",
    type=click.IntRange(0, 256),
    default=1,
    show_default=True,
    help="Processes that read at once; 0 means one for each core.",
)
private_option: Callable[[Command], Command] = click.option(
    "--allow-private",
    is_flag=True,
    help="Read addresses of this machine and of private networks too.",
)
sources_argument: Callable[[Command], Command] = click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE..."
)


@click.command()
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a document, on one line.")
@force_option
@table_option
@jobs_option
@private_option
@sources_argument
def extract(
    sources: tuple[str, ...],
    force: str | None,
    mapping_file: Path | None,
    jobs: int,
    *,
    as_lines: bool,
    allow_private: bool,
) -> None:
    """Print what SOURCES say; write nothing.

    A source is a file, a folder (with all in it), an address (http, https) or - for standard
    input.  An address is asked once; nothing else is fetched.  A bad source stops no other.

    \b
    Example:
        kg extract reply.txt
        kg extract --json --jobs 2 letters/ > extracted.jsonl
        kg extract --table mapping.toml deployments.csv
        kg extract https://www.example.org/foi/reply
    """
    from kg import workers

    check_force(force)
    work = partial(extracted, force=force, mapping=mapping_of(mapping_file), as_lines=as_lines)
    errors: list[KgError] = []
    with (
        opened(sources, prints=True, allow_private=allow_private) as (talk, pieces),
        closing(workers.in_order(work, pieces, jobs=jobs)) as results,
    ):
        for _, found in results:
            if isinstance(found, KgError):
                tell(found, talk)
                errors.append(found)
            else:
                click.echo(found)
    finish(errors)


@click.command()
@study_option
@force_option
@table_option
@click.option(
    "--replace",
    is_flag=True,
    help="Take what is read otherwise now, but for what a person did; and let other bytes of a "
    "document take the place of its newest version.",
)
@click.option(
    "--restated",
    is_flag=True,
    help="SOURCES say again in other words what the page says at whose address each begins.",
)
@jobs_option
@private_option
@sources_argument
def add(
    sources: tuple[str, ...],
    study_folder: Path | None,
    force: str | None,
    mapping_file: Path | None,
    jobs: int,
    *,
    replace: bool,
    restated: bool,
    allow_private: bool,
) -> None:
    """Read SOURCES and write a record of each into a study, for a person to review.

    A source is a file, a folder (with all in it), an address (http, https) or - for standard
    input.  An address is asked once; nothing else is fetched.  A bad source stops no other.

    \b
    Example:
        kg add --study my-study reply.txt deployments.pdf
        kg add --study my-study --jobs 2 letters/
        kg add --study my-study --table mapping.toml deployments.xlsx
        kg add --study my-study https://www.example.org/foi/reply
    """
    from kg import adding, study, workers

    check_force(force)
    found = study.load(study.find(study_folder))
    work = partial(
        adding.read_piece, force=force, mapping=mapping_of(mapping_file), restated=restated
    )
    errors: list[KgError] = []
    rows: list[Row] = []
    last: Added | None = None
    with (
        opened(sources, prints=False, allow_private=allow_private) as (talk, pieces),
        closing(workers.in_order(work, pieces, jobs=jobs)) as results,
    ):
        for piece, read in results:
            added = kept(found, piece, read, replace=replace)
            if isinstance(added, KgError):
                tell(added, talk)
                errors.append(added)
                rows.append(refused(added, piece))
            else:
                rows.append(row(added))
                last = added
                if added.changes:
                    talk.say(told(added))
    if len(rows) > 1:
        show(rows)
    elif last is not None and not last.changes:
        click.echo(told(last), err=True)
    finish(errors)


def extracted(
    piece: "Piece", *, force: str | None, mapping: "TableMapping | None", as_lines: bool
) -> str:
    """Return what *piece* says, as a line of JSON or for a person to read."""
    import json

    from kg import adding
    from kg.record.extraction import as_json

    document, record = adding.read_piece(piece, force=force, mapping=mapping)
    if as_lines:
        return json.dumps(as_json(document, record), ensure_ascii=False)
    return summary(document, record)


def kept(
    study: "Study",
    piece: "Piece | KgError",
    read: "tuple[Document, Record] | KgError",
    *,
    replace: bool,
) -> "Added | KgError":
    """Write the record that was read from *piece*, or return why there is none."""
    from kg import adding

    if isinstance(piece, KgError):
        return piece
    if isinstance(read, KgError):
        return read
    try:
        return adding.keep(study, piece, *read, overwrite=replace)
    except KgError as error:
        return error


def told(added: "Added") -> str:
    """Return what adding one document did, for a person to read."""
    name, otherwise = added.document.name, "\n".join(changes_text(added))
    if added.changes and added.written:
        return f"{name}: read again into the record {added.path}\n{otherwise}"
    if added.written:
        return f"{summary(added.document, added.record)}\nWritten: {added.path}"
    there = f"{name}: these bytes are already the record {added.path}"
    return f"{there}; they are read otherwise now:\n{otherwise}" if otherwise else there


@contextmanager
def opened(
    sources: tuple[str, ...], *, prints: bool, allow_private: bool
) -> "Iterator[tuple[Talk, Iterator[Piece | SourceError]]]":
    """Give the documents of *sources*, and a bar that moves as they are read.

    Raises:
        UsageError: standard input is named twice.
    """
    from kg.cli.progress import talking
    from kg.errors import UsageError
    from kg.ingest.sources import STANDARD_INPUT, listed, pieces

    if sources.count(STANDARD_INPUT) > 1:
        raise UsageError("- is given twice, and standard input can be read once; give it once")
    names = list(listed(sources))
    try:
        with talking(len(names), prints=prints) as talk:
            yield talk, pieces(talk.over(names), allow_private=allow_private)
    except KeyboardInterrupt:
        click.echo("kg: stopped; what was told or written before stays", err=True)
        sys.exit(STOPPED)


def check_force(force: str | None) -> None:
    """Refuse a force that is no code.

    Raises:
        UsageError: it is none; near ones are offered.
    """
    if force is None:
        return
    import difflib

    from kg import vocabulary
    from kg.errors import UsageError

    known = {**vocabulary.codes("force"), **vocabulary.codes("body")}
    if force not in known:
        near = difflib.get_close_matches(force, known, n=3)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise UsageError(
            f"--force {force}: no such force; {hint}the slugs are the codes of "
            "ontology/codes/force.ttl and body.ttl"
        )


def mapping_of(path: Path | None) -> "TableMapping | None":
    """Return the mapping in the file *path*; None where none is given.

    Raises:
        MappingError: it is none; the message tells what may stand there.
    """
    if path is None:
        return None
    from kg.record.mapping import load

    return load(path)


def tell(error: KgError, talk: "Talk") -> None:
    """Tell at once what is wrong with one source."""
    talk.say(f"kg: {error.code}: {error}")


def finish(errors: Sequence[KgError]) -> None:
    """Leave with the exit status of the first error, when there was one."""
    if errors:
        sys.exit(errors[0].exit_status)
