"""``kg track`` as a person runs it: their own files, a study, and what is asked afterwards."""

import csv
import io
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.cli.running import kg

HEADINGS = ["Police force", "Ref", "Date sent", "Date answered", "Status", "Officer", "Code"]
ROWS = [
    ["Kent Police", "26/1", "01/10/2026", "", "Acknowledged", "Somebody", ""],
    ["Essex Police", "", "01/10/2026", "", "Overdue", "", ""],
    ["Surrey Police", "S 7", "01/10/2026", "20/10/2026", "Refused", "", "Evasive"],
]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert kg("init", str(tmp_path / "mine")).returncode == 0
    return tmp_path / "mine"


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def asked(study: Path, *words: str) -> list[dict[str, str]]:
    found = kg("query", "--study", str(study), *words, "--format", "csv")
    assert found.returncode == 0, found.stderr
    return list(csv.DictReader(io.StringIO(found.stdout)))


def workbook(path: Path, rows: Sequence[Sequence[str | date | None]]) -> Path:
    """Write a workbook of one sheet, its days as real dates."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def cell(place: str, value: str | date | None) -> str:
        if value is None:
            return ""
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    lines = "".join(
        f'<row r="{n}">{"".join(cell(f"{chr(65 + c)}{n}", v) for c, v in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {ns} xmlns:r="{office}"><sheets>'
        '<sheet name="Requests" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {ns}><fonts count="1"><font/></fonts><fills count="1">'
        '<fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {ns}><sheetData>{lines}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def test_from_a_sheet_to_what_was_asked_and_not_answered(study: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "requests.csv", ROWS)

    taken = kg("track", "--study", str(study), "--new-codes", "--on", "2026-11-22", str(sheet))
    built = kg("build", "--study", str(study))

    assert (taken.returncode, taken.stdout) == (0, "")
    assert "they hold people: Officer" in taken.stderr
    assert "3 new, 0 changed, 0 as before, 0 not taken." in taken.stderr
    assert built.returncode == 0, built.stderr
    open_then = asked(study, "find/requests-not-answered", "-p", "on=2026-10-10")
    assert [row["asked"] for row in open_then] == ["Essex Police", "Kent Police", "Surrey Police"]
    assert [row["asked"] for row in asked(study, "find/requests-not-answered")] == [
        "Essex Police",
        "Kent Police",
    ]
    late = asked(study, "find/overdue-requests", "-p", "on=2026-11-22")
    assert {row["how"] for row in late} == {"at the earliest, worked out from the day of sending"}
    (coded,) = asked(study, "find/my-codes")
    assert (coded["our_code"], coded["answered_by"]) == ("Evasive", "Surrey Police")
    assert coded["coded_on"] == "2026-11-22"


def test_an_updated_sheet_changes_its_rows_and_says_what_changed(
    study: Path, tmp_path: Path
) -> None:
    sheet = written(tmp_path / "requests.csv", ROWS)
    assert kg("track", "--study", str(study), "--new-codes", str(sheet)).returncode == 0

    written(sheet, [["Essex Police", "ESX 5", "01/10/2026", "30/10/2026", "Responded", "", ""]])
    again = kg("track", "--study", str(study), str(sheet))

    assert again.returncode == 0
    assert (
        "gb-essex-esx-5: reference ESX 5; answered 2026-10-30; state answered (was awaiting)"
        in again.stderr
    )
    assert kg("build", "--study", str(study)).returncode == 0
    found = asked(study, "find/requests-not-answered", "-p", "on=2026-11-22")
    assert [row["reference"] for row in found] == ["26/1"]


def test_a_bad_row_is_told_and_the_others_are_taken(study: Path, tmp_path: Path) -> None:
    bad = ["Kant Police", "", "01/10/2026", "", "", "", ""]
    # The order of day and month must be proved, and only the row that is taken proves it.
    good = ["Kent Police", "26/1", "22/10/2026", "", "Sent", "", ""]
    sheet = written(tmp_path / "requests.csv", [bad, good])

    taken = kg("track", "--study", str(study), str(sheet))

    assert taken.returncode == 3
    assert f"kg: sheet: {sheet}, row 1: column 'Police force': 'Kant Police'" in taken.stderr
    assert "did you mean kent" in taken.stderr
    assert 'reference: "26/1"' in (study / "tracking.yaml").read_text(encoding="utf-8")


def test_days_of_a_workbook_are_read_as_they_stand(study: Path, tmp_path: Path) -> None:
    rows = [
        ["My requests"],
        [],
        ["Force", "Sent", "Deadline", "Status"],
        ["Kent Police", date(2026, 10, 1), date(2026, 10, 29), "Awaiting"],
        [],
        ["Police Scotland", date(2026, 2, 3), None, "Awaiting"],
    ]
    sheet = workbook(tmp_path / "requests.xlsx", rows)

    taken = kg("track", "--study", str(study), str(sheet))

    assert taken.returncode == 0, taken.stderr
    text = (study / "tracking.yaml").read_text(encoding="utf-8")
    assert "sent: 2026-10-01" in text
    assert "due: 2026-10-29" in text
    assert "sent: 2026-02-03" in text
    assert "file: requests.xlsx" in text


def test_a_mapping_is_proposed_and_can_be_given_back(study: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "requests.csv"
    sheet.write_text(
        "Who we asked,Off\nKent Police,2026-10-01\nEssex Police,2026-10-02\n", encoding="utf-8"
    )
    columns = tmp_path / "columns.toml"

    refused = kg("track", "--study", str(study), str(sheet))
    proposed = kg("track", "--propose", str(sheet))
    columns.write_text('[columns]\nforce = "Who we asked"\nsent = "Off"\n', encoding="utf-8")
    taken = kg("track", "--study", str(study), "--columns", str(columns), str(sheet))

    assert refused.returncode == 3
    assert '# not read: "Who we asked"' in refused.stderr
    assert tomllib.loads(proposed.stdout)["columns"] == {}
    assert taken.returncode == 0, taken.stderr
    assert "2 new" in taken.stderr


def test_a_role_that_is_none_is_wrong_usage(study: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "requests.csv", ROWS)

    assert kg("track", "--study", str(study), "--role", "boss", str(sheet)).returncode == 2


def test_a_letter_is_no_sheet(study: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Thank you for your request of 1 October 2026.", encoding="utf-8")

    taken = kg("track", "--study", str(study), str(letter))

    assert taken.returncode == 3
    assert "no table in it; save the sheet as CSV or XLSX" in taken.stderr
