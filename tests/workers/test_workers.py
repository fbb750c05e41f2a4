"""Work in processes, some of which die."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from kg.errors import FaultError, KgError, NoTextError, UnknownQueryError
from kg.ingest import Piece
from kg.workers import AHEAD, cores, in_order

ORDERS = """\
import os, signal, sys, time
from kg.errors import NoTextError, UnknownQueryError

def obey(piece):
    order = piece.content.decode()
    if order == "be killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "leave":
        os._exit(7)
    if order == "sleep":
        time.sleep(100)
    if order == "be slow":
        time.sleep(0.5)
    if order == "go wrong":
        return {}["nothing"]
    if order == "recur":
        return obey(piece)
    if order == "refuse":
        raise NoTextError("here: it is empty; fill it")
    if order == "refuse queerly":
        raise UnknownQueryError("find/x", near=["find/y"])
    if order == "tell the process":
        return os.getpid()
    return order.upper()
"""

Work = Callable[[Piece], object]


@pytest.fixture
def obey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A function of a module that every process finds."""
    (tmp_path / "orders_for_tests.py").write_text(ORDERS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    work: Work = import_module("orders_for_tests").obey
    return work


def orders(*given: str) -> list[Piece | KgError]:
    return [Piece(name=f"{n}.txt", content=order.encode()) for n, order in enumerate(given)]


def results(obey: Work, *given: str, jobs: int, patience: float = 60) -> list[object]:
    return [found for _, found in in_order(obey, orders(*given), jobs=jobs, patience=patience)]


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int, obey: Work) -> None:
    given = ("be slow", *(f"word {n}" for n in range(60)))

    found = list(in_order(obey, orders(*given), jobs=jobs))

    assert [result for _, result in found] == [order.upper() for order in given]
    assert [item for item, _ in found] == orders(*given)


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_is_done_at_once(jobs: int, obey: Work) -> None:
    assert results(obey, jobs=jobs) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_the_result_of_its_item_and_stops_no_other(jobs: int, obey: Work) -> None:
    found = results(obey, "a", "refuse", "b", "refuse queerly", "c", jobs=jobs)

    assert [found[0], found[2], found[4]] == ["A", "B", "C"]
    assert isinstance(found[1], NoTextError)
    assert str(found[1]) == "here: it is empty; fill it"
    assert isinstance(found[3], UnknownQueryError)
    assert "did you mean 'find/y'" in str(found[3])
    assert found[3].exit_status == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_is_an_error_already_stands_in_its_place(jobs: int, obey: Work) -> None:
    error = NoTextError("folder: nothing; put something in")
    one, other = orders("a", "b")

    found = list(in_order(obey, [one, error, other], jobs=jobs))

    assert found == [(one, "A"), (error, error), (other, "B")]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("order", "said"), [("go wrong", "KeyError: 'nothing'"), ("recur", "RecursionError")]
)
def test_a_fault_of_the_program_is_told_and_stops_no_other(
    order: str, said: str, jobs: int, obey: Work
) -> None:
    found = results(obey, "a", order, "b", jobs=jobs)

    assert [found[0], found[2]] == ["A", "B"]
    assert isinstance(found[1], FaultError)
    assert str(found[1]).startswith(f"1.txt: this program failed on it ({said}")


def test_a_fault_says_where_in_the_program_it_is() -> None:
    from kg.ingest.text import read

    (found,) = (result for _, result in in_order(read, orders("a")))  # type: ignore[arg-type] -- it lacks arguments on purpose

    assert "TypeError" in str(found)
    from functools import partial

    from kg.adding import read_piece

    broken = Piece(name="x", content="no bytes")  # type: ignore[arg-type] -- broken on purpose
    (found,) = (result for _, result in in_order(partial(read_piece, force=None), [broken]))
    assert ", in kg/ingest/" in str(found)
    assert ", line " in str(found)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("be killed", "ended with signal 9, mostly because memory ran out; read it alone"),
        ("leave", "ended with status 7; read it alone"),
    ],
)
def test_a_process_that_dies_costs_the_item_in_its_hands_only(
    order: str, said: str, obey: Work
) -> None:
    given = ["a", order, "b", "c", order, order, "d", *"efghijklm"]

    found = results(obey, *given, jobs=2)

    for n, (what, result) in enumerate(zip(given, found, strict=True)):
        if what == order:
            assert isinstance(result, FaultError)
            assert str(result).startswith(f"{n}.txt: the process that read it")
            assert said in str(result)
        else:
            assert result == what.upper()


def test_a_process_that_never_ends_is_stopped_and_costs_its_item_only(obey: Work) -> None:
    started = time.monotonic()

    found = results(obey, "a", "sleep", *"bcdefgh", jobs=2, patience=2)

    assert time.monotonic() - started < 30
    assert [found[0], *found[2:]] == list("ABCDEFGH")
    assert str(found[1]).startswith("1.txt: it was not read within 2 s; ")


def test_items_larger_than_a_pipe_come_through(obey: Work) -> None:
    given = [str(n) * 1_000_000 for n in range(6)]

    assert results(obey, *given, jobs=2) == given


def test_as_many_processes_work_as_are_asked_for(obey: Work) -> None:
    found = results(obey, *["be slow", "tell the process"] * 8, jobs=3)

    numbers = {number for number in found if isinstance(number, int)}
    assert len(numbers) <= 3
    assert os.getpid() not in numbers
    assert results(obey, "tell the process", jobs=1) == [os.getpid()]
    assert cores() >= 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_few_items_are_under_way_however_many_there_are(jobs: int, obey: Work) -> None:
    taken = 0

    def coming() -> Iterator[Piece]:
        nonlocal taken
        for piece in orders(*map(str, range(2000))):
            taken += 1
            assert isinstance(piece, Piece)
            yield piece

    most = 0
    for given, _ in enumerate(in_order(obey, coming(), jobs=jobs)):
        most = max(most, taken - given)

    assert taken == 2000
    assert most <= AHEAD * jobs


def test_a_slow_item_holds_the_others_back_only_so_far(obey: Work) -> None:
    taken = 0

    def coming() -> Iterator[Piece]:
        nonlocal taken
        for piece in orders("be slow", *map(str, range(1000))):
            taken += 1
            assert isinstance(piece, Piece)
            yield piece

    with closing(in_order(obey, coming(), jobs=2)) as found:
        assert next(found)[1] == "BE SLOW"

        assert taken <= 2 * AHEAD


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found = set()
    for thread in Path("/proc/self/task").iterdir():
        found |= set(map(int, (thread / "children").read_text(encoding="ascii").split()))
    return found


def working() -> set[int]:
    """The children that are not the library's own helper, and not the readers of a server."""
    found = set()
    for child in children():
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        if b"resource_tracker" not in command and b"readers.template" not in command:
            found.add(child)
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")
def test_whoever_stops_early_leaves_no_process_behind(obey: Work) -> None:
    before = working()
    with closing(in_order(obey, orders("a", "sleep", "sleep"), jobs=2)) as found:
        assert next(found)[1] == "A"
        assert working() - before

    assert not working() - before


def test_it_works_beside_other_threads(obey: Work) -> None:
    """Only the main thread may touch signals."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(results(obey, *"abc", jobs=2)))
    thread.start()
    thread.join()

    assert found == ["A", "B", "C"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
