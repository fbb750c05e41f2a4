"""Keep whole results so that the same question of the same generation is answered at once.

Short results stay in memory; long ones in files without a name, which the system
clears away with the process, however it ends.
"""

import io
import os
import threading
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

MEMORY = 64 * 2**20
"""Bytes of short results that are kept."""

FILES = 256
"""Long results that are kept: each is an open file."""

OVERHEAD = 1024
"""Bytes that a short result takes beside its content."""


class Spool:
    """The content of a long result: an open file without a name, which many may read at once."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._close = weakref.finalize(self, os.close, descriptor)

    def reader(self) -> "SpoolReader":
        """Return a file that reads it from its start."""
        return SpoolReader(self, self._descriptor)


class SpoolReader(io.RawIOBase):
    """Reads a `Spool` with a place of its own."""

    def __init__(self, spool: Spool, descriptor: int) -> None:
        self._spool = spool  # is not closed while somebody reads it
        self._descriptor = descriptor
        self._place = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that its place can be changed."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes."""
        found = os.preadv(self._descriptor, [buffer], self._place)
        self._place += found
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place}.get(whence)
        if start is None:
            start = os.fstat(self._descriptor).st_size
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        """Return the place."""
        return self._place


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A whole result in one format, as it is sent."""

    rows: int | None
    """Rows or triples; None of ASK."""

    size: int
    """Bytes."""

    content: bytes | Spool


class Cache:
    """Results by what settles them; the one not asked for longest goes first."""

    def __init__(self, *, disk: int, memory: int = MEMORY) -> None:
        self._shelves = {bytes: _Shelf(memory, 2**62), Spool: _Shelf(disk, FILES)}
        self._lock = threading.Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: str) -> Kept | None:
        """Return the result that *key* settles, or None."""
        with self._lock:
            for shelf in self._shelves.values():
                found = shelf.get(key)
                if found is not None:
                    self.hits += 1
                    return found
            self.misses += 1
        return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep a result, unless it is larger than all that may be kept."""
        with self._lock:
            self._shelves[type(kept.content)].put(key, kept)

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes that are kept in memory and on disk."""
        return {"memory": self._shelves[bytes].size, "disk": self._shelves[Spool].size}


class _Shelf:
    def __init__(self, most: int, count: int) -> None:
        self.size = 0
        self._most, self._count = most, count
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str) -> Kept | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, kept: Kept) -> None:
        if kept.size + OVERHEAD > self._most or key in self._kept:
            return
        self._kept[key] = kept
        self.size += kept.size + OVERHEAD
        while self.size > self._most or len(self._kept) > self._count:
            _, gone = self._kept.popitem(last=False)
            self.size -= gone.size + OVERHEAD
