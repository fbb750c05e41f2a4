"""Deployment tables: the real record cell by cell, and invented ones for what may go wrong."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg import ingest
from kg.errors import SourceError
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


def table(
    *rows: Sequence[str],
    title: str = "Essex Police LFR deployments 2020",
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

    (kept,) = found.deployments
    assert (kept.key, kept.day, kept.day_printed) == ("undated-soho", None, "01/02/20")
    assert len(kept.figures) == 2
    assert [doubt.field for doubt in found.doubts] == ["date"]


def test_a_heading_that_its_own_column_contradicts_settles_nothing() -> None:
    rows = (("Soho", "02/21/20", "1", "5"), ("Soho", "01/02/20", "1", "5"))

    found = read(table(*rows))

    assert [item.day for item in found.deployments] == [date(2020, 2, 21), None]
    assert [doubt.field for doubt in found.doubts] == ["date"]


def test_days_that_tell_their_own_order_need_no_other() -> None:
    headings = ("Place", "Date", "Total Alerts", "Faces seen")
    rows = (("Soho", "2020-02-01", "1", "5"), ("Soho", "Sat 1st August 2020", "1", "5"))

    found = read(table(*rows, headings=headings))

    assert [item.day for item in found.deployments] == [date(2020, 2, 1), date(2020, 8, 1)]
    assert found.doubts == ()


def test_a_day_out_of_the_order_of_the_column_is_a_doubt_with_both_readings() -> None:
    rows = [("Soho", f"{day:02}/07/20", "1", "5") for day in (9, 10, 12, 13)]
    rows.insert(2, ("Ham", "11/07/19", "1", "5"))

    found = read(table(*rows, title="Essex Police LFR deployments 2019 to 2020"))

    assert found.deployments[2].day == date(2019, 7, 11)
    (doubt,) = found.doubts
    assert doubt.passage.quote == "11/07/19"
    assert "2019-07-11" in doubt.reason
    assert "2020-07-11" in doubt.reason


def test_a_day_outside_the_years_of_the_title_is_a_doubt() -> None:
    found = read(table(("Soho", "01/02/24", "1", "5")))

    assert [doubt.field for doubt in found.doubts] == ["date"]
    assert found.deployments[0].day == date(2024, 2, 1)


def test_a_place_that_ends_in_a_comma_was_cut_short() -> None:
    found = read(table(("Elm St,", "01/02/20", "1", "5")))

    assert [doubt.field for doubt in found.doubts] == ["place"]
    assert found.deployments[0].place == "Elm St,"


def test_a_name_beside_the_place_is_no_remark() -> None:
    found = read(table(("Elm Park - Mill Path", "01/02/20", "1", "5")))

    assert (found.deployments[0].place, found.deployments[0].status) == (
        "Elm Park - Mill Path",
        "completed",
    )


@pytest.mark.parametrize(
    ("total", "doubts"), [("7", []), ("8", ["total-alerts"]), ("", []), ("N/A", [])]
)
def test_a_row_of_totals_is_no_deployment_and_is_added_up(total: str, doubts: list[str]) -> None:
    rows = (("Soho", "01/02/20", "3", "5"), ("Ham", "02/02/20", "4", "5"))

    found = read(table(*rows, ("Total", "", total, "10")))

    assert len(found.deployments) == 2
    assert [doubt.field for doubt in found.doubts] == doubts


def test_totals_over_a_figure_that_is_held_back_cannot_be_added_up() -> None:
    rows = (("Soho", "01/02/20", "3", "5"), ("Ham", "02/02/20", "<5", "5"))

    found = read(table(*rows, ("Total", "", "6", "10")))

    assert found.doubts == ()


def test_no_action_once_more_under_other_outcomes_is_one_doubt_of_the_table() -> None:
    headings = ("Place", "Date", "Total Alerts", "Arrests", "Other outcomes", "No action")
    rows = [("Soho", f"2{n}/02/20", "4", "3", "1", "1") for n in range(4)]

    found = read(table(*rows, headings=headings))

    assert [doubt.field for doubt in found.doubts] == ["other-outcomes"]


def test_outcomes_that_are_more_or_fewer_than_the_alerts_are_doubts() -> None:
    headings = ("Place", "Date", "Total Alerts", "Arrests", "Other outcomes", "No action")
    rows = (("Soho", "21/02/20", "4", "1", "1", "2"), ("Ham", "22/02/20", "4", "1", "1", "3"))

    found = read(table(*rows, headings=headings))

    assert [(doubt.field, doubt.passage.row) for doubt in found.doubts] == [("total-alerts", 2)]


def test_headings_that_stand_again_among_the_rows_are_no_row() -> None:
    headings = ("Place", "Date (DD/MM/YY)", "Total Alerts", "Faces seen")

    found = read(table(("Soho", "01/02/20", "1", "5"), headings, ("Ham", "02/02/20", "1", "5")))

    assert [item.place for item in found.deployments] == ["Soho", "Ham"]
    assert found.doubts == ()


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
        (("Soho", "31/02/20", "1", "5"), "date"),
        (("Soho", "", "1", "5"), "date"),
        (("", "01/02/20", "1", "5"), "place"),
        (("Weather was bad", "", "", ""), "rows"),
        (("Soho", "01/02/20", "about 3", "5"), "total-alerts"),
        (("Soho", "01/02/20", "3-5", "5"), "total-alerts"),
        (("Soho", "01/02/20", "c. 30", "5"), "total-alerts"),
        (("Soho", "01/02/20", ">30", "5"), "total-alerts"),
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
    document = table(("Soho", "01/02/20", "1", "5"), title="LFR deployments 2020")

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
    ("<5", "arrests", "suppressed"),
    ("≤ 3", "arrests", "suppressed"),
    ("fewer than 5", "arrests", "suppressed"),
    ("*", "arrests", "suppressed"),
    ("more than 5", "arrests", None),
    ("0%", "false-alert-rate", Decimal("0.00")),
    ("0.008%", "false-alert-rate", Decimal("0.00008")),
    ("101%", "false-alert-rate", None),
    ("0.08", "false-alert-rate", None),
    ("0.64", "minimum-threshold", Decimal("0.64")),
    ("64", "minimum-threshold", None),
    ("4hr 47m", "duration", 287),
    ("6h 08m", "duration", 368),
    ("45 minutes", "duration", 45),
    ("5h40", "duration", 340),
    ("8h0m", "duration", 480),
    ("5:40", "duration", None),
    ("5", "duration", None),
    ("all day", "duration", None),
]


@pytest.mark.parametrize(("printed", "measure", "expected"), FIGURES)
def test_a_printed_figure(printed: str, measure: str, expected: object) -> None:
    passage = Passage(quote=printed, page=1, row=1, column=1)

    figure = read_figure(passage, measure=measure, definition=None)

    found = None if figure is None else figure.missing if figure.value is None else figure.value
    assert found == expected


DECLARED: list[tuple[str, str, str, object]] = [
    ("4.5", "duration", "hours", 270),
    ("5:40", "duration", "hours", 340),
    ("90", "duration", "minutes", 90),
    ("1.5", "duration", "minutes", None),
    ("2h", "duration", "minutes", 120),
    ("0.08", "false-alert-rate", "percent", Decimal("0.0008")),
    ("0.08", "false-alert-rate", "ratio", Decimal("0.08")),
    ("8", "false-alert-rate", "ratio", None),
    ("64", "minimum-threshold", "percent", Decimal("0.64")),
]


@pytest.mark.parametrize(("printed", "measure", "unit", "expected"), DECLARED)
def test_a_bare_number_has_the_unit_that_a_person_declared(
    printed: str, measure: str, unit: str, expected: object
) -> None:
    figure = read_figure(Passage(quote=printed), measure=measure, definition=None, unit=unit)

    assert (None if figure is None else figure.value) == expected


def test_a_declared_marker_goes_before_every_reading() -> None:
    figure = read_figure(
        Passage(quote="0"), measure="arrests", definition=None, missing={"0": "not-held"}
    )

    assert figure is not None
    assert (figure.value, figure.missing) == (None, "not-held")


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
        text="1. Targeting violent and other serious crime.\n2. Locating those\nwanted by the "
        "courts.\n3. Something new\nMore\t1\n1. Locating those suspected of having committed "
        "an offence.\n2. Locating those wanted by the courts.\n",
    )

    lists = purposes(document)
    listed = lists.at(0)

    assert listed == {"1": "purpose-2020-violent-crime", "2": "purpose-2020-warrants"}
    assert lists.at(document.text.index("More")) == {
        "1": "purpose-2023-suspects",
        "2": "purpose-2023-warrants",
    }
    assert lists.at(len(document.text)) == lists.at(document.text.index("More"))
    assert read_purpose("2", listed) == ("purpose-2020-warrants",)
    assert read_purpose("1, 3", listed) is None
    assert read_purpose("Crime Hotspot", listed) == ("crime-hotspot",)
    assert read_purpose("Anything else", listed) is None
