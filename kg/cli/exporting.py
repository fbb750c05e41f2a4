"""``kg export``."""

from pathlib import Path

import click

from kg.cli.options import FOLDER, study_option

FORMATS = ("turtle", "trig", "nquads", "jsonld", "framed")


@click.command()
@study_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Write only this format; may be given more than once.  Else all.",
)
@click.argument("out", type=FOLDER)
def export(out: Path, study_folder: Path | None, formats: tuple[str, ...]) -> None:
    """Write the current generation into the folder OUT, with a manifest of hashes.

    The same generation gives the same bytes.  The format framed is JSON-LD that
    reads like a plain answer: one item a request, response, deployment, document ...

    \b
    Example:
        kg export release
        kg export --format turtle release
    """
    from kg import study
    from kg.export.release import release
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    generation = Generations(found.folder).current()
    written = release(
        list(generation.quads()),
        out,
        formats=formats or FORMATS,
        name=generation.identifier,
        base=found.base,
    )
    for path in written:
        click.echo(path)
