"""A scratch dataset takes writes, one after another, whole or not; a study takes none."""

import io
import os
import resource
import threading
import time
from pathlib import Path

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

    def five_times() -> None:
        client = scratch.test_client()
        for _ in range(5):
            # One that waited for too long is refused, and comes again.
            any(change(client, count).status_code == 204 for _ in range(20))

    threads = [threading.Thread(target=five_times, daemon=True) for _ in range(4)]
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


def test_what_was_written_is_what_the_next_question_is_told(client, scratch) -> None:
    """Others ask all the while, and what they were told before is never told again as new."""
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }", "format": "csv"}
    done = threading.Event()

    def ask() -> None:
        other = scratch.test_client()
        while not done.is_set():
            other.get("/sparql", query_string=count)

    others = [threading.Thread(target=ask) for _ in range(3)]
    for thread in others:
        thread.start()
    told = []
    for number in range(60):
        change(client, f"INSERT DATA {{ <urn:{number}> <urn:p> 1 }}")
        told.append(client.get("/sparql", query_string=count).text)
    done.set()
    for thread in others:
        thread.join()

    assert told == [f"n\r\n{number + 1}\r\n" for number in range(60)]


def test_a_query_under_way_is_answered_from_what_there_was(client, scratch) -> None:
    """Each write replaces the process that its reader was forked from."""
    many = 130
    change(client, "INSERT DATA {" + "".join(f"<urn:{n}> <urn:p> 1 ." for n in range(many)) + "}")
    slow = "SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?x . ?b <urn:p> ?y . ?c <urn:p> ?z }"
    answers = []
    asked = {"query": slow, "format": "csv", "timeout": "60"}
    asking = threading.Thread(
        target=lambda: answers.append(scratch.test_client().get("/sparql", query_string=asked))
    )
    asking.start()
    writes = 0
    while asking.is_alive() and writes < 40:
        change(client, "INSERT DATA { <urn:further> <urn:q> 1 }")
        writes += 1
    asking.join()

    assert writes > 4
    assert answers[0].status_code == 200
    assert answers[0].text == f"n\r\n{many**3}\r\n"


def test_a_dataset_that_changes_has_no_address_for_ever(client) -> None:
    name = client.get("/sparql", query_string={"query": "ASK {}"}).headers["Generation"]

    for named in (name, name.rpartition("-")[0]):
        answer = client.get(f"/generations/{named}/sparql", query_string={"query": "ASK {}"})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("method", "graph", "headers", "status"),
    [
        ("PUT", "urn:there", {"If-None-Match": "*"}, 412),
        ("POST", "urn:there", {"If-None-Match": "*"}, 412),
        ("PUT", "urn:new", {"If-Match": "*"}, 412),
        ("DELETE", "urn:there", {"If-Match": '"nope"'}, 412),
        ("PUT", "urn:there", {"If-Match": '"nope"'}, 412),
        ("PUT", "urn:there", {"Content-Range": "bytes 0-1/9"}, 400),
        ("PUT", "urn:there", {"Content-Type": "text/turtle; charset=iso-8859-1"}, 415),
        ("DELETE", "urn:new", {}, 404),
        ("PUT", "urn:%ff", {}, 400),
        ("PUT", "urn:there", {"Host": "evil.example"}, 403),
        ("PUT", "urn:there", {"If-Match": "*"}, 204),
        ("PUT", "urn:new", {"If-None-Match": "*"}, 201),
    ],
)
def test_a_write_is_done_only_as_it_was_asked_for(client, method, graph, headers, status) -> None:
    """RFC 9110, 13.1.1, 13.1.2, 14.5; what is refused makes no new state either."""
    before = "<urn:a> <urn:p> 1 ."
    client.put("/graphs?graph=urn:there", data=before, content_type="text/turtle")
    state = client.get("/sparql", query_string={"query": ALL}).headers["Generation"]

    answer = client.open(
        f"/graphs?graph={graph}",
        method=method,
        data="<urn:b> <urn:p> 2 ." if method != "DELETE" else None,
        headers={"Content-Type": "text/turtle"} | headers,
    )

    assert answer.status_code == status
    after = client.get("/sparql", query_string={"query": ALL}).headers["Generation"]
    assert (state == after) == (status >= 400)
    if status >= 400:
        kept = client.get("/graphs?graph=urn:there&format=ntriples").text
        assert kept.startswith("<urn:a> <urn:p>")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/graphs/a%2Fb", "http://localhost/graphs/a%2Fb"),
        ("/graphs/caf%C3%A9", "http://localhost/graphs/caf%C3%A9"),
        ("/graphs/q?v=1&format=turtle", "http://localhost/graphs/q?v=1"),
    ],
)
def test_the_address_of_a_graph_is_its_name_as_it_is_written(client, address, name) -> None:
    """Graph Store Protocol, 4.1: two addresses are never one graph."""
    client.put(address, data="<urn:a> <urn:p> 1 .", content_type="text/turtle")

    graphs = client.get(
        "/sparql", query_string={"query": "SELECT ?g { GRAPH ?g {} }", "format": "csv"}
    )

    assert graphs.text == f"g\r\n{name}\r\n"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ('<urn:a> <http://example.org/1> "x"', "rdfxml"),
        (r'<urn:a> <http://example.org/p> "\u0001"', "rdfxml"),
        ("<urn:a> <http://example.org/p> <<( <urn:a> <urn:b> <urn:c> )>>", "jsonld"),
    ],
)
def test_what_a_format_cannot_hold_is_not_sent_in_it(client, data: str, form: str) -> None:
    change(client, f"INSERT DATA {{ {data} }}")

    answer = client.get(f"/graphs?default&format={form}")

    assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
    assert answer.json["type"].endswith("/unwritable")
    assert client.get("/graphs?default&format=ntriples").status_code == 200


