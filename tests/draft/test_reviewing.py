"""What a letter says of the refusal that it asks to look at again."""

from dataclasses import replace
from datetime import date

from kg.draft import drafting
from kg.draft.known import Known
from kg.model import FactReview, Period
from tests.draft.conftest import TODAY, Knows

REFUSAL = "This would tell those who plan crimes where not to go."


def essex(known: Known) -> str:
    (letter,) = drafting.draft(known, on=TODAY, only=["essex"]).letters
    assert letter.kind == "review"
    return letter.body


def of_essex(known: Known) -> str:
    return next(one.iri for one in known.requests if one.name == "Essex Police")


def test_the_period_is_that_of_the_request_and_not_of_the_series(knows: Knows) -> None:
    known = knows("winter")
    printed = {
        (iri, label): replace(one, question=replace(one.question, period=Period(start="2019")))
        if iri == of_essex(known)
        else one
        for (iri, label), one in known.printed.items()
    }

    body = essex(replace(known, printed=printed))

    assert "whether Essex Police used live facial recognition in the period from 2019 on" in body
    assert "January 2025" not in body


def test_a_period_that_nobody_recorded_is_not_named(knows: Knows) -> None:
    known = knows("winter")
    printed = {place: one for place, one in known.printed.items() if place[0] != of_essex(known)}

    body = essex(replace(known, printed=printed))

    assert "whether Essex Police used live facial recognition in the period of my request" in body


def test_the_words_of_a_refusal_that_somebody_disputes_are_not_quoted(knows: Knows) -> None:
    known = knows("winter")
    reply = known.replies[of_essex(known)]
    doubt = FactReview(fact="answer/1", status="disputed", role="maintainer", on=date(2026, 11, 2))
    disputed = replace(reply, review=replace(reply.review, facts=(doubt,)))

    body = essex(replace(known, replies={**known.replies, of_essex(known): disputed}))

    assert body.count(REFUSAL) == 1
    assert essex(known).count(REFUSAL) == 2


def test_the_words_of_a_text_that_says_a_page_again_are_not_quoted(knows: Knows) -> None:
    (letter,) = drafting.draft(knows("winter"), on=TODAY, only=["scotland"]).letters

    assert letter.kind == "review"
    assert "Your words" not in letter.body


def test_where_nobody_answered_nothing_is_said_of_others(knows: Knows) -> None:
    known = knows("winter")
    alone = tuple(one for one in known.given if one.request == of_essex(known))

    body = essex(replace(known, given=alone))

    assert "other force" not in body
    assert "Each force is counted once" not in body
