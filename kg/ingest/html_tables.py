"""Find which tables of a page hold entries, and lay those out as tables.

Pages use tables for placing paragraphs too; those are read cell by cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ingest.block import Block, Found, is_figure, table_in, title_lines
from kg.ingest.grid import has_figures
from kg.ingest.html_tree import Element
from kg.ingest.layout import Layout
from kg.model import Cell, Link

if TYPE_CHECKING:
    from kg.ingest.html_words import Flow

CELLS = 200_000
"""A table of more cells, those that wide ones stand for included, is read cell by cell."""

LONGEST = 80
"""A cell with more words (characters) is a paragraph, where no heading stands above it."""

PAIR = 2
_BLOCKS = frozenset({"table", "ol", "ul", "h1", "h2", "h3", "h4", "main", "article"})
_SPAN = re.compile(r"\s*(\d{1,5})")
_WIDEST, _TALLEST = 1000, 65534
"""What HTML allows."""


@dataclass(frozen=True, slots=True)
class _CellOfPage:
    """A cell of a table, its words on one line."""

    text: str
    links: tuple[Link, ...]
    line: int
    column: int
    height: int
    width: int
    is_heading: bool


def lay_out(table: Element, flow: "Flow") -> bool:
    """Lay out *table* as a table; return False, and do nothing, where it only places paragraphs."""
    if table.get("role").lower() in {"presentation", "none"} or table.holds & _BLOCKS:
        return False
    rows = list(_rows(table))
    cells = _cells(rows, flow)
    if not cells:
        return False
    block, headings = _block(cells, len(rows))
    above = title_lines(block) if not headings else 0
    rest = Block(
        block.lines[above:],
        {
            (part[0] - above, part[1]): (first[0] - above, first[1])
            for part, first in block.merged.items()
            if first[0] >= above
        },
    )
    found = table_in(rest, headings=headings) if rest.lines else None
    if found is None or not _holds_entries(found, has_headings=bool(headings)):
        return False
    for element in _captions(table):
        flow.line(element.text())
    for line in block.lines[:above]:
        flow.line(" ".join(line))
    laid = flow.layout.table(found.grid)
    with_words = [n for n, line in enumerate(block.lines) if any(line)]
    filled = {n: row for row, n in zip(laid.rows, with_words[-len(laid.rows) :], strict=True)}
    for cell in cells:
        row = filled.get(cell.line, laid.headings)
        if cell.links and cell.column in found.columns and row:
            _link(cell, row[found.columns.index(cell.column)], flow.layout)
    if found.stretched:
        number, column = found.stretched[0]
        first = laid.rows[number][column]
        flow.layout.doubt(
            "this cell is merged with others, whose words stand in the first alone; "
            "look at the table to see what it applies to",
            (first.start, first.end),
        )
    return True


def label_and_value(row: Element) -> tuple[Element, Element] | None:
    """Return the two cells of a row that names something and tells it; None for another row."""
    cells = [
        cell for cell in row.children if not isinstance(cell, str) and cell.tag in {"td", "th"}
    ]
    if len(cells) != PAIR or any(cell.holds & _BLOCKS for cell in cells):
        return None
    label, value = (cell.text() for cell in cells)
    if not value or max(len(label), len(value)) > LONGEST:
        return None
    is_label = label.endswith(":") or (cells[0].tag == "th" and cells[1].tag == "td")
    return (cells[0], cells[1]) if is_label else None


def _holds_entries(found: Found, *, has_headings: bool) -> bool:
    """Whether a table holds short entries; letters set questions beside answers as tables too."""
    rows = found.grid.rows
    if not rows:
        return False
    short = all(len(cell) <= LONGEST for row in rows for cell in row)
    if len(found.columns) == PAIR:
        figures = [bool(row[1]) and (is_figure(row[1]) or has_figures(row)) for row in rows]
        plain = all(figure or not row[1] for figure, row in zip(figures, rows, strict=True))
        asks = any("?" in row[0] for row in rows)
        return short and not asks and (has_headings or (plain and sum(figures) >= PAIR))
    headed = has_headings or (bool(found.grid.headings) and all(found.grid.headings))
    return any(map(has_figures, rows)) or (headed and short)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table that holds no other, and whether each stands in its head."""
    feet = []
    for part in table.children:
        if isinstance(part, str):
            continue
        for row in (part,) if part.tag == "tr" else part.children:
            if not isinstance(row, str) and row.tag == "tr":
                if part.tag == "tfoot":
                    feet.append(row)
                else:
                    yield row, part.tag == "thead"
    yield from ((row, False) for row in feet)


def _captions(table: Element) -> Iterator[Element]:
    return (
        child for child in table.children if not isinstance(child, str) and child.tag == "caption"
    )


def _cells(rows: list[tuple[Element, bool]], flow: "Flow") -> list[_CellOfPage]:
    """Return the cells, each in the first place that no other reaches into; none when too many."""
    taken: set[tuple[int, int]] = set()
    found = []
    for line, (row, in_head) in enumerate(rows):
        column = 0
        for cell in row.children:
            if isinstance(cell, str) or cell.tag not in {"td", "th"}:
                continue
            while (line, column) in taken:
                column += 1
            width = min(_span(cell.get("colspan"), 1), _WIDEST)
            height = min(_span(cell.get("rowspan"), 1) or len(rows), _TALLEST, len(rows) - line)
            if len(taken) + width * height > CELLS:
                return []
            taken.update((line + n, column + m) for n in range(height) for m in range(width))
            text, links = flow.words_of(cell)
            is_heading = in_head or cell.tag == "th"
            found.append(_CellOfPage(text, links, line, column, height, width, is_heading))
            column += width
    widest = max((cell.column + cell.width for cell in found), default=0)
    return found if widest * len(rows) <= CELLS else []


def _block(cells: list[_CellOfPage], height: int) -> tuple[Block, int]:
    """Return the table as lines of equally many cells, and how many of them are headings.

    A place or a day that stands beside several rows is each row's own; a figure
    may be the sum of all, so it stands in the first alone.
    """
    width = max(cell.column + cell.width for cell in cells)
    lines = [[""] * width for _ in range(height)]
    plain = {cell.line for cell in cells if not cell.is_heading}
    headings = next((n for n in range(height) if n in plain), height)
    merged = {}
    for cell in cells:
        first = (cell.line, cell.column)
        is_own = cell.line >= headings and (not is_figure(cell.text) or has_figures([cell.text]))
        for line in range(cell.line, cell.line + cell.height):
            for column in range(cell.column, cell.column + cell.width):
                if (line, column) == first or (column == cell.column and is_own):
                    lines[line][column] = cell.text
                elif cell.text:
                    merged[line, column] = first
    return Block(lines, merged), headings


def _link(cell: _CellOfPage, laid: Cell, layout: Layout) -> None:
    """Add the links of *cell*, which was laid out at *laid*, alone or among other headings."""
    shift = laid.start + laid.text.find(cell.text)
    for link in cell.links if cell.text in laid.text else ():
        layout.link(link.target, (shift + link.start, shift + link.end))


def _span(text: str, otherwise: int) -> int:
    found = _SPAN.match(text)
    return int(found[1]) if found else otherwise
