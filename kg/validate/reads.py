"""Which triples a shape looks at from a focus node, and by which way it gets there.

What did not change along those ways cannot change what is found about the
node.  Where a way cannot be told, None is returned, and the shape is asked of
all its focus nodes again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.validate.constraints import algebra_of
from kg.validate.parameters import sh
from kg.validate.paths import Path
from kg.validate.shapes import TYPE, Shape, Shapes

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

SUBCLASS = NamedNode(f"{vocabulary.FOREIGN['rdfs']}subClassOf")
MOST_WAYS = 400
"""Ways of one shape that are followed; one with more is asked of all its focus nodes."""


@dataclass(frozen=True, slots=True)
class Step:
    """From a node along a triple to the next."""

    predicates: frozenset[NamedNode] | None
    """Of which it takes one; None for any."""

    forward: bool = True
    repeated: bool = False
    """Whether it is taken once or more."""

    @property
    def back(self) -> "Step":
        """The same step from its end."""
        return Step(self.predicates, not self.forward, self.repeated)

    def takes(self, predicate: NamedNode) -> bool:
        """Whether it goes along triples with *predicate*."""
        return self.predicates is None or predicate in self.predicates


def step(*predicates: NamedNode, forward: bool = True) -> Step:
    """Return the step along one of *predicates*."""
    return Step(frozenset(predicates), forward)


ANY = Step(None)

Way = tuple[Step, ...]

THIS: tuple[Way, ...] = ((),)
"""The ways to the focus node itself."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a shape looks at."""

    ways: frozenset[Way]
    """Each from a focus node to a triple, which is its last step."""

    anywhere: frozenset[NamedNode]
    """Predicates of triples that it looks at wherever they stand."""


class _UntoldError(Exception):
    """No way can be told."""


def reads(root: Shape, shapes: Shapes) -> Reads | None:
    """Return what *root* and the shapes below it look at, where that can be told."""
    ways: set[Way] = set()
    anywhere: set[NamedNode] = {SUBCLASS}
    try:
        for kind, value in root.targets:
            ways |= set(_of_target(kind, value))
        _of_shape(root, (), shapes, ways, anywhere)
    except _UntoldError:
        return None
    return None if len(ways) > MOST_WAYS else Reads(frozenset(ways), frozenset(anywhere))


def _of_target(kind: NamedNode, value: object) -> Iterator[Way]:
    if kind == sh("targetClass"):
        yield (step(TYPE),)
    elif isinstance(value, NamedNode) and kind != sh("targetNode"):
        yield (step(value, forward=kind == sh("targetSubjectsOf")),)


def _of_shape(
    shape: Shape, lead: Way, shapes: Shapes, ways: set[Way], anywhere: set[NamedNode]
) -> None:
    said = shapes.said.get(shape.node, {})
    if shape.custom or (shape.path is not None and shape.properties):
        raise _UntoldError  # of a property shape below another, no result tells the root's node
    ends = [lead] if shape.path is None else [lead + steps for steps in _steps(shape.path)]
    for end in ends:
        ways.update(end[:length] for length in range(len(lead) + 1, len(end) + 1))
        if sh("class") in said:
            ways.add((*end, step(TYPE)))
        if sh("closed") in said:
            ways.add((*end, ANY))
        for name in (*shape.properties, *shape.nested):
            _of_shape(shapes.by_node[name], end, shapes, ways, anywhere)
    for pair in ("equals", "disjoint", "lessThan", "lessThanOrEquals"):
        for verb in said.get(sh(pair), ()):
            if isinstance(verb, NamedNode):
                ways.add((*lead, step(verb)))
    if sh("qualifiedValueShapesDisjoint") in said:
        raise _UntoldError
    for query in shape.queries:
        algebra = algebra_of(query, shape, shapes)
        _of_pattern(algebra, (), lead, ways, anywhere)


