"""What can be changed in a dataset that may be written: each task changes all, or raises.

They are done in a copy of the process that holds the dataset, which is thrown
away when a task raises: what it had changed by then was never seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import QueryError, UsageError
from kg.query.mistakes import syntax_error


@dataclass(frozen=True, slots=True)
class Payload:
    """A graph as it was sent."""

    content: bytes
    media_type: str
    base: str
    """What its relative IRIs are relative to."""


def update(store: Store, text: str, prefixes: Mapping[str, str], base: str) -> None:
    """Carry out the update *text*, all of its operations or none.

    Raises:
        QuerySyntaxError: it is not SPARQL 1.1 Update.
        QueryError: the engine cannot carry it out.
    """
    try:
        store.update(text, base_iri=base, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise syntax_error(
            text, str(error), prefixes=prefixes, where="the update", changing=True
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the update: the engine cannot carry it out: {error}") from error


def replace(store: Store, graph: NamedNode | None, payloads: Sequence[Payload]) -> bool:
    """Make *payloads* the graph and return whether it is new; None is the default graph.

    Raises:
        UsageError: a payload is not what its media type says.
    """
    new = graph is not None and not store.contains_named_graph(graph)
    store.clear_graph(graph or DefaultGraph())
    merge(store, graph, payloads)
    return new


def merge(store: Store, graph: NamedNode | None, payloads: Sequence[Payload]) -> bool:
    """Add *payloads* to the graph and return whether it is new; None is the default graph.

    Raises:
        UsageError: a payload is not what its media type says.
    """
    new = graph is not None and not store.contains_named_graph(graph)
    if graph is not None:
        store.add_graph(graph)
    name = graph or DefaultGraph()
    for payload in payloads:
        store.extend(Quad(one.subject, one.predicate, one.object, name) for one in _read(payload))
    return new


def remove(store: Store, graph: NamedNode | None) -> bool:
    """Remove the graph, or empty the default graph (None); return whether there was one."""
    if graph is None:
        store.clear_graph(DefaultGraph())
        return True
    there = store.contains_named_graph(graph)
    store.remove_graph(graph)
    return there


def _read(payload: Payload) -> list[Quad]:
    form = RdfFormat.from_media_type(payload.media_type)
    if form is None:
        raise UsageError(f"{payload.media_type} is no RDF that is read here")
    try:
        return list(
            parse(
                payload.content,
                format=form,
                base_iri=payload.base,
                without_named_graphs=True,
                rename_blank_nodes=True,
            )
        )
    except (SyntaxError, ValueError) as error:
        raise UsageError(
            f"the body is no {form.name}: {error}; mend it and send it again"
        ) from error
