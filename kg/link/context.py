"""Tell what the words of a question hang on: its whole, and the question that they point back to.

``How many were children?`` asks one thing under "who was on the watchlist" and another under "who
was stopped", so the same words are the same question only where what they hang on is the same.
"""

import re
from collections.abc import Sequence

from kg.link.reading import Read
from kg.link.slots import FOLLOWS, Slots
from kg.model.link import Asked

Context = tuple[tuple[str, Slots], ...]
"""Masked words and slots of what a question hangs on, the nearest first; empty where of nothing."""

_POINTS_BACK = re.compile(
    r"\b(?:they|them|theirs?|these|those|this|such|it|its|(?:the|as)\s+(?:above|same)|previous)\b",
    re.IGNORECASE,
)


def contexts(questions: Sequence[Asked], read: Sequence[Read]) -> tuple[Context | None, ...]:
    """Return what each of *questions* hangs on; None where that cannot be read.

    Args:
        questions: request after request, in their order.
        read: what was read of each.
    """
    places = {(one.request, one.label): at for at, one in enumerate(questions)}
    before: list[int | None] = []
    last: dict[tuple[str, str | None], int] = {}
    for at, one in enumerate(questions):
        before.append(last.get((one.request, one.parent)))
        last[one.request, one.parent] = at
    found: dict[int, Context | None] = {}
    for at, one in enumerate(questions):
        hangs_on = []
        if one.parent is not None:
            hangs_on.append(places.get((one.request, one.parent)))
        if _points_back(one, read[at]) and (one.parent is None or before[at] is not None):
            hangs_on.append(before[at])
        found[at] = _told(hangs_on, questions, read, found)
    return tuple(found[at] for at in range(len(questions)))


def _points_back(one: Asked, read: Read) -> bool:
    return FOLLOWS in read.words.split() or _POINTS_BACK.search(one.words) is not None


def _told(
    hangs_on: Sequence[int | None],
    questions: Sequence[Asked],
    read: Sequence[Read],
    found: dict[int, Context | None],
) -> Context | None:
    told: list[tuple[str, Slots]] = []
    for at in hangs_on:
        # What comes later than the question, its whole too, is not what its words point to.
        further = None if at is None else found.get(at)
        if at is None or further is None or not questions[at].whole:
            return None
        words, slots = read[at].words, read[at].slots
        if not words or slots is None:
            return None
        told += [(words, slots), *further]
    return tuple(told)
