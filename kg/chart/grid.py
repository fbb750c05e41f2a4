"""Draw a grid of cells, each with a colour and the letter that says the same without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.chart.look import LETTER, SMALL, TEXT, data
from kg.chart.palette import GRID, INK
from kg.chart.sheet import Cell

if TYPE_CHECKING:
    from kg.chart.look import Layered

STEP = 24
"""Side of a cell (pixels)."""

LINE = "split(datum.label, '\\n')"
"""What makes labels of several lines."""

TWO = "indexof(datum.value, '\\n') >= 0"
"""Whether a label has two lines; such a one is moved up by half a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What is drawn, and in which order."""

    across: Sequence[str]
    down: Sequence[str]
    colours: Mapping[str, str]
    """Value of the field ``group`` -> colour."""

    height: int = STEP


def cells(rows: Sequence[dict[str, Cell]], grid: Grid) -> "Layered":
    """Return a grid of *rows*: across, down, group, sign, and what is said to whoever points."""
    import altair as alt

    chart = alt.Chart(data(rows)).encode(
        x=alt.X(
            "across:N",
            sort=list(grid.across),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-60, ticks=False, domain=False),
        ),
        y=alt.Y(
            "down:N",
            sort=list(grid.down),
            title=None,
            axis=alt.Axis(
                labelExpr=LINE,
                labelAlign="left",
                labelPadding=LETTER * _longest(grid.down),
                labelLineHeight=13,
                labelOffset={"condition": {"test": TWO, "value": -6}, "value": 0},
                ticks=False,
                domain=False,
            ),
        ),
        tooltip=alt.Tooltip("said:N", title="This cell"),
    )
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(grid.colours), range=list(grid.colours.values())),
        legend=None,
    )
    boxes = chart.mark_rect(stroke=GRID, strokeWidth=1).encode(color=colour)
    letters = chart.mark_text(color=INK, fontSize=TEXT, fontWeight="bold").encode(text="sign:N")
    return alt.layer(boxes, letters).properties(width={"step": STEP}, height={"step": grid.height})


def _longest(labels: Sequence[str]) -> int:
    return max((len(line) for label in labels for line in label.split("\n")), default=0)


def legend(
    entries: Sequence[tuple[str, str, str]], colours: Mapping[str, str], *, columns: int
) -> "Layered":
    """Return what letters mean: sign, group and words of each, in so many *columns*."""
    import altair as alt

    long = -(-len(entries) // columns)
    column = 48 + LETTER * max((len(words) for _, _, words in entries), default=0)
    rows: list[dict[str, Cell]] = [
        {"column": at // long, "line": at % long, "sign": sign, "group": group, "words": words}
        for at, (sign, group, words) in enumerate(entries)
    ]
    chart = alt.Chart(data(rows)).encode(
        x=alt.X(
            "column:Q",
            axis=None,
            scale=alt.Scale(domain=[-10 / column, columns - 10 / column], nice=False),
        ),
        y=alt.Y("line:O", axis=None),
    )
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=None,
    )
    boxes = chart.mark_square(size=260, stroke=GRID, strokeWidth=1, opacity=1).encode(color=colour)
    signs = chart.mark_text(color=INK, fontSize=SMALL, fontWeight="bold").encode(text="sign:N")
    words = chart.mark_text(color=INK, fontSize=TEXT, align="left", dx=14).encode(text="words:N")
    return alt.layer(boxes, signs, words).properties(
        width=column * columns, height=long * 22, view={"stroke": None}
    )
