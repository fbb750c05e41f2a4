"""Read a graph of shapes: targets, paths, messages, and which shape refers to which.

Shapes Constraint Language (SHACL), section 2.  What is not well formed is an
error here, before anything is validated: engines pass over it, each in its way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocabulary
from kg.errors import ShapesError
from kg.validate.described import Described, Node, Said, a_list, described
from kg.validate.parameters import (
    CUSTOM,
    LISTS_OF_SHAPES,
    PARAMETERS,
    SHAPES_AS_VALUE,
    TARGETS,
    sh,
    wrong_value,
)
from kg.validate.paths import Path, path_of

TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
CLASSES = (
    NamedNode(vocabulary.FOREIGN["rdfs"] + "Class"),
    NamedNode(vocabulary.FOREIGN["owl"] + "Class"),
)
IMPORTS = NamedNode(vocabulary.FOREIGN["owl"] + "imports")
NODE_SHAPE, PROPERTY_SHAPE = sh("NodeShape"), sh("PropertyShape")
KINDS = (NODE_SHAPE, PROPERTY_SHAPE)
VIOLATION = sh("Violation")
TRUE = "true", "1"
DEEPEST = 100
"""Shapes that may stand in one another."""

BEYOND = {
    sh("target"): "targets that a query or a class of targets chooses",
    sh("expression"): "node expressions",
    sh("js"): "constraints in JavaScript",
    sh("entailment"): "entailment before validation",
    sh("reifierShape"): "shapes for what is said of statements",
}
"""Words outside the standard (SHACL Advanced Features, SHACL-JS, drafts of SHACL 1.2)."""

Name = NamedNode | BlankNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape, and what a report says of it."""

    node: Name
    path: Path | None
    """None for a node shape."""

    targets: tuple[tuple[NamedNode, Node], ...]
    """Kind of target (sh:targetClass, an implicit one too) and its value."""

    severity: NamedNode
    messages: tuple[Literal, ...]
    deactivated: bool
    queries: tuple[Name, ...]
    """Its constraints in SPARQL that are not deactivated."""

    properties: tuple[Name, ...]
    """Its property shapes: what they find stands in the report under their own names."""

    nested: tuple[Name, ...]
    """Shapes that it only asks whether a node conforms to."""

    custom: bool
    """Whether it has a parameter of a constraint component that the graph itself declares."""


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """A graph of shapes that was read and is well formed."""

    triples: tuple[Triple, ...]
    said: Described
    by_node: Mapping[Name, Shape]
    where: str
    """The files, for messages."""

    digest: str = ""
    """SHA-256 of the files."""

    @property
    def roots(self) -> tuple[Shape, ...]:
        """The active shapes that have a target."""
        return tuple(
            shape for shape in self.by_node.values() if shape.targets and not shape.deactivated
        )

    @cached_property
    def _holders(self) -> Mapping[Node, Name]:
        """Node -> what points to it, the first of them."""
        found: dict[Node, Name] = {}
        for triple in self.triples:
            if isinstance(triple.object, BlankNode) and not isinstance(triple.subject, Triple):
                found.setdefault(triple.object, triple.subject)
        return found

    def named(self, name: Name) -> Name:
        """Return *name*, or where it is a blank node the nearest IRI that leads to it."""
        seen: set[Name] = set()
        while isinstance(name, BlankNode) and name in self._holders and name not in seen:
            seen.add(name)
            name = self._holders[name]
        return name

    def beneath(self, root: Shape) -> Iterator[Shape]:
        """Yield *root* and every shape that it refers to, however far, each once."""
        seen: dict[Name, None] = {}
        waiting = [root.node]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen[name] = None
                shape = self.by_node[name]
                yield shape
                waiting += [*shape.properties, *shape.nested]


