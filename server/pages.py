"""The first page, and what machines ask a server about itself."""

from flask import Blueprint, Response, render_template, url_for
from werkzeug.exceptions import NotFound

from kg.query import binding, catalogue
from server import answers, problems
from server import catalogue as shelves
from server.current import study

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
    shown = answers.show(answers.Order(text=text, where=f"queries/{FIRST}.rq", form=None))
    return render_template(
        "home.html",
        query=query,
        values=[
            (parameter.name, parameter.default)
            for parameter in query.parameters
            if parameter.default is not None
        ],
        answer=answers.answer(shown, address=url_for("queries.named_page", name=FIRST), values=()),
        notes=dict(query.columns),
        text=SAMPLE,
        tags=shelves.tags(),
        count=len(catalogue.catalogue()),
    )


@blueprint.get("/problem/<code>")
def problem(code: str) -> str:
    """Answer with what a type of problem means (RFC 9457, 3.1.1)."""
    found = problems.meanings().get(code)
    if found is None:
        raise NotFound(f"there is no problem '{code}'")
    status, title, meaning = found
    return render_template(
        "problem_type.html", code=code, status=status, title=title, meaning=meaning
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Answer what crawlers should leave alone: addresses that run a query each."""
    lines = (
        "User-agent: *",
        "Disallow: /generations/",
        "Disallow: /graphs",
        "Disallow: /queries/",
        "Disallow: /running",
        "Disallow: /sparql",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
