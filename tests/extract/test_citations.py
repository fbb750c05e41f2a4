from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.citations import find_citations, read_unit
from kg.extract.exemptions import distinct, find_grounds
from kg.extract.zones import find_zones
from kg.model import Document


def cited(text: str, home: str | None = None) -> list[str]:
    """The citations of *text* in short: act, section, subsection and limbs."""
    return [
        ":".join((item.regime, "-".join((item.section, item.subsection or "", *item.limbs))))
        for item in find_citations(text, home=home)
    ]


SPELLINGS = {
    "Section 31(1)(a)(b)": ["31-1-a-b"],
    "Section 31(1)(a)&(b)": ["31-1-a-b"],
    "Section 31(1)(a) & (b)": ["31-1-a-b"],
    "Section 31 (1) (a) (b) (c)": ["31-1-a-b-c"],
    "s.31 (1) (a) (b) (c)": ["31-1-a-b-c"],
    "Section 31(1)(a),(b)": ["31-1-a-b"],
    "section 31(1)(a), (b) and (c)": ["31-1-a-b-c"],
    "s.31(1)(a),(b)and(c)": ["31-1-a-b-c"],
    "Section 31(1)(a,b)": ["31-1-a-b"],
    "Section 31(1)(a and b)": ["31-1-a-b"],
    "Section 31(1)(a)/(b)": ["31-1-a-b"],
    "S.31(1)(a-c)": ["31-1-a-b-c"],
    "Section 31(1)(a)–(c)": ["31-1-a-b-c"],
    "section 31(1)(a) to (c) apply": ["31-1-a-b-c"],
    "Section 40(2)-(4)": ["40-2", "40-3", "40-4"],
    "S24(2)": ["24-2"],
    "S40 (2)": ["40-2"],
    "s30(1)(a)(i)": ["30-1-a"],
    "s.12(1)": ["12-1"],
    "Section 12": ["12-"],
    "Section: 31(3)": ["31-3"],
    "Section(s) 31(3)": ["31-3"],
    "Sec 31": ["31-"],
    "Sect. 31": ["31-"],
    "§31(3)": ["31-3"],
    "Section31(3)": ["31-3"],
    "Secton 31(3)": ["31-3"],
    "Section 22A": ["22A-"],
    "Section 40(2)&(3)": ["40-2", "40-3"],
    "section 40(2)(3)&(4)": ["40-2", "40-3", "40-4"],
    "section 40(2)(a)(b) and (3)(a)(i)(ii)(b)": ["40-2-a-b", "40-3-a-b"],
    "section 40(2)(a)(b) and\n(3)(a)(i)(ii)(b)": ["40-2-a-b", "40-3-a-b"],
    "Section 40(5B)(a)(i)": ["40-5B-a"],
    "s. 40 (2) (3A) (a)": ["40-2", "40-3A-a"],
    "section 36(2)(b)(i)&(ii)": ["36-2-b"],
    "section 31(1)(h)(i)": ["31-1-h-i"],
    "Section 44(1)(a)": ["44-1-a"],
    "Section\u00a031\u00a0(1)\u00a0(a)": ["31-1-a"],
    "Section\n31(1)(a)": ["31-1-a"],
    "Section 31[1][a]": ["31-1-a"],
    "sections 23(5), 24(2), 30(3) and 31(3)": ["23-5", "24-2", "30-3", "31-3"],
    "ss 31(3) and 40(5)": ["31-3", "40-5"],
    "S24(2) and S31(3)": ["24-2", "31-3"],
    "S.23(5), S.24(2) S.30(3)": ["23-5", "24-2", "30-3"],
    "s12(1)/s14(1)": ["12-1", "14-1"],
    "Sections 24 & 31": ["24-", "31-"],
    "Sections 24 and 31 are qualified": ["24-", "31-"],
    "sections 23, 24, 30 and 31 of the Act": ["23-", "24-", "30-", "31-"],
    "Section 24(2) National Security and 31(3) Law Enforcement": ["24-2", "31-3"],
    "Section 24(2) National Security and S31(3) Law Enforcement": ["24-2", "31-3"],
    "Section 31(1)(a) Law Enforcement, Section 40(2) Personal Data": ["31-1-a", "40-2"],
    "Law Enforcement (Section 31)": ["31-"],
    "Law Enforcement (s.31(1)(a)(b))": ["31-1-a-b"],
    "Section 31(3) Law Enforcemnet": ["31-3"],
    "S31 (3)- Law Enforcement": ["31-3"],
    "exemptions 31(1)(a) and 40(2)": ["31-1-a", "40-2"],
    "subsection (3) of section 31": ["31-3"],
    "sub-section 1(a) of section 31": ["31-1-a"],
    "section 31, subsection (3)": ["31-3"],
    "section 31 subsection 1(a)": ["31-1-a"],
    "section 12 of the Act or section 14(1)": ["12-", "14-1"],
    "sections 1(1), (4) and (6) (Entitlement); 12(1) (Cost); 18(1)": [
        *("1-1", "1-4", "1-6", "12-1", "18-1"),
    ],
}
NO_CITATIONS = [
    "31 (1) (a) is not introduced",
    "the 31(3) forces",
    "The force's 31 cameras",
    "Officers 31 and 40",
    "Exemption 2",
    "section 2022",
    "Section 31% of cases",
]


