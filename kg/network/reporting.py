"""Measure networks: the few figures that a study would report, each with what it is of.

No centrality stands here.  Which node is "central" hangs on what was recorded,
and most of what was said is not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.network.networks import Graph, kinds, relations
from kg.wording import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One figure of a network."""

    what: str
    """What is counted, with its unit."""

    value: int
    of: str = ""
    """Which nodes it is about, where it is about few; empty else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How much two forces relied on alike."""

    one: str
    """Node of the one force."""

    other: str
    provisions: int
    """Provisions that both relied on for the same template (count over templates)."""

    templates: int
    """Templates in which both relied on something (count); none is shared elsewhere."""


def measured(name: str, graph: Graph) -> list[Finding]:
    """Return what is worth telling of *graph*, the network *name*."""
    nodes = Counter(kind for _, kind in kinds(graph))
    edges = Counter(relation for *_, relation in relations(graph))
    found = [Finding(what=f"nodes: {kind}", value=count) for kind, count in sorted(nodes.items())]
    found += [Finding(what=f"edges: {name}", value=count) for name, count in sorted(edges.items())]
    parts = list(nx.weakly_connected_components(graph))
    found.append(Finding(what="components", value=len(parts)))
    if parts:
        largest = max(map(len, parts))
        found.append(Finding(what="nodes of the largest component", value=largest))
    return found + list(OWN[name](graph))


def longest_chain(graph: Graph, along: Iterable[str] = ()) -> list[str]:
    """Return the nodes of the longest way *along* some relations, or along all; none of a circle.

    Of several as long, the first by name.
    """
    wanted = set(along)
    plain: nx.DiGraph[str] = nx.DiGraph()
    for one, other, relation in sorted(relations(graph)):
        if not wanted or relation in wanted:
            plain.add_edge(one, other)
    if not nx.is_directed_acyclic_graph(plain):
        return []
    best: dict[str, list[str]] = {}
    for node in reversed(list(nx.lexicographical_topological_sort(plain))):
        ways = sorted(
            (best[after] for after in plain.successors(node)), key=lambda way: (-len(way), way)
        )
        best[node] = [node, *(ways[0] if ways else [])]
    return min(best.values(), key=lambda way: (-len(way), way), default=[])


def shared(graph: Graph) -> list[Shared]:
    """Return every pair of forces that relied on one provision for one template, most first.

    It is the projection of the network of provisions onto forces.
    """
    claims = {
        force: set(graph.successors(force))
        for force, kind in sorted(kinds(graph))
        if kind == "force"
    }
    template = {node: graph.nodes[node].get("template") for node in graph}
    pairs = [
        Shared(
            one=one,
            other=other,
            provisions=len(claims[one] & claims[other]),
            templates=len(
                {template[c] for c in claims[one]} & {template[c] for c in claims[other]}
            ),
        )
        for one, other in combinations(claims, 2)
        if claims[one] & claims[other]
    ]
    return sorted(pairs, key=lambda pair: (-pair.provisions, pair.one, pair.other))


def projected(graph: Graph) -> "nx.Graph[str]":
    """Return forces joined by what they share, with both weights on each edge."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(
        (force, {"kind": "force", "label": graph.nodes[force]["label"]})
        for force, kind in sorted(kinds(graph))
        if kind == "force"
    )
    for pair in sorted(shared(graph), key=lambda pair: (pair.one, pair.other)):
        made.add_edge(pair.one, pair.other, provisions=pair.provisions, templates=pair.templates)
    return made


def _requests(graph: Graph) -> Iterable[Finding]:
    chain = longest_chain(graph, ["refines"])
    yield Finding(what="requests of the longest chain", value=len(chain), of=_labels(graph, chain))
    whole = longest_chain(graph)
    yield Finding(
        what="nodes of the longest way from a last step to a first request",
        value=len(whole),
        of=_labels(graph, whole),
    )


def _provisions(graph: Graph) -> Iterable[Finding]:
    forces = [node for node, kind in kinds(graph) if kind == "force"]
    most = max((len(set(graph.successors(force))) for force in forces), default=0)
    named = [force for force in forces if most and len(set(graph.successors(force))) == most]
    yield Finding(
        what="provisions in templates of the force with most",
        value=most,
        of=_labels(graph, sorted(named)),
    )
    pairs = shared(graph)
    yield Finding(what="pairs of forces that share a provision for a template", value=len(pairs))
    for pair in pairs:
        yield Finding(
            what=f"provisions shared in {counted(pair.templates, 'templates')}",
            value=pair.provisions,
            of=_labels(graph, (pair.one, pair.other)),
        )


def _templates(graph: Graph) -> Iterable[Finding]:
    held = _degrees(graph, "template", "has template", incoming=True)
    clusters = _degrees(graph, "cluster", "in cluster", incoming=True)
    yield Finding(what="templates in more than one series", value=_above(held, 1))
    yield Finding(what="templates in no series", value=len(held) - _above(held, 0))
    yield from _largest(graph, clusters, "templates of the largest cluster")


def _sources(graph: Graph) -> Iterable[Finding]:
    observed = _degrees(graph, "figure", "observed as", incoming=False)
    yield Finding(what="figures with more than one observation", value=_above(observed, 1))
    passages = _degrees(graph, "version", "stands in", incoming=True)
    yield from _largest(graph, passages, "passages of the version with most")
    cited = _degrees(graph, "cited page", "cites", incoming=True)
    yield from _largest(graph, cited, "passages that cite the page cited most")


OWN: Mapping[str, Callable[[Graph], Iterable[Finding]]] = {
    "requests": _requests,
    "provisions": _provisions,
    "templates": _templates,
    "sources": _sources,
}
"""Name of a network -> what is worth telling of it alone."""


def _degrees(graph: Graph, kind: str, relation: str, *, incoming: bool) -> dict[str, int]:
    """Return for each node of *kind* the number of its edges of *relation*; 0 where it has none."""
    found = {node: 0 for node, of_kind in kinds(graph) if of_kind == kind}
    for one, other, of_relation in relations(graph):
        node = other if incoming else one
        if of_relation == relation and node in found:
            found[node] += 1
    return found


def _above(degrees: Mapping[str, int], least: int) -> int:
    return sum(degree > least for degree in degrees.values())


def _largest(graph: Graph, degrees: Mapping[str, int], what: str) -> Iterable[Finding]:
    if degrees:
        most = max(degrees.values())
        named = sorted(node for node, degree in degrees.items() if degree == most)
        # Where many have the most, a list of them tells nothing.
        of = _labels(graph, named) if len(named) <= FEW else ""
        yield Finding(what=what, value=most, of=of)


FEW = 3


def _labels(graph: Graph, nodes: Iterable[str]) -> str:
    return "; ".join(graph.nodes[node].get("label", node) for node in nodes)
