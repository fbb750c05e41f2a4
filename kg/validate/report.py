"""What validation found: by cause, with place, words and mend, and held against the time before."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pyoxigraph import BlankNode, NamedNode, Store
from pyoxigraph import Literal as Words

from kg import vocabulary
from kg.model.acceptance import Acceptance
from kg.validate import results
from kg.validate.described import Node
from kg.validate.results import Result, conforms

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""Worst first."""

SEVERITY: Mapping[NamedNode, Severity] = dict(zip(results.SEVERITIES, SEVERITIES, strict=True))
"""A severity of a shape's own making is taken for the worst."""

EVIDENCE, QUOTATION = vocabulary.term("evidence"), vocabulary.term("quotation")

Kind = tuple[Severity, str]
"""Severity and shape of a finding."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z'])")


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

    accepted: str | None = None
    """Why a person let it stand; None where nobody did."""

    @property
    def kind(self) -> Kind:
        """What findings are counted by."""
        return self.severity, self.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """All findings with one message."""

    severity: Severity
    message: str
    findings: tuple[Finding, ...]
    now: int
    """How many there are of their kinds, with those accepted."""

    before: int | None
    """How many there were in the last generation; None where that is not known."""

    @property
    def rule(self) -> str:
        """What the rule is: the first sentence of the message."""
        return _SENTENCE.split(self.message, maxsplit=1)[0]

    @property
    def mend(self) -> str:
        """What mostly causes it and how to mend it: the other sentences."""
        return self.message.removeprefix(self.rule).strip()

    @property
    def shapes(self) -> tuple[str, ...]:
        """IRIs of the shapes that say so."""
        return tuple(sorted({finding.shape for finding in self.findings}))


@dataclass(frozen=True, slots=True)
class Before:
    """What was found in the generation before."""

    generation: str
    counts: Mapping[Kind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings about one graph."""

    conforms: bool
    """Whether there is no violation; warnings and notes do not break conformance."""

    findings: tuple[Finding, ...]
    """Worst first, then by message and place: the same graph gives the same order."""

    results: tuple[Result, ...]
    """The same in the standard's terms."""

    before: Before | None = None
    """None where there was no generation before, or nothing is known of it."""

    unused: tuple[Acceptance, ...] = ()
    """What a person accepted and is not found, or is a violation."""

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many findings there are of each kind, those accepted among them."""
        return Counter(finding.kind for finding in self.findings)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The findings that nobody accepted by their messages: worst first, then most first."""
        return self._by_message(finding for finding in self.findings if finding.accepted is None)

    @property
    def accepted(self) -> tuple[Cause, ...]:
        """Those that a person accepted."""
        return self._by_message(finding for finding in self.findings if finding.accepted)

    @property
    def gone(self) -> Mapping[Kind, int]:
        """How many there were before of the kinds that are found no more."""
        before = {} if self.before is None else self.before.counts
        return {kind: count for kind, count in before.items() if kind not in self.counts}

    def with_origins(self, origins: Mapping[str, tuple[str, int]]) -> "Report":
        """Return the report with file and line of each thing that *origins* tells by IRI.

        A thing that *origins* does not tell has the place of what points to it.
        """
        return replace(
            self, findings=tuple(_with_origin(finding, origins) for finding in self.findings)
        )

    def accepting(self, acceptances: Sequence[Acceptance], *, base: str) -> "Report":
        """Return the report with what a person accepted; no violation can be.

        *base* is the base IRI of the study, for the short names of its things.
        """
        used: set[Acceptance] = set()
        findings = []
        for finding in self.findings:
            fits = [one for one in acceptances if _accepts(one, finding, base)]
            if fits:
                used.update(fits)
                finding = replace(finding, accepted=fits[0].reason)  # noqa: PLW2901
            findings.append(finding)
        unused = tuple(one for one in acceptances if one not in used)
        return replace(self, findings=tuple(findings), unused=unused)

    def since(self, before: Before | None) -> "Report":
        """Return the report held against what was found *before*."""
        return replace(self, before=before)

    def _by_message(self, findings: Iterable[Finding]) -> tuple[Cause, ...]:
        groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            groups[finding.severity, finding.message].append(finding)
        return tuple(
            sorted(
                (self._cause(*said, found) for said, found in groups.items()),
                key=lambda one: (SEVERITIES.index(one.severity), -len(one.findings)),
            )
        )

    def _cause(self, severity: Severity, message: str, findings: Sequence[Finding]) -> Cause:
        kinds = {finding.kind for finding in findings}
        before = None if self.before is None else self.before.counts
        return Cause(
            severity=severity,
            message=message,
            findings=tuple(findings),
            now=sum(self.counts[kind] for kind in kinds),
            before=None if before is None else sum(before.get(kind, 0) for kind in kinds),
        )


def _accepts(acceptance: Acceptance, finding: Finding, base: str) -> bool:
    if finding.severity == "violation":
        return False
    shape, thing = vocabulary.curie(finding.shape, base), vocabulary.curie(finding.focus, base)
    return acceptance.shape in {finding.shape, shape, shape.removeprefix("fgsh:")} and (
        acceptance.thing in {None, finding.focus, thing}
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
        message=_message(result.messages),
        cited_by=_cited_by(result.focus, store),
        words=_words(result.focus, store),
    )


def _message(messages: Sequence[Words]) -> str:
    """Return what *messages* say in English, or else in whatever languages they have."""
    english = [one.value for one in messages if (one.language or "en").startswith("en")]
    return " ".join(sorted(english or [one.value for one in messages]))


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
