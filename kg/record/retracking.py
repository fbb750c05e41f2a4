"""Bring what a sheet says together with what is tracked already.

What the sheet does not mention stays: a request that it lacks, a cell that is
blank, and a line of ``tracking.yaml`` that a person mended while the cell stayed as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.model.key import slug
from kg.model.tracking import DAYS, Coding, Fault, Sheet, Tracked, Tracking

FIELDS = ("reference", "own", "series", "regime", *DAYS, "state", "links", "note")
"""Fields of a request that a sheet may change; its force tells which request it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a row of a sheet changed."""

    row: int
    request: Tracked
    """The request as it stands now."""

    fresh: bool
    """Whether it was not tracked before."""

    fields: Mapping[str, tuple[object, object]]
    """Field -> what stood there and what stands there now."""

    coded: tuple[Coding, ...]
    """Codings that are new or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracked:
    """What came of it."""

    tracking: Tracking
    changes: tuple[Change, ...]
    same: int
    """Rows that say what is tracked already."""

    kept: tuple[tuple[int, Tracked, str], ...]
    """Row, request and field: the cell was filled once and is blank now; what it said stays."""

    faults: tuple[Fault, ...]


def retrack(tracking: Tracking, sheet: Sheet, rows: Iterable[tuple[int, Tracked]]) -> Retracked:
    """Return *tracking* with the *rows* of *sheet*, whose version is set here."""
    number = next(
        (known.version for known in tracking.sheets if known.sha256 == sheet.sha256),
        max((known.version for known in tracking.sheets), default=0) + 1,
    )
    taker = _Taker(list(tracking.requests), number)
    for row, request in rows:
        taker.take(row, request)
    sheets = list(tracking.sheets)
    if any(request.place.sheet == number for request in taker.requests) and number not in {
        known.version for known in sheets
    }:
        sheets.append(replace(sheet, version=number))
    return Retracked(
        tracking=Tracking(sheets=tuple(sheets), requests=tuple(taker.requests)),
        changes=tuple(taker.changes.values()),
        same=taker.same,
        kept=tuple(taker.kept),
        faults=tuple(taker.faults),
    )


