"""``kg track``."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import study_option

if TYPE_CHECKING:
    from kg.tracking import Taken

FILE = click.Path(path_type=Path)


@click.command()
@study_option
@click.option("--columns", type=FILE, help="TOML file that says which column holds what.")
@click.option("--propose", is_flag=True, help="Print such a file for this sheet; write nothing.")
@click.option("--new-codes", is_flag=True, help="Make a concept of each code that is not known.")
@click.option("--role", default="maintainer", show_default=True, help="Role of who codes.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of coding; else today.")
@click.argument("file", type=FILE)
def track(
    file: Path,
    study_folder: Path | None,
    columns: Path | None,
    role: str,
    day: datetime | None,
    *,
    propose: bool,
    new_codes: bool,
) -> None:
    """Take your own sheet of requests (CSV, XLSX) into a study: what was sent, what came.

    Rows are told by the force and its reference, else by your own number, else by the
    day of sending.  A sheet taken again updates its rows; what it does not mention stays.
    A row that cannot be read is told with its mend, and the others are taken (exit 3).

    \b
    Example:
        kg track --study my-study requests.csv
        kg track --propose requests.xlsx > columns.toml
        kg track --study my-study --columns columns.toml requests.xlsx
    """
    from kg import study, tracking, vocabulary
    from kg.errors import SheetError, UsageError

    if propose:
        click.echo(tracking.proposal(tracking.read(file)), nl=False)
        return
    if role not in vocabulary.codes("role"):
        raise UsageError(
            f"--role {role}: no such role; it is one of {', '.join(vocabulary.codes('role'))}"
        )
    found = study.load(study.find(study_folder))
    on = date.today() if day is None else day.date()  # noqa: DTZ011 -- the person's own day
    taken = tracking.take(
        found,
        tracking.read(file),
        tracking.read_columns(columns),
        role=role,
        on=on,
        new_codes=new_codes,
    )
    _tell(taken, file)
    if taken.faults:
        sys.exit(SheetError.exit_status)


def _tell(taken: "Taken", file: Path) -> None:
    from kg.record.retracking import describe

    grid = taken.reading.grid
    for label, headings in (
        ("not read, since they hold people", grid.people),
        ("not read, since they are not known (--propose prints a mapping)", grid.unknown),
    ):
        if headings:
            click.echo(f"{file}: columns {label}: {', '.join(headings)}", err=True)
    for opening in grid.others:
        click.echo(
            f"{file}: the table that opens with '{opening}' is not read: no line of it holds "
            "known headings",
            err=True,
        )
    for change in taken.retracked.changes:
        said = "new" if change.fresh else "; ".join(describe(change))
        click.echo(f"  {change.request.key}: {said}", err=True)
    for row, request, name in taken.retracked.kept:
        click.echo(
            f"  row {row}: {name} of {request.key} is blank now; "
            f"what stood there is kept, take it out of {taken.path.name} if it is wrong",
            err=True,
        )
    for doubt in taken.doubts:
        click.echo(f"  doubt: {doubt}", err=True)
    for fault in taken.faults:
        click.echo(f"kg: sheet: {file}, row {fault.row}: {fault.reason}", err=True)
    if taken.turtle:
        click.echo(
            f"\nFor codes/own.ttl, each with a definition of yours:\n\n{taken.turtle}", err=True
        )
    for code in taken.new_codes:
        click.echo(f"  new code: {code}; write its definition into codes/own.ttl", err=True)
    fresh = sum(change.fresh for change in taken.retracked.changes)
    click.echo(
        f"Rows under the headings: {fresh} new, {len(taken.retracked.changes) - fresh} changed, "
        f"{taken.retracked.same} as before, {len(taken.faults)} not taken.",
        err=True,
    )
    if taken.written:
        click.echo(f"Written: {taken.path}", err=True)
