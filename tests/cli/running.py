"""Run ``kg`` inside this process, as a person meets it: words in; both streams and a status out.

A process of its own costs half a second before it does anything.  What only
one can show has tests that start one, by ``COMMAND``: what is loaded and when,
signals, terminals, pipes that break, other encodings (test_process.py and the
tests of ``--jobs``, ``review`` and ``serve``).
"""

import io
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess
from typing import TextIO

import pytest

from kg import cli, study

COMMAND = (sys.executable, "-c", "from kg.cli import main; main()")
"""The same in a process of its own."""

HIDDEN = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
"""Warnings that an interpreter does not show unless it is told to."""


def kg(
    *words: str | Path, cwd: Path | None = None, stdin: str = "", **environment: str
) -> CompletedProcess[str]:
    """Run ``kg`` with *words* in the folder *cwd*; what it printed is UTF-8."""
    done = kg_bytes(*words, cwd=cwd, stdin=stdin.encode(), **environment)
    return CompletedProcess(done.args, done.returncode, _text(done.stdout), _text(done.stderr))


def kg_bytes(
    *words: str | Path, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> CompletedProcess[bytes]:
    """Run ``kg`` likewise, with bytes in and out."""
    arguments = ["kg", *map(str, words)]
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch, _as_started():
        patch.setattr(sys, "argv", arguments)
        patch.setattr(sys, "stdin", _stream(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", _stream(out))
        patch.setattr(sys, "stderr", _stream(err, errors="backslashreplace"))
        for name in set(os.environ) - surroundings().keys():
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        status = _status()
        sys.stdout.flush()
        sys.stderr.flush()
        # Before the streams go, which would close what is under them.
        printed, told = out.getvalue(), err.getvalue()
    return CompletedProcess(arguments, status, printed, told)


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment without what would lead ``kg`` elsewhere, and with *more*."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KG_", "FOI"))}
    return {**kept, **more}


def _stream(buffer: io.BytesIO, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(buffer, encoding="utf-8", errors=errors, newline="\n")


def _text(printed: bytes) -> str:
    """Return what was printed, with one kind of line end."""
    return io.TextIOWrapper(io.BytesIO(printed), encoding="utf-8").read()


def _status() -> int:
    """Run the command and return the status that a process would end with."""
    try:
        cli.main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except Exception:  # noqa: BLE001 -- an interpreter prints whatever nobody caught
        traceback.print_exc()
        return 1
    return 0


@contextmanager
def _as_started() -> Iterator[None]:
    """Let warnings and the log go where they go in a new process, and forget what it cannot know.

    pytest gathers both; a person would see them on standard error.
    """
    # Keyed by a path that may be relative, which another folder has too.
    study._records_by_document.cache_clear()
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for category in HIDDEN:
            warnings.simplefilter("ignore", category)
        warnings.showwarning = _show
        try:
            yield
        finally:
            root.handlers = handlers


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    text = warnings.formatwarning(message, category, filename, lineno, line)
    (file or sys.stderr).write(text)
