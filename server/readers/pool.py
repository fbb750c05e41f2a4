"""The readers of one dataset, as the process that talks to clients sees them.

Beside the readers that answer anything there is one *quick* reader, which gives
each task a quarter of a second: so long queries never keep short ones waiting.
What does not end there begins anew when another reader is free.
"""

import os
import signal
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from kg.errors import BusyError, KgError, QueryTimeoutError, ReaderError
from server.readers import isolation, wire
from server.readers.holder import TICK, Stop, Template, readable, told
from server.readers.messages import Plan, Ready, Write

QUICK = 0.25
"""What the quick reader gives to one task, and after what others step back for it (seconds)."""

TICKING = struct.pack("ll", 0, int(TICK * 1_000_000))
"""`TICK`, as a socket takes it."""

LONG_WAITING = 8
"""Long queries that may wait for a reader."""

WAITING = 64
"""Tasks that may wait at all."""

LOST = 10
"""How often a task is begun anew because its reader was killed from outside."""

GONE = -1
"""In place of a number of writes: the reader was killed and not replaced yet."""

STEP_BACK = 10
"""What is added to the niceness of a reader that has worked for long."""


class Ended(Exception):  # noqa: N818 -- it is no error of the task
    """A reader closed its end."""


class Late(Exception):  # noqa: N818
    """A task was not done in time."""


@dataclass(slots=True, eq=False)
class Reader:
    """One process that answers."""

    pid: int
    talk: socket.socket
    quick: bool
    epoch: int
    """How many writes its store has seen."""

    stepped_back: bool = False


@dataclass(slots=True, eq=False)
class _Waiter:
    """A task that waits for a reader."""

    quick: bool
    """Whether the quick one will do."""

    given: Reader | None = None
    turn: threading.Event = field(default_factory=threading.Event)


