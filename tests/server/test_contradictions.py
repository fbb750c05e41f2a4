"""The page of contradictions: both sides with their words and links, the label explained."""

from html import unescape

import pytest

from kg import resources
from tests.server.test_pages import HTML, Outline

BASE = "https://example.org/"
OWN = "gb-nowhere-paper-v1-s1-and-gb-nowhere-rows-v1-live-facial-recognition"


@pytest.fixture
def example(promoted, tmp_path):
    """A study that holds the example of the ontology, with one pair that a person ruled on."""
    path = resources.root() / "ontology" / "examples" / "disagreements.trig"
    return promoted(tmp_path, base=BASE, graph=path.read_text(encoding="utf-8"))


def test_each_side_is_quoted_and_leads_to_what_it_is(example):
    page = example.get("/contradictions", headers=HTML)

    text, outline = unescape(page.text), Outline(page.text)
    assert page.status_code == 200
    assert "2 pairs." in text
    assert "<blockquote>In 2022 we did not use it on any live camera</blockquote>" in text
    assert "<blockquote>Nowhere uses it in the open</blockquote>" in text
    assert "Biometrics and Surveillance Camera Commissioner, survey.pdf, page 4," in text
    assert {
        "/id/statement/gb-nowhere-paper-v1-s1",
        "/id/statement/survey-of-forces-v1-nowhere",
        f"/id/disagreement/{OWN}",
        "/contradictions?format=csv",
    } <= set(outline.addresses)
    assert (outline.open, outline.wrong) == ([], [])


def test_the_label_is_explained_and_a_ruling_told(example):
    text = unescape(example.get("/contradictions", headers=HTML).text)

    assert "Differs in scope: One side is of a narrower use" in text
    assert "A person ruled so, where the rule finds: Contradicts. The row is of a test" in text


def test_it_is_restricted_by_label_and_force(example):
    def shown(address):
        return example.get(address, headers=HTML).text

    assert "0 pairs." in shown("/contradictions?label=contradicts")
    assert "2 pairs." in shown("/contradictions?label=differs-in-scope")
    assert "0 pairs." in shown("/contradictions?force=essex")


def test_its_data_are_those_of_the_query(example):
    data = example.get("/contradictions?format=csv")

    assert data.mimetype == "text/csv"
    assert data.text == example.get("/queries/find/contradictions?format=csv").text


def test_an_address_that_asks_for_something_else_is_refused(example):
    answer = example.get("/contradictions?labels=contradicts")

    assert answer.status_code == 400
    assert "force, label and format" in answer.json["detail"]
