from collections.abc import Callable

import pytest

from kg.extract.disclosure import extract_disclosure
from kg.extract.wording import read_axes, says
from kg.model import Disclosure, Document

REQUEST = (
    "Freedom of information request reference no: 01.FOI.00.000001\nYou asked:\n"
    "1. Has live facial recognition been used?\na. Where?\nb. When?\n"
    "2. Has any type of facial recognition been used with body-worn video?\n"
    "3. How many drones are there?\n"
)


def outcomes(record: Disclosure) -> dict[str, str]:
    return {label: answer.outcome for answer in record.answers for label in answer.to}


REPLIES = {
    "a list in a sentence": (
        "The link below will provide you with the information requested for questions 1 and 3.\n"
        "For Q2 no information is held.",
        {
            "1": "answered-by-reference",
            "1.a": "answered-by-reference",
            "1.b": "answered-by-reference",
            "2": "not-held",
            "3": "answered-by-reference",
        },
    ),
    "a heading over each": (
        "Question 1\nYes.\nQuestion 2\nNo information is held.\nQuestion 3:\n12",
        {
            "1": "disclosed-in-full",
            "1.a": "disclosed-in-full",
            "1.b": "disclosed-in-full",
            "2": "not-held",
            "3": "disclosed-in-full",
        },
    ),
    "two under one heading": (
        "Q1 & 2. Kent Police holds no information.\nQ3. 12",
        {
            "1": "not-held",
            "1.a": "not-held",
            "1.b": "not-held",
            "2": "not-held",
            "3": "disclosed-in-full",
        },
    ),
    "a part with its own": (
        "Question 1: No.\nQuestion 1b: No information is held.",
        {"1": "disclosed-in-full", "1.a": "disclosed-in-full", "1.b": "not-held"},
    ),
    "echoed numbers": (
        "1. Has live facial recognition been used?\nNo\na. Where?\nNo information is held.",
        {"1": "disclosed-in-full", "1.a": "not-held", "1.b": "disclosed-in-full"},
    ),
    "one for all": (
        "The information you ask for is not held by Kent Police.",
        dict.fromkeys(["1", "1.a", "1.b", "2", "3"], "not-held"),
    ),
    "neither confirmed nor denied": (
        "Kent Police can neither confirm nor deny that it holds the information, by section 31(3).",
        dict.fromkeys(["1", "1.a", "1.b", "2", "3"], "refused-ncnd"),
    ),
    "exempt": (
        "Question 3\nThis is exempt by virtue of section 31(1)(a).",
        {"3": "refused-exempt"},
    ),
    "over the cost limit": (
        "Question 3\nUnder section 12(1) it would exceed the appropriate limit.",
        {"3": "refused-cost"},
    ),
    "elsewhere": (
        "Question 3\nIt is already in the public domain. Section 21 applies.",
        {"3": "already-accessible"},
    ),
    "later": (
        "Question 3\nIt is intended for future publication, under section 22(1)(a).",
        {"3": "future-publication"},
    ),
    "unknown wording": ("Question 3\nWe are unable to say.", {}),
    "a plain statement under its question": (
        "Question 3\nImages are kept for a month.",
        {"3": "disclosed-in-full"},
    ),
    "a section that is not cited": ("Question 3\nIt is already in the public domain.", {}),
}


@pytest.mark.parametrize("name", REPLIES)
def test_outcome_of_each_question(name: str, page: Callable[..., Document]) -> None:
    reply, expected = REPLIES[name]

    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    assert outcomes(record) == expected
    silent = {"1", "1.a", "1.b", "2", "3"} - set(expected)
    doubted = " ".join(doubt.reason for doubt in record.doubts if doubt.field == "answers")
    assert all(label in doubted for label in silent)


