"""Read a DOCX: a line for each paragraph, its tables in place, its list numbers as printed.

The letterhead stands first and the small print of the footers last, once each.
Such a file has no pages: they are made where it is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from xml.etree import ElementTree as ET

from kg.errors import NoTextError
from kg.ingest import docx_numbering, docx_styles
from kg.ingest.block import Found, is_figure, table_in, title_lines
from kg.ingest.docx_blocks import (
    BlockReader,
    Paragraph,
    Part,
    TableOfCells,
    is_blank,
    paragraphs,
)
from kg.ingest.docx_numbering import Numbering
from kg.ingest.docx_styles import Styles, is_on
from kg.ingest.docx_words import Reader
from kg.ingest.grid import has_figures
from kg.ingest.layout import Layout
from kg.ingest.package import Package, Relation, opened
from kg.model import Cell, Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CELLS = 200_000
"""The most cells that a table may have."""

LONGEST = 80
"""A table of two columns whose first has more words (characters) is a list, not a table."""

PAIR = 2
TITLE = 200
"""A heading that is longer (characters) is no title."""

_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}


def read(content: bytes, *, name: str, sha256: str, url: str | None) -> Document:
    """Return the document that *content* is.

    Raises:
        UnreadableSourceError: the file is damaged, locked or hostile.
        NoTextError: there are no words in it.
    """
    with opened(content, name=name) as package:
        try:
            letter = _Letter.of(package)
            layout = Layout(name, url)
            _lay_out(letter.blocks(), layout, package)
        except RecursionError as error:
            raise package.error("its parts stand inside each other without end") from error
        if not "".join(layout.parts).strip():
            raise NoTextError(
                f"{name}: there are no words in it, only pictures if anything; "
                "save it as PDF, so that OCR can read its pages"
            )
        if letter.embedded:
            layout.doubt(
                "a file is embedded in the document and was not read; open the document and look",
                (0, layout.length),
            )
        return layout.document(media_type=MEDIA_TYPE, sha256=sha256, title=letter.title())


@dataclass(slots=True)
class _Letter:
    """The parts of a DOCX."""

    package: Package
    main: ET.Element
    relations: Mapping[str, Relation]
    styles: Styles
    numbering: Numbering
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package) -> "_Letter":
        part = package.main()
        relations = package.relations(part)
        main = package.tree(part)
        if main is None or main.find("body") is None:
            raise package.error(f"{part} has no body")
        return cls(
            package,
            main,
            relations,
            docx_styles.read(package.related(relations, "styles")),
            docx_numbering.read(package.related(relations, "numbering")),
        )

    def blocks(self) -> Iterator[Part]:
        """Yield all that is printed: letterhead, body, notes, footers."""
        body = self.main.find("body")
        found = [] if body is None else self._read(body, self.relations)
        self.headings = [block.text for block in paragraphs(found) if block.is_heading]
        yield from self._around("header")
        yield from found
        yield from self._notes()
        yield from self._around("footer")

    def title(self) -> str | None:
        """Return what the document calls itself, or else its first heading."""
        core = self.package.related(self.package.relations(""), "core-properties")
        named = None if core is None else core.findtext("title")
        heading = next((text for text in self.headings if text.strip()), "")
        return named or (heading if len(heading) <= TITLE else None)

    def _read(self, parent: ET.Element, relations: Mapping[str, Relation]) -> list[Part]:
        reader = BlockReader(Reader(self.styles, relations, self.marks), self.numbering)
        found = list(reader.blocks(parent))
        self.embedded += reader.embedded
        return found

    def _around(self, kind: str) -> Iterator[Part]:
        """Yield the headers or footers that are printed, each once."""
        seen: set[tuple[str, ...]] = set()
        settings = self.package.related(self.relations, "settings")
        even = settings is not None and is_on(settings.find("evenAndOddHeaders"))
        parts = []
        for section in self.main.iter("sectPr"):
            first = is_on(section.find("titlePg"))
            order = {"first": 0 if first else None, "default": 1, "even": 2 if even else None}
            found = [
                (place, self.relations[reference.get("id", "")].target)
                for reference in section.findall(f"{kind}Reference")
                if (place := order.get(reference.get("type", "default"))) is not None
                and reference.get("id", "") in self.relations
            ]
            parts += [part for _, part in sorted(found)]
        for part in dict.fromkeys(parts):
            root = self.package.tree(part)
            blocks = [] if root is None else self._read(root, self.package.relations(part))
            words = tuple(filter(None, (block.unmarked() for block in paragraphs(blocks))))
            if words and words not in seen:
                seen.add(words)
                yield from blocks

    def _notes(self) -> Iterator[Part]:
        """Yield the notes in the order in which they are referred to, each with its mark."""
        for kind, part in _NOTES.items():
            root = self.package.related(self.relations, part)
            if root is None:
                continue
            notes = {note.get("id", ""): note for note in root.findall(kind)}
            target = next(found.target for found in self.relations.values() if found.kind == part)
            relations = self.package.relations(target)
            for (marked, key), mark in tuple(self.marks.items()):
                if marked == kind and key in notes:
                    yield from _marked(mark, self._read(notes[key], relations))


def _marked(mark: str, blocks: Sequence[Part]) -> Iterator[Part]:
    """Yield *blocks* with the mark of their note before the first."""
    for number, block in enumerate(blocks):
        if number or not isinstance(block, Paragraph):
            yield block
            continue
        shift = len(mark) + 1
        links = tuple((target, start + shift, end + shift) for target, start, end in block.links)
        yield Paragraph(f"{mark} {block.text}", links)


def _lay_out(blocks: Iterable[Part], layout: Layout, package: Package) -> None:
    """Add *blocks* to *layout*, with at most one blank line between paragraphs."""
    blank = True
    for block in blocks:
        if isinstance(block, TableOfCells):
            _lay_out_table(block, layout, package)
            blank = False
        elif block.text.strip():
            start, _ = layout.line(block.text)
            for target, first, last in block.links:
                layout.link(target, (start + first, start + last))
            blank = False
        elif not blank:
            layout.line("")
            blank = True


def _lay_out_table(table: TableOfCells, layout: Layout, package: Package) -> None:
    width = max((cell.column + cell.width for row in table.rows for cell in row), default=0)
    if width * len(table.rows) > CELLS:
        raise package.error(f"a table has more than {CELLS:,} cells")
    cells = [cell for row in table.rows for cell in row]
    if not cells or all(is_blank(cell.blocks) for cell in cells):
        return
    block = table.block()
    above = title_lines(block)
    for line in table.rows[:above]:
        _lay_out(chain.from_iterable(cell.blocks for cell in line), layout, package)
    rest = TableOfCells(table.rows[above:], max(table.headings - above, 0))
    found = _table_in(rest)
    if found is None:
        for line in rest.rows:
            _lay_out(chain.from_iterable(cell.blocks for cell in line), layout, package)
        return
    laid = layout.table(found.grid)
    if found.stretched:
        row, column = found.stretched[0]
        cell = laid.rows[row][column]
        layout.doubt(
            "this cell is merged with others, whose words stand in the first alone; "
            "look at the table to see what it applies to",
            (cell.start, cell.end),
        )
    _link(rest, tuple(chain(laid.headings, *laid.rows)), layout)


def _table_in(table: TableOfCells) -> Found | None:
    """Return the table of short entries that *table* is; None when it only places paragraphs.

    Letters set questions beside answers, and a crest beside an address, as tables too.
    """
    block = table.block()
    found = table_in(block, headings=table.headings)
    cells = [cell.blocks for row in table.rows for cell in row]
    if found is None or any(isinstance(part, TableOfCells) for part in chain(*cells)):
        return None
    rows = found.grid.rows
    short = all(len(cell) <= LONGEST for row in rows for cell in row)
    if len(found.columns) == PAIR:
        figures = [bool(row[1]) and (is_figure(row[1]) or has_figures(row)) for row in rows]
        plain = all(figure or not row[1] for figure, row in zip(figures, rows, strict=True))
        asks = any("?" in row[0] for row in rows)
        return found if short and plain and not asks and sum(figures) >= PAIR else None
    headed = bool(found.grid.headings) and all(found.grid.headings)
    return found if any(map(has_figures, rows)) or (headed and short) else None


def _link(table: TableOfCells, laid: tuple[Cell, ...], layout: Layout) -> None:
    """Find the links of *table* again in its cells as they were laid out."""
    for cell in chain(*table.rows):
        for paragraph in paragraphs(cell.blocks):
            for target, start, end in paragraph.links:
                words = " ".join(paragraph.text[start:end].split())
                places = [
                    found.start + found.text.index(words)
                    for found in laid
                    if words in found.text and found.text == cell.words()
                ]
                for place in places[:1]:
                    layout.link(target, (place, place + len(words)))
