"""Reading requests: SPARQL 1.1 Protocol, section 2.1; choosing a media type: RFC 9110, 12.5.1."""

from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from server import protocol

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERED = [JSON, XML, CSV, "text/html"]
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def made(path="/sparql", **options) -> Request:
    return Request(EnvironBuilder(path=path, **options).get_environ())


def test_get_takes_the_query_from_the_address():
    """2.1.1."""
    asked = protocol.read(made("/sparql?" + urlencode({"query": 'ASK { ?s ?p "é+&" }'})))

    assert asked.text == 'ASK { ?s ?p "é+&" }'


def test_post_takes_the_query_from_a_form():
    """2.1.2."""
    body = urlencode({"query": "ASK {}", "default-graph-uri": "http://example.org/g"})

    asked = protocol.read(made(method="POST", content_type=protocol.FORM, data=body))

    assert (asked.text, asked.default_graphs) == (
        "ASK {}",
        (NamedNode("http://example.org/g"),),
    )


def test_post_takes_the_body_itself_and_the_graphs_from_the_address():
    """2.1.3."""
    graphs = [("named-graph-uri", "http://example.org/a"), ("named-graph-uri", "urn:b")]

    asked = protocol.read(
        made(
            f"/sparql?{urlencode(graphs)}",
            method="POST",
            content_type=f"{protocol.DIRECT}; charset=UTF-8",
            data="SELECT * {} # ü".encode(),
        )
    )

    assert asked.text == "SELECT * {} # ü"
    assert asked.named_graphs == (NamedNode("http://example.org/a"), NamedNode("urn:b"))


def test_get_without_a_query_asks_for_the_service():
    """SPARQL 1.1 Service Description, section 2."""
    assert protocol.read(made()).text is None


def test_an_empty_query_is_a_query():
    assert protocol.read(made("/sparql?query=")).text == ""


MALFORMED = {
    "two queries in the address (2.1.1)": {"path": "/sparql?query=ASK{}&query=ASK{}"},
    "two queries in a form (2.1.2)": {
        "method": "POST",
        "content_type": protocol.FORM,
        "data": "query=ASK{}&query=ASK{}",
    },
    "a query in the address and in the body (2.1.3)": {
        "path": "/sparql?query=ASK{}",
        "method": "POST",
        "content_type": protocol.DIRECT,
        "data": "ASK {}",
    },
    "a form without a query (2.1.2)": {
        "method": "POST",
        "content_type": protocol.FORM,
        "data": "q=ASK{}",
    },
    "an update in a form (2.2)": {
        "method": "POST",
        "content_type": protocol.FORM,
        "data": "update=CLEAR+ALL",
    },
    "a body that is not UTF-8": {
        "method": "POST",
        "content_type": protocol.DIRECT,
        "data": b"ASK { ?s ?p '\xe9' }",
    },
    "a form that is not UTF-8": {
        "method": "POST",
        "content_type": protocol.FORM,
        "data": b"query=%E9",
    },
    "a graph that is no IRI (2.1.4)": {"path": "/sparql?query=ASK{}&default-graph-uri=a%20b"},
    "a graph that is relative (2.1.4)": {"path": "/sparql?query=ASK{}&named-graph-uri=g"},
    "a graph whose host is none (2.1.4)": {
        "path": "/sparql?query=ASK{}&default-graph-uri=http://[bad"
    },
    "two formats": {"path": "/sparql?query=ASK{}&format=csv&format=xml"},
    "a flood of parameters": {"path": "/sparql?" + "a=1&" * (protocol.MAX_FIELDS + 1)},
}


@pytest.mark.parametrize("options", MALFORMED.values(), ids=MALFORMED)
def test_a_request_that_is_not_the_protocols_is_refused(options):
    with pytest.raises(BadRequest):
        protocol.read(made(**options))


@pytest.mark.parametrize(
    "content_type",
    [
        "application/sparql-update",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        f"{protocol.DIRECT}; charset=iso-8859-1",
        "",
    ],
)
def test_a_body_of_another_type_is_refused(content_type):
    """2.1.2 and 2.1.3: the two types of a body, in UTF-8."""
    with pytest.raises(UnsupportedMediaType):
        protocol.read(made(method="POST", content_type=content_type, data="ASK {}"))


CHOICES = {
    None: JSON,
    "": JSON,
    "*/*": JSON,
    "*": JSON,
    "text/csv": CSV,
    "TEXT/CSV": CSV,
    "text/csv; charset=utf-8": CSV,
    "text/*": CSV,
    "text/csv;q=0.1, */*;q=0.9": JSON,
    "text/csv, */*": CSV,
    "application/sparql-results+json;q=0.5, application/sparql-results+xml;q=0.6": XML,
    "application/*;q=0.2, text/csv;q=0.3, text/html;q=0": CSV,
    "application/sparql-results+json;q=0, */*;q=0.1": XML,
    "*/*;q=0.5, application/*;q=0": CSV,
    "text/html;q=0.9, application/nonsense": "text/html",
    FIREFOX: "text/html",
    "text/csv;q=0, text/csv;q=0.001": CSV,
    "text/csv;q=wrong, text/html;q=0.001": "text/html",
    ",, text/csv ,": CSV,
}


@pytest.mark.parametrize(("accept", "expected"), CHOICES.items())
def test_the_type_liked_best_is_chosen(accept, expected):
    assert protocol.choose(accept, OFFERED) == expected


@pytest.mark.parametrize(
    "accept", ["image/png", "text/csv;q=0", "*/*;q=0", "text/turtle", "text/csv;q=2", ";q=1"]
)
def test_what_nobody_can_have_is_not_acceptable(accept):
    with pytest.raises(NotAcceptable, match=r"text/csv"):
        protocol.choose(accept, OFFERED)


def test_the_kind_of_a_query_is_not_read_from_comments_strings_or_names():
    text = """# select
    PREFIX ask: <http://example.org/construct#>
    DESCRIBE ask:select "ASK" """

    assert protocol.kind(text) == "graph"


@pytest.mark.parametrize("text", ["", "# SELECT", "INSERT DATA {}", "'ASK'"])
def test_what_is_no_query_has_no_kind(text):
    assert protocol.kind(text) is None


def test_an_answer_that_changes_by_itself_is_not_repeatable():
    assert not protocol.repeatable("SELECT (rand() AS ?x) {}")
    assert protocol.repeatable("SELECT ?now { ?now ?rand 'NOW()' }")
