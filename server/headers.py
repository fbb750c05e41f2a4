"""Headers that every answer has: what a browser may do with it, and what it came from."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
EXPOSED = "ETag, Generation"


def register(app: Flask) -> None:
    """Make *app* put the headers on every answer."""
    app.before_request(_know_the_host)
    app.after_request(_complete)


def _know_the_host() -> None:
    # Links in data are made of it; a header that is no host leaves it empty.
    if not request.host:
        raise BadRequest("the header Host is no host; send the name that the server is asked by")


def _complete(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    # Anybody may read; nothing here depends on who asks, so no credentials are let in.
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = headers.get("Allow", "GET, HEAD, OPTIONS")
        headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        headers["Access-Control-Max-Age"] = "86400"
    if "opened" in g:
        headers["Generation"] = g.opened.identifier
    # A generation never changes, but which one is current does: ask, and be told 304.
    headers.setdefault("Cache-Control", "no-cache")
    return response
