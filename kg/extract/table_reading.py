"""What the rows of one table are read with, and what was doubtful on the way."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.figures import read_figure
from kg.extract.headings import OTHER_FIELDS
from kg.extract.purposes import Purposes
from kg.extract.sheet import Row, Sheet
from kg.extract.titles import Title
from kg.model import Document, Doubt, Figure, Passage


@dataclass(slots=True)
class Reading:
    """A table while it is read."""

    document: Document
    sheet: Sheet
    title: Title | None
    day_first: bool | None
    """Whether the day comes first in the dates; None where nothing settles it."""

    purposes: Purposes
    missing: Mapping[str, str]
    keys: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, name: str, reason: str, passage: Passage) -> None:
        """Take down what a person has to decide."""
        self.doubts.append(Doubt(field=name, reason=reason, passage=passage))

    def passage(self, row: Row, name: str) -> Passage:
        """Return the cell of *row* that holds the field *name*."""
        return row.passage(self.document, self.sheet.column(name) + 1)

    def figures(self, row: Row) -> Iterator[Figure]:
        """Yield the figures of *row* that can be read."""
        for number in self.measures():
            figure = self.figure(row, number)
            if figure is not None:
                yield figure

    def measures(self) -> Iterator[int]:
        """Yield the number of each column (from 1) that holds a measure."""
        for number, column in enumerate(self.sheet.columns, start=1):
            if column.field not in OTHER_FIELDS:
                yield number

    def figure(self, row: Row, number: int) -> Figure | None:
        """Return the figure in column *number* (from 1) of *row*; None when it cannot be read."""
        column = self.sheet.columns[number - 1]
        return read_figure(
            row.passage(self.document, number),
            measure=column.field,
            definition=column.definition,
            unit=column.unit,
            missing=self.missing,
        )
