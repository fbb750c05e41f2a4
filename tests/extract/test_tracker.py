"""What a person's own sheet says, row by row, and what is told of the rows that are not taken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from kg.errors import SheetError
from kg.extract.tracker import Reading, read_sheet
from kg.extract.tracker_cells import CellFault, day_first, day_of, force_of, names_nobody, state_of
from kg.extract.tracker_columns import HEADINGS, PEOPLE, Columns, as_toml, plain
from kg.extract.tracker_grid import find_grid
from kg.model import Cell, Document, Table
from kg.model.tracking import OwnCode, Tracked

ON = date(2026, 11, 22)
CODES = (
    OwnCode(code="mine:evasive", names=("evasive", "Evasive")),
    OwnCode(code="mine:no-harm", names=("no-harm", "No harm, none shown")),
    OwnCode(code="other:vague", names=("vague", "Vague")),
    OwnCode(code="mine:vague", names=("vague", "Vague")),
)


def table(lines: Sequence[Sequence[str]], page: int | None = None) -> Table:
    first, *rest = [tuple(Cell(text=text, start=0, end=0) for text in line) for line in lines]
    return Table(page=page, headings=first, rows=tuple(rest))


def sheet(*tables: Sequence[Sequence[str]]) -> Document:
    several = len(tables) > 1
    return Document(
        name="requests.csv",
        media_type="text/csv",
        sha256="1" * 64,
        text="",
        tables=tuple(
            table(lines, page=number if several else None)
            for number, lines in enumerate(tables, start=1)
        ),
    )


def read(*lines: Sequence[str], columns: Columns | None = None) -> Reading:
    return read_sheet(sheet(lines), columns or Columns(), CODES, role="maintainer", on=ON)


def one(*lines: Sequence[str], columns: Columns | None = None) -> Tracked:
    reading = read(*lines, columns=columns)
    assert reading.faults == ()
    ((_, tracked),) = reading.rows
    return tracked


def fault(*lines: Sequence[str], columns: Columns | None = None) -> str:
    reading = read(*lines, columns=columns)
    assert reading.rows == ()
    (found,) = reading.faults
    assert found.row == 1
    return found.reason


# Columns


def test_known_headings_are_read_and_the_others_told() -> None:
    grid = find_grid(
        sheet([("Police Force", "Date sent (DD/MM/YY)", "FOI No.", "FOI Officer", "Fee")]),
        Columns(),
    )

    assert grid.columns == {"force": (0,), "sent": (1,), "reference": (2,)}
    assert grid.people == ("FOI Officer",)
    assert grid.unknown == ("Fee",)


def test_headings_may_stand_under_a_title_and_rows_are_counted_as_the_document_counts() -> None:
    reading = read(
        ("My requests", "", ""),
        ("", "", ""),
        ("Force", "Ref", "Status"),
        ("Kent Police", "26/1", "Sent"),
    )

    ((row, tracked),) = reading.rows
    assert (row, tracked.place.row) == (3, 3)


def test_two_columns_for_one_field_are_not_chosen_between() -> None:
    with pytest.raises(SheetError, match=r"'Ref' and 'FOI No' may both hold the field") as raised:
        find_grid(sheet([("Force", "Ref", "FOI No")]), Columns())

    assert '# reference = one of ["Ref", "FOI No"]' in str(raised.value)
    assert '\nforce = "Force"\n' in str(raised.value)


def test_a_sheet_without_known_headings_is_refused_with_a_mapping_to_edit() -> None:
    with pytest.raises(SheetError, match=r"no heading of it is known") as raised:
        find_grid(sheet([("Who", "When")]), Columns())

    assert '# not read: "Who"' in str(raised.value)


def test_one_of_several_sheets_is_named() -> None:
    lines = [("Force", "Ref"), ("Kent Police", "26/1")]
    both = sheet(lines, lines)

    with pytest.raises(SheetError, match=r"2 tables have known headings, on the sheets 1, 2"):
        find_grid(both, Columns())
    assert find_grid(both, Columns(sheet=2)).page == 2


def test_rows_parted_by_a_blank_row_go_on_and_are_counted_on() -> None:
    first = table([("Force", "Ref"), ("Kent Police", "1")])
    second = Table(page=None, headings=(), rows=table([("", ""), ("Essex Police", "2")]).rows)
    again = table([("Force", "Ref"), ("Surrey Police", "3")])
    document = replace(sheet(), tables=(first, second, again))

    grid = find_grid(document, Columns())

    assert [(row, cells[0]) for row, cells in grid.rows] == [
        (1, "Kent Police"),
        (2, "Essex Police"),
        (3, "Surrey Police"),
    ]


def test_a_table_that_is_not_read_is_told() -> None:
    other = table([("Year", "Fee", "Paid"), ("2026", "0", "0")])
    mine = table([("Force", "Ref"), ("Kent Police", "1")])
    document = replace(sheet(), tables=(other, mine))

    grid = find_grid(document, Columns())

    assert grid.others == ("Year",)
    assert [row for row, _ in grid.rows] == [2]


def test_a_column_that_proves_its_order_goes_before_what_is_declared() -> None:
    tracked = one(
        ("Force", "Sent", "Received"),
        ("Kent Police", "10/31/2026", "01/11/2026"),
        columns=Columns(date_order="day-month"),
    )

    assert (tracked.sent, tracked.received) == (date(2026, 10, 31), date(2026, 11, 1))


def test_a_declared_mapping_reads_those_columns_and_no_others() -> None:
    columns = Columns(headings={"force": ("Who",), "sent": ("When",), "note": ("A", "B")})

    tracked = one(
        ("Who", "When", "Status", "A", "B"),
        ("Kent Police", "2026-10-01", "nonsense", "first", "second"),
        columns=columns,
    )

    assert (tracked.sent, tracked.state, tracked.note) == (
        date(2026, 10, 1),
        None,
        "first\nsecond",
    )


def test_declared_headings_that_no_line_holds_are_told() -> None:
    with pytest.raises(SheetError, match=r"no line of it holds the headings 'When', 'Who'"):
        find_grid(
            sheet([("Force", "Ref")]), Columns(headings={"force": ("Who",), "sent": ("When",)})
        )


def test_no_heading_names_two_fields_and_none_names_people() -> None:
    known = [name for names in HEADINGS.values() for name in names]

    assert len(known) == len(set(known))
    assert not PEOPLE & set(known)
    assert {plain(name) for name in (*known, *PEOPLE)} == {*known, *PEOPLE}


def test_the_mapping_proposed_can_be_read_as_toml() -> None:
    import tomllib

    text = as_toml(['The "Fee"', "Force", "Notes", "Comments", "Ref", ""])

    assert tomllib.loads(text) == {
        "columns": {"force": "Force", "reference": "Ref", "note": ["Notes", "Comments"]},
        "forces": {},
        "states": {},
    }


# Cells


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Kent Police", "kent"),
        ("kent", "kent"),
        ("The Met", "metropolitan"),
        ("Devon and Cornwall Police", "devon-and-cornwall"),
        ("Dyfed Powys Police", "dyfed-powys"),
        ("PSNI", "northern-ireland"),
        ("Heddlu Gwent", "gwent"),
        ("HQ", "surrey"),
    ],
)
def test_force_is_known_by_its_whole_name(cell: str, code: str) -> None:
    assert force_of(cell, {"HQ": "surrey"}) == code


@pytest.mark.parametrize("cell", ["Kent County Council", "Kent (council)", "Police", "Kent Plice"])
def test_what_is_only_like_a_name_is_never_taken_for_it(cell: str) -> None:
    with pytest.raises(CellFault, match="no force that is known"):
        force_of(cell, {})


def test_near_forces_are_offered() -> None:
    with pytest.raises(CellFault, match=r"did you mean kent"):
        force_of("Kent Plice", {})


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Acknowledged", "acknowledged"),
        ("OVERDUE", "awaiting"),
        ("partly answered", "partly-answered"),
        ("Information not held", "answered"),
        ("Refused", "refused"),
        ("on the pile", "awaiting"),
    ],
)
def test_states_of_trackers(cell: str, code: str) -> None:
    assert state_of(cell, {"on the pile": "awaiting"}) == code


@pytest.mark.parametrize("cell", ["Answered (in part?)", "Internal review", "?"])
def test_state_that_is_not_known_is_no_state(cell: str) -> None:
    with pytest.raises(CellFault, match=r"is not known; write one of open, closed, awaiting"):
        state_of(cell, {})


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-02",
        "2026-11-02 00:00:00",
        "2026-11-02T09:15",
        "2 Nov 2026",
        "2nd November 2026",
        "Monday 2 November 2026",
        "02-Nov-26",
        "02/11/2026",
        "2.11.26",
        "02/11/2026 09:15",
    ],
)
def test_one_day_in_its_spellings(cell: str) -> None:
    assert day_of(cell, day_first=True) == date(2026, 11, 2)


def test_order_of_day_and_month_is_proved_by_the_whole_sheet_or_asked_for() -> None:
    assert day_first(["02/11/2026", "22/11/2026 10:00"]) is True
    assert day_first(["11/22/2026"]) is False
    assert day_first(["02/11/2026", "2026-11-30"]) is None
    assert day_of("02/02/2026", day_first=None) == date(2026, 2, 2)
    with pytest.raises(CellFault, match='date_order = "day-month"'):
        day_of("02/11/2026", day_first=None)


@pytest.mark.parametrize("cell", ["31/11/2026", "2026-02-30", "soon", "45931", "October"])
def test_what_is_no_day_is_told(cell: str) -> None:
    with pytest.raises(CellFault, match="write it such as 2026-11-22"):
        day_of(cell, day_first=True)


@pytest.mark.parametrize(
    "words",
    [
        "chased foi@force.example.org",
        "rang 020 7946 0123",
        "spoke to Mr Example",
        "PC 123 Example replied",
        "Det. Sgt. Example",
    ],
)
def test_words_that_tell_of_a_person_are_refused(words: str) -> None:
    with pytest.raises(CellFault, match="no person is kept"):
        names_nobody(words)


@pytest.mark.parametrize(
    "words",
    ["the FOI officer replied", "see 01.FOI.23.031597", "20 Feb 2023: DS refused", "01/02/2023"],
)
def test_words_that_tell_of_nobody_are_kept(words: str) -> None:
    assert names_nobody(words) == words


# Rows


def test_a_row_in_full() -> None:
    row = {
        "Force": "Kent Police",
        "Ref": "26/1",
        "My ref": "K1",
        "Series": "winter",
        "Sent": "01/10/2026",
        "Received": "02/10/2026",
        "Acknowledged": "05/10/2026",
        "Due": "30/10/2026",
        "Answered": "29/10/2026",
        "Status": "Responded",
        "URL": "https://example.org/k1",
        "Notes": "in two letters",
    }

    tracked = one(tuple(row), tuple(row.values()))

    assert (tracked.force, tracked.regime, tracked.reference) == ("kent", "foia", "26/1")
    assert (tracked.own, tracked.series, tracked.state) == ("K1", "winter", "answered")
    assert (tracked.sent, tracked.received) == (date(2026, 10, 1), date(2026, 10, 2))
    assert (tracked.acknowledged, tracked.due) == (date(2026, 10, 5), date(2026, 10, 30))
    assert tracked.answered == date(2026, 10, 29)
    assert (tracked.links, tracked.note) == (("https://example.org/k1",), "in two letters")
    assert tracked.written["state"] == "Responded"
    assert tracked.key == "gb-kent-26-1"


def test_scotland_is_asked_under_its_own_act_unless_the_sheet_says_otherwise() -> None:
    headings = ("Force", "Ref", "Law")

    assert one(headings, ("Police Scotland", "1", "")).regime == "foisa"
    assert one(headings, ("Police Scotland", "1", "EI(S)R 2004")).regime == "eisr"
    assert one(headings, ("Kent Police", "1", "EIR")).regime == "eir"


def test_a_body_that_no_law_binds_was_asked_nothing() -> None:
    assert "bound by no law" in fault(("Force", "Ref"), ("NCA", "1"))


def test_a_blank_row_is_passed_over_and_a_bad_one_stops_no_other() -> None:
    reading = read(
        ("Force", "Sent"),
        ("Kent Police", "2026-10-01"),
        ("", ""),
        ("Nowhere", "2026-10-01"),
        ("Essex Police", "2026-10-01"),
    )

    assert [row for row, _ in reading.rows] == [1, 4]
    assert [found.row for found in reading.faults] == [3]


def test_what_tells_a_request_from_others_is_wanted() -> None:
    assert "nothing tells which request" in fault(("Force", "Status"), ("Kent Police", "Sent"))
    assert one(("Force", "Sent"), ("Kent Police", "2026-10-01")).key == "gb-kent-sent-2026-10-01"
    assert one(("Force", "ID"), ("Kent Police", "12")).key == "gb-kent-own-12"


def test_an_answer_before_the_question_is_a_slip() -> None:
    said = fault(("Force", "Sent", "Answered"), ("Kent Police", "2026-10-01", "2026-09-30"))

    assert "answered on 2026-09-30, before it was sent on 2026-10-01" in said


def test_codes_and_note_of_an_answer() -> None:
    tracked = one(
        ("Force", "Ref", "Sent", "Question", "Code", "Notes"),
        ("Kent Police", "26/1", "2026-10-01", "Q5(c)(i)", "Evasive; no-harm", "vague words"),
    )

    (coding,) = tracked.codings
    assert (coding.question, coding.codes) == ("5.c.i", ("mine:evasive", "mine:no-harm"))
    assert (coding.note, coding.role, coding.on) == ("vague words", "maintainer", ON)
    assert tracked.note is None


def test_a_label_that_holds_the_separator_is_one_code() -> None:
    tracked = one(
        ("Force", "Ref", "Code"),
        ("Kent Police", "26/1", "No harm, none shown"),
        columns=Columns(separator=","),
    )

    assert tracked.codings[0].codes == ("mine:no-harm",)


def test_a_note_without_code_or_question_is_about_the_request() -> None:
    headings = ("Force", "Ref", "Sent", "Code", "Notes")

    tracked = one(headings, ("Kent Police", "26/1", "2026-10-01", "", "chased"))

    assert (tracked.note, tracked.codings) == ("chased", ())


def test_in_a_sheet_that_only_codes_a_note_is_about_the_answer() -> None:
    tracked = one(("Force", "Ref", "Notes"), ("Kent Police", "26/1", "thorough"))

    assert tracked.note is None
    assert [coding.note for coding in tracked.codings] == ["thorough"]


def test_an_unknown_code_is_told_and_gathered() -> None:
    reading = read(
        ("Force", "Ref", "Code"),
        ("Kent Police", "26/1", "Evasive; Hostile"),
        ("Essex Police", "26/2", "Hostile"),
        ("Surrey Police", "26/3", "Late"),
    )

    assert reading.rows == ()
    assert "'Hostile': no code of the study's codes/" in reading.faults[0].reason
    assert reading.unknown_codes == ("Hostile", "Late")


def test_a_code_of_two_schemes_is_not_chosen_between() -> None:
    headings = ("Force", "Ref", "Code")

    said = fault(headings, ("Kent Police", "26/1", "Vague"))

    assert "'Vague' names other:vague and mine:vague alike" in said
    coded = one(headings, ("Kent Police", "26/1", "mine:vague"))
    assert coded.codings[0].codes == ("mine:vague",)
