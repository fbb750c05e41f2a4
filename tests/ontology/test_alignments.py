"""How our terms stand to other vocabularies: said of terms that exist, apart, and never loaded."""

from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg import resources, vocabulary
from kg.build import reference

FG, CODE = vocabulary.ONTOLOGY, vocabulary.CODE
OWL, RDF, RDFS, SKOS, DCTERMS = (
    vocabulary.FOREIGN[prefix] for prefix in ("owl", "rdf", "rdfs", "skos", "dcterms")
)
PROV = vocabulary.FOREIGN["prov"]
FOLDER = resources.root() / "ontology" / "alignments"
FILES = sorted(FOLDER.glob("*.ttl"))

VOCABULARIES = {
    "airo": ("https://w3id.org/airo#", "https://w3id.org/vair#"),
    "dcat": ("http://www.w3.org/ns/dcat#", "http://www.w3.org/ns/adms#", DCTERMS),
    "dpv": ("https://w3id.org/dpv#", "https://w3id.org/dpv/"),
    "eli": ("http://data.europa.eu/eli/ontology#",),
    "foio": ("https://w3id.org/foio-nz/",),
    "oa": ("http://www.w3.org/ns/oa#",),
    "org": ("http://www.w3.org/ns/org#",),
    "p-plan": ("http://purl.org/net/p-plan#",),
    "prov": (PROV,),
    "schema": ("https://schema.org/",),
    "sosa": ("http://www.w3.org/ns/sosa/",),
}
"""File -> the namespaces of the vocabulary that it aligns to."""

MATCHES = {SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")}
KINDS = {
    RDFS + "subClassOf": {OWL + "Class"},
    RDFS + "subPropertyOf": {OWL + "ObjectProperty", OWL + "DatatypeProperty"},
}

ALONE = {
    "Disagreement": "vocabularies of provenance have what derives, not what differs and how far",
    "PublicInterestFactor": "no vocabulary weighs reasons for and against disclosure",
    "QuestionCluster": "no vocabulary has questions that are asked of several authorities",
    "QuestionSeries": "no vocabulary has requests that ask the same of several authorities",
    "QuestionTemplate": "no vocabulary has a text with slots that questions are instances of",
}
"""Classes that nothing elsewhere comes near to, and why we think so."""


@cache
def said(path: Path) -> tuple[Triple, ...]:
    return tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


def header(path: Path) -> str:
    return f"{vocabulary.HOME}ontology/alignments/{path.stem}"


def aligned(path: Path) -> list[Triple]:
    return [triple for triple in said(path) if triple.subject.value != header(path)]


@cache
def kinds() -> dict[str, set[str]]:
    """Return what each of our terms and codes is."""
    found: dict[str, set[str]] = defaultdict(set)
    for triple in reference.triples():
        if triple.predicate.value == RDF + "type":
            found[triple.subject.value].add(triple.object.value)
    return found


@cache
def above(name: str) -> frozenset[str]:
    """Return the class *name* of ours and all that it is a subclass of, ours and others'."""
    stated = chain(reference.triples(), *map(aligned, FILES))
    wider = {
        triple.object.value
        for triple in stated
        if triple.subject.value == name and triple.predicate.value == RDFS + "subClassOf"
    }
    return frozenset({name}.union(*map(above, wider)))


def classes() -> list[str]:
    return sorted(
        iri for iri, types in kinds().items() if iri.startswith(FG) and OWL + "Class" in types
    )


def test_there_is_a_file_for_each_vocabulary_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(VOCABULARIES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_is(path: Path) -> None:
    notes = {
        triple.predicate.value: triple.object.value
        for triple in said(path)
        if triple.subject.value == header(path)
    }

    assert notes.keys() == {RDF + "type", DCTERMS + "title", DCTERMS + "license"}
    assert notes[RDF + "type"] == OWL + "Ontology"
    opening = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert opening.startswith("# ")
    assert "Never needed to read our data" in " ".join(opening.replace("#", "").split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_ours_stands_before_what_is_theirs(path: Path) -> None:
    """We say how ours stands to theirs, and nothing of theirs: it is not ours to say."""
    assert aligned(path)
    for triple in aligned(path):
        subject, predicate, value = (part.value for part in triple)
        assert subject in kinds(), f"{subject} is no term or code of ours"
        assert value.startswith(VOCABULARIES[path.stem]), f"{value} is of another vocabulary"
        assert predicate in MATCHES | KINDS.keys(), predicate
        assert kinds()[subject] & KINDS.get(predicate, kinds()[subject]), f"{subject}: its kind"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_term_stands_in_one_way_to_a_term(path: Path) -> None:
    found = defaultdict(set)
    for triple in aligned(path):
        found[triple.subject.value, triple.object.value].add(triple.predicate.value)

    assert {pair: ways for pair, ways in found.items() if len(ways) > 1} == {}


def test_alignments_are_never_loaded() -> None:
    """Nor is a match said twice: what a query reads stands in the codes, and not here."""
    loaded = set(reference.triples())

    assert loaded.isdisjoint(triple for path in FILES for triple in said(path))
    assert not any(triple.subject == NamedNode(header(path)) for triple in loaded for path in FILES)


def test_every_class_is_aligned_or_stands_alone_for_a_reason() -> None:
    spoken_of = {triple.subject.value for path in FILES for triple in aligned(path)}

    missing = {
        name.removeprefix(FG)
        for name in classes()
        if not any(wider in spoken_of or not wider.startswith(FG) for wider in above(name))
    }

    assert missing == set(ALONE)


def test_no_class_is_an_entity_and_an_activity() -> None:
    """PROV-O has the two disjoint: with its axioms such a class would hold nothing."""
    both = {PROV + "Entity", PROV + "Activity"}

    assert [name for name in classes() if both <= above(name)] == []


def test_what_bears_a_derivation_is_no_activity() -> None:
    """PROV-O gives wasDerivedFrom and wasGeneratedBy to entities; the shapes ask for both."""
    shapes = parse(path=str(resources.root() / "shapes" / "sourced.ttl"), format=RdfFormat.TURTLE)
    sourced = {
        quad.object.value
        for quad in shapes
        if quad.subject.value == vocabulary.SHAPES + "Sourced"
        and quad.predicate.value.endswith("#targetClass")
    }
    activities = {PROV + "Activity", "http://purl.org/net/p-plan#Activity"}

    assert FG + "Deployment" in sourced
    assert [name for name in sorted(sourced) if activities & above(name)] == []


def test_codes_of_technologies_lead_to_the_act_and_to_dpv() -> None:
    matches = {
        match
        for name in ("closeMatch", "relatedMatch", "broadMatch")
        for values in vocabulary.facts("technology", SKOS + name).values()
        for match in values
    }

    assert "https://w3id.org/dpv/ai#FaceRecognition" in matches
    assert any(match.startswith("https://w3id.org/dpv/legal/eu/aiact#") for match in matches)
    assert all(match.startswith(VOCABULARIES["dpv"] + VOCABULARIES["airo"]) for match in matches)
