"""The process that holds one loaded copy of a generation and forks readers from it.

It answers no query, so nothing that is asked can harm it.  On a dataset that
may be written, a write is done by a copy of the process, which takes its place
when the write succeeded: a write that fails, crashes or is killed leaves no trace.

    python -m server.readers.template DESCRIPTOR
"""

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from pyoxigraph import Store

from kg import vocabulary
from kg.errors import BusyError, KgError
from kg.store import Generation
from server.readers import charting, isolation, measuring, reader, tasks, wire
from server.readers.messages import Fork, Plan, Ready, Reap, Write, Written

LOOK = 100
"""How often a process that was replaced looks whether its readers are done (milliseconds)."""


def main() -> None:
    """Load what the other end of the socket DESCRIPTOR asks for, then do what it asks."""
    # Ctrl+C goes to every process of a terminal; the one that talks to clients decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    plan, _ = wire.receive(control)
    cut = not plan.network and isolation.cut_network()
    try:
        opened = _source(plan)
    except KgError as error:
        wire.send(control, error)
        return
    for base in plan.bases:
        vocabulary.prefixes(base)
    tasks.prepare()
    charting.prepare()
    measuring.prepare()
    gc.collect()
    gc.freeze()  # what is never looked at again for garbage stays shared between the processes
    wire.send(control, Ready(pid=os.getpid(), cut=cut, memory=isolation.data()))
    with suppress(EOFError, OSError):
        _obey(control, opened, plan)


def _source(plan: Plan) -> Callable[[], Store]:
    """Return what gives a reader its store: a copy of the one loaded here, or one of its own."""
    if plan.generation is None:
        store = Store()
        return lambda: store
    generation = Generation(plan.generation)
    if not plan.on_disk:
        store = generation.open()
        return lambda: store
    generation.verify()
    # The engine starts threads for a store on disk, which a fork would lose: a child writes it.
    pid = os.fork()
    if pid == 0:
        _leave(generation.write_disk)
    os.waitpid(pid, 0)
    generation.open_disk()  # says what is wrong, if anything is
    return generation.open_disk


def _leave(work: Callable[[], object]) -> NoReturn:
    try:
        work()
    finally:
        os._exit(0)


def _obey(control: socket.socket, opened: Callable[[], Store], plan: Plan) -> None:
    readers: set[int] = set()
    killed: set[int] = set()
    while True:
        command, _ = wire.receive(control)
        if isinstance(command, Fork):
            readers |= {_fork(control, opened, plan)} - {0}
        elif isinstance(command, Reap):
            # To end a large process takes a while: the killed are looked at when others come.
            readers.discard(command.pid)
            killed |= set() if command.wait else {command.pid}
            wire.send(control, _reaped(command.pid) if command.wait else None)
            killed = {pid for pid in killed if not _gone(pid)}
        elif isinstance(command, Write) and _write(control, opened(), command, plan, readers):
            # This is the copy: the readers that there were are of the process before it.
            readers, killed = set(), set()


def _fork(control: socket.socket, opened: Callable[[], Store], plan: Plan) -> int:
    forked = _forked(control)
    if forked is None:
        return 0
    pid, ours, theirs = forked
    if pid == 0:
        control.close()
        ours.close()
        reader.live(theirs, opened, memory=plan.reader_memory)
    theirs.close()
    wire.send(control, pid, [ours.fileno()])
    ours.close()
    return pid


def _forked(control: socket.socket) -> tuple[int, socket.socket, socket.socket] | None:
    """Fork, and return the process (0 in the new one) and both ends of a way between the two.

    None where the system gives none now, which is told: what is held must not be lost for it.
    """
    ends: tuple[socket.socket, ...] = ()
    try:
        ends = ours, theirs = wire.pair()
        return os.fork(), ours, theirs
    except OSError as error:
        for end in ends:
            end.close()
        reason = f"the system gives no further process now ({error.strerror}); ask again later"
        wire.send(control, BusyError(reason))
        return None


def _reaped(pid: int) -> int | None:
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return None
    return os.waitstatus_to_exitcode(status)


def _gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        return True


def _write(
    control: socket.socket, store: Store, command: Write, plan: Plan, readers: set[int]
) -> bool:
    """Let a copy of this process do the write; it takes over, or this one goes on unchanged.

    Returns:
        Whether this is the copy, which reads commands from now on.
    """
    forked = _forked(control)
    if forked is None:
        return False
    pid, ours, theirs = forked
    if pid == 0:
        ours.close()
        wire.receive(theirs)  # not before the other end knows whom to stop
        with isolation.limited(plan.reader_memory):
            value, _ = reader.attempt(command.task, store, command.arguments)
        if not isinstance(value, KgError):
            with _unstoppable():
                wire.send(theirs, None)
                theirs.close()
                wire.send(control, Written(value))
            return True
        wire.send(theirs, value)
        os._exit(0)
    theirs.close()
    wire.send(control, pid)
    wire.send(ours, None)
    try:
        refused, _ = wire.receive(ours)
    except (EOFError, OSError):
        refused = _reaped(pid)  # it was killed, or died
    else:
        if refused is None:
            _outlive(readers, pid, control)
        _reaped(pid)
    ours.close()
    wire.send(control, refused)
    return False


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Let SIGTERM have no effect meanwhile, nor one that came meanwhile later."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    yield
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # drops the one that waits
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _outlive(readers: set[int], copy: int, control: socket.socket) -> NoReturn:
    """Stay until *readers* have answered what they began with, or nobody is there to hear it.

    They end with their parent, which is this process.  Where the *copy* that took over is
    killed, this process was the last to hold the other end of *control*, and it goes too.
    """
    poll = select.poll()
    poll.register(control, 0)  # tells of a closed end, whatever is asked for
    replaced = False
    while readers and not poll.poll(LOOK):
        readers = {pid for pid in readers if not _gone(pid)}
        if not replaced:
            pid, status = os.waitpid(copy, os.WNOHANG)
            if pid and status:
                break
            replaced = bool(pid)  # by a later copy, as it should be
    os._exit(0)


if __name__ == "__main__":
    main()
