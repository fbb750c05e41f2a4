"""``kg chart``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import study_option

if TYPE_CHECKING:
    from kg.chart.sheet import Sheet

FORMATS = ("svg", "png", "json", "csv", "html")


@click.command()
@study_option
@click.option(
    "-p",
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of the chart; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write; else by the name of --output, else SVG.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Else the screen.")
@click.argument("name", required=False)
def chart(
    name: str | None,
    study_folder: Path | None,
    given: tuple[str, ...],
    form: str | None,
    output: Path | None,
) -> None:
    """Draw a chart with its data and its query, or list all charts.

    json is the Vega-Lite specification with the data in it, csv the data alone, html one
    page with picture, data and queries.  The cautions go to standard error.

    \b
    Example:
        kg chart
        kg chart matrix -p series=february-2023 --output matrix.svg
        kg chart rates -p measure=false-alert-share -p by=period --output share.png
        kg chart timeline -p force=metropolitan --format csv
    """
    from kg import study
    from kg.chart import asking
    from kg.store import Generations

    if name is None:
        _list()
        return
    form = form or _by_name(output)
    found = study.load(study.find(study_folder))
    generation = Generations(found.folder).current()
    sheet = asking.sheet(
        name,
        _values(given),
        generation.open(),
        base=found.base,
        generation=generation.identifier,
    )
    _write(_content(sheet, form), output)
    for line in sheet.caution:
        click.echo(f"Caution: {line}", err=True)


def _by_name(output: Path | None) -> str:
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    return ending if ending in FORMATS else "svg"


def _values(given: tuple[str, ...]) -> dict[str, str]:
    """Return parameter -> value.

    Raises:
        ParameterError: one of *given* is no pair, or is given twice.
    """
    from kg.errors import ParameterError

    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError(f"-p {pair}: write a name, '=' and a value, such as force=kent")
        if name in found:
            raise ParameterError(f"-p {pair}: '{name}' is given twice; give it once")
        found[name] = value
    return found


def _content(sheet: "Sheet", form: str) -> bytes:
    from kg.chart import drawing, writing

    if form == "png":
        return drawing.as_png(sheet)
    if form == "csv":
        return writing.as_csv(sheet).encode()
    if form == "json":
        return drawing.as_json(sheet).encode()
    picture = drawing.as_svg(sheet)
    return (picture if form == "svg" else writing.as_html(sheet, picture)).encode()


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)


def _list() -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.chart.table import CHARTS

    table = Table(pad_edge=False, padding=(0, 1, 0, 0), box=None, header_style="bold")
    for heading in ("chart", "question", "parameters"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "chart")
    for one in CHARTS:
        table.add_row(
            *map(Text, (one.name, one.question, " ".join(p.name for p in one.parameters)))
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    console.print(table)
