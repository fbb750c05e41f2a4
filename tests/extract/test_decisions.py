import pytest

from kg.extract.decisions import find_decision
from kg.extract.sentences import Span

HEADLINES = {
    "I have today decided to disclose the located information to you in full.": "full-disclosure",
    "I have decided today to disclose the located information to you.": "full-disclosure",
    "I have today decided to disclose some of the requested information.": "partial-disclosure",
    "No information is held by the force.": "not-held",
    "The information is not held by the force.": "not-held",
    "The force can neither confirm nor deny that it holds this.": "ncnd",
    "To find it would exceed the appropriate limit.": "cost-limit",
    "We have decided to exempt the information.": "refused",
    "We are not obliged to supply it.": "refused",
    "We require further clarification from you.": "clarification",
    "It can neither confirm nor deny that any other information is held.": None,
    "Thank you for your letter.": None,
}


@pytest.mark.parametrize(("words", "code"), HEADLINES.items())
def test_headlines(words: str, code: str | None) -> None:
    found = find_decision(words, Span(0, len(words)), len(words))

    assert found == (None if code is None else (code, Span(0, len(words))))


def test_an_answer_to_one_question_is_no_headline() -> None:
    words = "Question 1: No information is held."

    assert find_decision(words, Span(0, len(words)), 0) is None
