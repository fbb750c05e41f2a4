"""The first page, and what machines ask a server about itself."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, url_for

from kg import __version__
from kg.query import binding, catalogue, run
from server import answers
from server import catalogue as shelves
from server.current import opened, study

blueprint = Blueprint("pages", __name__)

FIRST = "find/modes-used"
"""The query that the first page answers before anybody asks."""


SAMPLE = """\
SELECT ?date ?place ?alerts WHERE {
  ?deployment fg:operator force:metropolitan ;
              fg:date ?date ;
              fg:place ?place ;
              fg:totalAlerts ?alerts .
}
ORDER BY ?date
"""
"""Stands in the box of the first page: settled facts are flat, so a query is short."""


@blueprint.get("/")
def home() -> str:
    """Answer with the first page: what this is, a question with its answer, a box for another."""
    query = catalogue.named(FIRST)
    text = binding.bind(query, {}, base=study().base)
    result = run.answer(opened().store, text, base=study().base, where=f"queries/{FIRST}.rq")
    return render_template(
        "home.html",
        query=query,
        values=[
            (parameter.name, parameter.default)
            for parameter in query.parameters
            if parameter.default is not None
        ],
        answer=answers.shown(result, address=url_for("queries.named_page", name=FIRST), values=()),
        notes=dict(query.columns),
        text=SAMPLE,
        tags=shelves.tags(),
        count=len(catalogue.catalogue()),
    )


@blueprint.get("/health")
def health() -> Response:
    """Answer whether the server can answer, and from what."""
    generation = opened()
    state: dict[str, Any] = {
        "status": "ok",
        "study": study().title,
        "generation": generation.identifier,
        "quads": len(generation.store),
        "version": __version__,
    }
    return jsonify(state)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Answer what crawlers should leave alone: addresses that run a query each."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /queries/")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
