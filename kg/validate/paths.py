"""SHACL property paths: read, written as SPARQL writes them, and put into a graph again.

Shapes Constraint Language (SHACL), section 2.3.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Kind

from pyoxigraph import BlankNode, NamedNode, Triple

from kg import vocabulary
from kg.validate.described import FIRST, NIL, REST, Described, Node, a_list

SH = vocabulary.FOREIGN["sh"]
INVERSE = NamedNode(SH + "inversePath")
ALTERNATIVE = NamedNode(SH + "alternativePath")
REPEATED = {
    NamedNode(SH + "zeroOrMorePath"): "*",
    NamedNode(SH + "oneOrMorePath"): "+",
    NamedNode(SH + "zeroOrOnePath"): "?",
}
DEEPEST = 50
"""Steps that may stand inside one another; a path that holds itself has no end."""


@dataclass(frozen=True, slots=True)
class Path:
    """One predicate, or steps put together by *kind*."""

    kind: Kind["predicate", "sequence", "alternative", "inverse", "*", "+", "?"]
    predicate: NamedNode | None = None
    steps: tuple["Path", ...] = ()

    def __str__(self) -> str:
        """Return a SPARQL property path of IRIs; the plain IRI of a single predicate."""
        return self.predicate.value if self.predicate is not None else self.written

    @property
    def written(self) -> str:
        """The SPARQL property path, also of a single predicate."""
        if self.predicate is not None:
            return f"<{self.predicate.value}>"
        steps = [step.written for step in self.steps]
        if self.kind == "sequence":
            return "/".join(
                f"({written})" if step.kind == "sequence" else written
                for step, written in zip(self.steps, steps, strict=True)
            )
        if self.kind == "alternative":
            return f"({'|'.join(steps)})"
        (inner,) = steps
        if self.kind == "inverse":
            return f"^{inner}" if self.steps[0].predicate is not None else f"^({inner})"
        return f"({inner}){self.kind}"

    @property
    def is_step(self) -> bool:
        """Whether it goes along one triple, forward or backward."""
        return self.kind == "predicate" or (
            self.kind == "inverse" and self.steps[0].kind == "predicate"
        )

    @property
    def may_stay(self) -> bool:
        """Whether it may end where it begins without any triple."""
        if self.kind in {"*", "?"}:
            return True
        if self.kind == "alternative":
            return any(step.may_stay for step in self.steps)
        return self.kind != "predicate" and all(step.may_stay for step in self.steps)

    @property
    def last(self) -> tuple[NamedNode, ...]:
        """The properties that a literal at its end can be the value of."""
        if self.predicate is not None:
            return (self.predicate,)
        if self.kind == "inverse":
            return ()
        if self.kind == "sequence":
            return self.steps[-1].last if not self.steps[-1].may_stay else self._of_all()
        return self._of_all()

    def _of_all(self) -> tuple[NamedNode, ...]:
        return tuple(verb for step in self.steps for verb in step.last)


def path_of(node: Node, said: Described, depth: int = 0) -> Path:
    """Return the path that *node* is in a graph of shapes.

    Raises:
        ValueError: it is no well-formed path; the message says why.
    """
    if isinstance(node, NamedNode):
        return Path("predicate", predicate=node)
    if not isinstance(node, BlankNode):  # not a TypeError: a value in a graph is input
        raise ValueError("a path is an IRI or a blank node that tells its steps, no literal")  # noqa: TRY004
    if depth > DEEPEST:
        raise ValueError("the path holds itself")
    about = said.get(node, {})
    if FIRST in about:
        steps = _steps(node, said, depth)
        if len(steps) == 1:
            raise ValueError("a sequence has two steps or more")
        return Path("sequence", steps=steps)
    kinds = [verb for verb in (INVERSE, ALTERNATIVE, *REPEATED) if verb in about]
    if len(kinds) != 1 or len(about[kinds[0]]) != 1:
        raise ValueError("a path that is no property is a list or has one of SHACL's path words")
    (verb,) = kinds
    (value,) = about[verb]
    if verb == ALTERNATIVE:
        steps = _steps(value, said, depth)
        if len(steps) == 1:
            raise ValueError("an alternative has two paths or more")
        return Path("alternative", steps=steps)
    inner = (path_of(value, said, depth + 1),)
    return Path("inverse" if verb == INVERSE else REPEATED[verb], steps=inner)  # type: ignore[arg-type]


def _steps(node: Node, said: Described, depth: int) -> tuple[Path, ...]:
    return tuple(path_of(step, said, depth + 1) for step in a_list(node, said))


def triples_of(path: Path, name: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """Return the node that stands for *path* and what tells its steps.

    Blank nodes are named *name* and a number, so that they are the same every time.
    """
    made: list[Triple] = []
    return _node(path, made, (BlankNode(f"{name}p{number}") for number in range(10**6))), made


def _node(path: Path, made: list[Triple], fresh: Iterator[BlankNode]) -> NamedNode | BlankNode:
    if path.predicate is not None:
        return path.predicate
    if path.kind == "sequence":
        return _list(path.steps, made, fresh)
    node = next(fresh)
    if path.kind == "alternative":
        made.append(Triple(node, ALTERNATIVE, _list(path.steps, made, fresh)))
    elif path.kind == "inverse":
        made.append(Triple(node, INVERSE, _node(path.steps[0], made, fresh)))
    else:
        verb = next(verb for verb, sign in REPEATED.items() if sign == path.kind)
        made.append(Triple(node, verb, _node(path.steps[0], made, fresh)))
    return node


def _list(
    steps: tuple[Path, ...], made: list[Triple], fresh: Iterator[BlankNode]
) -> NamedNode | BlankNode:
    rest: NamedNode | BlankNode = NIL
    for step in reversed(steps):
        node = next(fresh)
        made.append(Triple(node, FIRST, _node(step, made, fresh)))
        made.append(Triple(node, REST, rest))
        rest = node
    return rest
