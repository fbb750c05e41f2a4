"""A question is linked to the template that it asks; what a person ruled stands in its place."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link import question_links
from kg.model.link import Asked, QuestionLink
from kg.model.template import Matches, Membership, Series, Template, Templates

LIVE_USE = Template(
    key="live-use", text="whether {force} deployed live facial recognition in {period}"
)
PEOPLE = Template(
    key="people",
    text="how many people were on the watchlist of {force} for live facial recognition",
)
RULED = Asked(request="gb-essex-1", label="1", words="Has Essex Police deployed LFR?", whole=True)
SAME = Asked(
    request="gb-kent-2", label="4", words="Has the force deployed LFR since March 2019?", whole=True
)
OTHER_WORDS = replace(SAME, words="Did you make use of live facial recognition in 2020?")
DRONES = replace(SAME, words="Has the force deployed drones?")
WIDER = replace(SAME, words="Has the force deployed facial recognition?")


def ruling(kind: str, *, of: Asked = RULED, template: str = "live-use") -> Matches:
    return Matches(
        request=of.request,
        kind=kind,
        questions={of.label: template},
        reason="Read.",
        role="maintainer",
        on=date(2026, 1, 1),
    )


def linked(
    *questions: Asked, ruled: tuple[Matches, ...] = (ruling("exact"),)
) -> list[QuestionLink]:
    said = Templates(templates=(LIVE_USE, PEOPLE), matches=ruled)
    return [link for link in question_links(questions, [said]) if link.request != RULED.request]


def test_the_words_of_an_exact_match_make_another() -> None:
    (link,) = linked(RULED, SAME)

    assert (link.template, link.kind, link.rule) == ("live-use", "exact", "same-words")
    assert link.stated
    assert link.against.question == ("gb-essex-1", "1")
    assert "asks: whether" in link.slots


@pytest.mark.parametrize(
    ("question", "ruled"),
    [
        (SAME, (ruling("close"),)),
        (replace(SAME, whole=False), (ruling("exact"),)),
        (OTHER_WORDS, (ruling("exact"),)),
        (SAME, ()),
    ],
    ids=["ruled close", "a curator's words", "other words", "the template's text alone"],
)
def test_what_is_less_than_the_same_words_is_close(
    question: Asked, ruled: tuple[Matches, ...]
) -> None:
    (link,) = linked(RULED, question, ruled=ruled)

    assert (link.template, link.kind) == ("live-use", "close")


def test_another_technology_is_linked_to_nothing() -> None:
    assert linked(RULED, DRONES) == []


def test_a_wider_technology_is_related() -> None:
    (link,) = linked(RULED, WIDER)

    assert (link.kind, link.rule) == ("related", "wider-technology")
    assert not any(slot.startswith("technology") for slot in link.slots)


@pytest.mark.parametrize("kind", ["none", "related", "close", "exact"])
def test_a_ruling_on_the_same_pair_wins(kind: str) -> None:
    (link,) = linked(RULED, SAME, ruled=(ruling("exact"), ruling(kind, of=SAME)))

    assert not link.stated
    assert link.overridden_by == f"{kind} live-use"
    assert link.agrees == (kind in {"close", "exact"})


def test_an_instance_of_another_template_by_ruling_is_left_alone() -> None:
    (link,) = linked(
        RULED, SAME, ruled=(ruling("exact"), ruling("close", of=SAME, template="people"))
    )

    assert link.template == "live-use"
    assert link.overridden_by == "close people"
    assert not link.stated


def test_a_refusal_of_another_template_refutes_no_link() -> None:
    (link,) = linked(
        RULED, SAME, ruled=(ruling("exact"), ruling("none", of=SAME, template="people"))
    )

    assert link.stated


def test_a_question_is_not_held_against_its_own_ruling() -> None:
    """What would be done without the ruling is told: here, only the template's text is left."""
    said = Templates(templates=(LIVE_USE,), matches=(ruling("exact"),))

    (link,) = question_links([RULED], [said])

    assert (link.kind, link.against.question) == ("close", None)


def test_a_group_that_people_ruled_to_be_two_templates_is_left_to_them() -> None:
    third = replace(SAME, request="gb-surrey-3")
    ruled = (ruling("exact"), ruling("exact", of=SAME, template="people"))

    assert [
        link for link in linked(RULED, SAME, third, ruled=ruled) if link.request == "gb-surrey-3"
    ] == []


def test_what_several_ask_and_no_template_says_is_proposed() -> None:
    one = replace(SAME, words="How many complaints did you receive about drones?")
    other = replace(one, request="gb-surrey-3", words="State the number of complaints on drones.")

    links = linked(RULED, one, other)

    assert {link.template for link in links} == {"proposed-count-complaint-drone"}
    assert not any(link.stated for link in links)


def test_what_one_request_asks_twice_proposes_nothing() -> None:
    one = replace(SAME, words="How many complaints did you receive about drones?")

    assert linked(one, replace(one, label="5")) == []


@given(st.lists(st.sampled_from([SAME.words, WIDER.words, DRONES.words]), max_size=4))
def test_a_proposed_key_stays_when_more_is_asked(added: list[str]) -> None:
    one = replace(SAME, words="How many complaints did you receive about drones?")
    pair = [one, replace(one, request="gb-surrey-3")]
    more = [replace(SAME, request=f"gb-more-{n}", words=words) for n, words in enumerate(added)]

    links = linked(RULED, *pair, *more)

    told = {link.template for link in links if link.request in ("gb-kent-2", "gb-surrey-3")}
    assert told == {"proposed-count-complaint-drone"}


