"""Make what is asked for once, and keep it to be sent again while its generation is served."""

import pickle
from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from server.cache import Cache, Kept

Value = TypeVar("Value")


def content(mark: Callable[[], str], make: Callable[[], bytes]) -> bytes:
    """Return what *mark* settles: from the cache, or made now and kept.

    The mark is asked for again when it is made: a dataset that may be written can have
    changed by then.
    """
    cache: Cache = current_app.extensions["cache"]
    kept = cache.get(mark())
    if kept is None:
        made = make()
        cache.put(mark(), Kept(rows=None, size=len(made), content=made))
        return made
    assert isinstance(kept.content, bytes)  # noqa: S101 -- made above
    return kept.content


def value(mark: Callable[[], str], make: Callable[[], Value]) -> Value:
    """Return what *mark* settles as a value, which is kept as bytes."""
    found: Value = pickle.loads(content(mark, lambda: pickle.dumps(make())))  # noqa: S301 -- ours
    return found
