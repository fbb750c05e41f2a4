"""Focus nodes: which a shape has, and how a query takes them.

Shapes Constraint Language (SHACL), sections 2.1.3 and 3.4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from threading import Lock

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from kg import vocabulary
from kg.validate.described import Node
from kg.validate.parameters import sh
from kg.validate.paths import Path
from kg.validate.shapes import Name, Shape
from kg.validate.writing import kept_as

GRAPHS = "urn:x-foigraph:focus-nodes:"
IS_FOCUS = NamedNode("urn:x-foigraph:is-focus-node")
SUBCLASS = f"<{vocabulary.FOREIGN['rdfs']}subClassOf>"
TARGETS = {
    sh("targetClass"): f"?node a/{SUBCLASS}* {{}}",
    sh("targetSubjectsOf"): "?node {} ?object",
    sh("targetObjectsOf"): "?subject {} ?node",
}

_NUMBERS = count()
_WRITING = Lock()
"""Two threads that write to a store at once would wait for each other."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One constraint that one focus node breaks."""

    focus: Node
    value: Node | None
    component: NamedNode
    path: Path | None = None
    """Where it is another than the shape's own."""

    constraint: Name | None = None
    """The constraint in SPARQL, where it is one."""

    messages: tuple[Literal, ...] = ()
    """Where they are others than the shape's own."""


class Focus:
    """Nodes in a named graph of a store, where a query takes them from and no other sees them."""

    def __init__(self, store: Store, nodes: Iterable[Node]) -> None:
        self.nodes = tuple(nodes)
        self._graph = NamedNode(f"{GRAPHS}{next(_NUMBERS)}")
        # A literal is no subject: each node stands as the object.
        with _WRITING:
            store.bulk_extend(Quad(IS_FOCUS, IS_FOCUS, node, self._graph) for node in self.nodes)

    @property
    def pattern(self) -> str:
        """The pattern that binds ``this`` to each of them."""
        return self.binding("?this")

    def binding(self, variable: str) -> str:
        """Return the pattern that binds *variable* to each of them."""
        return f"GRAPH {self._graph} {{ {IS_FOCUS} {IS_FOCUS} {variable} }}"


def targets(shape: Shape, store: Store) -> tuple[Node, ...]:
    """Return what the targets of *shape* choose, each node once (section 2.1.3)."""
    found: dict[Node, None] = {}
    for kind, value in shape.targets:
        if kind == sh("targetNode"):
            found[kept_as(value)] = None
            continue
        text = f"SELECT DISTINCT ?node {{ {TARGETS[kind].format(value)} }}"
        found.update((row["node"], None) for row in rows(store, text))
    return tuple(found)


def rows(store: Store, text: str) -> Iterable[QuerySolution]:
    """Return the rows of the SELECT *text* in *store*."""
    found = store.query(text)
    if not isinstance(found, QuerySolutions):
        raise TypeError("it is no SELECT")
    return found
