"""Send values between the processes of one server over a socket, with open files beside them."""

import pickle
import socket
import struct
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct("!Q")
_FILES = 4
"""Open files that one message may bring."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a way between processes."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)


def send(talk: socket.socket, value: object, files: Sequence[int] = ()) -> None:
    """Send *value*, and the open *files* with it.

    Raises:
        OSError: nobody is at the other end.
    """
    content = pickle.dumps(value, protocol=5)
    message = _LENGTH.pack(len(content)) + content
    if files:
        sent = socket.send_fds(talk, [message], files)
        message = message[sent:]
    talk.sendall(message)


def receive(talk: socket.socket) -> tuple[Any, list[int]]:
    """Return the value and the open files that were sent; wait for them.

    What comes is unpickled: only processes of this server hold the other end.

    Raises:
        BlockingIOError: nothing came within the time that the socket waits.
        EOFError: the other end is closed.
        OSError: the way is broken.
    """
    # Just the length first: the next message may be on its way behind this one.
    opening, files = b"", []
    while len(opening) < _LENGTH.size:
        try:
            part, brought, _, _ = socket.recv_fds(talk, _LENGTH.size - len(opening), _FILES)
        except BlockingIOError:
            if not opening:
                raise
            continue
        if not part:
            raise EOFError
        opening += part
        files += brought
    content = bytearray(_LENGTH.unpack(opening)[0])
    rest = memoryview(content)
    while rest:
        try:
            got = talk.recv_into(rest)
        except BlockingIOError:
            continue  # what has begun comes whole, unless its sender ends
        if not got:
            raise EOFError
        rest = rest[got:]
    return pickle.loads(content), files  # noqa: S301 -- our own process sent it
