"""Rulings go into the file of a record, and nothing else in it moves."""

import difflib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import RecordError, UsageError
from kg.model import DeploymentRecord, Disclosure
from kg.record import read
from kg.record.load import load_to_edit
from kg.record.reviewing import Reviewer, Sheet
from kg.record.writing import dumped

Make = Callable[[Any], Path]
Read = Callable[[Any], Any]
BY = Reviewer(role="reviewer", on=date(2026, 1, 2))


def moved(before: str, after: str) -> list[str]:
    """Return the lines that differ, with their sign."""
    return [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        if line[:1] in "+-" and not line.startswith(("+++", "---"))
    ]


def test_a_ruling_on_one_fact_is_one_line_of_difference(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    before = path.read_text(encoding="utf-8")
    sheet = Sheet(path)

    sheet.accept("answer/2/statement/1", BY)
    sheet.reject("question/1/period", BY)
    sheet.save()

    assert moved(before, path.read_text(encoding="utf-8")) == [
        "+  facts:",
        "+    - {fact: answer/2/statement/1, status: accepted, role: reviewer, on: 2026-01-02}",
        "+    - {fact: question/1/period, status: rejected, role: reviewer, on: 2026-01-02}",
    ]
    assert [ruling.fact for ruling in read(path).review.facts] == [
        "answer/2/statement/1",
        "question/1/period",
    ]


def test_a_persons_remarks_and_quotation_marks_stay(disclosure: Disclosure, file_of: Make) -> None:
    path = file_of(disclosure)
    text = path.read_text(encoding="utf-8")
    text = text.replace("held: held", 'held: "held"  # see page 3')
    text = text.replace("answers:\n", "\n# what they said\nanswers:\n")
    path.write_text(text, encoding="utf-8")
    sheet = Sheet(path)

    sheet.accept(None, BY)
    sheet.save()

    differs = moved(text, path.read_text(encoding="utf-8"))
    assert differs[0] == "-  status: unreviewed"
    assert "+  status: accepted" in differs
    assert not [line for line in differs if line.startswith("-")][1:]
    assert all("held" not in line or "fact: answer/1" in line for line in differs)


def test_a_ruling_again_takes_the_place_of_the_first(disclosure: Disclosure, file_of: Make) -> None:
    sheet = Sheet(file_of(disclosure))

    sheet.accept("answer/2", BY)
    sheet.reject("answer/2", BY)

    assert sheet.rulings() == {"answer/2": "rejected"}


def test_a_ruling_can_be_taken_back_and_the_file_is_as_before(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    before = path.read_text(encoding="utf-8")
    sheet = Sheet(path)
    sheet.accept("answer/2", BY)
    sheet.accept("doubt/1", BY)
    sheet.accept(None, BY)
    sheet.save()

    for address in ("answer/2", "answer/1", "doubt/1", None):
        sheet.reopen(address)
    sheet.save()

    assert path.read_text(encoding="utf-8") == before
    with pytest.raises(UsageError, match="nobody has ruled on answer/2"):
        sheet.reopen("answer/2")


def test_a_doubt_is_about_the_facts_that_rest_on_its_words(
    disclosure: Disclosure, file_of: Make
) -> None:
    (doubt,) = Sheet(file_of(disclosure)).doubts

    assert (doubt.address, doubt.facts, doubt.settled) == ("doubt/1", ("answer/1",), None)


def test_accepting_a_doubt_settles_it_and_accepts_its_facts(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    sheet = Sheet(path)

    ruled = sheet.accept("doubt/1", BY)
    sheet.save()

    assert ruled == ("answer/1",)
    (kept,) = read(path).doubts
    assert kept.settled is not None
    assert (kept.settled.role, kept.settled.on) == ("reviewer", date(2026, 1, 2))
    assert Sheet(path).doubts[0].settled == "by reviewer on 2026-01-02"


def test_ruling_on_all_facts_of_a_doubt_settles_it(disclosure: Disclosure, file_of: Make) -> None:
    sheet = Sheet(file_of(disclosure))

    sheet.reject("answer/1", BY)

    assert sheet.doubts[0].settled == "its facts have been ruled on"


@pytest.mark.parametrize(("status", "is_open"), [("accepted", False), ("rejected", False)])
def test_a_decided_record_leaves_no_doubt_open(
    status: str, is_open: bool, disclosure: Disclosure, file_of: Make
) -> None:
    sheet = Sheet(file_of(disclosure))

    if status == "accepted":
        sheet.accept(None, BY)
    else:
        sheet.reject(None, BY)

    assert (sheet.doubts[0].settled is None) is is_open
    assert sheet.status == status


def test_a_doubt_that_names_a_fact_the_record_lacks_can_be_accepted_and_not_rejected(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    content = load_to_edit(path)
    content["doubts"][0]["facts"] = ["answer/9"]
    path.write_text(dumped(content), encoding="utf-8")
    sheet = Sheet(path)

    with pytest.raises(UsageError, match="nothing to reject; write what is missing"):
        sheet.reject("doubt/1", BY)
    assert sheet.accept("doubt/1", BY) == ()
    assert sheet.doubts[0].settled is not None


def test_an_unknown_fact_is_told_with_near_ones(disclosure: Disclosure, file_of: Make) -> None:
    with pytest.raises(UsageError, match="there is no fact answer/22; did you mean answer/2"):
        Sheet(file_of(disclosure)).accept("answer/22", BY)


def edited(path: Path, old: str, new: str) -> Sheet:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Sheet(path)


def test_an_edit_is_noticed_and_put_down_with_what_was_read(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    sheet = edited(path, "held: not-held", "held: held")

    (found,) = sheet.corrections(reading_of(disclosure))
    sheet.correct(None, BY, reading=reading_of(disclosure))
    sheet.save()

    assert (found.fact, found.was) == ("answer/2", "held not-held; disclosure none")
    (ruling,) = read(path).review.facts
    assert (ruling.fact, ruling.status) == ("answer/2", "corrected")
    assert ruling.was == "held not-held; disclosure none"
    assert Sheet(path).corrections(reading_of(disclosure)) == ()


def test_an_edit_is_noticed_without_the_document_too(disclosure: Disclosure, file_of: Make) -> None:
    """What was read cannot be told then, and is left out rather than guessed."""
    sheet = edited(file_of(disclosure), "held: not-held", "held: held")

    (found,) = sheet.corrections()

    assert (found.fact, found.was) == ("answer/2", None)
    assert found.now is not None
    assert found.now.startswith("held held; disclosure none; ")


def test_another_program_cannot_tell_what_this_one_had_read(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    from dataclasses import replace

    answers = (disclosure.answers[0], replace(disclosure.answers[1], held="ncnd"))
    sheet = edited(file_of(disclosure), "held: not-held", "held: held")

    (found,) = sheet.corrections(reading_of(replace(disclosure, answers=answers)))

    assert found.was is None


def test_what_a_person_removed_is_a_correction(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    sheet = edited(file_of(disclosure), "    received: 2023-02-20\n", "")

    (found,) = sheet.corrections(reading_of(disclosure))

    assert found.fact == "request/00-foi-00-000002/received"
    assert (found.was, found.now) == ("2023-02-20", None)


def test_accepting_ones_own_words_is_a_correction(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    sheet = edited(file_of(disclosure), "held: not-held", "held: held")

    sheet.accept(None, BY, reading=reading_of(disclosure))

    assert sheet.status == "accepted"
    assert sheet.rulings() == {"answer/2": "corrected"}


def test_what_is_as_it_was_read_cannot_be_put_down_as_corrected(
    disclosure: Disclosure, file_of: Make
) -> None:
    with pytest.raises(UsageError, match="answer/2 is as the program read it"):
        Sheet(file_of(disclosure)).correct("answer/2", BY)


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(
    disclosure: Disclosure, file_of: Make
) -> None:
    path = file_of(disclosure)
    sheet = Sheet(path)
    sheet.accept("answer/2", BY)
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    mine = path.read_text(encoding="utf-8")

    with pytest.raises(RecordError, match="run kg review again"):
        sheet.save()

    assert path.read_text(encoding="utf-8") == mine


def test_a_figure_is_ruled_on_alone(deployment_record: DeploymentRecord, file_of: Make) -> None:
    path = file_of(deployment_record)
    sheet = Sheet(path)

    sheet.reject("deployment/2000-01-02-market-square/total-alerts", BY)
    sheet.save()

    review = read(path).review
    assert review.status_of("deployment/2000-01-02-market-square/total-alerts") == "rejected"
    assert review.status_of("deployment/2000-01-02-market-square/arrests") == "unreviewed"
