"""Measures and networks over HTTP: the figures of the command line, with links to the graph."""

import csv
import io
import json
from dataclasses import replace

import pytest

from kg.measure import measuring, unit_rows, writing
from kg.measure.measures import MEASURES
from kg.measure.record import Asked
from kg.network import networks
from kg.network import writing as network_writing
from kg.store import Generations
from server import measures
from tests.server.conftest import BASE, SETTINGS, promote
from tests.server.serving import listening_at, serving
from tests.server.test_pages import Outline

HTML = {"Accept": "text/html"}
PLACE = '"<script>alert(1)</script> Street"'
GRAPH = f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix force: <https://w3id.org/foigraph/code/force/> .
@prefix measure: <https://w3id.org/foigraph/code/measure/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix technology: <https://w3id.org/foigraph/code/technology/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/foigraph/> .

<id/document/d> a fg:DisclosureDocument ; dcterms:title "The record" ;
    fg:publishedBy force:metropolitan ; fg:hasVersion <id/document-version/d-v1> .
<id/document-version/d-v1> a fg:DocumentVersion ; fg:versionOf <id/document/d> ;
    fg:fileName "record.pdf" .
<id/deployment/one> a fg:Deployment ; fg:operator force:metropolitan ;
    fg:date "2024-01-28"^^xsd:date ; fg:place {PLACE} ;
    fg:technology technology:live-facial-recognition ; fg:totalAlerts 4 ;
    fg:recordedIn <id/document-version/d-v1> .
<id/deployment/two> a fg:Deployment ; fg:operator force:metropolitan ;
    fg:date "2025-02-01"^^xsd:date ; fg:place "Elsewhere" ;
    fg:technology technology:live-facial-recognition ;
    fg:recordedIn <id/document-version/d-v1> .
<id/deployment-set/s> a fg:DeploymentSet ; fg:operator force:metropolitan ; dcterms:title {PLACE} ;
    fg:recordedIn <id/document-version/d-v1> .

