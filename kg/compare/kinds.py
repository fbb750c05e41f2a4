"""What of an answer counts when it is held against another, and what stands between two kinds.

There are few kinds of answers in a row, and many pairs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg import vocabulary
from kg.compare.entry import Entry
from kg.compare.matrix import Cell

PARTIAL = frozenset(("differs-by-scope", "silent-beside"))
"""Marks of an answer beside which something is left open, so that a figure may be too small."""


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
class Kind:
    """What of an answer counts when it is held against another."""

    match: str | None
    law: str | None
    recording: tuple[str, ...]
    figured: bool
    alone: tuple[str, ...]
    """Reasons that it brings into any comparison."""

    period: tuple[str, str] | None
    """The time asked about; None where it is open or not told."""

    answered: frozenset[tuple[str | None, str | None]]
    """Other times that it says itself to hold for."""

    readings: frozenset[tuple[str, ...]]
    measures: frozenset[str | None]
    counted: frozenset[str | None]
    """What its figures count, as printed."""

    categories: frozenset[str | None]
    """What part of the whole its figures are of; None for the whole."""

    bounds: frozenset[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer and its kind."""

    cell: Cell
    entry: Entry
    place: Place
    kind: Kind
    units: frozenset[str]
    """Joint units of the authority."""


def told_in(cells: Iterable[Cell]) -> list[Told]:
    """Return the answers in *cells*; where no authority says anything there is none."""
    return [_of(cell, entry) for cell in cells for entry in cell.entries if entry.spoken]


def _of(cell: Cell, entry: Entry) -> Told:
    told = entry.begins is not None and entry.ends is not None
    figures = entry.figures
    return Told(
        cell=cell,
        entry=entry,
        place=Place(
            authority=cell.authority,
            template=cell.template,
            request=entry.request,
            reference=entry.reference,
        ),
        units=frozenset(cell.units),
        kind=Kind(
            match=entry.match,
            law=entry.law,
            recording=entry.recording,
            figured=bool(figures),
            alone=_alone(entry),
            period=(entry.begins or "", entry.ends or "") if told else None,
            answered=_answered(entry),
            readings=frozenset(one.limits for one in entry.said if one.kind == "reading"),
            measures=frozenset(one.measure for one in figures),
            counted=frozenset(None if one.unit is None else one.unit.casefold() for one in figures),
            categories=frozenset(one.category for one in figures),
            bounds=frozenset(one.bound for one in figures),
        ),
    )


def _answered(entry: Entry) -> frozenset[tuple[str | None, str | None]]:
    """Return the times that an answer says to hold for, where they are not the one asked about."""
    told = {(one.begins, one.ends) for one in entry.said if one.kind == "statement"}
    return frozenset(told - {(None, None), (entry.begins, entry.ends)})


def _alone(entry: Entry) -> tuple[str, ...]:
    """Return the reasons that one answer brings into any comparison."""
    holds = {
        "partial-answer": entry.reason == "partly-answered" or not PARTIAL.isdisjoint(entry.marks),
        "retold": "retold" in entry.marks,
        "not-reviewed": "not-reviewed" in entry.marks,
        "several-figures": len(entry.figures) > 1,
    }
    return tuple(code for code, held in holds.items() if held)


def pairs(said: Sequence[Told]) -> Iterator[tuple[Told, Told, tuple[str, ...]]]:
    """Yield every two answers and the reasons between them."""
    known: dict[tuple[int, int, bool, bool], tuple[str, ...]] = {}
    numbers: dict[Kind, int] = {}
    # By number: a kind has eleven fields, and its hash would be worked out for every pair.
    numbered = [(numbers.setdefault(one.kind, len(numbers)), one) for one in said]
    for (first, one), (second, other) in combinations(numbered, 2):
        alike = one.cell.authority == other.cell.authority
        joint = not one.units.isdisjoint(other.units)
        pair = (first, second, alike, joint)
        codes = known.get(pair)
        if codes is None:
            codes = known[pair] = _between(one.kind, other.kind, alike=alike, joint=joint)
        yield one, other, codes


def _between(one: Kind, other: Kind, *, alike: bool, joint: bool) -> tuple[str, ...]:
    """Return the reasons that stand between two kinds of answers, in the order of the scheme.

    Args:
        one: the kind of the first.
        other: that of the second.
        alike: whether both are of one authority.
        joint: whether their authorities share a unit.
    """
    figured = one.figured and other.figured
    holds = {
        "other-period": one.period is None
        or one.period != other.period
        or one.answered != other.answered,
        "other-wording": one.match != "exact" or other.match != "exact",
        "other-reading": one.readings != other.readings,
        "other-regime": one.law is None or one.law != other.law,
        "joint-unit": joint and not alike,
        "same-authority": alike,
        "other-definition": figured
        and (_differ(one.measures, other.measures) or one.categories != other.categories),
        "other-unit": figured and _differ(one.counted, other.counted),
        "other-counting-rule": figured
        and (one.bounds != other.bounds or one.recording != other.recording),
        **dict.fromkeys((*one.alone, *other.alone), True),
    }
    found = {code for code, held in holds.items() if held}
    return tuple(code for code in vocabulary.codes("comparability") if code in found)


def _differ(one: frozenset[str | None], other: frozenset[str | None]) -> bool:
    """Tell whether two answers differ in a kind, or one of them does not tell it."""
    return None in one or one != other
