"""Take a record's YAML apart: into facts, each with an address, and into units.

A *fact* is what a person can rule on: the answer to question 4, one ground of
it, one figure of a row.  A *unit* is what a new reading takes or leaves whole:
the answer with all that belongs to it, the row with all its figures.  Every
fact stands in one unit.

Both follow the shape of the YAML.  A key that this module does not know is a
fact under the thing that holds it (``answer/4/<key>``), and a list of mappings
is numbered (``answer/4/<key>/1``), so a new key of the schema needs no rule here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.model import Passage, address

Node = Mapping[str, Any]

NO_FACTS = ("record", "key", "source", "review", "doubts", "as_read")
"""Keys of a record that say what it is, and nothing that the document says."""

THINGS = ("requests", "answers", "deployments")
"""Keys of a record whose items have addresses of their own."""

DESCRIBED = ("title", "url", "stands_for", "not_seen")
"""Keys of a source that a person may know and the bytes do not tell."""

PLACES = ("at", "quote", "page", "row", "column", "cells")
"""Keys that tell where the words stand."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "refines": ("refines", "asks_again", "excludes", "scope"),
    "status": ("status", "status_reason"),
}
"""Fact -> the keys that state it together; ``<key>_words`` always belongs to ``<key>``."""

WORDS = "_words"

OWN: Mapping[str, tuple[str, ...]] = {
    "request": ("reference", "at", "page", "also", "questions"),
    "question": ("label", "text", "lost", "at", "page", "quote"),
    "answer": ("to", "held", "disclosure", "at", "page", "quote"),
    "deployment": ("key", "page", "row", "date", "place", "cells"),
}
"""Kind of thing -> the keys that are the thing itself; each other key is a fact under it."""

WHOLE = ("answer", "deployment")
"""Kinds of things that are one unit with all that stands under them."""

CURATED = "topic"
"""The key that only a person writes: no reading has it, so it is never a correction of one."""

NAMES = ("provision", "key", "label")
"""Keys that name an item of a list; an item with none of them is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a record, as a person sees it."""

    address: str
    value: str
    """What the record says, in one line."""

    passage: Passage | None
    """The words that it rests on; None where the record does not keep them."""

    line: int | None
    """Line of the record file that states it (from 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An item of a record that has an address of its own."""

    kind: str
    address: str
    node: Node
    request: str = ""
    """Address of the request that a question stands in."""


def facts(content: Node) -> Mapping[str, Fact]:
    """Return every fact of *content*, a record as its YAML holds it, by its address."""
    return {fact.address: fact for fact in _facts(content)}


def units(content: Node) -> Mapping[str, Any]:
    """Return every unit of *content* by its address: the value or mapping that states it."""
    return dict(_units(content))


def unit_of(fact: str) -> str:
    """Return the address of the unit that *fact* stands in.

    >>> unit_of("answer/4/ground/foia:s12-1"), unit_of("question/4/period"), unit_of("force")
    ('answer/4', 'question/4/period', 'force')
    """
    kind, _, rest = fact.partition("/")
    if kind == "column":
        return "columns"
    return f"{kind}/{rest.partition('/')[0]}" if kind in WHOLE else fact


def things(content: Node) -> Iterator[Thing]:
    """Yield every item of *content* that has an address, in the order of the file.

    An answer to several questions is a thing for each.
    """
    requests = content.get("requests", ())
    named = address.requests([request.get("reference") for request in requests])
    labels = [[item["label"] for item in request.get("questions", ())] for request in requests]
    asked = address.questions(zip(named, labels, strict=True))
    for request, name, places in zip(requests, named, asked, strict=True):
        yield Thing(kind="request", address=name, node=request)
        for item, place in zip(request.get("questions", ()), places, strict=True):
            yield Thing(kind="question", address=place, node=item, request=name)
    said = [(label, item) for item in content.get("answers", ()) for label in item["to"]]
    places = address.distinct(address.answer(label) for label, _ in said)
    for (_, item), place in zip(said, places, strict=True):
        yield Thing(kind="answer", address=place, node=item)
    for row in content.get("deployments", ()):
        yield Thing(kind="deployment", address=address.deployment(row["key"]), node=row)


