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
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert [span.of(text) for span in sentences(text)] == SENTENCES[text]
