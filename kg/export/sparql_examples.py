"""The named queries as RDF, in the form of the Swiss Institute of Bioinformatics.

Editors and assistants read them from ``/.well-known/sparql-examples``.  Each
query is whole: its prefixes are declared in it and its parameters have their
values, so that it runs as it stands.
"""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.query import binding, catalogue, headers
from kg.query.catalogue import NamedQuery
from kg.query.tokens import tokens

SCHEMA = "https://schema.org/"
SPEX = "https://purl.expasy.org/sparql-examples/ontology#"
PREFIXES: Mapping[str, str] = {"schema": SCHEMA, "spex": SPEX}
"""Prefixes of the description beside the preset ones."""

SH, RDFS, XSD = (vocabulary.FOREIGN[prefix] for prefix in ("sh", "rdfs", "xsd"))
TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
FORMS: Mapping[str, tuple[str, str]] = {
    "SELECT": (SH + "select", SH + "SPARQLSelectExecutable"),
    "ASK": (SH + "ask", SH + "SPARQLAskExecutable"),
    "CONSTRUCT": (SH + "construct", SH + "SPARQLConstructExecutable"),
    "DESCRIBE": (SPEX + "describe", SPEX + "SPARQLDescribeExecutable"),
}
"""Form of a query -> the property that holds its text, and its class."""


def triples(*, endpoint: str, collection: str, base: str) -> Iterator[Triple]:
    """Yield the description of every named query; no node is blank.

    Args:
        endpoint: address of the SPARQL endpoint that answers them.
        collection: address of the collection; each query stands under it by its name.
        base: that of the study.
    """
    prefixes = NamedNode(f"{collection}#prefixes")
    yield Triple(prefixes, TYPE, NamedNode(vocabulary.FOREIGN["owl"] + "Ontology"))
    for prefix, namespace in sorted(vocabulary.prefixes(base).items()):
        node = NamedNode(f"{collection}#prefix-{prefix}")
        yield Triple(prefixes, _sh("declare"), node)
        yield Triple(node, _sh("prefix"), Literal(prefix))
        yield Triple(node, _sh("namespace"), Literal(namespace, datatype=NamedNode(XSD + "anyURI")))
    for name, query in sorted(catalogue.catalogue().items()):
        yield from _query(NamedNode(f"{collection}/{name}"), query, endpoint, prefixes, base)


def whole(query: NamedQuery, *, base: str = vocabulary.HOME) -> str:
    """Return the text of *query* with its prefixes declared and the values of its parameters.

    >>> whole(catalogue.named("find/modes-used")).partition(" ")[0]
    'PREFIX'
    """
    body = headers.body(binding.bind(query, {}, base=base)).strip()
    known = vocabulary.prefixes(base)
    found = [token for token in tokens(body) if token.kind in ("name", "word")]
    declared = {name.text for word, name in pairwise(found) if word.says("PREFIX")}
    used = {f"{token.text.partition(':')[0]}:" for token in found if token.kind == "name"}
    lines = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in sorted(known.items())
        if f"{prefix}:" in used - declared
    ]
    return "\n".join([*lines, body]) + "\n"


def mark() -> str:
    """Return what tells one state of the queries from another."""
    digest = hashlib.sha256()
    for name, query in sorted(catalogue.catalogue().items()):
        digest.update(f"{name}\0{query.text}\0".encode())
    return digest.hexdigest()


def _query(
    node: NamedNode, query: NamedQuery, endpoint: str, prefixes: NamedNode, base: str
) -> Iterator[Triple]:
    text = whole(query, base=base)
    has, kind = next(
        FORMS[token.text.upper()] for token in tokens(text) if token.text.upper() in FORMS
    )
    yield Triple(node, TYPE, _sh("SPARQLExecutable"))
    yield Triple(node, TYPE, NamedNode(kind))
    yield Triple(node, NamedNode(RDFS + "label"), Literal(query.name))
    yield Triple(node, NamedNode(RDFS + "comment"), Literal(query.summary, language="en"))
    yield Triple(node, _sh("prefixes"), prefixes)
    yield Triple(node, NamedNode(has), Literal(text))
    yield Triple(node, NamedNode(SCHEMA + "target"), NamedNode(endpoint))
    for tag in dict.fromkeys((query.name.partition("/")[0], *query.tags)):
        yield Triple(node, NamedNode(SCHEMA + "keywords"), Literal(tag))
    for caution in query.caution:
        yield Triple(
            node, NamedNode(vocabulary.SKOS + "scopeNote"), Literal(caution, language="en")
        )


def _sh(local: str) -> NamedNode:
    return NamedNode(SH + local)
