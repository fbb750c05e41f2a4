"""Hold forces against the rate of all of them together, and make no order of them.

A place in a list says more than the figures carry: some force is always last.
Control limits ask another question: which force differs from the pooled rate by
more than chance would, given how much it was asked?  Cases that hang together
count for fewer, and forces seldom differ by chance alone, so that the limits are
widened by how much all of them differ.

* D. J. Spiegelhalter, "Funnel plots for comparing institutional performance",
  Statistics in Medicine 24 (2005), 1185-1202: exact limits around a target (A.1),
  at 95 and 99.8 per cent.  Here they stand at whole counts and are not interpolated:
  that would call outside what chance gives to few cases once in sixteen.
* L. Kish, Survey Sampling (1965), 8.2: the effective number of cases is their
  number by the design effect.
* P. McCullagh and J. A. Nelder, Generalized Linear Models, second edition
  (1989), 4.5: the dispersion as Pearson's statistic by its degrees of freedom.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import NormalDist

from kg.errors import ParameterError
from kg.measure import intervals
from kg.measure.intervals import Interval
from kg.measure.kind import Measure
from kg.measure.record import Funnel, Measured
from kg.measure.standing import alike

FEWEST = 3
"""Forces below which there is nothing to hold one of them against."""

INNER, OUTER = 0.95, 0.998
"""Chance that the figure of a force like all others lies within the limits."""

WITHIN = "within the limits"
WITHIN_WIDENED = "within the limits as widened"
OUTSIDE = "outside the limits as widened"
FAR = "far outside the limits as widened"

READING = (
    "Limits are around the pooled rate of the forces counted, and no target: one that is outside "
    "them was asked, or deploys, otherwise, as far as anybody knows, and is neither better nor "
    "worse. Of many forces one in twenty is outside the inner limits by chance alone."
)
WIDENED = (
    "Forces differ {:.3g} times as much as chance explains (dispersion), so limits by chance are "
    "too narrow, and are widened by the square root of it. Among few forces one that differs from "
    "the others widens its own limits, and is then not told apart."
)


def held(measure: Measure, figures: Sequence[Measured]) -> tuple[Measured, ...]:
    """Return *figures* with the limits around the pooled rate, where three forces or more have it.

    Raises:
        ParameterError: no such limits can be had.
    """
    if not measure.denominator or "force" not in measure.axes:
        raise ParameterError(
            f"funnel: the measure '{measure.name}' is no share or rate by force; "
            "take one that divides by something, such as disclosure-rate"
        )
    found: dict[int, Funnel] = {}
    reasons = []
    for members in alike(figures, without="force"):
        exact = [at for at in members if _counts(measure, figures[at]) is not None]
        ways = {figures[at].ways for at in exact}
        if len(exact) < FEWEST:
            reasons.append(f"{_named(figures, members)}: {len(exact)} with a figure")
        elif len(ways) > 1:
            reasons.append(f"{_named(figures, members)}: counted in {len(ways)} ways")
        else:
            found |= _of_group(measure, figures, exact)
    if not found:
        told = "; ".join(reasons) or "nothing is counted"
        raise ParameterError(
            f"funnel: limits around a pooled rate need {FEWEST} forces with a figure, each "
            f"counted in one way ({told}); group by force, and by fewer axes beside it"
        )
    return tuple(_with(figure, found.get(at)) for at, figure in enumerate(figures))


def limits(count_at_most: Callable[[int], float], most: int, inside: float) -> tuple[int, int]:
    """Return the counts between which at least a share *inside* of all samples lies.

    Args:
        count_at_most: the chance that a sample has this count or less.
        most: a count that no sample passes, or hardly any.
        inside: a share (0 to 1), the same left out on each side.

    >>> coins = {0: 1 / 16, 1: 5 / 16, 2: 11 / 16, 3: 15 / 16, 4: 1}
    >>> limits(lambda count: coins[count], 4, 0.95)
    (0, 4)
    """
    tail = (1 - inside) / 2
    return _quantile(count_at_most, most, tail), _quantile(count_at_most, most, 1 - tail)


def _quantile(count_at_most: Callable[[int], float], most: int, chance: float) -> int:
    """Return the least count that a sample does not pass with at least this *chance*."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count_at_most(middle) >= chance else (middle + 1, high)
    return low


