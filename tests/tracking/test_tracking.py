"""A sheet into a study and into its graph, and the file that says which column holds what."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kg import pipeline, study, tracking
from kg.errors import SheetError
from kg.extract.tracker_columns import Columns
from kg.model import Cell, Document, Table
from kg.store import Generations
from kg.study import Study
from kg.tracking import Taken

ON = date(2026, 11, 22)
HEADINGS = ("Force", "Ref", "Sent", "Received", "Due", "Answered", "Status", "Question", "Code")


@pytest.fixture
def mine(tmp_path: Path) -> Study:
    study.create(tmp_path / "mine")
    return study.load(tmp_path / "mine")


def document(*rows: Sequence[str], sha256: str = "1") -> Document:
    first, *rest = [
        tuple(Cell(text=text, start=0, end=0) for text in (*row, *[""] * len(HEADINGS)))
        for row in (HEADINGS, *rows)
    ]
    return Document(
        name="folder/requests.csv",
        media_type="text/csv",
        sha256=sha256 * 64,
        text="",
        tables=(Table(page=None, headings=first, rows=tuple(rest)),),
    )


def take(mine: Study, *rows: Sequence[str], new_codes: bool = False, sha256: str = "1") -> Taken:
    return tracking.take(
        mine,
        document(*rows, sha256=sha256),
        Columns(),
        role="maintainer",
        on=ON,
        new_codes=new_codes,
    )


KENT = ("Kent Police", "26/1", "2026-10-01")
ESSEX = ("Essex Police", "77", "2026-10-01", "2026-10-01", "", "2026-10-20", "Refused", "4")


def test_a_sheet_becomes_a_file_that_the_build_reads(mine: Study) -> None:
    taken = take(mine, KENT, (*ESSEX, "Evasive"), new_codes=True)

    built = pipeline.build(mine)

    assert taken.written
    assert (taken.new_codes, taken.turtle) == (("Evasive",), "")
    assert [item.severity for item in built.report.findings] == ["warning", "warning"]
    messages = [item.message for item in built.report.findings]
    assert any("A concept has a definition" in message for message in messages)
    assert any("not recorded yet" in message for message in messages)
    quads = {str(quad) for quad in Generations(mine.folder).current().quads()}
    assert any("/id/request/gb-kent-26-1>" in quad for quad in quads)


def test_a_build_is_anew_when_the_sheet_or_a_code_changes(mine: Study) -> None:
    take(mine, KENT)
    assert pipeline.build(mine).report is not None
    assert pipeline.build(mine).report is None

    take(mine, KENT, ESSEX, sha256="2")
    assert pipeline.build(mine).report is not None

    (mine.folder / "codes").mkdir()
    (mine.folder / "codes" / "mine.ttl").write_text(
        f"<{mine.base}code/mine> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> .",
        encoding="utf-8",
    )
    assert pipeline.build(mine).report is not None


def test_the_same_sheet_writes_nothing(mine: Study) -> None:
    take(mine, KENT)
    before = mine.tracking.read_bytes()

    again = take(mine, KENT)

    assert not again.written
    assert mine.tracking.read_bytes() == before


def test_an_unknown_code_is_told_with_the_turtle_to_paste(mine: Study) -> None:
    taken = take(mine, KENT, (*ESSEX, "Evasive"))

    assert [fault.row for fault in taken.faults] == [2]
    assert f"<{mine.base}code/own/evasive> a skos:Concept" in taken.turtle
    assert not (mine.folder / "codes").exists()
    assert len(taken.retracked.tracking.requests) == 1


def test_neither_bytes_nor_folders_of_the_sheet_are_kept(mine: Study) -> None:
    take(mine, KENT)

    assert "folder" not in mine.tracking.read_text(encoding="utf-8")
    assert list(mine.documents.iterdir()) == []


def test_what_is_odd_about_a_row_is_told(mine: Study) -> None:
    taken = take(
        mine,
        ("Kent Police", "1", "2023-02-20", "2023-02-20", "2023-03-20"),
        ("Essex Police", "2", "2026-10-01", "", "", "2026-10-20", "Awaiting"),
        ("Surrey Police", "3", "2029-02-01", "2029-02-01"),
    )

    assert [doubt[:6] for doubt in taken.doubts] == ["row 1:", "row 2:", "row 3:"]
    assert "2023-03-21 is the twentieth working day" in taken.doubts[0]
    assert "the state is awaiting, and it was answered" in taken.doubts[1]
    assert "bank holidays of that time are not known" in taken.doubts[2]


def test_a_mapping_is_read(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(
        'sheet = 2\ndate_order = "day-month"\nseparator = "|"\n'
        '[columns]\nforce = "Who"\nnote = ["A", "B"]\n'
        '[forces]\n"HQ" = "kent"\n[states]\n"on the pile" = "awaiting"\n',
        encoding="utf-8",
    )

    columns = tracking.read_columns(path)

    assert columns == Columns(
        headings={"force": ("Who",), "note": ("A", "B")},
        sheet=2,
        date_order="day-month",
        separator="|",
        forces={"HQ": "kent"},
        states={"on the pile": "awaiting"},
    )
    assert tracking.read_columns(None) == Columns()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheet = ", "mend the file"),
        ("sheets = 2", "'sheets' is not known; it holds columns, sheet"),
        ("sheet = 0", "count them from 1"),
        ('date_order = "us"', "day-month or month-day"),
        ("separator = 1", "separator is a text"),
        ("columns = 1", r"\[columns\] takes lines"),
        ('[columns]\nwho = "Who"', "has no field 'who'; it has force"),
        ('[columns]\nsent = "When"', "does not say which column names the force"),
        ('[columns]\nforce = ["A", "B"]', "force stands in one column"),
        ('[columns]\nforce = "Body"\nnote = "FOI Officer"', "holds people, and is never read"),
        ('[forces]\n"HQ" = "kant"', "no such code"),
        ('[states]\n"late" = "overdue"', "no such code"),
    ],
)
def test_a_broken_mapping_is_told_with_its_mend(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SheetError, match=said):
        tracking.read_columns(path)


def test_a_mapping_is_proposed_for_any_sheet() -> None:
    assert 'force = "Force"' in tracking.proposal(document())
