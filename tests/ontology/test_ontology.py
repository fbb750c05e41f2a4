"""The ontology defines all that is used, says it in full, and says nothing twice."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg import build, resources, vocabulary
from kg.build import Iris, take_down
from kg.build.inference import infer
from kg.model import DeploymentRecord, Disclosure
from kg.validate import validate

ROOT = resources.root()
ONTOLOGY = ROOT / "ontology"
MODULES = {name: ONTOLOGY / f"{name}.ttl" for name in ("core", "surveillance", "gb")}
CODES = {scheme: ONTOLOGY / "codes" / f"{scheme}.ttl" for scheme in vocabulary.SCHEMES}
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.t*"))
ALIGNMENTS = sorted((ONTOLOGY / "alignments").glob("*.ttl"))
TURTLE = [*MODULES.values(), *CODES.values(), *EXAMPLES, *ALIGNMENTS]

FG, CODE = vocabulary.ONTOLOGY, vocabulary.CODE
OWL, RDF, RDFS, SKOS, DCTERMS = (
    vocabulary.FOREIGN[prefix] for prefix in ("owl", "rdf", "rdfs", "skos", "dcterms")
)
INVENTED = CODE + "force/nowhere"
INVENTED_FORCES = {
    CODE + f"force/{name}" for name in ("anywhere", "elsewhere", "nowhere", "somewhere")
}
KINDS = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty")}
OF_ONE_COUNTRY = re.compile(
    r"\b(?:UK|GB|FOIA|FOISA|EIR|ICO|Met|MPS|Home Office|United Kingdom)\b"
    r"|\b(?:Brit|Engl|Scot|Welsh|Wales)",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)


@cache
def quads(path: Path) -> tuple[Quad, ...]:
    kind = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    return tuple(parse(path=str(path), format=kind))


def values(path: Path, predicate: str) -> dict[str, list[NamedNode | Literal]]:
    found: dict[str, list[NamedNode | Literal]] = defaultdict(list)
    for quad in quads(path):
        if quad.predicate.value == predicate:
            found[quad.subject.value].append(quad.object)
    return found


def text_of(value: NamedNode | Literal | BlankNode) -> str:
    assert isinstance(value, Literal), f"{value} is no text"
    return value.value


@cache
def terms() -> dict[str, list[str]]:
    """Return each term of the ontology and the modules that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, path in MODULES.items():
        for subject, types in values(path, RDF + "type").items():
            if subject.startswith(FG) and {kind.value for kind in types} & KINDS:
                found[subject].append(name)
    return found


@cache
def concepts() -> dict[str, str]:
    """Return each concept of the code lists and its scheme."""
    return {
        subject: scheme
        for scheme, path in CODES.items()
        for subject, types in values(path, RDF + "type").items()
        if SKOS + "Concept" in {kind.value for kind in types}
    }


def iris(path: Path) -> Iterator[str]:
    for quad in quads(path):
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, NamedNode):
                yield node.value


def named_in_code(path: Path) -> Iterator[str]:
    """Yield the terms that a module of ``kg.build`` gives as text to what takes down a fact."""
    places = {"state": 1, "note": 1, "declare": 1, "take": 1, "term": 0, "predicate": 0}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in places and len(node.args) > places[name]:
            given = node.args[places[name]]
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


# What is used is defined