def _of_group(
    measure: Measure, figures: Sequence[Measured], members: Sequence[int]
) -> dict[int, Funnel]:
    counts = {at: pair for at in members if (pair := _counts(measure, figures[at])) is not None}
    pooled = sum(top for top, _, _ in counts.values()) / sum(base for _, base, _ in counts.values())
    spread = pooled if measure.limits == "poisson" else pooled * (1 - pooled)
    # Where none, or all, of the cases are counted, no force can differ.
    squares = (
        [(top / base - pooled) ** 2 / (spread / alone) for top, base, alone in counts.values()]
        if spread > 0
        else [0.0]
    )
    dispersion = sum(squares) / (len(counts) - 1)
    found = {}
    for at, (top, base, alone) in counts.items():
        inner, outer = (_exact(measure, pooled, alone, inside) for inside in (INNER, OUTER))
        off = math.sqrt(dispersion * spread / alone)
        wide, far = inner, outer
        if dispersion > 1:
            # Rough limits of few cases may be narrower than the exact ones: the wider stand.
            wide = _wider(inner, _around(measure, pooled, off, INNER))
            far = _wider(outer, _around(measure, pooled, off, OUTER))
        found[at] = Funnel(
            pooled=pooled * measure.per,
            forces=len(counts),
            effective=alone,
            inner=inner.times(measure.per),
            outer=outer.times(measure.per),
            dispersion=dispersion,
            widened=wide.times(measure.per),
            widened_outer=far.times(measure.per),
            verdict=_verdict(top / base, inner, wide, far),
        )
    return found


def _exact(measure: Measure, pooled: float, base: float, inside: float) -> Interval:
    """Return exact limits of a rate; of shares for whole cases, rounded down, at least one."""
    mean = pooled * base
    if measure.limits == "poisson":
        most = math.ceil(mean + 10 * math.sqrt(mean + 1) + 10)
        low, high = limits(lambda count: intervals.events_at_most(count, mean), most, inside)
    else:
        base = whole = max(1, math.floor(base + 1e-9))
        low, high = limits(
            lambda count: intervals.cases_at_most(count, whole, pooled), whole, inside
        )
    return Interval(kind="funnel", low=low / base, high=high / base)


def _around(measure: Measure, pooled: float, off: float, inside: float) -> Interval:
    width = NormalDist().inv_cdf((1 + inside) / 2) * off
    high = pooled + width if measure.limits == "poisson" else min(1.0, pooled + width)
    return Interval(kind="funnel", low=max(0.0, pooled - width), high=high)


def _wider(one: Interval, other: Interval) -> Interval:
    assert one.high is not None  # noqa: S101 -- both were made here, with two ends
    assert other.high is not None  # noqa: S101
    return Interval(kind=one.kind, low=min(one.low, other.low), high=max(one.high, other.high))


def _verdict(value: float, inner: Interval, wide: Interval, far: Interval) -> str:
    if _inside(value, inner):
        return WITHIN
    if _inside(value, wide):
        return WITHIN_WIDENED
    return OUTSIDE if _inside(value, far) else FAR


def _inside(value: float, within: Interval) -> bool:
    return within.high is not None and within.low <= value <= within.high


def _counts(measure: Measure, figure: Measured) -> tuple[float, float, float] | None:
    """Return numerator, denominator, and how many cases that stand for themselves it is worth.

    None where one is missing or known by bounds alone, or where too few units tell the last.
    """
    top, base = figure.numerator, figure.denominator
    if top is None or base is None or not (top.exact and base.exact) or base.low <= 0:
        return None
    if figure.design is None:
        return None
    if measure.limits != "poisson" and top.low > base.low:
        return None  # more cases than there can be: the figures are not of one kind
    return float(top.low), float(base.low), float(base.low) / figure.design


def _named(figures: Sequence[Measured], members: Sequence[int]) -> str:
    group = [label for axis, label in figures[members[0]].group if axis != "force"]
    return ", ".join(group) or "all"


def _with(figure: Measured, funnel: Funnel | None) -> Measured:
    if funnel is None:
        return figure
    more = (WIDENED.format(funnel.dispersion),) if funnel.dispersion > 1 else ()
    return replace(figure, funnel=funnel, caution=(*figure.caution, READING, *more))
