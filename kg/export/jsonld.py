"""JSON-LD with the context of the ontology inside, so that it reads as plain JSON too."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

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
        expanded(quads), context, {"documentLoader": refuse, "graph": True, "ordered": True}
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


def _typed(_property: str, literal: Literal) -> dict[str, Any]:
    return {"@value": literal.value, "@type": literal.datatype.value}


def expanded(
    statements: Iterable[Quad | Triple],
    *,
    value: Callable[[str, Literal], dict[str, Any]] = _typed,
) -> list[dict[str, Any]]:
    """Return *statements* in expanded form: one object a subject and graph, all in order.

    *value* writes the literal of a property that is no string and has no
    language.  The library could read N-Quads itself, ten times slower.
    """
    graphs: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for said in sorted(set(statements), key=str):
        name = said.graph_name if isinstance(said, Quad) else DefaultGraph()
        graph = "" if isinstance(name, DefaultGraph) else _name(name)
        subject = _name(said.subject)
        node = graphs[graph].setdefault(subject, {"@id": subject})
        if said.predicate.value == RDF_TYPE and not isinstance(said.object, Literal):
            node.setdefault("@type", []).append(_name(said.object))
        else:
            written = _object(said.predicate.value, said.object, value)
            node.setdefault(said.predicate.value, []).append(written)
    top = graphs.pop("", {})
    for graph, nodes in sorted(graphs.items()):
        top.setdefault(graph, {"@id": graph})["@graph"] = list(nodes.values())
    return [node for _, node in sorted(top.items())]


def _object(
    predicate: str, term: object, value: Callable[[str, Literal], dict[str, Any]]
) -> dict[str, Any]:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    plain = term.datatype.value == XSD_STRING
    return {"@value": term.value} if plain else value(predicate, term)


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return str(term)
    raise KgError(f"{term}: JSON-LD cannot hold a triple as a term; state it as a node of its own")


def refuse(url: str, _options: object) -> Any:
    """Fetch nothing: a document loader for the library, whose own asks the network."""
    raise KgError(f"{url}: writing JSON-LD fetches nothing; put the context into {CONTEXT}")
