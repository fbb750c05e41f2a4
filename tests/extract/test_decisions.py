import pytest

from kg.extract.decisions import contradicting, find_decision, infer_decision
from kg.extract.sentences import Span
from kg.model import Answer, Passage

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
    "All the information in scope is released.": "full-disclosure",
    "This letter is a refusal notice for those parts of your request.": "partial-disclosure",
    "Your request is refused in part under section 31.": "partial-disclosure",
    "The request has been partly refused.": "partial-disclosure",
    "Your request is refused, in part because it would take too long.": "refused",
    "It would take more than 18 hours to answer.": "cost-limit",
    "After a search of its records the force can disclose this in\nfull.": "full-disclosure",
}


@pytest.mark.parametrize(("words", "code"), HEADLINES.items())
def test_headlines(words: str, code: str | None) -> None:
    found = find_decision(words, Span(0, len(words)), len(words))

    assert found == (None if code is None else (code, Span(0, len(words))))


def test_an_answer_to_one_question_is_no_headline() -> None:
    words = "Question 1: No information is held."

    assert find_decision(words, Span(0, len(words)), 0) is None


def answer(label: str, held: str, disclosure: str) -> Answer:
    return Answer(to=(label,), held=held, disclosure=disclosure, passage=Passage(quote="words"))


GIVEN = answer("1", "held", "full")
KEPT = answer("2", "held", "none")
NOT_HELD = answer("2", "not-held", "none")
DENIED = answer("2", "ncnd", "none")

TOGETHER = [
    ([GIVEN], ["1"], [], "full-disclosure"),
    ([GIVEN], ["1", "2"], [], None),
    ([GIVEN], ["1", "2"], ["2"], "full-disclosure"),
    ([GIVEN, KEPT], ["1", "2", "3"], [], "partial-disclosure"),
    ([GIVEN, NOT_HELD], ["1", "2"], [], None),
    ([NOT_HELD], ["2"], [], "not-held"),
    ([DENIED], ["2"], [], "ncnd"),
    ([], ["1"], [], None),
]


@pytest.mark.parametrize(("answers", "asked", "passed_over", "code"), TOGETHER)
def test_what_answers_amount_to_together(
    answers: list[Answer], asked: list[str], passed_over: list[str], code: str | None
) -> None:
    found = infer_decision(answers, asked, passed_over)

    assert (None if found is None else found[0]) == code


def test_a_headline_over_an_answer_that_it_does_not_cover() -> None:
    assert contradicting("full-disclosure", [GIVEN, NOT_HELD]) == (NOT_HELD,)
    assert contradicting("not-held", [GIVEN, NOT_HELD]) == (GIVEN,)
    assert contradicting("partial-disclosure", [GIVEN, NOT_HELD]) == ()