GRAPH <graph/d-v1> {{
    <id/observation/one-alerts> a fg:Observation ; fg:measure measure:total-alerts ;
        fg:ofDeployment <id/deployment/one> ; fg:value 4 ; fg:asWritten "4" ;
        prov:wasDerivedFrom <id/document-version/d-v1> ; fg:evidence <id/evidence/e> .
    <id/evidence/e> a fg:Evidence ; fg:quotation "4" ; fg:inVersion <id/document-version/d-v1> .
}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("measures")


@pytest.fixture(scope="module")
def asked(folder):
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    promote(folder, GRAPH)
    with serving(folder) as app, app.test_client() as client:
        yield client


def ask(folder):
    return unit_rows.asking(Generations(folder).current().open(), BASE)


def test_every_measure_is_listed_with_its_definition_and_formula(asked):
    page = asked.get("/measures", headers=HTML).text
    listed = asked.get("/measures?format=json").json
    table = list(csv.DictReader(io.StringIO(asked.get("/measures?format=csv").text)))

    assert [one["name"] for one in listed] == [one.name for one in MEASURES]
    assert [row["formula"] for row in table] == [one["formula"] for one in listed]
    assert all(f'href="/measures/{one.name}"' in page for one in MEASURES)
    assert "false alerts ÷ faces seen × 10,000" in page
    assert "Median of the entries" in page


@pytest.mark.parametrize("place", ["measures", "networks"])
def test_every_page_leads_there(asked, place):
    assert f'href="/{place}"' in asked.get("/", headers=HTML).text


@pytest.mark.parametrize(("form", "write"), [("json", writing.as_json), ("csv", writing.as_csv)])
def test_data_are_what_the_command_writes(asked, folder, form, write):
    wanted = Asked(by=("force", "period"), forces=("metropolitan",), months=True)
    expected = write(measuring.measured("alerts", ask(folder), wanted))

    query = "by=force&by=period&force=metropolitan&every=month"
    by_address = asked.get(f"/measures/alerts?{query}&format={form}")
    by_header = asked.get(f"/measures/alerts?{query}", headers={"Accept": by_address.mimetype})

    assert by_address.text == by_header.text == expected
    assert "Accept" in by_header.headers["Vary"]


def test_the_page_shows_the_figure_what_is_missing_and_what_it_rests_on(asked):
    text = asked.get("/measures/alerts?by=period", headers=HTML).text

    assert "4 alerts" in text
    assert "1 not in the source" in text
    assert 'href="/id/observation/one-alerts"' in text
    assert "two groups does not compare the technology" in text
    assert 'href="/queries/compare/figures-counted"' in text
    assert 'value="period" checked' in text
    assert 'href="/charts/rates?measure=alerts&amp;by=period"' in text
    assert "/measures/alerts?format=csv&amp;by=period" in text


def test_a_page_that_holds_forces_against_each_other_leads_to_no_drawing_of_the_same(
    asked, monkeypatch
):
    shown = measures._page

    def as_funnel(found, wanted, figures):
        return shown(found, replace(wanted, funnel=True), figures)

    plain = asked.get("/measures/alerts?by=force", headers=HTML).text
    monkeypatch.setattr(measures, "_page", as_funnel)
    funnel = asked.get("/measures/alerts?by=force&every=month", headers=HTML).text

    assert ">The same as a drawing<" in plain
    assert ">The same as a drawing<" not in funnel
    assert ">The same without the pooled rate, as a drawing<" in funnel


def test_one_is_no_plural(asked):
    text = asked.get("/measures/alerts?by=period", headers=HTML).text

    assert "1 deployment<" in text
    assert "1 deployments" not in text


def test_a_measure_without_figures_says_that_this_is_not_nought(asked):
    text = asked.get("/measures/refusal-rate", headers=HTML).text

    assert "That is not nought" in text
    assert "Answers of one letter hang together" in text
    assert asked.get("/measures/refusal-rate?format=json").json == []


def test_what_a_document_says_is_no_markup(asked):
    page = asked.get("/measures/alerts?by=set", headers=HTML).text
    graphml = asked.get("/networks/sources?format=graphml").text

    for text in (page, graphml):
        assert "<script>" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_whoever_has_it_is_told_that_nothing_changed(asked):
    first = asked.get("/measures/alerts")
    mark = {"If-None-Match": first.headers["ETag"]}

    assert asked.get("/measures/alerts", headers=mark).status_code == 304
    assert asked.get("/measures/alerts?by=force", headers=mark).status_code == 200
    assert asked.get("/measures/alerts?format=csv", headers=mark).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/measures/alert", 404, "did you mean 'alerts'"),
        ("/measures/alerts?by=law", 400, "by law"),
        ("/measures/alerts?force=metropolitian", 400, "did you mean 'metropolitan'"),
        ("/measures/alerts?from=2024-13-01", 400, "from 2024-13-01"),
        ("/measures/alerts?from=2024-W01-1", 400, "year-month-day"),
        ("/measures/alerts?to=20240101", 400, "year-month-day"),
        ("/measures/alerts?from=2025-01-01&to=2024-01-01", 400, "comes before the first"),
        ("/measures/zzz", 404, "there are "),
        ("/networks/zzz", 404, "there are requests, provisions"),
        ("/measures/alerts?every=week", 400, "year or a month"),
        ("/measures/alerts?every=year&every=month", 400, "given 2 times"),
        ("/measures/alerts?colour=red", 400, "by, force, from, to, every"),
        ("/measures/alerts?format=svg", 400, "html, json, csv"),
        ("/measures/alerts?timeout=soon", 400, "timeout"),
        ("/measures/refusal-rate?funnel=yes", 400, "group by force"),
        ("/measures/refusal-rate?funnel=yes&by=force", 400, "nothing is counted"),
        ("/measures/alerts?funnel=yes&by=force", 400, "no share or rate"),
        ("/measures/provisions?from=2024-01-01", 400, "has no day"),
        ("/measures?by=force", 400, "'by'"),
        ("/networks/provision", 404, "did you mean 'provisions'"),
        ("/networks/requests?series=spring", 400, "force"),
        ("/networks/templates?series=spring", 404, "no series of this study"),
        ("/networks/requests?forces-only=yes", 400, "forces-only"),
        ("/networks/provisions?forces-only=perhaps", 400, "send yes"),
        ("/networks/sources?measure=arrest", 400, "arrests"),
        ("/networks?format=graphml", 400, "html, json, csv"),
    ],
)
def test_what_cannot_be_had_is_a_problem_with_the_mend(asked, address, status, said):
    answer = asked.get(address)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert said in answer.json["detail"]


