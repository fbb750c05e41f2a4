"""What one edition of a record changed against the one before it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """One fact of one deployment that the later of two editions puts otherwise."""

    kind: str
    """Code of scheme ``edition-change``."""

    deployment: str
    """Key of the deployment within the records."""

    since: int | None = None
    """Version that says otherwise; None where it is the one before the later edition."""

    field: str | None = None
    """``date``, ``place``, ``status``, ``use-case``, or a code of scheme ``measure``; None where
    the deployment as a whole came or went."""

    definition: str | None = None
    """Code of scheme ``measure-definition``, as on the column."""

    before: str | None = None
    """What the earlier edition prints; None where it prints nothing of the kind."""

    after: str | None = None
    """What the later edition prints; None where it prints nothing of the kind."""

    value_before: int | Decimal | date | None = None
    """None where what is printed is no value, such as N/A or a name."""

    value_after: int | Decimal | date | None = None

    passage_before: Passage | None = None
    passage_after: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An edition, the one that it revises, and what it changed."""

    document: str
    """Key of both."""

    force: str
    earlier: int
    """Version that is revised."""

    later: int
    """Version that revises it."""

    changes: tuple[EditionChange, ...] = ()
    """For records of deployments; a reply revises another as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which deployments of an edition a later one speaks of.

    What neither names is still told by this edition alone, such as rows of
    years that the later one does not go back to.
    """

    restated: frozenset[str] = frozenset()
    """Keys of deployments that a later edition has too."""

    dropped: frozenset[str] = frozenset()
    """Keys of deployments of the time that a later edition covers, and that it does not have."""

    revised: bool = False
    """Whether a later edition is there at all."""


SOLE = Standing()
"""That of a record without later editions."""
