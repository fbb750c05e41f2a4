"""The whole graph is one for the shapes; shapes that cannot be used are an error."""

import subprocess
import sys
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import validate as stage
from kg import vocabulary
from kg.build import Iris, assemble, take_down
from kg.errors import ShapesError
from kg.model import Column, Deployment, DeploymentRecord, Figure, Passage, Source
from kg.validate import as_turtle, validate

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <https://e.org/> .
:s a sh:NodeShape ; sh:targetClass :Thing ; """
THING = Quad(
    NamedNode("https://e.org/x"),
    NamedNode(vocabulary.FOREIGN["rdf"] + "type"),
    NamedNode("https://e.org/Thing"),
)
UNUSABLE = {
    "no value of the kind": (
        "sh:property :p . :p sh:path :q ; sh:minCount 'x' .",
        "must be a literal with datatype xsd:integer",
    ),
    "no path": ("sh:property [ sh:minCount 1 ] .", "has sh:minCount, and no sh:path to go along"),
    "property shape without path": (
        "sh:property [ a sh:PropertyShape ; sh:nodeKind sh:IRI ] .",
        "is an sh:PropertyShape without sh:path",
    ),
    "two paths": (
        "sh:property :p . :p sh:path :q , :r ; sh:minCount 1 .",
        "has more than one sh:path",
    ),
    "path of a node shape": ("sh:path :q .", "is an sh:NodeShape and has an sh:path"),
    "path of one step": (
        "sh:property :p . :p sh:path ( :q ) ; sh:minCount 1 .",
        "a sequence has two steps or more",
    ),
    "path that is a text": (
        "sh:property :p . :p sh:path 'q' ; sh:minCount 1 .",
        "a path is an IRI or a blank node",
    ),
    "path without end": (
        "sh:property :p . :p sh:path _:l ; sh:minCount 1 . _:l rdf:first :q ; rdf:rest _:l .",
        "comes back to its own beginning",
    ),
    "two of what is one": (
        "sh:property :p . :p sh:path :q ; sh:maxCount 1 , 2 .",
        "has 2 values of sh:maxCount; one",
    ),
    "list that is none": ("sh:in :x .", "it must be an RDF list"),
    "shape that is a text": ("sh:node 'x' .", "it must be a shape: an IRI or a blank node"),
    "kind of node that is none": ("sh:nodeKind sh:Iri .", "it must be sh:IRI, sh:Literal"),
    "flags alone": ("sh:flags 'i' .", "has sh:flags without sh:pattern"),
    "shape that refers to itself": (
        "sh:property [ sh:path :q ; sh:node :s ] .",
        "a shape refers to itself",
    ),
    "word outside the standard": (
        "sh:target [ a sh:SPARQLTarget ] .",
        "which is outside the standard and would be passed over",
    ),
    "query that is none": (
        "sh:sparql [ sh:select 'SELECT $this WHERE { $this a' ] .",
        "Expected SelectQuery",
    ),
    "query that asks": (
        "sh:sparql [ sh:select 'ASK { $this a :x }' ] .",
        "it is no SELECT",
    ),
    "query without focus nodes": (
        "sh:sparql [ sh:select 'SELECT ?value WHERE { $this a ?value }' ] .",
        "it does not select $this",
    ),
    "two queries": (
        "sh:sparql [ sh:select 'SELECT $this { $this a :x }' , 'SELECT $this { $this a :y }' ] .",
        "has no sh:select, or several",
    ),
    "unknown prefix": (
        "sh:sparql [ sh:select 'SELECT $this WHERE { $this a foo:bar }' ] .",
        "Unknown namespace prefix : foo",
    ),
    "forbidden word": (
        "sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?value MINUS { ?s a :x } }' ] .",
        "it has a MINUS; say FILTER NOT EXISTS",
    ),
    "forbidden values": (
        "sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?value VALUES ?value { <u:x> } }' ] .",
        "it has VALUES",
    ),
    "forbidden service": (
        "sh:sparql [ sh:select 'SELECT $this { SERVICE <https://e.org/> { $this a ?x } }' ] .",
        "it has a SERVICE",
    ),
    "focus node changed": (
        "sh:sparql [ sh:select 'SELECT $this { ?x a ?value BIND (?x AS $this) }' ] .",
        "it gives $this another value",
    ),
    "pattern that is none": ("sh:pattern '(' .", "unterminated subpattern"),
    "syntax": ("sh:property", "line 5"),
}
"""Shapes that cannot be used, and what the message says of them."""


@pytest.fixture
def shapes(tmp_path):
    def write(text):
        path = tmp_path / "own.ttl"
        path.write_text(HEAD + text, encoding="utf-8")
        return [path]

    return write


def said(value, graph=None):
    quad = (THING.subject, NamedNode("https://e.org/q"), value)
    return Quad(*quad) if graph is None else Quad(*quad, NamedNode(graph))


def test_nothing_found_conforms(shapes):
    report = validate([THING, said(Literal("a"))], shapes("sh:property :p . :p sh:path :q ."))

    assert report.conforms
    assert report.findings == ()


def test_finding_tells_all_that_the_engine_knows(shapes):
    rules = shapes("sh:property :p . :p sh:path :q ; sh:maxLength 2 ; sh:message 'too long'@en .")

    report = validate([THING, said(Literal("abc"))], rules)

    (finding,) = report.findings
    assert not report.conforms
    assert (finding.focus, finding.path) == ("https://e.org/x", "https://e.org/q")
    assert (finding.value, finding.severity) == ("abc", "violation")
    assert finding.shape == "https://e.org/p"
    assert finding.constraint == "http://www.w3.org/ns/shacl#MaxLengthConstraintComponent"
    assert finding.message == "too long"


@pytest.mark.parametrize(("severity", "name"), [("Warning", "warning"), ("Info", "info")])
def test_what_is_softer_than_a_violation_conforms(shapes, severity, name):
    rules = shapes(f"sh:property :p . :p sh:path :q ; sh:minCount 1 ; sh:severity sh:{severity} .")

    report = validate([THING], rules)

    assert report.conforms
    assert [finding.severity for finding in report.findings] == [name]
    assert "sh:conforms true" in as_turtle(report)


def test_one_fact_in_two_graphs_is_one_value(shapes):
    rules = shapes("sh:property :p . :p sh:path :q ; sh:maxCount 1 .")
    quads = [THING, said(Literal("a")), said(Literal("a"), graph="https://e.org/g")]

    assert validate(quads, rules).conforms


def test_two_values_in_two_graphs_are_two(shapes):
    rules = shapes("sh:property :p . :p sh:path :q ; sh:maxCount 1 .")
    quads = [THING, said(Literal("a")), said(Literal("b"), graph="https://e.org/g")]

    assert not validate(quads, rules).conforms


def test_strings_are_equal_to_those_of_the_shapes(shapes):
    """Through another parser than rdflib's own, an xsd:string differs from itself."""
    rules = shapes("sh:property :p . :p sh:path :q ; sh:in ( 'a' 'b'^^xsd:string ) .")
    explicit = Literal("a", datatype=NamedNode(vocabulary.FOREIGN["xsd"] + "string"))

    assert validate([THING, said(explicit), said(Literal("b"))], rules).conforms


