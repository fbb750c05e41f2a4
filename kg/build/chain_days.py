"""Infer how long a chain of requests took, from its first receipt to the last reply in it."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from kg.build.deadlines import Settled
from kg.build.ledger import literal, predicate

RULE = "chain-days"


def chain_days(store: Store) -> Iterator[Triple]:
    """Yield the days of each chain in *store*, on its first request, where both ends are settled.

    A request that no other refines is a chain of one.
    """
    settled = Settled(store)
    for first in settled.things("receivedOn"):
        received = settled.day(first.value, "receivedOn")
        if received is None or settled.values(first.value, "refines"):
            continue
        answered = [
            day
            for request in _chain(store, first)
            for reply in _subjects(store, "respondsTo", request)
            if (day := settled.day(reply.value, "issuedOn")) is not None
        ]
        # A reply before the request came in is a day that was read wrongly.
        if answered and max(answered) >= received:
            yield Triple(first, predicate("chainDays"), literal((max(answered) - received).days))


def _chain(store: Store, first: NamedNode) -> set[NamedNode]:
    """Return *first* and every request that refines it, at any distance."""
    found = {first}
    ahead = [first]
    while ahead:
        for later in _subjects(store, "refines", ahead.pop()):
            if later not in found:
                found.add(later)
                ahead.append(later)
    return found


def _subjects(store: Store, name: str, value: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, predicate(name), value, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject
