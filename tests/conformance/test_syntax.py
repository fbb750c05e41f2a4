"""SPARQL 1.1 Query and Update: the W3C's syntax tests, over HTTP."""

import pytest

from tests.conformance import manifests
from tests.conformance.known import SYNTAX
from tests.conformance.manifests import Entry
from tests.conformance.service import Service

KINDS = {
    "PositiveSyntaxTest11": ("query", True),
    "NegativeSyntaxTest11": ("query", False),
    "PositiveUpdateSyntaxTest11": ("update", True),
    "NegativeUpdateSyntaxTest11": ("update", False),
}
TESTS = tuple(
    test
    for manifest in ("manifest-sparql11-query.ttl", "manifest-sparql11-update.ttl")
    for test in manifests.entries(manifest)
    if test.kind in KINDS
)


def marked(test: Entry) -> object:
    reason = SYNTAX.get(test.identifier)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(test, marks=marks, id=test.identifier)


def test_all_of_them_are_asked() -> None:
    assert len(TESTS) == 111 + 55
    assert set(SYNTAX) <= {test.identifier for test in TESTS}


@pytest.mark.parametrize("test", map(marked, TESTS))
def test_syntax(service: Service, test: Entry) -> None:
    what, right = KINDS[test.kind]
    text = manifests.path(test.action).read_bytes()
    address = service.query if what == "query" else service.update
    headers = {"Content-Type": f"application/sparql-{what}", "Accept": "*/*"}

    answer = service.send("POST", address, headers, text)

    assert answer.status in ((200, 204) if right else (400,)), answer
