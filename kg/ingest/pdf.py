"""Read a PDF: its words page by page, and its ruled tables cell by cell.

In the text, a table stands as one line for its headings and one for each row,
with a tab between cells, so that every cell has its place in the text too.
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest.grid import Grid, grid_of
from kg.model import Cell, Document, Table
from kg.model.passage import CELL_BREAK

SMALLER = 0.8
"""A footnote's mark is smaller than this share of the letter that it is raised beside."""

MARKS = frozenset("0123456789*†‡§")

DAMAGE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the reader of PDFs lets escape when an object in the file is not what it should be."""

REASON = 100
"""The reader may quote the whole of a broken object; this much of it is told (characters)."""


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that *content* is.

    Raises:
        UnreadableSourceError: the file is damaged or locked.
        NoTextError: no page has words; it was scanned.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    layout = _Layout()
    try:
        with pdfplumber.open(BytesIO(content)) as opened:
            for page in opened.pages:
                layout.start_page()
                _lay_out(page, layout)
    except (PdfminerException, MalformedPDFException, PDFPasswordIncorrect, *DAMAGE) as error:
        reason = error.args[0] if error.args else error
        if isinstance(reason, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
            raise UnreadableSourceError(
                f"{name}: the PDF is locked with a password; save a copy without one"
            ) from error
        told = str(reason) or type(reason).__name__
        told = told if len(told) <= REASON else told[:REASON] + "…"
        raise UnreadableSourceError(
            f"{name}: the PDF is damaged ({told}); download it again"
        ) from error
    pages = len(layout.page_starts)
    if not layout.text.strip():
        which = "page 1 has" if pages == 1 else f"none of its {pages} pages has"
        raise NoTextError(
            f"{name}: {which} any text, so it was probably scanned; make its text readable with an "
            "OCR program such as ocrmypdf, and read the result"
        )
    return Document(
        name=name,
        media_type="application/pdf",
        sha256=sha256,
        text=layout.text,
        page_starts=tuple(layout.page_starts),
        tables=tuple(layout.tables),
        url=url,
    )


@dataclass(slots=True)
class _Layout:
    """The text as it grows, and where pages and tables stand in it."""

    text: str = ""
    page_starts: list[int] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def start_page(self) -> None:
        if self.page_starts:
            self.text += "\f"
        self.page_starts.append(len(self.text))

    def line(self, words: str) -> None:
        self.text += words + "\n"

    def table(self, grid: Grid) -> None:
        headings = self._row(grid.headings) if grid.headings else ()
        rows = tuple(self._row(row) for row in grid.rows)
        self.tables.append(Table(page=len(self.page_starts), headings=headings, rows=rows))

    def _row(self, words: Sequence[str]) -> tuple[Cell, ...]:
        cells = []
        for word in words:
            cells.append(Cell(text=word, start=len(self.text), end=len(self.text) + len(word)))
            self.text += word + CELL_BREAK
        self.text = self.text.removesuffix(CELL_BREAK) + "\n"
        return tuple(cells)


def _lay_out(page: Any, layout: _Layout) -> None:
    """Add the lines and tables of a pdfplumber page to *layout*, from top to bottom."""
    page = _without_marks(page)
    found = [
        (table.bbox, grid)
        for table in page.find_tables()
        if (grid := grid_of(table.extract())) is not None
    ]
    found.sort(key=lambda item: float(item[0][1]))
    lines = page.extract_text_lines(return_chars=False)
    for bbox, grid in found:
        while lines and lines[0]["top"] < bbox[1]:
            layout.line(lines.pop(0)["text"])
        while lines and _middle(lines[0]) < bbox[3]:
            lines.pop(0)
        layout.table(grid)
    for line in lines:
        layout.line(line["text"])


def _middle(line: dict[str, Any]) -> float:
    return (float(line["top"]) + float(line["bottom"])) / 2


def _without_marks(page: Any) -> Any:
    """Return *page* without the small raised letters in its tables: marks of footnotes."""
    marks = {
        (char["x0"], char["top"])
        for table in page.find_tables()
        for char in _marks(page.crop(table.bbox, strict=False).chars)
    }
    return page.filter(
        lambda thing: thing["object_type"] != "char" or (thing["x0"], thing["top"]) not in marks
    )


def _marks(chars: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the digits and signs that are printed small and raised right beside a larger letter.

    Small print alone is no mark: a figure or a heading may be set smaller than the rest.
    The order in which a PDF draws its letters tells nothing, so only their places count.
    """
    printed = sorted(
        (char for char in chars if not char["text"].isspace()), key=lambda char: float(char["x1"])
    )
    ends = [float(char["x1"]) for char in printed]
    for char in printed:
        if char["text"] not in MARKS:
            continue
        reach = float(char["size"]) / 2
        near = printed[
            bisect_left(ends, char["x0"] - reach) : bisect_right(ends, char["x0"] + reach)
        ]
        if any(_is_raised(char, beside) for beside in near):
            yield char


def _is_raised(char: dict[str, Any], beside: dict[str, Any]) -> bool:
    size = float(beside["size"])
    return bool(
        char["size"] < SMALLER * size
        and beside["top"] < char["bottom"] < beside["bottom"] - size / 5
    )
