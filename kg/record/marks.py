"""Tell by marks what a person changed in a record.

A record ends in the marks of what the program read, one for each unit.  A unit
whose mark is not among them is not as it was read: a person changed or added
it.  So nobody has to say that they edited the file, and nothing else than the
file has to be kept.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from kg.record.facts import CURATED, units

Node = Mapping[str, Any]

KEY = "as_read"
"""Key of a record under which the marks stand."""

LENGTH = 8
"""Hexadecimal digits of a mark: among a thousand units, one change in four million is missed."""


def mark(address: str, unit: Any) -> str:
    """Return the mark of *unit* at *address*: the same content, the same mark."""
    text = json.dumps(unit, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(f"{address}\0{text}".encode()).hexdigest()[:LENGTH]


def _plain(value: object) -> object:
    """Return *value* as it comes back from YAML: a record has one mark before and after."""
    return float(value) if isinstance(value, Decimal) else str(value)


def marks_of(content: Node) -> Iterator[str]:
    """Yield the mark of every unit of *content*, then of every doubt."""
    for address, unit in units(content).items():
        yield mark(address, unit)
    for doubt in content.get("doubts", ()):
        yield mark_of_doubt(doubt)


def mark_of_doubt(doubt: Node) -> str:
    """Return the mark of *doubt*, settled or not."""
    return mark("doubt", {key: value for key, value in doubt.items() if key != "settled"})


def as_block(marks: Iterable[str]) -> str:
    """Return *marks* as the lines that end a record: a change moves only the line it is on."""
    lines = (" ".join(line) for _, line in groupby(sorted(marks), key=lambda mark: mark[0]))
    return f"{KEY}: |\n" + "".join(f"  {line}\n" for line in lines)


def as_read(content: Node) -> frozenset[str] | None:
    """Return the marks that *content* keeps; None when it keeps none, as one written by hand."""
    block = content.get(KEY)
    return None if block is None else frozenset(str(block).split())


def changed(content: Node) -> tuple[str, ...]:
    """Return the addresses of the units that a person changed or added, topics left out.

    Without marks nobody can tell, and none is returned.
    """
    known = as_read(content)
    if known is None:
        return ()
    return tuple(
        address
        for address, unit in units(content).items()
        if mark(address, unit) not in known and not is_curated(address)
    )


def is_curated(address: str) -> bool:
    """Return whether only a person writes what stands at *address*."""
    return address.endswith(f"/{CURATED}") or address.startswith("source/")
