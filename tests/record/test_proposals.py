"""A new reading is held against a record, and put into it where no person stands in the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import (
    Answer,
    DeploymentRecord,
    Disclosure,
    Doubt,
    GroundClaim,
    Passage,
    Period,
    Question,
    Record,
)
from kg.record.load import load_text, load_to_edit
from kg.record.merging import merge
from kg.record.proposals import changes, doubts_differ, is_untouched
from kg.record.reading import as_record
from kg.record.reviewing import Reviewer, Sheet
from kg.record.writing import dumped

Make = Callable[[Any], Path]
Read = Callable[[Any], Any]
BY = Reviewer(role="reviewer", on=date(2026, 1, 2))


def merged(path: Path, reading: Any) -> tuple[str, Record]:
    """Take all that may be taken of *reading* into the record at *path*."""
    content = load_to_edit(path)
    taken = {change.unit for change in changes(content, reading) if change.kept is None}
    merge(content, reading, taken)
    text = dumped(content)
    return text, as_record(load_text(text, path=path), path=path)


def answered(record: Disclosure, number: int, **other: Any) -> Disclosure:
    """Return *record* with another answer in the place of one."""
    answers = list(record.answers)
    answers[number] = replace(answers[number], **other)
    return replace(record, answers=tuple(answers))


def asked(disclosure: Disclosure, *questions: Question) -> Disclosure:
    """Return *disclosure* with other questions in its earlier request."""
    first, early = disclosure.requests
    return replace(disclosure, requests=(first, replace(early, questions=questions)))


def test_the_same_reading_changes_nothing(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)

    assert changes(load_to_edit(path), reading_of(disclosure)) == ()
    assert is_untouched(load_to_edit(path))


def test_a_change_is_told_fact_by_fact_with_its_words(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    passage = Passage(quote="they hold it", start=330, end=342)
    anew = answered(disclosure, 1, held="held", disclosure="full", passage=passage)

    (found,) = changes(load_to_edit(file_of(disclosure)), reading_of(anew))

    assert (found.fact, found.kept) == ("answer/2", None)
    assert found.old is not None
    assert found.old.value == "held not-held; disclosure none"
    assert found.new is not None
    assert found.new.value == "held held; disclosure full"
    assert found.new.passage == passage


def every_change(disclosure: Disclosure) -> Disclosure:
    """Return what a better program might read: things more, fewer, moved and otherwise."""
    first, early = disclosure.requests
    one, _, two = early.questions
    three = Question(
        label="3", text="Why?", passage=Passage(quote="Why?", start=240, end=244), technologies=()
    )
    ground = GroundClaim(
        provision="foia:s31-1-a",
        cited_as="section 31(1)(a)",
        limb="withhold",
        passage=Passage(quote="section 31(1)(a)", start=380, end=396),
    )
    answer = Answer(
        to=("3",),
        held="held",
        disclosure="none",
        passage=Passage(quote="exempt", start=300, end=306),
        grounds=(ground,),
    )
    return replace(
        disclosure,
        technologies=(),
        responded=date(2023, 3, 1),
        decision=None,
        requests=(
            replace(first, received=None),
            replace(
                early,
                questions=(
                    replace(one, period=Period(start="2021")),
                    replace(two, text="x?"),
                    three,
                ),
            ),
        ),
        answers=(replace(disclosure.answers[0], to=("1", "2")), answer),
        grounds=(ground,),
        doubts=(Doubt(field="force", reason="new", passage=Passage(quote="x", start=0, end=1)),),
    )


def test_all_that_was_read_otherwise_is_taken_where_nobody_stands_in_the_way(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    """Merging into a record as it was read gives the new reading, whatever it changed."""
    anew = every_change(disclosure)
    anew = replace(anew, review=replace(anew.review, status="unreviewed", role=None, on=None))
    reading = reading_of(anew)

    text, found = merged(file_of(disclosure), reading)

    assert found == as_record(reading, path=Path("reading"))
    again = load_text(text, path=Path("again"))
    assert is_untouched(again)
    assert changes(again, reading) == ()


def test_taking_changes_back_gives_the_first_file_again(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    before = path.read_text(encoding="utf-8")
    text, _ = merged(path, reading_of(every_change(disclosure)))
    path.write_text(text, encoding="utf-8")

    text, _ = merged(path, reading_of(disclosure))

    assert load_text(text, path=path) == load_text(before, path=path)


@pytest.mark.parametrize("status", ["accepted", "corrected", "rejected"])
def test_what_a_person_ruled_on_stays_and_the_other_reading_is_told(
    status: str, disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    sheet = Sheet(path)
    if status == "corrected":
        sheet.content["answers"][1]["held"] = "partly-held"
        sheet.correct("answer/2", BY)
    elif status == "accepted":
        sheet.accept("answer/2", BY)
    else:
        sheet.reject("answer/2", BY)
    sheet.save()
    before = load_to_edit(path)["answers"][1]
    anew = answered(disclosure, 1, held="held")

    (told,) = changes(load_to_edit(path), reading_of(anew))
    text, _ = merged(path, reading_of(anew))

    assert told.kept == f"a person ruled on answer/2: {status}"
    assert load_text(text, path=path)["answers"][1] == before


def test_an_edit_that_nobody_put_down_stays_too(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    text = path.read_text(encoding="utf-8")
    edited = text.replace("held: held", "held: partly-held", 1)
    assert edited != text
    path.write_text(edited.replace("# yaml", "# mine\n# yaml", 1), encoding="utf-8")
    anew = answered(disclosure, 0, coverage_claimed=None)
    anew = answered(anew, 1, held="held")

    told = {change.fact: change.kept for change in changes(load_to_edit(path), reading_of(anew))}
    after, found = merged(path, reading_of(anew))

    assert told["answer/1"] == told["answer/1/coverage-claimed"] == "a person changed it"
    assert told["answer/2"] is None
    assert after.startswith("# mine\n")
    assert isinstance(found, Disclosure)
    assert [answer.held for answer in found.answers] == ["partly-held", "held"]
    assert found.answers[0].coverage_claimed == "covers"


def test_what_is_read_as_before_does_not_contradict_a_person(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    """The program says again what a person has already corrected: nothing is new in that."""
    path = file_of(disclosure)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("held: held", "held: partly-held", 1), encoding="utf-8")

    assert changes(load_to_edit(path), reading_of(disclosure)) == ()


def test_what_a_person_removed_or_added_stays_so(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    content = load_to_edit(path)
    del content["answers"][1]
    del content["doubts"]
    content["published"] = date(2023, 9, 1)
    content["source"]["title"] = "A title"
    path.write_text(dumped(content), encoding="utf-8")
    anew = replace(disclosure, technologies=("drone",))

    text, found = merged(path, reading_of(anew))

    assert [change.fact for change in changes(load_to_edit(path), reading_of(anew))] == [
        "technologies"
    ]
    assert isinstance(found, Disclosure)
    assert found.technologies == ("drone",)
    assert [answer.to for answer in found.answers] == [("1",)]
    assert found.published == date(2023, 9, 1)
    assert found.source.title == "A title"
    assert found.doubts == ()
    assert "answers:" in text


def test_one_label_of_an_answer_is_kept_and_the_others_are_read_anew(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    together = replace(disclosure, answers=(replace(disclosure.answers[0], to=("1", "2")),))
    path = file_of(together)
    sheet = Sheet(path)
    sheet.accept("answer/1", BY)
    sheet.save()
    anew = answered(together, 0, held="not-stated")

    _, found = merged(path, reading_of(anew))

    assert isinstance(found, Disclosure)
    assert [(answer.to, answer.held) for answer in found.answers] == [
        (("1",), "held"),
        (("2",), "not-stated"),
    ]


def test_a_topic_outlives_another_reading_of_its_question(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    questions = disclosure.requests[1].questions
    bare = asked(disclosure, *(replace(question, topic=None) for question in questions))
    path = file_of(bare)
    text = path.read_text(encoding="utf-8").replace(
        "      - label: '1'\n", "      - label: '1'\n        topic: my own words\n", 1
    )
    path.write_text(text, encoding="utf-8")
    anew = asked(bare, replace(questions[0], topic=None, text="Other words?"))

    _, found = merged(path, reading_of(anew))

    assert isinstance(found, Disclosure)
    (question,) = found.requests[1].questions
    assert (question.text, question.topic) == ("Other words?", "my own words")


def test_an_accepted_record_is_told_of_changes_and_takes_none(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    sheet = Sheet(path)
    sheet.accept(None, BY)
    sheet.save()
    reading = reading_of(every_change(disclosure))

    found = changes(load_to_edit(path), reading)

    assert found
    assert {change.kept for change in found} == {"a person accepted the record"}
    assert not doubts_differ(load_to_edit(path), reading)


def test_a_record_without_marks_keeps_all_that_it_has(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    content = load_to_edit(path)
    del content["as_read"]
    anew = replace(answered(disclosure, 1, held="held"), published=date(2023, 9, 1))

    found = {change.fact: change.kept for change in changes(content, reading_of(anew))}

    assert found.pop("published") is None
    assert set(found) == {"answer/2"}
    assert "no marks" in str(found["answer/2"])


def test_a_settled_doubt_stays_settled(
    disclosure: Disclosure, file_of: Make, reading_of: Read
) -> None:
    path = file_of(disclosure)
    sheet = Sheet(path)
    sheet.accept("doubt/1", BY)
    sheet.save()
    more = Doubt(field="force", reason="new", passage=Passage(quote="x", start=0, end=1))
    anew = replace(disclosure, doubts=(more, *disclosure.doubts))

    assert doubts_differ(load_to_edit(path), reading_of(anew))
    _, found = merged(path, reading_of(anew))

    assert [doubt.settled is not None for doubt in found.doubts] == [False, True]


def test_a_row_that_a_person_wrote_stays_among_rows_read_anew(
    deployment_record: DeploymentRecord, file_of: Make, reading_of: Read
) -> None:
    path = file_of(deployment_record)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: stopped", "status: completed"), encoding="utf-8")
    first, second = deployment_record.deployments
    third = replace(
        first,
        key="2000-01-02-market-square-2",
        passage=replace(first.passage, row=3),
        figures=tuple(
            replace(figure, passage=replace(figure.passage, row=3)) for figure in first.figures
        ),
    )
    anew = replace(
        deployment_record,
        deployments=(
            replace(first, use_cases=("crime-hotspot",)),
            third,
            replace(second, status=None),
        ),
    )

    told = changes(load_to_edit(path), reading_of(anew))
    _, found = merged(path, reading_of(anew))

    assert {change.kept for change in told if second.key in change.fact} == {"a person changed it"}
    assert isinstance(found, DeploymentRecord)
    assert [(row.key, row.status) for row in found.deployments] == [
        (first.key, "completed"),
        (third.key, "completed"),
        (second.key, "completed"),
    ]
    assert found.deployments[0].use_cases == ("crime-hotspot",)
