"""Read what a whole graph says, by property: the way from a side to its words and its document."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import vocabulary
from kg.build.ledger import predicate
from kg.build.working_days import day_of
from kg.model.disagreement import Side
from kg.model.record import CONTESTED

SHOWN = 3
"""Passages of a side that are put into words; the others are counted."""

_BROADER = NamedNode(vocabulary.FOREIGN["skos"] + "broaderTransitive")
_LABEL = NamedNode(vocabulary.FOREIGN["skos"] + "prefLabel")


class Facts:
    """The graph by property, each read once: in any graph, or only what is settled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.by = cache(self._by)
        self.wider = cache(self._wider)
        self.name = cache(self._name)

    def _by(self, name: str, settled: bool = False) -> Mapping[str, tuple[str, ...]]:  # noqa: FBT001, FBT002 -- part of a cache's key
        graph = DefaultGraph() if settled else None
        found: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(None, predicate(name), None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.subject.value, set()).add(quad.object.value)
        return {subject: tuple(sorted(values)) for subject, values in sorted(found.items())}

    def all(self, thing: str, name: str) -> tuple[str, ...]:
        """Return what any graph gives *thing* for the property *name*, in order."""
        return self.by(name).get(thing, ())

    def one(self, thing: str, name: str) -> str | None:
        """Return the value where all graphs together give one and no other."""
        found = self.all(thing, name)
        return found[0] if len(found) == 1 else None

    def settled(self, thing: str, name: str) -> str | None:
        """Return the one value that the default graph gives."""
        found = self.by(name, True).get(thing, ())  # noqa: FBT003 -- part of a cache's key
        return found[0] if len(found) == 1 else None

    def code(self, thing: str, name: str) -> str | None:
        """Return the key of the one code that *thing* has for the property *name*."""
        found = self.one(thing, name)
        return None if found is None else found.rpartition("/")[2]

    def day(self, thing: str, name: str) -> date | None:
        """Return the one value as a day; None too where it is no day."""
        found = self.one(thing, name)
        return None if found is None else day_of(found)

    def of_class(self, name: str) -> tuple[str, ...]:
        """Return the things of our class *name*, in order."""
        wanted = predicate(name).value
        return tuple(one for one, kinds in self.by("rdf:type").items() if wanted in kinds)

    def contested(self, thing: str) -> bool:
        """Whether a person disputed or rejected *thing*."""
        return any(
            status.rpartition("/")[2] in CONTESTED for status in self.all(thing, "reviewStatus")
        )

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
        return labels[0] if labels else code.rpartition("/")[2]

    def side(
        self, things: Iterable[str], *, words: str | None = None, by: str | None = None
    ) -> Side:
        """Return the side that *things* make, with the passages and versions that they rest on.

        Args:
            things: IRIs of what was said.
            words: what it says, where that is not the quotation.
            by: IRI of the body that speaks.
        """
        given = tuple(dict.fromkeys(things))
        passages = tuple(dict.fromkeys(e for one in given for e in self.all(one, "evidence")))
        versions = {v for passage in passages for v in self.all(passage, "inVersion")}
        versions |= {v for one in given for v in self.all(one, "prov:wasDerivedFrom")}
        return Side(
            things=given,
            words=self._quoted(passages) if words is None else words,
            evidence=passages,
            versions=tuple(sorted(versions)),
            said_by=by,
            restated=any(self.all(passage, "restated") for passage in passages),
        )

    def _quoted(self, passages: Iterable[str]) -> str:
        quoted = list(dict.fromkeys(q for one in passages for q in self.all(one, "quotation")))
        more = len(quoted) - SHOWN
        return "; ".join(quoted[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def revised(facts: Facts) -> frozenset[str]:
    """Return the versions that a later one revises, directly or not."""
    return frozenset(
        earlier for found in facts.by("prov:wasRevisionOf").values() for earlier in found
    )


def key_of(iri: str) -> str:
    """Return the key that *iri* ends in."""
    return iri.rpartition("/")[2]
