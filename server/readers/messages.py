"""What a template is told, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a template holds, and what its readers may."""

    generation: Path | None
    """Folder of the generation; None is an empty dataset in memory that may be written."""

    on_disk: bool = False
    """Whether readers open it from disk, each for itself."""

    reader_memory: int
    """What one reader may take beside what it shares (bytes)."""

    network: bool = False
    """Whether readers may use the network: only for endpoints that somebody allowed."""

    bases: tuple[str, ...] = ()
    """Bases of the studies whose prefixes are made ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What a template says when readers can be forked."""

    pid: int
    cut: bool
    """Whether the network was taken from it."""

    memory: int
    """Bytes of its data segment."""


@dataclass(frozen=True, slots=True)
class Fork:
    """Asks for a reader; the answer is its process and the other end of its socket."""


@dataclass(frozen=True, slots=True)
class Reap:
    """Says that the reader *pid* was killed or ended; until then nothing else gets its number.

    The answer is its exit code, negative for a signal, where *wait* is set.
    """

    pid: int
    wait: bool


@dataclass(frozen=True, slots=True)
class Write:
    """Asks for a change; the first answer is the process that does it, the second its result."""

    task: Callable[..., object]
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A write succeeded; the process that did it is the template now."""

    value: object