class _Taker:
    """Takes one row after the other; holds what each step needs."""

    def __init__(self, requests: list[Tracked], version: int) -> None:
        self.requests = requests
        self.version = version
        self.read: dict[int, tuple[int, Tracked]] = {}
        """Place in requests -> the row of this sheet that told of it first, and what it said."""

        self.coded: dict[tuple[int, str | None], int] = {}
        """Place in requests and question -> the row of this sheet that coded it."""

        self.changes: dict[int, Change] = {}
        self.kept: list[tuple[int, Tracked, str]] = []
        self.faults: list[Fault] = []
        self.same = 0

    def take(self, row: int, said: Tracked) -> None:
        """Take what *row* says; a row that says otherwise than an earlier one is a fault."""
        said = replace(said, place=replace(said.place, sheet=self.version))
        found = [n for n, request in enumerate(self.requests) if _same(said, request)]
        exact = [n for n in found if self.requests[n].key == said.key]
        if len(found) > 1 and len(exact) != 1:
            self._fault(row, "several requests that are tracked may be meant; write the reference")
        elif not found:
            self.requests.append(said)
            self._taken(len(self.requests) - 1, row, said)
            self.changes[len(self.requests) - 1] = Change(
                row=row, request=said, fresh=True, fields={}, coded=said.codings
            )
        else:
            self._update((exact or found)[0], row, said)

    def _taken(self, place: int, row: int, said: Tracked) -> None:
        self.read.setdefault(place, (row, said))
        for coding in said.codings:
            self.coded[place, coding.question] = row

    def _fault(self, row: int, reason: str) -> None:
        self.faults.append(Fault(row=row, reason=reason))

    def _update(self, place: int, row: int, said: Tracked) -> None:
        before = self.requests[place]
        first = place not in self.read
        reason = None if first else self._clash(place, said)
        if reason is not None:
            self._fault(row, reason)
            return
        self._taken(place, row, said)
        fields = {
            name: (getattr(before, name), getattr(said, name))
            for name in FIELDS
            if _told(said, before, name) and getattr(before, name) != getattr(said, name)
        }
        coded = tuple(
            coding
            for coding in said.codings
            if not any(_says(old, coding) for old in before.codings)
        )
        if first:
            self._note_blanks(row, said, before)
        if not fields and not coded:
            self.same += first
            return
        changed: dict[str, Any] = {name: now for name, (_, now) in fields.items()}
        now = replace(
            before,
            **changed,
            codings=_with(before.codings, coded),
            written={**before.written, **said.written},
            place=said.place,
        )
        self.requests[place] = now
        earlier = self.changes.get(place)
        self.changes[place] = Change(
            row=row if earlier is None else earlier.row,
            request=now,
            fresh=earlier is not None and earlier.fresh,
            fields={**(earlier.fields if earlier else {}), **fields},
            coded=(*(earlier.coded if earlier else ()), *coded),
        )

    def _clash(self, place: int, said: Tracked) -> str | None:
        """Return why a second row on one request cannot be taken, or None where it can."""
        row, earlier = self.read[place]
        if not said.codings:
            return (
                f"it is the request of row {row} again; take one of the two out, or tell them "
                "apart by their reference or by a number of your own"
            )
        for name in FIELDS:
            one, other = getattr(earlier, name), getattr(said, name)
            if one not in (None, ()) and other not in (None, ()) and one != other:
                return f"its {name} is {_shown(other)}, and row {row} says {_shown(one)}; mend one"
        for coding in said.codings:
            if (place, coding.question) in self.coded:
                return (
                    f"row {self.coded[place, coding.question]} codes {_what(coding)} too; put all "
                    "codes of one answer into one cell, or give the label of the question"
                )
        return None

    def _note_blanks(self, row: int, said: Tracked, before: Tracked) -> None:
        """Note what the sheet once said and says no more, where it tells of the request at all."""
        if not said.written.keys() - {"force"}:
            return
        for name in before.written:
            if name not in said.written and name != "regime":
                self.kept.append((row, before, name))


def _same(one: Tracked, other: Tracked) -> bool:
    """Whether two are one request: by the reference, else the own number, else day and series."""
    if one.force != other.force:
        return False
    if one.reference is not None and other.reference is not None:
        return slug(one.reference) == slug(other.reference)
    if one.own is not None and other.own is not None:
        return slug(one.own) == slug(other.own)
    if one.sent is None or one.sent != other.sent:
        return False
    return None in (one.series, other.series) or one.series == other.series


def _told(said: Tracked, before: Tracked, name: str) -> bool:
    """Whether the sheet says something of the field that it did not say before.

    Where the cell is as it was, a value that differs was mended by a person, and stays.
    """
    if name in said.written:
        return said.written[name] != before.written.get(name)
    if name == "regime":
        return False
    return getattr(said, name) not in (None, ())


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _what(coding: Coding) -> str:
    return "the whole reply" if coding.question is None else f"question {coding.question}"


def _says(old: Coding, coding: Coding) -> bool:
    """Whether *old* says what *coding* says; what the sheet leaves blank it does not deny."""
    return (
        old.question == coding.question
        and coding.codes in ((), old.codes)
        and coding.note in (None, old.note)
    )


def _with(codings: Iterable[Coding], fresh: Iterable[Coding]) -> tuple[Coding, ...]:
    """Return *codings* with the *fresh* ones, one for each question, in their order."""
    found = {coding.question: coding for coding in codings}
    for coding in fresh:
        old = found.get(coding.question)
        if old is not None:
            coding = replace(  # noqa: PLW2901 -- what stands below is the coding as a whole
                coding, codes=coding.codes or old.codes, note=coding.note or old.note
            )
        found[coding.question] = coding
    return tuple(found.values())


def describe(change: Change) -> Iterator[str]:
    """Yield what *change* did, in words."""
    for name, (before, now) in change.fields.items():
        was = "" if before in (None, ()) else f" (was {_shown(before)})"
        yield f"{name} {_shown(now)}{was}"
    for coding in change.coded:
        yield f"{_what(coding)} coded: {', '.join(coding.codes) or 'a note'}"
