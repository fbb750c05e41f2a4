"""Set out a measure for a drawing: one row a figure, and those without a figure with the reason."""

from collections.abc import Sequence
from decimal import Decimal

from kg.chart.sheet import Cell, Origin, Sheet, columns
from kg.measure.kind import Measure
from kg.measure.record import Measured, Number, Range

COLUMNS = columns(
    group="What the figure is of.",
    source="Whose records it rests on; empty where the measure does not ask.",
    low="The figure; where sources only limit it, the least that it can be. Empty: no figure.",
    high="The figure, or the most that it can be. Empty: no figure, or no upper bound.",
    value="The figure where sources give it; empty where they only limit it, or there is none.",
    chance_low="Lower limit at 95 per cent, each case for itself; empty where none is due.",
    chance_high="Upper limit; empty where none is due, or nothing limits it from above.",
    chance_kind="How these limits were got.",
    spread_low="Lower limit at 95 per cent from how units differ; empty of fewer than ten units.",
    spread_high="Upper limit from how units differ.",
    numerator="What is counted; a range where sources only limit it.",
    numerator_of="Name of what is counted.",
    denominator="What it is divided by; empty where the measure has none.",
    denominator_of="Name of what it is divided by.",
    units="Units counted in the figure.",
    unit="What the units are.",
    missing="Units that could not be counted, with the reason; they are not counted as nought.",
    said="What stands beside the figure in the chart.",
)
BY = {
    "force": "force",
    "period": "period",
    "technology": "technology",
    "use-case": "purpose",
    "set": "set of deployments",
    "law": "law",
}


def sheet(measure: Measure, figures: Sequence[Measured], origin: Origin) -> Sheet:
    """Return the data of the chart of *figures*, which are of *measure*."""
    drawn = sum(figure.value is not None for figure in figures)
    by = [BY.get(axis, axis) for axis, _ in figures[0].group] if figures else []
    axes = ", ".join(name for name in by if name not in ("source", "counted"))
    alike = len({dict(figure.group).get("counted") for figure in figures}) == 1
    caution = dict.fromkeys(line for figure in figures for line in figure.caution)
    return Sheet(
        chart="rates",
        title=f"{_heading(measure)}: how high, and how far does that carry?",
        description=(
            f"{measure.definition} Rows{f' by {axes}' if axes else ''} with a figure: {drawn} of "
            f"{len(figures)}; the others say why not."
        ),
        caution=tuple(caution),
        columns=COLUMNS,
        rows=tuple(_row(figure, alike=alike) for figure in figures),
        origin=origin,
        labels={
            "x": _unit(measure, figures),
            "y": axes.capitalize(),
            "percent": "yes" if measure.per == 1 and measure.denominator else "",
            "limits": "yes" if any(figure.interval or figure.spread for figure in figures) else "",
            "unit": measure.unit,
            "spread": "yes" if any(figure.spread for figure in figures) else "",
        },
    )


def _heading(measure: Measure) -> str:
    return measure.name.replace("-", " ").capitalize().replace("10000", "10,000")


def _unit(measure: Measure, figures: Sequence[Measured]) -> str:
    counted = "; ".join(dict.fromkeys(figure.numerator_of for figure in figures))
    name = (counted or measure.numerator).capitalize()
    if measure.limits == "order":
        return f"{name} (median over {measure.unit})"
    if not measure.denominator:
        return f"{name} (count)"
    if measure.per == 1:
        return f"{name} (share of {measure.denominator})"
    return f"{name} for every {measure.per:,} {measure.denominator}"


def _row(figure: Measured, *, alike: bool) -> tuple[Cell, ...]:
    group = dict(figure.group)
    if alike:  # what all of them count stands on the axis
        group.pop("counted", None)
    source = group.pop("source", "")
    value, chance, spread = figure.value, figure.interval, figure.spread
    missing = "; ".join(f"{count:,} {reason}" for reason, count in figure.missing)
    return (
        " · ".join(group.values()) or "all",
        source,
        None if value is None else number(value.low),
        None if value is None else number(value.high),
        number(value.low) if value is not None and value.exact else None,
        None if chance is None else chance.low,
        None if chance is None else chance.high,
        "" if chance is None else chance.kind,
        None if spread is None else spread.low,
        None if spread is None else spread.high,
        text(figure.numerator),
        figure.numerator_of,
        text(figure.denominator),
        figure.denominator_of or "",
        figure.units,
        figure.unit,
        missing,
        _said(figure, missing),
    )


def _said(figure: Measured, missing: str) -> str:
    if figure.value is None and (figure.denominator is None or not figure.units):
        return f"no figure: {missing or 'nothing is counted'}"
    over = f" of {text(figure.denominator)}" if figure.denominator is not None else ""
    top = f"{text(figure.numerator)}{over}; " if figure.numerator is not None else ""
    left = sum(count for _, count in figure.missing)
    without = f", {left:,} without" if left else ""
    if figure.value is None:
        # Nothing divides by what is, or may be, nought.
        return f"{top.removesuffix('; ')}: no {'share' if figure.per == 1 else 'rate'}{without}"
    open_above = "; no upper bound" if figure.value.high is None else ""
    return f"{top}n = {figure.units:,}{without}{open_above}"


def number(found: Number | None) -> int | float | None:
    """Return a number as JSON has it."""
    return float(found) if isinstance(found, Decimal) else found


def text(figure: Range | None) -> str:
    """Return a figure or its bounds in words; empty where there is none.

    >>> text(Range(1000, 1000)), text(Range(3, None)), text(None)
    ('1,000', '3 or more', '')
    """
    if figure is None:
        return ""
    if figure.high is None:
        return f"{figure.low:,} or more"
    return f"{figure.low:,}" if figure.exact else f"{figure.low:,} to {figure.high:,}"
