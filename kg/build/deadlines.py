"""Infer the day by which a request must be answered, where the law sets it and nobody states it.

It is counted from the day of receipt.  The day of sending is not that: from it
follows only the earliest day on which an answer can be due, which is a property
of its own and never taken for the day itself.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from kg import vocabulary
from kg.build.ledger import literal, predicate
from kg.build.working_days import Clock, clock_of
from kg.model.day import day_of

RULE = "statutory-due-date"
STOPPED = ("clarification", "extended", "withdrawn")
"""States in which the clock stands still, or the law allows more time than it says in days."""

STOPPING = ("clarification-requested", "extension-notified")
"""Steps after which the same holds, with all narrower ones, such as those of one country."""

BROADER = NamedNode(vocabulary.FOREIGN["skos"] + "broaderTransitive")


class Settled:
    """What the default graph of *store* says, and the clocks of the laws in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = cache(self._clock)

    def values(self, iri: str, name: str) -> tuple[str, ...]:
        """Return the values of our property *name* of the thing with *iri*, in order."""
        found = self.store.quads_for_pattern(NamedNode(iri), predicate(name), None, DefaultGraph())
        objects = (quad.object for quad in found)
        return tuple(sorted(one.value for one in objects if isinstance(one, NamedNode | Literal)))

    def one(self, iri: str, name: str) -> str | None:
        """Return the value where there is one and no other."""
        found = self.values(iri, name)
        return found[0] if len(found) == 1 else None

    def day(self, iri: str, name: str) -> date | None:
        """Return the one value as a day; None too where it is no day, which a shape tells of."""
        found = self.one(iri, name)
        return None if found is None else day_of(found)

    def things(self, name: str) -> list[NamedNode]:
        """Return the things that have our property *name*, in order."""
        found = self.store.quads_for_pattern(None, predicate(name), None, DefaultGraph())
        subjects = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
        return sorted(subjects, key=str)

    def wider(self, code: str) -> set[str]:
        """Return *code* and all codes that are broader, near or far."""
        found = self.store.quads_for_pattern(NamedNode(code), BROADER, None, DefaultGraph())
        return {code} | {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}

    def is_stated(self, thing: NamedNode, name: str) -> bool:
        """Whether any graph gives *thing* our property *name*, settled or not."""
        return any(self.store.quads_for_pattern(thing, predicate(name), None))

    def _clock(self, regime: str) -> Clock | None:
        return clock_of(regime, self.values)


def due_days(store: Store) -> Iterator[Triple]:
    """Yield the day that the law sets for each request in *store*, and the due day or the earliest.

    The last two only where nobody states a due day: what is stated goes before the law's.
    """
    settled = Settled(store)
    stopped = {vocabulary.code("request-state", state).value for state in STOPPED}
    stopping = {vocabulary.code("process-step", step).value for step in STOPPING}
    halted = {
        settled.one(step.value, "stepOf")
        for step in settled.things("stepOf")
        for code in settled.values(step.value, "correspondsToStep")
        if settled.wider(code) & stopping
    }
    for request in settled.things("madeUnder"):
        regime = settled.one(request.value, "madeUnder")
        clock = None if regime is None else settled.clock(regime)
        if (
            clock is None
            or request.value in halted
            or settled.one(request.value, "requestState") in stopped
        ):
            continue
        received = settled.day(request.value, "receivedOn")
        due = None if received is None else clock.due(received)
        if due is not None:
            yield Triple(request, predicate("statutoryDueOn"), literal(due))
        if settled.is_stated(request, "dueOn"):
            continue
        if due is not None:
            yield Triple(request, predicate("dueOn"), literal(due))
        elif not settled.is_stated(request, "receivedOn"):
            yield from _earliest(settled, request, clock)


def _earliest(settled: Settled, request: NamedNode, clock: Clock) -> Iterator[Triple]:
    sent = settled.day(request.value, "sentOn")
    due = None if sent is None else clock.due(sent)
    if due is not None:
        yield Triple(request, predicate("earliestDueOn"), literal(due))
