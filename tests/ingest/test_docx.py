import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import NoTextError, UnreadableSourceError
from kg.ingest.docx_numbering import spelt
from kg.model import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALSO = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*found: tuple[str, str, str]) -> str:
    """A part that relates another one: identifier, kind, target."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{RELATED}/{kind}" Target="{target}"'
            + (' TargetMode="External"' if "://" in target else "")
            + "/>"
            for key, kind, target in found
        )
        + "</Relationships>"
    )


def packed(parts: Mapping[str, str | bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def letter(
    body: str, *others: tuple[str, str], parts: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The parts of a DOCX whose body is *body*; *others* are kind and content of further parts."""
    related = [(f"r{n}", kind, f"{kind}.xml") for n, (kind, _) in enumerate(others)]
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>',
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W} {ALSO}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*related),
        **{f"word/{kind}.xml": content for kind, content in others},
        **(parts or {}),
    }


def read(parts: Mapping[str, str | bytes]) -> Document:
    return ingest.read_bytes(packed(parts), name="letter.docx")


def saved(document: "docx.document.Document") -> Document:
    out = io.BytesIO()
    document.save(out)
    return ingest.read_bytes(out.getvalue(), name="letter.docx", url="https://x.example/a/")


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, numbered)


def numbering(levels: Sequence[tuple[str, str]], *, extra: str = "", starts: str = "") -> str:
    """A numbering part with one definition of *levels* (format and text) and list 1 made of it."""
    drawn = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{how}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
        for n, (how, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{drawn}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{starts}</w:numbering>'
    )


LEGAL = [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)")]


def lines(document: Document) -> list[str]:
    return document.text.splitlines()


def test_a_letter_is_read_from_letterhead_to_footer_with_its_tables_in_place() -> None:
    made = docx.Document()
    made.core_properties.title = "Reply to a request"
    made.sections[0].header.paragraphs[0].text = "Our ref: 00/12\tDate: 5 May 2023"
    made.sections[0].footer.paragraphs[0].text = "Switchboard 101"
    made.add_paragraph("How many vans were hired?", style="List Number")
    made.add_paragraph("And at what cost?", style="List Number")
    table = made.add_table(rows=2, cols=3)
    for row, cells in enumerate([("Year", "Vans", "Cost"), ("2021", "3", "£1,200")]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    made.add_paragraph("We hold no more.")

    found = saved(made)

    assert lines(found) == [
        "Our ref: 00/12 Date: 5 May 2023",
        "1. How many vans were hired?",
        "2. And at what cost?",
        "Year\tVans\tCost",
        "2021\t3\t£1,200",
        "We hold no more.",
        "Switchboard 101",
    ]
    assert (found.media_type, found.title, found.page_starts) == (
        MEDIA_TYPE,
        "Reply to a request",
        (),
    )
    (grid,) = found.tables
    assert (grid.page, [cell.text for cell in grid.headings]) == (None, ["Year", "Vans", "Cost"])
    for cell in (*grid.headings, *grid.rows[0]):
        assert found.text[cell.start : cell.end] == cell.text


def test_numbers_restart_by_level_and_run_on_after_a_plain_paragraph() -> None:
    body = (
        item("one") + item("sub", 1) + item("sub", 1) + item("deep", 2) + p("plain")
        + item("two") + item("sub", 1) + item("deep", 2)
    )  # fmt: skip

    found = read(letter(body, ("numbering", numbering(LEGAL))))

    assert lines(found) == [
        "1. one", "a) sub", "b) sub", "(i) deep", "plain", "2. two", "a) sub", "(i) deep",
    ]  # fmt: skip


def test_a_number_may_hold_those_of_the_levels_above() -> None:
    levels = [("upperRoman", "%1"), ("lowerLetter", "%1.%2)"), ("decimal", "%1.%2.%3")]

    found = read(
        letter(
            item("x") + item("y", 1) + item("z", 2) + item("z", 2),
            ("numbering", numbering(levels)),
        )
    )
    legal = read(
        letter(item("x") + item("y", 1), ("numbering", numbering(levels, extra="<w:isLgl/>")))
    )

    assert lines(found) == ["I x", "I.a) y", "I.a.1 z", "I.a.2 z"]
    assert lines(legal) == ["1 x", "1.1) y"]


def test_two_lists_of_one_definition_count_on_unless_one_says_where_it_starts() -> None:
    starts = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", 0, 2) + item("c", 0, 3) + item("d", 0, 3) + item("e")

    found = read(letter(body, ("numbering", numbering(LEGAL, starts=starts))))

    assert lines(found) == ["1. a", "2. b", "7. c", "8. d", "9. e"]


def test_a_list_may_number_a_level_in_its_own_way_and_never_restart_it() -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Q%1:"/></w:lvl></w:lvlOverride></w:num>'
    )
    body = item("x", 0, 2) + item("y", 0, 2)
    kept = item("x") + item("y", 1) + item("x") + item("y", 1)

    found = read(letter(body, ("numbering", numbering(LEGAL, starts=own))))
    never = read(letter(kept, ("numbering", numbering(LEGAL, extra='<w:lvlRestart w:val="0"/>'))))

    assert lines(found) == ["Q4: x", "Q5: y"]
    assert lines(never) == ["1. x", "a) y", "2. x", "b) y"]


