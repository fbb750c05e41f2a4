"""Every edition of the real record, held cell by cell against a second way of reading the bytes.

The second way is PDFium, another program than the one that ingest uses.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from kg import ingest
from kg.extract.deployments import extract_deployments
from kg.model import Deployment, DeploymentRecord, Document
from kg.model.passage import CELL_BREAK

EDITIONS = {
    "2020-2022": (9, date(2020, 2, 11), date(2022, 7, 28)),
    "2023-to-2024": (203, date(2023, 4, 6), date(2024, 12, 20)),
    "2025-to-2025-05-10": (74, date(2025, 1, 8), date(2025, 5, 10)),
    "2025-to-2025-07-11": (112, date(2025, 1, 8), date(2025, 7, 11)),
}
TOTALS = {"total-alerts": 6, "arrests": 12, "faces-seen": 15}
"""Measure -> its column (from 0) in the editions from 2023."""

DAY = re.compile(r"\d\d/\d\d/\d\d")
BROKEN = ("Belvedere Rd, Waterloo", 6)
"""The one row that the break of a page cuts, and the page that it begins on."""


def path_of(shared: Path, edition: str) -> Path:
    return shared / "documents" / f"met-lfr-grid-{edition}.pdf"


@cache
def document_of(path: Path) -> Document:
    return ingest.read(path)


@cache
def record_of(path: Path) -> DeploymentRecord:
    found = extract_deployments(document_of(path), force=None)
    assert found is not None
    return found


@cache
def words_of(path: Path) -> tuple[str, ...]:
    """Return the letters of each page as PDFium reads them, without blanks."""
    with pypdfium2.PdfDocument(path) as opened:
        return tuple(plain(page.get_textpage().get_text_range()) for page in opened)


def plain(text: str) -> str:
    return "".join(text.split())


def cells(deployment: Deployment) -> list[str]:
    return deployment.passage.quote.split(CELL_BREAK)


def boxes(path: Path) -> Iterator[tuple[int, list[tuple[float, ...]]]]:
    """Yield the page and the ruled boxes of each row that prints a day."""
    with pdfplumber.open(path) as opened:
        for number, page in enumerate(opened.pages, start=1):
            for table in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    if any(DAY.fullmatch((text or "").strip()) for text in texts):
                        yield number, [cell for cell in row.cells if cell is not None]


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_read_whole(edition: str, shared: Path) -> None:
    path = path_of(shared, edition)
    rows, first, last = EDITIONS[edition]

    found = record_of(path)

    assert len(found.deployments) == rows
    assert (found.first_day, found.last_day) == (first, last)
    assert sum(len(DAY.findall(page)) for page in words_of(path)) == rows
    assert len({item.key for item in found.deployments}) == rows
    measures = [column for column in found.columns if column.field not in NOT_MEASURES]
    assert all(len(item.figures) == len(measures) for item in found.deployments)


NOT_MEASURES = ("place", "date", "use-case")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_row_stands_in_the_bytes_letter_for_letter_and_in_this_order(
    edition: str, shared: Path
) -> None:
    path = path_of(shared, edition)
    passed: Counter[int] = Counter()

    for deployment in record_of(path).deployments:
        page = deployment.passage.page or 0
        printed = plain(deployment.passage.quote)
        if (deployment.place, page) == BROKEN:
            printed = printed.replace("Rd,Waterloo", "")
            assert words_of(path)[page].startswith("Rd,Waterloo")
        at = words_of(path)[page - 1].find(printed, passed[page])
        assert at >= 0, deployment
        # Nothing that looks like a row is passed over between two that were read.
        assert not DAY.search(words_of(path)[page - 1][passed[page] : at])
        passed[page] = at + len(printed)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_is_what_stands_in_its_ruled_box(edition: str, shared: Path) -> None:
    path = path_of(shared, edition)
    seen = 0

    with pypdfium2.PdfDocument(path) as opened:
        for deployment, (page, ruled) in zip(record_of(path).deployments, boxes(path), strict=True):
            assert deployment.passage.page == page
            printed = cells(deployment)
            words = opened[page - 1].get_textpage()
            height = opened[page - 1].get_height()
            inside = [
                plain(words.get_text_bounded(left, height - bottom, right, height - top))
                for left, top, right, bottom in ruled
            ]
            inside = [text for text in inside if text] if len(inside) > len(printed) else inside
            if (deployment.place, page) == BROKEN:
                inside[0] += "Rd,Waterloo"
            assert inside == [plain(cell) for cell in printed]
            seen += len(printed)
    assert seen == len(record_of(path).columns) * EDITIONS[edition][0]


@pytest.mark.parametrize("edition", [name for name in EDITIONS if name != "2020-2022"])
@pytest.mark.parametrize("measure", TOTALS)
def test_columns_add_up_to_the_numbers_that_stand_below_one_another(
    measure: str, edition: str, shared: Path
) -> None:
    """Added up from the words of each page by their place alone, without its rules."""
    path = path_of(shared, edition)
    spans = {page: ruled[TOTALS[measure]] for page, ruled in boxes(path)}
    added = 0
    with pdfplumber.open(path) as opened:
        for number, (left, _, right, _) in spans.items():
            words = opened.pages[number - 1].extract_words()
            lines = [word["top"] for word in words if DAY.fullmatch(word["text"])]
            added += sum(
                int(word["text"].replace(",", ""))
                for word in words
                if left <= (word["x0"] + word["x1"]) / 2 <= right
                and any(abs(word["top"] - line) < 3 for line in lines)
            )

    figures = [item.figure(measure) for item in record_of(path).deployments]

    assert added > 300
    assert sum(figure.value for figure in figures if figure is not None) == added


def test_the_headings_ruled_apart_from_their_rows_are_those_of_each_column(shared: Path) -> None:
    found = record_of(path_of(shared, "2023-to-2024"))

    assert [column.field for column in found.columns] == [
        "place",
        "date",
        "duration",
        "use-case",
        "watchlist-size",
        "minimum-threshold",
        "total-alerts",
        "true-alerts-confirmed",
        "true-alerts-unconfirmed",
        "false-alerts-confirmed",
        "false-alerts-unconfirmed",
        "false-alert-rate",
        "arrests",
        "other-outcomes",
        "no-action",
        "faces-seen",
    ]
    purpose = next(column for column in found.columns if column.field == "use-case")
    assert purpose.heading_on(5) == "LFR Purpose Reference / LFR Purpose"
    assert purpose.heading_on(6) == "LFR Use Case"


def test_a_row_cut_by_the_break_of_a_page_is_one_row(shared: Path) -> None:
    found = record_of(path_of(shared, "2023-to-2024"))

    (row,) = (item for item in found.deployments if item.place == BROKEN[0])

    assert (row.passage.page, row.passage.row) == (6, 24)
    assert row.figure("faces-seen").value == 10520


def test_measures_that_an_edition_does_not_split_stay_their_own(shared: Path) -> None:
    first, later = (
        {column.field for column in record_of(path_of(shared, edition)).columns}
        for edition in ("2020-2022", "2023-to-2024")
    )

    assert {"true-alerts", "false-alerts"} <= first - later
    assert {"true-alerts-confirmed", "false-alerts-unconfirmed"} <= later - first
    assert record_of(path_of(shared, "2020-2022")).deployments[3].figure("arrests").definition


def test_numbers_of_purposes_change_their_meaning_with_the_list_under_them(shared: Path) -> None:
    old, new = record_of(path_of(shared, "2020-2022")), record_of(path_of(shared, "2023-to-2024"))

    assert old.deployments[0].use_cases == ("purpose-2020-violent-crime", "purpose-2020-warrants")
    assert new.deployments[0].use_cases == (
        "purpose-2023-suspects",
        "purpose-2023-warrants",
        "purpose-2023-risk-of-harm",
        "purpose-2023-conditions",
    )
    assert new.deployments[-1].use_cases == ("crime-hotspot",)


def test_what_does_not_fit_in_the_record_is_a_doubt_and_stays_as_printed(shared: Path) -> None:
    found = record_of(path_of(shared, "2023-to-2024"))
    said = {(item.field, item.passage.page, item.passage.row): item.reason for item in found.doubts}

    swapped = said["date", 4, 15]
    assert "'11/07/23' reads 2023-07-11" in swapped
    assert "2024-07-11 would keep it" in swapped
    assert "2023-07-11-dalston" in {item.key for item in found.deployments}
    assert "printed 1, and true-alerts-confirmed" in said["total-alerts", 2, 5]
    assert "one repeats the other" in said["other-outcomes", 1, None]
    assert "cut short" in said["place", 7, 28]


def test_the_later_edition_of_a_year_has_the_key_of_the_earlier(shared: Path) -> None:
    earlier, later = (
        record_of(path_of(shared, edition))
        for edition in ("2025-to-2025-05-10", "2025-to-2025-07-11")
    )

    assert earlier.key == later.key == "gb-metropolitan-lfr-deployments-2025"


def test_a_thousands_separator_is_no_decimal_point(shared: Path) -> None:
    found = record_of(path_of(shared, "2025-to-2025-07-11"))

    (row,) = (item for item in found.deployments if "21,940" in cells(item))

    assert row.figure("faces-seen").value == 21940


NAMES = {
    "watchlist_size": ("watchlist-size",),
    "faces_seen": ("faces-seen",),
    "total_alerts": ("total-alerts",),
    "true_alerts_confirmed": ("true-alerts", "true-alerts-confirmed"),
    "false_alerts_confirmed": ("false-alerts", "false-alerts-confirmed"),
    "true_alert_engagements": ("true-alert-engagements",),
    "false_alert_engagements": ("false-alert-engagements",),
    "arrests": ("arrests",),
}
"""Column of the reference list -> the measures that may stand for it; it has none undivided."""


def test_every_row_of_the_record_that_was_listed_by_hand_is_read_the_same(shared: Path) -> None:
    rows = {
        (item.day.isoformat(), item.place): item
        for edition in EDITIONS
        for item in record_of(path_of(shared, edition)).deployments
        if item.day is not None
    }
    with (shared / "reference" / "deployments.csv").open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["source_kind"].startswith("primary")]

    assert len(listed) == 9
    for row in listed:
        found = rows[row["date"], re.sub(r"\s*\(.*", "", row["location"])]
        for column, measures in NAMES.items():
            figure = next(filter(None, map(found.figure, measures)))
            assert figure.value == (Decimal(row[column]) if row[column] else None), (row, column)
        assert len(found.use_cases) == row["use_case"].count(",") + 1


def test_press_that_agrees_with_the_record_is_borne_out(shared: Path) -> None:
    """Rows of the list that are from other sources and name a day of the record."""
    rows = [
        item for edition in EDITIONS for item in record_of(path_of(shared, edition)).deployments
    ]
    with (shared / "reference" / "deployments.csv").open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if "agrees with the record" in row["note"]]

    assert listed
    for row in listed:
        counts = [
            item.figure("arrests").value
            for item in rows
            if item.day is not None and item.day.isoformat() == row["date"]
        ]
        # The press adds up two vans of one day.
        assert int(row["arrests"]) in (*counts, sum(counts))
