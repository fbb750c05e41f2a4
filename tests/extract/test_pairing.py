import pytest

from kg.extract.answer_headings import names
from kg.extract.pairing import Unit, find_units
from kg.extract.sentences import Span

ASKED = {
    "1": "Has the force used it in any town?",
    "1.a": "Where?",
    "2": "How long are its images kept for?",
    "3": "Who pays?",
    "4": "Why?",
}


def units(reply: str) -> list[Unit]:
    return list(find_units(reply, Span(0, len(reply)), ASKED))


PAIRED = {
    "a heading for each": (
        "Response 1:\nYes.\nResponse: 3\nNo.",
        [(("1",), "Yes."), (("3",), "No.")],
    ),
    "a heading for several": ("Questions 1, 2 & 4\nNone.", [(("1", "2", "4"), "None.")]),
    "a heading with words before it": ("On point 3:\nNone.", [(("3",), "None.")]),
    "the answer on the line of its heading": (
        "Answer to Question 2: a month.",
        [(("2",), "a month.")],
    ),
    "numbers echoed": ("1. Yes.\n2. A month.", [(("1",), "Yes."), (("2",), "A month.")]),
    "letters echoed": ("1. Yes.\na. Here.", [(("1",), "Yes."), (("1.a",), "Here.")]),
    "a question said again": (
        "How long are its images kept for?\nA month.",
        [(("2",), "A month.")],
    ),
    "a number and its question said again": (
        "2. How long are its images kept for?\nA month.",
        [(("2",), "A month.")],
    ),
    "ordinal words": ("As to your third question.\nNobody.", [(("3",), "Nobody.")]),
    "a list in a sentence": (
        "In answer to Q1, 2 & 4, there were 12 in all.",
        [(("1", "2", "4"), "In answer to Q1, 2 & 4, there were 12 in all.")],
    ),
    "a sentence after a heading speaks to others": (
        "Question 2 - a month.\nFor Question 3 the answer is no.",
        [(("2",), "a month."), (("3",), "For Question 3 the answer is no.")],
    ),
    "a notice ends the last answer": (
        "3. Nobody.\nSection 17 of the Act asks for a notice.",
        [(("3",), "Nobody.")],
    ),
    "the way to complain ends it": (
        "3. Nobody.\nIf you are unhappy with this reply, write to us.",
        [(("3",), "Nobody.")],
    ),
}


@pytest.mark.parametrize("name", PAIRED)
def test_which_words_answer_which_questions(name: str) -> None:
    reply, expected = PAIRED[name]

    assert [(unit.labels, unit.span.of(reply)) for unit in units(reply)] == expected


def test_a_heading_may_confine_its_answer_to_one_use() -> None:
    reply = "On points 1 and 2 - overt use.\nNo.\nOn points 1 and 2 - covert use, we shall not say."

    assert [(unit.overtness, unit.span.of(reply)) for unit in units(reply)] == [
        ("overt", "No."),
        ("covert", "covert use, we shall not say."),
    ]


def test_a_sentence_is_read_on_to_the_provisions_it_announces() -> None:
    reply = "It is refused for question 4. We rely on these:\nSection 24(2)\nSection 31(3).\nEnd."

    (unit,) = units(reply)

    assert unit.wider is not None
    assert unit.wider.of(reply).endswith("Section 31(3).")


def test_whether_a_reply_names_a_question_by_its_number() -> None:
    reply = "2. A month.\nFor question 3, none."

    assert [label for label in "1234" if names(reply, Span(0, len(reply)), label)] == ["2", "3"]
