"""Hold a graph against shapes with an engine, and gather what it finds into one report.

All quads are one graph, whatever graph they stand in: a fact and its source are
held against the shapes together.
"""

import hashlib
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from typing import Literal as Kind

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg import resources, vocabulary
from kg.build import reference
from kg.errors import EngineError, ShapesError, SourceError
from kg.validate import constraints, oracle
from kg.validate.described import Node
from kg.validate.embedded import Embedded
from kg.validate.files import data_of
from kg.validate.focus import Broken
from kg.validate.parameters import TARGETS, sh
from kg.validate.report import Report, report_of
from kg.validate.results import Result
from kg.validate.shapes import CLASSES, TYPE, Name, Shape, Shapes, shapes_of, shown
from kg.validate.spelling import spelling_matters
from kg.validate.writing import originals

Engine = Kind["fast", "pyshacl"]
ENGINES: tuple[Engine, ...] = ("fast", "pyshacl")
DATA = "data.nt"
BATCH = 100_000
DEFAULT = DefaultGraph()
NAMELESS = "urn:x-foigraph:nameless-shape:"


def read_shapes(paths: Iterable[Path] | None = None) -> Shapes:
    """Return the shapes of *paths*, or those that ship with the package.

    Raises:
        ShapesError: they cannot be used.
    """
    files = tuple(resources.files("shapes", ".ttl") if paths is None else paths)
    if not files:
        raise ShapesError("no file of shapes was given", where="shapes")
    try:
        triples = [_triple(quad) for quad in data_of(files)]
    except SourceError as error:
        raise ShapesError(str(error), where="shapes") from error
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    shapes = shapes_of(triples, where=", ".join(path.name for path in files), digest=digest)
    constraints.check(shapes)
    return shapes


def validate(
    quads: Iterable[Quad | Triple],
    shapes: Iterable[Path] | None = None,
    *,
    engine: Engine = "fast",
    with_reference: bool = True,
) -> Report:
    """Return what in *quads* breaks the *shapes*, or the shapes that ship with the package.

    Args:
        quads: the data, whatever graph they stand in.
        shapes: files of shapes.
        engine: what does the work; ``pyshacl`` is slower and finds the same.
        with_reference: whether the ontology and the codes ride along, in which shapes look
            codes up.

    Raises:
        EngineError: the engine did not come to its end.
        ShapesError: the shapes cannot be used.
    """
    rules = read_shapes(shapes)
    data = chain(quads, reference.triples()) if with_reference else quads
    with held(data) as there:
        found = results(there, rules, engine=engine)
        return report_of(found, store=there.store)


def results(held: "Held", shapes: Shapes, *, engine: Engine = "fast") -> Sequence[Result]:
    """Return what in the data *held* breaks *shapes*, sorted.

    What is found on several ways to a node stands there several times, as in the standard.


    Raises:
        EngineError: the engine did not come to its end.
        ShapesError: the engine cannot use the shapes.
    """
    work = _fast if engine == "fast" else _all_by_pyshacl
    try:
        return sorted(work(held, shapes), key=lambda result: result.order)
    except (RuntimeError, MemoryError, OSError, SyntaxError) as error:
        reason = str(error) or type(error).__name__
        raise EngineError(reason, engine="the engine", other="pyshacl") from error


@dataclass(frozen=True)
class Held:
    """Data where engines can read them, with the same names of blank nodes in both places."""

    file: Path
    """As N-Triples."""

    store: Store
    """In the default graph."""

    is_sorted: bool = False
    """Whether the lines of the file are sorted."""


@contextmanager
def held(quads: Iterable[Quad | Triple]) -> Iterator[Held]:
    """Put *quads* where engines can read them, for as long as the context lasts."""
    with TemporaryDirectory(prefix="foigraph-") as folder:
        there = Held(Path(folder) / DATA, Store())
        serialize(_stored(quads, there.store), there.file, format=RdfFormat.N_QUADS)
        yield there


def _stored(quads: Iterable[Quad | Triple], store: Store) -> Iterator[Quad]:
    """Yield *quads*, all in the default graph, and put them into *store*."""
    waiting = iter(quads)
    while batch := [_in_default_graph(one) for one in islice(waiting, BATCH)]:
        store.bulk_extend(batch)
        yield from batch


def _in_default_graph(one: Quad | Triple) -> Quad:
    if isinstance(one, Quad) and one.graph_name == DEFAULT:
        return one
    return Quad(one.subject, one.predicate, one.object)


def _all_by_pyshacl(held: Held, shapes: Shapes) -> Iterator[Result]:
    return _by_pyshacl(held, shapes, shapes.roots)


def _by_pyshacl(held: Held, shapes: Shapes, roots: Sequence[Shape]) -> Iterator[Result]:
    names = _names(shapes)
    by_name: Mapping[Name, Name] = {name: node for node, name in names.items()}
    for result in oracle.results(held.file, shapes, _chosen(shapes, roots, names)):
        yield _renamed(result, shapes, by_name)


