"""The matrices: which series there are, and each of them as a page and as data."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, render_template, url_for
from markupsafe import Markup

from kg import __version__
from kg.compare import filling, page, writing
from kg.compare.matrix import Matrix
from server import address, display, lists, protocol, rdf
from server.current import identifier, opened, settings, study
from server.readers import tasks

blueprint = Blueprint("compare", __name__)

JSON = "application/json"
FORMS: Mapping[str, str] = {
    "html": protocol.HTML,
    "csv": "text/csv",
    "json": JSON,
}
"""Name of a form -> its media type, the one to prefer first."""

WRITTEN: Mapping[str, Callable[[Matrix], str]] = {
    "csv": writing.as_csv,
    "json": writing.as_json,
}


@blueprint.get("/compare")
def index() -> Response:
    """Answer with the series that can be compared."""
    address.check(())
    form = address.form(FORMS)

    def make() -> Response:
        series, _ = opened().ask(tasks.series, study().base, seconds=settings().seconds)
        if form == "json":
            return jsonify(list(series))
        if form == "csv":
            return lists.as_csv(("series", "title", "templates"), series)
        return Response(render_template("comparisons.html", series=series))

    response = rdf.unless_known(lambda: _mark("series", form), make)
    response.vary.add("Accept")
    return response


@blueprint.get("/compare/style.css")
def style() -> Response:
    """Answer with the style of the grid, which pages written to a file have inside."""
    return rdf.unless_known(
        lambda: protocol.tag("style", __version__),
        lambda: Response(page.style(), mimetype="text/css"),
    )


@blueprint.get("/compare/<series>")
def matrix_page(series: str) -> Response:
    """Answer with the matrix of *series*, of all forces or of those that the address names."""
    address.check(("force",))
    form = address.form(FORMS)
    forces = tuple(dict.fromkeys(address.many("force")))

    def make() -> Response:
        whole, _ = opened().ask(tasks.matrix, series, study().base, seconds=settings().seconds)
        matrix = filling.only(whole, forces)
        if form in WRITTEN:
            return Response(WRITTEN[form](matrix), content_type=rdf.content_type(FORMS[form]))
        return Response(_page(matrix, forces))

    response = rdf.unless_known(lambda: _mark(series, form, *forces), make)
    response.vary.add("Accept")
    return response


def _page(matrix: Matrix, forces: tuple[str, ...]) -> str:
    return render_template(
        "comparison.html",
        matrix=matrix,
        # It has escaped whatever documents say.
        body=Markup(page.body(matrix, href=display.href)),  # noqa: S704
        links=[
            (name, url_for("compare.matrix_page", series=matrix.series, force=forces, format=form))
            for form, name in (("csv", "CSV"), ("json", "JSON"))
        ],
        chart=url_for(
            "charts.chart", name="matrix", series=matrix.series, force=" ".join(forces) or None
        ),
    )


def _mark(*parts: str) -> str:
    return protocol.tag(identifier(), "compare", *parts, __version__)
