"""Write networks as GraphML and as node-link JSON: the same network, the same bytes."""

import json
import re
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from kg.network.networks import Graph

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; a quotation from a PDF may have one."""


def as_graphml(graph: "Graph | nx.Graph[str]") -> bytes:
    """Return *graph* in GraphML, with typed keys for its attributes."""
    fit = nx.relabel_nodes(graph, _fit)
    for _, attributes in fit.nodes(data=True):
        attributes.update({name: _fit(value) for name, value in attributes.items()})
    for *_, attributes in fit.edges(data=True):
        attributes.update({name: _fit(value) for name, value in attributes.items()})
    lines = nx.generate_graphml(fit, named_key_ids=True)
    return ("\n".join(lines) + "\n").encode()


def as_json(graph: "Graph | nx.Graph[str]") -> bytes:
    """Return *graph* as node-link data, which networkx, d3 and others read."""
    data = nx.node_link_data(graph, edges="edges")
    return (json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _fit(value: str | int) -> str | int:
    return UNFIT.sub("\ufffd", value) if isinstance(value, str) else value
