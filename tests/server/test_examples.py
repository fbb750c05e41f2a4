"""The named queries at the address where programs look for examples (RFC 8615, SIB form)."""

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg import pipeline, study, vocabulary
from kg.query import catalogue
from kg.store import Generations
from tests.server.serving import serving
from tests.studies.folders import METROPOLITAN

PLACE = "/.well-known/sparql-examples"
TARGET = rdflib.URIRef("https://schema.org/target")
FORMS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of the study of the Met."""
    folder = tmp_path_factory.mktemp("study")
    settings = METROPOLITAN / "study.toml"
    (folder / "study.toml").write_bytes(settings.read_bytes())
    quads = pipeline.quads(study.load(settings.parent))
    generations = Generations(folder)
    with generations.stage(quads, origins={}, notes={}) as staged:
        generations.promote(staged)
    with serving(folder) as app:
        yield app.test_client()


def test_each_example_runs_at_the_endpoint_that_it_names(served):
    graph = rdflib.Graph().parse(data=served.get(f"{PLACE}.ttl").data, format="turtle")
    examples = list(graph.subjects(RDF.type, SH.SPARQLExecutable))
    answered = 0

    for example in examples:
        (target,) = graph.objects(example, TARGET)
        (text,) = [
            text for has in (SH.select, SH.construct) for text in graph.objects(example, has)
        ]
        answer = served.post(str(target), data={"query": str(text)})
        assert answer.status_code == 200, f"{example}: {answer.text}"
        rows = answer.json["results"]["bindings"] if answer.is_json else []
        answered += bool(rows)

    assert len(examples) == len(catalogue.catalogue())
    assert answered > 10


@pytest.mark.parametrize("media_type", FORMS)
def test_it_can_be_had_in_each_form_of_rdf(client, media_type):
    answer = client.get(PLACE, headers={"Accept": media_type})

    graph = rdflib.Graph().parse(data=answer.data, format=FORMS[media_type])
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Vary"] == "Accept"
    assert len(list(graph.subjects(RDF.type, SH.SPARQLExecutable))) == len(catalogue.catalogue())
    prefixes = {str(prefix) for prefix in graph.objects(None, SH.prefix)}
    assert prefixes == set(vocabulary.prefixes())


def test_a_browser_is_sent_to_the_catalogue(client):
    answer = client.get(PLACE, headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/queries")


def test_the_iri_of_an_example_leads_to_its_query(client):
    answer = client.get(f"{PLACE}/find/modes-used")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/queries/find/modes-used")
    assert client.get(f"{PLACE}/find/nothing").status_code == 404


def test_the_service_and_the_catalogue_lead_there(client):
    service = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=service.data, format="turtle")
    page = client.get("/queries", headers={"Accept": "text/html"}).text

    assert rdflib.URIRef(f"http://localhost{PLACE}") in set(graph.objects(None, RDFS.seeAlso))
    assert f'href="{PLACE}.ttl"' in page


def test_what_is_known_already_is_304(client):
    first = client.get(f"{PLACE}.ttl")

    again = client.get(f"{PLACE}.ttl", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert client.get(f"{PLACE}.docx").status_code == 404
