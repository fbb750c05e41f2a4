"""The page that this project began with, fact by fact."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.extract.disclosure import extract_disclosure
from kg.model import Disclosure, Document, Passage

PARTS = {1: "a", 2: "a", 3: "a", 4: "a", 5: "abc", 6: "ab", 7: "a", 8: "a", 9: "a", 10: "a"}
LABELS = [
    label
    for number, letters in PARTS.items()
    for label in (str(number), *(f"{number}.{letter}" for letter in letters))
]
LABELS.insert(LABELS.index("5.c") + 1, "5.c.i")
BY_REFERENCE = ("1", "1.a", "3", "3.a", "5", "5.a", "5.b", "5.c", "5.c.i", "6", "6.a", "6.b")
LIVE = "live-facial-recognition"
RETROSPECTIVE = "retrospective-facial-recognition"
OPERATOR = "operator-initiated-facial-recognition"
COMBINED = "frt-with-body-worn-video"
TECHNOLOGIES = {
    "1": (LIVE,),
    "2": (RETROSPECTIVE,),
    "3": (OPERATOR,),
    "4": (COMBINED,),
    "5": (LIVE,),
    "6": (),
    "7": (LIVE,),
    "8": (RETROSPECTIVE,),
    "9": (OPERATOR,),
    "10": (COMBINED,),
}
NARROWED = (f"technology:{LIVE}", f"technology:{RETROSPECTIVE}", "overtness:overt")


@pytest.fixture
def record(met_page: Document) -> Disclosure:
    return extract_disclosure(met_page)


def test_force_references_and_that_one_refines_the_other(record: Disclosure) -> None:
    answered, earlier = record.requests

    assert (record.key, record.force, record.regime) == (
        "gb-metropolitan-01-foi-23-031597",
        "metropolitan",
        "foia",
    )
    assert (answered.reference, answered.refines) == ("01.FOI.23.031597", "01/FOI/23/028737")
    assert (earlier.reference, earlier.refines) == ("01/FOI/23/028737", None)
    assert (answered.received, record.responded, record.published) == (None, None, None)


def test_24_questions_are_printed_and_14_asked(record: Disclosure) -> None:
    answered, earlier = record.requests

    assert [question.label for question in earlier.questions] == LABELS
    assert answered.questions == ()
    assert list(answered.asks_again) == [
        label for label in LABELS[:16] if not label.startswith("2")
    ]
    assert answered.excludes == ("2", "2.a")
    assert answered.scope is not None
    assert answered.scope.quote.endswith("except for Q2.")


def test_periods(record: Disclosure) -> None:
    periods = {question.label: str(question.period) for question in record.requests[1].questions}

    assert periods == dict.fromkeys(LABELS[:16], "2022-01/2023-01") | dict.fromkeys(
        LABELS[16:], "2023-02/.."
    )


def test_technologies(record: Disclosure) -> None:
    for question in record.requests[1].questions:
        assert question.technologies == TECHNOLOGIES[question.label.partition(".")[0]]
    assert record.technologies == (LIVE, RETROSPECTIVE, OPERATOR, COMBINED)


def test_the_headline_is_a_quotation(record: Disclosure) -> None:
    assert record.decision is not None
    assert record.decision.code == "full-disclosure"
    assert record.decision.passage.quote.endswith("to you in full.")


def test_the_link_is_said_to_answer_twelve(record: Disclosure) -> None:
    linked, _ = record.answers

    assert linked.to == BY_REFERENCE
    assert (linked.held, linked.disclosure, linked.outcome, linked.coverage_claimed) == (
        "not-stated",
        "by-reference",
        "answered-by-reference",
        "covers",
    )


def test_question_4_is_read_narrowly_and_denied(record: Disclosure) -> None:
    _, answer = record.answers

    assert (answer.to, answer.held, answer.disclosure) == (("4", "4.a"), "not-held", "none")
    assert answer.outcome == "not-held"
    assert answer.passage.quote.startswith("For Q4 we have taken")
    assert answer.passage.quote.endswith("there in is no information held for this question.")
    assert "BVW" in answer.passage.quote
    assert answer.interpretation is not None
    assert answer.interpretation.restricted_to == NARROWED
    (said,) = answer.statements
    assert (said.polarity, said.technology, said.restricted_to, str(said.period)) == (
        "negative",
        COMBINED,
        NARROWED,
        "2022-01/2023-01",
    )
    assert said.passage.quote.startswith("For Q4 we have taken the question")
    assert "regarding the overt use of LFR and RFR on BVW" in said.passage.quote
    assert "so there in is no information held" in said.passage.quote
    assert [(part.restricted_to, part.outcome) for part in answer.parts] == [
        (NARROWED, "not-held"),
        ((f"technology:{OPERATOR}",), "not-addressed"),
        (("overtness:covert",), "not-addressed"),
    ]
    assert [part.passage is None for part in answer.parts] == [False, True, True]


def test_nothing_is_relied_on_and_the_link_and_the_headline_are_doubtful(
    record: Disclosure,
) -> None:
    assert record.grounds == ()
    assert [doubt.field for doubt in record.doubts] == ["answers", "decision"]
    assert "address" in record.doubts[0].reason
    assert "to 4, 4.a as not-held" in record.doubts[1].reason


def test_every_passage_is_the_words_at_its_place(
    met_page: Document, record: Disclosure, misplaced: Callable[..., list[Passage]]
) -> None:
    assert misplaced(met_page, record) == []


def test_outcomes_agree_with_a_persons_annotations(shared: Path, record: Disclosure) -> None:
    """The annotator's words for the two outcomes are ``disclosed (via link)`` and ``not_held``."""
    gold = json.loads((shared / "corpus" / "gold.jsonl").read_text(encoding="utf-8").split("\n")[0])
    codes = {"disclosed (via link)": "answered-by-reference", "not_held": "not-held"}

    found = {label: answer.outcome for answer in record.answers for label in answer.to}

    assert found == {
        label: codes[words]
        for label, words in gold["question_outcomes"].items()
        if not words.startswith("out of scope")
    }
