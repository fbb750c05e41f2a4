"""The process that holds the store of one dataset, as the process that talks to clients sees it."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from kg.errors import KgError, QueryMemoryError, QueryTimeoutError, ReaderError
from server.readers import wire
from server.readers.messages import Fork, Plan, Ready, Reap, Write, Written
from server.readers.reader import OUT_OF_MEMORY

TICK = 0.05
"""How often a task under way is looked at (seconds)."""

Stop = Callable[[], KgError | None]
"""Returns why a task should be stopped, or None while it should go on."""


class Template:
    """The process that holds the store; it answers no query."""

    def __init__(self, plan: Plan) -> None:
        ours, theirs = wire.pair()
        self._control = ours
        self._process = subprocess.Popen(  # noqa: S603 -- our own program
            [sys.executable, "-m", "server.readers.template", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        wire.send(ours, plan)
        self.ready: Ready | None = None

    def wait(self) -> Ready:
        """Return what it says when it has loaded.

        Raises:
            StoreError: the generation cannot be loaded.
            ReaderError: the process ended.
        """
        try:
            said, _ = wire.receive(self._control)
        except (EOFError, OSError):
            raise ReaderError(
                f"the process that loads the generation ended ({self._process.wait()}); "
                "see whether there is memory for it"
            ) from None
        if isinstance(said, KgError):
            raise said
        assert isinstance(said, Ready)  # noqa: S101 -- the only other thing that it sends
        self.ready = said
        return said

    def fork(self) -> tuple[int, socket.socket]:
        """Return a new reader's process and the way to it.

        Raises:
            BusyError: the system gives no process now.
            EOFError, OSError: the template is gone.
        """
        wire.send(self._control, Fork())
        pid, files = wire.receive(self._control)
        if isinstance(pid, KgError):
            raise pid
        return pid, socket.socket(fileno=files[0])

    def reap(self, pid: int, *, wait: bool) -> int | None:
        """Return how the reader *pid* ended, where *wait* is set and that can be known."""
        wire.send(self._control, Reap(pid, wait))
        code: int | None = wire.receive(self._control)[0]
        return code

    def write(self, command: Write, *, until: float, stop: Stop) -> object:
        """Return what a write gave; kill it when it may not go on.

        Raises:
            KgError: it failed or was stopped, and nothing was changed.
        """
        wire.send(self._control, command)
        pid, _ = wire.receive(self._control)
        if isinstance(pid, KgError):
            raise pid
        reason: KgError | None = None
        while reason is None and not readable(self._control, TICK):
            late = time.monotonic() >= until
            reason = QueryTimeoutError("the update took longer than it may") if late else stop()
            if reason is not None:
                # It does not hear this while it takes over: then it is too late to stop it.
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)
        found, _ = wire.receive(self._control)
        if isinstance(found, Written):  # also when it was too late to stop it
            return found.value
        if isinstance(found, KgError):
            raise found
        raise reason or told(found) or ReaderError("the update was lost; send it again")

    def close(self) -> None:
        """Let it end, and its readers with it."""
        self._control.close()
        # It waits for the next command, or forks; neither lasts.  One that loads is not waited for.
        self._process.kill()
        self._process.wait()


def readable(talk: socket.socket, seconds: float) -> bool:
    """Whether something comes at *talk*, or its end, within so many *seconds*."""
    poll = select.poll()
    poll.register(talk, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def told(code: int | None) -> KgError | None:
    """Return the error that the exit *code* of a reader stands for; None where it was killed."""
    if code in (None, -signal.SIGKILL, -signal.SIGTERM):
        return None
    if code in (-signal.SIGABRT, -signal.SIGXCPU):
        return QueryMemoryError(OUT_OF_MEMORY)
    if code in (-signal.SIGSEGV, -signal.SIGBUS):
        return ReaderError("the query is too deep for the engine; nest less")
    return ReaderError(f"the process that answered ended with {code}; ask in another way")