@pytest.mark.parametrize(
    "path",
    [*TURTLE, *sorted((ROOT / "shapes").glob("*.ttl"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_every_term_in_turtle_is_defined(path: Path) -> None:
    used = {iri for iri in iris(path) if iri.startswith(FG)}

    assert used - set(terms()) == set()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries").rglob("*.rq")), ids=lambda path: path.stem
)
def test_every_term_in_a_query_is_defined(path: Path) -> None:
    used = {FG + name for name in re.findall(r"\bfg:(\w+)", path.read_text(encoding="utf-8"))}

    assert used - set(terms()) == set()


def test_every_term_that_the_builder_names_is_defined() -> None:
    folder = Path(build.__file__).resolve().parent

    used = {name for path in folder.glob("*.py") for name in named_in_code(path) if ":" not in name}

    assert len(used) > 60
    assert {FG + name for name in used} - set(terms()) == set()


def test_every_term_that_the_builder_writes_is_defined(
    disclosure: Disclosure, deployment_record: DeploymentRecord
) -> None:
    ledgers = [
        take_down(record, Iris("https://example.org/"))
        for record in (disclosure, deployment_record)
    ]

    written = {
        node.value
        for ledger in ledgers
        for triple in (*ledger.flat, *ledger.sourced)
        for node in (triple.predicate, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith(FG)
    }
    assert len(written) > 40
    assert written - set(terms()) == set()


@pytest.mark.parametrize(
    "path", [*EXAMPLES, *ALIGNMENTS, *CODES.values()], ids=lambda path: path.name
)
def test_every_code_cited_is_in_its_list(path: Path) -> None:
    schemes = {CODE + scheme for scheme in vocabulary.SCHEMES}
    invented = INVENTED_FORCES if path in EXAMPLES else set()

    cited = {iri for iri in iris(path) if iri.startswith(CODE)}

    assert cited - set(concepts()) - schemes <= invented


# Each term says what it is


def test_each_term_is_defined_once() -> None:
    assert len(terms()) > 100
    assert {term: modules for term, modules in terms().items() if len(modules) > 1} == {}


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize(
    "predicate",
    [
        SKOS + "prefLabel",
        RDFS + "label",
        SKOS + "definition",
        SKOS + "scopeNote",
        SKOS + "example",
        DCTERMS + "source",
        RDFS + "isDefinedBy",
    ],
    ids=lambda iri: iri.rpartition("#")[2].rpartition("/")[2],
)
def test_each_term_has_each_note_once(module: str, predicate: str) -> None:
    found = values(MODULES[module], predicate)

    ours = [term for term, modules in terms().items() if module in modules]
    assert {term: len(found[term]) for term in ours if len(found[term]) != 1} == {}


@pytest.mark.parametrize("module", MODULES)
def test_notes_of_terms_keep_their_form(module: str) -> None:
    path = MODULES[module]
    labels, again = values(path, SKOS + "prefLabel"), values(path, RDFS + "label")

    for term in (term for term, modules in terms().items() if module in modules):
        assert again[term] == labels[term]
        for name in ("prefLabel", "definition", "scopeNote", "example"):
            note = values(path, SKOS + name)[term][0]
            assert isinstance(note, Literal)
            assert note.language == "en", f"{term}: {name}"
            assert note.value == note.value.strip()
        definition = text_of(values(path, SKOS + "definition")[term][0])
        assert definition.endswith("."), term
        assert not definition.startswith(("This ", "A class", "A property")), term
        assert NEGATION.search(text_of(values(path, SKOS + "scopeNote")[term][0])), term
        assert values(path, RDFS + "isDefinedBy")[term] == [
            NamedNode(f"{vocabulary.HOME}ontology/{module}")
        ]


def test_no_two_terms_have_one_label() -> None:
    labels = Counter(
        text_of(label)
        for path in MODULES.values()
        for term, found in values(path, SKOS + "prefLabel").items()
        if term.startswith(FG)
        for label in found
    )

    assert [label for label, count in labels.items() if count > 1] == []


def test_local_names_hold_no_slash_and_follow_their_kind() -> None:
    for module, path in MODULES.items():
        for subject, types in values(path, RDF + "type").items():
            if module in terms().get(subject, ()):
                is_class = OWL + "Class" in {kind.value for kind in types}
                pattern = r"[A-Z][A-Za-z]*" if is_class else r"[a-z][A-Za-z0-9]*"
                assert re.fullmatch(pattern, subject.removeprefix(FG)), subject


@pytest.mark.parametrize("module", ["core", "surveillance"])
def test_nothing_of_one_country_stands_outside_its_profile(module: str) -> None:
    """Sources and examples may come from anywhere; names and definitions may not."""
    path = MODULES[module]

    for term in (term for term, modules in terms().items() if module in modules):
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", term.removeprefix(FG))
        definition = text_of(values(path, SKOS + "definition")[term][0])
        assert not OF_ONE_COUNTRY.search(name), term
        assert not OF_ONE_COUNTRY.search(definition), term


# Modules and schemes


@pytest.mark.parametrize("module", MODULES)
def test_each_module_has_one_header_and_imports_nothing(module: str) -> None:
    path = MODULES[module]
    iri = f"{vocabulary.HOME}ontology/{module}"

    headers = [
        subject
        for subject, types in values(path, RDF + "type").items()
        if NamedNode(OWL + "Ontology") in types
    ]

    assert headers == [iri]
    for predicate in ("title", "description", "license"):
        assert len(values(path, DCTERMS + predicate)[iri]) == 1
    version = text_of(values(path, OWL + "versionInfo")[iri][0])
    assert values(path, OWL + "versionIRI")[iri] == [NamedNode(f"{iri}/{version}")]
    assert values(path, OWL + "imports") == {}


def test_a_property_that_is_transitive_is_not_stated_as_one_step() -> None:
    path = MODULES["core"]

    assert (
        NamedNode(OWL + "TransitiveProperty")
        in values(path, RDF + "type")[FG + "refinesTransitively"]
    )
    assert (
        NamedNode(FG + "refinesTransitively")
        in values(path, RDFS + "subPropertyOf")[FG + "refines"]
    )


def test_there_is_a_file_for_each_scheme_and_no_other() -> None:
    found = {path.stem for path in (ONTOLOGY / "codes").iterdir()}

    assert found == set(vocabulary.SCHEMES)


@pytest.mark.parametrize("scheme", vocabulary.SCHEMES)
def test_each_scheme_has_a_header_and_concepts_in_full(scheme: str) -> None:
    path = CODES[scheme]
    header = CODE + scheme
    ours = [concept for concept, its in concepts().items() if its == scheme]

    assert NamedNode(SKOS + "ConceptScheme") in values(path, RDF + "type")[header]
    for predicate in ("title", "description", "license"):
        assert len(values(path, DCTERMS + predicate)[header]) == 1
    assert ours
    for concept in ours:
        key = concept.removeprefix(header + "/")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), concept
        english = [
            label
            for label in values(path, SKOS + "prefLabel")[concept]
            if isinstance(label, Literal) and label.language == "en"
        ]
        assert len(english) == 1, concept
        assert len(values(path, SKOS + "definition")[concept]) == 1, concept
        assert text_of(values(path, SKOS + "definition")[concept][0]).endswith("."), concept
        assert [text_of(found) for found in values(path, SKOS + "notation")[concept]] == [key]
        assert values(path, SKOS + "inScheme")[concept] == [NamedNode(header)]
        assert values(path, DCTERMS + "source")[concept], concept


@pytest.mark.parametrize("scheme", vocabulary.SCHEMES)
def test_labels_of_a_scheme_tell_its_concepts_apart(scheme: str) -> None:
    labels = Counter(vocabulary.codes(scheme).values())

    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("scheme", vocabulary.SCHEMES)
def test_a_concept_stands_under_another_or_at_the_top(scheme: str) -> None:
    path = CODES[scheme]
    broader, top = values(path, SKOS + "broader"), values(path, SKOS + "topConceptOf")

    for concept in (concept for concept, its in concepts().items() if its == scheme):
        assert bool(broader[concept]) != bool(top[concept]), concept
        for target in broader[concept]:
            assert concepts().get(target.value) == scheme, f"{concept} is under {target}"


@pytest.mark.parametrize("scheme", ["measure", "measure-definition"])
def test_each_measure_names_the_property_that_the_builder_writes(scheme: str) -> None:
    flat = values(CODES[scheme], FG + "flatProperty")
    functional = {
        subject
        for subject, types in values(MODULES["surveillance"], RDF + "type").items()
        if {OWL + "DatatypeProperty", OWL + "FunctionalProperty"} <= {kind.value for kind in types}
    }

    for key in vocabulary.codes(scheme):
        expected = FG + vocabulary.measure_property(key)
        assert [target.value for target in flat[f"{CODE}{scheme}/{key}"]] == [expected]
        assert expected in functional


def test_provisions_of_one_regime_lead_to_law_of_that_regime() -> None:
    laws = {
        "foia": "ukpga/2000/36/section/",
        "foisa": "asp/2002/13/section/",
        "eir": "uksi/2004/3391/regulation/",
        "eisr": "ssi/2004/520/regulation/",
    }
    for scheme, law in laws.items():
        targets = values(CODES[scheme], SKOS + "exactMatch")
        for key in vocabulary.codes(scheme):
            number = key.removeprefix("reg-").removeprefix("s").replace("-", "/")
            (target,) = targets[f"{CODE}{scheme}/{key}"]
            assert target.value.lower() == f"http://www.legislation.gov.uk/id/{law}{number}"


def test_the_agency_that_answers_no_requests_is_no_force() -> None:
    types = values(CODES["force"], RDF + "type")
    regimes = values(CODES["force"], FG + "regime")

    others = {
        subject for subject, found in regimes.items() if found == [NamedNode(CODE + "regime/none")]
    }

    assert others == {CODE + "force/national-crime-agency"}
    assert all(
        (NamedNode(FG + "PoliceForce") in types[concept]) != (concept in others)
        for concept, scheme in concepts().items()
        if scheme == "force"
    )


# Form of the files


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_there_is_no_blank_node(path: Path) -> None:
    nodes = [node for quad in quads(path) for node in (quad.subject, quad.object, quad.graph_name)]

    assert nodes
    assert not any(isinstance(node, BlankNode) for node in nodes)


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_prefixes_that_are_used_are_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix ([\w-]+):", text, re.MULTILINE)

    plain = re.sub(
        r'"(?:[^"\\]|\\.)*"|<[^>]*>|^@prefix.*$|(?<!\S)#.*$', "", text, flags=re.MULTILINE
    )

    assert declared == sorted(declared)
    assert set(declared) == set(re.findall(r"(?<![\w-])([a-z][\w-]*):", plain))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_invented_and_says_so(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    subjects = {quad.subject.value for quad in quads(path)}

    assert "# Invented:" in text
    assert INVENTED in subjects
    assert INVENTED_FORCES.isdisjoint(concepts())
    assert all(subject.startswith("https://example.org/") for subject in subjects - INVENTED_FORCES)


def test_the_readme_tells_of_every_example_and_of_no_other() -> None:
    table = (ONTOLOGY / "README.md").read_text(encoding="utf-8").partition("## Examples")[2]

    assert set(re.findall(r"^\| `(\S+\.trig)` \|", table, re.MULTILINE)) == {
        path.name for path in EXAMPLES
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_conforms_to_the_shapes(path: Path) -> None:
    report = validate(quads(path))

    assert [finding for finding in report.findings if finding.severity != "info"] == []


def test_every_term_is_shown_in_an_example_or_in_the_codes() -> None:
    """What only a rule states is shown where the rule finds something in an example."""
    shown = {iri for path in [*EXAMPLES, *CODES.values()] for iri in iris(path)}
    codes = [quad for path in CODES.values() for quad in quads(path)]
    for path in EXAMPLES:
        follows = infer([*codes, *quads(path)], Iris("https://example.org/"))
        shown |= {quad.predicate.value for quad in follows}

    assert set(terms()) - shown == set()
