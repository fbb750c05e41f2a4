"""Questions that ask the same come together; those that differ in one slot never do."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import alike_words
from benchmarks.alike import questions
from benchmarks.linking import as_asked, b_cubed, exact_precision, named, score_study
from kg import resources
from kg import study as studies
from kg.link.grouping import alike, groups, is_slip
from kg.link.questions import asked
from kg.link.reading import group
from kg.link.slots import Slots, slots_of
from kg.model.link import Asked

LABELS = Path(__file__).parent / "labels.csv"

TRAPS = {
    "people and images": (
        "How many people were on the watchlist for LFR?",
        "How many images were on the watchlist for LFR?",
    ),
    "true and false": ("How many false alerts did LFR give?", "How many alerts did LFR give?"),
    "arrests and charges": (
        "How many arrests followed from LFR?",
        "How many charges followed from LFR?",
    ),
    "used and planned": ("Has the force used LFR?", "Does the force plan to use LFR?"),
    "whether and how often": ("Has the force used LFR?", "How often has the force used LFR?"),
    "two technologies": ("Has the force used LFR?", "Has the force used LFR and drones?"),
    "two in one": (
        "Has the force used LFR?",
        "Has the force used LFR? How much was spent on LFR?",
    ),
    "a negation": (
        "How many people on the watchlist for LFR were wanted?",
        "How many people on the watchlist for LFR were not wanted?",
    ),
    "a place": (
        "How many alerts did LFR give at Oxford Circus?",
        "How many alerts did LFR give at Leicester Square?",
    ),
    "two assessments": ("Please send the DPIA on LFR.", "Please send the EIA on LFR."),
    "stop using and stopping people": (
        "Did the police stop using LFR?",
        "Did the police stop people using LFR?",
    ),
    "by day": (
        "How many times was LFR used by day?",
        "How many times was LFR used?",
    ),
    "held and used": (
        "Does the force hold information on LFR?",
        "Has the force used LFR?",
    ),
    "put on hold": (
        "Did the force put LFR on hold?",
        "Did the force use LFR?",
    ),
    "had and received": (
        "Does the force receive LFR data?",
        "Does the force have LFR data?",
    ),
    "two questions by and": (
        "How many people did LFR match with the watchlist?",
        "How many people were on the watchlist and how many matches did LFR make?",
    ),
    "what is to be": (
        "When will LFR be used?",
        "When was LFR used?",
    ),
    "kept and deleted": (
        "Does the force keep LFR images?",
        "Does the force delete LFR images?",
    ),
    "how long it took": (
        "How long did the LFR trial take?",
        "How long are LFR trial images kept?",
    ),
    "for each": (
        "What is the cost per LFR deployment?",
        "What is the cost of LFR?",
    ),
    "a share": (
        "What percentage of LFR alerts were false?",
        "What number of LFR alerts were false?",
    ),
    "to no effect": (
        "How many alerts led to no arrest?",
        "How many alerts led to an arrest?",
    ),
    "in secret": (
        "Was LFR used covertly?",
        "Was LFR used?",
    ),
    "by others": (
        "Have other forces used LFR?",
        "Has the force used LFR?",
    ),
    "for part of it": (
        "What was the cost of LFR training?",
        "What was the cost of LFR?",
    ),
    "before and in": (
        "Was LFR used before 2020?",
        "Was LFR used in 2020?",
    ),
    "complaints that came in and that went out": (
        "How many complaints about LFR did the force receive?",
        "How many complaints about LFR did the force make?",
    ),
    "complaints by the force": (
        "How many complaints about LFR were received by the force?",
        "How many complaints about LFR were made by the force?",
    ),
    "issued and received": (
        "How many warnings on LFR were issued?",
        "How many warnings on LFR were received?",
    ),
    "generated and received": (
        "How many LFR alerts were generated?",
        "How many LFR alerts were received?",
    ),
    "written and received": (
        "How many reports on LFR were written?",
        "How many reports on LFR were received?",
    ),
    "taken down and received": (
        "Were minutes of LFR meetings taken?",
        "Were minutes of LFR meetings received?",
    ),
    "asked for and granted": (
        "How many warrants for LFR were requested?",
        "How many warrants for LFR were granted?",
    ),
    "asked for and carried out": (
        "How many LFR searches were requested by the force?",
        "How many LFR searches were carried out by the force?",
    ),
    "asked for and used": (
        "How many times was LFR requested?",
        "How many times was LFR used?",
    ),
    "who asked whom": (
        "Which forces asked the force for LFR?",
        "Which forces did the force ask for LFR?",
    ),
    "used and shared": (
        "Does the force use LFR data?",
        "Does the force share LFR data?",
    ),
    "used and collected": (
        "What data does LFR use?",
        "What data does LFR collect?",
    ),
    "collected and made": (
        "How many LFR images were collected?",
        "How many LFR images were generated?",
    ),
    "held and destroyed": (
        "How many LFR images are held?",
        "How many LFR images were destroyed?",
    ),
    "given and taken": (
        "Has LFR data been given to the Home Office?",
        "Has LFR data been taken from the Home Office?",
    ),
    "bought and supplied": (
        "How many drones did the force purchase?",
        "How many drones did the force supply?",
    ),
    "sent and received": (
        "Please provide all emails about LFR that the force received.",
        "Please provide all emails about LFR that the force sent.",
    ),
    "upheld and made": (
        "How many complaints about LFR were upheld?",
        "How many complaints about LFR were made?",
    ),
    "stopped and given up": (
        "How many people were stopped by LFR?",
        "How many people stopped using LFR?",
    ),
    "who was arrested and who arrested": (
        "How many people were arrested after LFR?",
        "How many officers made arrests after LFR?",
    ),
    "where they came from and where they were used": (
        "Where did the LFR images come from?",
        "Where were the LFR images used?",
    ),
    "where they came from and where they were taken": (
        "From where were the LFR images taken?",
        "Where were the LFR images taken?",
    ),
    "two firms": (
        "Does the force have a contract with Palantir?",
        "Does the force have a contract with BriefCam?",
    ),
}


@pytest.mark.parametrize(("one", "other"), TRAPS.values(), ids=TRAPS)
def test_near_is_not_the_same(one: str, other: str) -> None:
    """Each pair is nearly alike in words, and two templates."""
    assert slots_of(one) != slots_of(other)


ALIKE = {
    "received in two forms": (
        "Does the force receive LFR data?",
        "Has the force received LFR data?",
    ),
    "complaints that nobody says who made": (
        "How many complaints were made about LFR?",
        "How many complaints about LFR did the force receive?",
    ),
    "made and followed": (
        "How many arrests were made as a result of LFR?",
        "How many arrests followed from LFR?",
    ),
    "taken from and come from": (
        "From where were these LFR images taken?",
        "Where did those LFR images come from?",
    ),
    "people who are only pointed at": (
        "Why were they included in LFR?",
        "For what reason were these people included in LFR?",
    ),
    "captured and gathered": (
        "What data does LFR capture?",
        "What data is gathered by LFR?",
    ),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_verbs_that_say_no_more_than_that_it_was(one: str, other: str) -> None:
    assert slots_of(one) == slots_of(other)


@pytest.mark.parametrize("aspect", alike_words.ASPECTS)
def test_wordings_written_apart_are_read_alike(aspect: str) -> None:
    spelt = {
        slots_of(wording.format(f="Kent Police", t="LFR", w=" since March 2019"))
        for wording in alike_words.ASPECTS[aspect][:-1]
    }

    assert len(spelt) == 1


def test_a_part_that_says_if_so_asks_of_what_the_whole_asks() -> None:
    one, other = (
        [
            Asked(request=name, label="1", words=whole, whole=True),
            Asked(request=name, label="1.a", words="If so, when and where?", whole=True),
        ]
        for name, whole in (
            ("a", "Has the force trialled LFR?"),
            ("b", "Has Kent Police used LFR?"),
        )
    )

    found = group([*one, *other])

    assert found.read[found.of[1]].slots != found.read[found.of[3]].slots


def slots_in(*questions: tuple[str, str]) -> list[Slots | None]:
    """What each of *questions* (label, words) of one request asks."""
    found = group(
        Asked(request="a", label=label, words=words, whole=True) for label, words in questions
    )
    return [found.read[at].slots for at in found.of]


ON_WATCHLIST = ("1", "How many people were on the watchlist for LFR?")
ALERTED = ("1", "How many people did LFR alert to?")


def test_them_are_those_that_the_question_before_counts() -> None:
    them = ("2", "How many of them were not wanted for arrest?")
    said = ("1", "How many on the watchlist for LFR were not wanted for arrest?")

    _, pointed = slots_in(ON_WATCHLIST, them)
    _, other = slots_in(ALERTED, them)
    (spelt,) = slots_in(said)

    assert pointed is not None
    assert other is not None
    assert spelt is not None
    assert pointed.facets == spelt.facets
    assert pointed.facets != other.facets


def test_those_who_are_named_are_no_others() -> None:
    named = ("2", "How many of those on the register were wanted?")

    assert slots_in(ON_WATCHLIST, named)[1] == slots_in(ALERTED, named)[1]


def test_a_part_that_is_a_time_asks_of_that_time_what_its_whole_asks() -> None:
    incidents = ("1", "How many LFR incidents were there in each year:")
    trials = ("1", "How many LFR trials were there in each year:")
    year, other_year = ("1.a", "April 2015 to March 2016"), ("1.b", "April 2016 to March 2017")

    whole, one, other = slots_in(incidents, year, other_year)
    _, of_trials = slots_in(trials, year)

    assert one is not None
    assert one == other
    assert one not in (whole, of_trials)


def test_a_heading_asks_nothing_and_is_told_by_what_its_parts_ask_of() -> None:
    first = ("1.a", "How many people were on the watchlist?")
    images = ("1.a", "How many images were on the watchlist?")
    cost = ("1.a", "What did it cost?")
    over, spelt_otherwise = "For uses of LFR:", "Where LFR has been used:"

    one, _ = slots_in(("1", over), first)
    other, _ = slots_in(("1", spelt_otherwise), images)
    of_cost, _ = slots_in(("1", over), cost)
    (asked,) = slots_in(("1", "Where was LFR used?"))

    assert one is not None
    assert one == other
    assert one not in (of_cost, asked)


def test_what_ends_with_a_colon_and_asks_is_no_heading() -> None:
    over, _ = slots_in(("1", "Has the force used LFR at any of these:"), ("1.a", "the airport"))
    (alone,) = slots_in(("1", "Where LFR has been used:"))

    assert over is not None
    assert alone is not None
    assert [one.facets[0].asks for one in (over, alone)] == ["whether", "where"]


def test_a_word_that_differs_makes_no_slip() -> None:
    assert is_slip("deploymnet", "deployment")
    assert is_slip("painted", "paintd")
    assert not is_slip("painted", "printed")
    assert not is_slip("charge", "change")
    assert not is_slip("2019a", "2019")


def test_small_differences_do_not_chain() -> None:
    """Each of a row of texts is near its neighbour; no two further apart may be together."""
    words = tuple(f"word{letter}" for letter in "abcdefghij")
    row = [(*words[at:], *(f"other{one}" for one in range(at))) for at in range(8)]
    read = [(Slots((), ()), 1)]
    first = slots_of("How many at the yard were painted?")
    assert first is not None
    facet = first.facets[0]
    read = [(Slots((), (type(facet)("count", False, (), tuple(sorted(one))),)), 1) for one in row]

    found = groups(read)

    assert all(
        alike(one.words, other.words)
        for members in found
        for one, other in itertools.combinations(members, 2)
    )
    assert len(found) > 1


@given(st.permutations(range(60)))
def test_the_order_of_requests_does_not_matter(order: list[int]) -> None:
    made = [as_asked(put) for put in questions(60, seed=9)]
    alone = [
        Asked(request=f"{n}", label="1", words=one.words, whole=True) for n, one in enumerate(made)
    ]

    straight, turned = group(alone), group([alone[at] for at in order])

    first, second = named(straight), named(turned)
    pairs = {
        (one, other)
        for one, other in itertools.combinations(range(60), 2)
        if first[one] == first[other]
    }
    place = {number: at for at, number in enumerate(order)}
    assert pairs == {
        (one, other)
        for one, other in itertools.combinations(range(60), 2)
        if second[place[one]] == second[place[other]]
    }


def test_invented_questions_are_grouped_as_they_were_made() -> None:
    made = list(questions(5_000, seed=11))
    found = group(map(as_asked, made))

    score = b_cubed(named(found), [put.template for put in made])
    exact, links = exact_precision(found, [put.template for put in made])

    assert score.f1 >= 0.95
    assert score.precision >= 0.99
    assert exact >= 0.98
    assert links > 100


def test_the_study_that_ships_is_grouped_as_a_reader_does() -> None:
    """labels.csv says of every question which template it instances; '-' stands alone."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = {
            (row["request"], row["question"]): row["template"] for row in csv.DictReader(file)
        }
    study = studies.load(resources.root() / "studies" / studies.SHIPPED)
    found = list(asked(studies.load_records(study).values()))
    true = [
        f"alone {at}" if labels[one.request, one.label] == "-" else labels[one.request, one.label]
        for at, one in enumerate(found)
    ]

    score = b_cubed(named(group(found)), true)

    assert set(labels) == {(one.request, one.label) for one in found}
    assert score.precision >= 0.99
    assert score.f1 >= 0.95


def test_the_texts_themselves_are_grouped_as_a_reader_does(shared: Path) -> None:
    """Their own words, not a curator's: docs/figures.md has the figures."""
    score, count = score_study([shared / "corpus", shared / "documents"])

    assert count == 314
    assert score.precision >= 0.99
    assert score.f1 >= 0.97
