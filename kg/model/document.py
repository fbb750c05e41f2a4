"""What ingest hands on: the text of a document, with the place of every character."""

from bisect import bisect_right
from dataclasses import dataclass

from kg.model.passage import Passage
from kg.model.record import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One printed cell of a table; ``text[start:end]`` of the document is its text."""

    text: str
    """The words in the cell on one line; empty when the cell is blank."""

    start: int
    """First character (offset into the document's text)."""

    end: int
    """One past the last character (offset)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: one line of headings and the rows under them, all equally wide.

    There are no headings where a table goes on from an earlier page.
    """

    page: int | None
    """Page, or sheet of a workbook, that it stands on (from 1); None where there are none."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words of a document that point elsewhere; ``text[start:end]`` are the words."""

    target: str
    """Address that the words point to, absolute where the document's own address is known."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was read: its text and tables, and which bytes they came from."""

    name: str
    """File name or address, as the person gave it."""

    media_type: str
    """IANA media type, such as ``text/plain``."""

    sha256: str
    """Hash of the bytes (lower-case hexadecimal)."""

    text: str
    """All words, line ends as ``\\n``; offsets count its characters."""

    page_starts: tuple[int, ...] = ()
    """Offset at which each page begins; empty where there are no pages."""

    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    """In reading order."""

    title: str | None = None
    """What the document calls itself, in its metadata; None when it does not."""

    url: str | None = None
    """Address that it was published at; None when not known."""

    doubts: tuple[Doubt, ...] = ()
    """What could not be read for certain, such as words that OCR is not sure of."""

    def passage(self, start: int, end: int) -> Passage:
        """Return the words from *start* to *end* as a passage."""
        return Passage(quote=self.text[start:end], start=start, end=end, page=self.page(start))

    def page(self, offset: int) -> int | None:
        """Return the page (from 1) on which the character at *offset* stands."""
        return bisect_right(self.page_starts, offset) or None if self.page_starts else None

    def where(self, passage: Passage) -> str:
        """Return a place that a person can find: file, page or line, row and column."""
        parts = [self.name]
        if passage.page is not None:
            parts.append(f"page {passage.page}")
        if passage.row is not None:
            parts.append(f"row {passage.row}")
        if passage.column is not None:
            parts.append(f"column {passage.column}")
        if len(parts) == 1 and passage.start is not None:
            parts.append(f"line {self.text.count(chr(10), 0, passage.start) + 1}")
        return ", ".join(parts)
