"""What every record has: its document, its review, and what could not be decided."""

from dataclasses import dataclass
from datetime import date

from kg.model.address import upwards
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

    stands_for: str | None = None
    """Address of the published page that this text says again in other words; None for the
    page itself.  Its hash is that of this text, and never that of the page."""

    not_seen: tuple[str, ...] = ()
    """Codes of scheme ``document-part``: what the document has and these bytes do not show."""

    version: int = 1
    """Counts the versions of this document that we have seen (from 1)."""

    read_by: str | None = None
    """Program and version that read it, such as ``foigraph 0.1.0``; None when read by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReview:
    """What a person ruled on one fact of a record, and on all that stands under its address."""

    fact: str
    """Address of the fact, such as ``answer/4``; ``kg.model.address`` says how one is made."""

    status: str
    """Code of scheme ``review-status``."""

    role: str
    """Role of the reviewer, such as ``reviewer``; people are never named."""

    on: date
    """Day of the ruling."""

    was: str | None = None
    """What the program had read, where a person corrected it and it can still be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Whether a person stands behind a record.  Roles only; people are never named."""

    status: str = "unreviewed"
    """Code of scheme ``review-status``."""

    role: str | None = None
    """Role of the reviewer, such as ``maintainer``; None while unreviewed."""

    on: date | None = None
    """Day of the review; None while unreviewed."""

    facts: tuple[FactReview, ...] = ()
    """Rulings on single facts; each goes before the status of the whole."""

    def ruling(self, fact: str) -> FactReview | None:
        """Return the ruling that holds for *fact*: its own, else that of what it stands under."""
        found = {item.fact: item for item in self.facts}
        return next((found[above] for above in upwards(fact) if above in found), None)

    def status_of(self, fact: str) -> str:
        """Return the status of *fact*: its ruling's, else that of the whole record.

        >>> ruled = FactReview(fact="answer/4", status="rejected", role="reviewer", on=date.max)
        >>> review = Review(status="accepted", facts=(ruled,))
        >>> review.status_of("answer/4/ground/foia:s12-1"), review.status_of("answer/4.a")
        ('rejected', 'accepted')
        """
        ruled = self.ruling(fact)
        return self.status if ruled is None else ruled.status


UNREVIEWED = Review()

CONTESTED = frozenset({"disputed", "rejected"})
"""Review statuses whose facts are no settled facts: they stay in the graph of their document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """That a person looked at a doubt and decided."""

    role: str
    """Role of who decided; people are never named."""

    on: date


UNKNOWN_WORDING = "unknown-wording"
"""Kind of a doubt over words that no rule knows: whoever writes the next rule collects these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that the extractor could not decide, with the words that raised it."""

    field: str
    """What is doubtful, such as ``answers`` or ``force``."""

    reason: str
    """Why, and what a person should look at."""

    passage: Passage
    kind: str | None = None
    """``unknown-wording`` where the words are none that a rule knows; None for any other doubt."""

    facts: tuple[str, ...] = ()
    """Addresses of the facts that it is about, those that the record lacks included.

    Where it names none, the facts are those of its field that rest on its words.
    """

    settled: Settled | None = None
    """None while nobody has decided."""
