import pytest

from kg.extract.labels import mentions, normal, with_parts

MENTIONS = {
    "the information requested for questions 1, 3, 5 and 6.": ["1", "3", "5", "6"],
    "For Q4 we have taken the question": ["4"],
    "Q1 & 2. The force": ["1", "2"],
    "Questions 4a & 4b": ["4.a", "4.b"],
    "Questions 1, 2, 3, 4 & 6": ["1", "2", "3", "4", "6"],
    "Response 2 and 3:": ["2", "3"],
    "Q’s 2, 8, 9 and 10": ["2", "8", "9", "10"],
    "Questions 1-6 relate to the period January 2022": ["1", "2", "3", "4", "5", "6"],
    "Q1 to Q3": ["1", "2", "3"],
    "question 5(c)(i)": ["5.c.i"],
    "Questions 1 2021 figures": ["1"],
    "request 01/FOI/23/028737": [],
    "the cost of request 12.5": [],
    "a question about 3 forces": [],
    "FAQ 4": [],
}


@pytest.mark.parametrize(("words", "labels"), MENTIONS.items())
def test_labels_named_in_words(words: str, labels: list[str]) -> None:
    assert [label for mention in mentions(words) for label in mention.labels] == labels


@pytest.mark.parametrize(
    ("printed", "label"),
    {
        "5.c.i": "5.c.i",
        "Q5c": "5.c",
        "5(c)(i)": "5.c.i",
        "5ci": "5.c.i",
        "07": "7",
        "a)": "a",
    }.items(),
)
def test_one_form_for_each_label(printed: str, label: str) -> None:
    assert normal(printed) == label


def test_a_question_stands_for_its_parts() -> None:
    known = ["1", "1.a", "2", "10", "10.a"]

    assert with_parts(["1"], known) == ("1", "1.a")


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Q1 - 4 deployments in 2023.", ("1",)),
        ("As to question 2, 40 cameras.", ("2",)),
        ("Questions 1 - 4 relate to 2022.", ("1", "2", "3", "4")),
        ("Questions 2, 3 are refused.", ("2", "3")),
    ],
)
def test_a_number_that_counts_things_is_no_label(words: str, labels: tuple[str, ...]) -> None:
    assert next(mentions(words)).labels == labels
