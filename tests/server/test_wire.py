"""Values between the processes of one server."""

import os
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from server.readers import wire

LONG = b"x" * 2**20


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = wire.pair()
    with ours, theirs:
        yield ours, theirs


def test_messages_sent_one_behind_the_other_come_one_by_one(ends) -> None:
    ours, theirs = ends
    for value in (1, None, "three"):
        wire.send(ours, value)

    assert [wire.receive(theirs)[0] for _ in range(3)] == [1, None, "three"]


def test_open_files_come_with_their_own_message(ends) -> None:
    ours, theirs = ends
    read, write = os.pipe()
    wire.send(ours, "before")
    wire.send(ours, "with", [read])
    wire.send(ours, "after")

    found = [wire.receive(theirs) for _ in range(3)]
    os.write(write, b"through")
    (file,) = found[1][1]

    assert [(value, len(files)) for value, files in found] == [
        ("before", 0),
        ("with", 1),
        ("after", 0),
    ]
    assert os.read(file, 10) == b"through"
    for one in (read, write, file):
        os.close(one)


def test_what_is_longer_than_a_socket_holds_comes_whole(ends) -> None:
    ours, theirs = ends
    sending = threading.Thread(target=wire.send, args=(ours, LONG))
    sending.start()
    found, _ = wire.receive(theirs)
    sending.join()

    assert found == LONG


def test_who_waits_no_longer_loses_nothing(ends) -> None:
    """A time-out before the first byte is told; what has begun is waited for."""
    ours, theirs = ends
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 20_000))
    with pytest.raises(BlockingIOError):
        wire.receive(theirs)
    sending = threading.Timer(0.2, wire.send, args=(ours, "rest"))
    ours.send(b"")
    sending.start()
    with pytest.raises(BlockingIOError):
        wire.receive(theirs)
    sending.join()

    assert wire.receive(theirs)[0] == "rest"


def test_a_message_that_comes_in_parts_is_put_together(ends) -> None:
    ours, theirs = ends
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 20_000))
    other, through = wire.pair()
    wire.send(other, "in parts")
    whole = through.recv(1000)
    for part in (whole[:3], whole[3:9]):
        ours.send(part)
    rest = threading.Timer(0.1, ours.send, args=(whole[9:],))
    rest.start()

    assert wire.receive(theirs)[0] == "in parts"
    rest.join()
    other.close()
    through.close()


def test_an_end_that_is_closed_is_told(ends) -> None:
    ours, theirs = ends
    ours.send(b"\0\0")
    ours.close()

    with pytest.raises(EOFError):
        wire.receive(theirs)
