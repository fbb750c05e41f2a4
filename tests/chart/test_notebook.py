"""Charts in a notebook: of a study by name, and from what is at hand already."""

import shutil

import altair as alt
import pytest

from docs import pages
from kg import chart, pipeline, study, vocabulary
from kg.chart import drawing, rates_rows
from kg.chart.sheet import Origin
from kg.compare import asking, filling
from kg.errors import ParameterError, UnknownMeasureError
from kg.measure import measures, measuring, unit_rows
from kg.measure.record import Asked
from tests.studies.folders import METROPOLITAN


@pytest.fixture(scope="module")
def store():
    return pages.store(pages.SHIPPED)


@pytest.fixture(scope="module")
def ask(store):
    return unit_rows.asking(store, vocabulary.HOME)


def test_a_chart_of_a_study_is_asked_for_by_name(tmp_path):
    folder = tmp_path / "metropolitan"
    shutil.copytree(METROPOLITAN, folder, ignore=shutil.ignore_patterns(".kg"))
    pipeline.build(study.load(folder))

    found = chart.of_study("timeline", folder, force="metropolitan", from_="2022-01-01")

    assert isinstance(found, alt.VConcatChart)
    assert found.to_dict()["usermeta"]["foigraph"]["parameters"] == {
        "force": "metropolitan",
        "from": "2022-01-01",
    }


def test_a_chart_can_be_changed_as_any_other(store):
    found = chart.matrix(
        filling.matrix(asking.of_store(store, base=vocabulary.HOME), "body-worn-video-2021")
    )

    assert found.properties(title="Mine").to_dict()["title"] == "Mine"


def test_figures_at_hand_give_what_the_command_would_draw(ask):
    figures = measuring.measured("false-alert-rate", ask, Asked(by=("period",)))
    measure = measures.named("false-alert-rate")

    found = chart.rates(figures)

    expected = drawing.drawn(rates_rows.sheet(measure, figures, Origin()))
    assert found.to_dict() == expected.to_dict()


def test_one_measure_alone_can_be_drawn_over_time(ask):
    figures = measuring.measured("alerts", ask, Asked(by=("force", "period"), months=True))

    assert chart.timeline({"alerts": figures}).to_dict()["vconcat"]


def test_provisions_are_drawn_from_the_rows_of_their_query(ask):
    rows = ask("compare/grounds-by-template")

    assert "24(2)" in chart.provisions(rows, "body-worn-evaluation").to_json()
    with pytest.raises(ParameterError, match="no recorded answer"):
        chart.provisions(rows, "weather")


def test_without_figures_nobody_knows_which_measure_is_meant():
    with pytest.raises(UnknownMeasureError):
        chart.rates([])


@pytest.mark.parametrize("measure", measures.MEASURES, ids=lambda one: one.name)
def test_every_measure_can_be_drawn(ask, measure):
    figures = measuring.measured(measure.name, ask, Asked(by=measure.axes[:1]))

    sheet = rates_rows.sheet(measure, figures, Origin())

    assert len(sheet.rows) == len(figures)
    assert drawing.specification(sheet)["hconcat"]
    for row, figure in zip(sheet.records, figures, strict=True):
        assert (row["low"] is None) == (figure.value is None)
        said = str(row["said"])
        nought = figure.denominator is not None and figure.units
        assert figure.value is not None or said.startswith("no figure: ") != bool(nought)
        assert (": no share" in said or ": no rate" in said) == (
            figure.value is None and bool(nought)
        )
