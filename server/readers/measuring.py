"""The tasks of a reader that work out measures and make networks."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from kg.errors import ResultTooLargeError
from kg.measure import measuring, unit_rows
from kg.measure.record import Asked, Measured
from kg.measure.unit_rows import Ask, Row
from kg.measure.writing import questions
from kg.network import networks, reporting, writing
from kg.network.reporting import Finding

if TYPE_CHECKING:
    import networkx as nx


class Figures(NamedTuple):
    """The figures of a measure, and the named queries that their units came from."""

    figures: tuple[Measured, ...]
    queries: tuple[str, ...]
    asks: Mapping[str, str]
    """Key of a template -> what it asks; empty where no figure is of a template."""


class Link(NamedTuple):
    """An edge for the eye: of each end its node, its kind and what it is called."""

    one: tuple[str, str, str]
    relation: str
    other: tuple[str, str, str]


class Told(NamedTuple):
    """What a page tells of a network."""

    findings: tuple[Finding, ...]
    links: tuple[Link, ...]
    """The first edges."""

    total: int
    """Number of all edges."""

    alone: int
    """Number of nodes that are joined to nothing."""


LINKS = 100
"""Edges that a page shows; the data have all."""

WRITTEN: "Mapping[str, Callable[[networks.Graph | nx.Graph[str]], bytes]]" = {
    "graphml": writing.as_graphml,
    "json": writing.as_json,
}


def prepare() -> None:
    """Make ready what every reader would have to make for itself."""
    # networkx loads its parts when they are first used.
    writing.as_graphml(networks.of_requests(()))


def measure(store: Store, name: str, asked: Asked, base: str) -> Figures:
    """Return the measure *name*.

    Raises:
        UsageError: there is no such measure, or it cannot be had as asked.
        QueryError: a query cannot be answered.
    """
    plain = unit_rows.asking(store, base)
    ask, queries = _noting(plain)
    figures = measuring.measured(name, ask, asked)
    return Figures(figures, tuple(queries), questions(plain, figures))


def _noting(ask: Ask) -> tuple[Ask, dict[str, None]]:
    """Return what asks the same, and the names of what it has asked, each once."""
    asked: dict[str, None] = {}

    def noted(name: str, **values: str) -> Sequence[Row]:
        asked[name] = None
        return ask(name, **values)

    return noted, asked


def findings(
    store: Store, name: str, forces: Sequence[str], values: Mapping[str, str], base: str
) -> Told:
    """Return what is worth telling of the network *name*, and its first edges.

    Raises:
        UsageError: there is no such network, or it cannot be narrowed so.
        QueryError: its query cannot be answered.
    """
    graph = networks.network(name, unit_rows.asking(store, base), forces=forces, **values)
    return Told(
        findings=tuple(reporting.measured(name, graph)),
        links=tuple(
            Link(_end(graph, one), relation, _end(graph, other))
            for one, other, relation in networks.relations(graph)[:LINKS]
        ),
        total=graph.number_of_edges(),
        alone=sum(degree == 0 for _, degree in graph.degree()),
    )


def _end(graph: networks.Graph, node: str) -> tuple[str, str, str]:
    told = graph.nodes[node]
    template = f", {told['template']}" if "template" in told else ""
    return node, told["kind"], f"{told.get('label', node)}{template}"


def network(
    store: Store,
    name: str,
    forces: Sequence[str],
    values: Mapping[str, str],
    base: str,
    form: str,
    most: int,
    forces_only: bool,  # noqa: FBT001 -- a task is given its arguments by their place
) -> bytes:
    """Return the network *name* as ``graphml`` or ``json``, at most *most* bytes.

    Raises:
        UsageError: there is no such network, or it cannot be narrowed so.
        QueryError: its query cannot be answered.
        ResultTooLargeError: it has more bytes.
    """
    graph = networks.network(name, unit_rows.asking(store, base), forces=forces, **values)
    content = WRITTEN[form](reporting.projected(graph) if forces_only else graph)
    if len(content) > most:
        raise ResultTooLargeError(
            f"the network '{name}' has {len(content):,} bytes, and {most:,} are given out; "
            f"narrow it by {', '.join(networks.named(name).parameters)}"
        )
    return content
