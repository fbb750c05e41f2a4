import io
import zipfile
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest import sheet
from kg.ingest.number_format import read as read_format
from kg.model import Document, Table

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(book: openpyxl.Workbook) -> Document:
    out = io.BytesIO()
    book.save(out)
    return ingest.read_bytes(out.getvalue(), name="figures.xlsx")


def workbook(cells: str, **others: str) -> bytes:
    """A workbook of one sheet, made by hand: what stands in its ``worksheet``."""
    names = "".join(
        f'<Relationship Id="{name}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
        for name in others
    )
    parts = {
        "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{RELATED}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="a" Type="{RELATED}/'
        f'worksheet" Target="a.xml"/>{names}</Relationships>',
        "xl/a.xml": f"<worksheet>{cells}</worksheet>",
        **{f"xl/{name}.xml": content for name, content in others.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def words(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def headings(table: Table) -> list[str]:
    return [cell.text for cell in table.headings]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def filled(*lines: tuple[object, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return book


def test_each_sheet_is_a_page_that_opens_with_its_name() -> None:
    book = filled(("Place", "Alerts"), ("Elm Street", 3))
    book.active.title = "Vans 2021"
    book.create_sheet("Vans 2022").append(("Place", "Alerts"))
    book["Vans 2022"].append(("Oak Street", 0))
    book.properties.title = "Hire of vans"

    found = saved(book)

    assert (
        found.text
        == "Vans 2021\nPlace\tAlerts\nElm Street\t3\n\fVans 2022\nPlace\tAlerts\nOak Street\t0\n"
    )
    assert (found.media_type, found.title) == (WORKBOOK, "Hire of vans")
    assert [table.page for table in found.tables] == [1, 2]
    assert [found.page(table.headings[0].start) for table in found.tables] == [1, 2]


def test_lines_above_a_table_and_notes_under_it_are_text() -> None:
    found = saved(
        filled(
            ("Deployments of vans",),
            ("Force:", "Elmshire"),
            ("Place", "Date", "Vans", "Cost"),
            ("Elm Street", "cancelled", None, None),
            ("Oak Street", date(2023, 5, 13), 4, 12),
            ("* costs are rounded",),
            ("to the pound",),
        )
    )

    (table,) = found.tables
    assert headings(table) == ["Place", "Date", "Vans", "Cost"]
    assert len(table.rows) == 2
    assert found.text.startswith("Sheet\nDeployments of vans\nForce: Elmshire\nPlace\t")
    assert found.text.endswith("12\n* costs are rounded\nto the pound\n")


def test_headings_of_two_lines_are_told_by_their_merged_cells() -> None:
    book = filled(
        ("Place", "Alerts", None, "Held"),
        (None, "True", "False", None),
        ("Elm Street", "cancelled", None, "yes"),
        ("Oak Street", 3, 0, "no"),
    )
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        book.active.merge_cells(cells)

    (table,) = saved(book).tables

    assert headings(table) == ["Place", "Alerts True", "Alerts False", "Held"]
    assert rows(table)[0] == ["Elm Street", "cancelled", "", "yes"]


def test_a_row_of_words_alone_is_no_second_heading() -> None:
    (table,) = saved(
        filled(("Reference", "Force", "Sent"), ("1", "Elmshire", None), ("x", "y", "z"))
    ).tables

    assert headings(table) == ["Reference", "Force", "Sent"]
    assert len(table.rows) == 2


def test_years_head_a_table_and_other_figures_do_not() -> None:
    (headed,) = saved(filled(("Force", 2021, 2022), ("Elmshire", 4, 5))).tables
    (bare,) = saved(filled(("Elmshire", 4, 5), ("Oakshire", 6, 7))).tables

    assert headings(headed) == ["Force", "2021", "2022"]
    assert (headings(bare), len(bare.rows)) == ([], 2)


def test_a_table_goes_on_after_a_blank_row_and_another_begins_with_its_headings() -> None:
    book = filled(
        ("Place", "Date", "Vans"),
        ("Elm Street", date(2023, 1, 2), 1),
        (),
        ("Oak Street", "cancelled", "N/A"),
        (),
        ("Cost", "Month", "Pounds"),
        ("fuel", "May", 12),
        ("wages", "June", 13),
    )

    first, second, third = saved(book).tables

    assert (headings(first), headings(second)) == (["Place", "Date", "Vans"], [])
    assert rows(second) == [["Oak Street", "cancelled", "N/A"]]
    assert headings(third) == ["Cost", "Month", "Pounds"]


SHOWN: list[tuple[str, str, str | None]] = [
    ("General", "0.30000000000000004", "0.3"),
    ("General", "1234567", "1234567"),
    ("General", "1E-300", "1E-300"),
    ("0", "2.5", "3"),
    ("0.00", "1.005", "1.01"),
    ("#,##0", "1234567", "1,234,567"),
    ("#,##0", "0", "0"),
    ("#,###", "0", ""),
    ("#,##0.00;[Red](#,##0.00)", "-1234.5", "(1,234.50)"),
    ("0.0", "-0.04", "0.0"),
    ("0%", "0.345", "35%"),
    ("0.000%", "0.00008", "0.008%"),
    ("[$£-809]#,##0.00", "5", "£5.00"),
    ('"£"#,##0', "1200", "£1,200"),
    ('0" people"', "3", "3 people"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0", "-"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-1200", "-1,200"),
    ("000-000", "123456", "123-456"),
    ("00000", "12", "00012"),
    ("0,", "12345", "12"),
    ("0.00E+00", "12345", "1.23E+04"),
    ("0;-0;;@", "0", ""),
    ("[<1]0.00%;0", "0.5", "50.00%"),
    ("[<1]0.00%;0", "5", "5"),
    ("@", "12", "12"),
    ("# ?/?", "0.5", None),
    ("0E+", "5", None),
    ("##0.0E+0", "12345", None),
    ("dd/mm/yyyy", "45000", "15/03/2023"),
    ("d/m/yy;@", "45000", "15/3/23"),
    ("m/d/yyyy", "45000", "3/15/2023"),
    ("d mmm yyyy", "45000", "15 Mar 2023"),
    ("[$-809]dddd dd mmmm yyyy;@", "45000", "Wednesday 15 March 2023"),
    ("[$-F800]dddd, mmmm dd, yyyy", "45000", "15 March 2023"),
    ("mmmmm-yy", "45000", "M-23"),
    ("yyyy-mm-dd hh:mm:ss", "45000.5", "2023-03-15 12:00:00"),
    ("dd/mm/yyyy\\ hh:mm", "45000.9999999", "16/03/2023 00:00"),
    ("h:mm AM/PM", "0.0208333333333333", "12:30 AM"),
    ("[h]:mm", "1.5", "36:00"),
    ("mm:ss.0", "0.0001", "00:08.6"),
    ("dd/mm/yyyy", "12", None),
    ("dd/mm/yyyy", "-5", None),
    ("dd/mm/yyyy", "99999999", None),
    ("hh:mm:ss", "1E300", None),
]


@pytest.mark.parametrize(("code", "value", "shown"), SHOWN)
def test_a_figure_is_printed_as_its_format_shows_it(
    code: str, value: str, shown: str | None
) -> None:
    assert read_format(code).number(Decimal(value)) == shown


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    ),
    st.lists(
        st.sampled_from([*'0#?,.%;@ydmhs"[]$-/:E+ \\*_(', "General", "[h]", "AM/PM"]),
        max_size=12,
    ),
)
def test_any_format_prints_or_says_that_it_cannot(value: Decimal, pieces: list[str]) -> None:
    shown = read_format("".join(pieces)).number(value)

    assert shown is None or isinstance(shown, str)


def test_the_formats_of_cells_are_those_of_the_workbook() -> None:
    book = filled(("Day", "At", "Rate", "Yes"), (date(2023, 1, 5), time(9, 30), 0.00008, True))
    for cell, code in (("A2", "mm-dd-yy"), ("B2", "h:mm"), ("C2", "0.000%")):
        book.active[cell].number_format = code

    found = saved(book)

    assert rows(found.tables[0]) == [["05/01/2023", "9:30", "0.008%", "TRUE"]]
    assert found.doubts == (), "the short date is the reader's own: day, month, year"


def test_dates_counted_from_1904_are_read_so() -> None:
    book = filled(("Place", "Day"), ("Elm", date(2023, 1, 5)))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["B2"].number_format = "d mmmm yyyy"

    assert rows(saved(book).tables[0]) == [["Elm", "5 January 2023"]]


def test_dates_printed_with_the_month_first_stand_as_printed_and_are_doubted() -> None:
    book = filled(("Place", "Day"), ("Elm", date(2023, 1, 5)))
    book.active["B2"].number_format = "m/d/yyyy"

    found = saved(book)

    (doubt,) = found.doubts
    assert doubt.passage.quote == "1/5/2023"
    assert "the month before the day: cell B2" in doubt.reason


def test_what_is_hidden_is_read_and_told() -> None:
    book = filled(("Place", "Day", "Vans"), ("Elm", "Monday", 3), ("Oak", "Friday", 4))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    other = book.create_sheet("Workings")
    other.sheet_state = "veryHidden"
    other.append(("Place", "Vans"))
    other.append(("Elm", 9))

    found = saved(book)

    assert [(doubt.reason, doubt.passage.quote, doubt.passage.page) for doubt in found.doubts] == [
        ("hidden in the sheet, and read: row 3", "Oak\tFriday\t4", 1),
        ("hidden in the sheet, and read: column B", "Day", 1),
        ("this sheet is hidden in the workbook; it was read", "Workings", 2),
    ]
    assert len(found.tables[0].rows) == 2


def test_a_formula_without_its_figure_is_blank_and_doubted_and_one_with_it_is_read() -> None:
    found = ingest.read_bytes(
        workbook(
            "<sheetData>"
            + row(1, words("Place"), words("Vans"), words("Cost"))
            + row(2, words("Elm"), "<c><f>1+1</f></c>", "<c><f>1+2</f><v>3</v></c>")
            + row(3, words("Oak"), "<c><v>4</v></c>", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>')
            + row(4, words("Ash"), '<c t="str"><f>""</f><v></v></c>', "<c><v>4</v></c>")
            + "</sheetData>"
        ),
        name="a.xlsx",
    )

    assert rows(found.tables[0]) == [["Elm", "", "3"], ["Oak", "4", "#DIV/0!"], ["Ash", "", "4"]]
    (doubt,) = found.doubts
    assert doubt.reason.endswith("was not saved, so it is read as blank: cell B2")
    assert doubt.passage.start == found.tables[0].rows[0][1].start


def test_a_value_that_its_format_hides_is_blank_and_doubted() -> None:
    book = filled(("Place", "Vans"), ("Elm", 0), ("Oak", 4))
    book.active["B2"].number_format = "0;-0;;@"
    book.active["B3"].number_format = "# ?/?"

    found = saved(book)

    assert rows(found.tables[0]) == [["Elm", ""], ["Oak", "4"]]
    assert [doubt.reason.split(";")[0] for doubt in found.doubts] == [
        "the format of the cell hides its value, so it is read as blank: cell B2",
        "the format of the cell is not known",
    ]


def test_a_cell_merged_over_rows_stands_in_the_first_and_is_doubted() -> None:
    book = filled(("Place", "Day", "Vans"), ("Elm", "Monday", 3), (None, "Friday", 4))
    book.active.merge_cells("A2:A3")

    found = saved(book)

    assert [line[0] for line in rows(found.tables[0])] == ["Elm", ""]
    assert "merged" in found.doubts[0].reason
    assert found.doubts[0].passage.quote == "Elm"


def test_words_are_read_without_how_they_are_spoken_and_with_their_escapes() -> None:
    shared = (
        "<sst><si><t>Pla</t></si><si><r><t>El</t></r><r><t>m_x000D_ Street</t></r>"
        "<rPh><t>spoken</t></rPh></si></sst>"
    )
    cells = (
        "<sheetData>" + row(1, '<c t="s"><v>0</v></c>', words("Vans"))
        + row(2, '<c t="s"><v>1</v></c>', "<c><v>3</v></c>") + "</sheetData>"
    )  # fmt: skip

    found = ingest.read_bytes(workbook(cells, sharedStrings=shared), name="a.xlsx")

    assert rows(found.tables[0]) == [["Elm Street", "3"]]


def test_a_sheet_that_declares_a_million_empty_rows_is_read_at_once() -> None:
    empty = "".join(f'<row r="{number}" ht="15"/>' for number in range(3, 1_048_577))

    found = ingest.read_bytes(
        workbook(
            '<dimension ref="A1:XFD1048576"/><sheetData>'
            + row(1, words("Place"), words("Vans"))
            + row(2, words("Elm"), "<c><v>3</v></c>")
            + empty
            + "</sheetData>"
        ),
        name="a.xlsx",
    )

    assert found.text == "Sheet1\nPlace\tVans\nElm\t3\n"


REFUSED: dict[str, tuple[str, Mapping[str, str], str]] = {
    "too many cells": (
        "".join(row(number, *["<c><v>1</v></c>"] * 100) for number in range(1, 2_003)),
        {},
        "more than the 200,000 cells that are read; save the sheet",
    ),
    "strewn": (
        "".join(
            row(number, f'<c r="{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}{number}">'
                "<v>1</v></c>")
            for number in range(1, 3_001)
        ),
        {},
        "strewn over more than 2,000,000 places; save the table",
    ),
    "words that are not there": (row(1, '<c t="s"><v>7</v></c>'), {}, "words that are not there"),
    "no number": (row(1, '<c t="s"><v>x</v></c>'), {}, "invalid literal"),
    "past the end": (row(1_048_577), {}, "past the end of a sheet"),
    "entities": (
        row(1, '<c t="s"><v>0</v></c>'),
        {"sharedStrings": '<!DOCTYPE a [<!ENTITY b "x">]><sst><si><t>&b;</t></si></sst>'},
        "it has a document type",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_or_damaged_workbook_is_refused_with_its_mend(case: str) -> None:
    cells, others, said = REFUSED[case]
    content = workbook(f"<sheetData>{cells}</sheetData>", **others)

    with pytest.raises(UnreadableSourceError, match=said) as caught:
        ingest.read_bytes(content, name="a.xlsx")

    assert str(caught.value).startswith("a.xlsx: ")


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(NoTextError, match=r"a\.xlsx: no cell of its 1 sheets.*; save"):
        ingest.read_bytes(workbook("<sheetData/>"), name="a.xlsx")


SEPARATED: dict[str, tuple[str, bytes, list[list[str]]]] = {
    "commas": ("a.csv", b'Place,Vans\r\n"Elm, north",3\r\n', [["Elm, north", "3"]]),
    "semicolons": ("a.csv", b"Place;Vans;Cost\nElm;3;1,5\n", [["Elm", "3", "1,5"]]),
    "tabs": ("a.tsv", b"Place\tVans\nElm\t3\n", [["Elm", "3"]]),
    "pipes": ("a.csv", b"Place|Vans\nElm|3\n", [["Elm", "3"]]),
    "declared": ("a.csv", b"sep=;\nPlace;Vans\nElm, north;3\n", [["Elm, north", "3"]]),
    "mark": ("a.csv", b"\xef\xbb\xbfPlace,Vans\nElm,3\n", [["Elm", "3"]]),
    "quotes": ("a.csv", b'Place,Vans\n"the ""Elm""\nhouse",3\n', [['the "Elm" house', "3"]]),
    "kept as text": ("a.csv", b'Place,Vans\nElm,"=""007"""\n', [["Elm", "007"]]),
    "ragged": (
        "a.csv",
        b"Place,Vans,Cost\nElm,3\nOak,4,5\n",
        [["Elm", "3", ""], ["Oak", "4", "5"]],
    ),
    "wide signs": ("a.csv", "Place,Vans\nElm £,3\n".encode("utf-16"), [["Elm £", "3"]]),
    "by its lines": (
        "table",
        b"a,b,c,d\n1,2,3,4\n5,6,7,8\n",
        [["1", "2", "3", "4"], ["5", "6", "7", "8"]],
    ),
    "by an address": ("https://x.example/a.CSV?v=1", b"Place,Vans\nElm,3\n", [["Elm", "3"]]),
}


@pytest.mark.parametrize("case", SEPARATED)
def test_separated_values_are_one_table_without_pages(case: str) -> None:
    name, content, expected = SEPARATED[case]

    found = ingest.read_bytes(content, name=name)

    (table,) = found.tables
    assert rows(table) == expected
    assert (found.media_type, table.page, found.page_starts) == ("text/csv", None, ())
    assert len(table.headings) == len(table.rows[0])


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir, we hold vans, cars, and bikes.\n" * 5,
        "We searched for it, at cost, in May, and found nothing.\nNo, no, no, no.\n" * 3,
        "one\ttwo\n" * 9,
        "a,b,c,d\n1,2,3,4\n",
        "a,b,c,d\n1,2,3,4\n5,6,7,8\nand a letter\nof several\nlines\n",
    ],
)
def test_a_letter_is_not_taken_for_separated_values(text: str) -> None:
    assert not sheet.is_separated(text.encode(), name="letter.txt")


def test_a_quotation_mark_that_never_closes_is_told_and_a_stray_one_doubted() -> None:
    with pytest.raises(UnreadableSourceError, match=r"a\.csv: a quotation mark.*; look for it"):
        ingest.read_bytes(b'Place,Vans\n"Elm,3\nOak,4\n', name="a.csv")

    found = ingest.read_bytes(b'Place,Vans\n"Elm" north,3\nOak,4\n', name="a.csv")

    assert len(found.tables[0].rows) == 2
    assert "a quotation mark stands where none can" in found.doubts[0].reason


def test_a_guessed_encoding_is_a_doubt_at_its_cell() -> None:
    found = ingest.read_bytes(b"Place,Cost\nElm,\xa35\n", name="a.csv")

    assert rows(found.tables[0]) == [["Elm", "£5"]]
    assert found.doubts[0].passage.quote == "£5"


def test_a_file_of_separators_alone_has_no_words() -> None:
    with pytest.raises(NoTextError, match="there are no values in it"):
        ingest.read_bytes(b",,,\n,,,\n", name="a.csv")


def test_one_value_that_is_a_book_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="characters of one"):
        ingest.read_bytes(b"a,b\n" + b"x" * 100_001 + b",1\n", name="a.csv")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=2, max_size=6))
def test_every_cell_of_a_sheet_quotes_its_words(lines: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = book.active.cell(number, column, value)
            cell.data_type = "s"
    try:
        found = saved(book)
    except NoTextError:
        assert not any(value.strip() for line in lines for value in line)
        return

    kept = [
        cell for table in found.tables for line in (table.headings, *table.rows) for cell in line
    ]
    assert all(found.text[cell.start : cell.end] == cell.text for cell in kept)
    said = found.text.split()
    assert all(word in said for line in lines for value in line for word in value.split())
