"""``kg measure`` on a built study, as a user runs it."""

import json
import re

import pytest
from click.testing import CliRunner

from kg.cli import cli, register

register()


@pytest.fixture(scope="module")
def folder(metropolitan_study):
    return str(metropolitan_study)


def kg(*words):
    return CliRunner().invoke(cli, words)


def test_alone_it_lists_what_there_is():
    listed = json.loads(kg("measure", "--format", "json").stdout)

    assert {"disclosure-rate", "false-alert-share", "in-time"} <= {one["name"] for one in listed}
    assert all(one["definition"] and one["caution"] for one in listed)


def test_a_figure_comes_with_its_cautions_on_the_other_stream(folder):
    done = kg("measure", "false-alert-share", "--by", "period", "--study", folder)

    assert done.exit_code == 0
    assert "2022" in done.stdout
    assert "3 false alerts" in done.stdout
    assert "20 alerts" in done.stdout
    assert "Caution: " in done.stderr
    assert "Caution: " not in done.stdout


def test_json_holds_the_whole_figure(folder):
    done = kg(
        "measure", "alerts", "--from", "2022-01-01", "--to", "2022-12-31", "--force",
        "metropolitan", "--format", "json", "--study", folder,
    )  # fmt: skip

    (figure,) = json.loads(done.stdout)
    assert figure["numerator"] == {"of": "alerts", "low": 20, "high": 20}
    assert len(figure["rests_on"]) == 6


def test_what_forces_answered_is_told_by_its_question_and_one_is_no_plural(shipped_study):
    folder = str(shipped_study)

    table = " ".join(kg("measure", "forces-answered", "--study", folder).stdout.split())
    data = kg("measure", "forces-answered", "--format", "json", "--study", folder).stdout

    assert "whether the force" in table
    assert not set("{}") & set(table)
    assert re.search(r"\b1 force\b", table)
    assert not re.search(r"(?<![\d.,])1 (forces|questions|replies|deployments)", table)
    assert {" " in one["group"]["template"] for one in json.loads(data)} == {False}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("alerts", "--from", "2022-13-01"), "from 2022-13-01"),
        (("alerts", "--force", "metropolitian"), "did you mean 'metropolitan'"),
        (("alert",), "did you mean 'alerts'"),
        (("zzz",), "there are "),
        (("alerts", "--from", "2025-01-01", "--to", "2024-01-01"), "comes before the first"),
        (("alerts", "--from", "2024-W01-1"), "year-month-day"),
        (("alerts", "--by", "law"), "by law"),
    ],
)
def test_what_cannot_be_asked_is_told_with_the_mend(words, says, folder):
    done = kg("measure", *words, "--study", folder)

    assert says in str(done.exception)
    assert done.exception.exit_status == 2


def test_networks_are_listed_told_and_written(folder, tmp_path):
    file = tmp_path / "requests.graphml"

    listed = kg("network")
    told = kg("network", "requests", "--study", folder)
    written = kg(
        "network", "requests", "--format", "graphml", "--output", str(file), "--study", folder
    )

    assert "provisions" in listed.stdout
    assert "requests of the longest chain" in told.stdout
    assert "Caution: " in told.stderr
    assert (written.exit_code, written.stdout) == (0, "")
    assert b"01.FOI.23.031597" in file.read_bytes()


def test_forces_joined_by_provisions_are_json_that_others_read(folder):
    done = kg("network", "provisions", "--forces-only", "--format", "json", "--study", folder)

    assert set(json.loads(done.stdout)) >= {"nodes", "edges"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("network", "requests", "--forces-only"), "--forces-only"),
        (("network", "requests", "--output", "x.graphml"), "--output"),
        (("network", "provision"), "did you mean 'provisions'"),
        (("network", "zzz"), "there are requests, provisions"),
        (("chart", "time"), "did you mean 'timeline'"),
    ],
)
def test_what_no_network_can_be_is_told_with_the_mend(words, says, folder):
    done = kg(*words, "--study", folder)

    assert says in str(done.exception)
    assert done.exception.exit_status == 2
