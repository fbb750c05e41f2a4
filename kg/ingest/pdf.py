"""Read a PDF: its words page by page, and its ruled tables cell by cell.

A page that is a picture, as a scanner makes it, goes through OCR; one that has
words never does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest import ocr
from kg.ingest.grid import Grid
from kg.ingest.layout import Layout
from kg.ingest.pdf_lines import DAMAGE, hyperlinks, stretches
from kg.ingest.ruled import Item, tables_of, whole
from kg.model import Document

SMALLER = 0.8
"""A footnote's mark is smaller than this share of the letter that it is raised beside."""

MARKS = frozenset("0123456789*†‡§")

REASON = 100
"""The reader may quote the whole of a broken object; this much of it is told (characters)."""

PAGES = 1_000
"""The most pages of a PDF that are read."""

COVERED = 0.5
"""A page without words is scanned when pictures cover at least this share of it."""

FILLED = 0.8
FEW = 20
"""Pictures that cover FILLED of a page with fewer words than this may hold the letter itself."""

OUTLINES = 200
"""A page without words and with more curves than this has its letters drawn as shapes."""

STORED = 200_000_000
"""A page with a picture of more pixels than this is not drawn."""


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that *content* is.

    Raises:
        UnreadableSourceError: the file is damaged, locked or too long.
        NoTextError: no page has words, and OCR finds none or cannot be done.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    layout = Layout(name, url)
    pages = _Pages(content)
    try:
        with pdfplumber.open(BytesIO(content), raise_unicode_errors=False) as opened:
            count = len(opened.pages)
            if count > PAGES:
                raise UnreadableSourceError(
                    f"{name}: {count:,} pages, and at most {PAGES:,} are read; "
                    "save those that answer the request as a file of their own"
                )
            for number, items in enumerate(whole(map(pages.items, opened.pages)), start=1):
                layout.start_page()
                _lay_out(items, pages.links.get(number, ()), layout)
            title = opened.metadata.get("Title")
    except (PdfminerException, MalformedPDFException, PSException, *DAMAGE) as error:
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
    if not "".join(layout.parts).strip():
        raise NoTextError(_without_text(name, count, pages))
    ocr.tell_unread(layout, pages.unread)
    for page in pages.few:
        start = layout.page_starts[page - 1]
        layout.doubt(
            f"page {page} is mostly a picture, which was not read; look at it", (start, start)
        )
    return layout.document(
        media_type="application/pdf",
        sha256=sha256,
        title=title if isinstance(title, str) else None,
    )


def _without_text(name: str, count: int, pages: "_Pages") -> str:
    """Return that a PDF has no words, why, and what to do."""
    which = "page 1 has" if count == 1 else f"none of its {count} pages has"
    if pages.scans.read:
        return (
            f"{name}: {which} any text, and of the scan: {pages.unread[0][1]}; if a person can "
            "read it, scan it again, straight and with 300 dots an inch"
        )
    if pages.unread:
        return f"{name}: {which} any text: scanned, and not read: {pages.unread[0][1]}"
    return f"{name}: {which} any text, or a picture of some; save the document again"


@dataclass(slots=True)
class _Pages:
    """Reads pages one after the other, and remembers what was left unread."""

    content: bytes
    scans: ocr.Reader = field(default_factory=ocr.Reader)
    links: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """Addresses and the words that point to them in the tables of each page."""

    unread: list[tuple[int, str]] = field(default_factory=list)
    """Scanned pages that were not read, and why."""

    few: list[int] = field(default_factory=list)
    """Pages with few words beside a picture that fills them."""

    def items(self, page: Any) -> list[Item]:
        """Return the lines and tables of a pdfplumber page, from top to bottom."""
        try:
            return self._scanned(page) if _is_scanned(page) else self._printed(page)
        finally:
            page.close()

    def _printed(self, page: Any) -> list[Item]:
        if _is_filled(page):
            self.few.append(int(page.page_number))
        page = _without_marks(page)
        tables = tables_of(page)
        boxes = [box for box, _ in tables]
        if tables:
            self.links[int(page.page_number)] = list(_pointed(page, boxes))
        parts: list[tuple[float, Sequence[Item]]] = [(box[1], (grid,)) for box, grid in tables]
        parts += [(found.top, found.lines) for found in stretches(page, boxes)]
        parts.sort(key=lambda part: part[0])
        return [item for _, items in parts for item in items]

    def _scanned(self, page: Any) -> list[Item]:
        number = int(page.page_number)
        try:
            self.scans.check()
            return list(self.scans.lines(self._drawn(page)))
        except ocr.UnreadPageError as error:
            self.unread.append((number, str(error)))
            return []

    def _drawn(self, page: Any) -> Any:
        """Return a picture of *page*.

        Raises:
            UnreadPageError: it cannot be drawn.
        """
        import pypdfium2

        for image in page.images:
            width, height = (int(size) for size in image["srcsize"])
            if width * height > STORED:
                raise ocr.UnreadPageError(f"its picture has more than {STORED:,} pixels")
        scale = ocr.scale_for(float(page.width), float(page.height))
        try:
            with closing(pypdfium2.PdfDocument(self.content)) as document:
                drawn = document[int(page.page_number) - 1].render(scale=scale, grayscale=True)
                return drawn.to_pil().copy()
        except pypdfium2.PdfiumError as error:
            raise ocr.UnreadPageError(f"it cannot be drawn ({error})") from error


def _is_scanned(page: Any) -> bool:
    """Whether *page* has no words, and pictures or outlines that may be some."""
    if any(not char["text"].isspace() for char in page.chars):
        return False
    return _covered(page) >= COVERED or len(page.curves) > OUTLINES


def _is_filled(page: Any) -> bool:
    """Whether a picture fills *page*, and there are few words beside it."""
    return bool(page.images) and _covered(page) >= FILLED and len(page.extract_words()) < FEW


def _covered(page: Any) -> float:
    """Return the share of *page* that pictures cover; a scanner may cut it into strips."""
    left, top, right, bottom = (float(edge) for edge in page.bbox)
    area = 0.0
    for image in page.images:
        width = min(float(image["x1"]), right) - max(float(image["x0"]), left)
        height = min(float(image["bottom"]), bottom) - max(float(image["top"]), top)
        area += max(width, 0.0) * max(height, 0.0)
    return area / max((right - left) * (bottom - top), 1.0)


def _lay_out(items: Sequence[Item], pointed: Sequence[tuple[str, str]], layout: Layout) -> None:
    """Add the lines and tables of a page, and the links in its tables."""
    for item in items:
        if not isinstance(item, Grid):
            layout.add(item)
            continue
        laid = layout.table(item)
        for target, words in pointed:
            places = [
                cell.start + cell.text.index(words)
                for row in (laid.headings, *laid.rows)
                for cell in row
                if words in cell.text
            ]
            # The same words in two cells do not tell which of them is meant.
            if len(places) == 1:
                layout.link(target, (places[0], places[0] + len(words)))


def _pointed(page: Any, boxes: Sequence[Sequence[float]]) -> Iterator[tuple[str, str]]:
    """Yield the links in the tables of a page: the address, and the words that point to it."""
    for link in hyperlinks(page):
        middle = (float(link["top"]) + float(link["bottom"])) / 2
        if any(top <= middle <= bottom for _, top, _, bottom in boxes):
            box = (link["x0"], link["top"], link["x1"], link["bottom"])
            words = " ".join(page.crop(box, strict=False).extract_text().split())
            if words:
                yield str(link["uri"]), words


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
