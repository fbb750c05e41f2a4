"""Make networks of what documents say: rows of named queries in, graphs of networkx out.

A node is a thing of the graph, told by its IRI, or a provision in a template; an
edge is one relation that a document states or a person ruled.  Attributes are
text or whole numbers, and one that is not known is left out.  Nodes and edges
stand in one order whatever order the rows come in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from kg.errors import ParameterError, UnknownNetworkError, UnknownSeriesError
from kg.measure.unit_rows import Ask, Row, of_forces

Attributes = dict[str, str | int]
Graph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network that can be made, and what it must not be taken for."""

    name: str
    definition: str
    nodes: tuple[str, ...]
    """Kinds of node."""

    edges: tuple[str, ...]
    """Relations, each read from the first node to the second."""

    parameters: tuple[str, ...]
    """What it may be narrowed by: ``force``, ``series`` or ``measure``."""

    caution: tuple[str, ...]
    query: str
    """The named query that gives its rows."""

    made: Callable[[Sequence[Row]], Graph]


def network(name: str, ask: Ask, *, forces: Sequence[str] = (), **values: str) -> Graph:
    """Return the network *name*, narrowed to *forces* and to the *values* of parameters.

    Raises:
        UnknownNetworkError: there is no such network.
        ParameterError: it cannot be narrowed so.
        UnknownSeriesError: there is no such series in it.
    """
    chosen = named(name)
    for given in (*(["force"] if forces else []), *values):
        if given not in chosen.parameters:
            known = ", ".join(f"'{one}'" for one in chosen.parameters)
            raise ParameterError(f"{given}: the network '{name}' is narrowed by {known} alone")
    rows = of_forces(ask, chosen.query, forces, **values)
    if not rows and "series" in values:
        raise UnknownSeriesError(
            f"'{values['series']}' is no series of this study that has templates or variants; "
            f"'kg query {chosen.query}' lists those that have"
        )
    return chosen.made(rows)


def named(name: str) -> Network:
    """Return the network *name*.

    Raises:
        UnknownNetworkError: there is none of that name; carries the names near it.
    """
    for one in NETWORKS:
        if one.name == name:
            return one
    raise UnknownNetworkError(name, known=[one.name for one in NETWORKS])


def of_requests(rows: Sequence[Row]) -> Graph:
    """Return requests, replies and steps, each joined to what it follows."""
    links = _Links()
    for row in rows:
        for end in ("one", "other"):
            links.node(
                row[end], kind=row[f"{end}_kind"], label=row[f"{end}_label"], force=row["asked"]
            )
        links.edge(row["one"], row["other"], row["relation"])
    return links.graph()


def of_templates(rows: Sequence[Row]) -> Graph:
    """Return series, templates and clusters, joined by membership and variation."""
    links = _Links()
    for row in rows:
        for end in ("one", "other"):
            kind = row[f"{end}_kind"]
            forces = row["forces"] if kind == "template" else ""
            links.node(row[end], kind=kind, label=row[f"{end}_label"], forces=_whole(forces))
        links.edge(row["one"], row["other"], row["relation"])
    return links.graph()


def of_provisions(rows: Sequence[Row]) -> Graph:
    """Return forces, each joined to the provisions that it relied on, template by template.

    A provision in one template and in another are two nodes: only the same
    question makes two refusals alike.
    """
    links = _Links()
    for row in rows:
        # By its IRI: two bodies of one name stay two.
        links.node(row["respondent"], kind="force", label=row["answered_by"])
        if not row["provision"]:
            continue
        claim = f"{row['template']} | {row['provision']}"
        links.node(
            claim,
            kind="provision in a template",
            label=row["provision"],
            template=row["template"],
        )
        links.edge(
            row["respondent"],
            claim,
            "relied on",
            key=" | ".join((row["node"], row["claimed_for"], row["cited_as"])),
            question=row["node"],
            reference=row["reference"],
            claimed_for=row["claimed_for"],
            cited_as=row["cited_as"],
        )
    return links.graph()


def of_sources(rows: Sequence[Row]) -> Graph:
    """Return figures, each joined by observation, passage and version to its document."""
    links = _Links()
    for row in rows:
        figure = f"{row['thing']} | {row['counted']}"
        links.node(figure, kind="figure", label=f"{row['figure']}, {row['thing_label']}")
        links.node(
            row["observation"], kind="observation", label=row["as_written"], value=row["value"]
        )
        links.node(
            row["evidence"], kind="passage", label=row["quotation"], page=_whole(row["page"])
        )
        links.node(
            row["version"],
            kind="version",
            label=row["document_label"],
            edition=_whole(row["edition"]),
        )
        links.node(row["document"], kind="document", label=row["document_label"])
        links.edge(figure, row["observation"], "observed as")
        links.edge(row["observation"], row["evidence"], "rests on")
        links.edge(row["evidence"], row["version"], "stands in")
        links.edge(row["version"], row["document"], "version of")
        if row["cited"]:
            links.node(row["cited"], kind="cited page", label=row["cited_label"])
            links.edge(row["evidence"], row["cited"], "cites")
    return links.graph()


