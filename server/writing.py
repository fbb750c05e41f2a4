"""Change the scratch dataset: one write after another, each whole or not at all."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Response, current_app, request

from server.current import opened, settings
from server.problems import Problem
from server.problems import answer as problem

if TYPE_CHECKING:
    from server.running import Running

LOOPBACK = ("localhost", "127.0.0.1", "::1")
STUDY = (
    "a study is not changed over HTTP; what changes it is a record, or a ruling in links.yaml, "
    "and then 'kg build' ('kg serve --scratch' serves an empty dataset to try updates on)"
)


def refusal() -> Response | None:
    """Return why this request may change nothing, or None when it may."""
    if not settings().scratch:
        return _refused("read-only", "This endpoint is read-only", f"{request.path}: {STUDY}")
    if _host(request.host_url) not in LOOPBACK:
        # A name that leads here was given by somebody else, who may have a page under it.
        return _refused(
            "other-host",
            "A scratch dataset is changed by its own address only",
            f"the request was sent to {request.host}; send it to localhost or 127.0.0.1",
        )
    origin = request.headers.get("Origin")
    if origin is not None and _host(origin) not in LOOPBACK:
        # Any page in a browser can send a form to this machine; none but its own may change it.
        return _refused(
            "other-origin",
            "A page of another site may change nothing",
            f"the request comes from a page of {origin}; send it from this machine",
        )
    return None


def write(task: Callable[..., object], *arguments: object, text: str) -> Any:
    """Return what *task* gives, which changes the dataset; *text* is what its keeper sees of it.

    Raises:
        KgError: it failed, and nothing was changed.
    """
    running: Running = current_app.extensions["running"]
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    dataset = opened()
    with running.entered(
        text, client=request.remote_addr or "", generation=dataset.identifier, gone=gone
    ) as entry:
        return dataset.write(task, *arguments, seconds=settings().seconds, stop=entry.stop)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _refused(code: str, title: str, detail: str) -> Response:
    return problem(Problem(code=code, title=title, status=403, detail=detail))