def test_overt_and_covert_use_answered_apart(page: Callable[..., Document]) -> None:
    reply = (
        "Question 1\nNo information is held on overt use of it.\n"
        "The force can neither confirm nor deny that it holds information on covert use, "
        "by section 31(3)."
    )

    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    (answer,) = record.answers
    assert answer.outcome == "not-held"
    assert [(part.restricted_to, part.outcome) for part in answer.parts] == [
        (("overtness:overt",), "not-held"),
        (("overtness:covert",), "refused-ncnd"),
    ]
    assert answer.grounds == ()
    assert [claim.provision for claim in answer.parts[1].grounds] == ["foia:s31-3"]


READING = "For Q2 we have taken the question to only be referring to {}{} no information is held{}."
NARROWED = {
    ("LFR and RFR", " and therefore", " on its overt use"): (
        ["live-facial-recognition", "retrospective-facial-recognition", "overt"],
        ["operator-initiated-facial-recognition", "covert"],
    ),
    ("LFR", " so", ""): (
        ["live-facial-recognition"],
        ["retrospective-facial-recognition", "operator-initiated-facial-recognition"],
    ),
}


@pytest.mark.parametrize("words", NARROWED)
def test_what_a_reading_leaves_out_is_not_addressed(
    words: tuple[str, str, str], page: Callable[..., Document]
) -> None:
    kept, left = NARROWED[words]

    record = extract_disclosure(page(f"{REQUEST}Response\n{READING.format(*words)}"))

    (answer,) = record.answers
    assert answer.interpretation is not None
    assert [code.partition(":")[2] for code in answer.interpretation.restricted_to] == kept
    said, *silent = answer.parts
    assert (said.restricted_to, said.outcome) == (answer.interpretation.restricted_to, "not-held")
    assert [part.restricted_to[0].partition(":")[2] for part in silent] == left
    assert {(part.outcome, part.passage) for part in silent} == {("not-addressed", None)}


def test_a_reading_that_names_nothing_known_is_none(page: Callable[..., Document]) -> None:
    reply = READING.format("the whole force", " and therefore", "")

    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    assert record.answers[0].interpretation is None
    assert record.answers[0].parts == ()


STATED = {
    "For Q1 there have been no deployments, no information is held.": [
        ("negative", "live-facial-recognition", ())
    ],
    "For Q1 the force has not used it overtly, no information is held.": [
        ("negative", "live-facial-recognition", ("overtness:overt",))
    ],
    "For Q1 no information is held.": [],
    "For Q1 and Q3 there have been no deployments, no information is held.": [],
}


@pytest.mark.parametrize("reply", STATED)
def test_what_a_force_says_it_did_not_do(reply: str, page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    found = [
        (said.polarity, said.technology, said.restricted_to)
        for answer in record.answers
        for said in answer.statements
    ]
    assert found == STATED[reply]


def test_a_link_without_an_address_is_a_doubt(page: Callable[..., Document]) -> None:
    reply = "The link below provides the information for questions 1, 2 and 3."

    lost = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))
    kept = extract_disclosure(page(f"{REQUEST}Response\n{reply}\nhttps://example.org/grid"))

    assert any("address" in doubt.reason for doubt in lost.doubts)
    assert not any("address" in doubt.reason for doubt in kept.doubts)


def test_an_answer_to_what_was_not_asked_is_a_doubt(page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"{REQUEST}Response\nQuestion 9\nNo information is held."))

    assert record.answers == ()
    assert any("question 9 is answered" in doubt.reason for doubt in record.doubts)


@pytest.mark.parametrize(
    "words",
    [
        "12 March 2022 is the date on which we received it.",
        "2022 was a busy year.",
        "We do not use cookies.",
        "See the link below for our privacy notice.",
        "There is a document above.",
    ],
)
def test_words_beside_the_matter_answer_nothing(words: str) -> None:
    assert read_axes(words) is None


def test_uses_answered_under_headings_of_their_own(page: Callable[..., Document]) -> None:
    reply = (
        "On question 1 - overt use.\nNo information held.\n"
        "On question 1 - covert use, we shall neither confirm nor deny that any is held."
    )

    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    (answer,) = record.answers
    assert answer.outcome == "not-held"
    assert [(part.restricted_to, part.outcome) for part in answer.parts] == [
        (("overtness:overt",), "not-held"),
        (("overtness:covert",), "refused-ncnd"),
    ]


