"""What a person ruled on questions that several authorities were asked in the same terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

EXACT, CLOSE, RELATED = "exact", "close", "related"
"""Codes of scheme ``match-kind``: of a match that a person ruled, and of a link that nobody did."""

EXACT_OR_CLOSE = frozenset({EXACT, CLOSE})
"""Kinds of match that make a question an instance of its template; codes of ``match-kind``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Templates that are near enough to be compared with care."""

    key: str
    name: str
    """What the templates have in common, in the curator's words."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One thing that is asked of several authorities in the same terms."""

    key: str
    text: str
    """What is asked, in the curator's words; slots such as ``{force}`` stand in braces."""

    cluster: str | None = None
    """Key of its cluster; None where it stands alone."""

    asks_for: tuple[str, ...] = ()
    """Codes with their scheme: ``measure:watchlist-size``, ``document-type:dpia``."""

    total: bool = False
    """Whether it asks for one number over all uses in the whole period, and not of each."""

    asks_nothing: bool = False
    """Whether it is a numbered heading above other questions, and no question itself."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a request belongs to a series, and what shows it."""

    request: str
    """Key of the request: ``gb-metropolitan-01-foi-23-028737``."""

    basis: str
    """Code of scheme ``membership-basis``."""

    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenMember:
    """A request that is known by name alone to belong to a series."""

    force: str
    """Code of scheme ``force`` or ``body``: the authority that was asked."""

    reason: str
    """What tells of it, in words that another person can check."""

    role: str
    """Role of the person who noted it; people are never named."""

    on: date
    """Day on which it was noted."""

    reference: str | None = None
    """Reference that the authority gave it; None where that is not known either."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Requests to several authorities that ask the same templates."""

    key: str
    name: str
    templates: tuple[str, ...] = ()
    """Keys of its templates, in the order in which they are asked; none where nobody who made
    the study has seen the questions."""

    variant_of: str | None = None
    """Key of the series that this one was made from; None where it is no variant."""

    members: tuple[Membership, ...] = ()
    not_seen: tuple[UnseenMember, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """How nearly questions of one request match templates, ruled in one go."""

    request: str
    """Key of the request."""

    kind: str
    """Code of scheme ``match-kind``; it holds for every question named."""

    questions: Mapping[str, str]
    """Label of a question -> key of the template that it matches."""

    reason: str
    """Why, in words that another person can check."""

    role: str
    """Role of the person who ruled; people are never named."""

    on: date
    """Day of the ruling."""

    event_context: tuple[str, ...] = ()
    """Codes of scheme ``event-context``: the occasion that those questions ask about."""

    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Label of a question -> its line in the file (from 1)."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """That a person looked in one place for what a force was asked, or replied."""

    force: str
    """Code of scheme ``force``."""

    place: str
    """Where, in words that lead another person there."""

    on: date
    found: bool
    """Whether a request or reply of what was looked for was there."""

    role: str
    """Role of the person who looked; people are never named."""

    series: str | None = None
    """Key of the series looked for; None where it was a single template."""

    template: str | None = None
    """Key of the template looked for; None where it was a whole series."""

    note: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """All that a study's ``templates.yaml`` says."""

    clusters: tuple[Cluster, ...] = ()
    templates: tuple[Template, ...] = ()
    series: tuple[Series, ...] = ()
    matches: tuple[Matches, ...] = ()
    searches: tuple[Search, ...] = ()
