"""Put what a person ruled on chains of requests before what records state; refuse circles."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from kg.errors import RecordError
from kg.extract.relations import REFINES
from kg.link.chains import NONE, RELATIONS, Known, known_requests
from kg.link.names import check_names
from kg.link.questions import request_key
from kg.model import ChainRuling, Disclosure, Record, Request, Rulings
from kg.model.key import key


def refuse_circles(records: Mapping[str, Record], rulings: Rulings | None = None) -> None:
    """Raise where requests of *records*, told by file name, go before one another in a circle.

    What a person ruled of a pair stands in the place of what a record states of it.

    Raises:
        RecordError: they do, by what the records state or by *rulings*; files and requests are
            named.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    stated: dict[tuple[str, str], str] = {}
    people = () if rulings is None else rulings.chains
    ruled = {(one.later, one.earlier) for one in people}
    for file, record in records.items():
        if not isinstance(record, Disclosure) or record.force is None:
            continue
        for request in record.requests:
            for name in RELATIONS:
                earlier = getattr(request, name)
                if request.reference is not None and earlier is not None:
                    pair = key(record.force, request.reference), key(record.force, earlier)
                    if pair not in ruled:
                        graph.add_edge(*pair)
                        stated[pair] = file
    for one in people:
        if one.relation != NONE:
            graph.add_edge(one.later, one.earlier)
            stated[one.later, one.earlier] = f"links.yaml, line {one.line}"
    if not nx.is_directed_acyclic_graph(graph):
        circle = nx.find_cycle(graph)
        files = sorted({stated[one, other] for one, other, *_ in circle})
        names = " -> ".join(str(one) for one, *_ in circle)
        lines = sorted({where for where in files if where.startswith("links.yaml")})
        mend = "mend the 'refines', 'follows' or 'reviews' line of one of them"
        if lines:
            mend = f"take out or mend the ruling of {' or of '.join(lines)}"
            if len(lines) < len(files):
                mend += ", or rule 'none' on a pair that a record states and that is wrong"
        raise RecordError(
            f"{', '.join(files)}: requests refine, follow or review one another in a circle "
            f"({names}); {mend}"
        )


def as_ruled(
    records: Mapping[str, Record], rulings: Rulings, beside: Iterable[str] = ()
) -> dict[str, Record]:
    """Return *records* without the relations that *rulings* put others, or none, in the place of.

    Args:
        records: by file name.
        rulings: what a person said of pairs.
        beside: keys of requests that no record has.

    Raises:
        RecordError: a ruling names no request, one request on both sides, or refutes that a request
            refines one whose questions it asks again.
    """
    _check(rulings, known_requests(records, dict.fromkeys(beside, "")))
    ruled = {(one.later, one.earlier): one for one in rulings.chains}
    return {
        file: replace(
            record, requests=tuple(_request_as_ruled(record, one, ruled) for one in record.requests)
        )
        if ruled and isinstance(record, Disclosure)
        else record
        for file, record in records.items()
    }


def _request_as_ruled(
    record: Disclosure, request: Request, ruled: Mapping[tuple[str, str], ChainRuling]
) -> Request:
    for name in RELATIONS:
        earlier = getattr(request, name)
        if earlier is None or record.force is None:
            continue
        ruling = ruled.get((request_key(record, request), key(record.force, earlier)))
        if ruling is None or ruling.relation == name:
            continue
        if name == REFINES and (request.asks_again or request.excludes):
            raise RecordError(
                f"links.yaml, line {ruling.line}: the record {record.key} says that "
                f"{request.reference} asks questions of {earlier} again, and without 'refines' "
                "nothing tells whose questions the reply answers; where the record is wrong, mend "
                "'refines' there, with 'asks_again' and 'excludes', and take this ruling out"
            )
        nothing: dict[str, Any] = {name: None, f"{name}_passage": None}
        request = replace(request, **nothing)
    return request


def _check(rulings: Rulings, known: Known) -> None:
    requests = known.named | set(known.answered)
    for one in rulings.chains:
        check_names((one.later, one.earlier), requests, kind="request", line=one.line)
        if one.later == one.earlier:
            raise RecordError(
                f"links.yaml, line {one.line}: '{one.later}' stands as later and as earlier; "
                "name two requests"
            )
