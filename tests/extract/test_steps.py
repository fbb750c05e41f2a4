from collections.abc import Callable
from datetime import date

import pytest

from kg.extract.steps import find_steps
from kg.extract.zones import find_zones
from kg.model import Document, ProcessStep

Page = Callable[..., Document]


def steps(document: Document) -> tuple[ProcessStep, ...]:
    return find_steps(document, find_zones(document.text))


TOLD = {
    "You may ask for an internal review of this decision.": "internal-review-offered",
    "If you are unhappy you can request a review of our handling.": "internal-review-offered",
    "You have the right to an internal review.": "internal-review-offered",
    "You asked for an internal review.": "internal-review-requested",
    "Your e-mail asking for an internal review has been read.": "internal-review-requested",
    "I have completed an internal review.": "internal-review-outcome",
    "The outcome of the internal review is below.": "internal-review-outcome",
    "I uphold the original decision.": "internal-review-outcome",
    "We need more time to consider the public interest.": "extension-notified",
    "We have extended the time limit for a reply.": "extension-notified",
    "You clarified that you meant drones.": "clarified",
    "Thank you for your clarification.": "clarified",
    "Clarification was received.": "clarified",
    "Please clarify what you mean by systems.": "clarification-requested",
    "We asked you to clarify the period.": "clarification-requested",
    "Clarification is needed on point 2.": "clarification-requested",
    "Your request has been transferred to another force.": "transferred",
    "We have passed your request to the council.": "transferred",
    "Under section 16 we offer this advice and assistance.": "advice-given",
    "You may wish to refine your request to one year.": "advice-given",
    "Please take this as a formal acknowledgement.": "acknowledged",
    "I write to acknowledge receipt of your letter.": "acknowledged",
}


@pytest.mark.parametrize(("words", "kind"), TOLD.items())
def test_which_step_it_is(words: str, kind: str, page: Page) -> None:
    (found,) = steps(page(f"Response\n{words}"))

    assert found.kind == kind
    assert found.passage.quote == words


NOT_TOLD = [
    "The review of the policy is due.",
    "Officers extend the pole to lift the camera.",
    "The images were transferred to the server.",
    "We clarified nothing of the kind in the manual.",
    "Legal advice was sought on the system.",
]


@pytest.mark.parametrize("words", NOT_TOLD)
def test_words_about_something_else_tell_no_step(words: str, page: Page) -> None:
    assert steps(page(f"Response\n{words}")) == ()


def test_the_requesters_own_words_tell_no_step(page: Page) -> None:
    words = "Request\nPlease clarify it, and advise me under section 16.\nResponse\nNo."

    assert steps(page(words)) == ()


DAYS = {
    "Your e-mail of 8 February 2020 asked for an internal review of the reply to your request "
    "received on 14 January 2020.": (date(2020, 2, 8), None),
    "On 3 March 2021 you clarified your request of 1 March 2021.": (date(2021, 3, 3), None),
    "Clarification was received on 03/03/2021.": (date(2021, 3, 3), None),
    "We need more time to consider the public interest and will reply by 20 April 2021.": (
        *(None, date(2021, 4, 20)),
    ),
    "I have completed an internal review of the reply of 5 February 2020.": (None, None),
    "The outcome of the internal review, completed on 6 March 2020, is below.": (
        *(date(2020, 3, 6), None),
    ),
    "You may ask for an internal review by 1 May 2021.": (None, None),
}


@pytest.mark.parametrize(("words", "days"), DAYS.items())
def test_the_day_is_that_of_the_step_and_of_nothing_else(
    words: str, days: tuple[date | None, date | None], page: Page
) -> None:
    (found,) = steps(page(f"Response\n{words}"))

    assert (found.on, found.until) == days


def test_each_kind_is_told_once_with_its_day_where_any_place_has_one(page: Page) -> None:
    words = "Response\nYou clarified it.\nYou clarified it on 3 March 2021."

    (found,) = steps(page(words))

    assert found.on == date(2021, 3, 3)


def test_a_letter_headed_internal_review_is_the_outcome_of_the_one_asked_for(page: Page) -> None:
    words = "INTERNAL REVIEW\nResponse\nYou asked for an internal review. No change."

    assert [found.kind for found in steps(page(words))] == [
        "internal-review-outcome",
        "internal-review-requested",
    ]
