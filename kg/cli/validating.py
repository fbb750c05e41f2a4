"""``kg validate``."""

import sys
from pathlib import Path
from typing import Literal

import click

from kg.cli.options import study_option

FILE = click.Path(path_type=Path)


@click.command()
@study_option
@click.option("--shapes", multiple=True, type=FILE, help="Shapes to hold it against; else ours.")
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    show_default=True,
    help="What does the work; pySHACL takes long, and finds the same.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "turtle", "html"]), default="text"
)
@click.argument("files", nargs=-1, type=FILE)
def validate(
    files: tuple[Path, ...],
    study_folder: Path | None,
    shapes: tuple[Path, ...],
    engine: Literal["fast", "pyshacl"],
    form: str,
) -> None:
    """Hold the current generation, or RDF FILES, against the shapes.

    Leaves with 0 when the data conform and with 1 when they do not.  The ontology and its codes
    ride along where ours are the shapes.

    \b
    Example:
        kg validate
        kg validate --format html > report.html
        kg validate --shapes theirs.ttl my.ttl
    """
    import json

    from kg import study, vocabulary
    from kg import validate as validation
    from kg.store import Generations

    base = vocabulary.HOME
    if files:
        data = validation.data_of(files)
        report = validation.validate(data, shapes or None, engine=engine, with_reference=not shapes)
    else:
        found = study.load(study.find(study_folder))
        base = found.base
        generation = Generations(found.folder).current()
        if shapes or engine != "fast":
            report = validation.validate(generation.quads(), shapes or None, engine=engine)
        else:
            report = validation.validate_generation(generation)
        report = report.with_origins(generation.origins)
        report = report.accepting(study.load_accepted(found), base=base)
        if not shapes:
            report = report.since(validation.counted_before(generation.report))
    if form == "json":
        click.echo(json.dumps(validation.as_json(report), indent=1, ensure_ascii=False))
    elif form == "turtle":
        click.echo(validation.as_turtle(report))
    elif form == "html":
        click.echo(validation.as_html(report, base=base))
    else:
        click.echo(validation.as_text(report, base=base))
    if not report.conforms:
        sys.exit(1)
