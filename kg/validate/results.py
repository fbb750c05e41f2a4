"""What an engine found, as the standard's report says it.

Shapes Constraint Language (SHACL), section 3.6.  Engines differ in how much they
say; what a result must say of its shape is taken from the shape.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg import vocabulary
from kg.validate.described import Node
from kg.validate.parameters import sh
from kg.validate.paths import Path, triples_of
from kg.validate.shapes import TYPE, Name

BOOLEAN = NamedNode(vocabulary.FOREIGN["xsd"] + "boolean")
SEVERITIES = (sh("Violation"), sh("Warning"), sh("Info"))
"""Worst first; one of a shape's own making is taken for the worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One validation result (section 3.6.2)."""

    focus: Node
    path: Path | None
    value: Node | None
    severity: NamedNode
    shape: Name
    component: NamedNode
    constraint: Name | None
    """The constraint in SPARQL, where it is one."""

    messages: tuple[Literal, ...]
    named: Name
    """The shape, or the nearest one around it that has an IRI."""

    root: Name | None = None
    """The shape whose target led there; None where the engine does not tell."""

    @property
    def order(self) -> tuple[object, ...]:
        """By which results are sorted, so that the same graph gives the same report."""
        severity = self.severity if self.severity in SEVERITIES else SEVERITIES[0]
        return (
            SEVERITIES.index(severity),
            sorted(words.value for words in self.messages),
            str(self.focus),
            "" if self.path is None else self.path.written,
            "" if self.value is None else str(self.value),
            str(self.shape),
            str(self.component),
        )


def conforms(results: Iterable[Result]) -> bool:
    """Whether none of *results* is a violation."""
    softer = SEVERITIES[1:]
    return all(result.severity in softer for result in results)


def as_turtle(results: Sequence[Result]) -> str:
    """Return *results* as an sh:ValidationReport, in Turtle.

    Its sh:conforms tells whether there is no violation; the standard's own counts
    warnings and notes too.
    """
    written = serialize(_report(results), format=RdfFormat.TURTLE, prefixes=vocabulary.prefixes())
    return (written or b"").decode()


def _report(results: Sequence[Result]) -> Iterator[Triple]:
    report = BlankNode("report")
    yield Triple(report, TYPE, sh("ValidationReport"))
    verdict = "true" if conforms(results) else "false"
    yield Triple(report, sh("conforms"), Literal(verdict, datatype=BOOLEAN))
    for number, _ in enumerate(results):
        yield Triple(report, sh("result"), BlankNode(f"r{number}"))
    for number, result in enumerate(results):
        yield from _triples(BlankNode(f"r{number}"), result)


def _triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, TYPE, sh("ValidationResult"))
    yield Triple(node, sh("focusNode"), result.focus)
    if result.path is not None:
        path, steps = triples_of(result.path, node.value)
        yield Triple(node, sh("resultPath"), path)
        yield from steps
    if result.value is not None:
        yield Triple(node, sh("value"), result.value)
    yield Triple(node, sh("resultSeverity"), result.severity)
    yield Triple(node, sh("sourceShape"), result.shape)
    yield Triple(node, sh("sourceConstraintComponent"), result.component)
    if result.constraint is not None:
        yield Triple(node, sh("sourceConstraint"), result.constraint)
    for words in result.messages:
        yield Triple(node, sh("resultMessage"), words)
