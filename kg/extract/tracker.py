"""Read a person's own sheet: each row a request that they keep track of, or their coding of one.

A row is taken whole or not at all.  One that is not is told with its number and
the mend; the others are taken.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kg import vocabulary
from kg.extract import tracker_cells as cells
from kg.extract.labels import normal
from kg.extract.tracker_cells import CellFault
from kg.extract.tracker_columns import SUBSTANCE, Columns, words
from kg.extract.tracker_grid import Grid, find_grid
from kg.model import Document
from kg.model.key import slug
from kg.model.tracking import DAYS, Coding, Fault, OwnCode, SheetRow, Tracked

OWN_WORDS = ("reference", "own", "series", "question")
"""Fields kept as printed."""

READ = ("force", "regime", "state", *DAYS)
"""Fields whose value is not what the cell prints."""

ENVIRONMENTAL = ("eir", "eisr")
"""Regimes of some requests only: a sheet that means them must say so."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sheet says."""

    grid: Grid
    rows: tuple[tuple[int, Tracked], ...]
    """Number of each row that was taken, and what it says; its sheet is numbered 0."""

    faults: tuple[Fault, ...]
    unknown_codes: tuple[str, ...]
    """Words of the column of codes that are no code of the study, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What every row is read with."""

    columns: Columns
    grid: Grid
    codes: Mapping[str, tuple[str, ...]]
    day_first: Mapping[str, bool | None]
    role: str
    on: date


class _UnknownCodesFault(CellFault):
    """Words are no codes of the study."""

    def __init__(self, unknown: Sequence[str]) -> None:
        self.unknown = unknown
        said = ", ".join(f"'{word}'" for word in unknown)
        super().__init__(
            f"{said}: no code of the study's codes/; add it there, or let --new-codes make it"
        )


def read_sheet(
    document: Document, columns: Columns, codes: Sequence[OwnCode], *, role: str, on: date
) -> Reading:
    """Return what the sheet in *document* says.

    *codes* are those of the study; *role* codes the answers, on the day *on*.

    Raises:
        SheetError: it has no table that keeps track of requests, or a column is not told apart.
    """
    grid = find_grid(document, columns)
    reader = _Reader(
        columns=columns,
        grid=grid,
        codes=_by_name(codes),
        day_first=_day_first(columns, grid),
        role=role,
        on=on,
    )
    taken: list[tuple[int, Tracked]] = []
    faults: list[Fault] = []
    unknown: dict[str, None] = {}
    for number, row in grid.rows:
        if not any(row):
            continue
        try:
            taken.append((number, _tracked(reader, number, row)))
        except CellFault as fault:
            faults.append(Fault(row=number, reason=str(fault)))
            if isinstance(fault.__cause__, _UnknownCodesFault):
                unknown.update(dict.fromkeys(fault.__cause__.unknown))
    return Reading(grid=grid, rows=tuple(taken), faults=tuple(faults), unknown_codes=tuple(unknown))


