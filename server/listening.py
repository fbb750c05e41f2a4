"""The part that listens: it takes whole requests from slow clients and hands them to the pages.

waitress reads requests and sends answers in one thread that never waits for a
client, and does the work in others.  What it lacks are limits on how long a
client may take to send one request, or to read an answer: a byte now and then
would keep a place for ever.
"""

import errno
import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask, WSGITask

from kg.errors import UsageError
from server.application import close
from server.headers import ALWAYS
from server.problems import PROBLEM, Problem, code_of
from server.readers.pool import LONG_WAITING

if TYPE_CHECKING:
    from server.running import Running

ACCEPTED_BODY = 8 * 2**20
"""Bytes at which the socket is closed; up to there a body too large gets a problem document."""

HEADERS = 64 * 2**10
"""Bytes of the line and the headers of a request."""

SENDING = 20
"""How long a client may take to send one request (seconds)."""

UNREAD = 2**20
"""Bytes of an answer that a client may leave unread when its next request is answered."""

READING = 30
"""How long a client may take none of an answer (seconds)."""

SILENT = 60
"""After what a connection on which nothing happens is closed (seconds)."""

CONNECTIONS = 500
"""Connections at once."""

OF_ONE = 100
"""Connections of one client; a proxy may make all of them."""

SHORT = 16
"""Threads beside those that wait for long queries."""

CLEANUP = 5
"""How often it is looked for connections to close (seconds)."""

WAKE = 0.2
"""How soon it is noticed that the server should stop (seconds)."""

LAST = 3.0
"""How long a client has to take the answer that its query was stopped (seconds)."""

GRACE = 10.0
"""How long answers that are under way have when the server is stopped (seconds)."""


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request; it has a path, of which waitress speaks, also where it could read none."""

    path = ""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the first line and the headers.

        Raises:
            ParsingError: they are no request; also for an address that the library trips over,
                of which waitress would tell nobody but its own log.
        """
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError(f"Address is invalid: {error}") from error
        if self.version == "1.1" and "HOST" not in self.headers:
            raise ParsingError("Host is missing (RFC 9112, 3.2)")
        if self.content_length >= self.adj.max_request_body_size:
            self.expect_continue = False  # nobody is told to send what is not taken


class Task(WSGITask):  # type: ignore[misc]
    """Answers one request; an answer without a body ends with its headers (RFC 9112, 6.3)."""

    def set_close_on_finish(self) -> None:
        """Close the connection after this answer, where it does not end by itself."""
        told = self.request.headers.get("CONNECTION", "").lower()
        if self.has_body or self.version != "1.1" or told == "close":
            super().set_close_on_finish()


class Refusal(ErrorTask):  # type: ignore[misc]
    """Answers what is no request with a problem document."""

    def execute(self) -> None:
        """Write it."""
        error = self.request.error
        problem = Problem(
            code=code_of(error.reason),
            title=error.reason,
            status=error.code,
            detail=f"{error.body}; the request was not read any further",
        )
        content = problem.content()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", PROBLEM), *ALWAYS]
        self.content_length = len(content)
        self.set_close_on_finish()
        self.write(content)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that knows since when its client sends a request."""

    parser_class = Parser
    task_class = Task
    error_task_class = Refusal
    since: float | None = None
    waiting = False
    """Whether a request waits until more of an answer has been read."""

    def __init__(self, server: Any, sock: Any, addr: Any, *further: Any, **named: Any) -> None:
        super().__init__(server, sock, addr, *further, **named)
        own = sum(other.addr[0] == addr[0] for other in server.active_channels.values())
        if own > OF_ONE and addr[0] != server.adj.trusted_proxy:
            self.will_close = True

    def service(self) -> None:
        """Answer one request, or wait with it until the client has read what came before.

        Nothing waits but the request: no thread does, and no more answers are made.
        """
        with self.outbuf_lock:
            self.waiting = self.connected and self.total_outbufs_len > UNREAD
            if self.waiting:
                return
        super().service()

    def handle_write(self) -> None:
        """Send what can be sent, and go on with what waited for it."""
        super().handle_write()
        with self.outbuf_lock:
            goes_on = self.waiting and self.total_outbufs_len <= UNREAD
            self.waiting = self.waiting and not goes_on
        if goes_on:
            self.server.add_task(self)

    def received(self, data: bytes) -> bool:
        """Take the next bytes of a request."""
        if self.since is None:
            self.since = time.monotonic()
        done: bool = super().received(data)
        if self.request is None:
            self.since = None
        return done

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Hold up no thread for a client that does not read.

        An answer is whole in memory or in a file before its first byte goes out, so that
        there is nothing to be saved by waiting.
        """


