"""What a request has to do with one that it names, by the words before the reference."""

from collections.abc import Callable

import pytest

from kg.extract.disclosure import extract_disclosure
from kg.extract.relations import relation
from kg.extract.sentences import Span
from kg.model import Document

EARLIER = "01/FOI/00/000001"
TOLD = {
    "I ask for an internal review of your response to @.": (
        "reviews",
        "internal review of your response to @",
    ),
    "This is the outcome of the internal review of request reference number @ of 2 May.": (
        "reviews",
        "internal review of request reference number @",
    ),
    "Following your request for an internal review of my request @": (
        "reviews",
        "internal review of my request @",
    ),
    "We have reviewed our decision on @ and uphold it.": ("reviews", "reviewed our decision on @"),
    "Further to my request @, please tell me more.": ("follows", "Further to my request @"),
    "Following your response to @, how many?": ("follows", "Following your response to @"),
    "This is a follow-up to my request @.": ("follows", "follow-up to my request @"),
    "In reply to your answer to request no. @ I ask": (
        "follows",
        "In reply to your answer to request no. @",
    ),
    "This request narrows @ to two years.": ("refines", "narrows @"),
    "Further to your reply, I have refined my earlier request @.": (
        "refines",
        "refined my earlier request @",
    ),
}
UNTOLD = (
    "You may ask for an internal review of this response, quoting @.",
    "If you wish a review of @, write to us.",
    "This is not a follow-up to @.",
    "The review is dated 1 May, reference @.",
    "The policy under review is in @.",
    "My previous request @ was refused.",
    "As set out in @ we hold none.",
    "I follow the news. See @.",
    "Following the arrests which you listed in @, I wonder.",
    "The reply to this request follows the same format as @.",
    "We apply the reasoning following the decision in @.",
    "Following a search of our systems, @ was found to hold the same.",
    "Following publication of @ the force has removed the page.",
    "The data are set out in the following FOI request reference number: @",
    "The figures are published in the following response under reference @.",
    "The following responses were aggregated under section 12: @.",
    "Our policy was reviewed and upheld the decision in @.",
    "I ask for a review of our policy on drones, see @.",
    "An internal review of @ was requested by another applicant.",
    "The same requester's appeal on @ was dismissed.",
    "This request repeats a request made by another applicant, @.",
    "Please clarify which of the two you mean, this or @.",
    "You asked us to clarify the answer given under @.",
    "We amended our website after @.",
    "The revised figures are published under reference @.",
    "Following Kent Police's reply @, I would like to ask you the same.",
    "Further to my request @ to Kent, I ask you the same.",
    "In reply to your letter our reference @",
)
HEAD = "Freedom of information request reference no: 01.FOI.00.000002\nYou asked:\n1. Used?\n"


def spoken(words: str) -> tuple[str, Span]:
    at = words.index("@")
    return words.replace("@", EARLIER), Span(at, at + len(EARLIER))


@pytest.mark.parametrize(("words", "told"), TOLD.items())
def test_words_that_tell_it(words: str, told: tuple[str, str]) -> None:
    text, span = spoken(words)

    found = relation(text, span)

    assert found is not None
    assert (found.kind, found.words.of(text)) == (told[0], told[1].replace("@", EARLIER))


@pytest.mark.parametrize("words", UNTOLD)
def test_words_that_do_not_tell_it(words: str) -> None:
    assert relation(*spoken(words)) is None


@pytest.mark.parametrize("kind", ["reviews", "follows", "refines"])
def test_a_record_says_it_with_the_words(kind: str, page: Callable[..., Document]) -> None:
    words, (_, said) = next((one, told) for one, told in TOLD.items() if told[0] == kind)
    document = page(f"{HEAD}{words.replace('@', EARLIER)}\nResponse\nNo information is held.")

    answered, earlier = extract_disclosure(document).requests

    assert getattr(answered, kind) == earlier.reference == EARLIER
    passage = getattr(answered, f"{kind}_passage")
    assert passage.quote == said.replace("@", EARLIER)
    assert document.text[passage.start : passage.end] == passage.quote
    others = {"reviews", "follows", "refines"} - {kind}
    assert [getattr(answered, other) for other in others] == [None, None]


@pytest.mark.parametrize(
    "words",
    [
        "The figures are published in the following response under reference @.",
        "Following publication of @ the force has removed one page.",
        "The revised figures are published under reference @.",
        "Further to my request @, nothing more was found.",
        "You may find the following previous disclosure useful: @.",
    ],
)
def test_what_a_reply_says_further_down_is_a_doubt(
    words: str, page: Callable[..., Document]
) -> None:
    """There a reply speaks of others' requests, and quotes; a person looks at it."""
    told = words.replace("@", EARLIER)
    document = page(f"{HEAD}Response\nWe hold the information you ask for.\n\n{told}")

    record = extract_disclosure(document)

    answered = record.requests[0]
    assert answered.reference == "01.FOI.00.000002"
    assert answered.also == ()
    assert answered.follows is answered.refines is answered.reviews is None
    assert any(doubt.field == "requests" for doubt in record.doubts)


def test_where_a_reply_opens_it_speaks_of_the_request(page: Callable[..., Document]) -> None:
    words = f"We write further to your earlier request {EARLIER} and answer it as follows."
    document = page(f"{HEAD}Response\n{words}\n\nNo information is held.")

    assert extract_disclosure(document).requests[0].follows == EARLIER


def test_a_request_called_earlier_and_no_more_is_a_doubt(page: Callable[..., Document]) -> None:
    document = page(f"{HEAD}My previous request {EARLIER} was refused.\nResponse\nNone is held.")

    record = extract_disclosure(document)

    assert record.requests[0].refines is record.requests[0].follows is None
    assert any("refines, follows or reviews" in doubt.reason for doubt in record.doubts)


def test_the_request_that_is_answered_does_not_follow_itself(page: Callable[..., Document]) -> None:
    document = page("Further to your request 01/FOI/00/000001, I can confirm that we use drones.")

    (answered,) = extract_disclosure(document).requests

    assert answered.reference == EARLIER
    assert answered.follows is None
