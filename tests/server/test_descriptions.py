"""What the server says of itself, to programs: VoID, OpenAPI, links, and what a monitor reads."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pyoxigraph import NamedNode, RdfFormat, Store

from server.void import VOID
from tests.server.conftest import BASE

REQUEST = "id/request/gb-metropolitan-x"


def links(answer) -> dict[str, str]:
    """Relation -> address, of the headers Link (RFC 8288)."""
    found = {}
    for header in answer.headers.getlist("Link"):
        for place, rest in re.findall(r"<([^>]*)>([^<]*)", header):
            relation = re.search(r'rel="?([\w-]+)"?', rest)
            assert relation is not None, header
            found.setdefault(relation[1], place)
    return found


def test_the_dataset_is_described_with_counts_that_a_query_confirms(client) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    store = Store()
    store.load(answer.data, format=RdfFormat.N_TRIPLES)

    assert answer.status_code == 200
    assert answer.headers["Vary"] == "Accept"
    (dataset,) = {
        quad.subject
        for quad in store.quads_for_pattern(None, None, NamedNode(VOID + "Dataset"), None)
    }
    said = {
        quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object.value
        for quad in store.quads_for_pattern(dataset, None, None, None)
    }
    assert said["title"] == "A study <of> tests"
    assert said["sparqlEndpoint"] == "http://localhost/sparql"
    assert said["license"].startswith("https://creativecommons.org/")
    assert said["uriSpace"] == BASE
    assert said["identifier"] == answer.headers["Generation"]
    parts = store.query(f"SELECT ?class ?n {{ ?p <{VOID}class> ?class ; <{VOID}entities> ?n }}")
    counted = {row["class"].value: int(row["n"].value) for row in parts}
    assert counted["https://w3id.org/foigraph/ontology#Question"] == 2
    for kind, count in counted.items():
        asked = (
            f"SELECT (COUNT(DISTINCT ?x) AS ?n) "
            f"{{ {{ ?x a <{kind}> }} UNION {{ GRAPH ?g {{ ?x a <{kind}> }} }} }}"
        )
        csv = client.get("/sparql", query_string={"query": asked, "format": "csv"}).text
        assert csv.split() == ["n", str(count)], kind


def test_void_has_an_address_for_each_form(client) -> None:
    for suffix, mimetype in (("ttl", "text/turtle"), ("nt", "application/n-triples")):
        assert client.get(f"/.well-known/void.{suffix}").mimetype == mimetype
    assert client.get("/.well-known/void.exe").status_code == 404
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406


def test_each_address_that_is_described_is_there(client, app) -> None:
    described = client.get("/openapi.json").json
    adapter = app.url_map.bind("localhost")

    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        place = re.sub(r"\{\w+\}", "x", path)
        for method in operations:
            assert adapter.test(place, method.upper()), (path, method)


@pytest.mark.parametrize("form", ["text/turtle", "text/html"])
def test_a_thing_links_to_its_name_its_data_and_its_licence(client, form: str) -> None:
    sent = client.get(f"/{REQUEST}", headers={"Accept": form})
    answer = client.get(sent.headers["Location"])
    found = links(answer)

    assert answer.mimetype == form
    assert links(sent)["describedby"] == found["canonical"] == f"/doc/{REQUEST}"
    assert found["describes"] == f"{BASE}{REQUEST}"
    assert client.get(found["alternate"]).status_code == 200
    assert found["license"].startswith("https://creativecommons.org/")
    assert answer.headers["Generation"] == client.get("/health").json["generation"]


def test_what_a_monitor_reads_counts_what_happened(client) -> None:
    def read() -> dict[tuple[str, str], float]:
        answer = client.get("/metrics")
        assert answer.mimetype == "text/plain"
        return {
            (sample.name, ",".join(sorted(sample.labels.values()))): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    before = read()
    query = "SELECT (COUNT(*) AS ?monitored) { ?s ?p ?o }"
    for _ in range(2):
        assert client.get("/sparql", query_string={"query": query}).status_code == 200
    after = read()

    def grown(name: str, labels: str) -> float:
        return after[name, labels] - before.get((name, labels), 0)

    assert grown("foigraph_query_seconds_count", "answered,solutions") == 1
    assert grown("foigraph_cache_lookups_total", "answer") == 1
    assert grown("foigraph_cache_lookups_total", "nothing") == 1
    assert [value for (name, _), value in after.items() if name == "foigraph_readers"]
    for (name, labels), value in after.items():
        if name == "foigraph_data_bytes":
            assert value > 2**20, labels
