"""Say how far chance alone could move a share, a rate or a median.

Every function takes counts and gives both limits at 95 per cent, or None where
the counts allow no interval: an interval is never guessed.  Those of shares and
rates take what is counted as independent of each other; `between` does not.

* E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
  Inference", Journal of the American Statistical Association 22 (1927), 209-212.
* C. J. Clopper and E. S. Pearson, "The Use of Confidence or Fiducial Limits
  Illustrated in the Case of the Binomial", Biometrika 26 (1934), 404-413.
* F. Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28
  (1936), 437-442.
* W. G. Cochran, Sampling Techniques, third edition (1977), 6.4 on the variance
  of a ratio and 2.8 on small numbers of units.
* H. A. David and H. N. Nagaraja, Order Statistics, third edition (2003), 7.1.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

TAIL = 0.025
"""Probability that is left out on each side."""

Z = NormalDist().inv_cdf(1 - TAIL)
FEWEST_UNITS = 10
"""Units below which the spread between them tells too little to be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Two limits, in the unit of what they are limits of."""

    kind: str
    """How it was got: ``wilson``, ``clopper-pearson``, ``poisson``, ``order``,
    ``between`` or ``difference``."""

    low: float
    high: float | None
    """None where nothing limits it from above."""

    def times(self, factor: float) -> "Interval":
        """Return it in another unit, such as for every 10,000 faces."""
        high = None if self.high is None else self.high * factor
        return Interval(kind=self.kind, low=self.low * factor, high=high)


def wilson(count: float, of: float) -> Interval | None:
    """Return the limits of a share (0 to 1) by Wilson's score.

    None where it is of nothing, or where the part is above the whole.

    >>> limits = wilson(81, 263)
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= count <= of or of == 0:
        return None
    middle = count + Z * Z / 2
    width = Z * math.sqrt(count * (of - count) / of + Z * Z / 4)
    # At the ends the formula gives them up to rounding; a share of nought has no limit below it.
    low = 0.0 if count == 0 else (middle - width) / (of + Z * Z)
    high = 1.0 if count == of else (middle + width) / (of + Z * Z)
    return Interval(kind="wilson", low=low, high=high)


def clopper_pearson(count: float, of: float) -> Interval | None:
    """Return the exact limits of a share (0 to 1), for few cases; None as in `wilson`.

    What cases that hang together are worth need not be a whole number of cases.

    >>> limits = clopper_pearson(0, 20)
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0, 0.1684)
    """
    if not 0 <= count <= of or of == 0:
        return None
    low, high = 0.0, 1.0
    if count > 0:
        low = _where(lambda share: _beta(count, of - count + 1, share) - TAIL, 0.0, 1.0)
    if count < of:
        high = _where(lambda share: _beta(count + 1, of - count, share) - 1 + TAIL, 0.0, 1.0)
    return Interval(kind="clopper-pearson", low=low, high=high)


def poisson(count: float, exposure: float = 1.0) -> Interval | None:
    """Return the exact limits of a rate of events (events for one unit of *exposure*).

    None where there is no exposure.

    >>> limits = poisson(10)
    >>> round(limits.low, 4), round(limits.high, 4)
    (4.7954, 18.3904)
    """
    if count < 0 or exposure <= 0:
        return None
    far = count + 10 * math.sqrt(count + 1) + 10
    low = 0.0 if count == 0 else _where(lambda mean: _gamma(count, mean) - TAIL, 0.0, far)
    high = _where(lambda mean: _gamma(count + 1, mean) - 1 + TAIL, 0.0, far)
    return Interval(kind="poisson", low=low / exposure, high=high / exposure)


def median(values: Sequence[float]) -> Interval | None:
    """Return the limits of a median by order statistics; None of fewer than six values.

    With five the smallest and the largest hold the median with 94 per cent at most.

    >>> median([3, 1, 4, 1, 5, 9])
    Interval(kind='order', low=1, high=9)
    """
    ordered, size = sorted(values), len(values)
    below, rank = 0.0, 0
    while rank < size and below + math.comb(size, rank) / 2**size <= TAIL:
        below += math.comb(size, rank) / 2**size
        rank += 1
    if rank == 0:
        return None
    return Interval(kind="order", low=ordered[rank - 1], high=ordered[size - rank])


def between(
    counts: Sequence[float], sizes: Sequence[float], *, events: bool = False
) -> Interval | None:
    """Return the limits of a ratio of two sums, from how units differ among themselves.

    The ratio is that of the sum of *counts* to the sum of *sizes*: a share (0 to 1), or
    a rate of *events*.  A unit is what brings both figures, such as one deployment.
    They are exact limits of as many cases as the units are worth: their number by the
    `design`, and fewer for few units, by Student's t (E. L. Korn and B. I. Graubard,
    "Confidence Intervals for Proportions with Small Expected Number of Positive Counts
    Estimated from Survey Data", Survey Methodology 24, 1998, 193-201; of events in the
    same way).  They are never narrower than the limits by chance.  None as in `design`:
    of fewer than ten units with a size, and where nothing is seen to vary.

    >>> limits = between([1] * 10, [100] * 10)
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0042, 0.02)
    """
    effect = design(counts, sizes, events=events)
    if effect is None:
        return None
    top, whole = sum(counts), sum(sizes)
    fewer = effect * (_student(_sized(sizes) - 1) / Z) ** 2
    worth = (
        poisson(top / fewer, whole / fewer)
        if events
        else clopper_pearson(top / fewer, whole / fewer)
    )
    alone = poisson(top, whole) if events else wilson(top, whole)
    if worth is None or alone is None or worth.high is None or alone.high is None:
        return None
    low, high = min(worth.low, alone.low), max(worth.high, alone.high)
    return Interval(kind="between", low=low, high=high)


