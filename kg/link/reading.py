"""Read many questions, each once however often it was asked, and group those that ask the same.

A question is read where it stands: as a part of another, after the one before it, and over parts
of its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from kg.link import lexicon
from kg.link.grouping import groups
from kg.link.masking import PERIOD, masked
from kg.link.slots import FOLLOWS, Facet, Slots, heading, read_slots
from kg.model.link import Asked

FEWEST = 3
"""Words that a question has at least: ``why`` alone stands beside others that are not told here."""

ALONE = -1
"""Group of a question of which nothing can be told: it is alone, and no two such are together."""


ONE_PERIOD = "one period"
"""Of what a part asks that is a stretch of time and no more, beside what its whole asks."""

_THEM = re.compile(r"\bof\s+(?:them|these|those)\b", re.IGNORECASE)
_HEADING = re.compile(
    r"\s*(?:for|where|when|if|on|as to|as for|about|with regard to|in relation to|in respect of"
    r"|regarding|concerning|relating to)\b[^?]*:[\s-]*$",
    re.IGNORECASE,
)
"""What stands over its parts and asks nothing: ``Where it has been used:``."""


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
    for _, questions in groupby(asked, key=lambda one: one.request):
        of.extend(known.setdefault(one, len(known)) for one in _of_request(tuple(questions)))
    return _grouped(tuple(known), tuple(of))


def _of_request(questions: Sequence[Asked]) -> Iterator[Read]:
    """Yield what is read of each of *questions*, which are those of one request in their order."""
    found: dict[str, Read] = {}
    before: dict[str | None, Read] = {}
    for at, one in enumerate(questions):
        whole = None if one.parent is None else found.get(one.parent)
        parts = questions[at + 1 : at + 2] if _HEADING.match(one.words) else ()
        if parts and parts[0].parent == one.label:
            read = _read_heading(one.words, one.technologies, parts[0].words)
        else:
            last = before.get(one.parent, whole) if _THEM.search(one.words) else None
            read = _read(one.words, one.technologies, whole, last)
        found[one.label] = before[one.parent] = read
        yield read


@lru_cache(maxsize=100_000)
def _read(
    words: str, technologies: tuple[str, ...], whole: Read | None, before: Read | None
) -> Read:
    clauses = masked(words)
    parent = None if whole is None else whole.slots
    if whole is not None and parent is not None and clauses == ((PERIOD,),):
        # A part that names a time and no more asks of that time what the whole asks of all.
        facets = (replace(one, of=tuple(sorted({*one.of, ONE_PERIOD}))) for one in parent.facets)
        in_it = replace(parent, facets=tuple(facets))
        return Read(f"{whole.words} / {PERIOD}", in_it, whole.tells)
    slots = read_slots(
        clauses,
        technologies=technologies,
        parent=parent,
        them=None if before is None or before.slots is None else before.slots.facets[0],
    )
    enough = sum(map(len, clauses)) >= FEWEST or any(FOLLOWS in clause for clause in clauses)
    tells = slots is not None and slots.tells and enough
    return Read(" / ".join(filter(None, map(_told, clauses))), slots, tells)


@lru_cache(maxsize=10_000)
def _read_heading(words: str, technologies: tuple[str, ...], part: str) -> Read:
    """Return what *words* that ask nothing stand over: of what their first *part* asks.

    Whether it asks of persons or images is for the part to say.
    """
    clauses = masked(words)
    first = read_slots(masked(part), technologies=technologies)
    facet = Facet("other", planned=False, of=(), words=()) if first is None else first.facets[0]
    slots = heading(clauses, technologies=technologies, of=set(facet.of) - lexicon.THINGS)
    return Read(" / ".join(filter(None, map(_told, clauses))), slots, slots.tells)


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
