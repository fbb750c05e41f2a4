"""What the FOOPS! tests ask of an ontology (https://w3id.org/foops/), held by our own means.

Each test is named as in the catalogue of FOOPS!.  What needs the network is
asked of the real server on loopback: there the path stands for the address.
What remains for a public address is in the table of ``ontology/README.md``.
"""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import resources, vocabulary
from tests.server.serving import listening_at, serving
from tests.server.conftest import GRAPH, SETTINGS, promote

FG = vocabulary.ONTOLOGY
DCTERMS, OWL, RDF, RDFS, SKOS, FOAF = (
    vocabulary.FOREIGN[prefix] for prefix in ("dcterms", "owl", "rdf", "rdfs", "skos", "foaf")
)
VANN = "http://purl.org/vocab/vann/"
BIBO = "http://purl.org/ontology/bibo/"
CC = "https://creativecommons.org/licenses/by/4.0/"

MODULES = ("core", "surveillance", "gb")
KINDS = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty")}

CATALOGUE = {
    *("CN1", "DOC1", "FIND1", "FIND2", "FIND3", "FIND_3_BIS", "HTTP1", "OM1", "OM2", "OM3"),
    *("OM4.1", "OM4.2", "OM5.1", "OM5.2", "PURL1", "RDF1", "URI1", "URI2", "VER1", "VER2"),
    *("VOC1", "VOC2", "VOC3", "VOC4"),
}
"""The tests that FOOPS! has."""

FORMS: Mapping[str, tuple[str, str]] = {
    "text/turtle": ("turtle", ".ttl"),
    "application/rdf+xml": ("xml", ".rdf"),
    "application/n-triples": ("nt", ".nt"),
    "application/ld+json": ("json-ld", ".jsonld"),
}
"""Media type -> what rdflib calls it, and the suffix of its address."""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def iri(module: str) -> str:
    return f"{vocabulary.HOME}ontology/{module}"


@cache
def triples(module: str) -> tuple[Triple, ...]:
    path = resources.root() / "ontology" / f"{module}.ttl"
    return tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


def said(module: str, predicate: str) -> list[str]:
    """Return what the header of *module* says by *predicate*."""
    return [
        triple.object.value
        for triple in triples(module)
        if triple.subject == NamedNode(iri(module)) and triple.predicate.value == predicate
    ]


def texts(module: str, term: str, *predicates: str) -> list[str]:
    return [
        triple.object.value
        for triple in triples(module)
        if triple.subject == NamedNode(term)
        and triple.predicate.value in predicates
        and isinstance(triple.object, Literal)
    ]


def terms(module: str) -> set[str]:
    """Return the classes and properties of *module* in its own namespace."""
    (namespace,) = said(module, VANN + "preferredNamespaceUri")
    return {
        triple.subject.value
        for triple in triples(module)
        if triple.predicate.value == RDF + "type"
        and triple.object.value in KINDS
        and triple.subject.value.startswith(namespace)
    }


@pytest.fixture(params=MODULES)
def module(request: pytest.FixtureRequest) -> str:
    """Each module in turn."""
    return request.param


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a real server on loopback answers in the place of w3id.org."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    promote(folder, GRAPH)
    with serving(folder) as app, listening_at(app) as address:
        yield address


@pytest.fixture(scope="module")
def get(address):
    """Ask for an IRI of ours, following redirects; gives media type and body."""

    def asked(name: str, accept: str) -> tuple[str, bytes]:
        assert name.startswith(vocabulary.HOME), f"{name} is not ours to answer for"
        here = f"{address}/{name.removeprefix(vocabulary.HOME)}"
        request = urllib.request.Request(here, headers={"Accept": accept})  # noqa: S310 -- loopback
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- loopback
            return answer.headers.get_content_type(), answer.read()

    return asked


# Findable


def test_find1_a_prefix_is_declared(module: str) -> None:
    assert said(module, VANN + "preferredNamespacePrefix") == ["fg"]


def test_om1_minimum_metadata(module: str) -> None:
    for predicate in ("title", "description", "license", "creator"):
        assert len(said(module, DCTERMS + predicate)) == 1
    assert len(said(module, OWL + "versionIRI")) == 1
    assert said(module, VANN + "preferredNamespaceUri") == [FG]


def test_om2_recommended_metadata(module: str) -> None:
    assert len(said(module, DCTERMS + "created")) == 1
    (version,) = said(module, OWL + "versionInfo")
    (citation,) = said(module, DCTERMS + "bibliographicCitation")
    assert f"version {version}" in citation
    assert iri(module) in citation


def test_om3_detailed_metadata_but_for_a_doi(module: str) -> None:
    """A DOI is given on deposit: the owner's step."""
    for predicate in ("publisher", "source", "issued", "modified"):
        assert len(said(module, DCTERMS + predicate)) == 1
    assert said(module, BIBO + "status") == ["http://purl.org/ontology/bibo/status/draft"]
    assert len(said(module, OWL + "priorVersion")) == 1
    assert len(said(module, OWL + "backwardCompatibleWith")) == 1


def test_om3_the_logo_is_there(module: str, get) -> None:
    (logo,) = said(module, FOAF + "logo")

    media_type, body = get(logo, "image/*")

    assert media_type == "image/svg+xml"
    assert b"<svg" in body


