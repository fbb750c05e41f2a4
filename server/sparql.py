"""The SPARQL endpoint: thin, since reading the request and answering it stand elsewhere."""

from flask import Blueprint, Response, g, jsonify, render_template, request, url_for

from kg.query import unknown
from server import answers, protocol, rdf, service
from server.current import current, identifier, opened, settings, study
from server.readers import tasks

blueprint = Blueprint("sparql", __name__)

METHODS = ["GET", "POST", "QUERY"]
TAKEN = f'"{protocol.DIRECT}", "{protocol.FORM}"'
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.route("/sparql", methods=METHODS)
def endpoint() -> Response:
    """Answer one query; without a query, say what the service is."""
    return _answered(f"{request.script_root}/sparql")


@blueprint.route("/generations/<identifier>/sparql", methods=METHODS)
def older(identifier: str) -> Response:
    """Answer one query from the generation *identifier*: the same rows as long as it is kept."""
    opened(identifier)
    response = _answered(url_for("sparql.older", identifier=identifier))
    tagged = response.status_code in (200, 304) and response.get_etag()[0] is not None
    if tagged and protocol.settled(g.query_text or ""):
        response.headers["Cache-Control"] = FOR_EVER
    return response


@blueprint.get("/generations")
def generations() -> Response:
    """Answer with the generations that are kept, the one last made current first."""
    return jsonify(
        [
            {
                "id": one.identifier,
                "current": one.identifier == opened().name,
                "quads": one.manifest.get("quads"),
                "sha256": one.manifest.get("sha256"),
                "sparql": url_for("sparql.older", identifier=one.identifier, _external=True),
            }
            for one in current().kept()
        ]
    )


def _answered(address: str) -> Response:
    asked = protocol.read(request)
    g.query_text = asked.text
    if asked.text is None:
        response = _without_query(asked.form)
    else:
        response = _answer(asked, asked.text, address)
    if asked.form is None:
        response.headers.add("Vary", "Accept")
    response.headers.add("Accept-Query", TAKEN)
    return response


def _answer(asked: protocol.QueryRequest, text: str, address: str) -> Response:
    return answers.respond(
        answers.Order(
            text=text,
            where="the query",
            form=asked.form,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            seconds=asked.seconds,
        ),
        page=lambda shown: render_template(
            "sparql.html",
            text=text,
            hints=unknown.unknown_names(text),
            answer=answers.answer(
                shown,
                address=address,
                values=[
                    ("query", text),
                    *(("default-graph-uri", graph.value) for graph in asked.default_graphs),
                    *(("named-graph-uri", graph.value) for graph in asked.named_graphs),
                ],
            ),
        ),
    )


def _without_query(form: str | None) -> Response:
    suffix = rdf.named(form) if form is not None else rdf.wanted()
    if suffix is None:
        return Response(render_template("sparql.html", text=None, answer=None, hints=()))
    return rdf.respond(
        lambda: service.description(
            opened().ask(tasks.graph_names)[0],
            endpoint=request.base_url,
            examples=url_for("queries.examples", _external=True),
            update=url_for("update.endpoint", _external=True) if settings().scratch else None,
        ),
        suffix,
        base=study().base,
        about=lambda: f"{identifier()} service {request.base_url}",
        prefixes=service.PREFIXES,
    )
