"""Generations that are not current any more, loaded while somebody asks them."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from kg.errors import BusyError
from kg.store import Generation
from server.opened import Opened
from server.settings import OLDER

LOADING = 3
"""Requests that may wait for one to be loaded."""

IDLE = 300.0
"""After what one that nobody asks is let go (seconds)."""


class Older:
    """So many of them as may be loaded at once; safe to ask from several threads.

    *lock* is held while it is counted who has one; *load* loads one.
    """

    def __init__(self, lock: threading.Lock, load: Callable[[Generation], Opened]) -> None:
        self._lock, self._load = lock, load
        self._opened: OrderedDict[str, Opened] = OrderedDict()
        self._loading = threading.Lock()
        self._places = threading.BoundedSemaphore(LOADING)

    def take(self, identifier: str, find: Callable[[str], Generation]) -> Opened:
        """Return the generation *identifier*, which *find* finds, for one more who has it.

        Raises:
            NoGenerationError: it is not kept.
            StoreError: it cannot be loaded.
            BusyError: as many as may be are asked or loaded at this moment.
        """
        known = self._known(identifier)
        if known is not None:
            return known
        # Whoever waits here keeps a place in which others could be answered.
        if not self._places.acquire(blocking=False):
            raise BusyError("older generations are being loaded; ask again in a few seconds")
        try:
            with self._loading:
                return self._known(identifier) or self._loaded(find(identifier))
        finally:
            self._places.release()

    def all(self) -> tuple[Opened, ...]:
        """Return those that are loaded; *lock* is held."""
        return tuple(self._opened.values())

    def forget(self) -> tuple[Opened, ...]:
        """Return those that are loaded, and have none any more; *lock* is held."""
        found = self.all()
        self._opened.clear()
        return found

    def let_go_idle(self) -> None:
        """Let those go that nobody asked for long."""
        now = time.monotonic()
        with self._lock:
            idle = {name for name, one in self._opened.items() if now - one.asked > IDLE}
            closing = self._let_go(idle)
        for opened in closing:
            opened.close()

    def _known(self, identifier: str) -> Opened | None:
        with self._lock:
            known = self._opened.get(identifier)
            if known is None or known.pool.broken:
                return None
            self._opened.move_to_end(identifier)
            return known.taken()

    def _loaded(self, generation: Generation) -> Opened:
        self._make_room(generation.identifier)
        opened = self._load(generation)
        with self._lock:
            self._opened[generation.identifier] = opened
            return opened.taken()

    def _make_room(self, identifier: str) -> None:
        """Let those go that were not asked for longest, so that one more may come.

        Raises:
            BusyError: all of them are being asked.
        """
        with self._lock:
            unused = [name for name, opened in self._opened.items() if not opened.users]
            broken = [name for name in self._opened if name == identifier]
            going = {*unused[: max(0, len(self._opened) - OLDER + 1)], *broken}
            if len(self._opened) - len(going) >= OLDER:
                raise BusyError(
                    f"{OLDER} other older generations are asked at this moment, and no more are "
                    "loaded at once; ask again in a few seconds"
                )
            closing = self._let_go(going)
        for opened in closing:
            opened.close()

    def _let_go(self, names: set[str]) -> list[Opened]:
        """Forget some, and return those of them that nobody has."""
        return [opened for opened in map(self._opened.pop, names) if opened.retire()]
