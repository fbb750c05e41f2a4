import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from kg import vocabulary
from kg.errors import EndpointError
from kg.query.remote import ask_endpoint, with_prefixes

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}},{}]}}'
JSON = "application/sparql-results+json"


class Endpoint(ThreadingHTTPServer):
    """Answers every query with what the test put into ``reply``, and keeps what was asked."""

    reply: tuple[int, str, bytes]
    missing_bytes: int
    asked: list[tuple[str, str]]

    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Answering(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((parse_qs(body)["query"][0], self.headers["Accept"]))
        status, media_type, content = self.server.reply
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content) + self.server.missing_bytes))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(("127.0.0.1", 0), Answering) as server:
        server.reply, server.missing_bytes, server.asked = (200, JSON, ROWS), 0, []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_rows_from_an_endpoint_are_a_result_like_any_other(endpoint: Endpoint) -> None:
    result = ask_endpoint(endpoint.url(), "SELECT ?x { ?x a fg:Deployment }")

    assert (result.kind, result.columns) == ("solutions", ("x",))
    assert result.rows == ((Literal("1"),), (None,))
    assert result.serialize("csv") == b"x\r\n1\r\n\r\n"
    [(asked, accept)] = endpoint.asked
    assert asked == f"PREFIX fg: <{vocabulary.ONTOLOGY}> SELECT ?x {{ ?x a fg:Deployment }}"
    assert accept == JSON


def test_yes_or_no_comes_as_such(endpoint: Endpoint) -> None:
    endpoint.reply = (200, JSON, b'{"head":{},"boolean":false}')

    assert ask_endpoint(endpoint.url(), "ASK { ?s ?p ?o }").boolean is False


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/n-triples", b"<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> .\n"),
        ("text/turtle; charset=utf-8", b"<a:s> <a:p> <a:o> ."),
    ],
)
def test_a_graph_comes_in_the_format_that_the_endpoint_says(
    media_type: str, content: bytes, endpoint: Endpoint
) -> None:
    endpoint.reply = (200, media_type, content)

    result = ask_endpoint(endpoint.url(), "# a note\nDESCRIBE <a:s>")

    assert result.kind == "graph"
    assert result.triples == (Triple(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o")),)
    assert endpoint.asked[0][1].startswith("application/n-triples")


@pytest.mark.parametrize("status", [400, 401, 404, 406, 500, 503])
def test_a_refusal_gives_the_detail_of_the_problem(status: int, endpoint: Endpoint) -> None:
    problem = {"title": "Bad", "detail": "line 3 is 'wrong'"}
    endpoint.reply = (status, "application/problem+json", json.dumps(problem).encode())

    with pytest.raises(EndpointError) as caught:
        ask_endpoint(endpoint.url(), "ASK {}")

    assert f"refused with status {status}, saying: line 3 is 'wrong'; " in str(caught.value)


def test_a_refusal_without_a_problem_document_gives_its_first_words(endpoint: Endpoint) -> None:
    endpoint.reply = (400, "text/plain", b"Parse error:\n at \xff 5" + b"." * 1000)

    with pytest.raises(EndpointError, match=r"saying: Parse error: at . 5\.+; mend the query$"):
        ask_endpoint(endpoint.url(), "ASK {}")


@pytest.mark.parametrize(
    ("media_type", "content", "text"),
    [
        ("text/html", b"<html>welcome</html>", "ASK {}"),
        (JSON, ROWS[:-20], "SELECT ?x {}"),
        (JSON, b"", "SELECT ?x {}"),
        ("application/n-triples", b"<a:s> <a:p>", "DESCRIBE <a:s>"),
        ("text/html", b"<html>", "DESCRIBE <a:s>"),
    ],
)
def test_what_is_no_whole_result_is_no_result(
    media_type: str, content: bytes, text: str, endpoint: Endpoint
) -> None:
    endpoint.reply = (200, media_type, content)

    with pytest.raises(EndpointError, match="no whole result"):
        ask_endpoint(endpoint.url(), text)


def test_an_answer_that_is_cut_off_is_no_answer(endpoint: Endpoint) -> None:
    endpoint.missing_bytes = 10

    with pytest.raises(EndpointError, match="no whole answer came"):
        ask_endpoint(endpoint.url(), "SELECT ?x {}", timeout=1)


def test_an_endpoint_that_is_not_there_is_told() -> None:
    with Endpoint(("127.0.0.1", 0), Answering) as closed:
        url = closed.url()

    with pytest.raises(EndpointError, match=r"no whole answer came .*look whether the address"):
        ask_endpoint(url, "ASK {}")


@pytest.mark.parametrize("url", ["example.org/sparql", "file:///etc/hostname", "http://"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(EndpointError, match="is no address of an endpoint"):
        ask_endpoint(url, "ASK {}")


@pytest.mark.parametrize(
    "text", ["", "DELETE WHERE { ?s ?p ?o }", "INSERT { } WHERE { SELECT * {} }"]
)
def test_what_is_no_query_is_not_sent(text: str, endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match="was not sent"):
        ask_endpoint(endpoint.url(), text)

    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("ASK { ?x a fg:X ; outcome:y 'held:z' } # force:q", ["fg", "outcome"]),
        ("prefix fg: <https://e/> ASK { ?x a fg:X ; held:y 1 }", ["held"]),
        ("ASK { ?x a <fg:X> ; own:y 1 }", []),
    ],
)
def test_prefixes_are_added_that_are_used_and_not_declared(text: str, added: list[str]) -> None:
    done = with_prefixes(text)

    assert done.endswith(text)
    assert [part.split(":")[0] for part in done[: -len(text)].split("PREFIX ")[1:]] == added
    if "own:" not in text:
        Store().query(done)
