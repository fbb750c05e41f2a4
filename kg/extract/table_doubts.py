"""Say what a table of deployments leaves open; nothing is corrected, and no row dropped for it."""

import re
from collections.abc import Sequence
from datetime import date

from kg.extract.days import needs_order
from kg.extract.headings import UNREAD
from kg.extract.mapping import TableMapping, unsaid
from kg.extract.sheet import Row
from kg.extract.sums import NONE, OTHER, doubtful_sums, repeats_outcomes
from kg.extract.table_reading import Reading
from kg.model import Deployment

_TOTAL = re.compile(r"(?:grand |sub-?\s?)?totals?:?", re.IGNORECASE)


def doubt_table(reading: Reading, mapping: TableMapping | None) -> None:
    """Take down what is open of the table as a whole: columns, the order of dates, stray rows."""
    document, sheet = reading.document, reading.sheet
    passed_over = () if mapping is None else unsaid(mapping, [cell.text for cell in sheet.headings])
    unnamed = set(passed_over)
    for number, (cell, column) in enumerate(zip(sheet.headings, sheet.columns, strict=False)):
        passage = document.passage(cell.start, cell.end)
        if column.field == UNREAD and (mapping is None or number in unnamed):
            reading.doubt("columns", _unread(cell.text, mapping), passage)
        elif column.definition is not None:
            reading.doubt(
                column.field,
                f"the column '{cell.text}' counts {column.definition.replace('-', ' ')} together; "
                "its figures are kept apart from those of columns that count one of them",
                passage,
            )
    number = sheet.column("date")
    open_days = sum(needs_order(row.cells[number].text) for row in sheet.rows)
    if reading.day_first is None and open_days:
        heading = sheet.headings[number] if sheet.headings else sheet.rows[0].cells[number]
        reading.doubt(
            "date",
            "nothing settles whether day or month comes first: neither the heading nor the whole "
            f"column; {open_days} dates that read both ways are kept as printed and give no day: "
            "say the order in a mapping (--table), or write the days into the record",
            document.passage(heading.start, heading.end),
        )
    for row in sheet.strays:
        reading.doubt(
            "rows",
            "the row does not fit the columns of the table, and was not read",
            row.passage(document),
        )


def _unread(heading: str, mapping: TableMapping | None) -> str:
    if mapping is not None:
        return (
            f"the mapping does not name the column '{heading}', so its cells are kept and not "
            "read; say there which measure it is, or that it is unread"
        )
    return (
        f"the heading '{heading}' is not known, so its cells are kept and not read; "
        "say in the record which measure it is"
    )


def doubt_day(reading: Reading, row: Row, day: date | None, others: Sequence[date]) -> None:
    """Take down what is open of the day of *row*, read as *day* or else as one of *others*."""
    passage = reading.passage(row, "date")
    if day is None:
        if not needs_order(passage.quote) or reading.day_first is not None:
            reading.doubt(
                "date",
                f"'{passage.quote}' is no day that can be read; the deployment is kept without one",
                passage,
            )
        return
    if others:
        read = " or ".join(other.isoformat() for other in others)
        reading.doubt(
            "date",
            f"'{passage.quote}' reads {day.isoformat()}, which breaks the order of the rows around "
            f"it; {read} would keep it: it is kept as printed",
            passage,
        )
    elif reading.title is not None and not reading.title.covers(day):
        reading.doubt(
            "date",
            f"'{passage.quote}' reads {day.isoformat()}, and the title says that the record is of "
            f"{' to '.join(dict.fromkeys(reading.title.years))}: it is kept as printed",
            passage,
        )


def doubt_place(
    reading: Reading, row: Row, place: str, status: str | None, remark: str | None
) -> None:
    """Take down what is open of the place of *row*, and of the remark beside it."""
    passage = reading.passage(row, "place")
    if status is None:
        reading.doubt(
            "status",
            f"the remark '{remark}' does not tell whether the deployment took place; "
            "write its status into the record",
            passage,
        )
    if not place:
        reading.doubt(
            "place", "the cell of the place is blank; the deployment is kept without one", passage
        )
    elif place.endswith(","):
        reading.doubt("place", f"'{place}' seems to be cut short in the document", passage)


def doubt_figures(reading: Reading, deployments: Sequence[Deployment]) -> None:
    """Take down which cells cannot be read, and which sums do not hold."""
    repeated = repeats_outcomes([row.figures for row in deployments])
    if repeated:
        _doubt_repeated(reading)
    rows = {(row.page, row.number): row for row in reading.sheet.rows}
    for deployment in deployments:
        row = rows[deployment.passage.page, deployment.passage.row or 0]
        read = {figure.passage.column for figure in deployment.figures}
        for number in reading.measures():
            if number not in read:
                measure = reading.sheet.columns[number - 1].field
                passage = row.passage(reading.document, number)
                reading.doubt(
                    measure, f"'{passage.quote}' is no {measure} that can be read", passage
                )
        for measure, said in doubtful_sums(deployment.figures, repeated=repeated):
            reading.doubt(measure, said, deployment.passage)


def _doubt_repeated(reading: Reading) -> None:
    sheet = reading.sheet
    if not sheet.headings:
        return
    one, other = (sheet.headings[sheet.column(name)] for name in (OTHER, NONE))
    first, last = sorted((one, other), key=lambda cell: cell.start)
    reading.doubt(
        OTHER,
        f"every row prints under '{other.text}' what it prints under '{one.text}': one repeats the "
        "other, so the two must not be added; both are kept as printed",
        reading.document.passage(first.start, last.end),
    )


def is_total(reading: Reading, row: Row) -> bool:
    """Return whether *row* adds up those above it; tell where it does not."""
    if not _adds_up(row):
        return False
    above = reading.sheet.rows[: reading.sheet.rows.index(row)]
    if any(map(_adds_up, above)):
        return True
    for number in reading.measures():
        said, parts = _count(reading, row, number), [_count(reading, n, number) for n in above]
        added = sum(part for part in parts if part is not None)
        # Where a part is held back or cannot be read, nobody can tell whether they add up.
        if said is not None and parts and None not in parts and said != added:
            reading.doubt(
                reading.sheet.columns[number - 1].field,
                f"the total is printed as {said}, and the rows above it give {added}",
                row.passage(reading.document, number),
            )
    return True


def _adds_up(row: Row) -> bool:
    return any(_TOTAL.fullmatch(text.strip()) for text in row.texts)


def _count(reading: Reading, row: Row, number: int) -> int | None:
    """Return the count in a cell, 0 where the source gives none; None where that is not known."""
    found = reading.figure(row, number)
    if found is None or found.missing not in (None, "blank", "not-applicable"):
        return None
    if found.value is None:
        return None if _adds_up(row) else 0
    return found.value if isinstance(found.value, int) else None
