"""Draw which provisions forces relied on: questions and provisions down, forces across."""

from typing import TYPE_CHECKING

from kg.chart import grid, look
from kg.chart.palette import CLAIMS
from kg.chart.provisions_rows import NO_PROVISION, NONE
from kg.chart.sheet import Cell, Sheet
from kg.wording import counted

if TYPE_CHECKING:
    from kg.chart.look import Drawing

LETTERS = 60
"""Letters of a question or a provision on a line; the data hold the whole."""

COLOURS = {claim: colour for claim, (_, colour) in CLAIMS.items()}
WORDS = {
    "the answer": "claimed for the answer to this question",
    "a part of the answer": "claimed for a part of the answer, such as covert use",
    "the whole reply": "claimed for the whole reply: may not be meant for this question",
    NONE: "answered, and did not rely on it",
}
Record = dict[str, Cell]


def drawn(sheet: Sheet) -> "Drawing":
    """Return the chart of *sheet*."""
    import altair as alt

    records = list(sheet.records)
    one_question = bool(sheet.labels["of"])
    claims: dict[tuple[str, str], dict[str, list[Record]]] = {}
    answering: dict[str, list[str]] = {}
    for one in records:
        template, force = str(one["template"]), str(one["force"])
        answering.setdefault(template, []).append(force)
        if one["claimed_for"] != NONE:
            own = claims.setdefault((template, str(one["provision"])), {})
            own.setdefault(force, []).append(one)
    if one_question and not claims:  # where nobody relied on any, that is what there is to draw
        for one in records:
            own = claims.setdefault((str(one["template"]), NO_PROVISION), {})
            own[str(one["force"])] = [one]
    rows: list[Record] = []
    for (template, provision), own in sorted(claims.items()):
        first = next(iter(own.values()))[0]
        down = _provision(first) if one_question else _question(first)
        rows += [
            _box(force, down, provision, own.get(force, []))
            for force in sorted(set(answering[template]))
        ]
    met = {str(row["group"]) for row in rows}
    met |= {
        claim for claim, (sign, _) in CLAIMS.items() if any(sign in str(r["sign"]) for r in rows)
    }
    body = grid.cells(
        rows,
        grid.Grid(
            across=sorted({str(row["across"]) for row in rows}),
            down=list(dict.fromkeys(str(row["down"]) for row in rows)),
            colours=COLOURS,
            height=32,
        ),
    )
    entries = [(sign, claim, WORDS[claim]) for claim, (sign, _) in CLAIMS.items() if claim in met]
    key = grid.legend(entries, COLOURS, columns=1).properties(
        title=alt.TitleParams("What the letters mean", anchor="start", fontSize=13, offset=4)
    )
    return look.finished(alt.vconcat(body, key, spacing=24), sheet, more=_more(claims, answering))


def _box(force: str, down: str, provision: str, own: list[Record]) -> Record:
    made = [claim for claim in CLAIMS if any(one["claimed_for"] == claim for one in own)] or [NONE]
    words = "; ".join(WORDS[claim] for claim in made)
    return {
        "across": force,
        "down": down,
        "group": made[0],
        "sign": "".join(CLAIMS[claim][0] for claim in made),
        "said": f"{force}, {provision}: {words}",
    }


def _more(
    claims: dict[tuple[str, str], dict[str, list[Record]]], answering: dict[str, list[str]]
) -> list[str]:
    """Return what has no place in the drawing; the data hold it."""
    drawn_ones = {template for template, _ in claims}
    others = len(answering) - len(drawn_ones)
    found = ["No box: no answer of the force to that question is recorded."]
    if others:
        noun = "question" if others == 1 else "questions"
        found.append(
            f"In the recorded answers to {others} other {noun} nobody relied on a provision."
        )
    return found


def _question(one: Record) -> str:
    asks = look.broken(str(one["asks"] or one["template"]), LETTERS, 1)
    return f"{asks}\n{_provision(one, apart=': ')}"


def _provision(one: Record, *, apart: str = "\n") -> str:
    name = look.broken(str(one["provision"] or NO_PROVISION), LETTERS - 14, 1)
    return f"{name}{apart}{one['forces']} of {counted(str(one['of']), 'forces')}"
