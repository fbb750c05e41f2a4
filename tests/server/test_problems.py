"""Errors: problem documents (RFC 9457), pages for browsers, and nothing told that is not theirs."""

import gzip
import logging
import time

import pytest

from kg.errors import StoreError
from tests.server.serving import serving

SETTINGS = 'title = "T"\npublisher = "P"\nlicence = "https://example.org/l"\n'


@pytest.fixture
def unbuilt(tmp_path):
    """A study of which nothing was built."""
    (tmp_path / "study.toml").write_text(SETTINGS, encoding="utf-8")
    with serving(tmp_path) as app:
        yield app


@pytest.mark.parametrize("path", ["/", "/health", "/sparql?query=ASK{}", "/id/request/x"])
def test_before_the_first_build_everything_says_so(unbuilt, path, tmp_path):
    client = unbuilt.test_client()

    answer = client.get(path)
    page = client.get(path, headers={"Accept": "text/html"})

    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.json["type"].endswith("/no-generation")
    assert "kg build" in answer.json["detail"]
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert str(tmp_path) not in answer.text + page.text


def test_a_build_is_served_without_a_restart(unbuilt, tmp_path, promoted):
    client = unbuilt.test_client()
    before = client.get("/health").status_code

    promoted(tmp_path)
    first = client.get("/health").json
    promoted(tmp_path, graph="<urn:a> <urn:b> <urn:c> .")
    second = first
    end = time.monotonic() + 120
    while second["generation"] == first["generation"] and time.monotonic() < end:
        second = client.get("/health").json

    assert before == 503
    assert first["quads"] > second["quads"]
    assert first["generation"] != second["generation"]


def test_a_problem_has_the_members_of_the_standard(client):
    """RFC 9457, 3.1."""
    answer = client.get("/nothing")

    assert answer.json == {
        "type": "https://w3id.org/foigraph/problem/not-found",
        "title": "Not Found",
        "status": 404,
        "detail": "/nothing: there is nothing at this address; / leads to all there is",
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/turtle", "image/png", ""])
def test_programs_get_a_problem_document_whatever_they_accept(client, accept):
    assert client.get("/nothing", headers={"Accept": accept}).mimetype == "application/problem+json"


def test_browsers_get_a_page(client):
    answer = client.get("/<script>", headers={"Accept": "text/html,*/*;q=0.8"})

    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "/&lt;script&gt;: there is nothing at this address" in answer.text
    assert "<script>" not in answer.text


def test_a_mistake_of_ours_is_logged_and_not_shown(app, caplog, monkeypatch):
    def fail(*_args, **_named):
        raise RuntimeError("secret")

    monkeypatch.setattr("server.sparql.answers.respond", fail)

    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/sparql?query=ASK{}")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert answer.json["type"].endswith("/bug")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "secret" in caplog.text


def test_what_is_broken_on_the_server_is_for_its_keeper(app, caplog, monkeypatch):
    def fail(*_args, **_named):
        raise StoreError("/somewhere/data.nq: the file was changed; run 'kg build'")

    monkeypatch.setattr("server.sparql.answers.respond", fail)

    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/sparql?query=ASK{}")

    assert answer.status_code == 500
    assert "/somewhere" not in answer.text
    assert "/somewhere/data.nq" in caplog.text


def test_a_host_that_is_none_is_refused(client):
    """RFC 9112, 3.2: a Host that is not valid is answered with 400."""
    answer = client.get("/sparql", headers={"Host": 'a"><script>', "Accept": "text/html"})

    assert answer.status_code == 400
    assert "<script>" not in answer.text


def test_a_body_in_a_coding_is_told_to_come_without(client):
    """RFC 9110, 15.5.16."""
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    answer = client.post("/sparql", data=gzip.compress(b"ASK {}"), headers=headers)

    assert answer.status_code == 415
    assert "'gzip'" in answer.get_json()["detail"]


def test_the_type_of_a_problem_leads_to_what_it_means(client) -> None:
    for address in ("/sparql?query=SELECT", "/nothing", "/sparql?query=ASK{}&format=x"):
        problem = client.get(address).json
        code = problem["type"].rpartition("/")[2]

        page = client.get(f"/problem/{code}")

        assert page.status_code == 200
        assert f"<h1>{problem['title']}</h1>" in page.text
    assert client.get("/problem/no-such").status_code == 404


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("/measures/alerts?{}=1", "this address takes"),
        ("/measures/alerts?format={}", "this can be had as"),
        ("/measures/alerts?from={}", "year-month-day"),
        ("/measures/alerts?force={}", "force"),
        ("/measures/{}", "tell of all"),
        ("/networks/{}", "there are requests"),
        ("/charts/rates?measure={}", "tell of all"),
        ("/compare/{}", "lists the series"),
        ("/{}", "leads to all there is"),
    ],
)
def test_a_long_text_of_the_address_is_not_said_again_in_full(client, address, mend):
    for form in ("application/json", "text/html"):
        answer = client.get(address.format("x" * 20_000), headers={"Accept": form})

        assert answer.status_code in (400, 404)
        assert "x" * 90 in answer.text
        assert "x" * 101 not in answer.text
        assert mend in answer.text
