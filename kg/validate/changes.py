"""Validate only what a change can reach, and keep what was found of the rest.

From each changed triple the ways that the shapes look along are followed back to
the focus nodes, and from those forward again to all that is looked at there;
the engine sees that part of the graph, and nothing else is validated again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from kg.validate.described import Node
from kg.validate.engine import Held, embedded, is_embedded
from kg.validate.parameters import sh
from kg.validate.reads import SUBCLASS, Reads, Step, Way, reads, step
from kg.validate.results import Result
from kg.validate.shapes import TYPE, Shape, Shapes

MOST = 200_000
"""Triples looked at again; where a change reaches more, the whole is validated."""


RARE = 300
"""Triples with one predicate that are looked through for a value."""


class _TooMuchError(Exception):
    """A change reaches too much to be worth the way."""


def results_after(
    before: Sequence[Result],
    shapes: Shapes,
    *,
    store: Store,
    file: Path,
    removed: Collection[Quad],
    added: Collection[Quad],
) -> Sequence[Result] | None:
    """Return what breaks *shapes* after a change, where *before* is what broke them before it.

    None where that cannot be told from the change, and the whole is to be validated.

    Args:
        before: all results that there were.
        shapes: the same as then.
        store: the graph after the change, in whatever graphs.
        file: the same as sorted N-Quads.
        removed: quads that it had before.
        added: quads that it has now.
    """
    looks = {root.node: reads(root, shapes) for root in shapes.roots}
    told = {name: found for name, found in looks.items() if found is not None}
    if len(told) < len(looks) or any(not isinstance(one.root, NamedNode) for one in before):
        return None
    graph = _Graph(store, removed)
    changed = _Changed([quad.triple for quad in (*removed, *added)])
    try:
        reached = {name: _reached(found, changed, graph) for name, found in told.items()}
        again = {
            name: {node for node in nodes if _is_target(node, shapes.by_node[name], graph)}
            for name, nodes in reached.items()
        }
        seen: set[Triple] = set()
        for name, nodes in again.items():
            _look(nodes, told[name], graph, seen)
    except _TooMuchError:
        return None
    part = Held(file, Store(), is_sorted=True)
    part.store.bulk_extend(Quad(one.subject, one.predicate, one.object) for one in seen)
    roots = {name: nodes for name, nodes in again.items() if nodes}
    if not all(is_embedded(shapes.by_node[name], part, shapes) for name in roots):
        return None
    kept = [one for one in before if one.root is None or one.focus not in reached[one.root]]
    return sorted((*kept, *embedded(roots, part, shapes)), key=lambda result: result.order)


class _Changed:
    """Triples that were lost or won, by predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._ends: dict[NamedNode, tuple[set[Node], set[Node]]] = {}
        for one in triples:
            subjects, values = self._ends.setdefault(one.predicate, (set(), set()))
            subjects.add(one.subject)
            values.add(one.object)

    @property
    def predicates(self) -> Collection[NamedNode]:
        """All that they have."""
        return self._ends.keys()

    def begins(self, step: Step) -> set[Node]:
        """Return where *step* along one of them begins."""
        predicates = self._ends if step.predicates is None else step.predicates & self._ends.keys()
        side = 0 if step.forward else 1
        return set().union(*(self._ends[one][side] for one in predicates))


