"""Linked data: every IRI of the study and of its codes answers, by a page or by data."""

import re
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, url_for
from pyoxigraph import NamedNode, Quad
from werkzeug.exceptions import Gone, NotFound
from werkzeug.urls import iri_to_uri

from kg import vocabulary
from server import description, framing, rdf
from server.current import current, identifier, opened, study
from server.display import LOCAL, OTHER
from server.ordering import order
from server.readers import tasks

blueprint = Blueprint("resources", __name__)

_GRAPH = re.compile(rf"(?:{OTHER}[^/]+/)?graph/")

MENTIONS = 50
"""Things that a page lists for each way in which they point at what it describes."""


@blueprint.get("/id/<kind>/<key>")
@blueprint.get("/code/<kind>")
@blueprint.get("/code/<kind>/<key>")
@blueprint.get("/graph/<key>")
@blueprint.get("/of/<other>/id/<kind>/<key>")
@blueprint.get("/of/<other>/graph/<key>")
def thing(**_: str) -> Response:
    """Send on to the page or the data about the thing that the address names (303)."""
    path = request.path.lstrip("/")
    subject = _subject(path)
    if not _exists(subject):
        raise _unknown(subject)
    suffix = rdf.wanted()
    page = _page_address(path)
    response = Response(status=303, headers={"Location": page + (f".{suffix}" if suffix else "")})
    response.headers.add("Link", f"<{page}>; rel=describedby")
    response.vary.add("Accept")
    return response


@blueprint.get("/doc/<path:path>")
def document(path: str) -> Response:
    """Answer with the page about a thing, or with its data where the address has a suffix."""
    path, suffix = rdf.split(path)
    subject = _subject(path)
    if not _exists(subject):
        raise _unknown(subject)
    if suffix is not None:
        return _linked(_data(subject, path, suffix), subject, path)
    page = _graph_page(subject, path) if _is_graph(path) else _page(subject, path)
    return _linked(Response(page), subject, path)


def _data(subject: NamedNode, path: str, suffix: str) -> Response:
    def about() -> str:
        return f"{identifier()} {subject.value}"

    if suffix == framing.SUFFIX and not _is_graph(path):
        return framing.respond(subject, about=about)
    if _is_graph(path):
        return rdf.respond(
            lambda: description.without_graphs(_quads(subject)),
            suffix,
            base=study().base,
            about=about,
        )
    return rdf.respond(
        lambda: opened().ask(tasks.described, subject, 0)[0][0].triples,
        suffix,
        base=study().base,
        about=about,
    )


def _page(subject: NamedNode, path: str) -> str:
    (thing, names), _ = opened().ask(tasks.described, subject, MENTIONS)
    return render_template(
        "thing.html", thing=thing, path=path, forms=rdf.FORMS, limit=MENTIONS, name=names.get
    )


def _graph_page(subject: NamedNode, path: str) -> str:
    quads = _quads(subject)
    version = _subject(path.replace("graph/", "id/document-version/", 1))
    shown = [version, *(term for quad in quads for term in (quad.subject, quad.object))]
    names, _ = opened().ask(tasks.names, shown)
    return render_template(
        "graph.html",
        subject=subject,
        path=path,
        forms=rdf.FORMS,
        quads=len(quads),
        contents=description.contents(quads),
        version=version if version in names else None,
        name=names.get,
    )


def _linked(response: Response, subject: NamedNode, path: str) -> Response:
    """Say in headers what the answer is about, where else it is, and under which licence."""
    links, page = response.headers.add, _page_address(path)
    links("Link", f"<{iri_to_uri(subject.value)}>; rel=describes")
    links("Link", f'<{page}>; rel=canonical; type="text/html"')
    for suffix, form in rdf.FORMS.items():
        links("Link", f'<{page}.{suffix}>; rel=alternate; type="{form.media_type}"')
    links("Link", f"<{iri_to_uri(study().licence)}>; rel=license")
    return response


def _page_address(path: str) -> str:
    # A header holds URIs: what is none of their letters is escaped.
    return f"{request.script_root}/doc/{quote(path)}"


def _quads(graph: NamedNode) -> list[Quad]:
    found, _ = opened().ask(tasks.graph, graph)
    return sorted(found, key=lambda quad: order(quad.subject))


def _subject(path: str) -> NamedNode:
    """Return the IRI that stands behind *path* on this server."""
    base, rest = study().base if path.startswith(LOCAL) else vocabulary.HOME, path
    for further in study().together:
        if path.startswith(f"{OTHER}{further.key}/"):
            base, rest = further.base, path.removeprefix(f"{OTHER}{further.key}/")
    try:
        return NamedNode(base + rest)
    except ValueError as error:
        raise NotFound(
            f"/{path}: this can be no IRI; copy it whole from where it stands"
        ) from error


def _is_graph(path: str) -> bool:
    return bool(_GRAPH.match(path))


def _exists(subject: NamedNode) -> bool:
    found: bool = opened().ask(tasks.exists, subject)[0]
    return found


def _unknown(subject: NamedNode) -> NotFound | Gone:
    for generation in current().kept():
        if generation.identifier != opened().name and subject.value in generation.origins:
            address = url_for("sparql.older", identifier=generation.identifier)
            return Gone(
                f"{subject.value}: generation {identifier()} does not hold it any more; "
                f"generation {generation.identifier} does: ask it at {address}"
            )
    return NotFound(
        f"{subject.value}: generation {identifier()} knows no such thing; "
        "look for it with a query, /queries has some ready"
    )