def groups(node: Node, own: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the facts under *node*, but for its *own* keys: their names, and the keys of each."""
    joined = {key: name for name, keys in TOGETHER.items() for key in keys}
    found: dict[str, tuple[str, ...]] = {}
    for key in node:
        if key not in own:
            name = joined.get(key, key.removesuffix(WORDS))
            found[_hyphens(name)] = (*found.get(_hyphens(name), ()), key)
    return found


def _units(content: Node) -> Iterator[tuple[str, Any]]:
    for key in DESCRIBED:
        if key in content["source"]:
            yield f"source/{key}", content["source"][key]
    for name, keys in groups(content, (*NO_FACTS, *THINGS)).items():
        value = content[keys[0]]
        if is_list_of_mappings(value) and name != "columns":
            yield from items(name, value)
        else:
            yield name, {key: content[key] for key in keys}
    for thing in things(content):
        if thing.kind in WHOLE:
            yield thing.address, {key: value for key, value in thing.node.items() if key != "to"}
            continue
        own = OWN[thing.kind]
        core = {key: thing.node[key] for key in own if key in thing.node and key != "questions"}
        yield thing.address, core | ({"request": thing.request} if thing.request else {})
        for name, keys in groups(thing.node, own).items():
            yield f"{thing.address}/{name}", {key: thing.node[key] for key in keys}


def _facts(content: Node) -> Iterator[Fact]:
    for name, keys in groups(content, (*NO_FACTS, *THINGS)).items():
        yield from _inside(name, keys, content)
    for thing in things(content):
        own = [key for key in OWN[thing.kind] if key in thing.node]
        unsaid = ("to", "key", "questions")
        yield _fact(thing.address, thing.node, [key for key in own if key not in unsaid])
        for name, keys in groups(thing.node, own).items():
            if name == "figures":
                yield from _figures(thing, content)
            else:
                yield from _inside(f"{thing.address}/{name}", keys, thing.node)


def _inside(place: str, keys: Sequence[str], holder: Node) -> Iterator[Fact]:
    """Yield the fact or facts that *keys* of *holder* state, at *place*."""
    value = holder[keys[0]]
    if is_list_of_mappings(value):
        for name, item in items(place, value):
            nested = [key for key in item if is_list_of_mappings(item[key])]
            yield _fact(name, item, [key for key in item if key not in nested])
            for key in nested:
                yield from _inside(f"{name}/{_hyphens(key)}", [key], item)
    elif isinstance(value, Mapping) and len(keys) == 1:
        yield _fact(place, value)
    else:
        said = {key: holder[key] for key in keys if not isinstance(holder[key], Mapping)}
        words = [holder[key] for key in keys if isinstance(holder[key], Mapping)]
        yield Fact(
            address=place,
            value=_said(said),
            passage=_passage(words[0]) if words else None,
            line=_line_of(holder, keys[0]),
        )


def _fact(place: str, node: Node, keys: Sequence[str] | None = None) -> Fact:
    """Return the fact that *keys* of *node* state, or all its keys; at least its words."""
    said = {key: node[key] for key in (node if keys is None else keys) if key not in PLACES}
    if "quote" in node and not set(said) - {"label"}:
        said = {"quote": node["quote"]}
    if "label" in said and len(said) > 1:
        del said["label"]
    return Fact(address=place, value=_said(said), passage=_passage(node), line=_line(node))


def _figures(thing: Thing, content: Node) -> Iterator[Fact]:
    """Yield each figure of a row, with its cell."""
    row = thing.node
    columns = [column.get("measure", column.get("field")) for column in content["columns"]]
    for measure, value in row["figures"].items():
        number = columns.index(measure) + 1 if measure in columns else None
        yield Fact(
            address=f"{thing.address}/{measure}",
            value=_said(value),
            passage=Passage(
                quote=str(row["cells"][number - 1]) if number is not None else "",
                page=row.get("page"),
                row=row["row"],
                column=number,
            ),
            line=_line_of(row["figures"], measure),
        )


def items(key: str, nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    """Yield each of *nodes* with its address: the singular of *key*, then its name or number."""
    names = [
        next((str(node[name]) for name in NAMES if name in node), str(number))
        for number, node in enumerate(nodes, start=1)
    ]
    for name, node in zip(address.distinct(names), nodes, strict=True):
        yield f"{_hyphens(key).removesuffix('s')}/{name}", node


def _said(value: Any) -> str:
    """Return *value* in one line, without the places of its words."""
    if isinstance(value, Mapping):
        if len(value) == 1:
            return _said(*value.values())
        parts = {key: item for key, item in value.items() if key not in PLACES}
        if not parts:
            return str(value.get("quote", ""))
        return "; ".join(f"{key.replace('_', ' ')} {_said(item)}" for key, item in parts.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_said, value))
    return format(Decimal(repr(float(value))), "f") if isinstance(value, float) else str(value)


def _passage(node: Node) -> Passage | None:
    start, end = node.get("at", (None, None))
    if start is None and "page" not in node:
        return None
    cells = node.get("cells")
    quote = node.get("quote", node.get("text", node.get("reference", "")))
    return Passage(
        quote=" | ".join(map(str, cells)) if cells is not None else quote,
        start=start,
        end=end,
        page=node.get("page"),
        row=node.get("row"),
        column=node.get("column"),
    )


def is_list_of_mappings(value: Any) -> bool:
    """Return whether *value* is a list of things rather than of words."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _hyphens(key: str) -> str:
    return key.replace("_", "-")


def _line(node: Any) -> int | None:
    return int(node.lc.line) + 1 if hasattr(node, "lc") else None


def _line_of(node: Any, key: str) -> int | None:
    marks = getattr(node, "lc", None)
    return int(marks.key(key)[0]) + 1 if marks is not None and key in (marks.data or {}) else None
