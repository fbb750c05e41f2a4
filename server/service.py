"""Describe the endpoint to programs (SPARQL 1.1 Service Description)."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple

from kg import vocabulary

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
PREFIXES = {"formats": FORMATS, "sd": SD}
WRITTEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
    "N-Quads",
)
"""Local names in the W3C's list of formats of those that an answer can have."""

SEE_ALSO = NamedNode(vocabulary.FOREIGN["rdfs"] + "seeAlso")
TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")


def description(
    graphs: Iterable[NamedNode], *, endpoint: str, examples: str, update: str | None
) -> Iterator[Triple]:
    """Yield the description of the service at the address *endpoint*; no node is blank.

    *graphs* are the named graphs; *examples* is the address of the named queries as RDF.
    """
    service = NamedNode(endpoint)
    dataset = NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if update is not None:
        yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(service, SEE_ALSO, NamedNode(examples))
    for written in WRITTEN:
        yield Triple(service, _sd("resultFormat"), NamedNode(FORMATS + written))
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, TYPE, _sd("Graph"))
    for name in graphs:
        node = NamedNode(f"{endpoint}#graph-{quote(name.value.rpartition('/')[2], safe='')}")
        yield Triple(dataset, _sd("namedGraph"), node)
        yield Triple(node, TYPE, _sd("NamedGraph"))
        yield Triple(node, _sd("name"), name)


def _sd(local: str) -> NamedNode:
    return NamedNode(SD + local)
