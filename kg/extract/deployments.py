"""Read a force's record of deployments: each row a deployment, each cell a figure.

Cells are read as printed.  Totals that do not add up, rates that the counts do
not give, days out of their order, and cells that cannot be read are doubts;
nothing is corrected, and no row is lost for what it leaves open.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.errors import SourceError
from kg.extract.days import ORDERS, misplaced, order_of, read_day
from kg.extract.forces import force_named
from kg.extract.headings import day_first
from kg.extract.mapping import LIVE, TableMapping, declared_by
from kg.extract.purposes import purposes, read_purpose
from kg.extract.sheet import Row, Sheet, known_sheet, mapped_sheet
from kg.extract.table_doubts import doubt_day, doubt_figures, doubt_place, doubt_table, is_total
from kg.extract.table_reading import Reading
from kg.extract.titles import Title, printed_title, title_words
from kg.model import Deployment, DeploymentRecord, Document, Figure, Passage, Source
from kg.model.key import key, slug

STATUS = {"stopped": "stopped", "cancelled": "cancelled", "canceled": "cancelled"}
"""Word of a remark beside the place -> code of scheme ``deployment-status``."""

_REMARK = re.compile(r"(?P<place>.*?)(?:\s*\((?P<inside>[^)]+)\)|\s+[-–—]\s+(?P<after>.+))\s*")


def extract_deployments(
    document: Document, *, force: str | None, mapping: TableMapping | None = None
) -> DeploymentRecord | None:
    """Return the deployment record that *document* is, or None when it is none.

    It is one when a table heads a place, a date and two measures, and a title
    above it says that the deployments are of live facial recognition; or when a
    person declared by *mapping* what its columns hold.

    Raises:
        MappingError: *mapping* names what the document does not have.
        SourceError: it is a record, and neither its title nor *force* tells whose, or neither
            its title nor a row tells of which year.
    """
    found = _known(document) if mapping is None else _mapped(document, mapping)
    if found is None:
        return None
    sheet, title, words = found
    who = force or (mapping and mapping.force) or (title and force_named(title.text))
    if not who:
        told = "the table has no title, and the mapping" if title is None else f"'{title.text}'"
        raise SourceError(
            f"{document.name}: {told} names no force that is known; "
            "say which one deployed with --force SLUG"
        )
    reading = Reading(
        document=document,
        sheet=sheet,
        title=title,
        day_first=_order(sheet, mapping),
        purposes=purposes(document),
        missing={} if mapping is None else mapping.missing,
    )
    doubt_table(reading, mapping)
    deployments = tuple(_deployments(reading))
    doubt_figures(reading, deployments)
    return DeploymentRecord(
        key=key(who, _name(reading, deployments, mapping)),
        source=Source(
            sha256=document.sha256,
            media_type=document.media_type,
            file=document.name.rpartition("/")[2],
            title=document.title if title is None else title.text,
            url=document.url,
        ),
        force=who,
        technology=LIVE if mapping is None else mapping.technology,
        title=words,
        columns=sheet.columns,
        deployments=deployments,
        declared=None if mapping is None else declared_by(mapping),
        doubts=tuple(reading.doubts),
    )


def _known(document: Document) -> tuple[Sheet, Title | None, Passage | None] | None:
    sheet = known_sheet(document)
    title = None if sheet is None else printed_title(document, sheet.headings[0].start)
    if sheet is None or title is None:
        return None
    return sheet, title, document.passage(title.start, title.end)


def _mapped(
    document: Document, mapping: TableMapping
) -> tuple[Sheet, Title | None, Passage | None]:
    title, words = title_words(document, mapping.title)
    return mapped_sheet(document, mapping), title, words


def _name(reading: Reading, deployments: Sequence[Deployment], mapping: TableMapping | None) -> str:
    """Return the last part of the record's key.

    Raises:
        SourceError: nothing tells of which year the record is.
    """
    if mapping is not None and mapping.record is not None:
        return mapping.record
    days = sorted(row.day for row in deployments if row.day is not None)
    years = () if reading.title is None else reading.title.years
    years = years or tuple(str(day.year) for day in (days[:1] + days[-1:]))
    if not years:
        raise SourceError(
            f"{reading.document.name}: the title names no year, and no row has a date that can be "
            "read; write the order of day and month into the heading, such as 'Date (DD/MM/YY)', "
            "or into a mapping (--table), and read the record again"
        )
    technology = LIVE if mapping is None else mapping.technology
    kind = "lfr" if technology == LIVE else technology
    return "-".join((kind, "deployments", *dict.fromkeys((years[0], years[-1]))))


def _order(sheet: Sheet, mapping: TableMapping | None) -> bool | None:
    """Return whether the day comes first in the dates; None where nothing settles it.

    The column itself may prove its heading wrong; then neither settles it.
    """
    if mapping is not None and mapping.date_order is not None:
        return ORDERS[mapping.date_order]
    number = sheet.column("date")
    said = day_first(sheet.columns[number].heading)
    shown = order_of([row.cells[number].text for row in sheet.rows])
    return None if None not in (said, shown) and said != shown else said if shown is None else shown


def _deployments(reading: Reading) -> Iterator[Deployment]:
    sheet = reading.sheet
    dates, places = sheet.column("date"), sheet.column("place")
    headings = tuple(cell.text for cell in sheet.headings)
    rows = [row for row in sheet.rows if row.texts != headings and not is_total(reading, row)]
    days = [read_day(row.cells[dates].text, day_first=reading.day_first) for row in rows]
    strange = misplaced(days)
    for number, (row, day) in enumerate(zip(rows, days, strict=True)):
        printed = row.cells[dates].text.strip()
        place, status, remark = _place(row.cells[places].text)
        figures = tuple(reading.figures(row))
        if not _is_deployment(printed, place, figures):
            reading.doubt(
                "rows",
                "the row has neither a date nor a place with a figure; it was not read",
                row.passage(reading.document),
            )
            continue
        doubt_day(reading, row, day, strange.get(number, ()))
        doubt_place(reading, row, place, status, remark)
        yield Deployment(
            key=_key(reading, day, place),
            day=day,
            day_printed=printed if day is None else None,
            place=place or None,
            status=status,
            status_reason=remark,
            use_cases=_use_cases(reading, row),
            figures=figures,
            passage=row.passage(reading.document),
        )


def _is_deployment(printed: str, place: str, figures: Sequence[Figure]) -> bool:
    """Whether a row tells of a deployment: a date, or a place with figures, and not a remark."""
    given = any(figure.value is not None for figure in figures)
    return bool(printed and (place or given)) or bool(place and given)


def _key(reading: Reading, day: date | None, place: str) -> str:
    name = f"{'undated' if day is None else day.isoformat()}-{slug(place) or 'no-place'}"
    reading.keys[name] += 1
    ordinal = reading.keys[name]
    return name if ordinal == 1 else f"{name}-{ordinal}"


def _place(printed: str) -> tuple[str, str | None, str | None]:
    """Return the place, the status, and the source's remark on it.

    A remark that is not understood leaves the status open; a name is no remark.

    >>> _place("Soho (fault stopped deployment)")
    ('Soho', 'stopped', 'fault stopped deployment')
    >>> _place("Soho - ended early"), _place("Soho - Elm Path")
    (('Soho', None, 'ended early'), ('Soho - Elm Path', 'completed', None))
    """
    match = _REMARK.fullmatch(printed)
    if match is None:
        return printed.strip(), "completed", None
    remark = (match["inside"] or match["after"]).strip()
    told = [status for word, status in STATUS.items() if word in remark.lower()]
    if not told and not any(word[:1].islower() for word in remark.split()):
        return printed.strip(), "completed", None
    return match["place"].strip(), told[0] if len(told) == 1 else None, remark


def _use_cases(reading: Reading, row: Row) -> tuple[str, ...]:
    found: list[str] = []
    for number, column in enumerate(reading.sheet.columns, start=1):
        if column.field != "use-case":
            continue
        passage = row.passage(reading.document, number)
        codes = read_purpose(passage.quote, reading.purposes.at(passage.end or 0))
        if codes is None:
            reading.doubt(
                "use-case",
                f"'{passage.quote}' is no purpose that the record explains or that is known",
                passage,
            )
        else:
            found += codes
    return tuple(found)
