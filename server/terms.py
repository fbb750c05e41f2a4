"""Read the terms of the ontology and of the shapes, with their notes, from the files that ship."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import resources, vocabulary

RDF, RDFS, OWL = (vocabulary.FOREIGN[prefix] for prefix in ("rdf", "rdfs", "owl"))
SH, SKOS = vocabulary.FOREIGN["sh"], vocabulary.SKOS
DCTERMS = vocabulary.FOREIGN["dcterms"]
TYPE = NamedNode(RDF + "type")
KINDS: Mapping[NamedNode, str] = {
    NamedNode(OWL + "Class"): "class",
    NamedNode(OWL + "ObjectProperty"): "property",
    NamedNode(OWL + "DatatypeProperty"): "property",
    NamedNode(OWL + "AnnotationProperty"): "property",
    NamedNode(SH + "NodeShape"): "shape",
}
NAMESPACES: Mapping[str, str] = {"ontology": vocabulary.ONTOLOGY, "shapes": vocabulary.SHAPES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One demand of a shape."""

    subject: NamedNode
    about: NamedNode | None
    """The property that it is about; None when it is about the whole thing."""

    severity: str
    message: str

    @property
    def anchor(self) -> str:
        """The part of the IRI after the hash."""
        return self.subject.value.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, a property or a shape, as it is shown."""

    iri: NamedNode
    kind: str
    label: str | None
    definition: str | None
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    links: tuple[tuple[str, tuple[NamedNode, ...]], ...]
    """What it is tied to: its broader term, its range, what a shape is for."""

    rules: tuple[Rule, ...]

    @property
    def anchor(self) -> str:
        """The part of the IRI after the hash."""
        return self.iri.value.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of the ontology or of the shapes."""

    key: str
    title: str | None
    description: str | None
    terms: tuple[Term, ...]
    triples: tuple[Triple, ...]


@cache
def modules(which: str) -> tuple[Module, ...]:
    """Return the modules of ``ontology`` or of ``shapes``, in the order of their names."""
    return tuple(
        _module(path.stem, which, tuple(_parsed(str(path))))
        for path in sorted((resources.root() / which).glob("*.ttl"))
    )


def triples(path: str) -> Iterator[Triple]:
    """Yield the triples of the file at *path* from the top of what ships."""
    yield from _parsed(str(resources.root() / path))


def _parsed(path: str) -> Iterator[Triple]:
    # Renamed, so that the same label in two files stays two nodes when both are shown together.
    for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
        yield Triple(quad.subject, quad.predicate, quad.object)


def _module(key: str, which: str, triples: Sequence[Triple]) -> Module:
    said: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        said[triple.subject][triple.predicate.value].append(triple.object)
    headers = [notes for notes in said.values() if NamedNode(OWL + "Ontology") in notes[TYPE.value]]
    header = headers[0] if headers else {}
    terms = []
    for subject, notes in said.items():
        kinds = [KINDS[kind] for kind in _nodes(notes[TYPE.value]) if kind in KINDS]
        if kinds and isinstance(subject, NamedNode) and subject.value.startswith(NAMESPACES[which]):
            terms.append(_term(subject, kinds[0], notes, said))
    return Module(
        key=key,
        title=_text(header.get(DCTERMS + "title", ())),
        description=_text(header.get(DCTERMS + "description", ())),
        terms=tuple(terms),
        triples=tuple(triples),
    )


def _term(
    subject: NamedNode,
    kind: str,
    notes: Mapping[str, Sequence[object]],
    said: Mapping[object, Mapping[str, Sequence[object]]],
) -> Term:
    links = (
        ("Narrower than", (RDFS + "subClassOf", RDFS + "subPropertyOf")),
        ("Values", (RDFS + "range",)),
        ("Asked of every", (SH + "targetClass",)),
        ("Asked of all that have", (SH + "targetSubjectsOf",)),
        ("Asked of all values of", (SH + "targetObjectsOf",)),
    )
    tied = (
        (name, tuple(node for p in predicates for node in _nodes(notes.get(p, ()))))
        for name, predicates in links
    )
    return Term(
        iri=subject,
        kind=kind,
        label=_text(
            [value for name in (SKOS + "prefLabel", SH + "name") for value in notes.get(name, ())]
        ),
        definition=_text(
            [
                value
                for name in (SKOS + "definition", SH + "description", RDFS + "comment")
                for value in notes.get(name, ())
            ]
        ),
        notes=_texts(notes.get(SKOS + "scopeNote", ())),
        examples=_texts(notes.get(SKOS + "example", ())),
        links=tuple((name, nodes) for name, nodes in tied if nodes),
        rules=tuple(_rules(subject, said)) if kind == "shape" else (),
    )


def _rules(
    shape: NamedNode, said: Mapping[object, Mapping[str, Sequence[object]]]
) -> Iterator[Rule]:
    notes = said[shape]
    parts = [*_nodes(notes.get(SH + "property", ())), *_nodes(notes.get(SH + "sparql", ()))]
    for part in (shape, *parts):
        own = said.get(part, {})
        message = _text(own.get(SH + "message", ()))
        if message is None:
            continue
        severity = _nodes(own.get(SH + "severity", ()) or notes.get(SH + "severity", ()))
        about = _nodes(own.get(SH + "path", ()))
        yield Rule(
            subject=part,
            about=about[0] if about else None,
            severity=severity[0].value.removeprefix(SH).lower() if severity else "violation",
            message=message,
        )


def _nodes(values: Sequence[object]) -> tuple[NamedNode, ...]:
    return tuple(value for value in values if isinstance(value, NamedNode))


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(value.value for value in values if isinstance(value, Literal))


def _text(values: Sequence[object]) -> str | None:
    found = _texts(values)
    return found[0] if found else None
