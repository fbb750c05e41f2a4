"""Tell police forces from the other bodies that requests are put to.

A series may have been put to a commissioner or to an authority over a force.  What
counts forces does not count those: they are missing from every measure, with the reason.
"""

from collections.abc import Iterable
from dataclasses import replace

from kg import vocabulary
from kg.measure.record import Unit

NO_FORCE = "of a body that is no police force"
SCHEME = "body"
"""Codes of public authorities other than forces."""


def forces_alone(units: Iterable[Unit]) -> list[Unit]:
    """Return *units*, those of bodies that are no force as missing."""
    return [
        replace(unit, missing=NO_FORCE) if _is_other(unit.labels.get("force", "")) else unit
        for unit in units
    ]


def _is_other(name: str) -> bool:
    """Tell by the name of a body, or by its code where a graph has no name for it."""
    # The code list has the names that a graph is built with.
    return name in vocabulary.codes(SCHEME).values() or name.startswith(
        f"{vocabulary.CODE}{SCHEME}/"
    )
