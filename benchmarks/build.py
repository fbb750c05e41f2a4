"""Measure building and validating the study that ships, against pySHACL called bare.

    python benchmarks/build.py [--runs 5]

The peer validates the same quads and shapes with pySHACL's own function, in the
same run; what the ratio shows is the share of the build that is validation.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg import pipeline, resources, study
from kg.study import Study


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "study"
        shutil.copytree(
            resources.root() / "studies" / study.SHIPPED,
            copy,
            ignore=shutil.ignore_patterns(".kg", "documents"),
        )
        found = study.load(copy)
        pipeline.build(found)
        again = median(lambda: pipeline.build(found), runs)
        whole = median(lambda: build_anew(found), runs)
        quads = pipeline.quads(found)
        bare = median(pyshacl_alone(found), runs)
    print(f"kg build, nothing changed: {again:.2f} s")
    print(
        f"kg build, {len(quads):,} quads: {whole:.2f} s; pySHACL alone: {bare:.2f} s; "
        f"ratio {whole / bare:.2f} (medians of {runs})"
    )


def median(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds of *work*, after one run that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def build_anew(found: Study) -> None:
    """Build with nothing there."""
    shutil.rmtree(found.folder / ".kg")
    pipeline.build(found)


def pyshacl_alone(found: Study) -> Callable[[], object]:
    """Return a call of pySHACL on the quads of *found* and our shapes, as its manual shows it."""
    import pyshacl
    import rdflib
    from pyoxigraph import RdfFormat, Triple, serialize

    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in pipeline.quads(found)}
    data = rdflib.Graph()
    data.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = rdflib.Graph()
    for path in resources.files("shapes", ".ttl"):
        shapes.parse(path)
    return lambda: pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)


if __name__ == "__main__":
    main()
