"""Hold the quotations of a record against the bytes that they were read from."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain

from kg.model import Cell, Document, Doubt, Passage, Record
from kg.model.passage import CELL_BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A quotation that does not stand where the record says."""

    place: str
    """Where it should stand, for a person."""

    quoted: str
    found: str | None
    """What stands there; None when the document has no such place."""

    line: int | None
    """Line of the record file, where the record tells it."""


def mismatches(record: Record, document: Document) -> Iterator[Mismatch]:
    """Yield each quotation of *record* that *document* does not bear out."""
    for passage, line in passages(record):
        found = words_at(document, passage)
        if found is None or not passage.holds(found):
            yield Mismatch(
                place=document.where(passage), quoted=passage.quote, found=found, line=line
            )


def passages(part: object, line: int | None = None) -> Iterator[tuple[Passage, int | None]]:
    """Yield every passage in *part*, a record or a piece of one, with the nearest known line.

    Doubts are left out: they tell a reader where to look, and state nothing.
    """
    if isinstance(part, Passage):
        yield part, line
    elif isinstance(part, tuple):
        yield from chain.from_iterable(passages(item, line) for item in part)
    elif is_dataclass(part) and not isinstance(part, Doubt):
        nearest = getattr(part, "line", None) or line
        for field in fields(part):
            yield from passages(getattr(part, field.name), nearest)


def words_at(document: Document, passage: Passage) -> str | None:
    """Return what stands in *document* at *passage*; None when it has no such place."""
    if passage.row is not None:
        row = _row(document, passage.page, passage.row)
        if row is None:
            return None
        if passage.column is None:
            return CELL_BREAK.join(cell.text for cell in row)
        return row[passage.column - 1].text if passage.column <= len(row) else None
    if passage.start is not None and passage.end is not None:
        if passage.end > len(document.text):
            return None
        return document.text[passage.start : passage.end]
    return _on_page(document, passage)


def _row(document: Document, page: int | None, number: int) -> tuple[Cell, ...] | None:
    rows = [row for table in document.tables if table.page == page for row in table.rows]
    return rows[number - 1] if number <= len(rows) else None


def _on_page(document: Document, passage: Passage) -> str | None:
    if passage.page is None:
        return passage.quote if passage.quote in document.text else None
    if passage.page > len(document.page_starts):
        return None
    start = document.page_starts[passage.page - 1]
    later = document.page_starts[passage.page :]
    end = later[0] if later else len(document.text)
    return passage.quote if passage.quote in document.text[start:end] else None
