"""Say where figures do not fit each other.  A doubt, never a correction."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kg.model import Figure

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total-alerts", ("true-alerts", "false-alerts")),
    (
        "total-alerts",
        (
            "true-alerts-confirmed",
            "true-alerts-unconfirmed",
            "false-alerts-confirmed",
            "false-alerts-unconfirmed",
        ),
    ),
)
FALSE = (("false-alerts",), ("false-alerts-confirmed", "false-alerts-unconfirmed"))
UNCONFIRMED = ("true-alerts-unconfirmed", "false-alerts-unconfirmed")
"""Alerts that nobody was stopped after: some editions count no outcome of them."""

ARRESTS, OTHER, NONE = "arrests", "other-outcomes", "no-action"
REPEATS = 3
"""So many rows with a figure in both columns show that one repeats the other."""


def doubtful_sums(
    figures: Sequence[Figure], *, repeated: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the measure and the reason of each total or rate that its parts do not give.

    *repeated* says that the table prints no action once more under other outcomes.
    """
    values = {figure.measure: figure.value for figure in figures if figure.value is not None}
    for total, parts in PARTS:
        if total in values and all(part in values for part in parts):
            added = sum(values[part] for part in parts)
            if added != values[total]:
                yield total, f"printed {values[total]}, and {' + '.join(parts)} give {added}"
    rate = next((figure for figure in figures if figure.measure == "false-alert-rate"), None)
    faces = values.get("faces-seen")
    for parts in FALSE:
        if rate is None or rate.value is None or not faces or any(p not in values for p in parts):
            continue
        given = Decimal(sum(values[part] for part in parts)) / Decimal(faces)
        # Sources cut off or round; a whole unit of the last printed digit allows for both.
        if abs(given - Decimal(rate.value)) > last_digit(rate.passage.quote):
            yield (
                rate.measure,
                f"printed {rate.passage.quote}, and {' + '.join(parts)} over faces-seen give "
                f"{given:.6f}",
            )
    yield from _outcomes(values, repeated=repeated)


def repeats_outcomes(rows: Sequence[Sequence[Figure]]) -> bool:
    """Return whether every row prints under no action what it prints under other outcomes."""
    both = []
    for figures in rows:
        values = {figure.measure: figure.value for figure in figures if figure.value is not None}
        if OTHER in values and NONE in values and values[OTHER] + values[NONE] > 0:
            both.append(values[OTHER] == values[NONE])
    return len(both) >= REPEATS and all(both)


def _outcomes(values: Mapping[str, int | Decimal], *, repeated: bool) -> Iterator[tuple[str, str]]:
    if "total-alerts" not in values or any(name not in values for name in (ARRESTS, OTHER, NONE)):
        return
    counted = (ARRESTS, OTHER) if repeated else (ARRESTS, OTHER, NONE)
    given, total = sum(values[name] for name in counted), values["total-alerts"]
    without = total - sum(values.get(name, 0) for name in UNCONFIRMED)
    if not without <= given <= total:
        yield (
            "total-alerts",
            f"printed {total}, and the outcomes {' + '.join(counted)} give {given}",
        )


def last_digit(percent: str) -> Decimal:
    """Return one unit of the last digit of a printed percentage, as a ratio.

    >>> last_digit("0.08%"), last_digit("0%")
    (Decimal('0.0001'), Decimal('0.01'))
    """
    decimals = percent.rstrip("% ").partition(".")[2]
    return Decimal(1).scaleb(-2 - len(decimals))
