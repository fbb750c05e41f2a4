"""The generation that is served now, opened once and kept until another one is current."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, g

from kg.store import Generations
from kg.study import Study

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation and the engine that holds it."""

    identifier: str
    store: "Store"


class Current:
    """The current generation of one study; safe to ask from several threads."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._generations = Generations(study.folder)
        self._opened: Opened | None = None
        self._lock = threading.Lock()

    def opened(self) -> Opened:
        """Return the current generation; a new one is opened when it was promoted.

        Raises:
            NoGenerationError: nothing has been built yet.
        """
        generation = self._generations.current()
        opened = self._opened
        if opened is None or opened.identifier != generation.identifier:
            with self._lock:
                opened = self._opened
                if opened is None or opened.identifier != generation.identifier:
                    opened = Opened(generation.identifier, generation.open())
                    self._opened = opened
        return opened


def study() -> Study:
    """Return the study that is served."""
    return _current().study


def opened() -> Opened:
    """Return the generation that this request is answered from: the same one to its end.

    Raises:
        NoGenerationError: nothing has been built yet.
    """
    if "opened" not in g:
        g.opened = _current().opened()
    return cast("Opened", g.opened)


def _current() -> Current:
    return cast("Current", current_app.extensions["current"])