DRONES_USE = Template(key="drones", text="whether {force} used drones")
MEMBER = Membership(
    request="gb-kent-2", basis="curator", reason="Read.", role="reviewer", on=date(2026, 1, 1)
)
ORDERED = Series(
    key="all", name="all", templates=("live-use", "people", "drones"), members=(MEMBER,)
)
LOST = replace(SAME, label="5", words="")
ASKED = (SAME, LOST, replace(DRONES, label="6"))


def by_place(
    *questions: Asked, series: Series = ORDERED, ruled: tuple[Matches, ...] = ()
) -> list[QuestionLink]:
    said = Templates(templates=(LIVE_USE, PEOPLE, DRONES_USE), series=(series,), matches=ruled)
    return [link for link in question_links(questions, [said]) if link.rule == "same-place"]


def test_a_question_without_words_is_proposed_by_its_place_in_a_series() -> None:
    (link,) = by_place(*ASKED)

    assert (link.label, link.template, link.kind) == ("5", "people", "related")
    assert link.slots == ("place: between live-use and drones of all",)
    assert not link.stated


def test_it_may_be_the_first_or_the_last() -> None:
    first = (replace(LOST, label="1"), replace(PEOPLE_ASKED, label="2"), replace(DRONES, label="3"))
    last = (replace(SAME, label="1"), replace(PEOPLE_ASKED, label="2"), replace(LOST, label="3"))

    assert [link.template for link in by_place(*first)] == ["live-use"]
    assert [link.template for link in by_place(*last)] == ["drones"]


PEOPLE_ASKED = replace(SAME, words="How many people were on the watchlist for LFR?")


@pytest.mark.parametrize(
    "questions",
    [
        (SAME, LOST, replace(LOST, label="5.a"), replace(DRONES, label="6")),
        (SAME, LOST, replace(WIDER, label="6")),
        (SAME, replace(LOST, words="Which dogs does the force keep?"), replace(DRONES, label="6")),
        (replace(PEOPLE_ASKED, label="3"), *ASKED),
        (LOST,),
    ],
    ids=["two in one place", "a neighbour not told", "words that tell", "asked already", "alone"],
)
def test_place_alone_makes_no_link(questions: tuple[Asked, ...]) -> None:
    assert [link.label for link in by_place(*questions) if link.label == "5"] == []


def test_a_ruling_on_what_stands_there_is_told_and_is_no_evidence_for_it() -> None:
    (agreed,) = by_place(*ASKED, ruled=(ruling("close", of=LOST, template="people"),))
    (refuted,) = by_place(*ASKED, ruled=(ruling("none", of=LOST, template="people"),))

    assert agreed.agrees
    assert refuted.overridden_by == "none people"


def test_another_request_than_those_of_the_series_has_no_place_in_it() -> None:
    other = replace(ORDERED, members=(replace(MEMBER, request="gb-essex-9"),))

    assert by_place(*ASKED, series=other) == []


def test_a_question_without_a_whole_is_exact_as_before() -> None:
    (link,) = hung(None, None, "How many people did LFR alert to?")

    assert (link.kind, link.stated) == ("exact", True)


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        (
            "How many people were on the live facial recognition watchlist?",
            "How many people were stopped by live facial recognition?",
            "How many were children?",
        ),
        (
            "Regarding live facial recognition at Notting Hill Carnival:",
            "Regarding live facial recognition at the Wireless Festival:",
            "How many arrests were made?",
        ),
        (
            "How many people were stopped after live facial recognition alerts at protests?",
            "How many people were stopped after live facial recognition alerts in Croydon?",
            "How many were arrested?",
        ),
    ],
)
def test_a_part_is_exact_only_under_the_same_whole(one: str, other: str, part: str) -> None:
    apart = hung(one, other, part)

    assert [link.kind for link in apart] == ["close"]
    assert [(link.kind, link.stated) for link in hung(one, one, part)] == [("exact", True)]


def test_a_part_whose_whole_cannot_be_read_is_close_at_most() -> None:
    whole = "How many people were on the live facial recognition watchlist?"

    (link,) = hung(whole, whole, "How many were children?", read=False)

    assert link.kind == "close"


@pytest.mark.parametrize("part", ["How many of them were arrested?", "If so, how many arrests?"])
def test_words_that_point_back_are_exact_only_after_the_same_question(part: str) -> None:
    one, other = "Did you use LFR at protests?", "Did you use LFR in Croydon?"

    assert [link.kind for link in hung(one, other, part, label="2")] == ["close"]
    assert [link.kind for link in hung(one, one, part, label="2")] == ["exact"]


def hung(
    one: str | None, other: str | None, part: str, *, label: str = "1.a", read: bool = True
) -> list[QuestionLink]:
    """Return the links of *part* under or after *other*, where that under *one* is ruled exact."""
    questions = []
    for request, whole in (("gb-essex-1", one), ("gb-kent-2", other)):
        asked = Asked(
            request=request,
            label=label if whole else "1",
            words=part,
            whole=True,
            technologies=("live-facial-recognition",),
        )
        if whole is not None:
            questions.append(replace(asked, label="1", words=whole, whole=read))
        questions.append(asked)
    said = Templates(
        templates=(Template(key="part", text="x y z"),),
        matches=(ruling("exact", of=questions[0 if one is None else 1], template="part"),),
    )
    links = question_links(questions, [said])
    return [
        link
        for link in links
        if link.request == "gb-kent-2" and link.label == asked.label and not link.proposed
    ]
