"""Find the table in a block of cells whose places are known: of a sheet, or of a table in a letter.

Unlike the ruled lines of a PDF, such a file tells which cells are merged, so
the lines of headings are counted and not guessed from the figures under them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.ingest.grid import Grid, has_figures, words_of

NARROWEST = 2
Place = tuple[int, int]
"""Line and column (from 0)."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d{4}|\d\d))?")
_FIGURE = re.compile(r"[<>≤≥£~]?\s?\d[\d.,/]*\s?%?|N/?A|nil|none|[-–*]", re.I)
_UNIT = re.compile(r"\(.*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of cells, equally many in each."""

    lines: Sequence[Sequence[str]]
    merged: Mapping[Place, Place]
    """Place of each part of a merged cell but the first -> place of the first, which has its
    words; the others are blank."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and from where in the block its cells are."""

    grid: Grid
    columns: tuple[int, ...]
    stretched: tuple[Place, ...]
    """Cells (row and column of the grid) that are merged with others of other rows or columns."""


def table_in(block: Block, *, headings: int = 0) -> Found | None:
    """Return the table that *block* is; None when it has one column, or headings alone.

    Columns with no words at all are left out.

    Args:
        block: the cells.
        headings: how many lines of headings there are at least, where the file tells.

    >>> found = table_in(Block([["Alerts", ""], ["True", "False"], ["1", "0"]], {(0, 1): (0, 0)}))
    >>> found.grid.headings, found.grid.rows
    (('Alerts True', 'Alerts False'), (('1', '0'),))
    """
    lines = [[words_of(cell) for cell in line] for line in block.lines]
    columns = tuple(n for n in range(len(lines[0])) if any(line[n] for line in lines))
    above = max(headings, _headings(lines, block.merged))
    if len(columns) < NARROWEST or above >= len(lines):
        return None
    stretched = {first for part, first in block.merged.items() if first[0] >= above}
    rows = [n for n in range(above, len(lines)) if any(lines[n])]
    grid = Grid(
        headings=tuple(_heading(lines, block.merged, above, n) for n in columns) if above else (),
        rows=tuple(tuple(lines[n][column] for column in columns) for n in rows),
    )
    return Found(
        grid,
        columns,
        tuple(
            (rows.index(line), columns.index(column))
            for line, column in sorted(stretched)
            if line in rows and column in columns
        ),
    )


def title_lines(block: Block) -> int:
    """Return how many lines stand above the table: each has one cell, and a later one has more."""
    for number, line in enumerate(block.lines):
        filled = [column for column, cell in enumerate(line) if cell.strip()]
        if len(filled) > 1:
            return number
        # A wide cell that does not begin at the left stands over some of the columns only.
        if filled and filled[0] and (number, filled[0]) in block.merged.values():
            return number
    return 0


def is_figure(cell: str) -> bool:
    """Return whether a cell has a figure, or says in one word that there is none."""
    return bool(_FIGURE.fullmatch(words_of(cell)))


def is_heading(line: Sequence[str]) -> bool:
    """Return whether *line* may head a table: it has words, and no figures but years."""
    cells = [words_of(cell) for cell in line]
    cells = [cell for cell in cells if cell and not _YEAR.fullmatch(cell)]
    return bool(cells) and not any(map(is_figure, cells)) and not has_figures(cells)


def _headings(lines: Sequence[Sequence[str]], merged: Mapping[Place, Place]) -> int:
    """Return how many lines of headings there are: one, and what merged cells bind to it."""
    if not is_heading(lines[0]):
        return 0
    count, known = 1, 0
    while known < count < len(lines):
        known = count
        deep = max((part[0] for part, first in merged.items() if first[0] < count), default=0)
        wide = any(
            first[0] == count - 1 == part[0] and first[1] < part[1]
            for part, first in merged.items()
        )
        after = lines[count] if count < len(lines) else ()
        if deep >= count:
            count = deep + 1
        elif (wide and is_heading(after)) or _is_unit(after):
            count += 1
    return count


def _is_unit(line: Sequence[str]) -> bool:
    """Whether a line holds units of the columns, such as ``(%)``."""
    cells = list(filter(None, line))
    return bool(cells) and all(map(_UNIT.fullmatch, cells))


def _heading(
    lines: Sequence[Sequence[str]], merged: Mapping[Place, Place], above: int, column: int
) -> str:
    """Return all that stands above a column, the words of a wider cell included."""
    places = dict.fromkeys(merged.get((line, column), (line, column)) for line in range(above))
    return " ".join(filter(None, (lines[line][at] for line, at in places)))
