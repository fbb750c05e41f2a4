"""What deployments bring to a measure: their figures, each from the source that settles it.

* What a force's own record prints and what others say of its deployments are
  two sources: their figures stand in groups apart and are never added.
* A later edition settles; a set of deployments never stands beside single ones.
* Where two sources that both count differ, the figure is missing, not chosen.
  Bounds that meet do not differ: what all of them allow is the figure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from kg.measure.kind import Count, Measure
from kg.measure.record import NOTHING, ONE, Asked, Range, Unit
from kg.measure.unit_rows import Ask, Row, local, number, of_forces

OWN, OTHERS = "own record", "reports of others"
SOURCES = {"yes": OWN, "no": OTHERS}
NO_FIGURE = "not in the source"
DIFFER = "sources differ"
OTHERWISE = "counted by another definition"
ROUGHLY = "given roughly"
"""Of a figure such as "about 90,000", of which no bound is known."""

UNDER_THE_OTHER = "told under the other definition"
"""Of a cell of another definition that is there and has no figure: that count says why."""

BOUNDS_ONLY = "bounds-only"
NOT_ADDING = "kinds of alert do not add up to the total"

Cells = Mapping[tuple[str, str], Sequence[Row]]
"""Deployment or set and code of a measure -> the rows that give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What sources give for one figure of one deployment."""

    figure: Range | None = None
    """None where it is missing."""

    way: str = ""
    """Codes of measures that it is added up from."""

    missing: str | None = None
    """Why there is no figure; None where there is one."""

    rests_on: tuple[str, ...] = ()
    """IRIs of the observations."""


def of_deployments(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:  # noqa: ARG001
    """Return one unit for each deployment that took place."""
    return [
        Unit(labels=_labels(row), day=row["from_day"], numerator=ONE, rests_on=(row["thing"],))
        for row in of_forces(ask, "compare/deployments-counted", asked.forces)
        if row["kind"] == "deployment"
    ]


def of_figures(measure: Measure, ask: Ask, asked: Asked) -> list[Unit]:
    """Return one unit for each deployment, or set, and each count of *measure*."""
    kind = "set" if "set" in asked.by else "deployment"
    cells = _cells(measure, ask, asked.forces)
    units = [
        (count, _unit(measure, count, row, cells))
        for row in of_forces(ask, "compare/deployments-counted", asked.forces)
        for count in measure.counts
        if row["kind"] == kind
    ]
    # That a deployment gives no figure at all is said once, under the first count.
    return [
        unit
        for count, unit in units
        if (count == measure.counts[0] or unit.missing not in {NO_FIGURE, OTHERWISE})
        and unit.missing != UNDER_THE_OTHER
    ]


def _cells(measure: Measure, ask: Ask, forces: Sequence[str]) -> Cells:
    counts = [*measure.counts, *measure.parts, *([] if measure.over is None else [measure.over])]
    codes = {code for count in counts for way in count.ways for code in way}
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    # A definition of its own is asked for with the measure that it looks like.
    for code in sorted(codes - {"arrests-or-disposals"}):
        for row in of_forces(ask, "compare/figures-counted", forces, measure=code):
            cells[row["thing"], local(row["counted"])].append(row)
    return cells


def _unit(measure: Measure, count: Count, row: Row, cells: Cells) -> Unit:
    top = _given(count, row, cells)
    reason, base = top.missing, None
    rests_on = top.rests_on
    if reason is None and measure.over is not None:
        under = _given(measure.over, row, cells)
        base, reason, rests_on = under.figure, under.missing, rests_on + under.rests_on
    if reason is None and base is not None and measure.parts:
        reason = _sum_of_parts(measure, base, row, cells)
    return Unit(
        labels={**_labels(row), "counted": count.name},
        day=row["from_day"],
        numerator=top.figure,
        denominator=base,
        way=top.way,
        missing=reason,
        rests_on=rests_on,
    )


def _labels(row: Row) -> dict[str, str]:
    labels = {"force": row["deployed_by"], "source": SOURCES[row["own"]]}
    if row["kind"] == "set":
        # Sets are never added, also where two have one title.
        return {**labels, "set": f"{row['title']} ({local(row['thing'])})"}
    return {**labels, "technology": row["technology"], "use-case": row["purposes"]}


def _given(count: Count, row: Row, cells: Cells) -> Given:
    """Return a figure of a deployment, or why there is none, and what says so."""
    reasons = []
    for way in count.ways:
        found = [_settled(cells.get((row["thing"], code), ()), row["own"]) for code in way]
        figures = [given.figure for given in found if given.figure is not None]
        if len(figures) == len(way):
            return Given(
                figure=reduce(add, figures, NOTHING),
                way=" + ".join(way),
                rests_on=tuple(iri for given in found for iri in given.rests_on),
            )
        reasons += [given.missing for given in found if given.missing is not None]
    other = [_settled(cells.get((row["thing"], code), ()), row["own"]) for code in count.otherwise]
    if any(given.figure is not None or given.missing == DIFFER for given in other):
        return Given(missing=OTHERWISE)
    # A way that no source takes says less than a cell that is there and empty.
    told = [reason for reason in reasons if reason != NO_FIGURE]
    if not told and any(given.missing != NO_FIGURE for given in other):
        return Given(missing=UNDER_THE_OTHER)
    return Given(missing=told[0] if told else NO_FIGURE)


def _settled(rows: Sequence[Row], own: str) -> Given:
    """Return the figure that stands, or why none does, and the observations that give it."""
    ours = [row for row in rows if row["own"] == own]
    chosen = [row for row in ours if row["settled"] == "yes"] or ours
    given = [figure for row in chosen if (figure := _range(row)) is not None]
    if not given:
        reasons = sorted(_reason(row) for row in chosen)
        return Given(missing=reasons[0] if reasons and reasons[0] else NO_FIGURE)
    figure = _common(given)
    if figure is None:
        return Given(missing=DIFFER)
    sources = tuple(row["observation"] for row in chosen if _range(row) is not None)
    return Given(figure=figure, rests_on=sources)


def _common(given: Sequence[Range]) -> Range | None:
    """Return what all of the figures allow; None where they do not meet."""
    low = max(figure.low for figure in given)
    highs = [figure.high for figure in given if figure.high is not None]
    high = min(highs) if highs else None
    return None if high is not None and high < low else Range(low, high)


def _reason(row: Row) -> str:
    """Return why a row gives no figure; empty where it does not say."""
    reason = local(row["missing"])
    return ROUGHLY if reason == BOUNDS_ONLY else reason.replace("-", " ")


def _range(row: Row) -> Range | None:
    """Return what a row gives: a value, or bounds; None where it gives neither."""
    value = number(row["value"])
    if value is not None:
        return Range(value, value)
    low, high = number(row["low"]), number(row["high"])
    return None if low is None and high is None else Range(low or 0, high)


def _sum_of_parts(measure: Measure, total: Range, row: Row, cells: Cells) -> str | None:
    """Return what is wrong where the kinds are all given and are not the total, else None."""
    whole = NOTHING
    for part in measure.parts:
        figure = _given(part, row, cells).figure
        if figure is None:
            return None
        whole += figure
    return NOT_ADDING if whole.exact and total.exact and whole != total else None
