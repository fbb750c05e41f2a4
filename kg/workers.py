"""Do one piece of work on many items, in processes that may die, in the order of the items.

The processes are started anew and share nothing.  One that is killed, or never
ends, costs the item that it had in hand and no other.  Few items are under way
at a time, however many there are.
"""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from kg.errors import FaultError, KgError

PATIENCE = 600.0
"""Longest time that another process has for one item (seconds): a long scanned letter takes
minutes."""

AHEAD = 8
"""Items under way for each process: so far may the others run ahead of a slow one."""

KILLED = -9
"""Exit status of a process that the system ended."""

ASIDE = "read it alone, or save the part that answers the request as a file of its own"


class Named(Protocol):
    """Something that messages can name."""

    @property
    def name(self) -> str:
        """What a person knows it as."""


Item = TypeVar("Item", bound=Named)
Result = TypeVar("Result")


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item | KgError],
    *,
    jobs: int = 1,
    patience: float = PATIENCE,
) -> Generator[tuple[Item | KgError, Result | KgError], None, None]:
    """Yield each item with what *work* makes of it, in their order.

    An item that is an error already is its own result.  An error that *work*
    raises is the result of that item, and so is a fault of the program itself.
    Close the iterator to stop early: the processes end with it.

    Args:
        work: a function of a module, or a partial of one, so that it can be sent.
        items: taken one by one, as there is room.
        jobs: number of processes; 1 works in this one, 0 means one for each core.
        patience: longest time that another process has for one item (seconds).
    """
    if jobs == 1:
        for item in items:
            yield item, item if isinstance(item, KgError) else _attempt(work, item)
        return
    pool: _Pool[Item, Result] = _Pool(work=work, jobs=jobs or cores(), patience=patience)
    try:
        yield from pool.run(items)
    finally:
        pool.end()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _attempt(work: Callable[[Item], Result], item: Item) -> Result | KgError:
    try:
        return work(item)
    except KgError as error:
        return error
    except Exception as error:  # noqa: BLE001 -- a bug met in one document stops no other
        return FaultError(
            f"{item.name}: this program failed on it ({_fault(error)}); "
            "report that with the document, which is left out"
        )


def _fault(error: Exception) -> str:
    """Return what happened and where in our own code, on one line."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    # The first of them is this module, which runs the work.
    if len(own) < 2:
        return said
    file = Path(own[-1].filename).relative_to(package.parent).as_posix()
    return f"{said}, in {file}, line {own[-1].lineno}"


def _serve(talk: Connection, work: Callable[[Item], Result]) -> None:
    """Work on what comes until the other end closes: the whole life of a process."""
    while True:
        try:
            item = talk.recv()
        except EOFError:
            return
        talk.send(_attempt(work, item))


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    talk: Connection


@dataclass(frozen=True, slots=True)
class _Task(Generic[Item]):
    """An item in the hands of a process."""

    number: int
    item: Item
    worker: _Worker
    until: float


@dataclass(slots=True, kw_only=True)
class _Pool(Generic[Item, Result]):
    work: Callable[[Item], Result]
    jobs: int
    patience: float
    idle: list[_Worker] = field(default_factory=list)
    busy: list[_Task[Item]] = field(default_factory=list)
    done: dict[int, tuple[Item | KgError, Result | KgError]] = field(default_factory=dict)

    def run(
        self, items: Iterable[Item | KgError]
    ) -> Iterator[tuple[Item | KgError, Result | KgError]]:
        coming = enumerate(items)
        for due in count():
            # Before each result, so that the processes work while it is looked at.
            self._collect(wait=False)
            self._fill(coming)
            while due not in self.done:
                if not self.busy:
                    return
                self._collect(wait=True)
                self._fill(coming)
            yield self.done.pop(due)

    def end(self) -> None:
        """End all processes, at once where they work."""
        for task in self.busy:
            task.worker.process.kill()
        for worker in (*self.idle, *(task.worker for task in self.busy)):
            worker.talk.close()
            worker.process.join()

    def _fill(self, coming: Iterator[tuple[int, Item | KgError]]) -> None:
        while len(self.busy) < self.jobs and len(self.busy) + len(self.done) < AHEAD * self.jobs:
            following = next(coming, None)
            if following is None:
                return
            number, item = following
            if isinstance(item, KgError):
                self.done[number] = item, item
            else:
                self._hand(number, item)

    def _hand(self, number: int, item: Item) -> None:
        worker = self._free()
        until = time.monotonic() + self.patience
        self.busy.append(_Task(number, item, worker, until))
        # One that dies while it takes the item is found dead when results are collected.
        with suppress(OSError):
            worker.talk.send(item)

    def _free(self) -> _Worker:
        while self.idle:
            worker = self.idle.pop()
            if worker.process.is_alive():
                return worker
            worker.talk.close()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self, *, wait: bool) -> None:
        """Take what the processes have ready; with *wait*, wait for one of them first."""
        now = time.monotonic()
        longest = max(min((task.until for task in self.busy), default=now) - now, 0.0)
        talks = [task.worker.talk for task in self.busy]
        ready = set(connection.wait(talks, longest if wait else 0.0))
        for task in tuple(self.busy):
            if task.worker.talk in ready:
                self._take(task)
            elif time.monotonic() >= task.until:
                task.worker.process.kill()
                self._lose(task, f"it was not read within {self.patience:g} s")

    def _take(self, task: _Task[Item]) -> None:
        try:
            found = task.worker.talk.recv()
        except (EOFError, OSError):
            task.worker.process.join()
            code = task.worker.process.exitcode or 0
            how = f"signal {-code}" if code < 0 else f"status {code}"
            mostly = ", mostly because memory ran out" if code == KILLED else ""
            self._lose(task, f"the process that read it ended with {how}{mostly}")
            return
        self.busy.remove(task)
        self.idle.append(task.worker)
        self.done[task.number] = task.item, found

    def _lose(self, task: _Task[Item], how: str) -> None:
        self.busy.remove(task)
        task.worker.talk.close()
        task.worker.process.join()
        self.done[task.number] = task.item, FaultError(f"{task.item.name}: {how}; {ASIDE}")


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C: the one that a person stops ends the others."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
