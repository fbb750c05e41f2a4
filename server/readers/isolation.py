"""Take from a process what it does not need: the network, memory without bound, a life of its own.

Linux gives all of this to any user; elsewhere a process runs without, and the
template tells so.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1


def cut_network() -> bool:
    """Leave this process and its children without any network; tell whether that was done."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False
    # As root a new user namespace is not needed, and where those are forbidden it would fail.
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET))


def end_with_parent() -> None:
    """Let the system kill this process when the one that forked it ends."""
    _on_end_of_parent(signal.SIGKILL)


def limit_memory(more: int) -> None:
    """Let this process take *more* bytes beside what it shares with the one that forked it.

    The data segment is what is limited: files that a disk store maps are no part of it.
    """
    limit = data() + more
    with suppress(OSError, ValueError):  # a lower limit was set from outside: it holds as well
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def limited(more: int) -> Iterator[None]:
    """Let this process take *more* bytes, and end with the one that forked it, for a while."""
    end_with_parent()
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(OSError, ValueError):  # a lower limit was set from outside: it holds as well
        resource.setrlimit(resource.RLIMIT_DATA, (data() + more, hard))
    yield
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    _on_end_of_parent(0)


def _on_end_of_parent(sent: int) -> None:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, sent)


def data(pid: int | None = None) -> int:
    """Return the bytes of the data segment of a process, this one by default; 0 if unknown."""
    try:
        # proc(5): data and stack, in pages.
        pages = Path(f"/proc/{pid or 'self'}/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
