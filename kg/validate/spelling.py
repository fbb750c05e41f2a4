"""Which shapes look at how a literal is spelt, where the embedded engine keeps its value alone.

A pattern would be held against ``0.5`` where the data have ``0.50``.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.validate.focus import rows
from kg.validate.parameters import sh
from kg.validate.shapes import Shape, Shapes
from kg.validate.writing import KEPT, kept_as

SPELLING = frozenset(map(sh, ("pattern", "minLength", "maxLength")))
"""Parameters that look at the letters of a value."""


def spelling_matters(root: Shape, shapes: Shapes, store: Store, data: Path) -> bool:
    """Whether *root* or a shape below it looks at the spelling of a value that *store* changed.

    *data* is the file of N-Triples or N-Quads that *store* was read from.
    """
    verbs = dict.fromkeys(_spelt(root, shapes, ()))
    return any(_may_differ(verb, store) and _differs(verb, data) for verb in verbs)


def _may_differ(verb: NamedNode, store: Store) -> bool:
    kept = ", ".join(f"<{name}>" for name in sorted(KEPT))
    other = f"FILTER (isLiteral(?value) && DATATYPE(?value) NOT IN ({kept}))"
    text = f"SELECT ?value {{ ?this {verb} ?value {other} }} LIMIT 1"
    return any(True for _ in rows(store, text))


def _differs(verb: NamedNode, data: Path) -> bool:
    sign = f" {verb} ".encode()
    with data.open("rb") as lines:
        said = b"".join(line for line in lines if sign in line)
    quads = parse(said, format=RdfFormat.N_QUADS)
    return any(kept_as(quad.object) != quad.object for quad in quads)


def _spelt(shape: Shape, shapes: Shapes, after: tuple[NamedNode, ...]) -> Iterator[NamedNode]:
    """Yield the properties whose values' spelling matters; *after* lead to the focus nodes."""
    chosen = (one for kind, one in shape.targets if kind == sh("targetObjectsOf"))
    after += tuple(one for one in chosen if isinstance(one, NamedNode))
    here = after if shape.path is None else shape.path.last
    if not SPELLING.isdisjoint(shapes.said.get(shape.node, {})):
        yield from here
    for name in (*shape.properties, *shape.nested):
        yield from _spelt(shapes.by_node[name], shapes, here)
