"""The SPARQL endpoint: thin, since reading the request and answering it stand elsewhere."""

from flask import Blueprint, Response, g, render_template, request, url_for

from kg.query import unknown
from server import answers, protocol, rdf, service
from server.current import opened, study
from server.problems import Problem
from server.problems import answer as problem

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer one query; without a query, say what the service is."""
    asked = protocol.read(request)
    g.query_text = asked.text
    response = _without_query(asked.form) if asked.text is None else _answer(asked, asked.text)
    if asked.form is None:
        response.vary.add("Accept")
    return response


def _answer(asked: protocol.QueryRequest, text: str) -> Response:
    return answers.respond(
        answers.Order(
            text=text,
            where="the query",
            form=asked.form,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        ),
        page=lambda result: render_template(
            "sparql.html",
            text=text,
            hints=unknown.unknown_names(text),
            answer=answers.shown(
                result,
                address=url_for("sparql.endpoint"),
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
            opened().store,
            endpoint=request.base_url,
            examples=url_for("queries.examples", _external=True),
        ),
        suffix,
        base=study().base,
        about=f"{opened().identifier} service {request.base_url}",
        prefixes=service.PREFIXES,
    )


@blueprint.route("/update", methods=["GET", "POST"])
def update() -> Response:
    """Refuse, and say how the data of a study change."""
    return problem(
        Problem(
            code="read-only",
            title="This endpoint is read-only",
            status=403,
            detail=(
                "/update: a study is not changed over SPARQL; what changes it is a record, or a "
                "ruling in links.yaml, and then 'kg build'"
            ),
        )
    )
