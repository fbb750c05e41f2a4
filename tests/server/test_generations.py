"""Generations that come, go and stay: no request fails or sees two of them."""

import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.errors import BusyError
from kg.store import Generations
from server.readers.pool import Pool
from server.settings import QUAD, Settings
from tests.server.conftest import SETTINGS, promote
from tests.server.serving import listening_at, serving
from tests.server.test_limits import Asking

COUNT = "SELECT (COUNT(*) AS ?n) (MIN(?v) AS ?x) { ?s <urn:p> ?v }"


def graph(number: int, things: int = 50) -> str:
    return "\n".join(f"<urn:s{at}> <urn:p> {number} ." for at in range(things))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study that has nothing but a number, which tells the generation."""
    (tmp_path / "study.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def until(true, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_promoting_under_load_fails_and_mixes_nothing(folder: Path) -> None:
    first = promote(folder, graph(0))
    answers: list[tuple[int, str, str]] = []
    stop = threading.Event()
    with serving(folder) as app, listening_at(app) as address:

        def ask(part: int) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                # Each text is new, so that readers answer and not the cache.
                one = Asking(address, f"{COUNT} # {part} {number}", format="csv").answer()
                answers.append((one[0], one[1].get("generation", ""), one[2].decode()))

        threads = [threading.Thread(target=ask, args=(part,)) for part in range(3)]
        for thread in threads:
            thread.start()
        numbers = {first: 0}
        served = app.extensions["current"]
        for number in range(1, 4):
            identifier = promote(folder, graph(number))
            numbers[identifier] = number
            until(lambda wanted=identifier: served.identifier == wanted)
            time.sleep(0.3)
        stop.set()
        for thread in threads:
            thread.join()

    assert {status for status, _, _ in answers} == {200}
    assert {generation for _, generation, _ in answers} == set(numbers)
    for _, generation, body in answers:
        assert body == f"n,x\r\n50,{numbers[generation]}\r\n"


def test_an_older_generation_answers_at_its_own_address(folder: Path) -> None:
    old = promote(folder, graph(1))
    new = promote(folder, graph(2))
    with serving(folder) as app:
        client = app.test_client()
        listed = client.get("/generations").json
        answer = client.get(
            f"/generations/{old}/sparql", query_string={"query": COUNT, "format": "csv"}
        )
        current = client.get("/sparql", query_string={"query": COUNT, "format": "csv"})
        cited = current.headers["Link"].partition("<")[2].partition(">")[0]
        again = client.get(cited, headers={"Accept": "text/csv"})
        gone = client.get("/generations/0123456789ab/sparql", query_string={"query": COUNT})
        nonsense = client.get("/generations/../sparql", query_string={"query": COUNT})

    assert [one["id"] for one in listed] == [new, old]
    assert [one["current"] for one in listed] == [True, False]
    assert answer.data == b"n,x\r\n50,1\r\n"
    assert answer.headers["Generation"] == old
    assert "immutable" in answer.headers["Cache-Control"]
    assert current.headers["Cache-Control"] == "no-cache"
    assert again.data == current.data == b"n,x\r\n50,2\r\n"
    assert (gone.status_code, gone.mimetype) == (404, "application/problem+json")
    assert "/generations" in gone.json["detail"]
    assert nonsense.status_code == 404


def test_what_an_older_generation_held_is_gone_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(SETTINGS, encoding="utf-8")
    thing = "https://w3id.org/foigraph/id/request/gb-x"
    generations = Generations(tmp_path)
    with generations.stage([], origins={thing: ("a.yaml", 3)}, notes={}) as staged:
        old = generations.promote(staged).identifier
    promote(tmp_path, graph(1))
    with serving(tmp_path) as app:
        client = app.test_client()
        gone = client.get("/id/request/gb-x")
        never = client.get("/id/request/gb-y")

    assert (gone.status_code, never.status_code) == (410, 404)
    assert f"/generations/{old}/sparql" in gone.json["detail"]


def test_going_back_is_served(folder: Path) -> None:
    old = promote(folder, graph(1))
    promote(folder, graph(2))
    with serving(folder) as app:
        served = app.extensions["current"]
        until(lambda: served.identifier is not None)
        generations = Generations(folder)
        generations.go_back(generations.before())
        until(lambda: served.identifier == old)


def test_a_damaged_generation_is_not_served_and_health_says_so(folder: Path) -> None:
    old = promote(folder, graph(1))
    new = promote(folder, graph(2))
    file = Generations(folder).of(new).path
    file.write_bytes(file.read_bytes().replace(b"urn:p", b"urn:q"))
    with serving(folder) as app:
        client = app.test_client()
        health = client.get("/health").json
        answer = client.get("/sparql", query_string={"query": COUNT, "format": "csv"})
        # Mended by a build: the same quads again.
        promote(folder, graph(2))
        until(lambda: client.get("/health").json["status"] == "ok")

    assert (health["status"], health["generation"]) == ("degraded", old)
    assert str(folder) not in str(health)
    assert answer.data == b"n,x\r\n50,1\r\n"


def test_from_disk_the_answers_are_the_same(folder: Path) -> None:
    promote(folder, graph(7, things=500))
    small = Settings(memory=1)
    assert not small.in_memory(500)
    with serving(folder, small) as app:
        client = app.test_client()
        answer = client.get("/sparql", query_string={"query": COUNT, "format": "csv"})
        health = client.get("/health").json
    generation = Generations(folder).current()

    assert answer.data == b"n,x\r\n500,7\r\n"
    assert health["status"] == "ok"
    assert (generation.folder / "disk").is_dir()
    generation.verify()


def test_a_generation_in_use_is_not_removed(folder: Path) -> None:
    first = promote(folder, graph(1))
    with serving(folder) as app:
        until(lambda: app.extensions["current"].identifier == first)
        second = promote(folder, graph(2))
        third = promote(folder, graph(3))
        generations = Generations(folder)
        until(lambda: app.extensions["current"].identifier == third)
        held = generations.of(second).hold()
        assert held is not None
        with held:
            removed = generations.prune(1)
        assert second not in removed

        def alone() -> bool:
            generations.prune(1)  # the server lets go of those that it has served when it can
            return [one.identifier for one in generations.kept()] == [third]

        until(alone)


def test_what_cannot_be_loaded_again_gives_way_to_an_older_one(folder: Path, caplog) -> None:
    """The file was damaged while it was served, and then its template was killed."""
    old = promote(folder, graph(1))
    new = promote(folder, graph(2))
    with serving(folder) as app:
        client = app.test_client()
        assert client.get("/health").json["generation"] == new
        file = Generations(folder).of(new).path
        whole = file.read_bytes()
        file.write_bytes(whole + b"\n")
        kill_template(app)
        until(lambda: lost(client) is None)
        degraded = client.get("/health").json
        ready = client.get("/health/ready").status_code
        answer = client.get("/sparql", query_string={"query": COUNT, "format": "csv"})
        file.write_bytes(whole)
        until(lambda: client.get("/health").json["status"] == "ok")
        mended = client.get("/health").json

    assert (degraded["status"], degraded["generation"], ready) == ("degraded", old, 200)
    assert answer.data == b"n,x\r\n50,1\r\n"
    assert (mended["generation"], mended["readers"]) == (new, 3)
    assert "was changed after it was promoted" in caplog.text


def test_a_template_killed_again_while_it_loads_costs_no_reader(folder: Path) -> None:
    promote(folder, graph(1, things=2000))
    with serving(folder) as app:
        client = app.test_client()
        for number in range(3):
            kill_template(app)
            threading.Timer(0.1, kill_template, [app]).start()
            until(lambda number=number: lost(client, number) is None)
        until(lambda: client.get("/health").json["readers"] == 3)

        assert client.get("/health/ready").status_code == 200


def kill_template(app: Flask) -> None:
    for opened in app.extensions["current"].pools():
        opened.pool._template._process.kill()


def lost(client: FlaskClient, number: int = 0) -> str | None:
    """Ask, and return what kept the answer back; only what passes may do so."""
    query = f"{COUNT} # {number}"
    answer = client.get("/sparql", query_string={"query": query, "format": "csv"})
    if answer.status_code == 200:
        return None
    assert answer.status_code in (502, 503)
    return answer.json["type"]


def test_so_many_older_generations_are_loaded_at_once(folder: Path) -> None:
    names = [promote(folder, graph(number)) for number in range(1, 6)]
    with serving(folder) as app:
        current = app.extensions["current"]
        held = [current.take(name) for name in names[:2]]

        with pytest.raises(BusyError, match="older generations"):
            current.take(names[2])
        current.leave(held[0])
        third = current.take(names[2])
        loaded = {opened.name for opened in current.pools()}
        current.leave(held[1])
        current.leave(third)

    assert loaded == {names[4], names[1], names[2]}


def test_an_older_generation_has_its_rows_in_the_same_order(folder: Path) -> None:
    """Also where the budget is such that it alone would fit into memory."""
    old = promote(folder, graph(1, things=400))
    few = {"query": "SELECT ?s { ?s <urn:p> ?v } LIMIT 5", "format": "csv"}
    fits = Settings(memory=next(m for m in range(2**28, 2**34, 2**22) if fits_once(m)))
    with serving(folder, fits) as app:
        before = app.test_client().get("/sparql", query_string=few)
    promote(folder, graph(2))
    with serving(folder, fits) as app:
        after = app.test_client().get(f"/generations/{old}/sparql", query_string=few)
        stated = app.test_client().get(
            f"/generations/{old}/sparql", query_string={"query": COUNT, "format": "csv"}
        )

    assert before.data == after.data
    assert "immutable" not in after.headers["Cache-Control"]
    assert "immutable" in stated.headers["Cache-Control"]


def fits_once(memory: int) -> bool:
    return Settings(memory=memory).in_memory(400)


def test_a_damaged_file_is_noticed_though_its_store_on_disk_is_whole(folder: Path) -> None:
    old = promote(folder, graph(1))
    new = promote(folder, graph(2))
    with serving(folder, Settings(memory=1)) as app:
        assert app.test_client().get("/health").json["generation"] == new
    file = Generations(folder).of(new).path
    file.write_bytes(file.read_bytes() + b"\n")

    with serving(folder, Settings(memory=1)) as app:
        assert app.test_client().get("/health").json["generation"] == old


def test_all_that_may_be_loaded_at_once_is_in_the_budget() -> None:
    for quads in (0, 40_000, 1_000_000, 3_000_000):
        for memory in (4, 8, 16):
            told = Settings(memory=memory * 2**30)
            stores = 4 * QUAD * quads if told.in_memory(quads) else 0
            readers = told.processes * told.reader_memory(quads)
            assert stores + readers <= told.budget


def test_whatever_goes_wrong_who_looks_for_generations_goes_on(folder: Path, monkeypatch) -> None:
    promote(folder, graph(1))
    with serving(folder) as app:
        client = app.test_client()
        until(lambda: client.get("/health").json["status"] == "ok")
        started = Pool.start

        def starts_badly(_: Pool) -> object:
            raise OSError("too many open files")

        monkeypatch.setattr(Pool, "start", starts_badly)
        new = promote(folder, graph(2))
        until(lambda: client.get("/health").json["status"] == "degraded")
        monkeypatch.setattr(Pool, "start", started)

        until(lambda: client.get("/health").json["generation"] == new)


def test_few_requests_wait_for_an_older_generation(folder: Path) -> None:
    names = [promote(folder, graph(number)) for number in range(1, 4)]
    told: list[int] = []
    with serving(folder) as app:
        client = app.test_client()
        assert client.get("/health").status_code == 200
        current = app.extensions["current"]

        def ask(name: str) -> None:
            query = {"query": COUNT, "format": "csv"}
            answer = app.test_client().get(f"/generations/{name}/sparql", query_string=query)
            told.append(answer.status_code)

        with current._older._loading:  # as if one were loaded for long
            threads = [threading.Thread(target=ask, args=(names[n % 2],)) for n in range(9)]
            for thread in threads:
                thread.start()
            until(lambda: len(told) == 6)
            refused = list(told)
        for thread in threads:
            thread.join()

    assert refused == [503] * 6
    assert told[6:] == [200] * 3
