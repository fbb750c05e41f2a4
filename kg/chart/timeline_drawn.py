"""Draw deployments by month: three panels, each with its own axis, and gaps as gaps.

No line joins two months: between them there may be what nobody recorded.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.chart import look, palette
from kg.chart.palette import INK, PAPER
from kg.chart.sheet import Cell, Sheet
from kg.chart.timeline_rows import PANELS
from kg.measure.figures import OTHERS

if TYPE_CHECKING:
    import altair as alt

    from kg.chart.look import Drawing, Layered

WIDE, HIGH = 760, 130
HEAD = 1.2
"""How much higher a panel is than its highest mark: above are the crosses."""

HOLLOW = "Filled marks: the force's own record. Hollow marks: reports of others."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the panels have in common."""

    forces: list[str]
    months: "alt.Scale"


def drawn(sheet: Sheet) -> "Drawing":
    """Return the chart of *sheet*."""
    import altair as alt

    records = [one for one in sheet.records if one["month"] is not None]
    forces = sorted({str(one["force"]) for one in records})
    shared = _Shared(
        forces=forces,
        months=alt.Scale(type="utc", domain=_span(sheet.labels["first"], sheet.labels["last"])),
    )
    panels = [
        _panel(name, _rows([one for one in records if one["panel"] == name]), shared)
        for name in PANELS
    ]
    sources = {one["source"] for one in records}
    more = [HOLLOW] if len(sources) > 1 else []
    return look.finished(alt.vconcat(*panels, spacing=14), sheet, more=more)


def _panel(name: str, rows: list[dict[str, Cell]], shared: _Shared) -> "Layered":
    import altair as alt

    most = max((float(row["high"] or row["low"] or 0) for row in rows), default=0)
    base = alt.Chart(look.data(rows)).encode(
        x=alt.X(
            "day:T",
            title="Month" if name == list(PANELS)[-1] else None,
            scale=shared.months,
            axis=alt.Axis(format="%Y", tickCount={"interval": "year", "step": 1}),
        )
    )
    y = alt.Y(
        "low:Q",
        title=PANELS[name].replace(" (", "\n(").split("\n"),
        scale=alt.Scale(domain=[0, (most or 1) * HEAD], nice=False),
        axis=alt.Axis(format="~s", tickCount=5, tickMinStep=1),
    )
    looks = [palette.look(at) for at in range(len(shared.forces))]
    colour = alt.Color(
        "force:N",
        title="Force",
        scale=alt.Scale(domain=shared.forces, range=[hue for hue, _ in looks]),
        legend=alt.Legend(orient="bottom", columns=3, symbolOpacity=1),
    )
    shape = alt.Shape(
        "force:N",
        title="Force",
        scale=alt.Scale(domain=shared.forces, range=[form for _, form in looks]),
    )
    told = alt.Tooltip("said:N", title="This month")
    given = base.transform_filter("isValid(datum.low)")
    bounds = given.transform_filter("isValid(datum.high) && datum.high > datum.low")
    more = given.transform_filter("!isValid(datum.high)")
    own = given.transform_filter(f"datum.source != '{OTHERS}'")
    others = given.transform_filter(f"datum.source == '{OTHERS}'")
    missing = base.transform_filter("!isValid(datum.low)")
    return alt.layer(
        given.mark_rule(strokeWidth=1, opacity=0.6).encode(y=y, y2=alt.datum(0), color=colour),
        bounds.mark_rule(strokeWidth=4).encode(y=y, y2="high:Q", color=colour),
        own.mark_point(filled=True, size=55, opacity=1).encode(
            y=y, color=colour, shape=shape, tooltip=told
        ),
        others.mark_point(filled=False, fill=PAPER, size=50, strokeWidth=1.8, opacity=1).encode(
            y=y, color=colour, shape=shape, tooltip=told
        ),
        more.mark_text(text="↑", dy=-10, fontSize=13, fontWeight="bold", color=INK).encode(
            y=y, tooltip=told
        ),
        missing.mark_text(text="×", fontSize=15, color=INK).encode(y=alt.value(7), tooltip=told),
    ).properties(width=WIDE, height=HIGH)


def _rows(records: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Return rows to draw; those of one month stand beside each other within it."""
    ordered = sorted(records, key=lambda one: (str(one["month"]), str(one["force"])))
    found: list[dict[str, Cell]] = []
    for month, several in groupby(ordered, key=lambda one: str(one["month"])):
        own = list(several)
        step = 27 // max(len(own), 2)
        for at, one in enumerate(own):
            told = one["figure"] or f"not given: {one['missing']}"
            found.append(
                {
                    "day": f"{month}-{1 + at * step:02}",
                    "month": month,
                    "force": one["force"],
                    "source": one["source"],
                    "low": one["low"],
                    "high": one["high"],
                    "said": f"{one['force']}, {one['technology']}, {month}: {told} "
                    f"({one['source']})",
                }
            )
    return found


def _span(first: str, last: str) -> Any:
    """Return the month before the *first* and the one after the *last*."""
    import altair as alt

    if not first:
        return alt.Undefined
    ends = ((first, -1), (last, 1))
    counted = [12 * int(month[:4]) + int(month[5:7]) - 1 + step for month, step in ends]
    return [
        alt.DateTime(year=months // 12, month=months % 12 + 1, date=1, utc=True)
        for months in counted
    ]
