"""The named queries as RDF: in the form that others read, and each runs as it stands."""

import pytest
import rdflib
from pyoxigraph import BlankNode, Store
from pyshacl import validate
from rdflib.namespace import RDF, RDFS, SH

from kg import vocabulary
from kg.export import sparql_examples
from kg.query import catalogue

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
ENDPOINT = "https://example.org/sparql"
COLLECTION = "https://example.org/.well-known/sparql-examples"
FORM = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spex: <https://purl.expasy.org/sparql-examples/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ;
    sh:targetClass sh:SPARQLExecutable ;
    sh:property
        [ sh:path [ sh:alternativePath ( sh:select sh:ask sh:construct spex:describe ) ] ;
          sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path rdfs:comment ; sh:minCount 1 ; sh:maxCount 1 ;
          sh:or ( [ sh:datatype rdf:langString ] [ sh:datatype rdf:HTML ] ) ] ,
        [ sh:path sh:prefixes ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path schema:keyword ; sh:maxCount 0 ] ,
        [ sh:path schema:keywords ; sh:minCount 1 ] .

[] a sh:NodeShape ;
    sh:targetObjectsOf sh:declare ;
    sh:property
        [ sh:path sh:prefix ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:namespace ; sh:datatype xsd:anyURI ; sh:minCount 1 ; sh:maxCount 1 ] .
"""
"""What the collection of the Swiss Institute of Bioinformatics asks of examples and prefixes."""


def described() -> rdflib.Graph:
    found = sparql_examples.triples(endpoint=ENDPOINT, collection=COLLECTION, base=vocabulary.HOME)
    text = "".join(f"{triple} .\n" for triple in found)
    return rdflib.Graph().parse(data=text, format="nt")


def test_the_collection_has_the_form_of_others() -> None:
    conforms, _, report = validate(described(), shacl_graph=FORM, shacl_graph_format="turtle")

    assert conforms, report


def test_a_broken_collection_would_be_found() -> None:
    graph = described()
    example = next(graph.subjects(RDF.type, SH.SPARQLExecutable))
    graph.remove((example, RDFS.comment, None))

    conforms, _, report = validate(graph, shacl_graph=FORM, shacl_graph_format="turtle")

    assert not conforms
    assert str(example) in report


def test_every_named_query_is_there_by_its_name() -> None:
    names = {
        str(node).removeprefix(f"{COLLECTION}/")
        for node in described().subjects(RDF.type, SH.SPARQLExecutable)
    }

    assert names == set(catalogue.catalogue())


def test_no_node_is_blank() -> None:
    found = sparql_examples.triples(endpoint=ENDPOINT, collection=COLLECTION, base=vocabulary.HOME)

    assert not any(isinstance(node, BlankNode) for triple in found for node in triple)


def test_each_query_is_whole_without_preset_prefixes_or_values() -> None:
    """Two engines that know nothing of ours read it."""
    graph = described()
    texts = [
        str(text) for has in (SH.select, SH.ask, SH.construct) for text in graph.objects(None, has)
    ]

    assert len(texts) == len(catalogue.catalogue())
    for text in texts:
        Store().query(text)
        rdflib.Dataset().query(text)


def test_the_value_of_a_parameter_stands_in_the_text() -> None:
    query = catalogue.named("find/modes-used")
    default = next(each.default for each in query.parameters if each.name == "force")

    text = sparql_examples.whole(query)

    assert f"<{vocabulary.CODE}force/{default}>" in text
    assert "#+" not in text