def _by_name(codes: Sequence[OwnCode]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        for name in dict.fromkeys(words(name) for name in (code.code, *code.names)):
            found[name] = (*found.get(name, ()), code.code)
    return found


def _day_first(columns: Columns, grid: Grid) -> dict[str, bool | None]:
    """Return, for each field of days, whether day comes first in its cells.

    What a column proves of itself goes before all; then what is declared, then what the
    other columns of the sheet prove alike.
    """
    proved = {
        name: cells.day_first(
            row[number]
            for number in grid.columns.get(name, ())
            for _, row in grid.rows
            if number < len(row)
        )
        for name in DAYS
    }
    known = {order for order in proved.values() if order is not None}
    alike = known.pop() if len(known) == 1 else None
    if columns.date_order is not None:
        alike = columns.date_order == "day-month"
    return {name: alike if order is None else order for name, order in proved.items()}


def _tracked(reader: _Reader, number: int, row: Sequence[str]) -> Tracked:
    """Return what *row* says.

    Raises:
        CellFault: something in it cannot be read; the message names the column.
    """
    said = {name: list(_said(reader, row, name)) for name in reader.grid.columns}
    one = {name: texts[0][1] for name, texts in said.items() if texts}
    force = _cell(said, "force", lambda cell: cells.force_of(cell, reader.columns.forces))
    if force is None:
        raise CellFault("it names no force; write the one that the request was made to")
    law = _regime(force, one["force"])
    days = {name: _cell(said, name, _day(reader, name)) for name in DAYS}
    _check_order(days)
    kept = {name: _cell(said, name, cells.names_nobody) for name in OWN_WORDS}
    coding, note = _coding(reader, said, kept["question"])
    tracked = Tracked(
        force=force,
        regime=_cell(said, "regime", cells.regime_of) or law,
        reference=kept["reference"],
        own=kept["own"],
        series=kept["series"],
        state=_cell(said, "state", lambda cell: cells.state_of(cell, reader.columns.states)),
        links=tuple(_each(said, "link", cells.address_of)),
        note=note,
        written={name: one[name] for name in READ if name in one},
        place=SheetRow(sheet=0, page=reader.grid.page, row=number),
        codings=() if coding is None else (coding,),
        sent=days["sent"],
        received=days["received"],
        acknowledged=days["acknowledged"],
        due=days["due"],
        answered=days["answered"],
    )
    _check_identity(reader, tracked)
    return tracked


def _said(reader: _Reader, row: Sequence[str], name: str) -> Iterator[tuple[str, str]]:
    """Yield heading and text of each cell of the field *name* that is not blank."""
    for number in reader.grid.columns[name]:
        if number < len(row) and row[number]:
            yield reader.grid.headings[number], row[number]


def _each(
    said: Mapping[str, Sequence[tuple[str, str]]], name: str, read: Callable[[str], Value]
) -> Iterator[Value]:
    for heading, text in said.get(name, ()):
        try:
            yield read(text)
        except CellFault as fault:
            raise CellFault(f"column '{heading}': {fault}") from fault


def _cell(
    said: Mapping[str, Sequence[tuple[str, str]]], name: str, read: Callable[[str], Value]
) -> Value | None:
    return next(_each(said, name, read), None)


def _day(reader: _Reader, name: str) -> Callable[[str], date]:
    return lambda cell: cells.day_of(cell, day_first=reader.day_first[name])


def _regime(force: str, cell: str) -> str:
    """Return the law that a request to *force* is made under, where the sheet names none."""
    laws = vocabulary.facts("force", vocabulary.ONTOLOGY + "regime")[force]
    code = next(code for law in laws if (code := law.rpartition("/")[2]) not in ENVIRONMENTAL)
    if code == "none":
        raise CellFault(f"'{cell}' is bound by no law on access to information; take the row out")
    return code


def _check_order(days: Mapping[str, date | None]) -> None:
    """Raise for a day that lies before one that must come first: two were mostly swapped."""
    for first, then in (("sent", "answered"), ("received", "answered"), ("sent", "acknowledged")):
        before, after = days[first], days[then]
        if before is not None and after is not None and after < before:
            raise CellFault(
                f"it was {then} on {after}, before it was {first} on {before}; mend the one that "
                "is wrong"
            )


def _check_identity(reader: _Reader, tracked: Tracked) -> None:
    """Raise for a row of which nothing tells which request it is about."""
    for name, text in (("reference", tracked.reference), ("own", tracked.own)):
        if text is not None and not slug(text):
            raise CellFault(f"the {name} '{text}' holds neither letters nor digits; mend it")
    if tracked.reference or tracked.own or tracked.sent:
        return
    wanted = "their reference, your own number of it, or the day on which it was sent"
    if not any(name in reader.grid.columns for name in SUBSTANCE):
        wanted = "their reference, or your own number of it"
    raise CellFault(f"nothing tells which request it is; write {wanted}")


def _coding(
    reader: _Reader, said: Mapping[str, Sequence[tuple[str, str]]], question: str | None
) -> tuple[Coding | None, str | None]:
    """Return the coding that a row holds, and its note where there is none to hold it.

    A note beside a code, beside the label of a question, or in a sheet that only codes
    answers is about the answer; any other is about the request.
    """
    codes = tuple(
        dict.fromkeys(
            code
            for found in _each(said, "code", lambda cell: _codes(reader, cell))
            for code in found
        )
    )
    note = "\n".join(_each(said, "note", cells.names_nobody)) or None
    of_answer = codes or question or not any(name in reader.grid.columns for name in SUBSTANCE)
    if not of_answer:
        return None, note
    if not codes and note is None:
        return None, None
    label = None if question is None else _label(question)
    return Coding(question=label, codes=codes, note=note, role=reader.role, on=reader.on), None


def _label(printed: str) -> str:
    label = normal(re.sub(r"^(?:questions?|no)\b\.?\s*", "", printed.strip(), flags=re.IGNORECASE))
    if re.fullmatch(r"[0-9a-z]+(?:\.[0-9a-z]+)*", label) is None:
        raise CellFault(f"'{printed}' is no label of a question; write it such as 5.c.i")
    return label


def _codes(reader: _Reader, cell: str) -> tuple[str, ...]:
    """Return the codes that *cell* names: the whole cell, else what the separator parts.

    Raises:
        CellFault: a word is no code, or one of two schemes.
    """
    whole = reader.codes.get(words(cell))
    named = [cell] if whole else [part.strip() for part in cell.split(reader.columns.separator)]
    found = {name: reader.codes.get(words(name), ()) for name in named if name}
    unknown = [name for name, codes in found.items() if not codes]
    if unknown:
        raise _UnknownCodesFault(unknown)
    for name, codes in found.items():
        if len(codes) > 1:
            raise CellFault(
                f"'{name}' names {' and '.join(codes)} alike; write the one that is meant so"
            )
    return tuple(codes[0] for codes in found.values())
