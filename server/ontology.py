"""The ontology and the shapes: a page of their terms, or the terms as data."""

import hashlib
from collections.abc import Callable
from functools import cache

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from server import rdf, terms
from server.current import study

blueprint = Blueprint("ontology", __name__)

TITLES = {"ontology": "Ontology", "shapes": "Shapes"}


@blueprint.get("/<any(ontology, shapes):which>")
@blueprint.get("/<any(ontology, shapes):which>.<suffix>")
@blueprint.get("/<any(ontology, shapes):which>/<part>")
def document(which: str, suffix: str | None = None, part: str | None = None) -> Response:
    """Answer with the terms of all modules, or of the one named *part*, by Accept or suffix."""
    if part is not None:
        part, suffix = rdf.split(part)
    modules = tuple(module for module in terms.modules(which) if part is None or module.key == part)
    if not modules:
        raise NotFound(f"/{which}/{part}: there is no such module; /{which} has them all")
    explicit = suffix is not None
    if suffix is None:
        suffix = rdf.wanted()
    if suffix is not None:
        response = rdf.respond(
            lambda: (triple for module in modules for triple in module.triples),
            suffix,
            base=study().base,
            about=f"{which} {part} {_mark(which)}",
        )
    else:
        path = which if part is None else f"{which}/{part}"
        response = Response(
            render_template(
                "terms.html",
                which=which,
                title=TITLES[which],
                modules=modules,
                path=path,
                forms=rdf.FORMS,
                first=_first(),
            )
        )
    if not explicit:
        response.vary.add("Accept")
    return response


def _first() -> Callable[[str], bool]:
    """Return what tells whether it is asked about a name for the first time.

    Shapes share rules; only the first place where one is shown may have its name.
    """
    seen: set[str] = set()

    def first(name: str) -> bool:
        new = name not in seen
        seen.add(name)
        return new

    return first


@cache
def _mark(which: str) -> str:
    """Return what tells one state of the files from another."""
    digest = hashlib.sha256()
    for module in terms.modules(which):
        for line in sorted(map(str, module.triples)):
            digest.update(line.encode())
    return digest.hexdigest()
