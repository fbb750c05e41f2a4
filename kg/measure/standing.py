"""Say how figures stand to each other, no further than their limits carry.

Two figures differ only where the limits of their difference leave nought out.
A place in a list is a span of places, from the best to the worst that the
limits allow: with wide limits every force may be first, and that is then said.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.measure import intervals
from kg.measure.intervals import Interval
from kg.measure.record import Measured, Standing

WITHIN = "within the limits"
PLACES = (
    "A place is a span that the limits allow, among the forces that have limits and are counted in "
    "one way. Of many pairs one in twenty differs by chance alone, and forces were not asked, and "
    "do not deploy, alike."
)
CHANGE = (
    "A change within the limits is not shown to be one, nor to be none. Of many comparisons one in "
    "twenty tells a change by chance alone. What changed beside the technology is not told."
)


def standing(figures: Sequence[Measured], by: Sequence[str]) -> tuple[Measured, ...]:
    """Return *figures* with their change over time, or their place among forces."""
    changed = _changed(figures) if "period" in by else {}
    placed = _placed(figures) if "force" in by and "period" not in by else {}
    return tuple(
        replace(
            figure,
            change=changed.get(at),
            rank=placed.get(at),
            caution=figure.caution
            + ((CHANGE,) if at in changed else ())
            + ((PLACES,) if at in placed else ()),
        )
        for at, figure in enumerate(figures)
    )


def _changed(figures: Sequence[Measured]) -> dict[int, Standing]:
    """Return for each figure how it stands to the one before it in time, where both have limits."""
    found = {}
    for members in alike(figures, without="period"):
        ordered = [at for at in members if _period(figures[at])[:1].isdigit()]
        for before, at in pairwise(ordered):
            limits = _difference(figures[at], figures[before])
            if limits is not None:
                found[at] = Standing(
                    against=_period(figures[before]), verdict=_verdict(limits), by=limits
                )
    return found


def _placed(figures: Sequence[Measured]) -> dict[int, tuple[int, int, int]]:
    """Return for each figure its highest and lowest place, and of how many; one alone has none."""
    found = {}
    for kept in _in_one_way(figures):
        for at in kept:
            verdicts = [
                _verdict(limits)
                for other in kept
                if other != at and (limits := _difference(figures[at], figures[other])) is not None
            ]
            if verdicts:
                above, below = verdicts.count("lower"), verdicts.count("higher")
                found[at] = (above + 1, len(kept) - below, len(kept))
    return found


def _in_one_way(figures: Sequence[Measured]) -> Iterable[list[int]]:
    """Return the places of figures that can be compared: with limits, and counted in one way."""
    for members in alike(figures, without="force"):
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in members:
            if _difference(figures[at], figures[at]) is not None:
                groups[figures[at].ways].append(at)
        yield from groups.values()


def alike(figures: Sequence[Measured], *, without: str) -> Iterable[list[int]]:
    """Return the places of figures that differ in the axis *without* and in nothing else."""
    groups: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        groups[tuple(pair for pair in figure.group if pair[0] != without)].append(at)
    return groups.values()


def _difference(one: Measured, other: Measured) -> Interval | None:
    if one.value is None or other.value is None or not (one.value.exact and other.value.exact):
        return None
    if one.ways != other.ways:
        return None  # what changed may be what is counted
    # Where cases hang together, chance case by case would tell differences that are none.
    within = one.spread if one.clustered else one.interval
    other_within = other.spread if other.clustered else other.interval
    if within is None or other_within is None:
        return None
    if within.low == within.high or other_within.low == other_within.high:
        return None  # where nothing is seen to vary nobody knows how far it may
    return intervals.difference(float(one.value.low), within, float(other.value.low), other_within)


def _verdict(limits: Interval) -> str:
    if limits.low > 0:
        return "higher"
    return "lower" if limits.high is not None and limits.high < 0 else WITHIN


def _period(figure: Measured) -> str:
    return dict(figure.group).get("period", "")
