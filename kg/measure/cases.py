"""Say how many cases that stand for themselves the figure of a force is worth, or why none.

Cases that hang together count for fewer: their number by the design effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.measure.kind import Measure
from kg.measure.record import Measured

NOTHING, BOUNDS = "nothing is counted", "known by bounds alone"
NO_BASE, TOO_MANY = "nothing to divide by", "more cases than there can be"
NOT_SEEN = "how cases hang together is seen nowhere"


@dataclass(frozen=True, slots=True)
class Cases:
    """What the figure of one force brings."""

    top: float
    base: float
    design: float
    """How many times as much it varies as chance case by case explains."""

    @property
    def alone(self) -> float:
        """How many cases that stand for themselves it is worth."""
        return self.base / self.design

    @property
    def rate(self) -> float:
        """The figure for one of what it is divided by."""
        return self.top / self.base


def of_forces(
    measure: Measure, figures: Sequence[Measured], members: Sequence[int]
) -> tuple[dict[int, Cases], dict[int, str]]:
    """Return what each force brings, and why one brings nothing.

    A force none of whose cases is counted shows no variation, and would leave the pooled
    rate without a word though it may be the furthest from it: it takes the design effect of
    the others together, their variances by what chance explains of each.
    """
    counts: dict[int, tuple[float, float]] = {}
    left: dict[int, str] = {}
    for at in members:
        found = _counts(measure, figures[at])
        if isinstance(found, str):
            left[at] = found
        else:
            counts[at] = found
    explained = {at: _explained(measure, *counts[at]) for at in counts}
    own = {at: effect for at in counts if (effect := figures[at].design) is not None}
    by_chance = sum(explained[at] for at in own)
    varies = sum(effect * explained[at] for at, effect in own.items())
    lent = varies / by_chance if by_chance > 0 else None
    cases = {}
    for at, (top, base) in counts.items():
        effect = own.get(at, lent)
        if effect is None:
            left[at] = NOT_SEEN
        else:
            cases[at] = Cases(top, base, effect)
    return cases, left


def _counts(measure: Measure, figure: Measured) -> tuple[float, float] | str:
    """Return numerator and denominator; in words why they cannot be held against others."""
    top, base = figure.numerator, figure.denominator
    if not figure.units or top is None or base is None:
        return NOTHING
    if not (top.exact and base.exact):
        return BOUNDS
    if base.low <= 0:
        return NO_BASE
    if measure.limits != "poisson" and top.low > base.low:
        return TOO_MANY  # the figures are not of one kind
    return float(top.low), float(base.low)


def _explained(measure: Measure, top: float, base: float) -> float:
    """Return the variance of a count that chance case by case explains."""
    return top if measure.limits == "poisson" else top * (1 - top / base)
