"""Run the application in a test: its readers are processes, which end with the test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from server import commands, create_app, listening
from server.application import close
from server.settings import Settings


@contextmanager
def serving(folder: Path, settings: Settings | None = None) -> Iterator[Flask]:
    """The application over the study in *folder*, with its readers."""
    app = create_app(folder, settings)
    try:
        yield app
    finally:
        close(app)


@contextmanager
def listening_at(app: Flask) -> Iterator[str]:
    """The address at which *app* is served over loopback."""
    server = listening.listen(app, host="127.0.0.1", port=0)
    stopping = threading.Event()
    thread = threading.Thread(target=listening.serve, args=(server, app, stopping), daemon=True)
    thread.start()
    try:
        yield commands.address(server, "127.0.0.1")
    finally:
        stopping.set()
        thread.join()
