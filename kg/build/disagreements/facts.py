"""Read what a whole graph says, by property: the way from a side to its words and its document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import vocabulary
from kg.build.ledger import predicate
from kg.model.day import day_of
from kg.model.disagreement import Side
from kg.model.record import CONTESTED

SHOWN = 3
"""Passages of a side that are put into words; the others are counted."""

_BROADER = NamedNode(vocabulary.FOREIGN["skos"] + "broaderTransitive")
_LABEL = NamedNode(vocabulary.FOREIGN["skos"] + "prefLabel")


@dataclass(frozen=True, slots=True)
class Values:
    """What a graph gives for one property; nearly all things have one value of it, and no more."""

    first: Mapping[str, str]
    """Thing -> the value that was met first."""

    more: Mapping[str, set[str]]
    """Thing of several values -> all of them."""

    def one(self, thing: str) -> str | None:
        """Return the value of *thing* where there is one and no other."""
        return None if thing in self.more else self.first.get(thing)

    def all(self, thing: str) -> tuple[str, ...]:
        """Return all values of *thing*, in order."""
        if thing in self.more:
            return tuple(sorted(self.more[thing]))
        return (self.first[thing],) if thing in self.first else ()

    def each(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the things that have a value, in order, with all values of each."""
        for thing in sorted(self.first):
            yield thing, self.all(thing)


class Facts:
    """The graph by property, each read once: in any graph, or only what is settled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.by = cache(self._by)
        self.values = cache(self._values)
        self.wider = cache(self._wider)
        self.name = cache(self._name)
        self.of_class = cache(self._of_class)
        self._contested = cache(self._read_contested)

    def _by(self, name: str, settled: bool = False) -> Values:  # noqa: FBT001, FBT002 -- part of a cache's key
        graph = DefaultGraph() if settled else None
        first: dict[str, str] = {}
        more: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(None, predicate(name), None, graph):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                thing, told = subject.value, value.value
                if first.setdefault(thing, told) != told:
                    more.setdefault(thing, {first[thing]}).add(told)
        return Values(first, more)

    def _values(self, name: str) -> frozenset[str]:
        """Return all values that any graph gives for the property *name*."""
        read = self.by(name)
        return frozenset(read.first.values()).union(*read.more.values())

    def all(self, thing: str, name: str) -> tuple[str, ...]:
        """Return what any graph gives *thing* for the property *name*, in order."""
        return self.by(name).all(thing)

    def one(self, thing: str, name: str) -> str | None:
        """Return the value where all graphs together give one and no other."""
        return self.by(name).one(thing)

    def near(self, thing: str, name: str) -> tuple[str, ...]:
        """Return the same as all(), read for *thing* alone: of a property that few are asked of."""
        found = self._store.quads_for_pattern(NamedNode(thing), predicate(name), None, None)
        return tuple(
            sorted({q.object.value for q in found if isinstance(q.object, NamedNode | Literal)})
        )

    def settled(self, thing: str, name: str) -> str | None:
        """Return the one value that the default graph gives."""
        return self.by(name, True).one(thing)  # noqa: FBT003 -- part of a cache's key

    def code(self, thing: str, name: str) -> str | None:
        """Return the key of the one code that *thing* has for the property *name*."""
        found = self.one(thing, name)
        return None if found is None else key_of(found)

    def day(self, thing: str, name: str) -> date | None:
        """Return the one value as a day; None too where it is no day."""
        found = self.one(thing, name)
        return None if found is None else day_of(found)

    def _of_class(self, name: str) -> tuple[str, ...]:
        """Return the things of our class *name*, in order."""
        return self._things("rdf:type", predicate(name))

    def contested(self, thing: str) -> bool:
        """Whether a person disputed or rejected *thing*."""
        return thing in self._contested()

    def _read_contested(self) -> frozenset[str]:
        codes = (vocabulary.code("review-status", status) for status in CONTESTED)
        return frozenset(one for code in codes for one in self._things("reviewStatus", code))

    def _things(self, name: str, value: NamedNode) -> tuple[str, ...]:
        found = self._store.quads_for_pattern(None, predicate(name), value, None)
        return tuple(sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)}))

    def _wider(self, code: str) -> frozenset[str]:
        found = self._store.quads_for_pattern(NamedNode(code), _BROADER, None, DefaultGraph())
        return frozenset(
            {code} | {q.object.value for q in found if isinstance(q.object, NamedNode)}
        )

    def _name(self, code: str) -> str:
        found = self._store.quads_for_pattern(NamedNode(code), _LABEL, None, DefaultGraph())
        labels = sorted(
            quad.object.value
            for quad in found
            if isinstance(quad.object, Literal) and quad.object.language == "en"
        )
        return labels[0] if labels else key_of(code)

    def side(
        self,
        things: Iterable[str],
        *,
        words: str | None = None,
        by: str | None = None,
        within: str | None = None,
    ) -> Side:
        """Return the side that *things* make, with the passages and versions that they rest on.

        Args:
            things: IRIs of what was said.
            words: what it says, where that is not the quotation.
            by: IRI of the body that speaks.
            within: IRI of the one version that speaks; all that carry *things* without it.
        """
        given = tuple(dict.fromkeys(things))
        passages = tuple(dict.fromkeys(e for one in given for e in self.all(one, "evidence")))
        if within is not None:
            passages = tuple(p for p in passages if within in self.near(p, "inVersion"))
        versions = {v for passage in passages for v in self.near(passage, "inVersion")}
        if within is None:
            versions |= {v for one in given for v in self.all(one, "prov:wasDerivedFrom")}
        return Side(
            things=given,
            words=self._quoted(passages) if words is None else words,
            evidence=passages,
            versions=tuple(sorted(versions)),
            said_by=by,
            restated=any(self.near(passage, "restated") for passage in passages),
        )

    def _quoted(self, passages: Iterable[str]) -> str:
        quoted = list(dict.fromkeys(q for one in passages for q in self.near(one, "quotation")))
        more = len(quoted) - SHOWN
        return "; ".join(quoted[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def revised(facts: Facts) -> frozenset[str]:
    """Return the versions that a later one revises, directly or not."""
    return facts.values("prov:wasRevisionOf")


def key_of(iri: str) -> str:
    """Return the key that *iri* ends in."""
    return iri.rpartition("/")[2]
