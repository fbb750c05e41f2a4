from collections.abc import Callable
from pathlib import Path

import pytest

from kg import ingest
from kg.errors import NoTextError, SourceError, UnreadableSourceError

Draw = Callable[..., bytes]

UNREADABLE: dict[str, tuple[bytes, type[SourceError], str]] = {
    "empty": (b"", NoTextError, "the file is empty"),
    "white space": (b" \n\n", NoTextError, "the file is empty"),
    "only a mark": (b"\xef\xbb\xbf\xc2\xa0", NoTextError, "no words"),
    "zip": (b"PK\x03\x04rest", UnreadableSourceError, "a ZIP archive"),
    "png": (b"\x89PNG\r\n\x1a\n", UnreadableSourceError, "the picture is damaged"),
    "jpeg": (b"\xff\xd8\xff\xe0", UnreadableSourceError, "the picture is damaged"),
    "windows program": (b"MZ\x90\x00\x03", UnreadableSourceError, "a program"),
    "program": (b"\x7fELF\x02", UnreadableSourceError, "a program"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1", UnreadableSourceError, "an old Office document"),
    "nul": (b"words\x00words", UnreadableSourceError, "byte 5 is NUL"),
    "page": (b"<!DOCTYPE html>\n<html>", NoTextError, "the page has no words of its own"),
    "page with remark": (b"<!-- x --><html>", NoTextError, "the page has no words of its own"),
    "damaged pdf": (b"%PDF-1.4\nnothing else", UnreadableSourceError, "the PDF is damaged"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_mend(case: str) -> None:
    content, kind, said = UNREADABLE[case]

    with pytest.raises(kind) as caught:
        ingest.read_bytes(content, name="a.bin")

    assert str(caught.value).startswith("a.bin")
    assert said in str(caught.value)
    assert ";" in str(caught.value), "a message ends with the mend"


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="a folder; name the files"):
        ingest.read(tmp_path)
    with pytest.raises(UnreadableSourceError, match="No such file"):
        ingest.read(tmp_path / "nowhere")


def test_a_file_over_the_limit_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"words")
    monkeypatch.setattr(ingest, "LIMIT", 4)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was opened"))

    with pytest.raises(UnreadableSourceError, match="5 bytes, and at most 4 are read"):
        ingest.read(path)


def test_text_has_one_kind_of_line_end_and_no_mark() -> None:
    found = ingest.read_bytes(
        "\ufeffone\r\ntwo\rthree\n".encode(), name="a.txt", url="https://x.example/"
    )

    assert found.text == "one\ntwo\nthree\n"
    assert (found.media_type, found.url, found.tables) == ("text/plain", "https://x.example/", ())


def test_a_pdf_without_text_is_told_to_have_been_scanned(pdf: Draw) -> None:
    with pytest.raises(NoTextError, match="page 1 has any text, or a picture") as one:
        ingest.read_bytes(pdf(b"0 0 m 10 10 l S"), name="scan.pdf")
    with pytest.raises(NoTextError, match="none of its 2 pages"):
        ingest.read_bytes(pdf(b"", b""), name="scan.pdf")

    assert str(one.value).startswith("scan.pdf: ")


def test_pages_begin_where_they_are_said_to(pdf: Draw, words: Draw) -> None:
    found = ingest.read_bytes(
        pdf(words(50, 300, "First page"), words(50, 300, "Second page")), name="a.pdf"
    )

    first, second = found.page_starts
    assert found.text[first:].startswith("First page")
    assert found.text[second:].startswith("Second page")
    assert found.page(first) == 1
    assert found.page(second) == 2


def test_a_table_stands_between_the_lines_around_it(pdf: Draw, words: Draw, table: Draw) -> None:
    drawn = (
        words(50, 350, "Above")
        + table(("Place", "Alerts", "Rate"), ("Soho", "3", "0%"), ("Leeds", "N/A", "N/A"))
        + words(50, 100, "Below")
    )

    found = ingest.read_bytes(pdf(drawn), name="a.pdf")

    assert found.text == "Above\nPlace\tAlerts\tRate\nSoho\t3\t0%\nLeeds\tN/A\tN/A\nBelow\n"
    (grid,) = found.tables
    assert [cell.text for cell in grid.headings] == ["Place", "Alerts", "Rate"]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Soho", "3", "0%"],
        ["Leeds", "N/A", "N/A"],
    ]


