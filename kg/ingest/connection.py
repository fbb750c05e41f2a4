"""Connect to a host at an IP address that was judged, within limits of time."""

import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from kg.ingest import LIMIT
from kg.ingest.guard import IP, PORTS, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take."""

    size: int = LIMIT
    """Largest document, as sent and as unpacked (bytes)."""

    connect: float = 10.0
    """Longest wait for a connection (seconds)."""

    read: float = 20.0
    """Longest silence of the server (seconds)."""

    total: float = 120.0
    """Longest time for all of it, redirects too (seconds)."""

    redirects: int = 5


class Connection(http.client.HTTPConnection):
    """A connection for one host to IP addresses that were judged."""

    def __init__(self, asked: Target, ips: tuple[IP, ...], limits: Limits, deadline: float) -> None:
        super().__init__(asked.host, asked.port)
        # By this the library tells whether the Host header names the port.
        self.default_port = PORTS[asked.scheme]
        self._asked, self._ips, self._limits, self._deadline = asked, ips, limits, deadline
        self.late = False
        """Whether it was cut off because the time was over."""

        self._watch: threading.Timer | None = None
        self._watched: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first of the judged IP addresses that answers."""
        self.sock = self._plain()
        self.sock.settimeout(self._limits.read)
        if self._asked.scheme != "https":
            self._start_watch()
            return
        secured = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = secured
        self._start_watch()
        secured.do_handshake()

    def finish(self) -> None:
        """Close the connection and stop the watch.

        The library closes by itself when an answer is the last one, and reads
        that answer on; the watch must not stop with it.
        """
        if self._watch is not None:
            self._watch.cancel()
        self.close()

    def _start_watch(self) -> None:
        # A timeout of the socket starts anew with each byte; this one does not.
        self._watched = self.sock
        self._watch = threading.Timer(self._left(), self._cut)
        self._watch.daemon = True
        self._watch.start()

    def _plain(self) -> socket.socket:
        problem: OSError = TimeoutError("time is over")
        for ip in self._ips:
            try:
                wait = min(self._limits.connect, self._left())
                return socket.create_connection((str(ip), self.port), timeout=wait)
            except OSError as error:
                problem = error
        raise problem

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            self.late = True
            raise TimeoutError("time is over")
        return left

    def _cut(self) -> None:
        self.late = True
        if self._watched is None:
            return
        try:
            # The method of an SSL socket forgets its keys under the thread that reads.
            socket.socket.shutdown(self._watched, socket.SHUT_RDWR)
        except OSError:
            return  # it is closed already
