"""JSON-LD of a thing: framed, with its context by address, on this server."""

import json

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from kg import resources

REQUEST = "id/request/gb-metropolitan-x"
DEPLOYMENT = "id/deployment/gb-metropolitan-2022-01-28"


@pytest.fixture
def loader(client):
    """Fetches what a processor of JSON-LD asks for from this server, and nothing else."""

    def load(url, _options):
        path = url.removeprefix("http://localhost")
        answer = client.get(path, headers={"Accept": "application/ld+json"})
        assert answer.status_code == 200, url
        return {
            "contentType": answer.mimetype,
            "contextUrl": None,
            "documentUrl": url,
            "document": answer.json,
        }

    return load


def test_a_thing_reads_like_a_plain_answer(client):
    found = client.get(f"/doc/{DEPLOYMENT}.jsonld").json

    assert found["type"] == "Deployment"
    assert (found["operator"], found["date"], found["totalAlerts"]) == (
        "force/metropolitan",
        "2022-01-28",
        0,
    )


def test_what_stands_in_graphs_of_documents_is_nested(client):
    found = client.get(f"/doc/{REQUEST}.jsonld").json

    assert [question["label"] for question in found["hasQuestion"]] == ["9", "10"]
    assert found["evidence"]["quotation"] == "00.FOI.00.000001"


@pytest.mark.parametrize("path", [REQUEST, DEPLOYMENT, "code/force/metropolitan", "code/force"])
def test_the_context_is_fetched_from_its_address_and_gives_the_triples(client, loader, path):
    address = f"http://localhost/doc/{path}.jsonld"

    lines = jsonld.to_rdf(address, {"format": "application/n-quads", "documentLoader": loader})

    found = {
        (quad.subject, quad.predicate, quad.object) for quad in parse(lines, RdfFormat.N_QUADS)
    }
    told = parse(client.get(f"/doc/{path}.nt").data, RdfFormat.N_TRIPLES)
    own = {
        (quad.subject, quad.predicate, quad.object)
        for quad in told
        if quad.subject.value == f"https://w3id.org/foigraph/{path}"
    }
    assert own
    assert own <= found


def test_a_graph_stays_whole(client):
    answer = client.get("/doc/graph/gb-metropolitan-x-v1.jsonld")

    assert list(parse(answer.data, RdfFormat.JSON_LD))


def test_each_file_of_json_ld_is_served_as_it_ships(client):
    folder = resources.root() / "ontology"
    for path in (folder / "context.jsonld", *sorted((folder / "frames").glob("*.jsonld"))):
        answer = client.get(f"/ontology/{path.relative_to(folder).as_posix()}")

        assert answer.mimetype == "application/ld+json"
        assert json.loads(answer.data) == json.loads(path.read_text(encoding="utf-8"))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/ontology/frames/none.jsonld").status_code == 404


def test_the_answer_is_known_again_by_its_tag(client):
    first = client.get(f"/doc/{REQUEST}.jsonld")

    again = client.get(f"/doc/{REQUEST}.jsonld", headers={"If-None-Match": first.headers["ETag"]})
    elsewhere = client.get(
        f"/doc/{REQUEST}.jsonld", base_url="http://example.org", headers={"Accept": "*/*"}
    )

    assert again.status_code == 304
    assert elsewhere.headers["ETag"] != first.headers["ETag"]
    assert elsewhere.json["@context"] == "http://example.org/ontology/frames/context.jsonld"
