"""Measure how long every named query takes on the study that ships.

    python benchmarks/queries.py [--runs 5] [--study FOLDER]

Each query runs as it stands, with the defaults of its parameters, to its last
row, in pyoxigraph; the peer is the same text in rdflib on the same graph, once.
Medians are printed from the slowest down, and the ratio of the sums at the end.
"""

import argparse
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import Dataset

from kg import pipeline, resources, study
from kg.query import binding, catalogue, run

REAL = {"reference": "01.FOI.23.031597"}
"""What is asked about in the study that ships, where a query wants a reference."""

SHOWN = 10
LIMIT = 200
"""Longest that a query should take on the study that ships (milliseconds)."""


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each query (default 5)")
    parser.add_argument("--study", type=Path, help="another study than the one that ships")
    options = parser.parse_args()
    folder = options.study or resources.root() / "studies" / study.SHIPPED
    loaded = study.load(folder)
    quads = pipeline.quads(loaded)
    store = Store()
    store.extend(quads)
    warnings.simplefilter("ignore")
    peer = Dataset().parse(data=serialize(quads, format=RdfFormat.TRIG), format="trig")
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for name, query in catalogue.catalogue().items():
        if name.startswith("rules/"):
            continue
        known = {parameter.name for parameter in query.parameters}
        values = {variable: value for variable, value in REAL.items() if variable in known}
        text = binding.bind(query, values, base=loaded.base)
        times = [
            milliseconds(lambda: tuple(run.answer(store, text, base=loaded.base).rows))  # noqa: B023
            for _ in range(options.runs)
        ]
        ours[name] = statistics.median(times)
        theirs[name] = milliseconds(lambda: len(peer.query(text)))  # noqa: B023
    for name in sorted(ours, key=lambda name: -ours[name])[:SHOWN]:
        print(f"{name}: {ours[name]:.1f} ms; rdflib {theirs[name]:.0f} ms")
    slow = sum(taken > LIMIT for taken in ours.values())
    print(
        f"{len(ours)} queries on {len(quads)} quads: slowest {max(ours.values()):.1f} ms, "
        f"{slow} over {LIMIT} ms; all together {sum(ours.values()):.0f} ms, "
        f"{sum(ours.values()) / sum(theirs.values()):.3f} times rdflib"
    )


def milliseconds(asked: Callable[[], object]) -> float:
    """Return how long the call *asked* takes."""
    started = time.perf_counter()
    asked()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
