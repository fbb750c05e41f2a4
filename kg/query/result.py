"""What a query gave, whole: here or from an endpoint elsewhere, it is the same thing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg import vocabulary
from kg.query import writable
from kg.query.formats import Kind, format_for

Term = NamedNode | BlankNode | Literal | Triple
UNWRITTEN = frozenset(
    (
        vocabulary.FOREIGN["rdf"] + "type",
        vocabulary.FOREIGN["rdf"] + "langString",
        *(vocabulary.FOREIGN["xsd"] + name for name in ("string", "integer", "decimal", "boolean")),
    )
)
"""IRIs for which Turtle has a shorter form than a name."""

QUAD_FORMATS = (RdfFormat.TRIG, RdfFormat.N_QUADS)


@dataclass(frozen=True)
class Result:
    """A finished result: nothing is left to compute when it is written.

    Rows and truth values are kept as SPARQL JSON, graphs as sorted triples.
    """

    kind: Kind
    content: bytes = b""
    """SPARQL 1.1 Query Results JSON; empty for a graph."""

    triples: tuple[Triple, ...] = ()
    """Sorted, each once; only of a graph."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Those that Turtle may use."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, without question marks."""
        parsed = self._parsed()
        return (
            tuple(variable.value for variable in parsed.variables)
            if isinstance(parsed, QuerySolutions)
            else ()
        )

    @cached_property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        """One tuple a solution, in the order of the columns; None where nothing is bound."""
        parsed = self._parsed()
        if not isinstance(parsed, QuerySolutions):
            return ()
        width = range(len(self.columns))
        return tuple(tuple(solution[place] for place in width) for solution in parsed)

    @cached_property
    def boolean(self) -> bool | None:
        """The answer of ASK; None for any other result."""
        parsed = self._parsed()
        return bool(parsed) if isinstance(parsed, QueryBoolean) else None

    def serialize(self, format_name: str) -> bytes:
        """Return the result in the format of that name, the same bytes every time.

        Raises:
            UsageError: a result of this kind cannot be written so.
            UnwritableError: this one cannot, for what it holds.
        """
        engine = format_for(self.kind, format_name).engine
        if engine == QueryResultsFormat.JSON:
            return self.content
        if isinstance(engine, RdfFormat):
            content = _write_graph(self.triples, engine, self.prefixes)
        else:
            parsed = self._parsed()
            content = (parsed.serialize(format=engine) if parsed is not None else None) or b""
        if format_name in writable.XML:
            writable.check_characters(content)
        return content

    def _parsed(self) -> QuerySolutions | QueryBoolean | None:
        if self.kind == "graph":
            return None
        return parse_query_results(self.content, format=QueryResultsFormat.JSON)


def of_json(content: bytes) -> Result:
    """Return the result that *content* holds as SPARQL JSON, read to its end.

    Raises:
        SyntaxError: it is cut off or something else.
    """
    parsed = parse_query_results(content, format=QueryResultsFormat.JSON)
    result = Result("boolean" if isinstance(parsed, QueryBoolean) else "solutions", content)
    _ = result.rows  # reads every row, so that a cut body is found here and not by the reader
    return result


def of_triples(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Result:
    """Return the result that holds each of *triples* once, sorted."""
    return Result("graph", triples=tuple(sorted(set(triples), key=str)), prefixes=prefixes)


def _write_graph(
    triples: Iterable[Triple], engine: RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    if engine == RdfFormat.RDF_XML:
        for triple in triples:
            writable.check_property(triple.predicate.value)
    used = _used(triples, prefixes) if engine in (RdfFormat.TURTLE, RdfFormat.TRIG) else {}
    items: list[Any] = list(triples)
    if engine in QUAD_FORMATS:
        items = [Quad(item.subject, item.predicate, item.object) for item in items]
    written = serialize(items, format=engine, prefixes=used) or b""
    return _sorted_prefixes(written) if used else written


def _used(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return those of *prefixes* whose namespaces open an IRI that is written in *triples*."""
    openings = {
        iri[: cut + 1]
        for triple in triples
        for iri in _iris(triple)
        for cut in (iri.rfind("#"), iri.rfind("/"))
    }
    return {prefix: iri for prefix, iri in prefixes.items() if iri in openings}


def _iris(term: object) -> Iterable[str]:
    if isinstance(term, NamedNode):
        yield term.value
    elif isinstance(term, Literal):
        yield term.datatype.value
    elif isinstance(term, Triple):
        for part in (term.subject, term.predicate, term.object):
            yield from (iri for iri in _iris(part) if iri not in UNWRITTEN)


def _sorted_prefixes(written: bytes) -> bytes:
    """Put the prefix lines at the head in order; the engine's own order has no meaning."""
    head = re.match(rb"(?:@prefix [^\n]*\n)*", written)
    end = head.end() if head else 0
    return b"".join(sorted(written[:end].splitlines(keepends=True))) + written[end:]
