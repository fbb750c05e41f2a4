from collections.abc import Callable, Sequence

import pytest

from kg.extract.denials import find_denials
from kg.extract.exemptions import find_grounds
from kg.extract.pairing import Unit
from kg.extract.sentences import Span
from kg.extract.zones import find_zones
from kg.model import Answer, Denial, Document

Page = Callable[..., Document]


def denials(
    document: Document, *, answers: Sequence[Answer] = (), units: Sequence[Unit] = ()
) -> tuple[Denial, ...]:
    zones = find_zones(document.text)
    cited, _ = find_grounds(document, zones)
    return find_denials(document, zones, cited, answers=answers, units=units)


KINDS = {
    "We can neither confirm nor deny that we hold it, under section 31(3).": "whole-request",
    "The force neither confirms nor denies holding any.": "whole-request",
    "It will neither be confirmed nor denied that it is held.": "whole-request",
    "We are not able to confirm or deny that it is held.": "whole-request",
    "The duty in section 1(1)(a) does not apply by virtue of section 24(2).": "whole-request",
    "In addition we neither confirm nor deny covert use.": "beside-answer",
    "We neither confirm nor deny that any other information is held.": "beside-answer",
    "On point 2 we neither confirm nor deny that it is held.": "beside-answer",
    "We do not hold it.\nWe neither confirm nor deny that more is held.": "beside-answer",
    "To confirm or deny whether it is held would exceed the limit, section 12(2).": "by-cost",
    "We neither confirm nor deny it under section 40(5B)(a).": "body-or-person",
    "We neither confirm nor deny it under section 23(5).": "body-or-person",
    "We neither confirm nor deny it under section 23(5) and section 31(3).": "whole-request",
    "Under section 18(1) of FOISA we neither confirm nor deny it.": "scottish-notice",
}


@pytest.mark.parametrize(("words", "kind"), KINDS.items())
def test_which_silence_it_is(words: str, kind: str, page: Page) -> None:
    (found,) = denials(page(f"Response\n{words}"))

    assert found.kind == kind


NO_DENIALS = [
    "The duty to confirm or deny does not arise if compliance would prejudice it.",
    "This should not be taken to mean that we neither confirm nor deny anything else.",
    "You argue that we cannot neither confirm nor deny it.",
    "Will you neither confirm nor deny it?",
    "Two duties are to confirm or deny, and to communicate.",
    "No information is held.",
]


@pytest.mark.parametrize("words", NO_DENIALS)
def test_words_about_silence_keep_none(words: str, page: Page) -> None:
    assert denials(page(f"Response\n{words}")) == ()


def test_what_the_requester_writes_denies_nothing(page: Page) -> None:
    words = "Request\nDo not say that you neither confirm nor deny it.\nResponse\nYes."

    assert denials(page(words)) == ()


def test_the_sections_under_a_denial_are_its_own_up_to_the_next_words(page: Page) -> None:
    words = (
        "Response\nAs to covert use we neither confirm nor deny, by:\n"
        "Section 23(5) Security Bodies\nSection 23 is absolute.\nSection 31(3) Law Enforcement\n"
        "That is all.\nSection 24(2) National Security"
    )

    (found,) = denials(page(words))

    assert found.provisions == ("foia:s23-5", "foia:s31-3")
    assert found.restricted_to == ("overtness:covert",)


def test_a_denial_under_a_heading_is_to_the_questions_of_that_heading(page: Page) -> None:
    document = page("Response\n6. We neither confirm nor deny it.")
    unit = Unit(labels=("6",), span=Span(12, len(document.text)), heading=True)

    (found,) = denials(document, units=[unit])

    assert (found.to, found.kind) == (("6",), "beside-answer")


def test_an_answer_read_elsewhere_stands_beside_the_silence(page: Page) -> None:
    document = page("Response\nWe neither confirm nor deny it.")
    answer = Answer(to=("1",), held="held", disclosure="full", passage=document.passage(0, 8))

    (found,) = denials(document, answers=[answer])

    assert found.kind == "beside-answer"
