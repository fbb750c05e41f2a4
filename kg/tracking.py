"""A person's own sheet into the study: read it, bring it together with what is tracked, keep it.

The bytes of the sheet are not kept: it is the person's own, and columns that
are never read may name people.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg import ingest, vocabulary
from kg import study as studies
from kg.build.working_days import due_day
from kg.errors import SheetError
from kg.extract.tracker import Reading, read_sheet
from kg.extract.tracker_cells import SCHEME as STATES
from kg.extract.tracker_columns import HEADINGS, ORDERS, PEOPLE, SEVERAL, Columns, as_toml, plain
from kg.extract.tracker_grid import likely_headings
from kg.model import Document
from kg.model.tracking import Fault, Sheet, Tracked
from kg.record.own_codes import NEW, add_codes, as_turtle
from kg.record.retracking import Retracked, retrack
from kg.record.tracking import write_tracking
from kg.study import Study

KEYS = ("columns", "sheet", "date_order", "separator", "forces", "states")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What taking a sheet did."""

    path: Path
    reading: Reading
    retracked: Retracked
    written: bool
    """False when the sheet says nothing that is not tracked already."""

    new_codes: tuple[str, ...]
    """Codes that were made; their definitions are still to be written."""

    turtle: str
    """The concepts that the study lacks, ready for its codes/; empty when it lacks none."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every row that was not taken, in the order of the sheet."""
        return tuple(
            sorted((*self.reading.faults, *self.retracked.faults), key=lambda fault: fault.row)
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is odd about rows that were taken."""
        return tuple(
            f"row {change.row}: {doubt}"
            for change in self.retracked.changes
            for doubt in _doubts(change.request)
        )


def take(
    study: Study,
    document: Document,
    columns: Columns,
    *,
    role: str,
    on: date,
    new_codes: bool = False,
) -> Taken:
    """Take the sheet in *document* into ``tracking.yaml`` of *study*.

    Rows that cannot be read are told and not taken; *role* codes the answers, on the day *on*.

    Raises:
        SheetError: it holds no table that keeps track of requests, or a column is not told apart.
        RecordError: ``tracking.yaml`` or a file of ``codes/`` is broken.
    """
    own = studies.load_own_codes(study)
    tracked = studies.load_tracking(study, own)
    reading = read_sheet(document, columns, own.concepts, role=role, on=on)
    missing = reading.unknown_codes
    if missing and new_codes:
        add_codes(missing, study.folder / "codes", base=study.base)
        own = studies.load_own_codes(study)
        reading = read_sheet(document, columns, own.concepts, role=role, on=on)
    retracked = retrack(tracked, _sheet(document), reading.rows)
    written = retracked.tracking != tracked
    if written:
        write_tracking(retracked.tracking, study.tracking)
    header = not (study.folder / "codes" / f"{NEW}.ttl").exists()
    return Taken(
        path=study.tracking,
        reading=reading,
        retracked=retracked,
        written=written,
        new_codes=missing if new_codes else (),
        turtle=as_turtle(missing, base=study.base, header=header)
        if missing and not new_codes
        else "",
    )


def read(path: Path) -> Document:
    """Return the sheet at *path*.

    Raises:
        SourceError: the file is no sheet that can be read.
    """
    document = ingest.read(path)
    if not document.tables:
        raise SheetError(f"{path}: there is no table in it; save the sheet as CSV or XLSX")
    return document


def proposal(document: Document) -> str:
    """Return a mapping for the sheet in *document*, ready to edit."""
    return as_toml(likely_headings(document))


def read_columns(path: Path | None) -> Columns:
    """Return the mapping in the TOML file *path*; the known headings where there is none.

    Raises:
        SheetError: the file is broken, or declares what cannot be.
    """
    if path is None:
        return Columns()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SheetError(f"{path}: {error}; mend the file") from error
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise SheetError(f"{path}: '{unknown[0]}' is not known; it holds {', '.join(KEYS)}")
    sheet, order = given.get("sheet"), given.get("date_order")
    if not (sheet is None or (isinstance(sheet, int) and sheet >= 1)):
        raise SheetError(f"{path}: sheet = {sheet!r} is no number of a sheet; count them from 1")
    if order is not None and order not in ORDERS:
        raise SheetError(f"{path}: date_order is one of {' or '.join(ORDERS)}; mend it")
    separator = given.get("separator", Columns().separator)
    if not isinstance(separator, str) or not separator:
        raise SheetError(f"{path}: separator is a text such as ';'; mend it")
    return Columns(
        headings=_headings(given.get("columns", {}), path),
        sheet=sheet,
        date_order=order,
        separator=separator,
        forces=_codes(given.get("forces", {}), "force", path),
        states=_codes(given.get("states", {}), STATES, path),
    )


def _headings(given: Any, path: Path) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        raise SheetError(f'{path}: [columns] takes lines such as force = "Police force"')
    found = {}
    for name, heading in given.items():
        headings = tuple(heading) if isinstance(heading, list) else (heading,)
        if name not in HEADINGS:
            raise SheetError(
                f"{path}: [columns] has no field '{name}'; it has {', '.join(HEADINGS)}"
            )
        if not all(isinstance(text, str) and text for text in headings) or not headings:
            raise SheetError(f"{path}: {name} takes a heading as printed; mend it")
        if len(headings) > 1 and name not in SEVERAL:
            raise SheetError(
                f"{path}: {name} stands in one column; only {', '.join(SEVERAL)} may stand in more"
            )
        for text in headings:
            if plain(text) in PEOPLE:
                raise SheetError(
                    f"{path}: the column '{text}' holds people, and is never read; take it out"
                )
        found[name] = headings
    if found and "force" not in found:
        raise SheetError(f"{path}: [columns] does not say which column names the force; add it")
    return found


def _codes(given: Any, scheme: str, path: Path) -> Mapping[str, str]:
    known = vocabulary.codes(scheme)
    if not isinstance(given, dict):
        raise SheetError(f'{path}: [{scheme}s] takes lines such as "as written" = "code"')
    for text, code in given.items():
        if code not in known:
            raise SheetError(
                f'{path}: "{text}" = {code!r}: no such code; use one of ontology/codes/{scheme}.ttl'
            )
    return given


def _sheet(document: Document) -> Sheet:
    return Sheet(
        version=0,
        file=Path(document.name).name,
        media_type=document.media_type,
        sha256=document.sha256,
    )


def _doubts(request: Tracked) -> list[str]:
    found = []
    group = vocabulary.facts(STATES, vocabulary.SKOS + "broader").get(request.state or "", ())
    is_open = request.state == "open" or any(iri.endswith("/open") for iri in group)
    if is_open and request.answered is not None:
        found.append(
            f"the state is {request.state}, and it was answered on {request.answered}; "
            "it counts as answered, so mend the state or the day"
        )
    if request.received is not None and request.due is not None:
        lawful = due_day(request.received, request.regime)
        if lawful is not None and lawful != request.due:
            found.append(
                f"due {request.due} is kept; {lawful} is the twentieth working day after receipt "
                f"on {request.received}, with the bank holidays that count under {request.regime}"
            )
    elif request.received is not None and due_day(request.received, request.regime) is None:
        found.append(
            f"no due day is worked out from {request.received}: the bank holidays of that time "
            "are not known; write the day into the sheet"
        )
    return found
