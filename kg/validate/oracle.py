"""Validate with pySHACL: slower than any other, and what the others are held against.

The only module that knows it.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as File
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import EngineError, KgError, ShapesError
from kg.validate.described import Node, described
from kg.validate.parameters import sh
from kg.validate.paths import path_of
from kg.validate.results import Result
from kg.validate.shapes import Name, Shapes

if TYPE_CHECKING:
    from rdflib import BNode, Graph
    from rdflib.term import Node as Term


def results(data: File, shapes: Shapes, triples: tuple[Triple, ...]) -> Iterator[Result]:
    """Yield what breaks *triples*, all shapes of *shapes* or some, in the N-Triples file *data*.

    Raises:
        ShapesError: pySHACL cannot use them.
    """
    from kg.validate.union import UnionGraph

    graph, rules = UnionGraph(), UnionGraph()
    with _as_written(), _to_its_end():
        graph.parse(data, format="nt", bnode_context=_SameNames())
        rules.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    for prefix, namespace in _prefixes(shapes):
        # pySHACL asks with the prefixes of the data, and knows no imported ones.
        graph.bind(prefix, namespace, replace=True)
    yield from _results(_run(graph, rules, where=shapes.where))


@contextmanager
def _to_its_end() -> Iterator[None]:
    """Whatever stops rdflib or pySHACL, it did not come to its end."""
    try:
        yield
    except KgError:
        raise
    except Exception as error:
        raise EngineError(_one_line(str(error)), engine="pySHACL", other="fast") from error


@contextmanager
def _as_written() -> Iterator[None]:
    """Keep rdflib from writing a literal otherwise than the file."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


class _SameNames(dict[str, "BNode"]):
    """Blank nodes keep the names that the file gives them; rdflib's parser asks here."""

    def __missing__(self, name: str) -> "BNode":
        from rdflib import BNode

        return BNode(name)

    def get(self, name: str, _: object = None) -> "BNode":
        """Return the blank node *name*."""
        return self[name]


def _prefixes(shapes: Shapes) -> Iterator[tuple[str, str]]:
    for about in shapes.said.values():
        for prefix in about.get(sh("prefix"), ()):
            for namespace in about.get(sh("namespace"), ()):
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    yield prefix.value, namespace.value


def _run(data: "Graph", rules: "Graph", *, where: str) -> "Graph":
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph

    # What it would say of shapes that it cannot use stands in the error, once.
    logging.getLogger("pyshacl-validate").disabled = True
    with _to_its_end():
        try:
            _, found, words = validate(data, shacl_graph=rules, inference="none", advanced=False)
        except (ReportableRuntimeError, NotImplementedError, re.error) as error:
            raise ShapesError(_one_line(str(error)), where=where) from error
    if not isinstance(found, Graph):  # pySHACL hands a failure back instead of raising it
        raise ShapesError(_one_line(str(words)), where=where)
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def _results(found: "Graph") -> Iterator[Result]:
    from rdflib.namespace import SH

    said = described(Triple(_name(s), NamedNode(str(p)), _term(o)) for s, p, o in found)
    for report in found.subjects(SH.conforms, None):
        for node in said[_name(report)].get(sh("result"), ()):
            about = said[node]

            def one(name: str, about: object = about) -> Node | None:
                values = about.get(sh(name), ())  # type: ignore[attr-defined]
                return values[0] if values else None

            path = one("resultPath")
            focus, severity, component = (
                one("focusNode"),
                one("resultSeverity"),
                one("sourceConstraintComponent"),
            )
            shape, constraint = one("sourceShape"), one("sourceConstraint")
            if (
                focus is None
                or not isinstance(severity, NamedNode)
                or not isinstance(component, NamedNode)
                or not isinstance(shape, NamedNode | BlankNode)
            ):
                raise TypeError("a result of pySHACL lacks what the standard asks of it")
            yield Result(
                focus=focus,
                path=None if path is None else path_of(path, said),
                value=one("value"),
                severity=severity,
                shape=shape,
                component=component,
                constraint=constraint if isinstance(constraint, NamedNode | BlankNode) else None,
                messages=tuple(
                    words
                    for words in about.get(sh("resultMessage"), ())
                    if isinstance(words, Literal)
                ),
                named=shape,
            )


def _name(term: "Term") -> Name:
    found = _term(term)
    if not isinstance(found, NamedNode | BlankNode):
        raise TypeError("a subject is no literal")
    return found


def _term(term: "Term") -> Node:
    from rdflib import BNode, URIRef
    from rdflib import Literal as Text

    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, BNode):
        return BlankNode(str(term))
    if not isinstance(term, Text):
        raise TypeError(f"{term!r} is no term of a report")
    if term.language:
        return Literal(str(term), language=term.language)
    if term.datatype is not None:
        return Literal(str(term), datatype=NamedNode(str(term.datatype)))
    return Literal(str(term))
