"""What a chart is drawn from: rows with named columns, and all that goes with them.

A sheet is the data of a chart, whole: what a drawing leaves out, a row still
has.  A cell without a value is None, which is never nought.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the data."""

    name: str
    means: str
    """What stands in it, with unit and denominator, and what an empty cell means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query that rows came from, as it was asked."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the rows of a chart come from, so that they can be had again."""

    queries: tuple[Query, ...] = ()
    """In the order in which they were asked."""

    measure: str = ""
    """Name of the measure; empty where there is none, or several."""

    definition: str = ""
    """What the measure counts, and divides by what."""

    parameters: tuple[tuple[str, str], ...] = ()
    """Names and values that the chart was asked for with."""

    generation: str = ""
    """Name of the generation; empty where rows come from elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The data of one chart."""

    chart: str
    """Name of the chart."""

    title: str
    """The question that it answers."""

    description: str
    """What it shows, in words, for whoever does not see it."""

    caution: tuple[str, ...]
    """What keeps a reader from a wrong conclusion."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    origin: Origin
    labels: Mapping[str, str]
    """Words that the drawing needs beside the rows, such as titles of axes."""

    @property
    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows, each by the names of the columns."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


def columns(**meanings: str) -> tuple[Column, ...]:
    """Return a column for each name and meaning."""
    return tuple(Column(name=name, means=means) for name, means in meanings.items())
