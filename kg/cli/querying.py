"""``kg queries`` and ``kg query``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import endpoint_option, study_option, timeout_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.catalogue import NamedQuery
    from kg.query.result import Result, Term

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld")


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def queries(form: str) -> None:
    """List the named queries.

    \b
    Example:
        kg queries
        kg queries --format json
    """
    import json

    from kg.query import catalogue

    found = catalogue.catalogue()
    if form == "json":
        listed = [query.described() for _, query in sorted(found.items())]
        click.echo(json.dumps(listed, indent=1, ensure_ascii=False))
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("name", "answers", "parameters"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "name")
    for name, query in sorted(found.items()):
        parameters = " ".join(
            parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"
            for parameter in query.parameters
        )
        table.add_row(name, query.summary, parameters)
    show(table)


@click.command()
@study_option
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help="Value of a parameter.")
@endpoint_option
@timeout_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else table, or Turtle.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Else the screen.")
@click.argument("name", metavar="NAME|FILE|-")
def query(
    name: str,
    study_folder: Path | None,
    parameters: tuple[str, ...],
    endpoint: str | None,
    timeout: int,
    form: str | None,
    output: Path | None,
) -> None:
    """Run a named query, a file, or what comes on standard input (-).

    \b
    Example:
        kg query find/modes-used -p force=metropolitan
        kg query my.rq --format csv --output rows.csv
        echo 'SELECT (COUNT(*) AS ?n) WHERE { ?d a fg:Deployment }' | kg query -
    """
    from kg import study
    from kg.query import binding, remote, run, unknown
    from kg.store import Generations

    where, asked, caution = _asked(name)
    found = study.load(study.find(study_folder))
    text = binding.bind(asked, _values(parameters), base=found.base)
    if endpoint is not None:
        result = remote.ask_endpoint(endpoint, text, timeout=timeout, base=found.base)
    else:
        store = Generations(found.folder).current().open()
        result = run.answer(store, text, base=found.base, where=where)
    form = form or ("turtle" if result.kind == "graph" else "table")
    if form == "table" and output is None and result.kind == "solutions":
        _print_table(result, found.base)
    elif form == "table" and output is None and result.kind == "boolean":
        click.echo("yes" if result.boolean else "no")
    else:
        content = result.serialize("csv" if form == "table" and output is not None else form)
        write(content, output)
    for line in caution:
        click.echo(f"Caution: {line}", err=True)
    for line in unknown.unknown_names(text):
        click.echo(f"Hint: {line}", err=True)


def _asked(name: str) -> tuple[str, "NamedQuery | str", tuple[str, ...]]:
    """Return where a query comes from, the query, and the cautions that go with it.

    Raises:
        UnknownQueryError: *name* is no named query and no file.
    """
    from kg.errors import QueryError, UnknownQueryError
    from kg.query import catalogue

    if name == "-":
        return "standard input", sys.stdin.read(), ()
    path = Path(name)
    try:
        named = catalogue.named(name)
    except UnknownQueryError:
        if not path.is_file():
            raise
        try:
            return name, path.read_text(encoding="utf-8"), ()
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{path}: {error}; save the query as UTF-8 text") from error
    return f"queries/{name}.rq", named, named.caution


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    from kg.errors import ParameterError

    values = {}
    for given in parameters:
        name, equals, value = given.partition("=")
        if not equals or not name:
            raise ParameterError(f"-p {given}: a parameter is written name=value")
        if name in values:
            raise ParameterError(f"-p {given}: '{name}' is given twice; give it once")
        values[name] = value
    return values


def write(content: bytes, output: Path | None) -> None:
    """Write *content* to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    draft = output.with_name(f".{output.name}.draft")
    draft.write_bytes(content)
    draft.replace(output)
    click.echo(f"Written: {output}", err=True)


def _print_table(result: "Result", base: str) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(pad_edge=False, padding=(0, 1, 0, 0), box=None, header_style="bold")
    for column in result.columns:
        table.add_column(column, overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(_cell(term, base)) for term in row))
    show(table)
    noun = "row" if len(result.rows) == 1 else "rows"
    click.echo(f"{len(result.rows)} {noun}", err=True)


def print_rows(headings: "Sequence[str]", rows: "Sequence[Sequence[str]]") -> None:
    """Print a table of texts, and say how many rows it has."""
    from rich.table import Table
    from rich.text import Text

    table = Table(pad_edge=False, padding=(0, 1, 0, 0), box=None, header_style="bold")
    for at, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=at == 0 and len(headings) < 4)
    for row in rows:
        table.add_row(*map(Text, row))
    show(table)
    click.echo(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", err=True)


def _cell(term: "Term | None", base: str) -> str:
    """Return what a person reads: a short name for an IRI, nothing for what is not bound."""
    from pyoxigraph import NamedNode, Triple

    from kg import vocabulary

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return vocabulary.curie(term.value, base)
    return str(term) if isinstance(term, Triple) else term.value


def show(table: object) -> None:
    """Print a table as wide as the terminal, or as wide as it likes where there is none."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=240)
    console.print(table)
