import pytest

from kg.extract.references import find_references
from kg.extract.zones import find_zones

OWN = {
    "Freedom of information request reference no: 01.FOI.23.031597": ["01.FOI.23.031597"],
    "FREEDOM OF INFORMATION REQUEST REFERENCE NO: 208-2023": ["208-2023"],
    "Enquiry Reference: 616 - 25": ["616 - 25"],
    "FOI Reference: 412/25": ["412/25"],
    "Reference: 490-25": ["490-25"],
    "Request Number: FOI/14138": ["FOI/14138"],
    "Facial Recognition (16883_18)": ["16883_18"],
    "Body Worn Video and Facial Recognition (1017A/21)": ["1017A/21"],
    "Facial Recognition - 382/23": ["382/23"],
    "Our reference: IM-FOI-2022-1234": ["IM-FOI-2022-1234"],
    "Reference no: 141620": ["141620"],
    "Request 2": [],
    "REQUEST 1:": [],
    "Your request of 12 May 2022 was received": [],
    "In the years 2015/16 and 2016/17": [],
    "This is the internal review of 2015/16 and the response to 10/12.": [],
}


@pytest.mark.parametrize(("words", "references"), OWN.items())
def test_own_references(words: str, references: list[str]) -> None:
    found = find_references(words, find_zones(words))

    assert [span.of(words) for span in found.own] == references
    assert found.related == ()


RELATED = {
    "PREVIOUS REQUEST 01/FOI/23/028737:": "01/FOI/23/028737",
    "Further to your earlier request reference: 208-2023, please": "208-2023",
    "Following up FOI/69/20/IR": "FOI/69/20/IR",
    "I ask for an internal review of 1204/24.": "1204/24",
    "Further to your reply to 1204/24, how many?": "1204/24",
}


@pytest.mark.parametrize(("words", "reference"), RELATED.items())
def test_references_of_earlier_requests(words: str, reference: str) -> None:
    found = find_references(words, find_zones(words))

    assert [span.of(words) for span in found.related] == [reference]
    assert found.own == ()


def test_one_series_in_two_spellings_is_one_reference() -> None:
    words = "Reference no: 01.FOI.23.031597\nPlease quote 01/FOI/23/031597 when you write."

    found = find_references(words, find_zones(words))

    assert [span.of(words) for span in found.own] == ["01.FOI.23.031597"]