def design(
    counts: Sequence[float], sizes: Sequence[float], *, events: bool = False
) -> float | None:
    """Return how many times as much a ratio varies between units as chance case by case explains.

    It is the design effect (L. Kish, Survey Sampling, 1965, 8.2): the variance of a ratio
    (Cochran) by that of a share, or of a rate of *events*; never below 1.  None of fewer
    than ten units with a size, and where none or all cases are counted, so that nothing is
    seen to vary.

    >>> design([0, 10] * 5, [10] * 10)  # each unit is all or nothing
    11.11111111111111
    """
    units, whole = _sized(sizes), sum(sizes)
    if units < FEWEST_UNITS or whole <= 0:
        return None
    ratio = sum(counts) / whole
    chance = ratio * whole if events else ratio * (1 - ratio) * whole
    if chance <= 0:
        return None
    off = sum((count - ratio * size) ** 2 for count, size in zip(counts, sizes, strict=True))
    return max(1.0, off * units / (units - 1) / chance)


def _sized(sizes: Sequence[float]) -> int:
    """Return the number of units that have a size; one without says nothing of a ratio."""
    return sum(size > 0 for size in sizes)


def difference(
    one: float, within: Interval, other: float, other_within: Interval
) -> Interval | None:
    """Return the limits of one figure less another, from the figures and the limits of each.

    Of two shares within Wilson's limits this is method 10 of R. G. Newcombe,
    "Interval Estimation for the Difference between Independent Proportions",
    Statistics in Medicine 17 (1998), 873-890; G. Y. Zou and A. Donner carried it
    to other figures, ibid. 27 (2008), 1693-1702.  None where an upper limit is open.

    >>> limits = difference(56 / 70, wilson(56, 70), 48 / 80, wilson(48, 80))
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0524, 0.3339)
    """
    if within.high is None or other_within.high is None:
        return None
    down = math.hypot(one - within.low, other_within.high - other)
    up = math.hypot(within.high - one, other - other_within.low)
    return Interval(kind="difference", low=one - other - down, high=one - other + up)


def cases_at_most(count: int, of: int, share: float) -> float:
    """Return the chance of *count* cases or fewer *of* so many, each with the chance *share*."""
    if count >= of:
        return 1.0
    return 0.0 if count < 0 else 1 - _beta(count + 1, of - count, share)


def events_at_most(count: int, mean: float) -> float:
    """Return the chance of *count* events or fewer, where *mean* of them are expected."""
    return 0.0 if count < 0 else 1 - _gamma(count + 1, mean)


def _where(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where *rising* passes nought, by halving until no number is between."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def _gamma(shape: float, value: float) -> float:
    """Return the regularised lower incomplete gamma function (0 to 1)."""
    if value <= 0:
        return 0.0
    front = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    if value < shape + 1:
        term = total = 1 / shape
        step = shape
        while abs(term) > total * 1e-16:
            step += 1
            term *= value / step
            total += term
        return front * total
    return 1 - front * _fraction(
        lambda step: -step * (step - shape), lambda step: value + 2 * step + 1 - shape
    )


def _beta(one: float, other: float, value: float) -> float:
    """Return the regularised incomplete beta function (0 to 1)."""
    if value <= 0 or value >= 1:
        return float(value >= 1)
    if value > (one + 1) / (one + other + 2):
        return 1 - _beta(other, one, 1 - value)
    front = math.exp(
        one * math.log(value)
        + other * math.log1p(-value)
        + math.lgamma(one + other)
        - math.lgamma(one)
        - math.lgamma(other)
    )

    def numerator(step: int) -> float:
        half = step // 2
        if step % 2 == 0:
            return half * (other - half) * value / ((one + step - 1) * (one + step))
        return -(one + half) * (one + other + half) * value / ((one + step - 1) * (one + step))

    return front / one * _fraction(numerator, lambda _: 1.0)


def _fraction(numerator: Callable[[int], float], denominator: Callable[[int], float]) -> float:
    """Return 1 by the continued fraction b0 + a1 / (b1 + a2 / (b2 + ...)), by Lentz's method."""
    tiny = 1e-300
    ahead = 1 / (denominator(0) or tiny)
    behind, found = 1 / tiny, ahead
    for step in range(1, 100_000):
        part, whole = numerator(step), denominator(step)
        ahead = 1 / ((whole + part * ahead) or tiny)
        behind = (whole + part / behind) or tiny
        found *= ahead * behind
        if abs(ahead * behind - 1) < 1e-15:
            break
    return found


def _student(freedom: int) -> float:
    """Return the 97.5 per cent point of Student's t, by way of the incomplete beta function."""

    def below(value: float) -> float:
        tail = _beta(freedom / 2, 0.5, freedom / (freedom + value * value)) / 2
        return TAIL - tail

    return _where(below, 0.0, 1000.0)
