"""What can be asked of a reader: each task takes a store, and gives a value that can be sent."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from kg import vocabulary
from kg.compare import asking, filling
from kg.compare.matrix import Matrix
from kg.errors import (
    QueryError,
    UnwritableError,
)
from kg.export.framed import as_text, framed
from kg.query import catalogue, formats, run, writable
from kg.query.formats import Kind
from kg.query.rows import COUNTERS
from server import description
from server.description import Description
from server.readers.reader import WithFiles
from server.readers.results import BLOCK, Sink, short_enough, write_graph


class Asked(NamedTuple):
    """A query, which the caller has checked, and how its result is wanted."""

    text: str
    base: str
    where: str
    """What an error calls it."""

    form: str | None
    """Name of a format; None asks for what a page shows."""

    rows: int
    """Rows or triples that the result may have, or that a page shows."""

    size: int
    """Bytes that it may have."""

    folder: str | None = None
    """Where a long result is kept, in a file without a name."""

    default_graphs: tuple[NamedNode, ...] | None = None
    named_graphs: tuple[NamedNode, ...] | None = None


class Answered(NamedTuple):
    """A whole result."""

    kind: Kind
    rows: int | None
    """Rows or triples; None of ASK."""

    size: int
    content: bytes | None
    """None where it is in the file that comes beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """As much of a result as a page shows."""

    kind: Kind
    boolean: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Sequence[object], ...] = ()
    total: int = 0


def prepare() -> None:
    """Make ready what every reader would have to make for itself."""
    formats.formats_of("graph")
    catalogue.catalogue()


def query(store: Store, asked: Asked) -> WithFiles:
    """Return the whole result of a query as an `Answered`.

    Raises:
        QueryError: the engine cannot read or answer it.
        UsageError: a result of its kind cannot be written so.
        ResultTooLargeError: it has more rows or bytes than it may.
        StoreError: there is no room for it.
    """
    found = _evaluated(store, asked)
    kind = kind_of(found)
    form = formats.format_for(kind, asked.form or "")
    counter = COUNTERS[form.name]() if kind == "solutions" else None
    sink = Sink(
        rows=asked.rows,
        size=asked.size,
        counter=counter,
        folder=asked.folder,
        xml=form.name in writable.XML,
    )
    rows: int | None = None
    try:
        with io.BufferedWriter(sink, BLOCK) as out, run.failing(asked.where):
            if isinstance(found, QueryTriples):
                rows = write_graph(found, form, vocabulary.prefixes(asked.base), asked.rows, out)
            else:
                found.serialize(out, format=form.engine)  # type: ignore[arg-type]
            out.flush()
            sink.finish()
    except QueryError:
        # The engine tells only that it could not write; what refused knows why.
        raise sink.fault or UnwritableError(
            f"{asked.where}: the engine cannot write its result as {asked.form}; "
            "take another format"
        ) from None
    if counter is not None:
        rows = counter.rows
    answered = Answered(kind=kind, rows=rows, size=sink.written, content=sink.content)
    return WithFiles(answered, () if sink.file is None else (sink.file,))


def shown(store: Store, asked: Asked) -> Shown:
    """Return the first rows of a query's result and how many it has.

    Raises:
        QueryError: the engine cannot read or answer it.
    """
    found = _evaluated(store, asked)
    with run.failing(asked.where):
        if isinstance(found, QueryBoolean):
            return Shown(kind="boolean", boolean=bool(found))
        if isinstance(found, QueryTriples):
            triples = sorted(set(found), key=str)
            rows = tuple((one.subject, one.predicate, one.object) for one in triples[: asked.rows])
            columns = ("subject", "predicate", "object")
            short_enough(rows)
            return Shown(kind="graph", columns=columns, rows=rows, total=len(triples))
        names = tuple(variable.value for variable in found.variables)
        width = range(len(names))
        first = tuple(tuple(one[at] for at in width) for one in islice(found, asked.rows))
        short_enough(first)
        total = len(first) + sum(1 for _ in found)
        return Shown(kind="solutions", columns=names, rows=first, total=total)


