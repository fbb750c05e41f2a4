"""Specifications: valid Vega-Lite, the same bytes each time, with all that goes with them."""

import json
from dataclasses import replace
from pathlib import Path

import altair as alt
import jsonschema
import pytest
from altair.vegalite import v6

from kg.chart import drawing, provisions_rows, rates_rows
from kg.chart.sheet import Origin
from kg.measure import measures
from kg.measure.record import Range
from tests.chart import sheets
from tests.chart.sheets import SHEETS

EXPECTED = Path(__file__).parent / "expected"
SCHEMA = Path(v6.__file__).parent / "schema" / "vega-lite-schema.json"


def of_every_chart(test):
    return pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)(test)


@of_every_chart
def test_it_is_the_one_that_was_read(sheet, update):
    path = EXPECTED / f"{sheet.chart}.json"
    found = drawing.as_json(sheet)

    if update:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@of_every_chart
def test_it_is_what_the_schema_of_vega_lite_allows(sheet):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    jsonschema.Draft7Validator(schema).validate(drawing.specification(sheet))


@of_every_chart
def test_it_says_in_words_what_is_seen_and_where_it_comes_from(sheet):
    found = drawing.specification(sheet)

    assert found["description"] == sheet.description
    assert found["title"]["subtitle"][-1] == "From: find/nothing; generation 0123456789ab."
    about = found["usermeta"]["foigraph"]
    assert about["queries"] == [{"name": "find/nothing", "text": "SELECT * {}\n"}]
    assert about["parameters"] == {"force": "kent"}
    assert about["generation"] == "0123456789ab"
    assert about["caution"] == list(sheet.caution)
    assert set(about["columns"]) == {column.name for column in sheet.columns}


@of_every_chart
def test_its_data_stand_in_it(sheet):
    found = drawing.as_json(sheet)

    assert '"url"' not in found
    assert '"datasets"' not in found


@of_every_chart
def test_colour_never_speaks_alone(sheet):
    """Where a colour tells something, a shape or a letter in the same drawing tells it too."""
    text = drawing.as_json(sheet)

    assert '"color": {\n' in text
    assert '"field": "sign"' in text or '"shape": {\n' in text


@of_every_chart
def test_what_a_notebook_has_set_for_its_charts_changes_nothing(sheet):
    before = drawing.as_json(sheet)

    with alt.theme.enable("dark"):
        assert drawing.as_json(sheet) == before


def test_a_chart_in_a_notebook_shows_itself():
    chart = drawing.drawn(SHEETS["rates"])

    assert isinstance(chart, alt.TopLevelMixin)
    assert hasattr(chart, "_repr_mimebundle_")


