import pytest

from kg.extract.sentences import sentences
from kg.extract.zones import find_zones

PAGES = {
    "I note you seek access to the following information:\nQ\nI have today decided to disclose": (
        "Q",
        "I have today decided to disclose",
    ),
    "Title\nYou asked:\nQ\nResponse:\nA": ("Q", "Response:\nA"),
    "REQUEST\nQ\nRESPONSE\nA": ("Q", "RESPONSE\nA"),
    "Request 1 - 4:\nQ\nResponse 1:\nA": ("Q", "Response 1:\nA"),
    "Your request was received on 20th February 2023, which reads:\nQ\nKent Police does hold it.": (
        "Q",
        "Kent Police does hold it.",
    ),
    "Request\nDoes Kent Police hold it?\nExtent and Result of Searches\nA": (
        "Does Kent Police hold it?",
        "Extent and Result of Searches\nA",
    ),
    "Dear Kent Police,\nQ": ("Q", ""),
    "You asked:\nQ\nIn Response:\nA": ("Q", "In Response:\nA"),
    "Clarification:\nQ5 - how many police officers have it\nIt gave the reply below.\nA": (
        "Q5 - how many police officers have it",
        "It gave the reply below.\nA",
    ),
    "Request and answer:\nOur reply to request 12 is set out below.\nRequest\nQ\nAnswer\nA": (
        "Q",
        "Answer\nA",
    ),
    "Dear requester\nYour e-mail of 3 May asked:\nQ\nOur reply was: -\nA": (
        "Q",
        "Our reply was: -\nA",
    ),
    "Dear BTP,\nYour work is asked about:\nQ\nDear requester,\nResponse\nA": (
        "Your work is asked about:\nQ",
        "Dear requester,\nResponse\nA",
    ),
    "Page\nRequest 1\nUsed?\nRequest 2\nWhere?\nAnswer\nA": (
        "Request 1\nUsed?\nRequest 2\nWhere?",
        "Answer\nA",
    ),
}


@pytest.mark.parametrize("text", PAGES)
def test_who_speaks_where(text: str) -> None:
    zones = find_zones(text)

    assert (zones.request.of(text).strip(), zones.response.of(text)) == PAGES[text]


SENTENCES = {
    "One. Two? Three": ["One.", "Two?", "Three"],
    "See no. 4 here. Next": ["See no. 4 here.", "Next"],
    "A line\nAnother line": ["A line", "Another line"],
    "A rate of 0.08% is low. Yes": ["A rate of 0.08% is low.", "Yes"],
    "This line was broken by a mail program at its usual width and\ngoes on here. End.": [
        "This line was broken by a mail program at its usual width and\ngoes on here.",
        "End.",
    ],
    "Question 3 - This line began with a number and was broken where it was and\ngoes on.": [
        "Question 3 - This line began with a number and was broken where it was and\ngoes on.",
    ],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert [span.of(text) for span in sentences(text)] == SENTENCES[text]
