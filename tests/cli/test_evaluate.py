"""``kg evaluate``: the same figures as the corpus's own script, and what it says when it cannot."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.annotating import write
from benchmarks.letters import letters
from tests.cli.running import kg as run

REAL = "met-foi-01.FOI.23.031597.txt"
LETTER = """\
Freedom of Information Act 2000
FOI Reference: 412/25
You asked Northumbria Police:
1. Have you used live facial recognition?
2. What did it cost?
Response 1:
No information held.
Response 2:
This is exempt under section 31(1)(a).
"""
GOLD = {
    "file": "letter.txt",
    "force": "Northumbria Police",
    "references": ["412/25"],
    "reference_from": "text",
    "questions": [
        {"label": "1", "period_start": None, "period_end": None},
        {"label": "2", "period_start": None, "period_end": None},
    ],
    "question_outcomes": {"1": "not_held", "2": "refused"},
    "exemptions": [{"act": "FOIA 2000", "section": "31", "subsection": "1"}],
}

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """Runs the command in a folder of its own."""
    return partial(run, cwd=tmp_path)


def corpus(folder: Path, **changed: Any) -> Path:
    """Write a corpus of one letter, with its annotation *changed*."""
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    gold = folder / "gold.jsonl"
    gold.write_text(json.dumps({**GOLD, **changed}) + "\n", encoding="utf-8")
    return gold


def rows(table: str) -> dict[str, list[str]]:
    """Return the figures of a table by the name of their row."""
    found = {}
    for line in table.splitlines():
        *name, last = line.split()
        numbers = [part for part in (*name, last) if part.replace(".", "").isdigit()]
        found[" ".join(part for part in (*name, last) if part not in numbers)] = numbers
    return found


def with_the_real_page(gold: Path, shared: Path) -> None:
    """Add the real page to the corpus that *gold* lists."""
    line = {
        "file": str(shared / "documents" / REAL),
        "force": "Metropolitan Police Service",
        "references": ["01.FOI.23.031597"],
        "related_references": ["01/FOI/23/028737"],
        "reference_from": "text",
        "technologies": ["LFR", "RFR", "OIFR"],
        "questions": [
            {"label": label, "period_start": "2022-01", "period_end": "2023-01"}
            for label in ("1", "1.a", "5.c.i", "99")
        ],
        "decision": "full_disclosure",
        "question_outcomes": {
            "1": "disclosed (via link)",
            "2": "out of scope",
            "4": "not_held",
            "6": "ncnd",
        },
        "exemptions": [],
    }
    with gold.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


def filled(gold: Path) -> None:
    """Give each annotation all the keys that the script expects."""
    keys = {
        "related_references": [],
        "date_received": None,
        "date_responded": None,
        "date_published": None,
        "technologies": [],
        "decision": None,
        "question_outcomes": {},
        "exemptions": [],
    }
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    gold.write_text("".join(json.dumps({**keys, **line}) + "\n" for line in lines), "utf-8")


def spoilt(line: str, number: int) -> str:
    """Return an extracted document with mistakes of every kind, others for each *number*."""
    found = json.loads(line)
    found["received"] = "2001-02-03" if number % 2 else None
    found["references"] = found["references"][: number % 3] + ["99/99"][: number % 2]
    found["force"] = found["force"] if number % 3 else None
    found["technologies"] = [*found["technologies"], "anpr"][number % 2 :]
    found["decision"] = found["decision"] if number % 4 else "refused"
    for question in found["questions"][:: 2 + number % 2]:
        question["label"] += "z"
        question["end"] = question["start"]
    for question in found["questions"][1::3]:
        question["period_start"] = "2001-01"
    for answer in list(found["answers"].values())[::2]:
        answer["outcome"] = "disclosed-in-part"
        answer["start"] = None
    for item in found["exemptions"][::2]:
        item["ncnd"] = not item["ncnd"]
        item["start"] = 0
    return json.dumps(found)


@pytest.mark.parametrize("made_worse", [False, True])
def test_the_figures_are_those_of_the_script(
    kg: Kg, shared: Path, tmp_path: Path, *, made_worse: bool
) -> None:
    """With mistakes put in by hand too: a perfect score hides how misses are counted."""
    gold = write(letters(60, seed=7), tmp_path)
    with_the_real_page(gold, shared)
    filled(gold)
    sources = [*(tmp_path / "texts").iterdir(), shared / "documents" / REAL]
    lines = kg("extract", "--json", *sources).stdout.splitlines()
    if made_worse:
        lines = [spoilt(line, number) for number, line in enumerate(lines)]
    extracted = tmp_path / "extracted.jsonl"
    extracted.write_text("\n".join(lines[:-1] if made_worse else lines), encoding="utf-8")
    script = shared / "tools" / "score_extraction.py"

    ours = kg("evaluate", gold, extracted)
    theirs = subprocess.run(
        [sys.executable, script, gold, extracted], capture_output=True, text=True, check=True
    )

    assert ours.returncode == 0, ours.stderr
    assert rows(ours.stdout) == rows(theirs.stdout)
    assert "evidence" in rows(ours.stdout)
    assert (float(rows(ours.stdout)["macro F1"][0]) < 0.9) is made_worse


def test_documents_are_read_where_nothing_extracted_is_given(kg: Kg, tmp_path: Path) -> None:
    done = kg("evaluate", corpus(tmp_path))

    assert rows(done.stdout)["references"] == ["1.000", "1.000", "1.000", "1"]
    assert rows(done.stdout)["outcomes"] == ["1.000", "1.000", "1.000", "2"]
    assert done.stderr == ""


def test_misses_have_the_place_and_the_words(kg: Kg, tmp_path: Path) -> None:
    gold = corpus(tmp_path, question_outcomes={"1": "not_held", "2": "ncnd"}, exemptions=[])

    done = kg("evaluate", gold, "--misses")

    assert "outcomes: letter.txt 2: missed refused-ncnd\n" in done.stdout
    assert (
        'outcomes: letter.txt 2: wrong refused-exempt, line 9: "This is exempt under section '
        '31(1)(a)."\n' in done.stdout
    )
    assert "exemptions: letter.txt: wrong foia2000 31 1, line 9:" in done.stdout


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_the_table_has_other_forms(kg: Kg, tmp_path: Path, form: str) -> None:
    gold = corpus(tmp_path, question_outcomes={"1": "not_held", "2": "ncnd"})

    done = kg("evaluate", gold, "--format", form)

    if form == "json":
        fields = {field["field"]: field for field in json.loads(done.stdout)["fields"]}
        assert (fields["outcomes"]["right"], fields["outcomes"]["wanted"]) == (1, 2)
        assert fields["outcomes"]["precision"] == 0.5
    else:
        row = {
            "csv": "outcomes,0.500,0.500,0.500,2\n",
            "markdown": "| outcomes | 0.500 | 0.500 | 0.500 | 2 |\n",
        }
        assert row[form] in done.stdout


def test_documents_are_chosen_by_name_pattern_or_list(kg: Kg, tmp_path: Path) -> None:
    gold = write(letters(3, seed=7), tmp_path)
    (tmp_path / "held-out.txt").write_text("letter-7-00001.txt\n", encoding="utf-8")

    chosen = kg("evaluate", gold, "--only", "*-0000[01].txt", "--format", "json")
    left = kg("evaluate", gold, "--except", "@held-out.txt", "--format", "json")

    assert json.loads(chosen.stdout)["documents"] == 2
    assert json.loads(left.stdout)["documents"] == 2
    assert chosen.stdout != left.stdout


def test_a_figure_below_the_minimum_leaves_with_1(kg: Kg, tmp_path: Path) -> None:
    gold = corpus(tmp_path, question_outcomes={"1": "not_held", "2": "ncnd"})

    good = kg("evaluate", gold, "--minimum", "0.5", "--minimum-field", "0.5")
    low = kg("evaluate", gold, "--minimum", "0.99", "--minimum-field", "0.9")

    assert good.returncode == 0
    assert low.returncode == 1
    assert "macro F1 is" in low.stderr
    assert "F1 of outcomes is 0.500, below 0.9" in low.stderr


def test_what_was_measured_is_written_for_the_confidence_of_facts(kg: Kg, tmp_path: Path) -> None:
    kg("evaluate", corpus(tmp_path), "--write", "measured.json")

    kept = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))
    assert kept["documents"] == 1
    assert kept["fields"]["outcomes"] == {"right": 2, "found": 2}
    assert "dates" not in kept["fields"]  # none was found, so nothing is known about them


def test_a_document_that_is_no_reply_counts_as_missed_and_is_told(kg: Kg, tmp_path: Path) -> None:
    gold = corpus(tmp_path)
    (tmp_path / "letter.txt").write_text("Take two onions and chop them. " * 9, encoding="utf-8")

    done = kg("evaluate", gold)

    assert done.returncode == 0
    assert "not-a-disclosure" in done.stderr
    assert rows(done.stdout)["references"] == ["0.000", "0.000", "0.000", "1"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (None, 3, "gold.jsonl"),
        ("", 3, "holds no annotation"),
        ('{"file": "letter.txt"}\n{"file"\n', 3, "gold.jsonl, line 2"),
        ('["letter.txt"]\n', 3, "must be an object whose 'file'"),
        ('{"file": "elsewhere.txt"}\n', 3, "elsewhere.txt"),
    ],
)
def test_annotations_that_cannot_be_used_are_an_error_with_its_place(
    kg: Kg, tmp_path: Path, content: str | None, status: int, said: str
) -> None:
    gold = corpus(tmp_path)
    gold.unlink()
    if content is not None:
        gold.write_text(content, encoding="utf-8")

    done = kg("evaluate", gold)

    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_fits_no_document_is_wrong_usage(kg: Kg, tmp_path: Path) -> None:
    done = kg("evaluate", corpus(tmp_path), "--only", "lettre.txt")

    assert done.returncode == 2
    assert "lettre.txt: no annotated document has that name" in done.stderr
