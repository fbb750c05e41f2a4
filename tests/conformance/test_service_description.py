"""SPARQL 1.1 Service Description: the W3C's three tests, which have a name and no data."""

import rdflib
from rdflib import RDF, RDFS, Namespace, URIRef

from tests.conformance import manifests
from tests.conformance.service import Service

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
TESTS = manifests.entries("service-description/manifest.ttl")
DOMAINS = {
    SD.endpoint: SD.Service,
    SD.supportedLanguage: SD.Service,
    SD.resultFormat: SD.Service,
    SD.defaultDataset: SD.Service,
    SD.feature: SD.Service,
    SD.defaultGraph: SD.Dataset,
    SD.namedGraph: SD.Dataset,
    SD.name: SD.NamedGraph,
}
"""Property -> the class of what has it (sections 3.2 and 3.4 of the specification)."""


def described(service: Service) -> rdflib.Graph:
    answer = service.send("GET", service.query, {"Accept": "text/turtle"}, None)
    assert (answer.status, answer.media_type) == (200, "text/turtle")
    return rdflib.Graph().parse(data=answer.body, format="turtle")


def test_all_of_them_are_asked() -> None:
    names = {test.identifier.partition("/")[2] for test in TESTS}
    assert names == {"has-endpoint-triple", "returns-rdf", "conforms-to-schema"}


def test_returns_rdf(service: Service) -> None:
    assert len(described(service)) > 0


def test_has_endpoint_triple(service: Service) -> None:
    assert (None, SD.endpoint, URIRef(service.query)) in described(service)


def test_conforms_to_schema(service: Service) -> None:
    service.change("INSERT DATA { GRAPH <http://example.org/g> { <urn:a> <urn:b> 1 } }")
    graph = described(service)
    services = set(graph.subjects(RDF.type, SD.Service))

    assert {str(graph.value(one, SD.endpoint)) for one in services} == {
        service.query,
        service.update,
    }
    used = {predicate for _, predicate, _ in graph if predicate.startswith(str(SD))}
    assert used <= set(DOMAINS)
    for predicate, kind in DOMAINS.items():
        for subject in graph.subjects(predicate):
            assert (subject, RDF.type, kind) in graph, (subject, predicate)
    for dataset in graph.objects(None, SD.defaultDataset):
        assert (dataset, RDF.type, SD.Dataset) in graph
    for named in graph.objects(None, SD.namedGraph):
        assert graph.value(named, SD.name) is not None
    assert set(graph.objects(None, SD.supportedLanguage)) == {
        SD.SPARQL11Query,
        SD.SPARQL11Update,
    }
    assert (None, RDFS.seeAlso, None) in graph
