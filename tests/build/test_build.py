from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import vocabulary
from kg.build import Iris, assemble, rulings, take_down
from kg.model import (
    ChainRuling,
    Coverage,
    DeploymentRecord,
    Disclosure,
    Passage,
    PresumedTarget,
    Presumption,
    Review,
    Source,
)

BASE = "https://example.org/study/"
FG = vocabulary.ONTOLOGY


def names(quads: tuple[Quad, ...], predicate: str) -> set[tuple[str, str]]:
    """Return the pairs that *predicate* joins in the default graph, in short form."""
    return {
        (vocabulary.curie(quad.subject.value, BASE), short(quad.object))
        for quad in quads
        if quad.predicate.value == FG + predicate and quad.graph_name == DefaultGraph()
    }


def short(term: object) -> str:
    return vocabulary.curie(getattr(term, "value", str(term)), BASE)


def quads_of(*records: Disclosure | DeploymentRecord) -> tuple[Quad, ...]:
    iris = Iris(BASE)
    ledgers = {f"{record.key}.yaml": take_down(record, iris) for record in records}
    return assemble(ledgers, iris).quads


def test_the_earlier_request_has_every_question_and_the_later_one_those_it_asks(
    disclosure: Disclosure,
) -> None:
    quads = quads_of(disclosure)

    asked = names(quads, "askedIn")
    per_request = Counter(request for _, request in asked)
    assert per_request == {
        "req:gb-metropolitan-00-foi-00-000001": 3,
        "req:gb-metropolitan-00-foi-00-000002": 2,
    }
    assert names(quads, "asksAgain") == {
        (
            "qst:gb-metropolitan-00-foi-00-000002-q1",
            "qst:gb-metropolitan-00-foi-00-000001-q1",
        ),
        (
            "qst:gb-metropolitan-00-foi-00-000002-q2",
            "qst:gb-metropolitan-00-foi-00-000001-q2",
        ),
    }
    assert names(quads, "excludesQuestion") == {
        (
            "req:gb-metropolitan-00-foi-00-000002",
            "qst:gb-metropolitan-00-foi-00-000001-q1-a",
        )
    }


def test_an_open_period_has_no_last_day(disclosure: Disclosure) -> None:
    quads = quads_of(disclosure)

    question = "qst:gb-metropolitan-00-foi-00-000001-q1-a"
    assert (question, "2022-01/..") in names(quads, "period")
    assert question in {subject for subject, _ in names(quads, "periodStart")}
    assert question not in {subject for subject, _ in names(quads, "periodEnd")}


def test_only_a_printed_number_becomes_a_flat_figure(deployment_record: DeploymentRecord) -> None:
    """Zero is a fact; N/A and blank are not."""
    quads = quads_of(deployment_record)

    ran = "dep:gb-metropolitan-2000-01-02-market-square"
    assert names(quads, "totalAlerts") == {(ran, "0")}
    assert names(quads, "falseAlertRate") == {(ran, "0.00008")}
    assert names(quads, "arrestsOrDisposals") == {(ran, "0")}
    assert names(quads, "arrests") == set()


def test_what_is_missing_is_an_observation_with_its_reason(
    deployment_record: DeploymentRecord,
) -> None:
    quads = quads_of(deployment_record)

    reasons = Counter(
        short(quad.object) for quad in quads if quad.predicate.value == FG + "missingReason"
    )
    assert reasons == {"missing-reason:not-applicable": 2, "missing-reason:blank": 1}


def test_a_stopped_deployment_is_no_statement_of_use(deployment_record: DeploymentRecord) -> None:
    quads = quads_of(deployment_record)

    described = {short(quad.object) for quad in quads if quad.predicate.value == FG + "describes"}
    assert described == {"dep:gb-metropolitan-2000-01-02-market-square"}


