"""Read the engine's sh:ValidationReport into findings, in an order that never changes."""

from typing import TYPE_CHECKING

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

from kg import vocabulary
from kg.validate.report import SEVERITIES, Finding, Report, Severity

if TYPE_CHECKING:
    from rdflib.term import Node

SEVERITY: dict["Node | None", Severity] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}
SUFFIXES: dict["Node", str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def report_of(found: Graph, *, data: Graph, rules: Graph) -> Report:
    """Return the report that the engine's graph *found* makes about *data* under *rules*."""
    results = [
        (_finding(found, data, rules, node), node) for node in found.objects(None, SH.result)
    ]
    results.sort(key=lambda result: _order(result[0]))
    findings = tuple(finding for finding, _ in results)
    conforms = all(finding.severity != "violation" for finding in findings)
    return Report(
        conforms=conforms,
        findings=findings,
        graph=_in_order(found, [node for _, node in results]),
    )


def _order(finding: Finding) -> tuple[int, str, str, str, str, str, str]:
    return (
        SEVERITIES.index(finding.severity),
        finding.message,
        finding.focus,
        finding.path or "",
        finding.value or "",
        finding.shape,
        finding.constraint,
    )


def _finding(found: Graph, data: Graph, rules: Graph, result: "Node") -> Finding:
    focus = found.value(result, SH.focusNode)
    path = found.value(result, SH.resultPath)
    value = found.value(result, SH.value)
    shape = found.value(result, SH.sourceShape)
    constraint = found.value(result, SH.sourceConstraint)
    return Finding(
        focus=str(focus),
        path=None if path is None else _path(found, path),
        value=None if value is None else str(value),
        # A severity of the reader's own making is taken for the worst.
        severity=SEVERITY.get(found.value(result, SH.resultSeverity), "violation"),
        # A constraint in SPARQL has a name of its own, which tells more than its shape's.
        shape=str(constraint if isinstance(constraint, URIRef) else _named(rules, shape)),
        constraint=str(found.value(result, SH.sourceConstraintComponent)),
        message=" ".join(sorted(str(words) for words in found.objects(result, SH.resultMessage))),
        cited_by=_cited_by(data, focus),
    )


def _named(rules: Graph, shape: "Node | None") -> "Node | None":
    """Return *shape*, or where it has no IRI the nearest one that holds it."""
    while isinstance(shape, BNode):
        shape = next(rules.subjects(None, shape), None)
    return shape


def _cited_by(data: Graph, focus: "Node | None") -> tuple[str, ...]:
    # Whatever uses a term or code points to it, and is not where it is to be mended.
    if str(focus).startswith((vocabulary.ONTOLOGY, vocabulary.CODE)):
        return ()
    return tuple(sorted({str(node) for node in data.subjects(None, focus)}))


def _path(found: Graph, node: "Node") -> str:
    """Return the IRI of a plain path, a SPARQL property path for any other."""
    return str(node) if isinstance(node, URIRef) else _written(found, node)


def _written(found: Graph, node: "Node") -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    if (node, RDF.first, None) in found:
        return "/".join(_written(found, step) for step in Collection(found, node))
    for predicate, inner in found.predicate_objects(node):
        if predicate == SH.inversePath:
            return f"^{_written(found, inner)}"
        if predicate == SH.alternativePath:
            either = "|".join(_written(found, step) for step in Collection(found, inner))
            return f"({either})"
        if predicate in SUFFIXES:
            return f"({_written(found, inner)}){SUFFIXES[predicate]}"
    return str(node)


def _in_order(found: Graph, results: list["Node"]) -> Graph:
    """Return *found* as a graph that is written the same every time.

    The engine names blank nodes at random, and rdflib writes values in the
    order in which they came.
    """
    ordered = Graph()
    for prefix, namespace in vocabulary.prefixes().items():
        ordered.bind(prefix, namespace, replace=True)
    report = BNode("report")
    ordered.add((report, RDF.type, SH.ValidationReport))
    ordered.add((report, SH.conforms, _conforms(found)))
    names: dict[Node, BNode] = {}
    for result in results:
        ordered.add((report, SH.result, _copy(found, result, ordered, names)))
    return ordered


def _conforms(found: Graph) -> "Node":
    return next(found.objects(None, SH.conforms))


def _copy(found: Graph, node: "Node", ordered: Graph, names: dict["Node", BNode]) -> "Node":
    """Copy what *found* says of a blank *node* into *ordered*; return the node to point to."""
    if not isinstance(node, BNode):
        return node
    if node not in names:
        names[node] = BNode(f"n{len(names):06}")
        for predicate, value in sorted(found.predicate_objects(node), key=_said):
            copied = _copy(found, value, ordered, names)
            ordered.add((names[node], predicate, copied))
    return names[node]


def _said(said: tuple["Node", "Node"]) -> tuple[str, str]:
    predicate, value = said
    return str(predicate), "" if isinstance(value, BNode) else value.n3()
