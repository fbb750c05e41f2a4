"""Draw the matrix of a series: questions down, authorities across, each reason in two ways.

An authority of which nothing at all is known has no column; a line says how many
there are, and the data hold them.
"""

from collections import Counter
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.chart import grid, look
from kg.chart.sheet import Cell, Sheet
from kg.compare.showing import FILLS, SIGNS
from kg.wording import plain

if TYPE_CHECKING:
    from kg.chart.look import Drawing

LETTERS = 58
"""Letters of a question on one line; two lines are drawn, and the data hold the whole."""

STEPPED = "› "
"""What sets a question under another one; spaces alone would be trimmed in the drawing."""

UNSEEN = "not-seen"
"""Reason of a cell of which nobody has looked."""


def drawn(sheet: Sheet) -> "Drawing":
    """Return the chart of *sheet*."""
    import altair as alt

    records = list(sheet.records)
    known = {one["authority"] for one in records if one["reason"] != UNSEEN}
    known = known or {one["authority"] for one in records}
    rows: list[dict[str, Cell]] = [
        {
            "across": one["name"],
            "down": _question(one),
            "group": one["group"],
            "sign": one["sign"],
            "said": f"{one['name']}, question {one['place']}: {one['label']}",
            "reason": one["reason"],
            "authority": one["authority"],
            "template": one["template"],
        }
        for one in records
        if one["authority"] in known
    ]
    counted = Counter(str(one["reason"]) for one in records)
    names = vocabulary.codes("cell-reason")
    entries = [
        (sign, group, f"{names[reason]} ({counted[reason]})")
        for reason, (sign, group) in SIGNS.items()
        if counted[reason]
    ]
    body = grid.cells(
        rows,
        grid.Grid(
            across=list(dict.fromkeys(str(row["across"]) for row in rows)),
            down=list(dict.fromkeys(str(row["down"]) for row in rows)),
            colours=FILLS,
            height=30,
        ),
    )
    key = grid.legend(entries, FILLS, columns=3).properties(
        title=alt.TitleParams(
            "What the letters mean (number of cells)", anchor="start", fontSize=13, offset=4
        )
    )
    left = len({one["authority"] for one in records} - known)
    more = (
        [f"Authorities not drawn, since nobody has looked for any answer: {left}."] if left else []
    )
    return look.finished(alt.vconcat(body, key, spacing=24), sheet, more=more)


def _question(one: dict[str, Cell]) -> str:
    step = STEPPED * int(one["depth"] or 0)
    asks = plain(str(one["question"]))
    return look.broken(f"{one['place']} {step}{asks}", LETTERS, 2)
