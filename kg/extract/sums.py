"""Say where figures of one deployment do not fit each other.  A doubt, never a correction."""

from collections.abc import Iterator, Sequence
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


def doubtful_sums(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the measure and the reason of each total or rate that its parts do not give."""
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


def last_digit(percent: str) -> Decimal:
    """Return one unit of the last digit of a printed percentage, as a ratio.

    >>> last_digit("0.08%"), last_digit("0%")
    (Decimal('0.0001'), Decimal('0.01'))
    """
    decimals = percent.rstrip("% ").partition(".")[2]
    return Decimal(1).scaleb(-2 - len(decimals))
