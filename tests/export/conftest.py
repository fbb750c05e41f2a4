"""Quads with everything that a writer can get wrong."""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import vocabulary

BASE = vocabulary.HOME
XSD = vocabulary.FOREIGN["xsd"]
GRAPH = NamedNode(BASE + "graph/gb-essex-1-v1")
OTHER = NamedNode("https://example.org/graph/(odd)")
DEFAULT = DefaultGraph()


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


@pytest.fixture
def quads() -> list[Quad]:
    deployment = NamedNode(BASE + "id/deployment/gb-essex-2000-01-02-square")
    statement = NamedNode(BASE + "id/statement/gb-essex-1-s1")
    kind = NamedNode(vocabulary.FOREIGN["rdf"] + "type")

    def fact(name: str, value: NamedNode | Literal, graph: object = DEFAULT) -> Quad:
        return Quad(deployment, vocabulary.term(name), value, graph)  # type: ignore[arg-type] -- any graph name

    return [
        Quad(deployment, kind, vocabulary.term("Deployment"), DEFAULT),
        fact("operator", vocabulary.code("force", "essex")),
        fact("date", typed("2000-01-02", "date")),
        fact("totalAlerts", typed("0", "integer")),
        fact("falseAlertRate", typed("0.00080", "decimal")),
        fact("minimumThreshold", typed("64", "decimal")),
        fact("estimate", typed("true", "boolean")),
        fact("watchlistSize", typed("007", "integer")),
        fact("place", Literal('Caf\u00e9 "Nord"\\\nback door\t\U0001f600')),
        fact("useCase", vocabulary.code("use-case", "b")),
        fact("useCase", vocabulary.code("use-case", "a")),
        fact("publishedAt", NamedNode("https://example.org/a(1)/x,y")),
        fact("recordedIn", NamedNode(BASE + "id/document-version/slash/inside")),
        fact("statusReason", Literal("Zeichen", language="de")),
        fact("statusReason", Literal("sign", language="en")),
        fact("totalAlerts", typed("0", "integer"), GRAPH),
        Quad(statement, kind, vocabulary.term("Statement"), GRAPH),
        Quad(statement, vocabulary.term("saidBy"), vocabulary.code("force", "essex"), GRAPH),
        Quad(GRAPH, vocabulary.term("label"), Literal("a graph has facts too"), DEFAULT),
        fact("place", Literal("elsewhere"), OTHER),
    ]
