"""``kg init`` and ``kg build``."""

import gc
from pathlib import Path

import click

from kg.cli.options import FOLDER, study_option


@click.command()
@click.argument("folder", type=FOLDER)
def init(folder: Path) -> None:
    """Make a new, empty study in FOLDER.

    \b
    Example:
        kg init my-study
    """
    from kg import study

    settings = study.create(folder)
    click.echo(
        f"{settings}: write title and publisher there, then 'kg add --study {folder} FILE...'",
        err=True,
    )


@click.command()
@study_option
def build(study_folder: Path | None) -> None:
    """Build the graph of a study from its records, validate it, and make it current.

    A graph that does not conform is reported and never becomes current; the old one stays.

    \b
    Example:
        kg build --study my-study
    """
    from kg import pipeline, study, validate

    found = study.load(study.find(study_folder))
    # A build makes millions of small things that live to its end: to look for garbage among them
    # again and again takes a tenth of its time and finds nothing.
    gc.set_threshold(500_000)
    built = pipeline.build(found)
    generation = built.generation
    if built.report is None:
        click.echo(f"Nothing has changed: generation {generation.identifier} stays.", err=True)
    else:
        report = built.report
        if report.findings or report.unused or report.gone:
            click.echo(validate.as_text(built.report, base=found.base), err=True)
        click.echo(
            f"Generation {generation.identifier} is current: "
            f"{generation.manifest['quads']:,} quads.",
            err=True,
        )
    for fact in built.unsettled:
        click.echo(f"Not settled, since documents differ: {fact}", err=True)
    click.echo(verification(built.verified, built.unverified), err=True)


def verification(verified: int, unverified: tuple[str, ...]) -> str:
    """Return a sentence on which quotations were held against their documents."""
    said = f"{verified} quotations were found in their documents."
    if unverified:
        said += (
            f" Not verified, because the documents are not at hand: {', '.join(unverified)}"
            " (name the folder that holds them in FOIGRAPH_DOCUMENTS)."
        )
    return said
