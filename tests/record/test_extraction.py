"""The object of ``kg extract --json``: its keys, and its score against a person's annotations."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.extract.disclosure import extract_disclosure
from kg.model import Cell, DeploymentRecord, Disclosure, Document, Table
from kg.model.passage import CELL_BREAK
from kg.record.extraction import MEASURES, as_json

KEYS = [
    *("file", "url", "text", "force", "references", "related_references"),
    *("received", "responded", "published", "places", "technologies", "questions"),
    *("decision", "answers", "exemptions", "denials", "steps", "deployments"),
    *("confidence", "doubts"),
]


def document(text: str, *, tables: tuple[Table, ...] = ()) -> Document:
    return Document(
        name="page.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        tables=tables,
    )


def extracted(text: str) -> dict[str, Any]:
    source = document(text)
    return as_json(source, extract_disclosure(source))


def test_all_keys_stand_in_both_kinds_of_record(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    assert list(as_json(document("words"), disclosure)) == KEYS
    assert list(as_json(document("words"), deployment_record)) == KEYS


def test_what_the_page_does_not_tell_is_null(disclosure: Disclosure) -> None:
    bare = replace(disclosure, force=None, decision=None, answers=(), doubts=())

    found = as_json(document("words"), bare)

    assert (found["force"], found["decision"], found["responded"]) == (None, None, None)
    assert found["answers"] == {}


def test_each_question_tells_the_request_that_it_belongs_to(disclosure: Disclosure) -> None:
    found: Any = as_json(document("words"), disclosure)

    assert {question["label"]: question["request"] for question in found["questions"]} == {
        "1": "00.FOI.00.000002",
        "1.a": "00/FOI/00/000001",
        "2": "00.FOI.00.000002",
    }
    assert found["references"] == ["00.FOI.00.000002"]
    assert found["related_references"] == ["00/FOI/00/000001"]
    assert found["received"] == "2023-02-20"


PAGE = (
    "Freedom of Information Act\nReference: 208-2023\nRequest\n"
    "1. Used in 2017? I know of section 40(2).\n2. Where?\n"
    "Response\nQuestion 1\nThis is exempt by section 31(1)(a)&(b).\n"
    "Question 2\nWe can neither confirm nor deny this, by S31(3).\nSection 43(2) may apply.\n"
)


def test_exemptions_have_act_section_limbs_and_role() -> None:
    found = [
        (
            item["act"],
            item["section"],
            item["subsection"],
            item["limb"],
            item["ncnd"],
            item["role"],
            item["applies_to"],
            PAGE[item["start"] : item["end"]],
        )
        for item in extracted(PAGE)["exemptions"]
    ]

    assert found == [
        ("FOIA 2000", "31", "1", ["a", "b"], False, "relied", ["1"], "section 31(1)(a)&(b)"),
        ("FOIA 2000", "31", "3", [], True, "relied", ["2"], "31(3)"),
        ("FOIA 2000", "43", "2", [], False, "considered", None, "Section 43(2)"),
        ("FOIA 2000", "40", "2", [], False, "mentioned_by_requester", None, "section 40(2)"),
    ]


def test_a_year_is_given_to_the_month() -> None:
    question, _ = extracted(PAGE)["questions"]

    assert (question["period_start"], question["period_end"]) == ("2017-01", "2017-12")


def table_document(record: DeploymentRecord) -> Document:
    """Return a document that prints the table of *record*, cell after cell."""
    text = ""
    rows = []
    quotes = [deployment.passage.quote.split(CELL_BREAK) for deployment in record.deployments]
    for quote in ([column.heading for column in record.columns], *quotes):
        cells = []
        for words in quote:
            cells.append(Cell(text=words, start=len(text), end=len(text) + len(words)))
            text += words + CELL_BREAK
        rows.append(tuple(cells))
    return document(text, tables=(Table(page=1, headings=rows[0], rows=tuple(rows[1:])),))


def test_deployments_have_every_measure_null_when_not_printed(
    deployment_record: DeploymentRecord,
) -> None:
    source = table_document(deployment_record)

    found: Any = as_json(source, deployment_record)

    first, second = found["deployments"]
    assert {measure.replace("-", "_") for measure in MEASURES} <= set(first)
    assert (first["date"], first["location"], first["page"]) == ("2000-01-02", "Market Square", 1)
    assert (first["total_alerts"], first["arrests"], first["false_alert_rate"]) == (0, 0, 0.00008)
    assert (first["watchlist_size"], first["duration_minutes"], first["use_case"]) == (None,) * 3
    assert (second["total_alerts"], second["arrests"]) == (None, None)
    assert second["as_written"]["Alerts"] == "N/A"
    assert source.text[second["start"] : second["end"]].startswith("Market Square (technical")


def test_a_column_that_counts_more_than_its_measure_is_a_doubt(
    deployment_record: DeploymentRecord,
) -> None:
    source = table_document(deployment_record)

    found: Any = as_json(source, deployment_record)

    (doubt,) = found["doubts"]
    assert doubt["field"] == "arrests"
    assert "arrests-or-disposals" in doubt["reason"]
    assert source.text[doubt["start"] : doubt["end"]] == "Arrests / Disposals"


def test_the_real_page_scores_full_marks(shared: Path, tmp_path: Path) -> None:
    path = shared / "documents" / "met-foi-01.FOI.23.031597.txt"
    source = replace(document(path.read_text(encoding="utf-8")), name=path.name)
    gold = (shared / "corpus" / "gold.jsonl").read_text(encoding="utf-8").split("\n")[0]
    (tmp_path / "gold.jsonl").write_text(gold + "\n", encoding="utf-8")
    line = json.dumps(as_json(source, extract_disclosure(source)))
    (tmp_path / "found.jsonl").write_text(line + "\n", encoding="utf-8")

    scored = subprocess.run(
        [
            sys.executable,
            str(shared / "tools" / "score_extraction.py"),
            str(tmp_path / "gold.jsonl"),
            str(tmp_path / "found.jsonl"),
            "--misses",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert scored.splitlines()[-1] == "macro F1 1.000", scored
    assert "missed" not in scored


def test_the_real_page_gives_each_question_its_request(shared: Path) -> None:
    path = shared / "documents" / "met-foi-01.FOI.23.031597.txt"

    questions = extracted(path.read_text(encoding="utf-8"))["questions"]

    owners = [question["request"] for question in questions]
    assert (owners.count("01.FOI.23.031597"), owners.count("01/FOI/23/028737")) == (14, 10)


@pytest.mark.parametrize("field", ["questions", "answers"])
def test_the_places_hold_the_words(shared: Path, field: str) -> None:
    path = shared / "documents" / "met-foi-01.FOI.23.031597.txt"
    found = extracted(path.read_text(encoding="utf-8"))

    facts = found[field] if field == "questions" else found[field].values()

    assert all(found["text"][fact["start"] : fact["end"]].strip() for fact in facts)
