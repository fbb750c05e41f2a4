"""Studies of any size: a study of the Met, many times over, each time under other names.

Every copy has documents of its own, so that a graph of this size is like many
studies beside one another; codes, forces and laws stay what they are.
"""

import random
import re
from collections.abc import Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import pipeline, study, vocabulary
from kg.build import reference
from tests.studies.folders import METROPOLITAN

DATA = f"{vocabulary.HOME}id/"
VALUE = vocabulary.term("value")
XSD = vocabulary.FOREIGN["xsd"]
TEXTS = (" ", "mail foi@force.example.org", "x" * 700, "SW1A 1AA", "Ring 020 7946 0000.", "30 May")
INTEGER, DATE = NamedNode(f"{XSD}integer"), NamedNode(f"{XSD}date")
_KEY = re.compile(re.escape(DATA) + "([a-z-]+)/")


def of_the_met() -> tuple[Quad, ...]:
    """Return the quads of the study of the Met that no ontology and no list of codes states."""
    found = study.load(METROPOLITAN)
    known = {(one.subject, one.predicate, one.object) for one in reference.triples()}
    return tuple(
        quad
        for quad in pipeline.quads(found)
        if (quad.subject, quad.predicate, quad.object) not in known
    )


def generated(size: int, own: Sequence[Quad] | None = None) -> Iterator[Quad]:
    """Yield the quads of a study of at least *size* quads, with ontology and codes.

    *own* is what stands in it many times, else the study of the Met.
    """
    own = of_the_met() if own is None else own
    written = 0
    for one in reference.triples():
        yield Quad(one.subject, one.predicate, one.object, DefaultGraph())
        written += 1
    copies = 0
    while written < size:
        for quad in own:
            yield renamed(quad, f"x{copies}-")
        written += len(own)
        copies += 1


def renamed(quad: Quad, prefix: str) -> Quad:
    """Return *quad* with *prefix* before the key of each of the study's own things."""
    return Quad(
        _renamed(quad.subject, prefix),
        quad.predicate,
        _renamed(quad.object, prefix),
        _renamed(quad.graph_name, prefix),
    )


def _renamed(term, prefix):
    if isinstance(term, NamedNode) and term.value.startswith(DATA):
        return NamedNode(_KEY.sub(rf"{DATA}\1/{prefix}", term.value))
    return term


def changed_figures(quads: Sequence[Quad], number: int) -> Iterator[Quad]:
    """Yield *quads* with *number* figures of one document one higher, wherever they stand."""
    observed = [
        quad for quad in quads if quad.predicate == VALUE and quad.object.datatype == INTEGER
    ]
    chosen = {quad.subject for quad in observed if quad.graph_name == observed[-1].graph_name}
    wanted = set(sorted(chosen, key=str)[:number])
    for quad in quads:
        if quad.subject in wanted and quad.predicate == VALUE:
            higher = Literal(str(int(quad.object.value) + 1), datatype=INTEGER)
            yield _with(quad, higher)
        else:
            yield quad


def violated(quads: Sequence[Quad], number: int, seed: int) -> tuple[Quad, ...]:
    """Return *quads* with *number* of them changed, so that they break shapes in many ways.

    The same seed changes the same quads in the same ways.
    """
    chance = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    ours = [place for place, quad in enumerate(quads) if str(quad.subject).startswith(f"<{DATA}")]
    changed: dict[int, Sequence[Quad]] = {}
    for place in chance.sample(ours, number):
        changed[place] = chance.choice(CHANGES)(quads[place], quads, chance)
    return tuple(quad for place, one in enumerate(quads) for quad in changed.get(place, (one,)))


def _left_out(*_):
    return ()


def _said_twice(quad, quads, chance):
    return (quad, *_another_value(quad, quads, chance))


def _another_value(quad, quads, chance):
    alike = (one.object for one in _shuffled(quads, chance) if _kind(one) == _kind(quad))
    return (_with(quad, next(alike)),)


def _worse(quad, _, chance):
    """A number below zero, a day that is none, a text with what belongs in no text."""
    if _kind(quad) == INTEGER:
        return (_with(quad, Literal(str(-chance.randint(1, 99)), datatype=INTEGER)),)
    if _kind(quad) == DATE:
        return (_with(quad, Literal("0001-01-01", datatype=DATE)),)
    return (_with(quad, Literal(chance.choice(TEXTS))),)


def _gone(quad, _, chance):
    if _kind(quad) in {INTEGER, DATE}:
        return ()
    return (_with(quad, NamedNode(f"{DATA}gone/{chance.randint(1, 10**6)}")),)


def _with(quad, value):
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _kind(quad):
    return quad.object.datatype if isinstance(quad.object, Literal) else NamedNode


def _shuffled(quads, chance):
    while True:
        yield chance.choice(quads)


CHANGES = (_left_out, _said_twice, _another_value, _worse, _gone)
