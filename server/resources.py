"""Linked data: every IRI of the study and of its codes answers, by a page or by data."""

import re
from collections.abc import Callable
from functools import cache

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode, Quad
from werkzeug.exceptions import NotFound

from kg import vocabulary
from server import description, framing, rdf
from server.current import opened, study
from server.display import LOCAL, OTHER, order

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
    target = f"{request.script_root}/doc/{path}" + (f".{suffix}" if suffix else "")
    response = Response(status=303, headers={"Location": target})
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
        about = f"{opened().identifier} {subject.value}"
        if suffix == framing.SUFFIX and not _is_graph(path):
            return framing.respond(opened().store, subject, about=about)
        if _is_graph(path):
            return rdf.respond(
                lambda: description.without_graphs(_quads(subject)),
                suffix,
                base=study().base,
                about=about,
            )
        return rdf.respond(
            lambda: description.describe(opened().store, subject).triples,
            suffix,
            base=study().base,
            about=about,
        )
    if _is_graph(path):
        return _graph_page(subject, path)
    return Response(
        render_template(
            "thing.html",
            thing=description.describe(opened().store, subject),
            path=path,
            forms=rdf.FORMS,
            limit=MENTIONS,
            name=_namer(),
        )
    )


def _graph_page(subject: NamedNode, path: str) -> Response:
    quads = _quads(subject)
    store = opened().store
    version = _subject(path.replace("graph/", "id/document-version/", 1))
    return Response(
        render_template(
            "graph.html",
            subject=subject,
            path=path,
            forms=rdf.FORMS,
            quads=len(quads),
            contents=description.contents(quads),
            version=version if description.name(store, version) else None,
            name=_namer(),
        )
    )


def _namer() -> Callable[[NamedNode], str | None]:
    """Return what gives the names of things; a page shows many things more than once."""
    store = opened().store
    return cache(lambda node: description.name(store, node))


def _quads(graph: NamedNode) -> list[Quad]:
    found = opened().store.quads_for_pattern(None, None, None, graph)
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
    store = opened().store
    patterns = (
        (subject, None, None, None),
        (None, None, subject, None),
        (None, None, None, subject),
    )
    return any(next(store.quads_for_pattern(*pattern), None) for pattern in patterns)


def _unknown(subject: NamedNode) -> NotFound:
    return NotFound(
        f"{subject.value}: generation {opened().identifier} knows no such thing; "
        "look for it with a query, /queries has some ready"
    )
