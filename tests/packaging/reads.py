"""A plugin of pytest: note which files of the installed packages are opened during the tests.

``python -m pytest -p tests.packaging.reads``, with the folder for the notes in
``FOIGRAPH_READS``.  Processes that the tests start are not looked into.
"""

import os
import sys
from pathlib import Path

import pytest

import kg

SITE = Path(kg.__file__).resolve().parent.parent
"""Where ``kg`` and ``server`` are installed."""

_opened: set[str] = set()


def pytest_configure() -> None:
    """Listen from now on: what a module reads when it is imported counts."""
    ours = tuple(str(SITE / package) + os.sep for package in ("kg", "server"))

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(ours):
            _opened.add(arguments[0])

    sys.addaudithook(listen)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Write the names of what was opened, one a line, into a file of this process's own."""
    names = sorted(Path(path).relative_to(SITE).as_posix() for path in _opened)
    notes = Path(os.environ["FOIGRAPH_READS"]) / f"{os.getpid()}.txt"
    notes.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
