"""``kg generations``, ``kg rollback`` and ``kg backup``."""

import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli, register
from kg.errors import NoGenerationError, StoreError
from kg.store import Generations
from tests.server.conftest import SETTINGS, promote


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with two generations."""
    place = tmp_path / "study"
    (place / "records").mkdir(parents=True)
    (place / "study.toml").write_text(SETTINGS, encoding="utf-8")
    (place / "records" / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    promote(place, "<urn:a> <urn:b> 1 .")
    promote(place, "<urn:a> <urn:b> 2 .")
    return place


def run(*arguments: str) -> tuple[object, str]:
    register()
    found = CliRunner().invoke(cli, arguments, standalone_mode=False)
    return found.exception, found.stdout


def test_generations_are_listed_the_last_first(folder: Path) -> None:
    error, out = run("generations", "--study", str(folder), "--format", "json")
    _, table = run("generations", "--study", str(folder))

    rows = json.loads(out)
    assert error is None
    assert [row["current"] for row in rows] == [True, False]
    assert rows[0]["generation"] == Generations(folder).current().identifier
    assert table.splitlines()[0].endswith("current")


def test_rollback_goes_to_the_one_before_and_to_one_that_is_named(folder: Path) -> None:
    new, old = (one.identifier for one in Generations(folder).kept())

    assert run("rollback", "--study", str(folder))[0] is None
    assert Generations(folder).current().identifier == old
    assert run("rollback", "--study", str(folder), new)[0] is None
    assert Generations(folder).current().identifier == new


@pytest.mark.parametrize("name", ["0123456789ab", "..", "", "x"])
def test_rollback_to_what_is_not_kept_changes_nothing(folder: Path, name: str) -> None:
    before = Generations(folder).current().identifier

    error, _ = run("rollback", "--study", str(folder), name)

    assert isinstance(error, NoGenerationError)
    assert before in str(error)
    assert Generations(folder).current().identifier == before


def test_rollback_to_a_damaged_generation_is_refused(folder: Path) -> None:
    new, old = Generations(folder).kept()
    old.path.write_text("", encoding="utf-8")

    error, _ = run("rollback", "--study", str(folder))

    assert isinstance(error, StoreError)
    assert Generations(folder).current().identifier == new.identifier


def test_a_backup_unpacked_is_the_study_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "study.tar"
    (folder / ".kg" / "verified.json").write_text("{}", encoding="utf-8")

    error, _ = run("backup", "--study", str(folder), "--all", str(out))
    with tarfile.open(out) as archive:
        archive.extractall(tmp_path / "again", filter="data")
    again = Generations(tmp_path / "again" / "study")

    assert error is None
    assert [one.identifier for one in again.kept()] == [
        one.identifier for one in Generations(folder).kept()
    ]
    assert again.current().identifier == Generations(folder).current().identifier
    assert len(again.current().open()) == len(Generations(folder).current().open())
    assert (tmp_path / "again" / "study" / "records" / "a.yaml").is_file()
    assert not (tmp_path / "again" / "study" / ".kg" / "verified.json").exists()


def test_a_backup_is_whole_or_not_there(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "study.tar"
    current = Generations(folder).current()
    current.path.write_text("damaged", encoding="utf-8")

    error, _ = run("backup", "--study", str(folder), str(out))

    assert isinstance(error, StoreError)
    assert "kg rollback" in str(error)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_backup_overwrites_nothing(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "study.tar"
    out.write_text("mine", encoding="utf-8")

    error, _ = run("backup", "--study", str(folder), str(out))

    assert isinstance(error, StoreError)
    assert out.read_text(encoding="utf-8") == "mine"
