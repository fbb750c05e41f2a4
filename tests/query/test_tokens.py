import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.query.tokens import position, tokens


def texts(query: str) -> list[str]:
    return [token.text for token in tokens(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT*WHERE{?s a fg:X}", ["SELECT", "*", "WHERE", "{", "?s", "a", "fg:X", "}"]),
        ("?a < ?b && ?c > ?d", ["?a", "<", "?b", "&&", "?c", ">", "?d"]),
        ("<https://a/b#c> # not <this>\n.", ["<https://a/b#c>", "."]),
        ("# to the end of the line\r1", ["1"]),
        (r"'it\'s' \"x\"".replace('\\"', '"'), [r"'it\'s'", '"x"']),
        ('"""a "quoted" {\n""" ""', ['"""a "quoted" {\n"""', '""']),
        ("'''b'''''", ["'''b'''", "''"]),
        ("ex:a.b. ex:c.", ["ex:a.b", ".", "ex:c", "."]),
        (r"ex:a\#b ex:%41 :x _:b1 ex:", [r"ex:a\#b", "ex:%41", ":x", "_:b1", "ex:"]),
        ("'x'@en-GB '1'^^xsd:integer", ["'x'", "@en-GB", "'1'", "^^", "xsd:integer"]),
        ("1.5 .5 1. 2e-3", ["1.5", ".5", "1", ".", "2e-3"]),
        ("'open", ["'", "open"]),
    ],
)
def test_tokens_end_where_the_grammar_ends_them(query: str, expected: list[str]) -> None:
    assert texts(query) == expected


def test_a_local_name_ends_at_its_second_dot_as_it_does_for_the_engine() -> None:
    """Otherwise a keyword after the dot would look like a part of the name."""
    query = "ASK { ?s ?p ex:a.b.FILTER(1) }"

    assert texts(query)[4:7] == ["ex:a.b", ".", "FILTER"]
    assert Store().query(query, prefixes={"ex": "https://e/"}) is not None


def test_a_position_counts_lines_and_characters_from_one() -> None:
    assert position("ab\nc\u00e9d", 5) == (2, 3)
    assert position("ab", 0) == (1, 1)


@given(st.text())
def test_no_character_is_lost_or_read_twice(query: str) -> None:
    end = 0
    for token in tokens(query):
        between = query[end : token.start]
        assert token.start >= end
        assert query[token.start : token.start + len(token.text)] == token.text
        assert all(part.isspace() or "#" in between for part in between)
        end = token.start + len(token.text)
