"""Where each term of the ontology is used: in shapes, named queries, examples and alignments."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, vocabulary
from kg.query import catalogue
from kg.query.tokens import tokens

SH, RDFS, RDF = (vocabulary.FOREIGN[prefix] for prefix in ("sh", "rdfs", "rdf"))
CODES = vocabulary.CODE.replace(".", r"\.")
Said: TypeAlias = Mapping[object, Mapping[str, list[object]]]

_SCHEMES = re.compile(rf"\^{re.escape(CODES)}\(?([a-z0-9/|-]+)\)?/?")
_OURS = re.compile(r"\bfg:(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a shape asks of a property on the things of one class."""

    owner: NamedNode
    """The class; or the property whose subjects or values are meant."""

    property: NamedNode
    shape: NamedNode
    least: int
    most: int | None
    """None: as many as there are."""

    values: tuple[NamedNode, ...]
    """Datatype, class or code schemes of its values, as far as the shape tells."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a term stands to one of another vocabulary."""

    relation: str
    other: NamedNode


@dataclass(frozen=True, slots=True)
class Example:
    """A graph of ``ontology/examples``."""

    name: str
    question: str
    """What it shows: the question that its first line asks."""


@cache
def demands() -> tuple[Demand, ...]:
    """Return what the shapes ask of each class."""
    said = _shapes()
    found = []
    for shape, notes in said.items():
        owners = [
            owner
            for target in ("targetClass", "targetSubjectsOf")
            for owner in _nodes(notes.get(SH + target, []))
        ]
        for part in _nodes(notes.get(SH + "property", [])):
            asked = said.get(part, {})
            for path in _nodes(asked.get(SH + "path", [])):
                found += [_demand(owner, path, shape, asked) for owner in owners]
    return tuple(sorted(found, key=lambda demand: (demand.owner.value, demand.property.value)))


def _demand(
    owner: NamedNode, path: NamedNode, shape: object, asked: Mapping[str, list[object]]
) -> Demand:
    met = _SCHEMES.match(_text(asked.get(SH + "pattern", [])) or "")
    schemes = met[1].split("|") if met else []
    kinds = [
        node
        for name in ("datatype", "class")
        for node in _nodes(asked.get(SH + name, []))
        # That a value is a concept is said better by its scheme.
        if not (schemes and node.value == vocabulary.SKOS + "Concept")
    ]
    codes = [NamedNode(vocabulary.CODE + scheme.partition("/")[0]) for scheme in schemes]
    most = _text(asked.get(SH + "maxCount", []))
    return Demand(
        owner=owner,
        property=path,
        shape=shape if isinstance(shape, NamedNode) else path,
        least=int(_text(asked.get(SH + "minCount", [])) or 0),
        most=None if most is None else int(most),
        values=tuple(dict.fromkeys([*kinds, *codes])),
    )


@cache
def shapes_of() -> Mapping[str, tuple[NamedNode, ...]]:
    """Return, for each term, the node shapes that speak of it."""
    said = _shapes()
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for shape, notes in said.items():
        if not isinstance(shape, NamedNode):
            continue
        if NamedNode(SH + "NodeShape") not in notes.get(RDF + "type", []):
            continue
        parts = [shape]
        for name in ("property", "sparql"):
            parts += _nodes(notes.get(SH + name, []))
        for part in parts:
            for values in said.get(part, {}).values():
                for value in values:
                    for term in _terms_in(value):
                        found[term].add(shape)
    return {term: tuple(sorted(shapes, key=str)) for term, shapes in found.items()}


def _terms_in(value: object) -> Iterator[str]:
    if isinstance(value, NamedNode) and value.value.startswith(vocabulary.ONTOLOGY):
        yield value.value.removeprefix(vocabulary.ONTOLOGY)
    elif isinstance(value, Literal):
        yield from _OURS.findall(value.value)


@cache
def queries_of() -> Mapping[str, tuple[str, ...]]:
    """Return, for each term, the names of the named queries that use it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, query in sorted(catalogue.catalogue().items()):
        used = {
            token.text.removeprefix("fg:")
            for token in tokens(query.text)
            if token.kind == "name" and token.text.startswith("fg:")
        }
        for term in used:
            found[term].append(name)
    return {term: tuple(names) for term, names in found.items()}


@cache
def examples_of() -> Mapping[str, tuple[Example, ...]]:
    """Return, for each term, the example graphs that show it."""
    found: dict[str, list[Example]] = defaultdict(list)
    for path in resources.files("ontology/examples", ".trig"):
        text = path.read_text(encoding="utf-8")
        example = Example(path.stem, _opening(text))
        used: set[str] = set()
        for quad in parse(text, format=RdfFormat.TRIG):
            for node in (quad.predicate, quad.object):
                used.update(_terms_in(node) if isinstance(node, NamedNode) else ())
        for term in used:
            found[term].append(example)
    return {term: tuple(examples) for term, examples in found.items()}


def _opening(text: str) -> str:
    """Return the paragraph of comment that *text* opens with."""
    lines = takewhile(lambda line: line.strip("# "), text.splitlines())
    return " ".join(line.lstrip("# ").strip() for line in lines)


@cache
def alignments_of() -> Mapping[str, tuple[Alignment, ...]]:
    """Return, for each term, how it stands to terms of other vocabularies."""
    found: dict[str, list[Alignment]] = defaultdict(list)
    for path in resources.files("ontology/alignments", ".ttl"):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                for term in _terms_in(quad.subject):
                    relation = vocabulary.curie(quad.predicate.value)
                    found[term].append(Alignment(relation, quad.object))
    return {term: tuple(sorted(set(all_), key=str)) for term, all_ in found.items()}


@cache
def _shapes() -> Said:
    said: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for path in resources.files("shapes", ".ttl"):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            said[quad.subject][quad.predicate.value].append(quad.object)
    return {subject: dict(notes) for subject, notes in said.items()}


def _nodes(values: list[object]) -> list[NamedNode]:
    return [value for value in values if isinstance(value, NamedNode)]


def _text(values: list[object]) -> str | None:
    return next((value.value for value in values if isinstance(value, Literal)), None)
