"""What comes in: the bytes of one document, and where they came from."""

from dataclasses import dataclass

LIMIT = 50 * 1024 * 1024
"""The largest document that is read (bytes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The bytes of one document: a file, an attachment, or what an address gave."""

    name: str
    """File name or address; a member of an archive or mail stands after a slash:
    ``thread.zip/reply.pdf``."""

    content: bytes
    url: str | None = None
    """Address that it was published at; None when not known."""
