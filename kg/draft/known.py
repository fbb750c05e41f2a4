"""What a study knows of a series, as letters need it.

Nothing is concluded here; what is not known is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.model import Disclosure, Question, Record
from kg.model.template import Search, Series, Template, Templates
from kg.model.tracking import Tracking


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the files of one study say, of those that stand together in a graph."""

    base: str
    templates: Templates
    records: tuple[Record, ...]
    tracking: Tracking


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request of the series, or one that is known by name alone."""

    iri: str
    name: str
    """The force that was asked, as it is called."""

    reference: str | None
    """None until the force has given one, or where nobody has seen it."""

    made: date | None
    """Day it was received, or sent where only that is known."""

    sent: date | None
    received: date | None
    issued: date | None
    """Day of the recorded reply, or the day of an answer that the sheet notes."""

    reply: str
    """As `compare/series-replies` says it; 'recorded' opens it where there is a record."""

    tracked: bool
    """Whether the study keeps track of it as one of its own."""

    open: bool
    """Whether it was sent by the study and not answered on the day asked about."""

    due: date | None
    """Last day for an answer, or the earliest that it can have been."""

    due_how: str | None
    """How that day was found, as `find/overdue-requests` says it; None where nothing is overdue."""

    questions: Mapping[str, tuple[str, str]]
    """Label -> key of the template that it matches, and the kind of match: exact or close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reply says to one question, or to one scope of it."""

    request: str
    label: str
    template: str
    scope: str | None
    """The scope that it is about, such as 'Covert'; None for the answer as a whole."""

    outcome: str
    """Label of the outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A provision that a reply relies on."""

    request: str
    label: str
    template: str
    provision: str
    """Its label, from the code list."""

    whole: bool
    """Whether it is claimed for the whole reply, and may not be meant for this question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A question as a record holds it."""

    question: Question
    restated: bool
    """Whether the text at hand says it in other words than the requester's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of one series on one day."""

    series: Series
    templates: Mapping[str, Template]
    requests: tuple[Asked, ...]
    given: tuple[Given, ...]
    claims: tuple[Claim, ...]
    searches: tuple[Search, ...]
    printed: Mapping[tuple[str, str], Printed]
    """Request and label -> the question, where a record holds it."""

    replies: Mapping[str, Disclosure]
    """Request -> the record of the last reply to it."""

    reviewed: frozenset[str] = frozenset()
    """Requests of which a document tells that a review was asked for, given or complained of."""

    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Force, as it is called -> series that it was asked and that vary this one, or that this
    one varies."""

    unplaced: Mapping[str, int] = field(default_factory=dict)
    """Force, as it is called -> requests to it in the study's sheet that name no known series."""
