"""The task of a reader that gives the rows of a chart."""

from collections.abc import Mapping, Sequence

from pyoxigraph import Store

from kg.chart import asking
from kg.chart.sheet import Sheet
from kg.query import catalogue


def prepare() -> None:
    """Make ready what every reader would have to make for itself."""
    catalogue.catalogue()


def choices(store: Store, kinds: Sequence[str], base: str) -> dict[str, dict[str, str]]:
    """Return kind of a parameter -> value -> what it is called."""
    return {kind: asking.choices(kind, store, base=base) for kind in kinds}


def sheet(store: Store, name: str, values: Mapping[str, str], base: str, generation: str) -> Sheet:
    """Return the data of the chart *name* with *values* for its parameters.

    Raises:
        UsageError: there is no such chart, or a value cannot be used.
        QueryError: a query cannot be answered.
    """
    return asking.sheet(name, values, store, base=base, generation=generation)