def test_codes_ride_along(shapes):
    """A file that only uses our codes can be held against shapes that look them up."""
    rules = shapes(f"sh:property :p . :p sh:path :q ; sh:class <{vocabulary.SKOS}Concept> .")

    assert validate([THING, said(vocabulary.code("outcome", "not-held"))], rules).conforms
    assert not validate([THING, said(vocabulary.code("outcome", "not-hold"))], rules).conforms


def test_path_of_several_steps_is_written_as_sparql_writes_it(shapes):
    rules = shapes(
        """sh:property :p . :p sh:minCount 1 ; sh:path (
            :q [ sh:inversePath :r ] [ sh:alternativePath ( :a [ sh:zeroOrMorePath :b ] ) ]
        ) ."""
    )

    (finding,) = validate([THING], rules).findings

    assert finding.path == (
        "<https://e.org/q>/^<https://e.org/r>/(<https://e.org/a>|(<https://e.org/b>)*)"
    )


def test_nameless_shape_has_the_name_of_the_one_around_it(shapes):
    (finding,) = validate([THING], shapes("sh:property [ sh:path :q ; sh:minCount 1 ] .")).findings

    assert finding.shape == "https://e.org/s"


@pytest.mark.parametrize("case", UNUSABLE)
def test_unusable_shapes_are_an_error(shapes, case, capfd):
    text, part = UNUSABLE[case]

    with pytest.raises(ShapesError) as caught:
        validate([THING, said(Literal("a"))], shapes(text))

    assert part in str(caught.value)
    assert str(caught.value).endswith("mend the shapes there and validate again")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["", "@prefix : <https://e.org/> . :a :b :c ."])
