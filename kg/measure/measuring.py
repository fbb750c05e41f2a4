"""Make a measure: group what is counted, add it up, and say how far it may be trusted.

A unit stands in a figure only with all that the figure divides; what is missing
is counted with its reason.  Bounds go through every sum: the value is then a
range, its limits are the widest, and nothing is said of the spread.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import add

from kg.errors import ParameterError
from kg.measure import funnel, intervals, measures
from kg.measure.answers import (
    of_answers,
    of_forces_answering,
    of_forces_relying,
    of_scopes,
)
from kg.measure.bodies import forces_alone
from kg.measure.figures import OTHERS, of_deployments, of_figures
from kg.measure.intervals import Interval
from kg.measure.kind import PERIODS, Measure
from kg.measure.record import NOTHING, Asked, Measured, Number, Range, Unit
from kg.measure.replies import of_replies
from kg.measure.standing import standing
from kg.measure.unit_rows import Ask

NOT_KNOWN = "not known"
OPEN_DAY = "day is open"
BOUNDS = "Some figures are bounds alone, so the value is a range."
HEARSAY = "What others report of a force's deployments is no record of the force."
WAYS = "Sources give it in several ways, as {}: none is compared with another."
CLUSTERED = {"figures", "answers", "scopes"}
"""What is read of deployments or letters, in which cases hang together."""

LEFT_OUT = "Sets of deployments are left out, since a set may hold the single ones: ask by set."

UNITS: Mapping[str, Callable[[Measure, Ask, Asked], Sequence[Unit]]] = {
    "deployments": of_deployments,
    "figures": of_figures,
    "answers": of_answers,
    "scopes": of_scopes,
    "forces": of_forces_answering,
    "provisions": of_forces_relying,
    "replies": of_replies,
}
"""What a measure reads -> what makes its units."""


def measured(name: str, ask: Ask, asked: Asked) -> tuple[Measured, ...]:
    """Return the measure *name*, one figure a group, in the order of the groups.

    Raises:
        UnknownMeasureError: there is no such measure.
        ParameterError: it cannot be grouped as *asked*.
    """
    measure = measures.named(name)
    _check(measure, asked)
    units = forces_alone(UNITS[measure.reads](measure, ask, asked))
    return grouped(measure, units, asked)


def grouped(measure: Measure, units: Sequence[Unit], asked: Asked) -> tuple[Measured, ...]:
    """Return one figure for each group of *units*."""
    groups: dict[tuple[tuple[str, str], ...], list[Unit]] = defaultdict(list)
    for unit in units:
        kept = _within(unit, asked)
        if kept is not None:
            groups[_group(measure, kept, asked)].append(kept)
    found = [_figure(measure, key, members, asked) for key, members in sorted(groups.items())]
    placed = standing(found, asked.by)
    return funnel.held(measure, placed) if asked.funnel else placed


def _check(measure: Measure, asked: Asked) -> None:
    known = ", ".join(f"'{axis}'" for axis in measure.axes) or "no axis of your choice"
    for axis in asked.by:
        if axis not in measure.axes:
            raise ParameterError(
                f"by {axis}: the measure '{measure.name}' goes by {known}; choose among these"
            )
    if (asked.first or asked.last) and "period" not in measure.axes:
        raise ParameterError(f"from, to: the measure '{measure.name}' has no day; leave both out")


def _within(unit: Unit, asked: Asked) -> Unit | None:
    """Return *unit* where its day is asked for, or may be; with an open day it is missing."""
    if not (asked.first or asked.last):
        return unit
    if not unit.day:
        return replace(unit, missing=OPEN_DAY)
    if (asked.first and unit.day < asked.first) or (asked.last and unit.day > asked.last):
        return None
    return unit


def _group(measure: Measure, unit: Unit, asked: Asked) -> tuple[tuple[str, str], ...]:
    def label(axis: str) -> str:
        if axis == "period":
            return unit.day[: 7 if asked.months else 4] or NOT_KNOWN
        return unit.labels.get(axis, "") or NOT_KNOWN

    # What keeps figures apart that are never added stands in every group.
    apart = tuple(axis for axis in ("source", "counted") if axis in unit.labels)
    # Sets of one title may be those of two forces.
    force = ("force",) if "set" in asked.by and "force" not in asked.by else ()
    axes = (*measure.always, *force, *asked.by, *apart)
    return tuple((axis, label(axis)) for axis in axes)


def _figure(
    measure: Measure, key: tuple[tuple[str, str], ...], units: Sequence[Unit], asked: Asked
) -> Measured:
    counted = [unit for unit in units if unit.missing is None]
    reasons = Counter(unit.missing for unit in units if unit.missing is not None)
    tops = [unit.numerator for unit in counted if unit.numerator is not None]
    bases = [unit.denominator for unit in counted if unit.denominator is not None]
    middle = measure.limits == "order"
    clustered = measure.reads in CLUSTERED and bool(measure.denominator)
    top = None if middle or not counted else reduce(add, tops, NOTHING)
    base = reduce(add, bases, NOTHING) if measure.denominator and counted else None
    sums = _together(counted) if clustered and counted else None
    found = None if sums is None else intervals.between(*sums, events=measure.limits == "poisson")
    spread = None if found is None else found.times(measure.per)
    ways = tuple(sorted({unit.way for unit in counted if unit.way}))
    caution = list(measure.caution)
    if len(ways) > 1:
        caution.append(WAYS.format(" and as ".join(ways)))
    if not all(figure.exact for figure in (*tops, *bases)):
        caution.append(BOUNDS)
    if "period" in asked.by or asked.first or asked.last:
        caution.append(PERIODS[measure.reads])
    if measure.reads == "figures" and "set" not in asked.by:
        caution.append(LEFT_OUT)
    if dict(key).get("source") == OTHERS:
        caution.append(HEARSAY)
    return Measured(
        measure=measure.name,
        group=key,
        numerator_of=dict(key).get("counted", measure.numerator),
        numerator=top,
        denominator_of=measure.denominator or None,
        denominator=base,
        per=measure.per,
        value=_median(tops) if middle else _value(top, base, measure),
        interval=_limits(measure, top, base, tops),
        spread=spread,
        clustered=clustered,
        unit=measure.unit,
        units=len(counted),
        design=_design(measure, sums) if clustered else 1.0,
        ways=ways,
        missing=tuple(sorted(reasons.items())),
        rests_on=tuple(sorted({iri for unit in counted for iri in unit.rests_on})),
        caution=tuple(caution),
    )


def _value(top: Range | None, base: Range | None, measure: Measure) -> Range | None:
    if top is None or not measure.denominator:
        return top
    return None if base is None else top.by(base, measure.per)


def _median(figures: Sequence[Range]) -> Range | None:
    """Return the median; of an even number of figures the mean of the two in the middle."""
    if not figures:
        return None
    highs = [figure.high for figure in figures]
    low = _middle([figure.low for figure in figures])
    return Range(
        low, None if None in highs else _middle([high for high in highs if high is not None])
    )


def _middle(values: Sequence[Number]) -> Number:
    ordered = sorted(values)
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return lower if lower == upper else Decimal(lower + upper) / 2


def _limits(
    measure: Measure, top: Range | None, base: Range | None, tops: Sequence[Range]
) -> Interval | None:
    """Return the limits by chance, from the widest that bounds allow."""
    if measure.limits == "order":
        exact = all(figure.exact for figure in tops)
        return intervals.median([float(figure.low) for figure in tops]) if exact else None
    if measure.limits == "none" or top is None or base is None or base.low <= 0:
        return None
    least = None if base.high is None else _chance(measure, top.low, base.high)
    most = None if top.high is None else _chance(measure, top.high, base.low)
    if (least is None and base.high is not None) or (most is None and top.high is not None):
        return None  # more cases than there can be: the figures are not of one kind
    low = 0.0 if least is None else least.low
    high = None if most is None else most.high
    return Interval(kind=measure.limits, low=low, high=high).times(measure.per)


def _chance(measure: Measure, count: Number, of: Number) -> Interval | None:
    if measure.limits == "wilson":
        return intervals.wilson(float(count), float(of))
    if measure.limits == "poisson":
        return intervals.poisson(float(count), float(of))
    return intervals.clopper_pearson(int(count), int(of))


def _together(units: Sequence[Unit]) -> tuple[list[float], list[float]] | None:
    """Return numerators and denominators of what hangs together; None where bounds hide them."""
    sums: dict[str, tuple[Range, Range]] = {}
    for number, unit in enumerate(units):
        if unit.numerator is None or unit.denominator is None:
            return None
        place = unit.cluster or str(number)
        top, base = sums.get(place, (NOTHING, NOTHING))
        sums[place] = (top + unit.numerator, base + unit.denominator)
    if not all(top.exact and base.exact for top, base in sums.values()):
        return None
    tops = [float(top.low) for top, _ in sums.values()]
    return tops, [float(base.low) for _, base in sums.values()]


def _design(measure: Measure, sums: tuple[list[float], list[float]] | None) -> float | None:
    """Return the effect of what hangs together: of deployments as found, of letters the most.

    Letters are few and mostly decide all of their questions alike, so a letter counts as one.
    """
    if sums is None:
        return None
    if measure.reads == "figures":
        return intervals.design(*sums, events=measure.limits == "poisson")
    return max(1.0, sum(size**2 for size in sums[1]) / sum(sums[1]))
