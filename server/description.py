"""Describe one thing of the graph: what is known of it, who says so, and in which words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import vocabulary
from server.ordering import grouped, order

Facts: TypeAlias = tuple[tuple[NamedNode, tuple[object, ...]], ...]
"""Property -> its values, sorted."""

RDF = vocabulary.FOREIGN["rdf"]
EVIDENCE = vocabulary.term("evidence")
IN_VERSION = vocabulary.term("inVersion")
TITLE = NamedNode(vocabulary.FOREIGN["dcterms"] + "title")
NAMES = (
    NamedNode(vocabulary.SKOS + "prefLabel"),
    NamedNode(vocabulary.FOREIGN["rdfs"] + "label"),
    TITLE,
    vocabulary.term("reference"),
    vocabulary.term("topic"),
    vocabulary.term("fileName"),
)
"""Properties that name a thing, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quotation that a thing rests on."""

    evidence: NamedNode
    quotation: str
    abridged: bool
    version: NamedNode | None
    document: str | None
    """Title of the document, or the name of its file; None when neither is known."""

    page: int | None
    row: int | None
    column: int | None
    heading: str | None
    start: int | None
    """First character in the document's text, from 0; None for a table."""

    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """All that the graph holds about one thing."""

    subject: NamedNode
    name: str | None
    words: tuple[Words, ...]
    facts: Facts
    """What is settled: the default graph."""

    accounts: tuple[tuple[NamedNode, Facts], ...]
    """Named graph -> what it says of the thing."""

    mentions: Facts
    """Property -> the things that point here by it."""

    quads: tuple[Quad, ...]
    """All of the above, and the evidence."""

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The same without graphs, each once, sorted."""
        return without_graphs(self.quads)


def describe(store: Store, subject: NamedNode) -> Description:
    """Return what *store* holds about *subject*: its concise bounded description, and evidence.

    What is said of nodes without a name, which nobody could ask for, comes along.
    """
    own = list(store.quads_for_pattern(subject, None, None))
    pointing = list(store.quads_for_pattern(None, None, subject))
    proofs = [quad for node in _evidence(subject, own) for quad in _of(store, node)]
    unnamed = _unnamed(store, own)
    by_graph: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in own:
        if isinstance(quad.graph_name, NamedNode):
            by_graph[quad.graph_name].append(quad)
    return Description(
        subject=subject,
        name=name(store, subject),
        words=_words(store, proofs),
        facts=_facts(quad for quad in own if quad.graph_name == DefaultGraph()),
        accounts=tuple((graph, _facts(by_graph[graph])) for graph in sorted(by_graph, key=order)),
        mentions=grouped((quad.predicate, quad.subject) for quad in pointing),
        quads=tuple(sorted({*own, *pointing, *proofs, *unnamed}, key=str)),
    )


def without_graphs(quads: Iterable[Quad]) -> tuple[Triple, ...]:
    """Return the triples of *quads*, each once, sorted."""
    found = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return tuple(sorted(found, key=str))


def contents(quads: Iterable[Quad]) -> tuple[tuple[object, Facts], ...]:
    """Return each subject of *quads* and what is said of it, sorted."""
    by_subject: dict[object, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[quad.subject].append(quad)
    return tuple(
        (subject, _facts(by_subject[subject])) for subject in sorted(by_subject, key=order)
    )


def name(store: Store, subject: NamedNode) -> str | None:
    """Return the name of *subject* in English, or None when it has none."""
    for predicate in NAMES:
        found = [
            quad.object
            for quad in store.quads_for_pattern(subject, predicate, None)
            if isinstance(quad.object, Literal) and quad.object.language in ("en", "en-gb", None)
        ]
        if found:
            return min(literal.value for literal in found)
    return None


def _facts(quads: Iterable[Quad]) -> Facts:
    return grouped((quad.predicate, quad.object) for quad in quads)


def _evidence(subject: NamedNode, own: Sequence[Quad]) -> Iterator[NamedNode]:
    """Yield the evidence of a thing; evidence is its own."""
    found = {quad.object for quad in own if quad.predicate == EVIDENCE}
    if any(quad.object == vocabulary.term("Evidence") for quad in own):
        found.add(subject)
    yield from sorted((node for node in found if isinstance(node, NamedNode)), key=order)


def _unnamed(store: Store, own: Sequence[Quad]) -> list[Quad]:
    """Return what is said of the blank nodes that *own* leads to, however many lie between."""
    found: list[Quad] = []
    seen: set[BlankNode] = set()
    waiting = list(own)
    for quad in waiting:
        node = quad.object
        if isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            said = list(store.quads_for_pattern(node, None, None))
            found += said
            waiting += said
    return found


def _of(store: Store, node: NamedNode) -> Iterator[Quad]:
    yield from store.quads_for_pattern(node, None, None)


def _words(store: Store, proofs: Sequence[Quad]) -> tuple[Words, ...]:
    told: dict[NamedNode, dict[NamedNode, object]] = defaultdict(dict)
    for quad in proofs:
        if isinstance(quad.subject, NamedNode):
            told[quad.subject][quad.predicate] = quad.object
    return tuple(
        _quotation(store, node, said)
        for node, said in told.items()
        if vocabulary.term("quotation") in said
    )


def _quotation(store: Store, node: NamedNode, said: dict[NamedNode, object]) -> Words:
    def text(local: str) -> str | None:
        value = said.get(vocabulary.term(local))
        return value.value if isinstance(value, Literal) else None

    def number(local: str) -> int | None:
        value = text(local)
        return None if value is None else int(value)

    version = said.get(IN_VERSION)
    return Words(
        evidence=node,
        quotation=text("quotation") or "",
        abridged=text("abridged") == "true",
        version=version if isinstance(version, NamedNode) else None,
        document=_document(store, version) if isinstance(version, NamedNode) else None,
        page=number("page"),
        row=number("row"),
        column=number("column"),
        heading=text("columnHeading"),
        start=number("start"),
        end=number("end"),
    )


def _document(store: Store, version: NamedNode) -> str | None:
    for quad in store.quads_for_pattern(version, vocabulary.term("versionOf"), None):
        if isinstance(quad.object, NamedNode):
            title = name(store, quad.object)
            if title is not None:
                return title
    return name(store, version)
