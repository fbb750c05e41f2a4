from collections.abc import Callable

import pytest

from kg.extract.exemptions import find_grounds, home_of, mentions_of
from kg.extract.zones import find_zones
from kg.model import Document, Doubt, GroundClaim

Page = Callable[..., Document]


def roles(document: Document) -> list[str]:
    found, _ = find_grounds(document, find_zones(document.text))
    return [item.role for item in found]


def claims(document: Document) -> dict[str, GroundClaim]:
    """The claims of *document* by their provision, the first of each."""
    found, _ = find_grounds(document, find_zones(document.text))
    return {item.claim.provision: item.claim for item in reversed(found)}


def doubts(document: Document) -> tuple[Doubt, ...]:
    return find_grounds(document, find_zones(document.text))[1]


LIMBS = {
    "exempt by section 31(1)(a)": "withhold",
    "neither confirm nor deny, by section 31(3)": "confirm-or-deny",
    "neither confirm nor deny, by section 31": "confirm-or-deny",
    "too dear, by section 12(1)": "cost",
    "vexatious, by section 14(1)": "procedure",
}


@pytest.mark.parametrize(("words", "limb"), LIMBS.items())
def test_which_duty_a_ground_frees_from(words: str, limb: str, page: Page) -> None:
    assert [claim.limb for claim in claims(page(words)).values()] == [limb]


ROLES = {
    "It is exempt under section 31.": "relied",
    "The information you have requested is exempt under section 40(2).": "relied",
    "The documents you referred to are exempt under section 31.": "relied",
    "Having considered the public interest, section 31 applies.": "relied",
    "We considered whether to release it and section 31 applies.": "considered",
    "Section 31 may apply.": "considered",
    "Some of it could be exempt under section 43(2).": "considered",
    "We have considered section 43(2).": "considered",
    "We have considered section 43(2) and it applies.": "relied",
    "We are considering the application of section 36.": "considered",
    "Were it held, section 31 would be likely to apply.": "considered",
    "Section 14 does not apply here.": "considered",
    "We do not rely on section 12.": "considered",
    "We no longer rely on section 31(1)(a).": "considered",
    "Section 40(2) is not engaged.": "considered",
    "We have withdrawn section 24(1).": "considered",
    "You argue that section 31 does not hold.": "mentioned-by-requester",
    "You asked whether section 40 is relied on.": "mentioned-by-requester",
    "Your reference to section 43 was noted.": "mentioned-by-requester",
    "The applicant submitted that he disputed section 35.": "relied",
    "The applicant disputed section 35.": "mentioned-by-requester",
    "Information which is not exempt information by virtue of section 30 is exempt information if "
    "its disclosure would prejudice it.": "quoted-statute",
    "(2) Information which does not fall within section 23(1) is exempt.": "quoted-statute",
    "There are exemptions, such as section 31.": "listed",
    "Exemptions are set out in section 21.": "listed",
    "The Commissioner found that section 35 was rightly cited.": "listed",
}


@pytest.mark.parametrize(("words", "role"), ROLES.items())
def test_mentioned_is_not_relied_on(words: str, role: str, page: Page) -> None:
    assert roles(page(f"Response\n{words}"))[0] == role


def test_a_section_in_the_request_is_the_requesters(page: Page) -> None:
    words = "Request\nIs it section 31?\nResponse\nIt is section 40(2)."

    assert roles(page(words)) == ["mentioned-by-requester", "relied"]


def test_a_list_of_provisions_relies_on_none_of_them_and_ends_at_the_next_heading(
    page: Page,
) -> None:
    words = (
        "Relevant statutory provisions\n"
        "sections 12(1) (Cost); 31(1) (Defence); 35(1)(a) and (b) (Law)\n"
        "Background\n"
        "It was exempt under section 39(1)."
    )

    assert roles(page(words)) == ["listed"] * 4 + ["relied"]


def test_what_is_only_named_is_kept_once_in_each_role(page: Page) -> None:
    words = "Response\nSection 31 may apply. Section 31 may apply. It is exempt by section 40(2)."
    found, _ = find_grounds(page(words), find_zones(words))

    (mention,) = mentions_of(found)

    assert (mention.provision, mention.role) == ("foia:s31", "considered")


DOUBTFUL = {
    "Section 99": "no provision of FOIA",
    "Section 31(a)": "without their subsection",
    "Section 31(7)": "is not in ontology/codes/foia.ttl",
    "Section 31(1)a": "without its brackets",
    "Section 31(1a)": "inside the brackets",
}


@pytest.mark.parametrize(("words", "reason"), DOUBTFUL.items())
def test_what_no_list_has_is_a_doubt(words: str, reason: str, page: Page) -> None:
    (doubt,) = doubts(page(words))

    assert doubt.passage.quote == words
    assert reason in doubt.reason


@pytest.mark.parametrize(
    "words",
    ["Section 99 of the Act is named beside the Terrorism Act 2000", "Section 31(7) may apply"],
)
def test_a_section_of_another_law_or_only_considered_is_no_doubt(words: str, page: Page) -> None:
    assert doubts(page(words)) == ()


