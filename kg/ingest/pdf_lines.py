"""Read the lines of a PDF page in the order in which a person reads them.

A page that is set in two columns is read column by column; lines that go
across both part what stands above them from what stands below.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from kg.ingest.layout import Line

GAP = 12.0
"""Between columns stands at least so much white (points); justified words stand closer."""

FEWEST = 6
"""Each of two columns has at least so many lines."""

FULL = 0.55
"""The middling line of a column fills this share of its width; entries of a list do not."""

WORDS = 4
"""The middling line of a column has at least so many words; cells of a table do not."""

MIDDLE = (0.3, 0.7)
"""White between columns is looked for in this part of the width of the text."""

STEPS = 40
_EXPANDED = {"ﬀ": 2, "ﬁ": 2, "ﬂ": 2, "ﬃ": 3, "ﬄ": 3, "ﬆ": 2, "ﬅ": 2}
"""Letters that are read as several."""

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

Printed = dict[str, Any]
"""A line or a letter as pdfplumber gives it."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are read one after the other, from the place where they begin."""

    top: float
    lines: tuple[Line, ...]


def stretches(page: Any, tables: Sequence[Box]) -> Iterator[Stretch]:
    """Yield the lines of a pdfplumber page that stand in none of *tables*, from top to bottom."""
    lines = [
        line
        for line in page.extract_text_lines(return_chars=True)
        if not any(top <= middle(line) < bottom for _, top, _, bottom in tables)
    ]
    pointed = hyperlinks(page)
    gutter = _gutter(lines)
    if gutter is None:
        yield from (Stretch(float(line["top"]), (_line(line, pointed),)) for line in lines)
        return
    for (crosses, _), found in groupby(lines, _band(gutter, tables)):
        band = list(found)
        columns = None if crosses else _columns(page, band, gutter)
        if columns is None:
            yield from (Stretch(float(line["top"]), (_line(line, pointed),)) for line in band)
        else:
            top = min(float(line["top"]) for line in band)
            yield Stretch(top, tuple(_line(line, pointed) for line in columns))


def hyperlinks(page: Any) -> list[Printed]:
    """Return the places of a pdfplumber page that point to an address; none if they are damaged.

    What a letter says is read even where its links cannot be.
    """
    from pdfminer.psexceptions import PSException

    try:
        return [link for link in page.hyperlinks if link["uri"]]
    except (PSException, *DAMAGE):
        return []


def middle(line: Printed) -> float:
    """Return half the height of a line."""
    return (float(line["top"]) + float(line["bottom"])) / 2


def _segments(line: Printed) -> list[tuple[float, float]]:
    """Return from where to where a line is printed, without what is white inside it."""
    found: list[tuple[float, float]] = []
    for char in sorted(line["chars"], key=lambda char: float(char["x0"])):
        if char["text"].isspace():
            continue
        start, end = float(char["x0"]), float(char["x1"])
        if found and start - found[-1][1] < GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _gutter(lines: Sequence[Printed]) -> float | None:
    """Return where the white between two columns stands; None where there is one column."""
    segments = [found for line in lines if (found := _segments(line))]
    if len(segments) < FEWEST:
        return None
    left = min(found[0][0] for found in segments)
    right = max(found[-1][1] for found in segments)
    centre = (left + right) / 2
    beside = sum(found[-1][0] > centre - (right - left) / 10 for found in segments)
    if beside < FEWEST:
        return None
    first, last = (left + share * (right - left) for share in MIDDLE)
    places = [first + step * (last - first) / STEPS for step in range(STEPS + 1)]
    crossed = {
        place: sum(any(a < place < b for a, b in found) for found in segments) for place in places
    }
    fewest = min(crossed.values())
    clear = [place for place in places if crossed[place] == fewest]
    return min(clear, key=lambda place: abs(place - median(clear)))


def _band(gutter: float, tables: Sequence[Box]) -> Any:
    """Return what tells lines apart that are read separately: those across, and tables between."""

    def key(line: Printed) -> tuple[bool, int]:
        crosses = any(a < gutter < b for a, b in _segments(line))
        return crosses, sum(top < middle(line) for _, top, _, _ in tables)

    return key


def _columns(page: Any, band: Sequence[Printed], gutter: float) -> list[Printed] | None:
    """Return the lines of *band* column by column; None where it is no text in two columns."""
    top = min(float(line["top"]) for line in band) - 1
    bottom = max(float(line["bottom"]) for line in band) + 1
    left, up, right, down = (float(edge) for edge in page.bbox)
    box = (max(top, up), min(bottom, down))
    found = []
    for a, b in ((left, gutter), (gutter, right)):
        column = page.crop((a, box[0], b, box[1]), strict=False).extract_text_lines()
        if len(column) < FEWEST:
            return None
        edges = [(float(line["x0"]), float(line["x1"])) for line in column]
        width = max(x1 for _, x1 in edges) - min(x0 for x0, _ in edges)
        filled = median(x1 - x0 for x0, x1 in edges)
        if filled < FULL * width or median(len(line["text"].split()) for line in column) < WORDS:
            return None
        found += column
    return found


def _line(line: Printed, pointed: Sequence[Printed]) -> Line:
    """Return a line with the links that cover words of it."""
    text = str(line["text"])
    links = []
    for link in pointed:
        if link["top"] <= middle(line) <= link["bottom"]:
            span = _covered(line, text, float(link["x0"]), float(link["x1"]))
            if span is not None:
                links.append((str(link["uri"]), *span))
    return Line(text, tuple(links))


def _covered(line: Printed, text: str, left: float, right: float) -> tuple[int, int] | None:
    """Return where in *text* the letters stand whose middle is between *left* and *right*."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    covered, seen = [], 0
    for char in line["chars"]:
        if char["text"].isspace():
            continue
        length = _EXPANDED.get(char["text"], len(char["text"]))
        if left <= (float(char["x0"]) + float(char["x1"])) / 2 <= right:
            covered += [seen, seen + length - 1]
        seen += length
    if not covered or seen != len(places):
        return None
    return places[min(covered)], places[max(covered)] + 1
