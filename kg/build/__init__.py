"""Records to quads: one named graph for each document version, and the settled facts once, flat.

Pure: no clock, file of the study, random IRI or blank node.  The same records
give the same quads.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg import vocabulary
from kg.build import deployment, disclosure, reference
from kg.build.inference import infer
from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.model import Disclosure, Record
from kg.model.edition import SOLE, Standing

if TYPE_CHECKING:
    # For its name alone: what writes records takes a quarter of a second to import.
    from kg.record.own_codes import OwnCodes

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

    store: Store
    """The same quads in an engine; it writes some literals otherwise."""


def take_down(record: Record, iris: Iris, standing: Standing = SOLE) -> Ledger:
    """Return the facts of *record*, of which *standing* tells what a later edition says."""
    if isinstance(record, Disclosure):
        return disclosure.take_down(record, iris, standing)
    return deployment.take_down(record, iris, standing)


def assemble(
    ledgers: Mapping[str, Ledger],
    iris: Iris,
    *,
    own: "OwnCodes | None" = None,
    study: NamedNode | None = None,
) -> Assembled:
    """Return the graph of all *ledgers* (by file name) with the reference data and *own* codes.

    What follows by rule is in it, each triple once more in the graph of its rule; those
    graphs are said to be of *study*.

    A flat fact goes to the default graph once, however many documents state
    it; what a person disputed or rejected, a record or one fact, stays in its graph.
    Where documents give a property that has one value several, none is
    settled: all stay in their graphs and none is shown as the fact.  A ledger
    that yields has no say where another gives the property.
    """
    default = DefaultGraph()
    quads = {Quad(t.subject, t.predicate, t.object, default) for t in reference.triples()}
    origins: dict[str, Place] = {}
    if own is not None:
        quads |= {Quad(t.subject, t.predicate, t.object, default) for t in own.triples}
        origins |= own.origins
    for file, ledger in ledgers.items():
        for triple in (*ledger.flat, *ledger.sourced):
            quads.add(Quad(triple.subject, triple.predicate, triple.object, ledger.graph))
        for subject, line in ledger.origins.items():
            origins.setdefault(subject, (file, line))
    settled, unsettled = _settle(ledgers.values())
    quads.update(Quad(t.subject, t.predicate, t.object, default) for t in settled)
    store = Store()
    follows = set(infer(quads, iris, store=store))
    if study is not None:
        ruled = {quad.graph_name for quad in follows if isinstance(quad.graph_name, NamedNode)}
        told = {Quad(graph, vocabulary.term("inStudy"), study, default) for graph in ruled}
        store.extend(told)
        follows |= told
    quads |= follows
    return Assembled(
        quads=tuple(sorted(quads, key=str)),
        origins=origins,
        unsettled=tuple(unsettled),
        store=store,
    )


def _settle(ledgers: Iterable[Ledger]) -> tuple[list[Triple], list[Unsettled]]:
    functional = reference.functional_properties()
    values: dict[tuple[NamedNode, NamedNode], dict[Triple, list[NamedNode]]] = defaultdict(dict)
    settled: dict[Triple, None] = {}
    # Those that yield come last, so that what the others say is known by then.
    for yields, group in groupby(sorted(ledgers, key=_yields), key=_yields):
        said = set(values) if yields else set()
        for ledger in group:
            for triple in ledger.settled:
                if triple.predicate in functional and isinstance(triple.subject, NamedNode):
                    if (triple.subject, triple.predicate) not in said:
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


def _yields(ledger: Ledger) -> bool:
    return ledger.yields
