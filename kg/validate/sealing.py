"""Results under a seal: what was found, by which program, in which graph, under which shapes.

Whatever of the four is another than it was breaks the seal, and everything is
validated anew: a wrong result cannot be kept.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.validate.described import Node
from kg.validate.paths import Path as Steps
from kg.validate.results import Result
from kg.validate.shapes import Shapes

ENGINES = ("pyoxigraph", "pyshacl", "rdflib")


def sealed(results: Sequence[Result], shapes: Shapes, *, data: str) -> dict[str, Any] | None:
    """Return *results* as JSON holds them; None where nameless nodes make them unrepeatable.

    Args:
        results: all that was found.
        shapes: what the graph was held against.
        data: SHA-256 of the graph's file.
    """
    rows = [_row(result, shapes) for result in results]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    return {"seal": _seal(known, shapes, data), "results": known}


def unsealed(
    kept: Mapping[str, Any] | None, shapes: Shapes, *, data: str
) -> Sequence[Result] | None:
    """Return the results that were *kept*; None where the seal is broken or there is none."""
    if not kept or kept.get("seal") != _seal(kept.get("results"), shapes, data):
        return None
    return [_result(row, shapes) for row in kept["results"]]


def _seal(rows: object, shapes: Shapes, data: str) -> str:
    said = json.dumps([rows, shapes.digest, data, _program()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _program() -> str:
    """Return one hash of all that decides what is found, but shapes and data."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for name in ENGINES:
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()


def _row(result: Result, shapes: Shapes) -> list[Any] | None:
    own = shapes.by_node[result.shape].path
    predicate = None if result.path is None else result.path.predicate
    terms = (result.focus, result.value, result.shape, result.constraint, result.root)
    nameless = any(isinstance(term, BlankNode) for term in terms) or result.root is None
    if nameless or (result.path != own and predicate is None):
        return None
    return [
        *(None if term is None else str(term) for term in terms),
        None if result.path == own else str(predicate),
        str(result.component),
        [str(words) for words in result.messages],
    ]


def _result(row: Sequence[Any], shapes: Shapes) -> Result:
    focus, value, shape, constraint, root, predicate, component, messages = row
    named = shapes.by_node[_named(shape)]
    own = None if predicate is None else Steps("predicate", predicate=_named(predicate))
    return Result(
        focus=_term(focus),
        path=own or named.path,
        value=None if value is None else _term(value),
        severity=named.severity,
        shape=named.node,
        component=_named(component),
        constraint=None if constraint is None else _named(constraint),
        messages=tuple(one for one in map(_term, messages) if isinstance(one, Literal)),
        named=shapes.named(named.node),
        root=_named(root),
    )


def _named(written: str) -> NamedNode:
    return NamedNode(written[1:-1])


def _term(written: str) -> Node:
    """Return the term that N-Triples write so."""
    if written.startswith("<"):
        return _named(written)
    (quad,) = parse(f"<urn:s> <urn:p> {written} .", format=RdfFormat.N_TRIPLES)
    value: Node = quad.object
    return value
