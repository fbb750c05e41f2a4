"""SPARQL 1.1 Graph Store HTTP Protocol: the W3C's tests, direct and indirect."""

from http import HTTPStatus
from urllib.parse import quote, urlsplit

import pytest
import rdflib
from rdflib.compare import isomorphic

from tests.conformance import manifests
from tests.conformance.manifests import Entry
from tests.conformance.service import Service

DIRECT = manifests.entries("graph-store-protocol/manifest-direct.ttl")
INDIRECT = manifests.entries("graph-store-protocol/manifest-indirect.ttl")
PLACE = "http://www.example/gsp"
STATUSES = {"NoContent": HTTPStatus.NO_CONTENT, "NotFound": HTTPStatus.NOT_FOUND}
STATUSES |= {"OK": HTTPStatus.OK, "Created": HTTPStatus.CREATED}


def test_all_of_them_are_asked() -> None:
    assert (len(DIRECT), len(INDIRECT)) == (4, 9)


@pytest.mark.parametrize("test", [*DIRECT, *INDIRECT], ids=lambda test: test.identifier)
def test_graph_store(service: Service, test: Entry) -> None:
    service.clear()
    root = service.graphs.removesuffix(urlsplit(service.graphs).path)
    location = ""
    for request in manifests.requests(test):
        path = request.path.replace("$LOCATION$", quote(location, safe=""))
        path = path.replace(quote(PLACE, safe=""), quote(service.graphs, safe=""))
        path = path.replace(PLACE, service.graphs)
        path = path.replace("/gsp", urlsplit(service.graphs).path, 1)
        answer = service.send(request.method, root + path, dict(request.headers), request.body)

        assert any(matches(one, answer.status) for one in request.statuses), (request, answer)
        if request.media_type and answer.status == HTTPStatus.OK:
            assert answer.media_type == request.media_type.partition(";")[0]
        if request.method == "HEAD":
            assert not answer.body
        if request.content is not None:
            assert isomorphic(turtle(answer.body), turtle(request.content.encode()))
        if request.binds_location:
            location = answer.headers["location"]


def matches(expected: str, status: int) -> bool:
    """Tell whether *status* is what *expected* (``Created``, ``StatusCode2xx``) says."""
    return expected == f"StatusCode{status // 100}xx" or STATUSES.get(expected) == status


def turtle(content: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format="turtle", publicID="http://www.example/")