def kind_of(found: QuerySolutions | QueryBoolean | QueryTriples) -> Kind:
    """Return which kind of result *found* is."""
    if isinstance(found, QueryBoolean):
        return "boolean"
    return "graph" if isinstance(found, QueryTriples) else "solutions"


def _evaluated(store: Store, asked: Asked) -> QuerySolutions | QueryBoolean | QueryTriples:
    return run.evaluated(
        store,
        asked.text,
        base=asked.base,
        where=asked.where,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
    )


def described(
    store: Store, subject: NamedNode, limit: int
) -> tuple[Description, Mapping[NamedNode, str]]:
    """Return what is held about *subject*, and the names of the things that its page shows.

    Of the things that point at it *limit* are shown for each property.
    """
    found = description.describe(store, subject)
    shown_terms = [
        *(value for _, values in found.facts for value in values),
        *(value for _, facts in found.accounts for _, values in facts for value in values),
        *(value for _, values in found.mentions for value in values[:limit]),
    ]
    return found, _names(store, shown_terms)


def graph(store: Store, name: NamedNode) -> tuple[Quad, ...]:
    """Return the quads of the graph *name*, in no order."""
    return tuple(store.quads_for_pattern(None, None, None, name))


def classes(store: Store) -> tuple[tuple[NamedNode, int], ...]:
    """Return the classes of the dataset and how many things each has, sorted."""
    text = (
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) "
        "{ { ?thing a ?class } UNION { GRAPH ?graph { ?thing a ?class } } } GROUP BY ?class"
    )
    found = store.query(text)
    assert isinstance(found, QuerySolutions)  # noqa: S101 -- it is a SELECT
    return tuple(
        sorted(
            ((one["class"], int(one["things"].value)) for one in found),
            key=lambda pair: str(pair[0]),
        )
    )


def has_graph(store: Store, name: NamedNode) -> bool:
    """Tell whether there is a graph *name*; an empty one may be."""
    return store.contains_named_graph(name)


def names(store: Store, nodes: Iterable[object]) -> Mapping[NamedNode, str]:
    """Return the names of those of *nodes* that have one."""
    return _names(store, nodes)


def _names(store: Store, terms: Iterable[object]) -> Mapping[NamedNode, str]:
    found = {}
    for node in {term for term in terms if isinstance(term, NamedNode)}:
        name = description.name(store, node)
        if name is not None:
            found[node] = name
    return found


def exists(store: Store, subject: NamedNode) -> bool:
    """Tell whether *subject* is described, is pointed at, or is a graph."""
    patterns = (
        (subject, None, None, None),
        (None, None, subject, None),
        (None, None, None, subject),
    )
    return any(next(store.quads_for_pattern(*pattern), None) for pattern in patterns)


def frame(store: Store, subject: NamedNode, context: str) -> bytes:
    """Return *subject* as framed JSON-LD whose context stands at the address *context*."""
    return as_text(framed(store, subject, context=context))


def graph_names(store: Store) -> tuple[NamedNode, ...]:
    """Return the names of the graphs, sorted."""
    return tuple(
        sorted((name for name in store.named_graphs() if isinstance(name, NamedNode)), key=str)
    )


def series(store: Store, base: str) -> tuple[Mapping[str, str], ...]:
    """Return the series of the study whose base is *base*.

    Raises:
        QueryError: the engine cannot answer.
    """
    return asking.listed(asking.of_store(store, base=base), base=base)


def matrix(store: Store, key: str, base: str) -> Matrix:
    """Return the matrix of the series *key*.

    Raises:
        UnknownSeriesError: there is no such series.
        QueryError: the engine cannot answer.
    """
    return filling.matrix(asking.of_store(store, base=base), key, base=base)
