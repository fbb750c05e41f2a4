"""Answer with one thing as framed JSON-LD: plain JSON, whose context is named by its address."""

from collections.abc import Callable

from flask import Response, url_for
from pyoxigraph import NamedNode

from kg import __version__
from server import protocol, rdf
from server.current import opened
from server.readers import tasks

SUFFIX = "jsonld"


def respond(subject: NamedNode, *, about: Callable[[], str]) -> Response:
    """Answer with *subject*, or with 304 where *about* tells that it is known."""
    context = url_for("ontology.frame", name="context", _external=True)

    def make() -> Response:
        content, _ = opened().ask(tasks.frame, subject, context)
        return Response(content, content_type=rdf.content_type(rdf.FORMS[SUFFIX].media_type))

    return rdf.unless_known(lambda: protocol.tag(about(), context, "framed", __version__), make)
