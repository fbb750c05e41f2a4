from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.citations import find_citations
from kg.extract.exemptions import distinct, find_grounds
from kg.extract.zones import find_zones
from kg.model import Document

SPELLINGS = {
    "Section 31(1)(a)&(b)": ["s31-1-a", "s31-1-b"],
    "31 (1) (a) is not introduced": [],
    "Section 31 (1) (a) (b) (c)": ["s31-1-a", "s31-1-b", "s31-1-c"],
    "S24(2) and S31(3)": ["s24-2", "s31-3"],
    "S40 (2)": ["s40-2"],
    "Section 40(2)&(3)": ["s40-2", "s40-3"],
    "section 40(2)(a)(b) and (3)(a)(i)(ii)(b)": ["s40-2", "s40-3"],
    "Sections 23(5), 24(2) and 31(3)": ["s23-5", "s24-2", "s31-3"],
    "Section 31(3) and 24(2)": ["s31-3", "s24-2"],
    "Section 31(a)": ["s31"],
    "Section 12(1)": ["s12-1"],
    "Section 22A": ["s22a"],
    "Sections 24(2) and 31(3). Sections 24 and 31 are qualified": ["s24-2", "s31-3"],
    "Regulation 12(5)(a)": ["reg-12-5-a"],
    "Section 1(1)(a) and Section 17 and section 16": [],
    "section 64A of the Police and Criminal Evidence Act": [],
    "section 3 of the Data Protection Act 2018": [],
    "the 31(3) forces": [],
}


@pytest.mark.parametrize(("words", "provisions"), SPELLINGS.items())
def test_provisions_cited(words: str, provisions: list[str], page: Callable[..., Document]) -> None:
    cited, _ = find_grounds(page(words), find_zones(words))

    found = [item.claim.provision.partition(":")[2] for item in distinct(cited)]
    assert found == provisions


def test_each_passage_holds_its_own_number(page: Callable[..., Document]) -> None:
    words = "exempt by S24(2) and section 31(3)"

    cited, _ = find_grounds(page(words), find_zones(words))

    assert [item.claim.passage.quote for item in cited] == ["24(2)", "section 31(3)"]
    assert [item.claim.cited_as for item in cited] == ["S24(2)", "section 31(3)"]


LIMBS = {
    "exempt by section 31(1)(a)": "withhold",
    "neither confirm nor deny, by section 31(3)": "confirm-or-deny",
    "neither confirm nor deny, by section 31": "confirm-or-deny",
    "too dear, by section 12(1)": "cost",
    "vexatious, by section 14(1)": "procedure",
}


@pytest.mark.parametrize(("words", "limb"), LIMBS.items())
def test_which_duty_a_ground_frees_from(
    words: str, limb: str, page: Callable[..., Document]
) -> None:
    cited, _ = find_grounds(page(words), find_zones(words))

    assert [item.claim.limb for item in cited] == [limb]


ROLES = {
    "Request\nIs it section 31?\nResponse\nYes.": "mentioned_by_requester",
    "Response\nSection 31 may apply.": "considered",
    "Response\nIt is exempt under section 31.": "relied",
}


@pytest.mark.parametrize(("words", "role"), ROLES.items())
def test_mentioned_is_not_relied_on(words: str, role: str, page: Callable[..., Document]) -> None:
    cited, _ = find_grounds(page(words), find_zones(words))

    assert [item.role for item in cited] == [role]


def test_the_scottish_act_numbers_otherwise(page: Callable[..., Document]) -> None:
    words = "Freedom of Information (Scotland) Act 2002: section 35(1)(a), and section 18"

    cited, _ = find_grounds(page(words), find_zones(words))

    assert [item.claim.provision for item in cited] == ["foisa:s35-1-a", "foisa:s18"]


DOUBTFUL = ["Section 99", "Section 31(a)", "Section 31(7)"]


@pytest.mark.parametrize("words", DOUBTFUL)
def test_what_no_list_has_is_a_doubt(words: str, page: Callable[..., Document]) -> None:
    _, doubts = find_grounds(page(words), find_zones(words))

    assert [doubt.passage.quote for doubt in doubts] == [words]


PIECES = st.sampled_from(
    ["section ", "S", "31", "24", "17", "99", "(1)", "(a)", "(i)", "(", "&", " and ", ", ", "\n"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_arrangement_gives_citations_inside_the_text(text: str) -> None:
    for citation in find_citations(text):
        words = citation.span.of(text)
        assert citation.section in words
        assert words in citation.printed