def test_a_character_that_xml_does_not_have_is_in_no_table(client) -> None:
    change(client, r'INSERT DATA { <urn:a> <urn:p> "\u0001" }')

    assert client.get("/sparql", query_string={"query": ALL, "format": "xml"}).status_code == 406
    assert client.get("/sparql", query_string={"query": ALL, "format": "json"}).status_code == 200


def test_names_in_other_letters_are_escaped_in_headers(client) -> None:
    """RFC 8288, 3: a link leads to a URI."""
    base = "https://w3id.org/foigraph"
    change(client, f"INSERT DATA {{ <{base}/id/x/日本> <urn:p> 1 }}")
    name = "%E6%97%A5%E6%9C%AC"

    sent = client.get(f"/id/x/{name}", headers={"Accept": "text/turtle"})
    told = client.get(f"/doc/id/x/{name}.ttl")

    assert sent.headers["Location"] == f"/doc/id/x/{name}.ttl"
    assert told.status_code == 200
    for answer in (sent, told):
        assert all(link.isascii() for link in answer.headers.getlist("Link"))
        assert name in answer.headers["Link"]


def test_updates_are_described_at_the_address_that_takes_them(client) -> None:
    graph = client.get("/sparql", headers={"Accept": "application/n-triples"}).text
    language = "<http://www.w3.org/ns/sparql-service-description#supportedLanguage>"
    update = "<http://www.w3.org/ns/sparql-service-description#SPARQL11Update>"

    assert f"<http://localhost/update> {language} {update} ." in graph
    assert f"<http://localhost/sparql> {language} {update} ." not in graph


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_updates_are_posted(client, method: str) -> None:
    answer = client.open("/update", method=method)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "OPTIONS, POST")
    assert client.options("/update").headers["Allow"] == "OPTIONS, POST"


def test_a_write_that_takes_too_much_memory_ends_and_changes_nothing(tmp_path) -> None:
    (tmp_path / "study.toml").write_text(SETTINGS, encoding="utf-8")
    many = "INSERT DATA {" + "".join(f"<urn:{n}> <urn:p> {n} ." for n in range(2000)) + "}"
    bomb = (
        "INSERT { <urn:x> <urn:y> ?o } WHERE "
        "{ SELECT * { ?a ?b ?o . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?o ?i }"
    )
    with serving(tmp_path, Settings(scratch=True, seconds=20.0, memory=1)) as app:
        client = app.test_client()
        change(client, many)

        answer = change(client, bomb)

        assert answer.status_code == 507
        assert client.get("/sparql", query_string={"query": "ASK { <urn:x> ?p ?o }"}).json == {
            "head": {},
            "boolean": False,
        }
        assert change(client, "INSERT DATA { <urn:z> <urn:p> 1 }").status_code == 204


