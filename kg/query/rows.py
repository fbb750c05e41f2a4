"""Count the rows of a result from the bytes that it is written in, without reading it again.

The engine writes results far faster than rows can be looked at one by one, so
the rows are counted by the marks that only the end or start of a row has.
Blocks may be cut anywhere.
"""

from typing import Protocol


class Rows(Protocol):
    """Counts rows while their bytes pass."""

    rows: int
    """Those that have begun so far."""

    def feed(self, block: bytes) -> None:
        """Take the next bytes."""


class TsvRows:
    """SPARQL 1.1 TSV: a line a row, since line breaks in values are escaped; the first is names."""

    def __init__(self) -> None:
        self.rows = -1

    def feed(self, block: bytes) -> None:
        """Take the next bytes."""
        self.rows += block.count(b"\n")


class CsvRows:
    """RFC 4180: a line a row, but for line breaks between quotation marks; the first is names."""

    def __init__(self) -> None:
        self.rows = -1
        self._quoted = 0

    def feed(self, block: bytes) -> None:
        """Take the next bytes."""
        if b'"' not in block and not self._quoted:
            self.rows += block.count(b"\n")
            return
        # A doubled mark inside quotes closes and opens at once: the pieces alternate all the same.
        pieces = block.split(b'"')
        self.rows += sum(piece.count(b"\n") for piece in pieces[self._quoted :: 2])
        self._quoted = (self._quoted + len(pieces) - 1) % 2


class XmlRows:
    """SPARQL Query Results XML: an element a row; values cannot hold a start tag."""

    _TAG = b"<result>"

    def __init__(self) -> None:
        self.rows = 0
        self._before = b""

    def feed(self, block: bytes) -> None:
        """Take the next bytes."""
        seen = self._before + block
        self.rows += seen.count(self._TAG)
        self._before = seen[-(len(self._TAG) - 1) :]


class JsonRows:
    """SPARQL 1.1 JSON: an object a row.

    Outside strings, a row opens after the bracket of the list or after another
    row, and nothing else does: members of an object have a name before them.
    """

    _OTHERS = bytes(set(range(256)) - set(b'{}[],:"'))

    def __init__(self) -> None:
        self.rows = 0
        self._cut = b""
        self._before = b""
        self._inside = 0

    def feed(self, block: bytes) -> None:
        """Take the next bytes."""
        text = (self._cut + block).replace(b"\\\\", b"").replace(b'\\"', b"")
        # What follows a last backslash decides what it is.
        self._cut = b"\\" if text.endswith(b"\\") else b""
        marks = text.translate(None, self._OTHERS).replace(b'""', b"")
        pieces = marks.split(b'"')
        outside = self._before + b"".join(pieces[self._inside :: 2])
        self._inside = (self._inside + len(pieces) - 1) % 2
        self.rows += (not self.rows and b"[{" in outside) + outside.count(b"},{")
        self._before = outside[-2:]


COUNTERS: dict[str, type[Rows]] = {
    "csv": CsvRows,
    "json": JsonRows,
    "tsv": TsvRows,
    "xml": XmlRows,
}
"""Name of a format of rows -> what counts them."""
