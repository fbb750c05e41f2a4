"""What a server gives to its clients, and how much of the machine it takes."""

import os
from dataclasses import dataclass
from pathlib import Path

MIB = 2**20
GIB = 2**30

QUAD = 450
"""Bytes that a quad takes in a store in memory, measured on studies of FOI replies."""

TOUCHED = 350
"""Bytes a quad that a reader comes to hold for itself when its queries touch all of the store."""

OLDER = 2
"""Older generations that are loaded at once, beside the current one and one that takes over."""

LEAST = 256 * MIB
"""What a reader needs at the least to answer what a person asks (bytes)."""

MOST = 2 * GIB
"""What a reader is given at the most (bytes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits and habits of one server."""

    readers: int = 2
    """Long queries that run at once; one more reader answers short ones."""

    seconds: float = 30.0
    """How long a query may run when its client does not say."""

    longest: float = 120.0
    """How long a client may ask for (seconds)."""

    rows: int = 5_000_000
    size: int = GIB
    """Rows and bytes of one result."""

    memory: int = 0
    """Bytes that all processes may take together; 0 is half of the machine's."""

    at_once: int = 8
    """Queries that one client may have under way."""

    rate: str | None = None
    """Requests that one client may send, such as ``6000 per minute``; None is no limit."""

    cache: int = 512 * MIB
    """Bytes of results that are kept to be sent again."""

    tokens: tuple[str, ...] = ()
    """Open what only the keeper of the server may see: each plain, or ``sha256:`` and its hash."""

    log_queries: bool = False
    """Whether the log holds the text of queries."""

    endpoints: frozenset[str] = frozenset()
    """Hosts that a query may name with SERVICE, and an update with LOAD."""

    scratch: bool = False
    """Whether it serves an empty dataset that may be written, in place of a study."""

    @property
    def budget(self) -> int:
        """Bytes that all processes may take together."""
        return self.memory or machine_memory() // 2

    @property
    def processes(self) -> int:
        """Readers of all generations that may be loaded at once."""
        # Beside each pool stands one that answers short queries alone.
        return 2 * (self.readers + 1) + OLDER * (1 + 1)

    def granted(self, seconds: float | None) -> float:
        """Return how long a query may take of which a client said *seconds*, or nothing."""
        return min(seconds or self.seconds, self.longest)

    def in_memory(self, quads: int) -> bool:
        """Tell whether generations of *quads*, as many as may be loaded at once, fit the budget."""
        loaded = quads * ((2 + OLDER) * QUAD + self.processes * TOUCHED)
        return loaded + self.processes * LEAST <= self.budget

    def reader_memory(self, quads: int) -> int:
        """Return what each reader may take beside what it shares (bytes)."""
        shared = (2 + OLDER) * quads * QUAD if self.in_memory(quads) else 0
        return max(LEAST, min(MOST, (self.budget - shared) // self.processes))


def machine_memory() -> int:
    """Return the bytes of memory that this machine, or the container, has."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        return found
    return min(found, int(limit)) if limit.isdigit() else found
