"""Fuzz extraction with letters put together from the grammar's pieces, noise and repetition.

    python -m tests.fuzz.on_words [options of libFuzzer]

Bytes of libFuzzer choose the pieces, so that what reaches new code is kept and
varied.  A reading must keep its promises, and take no longer than any other
letter of its length.
"""

import hashlib
from collections.abc import Iterator

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg.extract.reading import extract
    from kg.model import Disclosure, Document
    from kg.record.extraction import as_json

from tests.fuzz.guard import fuzz
from tests.fuzz.pieces import FRAGMENTS, sentences
from tests.fuzz.promises import broken_promises

PIECES = 60
OFTEN = (*[2] * 240, *[10] * 14, 100, 20_000)
"""How often a piece stands in a row, as likely as here: slow patterns show on long rows only."""

LONGEST = 100_000
"""Longest text (characters)."""


def pieces(chosen: atheris.FuzzedDataProvider) -> Iterator[str]:
    """Yield the pieces that the bytes choose."""
    lines = sentences()
    for _ in range(PIECES):
        if not chosen.remaining_bytes():
            return
        kind = chosen.ConsumeIntInRange(0, 9)
        if kind == 0:
            yield chosen.ConsumeUnicodeNoSurrogates(chosen.ConsumeIntInRange(0, 24))
            continue
        stock = FRAGMENTS if kind < 6 else lines
        piece = stock[chosen.ConsumeIntInRange(0, len(stock) - 1)]
        yield piece * OFTEN[chosen.ConsumeIntInRange(0, len(OFTEN) - 1)] if kind == 9 else piece


def read(content: bytes) -> None:
    """Read a letter made of *content*."""
    text = "".join(("Freedom of Information\n", *pieces(atheris.FuzzedDataProvider(content))))
    text = text[:LONGEST]
    document = Document(
        name="fuzz.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    record = extract(document)
    as_json(document, record)
    if isinstance(record, Disclosure):
        broken = list(broken_promises(document, record))
        if broken:
            raise AssertionError("; ".join(broken))


if __name__ == "__main__":
    fuzz(read, "-max_len=1024", "-len_control=0")
