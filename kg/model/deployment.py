"""A force's published record of deployments: a table, row by row and cell by cell."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model.passage import Passage
from kg.model.record import UNREVIEWED, Doubt, Review, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column of the table holds."""

    heading: str
    """The heading as printed."""

    field: str
    """``place``, ``date``, ``use-case``, or a code of scheme ``measure``."""

    definition: str | None = None
    """Code of scheme ``measure-definition`` where the source counts otherwise than the measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printed figure of one deployment.

    Exactly one of ``value`` and ``missing`` is set: what is not printed is not zero.
    """

    measure: str
    """Code of scheme ``measure``."""

    passage: Passage
    """The cell; its quotation is the figure as printed."""

    value: int | Decimal | None = None
    """Count, or ratio from 0 to 1 for a rate (printed ``0.08%`` is 0.0008), or minutes."""

    missing: str | None = None
    """Code of scheme ``missing-reason``, such as ``not-applicable`` for a printed N/A."""

    definition: str | None = None
    """Code of scheme ``measure-definition``, as on the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One row: one use of a technology at one place on one day."""

    key: str
    """Key within the record, such as ``2022-01-28-oxford-circus``; never changes once given."""

    day: date
    """Local date at the place of deployment."""

    place: str
    """Place as printed, without remarks."""

    passage: Passage
    """The whole row."""

    status: str | None = "completed"
    """Code of scheme ``deployment-status``; None when a remark of the source leaves it open."""

    status_reason: str | None = None
    """The source's remark on the status; None when it makes none."""

    use_cases: tuple[str, ...] = ()
    """Codes of scheme ``use-case``."""

    figures: tuple[Figure, ...] = ()
    line: int | None = field(default=None, compare=False)

    def figure(self, measure: str) -> Figure | None:
        """Return the figure for *measure*, or None when the record has no such column."""
        return next((figure for figure in self.figures if figure.measure == measure), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentRecord:
    """All that was read from one edition of a deployment record."""

    key: str
    """Key of the document in IRIs: ``gb-metropolitan-lfr-deployments-2020-2022``."""

    source: Source
    force: str
    """Code of scheme ``force``; who deployed."""

    technology: str
    """Code of scheme ``technology``."""

    title: Passage
    """The words that say what the record is of."""

    columns: tuple[Column, ...]
    """In printed order; cell *n* of a row stands under column *n*."""

    deployments: tuple[Deployment, ...]
    doubts: tuple[Doubt, ...] = ()
    review: Review = UNREVIEWED
