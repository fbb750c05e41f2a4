"""``kg draft`` as a person runs it: files, a table, and what is said beside them."""

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from kg import pipeline, study
from kg.cli import cli, register
from kg.draft import drafting, files, gathering, writing
from kg.errors import KgError, NoGenerationError, UsageError
from tests.draft.conftest import TODAY, Knows

DAY = ("--on", TODAY.isoformat())


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented study with a generation."""
    place = tmp_path_factory.mktemp("built") / "study"
    shutil.copytree(folder, place)
    register()
    found = CliRunner().invoke(cli, ["build", "--study", str(place)], standalone_mode=False)
    assert found.exception is None, found.output
    return place


def run(*words: str) -> tuple[BaseException | None, str, str]:
    register()
    found = CliRunner().invoke(cli, ["draft", *words], standalone_mode=False)
    return found.exception, found.stdout, found.stderr


def test_the_table_has_a_row_for_each_letter_and_makes_up_no_address(built: Path) -> None:
    error, out, said = run("winter", "--study", str(built), "--format", "csv", *DAY)

    rows = list(csv.DictReader(io.StringIO(out)))
    assert error is None
    assert tuple(rows[0]) == writing.COLUMNS
    assert {row["address"] for row in rows} == {""}
    assert {row["series"] for row in rows} == {"winter"}
    assert {row["kind"] for row in rows} == {"new", "reminder", "review", "again"}
    assert next(row["reference"] for row in rows if row["authority"] == "Essex Police") == "E/1"
    assert all(
        "Caution: nobody looked" in row["reason"]
        for row in rows
        if row["kind"] == "new" and row["authority"] != "Dorset Police"
    )
    assert f"{len(rows)} letters; nothing was sent" in said


def test_a_folder_gets_a_file_for_each_letter(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"

    error, printed, said = run(
        "winter", "--study", str(built), "--kind", "reminder", "--output", str(out), *DAY
    )

    assert error is None
    assert printed == ""
    assert sorted(path.name for path in out.iterdir()) == [
        "cleveland-reminder.txt",
        "norfolk-reminder.txt",
        "sussex-reminder.txt",
    ]
    assert "Written:" in said


def test_a_table_is_not_written_over_a_folder(built: Path, tmp_path: Path) -> None:
    error, _, _ = run(
        "winter", "--study", str(built), "--format", "csv", "--output", str(tmp_path), *DAY
    )

    assert isinstance(error, UsageError)
    assert list(tmp_path.iterdir()) == []


def test_the_same_day_gives_the_same_letters(built: Path, tmp_path: Path) -> None:
    for name in ("one.txt", "other.txt"):
        run("winter", "--study", str(built), "--output", str(tmp_path / name), *DAY)

    assert (tmp_path / "one.txt").read_bytes() == (tmp_path / "other.txt").read_bytes()


def test_what_stands_beside_the_letters_tells_who_gets_none_and_why(built: Path) -> None:
    _, _, said = run("winter", "--study", str(built), *DAY)

    assert (
        "no letter: asked by this study; in time until 21 December 2026 at least (1): Suffolk"
        in said
    )
    assert "left out: National Crime Agency" in said
    assert "nobody looked" in said
    assert "Note: wording: for 3 of 3 questions" in said


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("wintr",), 2),
        (("winter", "--from", "soon"), 2),
        (("winter", "--force", "national-crime-agency"), 2),
        (("unseen",), 4),
        (("cost",), 4),
    ],
)
def test_what_cannot_be_drafted_leaves_with_its_status(
    words: tuple[str, ...], status: int, built: Path
) -> None:
    error, out, _ = run(*words, "--study", str(built), *DAY)

    assert isinstance(error, KgError)
    assert error.exit_status == status
    assert out == ""


def test_a_study_that_was_not_built_says_so(folder: Path) -> None:
    error, _, _ = run("winter", "--study", str(folder), *DAY)

    assert isinstance(error, NoGenerationError)


def test_a_study_that_has_changed_since_it_was_built_says_so(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "study"
    shutil.copytree(built, place, symlinks=True)
    with (place / "templates.yaml").open("a", encoding="utf-8") as file:
        file.write("# A further line.\n")

    fresh = run("winter", "--study", str(built), "--force", "dorset", *DAY)[2]
    stale = run("winter", "--study", str(place), "--force", "dorset", *DAY)[2]

    assert "has changed since the last build" not in fresh
    assert "has changed since the last build" in stale


def test_letters_stand_one_after_another(knows: Knows) -> None:
    letters = drafting.draft(knows("winter"), on=TODAY, only=["sussex", "norfolk"]).letters

    text = writing.as_text(letters)

    assert text.count(writing.RULE) == 1
    assert text.count("Subject: Reminder: Three invented questions") == 2
    assert writing.as_text([]) == ""


def test_records_of_forces_that_were_not_asked_are_not_read_and_nothing_changes(
    folder: Path,
) -> None:
    found = study.load(folder)
    read = files.beside(found, "spring")
    whole = [replace(read[0], records=tuple(study.load_records(found).values()))]
    store = Store()
    store.extend(pipeline.quads(found))
    spring = drafting.series_of("spring", [one.templates for one in read])

    told = [gathering.gather(store, one, spring, on=TODAY) for one in (read, whole)]

    assert {record.key for record in read[0].records} == {"gb-humberside-h-1", "gb-lancashire-l-1"}
    made, expected = (drafting.draft(one, on=TODAY, kind="new") for one in told)
    assert made == expected
