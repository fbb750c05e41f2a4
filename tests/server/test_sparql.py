"""The endpoint: SPARQL 1.1 Protocol, section 2, over the application itself."""

import json
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.query import formats
from server import service

SELECT = "SELECT ?place ?seen { ?d fg:place ?place OPTIONAL { ?d fg:facesSeen ?seen } }"
ASK = "ASK { ?d a fg:Deployment }"
CONSTRUCT = "CONSTRUCT { ?q a fg:Question ; fg:label ?label } WHERE { ?q fg:label ?label }"
TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
PLACE = "<img src=x onerror=alert(1)>"


def get(client, query, *, accept=None, **more):
    headers = {} if accept is None else {"Accept": accept}
    return client.get(f"/sparql?{urlencode({'query': query, **more})}", headers=headers)


@pytest.mark.parametrize(("media_type", "form"), TABLES.items())
def test_select_in_each_format(client, media_type, form):
    """2.1.6: the type of the answer is negotiated."""
    answer = get(client, SELECT, accept=media_type)

    rows = [tuple(row) for row in parse_query_results(answer.data, format=form)]
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert [(row[0].value, row[1]) for row in rows] == [(PLACE, None)]


def test_select_as_csv(client):
    answer = get(client, SELECT, accept="text/csv")

    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text == f"place,seen\r\n{PLACE},\r\n"


@pytest.mark.parametrize("media_type", ["application/json", "application/xml", "text/xml"])
def test_a_generic_type_is_answered_as_that_type(client, media_type):
    answer = get(client, SELECT, accept=media_type)

    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(("media_type", "form"), GRAPHS.items())
def test_construct_in_each_format(client, media_type, form):
    """2.1.6."""
    answer = get(client, CONSTRUCT, accept=media_type)

    found = {quad.object.value for quad in parse(answer.data, format=form)}
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert {"9", "10"} <= found


def test_without_accept_rows_are_json_and_graphs_turtle(client):
    assert get(client, ASK).json == {"head": {}, "boolean": True}
    assert get(client, CONSTRUCT, accept="*/*").mimetype == "text/turtle"


def test_describe_is_a_graph(client):
    answer = get(client, "DESCRIBE req:gb-metropolitan-x")

    assert "00.FOI.00.000001" in answer.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (ASK, "application/n-quads"),
        (CONSTRUCT, "text/csv"),
        (CONSTRUCT, "application/sparql-results+json"),
        (SELECT, "image/png"),
    ],
)
def test_a_form_that_a_result_cannot_have_is_406(client, query, accept):
    """RFC 9110, 15.5.7: what can be had is told."""
    answer = get(client, query, accept=accept)

    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert answer.json["type"] == "https://w3id.org/foigraph/problem/not-acceptable"
    assert "text/turtle" in answer.json["detail"] or "text/csv" in answer.json["detail"]
    assert "Accept" in answer.headers["Vary"]


def test_a_format_named_in_the_address_goes_before_accept(client):
    answer = get(client, SELECT, accept="text/html", format="tsv")

    assert answer.mimetype == "text/tab-separated-values"


def test_a_format_that_a_result_cannot_have_is_refused_by_name(client):
    answer = get(client, SELECT, format="turtle")

    assert answer.status_code == 400
    assert "json, xml, csv, tsv" in answer.json["detail"]


def test_post_of_a_form(client):
    """2.1.2."""
    assert client.post("/sparql", data={"query": ASK}).json["boolean"] is True


def test_post_of_the_query_itself(client):
    """2.1.3."""
    answer = client.post("/sparql", data=ASK, content_type="application/sparql-query")

    assert answer.json["boolean"] is True


def test_two_queries_are_refused(client):
    """2.1.1: exactly one query."""
    answer = client.get("/sparql?query=ASK{}&query=ASK{}")

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_a_body_of_another_type_is_415(client):
    """2.1.2 and 2.1.3."""
    answer = client.post("/sparql", data="ASK {}", content_type="text/plain")

    assert answer.status_code == 415
    assert "application/sparql-query" in answer.json["detail"]


GRAPH = "https://w3id.org/foigraph/graph/gb-metropolitan-x-v1"


@pytest.mark.parametrize(
    ("query", "graphs", "expected"),
    [
        ("ASK { ?s a fg:Statement }", {}, False),
        ("ASK { ?s a fg:Statement }", {"default-graph-uri": GRAPH}, True),
        ("ASK { GRAPH ?g { ?s a fg:Statement } }", {}, True),
        ("ASK { GRAPH ?g { ?s a fg:Statement } }", {"named-graph-uri": GRAPH}, True),
        ("ASK { GRAPH ?g { ?s a fg:Statement } }", {"default-graph-uri": GRAPH}, False),
        ("ASK { ?s ?p ?o }", {"named-graph-uri": GRAPH}, False),
        ("ASK FROM <urn:none> { ?s ?p ?o }", {"default-graph-uri": GRAPH}, True),
    ],
)
def test_graphs_named_in_the_request_are_the_dataset(client, query, graphs, expected):
    """2.1.4: they go before those that the query names."""
    assert get(client, query, **graphs).json["boolean"] is expected


