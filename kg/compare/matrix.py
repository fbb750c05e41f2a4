"""The matrix of a series: what is asked down, who was asked across, and in each cell a reason.

A cell never is empty: it has exactly one reason, a code of ``cell-reason``, and
holds every request of its authority side by side.  A figure stands in it only
with the words that it rests on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg import vocabulary
from kg.compare.entry import Entry, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """That somebody looked for a request."""

    day: str
    place: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One authority on one question of the series."""

    authority: str
    """Key of the authority, such as ``metropolitan``."""

    template: str
    reason: str
    """Code of scheme ``cell-reason``; exactly one."""

    entries: tuple[Entry, ...] = ()
    searches: tuple[Search, ...] = ()
    units: tuple[str, ...] = ()
    """IRIs of the joint units that the authority belongs to."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Codes of ``cell-mark`` that a reader must know, each once."""
        own = {mark for entry in self.entries for mark in entry.marks}
        twice = len({entry.request for entry in self.entries}) > 1
        return tuple(sorted(own | ({"asked-twice"} if twice else set())))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in it, those of several requests side by side."""
        return tuple(figure for entry in self.entries for figure in entry.figures)

    @property
    def label(self) -> str:
        """Its reason in words."""
        return vocabulary.codes("cell-reason")[self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A column: a police force, or another body that was asked."""

    key: str
    iri: str
    name: str
    units: tuple[str, ...] = ()
    """IRIs of the joint units that it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that the series asks."""

    template: str
    """Key of the template; empty for a series whose questions nobody has seen."""

    iri: str
    asks: str
    depth: int
    """How deep it stands under other questions, as the requests number them; 0 is outermost."""

    measures: tuple[str, ...]
    """Short names of what it asks for, such as ``measure:watchlist-size``."""

    cells: tuple[Cell, ...]
    """One for each authority, in the order of the matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A series, question by authority."""

    series: str
    title: str
    iri: str
    authorities: tuple[Authority, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        return (cell for row in self.rows for cell in row.cells)