def test_a_file_without_shapes_is_an_error(tmp_path, text):
    """Everything conforms to nothing."""
    path = tmp_path / "none.ttl"
    path.write_text(text)

    with pytest.raises(ShapesError, match=r"none\.ttl: no shape there has a target"):
        validate([THING], [path])


def test_no_file_of_shapes_is_an_error():
    with pytest.raises(ShapesError, match="no file of shapes"):
        validate([THING], [])


def deployment(number, **changed):
    row = Passage(quote="row", page=1, row=number)
    figures = [
        Figure(
            measure=measure,
            value=value,
            passage=Passage(quote=str(value), page=1, row=number, column=column),
        )
        for column, (measure, value) in enumerate(
            {
                "faces-seen": 12120,
                "total-alerts": 3,
                "true-alerts": 2,
                "false-alerts": 1,
                **changed,
            }.items(),
            start=3,
        )
    ]
    return Deployment(
        key=f"2022-01-{number:02}-oxford-circus",
        day=date(2022, 1, number),
        place="Oxford Circus",
        passage=row,
        figures=tuple(figures),
        line=10 * number,
    )


def built(*deployments):
    """The graph of a record with these rows, as the build makes it."""
    headings = ("place", "date", "faces-seen", "total-alerts", "true-alerts", "false-alerts")
    record = DeploymentRecord(
        key="gb-metropolitan-grid",
        source=Source(sha256="0" * 64, media_type="application/pdf", file="grid.pdf"),
        force="metropolitan",
        technology="live-facial-recognition",
        title=Passage(quote="Deployments", page=1),
        columns=tuple(Column(heading=name, field=name) for name in headings),
        deployments=deployments,
    )
    return assemble({"grid.yaml": take_down(record, Iris(vocabulary.HOME))}, Iris(vocabulary.HOME))


def test_what_the_build_makes_conforms():
    report = validate(built(*map(deployment, range(1, 10))).quads)

    assert report.findings == ()


def test_a_swapped_column_is_found_at_its_line():
    assembled = built(deployment(1), deployment(2, **{"true-alerts": 1, "false-alerts": 4}))

    report = validate(assembled.quads).with_origins(assembled.origins)

    (finding,) = [finding for finding in report.findings if finding.severity == "violation"]
    assert finding.shape == f"{vocabulary.SHAPES}Deployment-falseAlerts"
    assert (finding.record, finding.line) == ("grid.yaml", 20)


