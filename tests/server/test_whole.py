"""An answer with status 200 is whole, says what it is of, and is sent again without work."""

import gzip
import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from server.settings import Settings
from tests.server.conftest import BASE
from tests.server.serving import listening_at, serving

SELECT = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
LARGE = "SELECT ?s ?p ?o ?t { ?s ?p ?o . ?t a ?k } LIMIT 20000"


@pytest.fixture(scope="module")
def address(served_study: Path) -> Iterator[str]:
    """Where a server over that study listens."""
    with serving(served_study) as app, listening_at(app) as address:
        yield address


def asked(client, query: str, *, accept: str = "text/csv", **headers: str):
    return client.get(
        "/sparql", query_string={"query": query}, headers={"Accept": accept, **headers}
    )


@pytest.mark.parametrize("query", [SELECT, LARGE], ids=["short", "long"])
def test_its_headers_tell_what_it_is(client, query: str) -> None:
    answer = asked(client, query)

    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert int(answer.headers["Rows"]) == answer.data.count(b"\r\n") - 1
    assert answer.headers["ETag"].startswith('W/"')
    assert answer.headers["Generation"] in answer.headers["Link"]
    assert answer.headers["Link"].endswith("rel=cite-as")


@pytest.mark.parametrize("query", [SELECT, LARGE], ids=["short", "long"])
@pytest.mark.parametrize(
    ("coding", "plain"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_it_is_compressed_for_those_who_take_it_so(client, query: str, coding: str, plain) -> None:
    whole = asked(client, query).data
    for _ in range(2):  # made, and kept
        answer = asked(client, query, **{"Accept-Encoding": coding})

        assert answer.headers["Content-Encoding"] == coding
        assert int(answer.headers["Content-Length"]) == len(answer.data)
        assert plain(answer.data) == whole
        assert "Accept-Encoding" in answer.headers["Vary"] + str(answer.headers.getlist("Vary"))


@pytest.mark.parametrize("query", [SELECT, LARGE], ids=["short", "long"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_those_who_have_it_are_told_so(client, query: str, coding: str) -> None:
    first = asked(client, query, **{"Accept-Encoding": coding})
    for _ in range(2):
        answer = asked(
            client, query, **{"Accept-Encoding": coding, "If-None-Match": first.headers["ETag"]}
        )
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == first.headers["ETag"]
    other = asked(client, query, **{"If-None-Match": '"another"'})
    assert (other.status_code, other.data) == (200, asked(client, query).data)


def test_a_result_is_computed_once_for_all_ways_to_ask(client, app) -> None:
    query = f"{SELECT} # {id(app)}"
    cache = app.extensions["cache"]
    before = cache.misses

    first = asked(client, query)
    found = [
        client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"}),
        client.open(
            "/sparql",
            method="QUERY",
            data=query,
            content_type="application/sparql-query",
            headers={"Accept": "text/csv"},
        ),
        client.get("/sparql", query_string={"query": query, "format": "csv"}),
    ]

    assert {one.data for one in found} == {first.data}
    assert cache.misses == before + 1


def test_what_changes_each_time_is_never_kept(client) -> None:
    query = "SELECT (STRUUID() AS ?x) {}"

    first, second = asked(client, query), asked(client, query)

    assert first.data != second.data
    assert "ETag" not in first.headers
    assert "Link" not in first.headers


def test_the_host_is_part_of_what_was_asked(client) -> None:
    """An answer names addresses of this server: one made for another name is not sent."""
    one = client.get("/sparql", query_string={"query": SELECT}, headers={"Host": "a.example"})
    other = client.get("/sparql", query_string={"query": SELECT}, headers={"Host": "b.example"})

    assert "a.example" in one.headers["Link"]
    assert "b.example" in other.headers["Link"]


def test_queries_may_name_things_from_the_base_of_the_study(client) -> None:
    query = "SELECT ?r { <id/request/gb-metropolitan-x> fg:reference ?r }"

    rows = json.loads(asked(client, query, accept="application/json").data)["results"]["bindings"]

    assert BASE.endswith("/")
    assert [row["r"]["value"] for row in rows] == ["00.FOI.00.000001"]


def test_the_query_method_says_what_it_takes(client) -> None:
    answer = client.open("/sparql", method="QUERY", data="ASK {}", content_type="text/plain")
    options = client.options("/sparql")

    assert answer.status_code == 415
    assert "QUERY" in options.headers["Allow"]
    assert "application/sparql-query" in client.get("/sparql").headers["Accept-Query"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux's /proc")
def test_files_of_long_results_are_kept_by_the_cache_alone(served_study) -> None:
    """What the cache let go is closed, and computed again when it is asked for again."""
    kept = 4
    query = LARGE.replace("20000", "3000")
    with serving(served_study, Settings(cache=kept * 2**19)) as app:
        client = app.test_client()
        first = asked(client, query)
        before = len(list(Path("/proc/self/fd").iterdir()))
        for number in range(20):
            asked(client, f"{query} # {number}").close()
        after = len(list(Path("/proc/self/fd").iterdir()))
        again = asked(client, query)

    assert 2**18 < len(first.data) < 2**19
    assert after - before < 2 * kept
    assert again.data == first.data


@pytest.mark.parametrize(
    "target", ["/", "/static/style.css", "/static/icon.svg", "/queries", "/ontology"]
)
@pytest.mark.parametrize("coding", ["gzip, deflate, br", "gzip", "identity"])
def test_a_browser_gets_pages_and_their_style(address: str, target: str, coding: str) -> None:
    """Over a socket: in a test without one, files come in another way."""
    talk = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    talk.request("GET", target, headers={"Accept-Encoding": coding, "Accept": "text/html,*/*"})
    answer = talk.getresponse()
    content = answer.read()
    talk.close()

    assert answer.status == 200
    assert len(content) == int(answer.headers["Content-Length"])