def test_networks_are_listed_with_what_they_must_not_be_taken_for(asked):
    listed = asked.get("/networks?format=json").json

    assert [one["name"] for one in listed] == [one.name for one in networks.NETWORKS]
    assert all(one["caution"] and one["query"] for one in listed)


@pytest.mark.parametrize(
    ("place", "key"), [("compare", "series"), ("networks", "name"), ("charts", "name")]
)
def test_every_list_can_be_had_as_a_table(asked, place, key):
    listed = asked.get(f"/{place}?format=json").json
    by_address = asked.get(f"/{place}?format=csv")
    by_header = asked.get(f"/{place}", headers={"Accept": "text/csv"})

    rows = list(csv.DictReader(io.StringIO(by_address.text)))
    assert by_address.content_type == "text/csv; charset=utf-8"
    assert by_header.text == by_address.text
    assert by_address.text.startswith(f"{key},")
    assert [row[key] for row in rows] == [one[key] for one in listed]
    assert f'href="/{place}?format=csv"' in asked.get(f"/{place}", headers=HTML).text


def test_the_page_of_a_network_shows_its_edges_with_links_to_their_ends(asked):
    text = asked.get("/networks/sources", headers=HTML).text

    assert 'href="/id/observation/one-alerts"' in text
    assert "<td>observed as</td>" in text
    assert "4 edges" in text
    assert "javascript:" not in text


@pytest.mark.parametrize(
    ("form", "media_type", "write"),
    [
        ("graphml", "application/graphml+xml", network_writing.as_graphml),
        ("json", "application/json", network_writing.as_json),
    ],
)
def test_a_network_is_what_the_command_writes(asked, folder, form, media_type, write):
    expected = write(networks.network("sources", ask(folder), forces=("metropolitan",)))

    by_address = asked.get(f"/networks/sources?force=metropolitan&format={form}")
    by_header = asked.get("/networks/sources?force=metropolitan", headers={"Accept": media_type})

    assert by_address.data == by_header.data == expected
    assert by_address.content_type == media_type
    assert b"one-alerts" in expected


def test_the_page_of_a_network_tells_its_size_and_links_to_the_data(asked):
    text = asked.get("/networks/sources?force=metropolitan", headers=HTML).text

    assert "nodes: observation" in text
    assert "Pages cited were not seen" in text
    assert "/networks/sources?format=graphml&amp;force=metropolitan" in text
    joined = asked.get("/networks/provisions", headers=HTML).text
    assert "/networks/provisions?format=json&amp;forces-only=yes" in joined
    assert set(asked.get("/networks/provisions?forces-only=yes&format=json").json) >= {"nodes"}


def test_a_network_that_is_too_large_is_a_problem_and_no_part_of_it_is_sent(asked, monkeypatch):
    settings = replace(asked.application.extensions["current"].settings, size=100)
    monkeypatch.setattr("server.networks.settings", lambda: settings)

    answer = asked.get("/networks/sources?format=graphml&measure=total-alerts")

    assert answer.status_code == 507
    assert "narrow it by force, measure" in answer.json["detail"]


def test_every_page_is_sound(asked):
    for path in ("/measures", "/measures/alerts?by=period", "/networks/sources"):
        found = Outline(asked.get(path, headers=HTML).text)

        assert (found.open, found.wrong) == ([], [])


def test_an_endpoint_gives_the_figures_of_the_store(asked, folder):
    here = ask(folder)

    with listening_at(asked.application) as address:
        there = unit_rows.asking_endpoint(f"{address.rstrip('/')}/sparql", BASE)
        figures = measuring.measured("alerts", there, Asked(by=("period",)))
        network = networks.network("sources", there)

    assert figures == measuring.measured("alerts", here, Asked(by=("period",)))
    assert json.loads(network_writing.as_json(network)) == json.loads(
        network_writing.as_json(networks.network("sources", here))
    )
