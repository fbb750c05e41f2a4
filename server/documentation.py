"""All that is to be told of each term of the ontology and of each code, ready for a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, vocabulary
from server import uses

RDF, RDFS, OWL = (vocabulary.FOREIGN[prefix] for prefix in ("rdf", "rdfs", "owl"))
SKOS, DCTERMS = vocabulary.SKOS, vocabulary.FOREIGN["dcterms"]
FG = vocabulary.ONTOLOGY

MODULES = ("core", "surveillance", "gb")
"""Modules in the order in which they build on one another; others come last."""

KINDS: Mapping[str, str] = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property to a thing",
    OWL + "DatatypeProperty": "property to a value",
    OWL + "AnnotationProperty": "annotation",
}
TRAITS: Mapping[str, str] = {
    OWL + "FunctionalProperty": "one value at most",
    OWL + "TransitiveProperty": "transitive",
    OWL + "SymmetricProperty": "symmetric",
    OWL + "DeprecatedClass": "deprecated",
    OWL + "DeprecatedProperty": "deprecated",
}
TIES: Mapping[str, str] = {
    RDFS + "subClassOf": "Narrower than",
    RDFS + "subPropertyOf": "Narrower than",
    RDFS + "domain": "Of",
    RDFS + "range": "Values",
    OWL + "inverseOf": "Inverse of",
    OWL + "disjointWith": "Never also",
    OWL + "equivalentClass": "Same as",
    OWL + "equivalentProperty": "Same as",
    RDFS + "seeAlso": "See also",
    DCTERMS + "isReplacedBy": "Replaced by",
}
"""Property between terms -> how a page says it."""

TOLD = frozenset(
    {RDF + "type", RDFS + "label", RDFS + "isDefinedBy", *TIES}
    | {SKOS + name for name in ("prefLabel", "definition", "scopeNote", "example")}
    | {DCTERMS + "source"}
)
"""What an entry has a place for; the rest is shown by its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term with all its notes."""

    iri: NamedNode
    kind: str
    traits: tuple[str, ...]
    labels: tuple[Literal, ...]
    definitions: tuple[str, ...]
    scope_notes: tuple[str, ...]
    examples: tuple[str, ...]
    sources: tuple[NamedNode | Literal, ...]
    ties: tuple[tuple[str, tuple[NamedNode, ...]], ...]
    others: tuple[tuple[NamedNode, tuple[object, ...]], ...]
    """What else is said of it: property -> values."""

    narrower: tuple[NamedNode, ...]
    asked_of: tuple[uses.Demand, ...]
    """Of a property: the classes that shapes ask it of."""

    asks: tuple[uses.Demand, ...]
    """Of a class: the properties that shapes ask of it."""

    reached_by: tuple[uses.Demand, ...]
    """Of a class: the properties that lead to it."""

    shapes: tuple[NamedNode, ...]
    queries: tuple[str, ...]
    shown_in: tuple[uses.Example, ...]
    alignments: tuple[uses.Alignment, ...]

    @property
    def name(self) -> str:
        """The part of the IRI after the hash."""
        return self.iri.value.removeprefix(FG)

    @property
    def label(self) -> str:
        """Its English label."""
        return next((each.value for each in self.labels if each.language == "en"), self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One ontology, and the terms that it defines."""

    key: str
    iri: NamedNode
    title: str
    description: str
    head: tuple[tuple[str, tuple[NamedNode | Literal, ...]], ...]
    """Version, licence and the like: what it is, and its values."""

    entries: tuple[Entry, ...]

    @property
    def version(self) -> str:
        """Its version, as three numbers."""
        return next((values[0].value for name, values in self.head if name == "Version"), "")

    @property
    def status(self) -> str:
        """How settled it is, in one word."""
        told = next((values[0].value for name, values in self.head if name == "Status"), "draft")
        return told.rpartition("/")[2]

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """Return the entries of *kinds*, by name."""
        found = (entry for entry in self.entries if entry.kind in kinds)
        return tuple(sorted(found, key=lambda entry: entry.name.casefold()))


