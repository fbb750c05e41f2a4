"""Declared mappings of tables of any kind: what is read, what is refused, and in which words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg import ingest
from kg.errors import MappingError, SourceError
from kg.extract.mapping import mapping_of
from kg.extract.reading import extract
from kg.model import DeploymentRecord, Document
from kg.record import read, write
from kg.record.mapping import load, mapping_from

CSV = """\
Nowhere deployments of cameras
Site,When,Length (hours),Alerts raised,Faces scanned,Arrests made,Weather
Elm Street,03/04/24,4.5,<5,"21,940",0,rain
Oak Road,14/04/24,2,7,c. 900,-,
Elm Street,05/05/24,5.25,3,1000,1,sun
Total,,,10,,1,
"""
SAID: dict[str, Any] = {
    "force": "essex",
    "title": "Nowhere deployments of cameras",
    "columns": {
        "Site": "place",
        "When": "date",
        "Length (hours)": {"measure": "duration", "unit": "hours"},
        "Alerts raised": "total-alerts",
        "Faces scanned": "faces-seen",
        "Arrests made": "arrests",
        "Weather": "unread",
    },
    "missing": {"-": "not-held"},
}


def table(text: str = CSV, name: str = "table.csv") -> Document:
    return ingest.read_bytes(text.encode(), name=name)


def read_with(said: Mapping[str, Any], document: Document | None = None) -> DeploymentRecord:
    mapping = mapping_from(said, name="mapping.toml")
    found = extract(document or table(), mapping=mapping)
    assert isinstance(found, DeploymentRecord)
    return found


def test_a_table_of_separated_values_is_read_by_its_mapping() -> None:
    found = read_with(SAID)

    assert found.key == "gb-essex-lfr-deployments-2024"
    assert [item.day for item in found.deployments] == [
        date(2024, 4, 3),
        date(2024, 4, 14),
        date(2024, 5, 5),
    ]
    values = [
        {
            figure.measure: figure.value if figure.missing is None else figure.missing
            for figure in item.figures
        }
        for item in found.deployments
    ]
    assert values == [
        {"duration": 270, "total-alerts": "suppressed", "faces-seen": 21940, "arrests": 0},
        {"duration": 120, "total-alerts": 7, "arrests": "not-held"},
        {"duration": 315, "total-alerts": 3, "faces-seen": 1000, "arrests": 1},
    ]
    assert [(doubt.field, doubt.passage.quote) for doubt in found.doubts] == [
        ("faces-seen", "c. 900")
    ]


def test_a_row_without_pages_is_found_again_by_its_number(tmp_path: Path) -> None:
    document, path = table(), tmp_path / "record.yaml"
    found = read_with(SAID, document)

    write(found, path)
    again = read(path)

    assert isinstance(again, DeploymentRecord)
    assert again.deployments[0].passage.page is None
    assert [item.figures for item in again.deployments] == [
        tuple(
            figure.__class__(**{**_fields(figure), "passage": _unplaced(figure.passage)})
            for figure in item.figures
        )
        for item in found.deployments
    ]
    assert again.title == found.title


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def _unplaced(passage: Any) -> Any:
    return passage.__class__(quote=passage.quote, row=passage.row, column=passage.column)


def test_a_record_tells_the_mapping_that_it_was_read_with(tmp_path: Path) -> None:
    said = {**SAID, "date_order": "day-month", "skip": 0}
    found, path = read_with(said), tmp_path / "record.yaml"
    write(found, path)

    mapping = mapping_of(read(path))

    assert mapping is not None
    assert extract(table(), mapping=mapping).doubts == found.doubts
    again = extract(table(), mapping=mapping)
    assert isinstance(again, DeploymentRecord)
    assert again.deployments == found.deployments


def test_columns_may_be_named_by_number_and_rows_of_units_be_left_out() -> None:
    text = "Site,When,True,True\nname,day,confirmed,not\nElm,13/04/24,3,1\nOak,14/04/24,5,0\n"
    said = {
        "force": "essex",
        "skip": 1,
        "columns": {
            "1": "place",
            "2": "date",
            "3": "true-alerts-confirmed",
            "4": "true-alerts-unconfirmed",
        },
    }

    found = read_with(said, table(text))

    assert [item.place for item in found.deployments] == ["Elm", "Oak"]
    assert found.deployments[0].figure("true-alerts-unconfirmed").value == 1


def test_the_declared_order_of_day_and_month_goes_before_all() -> None:
    text = "Site,When,Alerts\nElm,03/04/24,3\nOak,05/06/24,5\n"
    said = {
        "force": "essex",
        "date_order": "month-day",
        "columns": {"Site": "place", "When": "date", "Alerts": "total-alerts"},
    }

    found = read_with(said, table(text))

    assert [item.day for item in found.deployments] == [date(2024, 3, 4), date(2024, 5, 6)]


def test_a_column_that_the_mapping_does_not_name_is_kept_unread_and_told() -> None:
    columns = {name: held for name, held in SAID["columns"].items() if name != "Weather"}

    found = read_with({**SAID, "columns": columns})

    assert found.columns[-1].field == "unread"
    assert [doubt.passage.quote for doubt in found.doubts if doubt.field == "columns"] == [
        "Weather"
    ]


def test_another_technology_and_name_are_those_of_the_mapping() -> None:
    said = {**SAID, "technology": "drone", "record": "drone-flights-2024"}

    found = read_with(said)

    assert (found.technology, found.key) == ("drone", "gb-essex-drone-flights-2024")


def test_a_column_that_counts_more_has_its_definition() -> None:
    columns = {
        **SAID["columns"],
        "Arrests made": {"measure": "arrests", "definition": "arrests-or-disposals"},
    }

    found = read_with({**SAID, "columns": columns})

    assert found.deployments[0].figure("arrests").definition == "arrests-or-disposals"


HTML = """<!doctype html><html lang="en"><body><h1>Deployments of cameras</h1>
<table><tr><th>Site</th><th>When</th><th>Alerts</th></tr>
<tr><td>Elm Street</td><td>13/04/24</td><td>3</td></tr>
<tr><td>Oak Road</td><td>14/04/24</td><td>0</td></tr></table></body></html>"""


def test_a_table_of_a_page_is_read_by_its_mapping() -> None:
    said = {
        "force": "essex",
        "columns": {"Site": "place", "When": "date", "Alerts": "total-alerts"},
    }

    found = read_with(said, table(HTML, "page.html"))

    assert [item.figure("total-alerts").value for item in found.deployments] == [3, 0]


def test_a_table_of_nobody_asks_for_the_force() -> None:
    said = {name: value for name, value in SAID.items() if name != "force"}

    with pytest.raises(SourceError, match="--force SLUG"):
        read_with(said)


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "a line that no mapping has": ({"colums": {}}, "did you mean columns"),
    "no columns": ({"columns": {}}, r"\[columns\] is missing"),
    "a measure that is misspelt": (
        {"columns": {**SAID["columns"], "Site": "plaice"}},
        "did you mean place",
    ),
    "two places": ({"columns": {**SAID["columns"], "Weather": "place"}}, "2 columns hold"),
    "no date": (
        {"columns": {**SAID["columns"], "When": "unread"}},
        "0 columns hold the field 'date'",
    ),
    "a measure twice": (
        {"columns": {**SAID["columns"], "Weather": "arrests"}},
        "two columns hold the measure 'arrests'",
    ),
    "no measure": ({"columns": {"Site": "place", "When": "date"}}, "no column holds a measure"),
    "a unit that does not go with it": (
        {"columns": {**SAID["columns"], "Weather": {"measure": "no-action", "unit": "hours"}}},
        "goes with duration",
    ),
    "a definition of another measure": (
        {
            "columns": {
                **SAID["columns"],
                "Weather": {"measure": "no-action", "definition": "arrests-or-disposals"},
            }
        },
        "way of counting arrests",
    ),
    "an order that is none": ({"date_order": "day-moth"}, "did you mean day-month"),
    "a sheet that is none": ({"sheet": 0}, "a whole number from 1"),
    "a reason that is none": ({"missing": {"-": "supressed"}}, "did you mean suppressed"),
    "a force that is none": ({"force": "essx"}, "did you mean essex"),
    "a column said twice": (
        {"columns": {**SAID["columns"], "Weather": {"field": "unread", "measure": "arrests"}}},
        "say what it holds once",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_mapping_is_told_with_its_mend(case: str) -> None:
    change, said = BROKEN[case]

    with pytest.raises(MappingError, match=said):
        mapping_from({**SAID, **change}, name="mapping.toml")


MISSED: dict[str, tuple[dict[str, Any], str]] = {
    "a heading that does not stand there": (
        {"Sites": "place", "When": "date", "Arrests made": "arrests"},
        r"'Sites' \(did you mean 'Site'\?\); headings that stand there: 'Site', 'When'",
    ),
    "a number beyond the last column": (
        {"1": "place", "2": "date", "17": "arrests"},
        "column 17",
    ),
}


@pytest.mark.parametrize("case", MISSED)
def test_a_mapping_of_another_table_is_told_what_stands_there(case: str) -> None:
    columns, said = MISSED[case]

    with pytest.raises(MappingError, match=said):
        read_with({**SAID, "columns": columns})


def test_a_heading_that_stands_twice_is_to_be_named_by_its_number() -> None:
    text = "Site,When,Confirmed,Confirmed\nElm,13/04/24,3,1\nOak,14/04/24,5,0\n"
    said = {
        "force": "essex",
        "columns": {"Site": "place", "When": "date", "Confirmed": "true-alerts-confirmed"},
    }

    with pytest.raises(MappingError, match=r"heads columns 3, 4 .*such as 3 = "):
        read_with(said, table(text))


def test_a_mapping_is_a_file_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text('force = "essex"\n[columns]\n1 = "place"\n2 = "date"\n3 = "arrests"\n')

    assert [column.heading for column in load(path).columns] == [1, 2, 3]
    path.write_text("force = essex")
    with pytest.raises(MappingError, match="line 1"):
        load(path)
    with pytest.raises(MappingError, match=r"none\.toml"):
        load(tmp_path / "none.toml")


OFFICE: dict[str, Any] = {
    "force": "essex",
    "title": "Deployments 2024",
    "columns": {"Site": "place", "When": "date", "Alerts": "total-alerts", "Rate": "unread"},
}
LINES = [
    ("Site", "When", "Alerts", "Rate"),
    ("Elm Street", date(2024, 4, 3), 5, 0.0008),
    ("Oak Road", date(2024, 5, 6), 0, 0.0),
]


def test_a_sheet_of_a_workbook_is_read_by_its_mapping(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Notes of nobody"])
    sheet = book.create_sheet("2024")
    for line in LINES:
        sheet.append(line)
    other = book.create_sheet("2023")
    for line in LINES:
        other.append(line)
    book.save(tmp_path / "book.xlsx")
    columns = {**OFFICE["columns"], "Rate": {"measure": "false-alert-rate", "unit": "ratio"}}

    found = read_with(
        {**OFFICE, "sheet": 2, "columns": columns}, ingest.read(tmp_path / "book.xlsx")
    )

    assert [item.passage.page for item in found.deployments] == [2, 2]
    assert [item.day for item in found.deployments] == [date(2024, 4, 3), date(2024, 5, 6)]
    assert [item.figure("total-alerts").value for item in found.deployments] == [5, 0]
    assert float(found.deployments[0].figure("false-alert-rate").value) == 0.0008
    with pytest.raises(MappingError, match="sheet 7 has no table"):
        read_with({**OFFICE, "sheet": 7}, ingest.read(tmp_path / "book.xlsx"))


def test_a_table_of_a_letter_is_read_by_its_mapping(tmp_path: Path) -> None:
    from docx import Document as Letter

    letter = Letter()
    letter.add_paragraph("Deployments 2024")
    table = letter.add_table(rows=0, cols=4)
    for line in LINES:
        day = line[1]
        cells = table.add_row().cells
        for cell, value in zip(cells, line, strict=True):
            cell.text = day.strftime("%d %B %Y") if value is day and value != "When" else str(value)
    letter.save(tmp_path / "letter.docx")

    found = read_with(OFFICE, ingest.read(tmp_path / "letter.docx"))

    assert [item.day for item in found.deployments] == [date(2024, 4, 3), date(2024, 5, 6)]
    assert found.title is not None
    assert found.title.quote == "Deployments 2024"


def test_the_mapping_that_the_documentation_shows_can_be_used() -> None:
    import re
    import tomllib

    page = Path(__file__).resolve().parents[2] / "docs" / "tables.md"
    shown = re.search(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None

    mapping = mapping_from(tomllib.loads(shown[1]), name="tables.md")

    assert (mapping.force, mapping.sheet, mapping.skip) == ("essex", 2, 1)
    assert mapping.missing == {"-": "not-held", "withheld": "suppressed"}
