"""What can be changed in a dataset that may be written: each task changes all, or raises.

They are done in a copy of the process that holds the dataset, which is thrown
away when a task raises: what it had changed by then was never seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import PreconditionError, QueryError, UnknownGraphError, UsageError
from kg.query.mistakes import syntax_error

Condition = Literal["there", "not there"]
"""What must hold of a graph for it to be changed."""


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


def replace(
    store: Store, graph: NamedNode | None, payloads: Sequence[Payload], condition: Condition | None
) -> bool:
    """Make *payloads* the graph and return whether it is new; None is the default graph.

    It is done only if *condition* holds before, where there is one.

    Raises:
        UsageError: a payload is not what its media type says.
        PreconditionError: *condition* does not hold.
    """
    new = not _is_there(store, graph, condition)
    store.clear_graph(graph or DefaultGraph())
    merge(store, graph, payloads, None)
    return new


def merge(
    store: Store, graph: NamedNode | None, payloads: Sequence[Payload], condition: Condition | None
) -> bool:
    """Add *payloads* to the graph and return whether it is new; None is the default graph.

    It is done only if *condition* holds before, where there is one.

    Raises:
        UsageError: a payload is not what its media type says.
        PreconditionError: *condition* does not hold.
    """
    new = not _is_there(store, graph, condition)
    if graph is not None:
        store.add_graph(graph)
    name = graph or DefaultGraph()
    for payload in payloads:
        store.extend(Quad(one.subject, one.predicate, one.object, name) for one in _read(payload))
    return new


def remove(store: Store, graph: NamedNode | None, condition: Condition | None) -> None:
    """Remove the graph, or empty the default graph (None).

    It is done only if *condition* holds before, where there is one.

    Raises:
        UnknownGraphError: there is no such graph.
        PreconditionError: *condition* does not hold.
    """
    if not _is_there(store, graph, condition):
        raise UnknownGraphError(f"{graph}: there is no such graph, so nothing was removed")
    if graph is None:
        store.clear_graph(DefaultGraph())
    else:
        store.remove_graph(graph)


def _is_there(store: Store, graph: NamedNode | None, condition: Condition | None) -> bool:
    """Return whether *store* has *graph*, as it always has the default graph (None)."""
    found = graph is None or store.contains_named_graph(graph)
    is_now: Condition = "there" if found else "not there"
    if condition not in (None, is_now):
        raise PreconditionError(
            f"{graph or 'the default graph'} is {is_now}, and the change was asked for only if it "
            f"is {condition}; nothing was changed"
        )
    return found


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
