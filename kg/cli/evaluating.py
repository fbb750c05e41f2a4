"""``kg evaluate``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.evaluate import Report

FILE = click.Path(path_type=Path)
SHARE = click.FloatRange(0, 1)


@click.command()
@click.option("--misses", is_flag=True, help="Each fact missed or wrong too, with place and words.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
)
@click.option(
    "--only",
    multiple=True,
    metavar="FILE",
    help="Score these only: a name, a pattern, or @LIST of names, one a line; may be repeated.",
)
@click.option(
    "--except",
    "left_out",
    multiple=True,
    metavar="FILE",
    help="Leave these documents out; may be repeated.",
)
@click.option("--minimum", type=SHARE, metavar="F1", help="Leave with 1 if the macro F1 is lower.")
@click.option(
    "--minimum-field", type=SHARE, metavar="F1", help="Leave with 1 if any field's F1 is lower."
)
@click.option(
    "--write",
    "measured",
    type=FILE,
    help="Write the precision of each field to this file too, for the confidence of facts.",
)
@click.argument("gold", type=FILE)
@click.argument("extracted", type=FILE, required=False)
def evaluate(
    gold: Path,
    extracted: Path | None,
    form: str,
    only: tuple[str, ...],
    left_out: tuple[str, ...],
    minimum: float | None,
    minimum_field: float | None,
    measured: Path | None,
    *,
    misses: bool,
) -> None:
    """Score extraction against the annotated documents that GOLD lists.

    GOLD has a JSON object for each document, on one line; paths in it start at its
    folder.  EXTRACTED is what `kg extract --json` printed; without it the documents
    are read now.

    \b
    Example:
        kg evaluate corpus/gold.jsonl
        kg evaluate corpus/gold.jsonl --only '*-met-*' --misses
        kg evaluate corpus/gold.jsonl --minimum 0.95 --minimum-field 0.90
    """
    from kg import evaluate as evaluating

    annotated = evaluating.choose(evaluating.read_gold(gold), only=only, left_out=left_out)
    report = evaluating.evaluate(
        annotated,
        folder=gold.parent,
        extracted=None if extracted is None else evaluating.read_extracted(extracted),
        refused=_tell,
    )
    click.echo(evaluating.FORMATS[form](report, misses=misses))
    if measured is not None:
        evaluating.write_measured(report, measured)
        click.echo(f"Written: {measured}", err=True)
    _hold(report, minimum, minimum_field)


def _tell(error: "KgError") -> None:
    click.echo(f"kg: {error.code}: {error}", err=True)


def _hold(report: "Report", minimum: float | None, minimum_field: float | None) -> None:
    """Leave with 1 when the figures are lower than asked."""
    low = []
    if minimum is not None and report.macro < minimum:
        low.append(f"macro F1 is {report.macro:.3f}, below {minimum}")
    if minimum_field is not None:
        low += [
            f"F1 of {score.field} is {score.f1:.3f}, below {minimum_field}"
            for score in report.scores
            if score.f1 < minimum_field
        ]
    for line in low:
        click.echo(f"kg: {line}; --misses names the facts", err=True)
    if low:
        sys.exit(1)
