"""A reply to a request: what was asked, what was said to each question, and on what ground."""

from dataclasses import dataclass, field
from datetime import date

from kg import vocabulary
from kg.model.amount import Amount
from kg.model.ground import Denial, GroundClaim, Mention
from kg.model.passage import Passage
from kg.model.period import Period
from kg.model.record import UNREVIEWED, Doubt, Review, Source
from kg.model.step import ProcessStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One numbered thing asked."""

    label: str
    """Printed number, normalised: ``5.c.i``."""

    passage: Passage
    text: str | None = None
    """The question in the requester's words; None where a study keeps only topics."""

    topic: str | None = None
    """What is asked, in the curator's words; None until a person has written it."""

    period: Period | None = None
    """Time asked about; None when the request sets none."""

    period_passage: Passage | None = None
    """The words that set the period, often a line for several questions; None without one."""

    technologies: tuple[str, ...] = ()
    """Codes of scheme ``technology`` asked about; a part without its own has its parent's."""

    lost: bool = False
    """Whether the page names it only in the reply; ``passage`` is then where it is named."""

    line: int | None = field(default=None, compare=False)
    """Line of the record file that states it; None before it was written.  Not compared."""

    @property
    def parent(self) -> str | None:
        """Label of the question that this one is part of, or None at the top."""
        head, _, _ = self.label.rpartition(".")
        return head or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request under the Act.

    A request may ask questions of its own, and may ask again, without repeating
    them, questions of the request that it refines.
    """

    reference: str | None
    """The authority's own, as it spells it; None when the document does not print it."""

    passage: Passage | None = None
    """Where the reference stands."""

    also: tuple[Passage, ...] = ()
    """Further references of this request, as printed: some authorities give it two numbers."""

    questions: tuple[Question, ...] = ()
    """Questions printed under this request, in reading order."""

    refines: str | None = None
    """Reference of the earlier request that this one narrows or repeats."""

    asks_again: tuple[str, ...] = ()
    """Labels of that request's questions that this one asks again."""

    excludes: tuple[str, ...] = ()
    """Labels of that request's questions that this one names and leaves out."""

    scope: Passage | None = None
    """The words that say which questions are asked again and which are not."""

    refines_passage: Passage | None = None
    """The words that say so, where they are others than those of the scope."""

    follows: str | None = None
    """Reference of the earlier request that this one comes after, on its own word; it asks
    something else than that one did."""

    follows_passage: Passage | None = None
    """The words that say so."""

    reviews: str | None = None
    """Reference of the earlier request whose reply is looked at again."""

    reviews_passage: Passage | None = None
    """The words that say so."""

    received: date | None = None
    """Day the authority received it; None when not printed."""

    received_passage: Passage | None = None
    """The words that give that day."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """How the authority read a question before it answered."""

    restricted_to: tuple[str, ...]
    """Codes with their scheme that the reading keeps: ``technology:...``, ``overtness:overt``."""

    passage: Passage
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the authority says of its own use of a technology."""

    polarity: str
    """Code of scheme ``polarity``: ``positive`` (used) or ``negative`` (not used)."""

    technology: str
    """Code of scheme ``technology``."""

    passage: Passage
    restricted_to: tuple[str, ...] = ()
    """Codes with their scheme that narrow it, as for an Interpretation."""

    period: Period | None = None
    """Time that it holds for; None when neither answer nor question tells."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """What was said to one scope of a question, where scopes were answered differently."""

    restricted_to: tuple[str, ...]
    """Codes with their scheme that set the scope, as for an Interpretation."""

    held: str
    """Code of scheme ``held``."""

    disclosure: str
    """Code of scheme ``disclosure``."""

    passage: Passage | None = None
    """None where the answer passes the scope over in silence."""

    grounds: tuple[GroundClaim, ...] = ()
    """Provisions relied on for this scope alone."""

    line: int | None = field(default=None, compare=False)

    @property
    def outcome(self) -> str:
        """Code of scheme ``outcome``, which follows from the axes."""
        return outcome_of(self.held, self.disclosure, *(claim.provision for claim in self.grounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the authority said to the questions named, in one breath."""

    to: tuple[str, ...]
    """Labels of the questions that it answers."""

    held: str
    """Code of scheme ``held``: the duty to confirm or deny (FOIA s.1(1)(a))."""

    disclosure: str
    """Code of scheme ``disclosure``: the duty to communicate (FOIA s.1(1)(b))."""

    passage: Passage
    coverage_claimed: str | None = None
    """Code of scheme ``coverage`` for the document referred to; None when none is."""

    grounds: tuple[GroundClaim, ...] = ()
    interpretation: Interpretation | None = None
    statements: tuple[Statement, ...] = ()
    parts: tuple[AnswerPart, ...] = ()
    amounts: tuple[Amount, ...] = ()
    """Numbers that it states in words, in reading order."""

    line: int | None = field(default=None, compare=False)

    @property
    def outcome(self) -> str:
        """Code of scheme ``outcome``, which follows from the axes."""
        return outcome_of(self.held, self.disclosure, *(claim.provision for claim in self.grounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How the headline puts the outcome of the whole request: a quotation, not a fact."""

    code: str
    """Code of scheme ``decision``, such as ``full-disclosure``."""

    passage: Passage
    inferred: bool = False
    """Whether there is no headline, and the answers taken together amount to this."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """All that was read from one page or letter that carries a response."""

    key: str
    """Key of the document in IRIs: ``gb-metropolitan-01-foi-23-031597``."""

    source: Source
    force: str | None
    """Code of scheme ``force``; the authority that answered.  None when the page does not tell
    and nobody has said; such a record can be printed but not added to a study."""

    regime: str
    """Code of scheme ``regime``, such as ``foia``."""

    requests: tuple[Request, ...]
    """The request answered first, then those that it refers to."""

    decision: Decision | None = None
    """None when the headline is not visible."""

    responded: date | None = None
    """Day of the reply; None when not printed."""

    responded_passage: Passage | None = None
    """The words that give that day."""

    published: date | None = None
    """Day it was put into the disclosure log; None when not printed."""

    published_passage: Passage | None = None
    """The words that give that day."""

    technologies: tuple[str, ...] = ()
    """Codes of scheme ``technology`` that the request or the reply is about."""

    answers: tuple[Answer, ...] = ()
    grounds: tuple[GroundClaim, ...] = ()
    """Provisions relied on for the request as a whole, or for no question in particular."""

    mentions: tuple[Mention, ...] = ()
    """Provisions named and not relied on, each once in each role."""

    denials: tuple[Denial, ...] = ()
    steps: tuple[ProcessStep, ...] = ()

    doubts: tuple[Doubt, ...] = ()
    review: Review = UNREVIEWED


def outcome_of(held: str, disclosure: str, *provisions: str) -> str:
    """Return the single outcome that the axes of an answer amount to.

    The duties to confirm and to communicate are kept apart in the record; this is
    the summary of both that people compare by.  *provisions* are the grounds given.

    >>> outcome_of("held", "by-reference")
    'answered-by-reference'
    >>> outcome_of("not-held", "none")
    'not-held'
    >>> outcome_of("held", "none", "foia:s12-1")
    'refused-cost'
    """
    kinds = {vocabulary.provision_kind(provision) for provision in provisions}
    if disclosure == "none" and "cost" in kinds:
        return "refused-cost"
    if disclosure == "none" and "vexatious" in kinds:
        return "refused-vexatious"
    if held == "ncnd":
        return "refused-ncnd"
    if held == "not-held":
        return "not-held"
    if disclosure == "none" and "accessible" in kinds:
        return "already-accessible"
    if disclosure == "none" and held == "not-stated" and not provisions:
        return "not-addressed"
    return {
        "full": "disclosed-in-full",
        "part": "disclosed-in-part",
        "by-reference": "answered-by-reference",
        "later": "future-publication",
        "none": "refused-exempt",
    }[disclosure]
