from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import vocabulary
from kg.errors import ParameterError
from kg.query.binding import bind
from kg.query.catalogue import NamedQuery
from kg.query.headers import Parameter

XSD = vocabulary.FOREIGN["xsd"]


def query(text: str, *parameters: Parameter) -> NamedQuery:
    return NamedQuery(
        name="find/x", summary="What?", parameters=parameters, text=text, path=Path("x.rq")
    )


def parameter(name: str, kind: str, **rest: str) -> Parameter:
    return Parameter(name=name, kind=kind, description="d", **rest)


FORCE = parameter("force", "code", scheme="force", default="metropolitan")
WORD = parameter("word", "text")
TEXT = "SELECT ?force ?word WHERE { ?s ?p ?o }"


def bound(text: str, name: str) -> object:
    """What the engine finds bound, which is what counts."""
    found = Store().query(text)
    assert isinstance(found, QuerySolutions)
    return next(found)[name]


def test_a_default_is_bound_and_a_parameter_without_one_stays_free() -> None:
    text = bind(query("SELECT * WHERE { }", FORCE, WORD), {})

    assert bound(text, "force") == vocabulary.code("force", "metropolitan")
    assert "?word" not in text


def test_values_stand_in_one_block_and_move_no_line() -> None:
    text = "# first\nSELECT *\nWHERE {\n  ?s ?p ?o\n}"

    done = bind(query(text, FORCE, WORD), {"word": "x", "force": "essex"})

    assert done.count("VALUES") == 1
    assert done.splitlines()[3:] == text.splitlines()[3:]
    assert done.splitlines()[2].startswith("WHERE { VALUES (?force ?word) { (<")


def test_a_query_without_values_is_left_as_it_is() -> None:
    assert bind(query("ASK { }", WORD), {}) == "ASK { }"


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", "2022-01-28", Literal("2022-01-28", datatype=NamedNode(XSD + "date"))),
        ("integer", "-7", Literal("-7", datatype=NamedNode(XSD + "integer"))),
        ("decimal", "0.08", Literal("0.08", datatype=NamedNode(XSD + "decimal"))),
        ("decimal", "3", Literal("3.0", datatype=NamedNode(XSD + "decimal"))),
        ("text", '} "x" \\ \n', Literal('} "x" \\ \n')),
        ("iri", "https://example.org/x", NamedNode("https://example.org/x")),
        ("iri", "<https://example.org/x>", NamedNode("https://example.org/x")),
        ("iri", "outcome:not-held", vocabulary.code("outcome", "not-held")),
    ],
)
def test_a_value_becomes_a_term_of_its_kind(kind: str, value: str, term: object) -> None:
    text = bind(query("SELECT * WHERE { }", parameter("x", kind)), {"x": value})

    found = bound(text, "x")
    assert isinstance(found, NamedNode | Literal)
    assert found.value.removesuffix(".0") == term.value.removesuffix(".0")  # type: ignore[attr-defined]
    assert getattr(found, "datatype", None) == getattr(term, "datatype", None)


