"""``kg serve`` and ``kg demo``, and a real server on loopback that a client talks to."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import click
import pytest
from SPARQLWrapper import ASK, CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from kg.errors import UsageError
from kg.query.remote import ask_endpoint
from server import commands, listening
from tests.server.serving import listening_at, serving

SELECT = "SELECT ?place { ?d a fg:Deployment ; fg:place ?place }"
PLACE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def address(served_study) -> Iterator[str]:
    """The address of a server that runs while the tests of this file do."""
    with serving(served_study) as app, listening_at(app) as address:
        yield address


def asked(address: str, query: str, form: str, *, method: str = "GET") -> SPARQLWrapper:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(f"PREFIX fg: <https://w3id.org/foigraph/ontology#>\n{query}")
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    return wrapper


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_selects(address, method):
    found = asked(address, SELECT, JSON, method=method).queryAndConvert()

    assert [row["place"]["value"] for row in found["results"]["bindings"]] == [PLACE]


def test_sparqlwrapper_posts_the_query_itself(address):
    """SPARQL 1.1 Protocol, 2.1.3."""
    wrapper = asked(address, SELECT, JSON, method=POST)
    wrapper.setRequestMethod(POSTDIRECTLY)

    assert len(wrapper.queryAndConvert()["results"]["bindings"]) == 1


def test_sparqlwrapper_asks(address):
    wrapper = asked(address, "ASK { ?d a fg:Deployment }", JSON)

    assert wrapper.queryType == ASK
    assert wrapper.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_constructs(address):
    found = asked(
        address, "CONSTRUCT { ?d fg:place ?p } WHERE { ?d fg:place ?p }", TURTLE
    ).queryAndConvert()

    assert b"fg:place" in found


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (SELECT, "solutions"),
        ("ASK { ?d a fg:Deployment }", "boolean"),
        ("CONSTRUCT { ?d fg:place ?p } WHERE { ?d fg:place ?p }", "graph"),
    ],
)
def test_our_own_client_reads_our_own_server(address, query, kind):
    """`kg query --endpoint` names no prefix and is answered in every form of a query."""
    found = ask_endpoint(f"{address}/sparql", query)

    assert found.kind == kind
    assert PLACE in str(found.rows) + str(found.boolean) + str(found.triples) or found.boolean


def test_sparqlwrapper_takes_the_other_tables(address):
    assert PLACE in asked(address, SELECT, CSV).queryAndConvert().decode()
    assert PLACE in asked(address, SELECT, XML).queryAndConvert().toxml().replace(
        "&lt;", "<"
    ).replace("&gt;", ">")


def test_a_body_too_large_is_a_problem_over_a_socket_too(address):
    request = urllib.request.Request(  # noqa: S310 - the address is ours
        f"{address}/sparql",
        data=b"query=" + b"x" * 2**21,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)  # noqa: S310

    assert caught.value.code == 413
    assert caught.value.headers["Content-Type"] == "application/problem+json"


def test_a_port_that_is_taken_is_told_with_what_to_do(app):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(UsageError, match=rf"127\.0\.0\.1:{port}: .*--port") as caught:
            listening.listen(app, host="127.0.0.1", port=port)

    assert caught.value.exit_status == 2


def test_a_host_that_is_not_here_is_told(app):
    with pytest.raises(UsageError, match=r"nowhere\.invalid:0: .*--host"):
        listening.listen(app, host="nowhere.invalid", port=0)


def test_serve_says_where_and_stops_when_it_is_interrupted(served_study):
    started = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0"],
        env={**os.environ, "KG_STUDY": str(served_study)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with started:
        said = started.stderr.readline()
        address = said.partition(" at ")[2].partition(" ")[0]
        with urllib.request.urlopen(f"{address}/health") as answer:  # noqa: S310
            status = answer.status
        started.send_signal(2)
        out, rest = started.communicate(timeout=20)

    assert said.startswith("Serving A study <of> tests at http://127.0.0.1:")
    assert "(Ctrl+C stops)" in said
    assert status == 200
    assert (out, rest.splitlines()[-1], started.returncode) == ("", "Stopped", 0)


LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def asked_in_thread(address: str, **parameters: str) -> tuple[threading.Thread, list[tuple]]:
    """Ask for the long query; return the thread that does and where it puts status and body."""
    found = []

    def ask() -> None:
        query = urllib.parse.urlencode({"query": LONG, **parameters})
        try:
            with urllib.request.urlopen(f"{address}/sparql?{query}") as answer:  # noqa: S310
                found.append((answer.status, answer.read()))
        except urllib.error.HTTPError as error:
            found.append((error.code, error.read()))

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, found


@pytest.mark.alone
def test_serve_finishes_what_is_under_way_when_it_is_told_to_end(served_study):
    started = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0"],
        env={**os.environ, "KG_STUDY": str(served_study)},
        stderr=subprocess.PIPE,
        text=True,
    )
    with started:
        address = started.stderr.readline().partition(" at ")[2].partition(" ")[0]
        thread, found = asked_in_thread(address, timeout="2")
        time.sleep(0.7)
        started.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"{address}/health", timeout=5)  # noqa: S310
        thread.join()
        rest = started.communicate(timeout=20)[1]

    # The query had its two seconds, and its answer, though the server was stopping.
    assert found[0][0] == 504
    assert b"query-timeout" in found[0][1]
    assert (rest.splitlines()[-1], started.returncode) == ("Stopped", 0)


@pytest.mark.alone
def test_what_takes_too_long_to_finish_is_told_that_the_server_stops(served_study, monkeypatch):
    monkeypatch.setattr(listening, "GRACE", 0.3)
    with serving(served_study) as app:
        with listening_at(app) as address:
            thread, found = asked_in_thread(address)
            time.sleep(0.5)
        thread.join()

    assert found[0][0] == 503
    assert b"stopp" in found[0][1]


@pytest.mark.alone
def test_serve_takes_its_limits_from_options(served_study, tmp_path):
    tokens = tmp_path / "tokens"
    tokens.write_text("# the keeper\n\nlet-me-in\n", encoding="utf-8")
    options = (
        "--readers=1 --timeout=1 --longest=2 --rows=5 --bytes=2K --memory=2G --cache=1M "
        f"--at-once=2 --log-queries --endpoint=sparql.example --token-file={tokens}"
    ).split()
    started = subprocess.Popen(
        [
            *(sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0"),
            *options,
            *("--rate", "100 per minute"),
        ],
        env={**os.environ, "KG_STUDY": str(served_study)},
        stderr=subprocess.PIPE,
        text=True,
    )

    def status(path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"{address}{path}", headers=headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310
                return answer.status, str(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def asked_of(query: str, **more: str) -> tuple[int, str]:
        return status(f"/sparql?{urllib.parse.urlencode({'query': query, **more})}")

    with started:
        address = started.stderr.readline().partition(" at ")[2].partition(" ")[0]
        rows = asked_of("SELECT ?s { VALUES ?s { 1 2 3 4 5 6 } }")
        size = asked_of('SELECT (REPLACE("%s", "x", "yyyy") AS ?t) {}' % ("x" * 600))
        late = asked_of(LONG, timeout="3")
        fine = asked_of("ASK {}")
        elsewhere = asked_of("SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }")
        nobody = status("/running")
        keeper = status("/running", Authorization="Bearer let-me-in")
        started.send_signal(signal.SIGTERM)
        log = started.communicate(timeout=20)[1].splitlines()

    assert (rows[0], size[0], late[0]) == (507, 507, 504)
    assert "5 rows" in rows[1]
    assert (fine[0], elsewhere[0]) == (200, 400)
    assert "sparql.example" in elsewhere[1]
    assert "ratelimit-limit: 100" in fine[1].lower()
    assert (nobody[0], keeper[0]) == (401, 200)
    lines = [json.loads(line) for line in log if line.startswith("{")]
    assert [line.get("query") for line in lines if "query" in line][3] == "ASK {}"


@pytest.mark.parametrize(
    ("text", "size"),
    [("12", 12), ("3K", 3072), ("2m", 2 << 20), ("1G", 1 << 30), ("1GiB", 1 << 30)],
)
def test_sizes_have_units(text, size):
    assert commands.Size().convert(text, None, None) == size


@pytest.mark.parametrize("text", ["", "M", "-1", "1.5G", "1T", "many"])
def test_what_is_no_size_is_refused_with_an_example(text):
    with pytest.raises(click.BadParameter, match="512M"):
        commands.Size().convert(text, None, None)


def test_serve_without_a_build_says_what_to_do(tmp_path):
    (tmp_path / "study.toml").write_text(
        'title = "T"\npublisher = "P"\nlicence = "https://example.org/l"\n', encoding="utf-8"
    )

    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--study", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 4
    assert "no-generation" in done.stderr
    assert "kg build" in done.stderr


def test_listing_the_commands_loads_nothing_heavy():
    """``kg --help`` loads this package to list what it offers."""
    code = (
        "import sys, server.commands\n"
        "print([name for name in ('flask', 'pyoxigraph', 'waitress', 'rdflib') "
        "if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_demo_builds_the_study_that_ships_and_answers_its_first_question():
    started = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "demo", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    with started:
        said = []
        for line in started.stderr:
            said.append(line)
            if line.startswith("Serving"):
                break
        assert said[-1].startswith("Serving"), "".join(said)
        address = said[-1].partition(" at ")[2].partition(" ")[0]
        try:
            query = f"{address}/queries/find/modes-used?force=metropolitan&format=csv"
            with urllib.request.urlopen(query) as answer:  # noqa: S310
                rows = answer.read().decode().splitlines()
        finally:
            started.send_signal(2)
        started.communicate(timeout=20)

    assert len(rows) > 1
    assert started.returncode == 0