def kinds(graph: Graph) -> list[tuple[str, str]]:
    """Return every node with its kind, in the order of the graph."""
    return [(node, attributes["kind"]) for node, attributes in graph.nodes(data=True)]


def relations(graph: Graph) -> list[tuple[str, str, str]]:
    """Return every edge with its relation, in the order of the graph."""
    return [
        (one, other, attributes["relation"]) for one, other, attributes in graph.edges(data=True)
    ]


class _Links:
    """Nodes and edges while they are gathered: of two values of an attribute the lesser stays."""

    def __init__(self) -> None:
        self._nodes: dict[str, Attributes] = {}
        self._edges: dict[tuple[str, str, str], Attributes] = {}

    def node(self, name: str, **attributes: str | int | None) -> None:
        kept = self._nodes.setdefault(name, {})
        for attribute, value in _known(attributes.items()):
            # Most things come again as they were.
            if kept.setdefault(attribute, value) != value:
                kept[attribute] = min(kept[attribute], value, key=str)

    def edge(
        self, one: str, other: str, relation: str, *, key: str = "", **attributes: str | int | None
    ) -> None:
        place = (one, other, f"{relation} | {key}" if key else relation)
        self._edges[place] = {"relation": relation, **dict(_known(attributes.items()))}

    def graph(self) -> Graph:
        made: Graph = nx.MultiDiGraph()
        made.add_nodes_from(
            (node, dict(sorted(attributes.items())))
            for node, attributes in sorted(self._nodes.items())
        )
        for number, ((one, other, _), attributes) in enumerate(sorted(self._edges.items())):
            # The key is the edge's identifier in GraphML, which must be one of its own.
            made.add_edge(one, other, key=f"e{number}", **attributes)
        return made


def _known(
    attributes: Iterable[tuple[str, str | int | None]],
) -> Iterable[tuple[str, str | int]]:
    return ((name, value) for name, value in attributes if value is not None and value != "")


def _whole(text: str) -> int | None:
    return int(text) if text else None


NETWORKS = (
    Network(
        name="requests",
        definition="Requests, replies and steps of the procedure, each joined to what it follows.",
        nodes=("request", "reply", "step"),
        edges=(
            "refines",
            "responds to",
            "revises",
            "retracts",
            "review of",
            "complaint about",
            "decision on",
            "appeal of",
            "step of",
            "follows",
        ),
        parameters=("force",),
        caution=(
            "Only what a document tells is a link: that a chain ends does not say that no more "
            "followed. A request that is joined to nothing is not in it.",
        ),
        query="compare/links-of-requests",
        made=of_requests,
    ),
    Network(
        name="provisions",
        definition="Forces, each joined to the provisions that it relied on in answers to one "
        "template.",
        nodes=("force", "provision in a template"),
        edges=("relied on",),
        parameters=("force",),
        caution=(
            "Two forces can share a provision only in a template that both answered, so a weight "
            "grows with the questions asked of both: it is no likeness of the forces.",
            "A provision claimed for a whole reply may not be meant for the question.",
        ),
        query="compare/grounds-by-template",
        made=of_provisions,
    ),
    Network(
        name="templates",
        definition="Series with their templates and variants, and templates with their clusters.",
        nodes=("series", "template", "cluster"),
        edges=("has template", "variant of", "in cluster"),
        parameters=("series",),
        caution=(
            "Templates of one cluster are near enough to compare with care, and not the same.",
        ),
        query="compare/template-families",
        made=of_templates,
    ),
    Network(
        name="sources",
        definition="Figures, each joined by observation, passage and version to its document, and "
        "to the page that a passage cites.",
        nodes=("figure", "observation", "passage", "version", "document", "cited page"),
        edges=("observed as", "rests on", "stands in", "version of", "cites"),
        parameters=("force", "measure"),
        caution=(
            "Several sources of a figure need not be independent: an edition repeats the one "
            "before it, and one page copies another. Pages cited were not seen.",
        ),
        query="compare/sources-of-figures",
        made=of_sources,
    ),
)
"""Every network that can be made."""
