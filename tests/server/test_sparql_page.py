"""The endpoint in a browser: the box, the table, and nothing that was sent becoming markup."""

from urllib.parse import urlencode

import pytest

HTML = {"Accept": "text/html"}
SELECT = "SELECT ?place ?seen { ?d fg:place ?place OPTIONAL { ?d fg:facesSeen ?seen } }"
CONSTRUCT = "CONSTRUCT { ?d fg:place ?place } WHERE { ?d fg:place ?place }"
ASK = "ASK { ?d a fg:Deployment }"


def get(client, query):
    return client.get(f"/sparql?{urlencode({'query': query})}", headers=HTML)


def test_without_a_query_browsers_get_the_query_box(client):
    answer = client.get("/sparql", headers=HTML)

    assert answer.mimetype == "text/html"
    assert '<textarea id="query" name="query"' in answer.text


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT, ASK])
def test_browsers_get_a_page_that_links_its_data(client, query):
    page = get(client, query)

    name = "turtle" if query == CONSTRUCT else "csv"
    address = f"/sparql?{urlencode({'query': query, 'format': name})}"
    assert address.replace("&", "&amp;") in page.text
    assert client.get(address).status_code == 200


def test_a_page_tells_absent_from_zero(client):
    query = "SELECT ?n ?seen { ?d fg:totalAlerts ?n OPTIONAL { ?d fg:facesSeen ?seen } }"

    page = get(client, query).text

    assert '<td class="number">0</td>' in page
    assert '<span class="absent" title="not stated">' in page


def test_a_page_tells_of_a_term_that_there_is_not(client):
    page = get(client, "SELECT ?d WHERE { ?d fg:alerts ?n }").text
    other = get(client, "SELECT ?d WHERE { ?d fg:totalAlerts ?n }").text

    assert "The ontology has no term fg:alerts; did you mean" in page
    assert "fg:totalAlerts" in page
    assert "has no term" not in other


def test_a_page_shows_a_thousand_rows_and_says_so(client):
    numbers = " ".join(str(number) for number in range(40))
    query = f"SELECT ?a ?b {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }} ORDER BY ?a ?b"

    page = get(client, query).text

    assert page.count("<tr><td") == 1000
    assert "The first 1,000 of 1,600 rows" in page
    assert "all of them as CSV" in page
    assert (
        len(client.get(f"/sparql?{urlencode({'query': query})}").json["results"]["bindings"])
        == 1600
    )


@pytest.mark.parametrize(
    "query",
    [
        "</textarea><script>alert(1)</script>",
        'SELECT ("</textarea><script>alert(1)</script>" AS ?x) {}',
        'SELECT ("<script>alert(1)</script>"@en AS ?x) {}',
        "SELECT (<javascript:alert(1)> AS ?x) {}",
        'CONSTRUCT { <urn:a> <urn:b> "<script>alert(1)</script>" } {}',
        SELECT,
    ],
)
def test_nothing_that_was_sent_or_stored_becomes_markup(client, query):
    page = get(client, query).text

    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def test_the_page_of_a_syntax_error_keeps_the_query(client):
    page = get(client, "SELECT ?kept WHERE {")

    assert page.status_code == 400
    assert "Look at line 1, column" in page.text
    assert "SELECT ?kept WHERE {</textarea>" in page.text
