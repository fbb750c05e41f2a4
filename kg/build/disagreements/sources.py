"""Set figures of two documents beside each other: of one deployment, or a total and its sum.

Ranges that meet are no disagreement, and estimates are compared with nothing.  What a
cited page counts that nobody has seen is open, so that it never contradicts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations

from kg import vocabulary
from kg.build.disagreements.facts import Facts, key_of
from kg.build.disagreements.figures import (
    ALL,
    NOT_ADDED,
    Figure,
    apart,
    cites,
    counted,
    figures,
    named,
    publisher,
    retold,
    retold_total,
    side_of,
    thing_of,
    together,
    total_of,
)
from kg.build.disagreements.rows import rows
from kg.model.disagreement import DEFINITION, SCOPE, Disagreement

NOT_SEEN = frozenset({SCOPE, DEFINITION})
"""What a page that is only cited, and that nobody has seen, does not tell of its figures."""


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield what differs between sources, between a set and its members, and within a row."""
    by_thing: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures(facts):
        by_thing[figure.of].append(figure)
    for thing, found in by_thing.items():
        yield from _sources(facts, thing, found)
        yield from rows(facts, thing, found)
        members = facts.all(thing, "includesDeployment")
        if members:
            yield from _sets(facts, thing, found, [by_thing.get(one, []) for one in members])


def _sources(facts: Facts, thing: str, figures: Sequence[Figure]) -> Iterator[Disagreement]:
    """Yield where two documents, neither of which revises the other, differ on one count."""
    about = facts.settled(thing, "operator")
    alike: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.estimate:
            alike[figure.measure].append(figure)
    for counts in alike.values() if about is not None else ():
        for one, other in combinations(counts, 2):
            if one.version == other.version:
                continue
            second = retold(other)
            if apart(retold(one), second.low, second.high):
                yield _two(facts, thing, about or "", one, other)


def _two(facts: Facts, thing: str, about: str, one: Figure, other: Figure) -> Disagreement:
    return Disagreement(
        key=f"{key_of(one.thing)}-and-{key_of(other.version)}",
        kind=_kind(facts, about, one, other),
        sides=(side_of(facts, [one]), side_of(facts, [other])),
        reason=f"Of {named(facts, one.measure)} of {thing_of(facts, thing)}, one source prints "
        f"{one.printed} and another {other.printed}.{_cautions(facts, one, other)}",
        about=about,
        **_aspects(facts, one, other),
    )


def _sets(
    facts: Facts, thing: str, totals: Sequence[Figure], members: Sequence[Sequence[Figure]]
) -> Iterator[Disagreement]:
    """Yield where a total and the sum over the deployments that it counts differ.

    Only where one document has an exact figure for each of them.
    """
    about = facts.settled(thing, "operator")
    alike: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in chain.from_iterable(members):
        alike[figure.measure][figure.version].append(figure)
    counted = set(facts.all(thing, "includesDeployment"))
    for total in totals:
        unit = facts.settled(vocabulary.code("measure", total.measure).value, "unit")
        if about is None or unit != "count" or total.measure in NOT_ADDED or total.estimate:
            continue
        for version, parts in sorted(alike[total.measure].items()):
            values = [f.value for f in parts if f.value is not None and not f.estimate]
            definitions = {f.definition for f in parts}
            own = total.version == version
            # Of one document each figure is what it says; another may add exact ones to round ones.
            limits = total_of(values) if own else retold_total(parts)
            if (
                len(values) != len(members)
                or {f.of for f in parts} != counted
                or len(definitions) != 1
                or not apart(total if own else retold(total), *limits)
            ):
                continue
            yield _sum(facts, about, total, parts)


def _sum(facts: Facts, about: str, total: Figure, parts: Sequence[Figure]) -> Disagreement:
    each = " and ".join(part.printed for part in parts)
    own = total.version == parts[0].version
    added = sum((part.value for part in parts if part.value is not None), Decimal(0))
    speaks = "the same document" if own else "another document"
    return Disagreement(
        key=f"{key_of(total.thing)}-and-{key_of(parts[0].version)}",
        kind="whole-and-parts" if own else _kind(facts, about, total, parts[0]),
        sides=(side_of(facts, [total]), side_of(facts, parts)),
        reason=f"For '{thing_of(facts, total.of)}' one document gives {total.printed} "
        f"({named(facts, total.measure)}); {speaks} prints {each} for the {len(parts)} "
        f"deployments counted, {f'together {added}' if own else together(parts)}."
        f"{_cautions(facts, total, parts[0])}",
        about=about,
        **_aspects(facts, total, parts[0]),
    )


def _kind(facts: Facts, about: str, one: Figure, other: Figure) -> str:
    if any(publisher(facts, figure) != about for figure in (one, other)):
        return "authority-and-other"
    replies = facts.values("statedIn")
    own = one.version in replies or other.version in replies
    return "answer-and-record" if own else "two-records"


def _aspects(facts: Facts, one: Figure, other: Figure) -> dict[str, frozenset[str]]:
    differs = frozenset() if one.definition == other.definition else frozenset({DEFINITION})
    unseen = cites(facts, one) or cites(facts, other)
    open_ = NOT_SEEN - differs if unseen else frozenset()
    return {"equal": ALL - differs - open_, "differs": differs, "open": open_}


def _cautions(facts: Facts, one: Figure, other: Figure) -> str:
    told = ""
    if one.definition != other.definition:
        names = (counted(facts, figure) for figure in (one, other))
        told += f" They do not count the same: {' against '.join(names)}."
    if cites(facts, one) or cites(facts, other):
        told += (
            " One of them cites a page that was not seen, which may count other places or a whole "
            "operation."
        )
    return told