class Pool:
    """Readers of one dataset; safe to ask from several threads."""

    def __init__(
        self, plan: Plan, *, readers: int, count: Callable[[str], None] = lambda _: None
    ) -> None:
        self._plan = plan
        self._size = readers
        self._count = count
        self._control = threading.RLock()
        self._lock = threading.Lock()
        self._free: list[Reader] = []
        self._waiting: deque[_Waiter] = deque()
        self._all: set[Reader] = set()
        self._epoch = 0
        self._closed = False
        self.broken = False
        """Whether the store is gone and could not be loaded again: nobody answers any more."""

        self._template = Template(plan)

    def start(self) -> Ready:
        """Wait until the store is loaded, and fork the readers.

        Raises:
            StoreError: the generation cannot be loaded.
            ReaderError: the process that loads it ended.
        """
        ready = self._template.wait()
        for place in range(self._size + 1):
            self._add(quick=place == self._size)
        return ready

    @property
    def ready(self) -> Ready | None:
        """What the template said of itself; None while it loads."""
        return self._template.ready

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes of the readers."""
        with self._lock:
            return tuple(sorted(reader.pid for reader in self._all))

    @property
    def alive(self) -> bool:
        """Whether somebody answers."""
        return not self.broken and bool(self._all)

    @property
    def free(self) -> int:
        """How many readers have nothing to do."""
        return len(self._free)

    def ask(
        self,
        task: Callable[..., object],
        *arguments: object,
        until: float,
        stop: Stop = lambda: None,
    ) -> tuple[Any, Sequence[int], int]:
        """Return what *task* gives in a reader, the files that it opened, and after which write.

        *until* is the time (of `time.monotonic`) at which it is stopped.

        Raises:
            KgError: the task raised it.
            LimitError: it was stopped, needed too much, or no reader was free.
        """
        quick, lost = True, 0
        while True:
            reader = self._take(quick=quick, until=until, stop=stop)
            ending = min(until, time.monotonic() + QUICK) if reader.quick else until
            try:
                value, files = self._exchange(reader, (task, arguments), until=ending, stop=stop)
            except Ended:
                code = self._replace(reader, ended=True)
                reason = told(code)
                lost += 1
                if reason is not None or lost > LOST:
                    raise reason or ReaderError("the query was lost; ask again") from None
            except Late:
                self._replace(reader)
                if ending >= until:
                    raise QueryTimeoutError("the query was stopped at its limit of time") from None
                quick = False
            except KgError:
                self._replace(reader)
                raise
            else:
                self._give_back(reader)
                if isinstance(value, KgError):
                    raise value
                return value, files, reader.epoch

    def write(
        self, task: Callable[..., object], *arguments: object, until: float, stop: Stop
    ) -> tuple[object, int]:
        """Return what *task* gives, which changes the dataset, and the number of this write.

        They are done one after another, each whole or not at all.

        Raises:
            KgError: it failed or was stopped, and nothing was changed.
        """
        with self._controlling(until=until, stop=stop):
            try:
                value = self._template.write(Write(task, arguments), until=until, stop=stop)
            except (EOFError, OSError) as error:
                self.broken = True
                raise ReaderError(
                    "the process that held the dataset is gone, and the dataset with it; "
                    "an empty one takes its place"
                ) from error
            self._epoch += 1
            self._renew()
            return value, self._epoch

    def _renew(self) -> None:
        """Put new readers in the place of the free ones: while a write runs, none can be made."""
        with self._lock:
            stale, self._free = tuple(self._free), []
        for reader in stale:
            self._end(reader)
            self._add(quick=reader.quick)

    @property
    def epoch(self) -> int:
        """How many writes there were."""
        return self._epoch

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        with self._lock:
            readers, self._all, self._free = tuple(self._all), set(), []
        for reader in readers:  # while their parent is there, no other process has their numbers
            _kill(reader)
        with self._control:
            self._template.close()

    def _take(self, *, quick: bool, until: float, stop: Stop) -> Reader:
        if self.broken:
            raise _nobody()
        with self._lock:
            place = next(
                (at for at, reader in enumerate(self._free) if quick or not reader.quick), None
            )
            given = None if place is None else self._free.pop(place)
            long = sum(not other.quick for other in self._waiting)
            full = len(self._waiting) >= WAITING or (not quick and long >= LONG_WAITING)
            if given is None and full:
                raise BusyError(
                    f"all readers are taken and {len(self._waiting)} queries wait for one; "
                    "ask again in a few seconds"
                )
            if given is None:
                waiter = _Waiter(quick)
                self._waiting.append(waiter)
        if given is not None:
            return self._fresh(given, until=until, stop=stop)
        while not waiter.turn.wait(TICK):
            late = time.monotonic() >= until
            reason = QueryTimeoutError("no reader was free in time") if late else stop()
            if reason is not None:
                with self._lock:
                    if waiter.given is None:
                        self._waiting.remove(waiter)
                        raise reason
                break
        if waiter.given is None:
            raise _nobody()
        return self._fresh(waiter.given, until=until, stop=stop)

    def _fresh(self, reader: Reader, *, until: float, stop: Stop) -> Reader:
        """Return *reader*, or a new one where it is gone or its store was written since."""
        if reader.epoch == self._epoch and not readable(reader.talk, 0):
            return reader
        try:
            with self._controlling(until=until, stop=stop):
                self._end(reader)
                return self._forked(quick=reader.quick)
        except KgError:
            self._lost(reader)
            raise

    @contextmanager
    def _controlling(self, *, until: float, stop: Stop) -> Iterator[None]:
        """Have the template alone; while a write is under way, nobody else has.

        Raises:
            QueryTimeoutError: a write went on until then.
        """
        while not self._control.acquire(timeout=TICK):
            late = QueryTimeoutError("a write was under way all the time that this may take")
            reason = late if time.monotonic() >= until else stop()
            if reason is not None:
                raise reason
        try:
            yield
        finally:
            self._control.release()

    def _lost(self, reader: Reader) -> None:
        """Keep the place of *reader*, which is killed: whoever takes it next makes a new one."""
        _kill(reader)
        reader.epoch = GONE
        with self._lock:
            self._all.discard(reader)
        self._offer(reader)

    def _exchange(
        self, reader: Reader, message: object, *, until: float, stop: Stop
    ) -> tuple[Any, Sequence[int]]:
        started = time.monotonic()
        try:
            wire.send(reader.talk, message)
            while True:
                # The socket waits for one tick; while nothing comes, it is looked at what for.
                with suppress(BlockingIOError):
                    return wire.receive(reader.talk)
                now = time.monotonic()
                if now >= until:
                    raise Late
                reason = stop()
                if reason is not None:
                    raise reason
                if now - started > QUICK and not reader.stepped_back:
                    reader.stepped_back = True
                    with suppress(OSError):
                        os.setpriority(os.PRIO_PROCESS, reader.pid, STEP_BACK)
        except (EOFError, OSError) as error:
            raise Ended from error

    def _give_back(self, reader: Reader) -> None:
        """Let the next task have *reader*; one that grew or may not step forward is replaced."""
        if reader.epoch != self._epoch:
            self._lost(reader)
            return
        if reader.stepped_back:
            reader.stepped_back = False
            shared = self.ready.memory if self.ready else 0
            try:
                os.setpriority(os.PRIO_PROCESS, reader.pid, 0)
            except OSError:
                self._replace(reader)
                return
            if isolation.data(reader.pid) - shared > self._plan.reader_memory // 2:
                self._replace(reader)
                return
        self._offer(reader)

    def _offer(self, reader: Reader) -> None:
        with self._lock:
            for waiter in self._waiting:
                if waiter.quick or not reader.quick:
                    self._waiting.remove(waiter)
                    waiter.given = reader
                    waiter.turn.set()
                    return
            # The quick one stands last, so that it is taken when no other is free.
            self._free.insert(len(self._free) if reader.quick else 0, reader)

    def _replace(self, reader: Reader, *, ended: bool = False) -> int | None:
        """End *reader*, put a new one in its place, and return how it ended where that is known."""
        self._count("stopped" if not ended else "ended")
        writable = self._plan.generation is None
        if writable and not (ended and self._control.acquire(blocking=False)):
            # A write may be under way, and nothing is forked meanwhile.
            self._lost(reader)
            return None
        try:
            code = self._end(reader, wait=ended)
            if not self._closed:
                self._add(quick=reader.quick)
        except KgError:
            self._lost(reader)
            raise
        finally:
            if writable:
                self._control.release()
        return code

    def _end(self, reader: Reader, *, wait: bool = False) -> int | None:
        """End *reader*; return how it ended where *wait* is set and that can be known."""
        _kill(reader)
        reader.epoch = GONE
        with self._lock:
            self._all.discard(reader)
        with self._control, suppress(EOFError, OSError):
            return self._template.reap(reader.pid, wait=wait)
        return None

    def _add(self, *, quick: bool) -> None:
        self._offer(self._forked(quick=quick))

    def _forked(self, *, quick: bool) -> Reader:
        with self._control:
            try:
                pid, talk = self._template.fork()
            except (EOFError, OSError):
                pid, talk = self._reloaded()
            talk.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, TICKING)
            reader = Reader(pid, talk, quick, self._epoch)
        with self._lock:
            self._all.add(reader)
        return reader

    def _reloaded(self) -> tuple[int, socket.socket]:
        """Load the store again, since who held it was killed and its readers with it; fork one.

        Raises:
            BusyError: it cannot be; nobody will answer.
        """
        if not (self._closed or self.broken or self._plan.generation is None):
            self._count("reloaded")
            with suppress(KgError, EOFError, OSError):
                self._template.close()
                self._template = Template(self._plan)
                self._template.wait()
                return self._template.fork()
        self.broken = True
        with self._lock:
            waiting = tuple(self._waiting)
        for waiter in waiting:
            waiter.turn.set()
        raise _nobody()


def _nobody() -> BusyError:
    return BusyError("the processes that answer are being started anew; ask again in a few seconds")


def _kill(reader: Reader) -> None:
    if reader.epoch == GONE:
        return  # somebody else may have its number by now
    with suppress(ProcessLookupError, PermissionError):
        os.kill(reader.pid, signal.SIGKILL)
    reader.talk.close()
