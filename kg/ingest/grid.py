"""Make an even grid of what a ruled table holds: one line of headings, rows equally wide.

A heading often spans several ruled lines and columns, of which the rows know
only one; what stands above a column, on whichever line, is its heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Printed = Sequence[Sequence[str | None]]
"""Cells as ruled; None where a cell is part of the one to its left or above."""

NARROWEST = 3
"""A table with fewer columns is a frame, a list or a note."""

_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})")
_FIGURE = re.compile(r"\d[\d.,/%]*|N/?A", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of one width; no headings when the table goes on from an earlier page."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grid_of(printed: Printed) -> Grid | None:
    """Return the grid that *printed* is, or None when it is no table of figures.

    >>> grid_of([["Place", "Alerts", "Rate"], [None, None, "(%)"], ["Soho", "3", "0%"]])
    Grid(headings=('Place', 'Alerts', 'Rate (%)'), rows=(('Soho', '3', '0%'),))
    """
    lines = [row for row in printed if any(words_of(cell) for cell in row)]
    opening = next((n for n, row in enumerate(lines) if has_figures(row)), len(lines))
    above, body = lines[:opening], lines[opening:]
    if not body:
        return None
    columns = [n for n in range(len(body[0])) if any(row[n] is not None for row in body)]
    if len(columns) < NARROWEST:
        return None
    spans = [
        range(column, following)
        for column, following in zip(columns, [*columns[1:], len(body[0])], strict=True)
    ]
    headings = tuple(
        " ".join(filter(None, (words_of(row[n]) for row in above for n in span))) for span in spans
    )
    rows = tuple(tuple(words_of(row[n]) for n in columns) for row in body)
    return Grid(headings=headings if above else (), rows=rows)


def words_of(cell: str | None) -> str:
    """Return the words of a cell on one line."""
    return " ".join((cell or "").split())


def has_figures(row: Sequence[str | None]) -> bool:
    """Whether a line is a row: a cell is a date, or at least two are figures or N/A."""
    cells = [words_of(cell) for cell in row]
    return any(map(_DATE.fullmatch, cells)) or sum(map(bool, map(_FIGURE.fullmatch, cells))) > 1
