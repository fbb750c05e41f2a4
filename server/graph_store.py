"""SPARQL 1.1 Graph Store HTTP Protocol: reading everywhere, writing on a scratch dataset."""

import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template, request, url_for
from pyoxigraph import NamedNode, RdfFormat
from werkzeug.exceptions import (
    BadRequest,
    NotFound,
    PreconditionFailed,
    UnsupportedMediaType,
)

from server import answers, protocol, writing
from server.current import identifier, opened
from server.readers import tasks, writes
from server.readers.writes import Condition, Payload

blueprint = Blueprint("graph_store", __name__)

METHODS = ["GET", "PUT", "POST", "DELETE"]
DEFAULT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
NAMED = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


@blueprint.route("/graphs", methods=METHODS)
def indirect() -> Response:
    """Do what is asked with the graph that a parameter names (section 4.2)."""
    refused = _refused()
    if refused is not None:
        return refused
    fields = protocol.parameters(request.query_string, "the address")
    names = [value for name, value in fields if name == "graph"]
    default = any(name == "default" for name, _ in fields)
    if not names and not default and request.method == "POST":
        return _new()
    if len(names) + default != 1:
        raise BadRequest("name one graph: ?graph= and its IRI, or ?default")
    return _done(_named(names[0]) if names else None)


@blueprint.route("/graphs/<path:_path>", methods=METHODS)
def direct(_path: str) -> Response:
    """Do what is asked with the graph whose IRI is the address itself (section 4.1)."""
    refused = _refused()
    return _done(_named(_address())) if refused is None else refused


def _address() -> str:
    """Return the address as it was sent: with its escapes, and all of its query but the format."""
    path, _, asked = request.environ["REQUEST_URI"].partition("?")
    path = urlsplit(path).path if "://" in path else path
    rest = "&".join(part for part in asked.split("&") if part and not part.startswith("format="))
    address = f"{request.scheme}://{request.host}{path}"
    return f"{address}?{rest}" if rest else address


def _refused() -> Response | None:
    return None if request.method in ("GET", "HEAD") else writing.refusal()


def _done(graph: NamedNode | None) -> Response:
    if request.method in ("GET", "HEAD"):
        return _read(graph)
    condition = _condition()
    what = f"{request.method} {graph or 'the default graph'}"
    if request.method == "DELETE":
        writing.write(writes.remove, graph, condition, text=what)
        return Response(status=204)
    task = writes.merge if request.method == "POST" else writes.replace
    payloads = _payloads(request.base_url if graph is None else graph.value)
    new = writing.write(task, graph, payloads, condition, text=what)
    return Response(status=201 if new else 204)


def _condition() -> Condition | None:
    """Return what must hold of the graph for it to be changed, None where nothing must.

    Raises:
        PreconditionFailed: the condition is on entity tags.  Those of this server are weak and
            name one form of a graph, so none holds for a graph as it is stored (RFC 9110, 13.1).
    """
    match, none_match = request.if_match, request.if_none_match
    if (match and not match.star_tag) or (none_match and not none_match.star_tag):
        raise PreconditionFailed(
            "a condition on tags cannot hold here, since they are weak; "
            "send If-Match: * or If-None-Match: *, or neither"
        )
    if match.star_tag:
        return "there"
    return "not there" if none_match.star_tag else None


def _new() -> Response:
    """Put what was sent into a graph whose name is made for it (section 5.5)."""
    address = url_for("graph_store.direct", _path=secrets.token_hex(8), _external=True)
    graph, payloads, condition = NamedNode(address), _payloads(address), _condition()
    writing.write(writes.replace, graph, payloads, condition, text=f"POST <{address}>")
    return Response(status=201, headers={"Location": address})


def _read(graph: NamedNode | None) -> Response:
    if not _is_there(graph):
        raise _unknown(graph)
    state = identifier()
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
    if identifier() != state and not _is_there(graph):
        raise _unknown(graph)  # it was removed between the two looks at it
    response.vary.add("Accept")
    return response


def _is_there(graph: NamedNode | None) -> bool:
    return graph is None or opened().ask(tasks.has_graph, graph)[0]


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
    if "Content-Range" in request.headers:
        raise BadRequest("a part of a graph cannot be sent (RFC 9110, 14.5); send the whole of it")
    if request.mimetype != "multipart/form-data":
        told = request.mimetype_params
        return (_payload(request.get_data(), request.mimetype, told, base),)
    found = [
        _payload(file.read(), file.mimetype, file.mimetype_params, base)
        for files in request.files.listvalues()
        for file in files
    ]
    if not found:
        raise BadRequest("the form has no file; send each graph as a file with its media type")
    return tuple(found)


def _payload(content: bytes, media_type: str, told: Mapping[str, str], base: str) -> Payload:
    protocol.check_charset(told)
    if RdfFormat.from_media_type(media_type) is None:
        raise UnsupportedMediaType(
            f"Content-Type is '{media_type or 'missing'}'; send Turtle (text/turtle), N-Triples, "
            "RDF/XML or JSON-LD"
        )
    return Payload(content, media_type, base)
