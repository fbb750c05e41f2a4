"""The charts on the server: pages without script, pictures of a process that may be killed."""

import json
import os
import signal
import time
from dataclasses import replace

import pytest

from kg.chart import drawing
from kg.chart.table import CHARTS
from kg.errors import BusyError, DrawingError
from server.drawing import Drawer
from tests.chart.sheets import SHEETS
from tests.server.conftest import GRAPH


@pytest.fixture
def drawer():
    found = Drawer()
    yield found
    found.close()


def test_every_chart_is_listed_and_found_from_every_page(client):
    page = client.get("/charts").text
    listed = client.get("/charts?format=json").json

    assert [one["name"] for one in listed] == [chart.name for chart in CHARTS]
    assert all(f'href="/charts/{chart.name}"' in page for chart in CHARTS)
    assert 'href="/charts"' in client.get("/", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("json", "application/json", b"{"),
        ("csv", "text/csv; charset=utf-8", b"panel,month"),
    ],
)
def test_a_chart_can_be_had_in_every_form(client, form, media_type, begins):
    answer = client.get(f"/charts/timeline?format={form}")

    assert answer.status_code == 200
    assert answer.content_type == media_type
    assert answer.data.startswith(begins)
    again = client.get(
        f"/charts/timeline?format={form}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_header_chooses_the_form(client):
    assert client.get("/charts/rates", headers={"Accept": "image/png"}).mimetype == "image/png"
    assert client.get("/charts/rates", headers={"Accept": "text/html"}).mimetype == "text/html"
    assert client.get("/charts/rates", headers={"Accept": "video/mp4"}).status_code == 406


def test_the_page_has_the_picture_the_data_the_query_and_every_form(client):
    page = client.get("/charts/timeline?force=metropolitan").text

    assert '<img src="/charts/timeline?force=metropolitan&amp;format=svg"' in page
    assert "The data stand below." in page
    assert "compare/deployments-counted" in page
    assert '<th scope="col" title="The measure: deployments, faces or alerts.">panel</th>' in page
    for form in ("svg", "png", "json", "csv"):
        assert f'href="/charts/timeline?force=metropolitan&amp;format={form}"' in page


def test_a_page_offers_what_the_study_has(promoted, tmp_path):
    series = """
<id/series/spring> a fg:QuestionSeries ; dcterms:identifier "spring" ; dcterms:title "Of <spring>" .
"""
    page = promoted(tmp_path, graph=GRAPH + series).get("/charts/matrix").text

    assert '<option value="spring" selected>Of &lt;spring&gt;</option>' in page


def test_the_specification_is_of_the_generation_that_answers(client):
    answer = client.get("/charts/rates?format=json")

    about = json.loads(answer.data)["usermeta"]["foigraph"]
    assert about["generation"] == answer.headers["Generation"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/charts/pie", 404, "unknown-chart"),
        ("/charts/rates?measure=alarm", 404, "unknown-measure"),
        ("/charts/rates?colour=red", 400, "parameter"),
        ("/charts/rates?colour=red&format=svg", 400, "parameter"),
        ("/charts/rates?force=narnia", 400, "parameter"),
        ("/charts/matrix?series=no", 404, "unknown-series"),
        ("/charts/rates?format=gif", 400, None),
        ("/charts/rates?by=force&by=period", 400, None),
        ("/charts?format=svg", 400, None),
        ("/charts?colour=red", 400, None),
        ("/charts/rates?format=svg&format=png", 400, None),
        ("/charts/rates?timeout=1&timeout=2", 400, None),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(client, address, status, code):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert code is None or answer.json["type"].endswith(f"/{code}")


def test_pages_do_without_the_packages_that_draw(client, monkeypatch):
    monkeypatch.setattr(drawing, "NEEDED", ("no_such_package",))

    page = client.get("/charts/timeline").text

    assert "<img" not in page
    assert "not installed" in page
    assert "<table>" in page
    assert "format=csv" in page
    assert "format=svg" not in page


def test_the_process_draws_what_would_be_drawn_here(drawer):
    assert drawer.draw(SHEETS["rates"], "svg").decode() == drawing.as_svg(SHEETS["rates"])
    assert drawer.draw(SHEETS["rates"], "json").decode() == drawing.as_json(SHEETS["rates"])
    assert drawer.draw(SHEETS["rates"], "png").startswith(b"\x89PNG")


def test_a_process_that_ended_is_replaced(drawer):
    drawer.draw(SHEETS["rates"], "json")
    os.kill(drawer._process.pid, signal.SIGKILL)
    drawer._process.wait()

    assert drawer.draw(SHEETS["rates"], "json")


def test_what_takes_too_long_is_stopped_and_the_next_is_drawn():
    drawer = Drawer(seconds=0.01)
    try:
        with pytest.raises(DrawingError, match="take its data as csv"):
            drawer.draw(SHEETS["timeline"], "svg")
        drawer._seconds = 20.0

        assert drawer.draw(SHEETS["rates"], "json")
    finally:
        drawer.close()


def test_what_takes_too_much_memory_ends_in_an_error_and_the_next_is_drawn():
    drawer = Drawer(seconds=120, memory=720 * 2**20)
    exploding = replace(SHEETS["rates"], description="x" * 300_000_000)
    try:
        with pytest.raises(DrawingError, match=r"720 MiB .* take its data as csv"):
            drawer.draw(exploding, "svg")

        assert drawer.draw(SHEETS["rates"], "svg")
    finally:
        drawer.close()


def test_a_picture_for_which_there_is_no_memory_is_a_problem_document(client, monkeypatch):
    drawer = Drawer(memory=64 * 2**20)
    monkeypatch.setitem(client.application.extensions, "drawer", drawer)

    answer = client.get("/charts/timeline?format=png&from=2020-01-01")

    drawer.close()
    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert answer.json["type"].endswith("/drawing")
    assert "64 MiB of memory" in answer.json["detail"]
    assert client.get("/charts/timeline?format=csv&from=2020-01-01").status_code == 200


def test_who_waits_too_long_is_told_so():
    drawer = Drawer(patience=0.01)
    with drawer._lock, pytest.raises(BusyError):
        drawer.draw(SHEETS["rates"], "svg")


def test_a_fault_of_the_drawing_comes_as_an_error_and_ends_nothing(drawer):
    first = drawer.draw(SHEETS["rates"], "json")
    pid = drawer._process.pid

    with pytest.raises(DrawingError):
        drawer.draw(replace(SHEETS["rates"], chart="no-such"), "svg")

    assert drawer.draw(SHEETS["rates"], "json") == first
    assert pid is not None


def test_nothing_is_left_when_it_is_closed(drawer):
    drawer.draw(SHEETS["rates"], "json")
    process = drawer._process

    drawer.close()

    assert process.returncode is not None
    with pytest.raises(DrawingError, match="stopping"):
        drawer.draw(SHEETS["rates"], "svg")


def test_a_picture_that_is_kept_is_not_drawn_again(client, monkeypatch):
    client.get("/charts/provisions?format=svg")
    monkeypatch.setattr(Drawer, "draw", None)
    began = time.perf_counter()

    answer = client.get("/charts/provisions?format=svg")

    assert answer.status_code == 200
    assert time.perf_counter() - began < 5
