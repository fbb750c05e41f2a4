"""Set out the named queries so that one of many can be found: by kind, by subject, by words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.query import catalogue
from kg.query.catalogue import NamedQuery

KINDS: Mapping[str, str] = {
    "find": "Ask for things and the words that they rest on.",
    "compare": "Put forces, times or figures side by side.",
    "check": "Find what may be wrong in the data; each says how to mend it.",
    "rules": "What is inferred, and by which rule; the answer is a graph.",
}
"""First part of a query's name -> what such queries do, in the order in which they are offered."""

OTHER = "more"
"""Subject of a query that has no tag but its kind."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Queries of one kind that are about the same."""

    name: str
    queries: tuple[NamedQuery, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Queries whose names begin alike."""

    name: str
    says: str
    subjects: tuple[Subject, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(subject.queries) for subject in self.subjects)


def found(*, words: str = "", tag: str = "") -> tuple[NamedQuery, ...]:
    """Return the named queries in which all of *words* stand and that have *tag*, in order."""
    wanted = words.casefold().split()
    return tuple(
        query
        for query in sorted(catalogue.catalogue().values(), key=_place)
        if (not tag or tag in query.tags) and all(word in _words(query) for word in wanted)
    )


def kinds(queries: Iterable[NamedQuery]) -> tuple[Kind, ...]:
    """Return *queries*, which are in order, by kind and subject."""
    return tuple(
        Kind(
            name,
            KINDS.get(name, ""),
            tuple(
                Subject(subject, tuple(same))
                for subject, same in groupby(sorted(alike, key=_about), key=_about)
            ),
        )
        for name, alike in groupby(queries, key=_kind)
    )


def tags() -> tuple[tuple[str, int], ...]:
    """Return every tag but the kinds, and how many queries have it."""
    counted = Counter(tag for query in catalogue.catalogue().values() for tag in query.tags)
    return tuple((tag, counted[tag]) for tag in sorted(counted) if tag not in KINDS)


def _words(query: NamedQuery) -> str:
    columns = (text for column in query.columns for text in column)
    parts = (query.name, query.summary, query.description, *query.tags, *query.competency, *columns)
    return " ".join(parts).casefold()


def _place(query: NamedQuery) -> tuple[int, str]:
    kind = _kind(query)
    order = list(KINDS)
    return (order.index(kind) if kind in KINDS else len(order)), query.name


def _kind(query: NamedQuery) -> str:
    return query.name.partition("/")[0]


def _about(query: NamedQuery) -> str:
    return next((tag for tag in query.tags if tag != _kind(query)), OTHER)