def test_a_syntax_error_has_its_line_and_column(client):
    answer = get(client, "SELECT ?s\nWHERE {\n ?s ?p ?o .\n FILTR(?o > 1)\n}")

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["type"] == "https://w3id.org/foigraph/problem/query-syntax"
    assert (answer.json["line"], answer.json["column"]) == (4, 2)
    assert "line 4, column 2" in answer.json["detail"]


@pytest.mark.parametrize("query", ["", "INSERT DATA { <urn:a> <urn:b> 1 }", "nonsense"])
def test_what_is_no_query_is_a_syntax_error(client, query):
    answer = get(client, query)

    assert answer.status_code == 400
    assert answer.json["type"].endswith("/query-syntax")


def test_a_query_to_other_machines_is_refused(client):
    answer = get(client, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")

    assert answer.status_code == 400
    assert answer.json["type"].endswith("/query-refused")


def test_a_query_too_deep_is_refused_and_the_server_lives(client):
    answer = get(client, "ASK " + "{" * 4000 + "}" * 4000)

    assert answer.json["type"].endswith("/query-refused")
    assert get(client, ASK).status_code == 200


def test_a_body_too_large_is_413(client):
    body = "query=" + "x" * 2**20

    answer = client.post("/sparql", data=body, content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
    assert "1,048,576 bytes" in answer.json["detail"]


def test_other_methods_are_405(client):
    answer = client.delete("/sparql")

    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert answer.json["detail"].startswith("DELETE is not done at /sparql")


def test_an_answer_that_is_known_already_is_304(client):
    """RFC 9110, 13.1.2: the generation, the query and the type settle the answer."""
    first = get(client, SELECT, accept="text/csv")
    tag = first.headers["ETag"]

    again = client.get(
        f"/sparql?{urlencode({'query': SELECT})}",
        headers={"Accept": "text/csv", "If-None-Match": tag},
    )
    other = get(client, SELECT, accept="application/json")

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert other.headers["ETag"] != tag
    assert first.headers["Vary"] == "Accept"
    assert first.headers["Generation"] == client.get("/health").json["generation"]


def test_another_dataset_has_another_tag(client):
    plain = get(client, ASK)
    other = get(client, ASK, **{"default-graph-uri": GRAPH})

    assert plain.headers["ETag"] != other.headers["ETag"]


def test_an_answer_that_changes_by_itself_has_no_tag(client):
    assert "ETag" not in get(client, "SELECT (NOW() AS ?now) {}").headers


def test_a_query_that_fails_is_never_304(client):
    answer = client.get("/sparql?query=SELECT", headers={"If-None-Match": "*"})

    assert answer.status_code == 400


def test_without_a_query_programs_get_the_service_description(client):
    """SPARQL 1.1 Service Description, sections 2 and 3."""
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})

    opening = "http://www.w3.org/ns/sparql-service-description#"
    said = {
        (quad.predicate.value.removeprefix(opening), quad.object.value)
        for quad in parse(answer.data, format=RdfFormat.TURTLE)
    }
    assert answer.mimetype == "text/turtle"
    assert ("endpoint", "http://localhost/sparql") in said
    assert ("supportedLanguage", opening + "SPARQL11Query") in said
    assert ("resultFormat", "http://www.w3.org/ns/formats/SPARQL_Results_JSON") in said
    assert ("name", GRAPH) in said
    assert "_:" not in answer.text


def test_every_format_of_a_result_is_in_the_service_description():
    assert len(service.WRITTEN) == len(formats.ROWS) + len(formats.GRAPHS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_update_is_refused_with_what_to_do_instead(client, method):
    answer = getattr(client, method)("/update", data={"update": "CLEAR ALL"})

    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert "kg build" in answer.json["detail"]


def test_other_sites_may_read(client):
    """CORS: a preflight for a query that is the body."""
    asked = client.options("/sparql", headers={"Origin": "https://example.org"})

    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    assert get(client, ASK).headers["Access-Control-Allow-Origin"] == "*"


def test_head_is_get_without_the_body(client):
    answer = client.head(f"/sparql?{urlencode({'query': ASK})}")

    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(
        json.dumps({"head": {}, "boolean": True}, separators=(",", ":"))
    )
