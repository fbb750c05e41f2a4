"""Read who said of which authority that it used a technology, or did not, and for which time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.build.disagreements.facts import Facts, revised
from kg.build.working_days import day_of

USED, DENIED = "positive", "negative"
TOOK_PLACE = "completed"
"""Status of a deployment that was a use; one that was planned, stopped or called off is none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That an authority used a technology, or did not."""

    thing: str
    said_by: str | None
    of: str
    """IRI of the authority, or of the group of them, that it is about."""

    technology: str
    scope: frozenset[str]
    """Codes that narrow it; empty where nothing does."""

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


def claims(facts: Facts, polarity: str) -> Iterator[Claim]:
    """Yield what was said with *polarity*, but for plans and what was contested or replaced.

    A deployment that no statement describes is a use on its day.
    """
    yield from _statements(facts, polarity)
    if polarity == USED:
        yield from _deployments(facts)


def _statements(facts: Facts, polarity: str) -> Iterator[Claim]:
    plans = set(facts.of_class("PlanStatement"))
    old = revised(facts)
    replaced = {s for answer in facts.by("replacedBy") for s in facts.all(answer, "states")}
    read = _readings(facts)
    spoken = _spoken(facts)
    for thing in facts.of_class("Statement"):
        speaker, technology = facts.one(thing, "saidBy"), facts.one(thing, "technology")
        version = facts.one(thing, "statedIn") or facts.one(thing, "prov:wasDerivedFrom")
        if (
            facts.code(thing, "polarity") != polarity
            or thing in plans
            or thing in replaced
            or version in old
            or facts.contested(thing)
            or None in (technology, version)
            or not facts.all(thing, "evidence")
        ):
            continue
        assert technology is not None  # noqa: S101 -- told above, which mypy does not follow
        assert version is not None  # noqa: S101 -- as above
        for who in facts.all(thing, "concerns") or ((speaker,) if speaker else ()):
            yield Claim(
                thing=thing,
                said_by=speaker,
                of=who,
                technology=technology,
                scope=frozenset(facts.all(thing, "restrictedTo")) | read.get(thing, frozenset()),
                first=facts.day(thing, "periodStart"),
                last=facts.day(thing, "periodEnd"),
                spoken=spoken.get(version),
                version=version,
                row=bool(facts.all(thing, "describes")),
            )


def _deployments(facts: Facts) -> Iterator[Claim]:
    """Yield the deployments that a source tells of without a statement, for each version once."""
    described = {one for found in facts.by("describes").values() for one in found}
    old = revised(facts)
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
            version = facts.one(passage, "inVersion")
            if version is None or version in old:
                continue
            unseen = bool(facts.all(passage, "cites"))
            publisher = facts.one(facts.one(version, "versionOf") or "", "publishedBy")
            yield Claim(
                thing=thing,
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
    """Return for each statement the codes to which its answer narrows the question."""
    found: dict[str, frozenset[str]] = {}
    for answer, statements in facts.by("states").items():
        for reading in facts.all(answer, "interpretation"):
            for one in statements:
                narrowed = frozenset(facts.all(reading, "restrictedTo"))
                found[one] = found.get(one, frozenset()) | narrowed
    return found


def _spoken(facts: Facts) -> dict[str, date]:
    """Return for each version that carries a reply the last day on which it was written."""
    found = {}
    for response in facts.of_class("Response"):
        days = [facts.day(response, name) for name in ("issuedOn", "publishedOn")]
        version = facts.one(response, "statedIn")
        known = [day for day in days if day is not None]
        if version is not None and known:
            found[version] = known[0]
    return found
