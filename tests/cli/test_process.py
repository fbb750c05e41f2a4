"""``kg`` as a process of its own: what it tells is what ``running`` gathers inside this one."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, kg_bytes, surroundings

LETTER = """\
Freedom of Information Request Reference No: 01.FOI.00.000001
You asked the Metropolitan Police:
1. Have you used live facial recognition – on “any” day?
I have today decided to disclose the located information to you in full.
"""


def started(
    *words: str, cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user would."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env=surroundings(**environment),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    assert started("init", "study", cwd=tmp_path).returncode == 0
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "bad").write_bytes(b"\x7fELF" + bytes(100))
    (folder / "broken.ttl").write_text("<http://a.example/> <b> .\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--version",), 0),
        (("extract", "--help"), 0),
        (("extract", "--json", "letter.txt"), 0),
        (("extract", "--json", "-"), 0),
        (("add", "letter.txt", "bad"), 3),
        (("queries",), 0),
        (("query", "-"), 4),
        (("query", "find/modes-usd"), 2),
        (("review",), 0),
        (("validate", "broken.ttl"), 3),
        (("add", "--jobs", "many", "letter.txt"), 2),
        (("no-such-command",), 2),
        (("build", "--study", "nowhere"), 2),
    ],
)
def test_it_says_the_same_in_a_process_of_its_own(
    words: tuple[str, ...], status: int, study: Path
) -> None:
    inside = kg_bytes(*words, cwd=study, stdin=LETTER.encode())
    for record in (study / "records").iterdir():
        record.unlink()
    for document in (study / "documents").iterdir():
        document.unlink()

    alone = started(*words, cwd=study, stdin=LETTER.encode())

    assert (inside.returncode, alone.returncode) == (status, status)
    assert inside.stdout == alone.stdout
    assert inside.stderr == alone.stderr
    assert alone.stdout or alone.stderr


def test_the_role_and_the_study_may_stand_in_its_environment(study: Path, tmp_path: Path) -> None:
    letter = str(study / "letter.txt")

    added = started("add", letter, cwd=tmp_path, KG_STUDY=str(study))
    ruled = started(
        *("review", "01-foi-00-000001", "--accept"),
        cwd=tmp_path, KG_STUDY=str(study), KG_ROLE="reviewer",
    )  # fmt: skip

    assert (added.returncode, ruled.returncode) == (0, 0), added.stderr + ruled.stderr
    (record,) = (study / "records").iterdir()
    assert "role: reviewer" in record.read_text(encoding="utf-8")


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "queries"],
        cwd=tmp_path,
        env=surroundings(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()

    assert running.returncode != 0
    assert b"Traceback" not in told
