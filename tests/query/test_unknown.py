"""A guessed name that there is not is told, since it gives no rows and no error."""

import pytest

from kg.query import catalogue
from kg.query.unknown import unknown_names


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("?d fg:alerts ?n", "has no term fg:alerts; did you mean"),
        ("?d a fg:deployment", "did you mean fg:Deployment"),
        ("?d fg:operator force:met", "scheme force has no code force:met"),
        ("?d <https://w3id.org/foigraph/ontology#nope> ?n", "has no term fg:nope"),
        ("?d fg:totally-else ?n", "has no term fg:totally-else"),
    ],
)
def test_a_name_that_there_is_not_is_told(pattern: str, said: str) -> None:
    found = unknown_names(f"SELECT * WHERE {{ {pattern} . ?x {pattern.split()[1]} ?y }}")

    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?d fg:totalAlerts ?n ; fg:operator force:metropolitan }",
        "SELECT * WHERE { ?d a fg:Deployment } # fg:alerts",
        "SELECT * WHERE { ?d fg:place 'fg:alerts' }",
        "PREFIX fg: <https://elsewhere.example/> SELECT * WHERE { ?d fg:alerts ?n }",
        "PREFIX fg: <https://w3id.org/foigraph/ontology#> SELECT * WHERE { ?d fg:place ?n }",
        "SELECT * WHERE { ?d fg:operator <https://example.org/code/force/nowhere> }",
        "SELECT * WHERE { ?d a dep:one , mine:evasive }",
        "not SPARQL at all {{{ '",
        "",
    ],
)
def test_what_there_is_and_what_is_not_ours_is_passed_over(text: str) -> None:
    assert unknown_names(text) == ()


def test_of_thousands_of_names_the_first_are_told() -> None:
    """Near names are looked for on every page of a result, so there is an end to it."""
    names = " ".join(f"fg:no{number}" for number in range(10_000))

    found = unknown_names(f"SELECT * WHERE {{ VALUES ?x {{ {names} }} }}")

    assert [sentence.split()[5].rstrip(";") for sentence in found] == [
        "fg:no0",
        "fg:no1",
        "fg:no2",
        "fg:no3",
        "fg:no4",
    ]


def test_no_query_that_ships_has_such_a_name() -> None:
    found = {name: unknown_names(query.text) for name, query in catalogue.catalogue().items()}

    assert {name for name, hints in found.items() if hints} == set()
