"""Every fact that is printed says how it was got, and how often that was right."""

import hashlib
from typing import Any

import pytest

from benchmarks.letters import letters
from kg import vocabulary
from kg.extract import confidence
from kg.extract.reading import extract
from kg.model import Document
from kg.record.extraction import as_json


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    """What is read from some invented letters."""
    read = []
    for letter in letters(20, seed=11):
        document = Document(
            name=letter.name,
            media_type="text/plain",
            sha256=hashlib.sha256(letter.text.encode()).hexdigest(),
            text=letter.text,
        )
        read.append(as_json(document, extract(document)))
    return read


@pytest.mark.parametrize(
    ("kind", "field"),
    [("questions", "questions"), ("answers", "outcomes"), ("exemptions", "exemptions")],
)
def test_a_fact_has_the_figures_of_its_kind(
    found: list[dict[str, Any]], kind: str, field: str
) -> None:
    facts = [
        fact for one in found for fact in (one[kind].values() if kind == "answers" else one[kind])
    ]

    measured = confidence.measured(field)
    assert len(facts) > 20
    assert measured is not None
    assert {fact["confidence"]["how"] for fact in facts} <= set(vocabulary.codes("confidence"))
    assert {fact["confidence"]["n"] for fact in facts} == {measured.found}
    assert {fact["confidence"]["at_least"] for fact in facts} == {float(measured.share)}


def test_facts_that_are_bare_values_have_theirs_beside_them(found: list[dict[str, Any]]) -> None:
    kinds = ["force", "references", "dates", "technologies", "periods", "decision"]

    assert [list(one["confidence"]) for one in found] == [kinds] * len(found)
    assert all(one["confidence"][kind]["n"] > 0 for one in found for kind in kinds)


def test_no_figure_is_better_than_what_was_measured(found: list[dict[str, Any]]) -> None:
    for one in found:
        for figures in one["confidence"].values():
            assert 0 < figures["at_least"] < figures["precision"] <= 1
