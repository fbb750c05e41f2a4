"""The charts: what there are, and each as a page, a picture, its specification and its data."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from pyoxigraph import Literal

from kg import __version__, vocabulary
from kg.chart import drawing, table, writing
from kg.chart.sheet import Cell, Sheet
from kg.chart.table import CHARTS, Chart
from kg.measure.measures import MEASURES
from server import address, answers, lists, made, protocol, queries, rdf
from server.current import identifier, opened, settings, study
from server.display import ROWS
from server.readers import charting

if TYPE_CHECKING:
    from server.drawing import Drawer

blueprint = Blueprint("charts", __name__)

TYPES: Mapping[str, str] = {
    "html": protocol.HTML,
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "csv": "text/csv",
}
"""Format -> media type, in the order of preference."""

LABELS: Mapping[str, str] = {
    "svg": "SVG",
    "png": "PNG",
    "json": "Vega-Lite",
    "csv": "CSV",
}


LISTED = ("series", "template")
"""Kinds of parameters whose values are those of the study."""


@blueprint.get("/charts")
def index() -> Response:
    """Answer with the charts that there are."""
    address.check(())
    form = address.form({name: TYPES[name] for name in ("html", "json", "csv")})
    described = [_described(chart) for chart in CHARTS]
    if form == "json":
        response = jsonify(described)
    elif form == "csv":
        response = lists.as_csv(tuple(described[0]), described)
    else:
        response = Response(
            render_template("charts.html", charts=CHARTS, can_draw=drawing.can_draw())
        )
    response.vary.add("Accept")
    return response


@blueprint.get("/charts/<name>")
def chart(name: str) -> Response:
    """Answer with one chart, with the values given, in the form that is wanted."""
    found = table.named(name)
    given = queries.given()
    table.checked(found, given)
    seconds = protocol.seconds(address.once("timeout"))
    form = address.form(TYPES)
    if form == "html":
        response = Response(_page(found, given, _sheet(name, given, seconds)))
    else:

        def mark() -> str:
            return _mark(name, given, form)

        response = rdf.unless_known(
            mark,
            lambda: _sent(made.content(mark, lambda: _content(name, given, seconds, form)), form),
        )
    response.vary.add("Accept")
    return response


def _page(found: Chart, given: Mapping[str, str], sheet: Sheet) -> str:
    place = url_for("charts.chart", name=found.name)
    return render_template(
        "chart.html",
        chart=found,
        sheet=sheet,
        given=given,
        choices=_choices(found),
        # What a list shows where nothing was chosen: what the chart took.
        shown={
            parameter.name: value
            for parameter in found.parameters
            for name, value in sheet.origin.parameters
            if name == parameter.name and parameter.kind in LISTED
        },
        can_draw=drawing.can_draw(),
        links=[
            (form, label, f"{place}?{urlencode([*given.items(), ('format', form)])}")
            for form, label in LABELS.items()
        ],
        columns=[column.name for column in sheet.columns],
        notes={column.name: column.means for column in sheet.columns},
        rows=[[_literal(cell) for cell in row] for row in sheet.rows[:ROWS]],
        came_from=writing.came_from(sheet),
    )


def _sheet(name: str, given: Mapping[str, str], seconds: float | None) -> Sheet:
    """Return the rows of a chart, from the cache where they are there."""

    def make() -> Sheet:
        text = f"# chart {name}: {' '.join(f'{key}={value}' for key, value in given.items())}"
        with answers.under_way(text, "chart") as entry:
            found, _ = opened().ask(
                charting.sheet,
                name,
                dict(given),
                study().base,
                identifier(),
                seconds=settings().granted(seconds),
                stop=entry.stop,
            )
        assert isinstance(found, Sheet)  # noqa: S101 -- the task gives nothing else
        return found

    return made.value(lambda: _mark(name, given, "sheet"), make)


def _content(name: str, given: Mapping[str, str], seconds: float | None, form: str) -> bytes:
    sheet = _sheet(name, given, seconds)
    if form == "csv":
        return writing.as_csv(sheet).encode()
    drawer: Drawer = current_app.extensions["drawer"]
    return drawer.draw(sheet, form)


def _mark(name: str, given: Mapping[str, str], form: str) -> str:
    """Return the entity tag of a chart in one form."""
    values = [f"{key}={value}" for key, value in sorted(given.items())]
    return protocol.tag("chart", identifier(), __version__, name, form, *values)


def _sent(content: bytes, form: str) -> Response:
    return Response(content, content_type=rdf.content_type(TYPES[form]))


def _literal(cell: Cell) -> Literal | None:
    return None if cell is None else Literal(cell)


def _choices(chart: Chart) -> Mapping[str, Mapping[str, str]]:
    """Return parameter -> value -> what it is called, where there is a list to choose from."""
    kinds = [one.kind for one in chart.parameters if one.kind in LISTED]
    of_kind: dict[str, Mapping[str, str]] = {
        "measure": {measure.name: measure.name for measure in MEASURES},
        "force": vocabulary.codes("force"),
        "period": {"year": "year", "month": "month"},
        **(_of_store(kinds) if kinds else {}),
    }
    return {
        parameter.name: of_kind[parameter.kind]
        for parameter in chart.parameters
        if parameter.kind in of_kind
    }


def _of_store(kinds: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    def make() -> dict[str, dict[str, str]]:
        with answers.under_way(f"# choices of {' and '.join(kinds)}", "chart") as entry:
            found, _ = opened().ask(
                charting.choices,
                list(kinds),
                study().base,
                seconds=settings().seconds,
                stop=entry.stop,
            )
        named: dict[str, dict[str, str]] = found
        return named

    return made.value(lambda: _mark("", {}, f"choices {' '.join(kinds)}"), make)


def _described(chart: Chart) -> dict[str, Any]:
    return {
        "name": chart.name,
        "question": chart.question,
        "rows": chart.rows,
        "reading": chart.reading,
        "parameters": [
            {"name": one.name, "means": one.means, "default": one.default or None}
            for one in chart.parameters
        ],
    }