def test_purl1_the_address_is_persistent(module: str) -> None:
    assert iri(module).startswith("https://w3id.org/")


def test_ver1_the_version_has_an_iri_of_its_own(module: str) -> None:
    (version,) = said(module, OWL + "versionIRI")

    assert version == f"{iri(module)}/{said(module, OWL + 'versionInfo')[0]}"


def test_ver2_the_iri_of_the_version_leads_to_the_ontology(module: str, get) -> None:
    """On loopback; for a public address it waits."""
    (version,) = said(module, OWL + "versionIRI")

    media_type, body = get(version, "text/turtle")

    assert media_type == "text/turtle"
    assert NamedNode(iri(module)) in headers(body)


def test_uri1_the_iri_leads_to_rdf(module: str, get) -> None:
    """On loopback; for a public address it waits."""
    assert get(iri(module), "text/turtle")[1]
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(iri("none"), "text/turtle")


def test_uri2_what_answers_at_the_iri_has_it_as_its_name(module: str, get) -> None:
    assert headers(get(iri(module), "text/turtle")[1]) == {NamedNode(iri(module))}


def headers(turtle: bytes) -> set[NamedNode]:
    return {
        quad.subject
        for quad in parse(turtle, format=RdfFormat.TURTLE)
        if quad.predicate.value == RDF + "type" and quad.object.value == OWL + "Ontology"
    }


# Accessible


@pytest.mark.parametrize("accept", FORMS)
def test_cn1_content_is_negotiated(module: str, accept: str, get) -> None:
    form, _ = FORMS[accept]

    media_type, body = get(iri(module), accept)

    assert media_type == accept
    assert len(rdflib.Graph().parse(body, format=form)) == len(set(triples(module)))


def test_cn1_a_browser_gets_a_page(module: str, get) -> None:
    media_type, body = get(iri(module), "text/html,application/xhtml+xml,*/*;q=0.8")

    assert media_type == "text/html"
    assert iri(module) in body.decode()


def test_doc1_the_page_documents_every_term(module: str, get) -> None:
    page = get(iri(module), "text/html")[1].decode()

    assert {term for term in terms(module) if f'id="{term.removeprefix(FG)}"' not in page} == set()


def test_http1_the_protocol_is_open(module: str) -> None:
    assert re.match(r"https?://", iri(module))


# Interoperable


@pytest.mark.parametrize("accept", FORMS)
def test_rdf1_each_form_has_an_address(module: str, accept: str, get) -> None:
    form, suffix = FORMS[accept]

    media_type, body = get(iri(module) + suffix, "*/*")

    assert media_type == accept
    assert len(rdflib.Graph().parse(body, format=form)) == len(set(triples(module)))


def test_voc1_metadata_are_said_in_vocabularies_of_others(module: str) -> None:
    used = {
        triple.predicate.value
        for triple in triples(module)
        if triple.subject == NamedNode(iri(module))
    }

    assert {name for name in used if name.startswith(vocabulary.HOME)} == set()
    for namespace in (DCTERMS, VANN, BIBO):
        assert any(name.startswith(namespace) for name in used)


def test_voc2_a_vocabulary_of_others_is_extended(module: str) -> None:
    """A term of ours narrows one of theirs; nothing is imported."""
    extended = {
        triple.object.value
        for triple in triples(module)
        if triple.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf")
        and triple.subject.value in terms(module)
    }
    declared = {triple.subject.value for triple in triples(module) if triple.object.value in KINDS}

    others = {name for name in extended if not name.startswith(FG)}

    assert others
    assert others <= declared
    assert not said(module, OWL + "imports")


def test_voc3_every_term_has_a_label(module: str) -> None:
    assert terms(module)
    for term in terms(module):
        assert texts(module, term, RDFS + "label"), term
        assert texts(module, term, SKOS + "prefLabel"), term


def test_voc4_every_term_has_a_definition(module: str) -> None:
    for term in terms(module):
        assert texts(module, term, SKOS + "definition"), term


# Reusable


def test_om4_1_there_is_a_licence(module: str) -> None:
    """That its address answers, OM4.2, is for its owner; it is the one that they publish."""
    assert said(module, DCTERMS + "license") == [CC]


def test_om5_1_basic_provenance(module: str) -> None:
    assert said(module, DCTERMS + "creator")
    assert said(module, DCTERMS + "created")


def test_om5_2_detailed_provenance(module: str) -> None:
    assert said(module, DCTERMS + "publisher")
    assert said(module, DCTERMS + "issued")


# The table


def test_the_table_tells_of_each_test_where_it_is_held_and_what_it_waits_for() -> None:
    readme = (resources.root() / "ontology" / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## FOOPS!")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| (.*) \|$", table, re.MULTILINE)
    rows = {cells[0]: cells[1:] for cells in ([*map(str.strip, line.split("|"))] for line in lines)}
    columns = rows.pop("test")

    assert columns == ["asks for", "held by", "waits for"]
    assert rows.keys() - {"---"} == CATALOGUE
    for name in CATALOGUE:
        _, held, waits = rows[name]
        assert held or waits, name
        opening = f"test_{name.lower().replace('.', '_')}_"
        ours = {function for function in globals() if function.startswith(opening)}
        assert set(re.findall(r"`(\w+)`", held)) == ours, name
