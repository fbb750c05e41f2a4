import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import vocabulary
from kg.errors import QueryError, QueryRefusedError, QuerySyntaxError, UsageError
from kg.query.run import answer

BASE = vocabulary.HOME
GRAPH = NamedNode(BASE + "graph/one-v1")


def deployment(key: str) -> NamedNode:
    return NamedNode(f"{BASE}id/deployment/{key}")


@pytest.fixture
def store() -> Store:
    filled = Store()
    place, kind = vocabulary.term("place"), NamedNode(vocabulary.FOREIGN["rdf"] + "type")
    for key, where in (("a", "Market Square"), ("b", 'Caf\u00e9, "Nord"\nback door')):
        filled.add(Quad(deployment(key), kind, vocabulary.term("Deployment"), DefaultGraph()))
        filled.add(Quad(deployment(key), place, Literal(where), DefaultGraph()))
    filled.add(Quad(deployment("c"), place, Literal("elsewhere"), GRAPH))
    return filled


ROWS = "SELECT ?d ?place ?none WHERE { ?d fg:place ?place OPTIONAL { ?d fg:x ?none } } ORDER BY ?d"
CONSTRUCT = "CONSTRUCT { ?d fg:place ?p ; a ?t } WHERE { ?d fg:place ?p ; a ?t }"


def test_rows_come_in_the_order_of_the_columns_with_none_where_nothing_is_bound(
    store: Store,
) -> None:
    result = answer(store, ROWS, base=BASE)

    assert result.kind == "solutions"
    assert result.columns == ("d", "place", "none")
    assert result.rows[0] == (deployment("a"), Literal("Market Square"), None)
    assert [row[0] for row in result.rows] == [deployment("a"), deployment("b")]
    assert result.boolean is None
    assert result.triples == ()


def test_the_prefixes_of_things_stand_under_the_base_of_the_study(store: Store) -> None:
    text = "ASK { dep:a a fg:Deployment }"

    assert answer(store, text, base=BASE).boolean is True
    assert answer(store, text, base="https://example.org/").boolean is False


def test_a_query_may_declare_a_preset_prefix_anew(store: Store) -> None:
    text = "PREFIX fg: <https://example.org/> ASK { ?s a fg:Deployment }"

    assert answer(store, text, base=BASE).boolean is False


def test_a_graph_holds_each_triple_once_in_order(store: Store) -> None:
    result = answer(store, CONSTRUCT, base=BASE)

    assert result.kind == "graph"
    assert len(result.triples) == 4
    assert list(result.triples) == sorted(result.triples, key=str)
    assert isinstance(result.triples[0], Triple)
    assert (result.columns, result.rows, result.boolean) == ((), (), None)


def test_the_graphs_of_the_protocol_take_the_place_of_the_default_graph(store: Store) -> None:
    text = "SELECT ?place { ?d fg:place ?place }"

    found = answer(store, text, base=BASE, default_graphs=[GRAPH])

    assert [row[0] for row in found.rows] == [Literal("elsewhere")]
    inside = "SELECT ?place { GRAPH ?g { ?d fg:place ?place } }"
    assert answer(store, inside, base=BASE, named_graphs=[]).rows == ()
    assert len(answer(store, inside, base=BASE, named_graphs=[GRAPH]).rows) == 1


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("json", b'{"head":{"vars":["d","place","none"]}'),
        ("xml", b'<?xml version="1.0"?><sparql'),
        ("csv", b"d,place,none\r\n"),
        ("tsv", b"?d\t?place\t?none\n"),
    ],
)
def test_rows_are_written_in_each_format_the_same_every_time(
    form: str, head: bytes, store: Store
) -> None:
    result = answer(store, ROWS, base=BASE)

    written = result.serialize(form)

    assert written.startswith(head)
    assert "Caf\u00e9".encode() in written
    assert written == result.serialize(form)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("json", b'{"head":{},"boolean":true}'), ("csv", b"true"), ("tsv", b"true")],
)
def test_yes_or_no_is_written_too(form: str, expected: bytes, store: Store) -> None:
    assert answer(store, "ASK { ?s ?p ?o }", base=BASE).serialize(form) == expected


def test_turtle_has_only_the_prefixes_that_occur_in_order(store: Store) -> None:
    written = answer(store, CONSTRUCT, base=BASE).serialize("turtle").decode()

    assert written.splitlines()[:3] == [
        "@prefix dep: <https://w3id.org/foigraph/id/deployment/> .",
        "@prefix fg: <https://w3id.org/foigraph/ontology#> .",
        "dep:a a fg:Deployment ;",
    ]


