"""The ontology, its codes and the shapes: pages of their terms, or the terms as data."""

import hashlib
from collections.abc import Sequence
from functools import cache

from flask import Blueprint, Response, render_template, request
from pyoxigraph import Triple
from werkzeug.exceptions import NotFound

from kg import vocabulary
from server import documentation, ontology_pages, protocol, rdf, terms
from server.current import study
from server.links import Links

blueprint = Blueprint("ontology", __name__)

CODES = "codes"
FRAME = "page.html"
"""Template that the pages stand in."""

MEDIA_TYPES = {"jsonld": "application/ld+json", "trig": "application/trig"}


@blueprint.get("/<any(ontology, shapes):which>")
@blueprint.get("/<any(ontology, shapes):which>.<suffix>")
@blueprint.get("/<any(ontology, shapes):which>/<part>")
def document(which: str, suffix: str | None = None, part: str | None = None) -> Response:
    """Answer with the terms of all modules, or of the one named *part*, by Accept or suffix."""
    if part is not None:
        part, suffix = rdf.split(part)
    triples = data(which, part)
    explicit = suffix is not None
    if suffix is None:
        suffix = rdf.wanted()
    if suffix is not None:
        response = rdf.respond(
            lambda: triples,
            suffix,
            base=study().base,
            about=lambda: f"{which} {part} {_mark(triples)}",
        )
    else:
        response = Response(_page(which, part))
    if not explicit:
        response.vary.add("Accept")
    return response


def data(which: str, part: str | None) -> Sequence[Triple]:
    """Return the triples of all modules of *which*, or of the one named *part*.

    Raises:
        NotFound: there is no such module.
    """
    if (which, part) == ("ontology", CODES):
        return _codes()
    found = [module for module in terms.modules(which) if part is None or module.key == part]
    if not found:
        raise NotFound(f"/{which}/{part}: there is no such module; /{which} has them all")
    return tuple(triple for module in found for triple in module.triples)


def _page(which: str, part: str | None) -> str:
    links = Links(root=request.script_root)
    if (which, part) == ("ontology", CODES):
        return render_template("codes.html", frame=FRAME, **ontology_pages.codes(links))
    if which == "ontology" and part is not None:
        return render_template("module.html", frame=FRAME, **ontology_pages.module(part, links))
    shown = ontology_pages.every_term(which, part, links)
    return render_template("terms.html", frame=FRAME, **shown)


@blueprint.get("/ontology/<part>/<version>")
def version(part: str, version: str) -> Response:
    """Send on from the IRI of a version to the module, where that is the version it has."""
    for module in documentation.modules():
        if (module.key, module.version) == (part, version):
            target = f"{request.script_root}/ontology/{part}"
            return Response(status=303, headers={"Location": target})
    raise NotFound(
        f"/ontology/{part}/{version}: this server has no such version; /ontology/{part} tells "
        "which one it has"
    )


@blueprint.get("/ontology/context.jsonld")
def context() -> Response:
    """Answer with the context of whole graphs, in the names of Turtle."""
    return _file("context.jsonld")


@blueprint.get("/ontology/frames/<name>.jsonld")
def frame(name: str) -> Response:
    """Answer with the frame *name*, or with the context of framed data."""
    return _file(f"frames/{name}.jsonld")


@blueprint.get("/ontology/examples/<name>.trig")
def example(name: str) -> Response:
    """Answer with an example graph."""
    return _file(f"examples/{name}.trig")


def _file(path: str) -> Response:
    """Answer with a file of the ontology's folder as it ships."""
    found = ontology_pages.files()
    if path not in found:
        folder = path.rpartition("/")[0]
        there = sorted(name for name in found if name.rpartition("/")[0] == folder)
        raise NotFound(f"/ontology/{path}: there is no such file; there are {', '.join(there)}")
    media_type = MEDIA_TYPES[path.rpartition(".")[2]]

    def make() -> Response:
        return Response(found[path], content_type=media_type)

    return rdf.unless_known(lambda: protocol.tag(hashlib.sha256(found[path]).hexdigest()), make)


@cache
def _codes() -> Sequence[Triple]:
    return tuple(
        triple
        for scheme in vocabulary.SCHEMES
        for triple in terms.triples(f"ontology/codes/{scheme}.ttl")
    )


def _mark(triples: Sequence[Triple]) -> str:
    """Return what tells one state of the files from another."""
    digest = hashlib.sha256()
    for line in sorted(map(str, triples)):
        digest.update(line.encode())
    return digest.hexdigest()
