"""Quotations that were found once: trusted while record, bytes and program stay as they are."""

from pathlib import Path

import pytest

from kg import adding, ingest, pipeline, study
from kg.errors import GenerationRejectedError
from kg.study import Study

LETTER = """Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition?
I have today decided to disclose the located information to you in full.
Q1 - Yes.
"""


@pytest.fixture
def one(tmp_path: Path) -> Study:
    """A study of one letter, built once."""
    study.create(tmp_path / "study")
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    made = study.load(tmp_path / "study")
    piece = ingest.Piece(name=letter.name, content=letter.read_bytes())
    document, record = adding.read_piece(piece)
    adding.keep(made, piece, document, record)
    pipeline.build(made)
    return made


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The documents that are read from now on."""
    found: list[Path] = []
    read = ingest.read

    def noted(path: Path) -> object:
        found.append(path)
        return read(path)

    monkeypatch.setattr(ingest, "read", noted)
    return found


def record(one: Study) -> Path:
    (path,) = one.records
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) > 0
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_document_is_not_read_again_for_a_change_of_what_it_does_not_say(
    one: Study, readings: list[Path]
) -> None:
    change(record(one), "disclosure: full", "disclosure: part")

    built = pipeline.build(one)

    assert built.report is not None
    assert (readings, built.verified > 3) == ([], True)


def test_a_quotation_that_changed_is_looked_for(one: Study, readings: list[Path]) -> None:
    change(record(one), "disclose the located", "withhold the located")

    with pytest.raises(GenerationRejectedError) as caught:
        pipeline.build(one)

    assert "word for word" in caught.value.report
    assert len(readings) == 1


def test_what_was_not_found_is_looked_for_every_time(one: Study, readings: list[Path]) -> None:
    change(record(one), "disclose the located", "withhold the located")
    for _ in range(2):
        with pytest.raises(GenerationRejectedError):
            pipeline.build(one)

    assert len(readings) == 2


def test_other_bytes_under_the_same_name_are_read(one: Study, readings: list[Path]) -> None:
    (document,) = one.documents.glob("*[0-9a-f]")
    document.write_text(LETTER.replace("in full", "in part"), encoding="utf-8")

    with pytest.raises(GenerationRejectedError):
        pipeline.build(one)

    assert len(readings) == 1


@pytest.mark.parametrize("text", ["", "[]", "{broken", '{"other.yaml": "0"}'])
def test_marks_that_are_lost_cost_time_alone(one: Study, readings: list[Path], text: str) -> None:
    (one.folder / ".kg" / "verified.json").write_text(text, encoding="utf-8")
    change(record(one), "disclosure: full", "disclosure: part")

    assert pipeline.build(one).verified > 3
    assert len(readings) == 1
