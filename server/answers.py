"""Answer a query in the form that was asked for: data in one of its formats, or a page."""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import IO, Any, cast
from urllib.parse import quote, urlencode

from flask import Response, current_app, g, request
from pyoxigraph import NamedNode
from werkzeug.wsgi import wrap_file

from kg.errors import KgError
from kg.query import formats, guard
from kg.query.formats import Kind
from server import metrics, outside, protocol, rdf
from server.cache import Cache, Kept, Spool
from server.current import current, identifier, opened, settings, study
from server.display import ROWS
from server.readers import tasks
from server.readers.tasks import Asked, Shown
from server.running import Entry, Running

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

QUERY = "%!$&'()*+,;=:@/?-._~"
"""What may stand in the query of an address as it is (RFC 3986, 3.4), and its escapes."""

ADDRESS = 4_000
"""Characters of an address that any program takes; a longer one is not offered."""

BLOCK = 2**20


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
    seconds: float | None = None
    """How long it may run, if the client says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page shows of a result, and where the whole of it can be had."""

    shown: Shown
    links: tuple[tuple[str, str], ...]
    """Name of a format, and the address of the whole result in it."""

    @property
    def kind(self) -> Kind:
        """Which kind of result it is."""
        return self.shown.kind


def respond(order: Order, *, page: Callable[[Shown], str]) -> Response:
    """Answer *order*; *page* makes the page of its result.

    Raises:
        QueryError: the query cannot be read or run.
        UsageError: its result has no format of the name asked for.
        NotAcceptable: its result cannot be had in any form that the request accepts.
        LimitError: it was stopped, or costs more than is given to one query.
    """
    check(order.text)
    # What is no query has no kind; the engine is asked all the same, and tells where it fails.
    kind = protocol.kind(order.text) or "solutions"
    media_type, name = _chosen(order.form, kind)
    g.kind = kind
    if name is None:
        return Response(page(show(order)))
    if not protocol.repeatable(order.text):
        return _sent(_computed(order, name), media_type, order)

    def mark() -> str:
        return _mark(order, media_type)

    return rdf.unless_known(mark, lambda: _sent(_kept(mark, order, name), media_type, order))


def check(text: str) -> None:
    """Do nothing if the query *text* may be run.

    Raises:
        QueryRefusedError: it may not, see `guard`; or it calls a machine that may not be asked.
    """
    outside.check(guard.check(text, endpoints=settings().endpoints))


def show(order: Order) -> Shown:
    """Return as much of the result of *order* as a page shows.

    Raises:
        QueryError: the query cannot be read or run.
        LimitError: it was stopped, or costs more than is given to one query.
    """
    kept = _cache().get(_mark(order, PAGE)) if protocol.repeatable(order.text) else None
    if kept is None:
        with under_way(order.text, protocol.kind(order.text) or "other") as entry:
            found, _ = _ask(tasks.shown, order, None, rows=ROWS, entry=entry)
        content = pickle.dumps(found)
        kept = Kept(rows=found.total, size=len(content), content=content)
        if protocol.repeatable(order.text):
            _cache().put(_mark(order, PAGE), kept)
    assert isinstance(kept.content, bytes)  # noqa: S101 -- made above
    shown: Shown = pickle.loads(kept.content)  # noqa: S301 -- made above
    return shown


def _mark(order: Order, media_type: str) -> str:
    """Return the entity tag of what *order* gives."""
    return _tag(f"{identifier()} in {opened().place}", order, media_type)


@lru_cache(maxsize=64)  # one request asks for it several times
def _tag(dataset: str, order: Order, media_type: str) -> str:
    return protocol.tag(
        dataset,
        order.text,
        media_type,
        *(f"default {graph}" for graph in order.default_graphs),
        *(f"named {graph}" for graph in order.named_graphs),
    )


def _kept(mark: Callable[[], str], order: Order, name: str) -> Kept:
    """Return the whole result, from the cache where it is there."""
    kept = _cache().get(mark())
    if kept is None:
        kept = _computed(order, name)
        _cache().put(mark(), kept)  # of what it was answered from, which may be newer
    return kept


def _computed(order: Order, name: str) -> Kept:
    with under_way(order.text, protocol.kind(order.text) or "other") as entry:
        found, files = _ask(tasks.query, order, name, rows=settings().rows, entry=entry)
    content = found.content if found.content is not None else Spool(files[0])
    return Kept(rows=found.rows, size=found.size, content=content)