def test_every_fact_of_a_document_graph_rests_on_words_or_says_that_it_is_inferred(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    quads = quads_of(disclosure, deployment_record)
    kinds = (
        "InformationRequest",
        "Question",
        "Answer",
        "AnswerPart",
        "Interpretation",
        "Statement",
        "Deployment",
        "Observation",
    )

    stated = {
        quad.subject
        for quad in quads
        if quad.predicate.value.endswith("#type")
        and quad.object.value.removeprefix(FG) in kinds
        and quad.graph_name != DefaultGraph()
    }
    rests = {quad.subject for quad in quads if quad.predicate.value == FG + "evidence"}
    inferred = {
        quad.subject for quad in quads if quad.object == vocabulary.code("confidence", "inferred")
    }

    assert len(stated) > 10
    assert stated - rests == inferred
    assert len(inferred) == 1


def test_statements_and_evidence_stay_in_the_graph_of_their_document(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    quads = quads_of(disclosure, deployment_record)

    sourced = {"Statement", "Observation", "Evidence", "Interpretation", "GroundClaim"}
    flat = {
        quad.object.value.removeprefix(FG)
        for quad in quads
        if quad.predicate.value.endswith("#type") and quad.graph_name == DefaultGraph()
    }
    assert not sourced & flat
    assert {"Answer", "Question", "Deployment", "DocumentVersion"} <= flat


def test_there_is_no_blank_node_and_no_slash_in_a_key(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    quads = quads_of(disclosure, deployment_record)

    terms = {term for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    assert not any(isinstance(term, BlankNode) for term in terms)
    things = [term.value for term in terms if isinstance(term, NamedNode) and BASE in term.value]
    assert things
    for iri in things:
        assert vocabulary.curie(iri, BASE) != iri, iri


def test_the_same_records_give_the_same_quads(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    assert quads_of(disclosure, deployment_record) == quads_of(deployment_record, disclosure)


def test_documents_that_agree_state_a_fact_once(deployment_record: DeploymentRecord) -> None:
    later = replace(
        deployment_record,
        key="gb-metropolitan-lfr-deployments-2000-again",
        source=Source(sha256="2" * 64, media_type="application/pdf", file="again.pdf"),
    )

    quads = quads_of(deployment_record, later)

    assert names(quads, "totalAlerts") == {("dep:gb-metropolitan-2000-01-02-market-square", "0")}


def test_documents_that_differ_settle_nothing(deployment_record: DeploymentRecord) -> None:
    """Both figures stay in their graphs; neither is shown as the fact."""
    first = deployment_record.deployments[0]
    changed = replace(first, figures=(replace(first.figures[0], value=5), *first.figures[1:]))
    later = replace(
        deployment_record,
        key="gb-metropolitan-lfr-deployments-2000-again",
        deployments=(changed, *deployment_record.deployments[1:]),
    )
    iris = Iris(BASE)

    found = assemble(
        {"a.yaml": take_down(deployment_record, iris), "b.yaml": take_down(later, iris)}, iris
    )

    assert names(found.quads, "totalAlerts") == set()
    assert names(found.quads, "falseAlertRate") != set()
    (unsettled,) = found.unsettled
    assert short(unsettled.predicate) == "fg:totalAlerts"
    assert len(unsettled.graphs) == 2
    values = {
        quad.object.value for quad in found.quads if quad.predicate.value == FG + "totalAlerts"
    }
    assert values == {"0", "5"}


def test_a_presumed_target_says_so_at_every_step() -> None:
    presumption = Presumption(
        force="metropolitan",
        reference="00.FOI.00.000002",
        labels=("1", "1.a"),
        ruling=PresumedTarget(
            document="gb-metropolitan-00-foi-00-000002",
            target="gb-metropolitan-lfr-deployments-2000",
            reason="the only one",
            role="maintainer",
            on=date(2026, 11, 22),
            coverage=(Coverage(question="1", coverage="does-not-cover", reason="no column"),),
        ),
    )

    iris = Iris(BASE)
    quads = assemble({"links.yaml": rulings.take_down([presumption], iris)}, iris).quads

    target = "doc:gb-metropolitan-lfr-deployments-2000"
    answer = "ans:gb-metropolitan-00-foi-00-000002-q1"
    assert names(quads, "presumedTarget") == {(answer, target), (f"{answer}-a", target)}
    assert names(quads, "coverageAssessed") == set(), "a guess is no settled fact"
    assessed = [quad for quad in quads if quad.predicate.value == FG + "coverageAssessed"]
    assert [quad.graph_name.value for quad in assessed] == [f"{BASE}graph/rulings"]
    presumed = [quad for quad in quads if quad.predicate.value == FG + "presumed"]
    assert [quad.object.value for quad in presumed] == ["true"]
    assert presumed[0].graph_name.value == f"{BASE}graph/rulings"


@pytest.mark.parametrize(
    ("field", "stated"), [("follows", "precedingStep"), ("reviews", "reviewOf")]
)
def test_what_a_request_has_to_do_with_an_earlier_one_rests_on_words(
    disclosure: Disclosure, field: str, stated: str
) -> None:
    words = Passage(quote="as to my request 00/FOI/00/000001", start=40, end=73)
    later = replace(disclosure.requests[0], refines=None, asks_again=(), excludes=(), scope=None)
    later = replace(later, **{field: "00/FOI/00/000001", f"{field}_passage": words})
    quads = quads_of(replace(disclosure, requests=(later, *disclosure.requests[1:]), answers=()))

    request = "req:gb-metropolitan-00-foi-00-00000"
    assert names(quads, stated) == {(f"{request}2", f"{request}1")}
    evidence = [
        quad.object.value
        for quad in quads
        if quad.predicate.value == FG + "evidence" and short(quad.subject) == f"{request}2"
    ]
    assert any(one.endswith("c40-73") for one in evidence)


def test_a_ruling_on_a_chain_is_flat_and_stands_in_the_graph_of_rulings() -> None:
    said = {
        relation: ChainRuling(
            later=f"gb-kent-{relation}",
            earlier="gb-kent-1",
            relation=relation,
            reason="Read.",
            role="reviewer",
            on=date(2026, 1, 1),
        )
        for relation in ("refines", "follows", "reviews", "none")
    }

    iris = Iris(BASE)
    quads = assemble({"links.yaml": rulings.take_down([], iris, (), said.values())}, iris).quads

    assert names(quads, "refines") == {("req:gb-kent-refines", "req:gb-kent-1")}
    assert names(quads, "precedingStep") >= {("req:gb-kent-follows", "req:gb-kent-1")}
    assert names(quads, "reviewOf") == {("req:gb-kent-reviews", "req:gb-kent-1")}
    assert not any("gb-kent-none" in quad.subject.value for quad in quads)
    assert f"{BASE}graph/rulings" in {
        quad.graph_name.value for quad in quads if quad.graph_name != DefaultGraph()
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, ("true", "boolean")),
        (7, ("7", "integer")),
        (Decimal("0.00008"), ("0.00008", "decimal")),
        (date(2022, 1, 28), ("2022-01-28", "date")),
        ("as printed", ("as printed", "string")),
    ],
)
def test_values_have_the_datatypes_that_an_engine_keeps(
    value: bool | int | Decimal | date | str, expected: tuple[str, str]
) -> None:
    from kg.build.ledger import literal

    found = literal(value)

    assert isinstance(found, Literal)
    assert (found.value, found.datatype.value.rpartition("#")[2]) == expected


@pytest.mark.parametrize(
    ("status", "settled"),
    [("unreviewed", 1), ("accepted", 1), ("disputed", 0), ("rejected", 0)],
)
def test_what_a_person_contested_is_no_settled_fact(
    status: str, settled: int, deployment_record: DeploymentRecord
) -> None:
    """It stays in the graph of its document, with its review status."""
    record = replace(deployment_record, review=Review(status=status))

    quads = quads_of(record)

    assert len(names(quads, "totalAlerts")) == settled
    stated = [quad for quad in quads if quad.predicate.value == FG + "totalAlerts"]
    assert len(stated) == 1 + settled


def test_a_period_rests_on_the_words_that_set_it(disclosure: Disclosure) -> None:
    words = Passage(quote="relate to the period", start=1, end=21)
    early = disclosure.requests[1]
    asked = replace(early.questions[0], period_passage=words)
    record = replace(
        disclosure,
        requests=(
            disclosure.requests[0],
            replace(early, questions=(asked, *early.questions[1:])),
        ),
    )

    quads = quads_of(record)

    rests = {
        short(quad.subject)
        for quad in quads
        if quad.predicate.value == FG + "periodEvidence" and quad.object.value.endswith("-c1-21")
    }
    assert rests == {
        "qst:gb-metropolitan-00-foi-00-000001-q1",
        "qst:gb-metropolitan-00-foi-00-000002-q1",
    }