def test_the_same_graph_gives_the_same_report_in_another_process():
    """Neither the order of a set nor the name of a blank node may show."""
    program = (
        "from pyoxigraph import *; from kg import vocabulary as v; from kg.validate import *\n"
        "a = NamedNode(v.FOREIGN['rdf'] + 'type')\n"
        "r = validate(Quad(v.code('outcome', f'x{n}'), a, v.term(k))\n"
        "  for n in range(3) for k in ('Answer', 'Question'))\n"
        "print(as_text(r), as_json(r), as_turtle(r))"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert "does not conform" in first
    assert first == second


def test_the_stage_loads_its_engine_only_when_it_runs():
    """`kg --help` must not wait for rdflib."""
    program = (
        f"import sys, {stage.__name__}; print('rdflib' in sys.modules, 'pyshacl' in sys.modules)"
    )

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert found.stdout == "False False\n"


def many(count):
    return " ".join(f":v{number}" for number in range(count))


LARGE = {
    "a list of 30,000 codes": f"sh:property [ sh:path :q ; sh:in ( {many(30_000)} ) ] .",
    "3,000 alternatives": "sh:property [ sh:path :q ; sh:or ( "
    + " ".join(f"[ sh:hasValue :v{number} ]" for number in range(3_000))
    + " ) ] .",
    "40 shapes in one another": "sh:property [ sh:path :q ; sh:not "
    + f"{'[ sh:not ' * 39}[ sh:hasValue :v7 ]{' ]' * 39} ] .",
    "a class with 3,000 below it": "sh:property [ sh:path :q ; sh:class :Above ] .",
}


@pytest.mark.parametrize("case", LARGE)
def test_large_shapes_are_followed(shapes, case):
    """The engine's own stack would not hold one expression for all of it."""
    below = NamedNode(f"{vocabulary.FOREIGN['rdfs']}subClassOf")
    classes = [
        Quad(NamedNode(f"https://e.org/C{number}"), below, NamedNode("https://e.org/Above"))
        for number in range(3_000)
    ]
    good = NamedNode("https://e.org/v7")
    typed = Quad(good, THING.predicate, NamedNode("https://e.org/C2999"))
    rules = shapes(LARGE[case])

    right = validate([THING, said(good), typed, *classes], rules)
    wrong = validate([THING, said(NamedNode("https://e.org/no")), *classes], rules)

    assert right.conforms
    assert not wrong.conforms


def test_shapes_that_stand_too_deep_in_one_another_are_refused(shapes):
    deep = f"sh:not {'[ sh:not ' * 300}[ sh:class :C ]{' ]' * 300} ."

    with pytest.raises(ShapesError, match="302 shapes stand in one another"):
        validate([THING], shapes(deep))


def test_numbers_beyond_the_engine_are_compared(shapes):
    """A document is free to print what no machine's integer holds."""
    rules = shapes("sh:property [ sh:path :q ; sh:minInclusive 0 ; sh:maxExclusive 1e30 ] .")
    integer = NamedNode(vocabulary.FOREIGN["xsd"] + "integer")

    def of(number):
        return validate([THING, said(Literal(str(number), datatype=integer))], rules)

    assert of(10**25).conforms
    assert not of(-(10**25)).conforms
    assert not of(10**31).conforms


def test_patterns_see_the_spelling_of_the_data(shapes):
    """The store keeps 0.50 as 0.5."""
    rules = shapes(r"sh:property [ sh:path :q ; sh:pattern '^[0-9]\\.[0-9][0-9]$' ] .")
    decimal = NamedNode(vocabulary.FOREIGN["xsd"] + "decimal")

    assert validate([THING, said(Literal("0.50", datatype=decimal))], rules).conforms
    assert not validate([THING, said(Literal("0.5", datatype=decimal))], rules).conforms


def test_values_are_quoted_as_the_data_spell_them(shapes):
    rules = shapes("sh:property [ sh:path :q ; sh:maxInclusive 0.1 ] .")
    decimal = NamedNode(vocabulary.FOREIGN["xsd"] + "decimal")

    (finding,) = validate([THING, said(Literal("0.50", datatype=decimal))], rules).findings

    assert finding.value == "0.50"


@pytest.mark.parametrize(
    "pattern", ["^(?!x)", "(?<=a)b", r"(a)\\1"], ids=["ahead", "behind", "back"]
)
def test_patterns_that_look_around_go_to_the_other_engine(shapes, pattern):
    rules = shapes(f"sh:property [ sh:path :q ; sh:pattern '{pattern}' ] .")

    assert validate([THING, said(Literal("aab"))], rules).conforms
    assert not validate([THING, said(Literal("x"))], rules).conforms


def test_placeholders_are_filled_and_languages_kept(shapes):
    rules = shapes(
        "sh:sparql [ sh:select 'SELECT $this ?value { $this <https://e.org/q> ?value }' ; "
        "sh:message '{?value} of {$this} and {?nothing}'@en , 'auf {?value}'@de ] ."
    )

    (result,) = validate([THING, said(Literal("a"))], rules).results

    assert {(words.value, words.language) for words in result.messages} == {
        ("a of https://e.org/x and {?nothing}", "en"),
        ("auf a", "de"),
    }
