"""Cut a text into lines and sentences that keep their place.

Pages come flattened, a paragraph a line, and mail comes hard-wrapped; so a line
end ends a sentence unless the line looks broken off at the wrapping width.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the document's text, without blanks at its ends."""

    start: int
    """First character (offset into the document's text)."""

    end: int
    """One past the last character (offset)."""

    def of(self, text: str) -> str:
        """Return the words of this stretch of *text*."""
        return text[self.start : self.end]


WRAP = range(58, 82)
"""Lengths of a line that was broken by a mail program (characters)."""

REACH = 900
"""What is further off than this is no part of one sentence (characters)."""

LINE = re.compile(r"[^\n]+")
STOP = re.compile(r"[.?!][\"'”’)]?(?=\s+[\"'“‘(]?[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|ref|e\.g|i\.e|s|reg|Mr|Mrs|Ms|Dr|St|approx|[A-Z])|^\W*Q?\d+[a-z]?)\.$", re.I
)
OPENS_ANEW = re.compile(r"\s*(?:[-•*]|\(?[a-z]{1,3}[.)/]|Q?\d{1,2}[a-z]?[.):/]|Q\d)")


def trim(text: str, start: int, end: int) -> Span:
    """Return the stretch from *start* to *end* without the blanks at its ends."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, max(start + left, start + len(words.rstrip())))


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield each line of *text* that is not blank, trimmed."""
    for match in LINE.finditer(text, start, len(text) if end is None else end):
        span = trim(text, match.start(), match.end())
        if span.start < span.end:
            yield span


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield each sentence of *text*, trimmed, in reading order."""
    yield from _cut(text, start, len(text) if end is None else end)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for paragraph in _paragraphs(text, start, end):
        opening = paragraph.start
        for stop in STOP.finditer(text, paragraph.start, paragraph.end):
            if ABBREVIATION.search(text[max(opening, stop.end() - 8) : stop.end()]):
                continue
            yield trim(text, opening, stop.end())
            opening = stop.end()
        last = trim(text, opening, paragraph.end)
        if last.start < last.end:
            yield last


def sentence_at(text: str, offset: int, start: int = 0, end: int | None = None) -> Span:
    """Return the sentence that holds the character at *offset*, at most REACH to either side."""
    found = _cut(text, start, len(text) if end is None else end)
    index = bisect_right(found, offset, key=lambda span: span.start) - 1
    if index < 0 or offset >= found[index].end:
        return trim(text, offset, min(offset + 1, len(text)))
    sentence = found[index]
    return trim(text, max(sentence.start, offset - REACH), min(sentence.end, offset + REACH))


@lru_cache(maxsize=64)
def _cut(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return all sentences at once: a page is asked for the same ones again and again."""
    return tuple(_sentences(text, start, end))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield runs of lines that a mail program broke, and every other line alone."""
    held: Span | None = None
    for line in lines(text, start, end):
        if held is not None and _runs_on(text, held, line):
            held = Span(held.start, line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _runs_on(text: str, held: Span, line: Span) -> bool:
    last = held.end - (text.rfind("\n", 0, held.end) + 1)
    return (
        last in WRAP
        and text[held.end - 1] not in ".?!:;"
        and text.count("\n", held.end, line.start) == 1
        and OPENS_ANEW.match(text, line.start) is None
    )
