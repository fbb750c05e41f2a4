"""Run a query on a generation that is open here."""

from collections.abc import Sequence

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Store,
)

from kg import vocabulary
from kg.errors import QueryError
from kg.query import guard
from kg.query.mistakes import syntax_error
from kg.query.result import Result, of_triples

__all__ = ["Result", "answer"]


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

    The preset prefixes of a study whose base is *base* need not be declared.
    *default_graphs* and *named_graphs* stand for FROM and FROM NAMED; *where*
    names the query in messages.

    Raises:
        QueryRefusedError: the query may not be run, see `guard`.
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryError: the engine cannot answer it.
    """
    guard.check(text)
    prefixes = vocabulary.prefixes(base)
    try:
        found = store.query(
            text,
            prefixes=prefixes,
            default_graph=None if default_graphs is None else list(default_graphs),
            named_graphs=None if named_graphs is None else list(named_graphs),
        )
        if isinstance(found, QueryTriples):
            return of_triples(found, prefixes)
        content = found.serialize(format=QueryResultsFormat.JSON) or b""
        return Result("boolean" if isinstance(found, QueryBoolean) else "solutions", content)
    except SyntaxError as error:
        raise syntax_error(text, str(error), prefixes=prefixes, where=where) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(
            f"{where}: the engine cannot answer it: {error}; change what it names and run it again"
        ) from error
