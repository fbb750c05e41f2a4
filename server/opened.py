"""A dataset that is open: who answers from it, how many have it, and what its answers are named."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from flask import g

from server.readers.holder import Stop
from server.readers.pool import Pool


@dataclass(slots=True, eq=False)
class Opened:
    """A dataset and the readers that answer from it."""

    name: str
    """What it is cited by; of a scratch dataset it changes with every write."""

    quads: int | None
    """None of a dataset that changes."""

    pool: Pool
    place: str
    """Where its store is, ``memory`` or ``disk``; rows without an order come as the place has
    them."""

    held: IO[bytes] | None = None
    users: int = 0
    retired: bool = False
    asked: float = field(default_factory=time.monotonic)

    @property
    def identifier(self) -> str:
        """Names what answers are taken from now; see `identifier` for that of an answer."""
        return self._after(self.pool.epoch)

    def ask(
        self,
        task: Callable[..., object],
        *arguments: object,
        seconds: float = 30.0,
        stop: Stop = lambda: None,
    ) -> tuple[Any, Sequence[int]]:
        """Return what *task* gives in a reader, and the files that it opened.

        Raises:
            KgError: the task raised it, or was stopped.
        """
        until = time.monotonic() + seconds
        value, files, epoch = self.pool.ask(task, *arguments, until=until, stop=stop)
        g.identifier = self._after(epoch)
        return value, files

    def write(
        self, task: Callable[..., object], *arguments: object, seconds: float, stop: Stop
    ) -> object:
        """Return what *task* gives, which changes a scratch dataset.

        Raises:
            KgError: it failed or was stopped, and nothing was changed.
        """
        until = time.monotonic() + seconds
        value, epoch = self.pool.write(task, *arguments, until=until, stop=stop)
        g.identifier = self._after(epoch)
        return value

    def _after(self, epoch: int) -> str:
        return f"{self.name}-{epoch}" if self.quads is None else self.name

    def taken(self) -> "Opened":
        """Count one more who has it, and return it."""
        self.users += 1
        self.asked = time.monotonic()
        return self

    def retire(self) -> bool:
        """Mark it as one that nobody is given any more, and tell whether nobody has it."""
        self.retired = True
        return not self.users

    def close(self) -> None:
        """End the readers, and let the generation go."""
        self.pool.close()
        if self.held is not None:
            self.held.close()