def test_a_style_may_number_its_paragraphs_and_one_of_them_may_refuse() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    based = '<w:pStyle w:val="Base"/>'
    body = (
        p("one", based)
        + p("under", '<w:pStyle w:val="Sub"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
        + p("none", based + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("two", based)
    )

    found = read(letter(body, ("numbering", numbering(LEGAL)), ("styles", styles)))

    assert lines(found) == ["1. one", "a) under", "none", "2. two"]


def test_the_level_of_a_numbered_style_is_the_one_that_names_it() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = numbering(LEGAL).replace('w:val="%2)"/>', 'w:val="%2)"/><w:pStyle w:val="Sub"/>')

    found = read(
        letter(
            item("one") + p("under", '<w:pStyle w:val="Sub"/>'),
            ("numbering", levels),
            ("styles", styles),
        )
    )

    assert lines(found) == ["1. one", "a) under"]


def test_a_bullet_of_a_symbol_font_is_printed_as_a_bullet() -> None:
    found = read(
        letter(
            item("x") + item("y", 1),
            ("numbering", numbering([("bullet", "\uf0b7"), ("bullet", "-")])),
        )
    )

    assert lines(found) == ["• x", "- y"]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=25))
def test_any_nesting_is_numbered_as_counting_back_numbers_it(places: list[int]) -> None:
    """Counting back: how many of this level stand since the last of a higher one."""
    formats = ["decimal", "lowerLetter", "upperRoman", "lowerRoman"]
    levels = [
        (how, "".join(f"%{above + 1}." for above in range(n + 1))) for n, how in enumerate(formats)
    ]

    def count(upto: int, level: int) -> int:
        number = 0
        for place in reversed(places[: upto + 1]):
            if place < level:
                break
            number += place == level
        return number or 1

    expected = [
        "".join(f"{spelt(count(at, above), formats[above])}." for above in range(level + 1)) + " x"
        for at, level in enumerate(places)
    ]

    found = read(
        letter("".join(item("x", level) for level in places), ("numbering", numbering(levels)))
    )

    assert lines(found) == expected


