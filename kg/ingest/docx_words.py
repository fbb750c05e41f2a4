"""Read the words of a DOCX paragraph as they are printed.

What was deleted under tracking, what is hidden, and what only steers a field
is not printed; what was inserted is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from kg.ingest.docx_numbering import spelt
from kg.ingest.docx_styles import Styles
from kg.ingest.package import Relation

SIGNS = {
    "F06F": "☐", "F071": "☐", "F0A8": "☐", "F0FE": "☒", "F078": "☒", "F0FD": "☒",
    "F052": "☑", "F0FC": "✓", "F0FB": "✗", "F0B7": "•", "F0A7": "▪",
}  # fmt: skip
"""Signs of the symbol fonts that forms are made with; others cannot be read."""

UNREAD_SIGN = "\N{REPLACEMENT CHARACTER}"
UNPRINTED = frozenset(
    {
        "Fallback", "annotationRef", "commentReference", "del", "delInstrText",
        "delText", "fldData", "moveFrom", "pPr", "pPrChange", "rPr", "rt", "sdtEndPr", "sdtPr",
        "sectPr", "tblPr",
    }
)  # fmt: skip
"""Elements whose words are not printed, or printed a second time."""

NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_TOKEN = re.compile(r"\n|[^\S\n]+|\S+")
_DROPPED = re.compile("[\u00ad\u200b\ufeff]")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\[mnt]\s+)*"([^"]+)"', re.I)


@dataclass(slots=True)
class Words:
    """The words of a paragraph as they grow, white space as one space."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[str, int, int]] = field(default_factory=list)
    """Where words point to, and where they stand."""

    marks: list[tuple[int, int]] = field(default_factory=list)
    """Where the marks of footnotes and endnotes stand."""

    boxes: list[ET.Element] = field(default_factory=list)
    """Text boxes that are anchored here."""

    spaced: bool = False
    """Whether white space came last."""

    @property
    def text(self) -> str:
        """All words so far, lines parted by ``\\n``."""
        return "".join(self.parts)

    def add(self, words: str) -> tuple[int, int]:
        """Add *words*; return where they stand."""
        start = None
        for word in _TOKEN.findall(_DROPPED.sub("", words)):
            if word == "\n":
                if self.parts:
                    self._put(word)
                self.spaced = False
            elif word.isspace():
                self.spaced = bool(self.parts) and self.parts[-1] != "\n"
            else:
                if self.spaced:
                    self._put(" ")
                self.spaced = False
                start = self.length if start is None else start
                self._put(word)
        return (self.length, self.length) if start is None else (start, self.length)

    def _put(self, word: str) -> None:
        self.parts.append(word)
        self.length += len(word)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instruction, then its result, which alone is printed."""

    instruction: str = ""
    is_result: bool = False


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other; a field may go on over several."""

    styles: Styles
    relations: Mapping[str, Relation]
    marks: dict[tuple[str, str], str]
    """How each footnote and endnote is marked, by kind and identifier, as they are met."""

    _fields: list[_Field] = field(default_factory=list)

    def words(self, paragraph: ET.Element, before: Words | None = None) -> Words:
        """Return the words of *paragraph*, after those of *before*."""
        words = Words() if before is None else before
        self._read(paragraph, words, paragraph.find("pPr"), None)
        # A field whose instruction never ends would else hide the rest of the document.
        while self._fields and not self._fields[-1].is_result:
            self._fields.pop()
        return words

    def _read(
        self, parent: ET.Element, words: Words, paragraph: ET.Element | None, target: str | None
    ) -> None:
        for element in printed(parent):
            tag = element.tag
            if tag == "r":
                if not self.styles.is_hidden(element.find("rPr"), paragraph):
                    self._read(element, words, paragraph, target)
                else:
                    self._steer(element)
            elif tag == "t":
                self._add(element.text or "", words, target)
            elif tag in _BLANKS:
                self._add(_BLANKS[tag], words, target)
            elif tag == "sym":
                sign = SIGNS.get(element.get("char", "").upper(), UNREAD_SIGN)
                self._add(sign, words, target)
            elif tag == "fldChar":
                self._mark(element)
            elif tag == "instrText":
                if self._fields:
                    self._fields[-1].instruction += element.text or ""
            elif tag == "hyperlink":
                relation = self.relations.get(element.get("id", ""))
                outside = relation is not None and relation.external
                link = relation.target if relation is not None and outside else target
                self._read(element, words, paragraph, link)
            elif tag == "fldSimple":
                link = _address(element.get("instr", "")) or target
                self._read(element, words, paragraph, link)
            elif tag in NOTES:
                self._note(NOTES[tag], element.get("id", ""), words)
            elif tag == "txbxContent":
                words.boxes.append(element)
            else:
                self._read(element, words, paragraph, target)

    def _add(self, text: str, words: Words, target: str | None) -> None:
        if not all(found.is_result for found in self._fields):
            return
        start, end = words.add(text)
        for found in reversed(self._fields):
            target = target or _address(found.instruction)
        if target is None or start == end:
            return
        if words.links and words.links[-1][0] == target and start - words.links[-1][2] <= 1:
            start = words.links.pop()[1]
        words.links.append((target, start, end))

    def _note(self, kind: str, key: str, words: Words) -> None:
        number = sum(known == kind for known, _ in self.marks) + 1
        mark = self.marks.setdefault(
            (kind, key), f"[{number if kind == 'footnote' else spelt(number, 'lowerRoman')}]"
        )
        words.spaced = False
        words.marks.append(words.add(mark))

    def _steer(self, run: ET.Element) -> None:
        """Follow the fields through a run that is not printed."""
        for element in run:
            if element.tag == "fldChar":
                self._mark(element)
            elif element.tag == "instrText" and self._fields:
                self._fields[-1].instruction += element.text or ""

    def _mark(self, element: ET.Element) -> None:
        """Take in the mark that begins, divides or ends a field."""
        kind = element.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_result = True
        elif self._fields and kind == "end":
            self._fields.pop()


_BLANKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def printed(parent: ET.Element) -> Iterator[ET.Element]:
    """Yield the children of *parent* that are printed; of two ways to draw a thing, the first."""
    for element in parent:
        if element.tag == "AlternateContent":
            choice = element.find("Choice")
            chosen = element.find("Fallback") if choice is None else choice
            if chosen is not None:
                yield from printed(chosen)
        elif element.tag not in UNPRINTED:
            yield element


def _address(instruction: str) -> str | None:
    """Return the address that a field's instruction points to; None when it is no link.

    >>> _address(' HYPERLINK "https://example.org/reply" ')
    'https://example.org/reply'
    """
    found = _ADDRESS.match(instruction)
    return None if found is None else found[1]