def _fast(held: Held, shapes: Shapes) -> Iterator[Result]:
    """By the embedded engine, and by pySHACL what that cannot do."""
    left = [root for root in shapes.roots if not is_embedded(root, held, shapes)]
    yield from embedded(
        {root.node: None for root in shapes.roots if root not in left}, held, shapes
    )
    if left:
        yield from _by_pyshacl(held, shapes, left)


def is_embedded(root: Shape, held: Held, shapes: Shapes) -> bool:
    """Whether the embedded engine can hold the data *held* against *root*."""
    return not needs_pyshacl(root, shapes) and not spelling_matters(
        root, shapes, held.store, held.file
    )


def embedded(
    roots: Mapping[Name, Container[Node] | None], held: Held, shapes: Shapes
) -> Iterator[Result]:
    """Yield what breaks *roots*, of which only some focus nodes are looked at where they are told.

    The embedded engine does it.
    """
    engine = Embedded(shapes, held.store)

    def broken(name: Name) -> list[Result]:
        found = engine.broken(shapes.by_node[name], only=roots[name])
        return [_result(shape, one, shapes, root=name) for shape, one in found]

    targets = [value for name in roots for _, value in shapes.by_node[name].targets]
    # The engine works outside Python, so that threads use all cores.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from originals(
            chain.from_iterable(threads.map(broken, roots)),
            held.file,
            targets,
            is_sorted=held.is_sorted,
        )


def needs_pyshacl(root: Shape, shapes: Shapes) -> bool:
    """Whether a shape has what only pySHACL can do.

    That are constraint components that the shapes declare themselves, patterns that the
    embedded engine cannot read, such as those that look ahead, and queries that look at
    ``$this`` where only binding it beforehand makes it known.
    """
    return any(
        shape.custom
        or not constraints.patterns_work(shape, shapes)
        or not constraints.joins(shape, shapes)
        for shape in shapes.beneath(root)
    )


def _names(shapes: Shapes) -> Mapping[Name, NamedNode]:
    """Return an IRI for each nameless shape and query: engines would not tell which it is."""
    nodes = (node for shape in shapes.by_node.values() for node in (shape.node, *shape.queries))
    nameless = dict.fromkeys(node for node in nodes if isinstance(node, BlankNode))
    return {node: NamedNode(f"{NAMELESS}{number}") for number, node in enumerate(nameless)}


def _chosen(
    shapes: Shapes, roots: Sequence[Shape], names: Mapping[Name, NamedNode]
) -> tuple[Triple, ...]:
    """Return the shapes without the targets of others than *roots*."""
    nodes = {root.node for root in roots}
    others = {root.node for root in shapes.roots if root.node not in nodes}
    return tuple(
        Triple(_called(triple.subject, names), triple.predicate, _called(triple.object, names))
        for triple in shapes.triples
        if triple.subject not in others or not _is_target(triple)
    )


def _is_target(triple: Triple) -> bool:
    implicit = triple.predicate == TYPE and triple.object in CLASSES
    return triple.predicate in TARGETS or implicit


def _called(node: Any, names: Mapping[Name, NamedNode]) -> Any:
    return names.get(node, node) if isinstance(node, BlankNode) else node


def _result(shape: Shape, broken: Broken, shapes: Shapes, *, root: Name) -> Result:
    return Result(
        focus=broken.focus,
        path=broken.path or shape.path,
        value=broken.value,
        severity=shape.severity,
        shape=shape.node,
        component=broken.component,
        constraint=broken.constraint,
        messages=broken.messages or shape.messages or (_unmet(shape, broken, shapes),),
        named=shapes.named(shape.node),
        root=root,
    )


def _unmet(shape: Shape, broken: Broken, shapes: Shapes) -> Literal:
    """Return what is said of a constraint whose shape has no message."""
    if broken.constraint is not None:
        return Literal(f"Found by the query of {shown(broken.constraint, shapes.said)}.")
    short = vocabulary.curie(broken.component.value)
    name = short.removeprefix("sh:").removesuffix("ConstraintComponent")
    parameter = f"{name[0].lower()}{name[1:]}"
    values = shapes.said.get(shape.node, {}).get(sh(parameter), ())
    asked = ", ".join(
        vocabulary.curie(one.value) for one in values if isinstance(one, NamedNode | Literal)
    )
    return Literal(f"Does not meet sh:{parameter}{' ' if asked else ''}{asked}.")


def _renamed(result: Result, shapes: Shapes, by_name: Mapping[Name, Name]) -> Result:
    shape, constraint = by_name.get(result.shape, result.shape), result.constraint
    constraint = None if constraint is None else by_name.get(constraint, constraint)
    return replace(result, shape=shape, constraint=constraint, named=shapes.named(shape))


def _triple(quad: Quad | Triple) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)
