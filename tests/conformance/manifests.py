"""Read the manifests of the W3C test suites, which are others' and stay out of the repository."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rdflib
from rdflib import RDF, RDFS, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("FOIGRAPH_SHARED", HERE.parents[2] / "shared"))
SUITE = SHARED / "w3c" / "sparql" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

OUTSIDE = ("entailment", "service", "syntax-fed")
"""Folders that are not asked: they are about inference, and about other endpoints."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a manifest."""

    identifier: str
    """Folder and local name."""

    kind: str
    """Local name of its class."""

    graph: rdflib.Graph
    node: Node

    @property
    def action(self) -> Node:
        """What is done."""
        found = self.graph.value(self.node, MF.action)
        assert found is not None
        return found

    def paths(self, subject: Node, predicate: Node) -> list[Path]:
        """The files that *subject* names by *predicate*."""
        return [path(node) for node in self.graph.objects(subject, predicate)]


@dataclass(frozen=True, slots=True)
class Request:
    """A request of a protocol test, and what is expected of its answer."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[str, ...]
    """Local names, such as ``OK`` or ``StatusCode4xx``."""

    form: str | None
    boolean: bool | None
    binds_location: bool
    content: str | None
    """The graph expected, as Turtle."""

    media_type: str | None


def path(node: Node) -> Path:
    """Return the file that *node* names."""
    return Path(str(node).removeprefix("file://"))


def there() -> bool:
    """Tell whether the suites are at hand."""
    return SUITE.is_dir()


@cache
def entries(manifest: str) -> tuple[Entry, ...]:
    """Return the tests of a manifest and of those that it includes, in their order."""
    return tuple(_entries(SUITE / manifest)) if there() else ()


def _entries(file: Path) -> Iterator[Entry]:
    graph = rdflib.Graph().parse(file, format="turtle", publicID=file.as_uri())
    root = graph.value(predicate=RDF.type, object=MF.Manifest)
    assert root is not None
    included = graph.value(root, MF.include)
    for one in Collection(graph, included) if included else ():
        other = path(one)
        if other.parent.name not in OUTSIDE:
            yield from _entries(other)
    listed = graph.value(root, MF.entries)
    for node in Collection(graph, listed) if listed else ():
        kind = graph.value(node, RDF.type)
        name = str(node).rpartition("#")[2]
        yield Entry(f"{file.parent.name}/{name}", str(kind).rpartition("#")[2], graph, node)


def requests(test: Entry) -> tuple[Request, ...]:
    """Return the requests of a protocol test, in their order."""
    graph = test.graph
    listed = graph.value(test.action, HT.requests)
    return tuple(_request(graph, node) for node in Collection(graph, listed))


def _request(graph: rdflib.Graph, node: Node) -> Request:
    def text(subject: Node | None, predicate: Node) -> str | None:
        found = None if subject is None else graph.value(subject, predicate)
        return None if found is None else str(found)

    answer = graph.value(node, HT.resp)
    body = graph.value(node, HT.body)
    expected = graph.value(answer, HT.body)
    sent = text(body, CNT.chars)
    headers = dict(_headers(graph, node))
    boolean = text(answer, MF.expectedBoolean)
    return Request(
        method=text(node, HT.methodName) or "GET",
        path=text(node, HT.absolutePath) or "/",
        headers=tuple(headers.items()),
        body=None if sent is None else sent.encode(text(body, CNT.characterEncoding) or "utf-8"),
        statuses=tuple(
            str(one).rpartition("#")[2] for one in graph.objects(answer, MF.expectedStatus)
        ),
        form=text(answer, MF.expectedFormat),
        boolean=None if boolean is None else boolean == "true",
        binds_location=(answer, MF.expectedLocation, None) in graph,
        content=text(expected, CNT.chars),
        media_type=dict(_headers(graph, answer)).get("content-type"),
    )


def _headers(graph: rdflib.Graph, node: Node | None) -> Iterator[tuple[str, str]]:
    listed = None if node is None else graph.value(node, HT.headers)
    for header in Collection(graph, listed) if listed else ():
        name, value = (graph.value(header, part) for part in (HT.fieldName, HT.fieldValue))
        yield str(name).lower(), str(value)


def graph_data(test: Entry, node: Node, namespace: Namespace) -> dict[str | None, Path]:
    """Return the graphs that are there at first: name -> file, None for the default graph."""
    found: dict[str | None, Path] = {}
    for one in test.graph.objects(node, namespace.data):
        found[None] = path(one)
    for one in test.graph.objects(node, namespace.graphData):
        named = test.graph.value(one, UT.graph)
        if named is None:
            found[str(one)] = path(one)
        else:
            found[str(test.graph.value(one, RDFS.label))] = path(named)
    return found
