"""Write a person's rulings into the file of a record, and leave the rest of it as it stands."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from kg.errors import RecordError, UsageError
from kg.model import FactReview, Settled
from kg.model.address import is_under
from kg.model.record import UNREVIEWED
from kg.record.check import check
from kg.record.doubting import Doubted, doubts
from kg.record.facts import WHOLE, Fact, facts, unit_of, units
from kg.record.load import load_text, read_text
from kg.record.marks import as_read, changed, is_curated, mark
from kg.record.merging import put
from kg.record.proposals import differ
from kg.record.writing import dumped, fact_review, replace, settled

ACCEPTED, REJECTED, CORRECTED = "accepted", "rejected", "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who rules, and when.  A role; people are never named."""

    role: str
    """Code of scheme ``role``."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A fact that a person changed, added or removed, and that is not put down as corrected."""

    fact: str
    """Its address; that of its whole unit where it cannot be told which fact was changed."""

    was: str | None
    """What the program had read; None when it read nothing there, or it cannot be told."""

    now: str | None
    """What the record says; None where a person removed it."""


class Sheet:
    """The file of one record, open for review.  Nothing is written before ``save``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = read_text(path)
        self.content: Any = load_text(self._text, path=path)
        check(self.content, schema="schema.json", path=path)

    @property
    def status(self) -> str:
        """Code of scheme ``review-status`` for the whole record."""
        return str(self.content.get("review", {}).get("status", UNREVIEWED.status))

    @property
    def doubts(self) -> tuple[Doubted, ...]:
        """The doubts of the record, settled ones included."""
        return doubts(self.content)

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts of the record by address."""
        return dict(facts(self.content))

    def rulings(self) -> dict[str, str]:
        """Return the facts that have a ruling of their own, and its status."""
        found = self.content.get("review", {}).get("facts", ())
        return {item["fact"]: item["status"] for item in found}

    def corrections(self, reading: Any | None = None) -> tuple[Correction, ...]:
        """Return what a person changed and has not been put down as corrected.

        *reading* is what the program reads in the document now, where the document is
        at hand: only so can what it had read be told, and what was removed be found.
        """
        known = as_read(self.content) or frozenset()
        fresh = {} if reading is None else dict(units(reading))
        base = [unit for unit, content in fresh.items() if mark(unit, content) in known]
        mine = units(self.content)
        removed = [unit for unit in base if unit not in mine and not is_curated(unit)]
        said, read = self.facts, {} if reading is None else dict(facts(reading))
        found: list[Correction] = []
        for unit in (*changed(self.content), *removed):
            if unit in base:
                found += _changed_facts(unit, said, read)
            else:
                found.append(Correction(fact=unit, was=None, now=_value(said, unit)))
        return tuple(item for item in found if not self._is_put_down(item.fact))

    def accept(
        self, address: str | None, by: Reviewer, *, reading: Any | None = None
    ) -> tuple[str, ...]:
        """Stand behind a fact, a doubt's facts or, without *address*, the record.

        What a person changed is put down as corrected: they stand behind their own words.
        Returns the facts ruled on.

        Raises:
            UsageError: the record has no such fact or doubt.
        """
        if address is None:
            ruled = self.correct(None, by, reading=reading)
            self._rule(ACCEPTED, by)
            return ruled
        corrections = self.corrections(reading)
        ruled = ()
        for fact in self._about(address):
            mine = [item for item in corrections if _meet(item.fact, fact)]
            for item in mine:
                self._put_correction(item, by)
            if not any(is_under(fact, item.fact) for item in mine):
                self._put(FactReview(fact=fact, status=ACCEPTED, role=by.role, on=by.on))
                ruled = (*ruled, fact)
            ruled = (*ruled, *(item.fact for item in mine))
        self._settle(address, by)
        return tuple(dict.fromkeys(ruled))

    def reject(self, address: str | None, by: Reviewer) -> tuple[str, ...]:
        """Say that a fact, a doubt's facts or, without *address*, the record is wrong.

        Returns the facts ruled on.

        Raises:
            UsageError: the record has no such fact or doubt, or the doubt is about none.
        """
        if address is None:
            self._rule(REJECTED, by)
            return ()
        about = self._about(address)
        if not about:
            raise UsageError(
                f"{self.path}: {address} is about no fact that the record has, so there is "
                "nothing to reject; write what is missing, or accept that nothing is"
            )
        for fact in about:
            self._put(FactReview(fact=fact, status=REJECTED, role=by.role, on=by.on))
        self._settle(address, by)
        return about

    def correct(
        self, address: str | None, by: Reviewer, *, reading: Any | None = None
    ) -> tuple[str, ...]:
        """Put down as corrected what a person changed: the fact at *address*, or all.

        Returns the facts put down.

        Raises:
            UsageError: the fact at *address* is as the program read it.
        """
        found = [
            item
            for item in self.corrections(reading)
            if address is None or _meet(item.fact, address)
        ]
        if address is not None and not found:
            self._about(address)
            raise UsageError(
                f"{self.path}: {address} is as the program read it, or is put down already; "
                "change it in the file before you say --corrected"
            )
        for item in found:
            self._put_correction(item, by)
        return tuple(item.fact for item in found)

    def reopen(self, address: str | None = None) -> None:
        """Take the ruling on *address*, or on the whole record, back.

        Raises:
            UsageError: there is no such ruling.
        """
        doubt = None if address is None else self._doubt(address)
        review = self._review()
        if address is None:
            review["status"] = UNREVIEWED.status
            review.pop("role", None)
            review.pop("on", None)
        elif doubt is not None and "settled" in self.content["doubts"][doubt.number - 1]:
            del self.content["doubts"][doubt.number - 1]["settled"]
        elif address in self.rulings():
            left = [item for item in review["facts"] if item["fact"] != address]
            review["facts"][:] = left
            if not left:
                del review["facts"]
        else:
            raise UsageError(
                f"{self.path}: nobody has ruled on {address}; "
                f"{_offer(address, self.rulings(), 'there is no ruling to take back')}"
            )

    def save(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            RecordError: somebody wrote to it since it was opened.
        """
        if read_text(self.path) != self._text:
            raise RecordError(
                f"{self.path}: the file was changed after it was opened for review, and is left "
                "as it is; run kg review again"
            )
        self._text = dumped(self.content)
        replace(self.path, self._text)

    def _review(self) -> Any:
        if "review" not in self.content:
            place = list(self.content).index("source") + 1
            self.content.insert(place, "review", CommentedMap(status=UNREVIEWED.status))
        return self.content["review"]

    def _rule(self, status: str, by: Reviewer) -> None:
        review = self._review()
        put(review, {"status": status, "role": by.role, "on": by.on}, ["status", "role", "on"])

    def _put(self, ruling: FactReview) -> None:
        review = self._review()
        entry = fact_review(ruling)
        rulings = review.setdefault("facts", [])
        for number, item in enumerate(rulings):
            if item["fact"] == ruling.fact:
                rulings[number] = entry
                return
        rulings.append(entry)

    def _put_correction(self, item: Correction, by: Reviewer) -> None:
        ruling = FactReview(fact=item.fact, status=CORRECTED, role=by.role, on=by.on, was=item.was)
        self._put(ruling)

    def _is_put_down(self, fact: str) -> bool:
        whole = fact == unit_of(fact) and fact.partition("/")[0] in WHOLE
        return any(
            (status == CORRECTED and (is_under(fact, top) or (whole and is_under(top, fact))))
            or (status == REJECTED and is_under(fact, top))
            for top, status in self.rulings().items()
        )

    def _settle(self, address: str, by: Reviewer) -> None:
        doubt = self._doubt(address)
        if doubt is not None:
            node = self.content["doubts"][doubt.number - 1]
            node["settled"] = settled(Settled(role=by.role, on=by.on))

    def _about(self, address: str) -> tuple[str, ...]:
        """Return the facts that *address* names: those of a doubt, or the fact itself."""
        doubt = self._doubt(address)
        if doubt is not None:
            return tuple(fact for fact in doubt.facts if fact in self.facts)
        named = {fact for other in self.doubts for fact in (other.address, *other.facts)}
        known = {*self.facts, *units(self.content), *named}
        if address not in known:
            near = _offer(address, known, f"'kg review {self.path.stem} --facts' lists them")
            raise UsageError(f"{self.path}: there is no fact {address}; {near}")
        return (address,)

    def _doubt(self, address: str) -> Doubted | None:
        return next((doubt for doubt in self.doubts if doubt.address == address), None)


def _changed_facts(
    unit: str, said: Mapping[str, Fact], read: Mapping[str, Fact]
) -> list[Correction]:
    """Return the facts of *unit* that differ, or the unit where none of them shows it."""
    inside = [address for address in {**said, **read} if unit_of(address) == unit]
    found = [
        Correction(fact=address, was=_said(read.get(address)), now=_said(said.get(address)))
        for address in inside
        if differ(said.get(address), read.get(address))
    ]
    return found or [Correction(fact=unit, was=_value(read, unit), now=_value(said, unit))]


def _said(fact: Fact | None) -> str | None:
    return None if fact is None else fact.value


def _meet(one: str, other: str) -> bool:
    return is_under(one, other) or is_under(other, one)


def _value(known: Mapping[str, Fact], unit: str) -> str | None:
    """Return what the facts of *unit* say, each after its address but for the first."""
    found = [fact for fact in known.values() if unit_of(fact.address) == unit]
    if not found:
        return None
    said = [found[0].value]
    said += [f"{fact.address.removeprefix(unit + '/')} {fact.value}" for fact in found[1:]]
    return "; ".join(said)


def _offer(address: str, known: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(address, list(known), n=3)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
