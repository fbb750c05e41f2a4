"""Tell which study each graph is of, so that every fact can be told by the study it comes from."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.study import Study

GRAPH = "study"


def take_down(study: Study, ledgers: Iterable[Ledger]) -> Ledger:
    """Return what *study* is, what it extends, and that the graphs of *ledgers* are of it."""
    iris = Iris(study.base)
    ledger, node = Ledger(iris, iris.graph(GRAPH)), named(study)
    ledger.declare(node, "Study", line=1)
    ledger.state(node, "dcterms:identifier", study.key)
    ledger.state(node, "dcterms:title", study.title)
    ledger.state(node, "dcterms:publisher", study.publisher)
    ledger.state(node, "dcterms:license", NamedNode(study.licence))
    ledger.state(node, "extends", *map(named, study.extends))
    graphs = dict.fromkeys([*(one.graph for one in ledgers), ledger.graph])
    for graph in graphs:
        ledger.state(graph, "inStudy", node)
    return ledger


def named(study: Study) -> NamedNode:
    """Return the IRI of *study* itself."""
    return Iris(study.base).thing("study", study.key)
