"""``kg chart`` on a built study, as a user runs it."""

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kg.cli import cli, register
from kg.errors import ParameterError, UnknownChartError, UnknownMeasureError, UnknownSeriesError

register()


@pytest.fixture(scope="module")
def folder(metropolitan_study):
    return str(metropolitan_study)


def kg(*words):
    return CliRunner().invoke(cli, words)


def test_alone_it_lists_what_there_is():
    assert "provisions" in kg("chart").stdout


def test_data_go_to_one_stream_and_cautions_to_the_other(folder):
    done = kg("chart", "timeline", "--format", "csv", "--study", folder)

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["panel"] for row in rows} == {"deployments", "faces", "alerts"}
    # February 2020: of three deployments one had a fault, and gives no faces.
    (faces,) = [row for row in rows if (row["panel"], row["month"]) == ("faces", "2020-02")]
    assert (faces["low"], faces["units"], faces["missing"]) == ("13200", "2", "1 not applicable")
    assert "Caution: " in done.stderr
    assert "Caution: " not in done.stdout


def test_the_specification_tells_what_was_asked(folder):
    done = kg("chart", "rates", "-p", "from=2022-01-01", "--format", "json", "--study", folder)

    about = json.loads(done.stdout)["usermeta"]["foigraph"]
    assert about["measure"] == "false-alert-rate"
    assert about["parameters"] == {
        "measure": "false-alert-rate",
        "by": "period",
        "from": "2022-01-01",
        "every": "year",
    }
    assert {query["name"] for query in about["queries"]} == {
        "compare/deployments-counted",
        "compare/figures-counted",
    }
    assert len(about["generation"]) == 12


def test_the_query_of_a_chart_gives_rows_when_it_is_run(folder):
    told = kg("chart", "provisions", "--format", "json", "--study", folder).stdout
    queries = json.loads(told)["usermeta"]["foigraph"]["queries"]

    for query in queries:
        done = CliRunner().invoke(
            cli, ["query", "-", "--format", "csv", "--study", folder], input=query["text"]
        )

        assert done.exit_code == 0, query["name"]
        assert len(done.stdout.splitlines()) > 1


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!doctype html>"), ("json", b"{")],
)
def test_the_name_of_a_file_says_what_is_written(folder, tmp_path, ending, begins):
    out = tmp_path / f"chart.{ending}"

    done = kg("chart", "rates", "--output", str(out), "--study", folder)

    assert done.exit_code == 0
    assert done.stdout == ""
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "error", "says"),
    [
        (("pie",), UnknownChartError, "one of matrix, timeline, rates, provisions"),
        (("rates", "-p", "series=x"), ParameterError, "it takes measure, by, force"),
        (("rates", "-p", "force"), ParameterError, "write a name, '=' and a value"),
        (("rates", "-p", "by=x", "-p", "by=y"), ParameterError, "given twice"),
        (("rates", "-p", "by=weather"), ParameterError, "goes by 'force'"),
        (("rates", "-p", "every=week"), ParameterError, "a year or a month"),
        (("rates", "-p", "from=2022-13-01"), ParameterError, "that is no day"),
        (("rates", "-p", "measure=alarm"), UnknownMeasureError, "is no measure"),
        (("rates", "-p", "force=narnia"), ParameterError, "narnia"),
        (("matrix", "-p", "series=no"), UnknownSeriesError, "is no series"),
        (("provisions", "-p", "template=liveuse"), ParameterError, "no recorded answer"),
    ],
)
def test_a_message_says_what_is_wrong(folder, words, error, says):
    done = kg("chart", *words, "--study", folder)

    assert isinstance(done.exception, error)
    assert says in str(done.exception)


def test_help_loads_nothing_that_draws():
    program = (
        "import sys; from kg.cli import cli, register; register(); "
        "cli.main(['chart', '--help'], standalone_mode=False); "
        "sys.exit(any(name in sys.modules for name in ('altair', 'vl_convert', 'narwhals')))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
