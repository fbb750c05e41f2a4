"""kill -9 at random moments: of readers and of the front under load, of a build at each stage."""

import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from kg.store import Generations
from tests.studies.folders import METROPOLITAN

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?v }"
WHOLE = b"n\r\n50\r\n"
KILLS = 200
FRONTS = int(os.environ.get("FOIGRAPH_FRONTS", "12"))
"""The front is started anew after each, which takes a second: 200 of them take four minutes."""


@contextmanager
def server(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    process = subprocess.Popen(
        [*KG, "serve", "--study", str(folder), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found is not None
    try:
        yield process, found.group()
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def descendants(pid: int) -> list[int]:
    found = children(pid)
    return found + [one for child in found for one in descendants(child)]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def ask(address: str, number: object) -> tuple[int, bytes]:
    talk = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    query = quote(f"{COUNT} # {number}")
    talk.request("GET", f"/sparql?query={query}&format=csv")
    answer = talk.getresponse()
    found = answer.status, answer.read()
    talk.close()
    return found


@pytest.mark.alone
def test_readers_killed_at_200_moments_cost_no_answer(folder: Path) -> None:
    answers: list[tuple[int, bytes]] = []
    stop = threading.Event()
    chance = random.Random(7)  # noqa: S311
    with server(folder) as (process, address):
        [template] = children(process.pid)
        opened = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))

        def load(part: int) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                answers.append(ask(address, f"{part} {number}"))

        threads = [threading.Thread(target=load, args=(part,)) for part in range(2)]
        for thread in threads:
            thread.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0, 0.04))
            readers = [one for one in children(template) if alive(one)]
            if readers:
                os.kill(chance.choice(readers), signal.SIGKILL)
        stop.set()
        for thread in threads:
            thread.join()
        last = [ask(address, f"last {number}") for number in range(6)]
        zombies = [one for one in children(template) if not alive(one)]
        left = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))

    assert set(answers) == {(200, WHOLE)}
    assert len(answers) > KILLS
    assert set(last) == {(200, WHOLE)}
    assert len(zombies) <= 3
    assert left <= opened + 4


def test_a_killed_front_leaves_no_process_and_starts_again(folder: Path) -> None:
    chance = random.Random(8)  # noqa: S311
    for round_ in range(FRONTS):
        with server(folder) as (process, address):
            others = descendants(process.pid)
            talk = threading.Thread(target=_ask_until_gone, args=(address,))
            talk.start()
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
            process.wait()
            talk.join()
            end = time.monotonic() + 10
            while any(alive(one) for one in others):
                assert time.monotonic() < end, f"round {round_}: a process outlives the front"
                time.sleep(0.01)
    left = [path.name for path in (folder / ".kg").iterdir()]

    assert sorted(left) == ["current", "generations", "history"]


def _ask_until_gone(address: str) -> None:
    number = 0
    while True:
        number += 1
        try:
            assert ask(address, number) == (200, WHOLE)
        except (OSError, http.client.HTTPException):
            return


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small study of the Met with its first generation."""
    folder = tmp_path_factory.mktemp("built") / "met"
    shutil.copytree(METROPOLITAN, folder, ignore=shutil.ignore_patterns(".kg"))
    subprocess.run([*KG, "build", "--study", str(folder)], check=True, capture_output=True)
    return folder


def test_a_build_killed_at_any_stage_leaves_what_was_current(built: Path) -> None:
    generations = Generations(built)
    before = generations.current().identifier
    settings = built / "study.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('title = "', 'title = "Another '), encoding="utf-8")
    began = time.monotonic()
    process = subprocess.run([*KG, "build", "--study", str(built)], check=True, capture_output=True)
    took = time.monotonic() - began
    after = generations.current().identifier
    assert process.returncode == 0

    generations.go_back(generations.of(before))
    for part in range(10):
        build = subprocess.Popen(
            [*KG, "build", "--study", str(built)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(took * part / 10)
        build.kill()
        build.wait()
        current = generations.current()
        current.verify()
        assert current.identifier in (before, after)
        generations.go_back(generations.of(before))
    subprocess.run([*KG, "build", "--study", str(built)], check=True, capture_output=True)

    assert generations.current().identifier == after
    assert not list((built / ".kg").glob("staged-*"))
    assert not list((built / ".kg").glob(".current-*"))
