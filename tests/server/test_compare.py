"""The matrices over HTTP: what there is, each form of it, and who is told that nothing changed."""

import csv
import io
import json

import pytest

from kg.compare import asking, filling
from kg.query import remote
from kg.store import Generations
from tests.compare.invented import BASE, SERIES, Question, Request, Series, amount, turtle
from tests.server.serving import listening_at
from tests.server.test_pages import Outline

HTML = {"Accept": "text/html"}
GRAPH = turtle(
    Series(
        templates=("searches",),
        requests=(
            Request(
                force="essex",
                key="e",
                questions=(Question(template="searches", reply=amount("e", "12")),),
            ),
        ),
    )
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("matrices")


@pytest.fixture
def asked(promoted, folder):
    return promoted(folder, graph=GRAPH)


def test_the_series_are_listed_with_their_questions(asked):
    text = asked.get("/compare", headers=HTML).text

    assert '<a href="/compare/spring">Spring</a>' in text
    assert "1 question<" in text
    assert asked.get("/compare?format=json").json == [
        {"series": "spring", "templates": "1", "title": "Spring"}
    ]


def test_every_page_leads_to_the_comparisons(asked):
    assert 'href="/compare"' in asked.get("/", headers=HTML).text


def test_the_page_leads_from_a_cell_to_its_words_and_to_the_graph(asked):
    text = asked.get("/compare/spring", headers=HTML).text

    assert 'href="#c-searches-essex"' in text
    assert 'id="c-searches-essex"' in text
    assert "Answer 1 of e." in text
    assert 'href="/id/request/e"' in text
    assert 'href="/compare/style.css"' in text
    assert 'href="/charts/matrix?series=spring"' in text
    found = Outline(text)
    assert found.open == []
    assert found.wrong == []
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("csv", "text/csv; charset=utf-8", "series,template"),
        ("json", "application/json", "{"),
    ],
)
def test_the_data_can_be_had_by_address_and_by_header(asked, form, media_type, begins):
    by_address = asked.get(f"/compare/spring?format={form}")
    by_header = asked.get("/compare/spring", headers={"Accept": media_type.partition(";")[0]})

    assert by_address.content_type == media_type
    assert by_address.text.startswith(begins)
    assert by_header.text == by_address.text
    assert "Accept" in by_header.headers["Vary"]


def test_only_the_forces_of_the_address_are_there(asked):
    answer = asked.get("/compare/spring?format=csv&force=kent&force=essex")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["authority"], row["reason"]) for row in rows] == [
        ("essex", "answered"),
        ("kent", "not-seen"),
    ]


def test_a_field_that_a_form_sends_empty_is_as_none(asked):
    whole = asked.get("/compare/spring?format=csv")

    assert asked.get("/compare/spring?format=csv&force=").text == whole.text
    assert asked.get("/compare/spring?format=csv&force=&force=kent").text != whole.text


def test_no_message_tells_a_reader_of_the_web_of_an_option(asked):
    answer = asked.get("/compare/spring?force=knt", headers={"Accept": "application/json"})

    assert "--" not in answer.json["detail"]


def test_whoever_has_it_is_told_that_nothing_changed(asked):
    mark = asked.get("/compare/spring").headers["ETag"]

    answer = asked.get("/compare/spring", headers={"If-None-Match": mark})

    assert answer.status_code == 304
    assert asked.get("/compare/spring?force=kent").headers["ETag"] != mark


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/compare/sprng", 404, "did you mean 'spring'"),
        ("/compare/spring?force=knt", 400, "did you mean kent"),
        ("/compare/spring?format=pdf", 400, "html, csv, json"),
        ("/compare?format=pdf", 400, "html, csv, json"),
        ("/compare/spring?unknown=1", 400, "takes force, format"),
        ("/compare?unknown=1", 400, "takes format"),
        ("/compare/spring?format=csv&format=json", 400, "given 2 times"),
    ],
)
def test_what_there_is_not_is_a_problem_with_the_mend(asked, address, status, said):
    answer = asked.get(address, headers={"Accept": "application/json"})

    assert answer.status_code == status
    assert said in json.loads(answer.text)["detail"]


def test_a_matrix_from_the_endpoint_is_that_from_the_store(folder, asked):
    over_store = filling.matrix(
        asking.of_store(Generations(folder).current().open(), base=BASE), SERIES
    )

    with listening_at(asked.application) as address:

        def ask(text: str, _: str) -> asking.Rows:
            return asking.of_result(remote.ask_endpoint(f"{address.rstrip('/')}/sparql", text))

        over_http = filling.matrix(ask, SERIES)

    assert over_http == over_store
