"""What is served: the current generation, older ones while somebody asks, or a scratch dataset.

A request holds the generation that it began with to its end.  A new one is
loaded beside it, and takes over when all of its readers stand ready.
"""

import logging
import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, cast

from flask import current_app, g

from kg.errors import BusyError, KgError, NoGenerationError, StoreError
from kg.store import Generation, Generations
from kg.store.generations import DERIVED
from kg.study import Study
from server.readers.holder import Stop
from server.readers.messages import Plan
from server.readers.pool import Pool
from server.settings import OLDER, Settings

log = logging.getLogger(__name__)

LOOK = 0.5
"""How often it is looked whether another generation is current (seconds)."""

LOADING = 3
"""Requests that may wait for an older generation to be loaded."""

IDLE = 300.0
"""After what an older generation that nobody asks is let go (seconds)."""

TRY_AGAIN = 30.0
"""After what a generation that could not be loaded is tried again, while none is (seconds)."""

PATIENCE = 600.0
"""How long a request waits while the first generation is loaded (seconds)."""


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

    def close(self) -> None:
        """End the readers, and let the generation go."""
        self.pool.close()
        if self.held is not None:
            self.held.close()


class Current:
    """What one server answers from; safe to ask from several threads."""

    def __init__(self, study: Study, settings: Settings) -> None:
        self.study = study
        self.settings = settings
        self.trouble: str | None = None
        """Why the generation that is current is not the one that is served."""

        self.ended = {"stopped": 0, "ended": 0, "reloaded": 0}
        """How many readers were stopped, ended by themselves, or had to be loaded again."""

        folder = study.folder / DERIVED
        self.spool = str(folder) if folder.is_dir() and os.access(folder, os.W_OK) else None
        """Where long results are kept; None is the machine's place for temporary files."""

        self._generations = Generations(study.folder)
        self._opened: Opened | None = None
        self._refused: tuple[str, int] | None = None
        self._again = 0.0
        self._older: OrderedDict[str, Opened] = OrderedDict()
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._places = threading.BoundedSemaphore(LOADING)
        self._looking = threading.Lock()
        self._ending = threading.Event()
        self._looked = threading.Event()
        self._watch = threading.Thread(target=self._keep_looking, daemon=True, name="generations")
        self._watch.start()

    @property
    def identifier(self) -> str | None:
        """Names what is served now; None while nothing is."""
        now = self._opened
        return None if now is None else now.identifier

    def take(self, identifier: str | None = None) -> Opened:
        """Return what is served now, or the generation *identifier*; give it back with `leave`.

        Raises:
            NoGenerationError: nothing has been built yet, or that one is not kept.
            StoreError: it cannot be loaded.
        """
        self._looked.wait(PATIENCE)
        if self._opened is None:
            self._look()  # what was built a moment ago is there for whoever waits for it
        with self._lock:
            now = self._opened
            if now is None and identifier is None:
                if self.trouble is not None:
                    raise StoreError(self.trouble)
                raise NoGenerationError("nothing has been built yet")
            # A scratch dataset changes, so it is never what somebody names.
            named = None if now is None or now.quads is None else now.name
            if now is not None and identifier in (None, named):
                return _taken(now)
        assert identifier is not None  # noqa: S101 -- the other case is above
        return self._take_older(identifier)

    def leave(self, opened: Opened) -> None:
        """Give back what was taken."""
        with self._lock:
            opened.users -= 1
            unused = opened.retired and not opened.users
        if unused:
            opened.close()

    def close(self) -> None:
        """End all processes."""
        self._ending.set()
        if threading.current_thread() is not self._watch:
            self._watch.join()
        with self._lock:
            found = [*self._older.values(), *([self._opened] if self._opened else [])]
            self._older.clear()
            self._opened = None
        for opened in found:
            opened.close()

    def kept(self) -> tuple[Generation, ...]:
        """Return the generations that can be asked, the newest first."""
        return () if self.settings.scratch else self._generations.kept()

    def pools(self) -> tuple[Opened, ...]:
        """Return all that has readers now."""
        with self._lock:
            return (*([self._opened] if self._opened else []), *self._older.values())

    def _keep_looking(self) -> None:
        try:
            self._look()
        finally:
            self._looked.set()
        while not self._ending.wait(LOOK):
            self._look()
            self._let_go_idle()

    def _look(self) -> None:
        """Load what is current, where that is not what is served; never raise."""
        with self._looking:
            try:
                self._look_once()
            except Exception as error:  # whatever it is: who looks must go on looking
                log.exception("what is current could not be looked at")
                self.trouble = str(error) or type(error).__name__

    def _look_once(self) -> None:
        now = self._opened
        serving = now is not None and not now.pool.broken
        if self.settings.scratch:
            if not serving:
                self._swap(self._scratch())
            return
        try:
            wanted = self._generations.current()
            mark = wanted.identifier, wanted.path.stat().st_mtime_ns
        except (KgError, OSError) as error:
            if serving:
                self._note(str(error))
            return
        if now is not None and serving and now.name == wanted.identifier:
            self._note(None)
            return
        if mark == self._refused and (serving or time.monotonic() < self._again):
            return
        try:
            self._swap(self._load(wanted, readers=self.settings.readers))
            self._note(None)
        except KgError as error:
            self._note(str(error))
            self._refused, self._again = mark, time.monotonic() + TRY_AGAIN
            if not serving:
                self._fall_back(wanted.identifier)

    def _note(self, trouble: str | None) -> None:
        if trouble is not None and trouble != self.trouble:
            log.error("the current generation is not served: %s", trouble)
        self.trouble = trouble

    def _fall_back(self, broken: str) -> None:
        """Serve the newest generation that can be loaded in place of the *broken* one."""
        for generation in self._generations.kept():
            if generation.identifier != broken:
                try:
                    self._swap(self._load(generation, readers=self.settings.readers))
                except KgError as error:
                    reason = str(error)
                    log.error("an older one is not served either: %s", reason)  # noqa: TRY400 -- no bug
                else:
                    return

    def _swap(self, opened: Opened) -> None:
        with self._lock:
            before, self._opened = self._opened, opened
            unused = before is not None and self._retire(before)
        if before is not None and unused:
            before.close()

    def _retire(self, opened: Opened) -> bool:
        """Mark *opened*, which nobody is given any more, and tell whether nobody has it."""
        opened.retired = True
        return not opened.users

    def _take_older(self, identifier: str) -> Opened:
        known = self._known(identifier)
        if known is not None:
            return known
        # Whoever waits here keeps a place in which others could be answered.
        if not self._places.acquire(blocking=False):
            raise BusyError("older generations are being loaded; ask again in a few seconds")
        try:
            with self._loading:
                return self._known(identifier) or self._loaded(identifier)
        finally:
            self._places.release()

    def _known(self, identifier: str) -> Opened | None:
        with self._lock:
            known = self._older.get(identifier)
            if known is None or known.pool.broken:
                return None
            self._older.move_to_end(identifier)
            return _taken(known)

    def _loaded(self, identifier: str) -> Opened:
        generation = self._generations.of(identifier)
        self._make_room(identifier)
        opened = self._load(generation, readers=1)
        with self._lock:
            self._older[identifier] = opened
            return _taken(opened)

    def _make_room(self, identifier: str) -> None:
        """Let the older generations go that were not asked for longest, so that one more may come.

        Raises:
            BusyError: all of them are being asked.
        """
        with self._lock:
            unused = [name for name, opened in self._older.items() if not opened.users]
            broken = [name for name in self._older if name == identifier]
            going = {*unused[: max(0, len(self._older) - OLDER + 1)], *broken}
            if len(self._older) - len(going) >= OLDER:
                raise BusyError(
                    f"{OLDER} other older generations are asked at this moment, and no more are "
                    "loaded at once; ask again in a few seconds"
                )
            closing = self._let_go(going)
        for opened in closing:
            opened.close()

    def _let_go_idle(self) -> None:
        now = time.monotonic()
        with self._lock:
            idle = {name for name, one in self._older.items() if now - one.asked > IDLE}
            closing = self._let_go(idle)
        for opened in closing:
            opened.close()

    def _let_go(self, names: set[str]) -> list[Opened]:
        """Forget older generations, and return those that nobody has."""
        return [opened for opened in map(self._older.pop, names) if self._retire(opened)]

    def _load(self, generation: Generation, *, readers: int) -> Opened:
        quads = int(generation.manifest.get("quads", 0))
        plan = Plan(
            generation=generation.folder.resolve(),
            # An older generation is read as the current one is: from disk the engine gives rows
            # that a query leaves unordered in another order.
            on_disk=not self.settings.in_memory(quads),
            reader_memory=self.settings.reader_memory(quads),
            network=bool(self.settings.endpoints),
            bases=tuple(one.base for one in self.study.together),
        )
        held = generation.hold()
        try:
            return self._started(plan, generation.identifier, quads, readers, held)
        except BaseException:
            if held is not None:
                held.close()
            raise

    def _scratch(self) -> Opened:
        plan = Plan(
            generation=None,
            reader_memory=self.settings.reader_memory(0),
            network=bool(self.settings.endpoints),
            bases=(self.study.base,),
        )
        name = f"scratch-{secrets.token_hex(4)}"
        return self._started(plan, name, None, self.settings.readers, None)

    def _started(
        self, plan: Plan, name: str, quads: int | None, readers: int, held: IO[bytes] | None
    ) -> Opened:
        pool = Pool(plan, readers=readers, count=self._count)
        try:
            pool.start()
        except BaseException:
            pool.close()
            raise
        return Opened(name, quads, pool, "disk" if plan.on_disk else "memory", held)

    def _count(self, how: str) -> None:
        self.ended[how] += 1


def _taken(opened: Opened) -> Opened:
    opened.users += 1
    opened.asked = time.monotonic()
    return opened


def study() -> Study:
    """Return the study that is served."""
    return current().study


def settings() -> Settings:
    """Return the settings of the server."""
    return current().settings


def opened(identifier: str | None = None) -> Opened:
    """Return the generation that this request is answered from: the same one to its end.

    Raises:
        NoGenerationError: nothing has been built yet, or *identifier* is not kept.
        StoreError: it cannot be loaded.
    """
    if "opened" not in g:
        g.opened = current().take(identifier)
    return cast("Opened", g.opened)


def identifier() -> str:
    """Return what names the dataset that this request is answered from.

    A scratch dataset may be written between two looks at it: it is the one that the
    last reader answered from.

    Raises:
        KgError: as for `opened`.
    """
    dataset = opened()
    if "identifier" not in g:
        g.identifier = dataset.identifier
    return cast("str", g.identifier)


def leave() -> None:
    """Give back the generation that this request held."""
    found = g.pop("opened", None)
    if found is not None:
        current().leave(found)


def current() -> Current:
    """Return what the application serves from."""
    return cast("Current", current_app.extensions["current"])
