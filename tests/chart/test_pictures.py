"""Pictures, made for real: whole, in the same bytes, and without anything from outside."""

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kg.chart import drawing, writing
from kg.errors import ExtraError
from tests.chart.sheets import SHEETS

EVERY = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)


@EVERY
def test_the_svg_is_a_picture_with_its_words_as_text(sheet):
    svg = drawing.as_svg(sheet)

    root = ET.fromstring(svg)  # noqa: S314 -- made here
    words = " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("text"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert sheet.title.split()[0] in words
    assert "generation 0123456789ab" in words
    assert not re.search(r"<image|<script|href=", svg)


@EVERY
def test_a_picture_that_travels_says_what_it_is_and_where_it_comes_from(sheet):
    svg = ET.fromstring(drawing.as_svg(sheet))  # noqa: S314 -- made here
    with Image.open(io.BytesIO(drawing.as_png(sheet))) as png:
        png.load()
        told = png.text

    assert svg.get("role") == "img"
    name = {child.tag.rpartition("}")[2]: child.text for child in svg}
    assert (name["title"], name["desc"]) == (sheet.title, sheet.description)
    assert (told["Title"], told["Description"]) == (sheet.title, sheet.description)
    for text in (name["metadata"], told["Comment"]):
        assert json.loads(text)["queries"] == [{"name": "find/nothing", "text": "SELECT * {}\n"}]


@EVERY
def test_the_same_rows_give_the_same_bytes(sheet):
    assert drawing.as_svg(sheet) == drawing.as_svg(sheet)
    assert drawing.as_png(sheet) == drawing.as_png(sheet)


@EVERY
def test_the_png_is_as_wide_as_a_page_needs(sheet):
    with Image.open(io.BytesIO(drawing.as_png(sheet))) as found:
        assert found.format == "PNG"
        assert found.width >= 1200
        colours = found.convert("RGB").getcolors(found.width * found.height)

    assert colours is not None
    assert len(colours) > 10  # it is not blank


def test_a_chart_without_rows_is_drawn_all_the_same():
    for sheet in SHEETS.values():
        empty = replace(sheet, rows=(), labels={**sheet.labels, "first": "", "last": ""})

        assert drawing.as_svg(empty).startswith("<svg")


def test_without_the_packages_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(drawing, "NEEDED", ("no_such_package",))

    with pytest.raises(ExtraError, match=r"pip install 'foigraph\[charts\]'"):
        drawing.as_svg(SHEETS["rates"])
    assert writing.as_csv(SHEETS["rates"])


@EVERY
def test_csv_keeps_a_missing_value_apart_from_nought(sheet):
    lines = writing.as_csv(sheet).splitlines()

    assert lines[0].split(",") == [column.name for column in sheet.columns]
    assert len(lines) == 1 + len(sheet.rows)


def test_nought_is_nought_and_nothing_is_empty():
    lines = writing.as_csv(SHEETS["timeline"]).splitlines()

    assert "alerts,2022-01,Force A,Live use,own record,0,0,3,,0" in lines
    assert "faces,2022-09,Force A,Live use,own record,,,0,1 not in the source," in lines
    assert '"47,000 or more"' in lines[4]


@EVERY
def test_the_page_has_picture_data_query_and_no_script(sheet):
    page = writing.as_html(sheet, "<svg></svg>")

    assert "<svg></svg>" in page
    assert "SELECT * {}" in page
    assert page.count("<tr>") == 1 + len(sheet.rows)
    assert "<script" not in page
