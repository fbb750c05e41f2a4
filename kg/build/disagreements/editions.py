"""Tell what an edition of a record still says beside later ones, and what these put otherwise.

A later edition need not go back to all of the one before: rows of a time that it does not
reach stand as they were.  An edition that has no row of a deployment speaks through the rows
before and after that day, since silence is no side.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kg.build.disagreements.facts import Facts, key_of, revised
from kg.model.disagreement import AUTHORITY, EDITION, MATTER, PERIOD, SCOPE, Disagreement, Side

FIGURE, DROPPED, INSERTED = "figure-changed", "deployment-dropped", "deployment-inserted"
ALIKE = frozenset({AUTHORITY, MATTER, PERIOD, SCOPE})

Rows = Mapping[str, Sequence[tuple[date, str]]]
"""Version -> its deployments by day."""

Mark = tuple[str, ...]
"""Both versions, the kind of change, and a property of the deployment with its value."""

KEPT = {"date": "place", "place": "day"}
"""Property that a row which moved would keep -> what it would have anew."""


class Standing:
    """Which versions still speak of which deployment."""

    def __init__(self, facts: Facts) -> None:
        self._old = revised(facts)
        self._recorded, self._settled = (facts.by("recordedIn", only) for only in (False, True))
        self._later: dict[str, set[str]] = defaultdict(set)
        for later, _ in facts.by("prov:wasRevisionOf").each():
            for earlier in _earlier(facts, later):
                self._later[earlier].add(later)

    def gives_way(self, version: str, deployment: str | None) -> bool:
        """Return whether a later version speaks in the place of *version*.

        Of a deployment only where a later edition lists it too, or would list it; None is for
        all else, of which the latest version speaks.
        """
        if version not in self._old:
            return False
        if deployment is None or version not in self._settled.all(deployment):
            return True
        return not self._later[version].isdisjoint(self._recorded.all(deployment))


def _earlier(facts: Facts, version: str) -> frozenset[str]:
    """Return all versions that *version* revises, directly or not."""
    found: set[str] = set()
    left = [version]
    while left:
        new = set(facts.all(left.pop(), "prov:wasRevisionOf")) - found
        found |= new
        left += new
    return frozenset(found)


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield what a later edition of a record gives otherwise, leaves out or puts in."""
    whole = []
    for change in facts.of_class("EditionChange"):
        if facts.code(change, "changeKind") in (DROPPED, INSERTED):
            whole.append(change)
        else:
            yield from _cell(facts, change)
    rows = _rows(facts) if whole else {}
    alike = _alike(facts, whole)
    for change in whole:
        yield from _row(facts, change, rows, alike)


def _cell(facts: Facts, change: str) -> Iterator[Disagreement]:
    """Yield a figure or detail that a later edition gives otherwise, unless it only says more."""
    deployment = facts.one(change, "changeOfDeployment")
    before, after = facts.one(change, "writtenBefore"), facts.one(change, "writtenAfter")
    versions = [facts.one(change, name) for name in ("fromVersion", "toVersion")]
    # An empty cell is silence, and no side.
    if deployment is None or not (before or "").strip() or not (after or "").strip():
        return
    about = next(iter(facts.all(deployment, "operator")), None)
    what = facts.one(change, "changedProperty")
    if about is None or what is None or None in versions or before is None or after is None:
        return
    one, other = set(before.lower().split()), set(after.lower().split())
    if facts.code(change, "changeKind") != FIGURE and (one <= other or other <= one):
        return
    earlier, later = (
        _side(facts, change, words, version or "", about)
        for words, version in zip((before, after), versions, strict=True)
    )
    yield Disagreement(
        key=key_of(change),
        kind="two-editions",
        sides=(earlier, later),
        reason=f"A later edition of the record gives {facts.name(what)} as {after}, where the "
        f"one before it gave {before}.",
        about=about,
        equal=ALIKE,
        differs=frozenset({EDITION}),
    )