def _closing_late(server: Any) -> Callable[[float], None]:
    """Return what *server* does now and then: it closes the silent and, besides, the late.

    Late is who does not send the whole of a request, or does not read an answer.
    """
    close_silent = server.maintenance

    def maintenance(now: float) -> None:
        close_silent(now)
        for channel in tuple(server.active_channels.values()):
            began, unread = channel.since, channel.total_outbufs_len
            sends = began is not None and not channel.requests and not unread
            if sends and time.monotonic() - began > SENDING:
                channel.will_close = True
            elif unread and now - channel.last_activity > READING:
                # A full socket never tells that it may be written, so it is closed here.
                channel.handle_close()

    return maintenance


def listen(app: Flask, *, host: str, port: int, proxy: str | None = None) -> Any:
    """Return a server for *app* that has its port and waits to be run.

    *proxy* is the address of a proxy whose word on its clients is taken.

    Raises:
        UsageError: nothing can listen at *host* and *port*.
    """
    settings = app.extensions["current"].settings
    # It warns of every request that waits for a moment.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    trusted = {
        "trusted_proxy": proxy,
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
    }
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=settings.readers + LONG_WAITING + SHORT,
            ident="foigraph",
            max_request_body_size=max(ACCEPTED_BODY, app.config["MAX_CONTENT_LENGTH"]),
            max_request_header_size=HEADERS,
            channel_timeout=SILENT,
            cleanup_interval=CLEANUP,
            connection_limit=CONNECTIONS,
            # Read on while a query runs, so that a client that goes away is noticed.
            channel_request_lookahead=1,
            **(trusted if proxy else {}),
        )
    except (OSError, ValueError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        mend = "stop the program that has it, or name another" if taken else "name another"
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise UsageError(
            f"{host}:{port}: {reason}; {mend} with --host and --port "
            "(--port 0 takes any that is free)"
        ) from error
    for one in _map(server).values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
            one.maintenance = _closing_late(one)
    return server


def run(server: Any, app: Flask) -> None:
    """Serve until this process is told to stop; then finish what is under way, for a while."""
    stopping = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stopping.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        serve(server, app, stopping)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve(server: Any, app: Flask, stopping: threading.Event) -> None:
    """Serve until *stopping* is set; then finish what is under way, for a while."""
    found = _map(server)
    while not stopping.is_set():
        wasyncore.loop(timeout=WAKE, map=found, use_poll=True, count=1)
    for one in [one for one in found.values() if isinstance(one, BaseWSGIServer)]:
        one.close()
    _finish(found, GRACE)
    running: Running = app.extensions["running"]
    running.stop_all()
    _finish(found, LAST)
    server.task_dispatcher.shutdown(timeout=LAST)
    wasyncore.close_all(found)
    close(app)


def _finish(found: dict[int, Any], seconds: float) -> None:
    """Go on until no answer is under way, or *seconds* have passed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(
        isinstance(one, Channel) and (one.requests or one.total_outbufs_len)
        for one in found.values()
    ):
        wasyncore.loop(timeout=WAKE, map=found, use_poll=True, count=1)


def _map(server: Any) -> dict[int, Any]:
    """Return what *server* looks after: its sockets and connections by descriptor."""
    found: dict[int, Any] = getattr(server, "map", None) or server._map  # noqa: SLF001
    return found
