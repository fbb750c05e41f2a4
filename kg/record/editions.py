"""Place a record beside those of the same document: editions, and other documents of one name.

What was published again with other bytes is a further version of the same
document.  Versions are counted as we saw them, and nothing is numbered anew;
which is the later one, their contents tell (``kg.link.editions``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.model import Deployment, DeploymentRecord, Disclosure, Doubt, Record, Source
from kg.model.key import slug
from kg.model.passage import CELL_BREAK

NO_DAY = date.min
"""Where a record without a settled day stands among its editions: before all others."""


def file_name(record: Record) -> str:
    """Return the name of the file of *record* in ``records/``."""
    version = record.source.version
    return f"{record.key}.yaml" if version == 1 else f"{record.key}-v{version}.yaml"


def may_be_beside(name: str, key: str) -> bool:
    """Return whether the file *name* may hold a record beside which *key* is to be placed.

    >>> [may_be_beside(f"gb-kent-1{end}.yaml", "gb-kent-1") for end in ("", "-2-v3", "0")]
    [True, True, False]
    """
    return bool(re.fullmatch(rf"{re.escape(key)}(?:-\d+)?(?:-v\d+)?\.yaml", name))


def placed(record: Record, there: Iterable[Record]) -> Record:
    """Return *record*, read from new bytes, with the key and version that it has beside *there*.

    A deployment record with the key of another is a further edition of it.  A
    reply with the key of another is a further version where it has the same
    address or, where an address is not known, came in under the same name; else
    it is another document on the same request, and its key ends in ``-2``.
    """
    documents: dict[str, list[Record]] = defaultdict(list)
    for other in there:
        documents[other.key].append(other)
    for key in _keys(record.key):
        versions = documents.get(key, [])
        if not versions:
            return replace(record, key=key)
        if any(_is_one_document(record, other) for other in versions):
            number = max(other.source.version for other in versions) + 1
            numbered = replace(record, key=key, source=replace(record.source, version=number))
            return aligned(numbered, versions)
    raise AssertionError("there is always a further key")


def replaced_by(record: Record, there: Iterable[Record]) -> Record | None:
    """Return the newest version of the document that *record* is of; None when it is a new one."""
    versions = [other for other in there if _is_one_document(record, other)]
    return max(versions, key=lambda other: other.source.version, default=None)


def _keys(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def _is_one_document(record: Record, other: Record) -> bool:
    if isinstance(record, DeploymentRecord) or isinstance(other, DeploymentRecord):
        return type(record) is type(other) and record.key == other.key
    one, two = record.source, other.source
    if one.stands_for != two.stands_for:
        return False
    if one.url is not None and two.url is not None:
        return one.url == two.url
    return _name(one) == _name(two)


def _name(source: Source) -> str:
    return source.file.rpartition("/")[2]


def aligned(record: Record, there: Iterable[Record]) -> Record:
    """Return *record* with each of its deployments under the key that *there* gives it already.

    Rows are one deployment where their day and place are the same and, where
    several rows share these, it can be told which is which.  A row that may be
    another one with its day or place changed is not taken for it: that is a doubt.
    """
    if not isinstance(record, DeploymentRecord):
        return record
    others = sorted(
        (other for other in there if isinstance(other, DeploymentRecord)),
        key=lambda other: _distance(record, other),
    )
    matching = _Matching(record)
    for other in others:
        matching.take(other)
    return matching.result(others)


def _distance(record: DeploymentRecord, other: DeploymentRecord) -> tuple[int, int]:
    """Return how far *other* is from *record* among the editions, the nearest first."""
    days = abs(((record.last_day or NO_DAY) - (other.last_day or NO_DAY)).days)
    return days, -other.source.version


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row of this record and the row of another edition that it may be."""

    mine: Deployment
    theirs: Deployment


