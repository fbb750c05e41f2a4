"""Lay out the text of a document as it is read, and keep where everything stands in it.

A table stands as one line for its headings and one for each row, with a tab
between cells, so that every cell has its place in the text too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from kg.ingest.grid import Grid
from kg.model import Cell, Document, Doubt, Link, Table
from kg.model.passage import CELL_BREAK

Span = tuple[int, int]
"""First character of some words in the text, and one past the last."""

_FOLLOWED = re.compile(r"(?:https?|ftp|mailto):", re.I)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_PRINTED_BY = re.compile(r"Microsoft (?:Office )?(?:Word|Excel)\s*-\s*", re.I)
_NO_TITLE = re.compile(
    r"(?:untitled|document|book|workbook|presentation|title|none)\s*\d*|.*\.(?:docx?|dotx?|xlsx?)",
    re.I,
)
"""What programs write where nobody gave a title."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and what is known of its words; places count its characters."""

    text: str
    links: tuple[tuple[str, int, int], ...] = ()
    """Addresses that words point to, and where they stand."""

    doubts: tuple[tuple[str, int, int], ...] = ()
    """Why words may not be what the document says, and where they stand."""


@dataclass(slots=True)
class Layout:
    """The text as it grows, and where pages, tables, links and doubts stand in it."""

    name: str
    url: str | None = None
    length: int = 0
    page_starts: list[int] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    doubtful: list[tuple[str, Span]] = field(default_factory=list)

    def start_page(self) -> None:
        """Begin a page, or the first."""
        if self.page_starts:
            self._add("\f")
        self.page_starts.append(self.length)

    def line(self, words: str) -> Span:
        """Add a line; return where its words stand."""
        start = self.length
        self._add(words)
        self._add("\n")
        return start, start + len(words)

    def add(self, line: Line) -> None:
        """Add a line with its links and doubts."""
        start, _ = self.line(line.text)
        for target, first, last in line.links:
            self.link(target, (start + first, start + last))
        for reason, first, last in line.doubts:
            self.doubt(reason, (start + first, start + last))

    def table(self, grid: Grid) -> Table:
        """Add a table, a line for its headings and one for each row."""
        headings = self._row(grid.headings) if grid.headings else ()
        rows = tuple(self._row(row) for row in grid.rows)
        page = len(self.page_starts) or None
        laid = Table(page=page, headings=headings, rows=rows)
        self.tables.append(laid)
        return laid

    def link(self, target: str, span: Span) -> None:
        """Take down that the words at *span* point to *target*.

        A place inside the document and what no browser follows are left out.
        """
        if self.url is not None and not _SCHEME.match(target):
            target = urljoin(self.url, target)
        if span[0] < span[1] and (_FOLLOWED.match(target) or not _SCHEME.match(target)):
            self.links.append(Link(target=target, start=span[0], end=span[1]))

    def doubt(self, reason: str, span: Span) -> None:
        """Take down that the words at *span* may not be what the document says, and why."""
        self.doubtful.append((reason, span))

    def document(self, *, media_type: str, sha256: str, title: str | None = None) -> Document:
        """Return all that was laid out."""
        found = Document(
            name=self.name,
            media_type=media_type,
            sha256=sha256,
            text="".join(self.parts),
            page_starts=tuple(self.page_starts),
            tables=tuple(self.tables),
            links=tuple(sorted(self.links, key=lambda link: (link.start, link.end))),
            title=title_of(title),
            url=self.url,
        )
        doubts = tuple(
            Doubt(field="text", reason=reason, passage=found.passage(*span))
            for reason, span in self.doubtful
        )
        return replace(found, doubts=doubts)

    def _row(self, words: Sequence[str]) -> tuple[Cell, ...]:
        cells = []
        for number, word in enumerate(words):
            if number:
                self._add(CELL_BREAK)
            cells.append(Cell(text=word, start=self.length, end=self.length + len(word)))
            self._add(word)
        self._add("\n")
        return tuple(cells)

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def title_of(named: str | None) -> str | None:
    """Return the title that a document's metadata give, without what programs put there.

    >>> title_of("Microsoft Word - Reply to a request"), title_of("Document1")
    ('Reply to a request', None)
    """
    words = " ".join(_UNPRINTED.sub(" ", named or "").split())
    words = _PRINTED_BY.sub("", words)
    return None if not words or _NO_TITLE.fullmatch(words) else words