@pytest.mark.parametrize(
    ("value", "how", "printed"),
    [
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (53, "lowerLetter", "aaa"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (7, "decimalZero", "07"),
        (1, "ordinal", "1st"),
        (112, "ordinal", "112th"),
        (23, "ordinal", "23rd"),
        (5, "chineseCounting", "5"),
        (5, "none", ""),
    ],
)
def test_numbers_are_spelt_as_word_spells_them(value: int, how: str, printed: str) -> None:
    assert spelt(value, how) == printed


def test_what_was_deleted_or_is_hidden_is_not_read_and_what_was_inserted_is() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("We hold ") + "<w:del>"
        "<w:r><w:delText>nothing</w:delText></w:r></w:del><w:ins>"
        + run.format("four") + "</w:ins><w:moveFrom>" + run.format("gone")
        + "</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r></w:p>"
        + p("hidden paragraph", '<w:pStyle w:val="Hid"/>')
        + '<w:p><w:pPr><w:pStyle w:val="Hid"/></w:pPr><w:r><w:rPr><w:vanish w:val="0"/></w:rPr>'
        "<w:t>shown again</w:t></w:r></w:p>"
    )  # fmt: skip
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr>'
        "</w:style></w:styles>"
    )

    found = read(letter(body, ("styles", styles)))

    assert lines(found) == ["We hold four", "shown again"]


def test_a_paragraph_whose_end_was_deleted_goes_on_and_is_counted_once() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        item("one")
        + f"<w:p><w:pPr>{numbered}{gone}</w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        "</w:p>" + p("two ", numbered + gone) + p("goes on", numbered)
    )

    found = read(letter(body, ("numbering", numbering(LEGAL))))

    assert lines(found) == ["1. one", "2. two goes on"]


def test_links_are_kept_with_their_words_from_markup_and_from_fields() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("See ")
    key = paragraph.part.relate_to(
        "https://example.org/log", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>our </w:t></w:r>'
            "<w:r><w:t>log</w:t></w:r></w:hyperlink>"
        )
    )
    steps = [
        '<w:r><w:t> and </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" \\l "x" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>this</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r>',
    ]
    for child in parse_xml(f"<w:p {nsdecls('w')}>{''.join(steps)}</w:p>"):
        paragraph._p.append(child)

    found = saved(made)

    assert found.text == "See our log and this.\n"
    assert [(link.target, found.text[link.start : link.end]) for link in found.links] == [
        ("https://example.org/log", "our log"),
        ("https://example.org/b", "this"),
    ]


def test_a_link_in_a_table_stands_in_its_cell() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for column, words in enumerate(("Place", "Date", "Source")):
        table.cell(0, column).text = words
    table.cell(1, 0).text, table.cell(1, 1).text = "Elm Street", "01/02/2023"
    paragraph = table.cell(1, 2).paragraphs[0]
    key = paragraph.part.relate_to(
        "https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>here</w:t></w:r>'
            "</w:hyperlink>"
        )
    )

    found = saved(made)

    (link,) = found.links
    assert (link.target, found.text[link.start : link.end]) == ("https://example.org/", "here")
    assert found.tables[0].rows[0][2].start == link.start


def test_a_field_that_never_begins_its_result_hides_nothing_after_it() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
        "</w:r></w:p>" + p("The answer")
    )

    assert "The answer" in lines(read(letter(body)))


def test_a_text_box_is_read_once_though_it_is_drawn_in_two_ways() -> None:
    box = "<w:txbxContent>" + p("Date: 5 May 2023") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Dear requester</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert lines(read(letter(body))) == ["Dear requester", "Date: 5 May 2023"]


