"""Answer with one thing as framed JSON-LD: plain JSON, whose context is named by its address."""

from flask import Response, url_for
from pyoxigraph import NamedNode, Store

from kg import __version__
from kg.export.framed import as_text, framed
from server import protocol, rdf

SUFFIX = "jsonld"


def respond(store: Store, subject: NamedNode, *, about: str) -> Response:
    """Answer with *subject* as *store* has it, or with 304 where *about* tells that it is known."""
    context = url_for("ontology.frame", name="context", _external=True)

    def make() -> Response:
        return Response(
            as_text(framed(store, subject, context=context)),
            content_type=rdf.content_type(rdf.FORMS[SUFFIX].media_type),
        )

    return rdf.unless_known(protocol.tag(about, context, "framed", __version__), make)
