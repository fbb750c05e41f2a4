from collections.abc import Callable

import pytest

from kg.extract.disclosure import extract_disclosure
from kg.model import Document

HEAD = "Freedom of information request reference no: 01.FOI.00.000002\nYou asked:\nNEW REQUEST:\n"
EARLIER = (
    "PREVIOUS REQUEST 01/FOI/00/000001:\n1. Used?\na. Where?\n2. Planned?\na. When?\n3. Cost?\n"
    "Response\nNo information is held."
)

SCOPES = {
    "Please answer questions 1-2 except for Q2.": (["1", "1.a"], ["2", "2.a"]),
    "Please answer Q1 and Q3.": (["1", "1.a", "3"], []),
    "I want all but not question 3.": (["1", "1.a", "2", "2.a"], ["3"]),
    "Please answer questions 1 to 3 excluding question 2a.": (["1", "1.a", "2", "3"], ["2.a"]),
}


@pytest.mark.parametrize("words", SCOPES)
def test_which_questions_are_asked_again(words: str, page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"{HEAD}Thank you.\n{words}\n{EARLIER}"))

    answered, earlier = record.requests
    assert (list(answered.asks_again), list(answered.excludes)) == SCOPES[words]
    assert answered.refines == earlier.reference == "01/FOI/00/000001"
    assert answered.questions == ()
    assert answered.scope is not None
    assert answered.scope.quote == words
    assert [question.label for question in earlier.questions] == ["1", "1.a", "2", "2.a", "3"]
    assert [label for answer in record.answers for label in answer.to] == list(answered.asks_again)


def test_no_words_of_scope_are_a_doubt_and_no_answer(page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"{HEAD}Thank you.\n{EARLIER}"))

    assert record.requests[0].asks_again == ()
    assert record.answers == ()
    assert any(doubt.field == "requests" for doubt in record.doubts)


def test_a_request_may_follow_another_and_ask_its_own(page: Callable[..., Document]) -> None:
    words = f"{HEAD}1. Used?\nThis follows my previous request 01/FOI/00/000001.\nResponse\nNo."

    record = extract_disclosure(page(words))

    assert [request.reference for request in record.requests] == [
        "01.FOI.00.000002",
        "01/FOI/00/000001",
    ]
    assert record.requests[0].follows == "01/FOI/00/000001"
    assert record.requests[0].refines is None
    assert [question.label for question in record.requests[0].questions] == ["1"]


def test_a_reference_that_nothing_calls_earlier_is_a_doubt(page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"{HEAD}1. Why does 01/FOI/00/000001 say no?\nResponse\nNo."))

    assert record.requests[0].refines is None
    assert any("another request" in doubt.reason for doubt in record.doubts)
