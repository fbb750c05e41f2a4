"""A study that is served by real processes, which are killed."""

from pathlib import Path

import pytest

from tests.server.conftest import SETTINGS, promote


def numbered(number: int, things: int = 50) -> str:
    """A graph that tells which one it is."""
    return "\n".join(f"<urn:s{at}> <urn:p> {number} ." for at in range(things))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with one generation."""
    place = tmp_path / "study"
    place.mkdir()
    (place / "study.toml").write_text(SETTINGS, encoding="utf-8")
    promote(place, numbered(0))
    return place
