"""Measure how soon a fresh clone answers its first question, and how soon ``kg --help`` answers.

    python benchmarks/start.py [--runs 5]

Clones the repository into a temporary folder and runs ``make run`` there twice:
once with nothing set up, once again.  The clock stops when the first question is
answered over HTTP.  ``kg --help`` is timed against its peer, the interpreter
that only imports click, the two in turn; medians and their ratio are printed.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PORT = 8765
QUESTION = f"http://127.0.0.1:{PORT}/queries/find/modes-used?format=csv"
LIMIT = 600
"""Longest wait for an answer (seconds)."""


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
        print(f"make run, fresh clone, first answer: {until_answered(clone):.1f} s")
        again = [until_answered(clone) for _ in range(runs)]
        print(f"make run, again, first answer: {statistics.median(again):.1f} s (median of {runs})")
        ours, peer = in_turn(
            [str(clone / ".venv" / "bin" / "kg"), "--help"],
            [str(clone / ".venv" / "bin" / "python"), "-c", "import click"],
            runs=4 * runs,
        )
    print(
        f"kg --help: {1000 * ours:.0f} ms; python -c 'import click': {1000 * peer:.0f} ms; "
        f"ratio {ours / peer:.2f} (medians of {4 * runs})"
    )


def until_answered(clone: Path) -> float:
    """Run ``make run`` in *clone* and return the seconds until the first question is answered."""
    started = time.perf_counter()
    server = subprocess.Popen(
        ["make", "run", f"PORT={PORT}"],
        cwd=clone,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.perf_counter() - started < LIMIT:
            if server.poll() is not None:
                sys.exit(f"make run ended with {server.returncode}")
            try:
                with urllib.request.urlopen(QUESTION, timeout=5) as answer:
                    if b"Live facial recognition" in answer.read():
                        return time.perf_counter() - started
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.05)
        sys.exit(f"no answer within {LIMIT} s")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def in_turn(one: Sequence[str], other: Sequence[str], *, runs: int) -> tuple[float, float]:
    """Run two commands in turn and return the median seconds of each."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs + 1):
        for command, taken in zip((one, other), times, strict=True):
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - started)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


if __name__ == "__main__":
    main()
