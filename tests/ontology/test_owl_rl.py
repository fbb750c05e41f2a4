"""The axioms stay within OWL 2 RL, and what an RL reasoner makes of them holds together.

``xsd:date`` is no datatype of OWL 2: reasoners take it as opaque, and no axiom rests on it.
"""

from collections.abc import Iterable
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from kg import resources, vocabulary

ONTOLOGY = resources.root() / "ontology"
MODULES = [ONTOLOGY / f"{name}.ttl" for name in ("core", "surveillance", "gb")]
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.trig"))
TYPES = {
    OWL.AnnotationProperty,
    OWL.Class,
    OWL.DatatypeProperty,
    OWL.FunctionalProperty,
    OWL.ObjectProperty,
    OWL.Ontology,
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
}
AXIOMS = {
    OWL.disjointWith,
    OWL.inverseOf,
    RDF.type,
    RDFS.domain,
    RDFS.range,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
}
NOTES = {
    OWL.backwardCompatibleWith,
    OWL.deprecated,
    OWL.priorVersion,
    OWL.versionIRI,
    OWL.versionInfo,
    RDFS.isDefinedBy,
    RDFS.label,
}
XSD = vocabulary.FOREIGN["xsd"]
RANGES = {rdflib.URIRef(XSD + name) for name in ("boolean", "date", "decimal", "integer", "string")}
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def axioms() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in MODULES:
        for triple in rdflib.Graph().parse(path):
            if triple[1] in AXIOMS:
                found.add(triple)
    return found


def errors(triples: Iterable[tuple[rdflib.term.Node, ...]], axioms: rdflib.Graph) -> list[str]:
    """Return what an RL reasoner finds to contradict itself."""
    graph = rdflib.Graph()
    for triple in (*axioms, *triples):
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(text) for text in graph.objects(None, ERROR))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_terms_of_the_profile_are_used(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    of_owl = {p for p in graph.predicates() if str(p).startswith((str(OWL), str(RDFS), str(RDF)))}
    types = {o for o in graph.objects(None, RDF.type) if str(o).startswith(str(OWL))}
    datatypes = {o for o in graph.objects(None, RDFS.range) if str(o).startswith(XSD)}

    assert of_owl <= AXIOMS | NOTES
    assert types <= TYPES
    assert datatypes <= RANGES


def test_no_property_is_functional_and_transitive(axioms: rdflib.Graph) -> None:
    """OWL 2 DL, section 11.2: a transitive property is not simple."""
    functional = set(axioms.subjects(RDF.type, OWL.FunctionalProperty))
    transitive = set(axioms.subjects(RDF.type, OWL.TransitiveProperty))

    assert transitive
    assert not functional & transitive


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_contradicts_no_axiom(path: Path, axioms: rdflib.Graph) -> None:
    data = rdflib.Dataset().parse(path, format="trig")

    assert errors(((s, p, o) for s, p, o, _ in data.quads()), axioms) == []


def test_a_contradiction_is_found(axioms: rdflib.Graph) -> None:
    thing = rdflib.URIRef("https://example.org/thing")
    kinds = [rdflib.URIRef(vocabulary.ONTOLOGY + name) for name in ("Deployment", "Observation")]

    found = errors([(thing, RDF.type, kind) for kind in kinds], axioms)

    assert any("Disjoint classes" in text for text in found)
