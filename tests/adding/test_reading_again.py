"""The same bytes are read again: what differs is told, and what a person did stays."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg import adding, pipeline
from kg import study as studies
from kg.ingest import Piece
from kg.model import Disclosure
from kg.record import read, write
from kg.record.load import load_to_edit
from kg.record.reviewing import Reviewer, Sheet
from kg.study import Study
from tests.cli.running import kg

LETTER = b"""\
Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition?
2. Have you used retrospective facial recognition?
I have today decided to disclose the located information to you in full.
No information is held for question 1.
No information is held for question 2.
"""
PIECE = Piece(name="letter.txt", content=LETTER)
BY = Reviewer(role="reviewer", on=date(2026, 1, 2))


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return studies.load(studies.create(tmp_path / "study").parent)


def add(study: Study, *, overwrite: bool = False, piece: Piece = PIECE) -> adding.Added:
    return adding.keep(study, piece, *adding.read_piece(piece), overwrite=overwrite)


@pytest.fixture
def older(study: Study) -> Path:
    """The record as a program wrote it that read the second answer otherwise."""
    added = add(study)
    record = added.record
    assert isinstance(record, Disclosure)
    answer = next(item for item in record.answers if "2" in item.to)
    others = tuple(item for item in record.answers if item is not answer)
    kept = tuple(label for label in answer.to if label != "2")
    parts = (replace(answer, to=kept),) if kept else ()
    wrong = replace(answer, to=("2",), held="held", disclosure="full")
    write(replace(record, answers=(*others, *parts, wrong)), added.path, wording=study.wording)
    return added.path


def held(path: Path) -> dict[str, str]:
    record = read(path)
    assert isinstance(record, Disclosure)
    return {label: answer.held for answer in record.answers for label in answer.to}


def test_the_same_bytes_again_change_nothing(study: Study) -> None:
    first = add(study)
    before = first.path.read_bytes()

    for overwrite in (False, True):
        again = add(study, overwrite=overwrite)

        assert (again.written, again.changes) == (False, ())
        assert first.path.read_bytes() == before


def test_what_is_read_otherwise_is_told_and_not_written(study: Study, older: Path) -> None:
    before = older.read_bytes()

    added = add(study)

    (change,) = added.changes
    assert not added.written
    assert (change.fact, change.kept) == ("answer/2", None)
    assert change.new is not None
    assert change.new.value == "held not-held; disclosure none"
    assert older.read_bytes() == before


def test_a_record_that_nobody_touched_is_read_anew_when_told_to(study: Study, older: Path) -> None:
    added = add(study, overwrite=True)

    assert added.written
    assert held(older) == {"1": "not-held", "2": "not-held"}
    assert add(study).changes == ()


def test_a_persons_work_stays_when_told_to(study: Study, older: Path) -> None:
    sheet = Sheet(older)
    sheet.content["requests"][0]["questions"][0]["topic"] = "my topic"
    sheet.content["source"]["url"] = "https://example.org/letter"
    sheet.accept("question/1", BY)
    sheet.save()

    added = add(study, overwrite=True)

    record = read(older)
    assert added.written
    assert held(older)["2"] == "not-held"
    assert isinstance(record, Disclosure)
    assert record.requests[0].questions[0].topic == "my topic"
    assert record.source.url == "https://example.org/letter"
    assert [ruling.fact for ruling in record.review.facts] == ["question/1"]


def test_a_ruled_fact_is_not_read_anew_and_that_is_told(study: Study, older: Path) -> None:
    sheet = Sheet(older)
    sheet.accept("answer/2", BY)
    sheet.save()
    before = older.read_bytes()

    added = add(study, overwrite=True)

    (change,) = added.changes
    assert not added.written
    assert change.kept == "a person ruled on answer/2: accepted"
    assert older.read_bytes() == before


def test_an_accepted_record_takes_nothing_until_it_is_opened_again(
    study: Study, older: Path
) -> None:
    sheet = Sheet(older)
    sheet.accept(None, BY)
    sheet.save()
    assert not add(study, overwrite=True).written

    sheet = Sheet(older)
    sheet.reopen()
    sheet.save()

    assert add(study, overwrite=True).written
    assert held(older)["2"] == "not-held"


def test_a_record_keeps_its_key_when_the_program_reads_another(study: Study, older: Path) -> None:
    """The key is in every address of the graph: it never changes once given."""
    text = older.read_text(encoding="utf-8").replace("key: gb-metropolitan-01", "key: gb-mine-01")
    mine = older.with_name("gb-mine-01-foi-00-000001.yaml")
    mine.write_text(text, encoding="utf-8")
    older.unlink()

    added = add(study, overwrite=True)

    assert added.path == mine
    assert [path.name for path in study.records] == [mine.name]
    assert added.record.key == "gb-mine-01-foi-00-000001"


def test_a_record_says_where_editors_find_its_schema(study: Study) -> None:
    added = add(study)

    first = added.path.read_text(encoding="utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert named != first
    assert (added.path.parent / named).resolve() == (study.folder / "record.schema.json").resolve()
    assert (study.folder / "record.schema.json").is_file()


def test_an_old_schema_for_editors_is_brought_up_to_date(study: Study) -> None:
    schema = study.folder / "record.schema.json"
    now = schema.read_text(encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")

    add(study)

    assert schema.read_text(encoding="utf-8") == now


def test_a_rejected_answer_is_in_no_settled_fact_of_the_study(study: Study) -> None:
    path = add(study).path
    sheet = Sheet(path)
    sheet.reject("answer/2", BY)
    sheet.save()

    built = pipeline.build(study)

    assert built.report is not None
    assert built.report.conforms
    text = built.generation.path.read_text(encoding="utf-8")
    held = [line for line in text.splitlines() if "ontology#heldStatus>" in line]
    assert [line.count("/graph/") for line in held if "-q2>" in line] == [1]
    assert sorted(line.count("/graph/") for line in held if "-q1>" in line) == [0, 1]
    outcomes = [line for line in text.splitlines() if "ontology#outcome>" in line]
    assert [line for line in outcomes if "-q2>" in line] == []
    assert [line for line in outcomes if "-q1>" in line] != []


def test_the_command_tells_the_difference_and_what_became_of_it(study: Study, older: Path) -> None:
    (study.folder / "letter.txt").write_bytes(LETTER)

    told = kg("add", "letter.txt", cwd=study.folder)
    taken = kg("add", "--replace", "letter.txt", cwd=study.folder)

    assert told.returncode == taken.returncode == 0
    assert "they are read otherwise now:" in told.stderr
    line = "answer/2: held held; disclosure full -> held not-held; disclosure none"
    assert line in told.stderr
    assert 'words  "No information is held for question 2."' in told.stderr
    assert "take it with --replace" in told.stderr
    assert "read again into the record" in taken.stderr
    assert line in taken.stderr
    assert load_to_edit(older)["answers"]
