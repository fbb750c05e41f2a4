"""What was found in its document once is not looked for again.

Quotations are held against their documents at every build, and to read a long
PDF takes seconds.  This keeps, for each record, one hash of its quotations, of
the bytes of its document and of the program that reads them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kg.model import Passage
from kg.store.generations import DERIVED

FILE = "verified.json"
READERS = ("charset-normalizer", "pdfminer.six", "pdfplumber", "pillow", "pypdfium2", "selectolax")
"""Packages that decide which words stand where in a document."""

READING = ("ingest", "model", "record")
"""Packages of our own that do."""


class Verified:
    """The marks of the records whose quotations were all found; read once, kept at the end."""

    def __init__(self, study: Path) -> None:
        self._path = study / DERIVED / FILE
        self._before = _marks(self._path)
        self._now: dict[str, str] = {}

    def knows(self, record: str, mark: str) -> bool:
        """Return whether all of *record* was found, by this *mark*."""
        return self._before.get(record) == mark

    def note(self, record: str, mark: str) -> None:
        """Put down that all of *record* was found."""
        self._now[record] = mark

    def keep(self) -> None:
        """Write what was put down, in place of all that was kept before."""
        if self._now == self._before:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._now, indent=0, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)


def mark(passages: Iterable[Passage], document: bytes) -> str:
    """Return one hash of *passages*, of the bytes of their *document*, and of the program."""
    digest = hashlib.sha256(f"{_program()} {hashlib.sha256(document).hexdigest()}".encode())
    for one in passages:
        digest.update(repr((one.quote, one.start, one.end, one.page, one.row, one.column)).encode())
    return digest.hexdigest()


def _marks(path: Path) -> Mapping[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@cache
def _program() -> str:
    digest = hashlib.sha256()
    for package in READING:
        for path in sorted((Path(__file__).resolve().parents[1] / package).rglob("*.py")):
            digest.update(path.read_bytes())
    for name in READERS:
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()
