"""Write one line of JSON for each request: what was asked of which part, and how it went.

The text of a query may hold what its author looks for, so it is left out unless
the keeper of the server asks for it; the client's address is never written.
"""

import json
import logging
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g, request

from server import metrics
from server.current import settings

if TYPE_CHECKING:
    from server.opened import Opened

log = logging.getLogger("foigraph.requests")


def register(app: Flask) -> None:
    """Make *app* log and measure its requests."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    if "began" not in g:
        return response
    seconds = time.perf_counter() - g.began
    part = request.blueprint or "none"
    metrics.of(current_app).requests.labels(part, str(response.status_code)).observe(seconds)
    if log.isEnabledFor(logging.INFO):
        opened: Opened | None = g.get("opened")
        line = {
            "method": request.method if request.method in KNOWN else "other",
            "path": request.path,
            "status": response.status_code,
            "ms": round(1000 * seconds, 1),
            "bytes": response.content_length,
            "kind": g.get("kind"),
            "computed": "seconds" in g,
            "generation": opened.identifier if opened else None,
            "problem": g.get("problem"),
        }
        if settings().log_queries:
            line["query"] = g.get("query_text")
        log.info("%s", json.dumps({key: value for key, value in line.items() if value is not None}))
    return response


KNOWN = ("GET", "HEAD", "POST", "QUERY", "OPTIONS", "PUT", "DELETE", "PATCH")
"""Methods that are named; another is whatever a client made up."""


def to_standard_error() -> None:
    """Write the lines to standard error, one a request."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Timed())
    log.addHandler(handler)
    log.propagate = False
    log.setLevel(logging.INFO)


class _Timed(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return f'{{"time": "{stamp}", {record.getMessage()[1:]}'
