"""Linked data: an IRI answers by a page or by data (Cool URIs for the Semantic Web, 4.2)."""

import pytest
from pyoxigraph import RdfFormat, parse

FORMS = {
    "text/turtle": (".ttl", RdfFormat.TURTLE),
    "application/ld+json": (".jsonld", None),  # its context is elsewhere: see the tests of framed
    "application/n-triples": (".nt", RdfFormat.N_TRIPLES),
    "application/rdf+xml": (".rdf", RdfFormat.RDF_XML),
}
REQUEST = "id/request/gb-metropolitan-x"
STATEMENT = "id/statement/gb-metropolitan-x-q9-s1"
PATHS = [REQUEST, STATEMENT, "code/force/metropolitan", "graph/gb-metropolitan-x-v1"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("media_type", FORMS)
def test_a_program_is_sent_to_the_data(client, path, media_type):
    suffix, form = FORMS[media_type]

    sent = client.get(f"/{path}", headers={"Accept": media_type})
    answer = client.get(sent.headers["Location"])

    assert (sent.status_code, sent.headers["Location"]) == (303, f"/doc/{path}{suffix}")
    assert sent.headers["Vary"] == "Accept"
    assert answer.mimetype == media_type
    if form is None:
        assert answer.json
    else:
        assert list(parse(answer.data, form))


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_is_sent_to_the_page(client, path):
    sent = client.get(f"/{path}", headers={"Accept": "text/html,*/*;q=0.8"})
    page = client.get(sent.headers["Location"])

    assert (sent.status_code, sent.headers["Location"]) == (303, f"/doc/{path}")
    assert page.mimetype == "text/html"
    assert f'href="/doc/{path}.ttl"' in page.text
    assert f"https://w3id.org/foigraph/{path}" in page.text


def test_a_form_that_nobody_has_is_406(client):
    assert client.get(f"/{REQUEST}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path",
    [
        "/id/request/none",
        "/id/nothing/gb-metropolitan-x",
        "/code/force/none",
        "/graph/none",
        "/doc/id/request/none",
        "/doc/id/request/none.ttl",
        "/doc/graph/none.ttl",
        "/doc/nothing",
        "/id/request/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/id/request/a%20b",
    ],
)
def test_what_nobody_knows_is_404(client, path):
    answer = client.get(path)
    page = client.get(path, headers={"Accept": "text/html"})

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "<script" not in page.text


def test_the_words_come_first(client):
    page = client.get(f"/doc/{STATEMENT}").text

    quotation = page.index("We used it on &lt;b&gt;one&lt;/b&gt; day &amp; no other")
    assert quotation < page.index("Who says what of it")
    assert "characters 30 to 62" in page
    assert "(abridged)" in page
    assert 'href="/id/evidence/gb-metropolitan-x-v1-c30-62"' in page


def test_the_data_hold_the_evidence_and_what_points_here(client):
    said = {
        (quad.subject.value.rpartition("/")[2], quad.predicate.value.rpartition("#")[2])
        for quad in parse(client.get(f"/doc/{REQUEST}.ttl").data, format=RdfFormat.TURTLE)
    }

    assert ("gb-metropolitan-x", "hasQuestion") in said
    assert ("gb-metropolitan-x-v1-c10-26", "quotation") in said

    pointing = client.get("/doc/id/question/gb-metropolitan-x-q9.nt").text
    assert "request/gb-metropolitan-x> <https://w3id.org/foigraph/ontology#hasQuestion>" in pointing


def test_each_graph_says_for_itself_what_it_says(client):
    page = client.get(f"/doc/{REQUEST}").text

    assert "Graph graph:gb-metropolitan-x-v1" in page
    assert 'href="/graph/gb-metropolitan-x-v1"' in page


def test_labels_are_sorted_as_a_person_would(client):
    page = client.get(f"/doc/{REQUEST}").text

    assert page.index("qst:gb-metropolitan-x-q9<") < page.index("qst:gb-metropolitan-x-q10<")


def test_a_page_lists_few_of_many_and_the_data_all(tmp_path, promoted):
    many = "\n".join(f"<urn:q{number}> <urn:askedIn> <{REQUEST}> ." for number in range(60))
    client = promoted(tmp_path, graph=f"@base <https://w3id.org/foigraph/> .\n{many}")

    page = client.get(f"/doc/{REQUEST}").text
    data = client.get(f"/doc/{REQUEST}.nt").text

    assert page.count("<dd>urn:q") == 50
    assert "50 of 60 are shown" in page
    assert data.count("<urn:askedIn>") == 60


def test_a_graph_holds_its_own_triples_only(client):
    data = client.get("/doc/graph/gb-metropolitan-x-v1.nt").text

    assert "gb-metropolitan-x-q9-s1" in data
    assert "hasQuestion" not in data


def test_data_that_are_known_already_are_304(client):
    first = client.get(f"/doc/{REQUEST}.ttl")

    again = client.get(f"/doc/{REQUEST}.ttl", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"/doc/{REQUEST}.nt").headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("which", ["ontology", "shapes"])
def test_ontology_and_shapes_by_accept(client, which):
    page = client.get(f"/{which}", headers={"Accept": "text/html"})
    data = client.get(f"/{which}", headers={"Accept": "text/turtle"})

    assert (page.mimetype, data.mimetype) == ("text/html", "text/turtle")
    assert f'href="/{which}.ttl"' in page.text
    assert client.get(f"/{which}.ttl").data == data.data
    assert page.headers["Vary"] == data.headers["Vary"] == "Accept"


def test_the_ontology_tells_what_a_term_means_and_does_not(client):
    page = client.get("/ontology", headers={"Accept": "text/html"}).text

    entry = page[page.index('id="InformationRequest"') :]
    entry = entry[: entry.index("</article>")]
    assert "information request" in entry
    assert "<dt>Scope</dt>" in entry
    assert "<dt>Example</dt>" in entry


def test_every_term_of_ours_has_a_place_on_its_page(client):
    """The IRI of a term leads to its words: the part after the hash is there."""
    for which in ("ontology", "shapes"):
        page = client.get(f"/{which}", headers={"Accept": "text/html"}).text
        data = client.get(f"/{which}.nt").data
        kinds = ("#Class", "#ObjectProperty", "#DatatypeProperty", "#NodeShape")
        for quad in parse(data, format=RdfFormat.N_TRIPLES):
            iri = getattr(quad.subject, "value", "")
            if iri.startswith(f"https://w3id.org/foigraph/{which}#") and getattr(
                quad.object, "value", ""
            ).endswith(kinds):
                assert f'id="{iri.partition("#")[2]}"' in page


def test_a_module_has_an_address_of_its_own(client):
    whole, part = client.get("/ontology.nt").data, client.get("/ontology/core.nt").data

    assert 0 < len(part) < len(whole)
    assert client.get("/ontology/none").status_code == 404
    assert client.get("/ontology.docx").status_code == 404


def test_a_study_with_a_base_of_its_own(tmp_path, promoted):
    """Its things stand under its base; the codes stay where they are for all."""
    client = promoted(tmp_path, base="https://example.org/mine/")

    page = client.get(f"/doc/{REQUEST}").text
    code = client.get("/doc/code/force/metropolitan").text

    assert "https://example.org/mine/id/request/gb-metropolitan-x" in page
    assert 'href="/id/question/gb-metropolitan-x-q9"' in page
    assert 'href="/ontology#hasQuestion"' in page
    assert "https://w3id.org/foigraph/code/force/metropolitan" in code
