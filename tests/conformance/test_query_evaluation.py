"""SPARQL 1.1 Query and its results: the W3C's evaluation tests, over HTTP."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.conformance import comparing, manifests
from tests.conformance.known import QUERIES
from tests.conformance.manifests import MF, QT, Entry
from tests.conformance.service import Answer, Service

KINDS = ("QueryEvaluationTest", "CSVResultFormatTest")
TESTS = tuple(
    test
    for manifest in ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")
    for test in manifests.entries(manifest)
    if test.kind in KINDS
)
RESULTS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}


def marked(test: Entry) -> object:
    reason = QUERIES.get(test.identifier)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(test, marks=marks, id=test.identifier)


def test_all_of_them_are_asked() -> None:
    assert len(TESTS) == 232 + 3
    assert set(QUERIES) <= {test.identifier for test in TESTS}


@pytest.mark.parametrize("test", map(marked, TESTS))
def test_query(service: Service, test: Entry) -> None:
    [query] = test.paths(test.action, QT.query)
    [result] = test.paths(test.node, MF.result)
    service.load(manifests.graph_data(test, test.action, QT))
    # A name without a base is the name of a file of the suite.
    text = f"BASE <{query.as_uri()}>\n{query.read_text(encoding='utf-8')}"

    check(service, text, result)


def check(service: Service, text: str, result: Path) -> None:
    if result.suffix == ".csv":
        found = asked(service, text, "text/csv")
        assert comparing.cells(found.body) == comparing.cells(result.read_bytes())
    elif result.suffix in RESULTS:
        media_type, form = RESULTS[result.suffix]
        rows = comparing.rows_of(asked(service, text, media_type).body, form)
        same(rows, comparing.rows_of(result.read_bytes(), form), text)
    elif b"rs:ResultSet" in result.read_bytes() or b"result-set#" in result.read_bytes():
        media_type, form = RESULTS[".srj"]
        rows = comparing.rows_of(asked(service, text, media_type).body, form)
        same(rows, comparing.rows_of_graph(result), text)
    else:
        found = asked(service, text, "application/n-triples")
        triples = comparing.triples(found.body, ox.RdfFormat.N_TRIPLES, "http://example.org/")
        form = ox.RdfFormat.from_extension(result.suffix[1:])
        assert form is not None
        expected = comparing.triples(result.read_bytes(), form, result.as_uri())
        assert comparing.same_graphs(triples, expected)


def asked(service: Service, text: str, accept: str) -> Answer:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    answer = service.send("POST", service.query, headers, text.encode())
    assert (answer.status, answer.media_type) == (200, accept), answer
    return answer


def same(found: list | bool, expected: list | bool, text: str) -> None:
    if isinstance(found, bool) or isinstance(expected, bool):
        assert found == expected
    else:
        ordered = bool(re.search(r"\border\s+by\b", text, re.IGNORECASE))
        assert comparing.same_rows(found, expected, ordered=ordered), (found, expected)
