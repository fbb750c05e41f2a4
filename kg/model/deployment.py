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

    unit: str | None = None
    """Unit of bare numbers, such as ``hours``, where a person declared it; else None."""

    later: tuple[tuple[int, str], ...] = ()
    """Page (from 1) from which the column is headed otherwise, and that heading as printed."""

    def heading_on(self, page: int | None) -> str:
        """Return the heading that the column has on *page*.

        >>> Column(heading="Purpose", field="use-case", later=((6, "Use case"),)).heading_on(7)
        'Use case'
        """
        passed = [heading for first, heading in self.later if page is not None and first <= page]
        return passed[-1] if passed else self.heading


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

    day: date | None
    """Local date at the place of deployment; None while what is printed leaves it open."""

    place: str | None
    """Place as printed, without remarks; None when the cell is blank."""

    passage: Passage
    """The whole row."""

    day_printed: str | None = None
    """The cell of the date as printed, where it leaves the day open; else None."""

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
class DeclaredTable:
    """How a person said that a table is to be read, beside what its columns hold."""

    sheet: int | None = None
    """Page, or sheet of a workbook (from 1); None for the first table with these headings."""

    skip: int = 0
    """Rows under the headings that are no deployments (count)."""

    date_order: str | None = None
    """``day-month`` or ``month-day``; None where the column itself tells it."""

    missing: tuple[tuple[str, str], ...] = ()
    """What stands for a missing figure, and its code of scheme ``missing-reason``."""


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

    title: Passage | None
    """The words that say what the record is of; None when the table has no title."""

    columns: tuple[Column, ...]
    """In printed order; cell *n* of a row stands under column *n*."""

    deployments: tuple[Deployment, ...]
    declared: DeclaredTable | None = None
    """What a person declared of the table by a mapping; None where its headings told all."""

    doubts: tuple[Doubt, ...] = ()
    review: Review = UNREVIEWED

    @property
    def last_day(self) -> date | None:
        """The last day that the record tells of; None when it settles no day."""
        return max((item.day for item in self.deployments if item.day is not None), default=None)

    @property
    def first_day(self) -> date | None:
        """The first day that the record tells of; None when it settles no day."""
        return min((item.day for item in self.deployments if item.day is not None), default=None)