def shapes_of(triples: Iterable[Triple], *, where: str, digest: str = "") -> Shapes:
    """Return the shapes that *triples* make.

    Raises:
        ShapesError: one is not well formed, uses what is no part of the standard, or refers to
            itself; or none has a target.
    """
    kept = tuple(dict.fromkeys(triples))
    said = described(kept)
    try:
        by_node = _read(said)
    except ValueError as error:
        raise ShapesError(str(error), where=where) from error
    if not any(shape.targets for shape in by_node.values()):
        # Everything conforms to no shape at all, which is never what was meant.
        raise ShapesError("no shape there has a target", where=where)
    return Shapes(triples=kept, said=said, by_node=by_node, where=where, digest=digest)


def _read(said: Described) -> Mapping[Name, Shape]:
    custom = _custom_parameters(said)
    found: dict[Name, Shape] = {}
    waiting = list(_named(said, custom))
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = _shape(name, said, custom)
            waiting += [*found[name].properties, *found[name].nested]
    _check_properties(found)
    _refuse_circles(found)
    return found


def _named(said: Described, custom: frozenset[NamedNode]) -> Iterator[Name]:
    """Yield what is a shape by itself (section 2.1): has a target, a parameter, or the type."""
    marks = {*TARGETS, *PARAMETERS, *custom, *BEYOND}
    for node, about in said.items():
        kinds = about.get(TYPE, ())
        typed = any(kind in kinds for kind in KINDS)
        parameter = sh("Parameter") in kinds or any(sh(word) in about for word in ("select", "ask"))
        if isinstance(node, NamedNode | BlankNode) and (
            typed or (not parameter and not marks.isdisjoint(about))
        ):
            yield node


def _custom_parameters(said: Described) -> frozenset[NamedNode]:
    """Return the parameters of the constraint components that the graph declares."""
    found: set[NamedNode] = set()
    for about in said.values():
        if any(validator in about for validator in CUSTOM):
            for parameter in about.get(sh("parameter"), ()):
                found.update(
                    path
                    for path in said.get(parameter, {}).get(sh("path"), ())
                    if isinstance(path, NamedNode)
                )
    return frozenset(found)


def _shape(name: Name, said: Described, custom: frozenset[NamedNode]) -> Shape:
    about = said.get(name, {})
    paths = about.get(sh("path"), ())
    kinds = about.get(TYPE, ())
    if len(paths) > 1:
        raise ValueError(f"{shown(name, said)} has more than one sh:path; a shape has one at most")
    if paths and NODE_SHAPE in kinds:
        raise ValueError(f"{shown(name, said)} is an sh:NodeShape and has an sh:path; take one out")
    if PROPERTY_SHAPE in kinds and not paths:
        raise ValueError(f"{shown(name, said)} is an sh:PropertyShape without sh:path; give it one")
    try:
        path = path_of(paths[0], said) if paths else None
    except ValueError as error:
        raise ValueError(f"sh:path of {shown(name, said)} is none: {error}") from error
    _check_values(name, about, said, is_property=path is not None)
    severities = about.get(sh("severity"), (VIOLATION,))
    deactivated = about.get(sh("deactivated"), ())
    return Shape(
        node=name,
        path=path,
        targets=tuple(_targets(name, about)),
        severity=severities[0] if isinstance(severities[0], NamedNode) else VIOLATION,
        messages=tuple(m for m in about.get(sh("message"), ()) if isinstance(m, Literal)),
        deactivated=_is_true(deactivated),
        queries=tuple(
            query
            for query in _names(about.get(sh("sparql"), ()))
            if not _is_true(said.get(query, {}).get(sh("deactivated"), ()))
        ),
        properties=_names(about.get(sh("property"), ())),
        nested=tuple(_nested(about, said)),
        custom=not custom.isdisjoint(about),
    )


