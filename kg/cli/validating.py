"""``kg validate``."""

import sys
from pathlib import Path

import click

from kg.cli.options import study_option

FILE = click.Path(path_type=Path)


@click.command()
@study_option
@click.option("--shapes", multiple=True, type=FILE, help="Shapes to hold it against; else ours.")
@click.option("--format", "form", type=click.Choice(["text", "json", "turtle"]), default="text")
@click.argument("files", nargs=-1, type=FILE)
def validate(
    files: tuple[Path, ...], study_folder: Path | None, shapes: tuple[Path, ...], form: str
) -> None:
    """Hold the current generation, or RDF FILES, against the shapes.

    Leaves with 0 when the data conform and with 1 when they do not.

    \b
    Example:
        kg validate
        kg validate --format json my.ttl
    """
    import json

    from kg import study
    from kg import validate as validation
    from kg.store import Generations

    base = None
    if files:
        report = validation.validate(validation.data_of(files), shapes or None)
    else:
        found = study.load(study.find(study_folder))
        base = found.base
        generation = Generations(found.folder).current()
        report = validation.validate(generation.quads(), shapes or None).with_origins(
            generation.origins
        )
    if form == "json":
        click.echo(json.dumps(validation.as_json(report), indent=1, ensure_ascii=False))
    elif form == "turtle":
        click.echo(validation.as_turtle(report))
    else:
        click.echo(validation.as_text(report, base=base) if base else validation.as_text(report))
    if not report.conforms:
        sys.exit(1)
