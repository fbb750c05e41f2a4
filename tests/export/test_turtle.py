import random

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import vocabulary
from kg.export.turtle import trig, turtle

READABLE = """\
@prefix dep: <https://w3id.org/foigraph/id/deployment/> .
@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix force: <https://w3id.org/foigraph/code/force/> .
@prefix use-case: <https://w3id.org/foigraph/code/use-case/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

dep:gb-essex-2000-01-02-square
    a fg:Deployment ;
    fg:date "2000-01-02"^^xsd:date ;
    fg:estimate true ;
    fg:falseAlertRate 0.00080 ;
    fg:minimumThreshold "64"^^xsd:decimal ;
    fg:operator force:essex ;
    fg:place "Caf\u00e9 \\"Nord\\"\\\\\\nback door\\t\U0001f600" ;
    fg:publishedAt <https://example.org/a(1)/x,y> ;
    fg:recordedIn <https://w3id.org/foigraph/id/document-version/slash/inside> ;
    fg:statusReason "Zeichen"@de, "sign"@en ;
    fg:totalAlerts 0 ;
    fg:useCase use-case:a, use-case:b ;
    fg:watchlistSize 007 .
"""


def test_turtle_is_what_a_person_would_write(quads: list[Quad]) -> None:
    assert turtle(quad.triple for quad in quads[:15]).decode() == READABLE


def test_trig_has_the_default_graph_first_and_then_the_named_ones(quads: list[Quad]) -> None:
    written = trig(quads).decode()

    assert written.endswith(
        """
<https://example.org/graph/(odd)> {
    dep:gb-essex-2000-01-02-square
        fg:place "elsewhere" .
}

graph:gb-essex-1-v1 {
    dep:gb-essex-2000-01-02-square
        fg:totalAlerts 0 .

    stm:gb-essex-1-s1
        a fg:Statement ;
        fg:saidBy force:essex .
}
"""
    )
    assert written.index("fg:useCase") < written.index("(odd)")


def test_trig_reads_back_as_the_same_quads(quads: list[Quad]) -> None:
    assert set(parse(trig(quads), format=RdfFormat.TRIG)) == set(quads)


def test_another_reader_finds_the_same_quads(quads: list[Quad]) -> None:
    found, expected = rdflib.Dataset(), rdflib.Dataset()
    lines = "".join(f"{quad} .\n" for quad in quads)

    found.parse(data=trig(quads), format="trig")
    expected.parse(data=lines, format="nquads")

    assert set(found.quads()) == set(expected.quads())
    assert len(set(found.quads())) == len(quads)


def test_turtle_reads_back_as_the_same_triples(quads: list[Quad]) -> None:
    triples = {quad.triple for quad in quads}

    found = {quad.triple for quad in parse(turtle(triples), format=RdfFormat.TURTLE)}

    assert found == triples


def test_the_order_and_number_of_the_input_do_not_matter(quads: list[Quad]) -> None:
    first = trig(quads)

    mixed = [*quads, *quads]
    random.Random(1).shuffle(mixed)  # noqa: S311 -- an order, no secret

    assert trig(mixed) == first


def test_names_have_no_backslash_and_prefixes_follow_the_base() -> None:
    base = "https://study.example/"
    triple = Triple(
        NamedNode(base + "id/deployment/a.b."),
        vocabulary.term("x"),
        NamedNode(base + "id/statement/a"),
    )

    written = turtle([triple], base=base).decode()

    assert written == (
        "@prefix fg: <https://w3id.org/foigraph/ontology#> .\n"
        "@prefix stm: <https://study.example/id/statement/> .\n\n"
        "<https://study.example/id/deployment/a.b.>\n    fg:x stm:a .\n"
    )


def test_many_objects_stand_on_lines_of_their_own() -> None:
    triples = [
        Triple(NamedNode("a:s"), vocabulary.term("x"), Literal(f"{number:02} " + "word " * 5))
        for number in range(4)
    ]

    lines = turtle(triples).decode().splitlines()

    assert lines[2:5] == ["<a:s>", "    fg:x", '        "00 word word word word word ",']
    assert lines[-1].endswith('" .')


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (Literal("+1", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "integer")), "+1"),
        (Literal("", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "integer")), '""^^xsd:integer'),
        (
            Literal("1", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "boolean")),
            '"1"^^xsd:boolean',
        ),
        (
            Literal("1.", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "decimal")),
            '"1."^^xsd:decimal',
        ),
        (Literal(".5", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "decimal")), ".5"),
        (
            Literal("1e0", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "double")),
            '"1e0"^^xsd:double',
        ),
        (Literal("x", datatype=NamedNode("https://e/t")), '"x"^^<https://e/t>'),
        (Literal("2", language="en-gb"), '"2"@en-gb'),
    ],
)
def test_a_literal_keeps_its_characters(literal: Literal, written: str) -> None:
    triple = Triple(NamedNode("a:s"), NamedNode("a:p"), literal)

    text = turtle([triple])

    assert f"    <a:p> {written} .\n" in text.decode()
    assert [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)] == [triple]


def test_nothing_is_an_empty_file() -> None:
    assert turtle([]) == trig([]) == b""
