"""What a person ruled on one fact reaches the graph, and what they contested settles nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Quad

from kg import vocabulary
from kg.build import Iris, assemble, take_down
from kg.build.ledger import SourceLedger
from kg.model import DeploymentRecord, Disclosure, FactReview, Record, Review
from kg.record.facts import facts
from kg.record.load import load_text
from kg.record.wording import Wording
from kg.record.writing import as_yaml

BASE = "https://example.org/study/"


def ruled(record: Record, status: str, *facts: str, whole: str = "unreviewed") -> tuple[Quad, ...]:
    """Return the graph of *record* with a ruling on each of *facts*."""
    rulings = tuple(
        FactReview(fact=fact, status=status, role="reviewer", on=date(2026, 1, 2)) for fact in facts
    )
    record = replace(record, review=Review(status=whole, facts=rulings))
    return assemble({"record.yaml": take_down(record, Iris(BASE))}, Iris(BASE)).quads


def short(iri: str) -> str:
    return vocabulary.curie(iri, BASE)


def settled(quads: tuple[Quad, ...], *names: str) -> set[str]:
    """Return the subjects that have a settled fact of one of *names*."""
    wanted = {vocabulary.ONTOLOGY + name for name in names}
    return {
        short(quad.subject.value)
        for quad in quads
        if quad.graph_name == DefaultGraph() and quad.predicate.value in wanted
    }


def stated(quads: tuple[Quad, ...], name: str) -> dict[str, str]:
    """Return the values of *name* in the graph of the document, by subject."""
    return {
        short(quad.subject.value): short(quad.object.value)
        for quad in quads
        if quad.graph_name != DefaultGraph() and quad.predicate.value == vocabulary.ONTOLOGY + name
    }


ROW = "dep:gb-metropolitan-2000-01-02-market-square"
OBSERVED = "obs:gb-metropolitan-lfr-deployments-2000-v1-2000-01-02-market-square-"
Q1, Q2 = (f"ans:gb-metropolitan-00-foi-00-000002-q{n}" for n in (1, 2))


def test_a_rejected_figure_stays_in_its_document_and_the_others_are_settled(
    deployment_record: DeploymentRecord,
) -> None:
    before = ruled(deployment_record, "rejected")

    quads = ruled(deployment_record, "rejected", "deployment/2000-01-02-market-square/total-alerts")

    assert settled(before, "totalAlerts") == {ROW}
    assert settled(quads, "totalAlerts") == set()
    assert ROW in settled(quads, "arrestsOrDisposals")
    status = stated(quads, "reviewStatus")
    assert status[OBSERVED + "total-alerts"] == "review-status:rejected"
    assert status[OBSERVED + "arrests"] == "review-status:unreviewed"


def test_a_rejected_row_takes_all_its_figures_with_it(deployment_record: DeploymentRecord) -> None:
    quads = ruled(deployment_record, "rejected", "deployment/2000-01-02-market-square")

    assert ROW not in settled(quads, "date", "operator", "totalAlerts", "arrestsOrDisposals")
    assert stated(quads, "reviewStatus")[OBSERVED + "arrests"] == "review-status:rejected"


def test_a_rejected_answer_leaves_the_other_answers(disclosure: Disclosure) -> None:
    quads = ruled(disclosure, "rejected", "answer/2")

    assert settled(quads, "outcome") == {Q1}
    status = stated(quads, "reviewStatus")
    assert (status[Q1], status[Q2]) == ("review-status:unreviewed", "review-status:rejected")
    assert stated(quads, "heldStatus")[Q2] == "held:not-held"


def test_an_answer_to_what_was_not_asked_settles_nothing(disclosure: Disclosure) -> None:
    quads = ruled(disclosure, "rejected", "question/2")

    assert settled(quads, "outcome") == {Q1}
    assert not any(node.endswith("-q2") for node in settled(quads, "label"))


def test_a_rejected_part_of_a_question_leaves_the_question(disclosure: Disclosure) -> None:
    quads = ruled(disclosure, "rejected", "question/1/period", "decision")

    earlier = "qst:gb-metropolitan-00-foi-00-000001-q"
    assert settled(quads, "period") == {f"{earlier}1.a".replace(".", "-")}
    assert f"{earlier}1" in settled(quads, "label")
    assert settled(quads, "decision") == set()


def test_a_fact_has_its_own_ruling_or_else_that_of_its_record(disclosure: Disclosure) -> None:
    quads = ruled(disclosure, "accepted", "answer/2", whole="rejected")

    status = stated(quads, "reviewStatus")
    assert (status[Q1], status[Q2]) == ("review-status:rejected", "review-status:accepted")


def test_what_a_person_wrote_is_curated_and_tells_who_ruled_and_when(
    disclosure: Disclosure,
) -> None:
    quads = ruled(disclosure, "corrected", "answer/2")

    assert stated(quads, "confidence")[Q2] == "confidence:curated"
    assert stated(quads, "confidence")[Q1] == "confidence:direct-quotation"
    prov = vocabulary.FOREIGN["prov"]
    (activity,) = {
        quad.object
        for quad in quads
        if quad.predicate.value == prov + "wasInfluencedBy" and short(quad.subject.value) == Q2
    }
    told = {
        short(quad.predicate.value): short(quad.object.value)
        for quad in quads
        if quad.subject == activity
    }
    assert told == {
        "rdf:type": "prov:Activity",
        "prov:wasAssociatedWith": "role:reviewer",
        "dcterms:date": "2026-01-02",
    }
    assert {Q1, Q2} <= settled(quads, "outcome")


def test_one_sentence_that_answers_two_questions_has_one_status(disclosure: Disclosure) -> None:
    both = replace(disclosure.answers[1], to=("1", "2"))

    quads = ruled(replace(disclosure, answers=(both,)), "rejected", "answer/2")

    found = [
        quad
        for quad in quads
        if quad.predicate.value == vocabulary.ONTOLOGY + "reviewStatus"
        and short(quad.subject.value).startswith("stm:")
    ]
    assert [short(quad.object.value) for quad in found] == ["review-status:unreviewed"]


def test_every_ruling_that_the_graph_looks_for_is_on_a_fact_that_a_person_can_name(
    disclosure: Disclosure, deployment_record: DeploymentRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The addresses of the graph and of the YAML are made in two places, and are the same."""
    looked: list[str] = []
    rest = SourceLedger.rest

    def listening(ledger: SourceLedger, *passages: Any, **how: Any) -> None:
        looked.extend(ledger.at)
        rest(ledger, *passages, **how)

    monkeypatch.setattr(SourceLedger, "rest", listening)
    for record in (disclosure, deployment_record):
        looked.clear()
        take_down(record, Iris(BASE))

        content = load_text(as_yaml(record, wording=Wording()), path=Path("record"))
        assert looked
        assert set(looked) <= facts(content).keys()
