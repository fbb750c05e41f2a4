"""What a PDF cuts apart is put together: headings and their rows, and rows over two pages."""

from collections.abc import Callable

from kg import ingest
from kg.ingest.grid import Grid
from kg.ingest.layout import Line
from kg.ingest.ruled import whole
from kg.model import Table

Draw = Callable[..., bytes]


def rules(top: int, bottom: int, *edges: int) -> bytes:
    """Draw a box of one line, with a rule at each of *edges*."""
    lines = [f"{edges[0]} {y} m {edges[-1]} {y} l S" for y in (top, bottom)]
    lines += [f"{x} {top} m {x} {bottom} l S" for x in edges]
    return "\n".join(lines).encode() + b"\n"


def tables(content: bytes) -> tuple[Table, ...]:
    return ingest.read_bytes(content, name="a.pdf").tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (table.headings, *table.rows)]


def head(words: Draw) -> bytes:
    """Draw headings of two levels: 'Alerts' over 'True' and 'False', in a table of their own."""
    return b"".join(
        [
            rules(350, 315, 50, 150, 250),
            rules(350, 333, 250, 450),
            rules(333, 315, 250, 350, 450),
            words(55, 335, "Place"),
            words(155, 335, "Date"),
            words(330, 338, "Alerts"),
            words(255, 320, "True"),
            words(355, 320, "False"),
        ]
    )


def test_headings_ruled_apart_stand_over_the_rows_below_them(
    pdf: Draw, words: Draw, table: Draw
) -> None:
    rows = table(("Elm", "01/02/20", "3", "1"), ("Oak", "02/02/20", "5", "0"))

    (found,) = tables(pdf(head(words) + rows))

    assert texts(found) == [
        ["Place", "Date", "Alerts True", "Alerts False"],
        ["Elm", "01/02/20", "3", "1"],
        ["Oak", "02/02/20", "5", "0"],
    ]


def test_two_headings_without_a_rule_between_them_stay_apart(
    pdf: Draw, words: Draw, table: Draw
) -> None:
    """The rule between them may be missing: each stands over its own column all the same."""
    drawn = b"".join(
        [
            rules(340, 310, 50, 150, 250, 450),
            words(55, 320, "Place"),
            words(155, 320, "Date"),
            words(255, 320, "True"),
            words(355, 320, "False"),
        ]
    )

    (found,) = tables(pdf(drawn + table(("Elm", "01/02/20", "3", "1"))))

    assert texts(found)[0] == ["Place", "Date", "True", "False"]


def test_a_frame_far_above_or_with_words_between_heads_nothing(
    pdf: Draw, words: Draw, table: Draw
) -> None:
    rows = table(("Elm", "01/02/20", "3", "1"), ("Oak", "02/02/20", "5", "0"))
    frame = rules(390, 360, 50, 150, 250, 350, 450) + words(55, 370, "Note")

    (far,) = tables(pdf(frame + rows))
    (parted,) = tables(pdf(head(words) + words(55, 304, "A line of text") + rows))

    assert far.headings == ()
    assert parted.headings == ()


def test_a_row_cut_by_the_break_of_a_page_is_whole_on_the_first(pdf: Draw, table: Draw) -> None:
    first = table(("Place", "Date", "True"), ("Elm", "01/02/20", "3"), ("Long", "02/02/20", "5"))
    second = table(("Street", "", ""), ("Oak", "03/02/20", "7"))

    found = tables(pdf(first, second))

    assert [texts(item) for item in found] == [
        [["Place", "Date", "True"], ["Elm", "01/02/20", "3"], ["Long Street", "02/02/20", "5"]],
        [[], ["Oak", "03/02/20", "7"]],
    ]


def test_headings_on_a_later_page_are_no_end_of_a_row(pdf: Draw, table: Draw) -> None:
    headings = ("Place", "Date", "True")
    page = table(headings, ("Elm", "01/02/20", "3"))

    found = tables(pdf(page, page))

    assert [texts(item)[0] for item in found] == [list(headings)] * 2


def test_a_line_of_text_between_them_parts_two_pages() -> None:
    row = Grid((), (("Elm", "1", "2"),))
    other = Grid(("Street", "", ""), (("Oak", "3", "4"),))

    end = Line("The end.")

    assert list(whole([[row, end], [other]])) == [[row, end], [other]]
