"""The code lists, scheme by scheme, ready for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg import resources, vocabulary
from server.documentation import DCTERMS, RDF, SKOS, first_text, read, texts

TOLD = frozenset(
    {RDF + "type", DCTERMS + "source"}
    | {
        SKOS + name
        for name in (
            "prefLabel",
            "altLabel",
            "definition",
            "scopeNote",
            "notation",
            "broader",
            "inScheme",
            "topConceptOf",
        )
    }
)
"""What a concept has a place for; the rest is shown by its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One code."""

    iri: NamedNode
    key: str
    labels: tuple[Literal, ...]
    alternatives: tuple[Literal, ...]
    definition: str
    scope_notes: tuple[str, ...]
    broader: tuple[NamedNode, ...]
    sources: tuple[object, ...]
    others: tuple[tuple[NamedNode, tuple[object, ...]], ...]

    @property
    def label(self) -> str:
        """Its English label."""
        return next((each.value for each in self.labels if each.language == "en"), self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One code list."""

    iri: NamedNode
    key: str
    title: str
    description: str
    notes: tuple[str, ...]
    sources: tuple[object, ...]
    concepts: tuple[Concept, ...]


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return every code list, by its key."""
    return tuple(_scheme(key) for key in sorted(vocabulary.SCHEMES))


def _scheme(key: str) -> Scheme:
    said = read(resources.root() / "ontology" / "codes" / f"{key}.ttl")
    iri = NamedNode(vocabulary.CODE + key)
    header = said.get(iri, {})
    opening = f"{iri.value}/"
    return Scheme(
        iri=iri,
        key=key,
        title=first_text(header.get(DCTERMS + "title", [])) or key,
        description=first_text(header.get(DCTERMS + "description", [])) or "",
        notes=texts(header.get(SKOS + "scopeNote", [])),
        sources=tuple(header.get(DCTERMS + "source", [])),
        concepts=tuple(
            _concept(subject, subject.value.removeprefix(opening), notes)
            for subject, notes in said.items()
            if subject.value.startswith(opening)
        ),
    )


def _concept(iri: NamedNode, key: str, notes: Mapping[str, list[object]]) -> Concept:
    def literals(name: str) -> tuple[Literal, ...]:
        return tuple(each for each in notes.get(SKOS + name, []) if isinstance(each, Literal))

    return Concept(
        iri=iri,
        key=key,
        labels=literals("prefLabel"),
        alternatives=literals("altLabel"),
        definition=first_text(notes.get(SKOS + "definition", [])) or "",
        scope_notes=texts(notes.get(SKOS + "scopeNote", [])),
        broader=tuple(
            each for each in notes.get(SKOS + "broader", []) if isinstance(each, NamedNode)
        ),
        sources=tuple(notes.get(DCTERMS + "source", [])),
        others=tuple(
            (NamedNode(predicate), tuple(values))
            for predicate, values in sorted(notes.items())
            if predicate not in TOLD
        ),
    )
