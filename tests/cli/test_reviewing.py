"""``kg review`` as a person meets it: in a pipe, on a terminal, and over a whole study."""

import csv
import os
import pty
import re
import select
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from kg import study as studies
from kg.model import Disclosure, Doubt, Passage, Record
from kg.record import read, write
from kg.record.load import load_to_edit
from kg.record.writing import dumped
from tests.cli.running import COMMAND, kg, surroundings

LETTER = """\
Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition?
2. Have you used retrospective facial recognition?
I have today decided to disclose the located information to you in full.
The information for question 1 is at the link below.
No information is held for question 2.
"""
KEY = "gb-metropolitan-01-foi-00-000001"
DAY = r"\d{4}-\d\d-\d\d"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study with one reply in it, whose two answers are doubtful."""
    folder = studies.create(tmp_path / "study").parent
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    done = kg("add", "letter.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    path = folder / "records" / f"{KEY}.yaml"
    content = load_to_edit(path)
    content.pop("doubts", None)
    content["doubts"] = [
        {
            "field": "answers",
            "reason": "look at it",
            "at": list(answer["at"]),
            "quote": answer["quote"],
        }
        for answer in content["answers"]
    ]
    path.write_text(dumped(content), encoding="utf-8")
    return folder


def record_in(study: Path) -> Record:
    return read(study / "records" / f"{KEY}.yaml")


def test_without_a_record_each_is_listed_with_its_status_and_open_doubts(study: Path) -> None:
    done = kg("review", cwd=study)

    assert done.returncode == 0
    assert done.stdout.splitlines()[1].split() == ["unreviewed", "2", "0", "0", KEY]


def test_a_record_shows_each_doubt_with_reason_place_words_and_facts(study: Path) -> None:
    done = kg("review", KEY, cwd=study)

    assert done.returncode == 0
    assert "doubt/2  answers  (open)" in done.stdout
    assert "why    look at it" in done.stdout
    assert "letter.txt, line 7" in done.stdout
    assert ">>No information is held for question 2.<<" in done.stdout
    assert "located information to you in full." in done.stdout, "the words around it"
    assert "fact   answer/2: held not-held; disclosure none (line " in done.stdout


def test_without_the_document_the_words_that_the_record_keeps_are_shown(study: Path) -> None:
    for path in (study / "documents").iterdir():
        path.unlink()

    done = kg("review", KEY, cwd=study)

    assert done.returncode == 0
    assert "The document is not at hand" in done.stdout
    assert ">>No information is held for question 2.<<" in done.stdout


def test_a_record_is_found_by_the_end_of_its_key_and_by_its_file(study: Path) -> None:
    for name in ("01-foi-00-000001", f"records/{KEY}.yaml"):
        assert kg("review", name, cwd=study).stdout.startswith(f"records/{KEY}.yaml: ")

    done = kg("review", "gb-metropolitan-01-foi-00-00001", cwd=study)

    assert done.returncode == 2
    assert f"did you mean {KEY}?" in done.stderr


def test_every_fact_is_listed_with_its_line_and_address(study: Path) -> None:
    done = kg("review", KEY, "--facts", cwd=study)

    found = {line.split()[2]: line for line in done.stdout.splitlines()}
    assert {"force", "question/1", "answer/2", "decision"} <= found.keys()
    assert re.match(r"line \d+ +answer/2 +unreviewed +held not-held", found["answer/2"])


def test_rulings_are_put_down_with_role_and_day_and_no_name(study: Path) -> None:
    done = kg(
        "review",
        KEY,
        "--accept",
        "answer/1",
        "--reject",
        "doubt/2",
        "--role",
        "reviewer",
        cwd=study,
    )

    assert done.returncode == 0
    assert done.stdout == ""
    assert "answer/1: accepted" in done.stderr
    assert "answer/2: rejected" in done.stderr
    assert f"{KEY}: 0 open doubts" in done.stderr
    rulings = record_in(study).review.facts
    assert [(ruling.fact, ruling.status, ruling.role) for ruling in rulings] == [
        ("answer/1", "accepted", "reviewer"),
        ("answer/2", "rejected", "reviewer"),
    ]
    assert abs((rulings[0].on - datetime.now(tz=UTC).date()).days) <= 1


def test_the_role_may_stand_in_the_environment(study: Path) -> None:
    done = kg("review", KEY, "--accept", cwd=study, KG_ROLE="maintainer")

    assert done.returncode == 0
    review = record_in(study).review
    assert (review.status, review.role) == ("accepted", "maintainer")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([KEY, "--accept", "answer/1"], "say --role reviewer, or set KG_ROLE"),
        ([KEY, "--accept", "--role", "Jo Smith"], "no such role; use 'reviewer'"),
        ([KEY, "--accept", "answer/9", "--role", "reviewer"], "there is no fact answer/9"),
        ([KEY, "--corrected", "answer/1", "--role", "reviewer"], "is as the program read it"),
        ([KEY, "--reopen", "answer/1"], "nobody has ruled on answer/1"),
        (["--accept", KEY, "--role", "reviewer"], "name the record before the option"),
    ],
)
def test_what_cannot_be_ruled_is_told_and_nothing_is_written(
    arguments: list[str], said: str, study: Path
) -> None:
    before = (study / "records" / f"{KEY}.yaml").read_bytes()

    done = kg("review", *arguments, cwd=study)

    assert done.returncode == 2
    assert said in done.stderr
    assert (study / "records" / f"{KEY}.yaml").read_bytes() == before


def test_one_ruling_that_cannot_be_keeps_all_of_a_command_out(study: Path) -> None:
    before = (study / "records" / f"{KEY}.yaml").read_bytes()

    done = kg(
        "review", KEY, "--accept", "answer/1", "--reject", "answer/9", cwd=study, KG_ROLE="reviewer"
    )

    assert done.returncode == 2
    assert (study / "records" / f"{KEY}.yaml").read_bytes() == before


def test_an_edit_is_shown_and_put_down_when_told_to(study: Path) -> None:
    path = study / "records" / f"{KEY}.yaml"
    text = path.read_text(encoding="utf-8")
    assert "held: not-held" in text
    path.write_text(text.replace("held: not-held", "held: held"), encoding="utf-8")

    shown = kg("review", KEY, cwd=study)
    done = kg("review", KEY, "--corrected", cwd=study, KG_ROLE="reviewer")

    assert "changed by hand: answer/2" in shown.stdout
    assert "was    held not-held; disclosure none" in shown.stdout
    assert "now    held held; disclosure none" in shown.stdout
    assert done.returncode == 0
    (ruling,) = record_in(study).review.facts
    assert (ruling.fact, ruling.status) == ("answer/2", "corrected")
    assert ruling.was == "held not-held; disclosure none"
    assert "changed by hand" not in kg("review", KEY, cwd=study).stdout


def test_words_that_no_rule_knows_are_gathered_over_the_study(
    study: Path, disclosure: Disclosure
) -> None:
    from dataclasses import replace

    words = Passage(quote="we do not do that,\nas a rule", start=10, end=38)
    unknown = Doubt(field="answers", reason="not known", passage=words, kind="unknown-wording")
    write(
        replace(disclosure, doubts=(unknown, *disclosure.doubts)),
        study / "records" / f"{disclosure.key}.yaml",
    )

    done = kg("review", "--wording", cwd=study)

    assert done.returncode == 0
    (row,) = csv.DictReader(StringIO(done.stdout))
    assert row == {
        "record": disclosure.key,
        "file": "reply.txt",
        "field": "answers",
        "place": "characters 10 to 38",
        "words": "we do not do that,\nas a rule",
        "reason": "not known",
    }
    assert kg("review", KEY, "--wording", cwd=study).stdout.count("\n") == 1


def on_a_terminal(*arguments: str, cwd: Path, letters: str, **environment: str) -> str:
    """Run the command on a terminal, give a letter at each question, and return what was shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        # A child of the terminal, as a shell would start it.
        os.execve(sys.executable, [*COMMAND, *arguments], surroundings(**environment))  # noqa: S606
    shown, waiting = b"", list(letters)
    while select.select([terminal], [], [], 60)[0]:
        try:
            read_now = os.read(terminal, 65536)
        except OSError:
            break
        if not read_now:
            break
        shown += read_now
        if shown.endswith(b"quit (q): ") and waiting:
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, shown.decode()
    assert waiting == []
    return shown.decode()


