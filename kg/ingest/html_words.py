"""Lay out the words of a page: a line for each paragraph, heading, item of a list and row.

The numbers of lists are printed as a browser prints them; words keep where
they link to.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kg.ingest.html_lists import BULLET, LISTS, Counter, counter
from kg.ingest.html_tree import Element
from kg.ingest.layout import Layout, Span
from kg.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre\b|white-space\s*:\s*pre-|white-space\s*:\s*break")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00]")
_NOTE = re.compile(r"\[?(\d{1,3})\]?")
_UNIT = re.compile(r"(?:^|[\s\d])[kcm]?m$")
_PLACE = re.compile(r"\s*(?:#|javascript:|mailto:|tel:|data:|$)", re.I)
"""Leads to no other document.  Addresses of mail are people's too often to be kept."""


@dataclass(slots=True)
class _Anchor:
    """A link whose words are still coming."""

    target: str
    start: int | None = None
    end: int = 0


@dataclass(slots=True)
class Flow:
    """Words as they come, and the line that they make."""

    layout: Layout
    base: str | None = None
    """Address against which links are resolved; None when not known."""

    spaced: bool = False
    """Whether a blank line stands between paragraphs, as in a mail."""

    flat: bool = False
    """Whether all stands on one line, as in a cell."""

    _line: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    _mark: str = ""
    _anchor: _Anchor | None = None
    _lists: list[Counter] = field(default_factory=list)
    _kept_lines: int = 0
    _is_blank: bool = True

    def add(self, root: Element) -> None:
        """Lay out all that is in *root*."""
        opened: list[tuple[Element, Iterator[Element | str]]] = [(root, iter(root.children))]
        while opened:
            element, children = opened[-1]
            child = next(children, None)
            if child is None:
                opened.pop()
                if opened:
                    self._leave(element)
            elif isinstance(child, str):
                self._words(child)
            elif self._enter(child):
                opened.append((child, iter(child.children)))
        self.end_line()

    def end_line(self) -> None:
        """End the line, where one has begun."""
        if self.flat:
            self._space = True
            return
        if self._line:
            self.layout.line("".join(self._line))
            self._is_blank = False
        self._line, self._length, self._space = [], 0, False

    def blank_line(self) -> None:
        """Leave one line blank, unless one is already."""
        self.end_line()
        if not self._is_blank and not self.flat:
            self.layout.line("")
            self._is_blank = True

    def line(self, words: str) -> Span | None:
        """Add a line of its own; None where there are no words."""
        self.end_line()
        words = _one_line(words)
        if not words:
            return None
        self._is_blank = False
        return self.layout.line(words)

    def line_as_it_is(self, words: str) -> Span:
        """Add a line that was laid out elsewhere."""
        self.end_line()
        self._is_blank = False
        return self.layout.line(words)

    def words_of(self, element: Element) -> tuple[str, tuple[Link, ...]]:
        """Return the words in *element* on one line, and where they link to."""
        inside = Flow(Layout(self.layout.name), self.base, flat=True)
        inside.add(element)
        return "".join(inside._line), tuple(inside.layout.links)

    def _pair(self, cells: tuple[Element, Element]) -> None:
        """Add two cells as one line."""
        self.end_line()
        found = [self.words_of(cell) for cell in cells]
        start = self.layout.length
        self.line(" ".join(text for text, _ in found))
        for text, links in found:
            for link in links:
                self.layout.link(link.target, (start + link.start, start + link.end))
            start += len(text) + 1

    def _enter(self, element: Element) -> bool:
        """Begin *element*; return whether its children are laid out next."""
        from kg.ingest.html_tables import label_and_value, lay_out

        tag = element.tag
        if tag == "br":
            self.end_line() if self._line else self.blank_line()
            return False
        if tag in {"del", "wbr"}:
            return False
        if tag == "sup" and (note := _NOTE.fullmatch(element.text())):
            self._raised(note[1])
            return False
        if tag == "table":
            self.end_line()
            if not lay_out(element, self):
                return True
            self._is_blank = False
            return False
        if tag == "tr" and (pair := label_and_value(element)) is not None:
            self._pair(pair)
            return False
        if tag not in INLINE:
            self.end_line()
            if self.spaced and tag in {"p", "blockquote"}:
                self.blank_line()
        if tag in LISTS:
            self._lists.append(counter(element))
        elif tag == "li":
            self._flush_mark()
            self._mark = self._lists[-1].mark(element) if self._lists else BULLET
        elif tag == "a" and not _PLACE.match(element.get("href")):
            self._anchor = _Anchor(resolved(self.base, _one_line(element.get("href"))))
        elif tag == "q":
            self._put("“")
        self._kept_lines += _keeps_lines(element)
        return True

    def _leave(self, element: Element) -> None:
        tag = element.tag
        self._kept_lines -= _keeps_lines(element)
        if tag not in INLINE:
            self.end_line()
            if self.spaced and tag in {"p", "blockquote"}:
                self.blank_line()
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag == "a" and self._anchor is not None:
            anchor, self._anchor = self._anchor, None
            if anchor.start is not None:
                self.layout.link(anchor.target, (anchor.start, anchor.end))
        elif tag == "q":
            self._space = False
            self._put("”")

    def _words(self, text: str) -> None:
        text = _INVISIBLE.sub("", text)
        if self._kept_lines:
            for number, line in enumerate(text.replace("\r", "").split("\n")):
                if number:
                    self.end_line() if self._line else self.blank_line()
                if line.strip():
                    self._put(line.rstrip() if not self._line else line.strip())
            return
        words = text.split()
        if not words:
            self._space = self._space or bool(text)
            return
        self._space = self._space or text[0].isspace()
        self._put(" ".join(words))
        self._space = text[-1].isspace()

    def _raised(self, note: str) -> None:
        """Add a raised number: in brackets, since it would else be read as part of a figure."""
        line = "".join(self._line)
        self._space = False
        self._put(note if _UNIT.search(line) else f"[{note}]")

    def _put(self, words: str) -> None:
        before = " " if self._space and self._line else ""
        if not self._line:
            before, self._mark = self._mark, ""
        start = self.layout.length + self._length + len(before)
        self._line += before, words
        self._length += len(before) + len(words)
        self._space = False
        if self._anchor is not None:
            if self._anchor.start is None:
                self._anchor.start = start
            self._anchor.end = start + len(words)

    def _flush_mark(self) -> None:
        """Print the number of an item that holds nothing but a list."""
        if self._mark not in ("", BULLET):
            self.line(self._mark)
        self._mark = ""


def resolved(base: str | None, target: str) -> str:
    """Return *target* as seen from *base*; as it is printed where either is broken."""
    try:
        return urljoin(base, target) if base else target
    except ValueError:
        return target


def _one_line(words: str) -> str:
    return " ".join(_INVISIBLE.sub("", words).split())


def _keeps_lines(element: Element) -> bool:
    return element.tag in {"pre", "listing", "xmp", "plaintext"} or bool(
        _KEEPS_LINES.search(element.get("style"))
    )
