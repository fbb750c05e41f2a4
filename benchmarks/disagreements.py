"""Measure how the search for disagreements grows: the study that ships, and made ones of one force.

    python -m benchmarks.disagreements [--runs 5] [--times 1,10,100]

What is made is of one force: a table of rows (one use a day, each with two figures), denials as
at a day, and answers with a number to one question, asked of one month after the other.  One
denial in ten is of a day that has rows, and one number in ten differs.  Times 1 is the size
of the study that ships: about 400 statements.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from pyoxigraph import Quad, Store

from kg import pipeline, resources, study
from kg.build import Iris, disagreements
from kg.build.ledger import Value, literal, predicate
from kg.vocabulary import code

BASE = "https://example.org/"
ROWS, DENIALS, ANSWERS = 340, 60, 40
START = date(2004, 1, 1)
DAYS, WITHOUT = 7300, 7
"""Days over which all is spread; no row is on each seventh of them."""


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--times", default="1,10,100", help="sizes of what is made")
    given = parser.parse_args()
    shipped = Store()
    shipped.bulk_extend(pipeline.quads(study.load(resources.root() / "studies" / study.SHIPPED)))
    report("the study that ships", shipped, given.runs)
    for times in map(int, given.times.split(",")):
        report(f"made, {times} times", made(times), given.runs)


def report(name: str, held: Store, runs: int) -> None:
    """Print how long the search in *held* takes of the processor, and what it finds."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        found = disagreements.found(held)
        took.append(time.process_time() - start)
    print(
        f"{name}: {statistics.median(took):.3f} s ({min(took):.3f} to {max(took):.3f}), "
        f"{len(held):,} quads, {len(found):,} found"
    )


def made(times: int) -> Store:
    """Return the graph of one force with *times* the rows, denials and answers."""
    iris = Iris(BASE)
    held = Store()
    held.bulk_extend(
        quad
        for part in (_rows(iris, ROWS * times), _denials(iris, DENIALS * times))
        for quad in part
    )
    held.bulk_extend(_answers(iris, ANSWERS * times))
    return held


def _day(number: int, *, rows: bool) -> date:
    """Return a day that has rows, or one that has none."""
    day = number % DAYS
    on = day - day % WITHOUT
    return START + timedelta(days=on + 1 + number % (WITHOUT - 1) if rows else on)


def _rows(iris: Iris, count: int) -> Iterator[Quad]:
    for number in range(count):
        version, day = f"record-{number // 200}-v1", _day(number, rows=True)
        yield from _statement(iris, f"row-{number}", version, "positive", day)
        deployment = iris.thing("dep", f"d{number}")
        yield from _facts(iris, version, "stm", f"row-{number}", describes=deployment)
        for measure in ("total-alerts", "arrests"):
            name = f"row-{number}-{measure}"
            yield from _facts(
                iris,
                version,
                "obs",
                name,
                ofDeployment=deployment,
                measure=code("measure", measure),
                value=number % 9,
                asWritten=str(number % 9),
                **{"rdf:type": predicate("Observation")},
                **_source(iris, version, name),
            )


def _denials(iris: Iris, count: int) -> Iterator[Quad]:
    for number in range(count):
        name = f"denial-{number}"
        day = _day(number * 121, rows=number % 10 == 0)
        yield from _statement(iris, name, f"{name}-v1", "negative", day)


def _answers(iris: Iris, count: int) -> Iterator[Quad]:
    template = iris.thing("tpl", "how-many")
    for number in range(count):
        name, version = f"answer-{number}", f"reply-{number}-v1"
        # Two replies to each period asked about, and in one period of ten they differ.
        month = START + timedelta(days=30 * (number // 2))
        value = 7 if number % 20 == 0 else 5
        asked, amount = (iris.thing(kind, name) for kind in ("qst", "amt"))
        yield from _facts(
            iris,
            version,
            "ans",
            name,
            answers=asked,
            answerIn=iris.thing("rsp", name),
            respondent=code("force", "essex"),
            hasAmount=amount,
            flat=True,
            **_source(iris, version, name),
        )
        yield from _facts(iris, version, "rsp", name, issuedOn=month + timedelta(days=60))
        yield from _facts(
            iris,
            version,
            "qst",
            name,
            instanceOfTemplate=template,
            periodStart=month,
            periodEnd=month + timedelta(days=29),
        )
        yield from _facts(
            iris,
            version,
            "amt",
            name,
            measure=code("measure", "arrests"),
            amountValue=value,
            asWritten=str(value),
        )


def _statement(iris: Iris, name: str, version: str, polarity: str, day: date) -> Iterator[Quad]:
    yield from _facts(
        iris,
        version,
        "stm",
        name,
        polarity=code("polarity", polarity),
        saidBy=code("force", "essex"),
        technology=code("technology", "live-facial-recognition"),
        periodStart=day,
        periodEnd=day,
        **{"rdf:type": predicate("Statement")},
        **_source(iris, version, name),
    )


def _source(iris: Iris, version: str, name: str) -> dict[str, Value]:
    return {"evidence": iris.thing("ev", name), "prov:wasDerivedFrom": iris.thing("ver", version)}


def _facts(
    iris: Iris, version: str, kind: str, name: str, *, flat: bool = False, **told: Value
) -> Iterator[Quad]:
    """Yield what is *told* of a thing in the graph of *version*; with *flat* as settled too."""
    thing, graph = iris.thing(kind, name), iris.graph(version)
    for key, value in told.items():
        yield Quad(thing, predicate(key), literal(value), graph)
        if flat:
            yield Quad(thing, predicate(key), literal(value))
    passage = told.get("evidence")
    if passage is not None:
        words = (("inVersion", told["prov:wasDerivedFrom"]), ("quotation", name))
        for key, value in words:
            yield Quad(literal(passage), predicate(key), literal(value), graph)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