def _row(
    facts: Facts, change: str, rows: Rows, alike: Mapping[Mark, str]
) -> Iterator[Disagreement]:
    """Yield a deployment that one edition lists, and that another one of its time does not."""
    deployment = facts.one(change, "changeOfDeployment")
    dropped = facts.code(change, "changeKind") == DROPPED
    names = ("fromVersion", "toVersion") if dropped else ("toVersion", "fromVersion")
    listing, silent = (facts.one(change, name) for name in names)
    words = facts.one(change, "writtenBefore" if dropped else "writtenAfter")
    if deployment is None or listing is None or silent is None or words is None:
        return
    about = next(iter(facts.all(deployment, "operator")), None)
    beside = _beside(rows.get(silent, ()), facts.day(deployment, "date"))
    if about is None or not beside or facts.contested(deployment):
        return
    listed = _side(facts, change, words, listing, about)
    without = facts.side(beside, within=silent, by=about)
    if not listed.evidence or not without.evidence:
        return
    moved = _moved(facts, change, alike)
    told = (
        f"An edition of the record lists {words}, and a later one, which lists deployments before "
        "and after, does not."
        if dropped
        else f"A later edition of the record lists {words}, and one before it, which lists "
        "deployments before and after, does not."
    )
    yield Disagreement(
        key=key_of(change),
        kind="two-editions",
        sides=(listed, without) if dropped else (without, listed),
        reason=told + moved,
        about=about,
        equal=ALIKE - {MATTER} if moved else ALIKE,
        differs=frozenset({EDITION}),
        open=frozenset({MATTER}) if moved else frozenset(),
    )


def _rows(facts: Facts) -> Rows:
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for deployment, versions in facts.by("recordedIn").each():
        day = facts.day(deployment, "date")
        for version in versions if day is not None else ():
            found[version].append((day or date.min, deployment))
    return {version: sorted(rows) for version, rows in found.items()}


def _beside(rows: Sequence[tuple[date, str]], day: date | None) -> tuple[str, ...]:
    """Return the last row up to *day* and the first from it on; none where one of them lacks."""
    if day is None:
        return ()
    upto = bisect_right(rows, day, key=lambda row: row[0])
    since = bisect_left(rows, day, key=lambda row: row[0])
    if upto == 0 or since == len(rows):
        return ()
    return tuple(dict.fromkeys((rows[upto - 1][1], rows[since][1])))


def _marks(facts: Facts, change: str, kind: str) -> Iterator[Mark]:
    """Yield under what a row of *kind* that may be the one of *change* is kept."""
    deployment = facts.one(change, "changeOfDeployment") or ""
    between = tuple(facts.one(change, name) or "" for name in ("fromVersion", "toVersion"))
    for kept in KEPT:
        value = facts.one(deployment, kept)
        if value is not None:
            yield (*between, kind, kept, value)


def _alike(facts: Facts, whole: Sequence[str]) -> Mapping[Mark, str]:
    found: dict[Mark, str] = {}
    for change in whole:
        for mark in _marks(facts, change, facts.code(change, "changeKind") or ""):
            found.setdefault(mark, change)
    return found


def _moved(facts: Facts, change: str, alike: Mapping[Mark, str]) -> str:
    """Return that a row which only the other edition has may be this one, as a sentence."""
    dropped = facts.code(change, "changeKind") == DROPPED
    for mark in _marks(facts, change, INSERTED if dropped else DROPPED):
        if mark in alike:
            words = facts.one(alike[mark], "writtenAfter" if dropped else "writtenBefore")
            other = KEPT[mark[3]]
            return f" It may be {words}, which only the other edition lists, with another {other}."
    return ""


def _side(facts: Facts, change: str, words: str, version: str, about: str) -> Side:
    """Return what *version* prints, with those of the passages of *change* that are of it."""
    return Side(
        things=(change,),
        words=words,
        evidence=tuple(
            passage
            for passage in facts.all(change, "evidence")
            if version in facts.near(passage, "inVersion")
        ),
        versions=(version,),
        said_by=about,
    )
