"""Read a part of a DOCX as paragraphs and tables, with the numbers of its lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from kg.ingest.block import Block
from kg.ingest.docx_numbering import LEVELS, Numbering
from kg.ingest.docx_styles import is_on, value
from kg.ingest.docx_words import Reader, Words, printed

WIDEST = 200
"""A cell that is said to be wider than this many columns is as wide as this."""

_DELETED = ("del", "moveFrom")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed, its automatic number included."""

    text: str
    links: tuple[tuple[str, int, int], ...] = ()
    """Where words point to, and where they stand in the text."""

    marks: tuple[tuple[int, int], ...] = ()
    """Where marks of notes stand in the text."""

    is_heading: bool = False

    def unmarked(self) -> str:
        """Return the words on one line, without marks of notes."""
        kept, last = "", 0
        for start, end in self.marks:
            kept, last = kept + self.text[last:start], end
        return " ".join((kept + self.text[last:]).split())


@dataclass(frozen=True, slots=True)
class CellOfTable:
    """A cell of a table, and the columns that it takes up."""

    blocks: tuple["Paragraph | TableOfCells", ...]
    column: int
    """First of its columns (from 0)."""

    width: int
    """How many columns it takes up."""

    is_continued: bool
    """Whether it is part of the cell above it."""

    def words(self) -> str:
        """Return all its words on one line."""
        return " ".join(
            filter(
                None, (block.unmarked() for block in self.blocks if isinstance(block, Paragraph))
            )
        )


@dataclass(frozen=True, slots=True)
class TableOfCells:
    """A table as the file tells it."""

    rows: tuple[tuple[CellOfTable, ...], ...]
    headings: int
    """How many of its first rows are marked to stand on every page."""

    def block(self) -> Block:
        """Return the table as lines of equally many cells."""
        width = max((cell.column + cell.width for row in self.rows for cell in row), default=0)
        lines = [[""] * width for _ in self.rows]
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        for number, row in enumerate(self.rows):
            for cell in row:
                first = (number, cell.column)
                above = (number - 1, cell.column)
                if cell.is_continued and number:
                    first = merged.get(above, above)
                else:
                    lines[number][cell.column] = cell.words()
                for column in range(cell.column, cell.column + cell.width):
                    if (number, column) != first:
                        merged[number, column] = first
        return Block(lines, merged)


Part = Paragraph | TableOfCells


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one part; lists are counted across all parts of the document."""

    reader: Reader
    numbering: Numbering
    embedded: list[str] = field(default_factory=list)
    """Files that stand in the document and are no part of it."""

    def blocks(self, parent: ET.Element) -> Iterator[Part]:
        """Yield the paragraphs and tables of *parent*, in reading order."""
        carried: Words | None = None
        for element in _blocks_of(parent):
            if element.tag == "tbl":
                if carried is not None:
                    yield _paragraph(carried)
                carried = None
                yield self._table(element)
            elif element.tag == "altChunk":
                self.embedded.append(element.get("id", ""))
            else:
                properties = element.find("pPr")
                words = self.reader.words(element, carried)
                # Where the end of a paragraph was deleted, the next goes on in the same line.
                carried = words if _ends_deleted(properties) else None
                if carried is None:
                    yield from self._finished(words, properties)
        if carried is not None:
            yield _paragraph(carried)

    def _finished(self, words: Words, properties: ET.Element | None) -> Iterator[Part]:
        mark = None if properties is None else properties.find("rPr")
        styles = self.reader.styles
        if words.length or not styles.is_hidden(mark, properties):
            number = self._number(properties)
            yield _paragraph(words, number, is_heading=styles.is_heading(properties))
        for box in words.boxes:
            yield from self.blocks(box)

    def _number(self, properties: ET.Element | None) -> str:
        listed = self.reader.styles.numbering(properties)
        if listed is None:
            return ""
        number, level, style = listed
        if level is None:
            level = self.numbering.level_of(number, style)
        return self.numbering.next(number, level) if level < LEVELS else ""

    def _table(self, table: ET.Element) -> TableOfCells:
        rows = []
        headings, counting = 0, True
        for row in _within(table, "tr"):
            properties = row.find("trPr")
            if properties is not None and properties.find("del") is not None:
                continue
            counting = counting and properties is not None and is_on(properties.find("tblHeader"))
            headings += counting
            rows.append(tuple(self._cells(row, properties)))
        return TableOfCells(tuple(rows), headings)

    def _cells(self, row: ET.Element, properties: ET.Element | None) -> Iterator[CellOfTable]:
        column = 0 if properties is None else _width(value(properties, "gridBefore"), 0)
        for cell in _within(row, "tc"):
            own = cell.find("tcPr")
            width, continued, beside = 1, False, False
            if own is not None:
                width = _width(value(own, "gridSpan"), 1)
                merge, side = own.find("vMerge"), own.find("hMerge")
                continued = merge is not None and merge.get("val") != "restart"
                beside = side is not None and side.get("val") != "restart"
            blocks = tuple(self.blocks(cell))
            if not beside:
                yield CellOfTable(blocks, column, width, continued)
            column += width


def _paragraph(words: Words, number: str = "", *, is_heading: bool = False) -> Paragraph:
    shift = len(number)
    return Paragraph(
        number + words.text.rstrip("\n") if words.length else number.rstrip(),
        tuple((target, start + shift, end + shift) for target, start, end in words.links),
        tuple((start + shift, end + shift) for start, end in words.marks),
        is_heading,
    )


def _blocks_of(parent: ET.Element) -> Iterator[ET.Element]:
    """Yield the paragraphs and tables of *parent*, those in containers included."""
    for element in printed(parent):
        if element.tag in {"p", "tbl", "altChunk"}:
            yield element
        else:
            yield from _blocks_of(element)


def _within(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the rows of a table, or the cells of a row, those in containers included."""
    for element in printed(parent):
        if element.tag == tag:
            yield element
        elif element.tag not in {"tr", "tc", "p", "tbl"}:
            yield from _within(element, tag)


def _ends_deleted(properties: ET.Element | None) -> bool:
    """Whether the end of a paragraph was deleted under tracking."""
    mark = None if properties is None else properties.find("rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _DELETED)


def _width(text: str | None, otherwise: int) -> int:
    known = text is not None and text.isascii() and text.isdecimal()
    return min(int(text), WIDEST) if known and text else otherwise


def paragraphs(blocks: Iterable[Part]) -> Iterator[Paragraph]:
    """Yield all paragraphs of *blocks*, those in tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from paragraphs(
                part for row in block.rows for cell in row for part in cell.blocks
            )


def is_blank(blocks: Sequence[Part]) -> bool:
    """Return whether *blocks* hold no words."""
    return not any(paragraph.text.strip() for paragraph in paragraphs(blocks))
