"""What one query may cost: it is stopped in time, nothing of it is sent, and others go on."""

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask

from server.settings import Settings
from tests.server.serving import listening_at, serving

pytestmark = pytest.mark.alone
TOKEN = "let me in"  # noqa: S105 -- of a server that lives for a test
MIB = 2**20
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIGHT = "SELECT ?place { ?d a fg:Deployment ; fg:place ?place }"
MANY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a ?d ?c"
DEEP = "SELECT * { ?s ?p ?o FILTER(" + "(" * 90 + "1=1" + ")" * 90 + ") }"
STOPPED_WITHIN = 0.25
"""How long after its limit a query may still be there (seconds)."""

SETTINGS = Settings(
    readers=2,
    seconds=1.0,
    longest=3.0,
    rows=20_000,
    size=4 * MIB,
    memory=900 * MIB,
    at_once=4,
    tokens=(TOKEN,),
)


@pytest.fixture(scope="module")
def limited(served_study) -> Iterator[Flask]:
    """A server whose limits are low."""
    with serving(served_study, SETTINGS) as app:
        yield app


@pytest.fixture(scope="module")
def address(limited: Flask) -> Iterator[str]:
    """Where it listens."""
    with listening_at(limited) as address:
        assert Asking(address, LIGHT).answer()[0] == 200  # its readers stand ready
        yield address


class Asking:
    """One request over a socket, which may be left alone."""

    def __init__(self, address: str, query: str, **values: str) -> None:
        self.talk = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        rest = "".join(f"&{name}={quote(value)}" for name, value in values.items())
        self.began = time.monotonic()
        self.talk.request("GET", f"/sparql?query={quote(query)}{rest}")

    def answer(self) -> tuple[int, dict[str, str], bytes, float]:
        answer = self.talk.getresponse()
        body = answer.read()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        self.talk.close()
        return answer.status, headers, body, time.monotonic() - self.began


def problem(answer: tuple[int, dict[str, str], bytes, float]) -> tuple[int, str]:
    status, headers, body, _ = answer
    assert headers["content-type"] == "application/problem+json", body[:200]
    document = json.loads(body)
    assert document["status"] == status
    assert document["detail"]
    return status, document["type"].rpartition("/")[2]


@contextmanager
def busy(address: str, count: int) -> Iterator[None]:
    """Long queries that run meanwhile."""
    asked = [Asking(address, f"{LONG} # busy {number}", timeout="3") for number in range(count)]
    time.sleep(0.6)  # longer than the quick reader gives to one
    try:
        yield
    finally:
        for one in asked:
            one.talk.close()
        time.sleep(0.2)


def test_a_long_query_is_stopped_at_its_time(address: str) -> None:
    answer = Asking(address, f"{LONG} # 1").answer()

    assert problem(answer) == (504, "query-timeout")
    assert 1.0 <= answer[3] <= 1.0 + STOPPED_WITHIN


@pytest.mark.parametrize(("asked", "given"), [("0.5", 0.5), ("2", 2.0), ("600", 3.0)])
def test_a_client_may_ask_for_less_or_more_up_to_a_cap(address, asked, given):
    answer = Asking(address, f"{LONG} # {asked}", timeout=asked).answer()

    assert problem(answer) == (504, "query-timeout")
    assert given <= answer[3] <= given + STOPPED_WITHIN


@pytest.mark.parametrize("told", ["-1", "0", "x", "1e9", "NaN", "0.0"])
def test_a_time_that_is_none_is_refused(address: str, told: str) -> None:
    assert problem(Asking(address, LIGHT, timeout=told).answer()) == (400, "bad-request")


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv"])
def test_too_many_rows_are_no_rows(address: str, form: str) -> None:
    query = f"{MANY} LIMIT {SETTINGS.rows + 1}"

    assert problem(Asking(address, query, format=form).answer()) == (507, "result-too-large")


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv"])
def test_as_many_rows_as_may_be_are_all_there(address: str, form: str) -> None:
    status, headers, body, _ = Asking(
        address, f"SELECT (1 AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {SETTINGS.rows}", format=form
    ).answer()

    assert (status, headers["rows"]) == (200, str(SETTINGS.rows))
    assert len(body) == int(headers["content-length"])


def test_too_many_triples_are_none(address: str) -> None:
    query = "CONSTRUCT { ?a <urn:p> ?d } { ?a ?b ?c . ?d ?e ?f . ?x ?y ?z }"

    status, code = problem(Asking(address, query, format="ntriples").answer())

    assert (status, code) in ((507, "result-too-large"), (504, "query-timeout"))


def test_too_many_bytes_are_none(address: str) -> None:
    long = "x" * 900
    query = f'SELECT ("{long}" AS ?x) ?a {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 5000'

    assert problem(Asking(address, query).answer()) == (507, "result-too-large")


