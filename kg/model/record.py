"""What every record has: its document, its review, and what could not be decided."""

from dataclasses import dataclass
from datetime import date

from kg.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The version of a document that a record was read from."""

    sha256: str
    """Hash of the bytes (lower-case hexadecimal)."""

    media_type: str
    """IANA media type."""

    file: str
    """Name that the bytes came in under."""

    title: str | None = None
    """What the document calls itself; None when it has no title."""

    url: str | None = None
    """Address that it is published at; None when not known."""

    version: int = 1
    """Counts the versions of this document that we have seen (from 1)."""

    read_by: str | None = None
    """Program and version that read it, such as ``foigraph 0.1.0``; None when read by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Whether a person stands behind a record.  Roles only; people are never named."""

    status: str = "unreviewed"
    """Code of scheme ``review-status``."""

    role: str | None = None
    """Role of the reviewer, such as ``maintainer``; None while unreviewed."""

    on: date | None = None
    """Day of the review; None while unreviewed."""


UNREVIEWED = Review()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that the extractor could not decide, with the words that raised it."""

    field: str
    """What is doubtful, such as ``answers`` or ``force``."""

    reason: str
    """Why, and what a person should look at."""

    passage: Passage
