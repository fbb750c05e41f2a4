"""How many requests one client may send in a time; who sends more is asked to wait."""

import math
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping

from flask import Flask, Response, current_app, g, request

from kg.errors import TooManyQueriesError, UsageError

EXEMPT = "keeper"
"""Blueprint that those ask who look after the server."""

SECONDS: Mapping[str, int] = {"second": 1, "minute": 60, "hour": 3600}


class Rates:
    """Counts the requests of each client in windows of one length, all addresses together."""

    def __init__(self, rate: str) -> None:
        found = re.fullmatch(r"(\d+)\s*(?:per|/)\s*(second|minute|hour)", rate.strip().lower())
        if found is None or not int(found[1]):
            raise UsageError(f"rate '{rate}' cannot be read; write it like '6000 per minute'")
        self.most, self.window = int(found[1]), SECONDS[found[2]]
        self._counts: Counter[str] = Counter()
        self._ends = 0.0
        self._lock = threading.Lock()

    def count(self, client: str) -> tuple[int, int]:
        """Count a request of *client*; return what it has left, below 0 if none, and until when.

        The time is in whole seconds from now.
        """
        now = time.monotonic()
        with self._lock:
            if now >= self._ends:
                self._counts.clear()
                self._ends = now + self.window
            self._counts[client] += 1
            return self.most - self._counts[client], math.ceil(self._ends - now)


def register(app: Flask, rate: str | None) -> None:
    """Make *app* count the requests of its clients, where *rate* is given.

    Raises:
        UsageError: it is no rate.
    """
    if rate is not None:
        app.extensions["rates"] = Rates(rate)
        app.before_request(_count)
        app.after_request(_tell)


def _count() -> None:
    rates: Rates = current_app.extensions["rates"]
    if request.blueprint == EXEMPT:
        return
    left, seconds = g.left = rates.count(request.remote_addr or "")
    if left < 0:
        error = TooManyQueriesError(
            f"more than {rates.most:,} requests came from your address within {rates.window} s; "
            f"ask again in {seconds} s, or take the dataset as a whole"
        )
        error.retry_after = seconds
        raise error


def _tell(response: Response) -> Response:
    """Say what is left (draft-ietf-httpapi-ratelimit-headers-06)."""
    if "left" in g:
        rates: Rates = current_app.extensions["rates"]
        left, seconds = g.left
        response.headers.add("RateLimit-Limit", str(rates.most))
        response.headers.add("RateLimit-Remaining", str(max(left, 0)))
        response.headers.add("RateLimit-Reset", str(seconds))
    return response
