"""No room left: while a generation is staged, and while a long result is kept."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ResultTooLargeError, StoreError
from kg.store import Generations
from server.readers import tasks
from server.readers.tasks import Asked

BUILD = """\
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
from pyoxigraph import Literal, NamedNode, Quad
from kg.store import Generations
p = NamedNode("urn:p")
quads = sorted((Quad(NamedNode(f"urn:s{n}"), p, Literal("x" * 50)) for n in range(5000)), key=str)
generations = Generations(Path(sys.argv[1]))
with generations.stage(quads, origins={}, notes={}) as staged:
    generations.promote(staged)
"""


@pytest.mark.parametrize("room", [0, 4096, 100_000])
def test_a_generation_without_room_leaves_the_one_before(folder: Path, room: int) -> None:
    before = Generations(folder).current().identifier

    ended = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder), str(room)],
        check=False,
        capture_output=True,
        text=True,
    )

    assert ended.returncode != 0
    assert "File too large" in ended.stderr
    assert Generations(folder).current().identifier == before
    assert not list((folder / ".kg").glob("staged-*"))


def test_a_result_without_room_is_an_error_and_no_short_answer(folder: Path) -> None:
    store = Generations(folder).current().open()
    asked = Asked(
        text="SELECT ?a ?b ?c { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z } LIMIT 200000",
        base="https://example.org/",
        where="the query",
        form="csv",
        rows=10**9,
        size=10**9,
        folder=str(folder / ".kg"),
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, before[1]))
    try:
        with pytest.raises(StoreError, match=r"File too large.*no room"):
            tasks.query(store, asked)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_result_past_its_limits_is_an_error(folder: Path) -> None:
    store = Generations(folder).current().open()
    query = Asked(
        text="SELECT ?s { ?s <urn:p> ?v }",
        base="https://example.org/",
        where="the query",
        form="csv",
        rows=49,
        size=10**9,
    )
    with pytest.raises(ResultTooLargeError, match="more than 49 rows"):
        tasks.query(store, query)
    assert tasks.query(store, query._replace(rows=50)).value.rows == 50
    with pytest.raises(ResultTooLargeError, match="more than 100 bytes"):
        tasks.query(store, query._replace(rows=50, size=100))
