"""Infer where two things that were said of one matter cannot simply stand together.

Each is a thing of its own with both sides; nothing is overwritten and nobody is found
wrong.  What a person ruled goes before the label found, which is still told.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Store, Triple

from kg import vocabulary
from kg.build.disagreements import amounts, answers, editions, replies, sources, statements
from kg.build.disagreements.facts import Facts
from kg.build.iris import Iris, base_of
from kg.build.ledger import Value, literal, predicate
from kg.model.disagreement import SCOPE, Disagreement

RULE = "disagreements"


def disagreements(store: Store) -> Iterator[Triple]:
    """Yield all that is said of each disagreement in *store*."""
    facts = Facts(store)
    rulings = {facts.one(one, "rulesOn"): one for one in facts.of_class("DisagreementRuling")}
    for found in _found(facts):
        iris = Iris(base_of(NamedNode(found.sides[0].things[0])))
        node = iris.thing("dis", found.key)
        yield from _whole(iris, node, found)
        yield from _label(facts, node, found, rulings.get(node.value))


def found(store: Store) -> tuple[Disagreement, ...]:
    """Return the disagreements of *store* as they are found, before any ruling, by key."""
    return tuple(_found(Facts(store)))


def _found(facts: Facts) -> list[Disagreement]:
    every = (
        *statements.disagreements(facts),
        *answers.disagreements(facts),
        *amounts.disagreements(facts),
        *sources.disagreements(facts),
        *replies.disagreements(facts),
        *editions.disagreements(facts),
    )
    # Two answers to two templates, or two names that make one key, are told once.
    first = {one.key: one for one in reversed(every)}
    return [_careful(one) for _, one in sorted(first.items())]


def _careful(found: Disagreement) -> Disagreement:
    """Return *found*, which is no contradiction where the words of a side are not the authority's.

    A text that says a page again may leave out what narrows it, or say it otherwise.
    """
    if found.label != "contradicts" or not any(side.restated for side in found.sides):
        return found
    return replace(
        found,
        equal=found.equal - {SCOPE},
        open=frozenset({SCOPE}),
        reason=f"{found.reason} A side is retold, which may leave out what narrows it.",
    )


def _whole(iris: Iris, node: NamedNode, found: Disagreement) -> Iterator[Triple]:
    yield from _state(node, "rdf:type", predicate("Disagreement"))
    yield from _state(node, "disagreementKind", vocabulary.code("disagreement-kind", found.kind))
    yield from _state(node, "disagreementReason", found.reason)
    yield from _state(node, "disagreementAbout", NamedNode(found.about))
    for name, aspects in (
        ("equalIn", found.equal),
        ("differsIn", found.differs),
        ("openIn", found.open),
    ):
        codes = (vocabulary.code("comparison-aspect", aspect) for aspect in sorted(aspects))
        yield from _state(node, name, *codes)
    for number, side in enumerate(found.sides, start=1):
        own = iris.thing("side", f"{found.key}-{number}")
        yield from _state(node, "hasSide", own)
        yield from _state(own, "rdf:type", predicate("DisagreementSide"))
        yield from _state(own, "sideNumber", number)
        yield from _state(own, "sideGives", *map(NamedNode, side.things))
        yield from _state(own, "sideWords", side.words)
        yield from _state(own, "evidence", *map(NamedNode, side.evidence))
        yield from _state(own, "prov:wasDerivedFrom", *map(NamedNode, side.versions))
        if side.said_by is not None:
            yield from _state(own, "saidBy", NamedNode(side.said_by))
        if side.restated:
            yield from _state(own, "restated", True)  # noqa: FBT003 -- a value to state


def _label(
    facts: Facts, node: NamedNode, found: Disagreement, ruling: str | None
) -> Iterator[Triple]:
    """Yield the label that holds: a person's, with the one found beside it, or the one found."""
    own = vocabulary.code("disagreement", found.label)
    ruled = None if ruling is None else facts.one(ruling, "ruledLabel")
    if ruled is None:
        yield from _state(node, "disagreementLabel", own)
    else:
        yield from _state(node, "disagreementLabel", NamedNode(ruled))
        yield from _state(node, "labelFound", own)


def _state(subject: NamedNode, name: str, *values: Value) -> Iterator[Triple]:
    for value in values:
        yield Triple(subject, predicate(name), literal(value))
