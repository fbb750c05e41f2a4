"""Literals as the data write them, where the embedded engine hands them out rewritten.

The engine keeps values, and writes ``0.50`` as ``0.5``; a report quotes what stands
in the data.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import vocabulary
from kg.store import lines_that_begin
from kg.validate.described import Node
from kg.validate.results import Result

XSD = vocabulary.FOREIGN["xsd"]
KEPT = {XSD + "string", vocabulary.FOREIGN["rdf"] + "langString", XSD + "anyURI"}
"""Datatypes whose literals the engine leaves alone."""

SOME = NamedNode("urn:x-foigraph:some")


def may_differ(value: Node | None) -> bool:
    """Whether the engine may write *value* otherwise than the data."""
    return isinstance(value, Literal) and value.datatype.value not in KEPT


def kept_as(value: Node) -> Node:
    """Return *value* as the engine keeps it."""
    if not may_differ(value):
        return value
    store = Store()
    store.add(Quad(SOME, SOME, value, DefaultGraph()))
    (quad,) = store.quads_for_pattern(None, None, None, None)
    return quad.object


def originals(
    results: Iterable[Result], data: Path, targets: Iterable[Node], *, is_sorted: bool = False
) -> Iterator[Result]:
    """Yield *results* with each literal as the file *data* of N-Quads writes it, or *targets* do.

    One that is written in two ways is two results, but at the end of a path of several steps,
    which does not tell the two apart: there it stays as the engine has it.
    """
    found = list(results)
    if not any(may_differ(result.value) or may_differ(result.focus) for result in found):
        yield from found
        return
    written = _written(found, data, targets, is_sorted=is_sorted)
    for result in found:
        for focus in written.anywhere(result.focus) if may_differ(result.focus) else [result.focus]:
            if result.value == result.focus:
                yield replace(result, focus=focus, value=focus)
            elif result.value is not None and may_differ(result.value):
                for value in written.value_of(result, result.value):
                    yield replace(result, focus=focus, value=value)
            else:
                yield replace(result, focus=focus)


class _Written:
    """Literals as they are written, by where they stand and by their value."""

    def __init__(self) -> None:
        self._by_value: dict[Node, dict[Triple, None]] = defaultdict(dict)

    def add(self, triple: Triple) -> None:
        self._by_value[kept_as(triple.object)][triple] = None

    def anywhere(self, value: Node) -> list[Node]:
        return list(dict.fromkeys(one.object for one in self._by_value[value])) or [value]

    def value_of(self, result: Result, value: Node) -> list[Node]:
        there = self._by_value[value]
        path = result.path
        here = dict.fromkeys(
            one.object
            for one in there
            if one.subject == result.focus and path is not None and one.predicate == path.predicate
        )
        if here:
            return list(here)
        ends = () if path is None else path.last
        spelt = dict.fromkeys(
            one.object for one in there if one.subject == result.focus or one.predicate in ends
        )
        return list(spelt) if len(spelt) == 1 else [value]


def _written(
    results: Sequence[Result], data: Path, targets: Iterable[Node], *, is_sorted: bool
) -> _Written:
    """Return what *data* and *targets* write of the values in *results*."""
    written = _Written()
    for one in targets:
        if may_differ(one):
            written.add(Triple(SOME, SOME, one))
    wanted = [one for one in results if may_differ(one.value) or may_differ(one.focus)]
    plain = all(one.path and one.path.predicate and not may_differ(one.focus) for one in wanted)
    if plain and is_sorted:
        things = {one.focus for one in wanted}
        said = b"".join(lines_that_begin(data, f"{thing} ".encode()) for thing in things)
    else:
        said = _lines_with(wanted, data)
    for quad in parse(said, format=RdfFormat.N_QUADS):
        if may_differ(quad.object):
            written.add(quad.triple)
    return written


def _lines_with(results: Iterable[Result], data: Path) -> bytes:
    """Return the lines of *data* with a datatype of the values in *results*."""
    signs = {
        f"^^{one.datatype}".encode()
        for result in results
        for one in (result.focus, result.value)
        if isinstance(one, Literal) and may_differ(one)
    }
    with data.open("rb") as lines:
        return b"".join(line for line in lines if any(sign in line for sign in signs))
