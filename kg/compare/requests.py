"""The requests of a series and the questions that each of them puts."""

from dataclasses import dataclass, field

from kg.compare.asking import Facts
from kg.compare.words import key

INSTANCE = frozenset(("exact", "close"))
"""Kinds of match by which a question asks its template."""


@dataclass(slots=True, kw_only=True)
class Reply:
    """A reply to a request."""

    iri: str
    issued: str | None
    days: int | None
    working_days: int | None
    late: int | None
    """Working days after the due day; None where it came by it or a day is not known."""

    cut: set[str] = field(default_factory=set)
    """Codes of ``document-part`` that the text at hand does not show."""


@dataclass(slots=True, kw_only=True)
class Asked:
    """A request of the series."""

    iri: str
    authority: str
    """IRI of who was asked."""

    seen: bool
    """False for one that is known by name alone."""

    reference: str | None
    received: str | None
    sent: str | None
    due: str | None
    law: str | None
    basis: str | None
    state: str | None
    answered: str | None
    clarified: bool
    """Whether the authority asked what was meant before it answered."""

    cut: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    """Later requests that refine it and whose reply is recorded."""

    told: dict[str, Reply] = field(default_factory=dict)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Its replies, in the order of their days."""
        return tuple(self.told.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question of a request, and one template that it was matched with."""

    iri: str
    request: str
    label: str
    place: int
    words: str | None
    template: str | None
    """Key; None where nobody has matched it."""

    match: str | None
    begins: str | None
    ends: str | None
    parent: str | None
    dropped: str | None
    """The later request that leaves it out."""

    @property
    def asks(self) -> str | None:
        """Key of the template that it asks, exactly or closely; None where it asks none."""
        return self.template if self.match in INSTANCE else None


def requests(facts: Facts) -> tuple[Asked, ...]:
    """Return the requests of the series, each once, in the order of their days."""
    found: dict[str, Asked] = {}
    for row in facts.rows["requests"]:
        request = found.get(row["request"])
        if request is None:
            request = found[row["request"]] = Asked(
                iri=row["request"],
                authority=row["authority"],
                seen=row["seen"] == "true",
                reference=row.get("reference"),
                received=row.get("received"),
                sent=row.get("sent"),
                due=row.get("due"),
                law=row.get("law"),
                basis=_key(row.get("basis")),
                state=_key(row.get("state")),
                answered=row.get("answered"),
                clarified=row.get("clarified") == "true",
            )
        request.cut |= {key(row["cut"])} if "cut" in row else set()
        request.later |= {row["later"]} if "later" in row else set()
        if "response" in row:
            reply = request.told.setdefault(
                row["response"],
                Reply(
                    iri=row["response"],
                    issued=row.get("issued"),
                    days=_whole(row.get("days")),
                    working_days=_whole(row.get("taken")),
                    late=_whole(row.get("late")),
                ),
            )
            reply.cut |= {key(row["reply_cut"])} if "reply_cut" in row else set()
    return tuple(found.values())


def questions(facts: Facts) -> tuple[Put, ...]:
    """Return the questions of all requests, in the order in which they are put."""
    return tuple(
        Put(
            iri=row["question"],
            request=row["request"],
            label=row["label"],
            place=int(row.get("place", "0")),
            words=row.get("words"),
            template=row.get("template"),
            match=_key(row.get("match")),
            begins=row.get("begins"),
            ends=row.get("ends"),
            parent=row.get("parent"),
            dropped=row.get("dropped"),
        )
        for row in facts.rows["questions"]
    )


def _key(iri: str | None) -> str | None:
    return None if iri is None else key(iri)


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
