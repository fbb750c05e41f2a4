"""How sure a fact is that the extractors found: how it was got, and how often that was right.

The figures were measured by ``kg evaluate`` on annotated documents and are kept
in ``measured.json``; nothing here is estimated.  A kind of fact that was never
measured has no figure, which is not the same as a low one.
"""

import json
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("measured.json")
Z = 1.959964
"""Half the width of a 95% interval, in standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How many facts of one kind were right when they were measured."""

    right: int
    found: int
    """Facts found, right or wrong (count)."""

    @property
    def precision(self) -> float:
        """Share that was right (0 to 1)."""
        return self.right / self.found

    @property
    def at_least(self) -> float:
        """Lower end of the 95% Wilson interval: few facts give a low figure, right as they were.

        >>> round(Measured(right=10, found=10).at_least, 2)
        0.72
        >>> round(Measured(right=1000, found=1000).at_least, 3)
        0.996
        """
        share, n = self.precision, self.found
        middle = share + Z * Z / (2 * n)
        spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return (middle - spread) / (1 + Z * Z / n)

    @property
    def share(self) -> Decimal:
        """The lower end, cut to three places: never more than was measured."""
        return Decimal(self.at_least).quantize(Decimal("0.001"), ROUND_FLOOR)


def measured(field: str) -> Measured | None:
    """Return the figures of a kind of fact, such as ``dates``; None when it was not measured."""
    return _measured().get(field)


def measured_with() -> str | None:
    """Return the program and version that was measured; None when none was."""
    found = _kept().get("measured_with")
    return None if found is None else str(found)


def confidence(field: str, how: str) -> dict[str, Any]:
    """Return what a fact's confidence is, for ``kg extract --json``.

    Args:
        field: kind of fact, as ``kg evaluate`` names it.
        how: code of scheme ``confidence``: how this fact was got.
    """
    return {"how": how, **_figures(field)}


@cache
def _figures(field: str) -> dict[str, Any]:
    found = measured(field)
    return {
        "precision": None if found is None else round(found.precision, 3),
        "at_least": None if found is None else float(found.share),
        "n": 0 if found is None else found.found,
    }


@cache
def _measured() -> dict[str, Measured]:
    return {
        name: Measured(right=counts["right"], found=counts["found"])
        for name, counts in _kept()["fields"].items()
    }


@cache
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept
