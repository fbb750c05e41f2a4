"""What a person ruled where documents alone do not decide."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A person's judgement of whether a document answers a question."""

    question: str
    """Label of the question."""

    coverage: str
    """Code of scheme ``coverage``."""

    reason: str
    """Why, in words that another person can check."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresumedTarget:
    """A guess at what a lost link pointed to, and what that document holds.

    A guess: nothing that rests on it may be called a contradiction.
    """

    document: str
    """Key of the document whose link is lost."""

    target: str
    """Key of the document that it probably pointed to."""

    reason: str
    """Why this document is presumed."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    coverage: tuple[Coverage, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementRuling:
    """What a person calls two sides that differ, in the place of the label that was found."""

    disagreement: str
    """Key of the disagreement, as its IRI ends."""

    label: str
    """Code of scheme ``disagreement``; ``refuted`` where there is none."""

    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDeployment:
    """That two deployments which sources tell of are one, or are not."""

    one: str
    """Key of a deployment."""

    other: str
    """Key of the other."""

    same: bool
    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRuling:
    """What one request has to do with an earlier one, as a person ruled."""

    later: str
    """Key of the later request."""

    earlier: str
    """Key of the earlier one."""

    relation: str
    """``refines``, ``follows`` or ``reviews``; ``none`` where the two have nothing to do."""

    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JointUnitRuling:
    """That forces which documents name together share a unit, or do not."""

    members: tuple[str, ...]
    """Codes of scheme ``force``."""

    joint: bool
    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """All rulings of a study's ``links.yaml``."""

    presumed_targets: tuple[PresumedTarget, ...] = ()
    disagreements: tuple[DisagreementRuling, ...] = ()
    same_deployments: tuple[SameDeployment, ...] = ()
    chains: tuple[ChainRuling, ...] = ()
    joint_units: tuple[JointUnitRuling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """A presumed target brought together with the response whose link is lost."""

    force: str
    """Code of scheme ``force``; the authority that answered."""

    reference: str | None
    """Reference of the request answered; None when the page does not print it."""

    labels: tuple[str, ...]
    """Questions that the link is said to answer, in reading order."""

    ruling: PresumedTarget
