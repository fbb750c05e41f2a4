"""Put what a new reading changes into a record, and leave the rest of the file as it stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from kg.record.facts import (
    DESCRIBED,
    NO_FACTS,
    OWN,
    THINGS,
    Thing,
    groups,
    is_list_of_mappings,
    items,
    things,
)
from kg.record.marks import KEY, as_read, mark_of_doubt

Node = Any
"""A mapping of ruamel.yaml: it keeps its comments and knows its order."""


def merge(record: Node, reading: Node, taken: Collection[str]) -> None:
    """Change *record* to say what *reading* says in the units *taken*, and nowhere else.

    The doubts become those of the reading, but for what a person settled or removed.
    """
    reading = deepcopy(reading)  # its nodes move into the record
    doubts = _doubts(record, reading)
    for name, keys in groups({**reading, **record}, (*NO_FACTS, *THINGS)).items():
        value = reading.get(keys[0], record.get(keys[0]))
        if is_list_of_mappings(value) and name != "columns":
            mine, fresh = (dict(items(name, part.get(keys[0], []))) for part in (record, reading))
            _set_list(record, reading, keys[0], _rebuilt(mine, fresh, taken))
        elif name in taken:
            put(record, reading, keys)
    put(record["source"], reading["source"], [k for k in DESCRIBED if f"source/{k}" in taken])
    if "requests" in reading:
        _set_list(record, reading, "requests", _requests(record, reading, taken))
        _set_list(record, reading, "answers", _answers(record, reading, taken))
    if "deployments" in reading:
        mine, fresh = (_nodes(part, "deployment") for part in (record, reading))
        _set_list(record, reading, "deployments", _rebuilt(mine, fresh, taken))
    _set_list(record, reading, "doubts", doubts)
    put(record["source"], reading["source"], ["read_by"])
    put(record, reading, [KEY])


def put(node: Node, other: Node, keys: Iterable[str]) -> None:
    """Give *node* the *keys* as *other* has them, a new one where *other* has it."""
    for key in keys:
        if key not in other:
            node.pop(key, None)
        elif key in node:
            node[key] = other[key]
        else:
            order = list(other)
            before = [name for name in order[: order.index(key)] if name in node]
            place = list(node).index(before[-1]) + 1 if before else 0
            node.insert(place, key, other[key])


def _nodes(content: Node, kind: str) -> dict[str, Node]:
    return {thing.address: thing.node for thing in things(content) if thing.kind == kind}


def _set_list(record: Node, reading: Node, key: str, nodes: Sequence[Node]) -> None:
    """Make *nodes* the list *key* of *record*; none leave no line."""
    if not nodes:
        record.pop(key, None)
    elif key in record:
        # The list itself stays: the file's comments hang on it.
        if [*map(id, record[key])] != [*map(id, nodes)]:
            record[key][:] = nodes
    else:
        put(record, {**dict.fromkeys(reading), key: list(nodes)}, [key])


def _rebuilt(
    mine: Mapping[str, Node], fresh: Mapping[str, Node], taken: Collection[str]
) -> list[Node]:
    """Return the nodes of a list: those *taken* as read, those gone left out, the others as were.

    New ones stand where the reading has them.
    """
    found = {address: node for address, node in mine.items() if address not in taken}
    found |= {address: node for address, node in fresh.items() if address in taken}
    return [found[address] for address in _order(mine, fresh) if address in found]


def _order(mine: Mapping[str, Any], fresh: Mapping[str, Any]) -> list[str]:
    """Return all addresses: those of the reading in its order, each other after its neighbour."""
    order = list(fresh)
    before: str | None = None
    for address in mine:
        if address not in fresh:
            order.insert(order.index(before) + 1 if before is not None else 0, address)
        before = address
    return order


def _requests(record: Node, reading: Node, taken: Collection[str]) -> list[Node]:
    mine, fresh = (
        {thing.address: thing for thing in things(part) if thing.kind in ("request", "question")}
        for part in (record, reading)
    )
    asked: dict[str, list[Node]] = {}
    for address in _order(mine, fresh):
        thing = _thing(address, mine, fresh, taken)
        if thing is not None and thing.kind == "question":
            asked.setdefault(_holder(address, mine, fresh, taken), []).append(thing.node)
    requests = []
    for address in _order(mine, fresh):
        thing = _thing(address, mine, fresh, taken, needed=address in asked)
        if thing is not None and thing.kind == "request":
            _set_list(
                thing.node, fresh.get(address, thing).node, "questions", asked.get(address, [])
            )
            requests.append(thing.node)
    return requests


def _holder(
    address: str, mine: Mapping[str, Thing], fresh: Mapping[str, Thing], taken: Collection[str]
) -> str:
    """Return the address of the request that the question at *address* stands in."""
    anew = address in taken and address in fresh
    return (fresh if anew or address not in mine else mine)[address].request


def _thing(
    address: str,
    mine: Mapping[str, Thing],
    fresh: Mapping[str, Thing],
    taken: Collection[str],
    *,
    needed: bool = False,
) -> Thing | None:
    """Return the thing at *address* as it shall be, changed in place; None where it goes."""
    if address not in mine:
        return fresh[address] if address in taken else None
    thing = mine[address]
    if address not in fresh:
        gone = address in taken and not needed
        return None if gone else thing
    own = OWN[thing.kind]
    read = fresh[address].node
    if address in taken:
        put(thing.node, read, [key for key in own if key != "questions"])
    for name, keys in groups({**thing.node, **read}, own).items():
        if f"{address}/{name}" in taken:
            put(thing.node, read, keys)
    return thing


def _answers(record: Node, reading: Node, taken: Collection[str]) -> list[Node]:
    """Return the answers: labels that are taken leave their old node and join the one read."""
    order = {
        label: number
        for number, node in enumerate(reading.get("answers", ()))
        for label in node["to"]
    }
    rank = {label: number for number, label in enumerate(order)}
    found = list(_without(record, lambda address: address in taken))
    for node in _without(reading, lambda address: address not in taken):
        same = next((other for other in found if _unlabelled(other) == _unlabelled(node)), None)
        if same is not None:
            same["to"][:] = sorted({*same["to"], *node["to"]}, key=lambda x: rank.get(x, len(rank)))
            continue
        number = order[node["to"][0]]
        before = [
            n for n, other in enumerate(found, start=1) if order.get(other["to"][0], -1) <= number
        ]
        found.insert(before[-1] if before else 0, node)
    return found


def _without(content: Node, leaves: Any) -> Iterable[Node]:
    """Yield the answers of *content* without the labels whose address *leaves*."""
    places = iter([thing.address for thing in things(content) if thing.kind == "answer"])
    for node in content.get("answers", ()):
        stays = [label for label in list(node["to"]) if not leaves(next(places))]
        if len(stays) < len(node["to"]):
            node["to"][:] = stays
        if stays:
            yield node


def _unlabelled(node: Node) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != "to"}


def _doubts(record: Node, reading: Node) -> list[Node]:
    """Return the doubts of *reading*: settled where they were, left out where a person did."""
    mine = {mark_of_doubt(doubt): doubt for doubt in record.get("doubts", ())}
    removed = (as_read(record) or frozenset()) - set(mine)
    found = []
    for doubt in reading.get("doubts", ()):
        name = mark_of_doubt(doubt)
        if name not in removed:
            found.append(mine.get(name, doubt))
    return found
