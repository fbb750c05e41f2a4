"""Answer a request that came just so before, before any other part of the server looks at it.

What is kept is the whole answer of a generation, headers and all, by the few
parts of the request that settle it.  It costs so little that it counts for no
limit of the client.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, g, request
from werkzeug.http import parse_etags
from werkzeug.wsgi import wrap_file

from server.current import identifier

if TYPE_CHECKING:
    from server.cache import Spool
    from server.current import Current

MOST = 64 * 2**20
"""Bytes of answers that are kept in memory."""

ENTRY = 3 * 2**10
"""Bytes that headers and the rest of an entry take."""

ASKED = 2**13
"""Bytes of a request above which its answer is not kept."""

LARGE = 2**18
"""An answer of more bytes is kept only where its content is in a file anyhow."""

BLOCK = 2**20

SETTLING = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
)
"""What an answer to GET depends on, beside the generation."""

UNSETTLED = frozenset({"CONTENT_LENGTH", "HTTP_IF_MATCH"})
"""What makes a GET one to look at with care."""

Start = Callable[..., object]


@dataclass(frozen=True, slots=True)
class _Whole:
    generation: str
    headers: list[tuple[str, str]]
    mark: str
    content: "bytes | weakref.ref[Spool]"
    """A file is kept open by the cache alone, which counts them; here it is only known."""

    size: int


class Again:
    """The WSGI application, and what it answered."""

    def __init__(self, app: Flask) -> None:
        self._inner = app.wsgi_app
        self._current: Current = app.extensions["current"]
        self._kept: OrderedDict[tuple[object, ...], _Whole] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self.hits = 0

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer from what is kept, or let the application answer."""
        if environ["REQUEST_METHOD"] != "GET" or UNSETTLED.intersection(environ):
            return self._inner(environ, start)  # type: ignore[arg-type]
        found = self._kept.get(tuple(map(environ.get, SETTLING)))
        if found is None or found.generation != self._current.identifier:
            return self._inner(environ, start)  # type: ignore[arg-type]
        content = found.content if isinstance(found.content, bytes) else found.content()
        if content is None:
            return self._inner(environ, start)  # type: ignore[arg-type]
        self.hits += 1
        known = parse_etags(environ.get("HTTP_IF_NONE_MATCH"))
        if known.star_tag or found.mark in known.as_set(include_weak=True):
            unsent = ("content-length", "content-type", "content-encoding")
            start(
                "304 NOT MODIFIED",
                [pair for pair in found.headers if pair[0].lower() not in unsent],
            )
            return [b""]
        start("200 OK", found.headers)
        if isinstance(content, bytes):
            return [content]
        return wrap_file(environ, content.reader(), BLOCK)  # type: ignore[arg-type]

    def keep(self, key: tuple[object, ...], whole: _Whole) -> None:
        """Keep an answer, and let those go that were kept longest."""
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = whole
            self._size += whole.size - (before.size if before else 0)
            while self._size > MOST:
                _, gone = self._kept.popitem(last=False)
                self._size -= gone.size


def register(app: Flask) -> Again:
    """Make *app* answer again what it answered before; return what keeps the answers."""
    again = Again(app)
    app.extensions["again"] = again
    app.wsgi_app = again  # type: ignore[assignment, method-assign]
    app.after_request(_keep)
    return again


def _keep(response: Response) -> Response:
    mark: str | None = g.get("mark")
    if mark is None or request.method != "GET" or response.status_code != 200:
        return response
    current: Current = current_app.extensions["current"]
    generation = identifier() if "opened" in g else None
    if generation is None or generation != current.identifier:
        return response
    spool: Spool | None = g.get("spool")
    if spool is None and (response.is_streamed or (response.content_length or 0) > LARGE):
        return response
    content = response.get_data() if spool is None else weakref.ref(spool)
    headers = [pair for pair in response.headers if not pair[0].startswith("RateLimit")]
    key = tuple(map(request.environ.get, SETTLING))
    asked = sum(len(part or "") for part in key)
    if asked > ASKED:
        return response
    # The address stands once more in a header.
    size = ENTRY + 2 * asked + (len(content) if isinstance(content, bytes) else 0)
    again: Again = current_app.extensions["again"]
    again.keep(key, _Whole(generation, headers, mark, content, size))
    return response
