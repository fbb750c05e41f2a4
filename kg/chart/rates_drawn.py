"""Draw a measure: a point a group with its limits, and in words what has no figure."""

from typing import TYPE_CHECKING

from kg.chart import grid, look
from kg.chart.palette import GRID, HUES, INK, QUIET, SHAPES
from kg.chart.sheet import Cell, Sheet

if TYPE_CHECKING:
    from kg.chart.look import Drawing

WIDE, STEP = 520, 30
SOURCES = ("own record", "reports of others")


def drawn(sheet: Sheet) -> "Drawing":
    """Return the chart of *sheet*."""
    import altair as alt

    rows = [_row(at, one) for at, one in enumerate(sheet.records)]
    percent = bool(sheet.labels["percent"])
    order = [str(row["label"]) for row in rows]
    y = alt.Y(
        "label:N",
        sort=order,
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(
            labelExpr="split(split(datum.label, '\\t')[1], '\\n')",
            labelPadding=10,
            labelOffset={"condition": {"test": grid.TWO, "value": -6}, "value": 0},
            grid=True,
            ticks=False,
        ),
    )
    scale = alt.Scale(domain=[0, _most(rows)]) if percent else alt.Scale(domainMin=0, zero=True)
    form = "%" if percent else "~s" if _large(rows) else alt.Undefined
    x = alt.X(
        "low:Q",
        title=look.lines(sheet.labels["x"], 84),
        scale=scale,
        axis=alt.Axis(tickCount=6, format=form),
    )
    # Rows without a figure stand in every layer, so that their place is kept, and draw nothing.
    base = alt.Chart(look.data(rows)).encode(y=y)
    known = base.transform_filter("isValid(datum.low)")
    spread = known.transform_filter("isValid(datum.spread_low)").mark_bar(
        height=13, color=GRID, stroke=QUIET, strokeWidth=0.5
    )
    chance = known.transform_filter("isValid(datum.chance_low) && isValid(datum.chance_high)")
    bounds = known.transform_filter("isValid(datum.high) && datum.high > datum.low")
    more = known.transform_filter("!isValid(datum.high)")
    points = known.transform_filter("isValid(datum.value)").mark_point(
        filled=True, size=80, opacity=1, color=HUES[0]
    )
    sources = [one for one in SOURCES if any(row["source"] == one for row in rows)]
    layers = [
        spread.encode(x=alt.X("spread_low:Q"), x2="spread_high:Q"),
        chance.mark_rule(strokeWidth=1.5, color=INK).encode(
            x=alt.X("chance_low:Q"), x2="chance_high:Q"
        ),
        chance.mark_tick(height=9, width=1.5, color=INK).encode(x=alt.X("chance_low:Q")),
        chance.mark_tick(height=9, width=1.5, color=INK).encode(x=alt.X("chance_high:Q")),
        bounds.mark_rule(strokeWidth=5, color=INK).encode(x=x, x2="high:Q"),
        more.mark_tick(height=13, width=3, color=INK).encode(x=x),
        more.mark_text(text="→", dx=11, fontSize=16, fontWeight="bold", color=INK).encode(x=x),
        points.encode(x=x, tooltip=alt.Tooltip("said:N", title="This figure"))
        if not sources
        else points.encode(
            x=x,
            color=alt.Color(
                "source:N",
                title="Whose records",
                scale=alt.Scale(domain=sources, range=list(HUES[: len(sources)])),
                legend=alt.Legend(orient="bottom"),
            ),
            shape=alt.Shape(
                "source:N",
                title="Whose records",
                scale=alt.Scale(domain=sources, range=list(SHAPES[: len(sources)])),
            ),
            tooltip=alt.Tooltip("said:N", title="This figure"),
        ),
    ]
    body = alt.layer(*layers).properties(width=WIDE, height={"step": STEP})
    words = (
        base.mark_text(align="left", baseline="middle", color=INK, fontSize=look.TEXT, x=0)
        .encode(
            text="words:N", y=alt.Y("label:N", sort=order, axis=None, scale=alt.Scale(domain=order))
        )
        .properties(
            width=look.LETTER * max((len(str(row["words"])) for row in rows), default=0),
            height={"step": STEP},
            view={"stroke": None},
        )
    )
    return look.finished(alt.hconcat(body, words, spacing=10), sheet, more=_limits(sheet))


def _row(at: int, one: dict[str, Cell]) -> dict[str, Cell]:
    source = f" ({one['source']})" if one["source"] == SOURCES[1] else ""
    return {
        **one,
        # Two rows of one name stay two: the number before the tab is not shown.
        "label": f"{at}\t{look.broken(str(one['group']) + source, 46, 2)}",
        "words": look.broken(str(one["said"]), 58, 1),
    }


def _most(rows: list[dict[str, Cell]]) -> float:
    """Return the end of an axis of shares; a quotient such as arrests by alerts can be above 1."""
    ends = [row[name] for row in rows for name in ("low", "high", "chance_high", "spread_high")]
    return max([1.0, *(float(end) for end in ends if end is not None)])


def _large(rows: list[dict[str, Cell]]) -> bool:
    return any(float(row["low"] or 0) >= 10_000 for row in rows)


def _limits(sheet: Sheet) -> list[str]:
    unit = sheet.labels["unit"]
    said = [
        f"Beside each row: numerator and denominator where there are, and n, the {unit} counted."
    ]
    if sheet.labels["limits"]:
        band = f" Grey band: the same from how {unit} differ, of ten or more."
        said.append(
            "Line: how far chance alone could move the figure, at 95 per cent, "
            "each case for itself." + (band if sheet.labels["spread"] else "")
        )
    return said
