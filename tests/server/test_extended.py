"""What a study holds that the served one extends has addresses on the same server."""

import shutil

import pytest

from kg import pipeline, study, vocabulary
from tests.server.serving import serving
from tests.studies.folders import METROPOLITAN

REQUEST = "id/request/gb-metropolitan-01-foi-23-031597"
GRAPH = "graph/gb-metropolitan-01-foi-23-031597-v1"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A server of a study that holds nothing itself and extends the study of the Met."""
    folder = tmp_path_factory.mktemp("studies")
    shutil.copytree(METROPOLITAN, folder / "met", ignore=shutil.ignore_patterns(".kg"))
    study.create(folder / "ours")
    path = folder / "ours" / "study.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(f'base = "{vocabulary.HOME}"', 'base = "https://example.org/ours/"')
    path.write_text(
        text.replace('# extends = ["uk-facial-recognition"]', 'extends = ["met"]'),
        encoding="utf-8",
    )
    pipeline.build(study.load(folder / "ours"))
    with serving(folder / "ours") as app:
        yield app.test_client()


@pytest.mark.parametrize("path", [REQUEST, GRAPH])
def test_its_things_have_pages_and_data(client, path):
    sent_on = client.get(f"/of/metropolitan/{path}", headers={"Accept": "text/html"})
    page = client.get(f"/doc/of/metropolitan/{path}")
    data = client.get(f"/doc/of/metropolitan/{path}.ttl")

    assert (sent_on.status_code, sent_on.location) == (303, f"/doc/of/metropolitan/{path}")
    assert (page.status_code, data.status_code) == (200, 200)
    assert f"{vocabulary.HOME}id/" in data.text
    assert f"/of/metropolitan/{'id' if path == GRAPH else 'graph'}/" in page.text


def test_the_same_path_without_the_study_is_nothing_of_the_served_one(client):
    answer = client.get(f"/{REQUEST}")

    assert answer.status_code == 404


def test_a_study_that_is_not_extended_is_not_found(client):
    assert client.get(f"/of/elsewhere/{REQUEST}").status_code == 404