@pytest.mark.parametrize(("words", "expected"), SPELLINGS.items())
def test_each_spelling_is_read(words: str, expected: list[str]) -> None:
    assert cited(words) == [f"foia:{one}" for one in expected]


@pytest.mark.parametrize("words", NO_CITATIONS)
def test_a_number_alone_is_no_section(words: str) -> None:
    assert cited(words) == []


def test_what_follows_on_the_next_line_is_the_text_of_the_section_not_its_number() -> None:
    assert cited("Section 22\n(1) Information is exempt if") == ["foia:22-"]


def test_a_number_after_one_section_is_another_only_where_nothing_is_counted() -> None:
    assert cited("Section 31 and 15 officers") == ["foia:31-"]
    assert cited("Section 31 and 40 apply") == ["foia:31-", "foia:40-"]


FAULTS = {
    "Section 31(1)(a)": None,
    "Section 31(1)a": "a limb without its brackets",
    "Section 31(l)(a)": "a letter in the place of the number 1",
    "Section 31.3": "a full stop in the place of brackets",
    "Section 31(1": "a bracket that is not closed",
    "section 12(5)(a) of the EIR": "a section of an Act that has regulations",
    "regulation 31(3) of FOIA": "a regulation of an Act that has sections",
}


@pytest.mark.parametrize(("words", "fault"), FAULTS.items())
def test_a_malformed_citation_is_read_and_says_what_is_wrong(words: str, fault: str | None) -> None:
    (found,) = find_citations(words)

    assert found.fault == fault


OTHER_LAWS = [
    "section 3 of the Data Protection Act 2018",
    "section 3 of the data protection act",
    "section 35 DPA",
    "s.64A PACE",
    "PACE s.64A",
    "section 64A of the Police and Criminal Evidence Act",
    "Section 1 of RIPA",
    "section 44 Terrorism Act",
    "section 44 of the Terrorism Act 2000",
    "The Terrorism Act 2000 was used. Section 44 of that Act gives powers",
    "Section 60 search",
    "section 60 of the Criminal Justice and Public Order Act 1994",
    "section 31 of the 1998 Act",
    "Section 12 of the policy",
    "section 21 of our retention schedule",
    "Regulation 4(3) of the Freedom of Information and Data Protection (Appropriate Limit and "
    "Fees) Regulations 2004",
]


@pytest.mark.parametrize("words", OTHER_LAWS)
def test_a_section_of_another_law_is_none_of_ours(words: str) -> None:
    assert cited(words) == []


def test_another_law_takes_only_the_section_that_it_is_named_with() -> None:
    words = "section 31(1) and section 3 of the Data Protection Act 2018"

    assert cited(words) == ["foia:31-1"]
    assert cited("it would breach the Data Protection Act, so section 40(2) applies") == [
        "foia:40-2"
    ]
    assert cited("Section 40(2) Data Protection Act") == ["foia:40-2"]


