"""Constraints in SPARQL, asked of the embedded engine.

Shapes Constraint Language (SHACL), section 5.  A query is asked once, for all
focus nodes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QuerySolution,
    Store,
)

from kg.errors import ShapesError
from kg.validate.described import Node
from kg.validate.focus import Broken, Focus, rows
from kg.validate.parameters import sh
from kg.validate.paths import Path
from kg.validate.prebinding import Asked, asked
from kg.validate.shapes import IMPORTS, Name, Shape, Shapes, shown

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

SPARQL = sh("SPARQLConstraintComponent")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class _Constraint:
    node: Name
    shape: Shape
    query: Asked
    messages: tuple[Literal, ...]


def broken(shape: Shape, focus: Focus, shapes: Shapes, store: Store) -> Iterator[Broken]:
    """Yield what nodes of *focus* break of the constraints in SPARQL that *shape* has.

    Raises:
        ShapesError: a query cannot be used.
    """
    for query in shape.queries:
        constraint = _constraint(query, shape, shapes)
        for row in _rows(constraint, focus, store, shapes):
            yield _broken(constraint, row["this"], row, shapes)


def joins(shape: Shape, shapes: Shapes) -> bool:
    """Whether the embedded engine can answer all queries of *shape*."""
    return all(_constraint(query, shape, shapes).query.joins for query in shape.queries)


def algebra_of(query: Name, shape: Shape, shapes: Shapes) -> "CompValue":
    """Return the algebra of a constraint's *query*, as rdflib reads it."""
    return _constraint(query, shape, shapes).query.algebra


def check(shapes: Shapes) -> None:
    """Raise for a query that cannot be used, of whatever shape.

    Raises:
        ShapesError: it is none, or breaks the rules on what is bound before.
    """
    for shape in shapes.by_node.values():
        for query in shape.queries:
            _constraint(query, shape, shapes)


def patterns_work(shape: Shape, shapes: Shapes) -> bool:
    """Whether the embedded engine can read all regular expressions of *shape*."""
    about = shapes.said.get(shape.node, {})
    flags = "".join(one.value for one in about.get(sh("flags"), ()) if isinstance(one, Literal))
    tests = (f"REGEX('', {one}, {Literal(flags)})" for one in about.get(sh("pattern"), ()))
    found = (rows(Store(), f"SELECT ({test} AS ?matches) {{}}") for test in tests)
    return all(row["matches"] is not None for row in chain.from_iterable(found))


def _constraint(query: Name, shape: Shape, shapes: Shapes) -> _Constraint:
    about = shapes.said.get(query, {})
    texts = about.get(sh("select"), ())
    named = shown(query, shapes.said)
    if len(texts) != 1 or not isinstance(texts[0], Literal):
        raise ShapesError(
            f"{named} has no sh:select, or several; it is one text", where=shapes.where
        )
    prefixes = _prefixes(query, shapes)
    try:
        question = asked(texts[0].value, prefixes, path=shape.path)
    except ValueError as error:
        raise ShapesError(f"the query of {named}: {error}", where=shapes.where) from error
    own = tuple(words for words in about.get(sh("message"), ()) if isinstance(words, Literal))
    return _Constraint(query, shape, question, own or shape.messages)


def _prefixes(query: Name, shapes: Shapes) -> Mapping[str, str]:
    """Return what sh:prefixes of *query* declare, with what those import (section 5.2.1)."""
    found: dict[str, str] = {}
    waiting = list(shapes.said.get(query, {}).get(sh("prefixes"), ()))
    seen: set[Node] = set()
    while waiting:
        ontology = waiting.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        about = shapes.said.get(ontology, {})
        waiting += about.get(IMPORTS, ())
        for declared in about.get(sh("declare"), ()):
            said = shapes.said.get(declared, {})
            for prefix in said.get(sh("prefix"), ()):
                for namespace in said.get(sh("namespace"), ()):
                    if isinstance(prefix, Literal) and isinstance(namespace, Literal | NamedNode):
                        found[prefix.value] = namespace.value
    return found


def _rows(
    constraint: _Constraint, focus: Focus, store: Store, shapes: Shapes
) -> Iterator[QuerySolution]:
    try:
        yield from rows(store, constraint.query.text.format(focus.pattern))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        named = shown(constraint.node, shapes.said)
        raise ShapesError(f"the query of {named}: {error}", where=shapes.where) from error


def _broken(constraint: _Constraint, this: Node, row: QuerySolution, shapes: Shapes) -> Broken:
    bound = {name: row[name] for name in constraint.query.variables if row[name] is not None}
    if isinstance(failure := bound.get("failure"), Literal) and failure.value == "true":
        raise ShapesError(
            f"the query of {shown(constraint.node, shapes.said)} says that it failed on {this}",
            where=shapes.where,
        )
    own, message = bound.get("path"), bound.get("message")
    messages = (message,) if isinstance(message, Literal) else constraint.messages
    told = {"this": this, **bound}
    return Broken(
        focus=this,
        value=bound.get("value", this if constraint.shape.path is None else None),
        component=SPARQL,
        path=Path("predicate", predicate=own) if isinstance(own, NamedNode) else None,
        constraint=constraint.node,
        messages=tuple(_filled(words, told) for words in messages),
    )


def _filled(words: Literal, told: Mapping[str, Node]) -> Literal:
    """Return *words* with each ``{?name}`` that is bound as its value (section 5.3.2)."""
    if "{" not in words.value:
        return words

    def put(found: re.Match[str]) -> str:
        value = told.get(found[1])
        if value is None:
            return found[0]
        return value.value if isinstance(value, NamedNode | Literal) else str(value)

    text = _PLACEHOLDER.sub(put, words.value)
    return Literal(text, language=words.language) if words.language else Literal(text)
