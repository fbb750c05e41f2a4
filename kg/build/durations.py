"""Infer how long a reply took, in days and in the working days of its law, and how late it was.

From receipt, never from sending; and from the day that the reply bears.
"""

from collections.abc import Iterator
from datetime import date

from pyoxigraph import NamedNode, Store, Triple

from kg.build.deadlines import Settled
from kg.build.ledger import literal, predicate

RULE = "days-taken"


def days_taken(store: Store) -> Iterator[Triple]:
    """Yield the durations of each response in *store* whose days are settled."""
    settled = Settled(store)
    for response in settled.things("respondsTo"):
        issued = settled.day(response.value, "issuedOn")
        if issued is None:
            continue
        request = settled.one(response.value, "respondsTo")
        if request is not None:
            yield from _taken(settled, response, request, issued)
        published = settled.day(response.value, "publishedOn")
        if published is not None and published >= issued:
            days = (published - issued).days
            yield Triple(response, predicate("daysToPublication"), literal(days))


def _taken(settled: Settled, response: NamedNode, request: str, issued: date) -> Iterator[Triple]:
    received = settled.day(request, "receivedOn")
    if received is not None and issued >= received:
        yield Triple(response, predicate("daysTaken"), literal((issued - received).days))
    regime = settled.one(request, "madeUnder")
    clock = None if regime is None else settled.clock(regime)
    if clock is None:
        return
    working = None if received is None else clock.taken(received, issued)
    if working is not None:
        yield Triple(response, predicate("workingDaysTaken"), literal(working))
    due = settled.day(request, "dueOn")
    late = None if due is None or issued <= due else clock.taken(due, issued)
    if late is not None:
        yield Triple(response, predicate("workingDaysLate"), literal(late))
