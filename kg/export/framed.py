"""One thing as a plain answer in JSON: nested as its frame says, with short keys and plain values.

The frames stand in ``ontology/frames``, one a kind of thing.  A frame is the
only place that says what stands inside what: the triples are gathered along
it, and the same frame arranges them.  So what is written is what was gathered,
and reads back as the same triples.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import resources, vocabulary
from kg.build import reference
from kg.errors import KgError
from kg.export import plain
from kg.export.jsonld import expanded, refuse

RDF_TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
INTEGER = vocabulary.FOREIGN["xsd"] + "integer"
BOOLEAN = vocabulary.FOREIGN["xsd"] + "boolean"
ANY = "thing"
"""Frame of a thing that is of no kind with a frame of its own."""

_DIGITS = re.compile(r"(\d+)")
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]*")


def framed(store: Store, subject: NamedNode, *, context: object = plain.FILE) -> dict[str, Any]:
    """Return what *store* holds about *subject*, framed.

    All graphs count; where documents give several values to a property that
    has one, none is shown, as in the default graph.  *context* is what the
    document says under ``@context``: an address, or the context itself.
    """
    frame = frames()[kind_of(store, subject)]
    return {"@context": context, **_arrange(gather(store, subject, frame), subject, frame)}


def framed_document(quads: Iterable[Quad]) -> bytes:
    """Return every thing of *quads* that has a frame of its own, each framed, as one document.

    The context stands inside, and the things are its ``items``.
    """
    store = Store()
    store.extend(quads)
    found: dict[str, dict[str, Any]] = {}
    for _, frame in sorted(frames().items()):
        for kind in _types(frame):
            for quad in store.quads_for_pattern(None, RDF_TYPE, kind):
                subject = quad.subject
                if isinstance(subject, NamedNode) and subject.value not in found:
                    found[subject.value] = _arrange(gather(store, subject, frame), subject, frame)
    items = [found[subject] for subject in sorted(found)]
    return as_text({"@context": plain.context(), "items": items})


def as_text(document: Mapping[str, Any]) -> bytes:
    """Return *document* as the bytes of a file."""
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def kind_of(store: Store, subject: NamedNode) -> str:
    """Return the name of the frame for *subject*."""
    kinds = {quad.object for quad in store.quads_for_pattern(subject, RDF_TYPE, None)}
    for name, frame in sorted(frames().items()):
        if kinds & set(_types(frame)):
            return name
    return ANY


@cache
def frames() -> Mapping[str, Mapping[str, Any]]:
    """Return each frame by its name, as its file has it."""
    folder = resources.root() / "ontology" / "frames"
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.jsonld"))
        if path.name != plain.FILE
    }


def gather(store: Store, subject: NamedNode, frame: Mapping[str, Any]) -> tuple[Triple, ...]:
    """Return the triples about *subject* and about all that stands inside it by *frame*, sorted."""
    found: dict[Triple, None] = {}
    for triple in _walk(store, subject, frame, (subject,)):
        found[triple] = None
    return _settled(sorted(found, key=str))


def _walk(
    store: Store, node: NamedNode, frame: Mapping[str, Any], way: Sequence[NamedNode]
) -> Iterator[Triple]:
    own = [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in store.quads_for_pattern(node, None, None)
    ]
    yield from own
    for key, inner in frame.items():
        if not isinstance(inner, dict) or key.startswith("@"):
            continue
        name, back = _property(key)
        if back:
            pointing = [
                Triple(quad.subject, quad.predicate, quad.object)
                for quad in store.quads_for_pattern(None, name, node)
            ]
            yield from pointing
            inside: Iterable[object] = [triple.subject for triple in pointing]
        else:
            inside = [triple.object for triple in own if triple.predicate == name]
        if inner.get("@embed") == "@never":
            continue
        for value in inside:
            if isinstance(value, NamedNode) and value not in way:
                yield from _walk(store, value, inner, (*way, value))


def _property(key: str) -> tuple[NamedNode, bool]:
    """Return the property that *key* of a frame stands for, and whether it is followed back."""
    told = plain.context().get(key)
    if told is None:
        raise KgError(
            f"ontology/frames: '{key}' is no key of {plain.FILE}; write a property's name"
        )
    back = "@reverse" in told
    prefix, _, local = str(told["@reverse" if back else "@id"]).partition(":")
    namespace = {"fg": vocabulary.ONTOLOGY, **vocabulary.FOREIGN}[prefix]
    return NamedNode(namespace + local), back


def _settled(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    single = reference.functional_properties()
    values: dict[tuple[object, object], int] = defaultdict(int)
    for triple in triples:
        values[triple.subject, triple.predicate] += 1
    return tuple(
        triple
        for triple in triples
        if triple.predicate not in single or values[triple.subject, triple.predicate] == 1
    )


def _arrange(
    triples: Sequence[Triple], subject: NamedNode, frame: Mapping[str, Any]
) -> dict[str, Any]:
    from pyld import jsonld as processor

    wanted = {key: value for key, value in frame.items() if key not in ("@context", "type")}
    document = processor.frame(
        expanded(triples, value=_value),
        {"@context": plain.context(), "id": subject.value, **_closed(wanted, _links(triples))},
        {"documentLoader": refuse, "embed": "@always", "omitDefault": True, "ordered": True},
    )
    del document["@context"]
    return _in_order(_referred(document, wanted))


def _referred(node: dict[str, Any], frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return *node* with what *frame* only refers to as names.

    The library nests what points back at a node even where the frame says never.
    """
    found = dict(node)
    for key, inner in frame.items():
        if key not in node or not isinstance(inner, dict):
            continue
        values = node[key] if isinstance(node[key], list) else [node[key]]
        if inner.get("@embed") == "@never":
            values = [each["id"] if isinstance(each, dict) else each for each in values]
        else:
            values = [_referred(each, inner) if isinstance(each, dict) else each for each in values]
        found[key] = values if isinstance(node[key], list) else values[0]
    return found