def test_a_page_shows_no_text_without_end(address: str) -> None:
    grown = "".join(f"BIND(CONCAT({', '.join([f'?x{at}'] * 8)}) AS ?x{at + 1}) " for at in range(7))
    asking = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    query = f'SELECT ?x7 {{ BIND("xxxxxxxx" AS ?x0) {grown}}}'

    asking.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "text/html"})
    answer = asking.getresponse()

    assert answer.status == 507
    assert b"take it as CSV" in answer.read()


def test_a_sort_without_bound_ends_its_reader_and_no_other(address: str) -> None:
    status, code = problem(Asking(address, SORTED, timeout="3").answer())

    assert (status, code) in ((507, "query-memory"), (504, "query-timeout"))
    assert Asking(address, LIGHT).answer()[0] == 200


def test_a_text_that_grows_without_bound_is_survived(address: str) -> None:
    grown = "".join(
        f"BIND(CONCAT({', '.join([f'?x{at}'] * 8)}) AS ?x{at + 1}) " for at in range(12)
    )
    answer = Asking(address, f'SELECT (STRLEN(?x12) AS ?n) {{ BIND("xxxxxxxx" AS ?x0) {grown}}}')

    assert problem(answer.answer())[0] in (502, 504, 507)
    assert Asking(address, LIGHT).answer()[0] == 200


def test_light_queries_are_answered_while_long_ones_run(address: str) -> None:
    with busy(address, 3):
        times = []
        for number in range(40):
            status, _, _, seconds = Asking(address, f"{LIGHT} # light {number}").answer()
            assert status == 200
            times.append(seconds)

    assert sorted(times)[len(times) // 2] < 0.25


def test_a_client_may_have_so_many_under_way(address: str) -> None:
    with busy(address, SETTINGS.at_once):
        answer = Asking(address, f"{LIGHT} # one more").answer()

    assert problem(answer) == (429, "too-many-queries")
    assert answer[1]["retry-after"]


def test_a_client_that_goes_away_stops_its_query(address: str) -> None:
    one = Asking(address, f"{LONG} # gone", timeout="3")
    time.sleep(0.4)
    assert running(address)
    one.talk.close()

    end = time.monotonic() + 1.0
    while running(address) and time.monotonic() < end:
        time.sleep(0.02)

    assert not running(address)


def running(address: str, token: str | None = TOKEN) -> list[dict[str, str]]:
    return json.loads(keeper(address, "GET", "/running", token)[1])


def keeper(address: str, method: str, path: str, token: str | None) -> tuple[int, bytes]:
    talk = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    talk.request(method, path, headers={"Authorization": f"Bearer {token}"} if token else {})
    answer = talk.getresponse()
    return answer.status, answer.read()


def test_its_keeper_sees_a_query_and_stops_it(address: str) -> None:
    one = Asking(address, f"{LONG} # to be stopped", timeout="3")
    time.sleep(0.4)
    [found] = running(address)

    status, _ = keeper(address, "DELETE", f"/running/{found['id']}", TOKEN)

    assert "to be stopped" in found["query"]
    assert status == 204
    answer = one.answer()
    assert problem(answer) == (503, "query-stopped")
    assert answer[3] < 0.4 + 1.0
    assert keeper(address, "DELETE", f"/running/{found['id']}", TOKEN)[0] == 404


@pytest.mark.parametrize("token", [None, "", "let me", "let me in please", "sha256:"])
def test_nobody_else_sees_what_runs(address: str, token: str | None) -> None:
    status, body = keeper(address, "GET", "/running", token)

    assert status == 401
    assert b"--token-file" in body


def test_a_reader_that_is_killed_costs_no_answer(address: str, limited: Flask) -> None:
    [opened] = limited.extensions["current"].pools()
    statuses: list[int] = []
    stop = threading.Event()

    def ask(part: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            statuses.append(Asking(address, f"{LIGHT} # {part} {number}").answer()[0])

    threads = [threading.Thread(target=ask, args=(part,)) for part in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        for pid in opened.pool.pids[:1]:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join()

    assert len(statuses) > 20
    assert set(statuses) == {200}
    assert len(opened.pool.pids) == SETTINGS.readers + 1


def test_a_template_that_is_killed_is_loaded_again(address: str, limited: Flask) -> None:
    [opened] = limited.extensions["current"].pools()
    assert opened.pool.ready is not None

    os.kill(opened.pool.ready.pid, signal.SIGKILL)
    time.sleep(0.1)

    assert [Asking(address, f"{LIGHT} # after {n}").answer()[0] for n in range(4)] == [200] * 4
    assert limited.extensions["current"].ended["reloaded"] >= 1
