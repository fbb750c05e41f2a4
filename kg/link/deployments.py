"""Propose that deployments told by two sources are one, where nothing that they say differs.

Day and place are no key: two vans may stand in one square on one day.  So a proposal needs one
row and no more on each side, and no figure of the one may contradict the other.  It is close at
most, joins nothing, and is for a person to rule on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.errors import RecordError
from kg.link.names import check_names
from kg.model import DeploymentRecord, Record
from kg.model.day import day_of
from kg.model.key import key
from kg.model.link import DeploymentLink, Told
from kg.model.record import CONTESTED
from kg.model.ruling import Rulings, SameDeployment

_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "of", "at", "in", "and"})
_FORCE, _TECHNOLOGY = f"{vocabulary.CODE}force/", f"{vocabulary.CODE}technology/"


def deployments_told(
    records: Iterable[Record], curated: Mapping[str, Iterable[Triple]]
) -> Iterator[Told]:
    """Yield each deployment with what each source says of it.

    Args:
        records: of a study; the later edition of a record is another telling of the same source.
        curated: name of a file -> its triples, flat and sourced.
    """
    for record in records:
        if isinstance(record, DeploymentRecord) and record.review.status not in CONTESTED:
            for row in record.deployments:
                yield Told(
                    deployment=key(record.force, row.key),
                    source=record.key,
                    force=record.force,
                    technology=record.technology,
                    day=row.day,
                    place=row.place,
                    figures={
                        figure.measure: Decimal(figure.value)
                        for figure in row.figures
                        # A figure that is counted otherwise neither agrees nor differs.
                        if figure.value is not None and figure.definition is None
                    },
                )
    for file, triples in curated.items():
        yield from _curated(file, triples)


def same_deployments(told: Iterable[Told], rulings: Rulings) -> tuple[DeploymentLink, ...]:
    """Return which of the deployments *told* may be one, with the ruling on each pair."""
    every = tuple(told)
    places: dict[tuple[str, str, date, frozenset[str]], list[Told]] = defaultdict(list)
    for one in every:
        if one.day is not None and one.place is not None:
            places[one.force, one.technology, one.day, _words(one.place)].append(one)
    ruled = {frozenset((one.one, one.other)): one for one in rulings.same_deployments}
    found = [link for group in places.values() for link in _pairs(group, ruled)]
    proposed = {frozenset((link.one.deployment, link.other.deployment)) for link in found}
    by_key = {one.deployment: one for one in reversed(every)}
    for pair, ruling in ruled.items():
        if pair not in proposed and pair <= by_key.keys():
            found.append(_ruled_alone(by_key[ruling.one], by_key[ruling.other], ruling, every))
    return tuple(sorted(found, key=lambda link: (link.one.deployment, link.other.deployment)))


def check_deployments(
    rulings: Rulings, records: Iterable[Record], curated: Mapping[str, Iterable[Triple]]
) -> None:
    """Raise for a ruling that names no deployment, or goes against another.

    Raises:
        RecordError: the line of ``links.yaml``, what was found there, and the nearest key.
    """
    known: set[str] = set()
    if rulings.same_deployments:
        opening = "id/deployment/"
        for record in records:
            if isinstance(record, DeploymentRecord):
                known |= {key(record.force, row.key) for row in record.deployments}
        for triples in curated.values():
            names = (one.subject.value for one in triples if isinstance(one.subject, NamedNode))
            known |= {name.rpartition(opening)[2] for name in names if opening in name}
    for one in rulings.same_deployments:
        check_names((one.one, one.other), known, kind="deployment", line=one.line)
        if one.one == one.other:
            raise RecordError(
                f"links.yaml, line {one.line}: '{one.one}' stands on both sides; "
                "name two deployments"
            )


def _ruled_alone(
    one: Told, other: Told, ruling: SameDeployment, told: Iterable[Told]
) -> DeploymentLink:
    """Return the link that only a person makes, with what kept it from being proposed."""
    # Of each side by itself: a record may have one row of each of two days.
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in told:
        for side in (one, other):
            if row.source == side.source and _place(row) == _place(side):
                rows[row.source, f"{side.day or '-'}, {side.place or '-'}"].add(row.deployment)
    reasons = [
        f"the {name} differs or is not told: {before} and {after}"
        for name, before, after in (
            ("force", one.force, other.force),
            ("technology", one.technology, other.technology),
            ("day", one.day or "-", other.day or "-"),
            ("place", one.place or "-", other.place or "-"),
        )
        if "-" in (before, after)
        or (_words(str(before)) != _words(str(after)) if name == "place" else before != after)
    ]
    if one.source == other.source:
        reasons.append(f"both are rows of {one.source}")
    reasons += [
        f"{source} has {len(keys)} rows of {where}"
        for (source, where), keys in sorted(rows.items())
        if len(keys) > 1
    ]
    reasons += [
        f"{measure} is {one.figures[measure]} and {other.figures[measure]}"
        for measure in sorted(one.figures.keys() & other.figures.keys())
        if one.figures[measure] != other.figures[measure]
    ]
    return DeploymentLink(
        one=one,
        other=other,
        equal=_equal(one, other),
        overridden_by=_verdict(ruling),
        not_proposed=tuple(reasons),
    )


def _place(told: Told) -> tuple[str, str, date | None, frozenset[str]]:
    return told.force, told.technology, told.day, _words(told.place or "")


def _equal(one: Told, other: Told) -> tuple[str, ...]:
    shared = sorted(one.figures.keys() & other.figures.keys())
    return tuple(name for name in shared if one.figures[name] == other.figures[name])


def _verdict(ruling: SameDeployment | None) -> str | None:
    if ruling is None:
        return None
    return "same" if ruling.same else "not the same"


def _pairs(
    group: Sequence[Told], ruled: Mapping[frozenset[str], SameDeployment]
) -> Iterator[DeploymentLink]:
    by_source: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in group:
        by_source[one.source].setdefault(one.deployment, one)
    for first, second in combinations(sorted(by_source), 2):
        rows, others = by_source[first], by_source[second]
        if len(rows) > 1 or len(others) > 1:
            continue  # which of the two rows is meant, nobody can tell
        (one,), (other,) = rows.values(), others.values()
        shared = sorted(one.figures.keys() & other.figures.keys())
        if one.deployment == other.deployment or any(
            one.figures[measure] != other.figures[measure] for measure in shared
        ):
            continue
        ruling = ruled.get(frozenset((one.deployment, other.deployment)))
        yield DeploymentLink(
            one=one,
            other=other,
            equal=tuple(shared),
            overridden_by=_verdict(ruling),
        )


def _words(place: str) -> frozenset[str]:
    return frozenset(_WORD.findall(place.casefold())) - _SMALL


def _curated(file: str, triples: Iterable[Triple]) -> Iterator[Told]:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            name = triple.predicate.value.removeprefix(vocabulary.ONTOLOGY)
            said[triple.subject.value].setdefault(name, triple.object.value)
    figures: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for its in said.values():
        if "ofDeployment" in its and "measure" in its and "value" in its:
            measure = its["measure"].rpartition("/")[2]
            if "measureDefinition" not in its:
                value = _number(its["value"])
                if value is not None:
                    figures[its["ofDeployment"]][measure] = value
    for node, its in said.items():
        if its.get("operator", "").startswith(_FORCE) and "date" in its and "place" in its:
            yield Told(
                deployment=node.rpartition("/")[2],
                source=file,
                force=its["operator"].removeprefix(_FORCE),
                technology=its.get("technology", "").removeprefix(_TECHNOLOGY),
                day=day_of(its["date"]),
                place=its["place"],
                figures=figures[node],
            )


def _number(text: str) -> Decimal | None:
    """Return the finite number that *text* is; None for any other, which a shape refuses."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
