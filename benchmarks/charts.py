"""Measure how long charts take, and how long others wait meanwhile.

    kg build && kg serve --port 8977 &
    python benchmarks/charts.py http://127.0.0.1:8977

Asks for pictures that were not drawn before, with another client that asks
whether the server lives; drawing in the server's own process is the peer:
there that client would wait as long as one picture takes.
"""

import statistics
import sys
import threading
import time
import urllib.request

from kg import study
from kg.chart import asking, drawing
from kg.store import Generations

YEARS = range(2019, 2026)


def main(address: str) -> None:
    """Print the times of the server at *address* and of drawing here."""

    def took(path: str) -> float:
        began = time.perf_counter()
        urllib.request.urlopen(address + path).read()
        return time.perf_counter() - began

    took("/health/ready")
    print(f"first picture, which starts the process: {took('/charts/matrix?format=svg'):.2f} s")
    waits: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            waits.append(took("/health/live"))
            time.sleep(0.005)

    other = threading.Thread(target=look)
    other.start()
    for form in ("svg", "png"):
        times = [took(f"/charts/timeline?from={year}-02-03&format={form}") for year in YEARS]
        print(f"rows and {form}: {statistics.median(times):.2f} s")
    done.set()
    other.join()
    print(f"another client meanwhile: {max(waits) * 1000:.0f} ms at most")
    kept = [took("/charts/matrix?format=svg") for _ in range(50)]
    print(f"a picture that is kept: {statistics.median(kept) * 1000:.1f} ms")
    print(f"drawing in this process, rows at hand: {statistics.median(_here()):.2f} s")


def _here() -> list[float]:
    found = study.load(study.find())
    generation = Generations(found.folder).current()
    store = generation.open()
    times = []
    for year in YEARS:
        values = {"from": f"{year}-02-03"}
        sheet = asking.sheet(
            "timeline", values, store, base=found.base, generation=generation.identifier
        )
        drawing.as_svg(sheet)  # the first of them loads the packages
        began = time.perf_counter()
        drawing.as_svg(sheet)
        times.append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
