"""Order the editions of a document, and tell what each changed against the one before.

An edition is later than another where it runs to a later day; by the order in
which we saw them only where that does not tell.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from kg.model import Deployment, DeploymentRecord, Figure, Record
from kg.model.edition import EditionChange, Standing, Succession
from kg.model.passage import CELL_BREAK
from kg.model.record import CONTESTED

FIGURE, DETAIL = "figure-changed", "detail-changed"
ADDED, INSERTED, DROPPED = "deployment-added", "deployment-inserted", "deployment-dropped"


def successions(records: Mapping[str, Record]) -> Iterator[Succession]:
    """Yield each edition that revises another, in a stable order, with what it changed.

    *records* are told by file name.  An edition that a person contested revises none.
    """
    for key, editions in sorted(_editions(records).items()):
        said = _Said()
        for earlier, later in pairwise(editions):
            told: tuple[EditionChange, ...] = ()
            if isinstance(earlier, DeploymentRecord):
                said.take(earlier)
            if isinstance(earlier, DeploymentRecord) and isinstance(later, DeploymentRecord):
                told = tuple(said.changes(earlier, later))
            yield Succession(
                document=key,
                force=later.force or "",
                earlier=earlier.source.version,
                later=later.source.version,
                changes=told,
            )


def standings(records: Mapping[str, Record]) -> Mapping[str, Standing]:
    """Return for each file of *records* which of its deployments later editions speak of."""
    editions = _editions(records)
    found = {}
    for file, record in records.items():
        order = editions.get(record.key, [])
        later = order[order.index(record) + 1 :] if record in order else []
        found[file] = _standing(record, later)
    return found


def _editions(records: Mapping[str, Record]) -> Mapping[str, list[Record]]:
    """Return the editions of each document, from the earliest to the latest."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        if record.review.status not in CONTESTED:
            found[record.key].append(record)
    for editions in found.values():
        editions.sort(key=_order)
    return found


def _order(record: Record) -> tuple[date, int]:
    last = record.last_day if isinstance(record, DeploymentRecord) else None
    return last or date.min, record.source.version


def _standing(record: Record, later: Sequence[Record]) -> Standing:
    if not later or not isinstance(record, DeploymentRecord):
        return Standing(revised=bool(later))
    tables = [edition for edition in later if isinstance(edition, DeploymentRecord)]
    named = {row.key for edition in tables for row in edition.deployments}
    mine = {row.key: row for row in record.deployments}
    return Standing(
        restated=frozenset(key for key in mine if key in named),
        dropped=frozenset(
            key
            for key, row in mine.items()
            if key not in named and any(_covers(edition, row) for edition in tables)
        ),
        revised=True,
    )


def _covers(edition: DeploymentRecord, row: Deployment) -> bool:
    """Whether *edition* is of the time of *row*, so that it would have it."""
    first, last = edition.first_day, edition.last_day
    if row.day is None or first is None or last is None:
        return True
    return first <= row.day <= last


class _Said:
    """What all editions so far say: an edition need not go back to the rows of those before it."""

    def __init__(self) -> None:
        self._editions: list[DeploymentRecord] = []
        self._rows: dict[str, tuple[DeploymentRecord, Deployment]] = {}
        """Key of a deployment -> the last edition that lists it, and its row there."""

    def take(self, edition: DeploymentRecord) -> None:
        """Take *edition* as the latest so far."""
        rows = {row.key: (edition, row) for row in edition.deployments}
        left_out = [
            key for key, (_, row) in self._rows.items() if key not in rows and _covers(edition, row)
        ]
        for key in left_out:
            del self._rows[key]
        self._rows |= rows
        self._editions.append(edition)

    def changes(
        self, earlier: DeploymentRecord, later: DeploymentRecord
    ) -> Iterator[EditionChange]:
        """Yield what *later* changes of all that stands when *earlier* is the latest."""
        after = {row.key: row for row in later.deployments}
        for key, (edition, row) in self._rows.items():
            since = None if edition is earlier else edition.source.version
            if key in after:
                for detail in _details(edition, later, row, after[key]):
                    yield replace(detail, since=since)
            elif _covers(later, row):
                yield EditionChange(
                    kind=DROPPED,
                    deployment=key,
                    since=since,
                    before=_whole(row),
                    passage_before=row.passage,
                )
        for key, row in after.items():
            if key not in self._rows:
                without = next((e for e in reversed(self._editions) if _covers(e, row)), None)
                yield EditionChange(
                    kind=ADDED if without is None else INSERTED,
                    deployment=key,
                    since=None if without is None or without is earlier else without.source.version,
                    after=_whole(row),
                    passage_after=row.passage,
                )


def _details(
    earlier: DeploymentRecord, later: DeploymentRecord, before: Deployment, after: Deployment
) -> Iterator[EditionChange]:
    """Yield what the later edition says otherwise of one deployment."""
    told = {
        "date": (before.day, after.day),
        "place": (before.place, after.place),
        "status": ((before.status, before.status_reason), (after.status, after.status_reason)),
        "use-case": (before.use_cases, after.use_cases),
    }
    for name, (one, other) in told.items():
        if one != other:
            yield EditionChange(
                kind=DETAIL,
                deployment=after.key,
                field=name,
                before=_printed(earlier, before, name),
                after=_printed(later, after, name),
                value_before=one if isinstance(one, date) else None,
                value_after=other if isinstance(other, date) else None,
                passage_before=before.passage,
                passage_after=after.passage,
            )
    for old in before.figures:
        new = after.figure(old.measure)
        # A cell that could not be read is a doubt, and an edition without the column says nothing.
        if new is not None and new.definition == old.definition and _said(old) != _said(new):
            yield EditionChange(
                kind=FIGURE,
                deployment=after.key,
                field=old.measure,
                definition=old.definition,
                before=old.passage.quote,
                after=new.passage.quote,
                value_before=old.value,
                value_after=new.value,
                passage_before=old.passage,
                passage_after=new.passage,
            )


def _said(figure: Figure) -> tuple[int | Decimal | None, str | None]:
    return figure.value, figure.missing


def _whole(row: Deployment) -> str:
    return ", ".join(filter(None, (str(row.day or row.day_printed or ""), row.place)))


def _printed(record: DeploymentRecord, row: Deployment, name: str) -> str | None:
    """Return the cell of *row* that tells *name*; a status stands beside the place."""
    held = "place" if name == "status" else name
    fields = [column.field for column in record.columns]
    if held not in fields:
        return None
    return row.passage.quote.split(CELL_BREAK)[fields.index(held)]
