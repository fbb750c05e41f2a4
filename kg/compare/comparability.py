"""What keeps the cells of a row from being set side by side, and from being added up.

Two cells compare only where nothing in them says otherwise; each reason that
does is a code of ``comparability`` and stands between two answers.  A total is
refused until whoever wants it has named every reason.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg import vocabulary
from kg.compare.matrix import Cell, Entry, Figure, Matrix
from kg.errors import NotComparableError, ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One answer in one cell."""

    authority: str
    template: str
    request: str
    """IRI of the request."""

    reference: str | None

    def __str__(self) -> str:
        """Return what a message calls it."""
        return f"{self.authority} {self.reference}" if self.reference else self.authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A reason not to compare, and the two answers that it stands between."""

    code: str
    """Code of scheme ``comparability``."""

    one: Place
    other: Place

    @property
    def label(self) -> str:
        """The reason in words."""
        return vocabulary.codes("comparability")[self.code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Figures added up, or their mean, and what was held against that."""

    value: Decimal | None
    """None where some figure is told by bounds alone."""

    lower: Decimal | None
    """None where nothing limits some figure from below."""

    upper: Decimal | None
    """None where nothing limits some figure from above."""

    counted: int
    """Cells with a figure (count)."""

    missing: int
    """Cells without one (count); they are not counted as nought."""

    despite: tuple[str, ...]
    """Codes of scheme ``comparability`` that hold between the cells all the same."""


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer, and the cell that it stands in."""

    cell: Cell
    entry: Entry

    @property
    def place(self) -> Place:
        return Place(
            authority=self.cell.authority,
            template=self.cell.template,
            request=self.entry.request,
            reference=self.entry.reference,
        )


def compare(cells: Sequence[Cell]) -> tuple[Obstacle, ...]:
    """Return why the answers in *cells*, which are of one row, do not compare: pair by pair.

    Cells in which no authority says anything are left out: there is nothing to compare.
    """
    placed = [(one, one.place) for one in _said(cells)]
    return tuple(
        Obstacle(code=code, one=here, other=there)
        for (one, here), (other, there) in combinations(placed, 2)
        for code in _between(one, other)
    )


def of_matrix(matrix: Matrix) -> Mapping[str, tuple[Obstacle, ...]]:
    """Return template -> what keeps the answers of its row from being compared."""
    return {row.template: compare(row.cells) for row in matrix.rows}


def total(cells: Sequence[Cell], *, despite: Collection[str] = ()) -> Total:
    """Return the sum of the figures in *cells*.

    Args:
        cells: cells of one row.
        despite: codes of scheme ``comparability`` that the caller knows of and takes upon
            themselves; they are told with the result.

    Raises:
        NotComparableError: a reason stands against it that is not in *despite*, or no cell
            has a figure.
        ParameterError: *despite* names no code.
    """
    unknown = sorted(set(despite) - set(vocabulary.codes("comparability")))
    if unknown:
        raise ParameterError(
            f"despite {', '.join(unknown)}: no code of scheme comparability; it is one of "
            f"{', '.join(vocabulary.codes('comparability'))}"
        )
    figured = [one for one in _said(cells) if one.entry.figures]
    against = _against(cells, figured)
    named = sorted({cell.template for cell in cells})
    what = f"{', '.join(named) or 'nothing'}, {len(cells)} cells"
    if not figured:
        raise NotComparableError(what, {"no-figure": "none of them has a figure"})
    left = {code: between for code, between in against.items() if code not in despite}
    if left:
        raise NotComparableError(what, left)
    figures = [figure for one in figured for figure in one.entry.figures]
    counted = len({id(one.cell) for one in figured})
    return Total(
        value=_sum(figures, lambda figure: figure.value),
        lower=_sum(figures, lambda figure: figure.lower),
        upper=_sum(figures, lambda figure: figure.upper),
        counted=counted,
        missing=len(cells) - counted,
        despite=tuple(sorted(against)),
    )


def mean(cells: Sequence[Cell], *, despite: Collection[str] = ()) -> Total:
    """Return the mean of the figures in *cells*, over those cells that have one.

    Raises:
        NotComparableError: as `total` does; a mean of what does not add up is none either.
        ParameterError: *despite* names no code.
    """
    whole = total(cells, despite=despite)

    def shared(number: Decimal | None) -> Decimal | None:
        return None if number is None else number / whole.counted

    return Total(
        value=shared(whole.value),
        lower=shared(whole.lower),
        upper=shared(whole.upper),
        counted=whole.counted,
        missing=whole.missing,
        despite=whole.despite,
    )


def _said(cells: Iterable[Cell]) -> list[_Said]:
    return [_Said(cell, entry) for cell in cells for entry in cell.entries if entry.spoken]


def _against(cells: Sequence[Cell], figured: Sequence[_Said]) -> dict[str, str]:
    """Return each reason against adding up, and where it is met first."""
    found: dict[str, str] = {}
    for one in figured:
        for code in _alone(one.entry):
            found.setdefault(code, str(one.place))
    for one, other in combinations(figured, 2):
        for code in _between(one, other):
            found.setdefault(code, f"{one.place} and {other.place}")
    empty = [cell.authority for cell in cells if not cell.figures]
    if empty:
        more = f" and {len(empty) - 3} more" if len(empty) > 3 else ""
        found["no-figure"] = f"{', '.join(empty[:3])}{more}"
    return found


def _alone(entry: Entry) -> tuple[str, ...]:
    """Return the reasons that one answer brings into any comparison."""
    holds = {
        "partial-answer": entry.reason == "partly-answered" or "differs-by-scope" in entry.marks,
        "retold": "retold" in entry.marks,
        "not-reviewed": "not-reviewed" in entry.marks,
        "several-figures": len(entry.figures) > 1,
    }
    return tuple(code for code, held in holds.items() if held)


def _between(one: _Said, other: _Said) -> tuple[str, ...]:
    """Return the reasons that stand between two answers, in the order of the scheme."""
    first, second = one.entry, other.entry
    figured = bool(first.figures and second.figures)
    holds = {
        "other-period": _period(first) is None or _period(first) != _period(second),
        "other-wording": {first.match, second.match} != {"exact"},
        "other-reading": _readings(first) != _readings(second),
        "other-regime": first.law is None or first.law != second.law,
        "joint-unit": bool(set(one.cell.units) & set(other.cell.units))
        and one.cell.authority != other.cell.authority,
        "same-authority": one.cell.authority == other.cell.authority,
        "other-definition": figured and _differ(first, second, lambda figure: figure.measure),
        "other-unit": figured and _differ(first, second, _unit),
        "other-counting-rule": figured
        and (
            _kinds(first, lambda figure: figure.bound) != _kinds(second, lambda one: one.bound)
            or first.recording != second.recording
        ),
        **dict.fromkeys((*_alone(first), *_alone(second)), True),
    }
    return tuple(code for code in vocabulary.codes("comparability") if holds.get(code))


def _period(entry: Entry) -> tuple[str, str] | None:
    """Return the time that was asked about; None where it is open or not told."""
    if entry.begins is None or entry.ends is None:
        return None
    return entry.begins, entry.ends


def _readings(entry: Entry) -> frozenset[tuple[str, ...]]:
    return frozenset(one.limits for one in entry.said if one.kind == "reading")


def _unit(figure: Figure) -> str | None:
    return None if figure.unit is None else figure.unit.casefold()


def _differ(first: Entry, second: Entry, what: Callable[[Figure], str | None]) -> bool:
    """Tell whether the figures of two answers differ in *what*, or one does not tell it."""
    kinds = _kinds(first, what)
    return None in kinds or kinds != _kinds(second, what)


def _kinds(entry: Entry, what: Callable[[Figure], str | None]) -> frozenset[str | None]:
    return frozenset(what(figure) for figure in entry.figures)


def _sum(figures: Iterable[Figure], of: Callable[[Figure], Decimal | None]) -> Decimal | None:
    """Return the sum; None where one of them is None."""
    found = Decimal(0)
    for figure in figures:
        number = of(figure)
        if number is None:
            return None
        found += number
    return found
