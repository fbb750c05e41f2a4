"""Numbering, wording and periods of the questions that a letter asks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draft import drafting, period
from kg.draft.questions import Slot, put, shown, slots_of
from kg.errors import PeriodError
from kg.model import Period
from tests.draft.conftest import TODAY, Knows

DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))
PERIODS = st.none() | st.builds(
    lambda one, other, closed: Period(
        start=min(one, other).isoformat(), end=max(one, other).isoformat() if closed else None
    ),
    DAYS,
    DAYS,
    st.booleans(),
)
WORDS = st.text(st.characters(exclude_characters="{}", exclude_categories=["C"]), max_size=20)
TEXTS = st.lists(st.sampled_from(["{force}", "{period}", "{technology}"]) | WORDS).map(" ".join)
SLOTS = st.lists(
    st.builds(
        Slot,
        label=st.just("1"),
        template=st.just("t"),
        text=TEXTS,
        own=PERIODS,
        technologies=st.just(("live-facial-recognition",)),
        printed=st.none() | WORDS,
    ),
    max_size=4,
)


@given(SLOTS, PERIODS, DAYS, st.sampled_from(["Kent Police", "Police Scotland"]))
def test_no_brace_is_left_or_the_period_is_asked_for(
    slots: list[Slot], to: Period | None, on: date, name: str
) -> None:
    if to is None and any(
        "{period}" in one.text and one.own is None and one.printed is None for one in slots
    ):
        with pytest.raises(PeriodError, match="--from 2024-01"):
            put(slots, name, to=to, on=on)
        return

    found = put(slots, name, to=to, on=on)

    assert not any(brace in one.words for one in found for brace in "{}")


def test_no_brace_is_left_in_any_letter(knows: Knows, shipped: Knows) -> None:
    to = period.read("2025-01", "2025-12")
    series = ("february-2023", "april-2025", "from-january-2022", "briefcam", "palantir")
    said = [knows("winter"), *map(shipped, series)]

    for known in said:
        for letter in drafting.draft(known, on=TODAY, to=to).letters:
            assert not set(letter.body + letter.subject) & set("{}")
            assert letter.body.endswith("\n[your name]\n[your address]")
            assert "25 November 2026" in letter.body


def test_questions_stand_in_the_order_of_the_series_with_their_printed_numbers(
    shipped: Knows,
) -> None:
    slots = slots_of(shipped("february-2023"))

    assert " ".join(slot.label for slot in slots) == (
        "1 1.a 2 2.a 3 3.a 4 4.a 5 5.a 5.b 5.c 5.c.i 6 6.a 6.b 7 7.a 8 8.a 9 9.a 10 10.a"
    )


def test_questions_are_numbered_through_where_no_request_asks_them_all(knows: Knows) -> None:
    known = knows("winter")
    series = replace(known.series, templates=("plans", "use", "places"))

    slots = slots_of(replace(known, series=series))

    assert [(slot.label, slot.template) for slot in slots] == [
        ("1", "plans"),
        ("2", "use"),
        ("3", "places"),
    ]


def test_the_words_that_a_force_answered_are_used_with_the_period_that_they_leave_to_a_line_above(
    knows: Knows,
) -> None:
    slots = slots_of(knows("winter"))

    (_, _, plans) = put(slots, "Dorset Police", to=None, on=TODAY)

    assert plans.printed
    assert plans.words == "Do you plan to use it? (This asks about the period from July 2025 on.)"


def test_for_another_period_the_template_is_used(knows: Knows) -> None:
    slots = slots_of(knows("winter"))

    found = put(slots, "Dorset Police", to=Period(start="2026-01", end="2026-06"), on=TODAY)

    assert [one.printed for one in found] == [False] * 3
    assert found[0].words.endswith("in the period from January 2026 to June 2026")
    # A block of questions names its period once, and the force too.
    assert (
        found[1].words == "on which days and at which places the force used it in the same period"
    )
    # What the series asks of the time after its own, such as of plans, follows the period given.
    assert found[2].words.endswith("in the period from 1 July 2026 on")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Did you use it?", True),
        ("Did Kent Police use it?", False),
        ("Has Kent used it?", False),
        ("Was it used in the Kentish hills?", True),
        ("Did {force} use it?", False),
        ("Did you use …", False),
        (None, False),
    ],
)
def test_words_that_name_a_force_or_are_cut_short_are_put_to_no_other(
    text: str | None, stands: bool, knows: Knows
) -> None:
    known = knows("winter")
    printed = {
        place: replace(one, question=replace(one.question, text=text))
        for place, one in known.printed.items()
    }

    slots = slots_of(replace(known, printed=printed))

    assert [slot.printed for slot in slots] == [text if stands else None] * 3


def test_a_text_that_says_a_page_again_is_not_taken_for_the_requesters_words(
    knows: Knows,
) -> None:
    known = knows("winter")
    printed = {place: replace(one, restated=True) for place, one in known.printed.items()}

    slots = slots_of(replace(known, printed=printed))

    assert [slot.printed for slot in slots] == [None] * 3


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        ("2023-13", None, "no such day"),
        ("2023-02-30", None, "no such day"),
        ("soon", None, "no such day"),
        ("2023", "", "no such day"),
        (None, "2023", "give --from too"),
        ("2024", "2023", "the end comes before"),
        ("2024-02-01", "2024-01", "the end comes before"),
    ],
)
def test_a_period_that_is_none_is_refused(begins: str | None, ends: str | None, said: str) -> None:
    with pytest.raises(PeriodError, match=said) as caught:
        period.read(begins, ends)

    assert caught.value.exit_status == 2


def test_a_series_whose_period_nobody_recorded_asks_for_one(shipped: Knows) -> None:
    with pytest.raises(PeriodError, match="--from 2024-01"):
        drafting.draft(shipped("body-worn-video-2021"), on=TODAY, only=["kent"])


def test_that_error_names_every_question_and_what_can_be_written_without(shipped: Knows) -> None:
    known = shipped("april-2025")

    with pytest.raises(PeriodError) as caught:
        drafting.draft(known, on=TODAY)

    timed = [slot.template for slot in slots_of(known) if "{period}" in slot.text and not slot.own]
    assert len(timed) > 1
    assert all(template in str(caught.value) for template in timed)
    assert "--kind review" in str(caught.value)
    drafting.draft(known, on=TODAY, kind="review")


@given(PERIODS, PERIODS, DAYS, DAYS)
def test_what_is_asked_again_begins_where_the_last_question_ended(
    one: Period | None, other: Period | None, made: date, on: date
) -> None:
    found = period.since([one, other], made, on)

    ends = [own.last_day for own in (one, other) if own is not None and own.last_day is not None]
    if found is None:
        assert max(ends, default=made) >= on
        return
    assert found.last_day == on
    assert all(end < found.first_day for end in ends)


@pytest.mark.parametrize(("label", "said"), [("5.c.i", "5.c.i"), ("(3)", "3"), ("1.(2)", "1.b")])
def test_a_number_that_the_page_does_not_print_is_shown_as_one(label: str, said: str) -> None:
    assert shown(label) == said
