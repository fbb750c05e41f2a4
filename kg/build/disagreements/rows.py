"""Hold one row of a record against itself: a total and its parts, a rate and its counts.

Outcomes of alerts are left alone: an alert may have no engagement, or a person several.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.build.disagreements.facts import Facts, key_of
from kg.build.disagreements.figures import ALL, Figure, apart, named, side_of, thing_of, total_of
from kg.extract.sums import FALSE, PARTS
from kg.model.disagreement import Disagreement

RATE, FACES = "false-alert-rate", "faces-seen"


def rows(facts: Facts, thing: str, figures: Sequence[Figure]) -> Iterator[Disagreement]:
    """Yield where a row does not add up, or prints a rate that is not that of its counts."""
    about = facts.settled(thing, "operator")
    by_version: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        by_version[figure.version][figure.measure] = figure
    for row in by_version.values() if about is not None else ():
        for whole, parts in PARTS:
            total = row.get(whole)
            found = [row[part] for part in parts if part in row]
            values = [f.value for f in found if f.value is not None and not f.estimate]
            if total is None or total.estimate or len(values) != len(parts):
                continue
            if any(f.definition != f.measure for f in (total, *found)):
                continue
            if apart(total, *total_of(values)):
                yield _row(facts, about or "", total, found, sum(values, Decimal(0)))
        yield from _rate(facts, about or "", row)


def _row(
    facts: Facts, about: str, total: Figure, parts: Sequence[Figure], value: Decimal
) -> Disagreement:
    each = "; ".join(f"{named(facts, part.measure)} {part.printed}" for part in parts)
    return Disagreement(
        key=f"{key_of(total.thing)}-and-parts-{len(parts)}",
        kind="whole-and-parts",
        sides=(side_of(facts, [total]), side_of(facts, parts)),
        reason=f"The row of {thing_of(facts, total.of)} prints {named(facts, total.measure)} "
        f"{total.printed}, and its parts come to {value}: {each}.",
        about=about,
        equal=ALL,
    )


def _rate(facts: Facts, about: str, row: dict[str, Figure]) -> Iterator[Disagreement]:
    rate, faces = row.get(RATE), row.get(FACES)
    if rate is None or faces is None or not faces.value or rate.definition != RATE:
        return
    for parts in FALSE:
        counts = [row[part] for part in parts if part in row]
        values = [f.value for f in counts if f.value is not None]
        if len(values) != len(parts):
            continue
        exact = sum(values, Decimal(0)) / faces.value
        if apart(rate, exact, exact):
            known = " Faces are an estimate." if faces.estimate else ""
            yield Disagreement(
                key=f"{key_of(rate.thing)}-and-counts",
                kind="whole-and-parts",
                sides=(side_of(facts, [rate]), side_of(facts, [*counts, faces])),
                reason=f"The row of {thing_of(facts, rate.of)} prints a "
                f"{named(facts, RATE)} of {rate.printed}, and its counts give "
                f"{exact * 100:.3f}%: {sum(values)} of {faces.printed} faces. Neither rounding "
                f"nor cutting off makes the one of the other.{known}",
                about=about,
                equal=ALL,
            )
        return
