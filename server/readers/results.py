"""Write the result of a query as far as it may be written: so many rows, bytes and characters."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import KgError, ResultTooLargeError, StoreError
from kg.query import writable
from kg.query.formats import Format
from kg.query.result import QUAD_FORMATS, of_triples
from kg.query.rows import Rows

INLINE = 2**18
"""Bytes of a result that are sent as they are; a longer one goes into a file without a name."""

BLOCK = 2**17
"""Bytes that are counted and written at once."""

PAGE = 2**21
"""Characters of a result that a page shows."""

SORTED = 50_000
"""Triples that are written sorted, each once; a larger graph is written as the engine gives it."""


def write_graph(
    found: Iterator[Triple],
    form: Format,
    prefixes: Mapping[str, str],
    most: int,
    out: IO[bytes],
) -> int:
    """Write the triples of *found* and return how many were written."""
    first = list(islice(found, SORTED + 1))
    if len(first) <= SORTED:
        result = of_triples(first, prefixes)
        few_enough(len(result.triples), most, "triples")
        out.write(result.serialize(form.name))
        return len(result.triples)
    count = 0

    def counted() -> Iterator[Triple | Quad]:
        nonlocal count
        for triple in chain(first, found):
            count += 1
            few_enough(count, most, "triples")
            if form.engine == RdfFormat.RDF_XML:
                writable.check_property(triple.predicate.value)
            in_quads = form.engine in QUAD_FORMATS
            yield Quad(*triple) if in_quads else triple

    plain = form.engine in (RdfFormat.TURTLE, RdfFormat.TRIG)
    items: Iterable[Any] = counted()
    serialize(items, out, format=form.engine, prefixes=dict(prefixes) if plain else None)  # type: ignore[arg-type]
    return count


def few_enough(count: int, most: int, what: str) -> None:
    """Do nothing if *count* is at most *most*.

    Raises:
        ResultTooLargeError: it is more.
    """
    if count > most:
        raise ResultTooLargeError(
            f"the result has more than {most:,} {what}, and no more are given out at once; "
            "ask for fewer with LIMIT, or take the dataset as a whole"
        )


def short_enough(rows: Sequence[Sequence[object]]) -> None:
    """Do nothing if a page can show *rows*.

    Raises:
        ResultTooLargeError: they are too long for one.
    """
    written = sum(len(str(value)) for row in rows for value in row if value is not None)
    if written > PAGE:
        raise ResultTooLargeError(
            f"a page shows at most {PAGE:,} characters and this result has {written:,} in its "
            "first rows; take it as CSV or JSON, or ask for less of each text with SUBSTR"
        )


class Sink(io.RawIOBase):
    """Takes what the engine writes, as far as it may: short in memory, long in a file."""

    def __init__(
        self, *, rows: int, size: int, counter: Rows | None, folder: str | None, xml: bool
    ) -> None:
        self.written = 0
        self.file: IO[bytes] | None = None
        self.fault: KgError | None = None
        self._short = io.BytesIO()
        self._rows, self._size = rows, size
        self._counter, self._folder = counter, folder
        self._xml = xml

    @property
    def content(self) -> bytes | None:
        """The whole of it where it is short."""
        return self._short.getvalue() if self.file is None else None

    def writable(self) -> bool:
        """Tell that it takes bytes."""
        return True

    def write(self, block: Any) -> int:
        """Take the next bytes.

        Raises:
            ResultTooLargeError: there are too many of them, or of rows.
            StoreError: there is no room.
        """
        try:
            self._take(bytes(block))
        except KgError as error:
            self.fault = error
            raise
        return len(block)

    def _take(self, block: bytes) -> None:
        self.written += len(block)
        if self.written > self._size:
            raise ResultTooLargeError(
                f"the result has more than {self._size:,} bytes, and no more are given out at "
                "once; ask for fewer rows with LIMIT, or for fewer columns"
            )
        if self._xml:
            writable.check_characters(block)
        if self._counter is not None:
            self._counter.feed(block)
            few_enough(self._counter.rows, self._rows, "rows")
        if self.file is None and self.written > INLINE:
            self._into_file(self._short.getvalue(), opening=True)
        if self.file is None:
            self._short.write(block)
        else:
            self._into_file(block)

    def _into_file(self, block: bytes, *, opening: bool = False) -> None:
        try:
            if opening:
                self.file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
            rest = memoryview(block)
            while rest and self.file is not None:
                rest = rest[self.file.write(rest) :]
        except OSError as error:
            raise StoreError(
                f"{self._folder or tempfile.gettempdir()}: {error.strerror}; a result of "
                f"{self.written:,} bytes found no room there"
            ) from error

    def finish(self) -> None:
        """Know that the last byte was written."""
