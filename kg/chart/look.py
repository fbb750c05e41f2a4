"""What all charts share: fonts, titles with the caution below, and what goes with a drawing."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.chart.palette import GRID, INK, PAPER, QUIET
from kg.chart.sheet import Cell, Sheet

if TYPE_CHECKING:
    import altair as alt

    Layered = alt.LayerChart | alt.FacetChart
    Drawing = alt.VConcatChart | alt.HConcatChart | Layered | alt.Chart

FONT = "sans-serif"
TITLE_LETTERS, CAUTION_LETTERS = 88, 132
"""Letters that a line of the title and of the caution holds at the width of the charts."""

TEXT, SMALL = 12, 11
"""Size of letters (pixels)."""

LETTER = 6.4
"""Room for a letter of a line (pixels)."""


def data(rows: Sequence[dict[str, Cell]]) -> "alt.InlineData":
    """Return *rows* as data that stand in the specification."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def lines(text: str, letters: int) -> list[str]:
    """Return *text* in lines of at most so many *letters*."""
    return textwrap.wrap(text, letters, break_long_words=True) or [""]


def broken(text: str, letters: int, most: int) -> str:
    """Return *text* with line ends in it, cut with an ellipsis after *most* lines.

    >>> broken("one two three", 8, 1)
    'one two…'
    """
    found = lines(text, letters)
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1][: letters - 1].rstrip(' ,;')}…"]
    return "\n".join(found)


def finished(drawing: "Drawing", sheet: Sheet, *, more: Sequence[str] = ()) -> "Drawing":
    """Return *drawing* with the titles, the words for a screen reader and the origin of *sheet*."""
    import altair as alt

    below = [line for said in (*more, *sheet.caution) for line in lines(said, CAUTION_LETTERS)]
    below += lines(_from(sheet), CAUTION_LETTERS)
    found: Drawing = drawing.properties(
        title=alt.TitleParams(
            text=lines(sheet.title, TITLE_LETTERS),
            subtitle=below,
            anchor="start",
            color=INK,
            fontSize=17,
            subtitleColor=QUIET,
            subtitleFontSize=TEXT,
            subtitleLineHeight=16,
            subtitlePadding=6,
            offset=14,
        ),
        description=sheet.description,
        background=PAPER,
        padding=16,
        usermeta={"foigraph": about(sheet)},
    ).configure(
        font=FONT,
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            titleFontWeight="bold",
            gridColor=GRID,
            domainColor=QUIET,
            tickColor=QUIET,
            labelLimit=0,
            titleLimit=0,
        ),
        legend=alt.LegendConfig(
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            labelLimit=0,
            titleLimit=0,
            labelColor=INK,
            titleColor=INK,
            symbolSize=90,
        ),
        view=alt.ViewConfig(stroke=GRID),
        title=alt.TitleConfig(limit=0),
    )
    return found


def about(sheet: Sheet) -> dict[str, Any]:
    """Return where a chart comes from, as its specification tells it (``usermeta``)."""
    origin = sheet.origin
    return {
        "chart": sheet.chart,
        "question": sheet.title,
        "caution": list(sheet.caution),
        "measure": origin.measure or None,
        "definition": origin.definition or None,
        "parameters": dict(origin.parameters),
        "generation": origin.generation or None,
        "queries": [{"name": query.name, "text": query.text} for query in origin.queries],
        "columns": {column.name: column.means for column in sheet.columns},
        "program": f"foigraph {__version__}",
    }


def _from(sheet: Sheet) -> str:
    origin = sheet.origin
    names = list(dict.fromkeys(query.name for query in origin.queries))
    rest = f" and {len(names) - 3} more queries" if len(names) > 3 else ""
    asked = ", ".join(names[:3]) + rest
    parts = [
        f"measure {origin.measure}" if origin.measure else "",
        asked,
        f"generation {origin.generation}" if origin.generation else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"From: {told}." if told else ""
