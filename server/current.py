"""What is served: the current generation, older ones while somebody asks, or a scratch dataset.

A request holds the generation that it began with to its end.  A new one is
loaded beside it, and takes over when all of its readers stand ready.
"""

import logging
import os
import secrets
import threading
import time
from typing import IO, cast

from flask import current_app, g

from kg.errors import KgError, NoGenerationError, StoreError
from kg.store import Generation, Generations
from kg.store.generations import DERIVED
from kg.study import Study
from server.older import Older
from server.opened import Opened
from server.readers.messages import Plan
from server.readers.pool import Pool
from server.settings import Settings

log = logging.getLogger(__name__)

LOOK = 0.5
"""How often it is looked whether another generation is current (seconds)."""

TRY_AGAIN = 30.0
"""After what a generation that could not be loaded is tried again, while none is (seconds)."""

PATIENCE = 600.0
"""How long a request waits while the first generation is loaded (seconds)."""


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
        self._lock = threading.Lock()
        self._older = Older(self._lock, lambda one: self._load(one, readers=1))
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
                return now.taken()
        assert identifier is not None  # noqa: S101 -- the other case is above
        return self._older.take(identifier, self._generations.of)

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
            found = [*self._older.forget(), *([self._opened] if self._opened else [])]
            self._opened = None
        for opened in found:
            opened.close()

    def kept(self) -> tuple[Generation, ...]:
        """Return the generations that can be asked, the newest first."""
        return () if self.settings.scratch else self._generations.kept()

    def pools(self) -> tuple[Opened, ...]:
        """Return all that has readers now."""
        with self._lock:
            return (*([self._opened] if self._opened else []), *self._older.all())

    def _keep_looking(self) -> None:
        try:
            self._look()
        finally:
            self._looked.set()
        while not self._ending.wait(LOOK):
            self._look()
            self._older.let_go_idle()

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
            unused = before is not None and before.retire()
        if before is not None and unused:
            before.close()

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
