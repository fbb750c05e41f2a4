"""Fuzz the reading of documents with any bytes, starting from a document of each kind.

    python -m tests.fuzz.on_bytes [options of libFuzzer] FOLDER

The first byte says which name the bytes came under; it may tell where bytes
cannot.  Members of an archive are varied inside it: bytes varied outside are
refused for their checksum and reach nothing.
"""

import io
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg import adding
    from kg.ingest import Piece
    from kg.model import Document
    from kg.record.extraction import as_json

from tests.fuzz.guard import fuzz
from tests.fuzz.seeds import archive, seeds

NAMES = tuple(seeds())
LARGEST = 16_384
"""Largest input (bytes)."""


def read(content: bytes) -> None:
    """Read *content* as a document, and the record in it."""
    if not content:
        return
    piece = Piece(name=NAMES[content[0] % len(NAMES)], content=content[1:])
    document, record = adding.read_piece(piece)
    check(document)
    as_json(document, record)


def check(document: Document) -> None:
    """Hold every place that *document* gives against its text."""
    for table in document.tables:
        for cell in (*table.headings, *(cell for row in table.rows for cell in row)):
            there = document.text[cell.start : cell.end]
            assert cell.text.split() == there.split(), (cell, there)
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text), link
    assert list(document.page_starts) == sorted(document.page_starts)


def vary(content: bytes, size: int, seed: int) -> bytes:
    """Return a variant of *content* of at most *size* bytes: within a member, for an archive."""
    try:
        with ZipFile(io.BytesIO(content[1:])) as opened:
            members = {name: opened.read(name) for name in opened.namelist()}
    except (
        BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ):
        return atheris.Mutate(content, size)
    if not members or not seed % 4:
        return atheris.Mutate(content, size)
    chosen = sorted(members)[seed % len(members)]
    members[chosen] = atheris.Mutate(members[chosen], max(1, size // 2))
    return (content[:1] + archive(members))[:size]


if __name__ == "__main__":
    words = Path(__file__).with_name("heads.dict")
    fuzz(read, f"-dict={words}", f"-max_len={LARGEST}", "-len_control=0", mutator=vary)
