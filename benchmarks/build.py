"""Measure building: the study that ships by the command, and a small one beside pySHACL.

    python -m benchmarks.build [--runs 5] [--documents FOLDER[:FOLDER...]]

The peer validates the same quads and shapes with pySHACL's own function, in the
same run; what the ratio shows is the share of the build that is validation.  It
takes a small study, since pySHACL takes hours for the one that ships.  With
--documents the build holds every quotation against the documents there.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg import pipeline, resources, study
from kg.study import Study
from tests.studies.folders import METROPOLITAN

LETTER = "gb-dyfed-powys-578-2024.yaml"
TABLE = "gb-metropolitan-lfr-deployments-2023.yaml"


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--documents", default="", help="folders of the documents")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shipped(Path(folder) / "shipped", given.runs, given.documents)
        beside_pyshacl(Path(folder) / "small", given.runs)


def shipped(copy: Path, runs: int, documents: str) -> None:
    """Measure the command on the study that ships."""
    taken_along(resources.root() / "studies" / study.SHIPPED, copy)
    environment = {**os.environ, "FOIGRAPH_DOCUMENTS": documents}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build"]

    def build() -> None:
        subprocess.run(
            [*command, "--study", str(copy)], env=environment, check=True, capture_output=True
        )

    def anew() -> None:
        shutil.rmtree(copy / ".kg", ignore_errors=True)
        build()

    def changed(name: str) -> Callable[[], None]:
        path, before = copy / "records" / name, [0]

        def work() -> None:
            before[0] += 1
            text = path.read_text(encoding="utf-8")
            # The title of a source is a fact that no quotation rests on.
            title = f"  title: edition {before[0]}\n  media_type"
            kept = re.sub(r"^  title:.*\n", "", text, count=1, flags=re.MULTILINE)
            path.write_text(kept.replace("  media_type", title, 1), encoding="utf-8")
            build()

        return work

    print(f"kg build, everything anew: {median(anew, runs):.2f} s")
    print(f"kg build, one letter changed: {median(changed(LETTER), runs):.2f} s")
    print(f"kg build, one table changed: {median(changed(TABLE), runs):.2f} s")
    print(f"kg build, nothing changed: {median(build, runs):.2f} s")
    quads = len(pipeline.quads(study.load(copy)))
    print(f"quads: {quads:,}; documents at hand: {'yes' if documents else 'no'}; runs: {runs}")


def beside_pyshacl(copy: Path, runs: int) -> None:
    """Measure a small study, and pySHACL alone on its quads."""
    taken_along(METROPOLITAN, copy)
    found = study.load(copy)
    pipeline.build(found)
    whole = median(lambda: build_anew(found), runs)
    quads = pipeline.quads(found)
    bare = median(pyshacl_alone(found), runs)
    print(
        f"small study, {len(quads):,} quads: {whole:.2f} s; pySHACL alone: {bare:.2f} s; "
        f"ratio {whole / bare:.2f} (medians of {runs})"
    )


def taken_along(folder: Path, copy: Path) -> None:
    """Copy a study without its documents and with nothing derived."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".kg", "documents"))


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