REGIMES = {
    "section 35(1)(a) of FOISA": ["foisa:35-1-a"],
    "Freedom of Information (Scotland) Act 2002, section 18(1)": ["foisa:18-1"],
    "FOISA s.35(1)(a). Under FOIA s31(1)(a)": ["foisa:35-1-a", "foia:31-1-a"],
    "section 31(3) of the Freedom of Information Act 2000; section 18 of FOISA": [
        *("foia:31-3", "foisa:18-"),
    ],
    "section 12 of the 2000 Act, section 12 of the 2002 Act": ["foia:12-", "foisa:12-"],
    "Reg. 12(5)(a)": ["eir:12-5-a"],
    "Regs 12(4)(b) and 12(5)(a)": ["eir:12-4-b", "eir:12-5-a"],
    "regulation 12(4)(b) EIR and section 12 FOIA": ["eir:12-4-b", "foia:12-"],
    "regulation 10(4)(a) of the Environmental Information (Scotland) Regulations 2004": [
        "eisr:10-4-a",
    ],
}


@pytest.mark.parametrize(("words", "expected"), REGIMES.items())
def test_the_law_named_nearest_says_of_which_act_it_is(words: str, expected: list[str]) -> None:
    assert cited(words) == expected


def test_an_authority_cites_its_own_act_whatever_the_requester_names() -> None:
    words = "I ask under the Freedom of Information Act 2000.\nIt is exempt under section 35(1)(a)."

    assert cited(words, home="foisa") == ["foisa:35-1-a"]
    assert cited(words) == ["foia:35-1-a"]
    assert cited("Exempt under regulation 10(4)(a).", home="foisa") == ["eisr:10-4-a"]


def test_each_passage_holds_its_own_number(page: Callable[..., Document]) -> None:
    words = "exempt by S24(2) and section 31(3)"

    found, _ = find_grounds(page(words), find_zones(words))

    assert [item.claim.passage.quote for item in found] == ["24(2)", "section 31(3)"]
    assert [item.claim.cited_as for item in found] == ["S24(2)", "section 31(3)"]


PROVISIONS = {
    "Section 31(1)(a)&(b)": ["s31-1-a", "s31-1-b"],
    "section 40(2)(a)(b) and (3)(a)(i)(ii)(b)": ["s40-2", "s40-3"],
    "Section 40(5b)": ["s40-5b"],
    "Section 31(1a)": ["s31-1-a"],
    "Section 31(a)": ["s31"],
    "Sections 24(2) and 31(3). Sections 24 and 31 are qualified": ["s24-2", "s31-3"],
    "Regulation 12(5)(a)": ["reg-12-5-a"],
    "Section 1(1)(a) and Section 17 and section 16": [],
}


@pytest.mark.parametrize(("words", "provisions"), PROVISIONS.items())
def test_provisions_cited(words: str, provisions: list[str], page: Callable[..., Document]) -> None:
    found, _ = find_grounds(page(words), find_zones(words))

    assert [item.claim.provision.partition(":")[2] for item in distinct(found)] == provisions


LETTERS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5).map(sorted)
UNITS = st.lists(
    st.tuples(st.integers(1, 9).map(str), LETTERS), min_size=1, max_size=4, unique_by=lambda u: u[0]
)


@given(
    section=st.integers(21, 44).map(str),
    units=UNITS,
    blank=st.sampled_from(["", " ", "\u00a0"]),
    link=st.sampled_from(["", "&", " & ", ", ", " and ", ","]),
)
def test_any_mix_of_subsections_and_limbs_is_read_back(
    section: str, units: list[tuple[str, list[str]]], blank: str, link: str
) -> None:
    groups = [f"({part})" for number, limbs in units for part in (number, *limbs)]
    printed = f"{section}{blank}{groups[0]}" + "".join(
        f"{link or blank}{one}" for one in groups[1:]
    )

    assert read_unit(printed) == tuple((section, number, tuple(limbs)) for number, limbs in units)
    assert [
        (found.section, found.subsection, found.limbs)
        for found in find_citations(f"exempt under section {printed}, as said")
    ] == [(section, number, tuple(limbs)) for number, limbs in units]


PIECES = st.sampled_from(
    [
        *("section ", "Sections ", "S", "31", "24", "17", "99", "(1)", "(a)", "(i)", "(", ")"),
        *("&", " and ", ", ", "; ", "\n", " of FOISA", " PACE", "(a-c)", "to", ".", "reg 12"),
        *(" subsection ", "Law Enforcement", " the Act", "(Scotland)", "-"),
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_any_arrangement_gives_citations_inside_the_text(text: str) -> None:
    for citation in find_citations(text):
        words = citation.span.of(text)
        assert citation.section in words
        assert words in citation.printed
        assert citation.printed in text
