"""SPARQL 1.1 Update: the W3C's evaluation tests, over HTTP."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.conformance import comparing, manifests
from tests.conformance.known import UPDATES
from tests.conformance.manifests import MF, UT, Entry
from tests.conformance.service import Service

TESTS = tuple(
    test
    for test in manifests.entries("manifest-sparql11-update.ttl")
    if test.kind == "UpdateEvaluationTest"
)


def marked(test: Entry) -> object:
    reason = UPDATES.get(test.identifier)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(test, marks=marks, id=test.identifier)


def test_all_of_them_are_asked() -> None:
    assert len(TESTS) == 94
    assert set(UPDATES) <= {test.identifier for test in TESTS}


@pytest.mark.parametrize("test", map(marked, TESTS))
def test_update(service: Service, test: Entry) -> None:
    [request] = test.paths(test.action, UT.request)
    result = test.graph.value(test.node, MF.result)
    assert result is not None
    service.load(manifests.graph_data(test, test.action, UT))

    text = f"BASE <{request.as_uri()}>\n{request.read_text(encoding='utf-8')}"
    headers = {"Content-Type": "application/sparql-update"}
    answer = service.send("POST", service.update, headers, text.encode())

    assert answer.status in (200, 204), answer
    expected = manifests.graph_data(test, result, UT)
    for name in {None, *expected, *graphs(service)}:
        file = expected.get(name)
        assert comparing.same_graphs(held(service, name), [] if file is None else read(file)), name


def graphs(service: Service) -> list[str]:
    """Return the names of the graphs that hold something."""
    answer = service.send(
        "POST",
        service.query,
        {"Content-Type": "application/sparql-query", "Accept": "application/json"},
        b"SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    )
    return [row["g"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


def held(service: Service, name: str | None) -> list[ox.Triple]:
    """Return the triples of one graph, none where it is not there."""
    answer = service.send("GET", service.graph(name), {"Accept": "application/n-triples"}, None)
    if answer.status == 404:
        return []
    return comparing.triples(answer.body, ox.RdfFormat.N_TRIPLES, "http://example.org/")


def read(file: Path) -> list[ox.Triple]:
    form = ox.RdfFormat.from_extension(file.suffix[1:])
    assert form is not None
    return comparing.triples(file.read_bytes(), form, file.as_uri())
