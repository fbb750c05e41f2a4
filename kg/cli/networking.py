"""``kg network``."""

from pathlib import Path

import click

from kg.cli.measuring import asking
from kg.cli.options import endpoint_option, study_option, timeout_option
from kg.cli.querying import print_rows, write


@click.command()
@study_option
@click.option(
    "--force", "forces", multiple=True, metavar="SLUG", help="Only this force; repeatable."
)
@click.option("--series", metavar="KEY", help="Only this series, with its templates and variants.")
@click.option("--measure", metavar="CODE", help="Only sources of this measure, such as arrests.")
@click.option(
    "--forces-only", is_flag=True, help="Of provisions: forces joined by what they share."
)
@endpoint_option
@timeout_option
@click.option("--format", "form", type=click.Choice(["table", "graphml", "json"]), default="table")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Else the screen.")
@click.argument("name", required=False)
def network(
    name: str | None,
    study_folder: Path | None,
    forces: tuple[str, ...],
    series: str | None,
    measure: str | None,
    forces_only: bool,  # noqa: FBT001 -- click passes a flag so
    endpoint: str | None,
    timeout: int,
    form: str,
    output: Path | None,
) -> None:
    """Make a network and tell its size, or write it; without a name, list all networks.

    \b
    Example:
        kg network
        kg network provisions
        kg network requests --format graphml --output requests.graphml
    """
    from kg import study
    from kg.errors import ParameterError
    from kg.network import networks, reporting, writing

    if name is None:
        print_rows(
            ("network", "narrowed by", "what it is"),
            [(one.name, " ".join(one.parameters), one.definition) for one in networks.NETWORKS],
        )
        return
    chosen = networks.named(name)
    if forces_only and name != "provisions":
        raise ParameterError(
            f"--forces-only: '{name}' has no forces to join; it is for 'provisions'"
        )
    if output is not None and form == "table":
        raise ParameterError("--output: a file is written with --format graphml or json")
    found = study.load(study.find(study_folder))
    ask = asking(found, endpoint, timeout)
    values = {"series": series, "measure": measure}
    given = {key: value for key, value in values.items() if value is not None}
    graph = networks.network(name, ask, forces=forces, **given)
    if form == "table":
        told = reporting.measured(name, graph)
        print_rows(("what", "number", "of"), [(one.what, f"{one.value:,}", one.of) for one in told])
    else:
        written = reporting.projected(graph) if forces_only else graph
        serialize = writing.as_graphml if form == "graphml" else writing.as_json
        write(serialize(written), output)
    for line in chosen.caution:
        click.echo(f"Caution: {line}", err=True)