HEAD: Mapping[str, str] = {
    OWL + "versionInfo": "Version",
    OWL + "versionIRI": "This version",
    OWL + "priorVersion": "Earlier version",
    "http://purl.org/ontology/bibo/status": "Status",
    "http://www.w3.org/ns/adms#status": "Status",
    DCTERMS + "created": "Created",
    DCTERMS + "issued": "Issued",
    DCTERMS + "modified": "Modified",
    DCTERMS + "creator": "Creator",
    DCTERMS + "publisher": "Publisher",
    DCTERMS + "requires": "Builds on",
    OWL + "backwardCompatibleWith": "Compatible with",
    DCTERMS + "license": "Licence",
    DCTERMS + "bibliographicCitation": "Cite as",
    DCTERMS + "source": "Source",
    "http://purl.org/vocab/vann/preferredNamespacePrefix": "Prefix",
    "http://purl.org/vocab/vann/preferredNamespaceUri": "Namespace",
}
"""Property of an ontology's header -> what it is called on the page, in order."""


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the ontology."""
    paths = {path.stem: path for path in (resources.root() / "ontology").glob("*.ttl")}
    order = [*(key for key in MODULES if key in paths), *sorted(set(paths) - set(MODULES))]
    return tuple(_module(key, paths[key]) for key in order)


@cache
def module_of() -> Mapping[str, str]:
    """Return the key of the module that defines each term, by the term's local name."""
    return {entry.name: module.key for module in modules() for entry in module.entries}


def _module(key: str, path: Path) -> Module:
    said = read(path)
    iri = next(
        subject
        for subject, notes in said.items()
        if NamedNode(OWL + "Ontology") in notes.get(RDF + "type", [])
    )
    header = said[iri]
    entries = [
        _entry(subject, kinds[0], notes)
        for subject, notes in said.items()
        if subject.value.startswith(FG)
        and (kinds := [KINDS[kind] for kind in _iris(notes.get(RDF + "type", [])) if kind in KINDS])
    ]
    shown = ((name, header.get(predicate, [])) for predicate, name in HEAD.items())
    return Module(
        key=key,
        iri=iri,
        title=first_text(header.get(DCTERMS + "title", [])) or key,
        description=first_text(header.get(DCTERMS + "description", [])) or "",
        head=tuple(
            (name, tuple(each for each in values if isinstance(each, NamedNode | Literal)))
            for name, values in shown
            if values
        ),
        entries=tuple(entries),
    )


def _entry(iri: NamedNode, kind: str, notes: Mapping[str, Sequence[object]]) -> Entry:
    name = iri.value.removeprefix(FG)
    demands = uses.demands()
    ties: dict[str, list[NamedNode]] = defaultdict(list)
    for predicate, says in TIES.items():
        ties[says] += [each for each in notes.get(predicate, []) if isinstance(each, NamedNode)]
    return Entry(
        iri=iri,
        kind=kind,
        traits=tuple(TRAITS[each] for each in _iris(notes.get(RDF + "type", [])) if each in TRAITS),
        labels=tuple(
            each for each in notes.get(SKOS + "prefLabel", []) if isinstance(each, Literal)
        ),
        definitions=texts(notes.get(SKOS + "definition", [])),
        scope_notes=texts(notes.get(SKOS + "scopeNote", [])),
        examples=texts(notes.get(SKOS + "example", [])),
        sources=tuple(
            each
            for each in notes.get(DCTERMS + "source", [])
            if isinstance(each, NamedNode | Literal)
        ),
        ties=tuple((says, tuple(nodes)) for says, nodes in ties.items() if nodes),
        others=tuple(
            (NamedNode(predicate), tuple(values))
            for predicate, values in sorted(notes.items())
            if predicate not in TOLD
        ),
        narrower=_narrower().get(iri, ()),
        asked_of=tuple(demand for demand in demands if demand.property == iri),
        asks=tuple(demand for demand in demands if demand.owner == iri),
        reached_by=tuple(demand for demand in demands if iri in demand.values),
        shapes=uses.shapes_of().get(name, ()),
        queries=uses.queries_of().get(name, ()),
        shown_in=uses.examples_of().get(name, ()),
        alignments=uses.alignments_of().get(name, ()),
    )


@cache
def _narrower() -> Mapping[NamedNode, tuple[NamedNode, ...]]:
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for path in sorted((resources.root() / "ontology").glob("*.ttl")):
        for subject, notes in read(path).items():
            for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
                for broader in notes.get(predicate, []):
                    if isinstance(broader, NamedNode):
                        found[broader].append(subject)
    return {broader: tuple(sorted(nodes, key=str)) for broader, nodes in found.items()}


def read(path: Path) -> Mapping[NamedNode, Mapping[str, list[object]]]:
    """Return what the Turtle at *path* says: subject -> property -> values, in its order."""
    said: dict[NamedNode, dict[str, list[object]]] = {}
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            notes = said.setdefault(quad.subject, {})
            notes.setdefault(quad.predicate.value, []).append(quad.object)
    return said


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Return the texts among *values*."""
    return tuple(value.value for value in values if isinstance(value, Literal))


def first_text(values: Iterable[object]) -> str | None:
    """Return the first text among *values*, or None."""
    return next(iter(texts(values)), None)


def _iris(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(value.value for value in values if isinstance(value, NamedNode))
