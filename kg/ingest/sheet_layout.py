"""Lay out a sheet: the lines above its table, the table, the notes under it.

Blank rows part a sheet into stretches.  A stretch under a table goes on with it
where it uses the same columns and brings no headings of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import UnreadableSourceError
from kg.ingest.block import Block, is_figure, is_heading, table_in, title_lines
from kg.ingest.cell_place import Place, column_name, name_of
from kg.ingest.grid import Grid
from kg.ingest.layout import Layout, Span
from kg.ingest.workbook import Sheet
from kg.model import Cell

AREA = 2_000_000
"""The most places, blank ones included, that a stretch of rows may take up."""

NOTE = 40
"""A last line of one cell that is longer (characters) is a note and no row."""

TOLD = 5
"""As many places are named in a doubt; the others are counted."""

_NOTE = re.compile(r"\s*(?:notes?|source|[*†‡]|\(?\d\))", re.I)


@dataclass(slots=True)
class SheetLayout:
    """Lays out one sheet, and remembers where each cell came to stand."""

    layout: Layout
    sheet: Sheet
    places: dict[Place, Span] = field(default_factory=dict)
    columns: tuple[int, ...] = ()
    """Columns of the last table; none before the first."""

    def lay_out(self) -> None:
        """Add the sheet's cells to the text."""
        for rows in _stretches(self.sheet.cells):
            self._stretch(rows)

    def tell(self, otherwise: Span) -> None:
        """Take down what is doubtful about the sheet; *otherwise* stands for what is not there."""
        sheet = self.sheet
        if sheet.is_hidden:
            self.layout.doubt("this sheet is hidden in the workbook; it was read", otherwise)
        rows = sorted({row for row, _ in self.places} & sheet.hidden_rows)
        if rows:
            hidden = [span for (row, _), span in self.places.items() if row == rows[0]]
            self.layout.doubt(
                f"hidden in the sheet, and read: {_named('row', map(str, rows))}",
                (min(hidden)[0], max(hidden)[1]),
            )
        columns = sorted(
            {column for _, column in self.places if any(column in h for h in sheet.hidden_columns)}
        )
        if columns:
            first = min(span for (_, column), span in self.places.items() if column == columns[0])
            self.layout.doubt(
                f"hidden in the sheet, and read: {_named('column', map(column_name, columns))}",
                first,
            )
        for places, reason in (
            (sheet.unsaved, "a formula whose figure was not saved, so it is read as blank"),
            (sheet.suppressed, "the format of the cell hides its value, so it is read as blank"),
            (sheet.unformatted, "the format of the cell is not known; its figure is as stored"),
            (sheet.month_first, "the format of the cell prints the month before the day"),
        ):
            if places:
                known = next((self.places[at] for at in places if at in self.places), otherwise)
                self.layout.doubt(f"{reason}: {_named('cell', map(name_of, places))}", known)

    def _stretch(self, rows: Sequence[tuple[int, Mapping[int, str]]]) -> None:
        """Add rows that no blank row parts."""
        columns = sorted({column for _, cells in rows for column in cells})
        if len(rows) * len(columns) > AREA:
            raise UnreadableSourceError(
                f"{self.layout.name}: the cells of sheet '{self.sheet.name}' are strewn over more "
                f"than {AREA:,} places; save the table as a file of its own"
            )
        lines = [[cells.get(column, "") for column in columns] for _, cells in rows]
        numbers = [number for number, _ in rows]
        block = Block(lines, self._merged(numbers, columns))
        if self._goes_on(lines, columns):
            last = _last(lines)
            body = [tuple(cells.get(column, "") for column in self.columns) for _, cells in rows]
            laid = self.layout.table(Grid((), tuple(body[:last])))
            self._remember(laid.rows, numbers, self.columns)
            self._lines(rows[last:])
            return
        first, last = _first(block), _last(lines)
        if last <= first:
            first, last = 0, len(lines)
        inside = _part(block, first, last)
        found = table_in(inside)
        if found is None:
            self._lines(rows)
            return
        self._lines(rows[:first])
        laid = self.layout.table(found.grid)
        self.columns = tuple(columns[column] for column in found.columns)
        under = last - len(laid.rows)
        self._remember(laid.rows, numbers[under:], self.columns)
        if laid.headings:
            self._remember([laid.headings], [numbers[under - 1]], self.columns)
        if found.stretched:
            row, column = found.stretched[0]
            cell = laid.rows[row][column]
            self.layout.doubt(
                "this cell is merged with others, whose words stand in the first alone; "
                "look at the sheet to see what it applies to",
                (cell.start, cell.end),
            )
        self._lines(rows[last:])

    def _goes_on(self, lines: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
        """Whether a stretch goes on with the table above it."""
        if not self.columns or not set(columns) <= set(self.columns):
            return False
        if len(lines) == 1 and _count(lines[0]) == 1:
            return False
        heads = is_heading(lines[0]) and all(lines[0])
        return not heads or all(map(is_heading, lines[1:]))

    def _merged(self, numbers: Sequence[int], columns: Sequence[int]) -> dict[Place, Place]:
        """Return the parts of merged cells by line and column of the stretch."""
        line_of = {number: at for at, number in enumerate(numbers)}
        column_of = {column: at for at, column in enumerate(columns)}
        merged: dict[Place, Place] = {}
        for (top, left), (bottom, right) in self.sheet.merged:
            if top not in line_of or left not in column_of:
                continue
            first = (line_of[top], column_of[left])
            for number in numbers[line_of[top] :]:
                if number > bottom or len(merged) > AREA:
                    break
                for column in columns[column_of[left] :]:
                    if column > right:
                        break
                    place = (line_of[number], column_of[column])
                    if place != first:
                        merged[place] = first
        return merged

    def _lines(self, rows: Iterable[tuple[int, Mapping[int, str]]]) -> None:
        """Add rows as lines of text."""
        for number, cells in rows:
            start, _ = self.layout.line(" ".join(cells[column] for column in sorted(cells)))
            for column in sorted(cells):
                self.places[number, column] = (start, start + len(cells[column]))
                start += len(cells[column]) + 1

    def _remember(
        self, rows: Iterable[Sequence[Cell]], numbers: Iterable[int], columns: Sequence[int]
    ) -> None:
        for number, row in zip(numbers, rows, strict=False):
            for column, cell in zip(columns, row, strict=True):
                self.places[number, column] = (cell.start, cell.end)


def _stretches(cells: Mapping[Place, str]) -> Iterator[list[tuple[int, Mapping[int, str]]]]:
    """Yield the rows with words, by number, those together that no blank row parts."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), words in cells.items():
        if words:
            rows.setdefault(row, {})[column] = words
    stretch: list[tuple[int, Mapping[int, str]]] = []
    for row in sorted(rows):
        if stretch and row != stretch[-1][0] + 1:
            yield stretch
            stretch = []
        stretch.append((row, rows[row]))
    if stretch:
        yield stretch


def _first(block: Block) -> int:
    """Return the line at which the table begins: the first that fills most of the columns."""
    above = title_lines(block)
    filled = list(map(_count, block.lines))
    for (line, _), (top, left) in block.merged.items():
        filled[line] += line == top and bool(block.lines[top][left])
    enough = max(2, max(filled) // 2 + 1)
    return next((n for n in range(above, len(filled)) if filled[n] >= enough), 0)


def _part(block: Block, first: int, last: int) -> Block:
    """Return the lines of *block* from *first* up to *last*."""
    return Block(
        block.lines[first:last],
        {
            (line - first, column): (top - first, left)
            for (line, column), (top, left) in block.merged.items()
            if first <= top and line < last
        },
    )


def _last(lines: Sequence[Sequence[str]]) -> int:
    """Return how many lines stand above the notes, which are lines of one cell."""
    alone = next(
        (
            n
            for n in range(len(lines), 0, -1)
            if not (lines[n - 1][0] and _count(lines[n - 1]) == 1)
        ),
        0,
    )
    return next((n for n in range(alone, len(lines)) if _is_note(lines[n][0])), len(lines))


def _count(line: Sequence[str]) -> int:
    return sum(map(bool, line))


def _is_note(words: str) -> bool:
    """Whether the one cell of a line is a note, and not what a row is about."""
    return not is_figure(words) and (len(words) > NOTE or bool(_NOTE.match(words)))


def _named(noun: str, names: Iterable[str]) -> str:
    """Return names in words, the first few told and the others counted.

    >>> _named("row", ["3", "4"]), _named("cell", ["A1"])
    ('rows 3, 4', 'cell A1')
    """
    known = list(names)
    told = ", ".join(known[:TOLD])
    more = f" and {len(known) - TOLD:,} more" if len(known) > TOLD else ""
    return f"{noun}{'s' if len(known) > 1 else ''} {told}{more}"
