"""Each shape is broken once on purpose, so that somebody has read its message.

The cases stand in :mod:`tests.shapes.cases`, and are validated together.
"""

import re
from collections.abc import Mapping

import pytest
from pyoxigraph import NamedNode, Quad

from kg import resources, vocabulary
from kg.build import reference
from kg.validate import Report, data_of, validate
from tests.shapes import cases
from tests.shapes.cases import BROKEN, KEPT, own, turtle

SH = "http://www.w3.org/ns/shacl#"

"""What stands at the edge -> the shape that lets it pass, and the snippet."""


NO_DEMANDS = {
    "description",
    "message",
    "name",
    "prefixes",
    "property",
    "severity",
    "sparql",
    "targetClass",
    "targetObjectsOf",
    "targetSubjectsOf",
}
"""What a shape says of itself without asking anything of the data."""

Said = Mapping[NamedNode, Mapping[str, list[NamedNode]]]
"""Shape -> local name of a property of SHACL -> its values."""


def _holders(said: Said) -> dict[NamedNode, list[NamedNode]]:
    """Return each shape that a target leads to, and the shapes with that target."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for holder, its in said.items():
        if any(name.startswith("target") for name in its):
            for shape in (holder, *its.get("property", ()), *its.get("sparql", ())):
                found.setdefault(shape, []).append(holder)
    return found


def _classes(holder: Mapping[str, list[NamedNode]]) -> set[NamedNode]:
    """Return the classes that a shape is for, and those of ours just below them."""
    named = set(holder.get("targetClass", ()))
    return named | {
        triple.subject
        for triple in reference.triples()
        if triple.predicate.value.endswith("#subClassOf") and triple.object in named
    }


@pytest.fixture(scope="session")
def good() -> list[Quad]:
    return cases.good()


@pytest.fixture(scope="session")
def report() -> Report:
    """The good graph and all cases, validated once."""
    return validate(cases.every())


@pytest.fixture(scope="session")
def shapes() -> list[Quad]:
    return list(data_of(resources.files("shapes", ".ttl")))


@pytest.fixture(scope="session")
def said(shapes) -> Said:
    """What the shapes say in the terms of SHACL."""
    all_: dict[NamedNode, dict[str, list[NamedNode]]] = {}
    for quad in shapes:
        if isinstance(quad.subject, NamedNode) and quad.predicate.value.startswith(SH):
            name = quad.predicate.value.removeprefix(SH)
            all_.setdefault(quad.subject, {}).setdefault(name, []).append(quad.object)
    return all_


def found(report: Report, shape: str, namespace: str) -> list[str]:
    """The messages of *shape* about what stands in *namespace*."""
    return [
        finding.message
        for finding in report.findings
        if finding.shape == vocabulary.SHAPES + shape and finding.focus == f"{namespace}x"
    ]


def test_good_graph_has_nothing_wrong(good):
    findings = validate(good).findings

    assert [finding for finding in findings if vocabulary.CODE not in finding.focus] == []


@pytest.mark.parametrize("shape", BROKEN)
def test_shape_is_broken_on_purpose(report, shape):
    _, part = BROKEN[shape]

    messages = found(report, shape, own("broken", shape))

    assert messages, "the shape let it pass"
    assert all(part in message for message in messages)


@pytest.mark.parametrize("name", KEPT)
def test_edge_case_passes(report, name):
    shape, _ = KEPT[name]

    assert found(report, shape, own("kept", name)) == []


def test_every_message_was_read(shapes):
    """A shape or constraint with a message has a case above, and the other way round."""
    with_message = {
        quad.subject.value.removeprefix(vocabulary.SHAPES)
        for quad in shapes
        if quad.predicate.value == f"{SH}message"
    }

    assert with_message == set(BROKEN)


def test_every_shape_that_can_fire_has_a_message_of_its_own(said):
    """A shape with a target holds demands that are named, so that each has its two cases."""
    silent = [
        shape.value
        for shape in _holders(said)
        if set(said[shape]) - NO_DEMANDS and not said[shape].get("message")
    ]

    assert silent == []


def test_every_shape_has_met_what_is_valid(good, said):
    """A shape that nothing valid has ever come before may refuse all of it.

    Valid are the graph above, the codes, and the examples of the ontology, which conform.
    """
    kept = {shape for shape, _ in KEPT.values()}
    examples = data_of(resources.files("ontology/examples", ".trig"))
    valid = [q.triple for q in (*good, *examples)] + list(reference.triples())
    types = {(t.subject, t.object) for t in valid if t.predicate.value.endswith("#type")}
    facts = {(triple.subject, triple.predicate) for triple in valid}
    unmet = []
    for shape, holders in _holders(said).items():
        name = shape.value.removeprefix(vocabulary.SHAPES)
        never = "0" in {value.value for value in said[shape].get("maxCount", ())}
        if name in kept or never or not said[shape].get("message"):
            continue
        kinds = {kind for holder in holders for kind in _classes(said[holder])}
        verbs = {verb for holder in holders for verb in said[holder].get("targetSubjectsOf", ())}
        met = {node for node, kind in types if kind in kinds}
        met |= {node for node, verb in facts if verb in verbs}
        paths = [path for path in said[shape].get("path", ()) if isinstance(path, NamedNode)]
        if not any(not paths or (node, paths[0]) in facts for node in met):
            unmet.append(name)

    assert not unmet, sorted(unmet)


@pytest.mark.parametrize(
    "kind", ["https://schema.org/Person", "http://schema.org/Person", "prov:Person"]
)
def test_no_vocabulary_brings_persons_in(kind):
    term = kind if ":" in kind and "//" not in kind else f"<{kind}>"

    findings = validate(turtle(f":x a {term} .")).findings

    assert any("No person stands in the graph" in finding.message for finding in findings)


def test_severities_are_as_meant(report):
    """What may be as printed never stops a generation."""
    severities = {
        finding.shape.removeprefix(vocabulary.SHAPES): finding.severity
        for finding in report.findings
    }

    softer = {shape: severity for shape, severity in severities.items() if severity != "violation"}

    assert softer == {
        "Answer-givesWhatItHolds": "warning",
        "Answer-neitherConfirmedNorDenied": "warning",
        "AnswerPart-neitherConfirmedNorDenied": "warning",
        "Authorisation-coversDeployment": "warning",
        "Authorisation-givenBefore": "warning",
        "Coding-onAnswer": "warning",
        "Concept-definition": "warning",
        "Concept-isReplacedBy": "warning",
        "Deployment-outcomesOfAlerts": "warning",
        "Deployment-rateOfFalseAlerts": "warning",
        "Deployment-sumOfAlerts": "warning",
        "GroundClaim-freesFromConfirming": "warning",
        "GroundClaim-inForce": "warning",
        "GroundClaim-incompatible": "warning",
        "GroundClaim-weighedThoughAbsolute": "info",
        "InformationRequest-acknowledgedAfterReceipt": "warning",
        "InformationRequest-acknowledgedAfterSending": "warning",
        "InformationRequest-dueByCalendar": "warning",
        "InformationRequest-sentFirst": "warning",
        "Observation-oneGroupOfAScheme": "warning",
        "ProcessStep-followsProcedure": "warning",
        "ProcessStep-foreseenByLaw": "warning",
        "ProcessStep-inOrderOfDays": "warning",
        "Question-wording": "warning",
        "Response-headlineAndAnswers": "info",
        "Response-publishedAfterIssue": "warning",
    }


def test_flat_figures_all_have_a_shape(shapes):
    """A measure that a deployment can have is held to its kind of number."""
    flat = {
        value
        for scheme in ("measure", "measure-definition")
        for values in vocabulary.facts(scheme, vocabulary.ONTOLOGY + "flatProperty").values()
        for value in values
    }
    shaped = {quad.object.value for quad in shapes if quad.predicate.value == f"{SH}path"}

    # Laboratory figures and counts of searches are never those of one deployment.
    names = ("tpir", "fpir", "rfrSearches", "rfrCorrectMatches")
    beyond = {vocabulary.ONTOLOGY + name for name in names}

    assert flat, "no code of the schemes names its flat property"
    assert flat - shaped == beyond


def test_terms_and_codes_in_shapes_exist(shapes):
    """A path, class or code that is misspelt would let everything pass."""
    folder = resources.root() / "ontology"
    known = {
        quad.subject.value
        for quad in data_of([*sorted(folder.glob("*.ttl")), *resources.files("ontology/codes", "")])
    }
    ours = (vocabulary.ONTOLOGY, vocabulary.CODE)
    used = {
        quad.object.value
        for quad in shapes
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ours)
    }
    for quad in shapes:
        if quad.predicate.value == f"{SH}select":
            used |= {vocabulary.ONTOLOGY + n for n in re.findall(r"\bfg:(\w+)", quad.object.value)}
            used |= set(re.findall(rf"<({vocabulary.CODE}[^>]+)>", quad.object.value))

    assert used, "the shapes use no term of ours"
    assert sorted(used - known) == []


def test_patterns_name_schemes_that_exist(shapes):
    patterns = {quad.object.value for quad in shapes if quad.predicate.value == f"{SH}pattern"}
    schemes = {
        scheme
        for pattern in patterns
        for names in re.findall(r"/code/\(?([a-z|-]+)\)?/", pattern)
        for scheme in names.split("|")
    }

    assert schemes
    assert schemes <= set(vocabulary.SCHEMES)


def test_shapes_are_shapes():
    """They conform to the shapes of SHACL itself."""
    from pyshacl import validate as run
    from rdflib import Graph

    rules = Graph()
    for path in resources.files("shapes", ".ttl"):
        rules.parse(path)

    conforms, _, words = run(rules, shacl_graph="http://www.w3.org/ns/shacl-shacl")

    assert conforms, words


def test_no_blank_node_but_in_lists(shapes):
    lists = {f"{vocabulary.FOREIGN['rdf']}first", f"{vocabulary.FOREIGN['rdf']}rest"}

    others = [
        quad
        for quad in shapes
        if not isinstance(quad.subject, NamedNode) and quad.predicate.value not in lists
    ]

    assert others == []
