"""What keeps the cells of a row from being set side by side, and from being added up.

Two cells compare only where nothing in them says otherwise; each reason that
does is a code of ``comparability`` and stands between two answers.  A total is
refused until whoever wants it has named every reason.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg import vocabulary, wording
from kg.compare.entry import Entry, Figure
from kg.compare.kinds import Place, Told, pairs, told_in
from kg.compare.matrix import Cell, Matrix
from kg.errors import NotComparableError, ParameterError


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


def compare(cells: Sequence[Cell]) -> tuple[Obstacle, ...]:
    """Return why the answers in *cells*, which are of one row, do not compare: pair by pair.

    Cells in which no authority says anything are left out: there is nothing to compare.
    """
    return tuple(
        Obstacle(code=code, one=one.place, other=other.place)
        for one, other, codes in pairs(told_in(cells))
        for code in codes
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
    figured = [one for one in told_in(cells) if _has_number(one.entry)]
    against = _against(cells, figured)
    named = sorted({cell.template for cell in cells})
    what = f"{', '.join(named) or 'nothing'}, {wording.counted(len(cells), 'cells')}"
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


def _against(cells: Sequence[Cell], figured: Sequence[Told]) -> dict[str, str]:
    """Return each reason against adding up, and where it is met first."""
    found: dict[str, str] = {}
    for one in figured:
        for code in one.kind.alone:
            found.setdefault(code, str(one.place))
    for one, other, codes in pairs(figured):
        for code in codes:
            found.setdefault(code, f"{one.place} and {other.place}")
    empty = [cell.authority for cell in cells if not any(map(_has_number, cell.entries))]
    if empty:
        more = f" and {len(empty) - 3} more" if len(empty) > 3 else ""
        found["no-figure"] = f"{', '.join(empty[:3])}{more}"
    return found


def _has_number(entry: Entry) -> bool:
    """Tell whether an answer gives a number or a bound; one that is held back is neither."""
    return any(
        number is not None
        for figure in entry.figures
        for number in (figure.value, figure.lower, figure.upper)
    )


def _sum(figures: Iterable[Figure], of: Callable[[Figure], Decimal | None]) -> Decimal | None:
    """Return the sum; None where one of them is None."""
    found = Decimal(0)
    for figure in figures:
        number = of(figure)
        if number is None:
            return None
        found += number
    return found