CLASSES = {
    "It is exempt under section 23(5). Section 23 is a class based absolute exemption.": {
        "foia:s23-5": ("absolute", "class"),
    },
    "Section 31(3) applies. Sections 24 and 31 are prejudice-based qualified exemptions.": {
        "foia:s31-3": ("qualified", "prejudice"),
    },
    "Section 21 applies.\nIt is an absolute exemption.": {"foia:s21": ("absolute", None)},
    "Section 23 is absolute and class based and section 31 is qualified and prejudice based.": {
        "foia:s23": ("absolute", "class"),
        "foia:s31": ("qualified", "prejudice"),
    },
    "Section 36 applies in the view of the qualified person.": {"foia:s36": None},
    "Section 31(1)(a) applies.": {"foia:s31-1-a": None},
}


@pytest.mark.parametrize(("words", "expected"), CLASSES.items())
def test_what_kind_of_exemption_the_letter_calls_it(
    words: str, expected: dict[str, tuple[str | None, str | None] | None], page: Page
) -> None:
    found = claims(page(f"Response\n{words}"))

    for provision, classes in expected.items():
        stated = found[provision].stated_class
        assert (None if stated is None else (stated.force, stated.basis)) == classes


MISSTATED = {
    "Section 31(1)(a) is an absolute exemption.": "calls Section 31(1)(a) absolute and the Act "
    "makes it qualified",
    "Section 30(1)(a) is a prejudice based exemption.": "prejudice and the Act makes it class",
}


@pytest.mark.parametrize(("words", "reason"), MISSTATED.items())
def test_a_class_that_the_act_does_not_give_is_a_doubt(words: str, reason: str, page: Page) -> None:
    (doubt,) = doubts(page(f"Response\n{words}"))

    assert reason in doubt.reason


HARM = {
    "Section 31(1)(a) applies.\nEvidence of harm\nRelease would hinder enquiries.": "made",
    "Section 31(1)(a) applies. Release could undermine tactics.": "made",
    "Section 31(1)(a) applies, so the harm must be set out.": "announced",
    "Section 31(1)(a) applies. The prejudice test is attached.": "attached",
    "Section 31(1)(a) applies.": None,
    "Section 31(1)(a) exempts information that would prejudice crime.": None,
    "Section 21 applies. Release would harm nobody.": None,
    "Section 23 is absolute: neither harm nor public interest need be shown.": "not-required",
}


@pytest.mark.parametrize(("words", "shown"), HARM.items())
def test_how_far_the_harm_is_shown(words: str, shown: str | None, page: Page) -> None:
    (claim,) = claims(page(f"Response\n{words}")).values()

    assert (None if claim.harm is None else claim.harm.shown) == shown


INTEREST = {
    "Section 31(3) applies. A public interest test must be made.": "announced",
    "Section 31(3) applies. The public interest test is attached.": "attached",
    "Section 31(3) applies. On balance the public interest favours silence.": "made",
    "Section 31(3) applies.\nFactors favouring disclosure\nPeople would know.": "made",
    "Section 21 is absolute and the public interest need not be weighed.": "not-required",
    "Section 21 applies. A public interest test must be made for other sections.": None,
    "Section 31(3) applies.": None,
}


@pytest.mark.parametrize(("words", "shown"), INTEREST.items())
def test_how_far_the_public_interest_is_weighed(words: str, shown: str | None, page: Page) -> None:
    (claim,) = claims(page(f"Response\n{words}")).values()

    found = claim.public_interest
    assert (None if found is None else found.shown) == shown


def test_both_sides_of_the_public_interest_are_told_apart(page: Page) -> None:
    words = (
        "Response\nSection 31(3) applies.\n"
        "Factors favouring confirmation or denial\nPeople would know more.\n"
        "Considerations favouring neither confirming nor denying\nTactics would be known.\n"
        "Balancing test\nThe need to keep tactics safe outweighs the public interest in knowing."
    )

    (claim,) = claims(page(words)).values()

    found = claim.public_interest
    assert found is not None
    assert found.favouring is not None
    assert found.favouring.quote == "Factors favouring confirmation or denial"
    assert found.against is not None
    assert found.against.quote.startswith("Considerations favouring neither")
    assert found.balance is not None


def test_an_absolute_exemption_is_not_given_the_test_of_another(page: Page) -> None:
    words = (
        "Response\nSection 23(5) and section 31(3) apply.\nSection 23 is absolute.\n"
        "Factors against disclosure\nTactics would be known."
    )

    found = claims(page(words))

    assert found["foia:s23-5"].public_interest is None
    assert found["foia:s31-3"].public_interest is not None


def test_a_force_answers_under_the_act_of_its_list() -> None:
    assert [home_of(force) for force in ("metropolitan", "scotland", "nowhere", None)] == [
        *("foia", "foisa", None, None),
    ]
