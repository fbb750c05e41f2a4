"""Whole letters, as files that can be read.

``pytest tests/queries tests/draft -k whole_letter --update-golden`` writes them anew.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.draft import drafting, period, writing
from kg.draft.known import Known
from tests.draft.conftest import TODAY, Knows

GOLDEN = Path(__file__).parent / "golden"

INVENTED = [
    ("dorset", "new", "winter"),
    ("sussex", "reminder", "winter"),
    ("norfolk", "reminder", "winter"),
    ("essex", "review", "winter"),
    ("scotland", "review", "winter"),
    ("cumbria", "again", "winter"),
]
SHIPPED = [
    ("kent", "new", "from-january-2022"),
    ("warwickshire", "again", "february-2023"),
    ("west-midlands", "review", "body-worn-video-2021"),
]


def held(name: str, found: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("force", "kind", "series"), INVENTED)
def test_whole_letter_of_the_invented_study(
    force: str, kind: str, series: str, knows: Knows, request: pytest.FixtureRequest
) -> None:
    made = drafting.draft(knows(series), on=TODAY, only=[force])

    assert [letter.kind for letter in made.letters] == [kind]
    held(f"invented-{force}-{kind}.txt", writing.as_text(made.letters), request)


@pytest.mark.parametrize(("force", "kind", "series"), SHIPPED)
def test_whole_letter_of_the_study_that_ships(
    force: str, kind: str, series: str, shipped: Knows, request: pytest.FixtureRequest
) -> None:
    made = drafting.draft(shipped(series), on=TODAY, only=[force], kind=kind)

    assert [letter.kind for letter in made.letters] == [kind]
    held(f"shipped-{force}-{kind}.txt", writing.as_text(made.letters), request)


def test_a_letter_leaves_slots_for_name_and_address(knows: Knows) -> None:
    made = drafting.draft(knows("winter"), on=TODAY)

    assert {letter.kind for letter in made.letters} == {"new", "reminder", "review", "again"}
    assert all(one.body.endswith("\n[your name]\n[your address]") for one in made.letters)


def test_a_reminder_tells_the_last_working_day_apart_from_the_day_of_receipt(knows: Knows) -> None:
    (letter,) = drafting.draft(knows("winter"), on=TODAY, only=["sussex"]).letters

    assert (
        "You received it on 2 October 2026; the last of those 20 working days was 30 October 2026."
        in letter.body
    )
    assert "that day was" not in letter.body


@pytest.mark.parametrize(
    ("reference", "issued", "said"),
    [
        ("E/1", None, "your reply to my request E/1, as"),
        (None, date(2026, 10, 28), "your reply of 28 October 2026 to my request, as"),
        (None, None, "your reply [reference or day of the reply] to my request, as"),
    ],
)
def test_a_review_says_which_reply_is_meant_or_leaves_a_slot(
    reference: str | None, issued: date | None, said: str, knows: Knows
) -> None:
    known = knows("winter")
    requests = tuple(
        replace(one, reference=reference, issued=issued) if one.name == "Essex Police" else one
        for one in known.requests
    )
    told = replace(known, requests=requests)

    (letter,) = drafting.draft(told, on=TODAY, only=["essex"], kind="review").letters

    assert said in letter.body
    assert any("fill the slot" in one for one in letter.cautions) == ("[reference" in said)


@pytest.mark.parametrize("kind", ["new", "again"])
def test_the_subject_names_the_matter_and_the_time_asked_about(kind: str, shipped: Knows) -> None:
    known, to = shipped("february-2023"), period.read("2025", "2025-06")
    force = "warwickshire" if kind == "again" else "kent"

    (letter,) = drafting.draft(known, on=TODAY, only=[force], kind=kind, to=to).letters

    assert letter.subject == (
        "Request under the Freedom of Information Act 2000: Ten questions on four modes of facial "
        "recognition, from 2025 to June 2025, and from 1 July 2025 on"
    )


def test_the_subject_of_what_goes_back_to_a_request_is_that_of_the_request(shipped: Knows) -> None:
    known = shipped("body-worn-video-2021")

    (letter,) = drafting.draft(known, on=TODAY, only=["west-midlands"], kind="review").letters

    assert letter.subject.endswith(known.series.name)


def of_new(known: Known, begins: str | None = None, ends: str | None = None) -> tuple[str, ...]:
    to = period.read(begins, ends)
    (letter,) = drafting.draft(known, on=TODAY, only=["dorset"], kind="new", to=to).letters
    return letter.cautions


def test_a_first_request_about_a_time_long_over_says_so(knows: Knows) -> None:
    assert of_new(knows("winter")) == (
        "it asks about the period from January 2025 to June 2025 and the period from July 2025 "
        "on, as the series did: --from 2025-01 --to 2026-11-25 asks up to the day of the letter",
    )
    assert of_new(knows("winter"), "2025-01", "2026-11-25") == ()
    assert of_new(knows("winter"), "2025-01") == ()


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        ("2030-01", None, "the period from January 2030 on, which has not begun"),
        ("2030-01", "2030-06", "which has not begun"),
        ("2026", "2026", "2026, which is not over"),
    ],
)
def test_a_letter_about_the_time_to_come_says_so(
    begins: str, ends: str | None, said: str, knows: Knows
) -> None:
    (caution,) = of_new(knows("winter"), begins, ends)

    assert said in caution


def test_a_block_of_questions_names_its_period_and_the_force_once(shipped: Knows) -> None:
    (letter,) = drafting.draft(shipped("february-2023"), on=TODAY, only=["warwickshire"]).letters

    questions = [line for line in letter.body.splitlines() if re.match(r" *\d+\.", line)]
    assert len(questions) == 24
    assert sum("February 2023" in line for line in questions) == 1
    assert sum("26 November 2026" in line for line in questions) == 1
    assert sum("Warwickshire" in line for line in questions) == 1
    assert sum("the same period" in line for line in questions) == 22