def test_a_table_without_figures_is_text(pdf: Draw, table: Draw) -> None:
    found = ingest.read_bytes(pdf(table(("a", "b", "c"), ("d", "e", "f"))), name="a.pdf")

    assert found.tables == ()
    assert "d e f" in found.text


def test_small_print_is_kept_and_only_a_raised_mark_dropped(pdf: Draw, table: Draw) -> None:
    """A figure set smaller than the rest would else be read as a blank cell."""
    small = b"BT /F1 6 Tf 155 266 Td (4) Tj ET\n"
    raised = b"BT /F1 6 Tf 272 290 Td (1) Tj ET\n"
    drawn = table(("Place", "Alerts", "Rate"), ("Soho", "", "0%"), ("Leeds", "3", "0%"))

    found = ingest.read_bytes(pdf(drawn + small + raised), name="a.pdf")

    (grid,) = found.tables
    assert [cell.text for cell in grid.headings] == ["Place", "Alerts", "Rate"]
    assert [cell.text for cell in grid.rows[0]] == ["Soho", "4", "0%"]


def test_a_row_with_a_date_is_no_heading(pdf: Draw, table: Draw) -> None:
    """A deployment that was called off prints no figure."""
    drawn = table(
        ("Place", "Date", "Alerts"), ("Soho", "01/02/20", "cancelled"), ("Leeds", "02/02/20", "3")
    )

    (grid,) = ingest.read_bytes(pdf(drawn), name="a.pdf").tables

    assert [cell.text for cell in grid.headings] == ["Place", "Date", "Alerts"]
    assert [cell.text for cell in grid.rows[0]] == ["Soho", "01/02/20", "cancelled"]


def test_a_blank_line_before_a_pdf_leaves_it_one(pdf: Draw, words: Draw) -> None:
    found = ingest.read_bytes(b"\r\n" + pdf(words(50, 300, "A page")), name="a.pdf")

    assert (found.media_type, found.text) == ("application/pdf", "A page\n")


def test_a_letter_may_open_with_the_letters_of_a_program() -> None:
    assert ingest.read_bytes(b"MZ answered.\n", name="a.txt").text == "MZ answered.\n"


def test_a_pdf_that_is_damaged_inside_is_told_shortly(pdf: Draw, words: Draw) -> None:
    whole = pdf(words(50, 300, "A page"))

    with pytest.raises(UnreadableSourceError, match="the PDF is damaged") as caught:
        ingest.read_bytes(whole.replace(b"/MediaBox [0 0 600 400]", b"/MediaBox null"), name="a")

    assert len(str(caught.value)) < 200


def test_a_locked_pdf_is_told_to_be_locked(pdf: Draw, words: Draw) -> None:
    """Locked with a password that nobody was told: no password opens these made-up hashes."""
    lock = (
        b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> >>"
        % (b"00" * 32, b"00" * 32)
    )
    locked = pdf(words(50, 300, "A page")).replace(b"/Root 1 0 R >>", b"/Root 1 0 R " + lock)

    with pytest.raises(UnreadableSourceError, match="locked with a password; save a copy"):
        ingest.read_bytes(locked, name="a.pdf")


@pytest.mark.parametrize(
    ("edition", "rows"),
    [
        ("2020-2022", 9),
        ("2023-to-2024", 203),
        ("2025-to-2025-05-10", 74),
        ("2025-to-2025-07-11", 112),
    ],
)
def test_every_cell_of_the_real_records_has_its_place(
    edition: str, rows: int, shared: Path
) -> None:
    """The 2023 to 2024 edition continues one row on its seventh page."""
    found = ingest.read(shared / "documents" / f"met-lfr-grid-{edition}.pdf")

    cells = [cell for grid in found.tables for row in (grid.headings, *grid.rows) for cell in row]
    assert sum(len(grid.rows) for grid in found.tables) == rows
    assert cells
    for cell in cells:
        assert found.text[cell.start : cell.end] == cell.text


def test_the_marks_of_footnotes_are_no_part_of_a_heading(shared: Path) -> None:
    found = ingest.read(shared / "documents" / "met-lfr-grid-2020-2022.pdf")

    assert [cell.text for cell in found.tables[0].headings] == [
        "Deployment",
        "Date (DD/MM/ YY)",
        "Purpose Reference",
        "Watchlist Size",
        "Total Alerts",
        "False Alert / Confirmed False Alerts",
        "False Alert / Confirmed False Alert Engagements",
        "True Alerts",
        "True Alert Engagements",
        "Arrests / Disposals",
        "Faces seen (Estimate)",
        "False Alert Rate",
    ]
