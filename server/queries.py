"""The named queries: what there are, and each of them asked with the values of the address."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from kg import vocabulary
from kg.export import sparql_examples
from kg.query import binding, catalogue, headers
from kg.query.catalogue import NamedQuery
from server import answers, protocol, rdf
from server import catalogue as shelves
from server.current import study

blueprint = Blueprint("queries", __name__)

JSON = "application/json"


@blueprint.get("/queries")
def catalogue_page() -> Response:
    """Answer with the named queries, or those with the words and the tag of the address."""
    form = request.args.get("format")
    if form not in (None, "json", "html"):
        raise BadRequest(f"format '{form}': the catalogue can be had as json or html")
    words, tag = (request.args.get(name, "").strip() for name in ("words", "tag"))
    found = shelves.found(words=words, tag=tag)
    offered = {"json": [JSON], "html": [protocol.HTML]}.get(form or "", [protocol.HTML, JSON])
    chosen = protocol.choose(None if form else request.headers.get("Accept"), offered)
    if chosen == JSON:
        response = jsonify([query.described() for query in found])
    else:
        response = Response(
            render_template(
                "catalogue.html",
                kinds=shelves.kinds(found),
                tags=shelves.tags(),
                words=words,
                tag=tag,
                total=len(found),
                all=len(catalogue.catalogue()),
            )
        )
    response.vary.add("Accept")
    return response


@blueprint.get("/queries/<path:name>")
def named_page(name: str) -> Response:
    """Answer the query *name* with the values given, as a page or in any form of a result."""
    query = catalogue.named(name)
    values = given()
    text = binding.bind(query, values, base=study().base)
    response = answers.respond(
        answers.Order(
            text=text,
            where=f"queries/{query.name}.rq",
            form=request.args.get("format") or None,
            seconds=protocol.seconds(request.args.get("timeout")),
        ),
        page=lambda shown: render_template(
            "named.html",
            query=query,
            given=values,
            choices=_choices(query),
            text=headers.body(text),
            notes=dict(query.columns),
            answer=answers.answer(
                shown,
                address=url_for("queries.named_page", name=query.name),
                values=values.items(),
            ),
        ),
    )
    response.vary.add("Accept")
    return response


@blueprint.get("/.well-known/sparql-examples")
@blueprint.get("/.well-known/sparql-examples.<suffix>")
def examples(suffix: str | None = None) -> Response:
    """Answer with the named queries as RDF, each whole; a browser is sent to the catalogue."""
    explicit = suffix is not None
    if suffix is None:
        suffix = rdf.wanted()
    if suffix is None:
        response = Response(status=303, headers={"Location": url_for("queries.catalogue_page")})
    else:
        collection = url_for("queries.examples", _external=True)
        response = rdf.respond(
            lambda: sparql_examples.triples(
                endpoint=url_for("sparql.endpoint", _external=True),
                collection=collection,
                base=study().base,
            ),
            suffix,
            base=study().base,
            about=lambda: f"examples {collection} {study().base} {sparql_examples.mark()}",
            prefixes=sparql_examples.PREFIXES,
        )
    if not explicit:
        response.vary.add("Accept")
    return response


@blueprint.get("/.well-known/sparql-examples/<path:name>")
def example(name: str) -> Response:
    """Send on from the IRI of an example to the page of its query, which is about it (303)."""
    query = catalogue.named(name)
    address = url_for("queries.named_page", name=query.name)
    return Response(status=303, headers={"Location": address})


def given() -> dict[str, str]:
    """Return the parameters of the address; a form sends those left empty, which means unset.

    Raises:
        BadRequest: one is given twice.
    """
    found = {}
    for parameter, values in request.args.lists():
        if len(values) > 1:
            raise BadRequest(f"'{parameter}' is given {len(values)} times; give it once")
        if parameter not in protocol.OWN and values[0].strip():
            found[parameter] = values[0].strip()
    return found


def _choices(query: NamedQuery) -> Mapping[str, Mapping[str, str]]:
    return {
        parameter.name: vocabulary.codes(parameter.scheme)
        for parameter in query.parameters
        if parameter.scheme is not None
    }