def test_on_a_terminal_each_open_doubt_waits_for_a_letter(study: Path) -> None:
    shown = on_a_terminal("review", KEY, cwd=study, letters="ar", KG_ROLE="reviewer")

    assert shown.count("accept (a), reject (r), correct (c), skip (s), quit (q): ") == 2
    review = record_in(study).review
    assert {ruling.fact: ruling.status for ruling in review.facts} == {
        "answer/1": "accepted",
        "answer/2": "rejected",
    }
    assert all(doubt.settled is not None for doubt in record_in(study).doubts)


def test_on_a_terminal_skipping_and_quitting_write_nothing(study: Path) -> None:
    before = (study / "records" / f"{KEY}.yaml").read_bytes()

    on_a_terminal("review", KEY, cwd=study, letters="sq", KG_ROLE="reviewer")

    assert (study / "records" / f"{KEY}.yaml").read_bytes() == before


def test_on_a_terminal_a_correction_is_a_letter_too(study: Path) -> None:
    path = study / "records" / f"{KEY}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("held: not-held", "held: held"), encoding="utf-8")

    shown = on_a_terminal("review", KEY, cwd=study, letters="cq", KG_ROLE="reviewer")

    assert "changed by hand: answer/2" in shown
    (ruling,) = record_in(study).review.facts
    assert (ruling.fact, ruling.status) == ("answer/2", "corrected")