def _links(triples: Sequence[Triple]) -> tuple[str, ...]:
    """Return the properties by which *triples* join what they describe."""
    subjects = {triple.subject for triple in triples}
    found = {triple.predicate.value for triple in triples if triple.object in subjects}
    return tuple(sorted(found))


def _closed(frame: Mapping[str, Any], links: Sequence[str]) -> dict[str, Any]:
    """Return *frame* with every link that it does not name left as a reference."""
    named = {_property(key)[0].value for key in frame if not key.startswith("@") and key != "id"}
    inner = {
        # A frame matches what has one of its properties; this one matches whatever is there.
        key: {"id": {}, **_closed(value, links)}
        if isinstance(value, dict) and "@embed" not in value
        else value
        for key, value in frame.items()
    }
    return {**inner, **{link: {"@embed": "@never"} for link in links if link not in named}}


def _value(predicate: str, literal: Literal) -> dict[str, Any]:
    """Return *literal* in expanded form: a JSON number or boolean where it reads back as it was.

    A decimal stays text: JSON-LD reads a number with a fraction as a double.
    """
    native: int | bool
    datatype = literal.datatype.value
    if datatype == INTEGER and _WHOLE_NUMBER.fullmatch(literal.value):
        native = int(literal.value)
    elif datatype == BOOLEAN and literal.value in ("true", "false"):
        native = literal.value == "true"
    else:
        return {"@value": literal.value, "@type": datatype}
    told = plain.context().get(predicate.removeprefix(vocabulary.ONTOLOGY))
    # Where the context names no type, the JSON itself tells it.
    return {"@value": native, **({"@type": datatype} if told and "@type" in told else {})}


def _in_order(node: dict[str, Any]) -> dict[str, Any]:
    """Return *node* with its name and kind first, then what is plain, then what is nested."""

    def rank(item: tuple[str, Any]) -> tuple[int, str]:
        key, value = item
        if key in ("id", "type"):
            return ("id", "type").index(key), key
        values = value if isinstance(value, list) else [value]
        return 2 + any(isinstance(each, dict) for each in values), key

    def inner(value: Any) -> Any:
        if isinstance(value, dict):
            return _in_order(value)
        return sorted(map(inner, value), key=_place) if isinstance(value, list) else value

    return {key: inner(value) for key, value in sorted(node.items(), key=rank)}


def _place(value: Any) -> tuple[Any, ...]:
    """Return a key that sorts by the order told, else as a person sorts names: 9 before 10."""
    name = value.get("id", "") if isinstance(value, dict) else str(value)
    told = value.get("order", 0) if isinstance(value, dict) else 0
    pieces = _DIGITS.split(name)
    return told, [(int(each), "") if at % 2 else (-1, each) for at, each in enumerate(pieces)]


def _types(frame: Mapping[str, Any]) -> tuple[NamedNode, ...]:
    told = frame.get("type", ())
    return tuple(vocabulary.term(name) for name in ([told] if isinstance(told, str) else told))
