"""``kg compare``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import endpoint_option, study_option, timeout_option

if TYPE_CHECKING:
    from kg.compare.asking import Rows
    from kg.compare.matrix import Matrix

FORMATS = ("table", "csv", "json", "html")


@click.command()
@study_option
@click.option("--force", "forces", multiple=True, metavar="SLUG", help="Only this force; repeat.")
@endpoint_option
@timeout_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Else the screen.")
@click.argument("series")
def compare(
    series: str,
    study_folder: Path | None,
    forces: tuple[str, ...],
    endpoint: str | None,
    timeout: int,
    form: str,
    output: Path | None,
) -> None:
    """Put the answers to SERIES side by side: question by force, every cell with its reason.

    The table leaves out forces of which nothing is known; the other formats hold them all.
    'kg chart matrix' draws it.

    \b
    Example:
        kg compare february-2023
        kg compare february-2023 --force metropolitan --force warwickshire
        kg compare february-2023 --format html --output february-2023.html
    """
    from kg import study
    from kg.compare import asking, filling, showing
    from kg.query import remote
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    if endpoint is None:
        ask = asking.of_store(Generations(found.folder).current().open(), base=found.base)
    else:
        address = endpoint

        def ask(text: str, _: str) -> "Rows":
            result = remote.ask_endpoint(address, text, timeout=timeout, base=found.base)
            return asking.of_result(result)

    matrix = filling.matrix(ask, series, base=found.base, forces=forces)
    if form == "table" and output is None:
        _print_table(matrix, all_of=bool(forces))
    else:
        _write(_written(matrix, "csv" if form == "table" else form), output)
    for line in showing.CAUTION:
        click.echo(f"Caution: {line}", err=True)


def _written(matrix: "Matrix", form: str) -> str:
    from kg.compare import page, writing

    match form:
        case "csv":
            return writing.as_csv(matrix)
        case "json":
            return writing.as_json(matrix)
        case _:
            return page.as_html(matrix)


def _write(text: str, output: Path | None) -> None:
    content = text.encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(content)
        return
    draft = output.with_name(f".{output.name}.draft")
    draft.write_bytes(content)
    draft.replace(output)
    click.echo(f"Written: {output}", err=True)


def _print_table(matrix: "Matrix", *, all_of: bool) -> None:
    """Print the grid with the forces of which something is known, its legend, and what differs."""
    from rich.table import Table
    from rich.text import Text

    from kg.cli.querying import show
    from kg.compare import comparability, showing
    from kg.wording import counted, plain

    places = [
        place
        for place in range(len(matrix.authorities))
        if all_of or any(row.cells[place].reason != "not-seen" for row in matrix.rows)
    ]
    table = Table(pad_edge=False, padding=(0, 1, 0, 0), box=None, header_style="bold")
    table.add_column(matrix.title, overflow="fold", min_width=30)
    for place in places:
        table.add_column(matrix.authorities[place].key, overflow="fold")
    for row in matrix.rows:
        cells = []
        for place in places:
            cell = row.cells[place]
            told = [
                *map(showing.figure_text, cell.figures),
                *showing.coverage_texts(cell),
                *showing.provisions(cell),
            ]
            mark = "*" if cell.marks else ""
            rest = f": {'; '.join(told)}" if told else ""
            cells.append(Text(f"{cell.label}{mark}{rest}"))
        table.add_row(Text(f"{'  ' * row.depth}{plain(row.asks)}"), *cells)
    show(table)
    others = len(matrix.authorities) - len(places)
    if others:
        click.echo(
            f"\nOf {counted(others, 'other authorities')} nothing is known: nobody has looked."
        )
    against = comparability.of_matrix(matrix)
    for template, obstacles in against.items():
        reasons = dict.fromkeys(one.label.lower() for one in obstacles)
        if reasons:
            click.echo(f"{template}: not to be compared without a word on {', '.join(reasons)}")
    marks = sorted({mark for cell in matrix.cells for mark in cell.marks})
    if marks:
        click.echo(f"* {'; '.join(showing.mark_names(marks))}: the other formats say which.")
