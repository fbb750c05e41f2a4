"""Hold forces against the rate of all of them together, and make no order of them.

A place in a list says more than the figures carry: some force is always last.
Control limits ask another question: which force differs from the pooled rate by
more than chance would, given how much it was asked?  Cases that hang together
count for fewer, in the pooled rate as in the limits, and forces seldom differ by
chance alone, so that the limits are widened by how much all of them differ.

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
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist

from kg.errors import ParameterError
from kg.measure import intervals
from kg.measure.cases import Cases, of_forces
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
TOO_FEW = "too few cases to tell"
"""Said where the limits are all that a share can be, so that no force could be outside."""

READING = (
    "Limits are around the pooled rate of the forces counted, and no target: one that is outside "
    "them was asked, or deploys, otherwise, as far as anybody knows, and is neither better nor "
    "worse. Of many forces one in twenty is outside the inner limits by chance alone."
)
WIDENED = (
    "Forces differ {:.3g} times as much as chance explains (dispersion), so limits by chance may "
    "be too narrow, and are widened by the square root of it. Among few forces one that differs "
    "from the others widens its own limits, and is then not told apart."
)
LENT = (
    "How cases hang together is not seen at {} (fewer than ten {}, or none or all of the cases are "
    "counted): what it is over the other forces, {:.3g} times chance, stands for it."
)
LEFT_OUT = "Not in the pooled rate, and without limits: {}."


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
    said: dict[int, tuple[str, ...]] = {}
    reasons = []
    for members in alike(figures, without="force"):
        cases, left = of_forces(measure, figures, members)
        ways = {figures[at].ways for at in cases}
        if len(cases) < FEWEST:
            told = f" ({_told(figures, left)})" if left else ""
            reasons.append(f"{_named(figures, members)}: {len(cases)} with a figure{told}")
        elif len(ways) > 1:
            reasons.append(f"{_named(figures, members)}: counted in {len(ways)} ways")
        else:
            made = _of_group(measure, cases)
            found |= made
            said |= dict.fromkeys(members, _caution(figures, cases, left, made))
    if not found:
        told = "; ".join(reasons) or "nothing is counted"
        raise ParameterError(
            f"funnel: limits around a pooled rate need {FEWEST} forces with a figure, each "
            f"counted in one way ({told}); group by force, and by fewer axes beside it"
        )
    return tuple(
        replace(figure, funnel=found.get(at), caution=(*figure.caution, *said.get(at, ())))
        for at, figure in enumerate(figures)
    )


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


def _of_group(measure: Measure, cases: Mapping[int, Cases]) -> dict[int, Funnel]:
    # One weight for the target and for the statistic: else one long letter moves the target.
    pooled = sum(one.alone * one.rate for one in cases.values()) / sum(
        one.alone for one in cases.values()
    )
    spread = pooled if measure.limits == "poisson" else pooled * (1 - pooled)
    # Where none, or all, of the cases are counted, no force can differ.
    squares = (
        [(one.rate - pooled) ** 2 / (spread / one.alone) for one in cases.values()]
        if spread > 0
        else [0.0]
    )
    dispersion = sum(squares) / (len(cases) - 1)
    found = {}
    for at, one in cases.items():
        inner, outer = (_exact(measure, pooled, one.alone, inside) for inside in (INNER, OUTER))
        off = math.sqrt(dispersion * spread / one.alone)
        wide, far = inner, outer
        if dispersion > 1:
            # Rough limits of few cases may be narrower than the exact ones: the wider stand.
            wide = _wider(inner, _around(measure, pooled, off, INNER))
            far = _wider(outer, _around(measure, pooled, off, OUTER))
        verdict, told = _verdict(measure, one.rate, inner, wide, far)
        found[at] = Funnel(
            pooled=pooled * measure.per,
            forces=len(cases),
            effective=one.alone,
            inner=inner.times(measure.per),
            outer=outer.times(measure.per),
            dispersion=dispersion,
            widened=wide.times(measure.per),
            widened_outer=far.times(measure.per),
            verdict=verdict,
            told=told.times(measure.per),
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


def _verdict(
    measure: Measure, value: float, inner: Interval, wide: Interval, far: Interval
) -> tuple[str, Interval]:
    """Return where *value* lies, and the limits that this goes by."""

    def within(limits: Interval, words: str) -> tuple[str, Interval]:
        whole = measure.limits != "poisson" and limits.low <= 0 and (limits.high or 0) >= 1
        return (TOO_FEW if whole else words), limits

    if _inside(value, inner):
        return within(inner, WITHIN)
    if _inside(value, wide):
        return within(wide, WITHIN_WIDENED)
    return (OUTSIDE, wide) if _inside(value, far) else (FAR, far)


def _inside(value: float, within: Interval) -> bool:
    return within.high is not None and within.low <= value <= within.high


def _named(figures: Sequence[Measured], members: Sequence[int]) -> str:
    group = [label for axis, label in figures[members[0]].group if axis != "force"]
    return ", ".join(group) or "all"


def _told(figures: Sequence[Measured], left: Mapping[int, str]) -> str:
    """Return the forces that are left out, by the reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for at, reason in sorted(left.items()):
        by_reason[reason].append(dict(figures[at].group)["force"])
    return "; ".join(f"{', '.join(names)} ({reason})" for reason, names in by_reason.items())


def _caution(
    figures: Sequence[Measured],
    cases: Mapping[int, Cases],
    left: Mapping[int, str],
    made: Mapping[int, Funnel],
) -> tuple[str, ...]:
    dispersion = next(iter(made.values())).dispersion
    lent = [at for at in sorted(cases) if figures[at].design is None]
    names = ", ".join(dict(figures[at].group)["force"] for at in lent)
    return (
        READING,
        *([WIDENED.format(dispersion)] if dispersion > 1 else []),
        *([LENT.format(names, figures[lent[0]].unit, cases[lent[0]].design)] if lent else []),
        *([LEFT_OUT.format(_told(figures, left))] if left else []),
    )