def test_an_answer_by_cross_reference_says_what_the_other_says(
    page: Callable[..., Document],
) -> None:
    reply = "Question 1\nNo information is held.\nQuestion 2\nSee question 1 above."

    record = extract_disclosure(page(f"{REQUEST}Response\n{reply}"))

    assert outcomes(record) == {"1": "not-held", "1.a": "not-held", "2": "not-held"} | {
        label: "not-held" for label in outcomes(record) if label.startswith("1.")
    }


def test_a_question_that_only_the_reply_names_is_kept_as_lost(
    page: Callable[..., Document],
) -> None:
    asked = "Request\nQ5 - how many were trained?\n"
    reply = "Response\nQuestions 1 & 2\nNo information is held.\nQuestion 5\n27 were trained.\n"

    record = extract_disclosure(page(f"FOI request\n{asked}{reply}Question 9\nNone."))

    lost = [question for question in record.requests[0].questions if question.lost]
    assert [(question.label, question.passage.quote) for question in lost] == [
        ("1", "Questions 1 & 2"),
        ("2", "Questions 1 & 2"),
    ]
    assert outcomes(record) == {"1": "not-held", "2": "not-held", "5": "disclosed-in-full"}


@pytest.mark.parametrize(
    "words",
    ["Thank you for this.", "Your question asks much.", "See the table above.", "It is unknown."],
)
def test_words_under_a_question_that_answer_nothing(words: str) -> None:
    assert not says(words)


MIXED = {
    "There are 12 officers but we do not hold the dates.": "disclosed-in-part",
    "Part of this is exempt under section 43(2); the total was £500.": "disclosed-in-part",
    "Yes but the details are exempt under section 31(1)(a).": "disclosed-in-part",
    "12 officers in 2021, information for 2022 is not held.": "disclosed-in-part",
    "We do not hold total costs however the hardware cost £4,000.": "disclosed-in-part",
    "This information is not held by us but may be held by the Home Office.": "not-held",
    "This was previously withheld but can now be disclosed: 12 officers.": None,
    "It is not the case that the information is exempt; the figure is 12.": None,
    "If held, this would be exempt under section 31.": None,
    "Your question is refused. It is not that we hold nothing.": None,
    "The answer to this is commercially sensitive.": None,
    "Unfortunately this is not something we can tell you.": None,
    "The information you seek is not released by this force.": None,
    "I can confirm that information is held but I am not required to disclose it.": None,
    "Yes, information is held.": None,
    "No records found.": None,
    "We do not routinely publish this.": None,
    "This is a matter for another body.": None,
    "It is not the case that no information is held; 14 deployments.": None,
    "We do not hold all of this information; the part held is 12.": None,
    "We hold ages only for those arrested; for the others no information is held.": None,
    "We need more time to consider section 31(1)(a) and hope to reply by 30 April 2024.": None,
    "Not held": "not-held",
    "14. However the exact locations are exempt under section 31(1)(a).": "disclosed-in-part",
    "You state that the force refused this under section 12 last year. There were 4.": (
        "disclosed-in-full"
    ),
    "Transferred to the Home Office.": None,
    "We do not hold this in a retrievable format.": None,
    "The document is withheld in its entirety by s.31(1)(a) and (b).": "refused-exempt",
}


@pytest.mark.parametrize("reply", MIXED)
def test_what_gives_and_keeps_is_in_part_and_what_does_not_tell_is_silent(
    reply: str, page: Callable[..., Document]
) -> None:
    record = extract_disclosure(page(f"{REQUEST}Response\nQuestion 3\n{reply}"))

    assert outcomes(record).get("3") == MIXED[reply]


def test_a_sentence_that_gives_to_one_and_keeps_from_another_tells_neither(
    page: Callable[..., Document],
) -> None:
    reply = "We disclose the information for question 1 and refuse question 3 by section 43(2)."

    assert outcomes(extract_disclosure(page(f"{REQUEST}Response\n{reply}"))) == {}