@pytest.mark.alone
def test_a_query_is_stopped_in_time_while_a_write_is_under_way(tmp_path) -> None:
    (tmp_path / "study.toml").write_text(SETTINGS, encoding="utf-8")
    many = "INSERT DATA {" + "".join(f"<urn:{n}> <urn:p> {n} ." for n in range(500)) + "}"
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
    with serving(tmp_path, Settings(scratch=True, seconds=4.0)) as app:
        change(app.test_client(), many)
        writing = threading.Thread(
            target=lambda: change(
                app.test_client(), f"INSERT {{ <urn:x> <urn:y> ?c }} WHERE {{ {product} }}"
            )
        )
        writing.start()
        time.sleep(0.5)
        began = time.monotonic()

        answer = app.test_client().get(
            "/sparql",
            query_string={"query": f"SELECT (COUNT(*) AS ?n) {{ {product} }}", "timeout": "0.5"},
        )

        took = time.monotonic() - began
        writing.join()

    assert answer.status_code == 504
    assert took < 1.5


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/update", {"If-Match": '"x"'}, 412),
        ("/update", {"Origin": "http://["}, 403),
        ("/graphs", {"If-Match": "*"}, 412),
    ],
)
def test_a_condition_or_an_origin_that_cannot_hold_changes_nothing(
    client, address, headers, status
) -> None:
    body = "CLEAR ALL" if address == "/update" else "<urn:a> <urn:p> 1 ."
    form = "application/sparql-update" if address == "/update" else "text/turtle"
    change(client, "INSERT DATA { <urn:a> <urn:p> 1 }")

    answer = client.post(address, data=body, content_type=form, headers=headers)

    assert answer.status_code == status
    assert rows(client) == "s,o\r\nurn:a,1\r\n"


def test_a_graph_that_is_removed_is_not_there_for_anybody(client, scratch) -> None:
    for number in range(25):
        address = f"/graphs?graph=urn:g{number}"
        client.put(address, data="<urn:a> <urn:p> 1 .", content_type="text/turtle")
        done = threading.Event()

        def ask(address: str = address, done: threading.Event = done) -> None:
            other = scratch.test_client()
            while not done.is_set():
                other.get(address)

        asking = threading.Thread(target=ask)
        asking.start()
        client.delete(address)
        found = client.get(address).status_code
        done.set()
        asking.join()

        assert found == 404


def test_a_dataset_outlives_that_the_system_gives_no_process(scratch, client) -> None:
    change(client, "INSERT DATA { <urn:a> <urn:p> 1 }")
    [opened] = scratch.extensions["current"].pools()
    template = template_of(opened.pool.pids[0])
    before = resource.prlimit(template, resource.RLIMIT_NOFILE)
    resource.prlimit(template, resource.RLIMIT_NOFILE, (3, before[1]))

    refused = change(client, "INSERT DATA { <urn:b> <urn:p> 2 }")
    resource.prlimit(template, resource.RLIMIT_NOFILE, before)

    assert refused.status_code == 503
    assert rows(client) == "s,o\r\nurn:a,1\r\n"
    assert change(client, "INSERT DATA { <urn:b> <urn:p> 2 }").status_code == 204


def template_of(reader: int) -> int:
    """The process that forked a reader."""
    return int(Path(f"/proc/{reader}/stat").read_text().rpartition(")")[2].split()[1])


def test_processes_that_were_replaced_end_when_their_readers_are_done(client) -> None:
    rows(client)
    before = holders()

    for number in range(6):
        change(client, f"INSERT DATA {{ <urn:{number}> <urn:p> 1 }}")
        rows(client)
    end = time.monotonic() + 10
    while len(holders()) > len(before) and time.monotonic() < end:
        time.sleep(0.1)

    assert len(holders()) <= len(before)


def holders() -> set[int]:
    """Templates and readers that were started by this run of the tests."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        pid = int(path.parent.name)
        try:
            if b"server.readers.template" in path.read_bytes() and os.getpgid(pid) == os.getpgid(0):
                found.add(pid)
        except (OSError, ProcessLookupError):
            continue
    return found


def test_what_nodes_without_a_name_hold_is_part_of_a_description(client) -> None:
    """Also where they lead to one another in a circle."""
    base = "https://w3id.org/foigraph"
    change(
        client,
        f"INSERT DATA {{ <{base}/id/x/q> <urn:p> _:one . _:one <urn:q> _:two . "
        '_:two <urn:q> _:one ; <urn:r> "inner" }',
    )

    told = client.get("/doc/id/x/q.nt").text

    assert told.count("\n") == 4
    assert '<urn:r> "inner"' in told