class _Matching:
    """Gives the rows of one record their keys, edition by edition."""

    def __init__(self, record: DeploymentRecord) -> None:
        self.record = record
        self.keys: dict[str, str] = {}
        """Key that a row was read with -> key that another edition gives it."""

        self.doubts: dict[Doubt, None] = {}

    def take(self, other: DeploymentRecord) -> None:
        """Give the rows that *other* has too the keys that it gives them."""
        mine = _by_day_and_place(row for row in self.record.deployments if self._is_open(row))
        theirs = _by_day_and_place(
            row for row in other.deployments if row.key not in self.keys.values()
        )
        for name in filter(theirs.__contains__, mine):
            pairs, unclear = _paired(mine[name], theirs[name])
            self.keys |= {pair.mine.key: pair.theirs.key for pair in pairs}
            for row in unclear:
                self._doubt(
                    row,
                    "place",
                    f"the edition {_version(other)} lists {len(theirs[name])} deployments on this "
                    f"day at this place and this one {len(mine[name])}, and what is printed does "
                    "not tell which is which; where it is one of those, give it the key of that",
                )
        self._doubt_moved(other)

    def result(self, others: Sequence[DeploymentRecord]) -> DeploymentRecord:
        """Return the record with its keys, none of them that of another deployment."""
        taken = {row.key for other in others for row in other.deployments}
        taken |= set(self.keys.values())
        for row in self.record.deployments:
            if self._is_open(row):
                self.keys[row.key] = _free(row.key, taken)
                taken.add(self.keys[row.key])
        return replace(
            self.record,
            deployments=tuple(
                replace(row, key=self.keys[row.key]) for row in self.record.deployments
            ),
            doubts=(*self.record.doubts, *self.doubts),
        )

    def _is_open(self, row: Deployment) -> bool:
        return row.key not in self.keys

    def _doubt_moved(self, other: DeploymentRecord) -> None:
        """Take down each row that may be one of *other* with its day or its place changed."""
        lost = [row for row in other.deployments if row.key not in self.keys.values()]
        for row in filter(self._is_open, self.record.deployments):
            for old in lost:
                if _same_place(row, old) != (row.day == old.day) and _same_figures(row, old):
                    changed = "date" if _same_place(row, old) else "place"
                    self._doubt(
                        row,
                        changed,
                        f"the figures are those of the deployment '{old.key}' in the edition "
                        f"{_version(other)}, whose {changed} differs; where it is that one, give "
                        "it that key",
                    )

    def _doubt(self, row: Deployment, field: str, reason: str) -> None:
        self.doubts[Doubt(field=field, reason=reason, passage=row.passage)] = None


def _by_day_and_place(rows: Iterable[Deployment]) -> Mapping[tuple[object, str], list[Deployment]]:
    found: dict[tuple[object, str], list[Deployment]] = defaultdict(list)
    for row in rows:
        found[row.day or row.day_printed, slug(row.place or "")].append(row)
    return found


def _paired(
    mine: Sequence[Deployment], theirs: Sequence[Deployment]
) -> tuple[list[_Pair], list[Deployment]]:
    """Return which rows of one day and place are one, and those of *mine* that cannot be told.

    Rows that print the same are one; then the single one that is left on either side.
    """
    pairs: list[_Pair] = []
    left, open_rows = list(theirs), []
    for row in mine:
        same = next((old for old in left if _cells(old) == _cells(row)), None)
        if same is None:
            open_rows.append(row)
        else:
            left.remove(same)
            pairs.append(_Pair(row, same))
    if len(open_rows) == len(left) == 1:
        return [*pairs, _Pair(open_rows[0], left[0])], []
    return pairs, open_rows if left else []


def _cells(row: Deployment) -> tuple[str, ...]:
    return tuple(row.passage.quote.split(CELL_BREAK))


def _same_place(row: Deployment, old: Deployment) -> bool:
    return slug(row.place or "") == slug(old.place or "")


def _same_figures(row: Deployment, old: Deployment) -> bool:
    """Whether two rows print the same figures, and so many that it is hardly by chance."""
    values = [
        {figure.measure: figure.value for figure in one.figures if figure.value}
        for one in (row, old)
    ]
    return values[0] == values[1] and len(values[0]) > 2


def _free(key: str, taken: set[str]) -> str:
    """Return *key*, or where it is taken the same with the next ordinal that is free."""
    if key not in taken:
        return key
    stem = re.sub(r"-\d{1,2}$", "", key) if re.search(r"\D-\d{1,2}$", key) else key
    return next(name for name in _keys(stem) if name not in taken)


def _version(record: DeploymentRecord) -> str:
    return f"{record.key}-v{record.source.version}"


def like(record: Record, there: Record, others: Iterable[Record]) -> Record:
    """Return *record* as another reading of the document of *there*, among *others* of its key.

    It has the key and the version of *there*, and its deployments the keys that
    they were given when it was placed.
    """
    source = replace(
        record.source,
        title=record.source.title or there.source.title,
        url=None if there.source.stands_for else record.source.url or there.source.url,
        stands_for=there.source.stands_for,
        not_seen=there.source.not_seen,
        version=there.source.version,
        file=there.source.file,
    )
    # A record of a study has a force: none is kept without one.
    found = replace(record, key=there.key, force=record.force or there.force or "", source=source)
    earlier = [
        other
        for other in others
        if other.key == there.key and other.source.version < there.source.version
    ]
    return aligned(found, earlier) if not isinstance(found, Disclosure) else found
