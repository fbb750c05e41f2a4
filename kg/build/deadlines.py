"""Infer the day by which a request must be answered, where the law sets it and nobody states it.

It is counted from the day of receipt.  The day of sending is not that: from it
follows only the earliest day on which an answer can be due, which is a property
of its own and never taken for the day itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.build.iris import Iris
from kg.build.ledger import Ledger, literal, predicate
from kg.build.working_days import due_day

RULE = "statutory-due-date"
STOPPED = ("clarification", "extended", "withdrawn")
"""States in which the clock stands still, or the law allows more time than it says in days."""

Stated = Mapping[tuple[NamedNode, str], set[str]]


def deadlines(ledgers: Iterable[Ledger], iris: Iris) -> Iterator[tuple[NamedNode, Triple]]:
    """Yield each inferred day with the graph of the rule, for the requests of all *ledgers*."""
    ledgers = list(ledgers)
    published = _stated(ledger for ledger in ledgers if not ledger.yields)
    tracked = _stated(ledger for ledger in ledgers if ledger.yields)
    graph = iris.graph(f"inferred-{RULE}")
    subjects = {subject for subject, _ in (*published, *tracked)}
    for request in sorted(subjects, key=str):
        # What a document says goes before what a person's sheet says.
        said = {
            name: published.get((request, name)) or tracked.get((request, name), set())
            for name in ("madeUnder", "receivedOn", "sentOn", "dueOn", "requestState")
        }
        found = _inferred(said)
        if found is not None:
            name, day = found
            yield graph, Triple(request, predicate(name), literal(day))


def _inferred(said: Mapping[str, set[str]]) -> tuple[str, date] | None:
    stopped = {vocabulary.code("request-state", state).value for state in STOPPED}
    if said["dueOn"] or said["requestState"] & stopped or len(said["madeUnder"]) != 1:
        return None
    name, days = (
        ("dueOn", said["receivedOn"]) if said["receivedOn"] else ("earliestDueOn", said["sentOn"])
    )
    if len(days) != 1:
        return None
    (day,), (regime,) = days, said["madeUnder"]
    due = due_day(date.fromisoformat(day), regime.rpartition("/")[2])
    return None if due is None else (name, due)


def _stated(ledgers: Iterable[Ledger]) -> dict[tuple[NamedNode, str], set[str]]:
    names = {
        predicate(name): name
        for name in ("madeUnder", "receivedOn", "sentOn", "dueOn", "requestState")
    }
    found: dict[tuple[NamedNode, str], set[str]] = defaultdict(set)
    for ledger in ledgers:
        for triple in ledger.settled:
            subject, value = triple.subject, triple.object
            if (
                triple.predicate in names
                and isinstance(subject, NamedNode)
                and isinstance(value, NamedNode | Literal)
            ):
                found[subject, names[triple.predicate]].add(value.value)
    return found
