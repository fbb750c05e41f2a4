"""``kg draft``."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import study_option

if TYPE_CHECKING:
    from kg.draft.drafting import Draft

KINDS = ("new", "reminder", "review", "again")


@click.command()
@study_option
@click.option("--force", "forces", multiple=True, help="Code of a force; may be given again.")
@click.option("--kind", type=click.Choice(KINDS), help="Only letters of this kind.")
@click.option("--from", "begins", help="Year, month or day from which to ask; else the series'.")
@click.option("--to", "ends", help="The last year, month or day to ask about.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the letters; else today."
)
@click.option("--format", "form", type=click.Choice(["text", "csv"]), default="text")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File, or for text a folder with a file a letter; else the screen.",
)
@click.argument("series")
def draft(
    series: str,
    study_folder: Path | None,
    forces: tuple[str, ...],
    kind: str | None,
    begins: str | None,
    ends: str | None,
    day: datetime | None,
    form: str,
    output: Path | None,
) -> None:
    """Write the next letter of SERIES to each force; nothing is sent.

    A first request to a force that was never asked (new), a reminder where no answer came in
    time, a review of what was refused, and the questions again after a year.  How every
    force stands, and what to look at before a letter is sent, goes to standard error.  A
    review of a request that is not one of your own is written where --kind review asks for it.

    \b
    Example:
        kg draft february-2023 --force kent --from 2025-01 --to 2025-12
        kg draft february-2023 --kind new --output letters/
        kg draft from-january-2022 --format csv --output batch.csv
    """
    from kg import pipeline, study
    from kg.draft import drafting, files, gathering, period, writing
    from kg.errors import UsageError
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    to = period.read(begins, ends)
    if form == "csv" and output is not None and output.is_dir():
        raise UsageError(f"--output {output}: a table is one file; name a file in that folder")
    on = date.today() if day is None else day.date()  # noqa: DTZ011 -- the person's own day
    said = files.beside(found, series)
    wanted = drafting.series_of(series, [one.templates for one in said])
    store = Generations(found.folder).current().open()
    told = gathering.gather(store, said, wanted, on=on)
    made = drafting.draft(told, on=on, only=forces, kind=kind, to=to)
    _tell(made, kind)
    if not pipeline.is_current(found):
        click.echo(
            "Caution: the study or the program has changed since the last build, and letters may "
            "be wrong: run 'kg build', then draft again",
            err=True,
        )
    if form == "csv":
        _write(writing.as_csv(made.letters), output)
    elif output is not None and (output.is_dir() or not output.suffix):
        output.mkdir(parents=True, exist_ok=True)
        for name, content in writing.as_files(made.letters).items():
            _write(content, output / name)
    else:
        _write(writing.as_text(made.letters), output)


def _write(content: str, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    output.write_text(content, encoding="utf-8", newline="")
    click.echo(f"Written: {output}", err=True)


def _tell(made: "Draft", kind: str | None) -> None:
    written = {letter.force.slug: letter for letter in made.letters}
    alike: dict[tuple[str, str], list[str]] = {}
    for one in made.standings:
        letter = written.get(one.force.slug)
        does = "no letter" if letter is None else letter.kind
        alike.setdefault((does, one.state), []).append(one.force.name)
    for (does, state), names in sorted(alike.items()):
        click.echo(f"{does}: {state} ({len(names)}): {', '.join(names)}", err=True)
    others = [
        one.force.name
        for one in made.standings
        if one.force.slug not in written
        and any(choice.kind == "review" and not choice.own for choice in one.choices)
    ]
    if others and kind is None:
        click.echo(
            f"With --kind review, for who made the request: {', '.join(others)}",
            err=True,
        )
    for reason in made.left_out:
        click.echo(f"left out: {reason}", err=True)
    cautions: dict[str, list[str]] = {}
    for letter in made.letters:
        for caution in letter.cautions:
            cautions.setdefault(caution, []).append(letter.force.name)
    for caution, names in cautions.items():
        who = names[0] if len(names) == 1 else f"{len(names)} letters"
        click.echo(f"Caution: {who}: {caution}", err=True)
    for note in made.notes:
        click.echo(f"Note: {note}", err=True)
    noun = "letter" if len(made.letters) == 1 else "letters"
    only = "" if kind is None else f" of kind {kind}"
    click.echo(f"{len(made.letters)} {noun}{only}; nothing was sent", err=True)
