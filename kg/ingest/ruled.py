"""Find the ruled tables of a PDF page, and mend what its pages cut.

Headings are often ruled as a table of their own above the rows, and a row that
does not fit a page goes on at the top of the next one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.ingest.grid import Grid, grid_of, words_of
from kg.ingest.layout import Line

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge on the page (points)."""

Item = Line | Grid
"""A line of a page, or a table."""

APART = 30.0
"""Headings ruled as a table of their own stand at most so far above their rows (points)."""


def tables_of(page: Any) -> list[tuple[Box, Grid]]:
    """Return the tables of a pdfplumber page from top to bottom, each with its headings."""
    found: list[tuple[Box, Grid]] = []
    alone: Any = None
    for table in sorted(page.find_tables(), key=lambda table: float(table.bbox[1])):
        printed = table.extract()
        grid = grid_of(printed)
        if grid is None:
            alone = table
            continue
        box: Box = tuple(map(float, table.bbox))  # type: ignore[assignment]
        if alone is not None and not grid.headings and _heads(alone, table, page):
            box = (*_both(alone.bbox, box),)
            spans = _columns(table, printed)
            grid = replace(grid, headings=_headings(alone, spans, page))
        found.append((box, grid))
        alone = None
    return found


def whole(pages: Iterable[Sequence[Item]]) -> Iterator[Sequence[Item]]:
    """Yield the items of each of *pages*, every row that two of them share on the first of the two.

    >>> row = Grid((), (("Elm", "1", "2"),))
    >>> cut = Grid(("Street", "", ""), (("Oak", "3", "4"),))
    >>> [item.rows for page in whole([[row], [cut]]) for item in page]
    [(('Elm Street', '1', '2'),), (('Oak', '3', '4'),)]
    """
    before: list[Item] | None = None
    for items in pages:
        after = list(items)
        if before is not None:
            if before and after:
                before[-1], after[0] = _rejoined(before[-1], after[0])
            yield before
        before = after
    if before is not None:
        yield before


def _rejoined(above: Item, below: Item) -> tuple[Item, Item]:
    """Return the last item of a page and the first of the next, a row cut by the break made whole.

    A line of headings names most of its columns; the rest of a row fills few.
    """
    if isinstance(above, Line) or isinstance(below, Line):
        return above, below
    rest = below.headings
    if len(rest) != len(above.rows[-1]) or sum(map(bool, rest)) * 2 >= len(rest):
        return above, below
    row = tuple(" ".join(filter(None, parts)) for parts in zip(above.rows[-1], rest, strict=True))
    return (
        replace(above, rows=(*above.rows[:-1], row)),
        replace(below, headings=()),
    )


def _heads(alone: Any, table: Any, page: Any) -> bool:
    """Whether the table *alone*, which has no figures, stands right above the rows of *table*."""
    top, bottom = float(alone.bbox[3]), float(table.bbox[1])
    if not 0 <= bottom - top <= APART:
        return False
    left, right = max(alone.bbox[0], table.bbox[0]), min(alone.bbox[2], table.bbox[2])
    if right - left < 0.9 * (table.bbox[2] - table.bbox[0]):
        return False
    return not any(
        top < (char["top"] + char["bottom"]) / 2 < bottom and not char["text"].isspace()
        for char in page.chars
    )


def _both(one: Sequence[float], other: Sequence[float]) -> Box:
    return (
        float(min(one[0], other[0])),
        float(min(one[1], other[1])),
        float(max(one[2], other[2])),
        float(max(one[3], other[3])),
    )


def _columns(table: Any, printed: Sequence[Sequence[str | None]]) -> list[float]:
    """Return the middle of each column of *table* that has a cell of its own."""
    middles = []
    for number in range(len(printed[0])):
        cell = next((row.cells[number] for row in table.rows if row.cells[number]), None)
        if cell is not None:
            middles.append((float(cell[0]) + float(cell[2])) / 2)
    return middles


def _headings(alone: Any, middles: Sequence[float], page: Any) -> tuple[str, ...]:
    """Return what stands above each column in the table *alone*, wider cells included."""
    phrases = _phrases(page, alone.bbox)
    above: list[list[str]] = [[] for _ in middles]
    for phrase in phrases:
        x, y = _middle(phrase)
        cells = [cell for cell in alone.cells if _holds(cell, x, y)]
        if not cells:
            continue
        cell = min(cells, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]))
        beside = any(
            other is not phrase and _holds(cell, *_middle(other)) and _level(other, phrase)
            for other in phrases
        )
        # Where a rule is missing between two headings, each still stands above its own column.
        over = [
            n
            for n, middle in enumerate(middles)
            if (cell[0] <= middle <= cell[2]) and (not beside or n == _nearest(middles, x))
        ]
        for n in over:
            above[n].append(words_of(phrase["text"]))
    return tuple(" ".join(words) for words in above)


def _phrases(page: Any, box: Sequence[float]) -> list[dict[str, Any]]:
    """Return the words inside *box*, those set close together as one, in reading order."""
    inside = page.crop(box, strict=False)
    found: list[dict[str, Any]] = []
    for word in inside.extract_words(use_text_flow=False, keep_blank_chars=False):
        last = found[-1] if found else None
        height = word["bottom"] - word["top"]
        if last is not None and _level(last, word) and 0 <= word["x0"] - last["x1"] < height / 2:
            last["text"] += " " + word["text"]
            last["x1"] = word["x1"]
        else:
            found.append(dict(word))
    return found


def _middle(word: dict[str, Any]) -> tuple[float, float]:
    return (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2


def _level(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two words stand on one line."""
    return bool(one["top"] < _middle(other)[1] < one["bottom"])


def _holds(cell: Sequence[float], x: float, y: float) -> bool:
    return bool(cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3])


def _nearest(middles: Sequence[float], x: float) -> int:
    return min(range(len(middles)), key=lambda n: abs(middles[n] - x))
