"""The named queries: what there are, and each of them asked with the values of the address."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from kg import vocabulary
from kg.query import binding, catalogue
from kg.query.catalogue import NamedQuery
from server import answers, protocol
from server.current import study

blueprint = Blueprint("queries", __name__)

JSON = "application/json"


@blueprint.get("/queries")
def catalogue_page() -> Response:
    """Answer with the catalogue of named queries: a page, or JSON."""
    form = request.args.get("format")
    if form not in (None, "json", "html"):
        raise BadRequest(f"format '{form}': the catalogue can be had as json or html")
    offered = {"json": [JSON], "html": [protocol.HTML]}.get(form or "", [protocol.HTML, JSON])
    chosen = protocol.choose(None if form else request.headers.get("Accept"), offered)
    if chosen == JSON:
        response = jsonify([query.described() for _, group in answers.groups() for query in group])
    else:
        response = Response(render_template("catalogue.html", groups=answers.groups()))
    response.vary.add("Accept")
    return response


@blueprint.get("/queries/<path:name>")
def named_page(name: str) -> Response:
    """Answer the query *name* with the values given, as a page or in any form of a result."""
    query = catalogue.named(name)
    given = _given()
    text = binding.bind(query, given, base=study().base)
    response = answers.respond(
        answers.Order(
            text=text, where=f"queries/{query.name}.rq", form=request.args.get("format") or None
        ),
        page=lambda result: render_template(
            "named.html",
            query=query,
            given=given,
            choices=_choices(query),
            text=answers.body(text),
            notes=dict(query.columns),
            answer=answers.shown(
                result,
                address=url_for("queries.named_page", name=query.name),
                values=given.items(),
            ),
        ),
    )
    response.vary.add("Accept")
    return response


def _given() -> dict[str, str]:
    """Return the parameters of the address; a form sends those left empty, which means unset."""
    found = {}
    for parameter, values in request.args.lists():
        if len(values) > 1:
            raise BadRequest(f"'{parameter}' is given {len(values)} times; give it once")
        if parameter != "format" and values[0].strip():
            found[parameter] = values[0].strip()
    return found


def _choices(query: NamedQuery) -> Mapping[str, Mapping[str, str]]:
    return {
        parameter.name: vocabulary.codes(parameter.scheme)
        for parameter in query.parameters
        if parameter.scheme is not None
    }
