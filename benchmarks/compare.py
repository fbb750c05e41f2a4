"""Measure how long the matrix of a series takes from the store.

    python benchmarks/compare.py [--runs 9] [--study FOLDER]

The largest series of the study that ships, and an invented one beside it in the
same store, in which every force answered each of 24 questions with a number.
The peer is the same named queries run to their last row, with nothing made of
them: the ratio tells what the making of the matrix costs.  Medians are printed,
by the clock and of the processor: with others at work the clock says little.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg import pipeline, resources, study, vocabulary
from kg.compare import asking, comparability, drawing, filling, page, writing
from kg.query import binding, catalogue, run

LIMIT = 200
"""Longest that the matrix of the largest series should take (milliseconds)."""

INVENTED = "everybody"
QUESTIONS = 24


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each (default 9)")
    parser.add_argument("--study", type=Path, help="another study than the one that ships")
    options = parser.parse_args()
    loaded = study.load(options.study or resources.root() / "studies" / study.SHIPPED)
    store = Store()
    store.extend(pipeline.quads(loaded))
    ask = asking.of_store(store, base=loaded.base)
    largest = max(asking.listed(ask, base=loaded.base), key=lambda one: int(one["templates"]))
    report(store, largest["series"], loaded.base, options.runs)
    store.load("\n".join(invented()), format=RdfFormat.TRIG)
    # As the server does before it forks readers: what was loaded is never looked at for garbage.
    gc.collect()
    gc.freeze()
    report(store, INVENTED, loaded.base, options.runs)


def report(store: Store, series: str, base: str, runs: int) -> None:
    """Print what the matrix of *series* takes, as a ratio to its queries, and what follows it."""
    ask = asking.of_store(store, base=base)
    texts = [
        binding.bind(catalogue.named(f"compare/matrix-{topic}"), {"series": series}, base=base)
        for topic in asking.TOPICS
    ]

    def raw() -> None:
        for text in texts:
            _ = run.answer(store, text, base=base).rows

    matrix = filling.matrix(ask, series, base=base)
    ours, busy = median(lambda: filling.matrix(ask, series, base=base), runs)
    peer, _ = median(raw, runs)
    cells = sum(1 for _ in matrix.cells)
    print(
        f"{series}: {len(matrix.rows)} x {len(matrix.authorities)} = {cells} cells of "
        f"{len(store)} quads in {ours:.0f} ms, {busy:.0f} ms of the processor (limit {LIMIT}), "
        f"{ours / peer:.2f} times its {len(texts)} queries alone ({peer:.0f} ms)"
    )
    after: dict[str, Callable[[], object]] = {
        "what does not compare": lambda: comparability.of_matrix(matrix),
        "CSV": lambda: writing.as_csv(matrix),
        "JSON": lambda: writing.as_json(matrix),
        "page": lambda: page.as_html(matrix),
        "SVG": lambda: drawing.as_svg(matrix),
    }
    times = (f"{name} {median(made, min(runs, 3))[1]:.0f} ms" for name, made in after.items())
    print(f"  after it, of the processor: {', '.join(times)}")


def median(made: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median time of *made*, by the clock and of the processor (milliseconds)."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        started = time.perf_counter(), time.process_time()
        made()
        ended = time.perf_counter(), time.process_time()
        for of_kind, begin, end in zip(times, started, ended, strict=True):
            of_kind.append(1000 * (end - begin))
    return statistics.median(times[0]), statistics.median(times[1])


def invented() -> Iterator[str]:
    """Yield TriG for a series in which every force answers every question with a number."""
    yield from (f"@prefix {name}: <{iri}> ." for name, iri in vocabulary.prefixes().items())
    yield f'ser:x a fg:QuestionSeries ; dcterms:identifier "{INVENTED}" ; dcterms:title "All" .'
    for number in range(QUESTIONS):
        yield f'ser:x fg:hasTemplate tpl:x{number} . tpl:x{number} dcterms:identifier "x{number}" .'
    for force in vocabulary.codes("force"):
        yield (
            f"req:x-{force} a fg:InformationRequest ; fg:respondent force:{force} ; "
            f'fg:inSeries ser:x ; fg:madeUnder regime:foia ; fg:reference "{force}" . '
            f"rsp:x-{force} fg:respondsTo req:x-{force} ; fg:statedIn ver:x-{force} . "
            f'ver:x-{force} fg:versionOf doc:x-{force} . doc:x-{force} dcterms:title "{force}" .'
        )
        for number in range(QUESTIONS):
            yield from one_answer(f"x-{force}-q{number}", force, number)


def one_answer(key: str, force: str, number: int) -> Iterator[str]:
    """Yield a question, its match, its answer with a number, and the words behind both."""
    yield (
        f'qst:{key} fg:askedIn req:x-{force} ; fg:label "{number}" ; fg:order {number} ; '
        f"fg:instanceOfTemplate tpl:x{number} . "
        f"ans:{key} fg:answers qst:{key} ; fg:answerIn rsp:x-{force} ; fg:hasAmount amt:{key} ; "
        "fg:outcome outcome:disclosed-in-full ; fg:heldStatus held:held ; "
        "fg:disclosure disclosure:full . "
        f'amt:{key} fg:amountValue {number} ; fg:bound bound:exact ; fg:unitText "searches" . '
        f"GRAPH graph:rulings {{ mch:{key} fg:matchedQuestion qst:{key} ; "
        f"fg:matchedTemplate tpl:x{number} ; fg:matchKind match-kind:exact }} "
        f"GRAPH graph:x-{force} {{ "
        f"ans:{key} fg:evidence ev:{key} ; fg:reviewStatus review-status:accepted . "
        f"amt:{key} fg:evidence ev:{key} ; fg:reviewStatus review-status:accepted . "
        f'ev:{key} fg:quotation "{number} searches" ; fg:inVersion ver:x-{force} ; '
        f"fg:start {number} ; fg:end {number + 9} }}"
    )


if __name__ == "__main__":
    main()
