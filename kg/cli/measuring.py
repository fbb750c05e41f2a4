"""``kg measure``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import endpoint_option, study_option, timeout_option
from kg.cli.querying import print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.measure.record import Measured
    from kg.measure.unit_rows import Ask
    from kg.study import Study

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
@click.option("--funnel", is_flag=True, help="Hold forces against the rate of all together.")
@endpoint_option
@timeout_option
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
    funnel: bool,  # noqa: FBT001 -- click passes a flag so
    endpoint: str | None,
    timeout: int,
    form: str,
) -> None:
    """Work out a measure with its limits, or list all measures.

    A figure comes with its numerator and denominator, two views of how far
    chance could move it, what is missing, and the cautions that go with it.

    \b
    Example:
        kg measure
        kg measure false-alert-rate --by period
        kg measure disclosure-rate --by force --funnel
        kg measure deployments --endpoint https://example.org/sparql
    """
    from kg import study
    from kg.measure import measuring, wanted

    if name is None:
        _list(form)
        return
    asked = wanted.asked(
        by=by, forces=forces, first=first or "", last=last or "", every=every, funnel=funnel
    )
    found = study.load(study.find(study_folder))
    ask = asking(found, endpoint, timeout)
    _show(measuring.measured(name, ask, asked), form, ask)


def asking(found: "Study", endpoint: str | None, timeout: int) -> "Ask":
    """Return what asks the endpoint, or the current generation of a study where none is given."""
    from kg.measure import unit_rows
    from kg.store import Generations

    if endpoint is not None:
        return unit_rows.asking_endpoint(endpoint, found.base, timeout=timeout)
    return unit_rows.asking(Generations(found.folder).current().open(), found.base)


def _list(form: str) -> None:
    from kg.measure import listing
    from kg.measure.measures import MEASURES

    if form == "json":
        click.echo(listing.table_as_json(MEASURES), nl=False)
    elif form == "csv":
        click.echo(listing.table_as_csv(MEASURES), nl=False)
    else:
        print_rows(
            ("measure", "by", "what it is"),
            [(one.name, " ".join(one.always + one.axes), one.definition) for one in MEASURES],
        )


def _show(figures: "Sequence[Measured]", form: str, ask: "Ask") -> None:
    from kg.measure import writing

    if form == "csv":
        click.echo(writing.as_csv(figures), nl=False)
    elif form == "json":
        click.echo(writing.as_json(figures), nl=False)
    else:
        print_rows(*writing.shown(figures, writing.questions(ask, figures)))
    cautions = dict.fromkeys(line for figure in figures for line in figure.caution)
    for line in cautions:
        click.echo(f"Caution: {line}", err=True)
