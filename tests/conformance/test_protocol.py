"""SPARQL 1.1 Protocol: the W3C's tests, each a few requests and what is expected of the answers."""

import json
from urllib.parse import parse_qsl

import pytest

from tests.conformance import manifests
from tests.conformance.manifests import QT, UT, Entry, Request
from tests.conformance.service import Answer, Service

TESTS = manifests.entries("protocol/manifest.ttl")
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")
GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


def test_all_of_them_are_asked() -> None:
    assert len(TESTS) == 34


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.identifier)
def test_protocol(service: Service, test: Entry) -> None:
    graphs = manifests.graph_data(test, test.node, UT) or manifests.graph_data(
        test, test.action, QT
    )
    service.load(graphs)
    for request in manifests.requests(test):
        answer = service.send(
            request.method, address(service, test, request), dict(request.headers), request.body
        )
        check(request, answer)


def address(service: Service, test: Entry, request: Request) -> str:
    """Return where *request* goes: the suite has one address for queries and updates."""
    _, _, parameters = request.path.partition("?")
    kind = dict(request.headers).get("content-type", "")
    fields = parse_qsl((request.body or b"").decode("latin-1")) if "form" in kind else []
    changes = "bad_update" in test.identifier or "update" in kind or "update" in dict(fields)
    return (service.update if changes else service.query) + (f"?{parameters}" if parameters else "")


def check(request: Request, answer: Answer) -> None:
    assert any(matches(expected, answer.status) for expected in request.statuses), answer
    if request.form == "boolean" or request.form == "tabular":
        assert answer.media_type in ROWS
    elif request.form == "RDF":
        assert answer.media_type in GRAPHS
    if request.boolean is not None:
        assert answer.media_type == "application/sparql-results+json"
        assert json.loads(answer.body)["boolean"] is request.boolean


def matches(expected: str, status: int) -> bool:
    """Tell whether *status* is what *expected* (``StatusCode4xx``) says."""
    return expected == f"StatusCode{status // 100}xx"
