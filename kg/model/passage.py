"""The words that a fact rests on, and where they stand."""

from dataclasses import dataclass

ELLIPSIS = "…"
"""Ends a quotation that holds only the opening of the words."""

CELL_BREAK = "\t"
"""Stands between the cells of a row, in a document's text and in the quotation of a whole row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document's text, or a cell or row of one of its tables.

    A text passage has ``start`` and ``end``; a table passage has ``page`` and
    ``row``, and ``column`` where it is one cell.  A record read from YAML keeps
    only what can be found again in the bytes: offsets into the text of a PDF
    depend on how it was laid out, so a record tells its cells by page, row and column.
    """

    quote: str
    """The words as printed, or their opening followed by ``…`` where they were cut short."""

    start: int | None = None
    """First character (offset into the document's text, from 0)."""

    end: int | None = None
    """One past the last character (offset)."""

    page: int | None = None
    """Page of a paged document (from 1)."""

    row: int | None = None
    """Row of the table on that page, not counting headings (from 1)."""

    column: int | None = None
    """Column of the table (from 1); None for a whole row."""

    @property
    def abridged(self) -> bool:
        """Whether the quotation holds only the opening of the words."""
        return self.quote.endswith(ELLIPSIS)

    def holds(self, words: str) -> bool:
        """Return whether *words*, read from the document again, are the words quoted."""
        if self.abridged:
            return words.startswith(self.quote.removesuffix(ELLIPSIS).rstrip())
        return words == self.quote
