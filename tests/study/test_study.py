import hashlib
from pathlib import Path

import pytest

from kg import study
from kg.errors import StudyError
from kg.model import Disclosure
from kg.record import write


def test_a_new_study_loads(tmp_path: Path) -> None:
    study.create(tmp_path / "my-study")

    found = study.load(tmp_path / "my-study")

    assert found.title == "My study"
    assert found.base == "https://w3id.org/foigraph/"
    assert found.records == ()
    assert found.wording.question_text


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(StudyError, match="is not empty"):
        study.create(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (None, "there is no study.toml"),
        ("title = ", "Invalid value"),
        ('title = "t"\npublisher = "p"', 'licence = "..." is missing'),
        ('title = "t"\npublisher = "p"\nlicence = "l"\nbase = "urn:x"', "ends in a slash"),
        (
            'title = "t"\npublisher = "p"\nlicence = "l"\n[records]\nquote_limit = 9000',
            "quote_limit from 40 to 600",
        ),
        ('title = "t"\npublisher = "p"\nlicence = "l"\nrecords = 1', "question_text"),
    ],
)
def test_broken_settings_are_told_with_their_mend(
    settings: str | None, said: str, tmp_path: Path
) -> None:
    if settings is not None:
        (tmp_path / "study.toml").write_text(settings, encoding="utf-8")

    with pytest.raises(StudyError, match=said):
        study.load(tmp_path)


def test_the_study_meant_is_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STUDY", raising=False)
    monkeypatch.chdir(tmp_path)
    assert study.find().name == "uk-facial-recognition"

    study.create(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    assert study.find() == Path()

    monkeypatch.setenv("KG_STUDY", "elsewhere")
    assert study.find() == Path("elsewhere")
    assert study.find(Path("option")) == Path("option")


def test_two_records_of_one_key_are_refused(disclosure: Disclosure, tmp_path: Path) -> None:
    study.create(tmp_path / "s")
    found = study.load(tmp_path / "s")
    write(disclosure, tmp_path / "s" / "records" / "a.yaml")
    write(disclosure, tmp_path / "s" / "records" / "b.yaml")

    with pytest.raises(StudyError, match=r"b\.yaml: the key .* is already that of a\.yaml"):
        study.load_records(found)


def test_bytes_are_kept_once_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOIGRAPH_DOCUMENTS", raising=False)
    study.create(tmp_path / "s")
    found = study.load(tmp_path / "s")
    digest = hashlib.sha256(b"words").hexdigest()
    assert study.find_document(found, digest) is None

    study.keep_document(found, b"words", name="a.txt", media_type="text/plain")
    study.keep_document(found, b"words", name="a.txt", media_type="text/plain")

    kept = study.find_document(found, digest)
    assert kept is not None
    assert kept.read_bytes() == b"words"
    assert sorted(path.name for path in found.documents.iterdir()) == [digest, "manifest.jsonl"]


def test_documents_elsewhere_are_found_by_their_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.create(tmp_path / "s")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "any name").write_bytes(b"words")
    monkeypatch.setenv("FOIGRAPH_DOCUMENTS", str(elsewhere))

    path = study.find_document(study.load(tmp_path / "s"), hashlib.sha256(b"words").hexdigest())

    assert path == elsewhere / "any name"
