"""Set out deployments by month for a drawing: how many, and the figures that they give.

A month without a row is one of which nothing is recorded.  A figure that no
deployment of a month gives is empty, with the reason: neither is nought.
"""

from collections.abc import Mapping, Sequence

from kg.chart.rates_rows import number, text
from kg.chart.sheet import Cell, Origin, Sheet, columns
from kg.measure.measuring import NOT_KNOWN
from kg.measure.record import Measured, Range
from kg.wording import counted

PANELS: Mapping[str, str] = {
    "deployments": "Deployments (count a month)",
    "faces": "Faces seen (count a month)",
    "alerts": "Alerts (count a month)",
}
"""Measure -> title of the axis on which it is drawn."""

CAUTION = (
    "A month without a mark is one of which nothing is recorded; that is not nought. A cross at "
    "the head of a panel: there were deployments, and the figure is not given. An arrow: so "
    "many or more.",
    "Only what a record or a report lists can stand here: it is what was published, and not all "
    "that happened.",
    "Faces are the force's estimates, and one person can count more than once.",
)
COLUMNS = columns(
    panel="The measure: deployments, faces or alerts.",
    month="Year and month; empty where the day of the deployments is open.",
    force="Name of the force that deployed.",
    technology="Name of the technology.",
    source="Whose records it rests on.",
    low="The sum over the month; where sources only limit it, the least. Empty: not given.",
    high="The sum, or the most that it can be. Empty: not given, or no upper bound.",
    units="Deployments counted in the sum.",
    missing="Deployments that could not be counted, with the reason.",
    figure="The sum, or its bounds, in words.",
)


def sheet(figures: Mapping[str, Sequence[Measured]], origin: Origin) -> Sheet:
    """Return the data of the chart of *figures*, which are by force, month and technology."""
    rows = tuple(_row(panel, one) for panel in PANELS for one in figures.get(panel, ()))
    months = sorted({str(row[1]) for row in rows if row[1]})
    undated = sum(int(row[7] or 0) for row in rows if not row[1] and row[0] == "deployments")
    drawn = sum(int(row[7] or 0) for row in rows if row[1] and row[0] == "deployments")
    forces = {row[2] for row in rows}
    note = (
        f"In the data and not in the drawing: {counted(undated, 'deployments whose day is open')}."
        if undated
        else ""
    )
    span = f" from {months[0]} to {months[-1]}" if months else ""
    return Sheet(
        chart="timeline",
        title=f"When was {_technologies(rows)} deployed, and how many faces and alerts were there?",
        description=(
            f"{counted(drawn, 'deployments')} of {counted(len(forces), 'forces')} by month{span}, "
            "with the faces seen "
            f"and the alerts as far as they are given, each on an axis of its own. {note}"
        ).strip(),
        caution=(*CAUTION, *([note] if note else [])),
        columns=COLUMNS,
        rows=rows,
        origin=origin,
        labels={
            "x": "Month",
            "first": months[0] if months else "",
            "last": months[-1] if months else "",
        },
    )


def _technologies(rows: Sequence[Sequence[Cell]]) -> str:
    """Return what was deployed, for the title of the chart."""
    names = sorted({str(row[3]) for row in rows})
    return names[0].lower() if len(names) == 1 and names != [NOT_KNOWN] else "any technology"


def _row(panel: str, figure: Measured) -> tuple[Cell, ...]:
    group = dict(figure.group)
    month = group.get("period", NOT_KNOWN)
    value: Range | None = figure.value if figure.units else None
    return (
        panel,
        None if month == NOT_KNOWN else month,
        group.get("force", NOT_KNOWN),
        group.get("technology", NOT_KNOWN),
        group.get("source", ""),
        None if value is None else number(value.low),
        None if value is None else number(value.high),
        figure.units,
        "; ".join(f"{count:,} {reason}" for reason, count in figure.missing),
        text(value),
    )
