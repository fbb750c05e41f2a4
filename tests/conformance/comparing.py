"""Compare what a server gave with what a test expects.

The engine's store keeps values and not spellings (``0.50`` becomes ``0.5``,
``xsd:int`` becomes ``xsd:integer``), so numbers are compared by their value
and the rest as terms; blank nodes up to their names.
"""

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib import RDF, XSD, Namespace
from rdflib.compare import isomorphic

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
ROW = Namespace("http://example.org/row#")
EXACT = {str(XSD.decimal), str(XSD.double), str(XSD.float), str(XSD.boolean), str(XSD.dateTime)}
WHOLE = {
    str(XSD[name])
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    )
}

Row = dict[str, object]


def same_rows(found: Sequence[Row], expected: Sequence[Row], *, ordered: bool) -> bool:
    """Tell whether two tables hold the same rows, in the same order where that counts."""
    if len(found) != len(expected):
        return False
    return isomorphic(_table(found, ordered=ordered), _table(expected, ordered=ordered))


def _table(rows: Sequence[Row], *, ordered: bool) -> rdflib.Graph:
    """Return a graph of *rows*: equal rows are counted, since a graph holds each thing once."""
    graph = rdflib.Graph()
    plain: Counter[tuple[tuple[str, str], ...]] = Counter()
    for place, row in enumerate(rows):
        node: rdflib.term.Node = ROW[f"at{place}"] if ordered else rdflib.BNode()
        if not ordered and not any(isinstance(term, ox.BlankNode) for term in row.values()):
            plain[tuple(sorted((name, str(canonical(term))) for name, term in row.items()))] += 1
            continue
        graph.add((node, RDF.type, ROW.Row))
        for name, term in row.items():
            graph.add((node, ROW[name], canonical(term)))
    for key, count in plain.items():
        graph.add((rdflib.Literal(str(key)), ROW["count"], rdflib.Literal(count)))
    return graph


def canonical(term: object) -> rdflib.term.Node:
    """Return *term* in rdflib's form; a number by its value."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    return _literal(term.value, term.datatype.value, term.language)


def _literal(value: str, datatype: str, language: str | None) -> rdflib.Literal:
    if language:
        return rdflib.Literal(value, lang=language.lower())
    if datatype in WHOLE:
        datatype = str(XSD.integer)
    if datatype in (str(XSD.integer), str(XSD.decimal)):
        with contextlib.suppress(InvalidOperation):
            value = str(Decimal(value).normalize())
    elif datatype in (str(XSD.double), str(XSD.float)):
        with contextlib.suppress(ValueError):
            value = repr(float(value))
    elif datatype == str(XSD.boolean):
        value = {"1": "true", "0": "false"}.get(value, value)
    elif datatype == str(XSD.dateTime):
        value = value.replace("+00:00", "Z").removesuffix(".0").replace(".000Z", "Z")
    return rdflib.Literal(value, datatype=rdflib.URIRef(datatype), normalize=False)


def same_graphs(found: Iterable[ox.Triple], expected: Iterable[ox.Triple]) -> bool:
    """Tell whether two graphs are the same but for the names of blank nodes."""
    return isomorphic(_graph(found), _graph(expected))


def _graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(tuple(canonical(part) for part in triple))
    return graph


def triples(content: bytes, media: ox.RdfFormat, base: str) -> list[ox.Triple]:
    """Return the triples of a document."""
    return [quad.triple for quad in ox.parse(content, format=media, base_iri=base)]


def rows_of(content: bytes, form: ox.QueryResultsFormat) -> list[Row] | bool:
    """Return the rows of a result, or the answer of ASK."""
    parsed = ox.parse_query_results(content, format=form)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    assert isinstance(parsed, ox.QuerySolutions)
    names = [variable.value for variable in parsed.variables]
    return [
        {name: one[at] for at, name in enumerate(names) if one[at] is not None} for one in parsed
    ]


def rows_of_graph(file: Path) -> list[Row] | bool:
    """Return the rows of a result that is written as RDF, with the W3C's own vocabulary."""
    graph = rdflib.Graph().parse(file)
    boolean = graph.value(predicate=RS.boolean)
    truth = next(graph.objects(None, RS.boolean), boolean)
    if truth is not None:
        return str(truth) == "true"
    return [
        {
            str(graph.value(binding, RS.variable)): _of_rdflib(graph.value(binding, RS.value))
            for binding in graph.objects(solution, RS.binding)
        }
        for solution in graph.objects(None, RS.solution)
    ]


def _of_rdflib(term: object) -> object:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    kind = None if term.datatype is None else ox.NamedNode(str(term.datatype))
    return ox.Literal(str(term), datatype=kind)


def cells(content: bytes) -> list[tuple[str, ...]]:
    """Return the rows of a CSV, the names first, the others sorted; blank nodes are all alike."""
    names, *rows = csv.reader(io.StringIO(content.decode()))
    order = sorted(range(len(names)), key=names.__getitem__)

    def cell(text: str) -> str:
        if text.startswith("_:"):
            return "_:"
        try:
            return f"{float(text):.12g}"
        except ValueError:
            return text

    return [
        tuple(names[at] for at in order),
        *sorted(tuple(cell(row[at]) for at in order) for row in rows),
    ]
