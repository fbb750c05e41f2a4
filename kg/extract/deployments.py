"""Read a force's record of deployments: each row a deployment, each cell a figure.

Cells are read as printed.  Totals that do not add up, rates that the counts do
not give, and cells that cannot be read are doubts; nothing is corrected.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import SourceError
from kg.extract.days import order_of, read_day
from kg.extract.figures import read_figure
from kg.extract.forces import force_named
from kg.extract.headings import UNREAD, column_of, day_first
from kg.extract.purposes import purposes, read_purpose
from kg.extract.sums import doubtful_sums
from kg.model import (
    Cell,
    Column,
    Deployment,
    DeploymentRecord,
    Document,
    Doubt,
    Figure,
    Passage,
    Source,
)
from kg.model.key import key, slug

TECHNOLOGY = "live-facial-recognition"
ENOUGH = 2
"""A table with fewer measures than this is no deployment record."""

OTHER_FIELDS = ("place", "date", "use-case", UNREAD)
_TITLE = re.compile(r"^.*\b(?:LFR|live facial recognition)\b.*\bdeployments?\b.*$", re.I | re.M)
_YEARS = re.compile(r"\b20\d\d\b")
STATUS = {"stopped": "stopped", "cancelled": "cancelled", "canceled": "cancelled"}
"""Word of a remark beside the place -> code of scheme ``deployment-status``."""

_REMARK = re.compile(r"(?P<place>.*?)(?:\s*\((?P<inside>[^)]+)\)|\s+[-–—]\s+(?P<after>.+))\s*")


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


@dataclass(slots=True)
class Reading:
    """What the rows of one table are read with, and what was doubtful on the way."""

    document: Document
    columns: tuple[Column, ...]
    day_first: bool
    purposes: Mapping[str, str]
    keys: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, name: str, reason: str, passage: Passage) -> None:
        """Take down what a person has to decide."""
        self.doubts.append(Doubt(field=name, reason=reason, passage=passage))


def extract_deployments(document: Document, *, force: str | None) -> DeploymentRecord | None:
    """Return the deployment record that *document* is, or None when it is none.

    It is one when its first table heads a place, a date and two measures, and a
    title says that the deployments are of live facial recognition.

    Raises:
        SourceError: it is a record, and neither its title nor *force* tells whose, or neither
            its title nor a row tells of which year.
    """
    if not document.tables or not document.tables[0].headings:
        return None
    headings = document.tables[0].headings
    columns = tuple(column_of(cell.text) for cell in headings)
    fields = [column.field for column in columns]
    measures = [name for name in fields if name not in OTHER_FIELDS]
    title = _TITLE.search(document.text, 0, headings[0].start)
    if title is None or fields.count("place") != 1 or fields.count("date") != 1:
        return None
    if len(measures) < ENOUGH or len(set(measures)) < len(measures):
        return None
    who = force or force_named(title[0])
    if who is None:
        raise SourceError(
            f"{document.name}: the title '{title[0].strip()}' names no force that is known; "
            "say which one deployed with --force SLUG"
        )
    rows, strays = _rows(document, len(columns))
    dates = [row.cells[fields.index("date")].text for row in rows]
    order = day_first(columns[fields.index("date")].heading)
    reading = Reading(
        document=document,
        columns=columns,
        day_first=order if order is not None else order_of(dates) is True,
        purposes=purposes(document),
    )
    _doubt_table(reading, headings, strays, told=order is not None or order_of(dates) is not None)
    deployments = tuple(_deployments(reading, rows))
    years = _YEARS.findall(title[0]) or [str(row.day.year) for row in deployments]
    if not years:
        raise SourceError(
            f"{document.name}: the title '{title[0].strip()}' names no year, and no row has a date "
            "that can be read; write the order of day and month into the heading, such as "
            "'Date (DD/MM/YY)', and read the record again"
        )
    return DeploymentRecord(
        key=key(who, "lfr-deployments", *dict.fromkeys((years[0], years[-1]))),
        source=Source(
            sha256=document.sha256,
            media_type=document.media_type,
            file=document.name.rpartition("/")[2],
            title=title[0].strip(),
            url=document.url,
        ),
        force=who,
        technology=TECHNOLOGY,
        title=document.passage(title.start(), title.end()),
        columns=columns,
        deployments=deployments,
        doubts=tuple(reading.doubts),
    )


def _rows(document: Document, width: int) -> tuple[list[Row], list[Row]]:
    """Return the rows that fit the columns, and those that do not."""
    rows: list[Row] = []
    strays: list[Row] = []
    numbers: Counter[int | None] = Counter()
    for table in document.tables:
        for cells in table.rows:
            numbers[table.page] += 1
            row = Row(cells, table.page, numbers[table.page])
            fits = len(cells) == width and (table is document.tables[0] or not table.headings)
            (rows if fits else strays).append(row)
    return rows, strays


def _doubt_table(
    reading: Reading, headings: Sequence[Cell], strays: Sequence[Row], *, told: bool
) -> None:
    document = reading.document
    for cell, column in zip(headings, reading.columns, strict=True):
        passage = document.passage(cell.start, cell.end)
        if column.field == UNREAD:
            reading.doubt(
                "columns",
                f"the heading '{cell.text}' is not known, so its cells are kept and not read; "
                "say in the record which measure it is",
                passage,
            )
        elif column.definition is not None:
            reading.doubt(
                column.field,
                f"the column '{cell.text}' counts {column.definition.replace('-', ' ')} together; "
                "its figures are kept apart from those of columns that count one of them",
                passage,
            )
        elif column.field == "date" and not told:
            reading.doubt(
                "date",
                "neither the heading nor the column tells whether day or month comes first; "
                "no row was read: give the order in the heading and read the record again",
                passage,
            )
    for row in strays:
        reading.doubt(
            "rows",
            "the row does not fit the columns of the first table, and was not read",
            row.passage(document),
        )
    if not told:
        reading.columns = ()


def _deployments(reading: Reading, rows: Sequence[Row]) -> Iterator[Deployment]:
    if not reading.columns:
        return
    fields = [column.field for column in reading.columns]
    for row in rows:
        printed = row.cells[fields.index("date")].text
        day = read_day(printed, day_first=reading.day_first)
        place, status, reason = _place(row.cells[fields.index("place")].text)
        if status is None:
            reading.doubt(
                "status",
                f"the remark '{reason}' does not tell whether the deployment took place; "
                "write its status into the record",
                row.passage(reading.document, fields.index("place") + 1),
            )
        if day is None or not place:
            reading.doubt(
                "rows",
                f"'{printed}' is no date, or the place is blank; the row was not read",
                row.passage(reading.document),
            )
            continue
        name = f"{day.isoformat()}-{slug(place)}"
        reading.keys[name] += 1
        ordinal = reading.keys[name]
        figures = tuple(_figures(reading, row))
        whole = row.passage(reading.document)
        reading.doubts += [
            Doubt(field=measure, reason=said, passage=whole)
            for measure, said in doubtful_sums(figures)
        ]
        yield Deployment(
            key=name if ordinal == 1 else f"{name}-{ordinal}",
            day=day,
            place=place,
            status=status,
            status_reason=reason,
            use_cases=_use_cases(reading, row),
            figures=figures,
            passage=whole,
        )


def _place(printed: str) -> tuple[str, str | None, str | None]:
    """Return the place, the status, and the source's remark on it.

    A remark that is not understood leaves the status open.

    >>> _place("Soho (fault stopped deployment)")
    ('Soho', 'stopped', 'fault stopped deployment')
    >>> _place("Soho - ended early"), _place("Soho")
    (('Soho', None, 'ended early'), ('Soho', 'completed', None))
    """
    match = _REMARK.fullmatch(printed)
    if match is None:
        return printed.strip(), "completed", None
    remark = (match["inside"] or match["after"]).strip()
    told = [status for word, status in STATUS.items() if word in remark.lower()]
    return match["place"].strip(), told[0] if len(told) == 1 else None, remark


def _figures(reading: Reading, row: Row) -> Iterator[Figure]:
    for number, column in enumerate(reading.columns, start=1):
        if column.field in OTHER_FIELDS:
            continue
        passage = row.passage(reading.document, number)
        figure = read_figure(passage, measure=column.field, definition=column.definition)
        if figure is None:
            reading.doubt(
                column.field, f"'{passage.quote}' is no {column.field} that can be read", passage
            )
        else:
            yield figure


def _use_cases(reading: Reading, row: Row) -> tuple[str, ...]:
    found: list[str] = []
    for number, column in enumerate(reading.columns, start=1):
        if column.field != "use-case":
            continue
        passage = row.passage(reading.document, number)
        codes = read_purpose(passage.quote, reading.purposes)
        if codes is None:
            reading.doubt(
                "use-case",
                f"'{passage.quote}' is no purpose that the record explains or that is known",
                passage,
            )
        else:
            found += codes
    return tuple(found)
