"""Deployment tables: the real record cell by cell, and invented ones for what may go wrong."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg import ingest
from kg.errors import NotADisclosureError, SourceError
from kg.extract import extract
from kg.extract.deployments import extract_deployments
from kg.extract.figures import read_figure
from kg.extract.headings import column_of
from kg.extract.purposes import purposes, read_purpose
from kg.model import Cell, DeploymentRecord, Document, Passage, Table

NA = "not-applicable"
MEASURES = (
    "watchlist-size",
    "total-alerts",
    "false-alerts",
    "false-alert-engagements",
    "true-alerts",
    "true-alert-engagements",
    "arrests",
    "faces-seen",
    "false-alert-rate",
)
ROWS: list[tuple[str, str, int, tuple[object, ...]]] = [
    ("2020-02-11", "Stratford", 2, (5816, 0, 0, 0, 0, 0, 0, 4600, "0")),
    ("2020-02-21", "Oxford Circus", 2, (7316, NA, NA, NA, NA, NA, NA, NA, NA)),
    ("2020-02-27", "Oxford Circus", 2, (7292, 8, 7, 5, 1, 1, 1, 8600, "0.0008")),
    ("2022-01-28", "Oxford Circus", 2, (9756, 11, 1, 1, 10, 7, 4, 12120, "0.00008")),
    ("2022-03-10", "Leicester Square", 2, (6793, 0, 0, 0, 0, 0, 0, 10740, "0")),
    ("2022-07-07", "Oxford Circus", 3, (6699, 4, 0, 0, 4, 3, 3, 34286, "0")),
    ("2022-07-14", "Oxford Circus", 3, (6713, 3, 1, 1, 2, 2, 1, 34360, "0.00003")),
    ("2022-07-16", "Oxford Circus", 3, (6747, 1, 1, 1, 0, 0, 0, 36420, "0.00003")),
    ("2022-07-28", "Piccadilly Circus", 3, (6858, 1, 0, 0, 1, 0, 0, 16440, "0")),
]


@pytest.fixture(scope="module")
def grid(shared: Path) -> Document:
    return ingest.read(shared / "documents" / "met-lfr-grid-2020-2022.pdf")


@pytest.fixture(scope="module")
def record(grid: Document) -> DeploymentRecord:
    found = extract_deployments(grid, force=None)
    assert found is not None
    return found


def test_every_row_and_column_of_the_real_record(record: DeploymentRecord) -> None:
    """N/A stays apart from zero: the fault of 21 February 2020 gives no figure but one."""
    found = [
        (
            deployment.day.isoformat(),
            deployment.place,
            len(deployment.use_cases),
            {
                figure.measure: figure.value if figure.missing is None else figure.missing
                for figure in deployment.figures
            },
        )
        for deployment in record.deployments
    ]

    expected = [
        (
            day,
            place,
            purposes,
            {
                measure: Decimal(value) if isinstance(value, str) and value != NA else value
                for measure, value in zip(MEASURES, values, strict=True)
            },
        )
        for day, place, purposes, values in ROWS
    ]
    assert found == expected
    assert all(
        (figure.value is None) == (figure.missing is not None)
        for deployment in record.deployments
        for figure in deployment.figures
    )


def test_the_record_knows_what_it_is(record: DeploymentRecord) -> None:
    assert record.key == "gb-metropolitan-lfr-deployments-2020-2022"
    assert record.force == "metropolitan"
    assert record.technology == "live-facial-recognition"
    assert record.title.quote == "MPS LFR DEPLOYMENTS 2020 – 2022"
    assert [deployment.key for deployment in record.deployments][:2] == [
        "2020-02-11-stratford",
        "2020-02-21-oxford-circus",
    ]


def test_a_stopped_deployment_keeps_the_remark_of_the_source(record: DeploymentRecord) -> None:
    stopped = [item for item in record.deployments if item.status != "completed"]

    assert [(item.status, item.status_reason) for item in stopped] == [
        ("stopped", "technical fault stopped deployment")
    ]


def test_every_figure_stands_at_its_place(grid: Document, record: DeploymentRecord) -> None:
    seen = 0
    for deployment in record.deployments:
        for figure in deployment.figures:
            place = figure.passage
            assert place.start is not None
            assert grid.text[place.start : place.end] == place.quote
            assert (place.page, place.row) == (deployment.passage.page, deployment.passage.row)
            seen += 1
    assert seen == 81


def test_the_one_doubt_of_the_real_record_is_the_column_of_two_counts(
    record: DeploymentRecord,
) -> None:
    assert [doubt.field for doubt in record.doubts] == ["arrests"]


@pytest.mark.parametrize(
    ("edition", "rows", "last"),
    [
        ("2025-to-2025-05-10", 74, date(2025, 5, 10)),
        ("2025-to-2025-07-11", 112, date(2025, 7, 11)),
    ],
)
def test_later_editions_are_read_whole(edition: str, rows: int, last: date, shared: Path) -> None:
    document = ingest.read(shared / "documents" / f"met-lfr-grid-{edition}.pdf")

    found = extract_deployments(document, force=None)

    assert found is not None
    assert len(found.deployments) == rows
    assert found.deployments[-1].day == last
    assert all(len(item.figures) == 13 for item in found.deployments)
    assert len({item.key for item in found.deployments}) == rows


def test_an_edition_whose_headings_cannot_be_read_is_refused(shared: Path) -> None:
    document = ingest.read(shared / "documents" / "met-lfr-grid-2023-to-2024.pdf")

    with pytest.raises(NotADisclosureError, match="headings could not be read"):
        extract(document)


def table(
    *rows: Sequence[str],
    title: str = "Essex Police LFR deployments 2001",
    headings: Sequence[str] = ("Place", "Date (DD/MM/YY)", "Total Alerts", "Faces seen"),
) -> Document:
    """Lay an invented table out as ingest would."""
    text = title + "\n"
    laid = []
    for row in (headings, *rows):
        cells = []
        for word in row:
            cells.append(Cell(text=word, start=len(text), end=len(text) + len(word)))
            text += word + "\t"
        text = text[:-1] + "\n"
        laid.append(tuple(cells))
    return Document(
        name="table.pdf",
        media_type="application/pdf",
        sha256="0" * 64,
        text=text,
        page_starts=(0,),
        tables=(Table(page=1, headings=laid[0], rows=tuple(laid[1:])),),
    )


def read(document: Document, force: str | None = None) -> DeploymentRecord:
    found = extract_deployments(document, force=force)
    assert found is not None
    return found


def test_two_rows_of_one_day_and_place_are_two_deployments() -> None:
    found = read(table(("Soho", "01/02/20", "1", "5"), ("Soho", "01/02/20", "2", "6")))

    assert [item.key for item in found.deployments] == ["2020-02-01-soho", "2020-02-01-soho-2"]


def test_a_column_decides_the_order_of_day_and_month_once() -> None:
    headings = ("Place", "Date", "Total Alerts", "Faces seen")
    rows = (("Soho", "01/02/20", "1", "5"), ("Soho", "13/02/20", "1", "5"))

    found = read(table(*rows, headings=headings))

    assert [item.day for item in found.deployments] == [date(2020, 2, 1), date(2020, 2, 13)]


def test_a_column_that_does_not_tell_is_a_doubt_and_no_date_is_guessed() -> None:
    headings = ("Place", "Date", "Total Alerts", "Faces seen")

    found = read(table(("Soho", "01/02/20", "1", "5"), headings=headings))

    assert found.deployments == ()
    assert [doubt.field for doubt in found.doubts] == ["date"]


def test_a_record_without_any_year_is_refused_and_not_given_a_key() -> None:
    headings = ("Place", "Date", "Total Alerts", "Faces seen")
    document = table(
        ("Soho", "01/02/20", "1", "5"), headings=headings, title="Essex Police LFR deployments"
    )

    with pytest.raises(SourceError, match=r"names no year.*DD/MM/YY"):
        extract_deployments(document, force=None)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Soho", "31/02/20", "1", "5"), "rows"),
        (("", "01/02/20", "1", "5"), "rows"),
        (("Soho", "01/02/20", "about 3", "5"), "total-alerts"),
        (("Soho", "01/02/20", "1", "5"), None),
    ],
)
def test_what_cannot_be_read_is_a_doubt_and_no_figure(
    row: tuple[str, ...], field: str | None
) -> None:
    found = read(table(row))

    assert [doubt.field for doubt in found.doubts] == ([] if field is None else [field])
    assert all(figure.measure != field for item in found.deployments for figure in item.figures)


def test_an_unknown_heading_is_a_doubt_and_its_cells_are_kept() -> None:
    headings = ("Place", "Date (DD/MM/YY)", "Total Alerts", "Faces seen", "Weather")

    found = read(table(("Soho", "01/02/20", "1", "5", "rain"), headings=headings))

    assert found.columns[-1].field == "unread"
    assert [doubt.field for doubt in found.doubts] == ["columns"]
    assert found.deployments[0].passage.quote.endswith("\train")


def test_totals_and_rates_that_do_not_fit_are_doubts_and_stay_as_printed() -> None:
    headings = (
        "Place",
        "Date (DD/MM/YY)",
        "Total Alerts",
        "True Alerts",
        "False Alerts",
        "Faces seen",
        "False Alert Rate",
    )
    found = read(table(("Soho", "01/02/20", "5", "1", "2", "1000", "0.9%"), headings=headings))

    assert [doubt.field for doubt in found.doubts] == ["total-alerts", "false-alert-rate"]
    values = {figure.measure: figure.value for figure in found.deployments[0].figures}
    assert values["total-alerts"] == 5
    assert values["false-alert-rate"] == Decimal("0.009")


def test_a_record_of_nobody_asks_for_the_force() -> None:
    document = table(("Soho", "01/02/20", "1", "5"), title="LFR deployments 2001")

    with pytest.raises(SourceError, match="say which one deployed with --force"):
        extract_deployments(document, force=None)

    assert read(document, force="essex").force == "essex"


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        (("Place", "Date", "Weather", "Mood"), "Essex Police LFR deployments"),
        (("Place", "Place", "Total Alerts", "Faces seen"), "Essex Police LFR deployments"),
        (("Place", "Date", "Total Alerts", "Total Alerts"), "Essex Police LFR deployments"),
        (("Place", "Date", "Total Alerts", "Faces seen"), "Essex Police burglaries"),
    ],
)
def test_another_table_is_no_deployment_record(headings: tuple[str, ...], title: str) -> None:
    document = table(("Soho", "13/02/20", "1", "5"), headings=headings, title=title)

    assert extract_deployments(document, force=None) is None


FIGURES: list[tuple[str, str, object]] = [
    ("0", "total-alerts", 0),
    ("21,940", "faces-seen", 21940),
    ("1,94", "faces-seen", None),
    ("-3", "total-alerts", None),
    ("3.5", "total-alerts", None),
    ("", "total-alerts", "blank"),
    ("N/A", "total-alerts", "not-applicable"),
    ("n / a", "total-alerts", "not-applicable"),
    ("0%", "false-alert-rate", Decimal("0.00")),
    ("0.008%", "false-alert-rate", Decimal("0.00008")),
    ("101%", "false-alert-rate", None),
    ("0.08", "false-alert-rate", None),
    ("0.64", "minimum-threshold", Decimal("0.64")),
    ("64", "minimum-threshold", None),
    ("4hr 47m", "duration", 287),
    ("6h 08m", "duration", 368),
    ("45 minutes", "duration", 45),
    ("all day", "duration", None),
]


@pytest.mark.parametrize(("printed", "measure", "expected"), FIGURES)
def test_a_printed_figure(printed: str, measure: str, expected: object) -> None:
    passage = Passage(quote=printed, page=1, row=1, column=1)

    figure = read_figure(passage, measure=measure, definition=None)

    found = None if figure is None else figure.missing if figure.value is None else figure.value
    assert found == expected


def test_headings_mean_what_the_table_says_and_nothing_near_it() -> None:
    assert column_of("Watchlist\nSize").field == "watchlist-size"
    assert column_of("Arrests / Disposals").definition == "arrests-or-disposals"
    assert column_of("Arrests").definition is None
    assert column_of("Watchlist").field == "unread"


def test_numbers_of_purposes_mean_what_their_own_record_lists() -> None:
    document = Document(
        name="x",
        media_type="text/plain",
        sha256="0" * 64,
        text="1. Locating those\nwanted by the courts.\n2. Crime Hotspot\n",
    )

    listed = purposes(document)

    assert listed == {"1": "purpose-2020-warrants"}
    assert read_purpose("1", listed) == ("purpose-2020-warrants",)
    assert read_purpose("1, 2", listed) is None
    assert read_purpose("Crime Hotspot", listed) == ("crime-hotspot",)
    assert read_purpose("Anything else", listed) is None
