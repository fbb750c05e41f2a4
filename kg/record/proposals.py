"""Hold a new reading of a document against its record: what it would change, and what may not be.

A person's word is never overwritten: what they changed, added, removed or
ruled on stays, and a reading that differs from it is told and left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model.address import is_under
from kg.model.record import UNREVIEWED
from kg.record.facts import Fact, facts, unit_of, units
from kg.record.marks import as_read, is_curated, mark, mark_of_doubt, marks_of

Node = Mapping[str, Any]

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that a new reading gives otherwise."""

    fact: str
    unit: str
    """Address of the unit that is taken or left with it."""

    old: Fact | None
    """What the record says; None where it says nothing."""

    new: Fact | None
    """What was read now; None where it was not found again."""

    kept: str | None
    """Why the record's own stays; None where the reading may take its place."""


def changes(record: Node, reading: Node) -> tuple[Change, ...]:
    """Return what *reading* gives otherwise than *record*, fact by fact, in the record's order."""
    said, read = facts(record), facts(reading)
    mine, fresh = units(record), units(reading)
    known = as_read(record)
    why = {
        unit: _kept(unit, mine, known, record.get("review", {}))
        for unit in _differing(mine, fresh, known or frozenset())
    }
    return tuple(
        Change(
            fact=address,
            unit=unit_of(address),
            old=said.get(address),
            new=read.get(address),
            kept=why[unit_of(address)],
        )
        for address in {**said, **read}
        if unit_of(address) in why and differ(said.get(address), read.get(address))
    )


def doubts_differ(record: Node, reading: Node) -> bool:
    """Return whether *reading* doubts what *record* does not, or no more what it does.

    An accepted record is beyond doubt, and what a person removed is not missed.
    """
    if record.get("review", {}).get("status") == ACCEPTED:
        return False
    mine, fresh = (set(map(mark_of_doubt, part.get("doubts", ()))) for part in (record, reading))
    known = as_read(record) or frozenset()
    return bool(mine - fresh or fresh - mine - known)


def is_untouched(record: Node) -> bool:
    """Return whether *record* is as it was read, and no person has ruled on anything in it."""
    known = as_read(record)
    review = record.get("review", {})
    return (
        known is not None
        and review.get("status", UNREVIEWED.status) == UNREVIEWED.status
        and "facts" not in review
        and not any("settled" in doubt for doubt in record.get("doubts", ()))
        and known == set(marks_of(record))
    )


def _differing(
    mine: Mapping[str, Any], fresh: Mapping[str, Any], known: frozenset[str]
) -> Iterator[str]:
    """Yield the units that a new reading gives otherwise.

    What is read as it was before is none of them, whatever the record says: the
    difference is a person's.  What the bytes alone do not tell, such as an
    address, is not missed.
    """
    for unit in {**mine, **fresh}:
        said = mark(unit, mine[unit]) if unit in mine else None
        read = mark(unit, fresh[unit]) if unit in fresh else None
        if read is None:
            if not is_curated(unit) and (said in known or not known):
                yield unit
        elif read != said and read not in known:
            yield unit


def _kept(
    unit: str, mine: Mapping[str, Any], known: frozenset[str] | None, review: Node
) -> str | None:
    """Return why *unit* stays as the record has it, or None where it may be replaced."""
    for ruling in review.get("facts", ()):
        if is_under(ruling["fact"], unit) or is_under(unit, ruling["fact"]):
            return f"a person ruled on {ruling['fact']}: {ruling['status']}"
    if review.get("status") == ACCEPTED:
        return "a person accepted the record"
    if unit not in mine:
        return None
    if known is None:
        return "the record has no marks that tell what a person changed"
    if mark(unit, mine[unit]) not in known:
        return "a person changed it"
    return None


def differ(old: Fact | None, new: Fact | None) -> bool:
    """Return whether two readings of one fact differ, in what they say or in their words."""
    if old is None or new is None:
        return old is not new
    return (old.value, _words(old)) != (new.value, _words(new))


def _words(fact: Fact) -> object:
    found = fact.passage
    return None if found is None else (found.quote, found.start, found.page, found.row)
