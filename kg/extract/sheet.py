"""Find the table of deployments in a document: its columns, and the rows that stand under them.

A long table goes on over pages and sheets, sometimes under headings in other
words.  What does not stand under the same columns is not read with them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import MappingError
from kg.extract.days import is_day
from kg.extract.headings import OTHER_FIELDS, UNREAD, column_of, plain
from kg.extract.mapping import TableMapping, by_number, columns_of, fits, missing_headings
from kg.model import Cell, Column, Document, Passage, Table

PDF = "application/pdf"
ENOUGH = 2
"""A table that nobody mapped, with fewer measures than this, is no deployment record."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row and where it stands."""

    cells: tuple[Cell, ...]
    page: int | None
    number: int
    """Row on its page (from 1)."""

    def passage(self, document: Document, column: int | None = None) -> Passage:
        """Return the whole row, or its cell under *column* (from 1), as a passage."""
        first, last = (
            (self.cells[0], self.cells[-1])
            if column is None
            else (self.cells[column - 1], self.cells[column - 1])
        )
        return Passage(
            quote=document.text[first.start : last.end],
            start=first.start,
            end=last.end,
            page=self.page,
            row=self.number,
            column=column,
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cells print."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of deployments, over all pages that it goes on for."""

    headings: tuple[Cell, ...]
    """The line of its headings; empty where a mapping names columns by number and none stands."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    strays: tuple[Row, ...]
    """Rows with a day that do not fit the columns."""

    def column(self, field: str) -> int:
        """Return the number (from 0) of the column that holds *field*."""
        return [column.field for column in self.columns].index(field)


def known_sheet(document: Document) -> Sheet | None:
    """Return the table whose headings are known as those of deployments; None when there is none.

    They head one place, one date and two measures, none of them twice.
    """
    for start, table in enumerate(document.tables):
        columns = tuple(column_of(cell.text) for cell in table.headings)
        if is_record(columns):
            return _sheet(document, start, table.headings, columns, table.rows)
    return None


def is_record(columns: Sequence[Column]) -> bool:
    """Return whether *columns* are those of a table of deployments."""
    fields = [column.field for column in columns]
    measures = [name for name in fields if name not in OTHER_FIELDS]
    return (
        fields.count("place") == 1
        and fields.count("date") == 1
        and len(measures) >= ENOUGH
        and len(set(measures)) == len(measures)
    )


def mapped_sheet(document: Document, mapping: TableMapping) -> Sheet:
    """Return the table that *mapping* is of.

    Raises:
        MappingError: *document* has no such table; the message tells the headings it has.
    """
    where = document.name if mapping.sheet is None else f"{document.name}, sheet {mapping.sheet}"
    lines: list[tuple[str, ...]] = []
    for start, table in enumerate(document.tables):
        if mapping.sheet not in (None, table.page or 1):
            continue
        above = [table.headings] if table.headings else []
        for number, line in enumerate((*above, *table.rows)):
            texts = tuple(cell.text for cell in line)
            lines.append(texts)
            if not fits(mapping, texts):
                continue
            headed = bool(above) or not by_number(mapping)
            columns = columns_of(mapping, texts if headed else ("",) * len(line), where=where)
            first = number - len(above) + (1 if headed else 0) + mapping.skip
            body = table.rows[first:]
            return _sheet(_as_said(document, mapping), start, line if headed else (), columns, body)
    if not lines:
        raise MappingError(
            f"{mapping.name}: {where} has no table; "
            "give the document that has one, or mend the line 'sheet'"
        )
    raise missing_headings(mapping, lines, where=where)


def _as_said(document: Document, mapping: TableMapping) -> Document:
    """Return *document* without the sheets that *mapping* leaves out; only pages go on."""
    if mapping.sheet is None or document.page_starts == () or document.media_type == PDF:
        return document
    kept = (
        table if table.page == mapping.sheet else replace(table, headings=(), rows=())
        for table in document.tables
    )
    return replace(document, tables=tuple(kept))


def _sheet(
    document: Document,
    start: int,
    headings: tuple[Cell, ...],
    columns: tuple[Column, ...],
    body: Sequence[tuple[Cell, ...]],
) -> Sheet:
    """Return the table that begins with the rows *body* of table *start* and goes on after it."""
    opening = {id(cells) for cells in body}
    rows: list[Row] = []
    strays: list[Row] = []
    numbers: Counter[int | None] = Counter()
    for place, table in enumerate(document.tables):
        again = place > start and _goes_on(table, headings, columns)
        if again and table.headings:
            columns = _reheaded(columns, table)
        for cells in table.rows:
            numbers[table.page] += 1
            row = Row(cells, table.page, numbers[table.page])
            if id(cells) in opening if place == start else again:
                rows.append(row)
            elif place > start and any(is_day(text) for text in row.texts):
                strays.append(row)
    return Sheet(headings, columns, tuple(rows), tuple(strays))


def _goes_on(table: Table, headings: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether the rows of *table* stand under *columns*: it has no headings, or means the same."""
    if not table.rows or len(table.rows[0]) != len(columns):
        return False
    if not table.headings:
        return True
    if [plain(cell.text) for cell in table.headings] == [plain(cell.text) for cell in headings]:
        return True
    other = [column_of(cell.text) for cell in table.headings]
    return all(
        (one.field, one.definition) == (two.field, two.definition) != (UNREAD, None)
        for one, two in zip(columns, other, strict=True)
    )


def _reheaded(columns: tuple[Column, ...], table: Table) -> tuple[Column, ...]:
    """Return *columns* with the headings that they have from *table* on, where these differ."""
    if table.page is None:
        return columns
    return tuple(
        column
        if cell.text == column.heading_on(table.page)
        else replace(column, later=(*column.later, (table.page, cell.text)))
        for column, cell in zip(columns, table.headings, strict=True)
    )
