"""The life of one reader: it takes a task, does it on its store, answers, waits for the next."""

import os
import socket
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, NoReturn

from pyoxigraph import Store

from kg.errors import FaultError, KgError, QueryMemoryError
from server.readers import isolation, wire


@dataclass(frozen=True, slots=True)
class WithFiles:
    """What a task gives when open files go with its value."""

    value: object
    files: Sequence[IO[bytes]]


OUT_OF_MEMORY = (
    "the query needed more memory than it may have; ask for fewer rows, sort or group less, "
    "or bind more of what it looks for"
)


def live(talk: socket.socket, opened: Callable[[], Store], *, memory: int) -> NoReturn:
    """Do the tasks that come over *talk* until its other end closes; never return.

    *memory* is what the process may take beside what it shares (bytes).
    """
    isolation.end_with_parent()
    isolation.limit_memory(memory)
    # The engine writes there when memory runs out; how the process ended tells as much.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    status = 0
    try:
        store = opened()
        while True:
            (task, arguments), _ = wire.receive(talk)
            value, files = attempt(task, store, arguments)
            wire.send(talk, value, [file.fileno() for file in files])
            for file in files:
                file.close()
    except (EOFError, OSError):
        pass
    except BaseException:  # noqa: BLE001 -- nothing stands above: what ends the process is told
        status = 1
    os._exit(status)


def attempt(
    task: Callable[..., object], store: Store, arguments: tuple[object, ...]
) -> tuple[object, Sequence[IO[bytes]]]:
    """Return what *task* gives, and the files beside it; an error that it raises is its value."""
    try:
        found = task(store, *arguments)
    except KgError as error:
        return error, ()
    except MemoryError:
        return QueryMemoryError(OUT_OF_MEMORY), ()
    except Exception:  # noqa: BLE001 -- a bug in one task is told where it can be logged
        return FaultError(traceback.format_exc()), ()
    return (found.value, found.files) if isinstance(found, WithFiles) else (found, ())
