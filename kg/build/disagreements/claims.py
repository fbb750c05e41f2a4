"""Read who said of which authority that it used a technology, or did not, and for which time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from kg.build.disagreements.editions import Standing
from kg.build.disagreements.facts import Facts
from kg.model.day import day_of
from kg.model.record import UNREVIEWED

USED, DENIED = "positive", "negative"
TOOK_PLACE = "completed"
"""Status of a deployment that was a use; one that was planned, stopped or called off is none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That an authority used a technology, or did not."""

    thing: str
    used: bool
    """Whether it says that it did."""

    said_by: str | None
    of: str
    """IRI of the authority, or of the group of them, that it is about."""

    technology: str
    scope: frozenset[str]
    """Codes that narrow it, occasions asked about among them; empty where nothing does."""

    first: date | None
    last: date | None
    """None where the period is open or not told."""

    spoken: date | None
    """Last day on which its document can have been written; None where no day is known."""

    version: str
    row: bool
    """Whether it is a row of a record of deployments."""

    unseen: bool = False
    """Whether it rests on a page that is only cited, and that nobody has seen."""

    unreviewed: bool = False
    """Whether a program read it from words, and no person looked at what else they say."""

    @property
    def end(self) -> date | None:
        """Last day of which it can speak: no document speaks of the time after it."""
        return min((day for day in (self.last, self.spoken) if day is not None), default=None)


class ByDay:
    """Uses in the order of their days, so that a denial is held only against those of its time."""

    def __init__(self, uses: Sequence[Claim]) -> None:
        told = [
            (use.first, use.end, place, use)
            for place, use in enumerate(uses)
            if use.first is not None and use.end is not None
        ]
        self._told = sorted(told, key=lambda one: one[:3])
        self._firsts = [first for first, _, _, _ in self._told]
        self._ends = list(accumulate((end for _, end, _, _ in self._told), max))
        """Last day of all uses so far: it never falls, so that it can be searched."""
        self._untold = [
            (place, use) for place, use in enumerate(uses) if use.first is None or use.end is None
        ]

    def meeting(self, denial: Claim) -> list[Claim]:
        """Return all uses that may be of the time of *denial*, in their order, and few others."""
        start = 0 if denial.first is None else bisect_left(self._ends, denial.first)
        stop = len(self._told) if denial.end is None else bisect_right(self._firsts, denial.end)
        found = [*self._untold, *((place, use) for _, _, place, use in self._told[start:stop])]
        return [use for _, use in sorted(found, key=lambda one: one[0])]


def claims(facts: Facts) -> Iterator[Claim]:
    """Yield what was said of use, but for plans and what was contested or replaced.

    A deployment that no statement describes is a use on its day.
    """
    yield from _statements(facts)
    yield from _deployments(facts)


def _statements(facts: Facts) -> Iterator[Claim]:
    plans = set(facts.of_class("PlanStatement"))
    standing = Standing(facts)
    replaced = {s for answer in facts.by("replacedBy").first for s in facts.all(answer, "states")}
    read = _readings(facts)
    spoken = spoken_days(facts)
    for thing in facts.of_class("Statement"):
        polarity = facts.code(thing, "polarity")
        speaker, technology = facts.one(thing, "saidBy"), facts.one(thing, "technology")
        version = facts.one(thing, "statedIn") or facts.one(thing, "prov:wasDerivedFrom")
        if (
            polarity not in (USED, DENIED)
            or thing in plans
            or thing in replaced
            or version is None
            or standing.gives_way(version, facts.one(thing, "describes"))
            or technology is None
            or facts.contested(thing)
            or not facts.all(thing, "evidence")
        ):
            continue
        for who in facts.all(thing, "concerns") or ((speaker,) if speaker else ()):
            row = bool(facts.all(thing, "describes"))
            yield Claim(
                thing=thing,
                used=polarity == USED,
                said_by=speaker,
                of=who,
                technology=technology,
                scope=frozenset(facts.all(thing, "restrictedTo")) | read.get(thing, frozenset()),
                first=facts.day(thing, "periodStart"),
                last=facts.day(thing, "periodEnd"),
                spoken=spoken.get(version),
                version=version,
                row=row,
                unreviewed=not row and facts.code(thing, "reviewStatus") == UNREVIEWED.status,
            )


def _deployments(facts: Facts) -> Iterator[Claim]:
    """Yield the deployments that a source tells of without a statement, for each version once."""
    described = facts.values("describes")
    standing = Standing(facts)
    for thing in facts.of_class("Deployment"):
        operator, technology = (facts.settled(thing, name) for name in ("operator", "technology"))
        day = facts.settled(thing, "date")
        status = facts.code(thing, "deploymentStatus")
        if (
            thing in described
            or operator is None
            or technology is None
            or day is None
            or status not in (None, TOOK_PLACE)
            or facts.contested(thing)
        ):
            continue
        for passage in facts.all(thing, "evidence"):
            versions = facts.near(passage, "inVersion")
            if len(versions) != 1 or standing.gives_way(versions[0], thing):
                continue
            version = versions[0]
            unseen = bool(facts.all(passage, "cites"))
            publisher = facts.one(facts.one(version, "versionOf") or "", "publishedBy")
            yield Claim(
                thing=thing,
                used=True,
                said_by=None if unseen else publisher,
                of=operator,
                technology=technology,
                scope=frozenset(),
                first=day_of(day),
                last=day_of(day),
                spoken=None,
                version=version,
                row=True,
                unseen=unseen,
            )


def _readings(facts: Facts) -> dict[str, frozenset[str]]:
    """Return for each statement what narrows its answer: a reading, or an occasion asked about."""
    found: dict[str, frozenset[str]] = {}
    for answer, statements in facts.by("states").each():
        sources = [(one, "restrictedTo") for one in facts.all(answer, "interpretation")]
        sources += [(one, "eventContext") for one in facts.all(answer, "answers")]
        narrowed = frozenset(code for thing, name in sources for code in facts.all(thing, name))
        for one in statements if narrowed else ():
            found[one] = found.get(one, frozenset()) | narrowed
    return found


def spoken_days(facts: Facts) -> dict[str, date]:
    """Return for each version that carries a reply the last day on which it was written."""
    found = {}
    for response in facts.of_class("Response"):
        days = [facts.day(response, name) for name in ("issuedOn", "publishedOn")]
        version = facts.one(response, "statedIn")
        known = [day for day in days if day is not None]
        if version is not None and known:
            found[version] = known[0]
    return found