def _steps(path: Path) -> list[Way]:
    """Return the ways that *path* goes; raises where one has no end of a known length."""
    if path.predicate is not None:
        return [(step(path.predicate),)]
    inner = [_steps(step) for step in path.steps]
    if path.kind == "alternative":
        return _merged([way for ways in inner for way in ways])
    if path.kind == "inverse":
        return [_back(way) for way in inner[0]]
    if path.kind == "sequence":
        found: list[Way] = [()]
        for ways in inner:
            found = [before + way for before in found for way in ways]
            if len(found) > MOST_WAYS:
                raise _UntoldError
        return found
    if path.kind == "?":
        return [(), *inner[0]]
    often = (_repeated([one for way in inner[0] for one in way], inner[0]),)
    return [(), often] if path.kind == "*" else [often]


def _merged(ways: list[Way]) -> list[Way]:
    """Return *ways* with those of one step forward, and of one back, as one each."""
    found = [way for way in ways if len(way) != 1 or way[0].repeated or way[0].predicates is None]
    for forward in (True, False):
        predicates = {
            predicate
            for way in ways
            if way not in found and way[0].forward == forward
            for predicate in way[0].predicates or ()
        }
        if predicates:
            found.append((Step(frozenset(predicates), forward),))
    return found


def _repeated(steps: Sequence[Step], ways: Sequence[Way]) -> Step:
    """Return the step that takes one of *steps* again and again."""
    predicates: set[NamedNode] = set()
    for one in steps:
        if one.predicates is None or one.repeated or one.forward != steps[0].forward:
            raise _UntoldError
        predicates |= one.predicates
    if len(steps) != len(ways):
        raise _UntoldError
    return Step(frozenset(predicates), steps[0].forward, repeated=True)


def _back(way: Way) -> Way:
    return tuple(one.back for one in reversed(way))


Edge = tuple[Any, tuple[Way, ...], Any]
"""Term of rdflib, ways of which a match goes one, term."""


def _of_pattern(
    part: "CompValue", scope: tuple[Edge, ...], lead: Way, ways: set[Way], anywhere: set[NamedNode]
) -> None:
    """Add the ways to each triple that the algebra *part* looks at.

    *scope* are the patterns that hold wherever *part* is looked at: only they lead to it.
    """
    name = getattr(part, "name", "")
    if name in {"SelectQuery", "Distinct", "Reduced"}:
        _of_pattern(part.p, scope, lead, ways, anywhere)
    elif name == "Project":
        _of_pattern(part.p, (), lead, ways, anywhere)
    elif name == "BGP":
        _of_triples(part, scope, lead, ways, anywhere)
    elif name == "Join":
        both = (*scope, *_holding(part))
        _of_pattern(part.p1, both, lead, ways, anywhere)
        _of_pattern(part.p2, both, lead, ways, anywhere)
    elif name == "Union":
        for branch in (part.p1, part.p2):
            _of_pattern(branch, (*scope, *_holding(branch)), lead, ways, anywhere)
    elif name == "LeftJoin":
        certain = (*scope, *_holding(part.p1))
        _of_pattern(part.p1, certain, lead, ways, anywhere)
        _of_pattern(part.p2, (*certain, *_holding(part.p2)), lead, ways, anywhere)
        _of_exists(part.expr, certain, lead, ways, anywhere)
    elif name in {"Filter", "Extend"}:
        certain = (*scope, *_holding(part.p))
        _of_pattern(part.p, certain, lead, ways, anywhere)
        _of_exists(part.expr, certain, lead, ways, anywhere)
    else:
        raise _UntoldError


def _of_exists(
    expression: Any, scope: tuple[Edge, ...], lead: Way, ways: set[Way], anywhere: set[NamedNode]
) -> None:
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(expression, CompValue):
        if "EXISTS" in expression.name.upper():
            graph = expression.graph
            _of_pattern(graph, (*scope, *_holding(graph)), lead, ways, anywhere)
            return
        for key, value in expression.items():
            if not key.startswith("_"):
                _of_exists(value, scope, lead, ways, anywhere)
    elif isinstance(expression, list | tuple):
        for value in expression:
            _of_exists(value, scope, lead, ways, anywhere)


