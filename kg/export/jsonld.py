"""JSON-LD with the context of the ontology inside, so that it reads as plain JSON too."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import resources, vocabulary
from kg.errors import KgError

RDF_TYPE = vocabulary.FOREIGN["rdf"] + "type"
XSD_STRING = vocabulary.FOREIGN["xsd"] + "string"
CONTEXT = "context.jsonld"


def jsonld(quads: Iterable[Quad], *, base: str = vocabulary.HOME) -> bytes:
    """Return *quads* as one JSON-LD document, named graphs as ``@graph`` of a node.

    *base* is that of the study, for its prefixes.
    """
    from pyld import jsonld as processor

    context = context_for(base)
    compacted = processor.compact(
        _expanded(quads), context, {"documentLoader": _refuse, "graph": True, "ordered": True}
    )
    document = {"@context": context["@context"], "@graph": compacted["@graph"]}
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def context_for(base: str) -> Mapping[str, Any]:
    """Return the context of the ontology, with the prefixes of things under *base*."""
    context = _context()
    if base == vocabulary.HOME:
        return context
    own = vocabulary.prefixes(base)
    things = {prefix: own[prefix] for prefix in (*vocabulary.THINGS, "graph")}
    return {"@context": {**context["@context"], **things}}


@cache
def _context() -> Mapping[str, Any]:
    path = resources.root() / "ontology" / CONTEXT
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _expanded(quads: Iterable[Quad]) -> list[dict[str, Any]]:
    """Return *quads* in expanded form: one object a subject and graph, all in order.

    The library could read N-Quads itself, ten times slower.
    """
    graphs: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for quad in sorted(set(quads), key=str):
        graph = "" if isinstance(quad.graph_name, DefaultGraph) else _name(quad.graph_name)
        subject = _name(quad.subject)
        node = graphs[graph].setdefault(subject, {"@id": subject})
        if quad.predicate.value == RDF_TYPE and not isinstance(quad.object, Literal):
            node.setdefault("@type", []).append(_name(quad.object))
        else:
            node.setdefault(quad.predicate.value, []).append(_value(quad.object))
    top = graphs.pop("", {})
    for graph, nodes in sorted(graphs.items()):
        top.setdefault(graph, {"@id": graph})["@graph"] = list(nodes.values())
    return [node for _, node in sorted(top.items())]


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    value = {"@value": term.value}
    if term.language is not None:
        value["@language"] = term.language
    elif term.datatype.value != XSD_STRING:
        value["@type"] = term.datatype.value
    return value


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return str(term)
    raise KgError(f"{term}: JSON-LD cannot hold a triple as a term; state it as a node of its own")


def _refuse(url: str, _options: object) -> Any:
    raise KgError(f"{url}: writing JSON-LD fetches nothing; put the context into {CONTEXT}")
