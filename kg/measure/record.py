"""What a measure gives: a figure with its numerator, its denominator, and what it rests on.

A figure that a source limits without giving it is a range, and stays one
through every sum and division.  What is missing is counted with its reason and
is never nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.measure.intervals import Interval

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """A figure, or the two bounds between which it lies; in the unit of the figure."""

    low: Number
    high: Number | None
    """None where the source sets no upper bound."""

    @property
    def exact(self) -> bool:
        """Whether the figure itself is known."""
        return self.low == self.high

    def __add__(self, other: "Range") -> "Range":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(self.low + other.low, high)

    def by(self, other: "Range", per: int) -> "Range | None":
        """Return the quotient, *per* units of the other; None where the other may be nought."""
        if other.low <= 0:
            return None
        low = Decimal(0) if other.high is None else Decimal(per) * self.low / other.high
        high = None if self.high is None else Decimal(per) * self.high / other.low
        return Range(low, high)


NOTHING = Range(0, 0)
ONE = Range(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a measure is asked for."""

    by: tuple[str, ...] = ()
    """Axes, outermost first."""

    forces: tuple[str, ...] = ()
    """Codes of the forces wanted; empty for all."""

    first: str = ""
    """First day (ISO 8601); empty for no limit."""

    last: str = ""
    """Last day (ISO 8601); empty for no limit."""

    months: bool = False
    """Whether a period is a month; else it is a year."""

    funnel: bool = False
    """Whether each force is to be held against the pooled rate of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that a measure counts: a deployment, an answer, a reply, a force."""

    labels: Mapping[str, str]
    """Axis -> what the unit is on it; empty where that is not known."""

    day: str = ""
    """Day by which periods are told (ISO 8601); empty where it is open."""

    numerator: Range | None = None
    """None where it is missing."""

    denominator: Range | None = None
    """None where it is missing, or where the measure has none."""

    cluster: str = ""
    """What the unit hangs together with, such as the request; empty where it stands for itself."""

    way: str = ""
    """Codes of measures that give the numerator; empty where there is one way only."""

    missing: str | None = None
    """Why the unit cannot be counted; None where it can."""

    rests_on: tuple[str, ...] = ()
    """IRIs of the observations, answers or replies that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a figure stands to another, as far as the limits of both tell."""

    against: str
    """The period before, or the force, that it is held against."""

    verdict: str
    """``higher``, ``lower`` or ``within the limits``."""

    by: Interval
    """Limits of the difference, in the unit of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How the figure of a force lies to the pooled rate, in the unit of the figure."""

    pooled: float
    """Rate of all forces of the group together, each with the weight of `effective`."""

    forces: int
    """Number of forces that it is of."""

    effective: float
    """Cases that stand for themselves, of which the force's figure is worth as much (count)."""

    inner: Interval
    """Between them 95 in 100 forces lie that differ from the pooled rate by chance alone."""

    outer: Interval
    """The same of 998 in 1,000."""

    dispersion: float
    """How many times as much the forces differ as chance explains (ratio of variances)."""

    widened: Interval
    """The inner limits as wide as the dispersion makes them; never narrower than those."""

    widened_outer: Interval
    """The same of the outer limits."""

    verdict: str
    """Where the figure lies, in words."""

    told: Interval
    """Those of the limits that the verdict goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of one group."""

    measure: str
    group: tuple[tuple[str, str], ...]
    """Axis and label, in the order asked for; ``not known`` where a source does not tell."""

    numerator_of: str
    """Name of what is divided or added up."""

    numerator: Range | None
    """Sum over the units counted; None for a median."""

    denominator_of: str | None
    """Name of what it is divided by; None of a sum or a median."""

    denominator: Range | None
    """Sum over the same units; None where there is none."""

    per: int
    """Units of the denominator that the value is for, such as 10,000 faces."""

    value: Range | None
    """The figure; None where no unit is counted or the denominator may be nought."""

    interval: Interval | None
    """How far chance alone could move it, each case for itself; None where no limits are due."""

    spread: Interval | None
    """The same from how deployments or letters differ; None of fewer than ten, or of bounds."""

    clustered: bool
    """Whether cases hang together, so that limits by chance alone carry no comparison."""

    unit: str
    """What is counted, in the plural, such as ``deployments``."""

    units: int
    """Number of units that stand in the figure."""

    ways: tuple[str, ...]
    """Codes of measures by which the sources give the numerator; two ways are seldom one thing."""

    missing: tuple[tuple[str, int], ...]
    """Reason and number of the units that could not be counted."""

    rests_on: tuple[str, ...]
    """IRIs of what says so, sorted."""

    caution: tuple[str, ...]
    """What keeps a reader from a wrong conclusion."""

    rank: tuple[int, int, int] | None = None
    """Highest and lowest place that the limits allow, and of how many forces; None elsewhere."""

    change: Standing | None = None
    """Against the period before; None without one, or where nothing may be compared."""

    design: float | None = None
    """How many times as much the figure varies as chance case by case explains (ratio of
    variances, at least 1), since cases hang together; None where that is not known."""

    funnel: Funnel | None = None
    """Against all forces together; None where that was not asked, or cannot be had."""
