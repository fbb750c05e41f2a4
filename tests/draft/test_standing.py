"""How each force stands, and which letter that calls for."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kg import vocabulary
from kg.draft import drafting
from kg.draft.forces import forces
from kg.draft.known import Given
from kg.draft.law import LAWS
from kg.draft.standing import standing
from kg.errors import RespondentError, UnknownSeriesError, UnseenQuestionsError
from tests.draft.conftest import TODAY, Knows

STATES = {
    "kent": ([], "a reply is recorded"),
    "wiltshire": (["new"], "no request is recorded, and nobody looked for one"),
    "dorset": (["new"], "no request is recorded; it was looked for in vain"),
    "gwent": ([], "something was found and is not recorded: record it"),
    "sussex": (["reminder"], "asked by this study, and an answer is overdue or may be"),
    "norfolk": (["reminder"], "asked by this study, and an answer is overdue or may be"),
    "cleveland": (["reminder"], "asked by this study, and an answer is overdue or may be"),
    # Four weeks after Friday 20 November, and a day more for St Andrew's.
    "suffolk": ([], "asked by this study; in time until 21 December 2026 at least"),
    "durham": ([], "an answer is noted, and not recorded: record it"),
    "essex": (["review"], "refused by provision or cost, in whole or in part"),
    "surrey": (["review"], "refused by provision or cost, in whole or in part"),
    "cumbria": (["again"], "a reply is recorded; asked over a year ago"),
}


@pytest.mark.parametrize("slug", STATES)
def test_each_standing_is_told_apart(slug: str, knows: Knows) -> None:
    force = next(one for one in forces() if one.slug == slug)

    found = standing(knows("winter"), force, on=TODAY)

    assert ([choice.kind for choice in found.choices], found.state) == STATES[slug]


def test_that_nobody_looked_is_a_caution_and_a_search_in_vain_is_a_reason(knows: Knows) -> None:
    made = drafting.draft(knows("winter"), on=TODAY, only=["wiltshire", "dorset"])

    looked, nobody = made.letters
    assert looked.force.slug == "dorset"
    assert not any("nobody looked" in caution for caution in looked.cautions)
    assert "last on 2 November 2026 (its log)" in looked.reason
    assert any("nobody looked" in caution for caution in nobody.cautions)


def test_no_second_review_is_asked_for(knows: Knows) -> None:
    made = drafting.draft(knows("spring"), on=TODAY, only=["humberside"], kind="review")

    assert made.letters == ()
    assert "a document tells of a review" in made.standings[0].state


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("lancashire", "it was asked spring: see whether that answers these questions"),
        ("lincolnshire", "the sheet has 1 request to it of no known series"),
    ],
)
def test_what_was_asked_beside_the_series_is_a_caution(slug: str, said: str, knows: Knows) -> None:
    (letter,) = drafting.draft(knows("winter"), on=TODAY, only=[slug]).letters

    assert letter.kind == "new"
    assert any(said in caution for caution in letter.cautions)


def test_a_review_is_for_who_made_the_request_unless_it_is_asked_for(knows: Knows) -> None:
    unasked = drafting.draft(knows("winter"), on=TODAY, only=["surrey"])
    wanted = drafting.draft(knows("winter"), on=TODAY, only=["surrey"], kind="review")

    assert unasked.letters == ()
    assert [letter.kind for letter in wanted.letters] == ["review"]
    assert any("only who made the request" in one for one in wanted.letters[0].cautions)
    # Eight weeks after 10 March, and a day more for each of 17 March, 3 and 6 April and 4 May.
    assert any("was to be asked for by 11 May 2026" in one for one in wanted.letters[0].cautions)


def test_a_request_is_not_asked_again_before_a_year_has_passed(knows: Knows) -> None:
    for day, kinds in ((date(2026, 8, 4), []), (date(2026, 8, 5), ["again"])):
        made = drafting.draft(knows("winter", day), on=day, only=["cumbria"])

        assert [letter.kind for letter in made.letters] == kinds


def test_the_review_of_a_request_of_over_a_year_ago_is_asked_for_by_kind(knows: Knows) -> None:
    day = date(2028, 1, 10)

    made = drafting.draft(knows("winter", day), on=day, only=["essex"])
    review = drafting.draft(knows("winter", day), on=day, only=["essex"], kind="review")

    assert [letter.kind for letter in made.letters] == ["again"]
    assert [letter.kind for letter in review.letters] == ["review"]


def test_who_cannot_be_asked_is_left_out_and_said_to_be(knows: Knows) -> None:
    made = drafting.draft(knows("winter"), on=TODAY)

    assert len(made.standings) == len(vocabulary.codes("force")) - 1
    assert made.left_out == (
        "National Crime Agency is no public authority under a law on access to information",
    )


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("national-crime-agency", "no public authority"),
        ("kemt", "did you mean kent"),
        ("transport-for-london", "no such force"),
    ],
)
def test_a_force_that_cannot_be_asked_is_refused_with_the_reason(
    slug: str, said: str, knows: Knows
) -> None:
    with pytest.raises(RespondentError, match=said):
        drafting.draft(knows("winter"), on=TODAY, only=[slug])


def test_a_series_that_is_not_there_names_the_nearest(knows: Knows) -> None:
    with pytest.raises(UnknownSeriesError, match="did you mean winter"):
        knows("wintr")


@pytest.mark.parametrize(
    ("series", "said"), [("unseen", "known by name alone"), ("cost", "asks about a technology")]
)
def test_what_nobody_has_seen_is_not_asked(series: str, said: str, knows: Knows) -> None:
    with pytest.raises(UnseenQuestionsError, match=said):
        drafting.draft(knows(series), on=TODAY, only=["kent", "wiltshire"])


@pytest.mark.parametrize(
    "series",
    ["protests-2022-2023", "retrospective-definition", "pnd-and-children-2024", "batch-2022"],
)
def test_four_series_of_the_study_that_ships_have_no_questions(series: str, shipped: Knows) -> None:
    with pytest.raises(UnseenQuestionsError) as caught:
        drafting.draft(shipped(series), on=TODAY)

    assert caught.value.exit_status == 4


@pytest.mark.parametrize("regime", LAWS)
def test_every_section_that_a_letter_cites_is_in_the_list_of_its_law(regime: str) -> None:
    law = LAWS[regime]
    sections = {label.partition(":")[0] for label in vocabulary.codes(regime).values()}
    said = [law.review_words, law.looks_again, law.after]
    cited = [law.cite(code) for code in (law.right, law.clock, law.cost, law.help, law.notice)]

    found = {*re.findall(r"[Ss]ection \d+(?:\(\d+\))?", " ".join([*said, *cited]))}
    assert {one[0].upper() + one[1:] for one in found} <= sections
    assert len(found) >= 7


def test_a_letter_goes_out_under_the_law_of_the_force(knows: Knows) -> None:
    made = drafting.draft(knows("winter"), on=TODAY, kind="new")

    for letter in made.letters:
        scottish = "Freedom of Information (Scotland) Act 2002" in letter.body
        assert scottish == (letter.force.slug == "scotland")


def test_a_search_of_a_later_day_is_not_known_yet(knows: Knows) -> None:
    day = date(2026, 11, 1)

    made = drafting.draft(knows("winter", day), on=day, only=["dorset"])

    assert made.standings[0].state == "no request is recorded, and nobody looked for one"


def test_a_request_without_a_day_is_not_held_to_be_old(knows: Knows) -> None:
    known = knows("winter")
    dated = next(one for one in known.requests if one.name == "Cumbria Constabulary")
    undated = replace(dated, iri="urn:undated", made=None, issued=None, reply="not seen")
    both = replace(known, requests=(*known.requests, undated))

    made = drafting.draft(both, on=TODAY, only=["cumbria"])

    assert made.letters == ()


@pytest.mark.parametrize(("answered", "left"), [((), 2), (("use",), 1), (("use", "places"), 0)])
def test_what_a_later_reply_answers_is_not_reviewed(
    answered: tuple[str, ...], left: int, knows: Knows
) -> None:
    known = knows("winter")
    first = next(one for one in known.requests if one.name == "Essex Police")
    second = replace(first, iri="urn:second", made=date(2026, 11, 2), reference="E/2")
    later = tuple(
        Given(request="urn:second", label="1", template=key, scope=None, outcome="Not held")
        for key in answered
    )
    both = replace(known, requests=(*known.requests, second), given=(*known.given, *later))

    found = standing(both, next(one for one in forces() if one.slug == "essex"), on=TODAY)

    assert [len(choice.refused) for choice in found.choices] == [left] * bool(left)
    assert all(choice.request == first for choice in found.choices)