def test_notes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    body = (
        '<w:p><w:r><w:t>Nine vans</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
        '<w:p><w:r><w:t>Two cars</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">' + p("") + "</w:footnote>"
    notes += f'<w:footnote w:id="2">{p("Sold.")}</w:footnote>'
    notes += f'<w:footnote w:id="5">{p("Hired.")}</w:footnote></w:footnotes>'

    found = read(letter(body, ("footnotes", notes)))

    assert lines(found) == ["Nine vans[1]", "Two cars[2]", "[1] Hired.", "[2] Sold."]


def test_the_letterhead_of_the_first_page_is_kept_and_the_same_header_twice_is_one() -> None:
    made = docx.Document()
    first = made.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Our ref: 00/34"
    first.header.paragraphs[0].text = "OFFICIAL"
    made.add_paragraph("Body")
    second = made.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "OFFICIAL"

    assert [line for line in lines(saved(made)) if line] == ["Our ref: 00/34", "OFFICIAL", "Body"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def test_headings_that_stretch_stand_over_each_of_their_columns() -> None:
    table = (
        "<w:tbl>"
        + row(
            cell("Place", '<w:vMerge w:val="restart"/>'),
            cell("Alerts", '<w:gridSpan w:val="2"/>'),
        )
        + row(cell("", "<w:vMerge/>"), cell("True"), cell("False"))
        + row(cell("Elm Street"), cell("3"), cell("0"))
        + row(cell("Oak Street"), cell("N/A"), cell(""))
        + "</w:tbl>"
    )

    (grid,) = read(letter(table)).tables

    assert [found.text for found in grid.headings] == ["Place", "Alerts True", "Alerts False"]
    assert [[found.text for found in cells] for cells in grid.rows] == [
        ["Elm Street", "3", "0"],
        ["Oak Street", "N/A", ""],
    ]


def test_a_cell_that_stretches_over_rows_is_read_once_and_doubted() -> None:
    table = (
        "<w:tbl>"
        + row(cell("Place"), cell("Date"), cell("Alerts"))
        + row(cell("Elm Street", '<w:vMerge w:val="restart"/>'), cell("01/02/23"), cell("3"))
        + row(cell("", "<w:vMerge/>"), cell("02/02/23"), cell("4"))
        + "</w:tbl>"
    )

    found = read(letter(table))

    assert [cells[0].text for cells in found.tables[0].rows] == ["Elm Street", ""]
    (doubt,) = found.doubts
    assert "merged" in doubt.reason
    assert doubt.passage.quote == "Elm Street"


def test_a_row_that_was_deleted_is_not_read() -> None:
    table = (
        "<w:tbl>"
        + row(cell("Place"), cell("Date"), cell("Alerts"))
        + row(cell("Elm Street"), cell("01/02/23"), cell("3"), properties="<w:del/>")
        + row(cell("Oak Street"), cell("02/02/23"), cell("4"))
        + "</w:tbl>"
    )

    (grid,) = read(letter(table)).tables

    assert [cells[0].text for cells in grid.rows] == ["Oak Street"]


def test_a_table_that_only_places_paragraphs_is_text() -> None:
    """Letters set a question beside its answer, and a crest beside the address."""
    asked = "<w:tbl>" + row(cell("1. How many?"), cell("None held.")) + "</w:tbl>"
    nested = "<w:tbl>" + row(f"<w:tc>{asked}{p('inside')}</w:tc>", cell("beside")) + "</w:tbl>"

    found = read(letter(asked + nested))

    assert found.tables == ()
    assert lines(found) == ["1. How many?", "None held."] * 2 + ["inside", "beside"]


def test_a_table_of_two_columns_with_figures_is_one() -> None:
    table = (
        "<w:tbl>" + row(cell("Searches in the year"), cell(""))
        + row(cell("Year"), cell("Searches")) + row(cell("2021"), cell("1,204"))
        + row(cell("2022"), cell("&lt;5")) + "</w:tbl>"
    )  # fmt: skip

    found = read(letter(table))

    assert lines(found)[0] == "Searches in the year"
    (grid,) = found.tables
    assert [part.text for part in grid.headings] == ["Year", "Searches"]
    assert [part.text for part in grid.rows[1]] == ["2022", "<5"]


def test_signs_breaks_and_white_space_are_as_printed() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve">  yes</w:t>'
        '<w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>op\u00a0\u00adv</w:t><w:sym w:char="F0AA"/>'
        "</w:r></w:p>" + "<w:p/>" * 3 + p("after")
    )

    assert read(letter(body)).text == "☒ yes\nco-op v\ufffd\n\nafter\n"


def test_a_heading_is_the_title_where_the_properties_name_none() -> None:
    made = docx.Document()
    made.core_properties.title = "Document1"
    made.add_heading("Hire of vans", 1)
    unnamed = saved(made)
    made.core_properties.title = ""

    assert unnamed.title is None
    assert saved(made).title == "Hire of vans"


def test_an_embedded_file_is_a_doubt() -> None:
    found = read(letter(p("Words") + '<w:altChunk r:id="r9"/>'))

    assert "embedded" in found.doubts[0].reason


def test_a_file_without_words_says_what_to_do() -> None:
    with pytest.raises(NoTextError, match=r"letter\.docx: there are no words.*save it as PDF"):
        read(letter(p("") + p(" ")))


ENTITIES = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
HOSTILE: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "entities": (
        {"word/document.xml": f"{ENTITIES}<w:document {W}><w:body>&c;</w:body></w:document>"},
        "it has a document type",
    ),
    "entities in UTF-16": (
        {"word/document.xml": f"<?xml version='1.0'?>{ENTITIES}<a/>".encode("utf-16")},
        "it has a document type",
    ),
    "not closed": ({"word/document.xml": f"<w:document {W}><w:body>"}, "no element found"),
    "no body": ({"word/document.xml": f"<w:document {W}/>"}, "has no body"),
    "bomb": ({"word/media/a.xml": b" " * 20_000_000}, "times its size"),
    "deep": (
        {
            "word/document.xml": f"<w:document {W}><w:body>"
            + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body></w:document>"
        },
        "stand inside each other",
    ),
    "nothing named": ({"_rels/.rels": "<Relationships/>"}, "no part that holds the document"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_damaged_file_is_refused_with_its_mend(case: str) -> None:
    parts, said = HOSTILE[case]

    with pytest.raises(UnreadableSourceError, match=said) as caught:
        read({**letter(p("Words")), **parts})

    assert str(caught.value).startswith("letter.docx: ")
    assert "; " in str(caught.value)


def test_a_size_that_lies_about_what_unpacks_is_no_way_around_the_limit() -> None:
    """The size in the archive's list is made small; what is packed is large."""
    whole = packed(letter(p("Words") * 200_000))
    size = len(letter(p("Words") * 200_000)["word/document.xml"]).to_bytes(4, "little")

    with pytest.raises(UnreadableSourceError, match="damaged"):
        ingest.read_bytes(whole.replace(size, (5_000).to_bytes(4, "little")), name="a.docx")


def test_a_table_of_a_million_cells_is_refused_before_it_is_laid_out() -> None:
    wide = row(*[cell("", '<w:gridSpan w:val="200"/>')] * 10) + row(cell("x")) * 200

    with pytest.raises(UnreadableSourceError, match="more than 200,000 cells"):
        read(letter(f"<w:tbl>{wide}</w:tbl>"))


def test_another_office_file_is_told_from_a_letter() -> None:
    shown = letter(p("Words"))
    shown["[Content_Types].xml"] = shown["[Content_Types].xml"].replace(
        "wordprocessingml.document", "presentationml.presentation"
    )

    with pytest.raises(UnreadableSourceError, match="neither a document nor a workbook"):
        read(shown)


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(RELATED, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in letter(item("x"), ("numbering", numbering(LEGAL))).items()
    }

    assert lines(read(strict)) == ["1. x"]


def test_the_numbers_of_a_document_made_by_an_office_library_are_those_of_its_lists() -> None:
    made = docx.Document()
    for words, style in [("a", "List Number"), ("b", "List Number 2"), ("c", "List Number")]:
        made.add_paragraph(words, style=style)
    held = made.paragraphs[2]._p.get_or_add_pPr()
    assert held.find(qn("w:numPr")) is None, "the style numbers it"

    assert lines(saved(made)) == ["1. a", "1. b", "2. c"]
