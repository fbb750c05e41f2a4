"""Follow requests that refine one another: a chain, never a circle."""

from collections.abc import Mapping

import networkx as nx

from kg.errors import RecordError
from kg.model import Disclosure, Record
from kg.model.key import key


def refuse_circles(records: Mapping[str, Record]) -> None:
    """Raise where requests of *records*, told by file name, refine one another in a circle.

    Raises:
        RecordError: they do; the files and requests are named.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    stated: dict[tuple[str, str], str] = {}
    for file, record in records.items():
        if not isinstance(record, Disclosure) or record.force is None:
            continue
        for request in record.requests:
            if request.reference is not None and request.refines is not None:
                pair = key(record.force, request.reference), key(record.force, request.refines)
                graph.add_edge(*pair)
                stated[pair] = file
    if not nx.is_directed_acyclic_graph(graph):
        circle = nx.find_cycle(graph)
        files = ", ".join(sorted({stated[one, other] for one, other, *_ in circle}))
        names = " -> ".join(str(one) for one, *_ in circle)
        raise RecordError(
            f"{files}: requests refine one another in a circle ({names}); "
            "mend the 'refines' line of one of them"
        )
