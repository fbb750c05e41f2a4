"""Records as files, the way the program writes them, and what another reading would give."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Record
from kg.model.record import UNREVIEWED
from kg.record.load import load_text
from kg.record.wording import Wording
from kg.record.writing import as_file, write

Make = Callable[[Record], Path]


@pytest.fixture
def file_of(tmp_path: Path) -> Make:
    """Write a record as it was read, reviewed by nobody."""
    from dataclasses import replace

    def make(record: Record) -> Path:
        path = tmp_path / f"{record.key}.yaml"
        write(replace(record, review=UNREVIEWED), path)
        return path

    return make


@pytest.fixture
def reading_of() -> Callable[[Record], Any]:
    """Return what the program would write for a record, as its YAML holds it."""

    def make(record: Record) -> Any:
        return load_text(as_file(record, wording=Wording()), path=Path("reading"))

    return make