@contextmanager
def under_way(text: str, kind: str) -> Iterator[Entry]:
    """Count and time while it runs what *text* says, as one of its *kind*.

    Raises:
        TooManyQueriesError: the client has as many under way as one may have.
    """
    running: Running = current_app.extensions["running"]
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    began = time.perf_counter()
    outcome = "answered"
    try:
        with running.entered(
            text,
            client=request.remote_addr or "",
            generation=identifier(),
            gone=gone,
        ) as entry:
            yield entry
    except KgError as error:
        outcome = error.code
        raise
    finally:
        g.seconds = time.perf_counter() - began
        metrics.of(current_app).queries.labels(kind, outcome).observe(g.seconds)


def _ask(
    task: Callable[..., object], order: Order, name: str | None, *, rows: int, entry: Entry
) -> tuple[Any, Sequence[int]]:
    # SPARQL 1.1 Protocol, 2.1.4: graphs named in the request are the whole dataset, and go
    # before those that the query names.
    told = bool(order.default_graphs or order.named_graphs)
    limits = settings()
    asked = Asked(
        text=order.text,
        base=study().base,
        where=order.where,
        form=name,
        default_graphs=order.default_graphs if told else None,
        named_graphs=order.named_graphs if told else None,
        rows=rows,
        size=limits.size,
        folder=current().spool,
    )
    seconds = limits.granted(order.seconds)
    return opened().ask(task, asked, seconds=seconds, stop=entry.stop)


def _sent(kept: Kept, media_type: str, order: Order) -> Response:
    """Return the response that sends *kept* whole."""
    content = kept.content
    headers = [("Content-Type", rdf.content_type(media_type)), ("Content-Length", str(kept.size))]
    if kept.rows is not None:
        headers.append(("Rows", str(kept.rows)))
    if not settings().scratch and protocol.repeatable(order.text):
        cited = _citable(order)
        if len(cited) <= ADDRESS:
            headers.append(("Link", f"<{cited}>; rel=cite-as"))
    if isinstance(content, bytes):
        return Response(content, headers=headers)
    g.spool = content
    file = wrap_file(request.environ, cast("IO[bytes]", content.reader()), BLOCK)
    return Response(file, headers=headers, direct_passthrough=True)


def _citable(order: Order) -> str:
    """Return where the same rows can be had as long as the generation is kept (RFC 8574)."""
    if request.method == "GET" and request.blueprint == "sparql":
        asked = quote(request.query_string, safe=QUERY)
    else:
        asked = urlencode(
            [
                ("query", order.text),
                *(("default-graph-uri", graph.value) for graph in order.default_graphs),
                *(("named-graph-uri", graph.value) for graph in order.named_graphs),
            ]
        )
    root = f"{request.scheme}://{request.host}{request.script_root}"
    return f"{root}/generations/{identifier()}/sparql?{asked}"


def _chosen(form: str | None, kind: Kind) -> tuple[str, str | None]:
    """Return the media type to answer with, and its format; None for a page."""
    if form == PAGE:
        return protocol.HTML, None
    if form is not None:
        return formats.format_for(kind, form).media_type, form
    by_type = _by_type(kind)
    chosen = protocol.choose(request.headers.get("Accept"), (*by_type, protocol.HTML))
    return chosen, by_type.get(chosen)


@cache
def _by_type(kind: Kind) -> Mapping[str, str]:
    """Return media type -> name of the format for results of *kind*, the one to prefer first."""
    offered = formats.formats_of(kind)
    found = {own.media_type: name for name, own in offered.items()}
    return found | {media: name for media, name in formats.GENERIC.items() if name in offered}


def _cache() -> Cache:
    cache: Cache = current_app.extensions["cache"]
    return cache


def answer(shown: Shown, *, address: str, values: Iterable[tuple[str, str]]) -> Answer:
    """Return what a page shows of a result, which *address* gives with *values*."""
    asked = list(values)
    offered = formats.formats_of(shown.kind)
    return Answer(
        shown=shown,
        links=tuple(
            (label, f"{address}?{urlencode([*asked, ('format', name)])}")
            for name, label in LABELS.items()
            if name in offered
        ),
    )
