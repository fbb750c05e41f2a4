"""SPARQL 1.1 Graph Store HTTP Protocol: reading everywhere, writing on a scratch dataset."""

import secrets
from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request, url_for
from pyoxigraph import NamedNode, RdfFormat
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from server import answers, writing
from server.current import opened
from server.readers import tasks, writes
from server.readers.writes import Payload

blueprint = Blueprint("graph_store", __name__)

METHODS = ["GET", "PUT", "POST", "DELETE"]
DEFAULT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
NAMED = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


@blueprint.route("/graphs", methods=METHODS)
def indirect() -> Response:
    """Do what is asked with the graph that a parameter names (section 4.2)."""
    names = request.args.getlist("graph")
    default = "default" in request.args
    if not names and not default and request.method == "POST":
        return _new()
    if len(names) + default != 1:
        raise BadRequest("name one graph: ?graph= and its IRI, or ?default")
    return _done(_named(names[0]) if names else None)


@blueprint.route("/graphs/<path:_path>", methods=METHODS)
def direct(_path: str) -> Response:
    """Do what is asked with the graph whose IRI is the address itself (section 4.1)."""
    return _done(_named(request.base_url))


def _done(graph: NamedNode | None) -> Response:
    if request.method in ("GET", "HEAD"):
        return _read(graph)
    refused = writing.refusal()
    if refused is not None:
        return refused
    what = f"{request.method} {graph or 'the default graph'}"
    if request.method == "DELETE":
        if not writing.write(writes.remove, graph, text=what):
            raise _unknown(graph)
        return Response(status=204)
    task = writes.merge if request.method == "POST" else writes.replace
    payloads = _payloads(request.base_url if graph is None else graph.value)
    return Response(status=201 if writing.write(task, graph, payloads, text=what) else 204)


def _new() -> Response:
    """Put what was sent into a graph whose name is made for it (section 5.5)."""
    refused = writing.refusal()
    if refused is not None:
        return refused
    address = url_for("graph_store.direct", _path=secrets.token_hex(8), _external=True)
    writing.write(writes.replace, NamedNode(address), _payloads(address), text=f"POST <{address}>")
    return Response(status=201, headers={"Location": address})


def _read(graph: NamedNode | None) -> Response:
    if graph is not None and not opened().ask(tasks.has_graph, graph)[0]:
        raise _unknown(graph)
    text = DEFAULT if graph is None else NAMED.format(graph.value)
    response = answers.respond(
        answers.Order(
            text=text,
            where="the graph",
            form=request.args.get("format") or None,
        ),
        page=lambda shown: render_template(
            "sparql.html",
            text=text,
            hints=(),
            answer=answers.answer(
                shown, address=url_for("sparql.endpoint"), values=(("query", text),)
            ),
        ),
    )
    response.vary.add("Accept")
    return response


def _unknown(graph: NamedNode | None) -> NotFound:
    return NotFound(f"{graph}: there is no such graph; a query for GRAPH ?g lists those there are")


def _named(name: str) -> NamedNode:
    try:
        return NamedNode(name)
    except ValueError as error:
        raise BadRequest(
            f"graph '{name}' is no absolute IRI ({error}); write it in full"
        ) from error


def _payloads(base: str) -> Sequence[Payload]:
    """Return what was sent: the body, or each file of a form (section 5.5)."""
    if request.mimetype != "multipart/form-data":
        return (_payload(request.get_data(), request.mimetype, base),)
    found = [
        _payload(file.read(), file.mimetype, base)
        for files in request.files.listvalues()
        for file in files
    ]
    if not found:
        raise BadRequest("the form has no file; send each graph as a file with its media type")
    return tuple(found)


def _payload(content: bytes, media_type: str, base: str) -> Payload:
    if RdfFormat.from_media_type(media_type) is None:
        raise UnsupportedMediaType(
            f"Content-Type is '{media_type or 'missing'}'; send Turtle (text/turtle), N-Triples, "
            "RDF/XML or JSON-LD"
        )
    return Payload(content, media_type, base)
