"""A small study that is served: its graph is written here, its codes are the real ones."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg.build import reference
from kg.store import Generations
from tests.server.serving import serving

BASE = "https://w3id.org/foigraph/"
SETTINGS = """\
title = "A study <of> tests"
publisher = "Nobody & sons"
licence = "https://creativecommons.org/licenses/by/4.0/"
base = "https://w3id.org/foigraph/"
"""

GRAPH = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix force: <https://w3id.org/foigraph/code/force/> .
@prefix polarity: <https://w3id.org/foigraph/code/polarity/> .
@prefix technology: <https://w3id.org/foigraph/code/technology/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/foigraph/> .

<id/document/gb-metropolitan-x> a fg:DisclosureDocument ;
    dcterms:title "Reply <script>alert('title')</script>" ;
    fg:hasVersion <id/document-version/gb-metropolitan-x-v1> .
<id/document-version/gb-metropolitan-x-v1> a fg:DocumentVersion ;
    fg:versionOf <id/document/gb-metropolitan-x> ; fg:fileName "reply.txt" .
<id/request/gb-metropolitan-x> a fg:InformationRequest ; fg:reference "00.FOI.00.000001" ;
    fg:hasQuestion <id/question/gb-metropolitan-x-q9> , <id/question/gb-metropolitan-x-q10> .
<id/question/gb-metropolitan-x-q9> a fg:Question ; fg:label "9" .
<id/question/gb-metropolitan-x-q10> a fg:Question ; fg:label "10" .
<id/deployment/gb-metropolitan-2022-01-28> a fg:Deployment ; fg:operator force:metropolitan ;
    fg:date "2022-01-28"^^xsd:date ; fg:place "<img src=x onerror=alert(1)>" ; fg:totalAlerts 0 .

GRAPH <graph/gb-metropolitan-x-v1> {
    <id/request/gb-metropolitan-x> a fg:InformationRequest ; fg:reference "00.FOI.00.000001" ;
        fg:evidence <id/evidence/gb-metropolitan-x-v1-c10-26> .
    <id/statement/gb-metropolitan-x-q9-s1> a fg:Statement ; fg:saidBy force:metropolitan ;
        fg:polarity polarity:positive ; fg:technology technology:live-facial-recognition ;
        fg:statedIn <id/document-version/gb-metropolitan-x-v1> ;
        fg:evidence <id/evidence/gb-metropolitan-x-v1-c30-62> .
    <id/evidence/gb-metropolitan-x-v1-c10-26> a fg:Evidence ; fg:quotation "00.FOI.00.000001" ;
        fg:inVersion <id/document-version/gb-metropolitan-x-v1> ; fg:start 10 ; fg:end 26 ;
        fg:abridged false .
    <id/evidence/gb-metropolitan-x-v1-c30-62> a fg:Evidence ;
        fg:quotation "We used it on <b>one</b> day & no other" ;
        fg:inVersion <id/document-version/gb-metropolitan-x-v1> ; fg:start 30 ; fg:end 62 ;
        fg:abridged true .
}
"""


def promote(folder: Path, graph: str) -> str:
    """Make *graph*, with the codes, the current generation of the study in *folder*."""
    default = DefaultGraph()
    quads = [Quad(t.subject, t.predicate, t.object, default) for t in reference.triples()]
    quads += parse(graph, format=RdfFormat.TRIG)
    generations = Generations(folder)
    with generations.stage(sorted(quads, key=str), origins={}, notes={}) as staged:
        return generations.promote(staged).identifier


@pytest.fixture(scope="session")
def served_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with one generation."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    promote(folder, GRAPH)
    return folder


@pytest.fixture(scope="session")
def app(served_study: Path) -> Iterator[Flask]:
    """The application over that study."""
    with serving(served_study) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser or program that asks it."""
    with app.test_client() as client:
        yield client


@pytest.fixture
def promoted() -> Iterator[Callable[..., FlaskClient]]:
    """Makes a study with another base and graph in a folder, and asks it."""
    open_ones = ExitStack()

    def make(folder: Path, *, base: str = BASE, graph: str = GRAPH) -> FlaskClient:
        settings = SETTINGS.replace(BASE, base)
        (folder / "study.toml").write_text(settings, encoding="utf-8")
        promote(folder, graph.replace(f"@base <{BASE}>", f"@base <{base}>"))
        return open_ones.enter_context(serving(folder)).test_client()

    with open_ones:
        yield make