@pytest.mark.parametrize(
    ("form", "engine"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("rdfxml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
        ("trig", RdfFormat.TRIG),
        ("nquads", RdfFormat.N_QUADS),
    ],
)
def test_a_graph_is_the_same_in_each_format(form: str, engine: RdfFormat, store: Store) -> None:
    result = answer(store, CONSTRUCT, base=BASE)

    written = result.serialize(form)

    assert {quad.triple for quad in parse(written, format=engine)} == set(result.triples)
    assert written == answer(store, CONSTRUCT, base=BASE).serialize(form)


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        (ROWS, "turtle", "a table .* cannot be written as 'turtle'; it can as json, xml, csv, tsv"),
        ("ASK {}", "jsonld", "yes or no"),
        (CONSTRUCT, "csv", "a graph .*it can as turtle, ntriples"),
    ],
)
def test_a_format_that_does_not_fit_is_told_with_those_that_do(
    text: str, form: str, said: str, store: Store
) -> None:
    with pytest.raises(UsageError, match=said):
        answer(store, text, base=BASE).serialize(form)


def test_a_query_that_is_refused_does_not_run(store: Store) -> None:
    with pytest.raises(QueryRefusedError):
        answer(store, "ASK { SERVICE <http://127.0.0.1:9/> {} }", base=BASE)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "there is no query"),
        ("# nothing\n", 2, 1, "there is no query"),
        ("SELECT ?x WHER {}", 1, 11, "did you mean WHERE?"),
        ("SELECT ?x WHERE {\n  ?x a fg:X\n", 1, 17, "'{' is never closed"),
        ("SELECT * {\n ?x a (1}", 2, 7, "'(' is never closed"),
        ("SELECT * {}\n}", 2, 1, "'}' closes nothing"),
        ("SELECT * {\n  ?x fg:y 'open }", 2, 11, "quotation mark is never closed"),
        ("SELECT *\n{ ?x frog:y 1 }", 2, 6, "'frog:' is neither preset nor declared"),
        ("SELECT * { ?x outcom:y 1 }", 1, 15, "did you mean 'outcome:'?"),
        ("DELETE WHERE { ?s ?p ?o }", 1, 1, "only queries are answered"),
        ("PREFIX a: <b:c>\nINSERT DATA { }", 2, 1, "only queries are answered"),
        ("SELECT * {\n  ?x fg:a ; ; fg:b }", 2, 11, "';' cannot stand here"),
        ("SELECT ?x ?x WHERE { }\n", None, None, "one variable twice"),
        ("SELECT ?x (COUNT(*) AS ?n) WHERE { ?x ?y ?z } GROUP BY ?z", None, None, "grouped by"),
        ("SELECT * { '\u00e9' fg:a 1 . ?x <http://[> 2 }", None, None, "IRI before here"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", None, None, "bound twice"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(
    text: str, line: int | None, column: int | None, said: str, store: Store
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        answer(store, text, base=BASE, where="my.rq")

    assert said in str(caught.value)
    assert str(caught.value).startswith("my.rq, line ")
    assert caught.value.line is not None
    if line is not None:
        assert (caught.value.line, caught.value.column) == (line, column)


def test_the_place_of_the_engine_counts_characters(store: Store) -> None:
    """In bytes or UTF-16 units the column would be another."""
    text = "ASK { ?x ?y ?z . ?a ?b '\u00e9\U0001f600' <a:q> . }"

    with pytest.raises(QuerySyntaxError, match="'}' cannot stand here") as caught:
        answer(store, text, base=BASE)

    assert (caught.value.line, caught.value.column) == (1, len(text))


def test_every_word_of_the_engine_passes_for_a_word(store: Store) -> None:
    """A word that the list lacks would be blamed for somebody's real mistake."""
    text = """
    SELECT DISTINCT (COUNT(*) AS ?n) (GROUP_CONCAT(STR(?s); SEPARATOR = ", ") AS ?all)
    FROM <a:b> FROM NAMED <a:c>
    WHERE {
      ?s a ?t . VALUES ?t { UNDEF true false }
      OPTIONAL { ?s ?p ?o FILTER NOT EXISTS { ?o ?q 1 } } MINUS { ?s ?p 2 } LATERAL { ?s ?r 3 }
      FILTER (isLiteral(?o) && LANGMATCHES(LANG(?o), "*") || sameTerm(?s, ?o) || BOUND(?p))
      FILTER (STRSTARTS(UCASE(?o), "A") && YEAR(?o) IN (1, 2) && COALESCE(IF(?a, ?b, ?c)))
    }
    GROUP BY ?s HAVING (SUM(?o) > 1) ORDER BY DESC(?s) ASC(?t) LIMIT 1 OFFSET 2 mistake
    """
    with pytest.raises(QuerySyntaxError, match="'mistake' is no word of SPARQL"):
        answer(store, text, base=BASE)


def test_what_the_engine_cannot_compute_is_told(store: Store) -> None:
    text = "SELECT (<https://example.org/f>(1) AS ?x) WHERE {}"

    with pytest.raises(QueryError, match=r"my.rq: .*<https://example.org/f> is not supported"):
        answer(store, text, base=BASE, where="my.rq")
