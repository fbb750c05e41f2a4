"""Measure validation with the shapes that ship, on studies of any size, beside pySHACL called bare.

    python -m benchmarks.validate [--runs 3] [--sizes 10000,100000,1000000] [--peer 100000]

Each measurement is a process of its own and includes reading data and shapes; memory
is the most that the process held.  The peer is pySHACL's own function on the same
file of data.  A change is measured on the largest study, once as twenty figures of
one document, once as two new documents with all that rests on them.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from benchmarks import studies
from kg import resources, validate
from kg.store import Generations
from kg.validate.engine import held, read_shapes, results


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--sizes", default="10000,30000,100000,300000,1000000")
    parser.add_argument("--peer", type=int, default=100_000, help="size for pySHACL; 0 for none")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, *rest = options.one
        print(json.dumps({"fast": fast, "peer": peer, "change": change}[name](*rest)))
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            data = Path(folder) / f"{size}.nq"
            serialize(studies.generated(size), data, format=RdfFormat.N_QUADS)
            found = median(lambda data=data: alone("fast", str(data)), options.runs)
            print(
                f"{size:>9,} quads: {found['seconds']:.2f} s, {found['mebibytes']} MiB, "
                f"{found['results']} results, "
                f"{found['seconds'] / size * 1e6:.1f} µs a quad",
                flush=True,
            )
            if size == options.peer:
                bare = alone("peer", str(data))
                print(
                    f"{size:>9,} quads, pySHACL: {bare['seconds']:.1f} s, {bare['mebibytes']} MiB, "
                    f"{bare['results']} results; ratio {bare['seconds'] / found['seconds']:.0f}",
                    flush=True,
                )
        for what in ("figures", "documents"):
            found = median(lambda what=what: alone("change", what, str(sizes[-1])), options.runs)
            print(
                f"{sizes[-1]:>9,} quads, {found['changed']} of them changed ({what}): "
                f"{found['seconds']:.2f} s, the shapes read in {found['shapes']:.2f} s of it; "
                f"{found['results']} results",
                flush=True,
            )


def median(work: Callable[[], dict[str, float]], runs: int) -> dict[str, float]:
    """Return the run with the median time."""
    found = sorted((work() for _ in range(runs)), key=lambda run: run["seconds"])
    return found[statistics.median_low(range(len(found)))]


def alone(*words: str) -> dict[str, float]:
    """Return what a process of its own measures."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.validate", "--one", *words],
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(said.stdout.splitlines()[-1])


def fast(data: str) -> dict[str, float]:
    """Validate the file *data* with the shapes that ship."""
    started = time.perf_counter()
    shapes = read_shapes()
    with held(validate.data_of([Path(data)])) as there:
        found = results(there, shapes)
    return measured(started, len(found))


def peer(data: str) -> dict[str, float]:
    """The same with pySHACL's own function."""
    from pyshacl import validate as bare
    from rdflib import Dataset, Graph
    from rdflib.namespace import SH

    started = time.perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(data, format="nquads")
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    shapes = Graph()
    for path in resources.files("shapes", ".ttl"):
        shapes.parse(path)
    _, report, _ = bare(graph, shacl_graph=shapes, inference="none", advanced=False)
    return measured(started, sum(1 for _ in report.subjects(SH.sourceShape)))


def change(what: str, size: str) -> dict[str, float]:
    """Validate a study of *size* again after a change."""
    own = studies.of_the_met()
    quads = sorted(set(studies.generated(int(size), own)), key=str)
    if what == "figures":
        after = sorted(set(studies.changed_figures(quads, 20)), key=str)
    else:
        after = sorted({*quads, *(studies.renamed(quad, "new-") for quad in own)}, key=str)
    with tempfile.TemporaryDirectory() as folder:
        generations = Generations(Path(folder))
        with staged(generations, quads) as before:
            judged = validate.validate_staged(quads, before, store=stored(quads), before=None)
            before.keep(validate.kept(judged.report, judged.sealed))
            generation = generations.promote(before)
        store = stored(after)
        with staged(generations, after) as there:
            started = time.perf_counter()
            read_shapes()
            read = time.perf_counter() - started
            started = time.perf_counter()
            judged = validate.validate_staged(after, there, store=store, before=generation)
            found = measured(started, len(judged.report.results))
            whole = validate.validate_staged(after, there, store=store, before=None)
    if whole.report.results != judged.report.results:
        raise SystemExit("what is found after a change is not what is found anew")
    return {**found, "shapes": read, "changed": len(set(quads) ^ set(after))}


def staged(generations: Generations, quads: list[Quad]):
    """Return the context in which *quads* are staged."""
    return generations.stage(quads, origins={}, notes={})


def stored(quads: list[Quad]) -> Store:
    """Return *quads* in an engine, as a build has them."""
    store = Store()
    store.bulk_extend(quads)
    return store


def measured(started: float, found: int) -> dict[str, float]:
    """Return the time since *started*, the memory of the process, and how much was *found*."""
    return {
        "seconds": time.perf_counter() - started,
        "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "results": found,
    }


if __name__ == "__main__":
    main()
