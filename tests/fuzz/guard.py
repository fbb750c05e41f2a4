"""Run a target under atheris: what may escape it, and how long one input may take."""

import sys
from collections.abc import Callable, Sequence

import atheris

from kg.errors import FaultError, KgError

SECONDS = 5
"""Longest that one input may take; a letter of a few pages takes milliseconds."""

MEGABYTES = 2048


def guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return *target* as one that lets through what it may raise: a known error, and no fault."""

    def once(content: bytes) -> None:
        try:
            target(content)
        except FaultError:
            raise
        except KgError:
            return

    return once


def fuzz(
    target: Callable[[bytes], None],
    *options: str,
    mutator: Callable[[bytes, int, int], bytes] | None = None,
    arguments: Sequence[str] = tuple(sys.argv),
) -> None:
    """Feed *target* inputs until libFuzzer's own *options* or *arguments* end it."""
    limits = (f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}")
    given = [arguments[0], *limits, *options, *arguments[1:]]
    if mutator is None:
        atheris.Setup(given, guarded(target))
    else:
        atheris.Setup(given, guarded(target), custom_mutator=mutator)
    atheris.Fuzz()
