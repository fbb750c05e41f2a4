"""What a measure is made of: what it counts, what it divides that by, and over which units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Reads = Literal["figures", "deployments", "answers", "scopes", "replies", "forces", "provisions"]
Limits = Literal["wilson", "clopper-pearson", "poisson", "order", "none"]
Way = tuple[str, ...]
"""Codes of measures that are added up to give one figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure of a deployment, and the ways in which records give it."""

    name: str
    ways: tuple[Way, ...]
    """The first whose codes all have a figure is taken; two ways are never added."""

    otherwise: tuple[str, ...] = ()
    """Codes that count something wider, in whose place this figure is not given."""


GIVEN = ("disclosed-in-full", "disclosed-in-part", "answered-outside-act")
POINTED = ("already-accessible", "answered-by-reference")
REFUSED = ("refused-exempt", "refused-ncnd", "refused-cost", "refused-vexatious")
NOT_STANDING = ("excluded-by-requester", "withdrawn", "superseded", "clarification-sought")
"""Outcomes of what is no answer to a question that stands."""


ALERTS = Count(name="alerts", ways=(("total-alerts",),))
TRUE = Count(
    name="true alerts",
    ways=(("true-alerts",), ("true-alerts-confirmed", "true-alerts-unconfirmed")),
)
FALSE = Count(
    name="false alerts",
    ways=(("false-alerts",), ("false-alerts-confirmed", "false-alerts-unconfirmed")),
)
FACES = Count(name="faces seen", ways=(("faces-seen",),))
ENTRIES = Count(name="entries of watchlists", ways=(("watchlist-size",),))
ARRESTS = Count(name="arrests", ways=(("arrests",),), otherwise=("arrests-or-disposals",))
DISPOSALS = Count(
    name="arrests or other disposals", ways=(("arrests-or-disposals",),), otherwise=("arrests",)
)

OF_DEPLOYMENTS = ("force", "period", "technology", "use-case", "set")
OF_ANSWERS = ("force", "period", "technology")

ESTIMATES = "Faces are the force's estimates, and one person can count more than once."
NOT_ALIKE = (
    "Watchlists, places and thresholds differ between deployments: a difference between two groups "
    "does not compare the technology."
)
OUTCOMES = (
    "Arrests, and arrests counted together with other disposals, are two figures: rows of the one "
    "and of the other are neither added nor drawn as one line."
)
LETTERS = (
    "Answers of one letter hang together, so the limits by chance may be too narrow. The replies "
    "seen are no sample of all replies."
)
FEW = "The forces are those whose answers are recorded, and no sample of all forces."
OF_DEPLOYMENT = "A period is that of the day of the deployment; of one over days, of the first."
OF_ANSWER = (
    "A period is that of the day of the reply, or of its publication where only that is known."
)
PERIODS: Mapping[Reads, str] = {
    "figures": OF_DEPLOYMENT,
    "deployments": OF_DEPLOYMENT,
    "answers": OF_ANSWER,
    "scopes": OF_ANSWER,
    "replies": "A period is that of the day on which the request was received.",
}
"""What a measure reads -> by which day its periods are told."""

TWICE = "A question about two technologies counts under both, so rows by technology do not add up."


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, by what it is divided, and over which units."""

    name: str
    definition: str
    """A full sentence: numerator, denominator, and what is left out."""

    reads: Reads
    unit: str
    """What is counted, in the plural."""

    counts: tuple[Count, ...] = ()
    """Numerators, each with rows of its own; only of figures of deployments."""

    over: Count | None = None
    """Denominator; only of figures of deployments."""

    parts: tuple[Count, ...] = ()
    """Kinds whose sum is the denominator; where a source contradicts that, the unit is left out."""

    outcomes: tuple[str, ...] = ()
    """Outcomes that make the numerator; only of answers and forces."""

    numerator: str = ""
    """Name of the numerator, where `counts` does not name it."""

    denominator: str = ""
    """Name of the denominator; empty where there is none."""

    per: int = 1
    limits: Limits
    axes: tuple[str, ...]
    """What it may be grouped by."""

    always: tuple[str, ...] = ()
    """What it is grouped by in any case."""

    caution: tuple[str, ...]


def figures(
    name: str,
    definition: str,
    counts: tuple[Count, ...],
    over: Count | None = None,
    *,
    per: int = 1,
    limits: Limits = "none",
    parts: tuple[Count, ...] = (),
    caution: tuple[str, ...],
) -> Measure:
    """Return a measure of what records of deployments print."""
    return Measure(
        name=name,
        definition=definition,
        reads="figures",
        unit="deployments",
        counts=counts,
        over=over,
        parts=parts,
        denominator="" if over is None else over.name,
        per=per,
        limits=limits,
        axes=OF_DEPLOYMENTS,
        caution=caution,
    )


def answers(name: str, definition: str, outcomes: tuple[str, ...], numerator: str) -> Measure:
    """Return a measure of questions by the outcome of their answers."""
    return Measure(
        name=name,
        definition=definition,
        reads="answers",
        unit="questions",
        outcomes=outcomes,
        numerator=numerator,
        denominator="questions with a recorded answer that stands",
        limits="wilson",
        axes=OF_ANSWERS,
        caution=(LETTERS, TWICE),
    )
