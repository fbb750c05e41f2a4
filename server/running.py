"""Queries under way: who may see them, stop them, and how many one client may have."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kg.errors import KgError, LimitError, QueryStoppedError, TooManyQueriesError

TEXT = 2_000
"""Characters of a query that are shown."""


class GoneError(LimitError):
    """The client went away: nobody reads this."""

    code = "client-gone"
    http_status = 499
    title = "The client went away"


@dataclass(slots=True, eq=False)
class Entry:
    """A query under way."""

    text: str
    client: str
    generation: str
    gone: Callable[[], bool]
    identifier: str = field(default_factory=lambda: secrets.token_hex(6))
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = field(default_factory=time.monotonic)
    stopped: bool = False

    def stop(self) -> KgError | None:
        """Return why the query should be stopped, or None while it should go on."""
        if self.stopped:
            return QueryStoppedError("the query was stopped by the keeper of this server")
        if self.gone():
            return GoneError("the client closed the connection")
        return None

    def described(self) -> dict[str, object]:
        """Return what its keeper sees of it."""
        return {
            "id": self.identifier,
            "query": self.text[:TEXT],
            "client": self.client,
            "generation": self.generation,
            "since": self.since.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self.began, 3),
        }


class Running:
    """The queries under way on one server."""

    def __init__(self, *, at_once: int) -> None:
        self._at_once = at_once
        self._entries: dict[str, Entry] = {}
        self._clients: Counter[str] = Counter()
        self._ending = False
        self._lock = threading.Lock()

    @contextmanager
    def entered(
        self, text: str, *, client: str, generation: str, gone: Callable[[], bool]
    ) -> Iterator[Entry]:
        """Count a query while it runs.

        Raises:
            TooManyQueriesError: its client has as many under way as one may have.
        """
        entry = Entry(text, client, generation, gone)
        with self._lock:
            if self._clients[client] >= self._at_once:
                raise TooManyQueriesError(
                    f"{self._at_once} queries of yours are under way, and no more are run at "
                    "once; wait for one of them"
                )
            entry.stopped = self._ending
            self._clients[client] += 1
            self._entries[entry.identifier] = entry
        try:
            yield entry
        finally:
            with self._lock:
                del self._entries[entry.identifier]
                self._clients[client] -= 1
                if not self._clients[client]:
                    del self._clients[client]

    def listed(self) -> list[dict[str, object]]:
        """Return what is under way, the longest first."""
        with self._lock:
            entries = sorted(self._entries.values(), key=lambda entry: entry.began)
        return [entry.described() for entry in entries]

    def stop(self, identifier: str) -> bool:
        """Stop the query *identifier*, and tell whether it was under way."""
        with self._lock:
            entry = self._entries.get(identifier)
            if entry is not None:
                entry.stopped = True
        return entry is not None

    def stop_all(self) -> None:
        """Stop all of them, and those that are still to come."""
        with self._lock:
            self._ending = True
            for entry in self._entries.values():
                entry.stopped = True


def known(header: str | None, tokens: Sequence[str]) -> bool:
    """Tell whether *header* (``Bearer ...``) holds one of *tokens*; every one takes as long.

    A token is plain, or ``sha256:`` and the hash of one in hexadecimal digits.
    """
    scheme, _, given = (header or "").partition(" ")
    given = given.strip()
    digest = "sha256:" + hashlib.sha256(given.encode()).hexdigest()
    right = False
    for token in tokens:
        other = digest if token.startswith("sha256:") else given
        right |= hmac.compare_digest(
            token.lower().encode() if other is digest else token.encode(), other.encode()
        )
    return right and scheme.lower() == "bearer" and bool(given)
