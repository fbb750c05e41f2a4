"""What stands in the words of a question, and tells no template from another, is put away."""

import pytest

from kg.link.masking import masked, mended

SAME = {
    "a name of a force": ("Has Kent Police used drones?", "Has the Met used drones?"),
    "an abbreviation": ("Has GMP used drones?", "Has Greater Manchester Police used drones?"),
    "the force itself": ("Has the force used drones?", "Has your force used drones?"),
    "a year": ("Has Kent Police used drones in 2019?", "Has Kent Police used drones in 2021?"),
    "a stretch of months": (
        "Has Kent Police used drones between April 2022 and March 2023?",
        "Has Kent Police used drones since 1 January 2020?",
    ),
    "days in figures": (
        "Has Kent Police used drones from 01/04/2019 to 31/03/2020?",
        "Has Kent Police used drones in the financial year 2021/22?",
    ),
    "time counted back": (
        "Has Kent Police used drones in the last 12 months?",
        "Has Kent Police used drones over the past five years?",
    ),
    "an open end": (
        "Has Kent Police used drones from May 2021 to the present?",
        "Has Kent Police used drones from 1 June 2020 up to the date of this request?",
    ),
    "a short name": ("Has Kent Police used LFR?", "Has Kent Police used live facial recognition?"),
    "both names": (
        "Has Kent Police used Live Facial Recognition (LFR)?",
        "Has Kent Police used LFR?",
    ),
    "politeness": (
        "Dear Sir or Madam, please could you tell me: has Kent Police used drones? Thank you.",
        "Has Kent Police used drones?",
    ),
    "the Act": (
        "Under the Freedom of Information Act 2000, has Kent Police used drones?",
        "Has Kent Police used drones?",
    ),
    "an adverb": ("Has Kent Police actually used drones?", "Has Kent Police used drones?"),
    "two letters changed over": (
        "How many arrests and compalints?",
        "How many arrests and complaints?",
    ),
}
OTHER = {
    "another technology": ("Has Kent Police used LFR?", "Has Kent Police used RFR?"),
    "how often": ("List arrests monthly", "List arrests yearly"),
    "a number that is no time": ("Alerts above 60 percent?", "Alerts above 80 percent?"),
    "a word of its own": ("Has Kent Police used Palantir?", "Has Kent Police used BriefCam?"),
}


def once(words: str) -> tuple[tuple[str, ...], ...]:
    """A name with its short form beside it is one name."""
    return tuple(tuple(dict.fromkeys(clause)) for clause in masked(words))


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_is_put_away(one: str, other: str) -> None:
    assert once(one) == once(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_is_kept(one: str, other: str) -> None:
    assert masked(one) != masked(other)


@pytest.mark.parametrize("word", ["palantir", "charge", "change", "form", "from", "briefcam"])
def test_a_word_that_may_be_meant_is_not_mended(word: str) -> None:
    assert mended(word) == word


def test_politeness_alone_asks_nothing() -> None:
    assert masked("Dear Sir or Madam, thank you.") == ()
