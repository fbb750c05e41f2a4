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

    *graphs* are the named graphs; *examples* is the address of the named queries as RDF, and
    *update* that where updates are taken, if any are.
    """
    service = NamedNode(endpoint)
    dataset = NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    if update is not None:
        # A service has one endpoint (3.2.1), and updates are taken at another address.
        changing = NamedNode(update)
        yield Triple(changing, TYPE, _sd("Service"))
        yield Triple(changing, _sd("endpoint"), changing)
        yield Triple(changing, _sd("supportedLanguage"), _sd("SPARQL11Update"))
        yield Triple(changing, _sd("defaultDataset"), dataset)
    yield Triple(service, SEE_ALSO, NamedNode(examples))
    for written in WRITTEN:
        yield Triple(service, _sd("resultFormat"), NamedNode(FORMATS + written))
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, TYPE, _sd("Graph"))
    for name in graphs:
        node = NamedNode(f"{endpoint}#graph-{quote(name.value, safe='')}")
        yield Triple(dataset, _sd("namedGraph"), node)
        yield Triple(node, TYPE, _sd("NamedGraph"))
        yield Triple(node, _sd("name"), name)


def _sd(local: str) -> NamedNode:
    return NamedNode(SD + local)
