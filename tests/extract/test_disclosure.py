from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NotADisclosureError, NotEnglishError, SourceError
from kg.extract.disclosure import extract_disclosure
from kg.extract.reading import extract
from kg.model import Disclosure, Document, Passage
from kg.record import read, write
from kg.record.verification import mismatches

Misplaced = Callable[[Document, Disclosure], list[Passage]]

NOT_ONE = {
    "": "no Act",
    "Dear Sir,\nThe weather in March was fine, and we went for a walk.": "no Act",
    "Freedom of information is a right.": "no reference, no numbered question",
}


@pytest.mark.parametrize("words", NOT_ONE)
def test_what_is_no_disclosure_is_said_to_be_none(
    words: str, page: Callable[..., Document]
) -> None:
    with pytest.raises(
        NotADisclosureError, match=rf"^page\.txt: neither .*{NOT_ONE[words]}.*; give"
    ):
        extract(page(words))


def test_a_page_in_welsh_is_refused(page: Callable[..., Document]) -> None:
    words = "Mae'r wybodaeth yr ydych wedi gofyn amdani ar gael ar ein gwefan ac mae eich cais "

    with pytest.raises(NotEnglishError):
        extract(page(f"Freedom of Information reference: 208-2023\n{words * 4}"))


REGIMES = {
    "Freedom of Information Act 2000": "foia",
    "Freedom of Information (Scotland) Act 2002": "foisa",
    "Environmental Information Regulations 2004": "eir",
    "Environmental Information (Scotland) Regulations 2004": "eisr",
}


@pytest.mark.parametrize("words", REGIMES)
def test_regime(words: str, page: Callable[..., Document]) -> None:
    assert extract_disclosure(page(f"{words}\nReference: 208-2023")).regime == REGIMES[words]


KEYS = {
    "Reference: 208-2023": "gb-kent-208-2023",
    "Request\n1. Used?": "gb-kent-page",
}


@pytest.mark.parametrize("words", KEYS)
def test_key_from_force_and_reference_or_file(words: str, page: Callable[..., Document]) -> None:
    record = extract_disclosure(page(f"Freedom of Information\n{words}"), force="kent")

    assert (record.key, record.force) == (KEYS[words], "kent")


def test_a_page_that_names_no_force_keeps_a_doubt(page: Callable[..., Document]) -> None:
    record = extract_disclosure(page("Freedom of Information\nReference: 208-2023"))

    assert record.force is None
    assert any(doubt.field == "force" for doubt in record.doubts)


def test_the_address_that_a_page_opens_with_is_its_url(page: Callable[..., Document]) -> None:
    address = "https://www.kent.police.uk/foi-ai/kent-police/208/"

    record = extract_disclosure(page(f"{address}\nReference: 208-2023"))

    assert (record.source.url, record.force) == (address, "kent")


def test_a_request_without_a_reply_has_no_answers(page: Callable[..., Document]) -> None:
    record = extract_disclosure(page("Dear Kent Police,\nFOI request\n1. Used?\n2. Where?"))

    assert record.answers == ()
    assert any("no reply was found to questions 1, 2" in doubt.reason for doubt in record.doubts)


PIECES = st.sampled_from(
    [
        "Freedom of information request reference no: 01.FOI.23.031597\n",
        "PREVIOUS REQUEST 01/FOI/23/028737:\n",
        "You asked:\n",
        "REQUEST\n",
        "Response 2 and 3:\n",
        "RESPONSE\n",
        "I have today decided to disclose the located information to you in full.\n",
        "Questions 1-6 relate to the period January 2022-January 2023.\n",
        "Questions 7-10 relate to the period from February 2023 onwards.\n",
        "except for Q2. ",
        "For Q4 we have taken the question to only be referring to LFR and RFR and therefore ",
        "no information is held regarding the overt use, there have been no deployments.\n",
        "Kent Police can neither confirm nor deny covert use, by sections 24(2) and 31(3).\n",
        "The link below will provide the information requested for questions 1, 3 and 5.\n",
        "1. Has Kent Police used live facial recognition between 2021 and 31/02/2022?\n",
        "2. any type of facial recognition with body-worn video\n",
        "Q3 ",
        "a. ",
        "i. ",
        "b) Where?\n",
        "5",
        "section 31(1)(a)&(b) ",
        "Date Responded 31/02/2023\n",
        "(",
        "-",
        "\n",
        " ",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_arrangement_gives_a_record_or_a_known_error(
    page: Callable[..., Document], misplaced: Misplaced, text: str
) -> None:
    document = page(text)
    try:
        record = extract_disclosure(document, force="kent")
    except SourceError:
        return

    assert misplaced(document, record) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES, min_size=5, max_size=25).map("".join))
def test_any_record_is_borne_out_by_its_document_after_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, page: Callable[..., Document], text: str
) -> None:
    """Long quotations are cut in the file, and still have to be found in the text."""
    document = page(text)
    try:
        record = extract_disclosure(document, force="kent")
    except SourceError:
        return
    path = tmp_path_factory.getbasetemp() / "record.yaml"

    write(record, path)

    assert list(mismatches(read(path), document)) == []


def test_every_text_of_the_corpus_gives_a_record_or_a_known_error(
    shared: Path, page: Callable[..., Document], misplaced: Misplaced
) -> None:
    """Restated pages of 22 bodies: none may break the extractor or move a passage."""
    refused = []
    for path in sorted((shared / "corpus" / "texts").glob("*.txt")):
        document = page(path.read_text(encoding="utf-8"))
        try:
            record = extract(document)
        except SourceError:
            refused.append(path.name)
            continue
        assert isinstance(record, Disclosure)
        assert misplaced(document, record) == []

    assert refused == []


INTERLEAVED = {
    "answers marked": (
        "Request\n1. How many officers use it?\nAnswer: 12\n2. Has it been used since 2019?\n"
        "Response:\nWe do not hold this information.\n3. Please provide the policy.\n"
        "A copy of it is attached.",
        {"1": "disclosed-in-full", "2": "not-held", "3": "answered-by-reference"},
    ),
    "answers numbered": (
        "You asked:\nQ1: Does the force use drones?\nA1: Yes\nQ2: How many?\nA2: 7",
        {"1": "disclosed-in-full", "2": "disclosed-in-full"},
    ),
    "no words that announce a reply": (
        "Your request is repeated below.\n1. Is it used?\nNo information is held.\n2. Why?\nNo.",
        {"1": "not-held", "2": "disclosed-in-full"},
    ),
}


@pytest.mark.parametrize("name", INTERLEAVED)
def test_answers_that_stand_under_their_questions(name: str, page: Callable[..., Document]) -> None:
    words, expected = INTERLEAVED[name]

    record = extract_disclosure(page(f"FOI request, Kent Police\n{words}"))

    assert {label: a.outcome for a in record.answers for label in a.to} == expected


def test_figures_beside_a_ground_to_keep_the_rest_are_part_of_what_was_asked(
    page: Callable[..., Document],
) -> None:
    reply = "May 3\nJune 5\nJuly 8\nThe supplier is withheld under section 43(2)."
    asked = "Request\n1. How many a month?\n2. Who supplies it?\n"

    record = extract_disclosure(page(f"FOI request, Kent Police\n{asked}Response\n{reply}"))

    assert record.decision is not None
    assert (record.decision.code, record.decision.inferred) == ("partial-disclosure", True)
