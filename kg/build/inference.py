"""Infer what follows by rule from what is settled: the numbered rules, one after the other.

A rule reads the graph as it stands when its turn comes, and adds what nobody
has stated: to the default graph, and to the graph of the rule, which says by
which rule it follows.  The rules are CONSTRUCTs in ``queries/rules``; those that
count days or write sentences are functions, since SPARQL has no working days.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryTriples, Store, Triple

from kg import resources, vocabulary
from kg.build import chain_days, deadlines, disagreements, durations
from kg.build.iris import Iris
from kg.build.ledger import predicate

Apply = Callable[[Store], Iterable[Triple]]

SCHEME = "rule"
_FILE = re.compile(r"(?P<number>\d+)-(?P<name>[a-z]+(?:-[a-z]+)*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from a graph, under the name of a code of scheme ``rule``."""

    name: str
    apply: Apply


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order in which they run."""
    numbered = sorted(_constructs(), key=lambda found: found[0])
    return (
        *(rule for _, rule in numbered),
        Rule(deadlines.RULE, deadlines.due_days),
        Rule(durations.RULE, durations.days_taken),
        Rule(chain_days.RULE, chain_days.chain_days),
        Rule(disagreements.RULE, disagreements.disagreements),
    )


def infer(quads: Iterable[Quad], iris: Iris, *, store: Store | None = None) -> Iterator[Quad]:
    """Yield what follows from *quads* and is not among them, with the graph of its rule.

    *store* is an empty one, which holds all of it afterwards.
    """
    default = DefaultGraph()
    store = Store() if store is None else store
    store.bulk_extend(quads)
    for rule in rules():
        found = dict.fromkeys(
            triple
            for triple in rule.apply(store)
            if Quad(triple.subject, triple.predicate, triple.object, default) not in store
        )
        if found:
            graph = iris.graph(f"inferred-{rule.name}")
            marked = Triple(graph, predicate("derivedBy"), vocabulary.code(SCHEME, rule.name))
            added = [
                Quad(triple.subject, triple.predicate, triple.object, where)
                for triple in (*found, marked)
                for where in (default, graph)
            ]
            store.extend(added)
            yield from added


def _constructs() -> Iterator[tuple[int, Rule]]:
    for path in resources.files("queries/rules", ".rq"):
        named = _FILE.fullmatch(path.stem)
        if named is None:
            raise ValueError(f"{path}: a rule is named NUMBER-NAME.rq, such as 10-request-chain.rq")
        yield int(named["number"]), Rule(named["name"], _construct(path.read_text("utf-8")))


def _construct(text: str) -> Apply:
    def apply(store: Store) -> Iterator[Triple]:
        found = store.query(text)
        if not isinstance(found, QueryTriples):
            raise TypeError("a rule is a CONSTRUCT")
        for triple in found:
            if isinstance(triple.subject, NamedNode) and isinstance(
                triple.object, NamedNode | Literal
            ):
                yield triple

    return apply
