"""What one request came to: what was answered, in which words, or why nothing is known.

A figure, a statement and a ground each hold the words that they rest on.
"""

from dataclasses import dataclass
from decimal import Decimal

SPOKEN = frozenset(
    (
        "answered",
        "partly-answered",
        "refused",
        "not-held",
        "ncnd",
        "over-cost",
        "already-public",
        "to-be-published",
        "by-reference",
        "clarification-sought",
        "transferred",
        "not-addressed",
        "not-settled",
    )
)
"""Reasons that a reply of the authority gives; all others say why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quotation, and where it stands."""

    text: str
    evidence: str
    """IRI of the passage."""

    version: str
    """IRI of the version of the document."""

    title: str
    """Title of the document, else the name of its file; empty where it has neither."""

    address: str | None
    """Where the document is published, or the page that a restated text stands for."""

    start: int | None = None
    """Offset of the first character; None where the place is told by page and row."""

    end: int | None = None
    """Offset after the last character."""

    page: int | None = None
    row: int | None = None
    restated: bool = False
    """Whether these are words of a text that says the document again, and not the authority's."""

    abridged: bool = False

    @property
    def place(self) -> str:
        """Where in the document they stand, in words; empty where nothing tells."""
        parts = [
            f"{name} {value}"
            for name, value in (("page", self.page), ("row", self.row))
            if value is not None
        ]
        if self.start is not None and self.end is not None:
            parts.append(f"characters {self.start} to {self.end}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that an answer states, with the bounds that its words set."""

    amount: str
    """IRI of the amount."""

    value: Decimal | None
    """None where only bounds are given, or the number is held back."""

    lower: Decimal | None
    """None where nothing limits it from below."""

    upper: Decimal | None
    """None where nothing limits it from above."""

    bound: str | None
    """Code of scheme ``bound``."""

    unit: str | None
    """What is counted, as printed."""

    category: str | None
    """What part of the whole it is of, as printed."""

    measure: str | None
    """Code of scheme ``measure``; None where it is none of the list."""

    suppressed: bool
    as_written: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A provision that is relied on."""

    provision: str
    """Short name of the code, such as ``foia:s31-3``."""

    name: str
    limb: str | None
    """Code of scheme ``limb``: the duty that it is held against."""

    cited_as: str | None
    claimed_for: str
    """``answer``, ``part`` or ``reply``; a claim for the whole reply may not be meant for this."""

    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that a technology was used or not, how the question was taken, or a silence."""

    kind: str
    """``statement``, ``reading``, or ``silence``: what is neither confirmed nor denied beside."""

    polarity: str | None
    """``positive`` or ``negative``; None for all but a statement."""

    about: str | None
    """Name of the technology; None for all but a statement."""

    limits: tuple[str, ...]
    """Names of what it is limited to."""

    begins: str | None
    ends: str | None
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was said to one scope of a question, such as covert use."""

    scope: tuple[str, ...]
    """Names of what it is limited to."""

    reason: str
    held: str | None
    disclosure: str | None
    grounds: tuple[Ground, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one request came to: one of the things that stand side by side in a cell."""

    reason: str
    """Code of scheme ``cell-reason``."""

    request: str
    """IRI of the request, or of what is noted of one that was not seen."""

    reference: str | None
    law: str | None
    """Code of scheme ``regime``, or the IRI of a law of the study's own."""

    received: str | None
    question: str | None = None
    """IRI of the question; None where none of the request is known to ask this."""

    label: str | None = None
    asked: str | None = None
    """The words of the question, else a curator's."""

    match: str | None = None
    """Code of scheme ``match-kind``."""

    begins: str | None = None
    """First day asked about."""

    ends: str | None = None
    answer: str | None = None
    held: str | None = None
    disclosure: str | None = None
    response: str | None = None
    issued: str | None = None
    days: int | None = None
    """Days from receipt to reply, all counted; None where one of the two days is not known."""

    working_days: int | None = None
    claimed: str | None = None
    """Code of ``coverage``: how far the document pointed to answers, as the authority has it."""

    assessed: str | None = None
    """The same as a person found."""

    later: tuple[str, ...] = ()
    """IRIs of later requests that refine it and have a reply, and are none of the series."""

    presumed: str | None = None
    """IRI of the document that a person takes to be meant, where the link is lost."""

    recording: tuple[str, ...] = ()
    """Codes of scheme ``recording``."""

    marks: tuple[str, ...] = ()
    """Codes of scheme ``cell-mark``."""

    figures: tuple[Figure, ...] = ()
    grounds: tuple[Ground, ...] = ()
    said: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def spoken(self) -> bool:
        """Whether the authority said something to the question."""
        return self.reason in SPOKEN

    @property
    def quotations(self) -> tuple[Words, ...]:
        """All words behind it, each once, those of the answer first."""
        of_parts = [ground for part in self.parts for ground in part.grounds]
        holders: tuple[Figure | Said | Part | Ground, ...] = (
            *self.figures,
            *self.said,
            *self.parts,
            *self.grounds,
            *of_parts,
        )
        found = (*self.words, *(words for one in holders for words in one.words))
        return tuple(dict.fromkeys(found))
