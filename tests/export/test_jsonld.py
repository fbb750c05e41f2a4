import json
import random
import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import resources, vocabulary
from kg.errors import KgError
from kg.export.jsonld import context_for, jsonld


def test_json_ld_reads_back_as_the_same_quads(quads: list[Quad]) -> None:
    assert set(parse(jsonld(quads), format=RdfFormat.JSON_LD)) == set(quads)


def test_the_ontology_itself_reads_back(quads: list[Quad]) -> None:
    """Every property of the ontology is used with the kinds of value that the context knows."""
    folder = resources.root() / "ontology"
    for path in (*folder.glob("*.ttl"), *folder.glob("codes/*.ttl")):
        quads += parse(path=str(path), format=RdfFormat.TURTLE)

    assert set(parse(jsonld(quads), format=RdfFormat.JSON_LD)) == set(quads)


def test_the_order_and_number_of_the_input_do_not_matter(quads: list[Quad]) -> None:
    first = jsonld(quads)

    mixed = [*quads, *quads]
    random.Random(1).shuffle(mixed)  # noqa: S311 -- an order, no secret

    assert jsonld(mixed) == first


def test_the_context_of_the_ontology_stands_inside(quads: list[Quad]) -> None:
    path = resources.root() / "ontology" / "context.jsonld"

    found = json.loads(jsonld(quads))

    assert list(found) == ["@context", "@graph"]
    assert found["@context"] == json.loads(path.read_text(encoding="utf-8"))["@context"]


def test_values_are_short_where_the_context_knows_their_kind(quads: list[Quad]) -> None:
    text = jsonld(quads).decode()
    body = text[text.index('"@graph"') :]

    assert '"fg:operator": "force:essex"' in body
    assert '"fg:date": "2000-01-02"' in body
    assert '"Caf\u00e9 ' in body
    assert vocabulary.ONTOLOGY not in body


def test_a_named_graph_is_the_graph_of_its_node(quads: list[Quad]) -> None:
    nodes = json.loads(jsonld(quads))["@graph"]
    [node] = [node for node in nodes if "graph:gb-essex-1-v1" in (node.get("id"), node.get("@id"))]

    assert node["fg:label"] == "a graph has facts too"
    assert len(node["@graph"]) == 2


def test_the_prefixes_of_things_stand_under_the_base_of_the_study() -> None:
    base = "https://study.example/"
    quad = Quad(NamedNode(base + "id/deployment/a"), NamedNode("a:p"), Literal("x"))

    text = jsonld([quad], base=base)

    assert re.search(rb'"id": "dep:a"', text)
    assert context_for(base)["@context"]["graph"] == base + "graph/"
    assert set(parse(text, format=RdfFormat.JSON_LD)) == {quad}


def test_a_triple_as_a_term_is_refused() -> None:
    inner = Triple(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o"))

    with pytest.raises(KgError, match="JSON-LD cannot hold a triple"):
        jsonld([Quad(NamedNode("a:s"), NamedNode("a:p"), inner)])


def test_nothing_is_an_empty_graph() -> None:
    assert json.loads(jsonld([]))["@graph"] == []