def _holding(part: "CompValue") -> tuple[Edge, ...]:
    """Return the patterns that every row of *part* matches."""
    name = getattr(part, "name", "")
    if name == "BGP":
        return tuple(map(_edge, part.triples))
    if name == "Join":
        return (*_holding(part.p1), *_holding(part.p2))
    if name == "LeftJoin":
        return _holding(part.p1)
    if name in {"Filter", "Extend"}:
        return _holding(part.p)
    return ()


def _of_triples(
    part: "CompValue", scope: tuple[Edge, ...], lead: Way, ways: set[Way], anywhere: set[NamedNode]
) -> None:
    known = _reached((*scope, *_holding(part)))
    for subject, steps, value in map(_edge, part.triples):
        here, there = known.get(_key(subject)), known.get(_key(value))
        if here is None and there is None:
            for one in (one for way in steps for one in way):
                if one.predicates is None:
                    raise _UntoldError
                anywhere |= one.predicates
        elif here is not None and there != THIS:
            # Forward where that can be: many things may have one value.
            _add(lead, here, steps, ways)
        else:
            _add(lead, there or (), tuple(map(_back, steps)), ways)


def _add(lead: Way, leads: Iterable[Way], steps: Iterable[Way], ways: set[Way]) -> None:
    steps = tuple(steps)
    for further in leads:
        begun = len(lead) + len(further)
        for way in steps:
            whole = lead + further + way
            ways.update(whole[:length] for length in range(begun + 1, len(whole) + 1))
    if len(ways) > MOST_WAYS:
        raise _UntoldError


def _reached(edges: Iterable[Edge]) -> dict[str, tuple[Way, ...]]:
    """Return each variable that *edges* lead to from ``this``, with the ways there."""
    found: dict[str, tuple[Way, ...]] = {"this": THIS}
    waiting, edges = ["this"], tuple(edges)
    while waiting:
        here = waiting.pop(0)
        for subject, ways, value in edges:
            back = tuple(map(_back, ways))
            for one, steps, other in ((subject, ways, value), (value, back, subject)):
                key = _key(other)
                if key and _key(one) == here and key not in found:
                    found[key] = tuple(lead + way for lead in found[here] for way in steps)
                    if len(found[key]) > MOST_WAYS:
                        raise _UntoldError
                    waiting.append(key)
    return found


def _key(term: Any) -> str:
    """Return the name of a variable; nothing leads on from a constant, which has none."""
    from rdflib import BNode, Variable

    return str(term) if isinstance(term, Variable | BNode) else ""


def _edge(triple: tuple[Any, Any, Any]) -> Edge:
    from rdflib import URIRef, Variable

    subject, verb, value = triple
    if isinstance(verb, Variable):
        return subject, ((ANY,),), value
    if isinstance(verb, URIRef):
        return subject, ((step(NamedNode(str(verb))),),), value
    return subject, tuple(_steps(_path(verb))), value


def _path(found: Any) -> Path:
    """Return the property path that rdflib read."""
    from rdflib import URIRef, paths

    if isinstance(found, URIRef):
        return Path("predicate", predicate=NamedNode(str(found)))
    if isinstance(found, paths.InvPath):
        return Path("inverse", steps=(_path(found.arg),))
    if isinstance(found, paths.SequencePath):
        return Path("sequence", steps=tuple(map(_path, found.args)))
    if isinstance(found, paths.AlternativePath):
        return Path("alternative", steps=tuple(map(_path, found.args)))
    if isinstance(found, paths.MulPath):
        return Path(found.mod, steps=(_path(found.path),))
    raise _UntoldError
