"""Measure extraction: speed on one core, memory over many documents, and two processes.

    python benchmarks/extract.py [--runs 3] [--many 10000] [--seed 1]

The documents are invented letters (benchmarks/letters.py).  The peer of the speed
is one pass of a regular expression that takes every word of the same text, in the
same run: the ratio says how many such passes the extraction of a letter is worth.
Memory and the gain of two processes are those of the command as a user runs it,
``kg extract --json FOLDER``; two processes are compared with one, run in turn.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.letters import letters
from kg.cli.reading import extracted
from kg.errors import KgError
from kg.ingest import Piece

ONE_CORE = 1000
"""Letters by which the speed on one core is measured."""

FEW = 1000
"""Letters whose memory that of many is compared with."""

IN_TURN = 4000
"""Letters by which one process and two are compared."""

WORD = re.compile(r"\w+")


def main() -> None:
    """Print the measurements as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--many", type=int, default=10_000, help="letters in all (default 10000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the letters (default 1)")
    asked = parser.parse_args()
    print(f"{'what':<52}{'measured':>16}  beside")
    one_core(asked.seed, asked.runs)
    with tempfile.TemporaryDirectory() as folder:
        memory(Path(folder), asked.seed, asked.many)
        two_processes(Path(folder), asked.runs)


def line(what: str, measured: str, beside: str) -> None:
    """Print one line of the table."""
    print(f"{what:<52}{measured:>16}  {beside}", flush=True)


def one_core(seed: int, runs: int) -> None:
    """Measure letters a second in this process, and what it is worth in passes of the peer."""
    pieces = [
        Piece(name=letter.name, content=letter.text.encode()) for letter in letters(ONE_CORE, seed)
    ]
    texts = [piece.content.decode() for piece in pieces]
    refused = sum(not is_read(piece) for piece in pieces)
    ours = median(lambda: [is_read(piece) for piece in pieces], runs)
    peer = median(lambda: [WORD.findall(text) for text in texts], runs)
    size = statistics.mean(len(piece.content) for piece in pieces)
    line(
        f"letters of {size:,.0f} bytes, one core",
        f"{len(pieces) / ours:,.0f} a second",
        f"{ours / peer:,.0f} passes of re over all words; {refused} refused",
    )


def is_read(piece: Piece) -> bool:
    """Do what ``kg extract --json`` does with one document, but print nothing."""
    try:
        extracted(piece, force=None, mapping=None, as_lines=True)
    except KgError:
        return False
    return True


def median(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds of processor time of *work*, after one run that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def memory(folder: Path, seed: int, many: int) -> None:
    """Measure the peak of memory with few letters and with *many*; leave some in *folder*."""
    for number, letter in enumerate(letters(many, seed)):
        name = "few" if number < FEW else "in-turn" if number < FEW + IN_TURN else "rest"
        part = folder / name
        part.mkdir(exist_ok=True)
        (part / letter.name).write_text(letter.text, encoding="utf-8")
    _, few = command(["--jobs", "1", str(folder / "few")])
    seconds, most = command(["--jobs", "1", str(folder)])
    line(f"kg extract --json, {FEW:,} letters, peak of memory", f"{few:,.0f} MiB", "")
    line(
        f"kg extract --json, {many:,} letters, peak of memory",
        f"{most:,.0f} MiB",
        f"{most / few:.2f} times that of {FEW:,}; {seconds:.1f} s",
    )


def two_processes(folder: Path, runs: int) -> None:
    """Measure the same letters with one process and with two, in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for jobs, taken in zip(("1", "2"), times, strict=True):
            seconds, _ = command(["--jobs", jobs, str(folder / "in-turn")])
            taken.append(seconds)
    one, two = map(statistics.median, times)
    line(
        f"kg extract --json --jobs 2, {len(list((folder / 'in-turn').iterdir())):,} letters",
        f"{two:.2f} s",
        f"{one / two:.2f} times as fast as --jobs 1 ({one:.2f} s), starting included",
    )


def command(arguments: Sequence[str]) -> tuple[float, float]:
    """Run ``kg extract --json`` and return its seconds and its own peak of memory (MiB)."""
    started = time.perf_counter()
    running = subprocess.Popen(
        [str(Path(sys.executable).with_name("kg")), "extract", "--json", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 3):
        sys.exit(f"kg extract ended with {running.returncode}")
    return time.perf_counter() - started, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
