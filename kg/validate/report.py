"""What validation found, in words for a person, in JSON for a program, and in Turtle."""

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pyoxigraph import BlankNode, NamedNode, Store
from pyoxigraph import Literal as Words

from kg import vocabulary
from kg.validate import results
from kg.validate.described import Node
from kg.validate.results import Result, conforms

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""Worst first."""

SEVERITY: Mapping[NamedNode, Severity] = dict(zip(results.SEVERITIES, SEVERITIES, strict=True))
"""A severity of a shape's own making is taken for the worst."""

EVIDENCE, QUOTATION = vocabulary.term("evidence"), vocabulary.term("quotation")

NOUNS = {"violation": "violation", "warning": "warning", "info": "note"}
SHOWN = 20
"""Places named in words under one message; the JSON form names all."""

WIDTH = 96
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that breaks one rule."""

    focus: str
    """IRI of the thing."""

    path: str | None
    """IRI of the property, or a SPARQL property path of IRIs; None for a rule about the thing."""

    value: str | None
    """The offending IRI, or the literal's text; None when something is missing."""

    severity: Severity
    shape: str
    """IRI of the shape that was broken."""

    constraint: str
    """IRI of the kind of constraint."""

    message: str
    """Rule, likely cause, mend, and how to keep a true oddity."""

    record: str | None = None
    """File of the record that states the thing; None when no record does, or not yet known."""

    line: int | None = None
    """Line in that file (from 1)."""

    words: str | None = None
    """Words of the source that the thing rests on."""

    cited_by: tuple[str, ...] = ()
    """IRIs that point to the thing: a record tells the place of an answer, not of its evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings about one graph."""

    conforms: bool
    """Whether there is no violation; warnings and notes do not break conformance."""

    findings: tuple[Finding, ...]
    """Worst first, then by message and place: the same graph gives the same order."""

    results: tuple[Result, ...]
    """The same in the standard's terms."""

    def with_origins(self, origins: Mapping[str, tuple[str, int]]) -> "Report":
        """Return the report with file and line of each thing that *origins* tells by IRI.

        A thing that *origins* does not tell has the place of what points to it.
        """
        return replace(
            self, findings=tuple(_with_origin(finding, origins) for finding in self.findings)
        )


def _with_origin(finding: Finding, origins: Mapping[str, tuple[str, int]]) -> Finding:
    for iri in (finding.focus, *finding.cited_by):
        if iri in origins:
            record, line = origins[iri]
            return replace(finding, record=record, line=line)
    return finding


def report_of(found: Sequence[Result], *, store: Store) -> Report:
    """Return the report of *found*, with what *store* tells of the things."""
    return Report(
        conforms=conforms(found),
        findings=tuple(_finding(result, store) for result in found),
        results=tuple(found),
    )


def _finding(result: Result, store: Store) -> Finding:
    # A constraint in SPARQL has a name of its own, which tells more than its shape's.
    named = result.constraint if isinstance(result.constraint, NamedNode) else result.named
    return Finding(
        focus=_said(result.focus),
        path=None if result.path is None else str(result.path),
        value=None if result.value is None else _said(result.value),
        severity=SEVERITY.get(result.severity, "violation"),
        shape=_said(named),
        constraint=result.component.value,
        message=" ".join(sorted(words.value for words in result.messages)),
        cited_by=_cited_by(result.focus, store),
        words=_words(result.focus, store),
    )


def _said(node: Node) -> str:
    return node.value if isinstance(node, NamedNode | Words) else str(node)


def _cited_by(focus: Node, store: Store) -> tuple[str, ...]:
    # Whatever uses a term or code points to it, and is not where it is to be mended.
    if isinstance(focus, NamedNode) and focus.value.startswith(
        (vocabulary.ONTOLOGY, vocabulary.CODE)
    ):
        return ()
    return tuple(
        sorted({_said(quad.subject) for quad in store.quads_for_pattern(None, None, focus, None)})
    )


def _words(focus: Node, store: Store) -> str | None:
    """Return the words of a source that *focus* rests on."""
    if not isinstance(focus, NamedNode | BlankNode):
        return None
    rests = [quad.object for quad in store.quads_for_pattern(focus, EVIDENCE, None, None)]
    quoted = sorted(
        quad.object.value
        for node in (focus, *rests)
        if isinstance(node, NamedNode | BlankNode)
        for quad in store.quads_for_pattern(node, QUOTATION, None, None)
        if isinstance(quad.object, Words)
    )
    return quoted[0] if quoted else None


def as_text(report: Report, base: str = vocabulary.HOME) -> str:
    """Return *report* in words: how many, then each message once with its places.

    *base* is the base IRI of the study, so that its things have short names.
    """
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        groups[finding.severity, finding.message].append(finding)
    ordered = sorted(groups.items(), key=lambda group: SEVERITIES.index(group[0][0]))
    paragraphs = [_summary(report)]
    paragraphs += [
        _paragraph(severity, message, findings, base) for (severity, message), findings in ordered
    ]
    return "\n\n".join(paragraphs) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """Return *report* as the object that ``kg validate --format json`` prints."""
    return {
        "conforms": report.conforms,
        "results": [
            {
                "focus": finding.focus,
                "path": finding.path,
                "value": finding.value,
                "severity": finding.severity,
                "shape": finding.shape,
                "constraint": finding.constraint,
                "message": finding.message,
                "record": finding.record,
                "line": finding.line,
            }
            for finding in report.findings
        ],
    }


def as_turtle(report: Report) -> str:
    """Return *report* as the standard's sh:ValidationReport, in Turtle."""
    return results.as_turtle(report.results)


def _summary(report: Report) -> str:
    found = []
    for severity in SEVERITIES:
        count = sum(finding.severity == severity for finding in report.findings)
        if count:
            found.append(_counted(count, NOUNS[severity]))
    verdict = "conforms" if report.conforms else "does not conform"
    return f"The graph {verdict}: {', '.join(found) or 'nothing found'}."


def _paragraph(severity: Severity, message: str, findings: Sequence[Finding], base: str) -> str:
    places = list(dict.fromkeys(_place(finding, base) for finding in findings))
    shapes = sorted({vocabulary.curie(finding.shape, base) for finding in findings})
    lines = [f"{NOUNS[severity]}, {_counted(len(places), 'place')} ({', '.join(shapes)})"]
    lines += textwrap.wrap(
        message, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )
    lines += [f"    {place}" for place in places[:SHOWN]]
    if len(places) > SHOWN:
        lines.append(f"    and {len(places) - SHOWN} more")
    return "\n".join(lines)


def _place(finding: Finding, base: str) -> str:
    words = [vocabulary.curie(finding.focus, base)]
    if finding.path is not None:
        words.append(vocabulary.curie(finding.path, base))
    if finding.value is not None and finding.value != finding.focus:
        words.append(_shortened(vocabulary.curie(finding.value, base)))
    what = " ".join(words)
    if finding.record is None:
        return what
    where = finding.record if finding.line is None else f"{finding.record}, line {finding.line}"
    return f"{where}: {what}"


def _shortened(value: str) -> str:
    if value.startswith(("http:", "https:")) or len(value) <= LONGEST_VALUE:
        return value
    return value[: LONGEST_VALUE - 1] + "…"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
