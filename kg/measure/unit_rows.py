"""Ask the named queries that measures and networks rest on.

Rows come as text by column, an empty cell as the empty text: what a query
leaves open is open here too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from pyoxigraph import Store

from kg.measure.record import Number
from kg.query import binding, catalogue, remote, run
from kg.query.result import Term

Row = Mapping[str, str]
Table = tuple[Sequence[str], Iterable[Sequence[Term | None]]]
"""Columns, and the cells of each row; None where a query leaves one open."""


class Ask(Protocol):
    """Gives the rows of a named query, with values bound to its parameters."""

    def __call__(self, name: str, **values: str) -> Sequence[Row]:
        """Return the rows of the query *name*."""


def asking(store: Store, base: str) -> Ask:
    """Return what asks *store*, the graph of a study whose base is *base*."""

    def run_here(text: str, where: str) -> Table:
        return run.selected(store, text, base=base, where=where)

    return _asking(run_here, base)


def asking_endpoint(url: str, base: str, *, timeout: int = 60) -> Ask:
    """Return what asks the SPARQL endpoint at *url*, each query for at most *timeout* seconds."""

    def run_there(text: str, _: str) -> Table:
        found = remote.ask_endpoint(url, text, timeout=timeout, base=base)
        return found.columns, found.rows

    return _asking(run_there, base)


def _asking(evaluated: Callable[[str, str], Table], base: str) -> Ask:
    def ask(name: str, **values: str) -> Sequence[Row]:
        text = binding.bind(catalogue.named(name), values, base=base)
        columns, rows = evaluated(text, f"queries/{name}.rq")
        return [
            {column: getattr(cell, "value", "") for column, cell in zip(columns, row, strict=True)}
            for row in rows
        ]

    return ask


def of_forces(ask: Ask, name: str, forces: Sequence[str], **values: str) -> Sequence[Row]:
    """Return the rows of the query *name* for *forces*, or for all where none is named."""
    if not forces:
        return ask(name, **values)
    return [row for force in forces for row in ask(name, force=force, **values)]


def number(text: str) -> Number | None:
    """Return the number in a cell; None of an empty cell.

    >>> number("47000.0"), number("0.6"), number("")
    (47000, Decimal('0.6'), None)
    """
    if not text:
        return None
    found = Decimal(text)
    return int(found) if found == found.to_integral_value() else found


def local(iri: str) -> str:
    """Return the key of a code, which has neither slash nor hash in it."""
    return iri.rpartition("/")[2]
