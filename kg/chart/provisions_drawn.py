"""Draw which provisions forces relied on for one question: provisions down, forces across."""

from typing import TYPE_CHECKING

from kg.chart import grid, look
from kg.chart.palette import CLAIMS
from kg.chart.provisions_rows import NO_PROVISION, NONE
from kg.chart.sheet import Cell, Sheet

if TYPE_CHECKING:
    from kg.chart.look import Drawing

COLOURS = {claim: colour for claim, (_, colour) in CLAIMS.items()}
WORDS = {
    "the answer": "claimed for the answer to this question",
    "a part of the answer": "claimed for a part of the answer, such as covert use",
    "the whole reply": "claimed for the whole reply: may not be meant for this question",
    "none": "answered, and relied on no provision",
}


def drawn(sheet: Sheet) -> "Drawing":
    """Return the chart of *sheet*."""
    import altair as alt

    claims: dict[tuple[str, str], list[dict[str, Cell]]] = {}
    relying = {one["force"] for one in sheet.records if one["claimed_for"] != NONE}
    for one in sheet.records:
        if one["claimed_for"] == NONE and one["force"] in relying:
            continue  # it relied on something in another answer to the question
        claims.setdefault((_provision(one), str(one["force"])), []).append(one)
    rows: list[dict[str, Cell]] = []
    for (provision, force), own in claims.items():
        made = [claim for claim in CLAIMS if any(one["claimed_for"] == claim for one in own)]
        words = "; ".join(WORDS[claim] for claim in made)
        rows.append(
            {
                "across": force,
                "down": provision,
                "group": made[0],
                "sign": "".join(CLAIMS[claim][0] for claim in made),
                "said": f"{force}, {own[0]['provision']}: {words}",
            }
        )
    met = {claim for own in claims.values() for one in own for claim in [str(one["claimed_for"])]}
    provisions = sorted(
        {down for down, _ in claims}, key=lambda down: (down.startswith(NO_PROVISION), down)
    )
    body = grid.cells(
        rows,
        grid.Grid(
            across=sorted({str(row["across"]) for row in rows}),
            down=provisions,
            colours=COLOURS,
            height=32,
        ),
    )
    entries = [(sign, claim, WORDS[claim]) for claim, (sign, _) in CLAIMS.items() if claim in met]
    key = grid.legend(entries, COLOURS, columns=1).properties(
        title=alt.TitleParams("What the letters mean", anchor="start", fontSize=13, offset=4)
    )
    more = ["A box without a letter: the force answered, and did not rely on that provision."]
    return look.finished(alt.vconcat(body, key, spacing=24), sheet, more=more)


def _provision(one: dict[str, Cell]) -> str:
    return f"{look.broken(str(one['provision']), 60, 1)}\n{one['forces']} of {one['of']} forces"
