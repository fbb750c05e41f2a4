"""Read many questions, each once however often it was asked, and group those that ask the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from kg.link.grouping import groups
from kg.link.masking import PERIOD, masked
from kg.link.slots import FOLLOWS, Slots, read_slots
from kg.model.link import Asked

FEWEST = 3
"""Words that a question has at least: ``why`` alone stands beside others that are not told here."""

ALONE = -1
"""Group of a question of which nothing can be told: it is alone, and no two such are together."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one question."""

    words: str
    """Its masked words, without the period."""

    slots: Slots | None
    """None where nothing can be told."""

    tells: bool
    """Whether it is told what is asked: of a heading, or of a word or two, it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Questions in groups; everything here is in the order of the questions."""

    read: tuple[Read, ...]
    """Each different reading once."""

    of: tuple[int, ...]
    """For each question, the place of its reading in *read*."""

    group: tuple[int, ...]
    """For each reading, the number of its group, or ``ALONE``."""

    leaders: tuple[int, ...]
    """For each group, the place of the reading that stands for it: the one met most often."""


def group(asked: Iterable[Asked]) -> Grouped:
    """Return *asked*, request after request and a part after its whole, in groups."""
    known: dict[Read, int] = {}
    of: list[int] = []
    request, whole = "", dict[str, Slots | None]()
    for one in asked:
        if one.request != request:
            request, whole = one.request, {}
        parent = whole.get(one.parent) if one.parent is not None else None
        read = _read(one.words, one.technologies, parent)
        whole[one.label] = read.slots
        of.append(known.setdefault(read, len(known)))
    return _grouped(tuple(known), tuple(of))


@lru_cache(maxsize=100_000)
def _read(words: str, technologies: tuple[str, ...], parent: Slots | None) -> Read:
    clauses = masked(words)
    slots = read_slots(clauses, technologies=technologies, parent=parent)
    enough = sum(map(len, clauses)) >= FEWEST or any(FOLLOWS in clause for clause in clauses)
    tells = slots is not None and slots.tells and enough
    return Read(" / ".join(filter(None, map(_told, clauses))), slots, tells)


def _told(clause: tuple[str, ...]) -> str:
    """Return *clause* without its period, which may stand elsewhere, and each name once."""
    words = [word for word in clause if word != PERIOD]
    return " ".join(word for word, _ in groupby(words))


def _grouped(read: tuple[Read, ...], of: tuple[int, ...]) -> Grouped:
    times = Counter(of)
    told: dict[Slots, list[int]] = {}
    for at, one in enumerate(read):
        if one.slots is not None and one.tells:
            told.setdefault(one.slots, []).append(at)
    found = groups((slots, sum(times[at] for at in places)) for slots, places in told.items())
    number = [ALONE] * len(read)
    leaders = []
    for group_number, members in enumerate(found):
        places = [at for slots in members for at in told[slots]]
        for at in places:
            number[at] = group_number
        leaders.append(min(places, key=lambda at: (-times[at], read[at].words)))
    return Grouped(read=read, of=of, group=tuple(number), leaders=tuple(leaders))
