"""Run a query on a generation that is open here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
)

from kg import vocabulary
from kg.errors import KgError, QueryError
from kg.query import guard
from kg.query.mistakes import syntax_error
from kg.query.result import Result, Term, of_triples

__all__ = ["Result", "answer", "evaluated", "failing", "selected"]


def answer(
    store: Store,
    text: str,
    *,
    base: str,
    where: str = "the query",
    default_graphs: Sequence[NamedNode | BlankNode | DefaultGraph] | None = None,
    named_graphs: Sequence[NamedNode | BlankNode] | None = None,
) -> Result:
    """Run *text* on *store*, to the end.

    The preset prefixes of a study whose base is *base* need not be declared, and its
    things may be named from there on, as in ``<id/request/...>``.  *default_graphs*
    and *named_graphs* stand for FROM and FROM NAMED; *where* names the query in messages.

    Raises:
        QueryRefusedError: the query may not be run, see `guard`.
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryError: the engine cannot answer it.
    """
    guard.check(text)
    found = evaluated(
        store,
        text,
        base=base,
        where=where,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
    )
    with failing(where):
        if isinstance(found, QueryTriples):
            return of_triples(found, vocabulary.prefixes(base))
        content = found.serialize(format=QueryResultsFormat.JSON) or b""
        return Result("boolean" if isinstance(found, QueryBoolean) else "solutions", content)


def evaluated(
    store: Store,
    text: str,
    *,
    base: str,
    where: str,
    default_graphs: Sequence[NamedNode | BlankNode | DefaultGraph] | None = None,
    named_graphs: Sequence[NamedNode | BlankNode] | None = None,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return what the engine makes of *text*, which `guard` let through; rows are still to come.

    Raises:
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryError: the engine cannot answer it.
    """
    prefixes = vocabulary.prefixes(base)
    try:
        with failing(where):
            return store.query(
                text,
                base_iri=base,
                # The engine reads each of them anew for every query.
                prefixes={name: iri for name, iri in prefixes.items() if f"{name}:" in text},
                default_graph=None if default_graphs is None else list(default_graphs),
                named_graphs=None if named_graphs is None else list(named_graphs),
            )
    except SyntaxError as error:
        raise syntax_error(text, str(error), prefixes=prefixes, where=where) from error


def selected(
    store: Store, text: str, *, base: str, where: str
) -> tuple[list[str], list[tuple[Term | None, ...]]]:
    """Return the columns and the rows of the SELECT *text*; None where a cell is open.

    They come straight from the engine: written and read again they would take half as long more.

    Raises:
        QueryRefusedError: the query may not be run, see `guard`.
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryError: the engine cannot answer it.
    """
    guard.check(text)
    found = evaluated(store, text, base=base, where=where)
    assert isinstance(found, QuerySolutions)  # noqa: S101 -- whoever asks for rows has a SELECT
    columns = [variable.value for variable in found.variables]
    width = range(len(columns))
    with failing(where):
        return columns, [tuple(one[place] for place in width) for one in found]


@contextmanager
def failing(where: str) -> Iterator[None]:
    """Turn what the engine raises while it answers *where* into an error that says so.

    Raises:
        QueryError: the engine cannot answer it.
    """
    try:
        yield
    except KgError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(
            f"{where}: the engine cannot answer it: {error}; change what it names and run it again"
        ) from error
