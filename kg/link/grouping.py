"""Put questions that ask the same together: equal slots, and complete linkage on what is left.

Every member of a group is held against every other before it joins, so that no chain of small
differences joins two questions that differ.  The order of the questions does not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from kg.link.masking import SHORTEST_SLIP
from kg.link.slots import Slots

Words = tuple[str, ...]

LONG = 8
"""Words in no list from which two questions may differ in one of them."""

LIKE = 92
"""How alike those words are then at least (percent)."""

SEVERAL = 200
"""Members of a block from which candidates are looked up, not tried one after the other."""


def groups(read: Iterable[tuple[Slots, int]]) -> list[tuple[Slots, ...]]:
    """Return the slots of *read* (each with how often it occurs) in groups that ask the same.

    The first of a group is what occurs most often in it.
    """
    counted: Counter[Slots] = Counter()
    for slots, count in read:
        counted[slots] += count
    blocks: dict[object, list[Slots]] = defaultdict(list)
    for slots in counted:
        blocks[slots.key].append(slots)
    return [group for block in blocks.values() for group in _linked(block, counted)]


def _linked(block: Sequence[Slots], counted: Counter[Slots]) -> Iterator[tuple[Slots, ...]]:
    if len(block) == 1:
        yield tuple(block)
        return
    ordered = sorted(block, key=lambda one: (-counted[one], one.words, str(one.facets)))
    found: list[list[Slots]] = []
    near: dict[Words, list[int]] = defaultdict(list)
    look_up = len(block) > SEVERAL
    for slots in ordered:
        tried = _candidates(slots.words, near) if look_up else range(len(found))
        for at in tried:
            if all(alike(slots.words, other.words) for other in found[at]):
                found[at].append(slots)
                break
        else:
            at = len(found)
            found.append([slots])
        if look_up:
            for key in _without_one(slots.words):
                near[key].append(at)
    yield from map(tuple, found)


def _candidates(words: Words, near: dict[Words, list[int]]) -> list[int]:
    """Return the groups with a member that shares all of *words* but one, the earliest first."""
    return sorted({at for key in _without_one(words) for at in near.get(key, ())})


def _without_one(words: Words) -> Iterator[Words]:
    yield words
    for at in range(len(words)):
        yield words[:at] + words[at + 1 :]


def alike(one: Words, other: Words) -> bool:
    """Return whether words in no list are the same but for a slip, or many and nearly the same.

    >>> alike(("painted", "yard"), ("paintd", "yard")), alike(("painted",), ("printed",))
    (True, False)
    """
    if one == other:
        return True
    if len(one) == len(other):
        left, right = set(one) - set(other), set(other) - set(one)
        if len(left) == len(right) == 1 and is_slip(left.pop(), right.pop()):
            return True
    if min(len(one), len(other)) < LONG or abs(len(one) - len(other)) > 1:
        return False
    if sum((Counter(one) & Counter(other)).values()) < min(len(one), len(other)) - 1:
        return False
    return fuzz.ratio(" ".join(one), " ".join(other)) >= LIKE


def is_slip(one: str, other: str) -> bool:
    """Return whether one word is the other with a letter lost or with two neighbours changed over.

    A letter put for another is no slip: it makes another word as a rule.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_SLIP - 1 or any(sign.isdigit() for sign in one + other):
        return False
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if len(long) - len(short) == 1:
        at = len(short) if first is None else first
        return short[at:] == long[at + 1 :]
    if len(long) != len(short) or first is None or first + 1 >= len(long):
        return False
    changed = short[first + 1] + short[first] + short[first + 2 :]
    return long[first:] == changed
