"""A scratch dataset takes writes, one after another, whole or not; a study takes none."""

import io
import threading

import pytest

from server import commands
from server.settings import Settings
from server.using import with_dataset
from tests.server.conftest import SETTINGS
from tests.server.serving import serving

ALL = "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """An application over an empty dataset that may be written."""
    folder = tmp_path_factory.mktemp("scratch")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    with serving(folder, Settings(scratch=True, seconds=1.0)) as app:
        yield app


@pytest.fixture
def client(scratch):
    """Asks it, when it is empty."""
    client = scratch.test_client()
    assert change(client, "DROP ALL").status_code == 204
    return client


def change(client, update: str, **headers: str):
    return client.post(
        "/update", data=update, content_type="application/sparql-update", headers=headers
    )


def rows(client) -> str:
    answer = client.get("/sparql", query_string={"query": ALL, "format": "csv"})
    assert answer.status_code == 200
    return answer.text


def test_what_is_written_is_there_at_once_under_another_name(client) -> None:
    before = client.get("/sparql", query_string={"query": ALL}).headers
    change(client, "INSERT DATA { <urn:a> <urn:p> 1 }")
    after = client.get("/sparql", query_string={"query": ALL}).headers

    assert rows(client) == "s,o\r\nurn:a,1\r\n"
    assert before["Generation"] != after["Generation"]
    assert before["ETag"] != after["ETag"]


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("INSERT DATA { <urn:b> <urn:p> 2 } ; INSERT DATA { nonsense }", 400),
        ("INSERT DATA { <urn:b> <urn:p> 2 } ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>", 400),
        ("INSERT DATA { <urn:b> <urn:p> 2 } ; LOAD <http://127.0.0.1:9/x>", 400),
        (
            "INSERT DATA { <urn:b> <urn:p> 2 } ; DELETE WHERE { SERVICE <http://x/> { ?a ?b ?c } }",
            400,
        ),
        (
            "INSERT DATA { <urn:b> <urn:p> 2 } ; INSERT { ?a <urn:q> ?n } WHERE { "
            "?a <urn:p> ?o1 . ?b <urn:p> ?o2 . ?c <urn:p> ?o3 . ?d <urn:p> ?o4 . ?e <urn:p> ?o5 "
            "BIND(SHA512(CONCAT(STR(?o1), STR(?o2), STR(?o3), STR(?o4), STR(?o5))) AS ?n) }",
            504,
        ),
    ],
    ids=["syntax", "twice", "load", "service", "long"],
)
def test_a_write_that_fails_changes_nothing(client, update: str, status: int) -> None:
    change(client, "INSERT DATA { " + " ".join(f"<urn:{n}> <urn:p> {n} ." for n in range(60)) + "}")
    before = rows(client)

    answer = change(client, update)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert rows(client) == before
    assert change(client, "INSERT DATA { <urn:z> <urn:p> 9 }").status_code == 204


def test_writes_of_many_come_one_after_another(scratch, client) -> None:
    change(client, "INSERT DATA { <urn:n> <urn:p> 0 }")
    count = (
        "DELETE { ?s <urn:p> ?n } INSERT { ?s <urn:p> ?m } WHERE { ?s <urn:p> ?n BIND(?n+1 AS ?m)}"
    )
    threads = [
        threading.Thread(
            target=lambda: [change(scratch.test_client(), count) for _ in range(5)], daemon=True
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rows(client) == "s,o\r\nurn:n,20\r\n"


def test_files_of_a_form_are_merged_and_keep_their_blank_nodes_apart(client) -> None:
    files = [
        (io.BytesIO(b"_:x <urn:p> 1 ."), "a.ttl", "text/turtle"),
        (
            io.BytesIO(b'_:x <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
            "b.nt",
            "application/n-triples",
        ),
    ]
    answer = client.post("/graphs?graph=urn:g", data={"file": files})
    counted = client.get(
        "/sparql",
        query_string={
            "query": "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }",
            "format": "csv",
        },
    )

    assert answer.status_code == 201
    assert counted.text == "n\r\n2\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/turtle"}, b"<urn:a> <urn:b>", 400),
        ({"Content-Type": "image/png"}, b"x", 415),
        ({}, b"", 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--\r\n", 400),
        ({"Content-Type": "application/ld+json"}, b"[", 400),
    ],
)
def test_what_is_no_graph_is_refused(client, headers, body, status) -> None:
    answer = client.put("/graphs?graph=urn:g", data=body, headers=headers)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert client.get("/graphs?graph=urn:g").status_code == 404


@pytest.mark.parametrize(
    "place", ["", "?graph=urn:a&default", "?graph=urn:a&graph=urn:b", "?graph=x y"]
)
def test_a_graph_has_one_name(client, place: str) -> None:
    assert client.put(f"/graphs{place}", data="", content_type="text/turtle").status_code == 400


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1.example.org"])
def test_a_page_of_another_site_changes_nothing(client, origin: str) -> None:
    answer = change(client, "INSERT DATA { <urn:a> <urn:p> 1 }", Origin=origin)

    assert answer.status_code == 403
    assert rows(client) == "s,o\r\n"
    assert change(client, "CLEAR ALL", Origin="http://localhost:8000").status_code == 204


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/update"),
        ("put", "/graphs?default"),
        ("post", "/graphs"),
        ("delete", "/graphs?graph=urn:a"),
        ("put", "/graphs/x"),
    ],
)
def test_a_study_is_not_changed_and_says_what_changes_it(app, method: str, path: str) -> None:
    answer = app.test_client().open(
        path, method=method, data="x", content_type="application/sparql-update"
    )

    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert "kg build" in answer.json["detail"]
    assert "--scratch" in answer.json["detail"]


def test_a_study_gives_its_graphs(app) -> None:
    client = app.test_client()
    name = "https://w3id.org/foigraph/graph/gb-metropolitan-x-v1"

    one = client.get("/graphs", query_string={"graph": name}, headers={"Accept": "text/turtle"})
    default = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    head = client.head("/graphs", query_string={"graph": name})

    assert (one.status_code, default.status_code, head.status_code) == (200, 200, 200)
    assert "00.FOI.00.000001" in one.text
    assert client.get("/graphs?graph=urn:none").status_code == 404


def test_a_scratch_dataset_is_served_to_this_machine_alone() -> None:
    from kg.errors import UsageError

    with pytest.raises(UsageError, match=r"0\.0\.0\.0: .*this machine alone"):
        commands.scratch(Settings(scratch=True), host="0.0.0.0", port=0, proxy=None)  # noqa: S104


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT DATA { <urn:a> <urn:p> 'WHERE' }", "INSERT DATA { <urn:a> <urn:p> 'WHERE' }"),
        (
            "DELETE WHERE { GRAPH ?g { ?s ?p ?o } } ; CLEAR ALL",
            "DELETE { GRAPH ?g { ?s ?p ?o } } USING <urn:g> USING NAMED <urn:h> "
            "WHERE { GRAPH ?g { ?s ?p ?o } } ; CLEAR ALL",
        ),
        (
            "INSERT { ?s ?p 1 } WHERE { { SELECT * WHERE { ?s ?p 2 } } }",
            "INSERT { ?s ?p 1 } USING <urn:g> USING NAMED <urn:h> "
            "WHERE { { SELECT * WHERE { ?s ?p 2 } } }",
        ),
    ],
)
def test_the_dataset_of_a_request_is_put_where_it_belongs(text: str, expected: str) -> None:
    assert with_dataset(text, ["urn:g"], ["urn:h"]) == expected
