"""Hold one row of a record against itself: a total and its parts, a rate and its counts.

Outcomes of alerts are left alone: an alert may have no engagement, or a person several.
Faces are often estimated and rounded: a rate is that of any number of them that is meant.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kg.build.disagreements.facts import Facts, key_of
from kg.build.disagreements.figures import (
    ALL,
    Figure,
    apart,
    named,
    retold,
    side_of,
    thing_of,
    total_of,
)
from kg.extract.sums import FALSE, PARTS
from kg.model.disagreement import DEFINITION, Disagreement

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
    if rate is None or faces is None or not faces.value or rate.estimate:
        return
    for parts in FALSE:
        counts = [row[part] for part in parts if part in row]
        values = [f.value for f in counts if f.value is not None and not f.estimate]
        if len(values) != len(parts):
            continue
        if any(f.definition != f.measure for f in (rate, faces, *counts)):
            return
        false, seen = sum(values, Decimal(0)), retold(faces)
        if seen.low and seen.high and apart(rate, false / seen.high, false / seen.low):
            # Nought of any number is nought, so that there an estimate changes nothing.
            guess = frozenset({DEFINITION} if faces.estimate and false else ())
            yield Disagreement(
                key=f"{key_of(rate.thing)}-and-counts",
                kind="whole-and-parts",
                sides=(side_of(facts, [rate]), side_of(facts, [*counts, faces])),
                reason=f"The row of {thing_of(facts, rate.of)} prints a "
                f"{named(facts, RATE)} of {rate.printed}, and its counts give "
                f"{false / faces.value * 100:.3f}%: {false} of {faces.printed} faces. Neither "
                "rounding nor cutting off makes the one of the other."
                + (_guessed(rate, false) if guess else ""),
                about=about,
                equal=ALL - guess,
                open=guess,
            )
        return


def _guessed(rate: Figure, false: Decimal) -> str:
    """Return what an estimate of the faces leaves open, and how many of them would fit *rate*."""
    told = " The faces are an estimate, and the rate may be of another number of them"
    if rate.value is None or rate.high is None:
        return f"{told}."
    # Rounded it is at most half a unit less than printed; cut off, up to a whole one more.
    low = rate.value - (rate.high - rate.value) / 2
    least = (false / rate.high).to_integral_value(ROUND_CEILING)
    if low <= 0:
        return f"{told}: it would fit {int(least)} or more."
    most = (false / low).to_integral_value(ROUND_FLOOR)
    return f"{told}: it would fit {int(least)} to {int(most)}." if least <= most else f"{told}."
