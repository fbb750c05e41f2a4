"""SPARQL 1.1 Update: on a scratch dataset only."""

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import MethodNotAllowed, PreconditionFailed

from kg import vocabulary
from kg.query import guard
from server import outside, protocol, writing
from server.current import settings, study
from server.readers import writes
from server.using import with_dataset

blueprint = Blueprint("update", __name__)

ALLOWED = ("OPTIONS", "POST")


@blueprint.route(
    "/update",
    methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    provide_automatic_options=False,
)
def endpoint() -> Response:
    """Carry out an update, or say how the data of a study change."""
    if request.method == "OPTIONS":
        return Response(headers={"Allow": ", ".join(ALLOWED)})
    refused = writing.refusal()
    if refused is not None:
        return refused
    if request.method != "POST":
        raise MethodNotAllowed(valid_methods=ALLOWED)
    if request.if_match or (request.if_none_match and not request.if_none_match.star_tag):
        raise PreconditionFailed("an update has no entity tag to be held to; send no condition")
    asked = protocol.read_update(request)
    g.query_text = asked.text
    outside.check(guard.check_update(asked.text, endpoints=settings().endpoints))
    text = with_dataset(
        asked.text,
        [graph.value for graph in asked.using],
        [graph.value for graph in asked.using_named],
    )
    prefixes = vocabulary.prefixes(study().base)
    writing.write(writes.update, text, prefixes, study().base, text=text)
    return Response(status=204)