@pytest.mark.parametrize(
    ("one", "value", "said"),
    [
        (FORCE, "met", "'met' is no code of scheme force; did you mean 'metropolitan'"),
        (FORCE, "metropolitian", "did you mean 'metropolitan'"),
        (FORCE, "zzz", "ontology/codes/force.ttl"),
        (parameter("p", "code", scheme="polarity"), "zzz", "it is one of .*negative"),
        (parameter("p", "code", scheme="nothing"), "x", "no codes of scheme 'nothing'"),
        (FORCE, "", "leave the parameter out to have its default"),
        (WORD, "", "leave the parameter out to search without it"),
        (parameter("d", "date"), "28/01/2022", "is no date; write year-month-day"),
        (parameter("d", "date"), "2022-02-30", "is no date"),
        (parameter("n", "integer"), "1.5", "is no integer; write digits"),
        (parameter("n", "decimal"), "8%", "is no decimal"),
        (parameter("i", "iri"), "no iri", "is no IRI"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_told_with_the_mend(
    one: Parameter, value: str, said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        bind(query(TEXT, one), {one.name: value})


def test_a_code_may_have_its_prefix() -> None:
    text = bind(query("SELECT * WHERE { }", FORCE), {"force": "force:essex"})

    assert bound(text, "force") == vocabulary.code("force", "essex")


@pytest.mark.parametrize(
    "value", ["https://example.org/code/ie-force/a", "<https://example.org/code/ie-force/a>"]
)
def test_a_code_of_the_studys_own_is_named_whole(value: str) -> None:
    asked = query("SELECT * WHERE { }", FORCE)

    text = bind(asked, {"force": value}, base="https://example.org/")

    assert bound(text, "force") == NamedNode("https://example.org/code/ie-force/a")


@pytest.mark.parametrize(
    "value",
    [
        "https://elsewhere.example/code/ie-force/a",
        "https://example.org/id/deployment/a",
        "ie-force:a",
    ],
)
def test_what_is_no_code_of_the_study_is_refused(value: str) -> None:
    with pytest.raises(ParameterError, match="named by its whole IRI"):
        bind(query("SELECT * WHERE { }", FORCE), {"force": value}, base="https://example.org/")


def test_a_list_that_ships_has_no_codes_of_a_studys_own() -> None:
    with pytest.raises(ParameterError, match="is no code of scheme force"):
        bind(query(TEXT, FORCE), {"force": vocabulary.code("force", "esex").value})


def test_an_unknown_parameter_is_told_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match=r"no parameter 'forse'; did you mean 'force'.*word"):
        bind(query(TEXT, FORCE, WORD), {"forse": "x"})
    with pytest.raises(ParameterError, match="has no parameter, so 'x' cannot be given"):
        bind(query("ASK WHERE { }"), {"x": "y"})


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("<https://example.org/a>", NamedNode("https://example.org/a")),
        ("force:essex", vocabulary.code("force", "essex")),
        ("other:thing", Literal("other:thing")),
        ("2022-01-28", Literal("2022-01-28", datatype=NamedNode(XSD + "date"))),
        ("12", Literal("12", datatype=NamedNode(XSD + "integer"))),
        ("1.5", Literal("1.5", datatype=NamedNode(XSD + "decimal"))),
        ("1.5.2", Literal("1.5.2")),
        ("", Literal("")),
    ],
)
def test_in_a_text_of_ones_own_the_form_of_a_value_tells_its_kind(value: str, term: object) -> None:
    assert bound(bind("SELECT * WHERE { OPTIONAL { ?x a ?y } }", {"x": value}), "x") == term


def test_a_text_of_ones_own_may_declare_its_parameters() -> None:
    text = "#+ param: n text = 7 -- a number kept as text\nSELECT * WHERE { BIND(1 AS ?m) }"

    assert bound(bind(text, {}), "n") == Literal("7")


def test_a_text_of_ones_own_has_only_its_variables() -> None:
    with pytest.raises(ParameterError, match="no parameter 'z'; it has s, x"):
        bind("SELECT ?x WHERE { ?s ?s ?x FILTER(?x != '?y') } # ?z", {"z": "1"})


def test_names_with_the_prefix_of_a_thing_stand_under_the_base_of_the_study() -> None:
    text = bind("SELECT * WHERE { OPTIONAL { ?d a ?t } }", {"d": "dep:x"}, base="https://e.org/")

    assert bound(text, "d") == NamedNode("https://e.org/id/deployment/x")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <https://e/WHERE> WHERE { BIND(?x AS ?seen) }",
        "# WHERE {\nSELECT * WHERE # {\n { BIND(?x AS ?seen) }",
        "CONSTRUCT { ?x ?x 'WHERE {' } WHERE { BIND(?x AS ?seen) }",
        "SELECT (EXISTS { SELECT * WHERE { ?s ?p ?o } } AS ?e) ?x WHERE { BIND(?x AS ?seen) }",
        "SELECT*WHERE{{SELECT*WHERE{}} BIND(?x AS ?seen) }",
    ],
)
def test_values_go_into_the_outermost_where_group(text: str) -> None:
    done = bind(text, {"x": "1"})

    before, after = done.split(' VALUES (?x) { ("1"^^<' + XSD + "integer>) }")
    assert before + after == text
    assert text.index("BIND") - len(before) < 22
    Store().query(done)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x { ?x a ?y }", "opened with the word WHERE"),
        ("CONSTRUCT WHERE { ?x ?p ?o }", "short form CONSTRUCT WHERE"),
        ("SELECT ?x WHERE { SELECT ?x WHERE { ?x ?p ?o } }", "nothing but a SELECT"),
        ("SELECT ?x WHERE ?x", "not followed by"),
    ],
)
def test_a_query_without_a_place_for_values_says_so(text: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        bind(text, {"x": "1"})


@given(st.text(min_size=1))
def test_no_text_gets_out_of_its_literal(value: str) -> None:
    text = bind(query("SELECT * WHERE { }", WORD), {"word": value})

    assert bound(text, "word") == Literal(value)
