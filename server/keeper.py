"""For those who look after the server: its health, its measures, and the queries under way."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import NotFound, Unauthorized

from kg import __version__
from kg.errors import BusyError
from server import metrics
from server.current import current, identifier, opened, settings, study
from server.running import Running, known

blueprint = Blueprint("keeper", __name__)


@blueprint.get("/health")
def health() -> Response:
    """Answer whether the server can answer, from what, and what is wrong."""
    generation = opened()
    trouble = current().trouble
    ready = generation.pool.ready
    state: dict[str, Any] = {
        "status": "ok" if trouble is None and generation.pool.alive else "degraded",
        "study": study().title,
        "generation": identifier(),
        "quads": generation.quads,
        "readers": len(generation.pool.pids),
        "network": "cut" if ready is not None and ready.cut else "open",
        "version": __version__,
    }
    if trouble is not None:
        # What is wrong names files of the server: its log has it, and this says where to look.
        state["trouble"] = (
            "the generation that is current cannot be loaded, so an older one is served; "
            "the server's log says why"
        )
    return jsonify(state)


@blueprint.get("/health/live")
def live() -> Response:
    """Answer that the process is there."""
    return jsonify({"status": "live"})


@blueprint.get("/health/ready")
def ready() -> Response:
    """Answer when queries can be answered; 503 while they cannot."""
    if not opened().pool.alive:
        raise BusyError("nobody is there to answer; ask again in a few seconds")
    return jsonify({"status": "ready", "generation": identifier()})


@blueprint.get("/metrics")
def measures() -> Response:
    """Answer with what a monitor reads (Prometheus)."""
    return Response(
        metrics.of(current_app).text(), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


@blueprint.get("/running")
def running() -> Response:
    """Answer with the queries under way; to those who have a token."""
    _let_in()
    return jsonify(_running().listed())


@blueprint.delete("/running/<identifier>")
def stop(identifier: str) -> Response:
    """Stop a query under way; for those who have a token."""
    _let_in()
    if not _running().stop(identifier):
        raise NotFound(f"no query {identifier} is under way; /running lists those that are")
    return Response(status=204)


def _running() -> Running:
    found: Running = current_app.extensions["running"]
    return found


def _let_in() -> None:
    if not known(request.headers.get("Authorization"), settings().tokens):
        raise Unauthorized(
            "this is for the keeper of the server: send a token as 'Authorization: Bearer ...' "
            "(kg serve --token-file names the file with those that are let in)",
            www_authenticate=WWWAuthenticate("bearer"),
        )