class _Graph:
    """The graph after a change, together with what it lost."""

    def __init__(self, store: Store, removed: Iterable[Quad]) -> None:
        self._store = store
        self._lost_from: dict[Node, list[Triple]] = defaultdict(list)
        self._lost_to: dict[Node, list[Triple]] = defaultdict(list)
        for quad in removed:
            self._lost_from[quad.subject].append(quad.triple)
            self._lost_to[quad.object].append(quad.triple)
        self._from: dict[Node, Mapping[NamedNode, Sequence[Triple]]] = {}
        self._to: dict[tuple[Node, NamedNode | None], Sequence[Triple]] = {}
        self._rare: dict[NamedNode, Mapping[Node, Sequence[Triple]] | None] = {}
        self._under: dict[Node, Collection[Node]] = {}

    def along(self, node: Node, step: Step, *, lost: bool) -> Iterator[Triple]:
        """Yield the triples that *step* takes from *node*, with those *lost* or without."""
        if step.forward:
            stated = self._stated_of(node)
            for verb in stated if step.predicates is None else step.predicates:
                yield from stated.get(verb, ())
        else:
            for one in (None,) if step.predicates is None else step.predicates:
                yield from self._stated_to(node, one)
        if lost:
            gone = (self._lost_from if step.forward else self._lost_to).get(node, ())
            yield from (triple for triple in gone if step.takes(triple.predicate))

    def _stated_of(self, node: Node) -> Mapping[NamedNode, Sequence[Triple]]:
        if node not in self._from:
            found: dict[NamedNode, dict[Triple, None]] = {}
            if isinstance(node, NamedNode | BlankNode):
                for quad in self._store.quads_for_pattern(node, None, None, None):
                    found.setdefault(quad.predicate, {})[quad.triple] = None
            self._from[node] = {verb: tuple(triples) for verb, triples in found.items()}
        return self._from[node]

    def _stated_to(self, node: Node, verb: NamedNode | None) -> Sequence[Triple]:
        rare = None if verb is None else self._rare_with(verb)
        if rare is not None:
            return rare.get(node, ())
        if (node, verb) not in self._to:
            quads = self._store.quads_for_pattern(None, verb, node, None)
            self._to[node, verb] = tuple(dict.fromkeys(quad.triple for quad in quads))
        return self._to[node, verb]

    def _rare_with(self, verb: NamedNode) -> Mapping[Node, Sequence[Triple]] | None:
        """Return the triples with *verb* by value, if they are few.

        The engine would go through all that leads to a value, which may be half of the graph.
        """
        if verb not in self._rare:
            quads = self._store.quads_for_pattern(None, verb, None, None)
            first = [quad.triple for quad in islice(quads, RARE)]
            found: dict[Node, list[Triple]] = defaultdict(list)
            for one in dict.fromkeys(first):
                found[one.object].append(one)
            self._rare[verb] = found if len(first) < RARE else None
        return self._rare[verb]

    def subclasses(self, kind: Node) -> Collection[Node]:
        """Return the classes under *kind*, at any depth, and itself."""
        if kind not in self._under:
            self._under[kind] = _further([kind], step(SUBCLASS, forward=False), self, lost=False)
        return self._under[kind]

    def stated(self, predicate: NamedNode) -> Iterator[Triple]:
        """Yield all triples with *predicate*."""
        for quad in self._store.quads_for_pattern(None, predicate, None, None):
            yield quad.triple


def _reached(looks: Reads, changed: _Changed, graph: _Graph) -> set[Node]:
    """Return the nodes from which a changed triple is looked at."""
    if not looks.anywhere.isdisjoint(changed.predicates):
        raise _TooMuchError
    begun: dict[Way, set[Node]] = defaultdict(set)
    for way in looks.ways:
        begins = changed.begins(way[-1])
        begun[way[:-1]] |= _further(begins, way[-1].back, graph) if way[-1].repeated else begins
    found: set[Node] = set()
    for lead, nodes in begun.items():
        for one in reversed(lead):
            nodes = _taken(nodes, one.back, graph, lost=True)  # noqa: PLW2901 - a step back
        found |= nodes
    return found


def _is_target(node: Node, root: Shape, graph: _Graph) -> bool:
    """Whether *root* may have *node* for a focus node; a class has its subclasses."""
    for kind, value in root.targets:
        if kind == sh("targetNode"):
            if node == value:
                return True
        elif kind == sh("targetClass"):
            types = {one.object for one in graph.along(node, step(TYPE), lost=False)}
            if value in types or not types.isdisjoint(graph.subclasses(value)):
                return True
        elif isinstance(value, NamedNode):
            forward = kind == sh("targetSubjectsOf")
            if any(True for _ in graph.along(node, step(value, forward=forward), lost=False)):
                return True
    return False


def _look(nodes: Collection[Node], looks: Reads, graph: _Graph, seen: set[Triple]) -> None:
    """Put into *seen* all that is looked at from *nodes*."""
    if not nodes:
        return
    for predicate in looks.anywhere:
        seen.update(graph.stated(predicate))
    tree: dict[Way, set[Node]] = {(): set(nodes)}
    for way in sorted(looks.ways, key=len):
        here = tree.get(way[:-1])
        if here is None:
            here = tree[way[:-1]] = _followed(nodes, way[:-1], graph)
        last = way[-1]
        around = here | _further(here, last, graph, lost=False) if last.repeated else here
        for node in around:
            seen.update(graph.along(node, last, lost=False))
        if len(seen) > MOST:
            raise _TooMuchError
        tree.setdefault(way, _taken(here, last, graph, lost=False))


def _followed(nodes: Iterable[Node], way: Way, graph: _Graph) -> set[Node]:
    found = set(nodes)
    for one in way:
        found = _taken(found, one, graph, lost=False)
    return found


def _taken(nodes: Iterable[Node], along: Step, graph: _Graph, *, lost: bool) -> set[Node]:
    """Return where the step *along* leads to from *nodes*."""
    if along.repeated:
        return _further(nodes, along, graph, lost=lost)
    return {
        one.object if along.forward else one.subject
        for node in nodes
        for one in graph.along(node, along, lost=lost)
    }


def _further(nodes: Iterable[Node], along: Step, graph: _Graph, *, lost: bool = True) -> set[Node]:
    """Return *nodes*, and where the step *along* leads to from them, taken again and again."""
    found = set(nodes)
    waiting = list(found)
    while waiting:
        node = waiting.pop()
        for one in graph.along(node, along, lost=lost):
            end = one.object if along.forward else one.subject
            if end not in found:
                found.add(end)
                waiting.append(end)
    return found
