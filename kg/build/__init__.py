"""Records to quads: one named graph for each document version, and the settled facts once, flat.

Pure: no clock, file of the study, random IRI or blank node.  The same records
give the same quads.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.build import deployment, disclosure, reference
from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.model import Disclosure, Record

__all__ = ["Assembled", "Iris", "Ledger", "Place", "Unsettled", "assemble", "take_down"]

Place = tuple[str, int]
"""File of a record, and the line in it (from 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A flat fact that documents put differently; no value of it stands in the default graph."""

    subject: NamedNode
    predicate: NamedNode
    graphs: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A whole graph and where each of its things was stated."""

    quads: tuple[Quad, ...]
    """Sorted as N-Quads lines."""

    origins: Mapping[str, Place]
    """IRI of a thing -> file and line of the record that states it."""

    unsettled: tuple[Unsettled, ...]


def take_down(record: Record, iris: Iris) -> Ledger:
    """Return the facts of *record*."""
    if isinstance(record, Disclosure):
        return disclosure.take_down(record, iris)
    return deployment.take_down(record, iris)


def assemble(
    ledgers: Mapping[str, Ledger], *, inferred: Iterable[tuple[NamedNode, Triple]] = ()
) -> Assembled:
    """Return the graph of all *ledgers* (by file name) with the reference data.

    A flat fact goes to the default graph once, however many documents state
    it; those of a record that a person disputed or rejected stay in its graph.
    Where documents give a property that has one value several, none is
    settled: all stay in their graphs and none is shown as the fact.
    """
    default = DefaultGraph()
    quads = {Quad(t.subject, t.predicate, t.object, default) for t in reference.triples()}
    origins: dict[str, Place] = {}
    for file, ledger in ledgers.items():
        for triple in (*ledger.flat, *ledger.sourced):
            quads.add(Quad(triple.subject, triple.predicate, triple.object, ledger.graph))
        for subject, line in ledger.origins.items():
            origins.setdefault(subject, (file, line))
    settled, unsettled = _settle(ledgers.values())
    quads.update(Quad(t.subject, t.predicate, t.object, default) for t in settled)
    for graph, triple in inferred:
        quads.add(Quad(triple.subject, triple.predicate, triple.object, default))
        quads.add(Quad(triple.subject, triple.predicate, triple.object, graph))
    return Assembled(
        quads=tuple(sorted(quads, key=str)), origins=origins, unsettled=tuple(unsettled)
    )


def _settle(ledgers: Iterable[Ledger]) -> tuple[list[Triple], list[Unsettled]]:
    functional = reference.functional_properties()
    values: dict[tuple[NamedNode, NamedNode], dict[Triple, list[NamedNode]]] = defaultdict(dict)
    settled: dict[Triple, None] = {}
    for ledger in ledgers:
        for triple in ledger.flat if ledger.settles else ():
            if triple.predicate in functional and isinstance(triple.subject, NamedNode):
                stated = values[triple.subject, triple.predicate]
                stated.setdefault(triple, []).append(ledger.graph)
            else:
                settled[triple] = None
    unsettled = []
    for (subject, predicate), stated in values.items():
        if len(stated) == 1:
            settled.update(dict.fromkeys(stated))
        else:
            graphs = dict.fromkeys(graph for found in stated.values() for graph in found)
            unsettled.append(Unsettled(subject=subject, predicate=predicate, graphs=tuple(graphs)))
    return list(settled), unsettled
