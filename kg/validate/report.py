"""What validation found, in words for a person, in JSON for a program, and in Turtle."""

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from kg import vocabulary

if TYPE_CHECKING:
    from rdflib import Graph

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""Worst first."""

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

    cited_by: tuple[str, ...] = ()
    """IRIs that point to the thing: a record tells the place of an answer, not of its evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings about one graph."""

    conforms: bool
    """Whether there is no violation; warnings and notes do not break conformance."""

    findings: tuple[Finding, ...]
    """Worst first, then by message and place: the same graph gives the same order."""

    graph: "Graph"
    """The engine's sh:ValidationReport; its sh:conforms means the same as ours."""

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
    return report.graph.serialize(format="turtle")


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
