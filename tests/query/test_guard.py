import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryRefusedError
from kg.query import guard

EX = {"ex": "https://example.org/", "": "http://127.0.0.1:9/"}
TARGET = "<http://127.0.0.1:9/>"
"""A port that the engine itself refuses, so that no test calls anybody."""


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ SERVICE {TARGET} {{ ?s ?p ?o }} }}",
        f"ASK {{ service silent {TARGET} {{}} }}",
        f"ASK {{ # a comment\rSERVICE{TARGET}{{}}\n}}",
        "ASK { SERVICE?x{} }",
        "ASK { SERVICEex:a {} }",
        "ASK { SERVICE:a {} }",
        f"ASK {{ FILTER(1<2)SERVICE{TARGET}{{}} FILTER(2>1) }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {TARGET} {{}} }} }}",
        f"ASK {{ ?a ?b ex:a.b.SERVICE{TARGET}{{}} }}",
        f"ASK {{ ?a ?b trueSERVICE{TARGET}{{}} }}",
        f"ASK {{ ?a ?b 1e0SERVICE{TARGET}{{}} }}",
        f"ASK {{ ?a ?b ''@en.SERVICE{TARGET}{{}} }}",
        f"ASK {{ ex:a\\#b ?p ?o . SERVICE {TARGET} {{}} }}",
        f"ASK {{ FILTER(?a<?b&&?c>?d)SERVICE{TARGET}{{}} }}",
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE is not done here"):
        guard.check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <x>' }",
        'ASK { ?s ?p """\nSERVICE <x> {}""" }',
        "ASK { ?s ?p <https://example.org/SERVICE> }",
        "ASK { } # SERVICE <x> {}",
        "ASK { ?service ?p ex:service-desk , ex:SERVICE }",
        "ASK { ?s ?p 'it\\'s SERVICE' }",
    ],
)
def test_the_word_service_is_harmless_in_strings_iris_comments_and_names(query: str) -> None:
    guard.check(query)


PIECES = st.one_of(
    st.sampled_from(
        ("SERVICE<http://127.0.0.1:9/>{}", "SERVICEex:a{}", "SERVICE:a{}", "service silent?s{}")
    ),
    st.sampled_from((":a", "ex:a.b", "ex:a.b.c", "ex:a\\#", "ex:", "?s", "_:b", "true", "a", "1")),
    st.sampled_from(
        ("{", "}", ".", ";", ",", "(", ")", "<", ">", "&&", "#", "^^", "\n", "\r", " ")
    ),
    st.sampled_from(("'", "'x'", '"', '"""', "@en", "1.", "2e0", "FILTER", "OPTIONAL", "UNION")),
)
FRAMES = st.sampled_from(
    ("ASK {{ {{}} {} }}", "ASK {{ ?s ?p ?o{} }}", "ASK {{ ?s ?p {} }}", "ASK {{ FILTER(1<{} }}")
)


@given(FRAMES, st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_no_arrangement_hides_service_from_the_guard(frame: str, inside: str) -> None:
    """The engine's own reading is the judge.

    Where a text is a query and is none with another word in place of SERVICE,
    the engine took the word for the keyword.
    """
    query = frame.format(inside)
    other = query.replace("SERVICE", "SERVICX").replace("service", "servicx")
    if reads(query) and not reads(other):
        with pytest.raises(QueryRefusedError):
            guard.check(query)


def reads(query: str) -> bool:
    try:
        Store().query(query, prefixes=EX)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        pass  # it was read; it failed later, at the port that is refused
    return True


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK { } # " + "x" * guard.BYTES, "bytes"),
        ("ASK { } # " + "\u20ac" * (guard.BYTES // 2), "bytes"),
        ("ASK " + "{" * 101 + "}" * 101, "101 deep"),
        ("ASK { FILTER(" + "(" * 99 + "1" + ")" * 99 + ") }", "101 deep"),
        ("ASK {" + "{ ?a ?b ?c }" * 100 + "}", "101 groups"),
        ("ASK {" + "?a ?b ?c ." * 101 + "}", "101 triple patterns"),
        ("ASK { ?a ?b ?c" + "; ?b ?c" * 101 + "}", "101 triple patterns"),
        ("ASK { ?a ?b ?c" + ", ?c" * 101 + "}", "101 triple patterns"),
        ("ASK { FILTER(EXISTS { ?a ?b ?c" + ", ?c" * 101 + "}) }", "101 triple patterns"),
        ("ASK { ?a ex:p" + "/ex:p" * 101 + " ?b }", "101 triple patterns"),
        ("ASK { ?a ?b (" + " 1" * 102 + ") }", "101 triple patterns"),
        ("ASK { FILTER(1" + " || 1" * 1001 + ") }", "1001 operators"),
        ("ASK { FILTER(" + "!" * 1001 + "true) }", "1001 operators"),
    ],
)
def test_a_query_that_could_kill_the_process_is_refused(query: str, said: str) -> None:
    with pytest.raises(QueryRefusedError, match=said):
        guard.check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 100 + "}" * 100,
        "ASK {" + "?a ?b ?c ." * 100 + "}",
        "ASK { VALUES ?x {" + " ex:a" * 2000 + "} }",
        "ASK { VALUES (?x ?y) {" + " (ex:a 'b')" * 1000 + "} }",
        "ASK { FILTER(?x IN (1" + ", 1" * 1000 + ")) }",
        "ASK { ?a ?b 'line; with, marks. and {braces} and (more' }" + " #;;;;" * 200,
    ],
)
def test_a_long_list_of_values_is_no_danger(query: str) -> None:
    guard.check(query)
