"""What a hostile client tries: other machines, deep queries, slow requests, what is not theirs."""

import http.client
import json
import logging
import resource
import socket
import time
from ipaddress import ip_address
from pathlib import Path

import pytest

from kg.errors import QueryRefusedError
from kg.ingest import guard as addresses
from kg.query import guard
from kg.query.tokens import tokens
from server import listening, outside
from server.rates import Rates
from server.running import known
from server.settings import Settings
from tests.server.serving import listening_at, serving

REFUSED = (
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE ?s { ?a ?b ?c } } }",
    "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "BASE <http://endpoint.example/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "SELECT * { " + "{" * 3000 + "}" * 3000 + " }",
    "SELECT * { FILTER(" + "(" * 6400 + "1" + ")" * 6400 + ") }",
    "SELECT * { FILTER(" + "!" * 20000 + "true) }",
    "SELECT * { " + "?s ?p ?o . " * 800 + "}",
    "SELECT * { ?s " + "/".join(["<urn:p>"] * 500) + " ?o }",
    "SELECT * { ?s ?p ?o } #" + "x" * 40_000,
)


@pytest.mark.parametrize("query", REFUSED, ids=range(len(REFUSED)))
def test_what_would_harm_is_refused_before_the_engine_sees_it(client, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["type"].endswith("/query-refused")


def test_service_goes_to_hosts_that_are_allowed_by_name() -> None:
    def calls(query: str) -> tuple[str, ...]:
        return guard.check(query, endpoints={"query.example.org"})

    good = "SELECT * { SERVICE SILENT <https://query.example.org/sparql> { ?s ?p ?o } }"
    assert calls(good) == ("https://query.example.org/sparql",)
    for bad in (
        "SELECT * { SERVICE <https://other.example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://query.example.org@127.0.0.1/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE <file://query.example.org/etc/passwd> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?query { ?s ?p ?o } }",
        "SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        good + " # " + "SELECT * { SERVICE <http://x/> {} }",
    ):
        if "#" in bad:
            assert calls(bad)  # what stands in a comment calls nobody
            continue
        with pytest.raises(QueryRefusedError):
            calls(bad)


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fd00::1"])
def test_an_allowed_name_does_not_lead_into_the_network_of_the_server(monkeypatch, ip) -> None:
    monkeypatch.setattr(outside, "resolve", lambda _: (ip_address(ip),))

    with pytest.raises(QueryRefusedError, match=r"query\.example\.org"):
        outside.check(("https://query.example.org/sparql",))


def test_a_public_machine_that_is_allowed_may_be_called(monkeypatch) -> None:
    monkeypatch.setattr(outside, "resolve", lambda _: (ip_address("93.184.216.34"),))

    outside.check(("https://query.example.org/sparql",))
    assert outside.resolve is not addresses.resolve


@pytest.mark.skipif(not Path("/proc/self/ns/net").exists(), reason="needs Linux's namespaces")
def test_readers_have_no_network(app) -> None:
    assert app.test_client().get("/health/ready").status_code == 200
    [opened] = app.extensions["current"].pools()
    if opened.pool.ready is None or not opened.pool.ready.cut:
        pytest.skip("this machine forbids namespaces; /health says that the network is open")

    for pid in opened.pool.pids:
        devices = Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]
        assert Path(f"/proc/{pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()
        assert [line.split(":")[0].strip() for line in devices] == ["lo"]
        assert devices[0].split()[1:] == ["0"] * 16


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs Linux's /proc")
def test_readers_have_a_limit_on_their_memory_and_leave_no_dump(app) -> None:
    assert app.test_client().get("/health/ready").status_code == 200
    [opened] = app.extensions["current"].pools()

    for pid in opened.pool.pids:
        limits = Path(f"/proc/{pid}/limits").read_text()
        data = next(line for line in limits.splitlines() if line.startswith("Max data size"))
        core = next(line for line in limits.splitlines() if line.startswith("Max core file"))
        assert data.split()[3] != "unlimited"
        assert core.split()[4] == "0"


def test_a_request_that_never_ends_loses_its_connection(served_study, monkeypatch) -> None:
    monkeypatch.setattr(listening, "SENDING", 0.3)
    monkeypatch.setattr(listening, "CLEANUP", 0.1)
    with serving(served_study) as app, listening_at(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.settimeout(20)
            began = time.monotonic()
            slow.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: x\r\n")
            closed = b"x"
            while closed:
                try:
                    slow.sendall(b"X-A: b\r\n")
                    time.sleep(0.05)
                    slow.setblocking(False)
                    closed = slow.recv(100)
                except BlockingIOError:
                    closed = b"x"
                except OSError:
                    closed = b""
                finally:
                    slow.setblocking(True)
                assert time.monotonic() - began < 10


def test_a_line_that_is_too_long_is_refused(served_study) -> None:
    with serving(served_study) as app, listening_at(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as talk:
            talk.sendall(b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            assert talk.recv(100).startswith(b"HTTP/1.0 431")


def test_a_client_that_sends_too_much_is_asked_to_wait(served_study) -> None:
    with serving(served_study, Settings(rate="5 per minute")) as app:
        client = app.test_client()
        answers = [client.get("/queries?format=json") for _ in range(7)]
        health = client.get("/health/live")

    assert [one.status_code for one in answers] == [200] * 5 + [429] * 2
    assert [one.headers["RateLimit-Remaining"] for one in answers][:5] == list("43210")
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].mimetype == "application/problem+json"
    assert health.status_code == 200


@pytest.mark.parametrize("rate", ["", "5", "x per minute", "0 per second", "-1 per hour"])
def test_a_rate_that_is_none_is_refused(rate: str) -> None:
    with pytest.raises(Exception, match="6000 per minute"):
        Rates(rate)


@pytest.mark.parametrize(
    ("header", "right"),
    [
        ("Bearer secret", True),
        ("bearer other", True),
        ("Bearer sha256:9b74c9897bac770ffc029102a200c5de", False),
        ("Bearer ", False),
        ("Basic secret", False),
        (None, False),
        ("secret", False),
    ],
)
def test_tokens_are_plain_or_hashed(header: str | None, right: bool) -> None:
    # The hash is that of the word "other".
    hashed = "sha256:d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa"

    assert known(header, ("secret", hashed)) is right
    assert known(header, ()) is False


def test_the_log_names_neither_the_client_nor_what_it_asked(client, caplog) -> None:
    with caplog.at_level(logging.INFO, logger="foigraph.requests"):
        client.get("/sparql", query_string={"query": "ASK { <urn:very-secret> ?p ?o } #1"})

    [record] = [one for one in caplog.records if one.name == "foigraph.requests"]
    line = json.loads(record.getMessage())
    assert (line["path"], line["status"], line["kind"]) == ("/sparql", 200, "boolean")
    assert "secret" not in record.getMessage()
    assert "127.0.0.1" not in record.getMessage()


def test_the_log_has_queries_where_its_keeper_wants_them(served_study, caplog) -> None:
    level = caplog.at_level(logging.INFO, logger="foigraph.requests")
    with serving(served_study, Settings(log_queries=True)) as app, level:
        app.test_client().get("/sparql", query_string={"query": "ASK { <urn:x> ?p ?o }"})

    assert "ASK { <urn:x>" in caplog.text


def test_anybody_may_read_from_a_page_of_another_site(client) -> None:
    answer = client.get(
        "/sparql", query_string={"query": "ASK {}"}, headers={"Origin": "https://example.org"}
    )

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("piece", ["a.", "a-", "a", "_:a.", "a:b.", '"""', "'", "<a"])
def test_a_text_of_any_make_is_cut_into_tokens_at_once(piece: str) -> None:
    """Its length is what it costs, not the square of it."""
    text = (piece * guard.BYTES)[: guard.BYTES]
    began = time.thread_time()

    tokens(text)

    assert time.thread_time() - began < 1.0


def test_an_update_may_be_so_long() -> None:
    with pytest.raises(QueryRefusedError, match="send data as a graph"):
        guard.check_update("#" + "x" * guard.UPDATE)


@pytest.mark.alone
def test_a_client_that_does_not_read_loses_its_connection_and_holds_up_nobody(
    served_study, monkeypatch
) -> None:
    monkeypatch.setattr(listening, "READING", 1.0)
    monkeypatch.setattr(listening, "CLEANUP", 0.2)
    target = "/sparql?query=SELECT%20*%20{?s%20?p%20?o%20.%20?a%20?b%20?c}%20LIMIT%20100000"
    request = f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with serving(served_study) as app, listening_at(app) as address:
        host, port = address.removeprefix("http://").split(":")
        whole = http.client.HTTPConnection(host, int(port))
        whole.request("GET", target, headers={"Host": "x"})
        assert len(whole.getresponse().read()) > 2**24  # what waitress holds before it waits
        talks = []
        for _ in range(28):  # more than there are threads
            talk = socket.socket()
            talk.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            talk.connect((host, int(port)))
            talk.sendall(request * 2)
            talks.append(talk)
        time.sleep(2)
        with socket.create_connection((host, int(port)), 10) as other:
            other.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answer = other.recv(20)
        time.sleep(2)
        closed = 0
        for talk in talks:
            talk.settimeout(10)
            try:
                while talk.recv(2**20):
                    pass
                closed += 1
            except ConnectionError:
                closed += 1
            finally:
                talk.close()

    assert answer.startswith(b"HTTP/1.1 200")
    assert closed == 28


def test_requests_sent_ahead_wait_until_an_answer_is_read(served_study) -> None:
    """They take no thread, and their answers no memory; read at last, all are there."""
    target = "/sparql?query=SELECT%20*%20{?s%20?p%20?o}%20LIMIT%201500"
    with serving(served_study) as app, listening_at(app) as address:
        host, port = address.removeprefix("http://").split(":")
        whole = http.client.HTTPConnection(host, int(port))
        whole.request("GET", target, headers={"Host": "x"})
        size = len(whole.getresponse().read())
        before = memory()
        request = f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        ahead = 8000 // len(request)
        talks = []
        for _ in range(3):
            talk = socket.socket()
            talk.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**17)
            talk.connect((host, int(port)))
            talk.sendall(request * ahead)
            talks.append(talk)
        time.sleep(1.5)
        taken = memory() - before
        got = []
        for talk in talks:
            talk.settimeout(20)
            answers = b""
            while answers.count(b"HTTP/1.1 200 OK") < ahead or not answers.endswith(b"}]}}"):
                block = talk.recv(2**20)
                assert block, answers[-100:]
                answers += block
            got.append(answers.count(b"HTTP/1.1 200 OK"))
            talk.close()

    assert size > 2**17
    assert got == [ahead] * 3
    assert taken < 3 * 6 * 2**20


def memory() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_one_client_has_so_many_connections(served_study, monkeypatch) -> None:
    monkeypatch.setattr(listening, "OF_ONE", 5)
    with serving(served_study) as app, listening_at(app) as address:
        host, port = address.removeprefix("http://").split(":")
        talks = [socket.create_connection((host, int(port)), 5) for _ in range(12)]
        answered = 0
        for talk in talks:
            try:
                talk.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                answered += talk.recv(20).startswith(b"HTTP/1.1 200")
            except ConnectionError:
                continue
        for talk in talks:
            talk.close()

    assert answered == 5


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /health/live HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: wish\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n"
            b"Expect: 100-continue\r\n\r\n",
            413,
        ),
    ],
)
def test_what_is_no_request_gets_a_problem_document(served_study, request_, status) -> None:
    with serving(served_study) as app, listening_at(app) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 10) as talk:
            talk.sendall(request_)
            answer = b""
            while block := talk.recv(2**16):
                answer += block

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Content-Type: application/problem+json" in head
    assert b"Content-Security-Policy: " in head
    assert json.loads(body)["status"] == status


def test_an_answer_without_a_body_leaves_the_connection_open(served_study) -> None:
    """RFC 9112, 6.3: it ends with its headers."""
    with serving(served_study) as app, listening_at(app) as address:
        talk = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
        target = "/sparql?query=ASK%20%7B%7D"
        talk.request("GET", target)
        first = talk.getresponse()
        first.read()
        talk.request("GET", target, headers={"If-None-Match": first.headers["ETag"]})
        known = talk.getresponse()
        known.read()
        place = talk.sock
        talk.request("GET", target)
        again = talk.getresponse()
        again.read()
        same = talk.sock is place
        talk.close()

    assert [one.status for one in (first, known, again)] == [200, 304, 200]
    assert known.headers["Connection"] is None
    assert same


def test_long_headers_are_not_kept(client, app) -> None:
    again = app.extensions["again"]

    for number in range(3):
        client.get("/sparql?query=ASK{}", headers={"Accept": f"*/*, a/{number}{'x' * 20_000}"})

    assert not any(len(part or "") > 10_000 for key in again._kept for part in key)
