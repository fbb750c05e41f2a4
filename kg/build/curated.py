"""Take along the graphs that a person wrote by hand."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.record.curated import Curated


def take_down(files: Iterable[Curated], iris: Iris) -> Iterator[tuple[str, Ledger]]:
    """Yield the facts of *files*, a ledger for each graph, by a name of its own.

    Flat facts are settled with those of the records: where a record says
    otherwise of a property with one value, neither is shown as the fact.
    """
    for curated in files:
        ledger = Ledger(iris, iris.graph(f"curated-{curated.name}"))
        ledger.flat.update(dict.fromkeys(curated.flat))
        ledger.settled.update(dict.fromkeys(curated.flat))
        ledger.origins.update(curated.lines)
        yield curated.file, ledger
        for graph, said in curated.sourced.items():
            yield f"{curated.file} {graph}", _sourced(iris, graph, said)


def _sourced(iris: Iris, graph: str, said: Iterable[Triple]) -> Ledger:
    ledger = Ledger(iris, NamedNode(graph))
    ledger.sourced.update(dict.fromkeys(said))
    return ledger
