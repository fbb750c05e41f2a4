"""Ten thousand malformed requests: no 5xx that is a fault, no hang, no leak."""

import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from kg.errors import ReaderError
from server import protocol
from server.settings import Settings
from tests.server.conftest import GRAPH, SETTINGS, promote
from tests.server.serving import listening_at, serving

MALFORMED = 8_000
EACH = 150
"""Examples of each of the operations that the server describes: about two thousand in all."""

WHOLE = (
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv;q=0.5, */*\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 6\r\n\r\nASK {}",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 15\r\n\r\nquery=ASK%7B%7D",
    b"QUERY /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query;charset=utf-8\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
    b"GET /graphs?graph=urn:a HTTP/1.1\r\nHost: x\r\nRange: bytes=0-\r\n\r\n",
    b"PUT /graphs?default HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
    b"Content-Length: 2\r\n\r\n. ",
    b"DELETE /running/0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n",
    b'GET /id/request/gb-metropolitan-x HTTP/1.1\r\nHost: x\r\nIf-None-Match: W/"a"\r\n'
    b"Accept-Encoding: br;q=1, gzip\r\n\r\n",
    b"GET http://[::1]:80/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /queries/find/modes-used?format=json&force=metropolitan HTTP/1.1\r\nHost: x\r\n\r\n",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A server with limits that a test can wait for."""
    folder = tmp_path_factory.mktemp("malformed")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    promote(folder, GRAPH)
    with serving(folder, Settings(seconds=2.0, longest=2.0, tokens=("x",))) as app:
        assert app.test_client().get("/health/ready").status_code == 200
        yield app


def mutated(chance: random.Random) -> bytes:
    """A request that was right, with a few of its bytes changed, dropped, doubled or moved."""
    content = bytearray(chance.choice(WHOLE))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(content))
        match chance.randrange(5):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 12)]
            case 2:
                content[place:place] = content[place : place + chance.randrange(1, 40)]
            case 3:
                content[place:place] = chance.randbytes(chance.randrange(1, 6))
            case _:
                other = chance.choice(WHOLE)
                content[place:] = other[chance.randrange(len(other)) :]
        if not content:
            return b"\0"
    return bytes(content)


def sent(address: tuple[str, int], content: bytes) -> bytes:
    """Send *content* and nothing more; return all that comes back."""
    with socket.create_connection(address, timeout=30) as talk:
        talk.sendall(content)
        talk.shutdown(socket.SHUT_WR)
        found = b""
        while part := talk.recv(65536):
            found += part
        return found


def test_requests_with_bytes_changed_are_answered_or_refused(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(11)  # noqa: S311
    statuses = set()
    with listening_at(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        place = host, int(port)
        descriptors, answered = None, 0
        for number in range(MALFORMED):
            if number == MALFORMED // 4:
                descriptors = open_files()
            content = mutated(chance)
            answer = sent(place, content)
            # Who closes is taken for gone, and may get nothing or a part.
            if b"\r\n" in answer:
                answered += 1
                status = int(answer.split(b" ", 2)[1])
                statuses.add(status)
                # 501: a transfer coding that nobody knows (RFC 9112, 6.1).
                assert status < 500 or status == 501, (content, answer[:500])
        assert descriptors is not None
        assert open_files() <= descriptors + 8

    assert [one.getMessage() for one in caplog.records if "exception" in one.getMessage()] == []
    assert answered > MALFORMED // 4
    assert {200, 400, 404, 405} <= statuses
    assert app.test_client().get("/sparql?query=ASK%7B%7D").status_code == 200


@pytest.mark.parametrize(
    "target", [b"http://[::1", b"http://[x]/", b"//[", b"http://\xe2\x84\x80/"]
)
def test_an_address_that_is_none_is_refused_with_the_reason(app: Flask, target: bytes) -> None:
    with listening_at(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=30) as talk:
            talk.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answer = b""
            while part := talk.recv(65536):
                answer += part

    assert int(answer.split(b" ", 2)[1]) in (400, 404), answer[:300]
    assert b"Traceback" not in answer


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0


def test_requests_made_from_the_description_are_answered_or_refused(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EACH,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            answer = case.call()
            if answer.status_code not in (503, 504, 507, ReaderError.http_status):
                case.validate_response(answer, checks=[not_a_server_error])

        one()

    assert asked > 10 * EACH


@pytest.mark.parametrize("seed", range(4))
def test_the_header_accept_is_read_whatever_it_holds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pieces = (
        "text/csv",
        "*/*",
        ";q=",
        "0.5",
        "1.0001",
        ",",
        ";",
        " ",
        "=",
        '"',
        "é",
        "text/",
        "\t",
    )
    for _ in range(2_000):
        header = "".join(chance.choices(pieces, k=chance.randrange(12)))
        protocol.encoding(header)
        try:
            chosen = protocol.choose(header, ["text/csv", "application/json"])
        except protocol.NotAcceptable:
            continue
        assert chosen in ("text/csv", "application/json")
