"""What counts as right, as missed and as wrong; and the lower end of what was measured."""

from typing import Any

import pytest

from kg.evaluate import Annotated, Score, compare
from kg.evaluate.gold import outcome
from kg.extract.confidence import Measured

TEXT = "Reference 12/34\n1. Where?\n"
FOUND = {
    "text": TEXT,
    "references": ["12/34"],
    "questions": [{"label": "1", "text": "Where?", "start": 19, "end": 25}],
    "answers": {},
    "exemptions": [],
}


def compared(field: str, want: dict[str, Any], have: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Return what was missed and what was wrong, for each comparison of a field."""
    annotated = Annotated(file="x.txt", facts=want)
    return [(one.missed, one.wrong) for one in compare(annotated, have) if one.field == field]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("disclosed: no", "disclosed-in-full"),
        ("disclosed (via link)", "answered-by-reference"),
        ("partial_disclosure", "disclosed-in-part"),
        ("refused_s21_public_domain", "already-accessible"),
        ("refused", "refused-exempt"),
        ("out of scope (excluded by the requester)", "not-asked"),
        ("disclosed (cut off)", None),
        ("not_held (overt) / ncnd (covert)", None),
        ("not_applicable", None),
        (None, None),
    ],
)
def test_an_annotators_words_stand_for_one_outcome_or_none(
    words: str | None, code: str | None
) -> None:
    assert outcome(words) == code


@pytest.mark.parametrize("field", ["dates", "technologies", "questions", "exemptions"])
def test_what_was_not_annotated_is_not_scored(field: str) -> None:
    have = {"received": "2023-01-01", "technologies": ["anpr"], **FOUND}

    assert compared(field, {}, have) == []


def test_spellings_of_one_reference_agree() -> None:
    want = {"reference_from": "text", "references": ["12-34"]}

    assert compared("references", want, FOUND) == [((), ())]


def test_a_reference_that_stands_in_the_address_only_is_not_scored() -> None:
    want = {"reference_from": "url", "references": ["56/78"]}

    assert compared("references", want, FOUND) == []


def test_a_day_that_nobody_annotated_is_wrong() -> None:
    want = {"date_received": None}

    found = compared("dates", want, {"received": "2023-01-01"})

    assert found == [((), (("2023-01-01",),))]


def test_a_day_that_an_annotator_could_not_write_out_is_not_scored() -> None:
    want = {"date_received": "2023-01"}

    assert compared("dates", want, {"received": "2023-01-01"}) == []


def test_labels_are_not_held_against_questions_that_the_page_does_not_number() -> None:
    want = {"questions": [{"label": "(1)"}]}

    assert compared("questions", want, FOUND) == []


def test_questions_made_up_where_there_are_none_are_not_scored_as_found() -> None:
    assert compared("questions", {"questions": []}, FOUND) == [((), ())]


def test_a_period_counts_by_its_months_and_only_for_questions_that_were_found() -> None:
    want = {
        "questions": [
            {"label": "1", "period_start": "2022-01-15", "period_end": "2022-03"},
            {"label": "2", "period_start": "2022-01", "period_end": None},
            {"label": "3", "period_start": "3 years before request", "period_end": None},
        ]
    }
    question = {"label": "1", "period_start": "2022-01", "period_end": "2022-03-31"}

    assert compared("periods", want, {"questions": [question]}) == [((), ())]


@pytest.mark.parametrize("said", [None, "excluded-by-requester"])
def test_no_answer_is_right_for_a_question_that_is_not_asked(said: str | None) -> None:
    want = {"question_outcomes": {"2": "out of scope"}}
    answers = {} if said is None else {"2": {"outcome": said}}

    assert compared("outcomes", want, {"answers": answers}) == [((), ())]


def test_a_provision_that_is_only_mentioned_is_no_claim() -> None:
    item = {"act": "FOIA 2000", "section": "31", "subsection": "1", "ncnd": False}
    have = {"exemptions": [{**item, "role": "mentioned_by_requester"}]}

    assert compared("exemptions", {"exemptions": [item]}, have) == [
        ((("foia2000", "31", "1", ""),), ())
    ]


@pytest.mark.parametrize(
    ("start", "end", "right"), [(19, 25, True), (0, 9, False), (None, 2, False)]
)
def test_a_question_must_point_to_its_words(start: int | None, end: int, right: bool) -> None:
    question = {"label": "1", "text": "Where?", "start": start, "end": end}

    ((missed, wrong),) = compared("evidence", {}, {"text": TEXT, "questions": [question]})

    assert (missed == ()) is right
    assert wrong == ()


@pytest.mark.parametrize(
    ("right", "found", "wanted", "precision", "recall"),
    [(0, 0, 0, 1.0, 1.0), (0, 0, 2, 0.0, 0.0), (1, 2, 4, 0.5, 0.25), (0, 3, 0, 0.0, 1.0)],
)
def test_nothing_found_is_perfect_only_where_nothing_is_wanted(
    right: int, found: int, wanted: int, precision: float, recall: float
) -> None:
    score = Score(field="dates", right=right, found=found, wanted=wanted)

    assert (score.precision, score.recall) == (precision, recall)


def test_few_facts_give_a_lower_end_far_below_their_precision() -> None:
    """Agresti and Coull 1998: the Wilson interval for 10 of 10 is 0.722 to 1."""
    assert Measured(right=10, found=10).at_least == pytest.approx(0.7225, abs=0.0005)
    assert Measured(right=95, found=100).at_least == pytest.approx(0.8882, abs=0.0005)