def _check_values(name: Name, about: Said, said: Described, *, is_property: bool) -> None:
    for verb, what in BEYOND.items():
        if verb in about:
            raise ValueError(
                f"{shown(name, said)} uses {_short(verb)}, {what}, which is outside the standard "
                "and would be passed over; say it with SHACL Core or sh:sparql"
            )
    for verb, rule in PARAMETERS.items():
        values = about.get(verb, ())
        if len(values) > 1 and rule.once:
            raise ValueError(f"{shown(name, said)} has {len(values)} values of {_short(verb)}; one")
        if values and rule.of_property and not is_property:
            raise ValueError(f"{shown(name, said)} has {_short(verb)}, and no sh:path to go along")
        for value in values:
            reason = wrong_value(rule, value, said)
            if reason is not None:
                raise ValueError(
                    f"{_short(verb)} of {shown(name, said)} is {_term(value)}; {reason}"
                )
    if sh("flags") in about and sh("pattern") not in about:
        raise ValueError(f"{shown(name, said)} has sh:flags without sh:pattern")


def _targets(name: Name, about: Said) -> Iterator[tuple[NamedNode, Node]]:
    for verb in TARGETS:
        for value in about.get(verb, ()):
            yield verb, value
    kinds = about.get(TYPE, ())
    if any(kind in kinds for kind in CLASSES) and isinstance(name, NamedNode):
        yield sh("targetClass"), name  # the shape is a class itself (section 2.1.3.3)


def _nested(about: Said, said: Described) -> Iterator[Name]:
    for verb in SHAPES_AS_VALUE:
        yield from _names(about.get(verb, ()))
    for verb in LISTS_OF_SHAPES:
        for value in about.get(verb, ()):
            yield from _names(a_list(value, said))


def _names(values: Iterable[Node]) -> tuple[Name, ...]:
    return tuple(value for value in values if isinstance(value, NamedNode | BlankNode))


def _check_properties(found: Mapping[Name, Shape]) -> None:
    for shape in found.values():
        for name in shape.properties:
            if found[name].path is None:
                raise ValueError(
                    f"{_term(name)}, an sh:property of {_term(shape.node)}, has no sh:path; "
                    "give it one, or point to it with sh:node"
                )


def _refuse_circles(found: Mapping[Name, Shape]) -> None:
    """Raise where a shape refers to itself: the standard leaves open what that means (3.4.3)."""
    import networkx as nx

    refers: nx.DiGraph[Name] = nx.DiGraph(
        (shape.node, name)
        for shape in found.values()
        for name in (*shape.properties, *shape.nested)
    )
    try:
        circle = nx.find_cycle(refers)
    except nx.NetworkXNoCycle:
        deep = nx.dag_longest_path(refers)
        if len(deep) > DEEPEST:
            raise ValueError(
                f"{len(deep)} shapes stand in one another, from {_term(deep[0])} on; "
                f"{DEEPEST} are followed, so say it with fewer"
            ) from None
        return
    way = " -> ".join(map(_term, [*(edge[0] for edge in circle), circle[0][0]]))
    raise ValueError(
        f"a shape refers to itself, which SHACL leaves without a meaning: {way}; "
        "break the circle, with sh:class where a type is enough"
    )


def _is_true(values: tuple[Node, ...]) -> bool:
    return any(isinstance(value, Literal) and value.value in TRUE for value in values)


def shown(name: Name, said: Described) -> str:
    """Return how a message names a shape: its IRI, or what points to a nameless one."""
    if isinstance(name, NamedNode):
        return _term(name)
    for holder, about in said.items():
        for verb, values in about.items():
            if name in values and isinstance(holder, NamedNode):
                return f"the nameless {_short(verb)} of {_term(holder)}"
    return "a nameless shape"


def _short(verb: NamedNode) -> str:
    return vocabulary.curie(verb.value)


def _term(value: Node) -> str:
    if isinstance(value, NamedNode):
        short = vocabulary.curie(value.value)
        return short if short != value.value else f"<{value.value}>"
    return "a nameless node" if isinstance(value, BlankNode) else str(value)
