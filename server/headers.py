"""Headers that every answer has: what a browser may do with it, and what it came from."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from server.current import identifier

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
EXPOSED = ", ".join(
    (
        "ETag",
        "Generation",
        "Link",
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "Retry-After",
        "Rows",
    )
)


def register(app: Flask) -> None:
    """Make *app* put the headers on every answer."""
    app.before_request(_know_the_host)
    app.before_request(_read_no_coding)
    app.after_request(_complete)


def _know_the_host() -> None:
    # Links in data are made of it; a header that is no host leaves it empty.
    if not request.host:
        raise BadRequest("the header Host is no host; send the name that the server is asked by")


def _read_no_coding() -> None:
    # RFC 9110, 15.5.16: a body in a coding that is not read is no body of the wrong form.
    coding = request.headers.get("Content-Encoding", "identity")
    if coding.strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType(f"Content-Encoding is '{coding}'; send the body as it is")


ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    # Anybody may read; nothing here depends on who asks, so no credentials are let in.
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", EXPOSED),
)


def _complete(response: Response) -> Response:
    headers = response.headers
    headers.extend(ALWAYS)
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = headers.get("Allow", "GET, HEAD, OPTIONS")
        headers["Access-Control-Allow-Headers"] = (
            "Accept, Authorization, Content-Type, If-Match, If-None-Match"
        )
        headers["Access-Control-Max-Age"] = "86400"
    if "opened" in g:
        headers["Generation"] = identifier()
    # A generation never changes, but which one is current does: ask, and be told 304.
    if "Cache-Control" not in headers:
        headers.add("Cache-Control", "no-cache")
    return response
