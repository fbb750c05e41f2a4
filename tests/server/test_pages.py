"""The pages: the first one, the named queries, and what a server says of itself."""

import re
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from kg.query import catalogue

HTML = {"Accept": "text/html"}
PAGES = [
    "/",
    "/queries",
    "/queries?tag=deployment",
    "/queries?words=watchlist+size",
    "/queries?words=nothing+at+all",
    "/queries/find/modes-used",
    "/compare",
    "/compare/nothing",
    "/contradictions",
    "/contradictions?label=contradicts&force=essex",
    "/measures",
    "/measures/alerts?by=force&by=period&force=metropolitan&every=month",
    "/measures/provisions",
    "/measures/disclosure-rate?by=technology&force=",
    "/networks",
    "/networks/sources?force=metropolitan",
    "/networks/provisions",
    "/charts",
    "/charts/matrix",
    "/charts/rates",
    "/charts/rates?measure=alerts&by=force",
    "/charts/timeline?force=metropolitan",
    "/charts/provisions",
    "/sparql",
    "/sparql?query=SELECT+*+%7B+%3Fd+fg%3Aplace+%3Fp+%7D",
    "/sparql?query=nonsense",
    "/ontology",
    "/shapes",
    "/doc/id/request/gb-metropolitan-x",
    "/doc/graph/gb-metropolitan-x-v1",
    "/nothing",
]
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """What a check of a page needs: elements left open, ids, labels, headings, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.fields: list[str] = []
        self.labelled: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag in ("input", "select", "textarea"):
            self.fields.append(given.get("id") or "")
        if tag == "label":
            self.labelled.append(given.get("for") or "")
        if any(name.startswith("on") or name == "style" for name in given):
            self.wrong.append(f"{tag} with a handler or a style of its own")
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_and_needs_nothing_from_elsewhere(client, path):
    page = client.get(path, headers=HTML)

    outline = Outline(page.text)
    assert page.mimetype == "text/html"
    assert (outline.open, outline.wrong) == ([], [])
    assert outline.tags.count("h1") == outline.tags.count("main") == 1
    assert "script" not in outline.tags
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.fields) <= set(outline.labelled)
    assert "width=device-width" in page.text
    fetched = re.findall(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"]*)"', page.text)
    assert fetched
    assert all(client.get(address).status_code == 200 for address in fetched)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_to_this_server_leads_somewhere(client, path):
    outline = Outline(client.get(path, headers=HTML).text)

    own = {
        address.partition("#")[0]
        for address in outline.addresses
        if address.startswith("/") and "query=nonsense" not in address
    }
    broken = [address for address in sorted(own) if client.get(address).status_code >= 400]

    assert own
    assert broken == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_run_no_script_and_tell_nobody_where_it_was(client, path):
    headers = client.get(path, headers=HTML).headers

    assert "script-src 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_first_page_answers_the_first_question(client):
    page = client.get("/").text

    assert "A study &lt;of&gt; tests" in page
    assert catalogue.named("find/modes-used").summary in page
    assert "We used it on &lt;b&gt;one&lt;/b&gt; day &amp; no other" in page
    assert "Live facial recognition" in page
    assert '<textarea id="query"' in page


def test_every_named_query_is_listed_and_answers(client):
    page = client.get("/queries", headers=HTML).text
    listed = client.get("/queries", headers={"Accept": "application/json"}).json

    assert {query["name"] for query in listed} == set(catalogue.catalogue())
    for query in listed:
        assert f'href="/queries/{query["name"]}"' in page
        assert client.get(f"/queries/{query['name']}", headers=HTML).status_code == 200


def test_queries_are_found_by_subject_and_by_words(client):
    def names(**asked):
        answer = client.get("/queries", query_string=asked, headers={"Accept": "application/json"})
        return {query["name"] for query in answer.json}

    deployments, sizes = names(tag="deployment"), names(words="WATCHLIST size")
    page = client.get("/queries?tag=deployment", headers=HTML).text

    assert "find/deployments" in deployments
    assert all("deployment" in catalogue.named(name).tags for name in deployments)
    assert "find/watchlist-size-over-time" in sizes
    assert sizes < set(catalogue.catalogue())
    assert names(tag="deployment", words="watchlist") == {
        name for name in names(words="watchlist") if name in deployments
    }
    assert f"{len(deployments)} of {len(catalogue.catalogue())} questions" in page
    assert all((f'href="/queries/{name}"' in page) == (name in deployments) for name in sizes)


def test_the_catalogue_groups_by_kind_and_subject(client):
    page = client.get("/queries", headers=HTML).text

    kinds = re.findall(r'<h2 id="kind-(\w+)"', page)
    assert kinds == [kind for kind in ("find", "compare", "check", "rules") if kind in kinds]
    assert page.index('id="find-deployment"') < page.index('href="/queries/find/deployments"')
    assert page.count('href="/queries/') == len(catalogue.catalogue())


def test_a_named_query_shows_what_it_is_and_what_it_asks(client):
    query = catalogue.named("find/modes-used")

    page = client.get(f"/queries/{query.name}?force=metropolitan&from=2000-01-01", headers=HTML)

    outline = Outline(page.text)
    assert {f"p-{parameter.name}" for parameter in query.parameters} <= set(outline.fields)
    assert '<option value="metropolitan" selected>' in page.text
    assert 'value="2000-01-01"' in page.text
    assert str(escape(query.caution[0])) in page.text
    assert "force=metropolitan&amp;from=2000-01-01&amp;format=csv" in page.text
    assert "&#34;2000-01-01&#34;" in page.text
    assert "#+ summary" not in page.text


def test_the_same_result_as_data(client):
    address = "/queries/find/modes-used?force=metropolitan"

    negotiated = client.get(address, headers={"Accept": "text/csv"})
    named = client.get(f"{address}&format=csv")

    assert negotiated.data == named.data
    assert named.mimetype == "text/csv"
    assert "We used it on <b>one</b> day & no other" in named.text
    again = client.get(f"{address}&format=csv", headers={"If-None-Match": named.headers["ETag"]})
    assert again.status_code == 304


def test_a_field_left_empty_is_not_given(client):
    filled = client.get("/queries/find/modes-used?format=csv").text
    empty = client.get("/queries/find/modes-used?force=&from=&format=csv").text

    assert filled == empty


@pytest.mark.parametrize(
    ("address", "code", "status"),
    [
        ("/queries/find/mode-used", "unknown-query", 404),
        ("/queries/find/modes-used?force=nowhere", "parameter", 400),
        ("/queries/find/modes-used?from=yesterday", "parameter", 400),
        ("/queries/find/modes-used?colour=blue", "parameter", 400),
        ("/queries/find/modes-used?force=kent&force=essex", "bad-request", 400),
        ("/queries/find/modes-used?format=turtle", "usage", 400),
        ("/queries?format=csv", "bad-request", 400),
    ],
)
def test_what_cannot_be_asked_is_a_problem(client, address, code, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.json["type"] == f"https://w3id.org/foigraph/problem/{code}"


def test_a_value_is_a_value_and_never_part_of_the_query(client):
    answer = client.get(
        "/queries/find/modes-used",
        query_string={"force": "metropolitan> } DELETE { ?s ?p ?o } #"},
    )

    assert answer.json["type"].endswith("/parameter")


def test_health_tells_what_is_served(client):
    answer = client.get("/health")

    assert answer.json["status"] == "ok"
    assert answer.json["study"] == "A study <of> tests"
    assert answer.json["generation"] == answer.headers["Generation"]
    assert answer.json["quads"] > 0


def test_robots_leave_queries_alone(client):
    answer = client.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert "Disallow: /sparql" in answer.text
