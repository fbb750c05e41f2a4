"""``kg measure``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import study_option
from kg.cli.querying import print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.measure.record import Measured

AXES = ("force", "period", "technology", "use-case", "set", "law")


@click.command()
@study_option
@click.option(
    "--by", multiple=True, type=click.Choice(AXES), help="Group by this; may be repeated."
)
@click.option(
    "--force", "forces", multiple=True, metavar="SLUG", help="Only this force; repeatable."
)
@click.option("--from", "first", metavar="DAY", help="First day, such as 2024-01-01.")
@click.option("--to", "last", metavar="DAY", help="Last day.")
@click.option("--every", type=click.Choice(["year", "month"]), default="year", help="A period.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.argument("name", required=False)
def measure(
    name: str | None,
    study_folder: Path | None,
    by: tuple[str, ...],
    forces: tuple[str, ...],
    first: str | None,
    last: str | None,
    every: str,
    form: str,
) -> None:
    """Work out a measure with its limits, or list all measures.

    A figure comes with its numerator and denominator, two views of how far
    chance could move it, what is missing, and the cautions that go with it.

    \b
    Example:
        kg measure
        kg measure false-alert-rate --by period
        kg measure disclosure-rate --by force --format csv
    """
    from kg import study
    from kg.measure import measuring, unit_rows
    from kg.measure.record import Asked
    from kg.store import Generations

    if name is None:
        _list(form)
        return
    asked = Asked(
        by=tuple(dict.fromkeys(by)),
        forces=tuple(dict.fromkeys(forces)),
        first=_day("--from", first),
        last=_day("--to", last),
        months=every == "month",
    )
    found = study.load(study.find(study_folder))
    store = Generations(found.folder).current().open()
    _show(measuring.measured(name, unit_rows.asking(store, found.base), asked), form)


def _day(option: str, value: str | None) -> str:
    """Return a day as ISO 8601 has it; the empty text where none was given.

    Raises:
        ParameterError: there is no such day.
    """
    from kg.errors import ParameterError

    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ParameterError(
            f"{option} {value}: that is no day; write year-month-day such as 2024-01-01"
        ) from error


def _list(form: str) -> None:
    from kg.measure import writing
    from kg.measure.measures import MEASURES

    if form == "json":
        click.echo(writing.table_as_json(MEASURES), nl=False)
    elif form == "csv":
        click.echo(writing.table_as_csv(MEASURES), nl=False)
    else:
        print_rows(
            ("measure", "by", "what it is"),
            [(one.name, " ".join(one.always + one.axes), one.definition) for one in MEASURES],
        )


def _show(figures: "Sequence[Measured]", form: str) -> None:
    from kg.measure import writing

    if form == "csv":
        click.echo(writing.as_csv(figures), nl=False)
    elif form == "json":
        click.echo(writing.as_json(figures), nl=False)
    else:
        print_rows(*writing.shown(figures))
    cautions = dict.fromkeys(line for figure in figures for line in figure.caution)
    for line in cautions:
        click.echo(f"Caution: {line}", err=True)