def values(found, key):
    """Return every value of *key*, wherever in a specification it stands."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(found, list):
        for one in found:
            yield from values(one, key)


def test_a_month_without_a_figure_has_a_cross_and_a_month_without_a_row_nothing():
    found = drawing.specification(SHEETS["timeline"])

    rows = [row for drawn in values(found, "values") for row in drawn]
    assert {row["month"] for row in rows} == {"2022-01", "2022-09"}
    (missing,) = [row for row in rows if row["low"] is None]
    assert (
        missing["said"] == "Force A, Live use, 2022-09: not given: 1 not in the source (own record)"
    )
    assert 0 in [row["low"] for row in rows]  # that of no alerts is a figure
    assert "line" not in [mark.get("type") for mark in values(found, "mark")]


def test_a_row_without_a_figure_keeps_its_place_and_says_why():
    found = drawing.specification(SHEETS["rates"])

    rows = next(values(found, "values"))
    assert [row["low"] for row in rows] == [2.5, 1.5, None]
    assert rows[2]["words"] == "no figure: 2 not in the source"
    assert len(next(values(found, "sort"))) == 3


def test_a_question_under_another_one_is_marked_as_such():
    found = drawing.specification(SHEETS["matrix"])

    questions = {row["down"] for row in next(values(found, "values"))}
    assert questions == {"1 whether the force used it", "2 › where the force used it"}


def test_an_authority_of_which_nothing_is_known_has_no_column_and_is_counted():
    found = drawing.specification(SHEETS["matrix"])

    rows = next(values(found, "values"))
    assert {row["across"] for row in rows} == {"Force A", "Force B"}
    assert found["title"]["subtitle"][0] == (
        "Authorities not drawn, since nobody has looked for any answer: 1."
    )
    assert len(SHEETS["matrix"].rows) == 6


def test_two_claims_of_one_force_stand_in_one_box():
    """Force B relied on nothing in another answer, which the data tell and the drawing does not.

    Force C answered and relied on nothing: a dash, and no empty box.
    """
    found = drawing.specification(SHEETS["provisions"])

    boxes = {(row["across"], row["sign"]) for row in next(values(found, "values"))}
    assert boxes == {("Force A", "AW"), ("Force B", "P"), ("Force C", "–")}


def test_all_questions_together_have_a_box_only_where_a_force_answered():
    """Force A answered both questions, C one of them; where nobody relied, a line says so."""
    rows = [
        row("use", "Force A", "Section 31(3)", "the answer"),
        row("use", "Force C", "", ""),
        row("cost", "Force A", "Section 43(2)", "the whole reply"),
        row("plans", "Force A", "", ""),
    ]

    sheet = provisions_rows.sheet(rows, "", Origin(), asks={"use": "whether it was used"})
    found = drawing.specification(sheet)

    boxes = {(one["across"], one["down"], one["sign"]) for one in next(values(found, "values"))}
    assert boxes == {
        ("Force A", "whether it was used\nSection 31(3): 1 of 2 forces", "A"),
        ("Force C", "whether it was used\nSection 31(3): 1 of 2 forces", "–"),
        ("Force A", "cost\nSection 43(2): 1 of 2 forces", "W"),
    }
    assert "1 of 2 forces" in sheet.description
    assert "2 of 3 questions" in sheet.description
    assert "to 1 other question nobody relied" in " ".join(found["title"]["subtitle"])


def test_a_question_for_which_nobody_relied_on_a_provision_says_so():
    sheet = provisions_rows.sheet([row("plans", "Force A", "", "")], "plans", Origin())

    (box,) = next(values(drawing.specification(sheet), "values"))
    assert (box["down"], box["sign"]) == ("No provision relied on\n1 of 2 forces", "–")


def test_a_study_without_recorded_answers_has_an_empty_grid():
    sheet = provisions_rows.sheet([], "", Origin())

    assert next(values(drawing.specification(sheet), "values")) == []


def row(template, force, provision, claimed):
    return {
        "template": template,
        "answered_by": force,
        "claimed_for": claimed,
        "provision": provision,
        "limb": "",
        "cited_as": "",
        "reference": "1/25",
        "question": "1",
        "forces": "1" if provision else "",
        "of": "2",
    }


def test_a_lower_bound_alone_is_never_drawn_as_a_figure():
    found = drawing.specification(SHEETS["timeline"])

    (bound,) = [row for drawn in values(found, "values") for row in drawn if row["low"] == 47_000]
    arrows = [
        layer
        for layers in values(found, "layer")
        for layer in layers
        if layer["mark"].get("text") == "↑"
    ]
    assert bound["high"] is None
    assert bound["said"].endswith("47,000 or more (own record)")
    assert all(one["transform"][-1] == {"filter": "!isValid(datum.high)"} for one in arrows)
    assert len(arrows) == 3


def test_a_range_has_a_line_and_no_point():
    found = drawing.specification(SHEETS["rates"])

    (points,) = [
        layer
        for layers in values(found, "layer")
        for layer in layers
        if layer["mark"]["type"] == "point"
    ]
    assert points["transform"][-1] == {"filter": "isValid(datum.value)"}
    assert [row["value"] for row in next(values(found, "values"))] == [2.5, None, None]


def test_nought_of_nought_is_told_as_such_and_not_as_nothing_counted():
    measure = measures.named("false-alert-share")
    nothing = sheets.figure("false-alert-share", (("period", "2022"),), None)
    nought = replace(
        nothing, numerator=Range(0, 0), denominator=Range(0, 0), denominator_of="alerts", units=1
    )

    found = rates_rows.sheet(measure, [nought, nothing], Origin())

    assert [row["said"] for row in found.records] == [
        "0 of 0: no share",
        "no figure: nothing is counted",
    ]
