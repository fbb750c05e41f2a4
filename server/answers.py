"""Answer a query in the form that was asked for: data in one of its formats, or a page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request
from pyoxigraph import NamedNode

from kg.query import formats, guard, run
from kg.query.formats import Kind
from kg.query.run import Result
from server import protocol, rdf
from server.current import opened, study
from server.display import ROWS

PAGE = "html"
"""The name that asks for a page where a format can be named."""

LABELS: Mapping[str, str] = {
    "csv": "CSV",
    "json": "JSON",
    "xml": "XML",
    "tsv": "TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF/XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
}
"""Format -> what it is called, in the order in which people are offered them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A query to be answered, and how."""

    text: str
    where: str
    """What an error calls the query."""

    form: str | None
    """Name of a format; None leaves it to the Accept header."""

    default_graphs: tuple[NamedNode, ...] = ()
    named_graphs: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """As much of a result as a page shows."""

    kind: Kind
    boolean: bool | None
    columns: tuple[str, ...]
    rows: tuple[Sequence[object], ...]
    total: int
    links: tuple[tuple[str, str], ...]
    """Name of a format, and the address of the whole result in it."""


def respond(order: Order, *, page: Callable[[Result], str]) -> Response:
    """Answer *order*; *page* makes the page of its result.

    Raises:
        QueryError: the query cannot be read or run.
        UsageError: its result has no format of the name asked for.
        NotAcceptable: its result cannot be had in any form that the request accepts.
    """
    guard.check(order.text)
    # What is no query has no kind; the engine is asked all the same, and tells where it fails.
    kind = protocol.kind(order.text) or _run(order).kind
    media_type, name = _chosen(order.form, kind)
    if name is None:
        return Response(page(_run(order)))

    def make() -> Response:
        content = _run(order).serialize(name)
        return Response(content, content_type=rdf.content_type(media_type))

    if not protocol.repeatable(order.text):
        return make()
    mark = protocol.tag(
        opened().identifier,
        order.text,
        media_type,
        *(f"default {graph}" for graph in order.default_graphs),
        *(f"named {graph}" for graph in order.named_graphs),
    )
    return rdf.unless_known(mark, make)


def _chosen(form: str | None, kind: Kind) -> tuple[str, str | None]:
    """Return the media type to answer with, and its format; None for a page."""
    if form == PAGE:
        return protocol.HTML, None
    if form is not None:
        return formats.format_for(kind, form).media_type, form
    offered = formats.formats_of(kind)
    by_type = {own.media_type: name for name, own in offered.items()}
    by_type |= {media: name for media, name in formats.GENERIC.items() if name in offered}
    chosen = protocol.choose(request.headers.get("Accept"), [*by_type, protocol.HTML])
    return chosen, by_type.get(chosen)


def _run(order: Order) -> Result:
    # SPARQL 1.1 Protocol, 2.1.4: graphs named in the request are the whole dataset, and go
    # before those that the query names.
    told = bool(order.default_graphs or order.named_graphs)
    return run.answer(
        opened().store,
        order.text,
        base=study().base,
        where=order.where,
        default_graphs=order.default_graphs if told else None,
        named_graphs=order.named_graphs if told else None,
    )


def shown(result: Result, *, address: str, values: Iterable[tuple[str, str]]) -> Shown:
    """Return what a page shows of *result*, which *address* gives with *values*."""
    graph = result.kind == "graph"
    rows: Sequence[Sequence[object]] = (
        [(found.subject, found.predicate, found.object) for found in result.triples]
        if graph
        else result.rows
    )
    asked = list(values)
    offered = formats.formats_of(result.kind)
    return Shown(
        kind=result.kind,
        boolean=result.boolean,
        columns=("subject", "predicate", "object") if graph else result.columns,
        rows=tuple(rows[:ROWS]),
        total=len(rows),
        links=tuple(
            (label, f"{address}?{urlencode([*asked, ('format', name)])}")
            for name, label in LABELS.items()
            if name in offered
        ),
    )


def body(text: str) -> str:
    """Return the query *text* without the header that the catalogue reads."""
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    return "\n".join(lines).strip() + "\n"
