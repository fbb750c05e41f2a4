"""The JSON-LD context of framed data: bare keys, and codes as the keys of their schemes.

A document of :mod:`kg.export.framed` reads like the answer of a plain API:
``"outcome": "not-held"``.  The other context, of :mod:`kg.export.context`,
keeps the names of Turtle and serves whole graphs.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources, vocabulary
from kg.build import reference

FILE = "context.jsonld"
FOREIGN = vocabulary.FOREIGN
DATATYPE = FOREIGN["owl"] + "DatatypeProperty"
OBJECT = FOREIGN["owl"] + "ObjectProperty"
RDF_TYPE = FOREIGN["rdf"] + "type"
RANGE = FOREIGN["rdfs"] + "range"
STRING = FOREIGN["xsd"] + "string"

LINKS = (
    "dcterms:license",
    "dcterms:source",
    "foaf:homepage",
    "prov:used",
    "prov:wasAssociatedWith",
    "prov:wasDerivedFrom",
    "prov:wasGeneratedBy",
    "rdfs:seeAlso",
    "skos:broadMatch",
    "skos:broader",
    "skos:closeMatch",
    "skos:exactMatch",
    "skos:inScheme",
    "skos:narrowMatch",
    "skos:related",
    "skos:relatedMatch",
    "skos:topConceptOf",
)
"""Properties of other vocabularies that lead to a thing."""

TEXTS = (
    "dcterms:description",
    "skos:altLabel",
    "skos:definition",
    "skos:example",
    "skos:prefLabel",
    "skos:scopeNote",
)
"""Properties of other vocabularies that hold words in a language: the bare name is the English."""

PLAIN = ("dcterms:identifier", "dcterms:title", "skos:notation")
"""Properties of other vocabularies that hold words mostly in no language."""

REVERSED: Mapping[str, str] = {
    "answeredBy": "fg:answers",
    "hasInstance": "fg:instanceOfTemplate",
    "hasObservation": "fg:ofDeployment",
    "hasResponse": "fg:respondsTo",
    "refinedBy": "fg:refines",
}
"""Key -> the property that it follows backwards: what points here."""

_PATTERN = re.compile(re.escape(r"^https://w3id\.org/foigraph/code/") + r"\(?([a-z0-9/|-]+)\)?/?")


@cache
def context() -> Mapping[str, Any]:
    """Return the context; it is the same for every study, since things keep their whole IRIs.

    >>> context()["totalAlerts"]
    {'@id': 'fg:totalAlerts', '@type': 'xsd:integer'}
    >>> context()["heldStatus"]["@context"]
    {'@vocab': 'https://w3id.org/foigraph/code/held/'}
    """
    terms = {key: value for prefix in (_ours(), _foreign()) for key, value in prefix.items()}
    for key, name in REVERSED.items():
        if name.partition(":")[2] in vocabulary.terms():
            terms[key] = {"@reverse": name, "@type": "@id"}
    return {
        "@version": 1.1,
        "@vocab": vocabulary.ONTOLOGY,
        "id": "@id",
        "type": "@type",
        "items": "@graph",
        "fg": vocabulary.ONTOLOGY,
        **FOREIGN,
        **{key: terms[key] for key in sorted(terms)},
    }


def text() -> str:
    """Return the context as the text of a file: the same bytes for the same ontology."""
    return json.dumps({"@context": context()}, indent=2, ensure_ascii=False) + "\n"


def _ours() -> dict[str, object]:
    """Return the definition of each property of the ontology, by its bare name."""
    kinds, ranges = _properties()
    schemes = _schemes(frozenset(kinds))
    found: dict[str, object] = {}
    for name, kind in kinds.items():
        term = {"@id": f"fg:{name}"}
        if kind == OBJECT:
            of = schemes.get(name)
            found[name] = {**term, "@type": "@id"} if of is None else _code(term, of, kinds)
        elif ranges.get(name, STRING) != STRING:
            found[name] = {**term, "@type": vocabulary.curie(ranges[name])}
        else:
            found[name] = term
            if name not in ranges:
                # JSON has no decimal: read back, 0.08 would be a double, which is not what it was.
                found[f"{name}Decimal"] = {**term, "@type": "xsd:decimal"}
    return found


def _code(
    term: dict[str, str], schemes: frozenset[str], properties: Iterable[str]
) -> dict[str, object]:
    """Return *term* with values written as keys of its scheme, or as ``scheme/key`` of several."""
    scoped: dict[str, object] = {"@vocab": vocabulary.CODE}
    if len(schemes) == 1:
        (scheme,) = schemes
        opening = f"{vocabulary.CODE}{scheme}/"
        # A code may be called like a property: here it is the code.
        alike = sorted(set(properties) & set(vocabulary.codes(scheme)))
        scoped = {"@vocab": opening, **{key: opening + key for key in alike}}
    return {**term, "@type": "@vocab", "@context": scoped}


def _foreign() -> dict[str, object]:
    found: dict[str, object] = {
        "dcterms:date": {"@id": "dcterms:date", "@type": "xsd:date"},  # fg:date has the bare name
        "sourceText": {"@id": "dcterms:source"},
    }
    languages = _languages()
    for curie in (*LINKS, *TEXTS, *PLAIN):
        name = curie.partition(":")[2]
        if name in vocabulary.terms():
            raise ValueError(f"{curie} and fg:{name} have one bare name; keep one of the two")
        if curie in LINKS:
            found[name] = {"@id": curie, "@type": "@id"}
            continue
        own = "en" if curie in TEXTS else None
        found[name] = {"@id": curie, **({"@language": own} if own else {})}
        for language in sorted(languages - {own}):
            found[name + language.capitalize()] = {"@id": curie, "@language": language}
    return found


def _languages() -> frozenset[str]:
    """Return the languages that the ontology and the codes have words in."""
    return frozenset(
        triple.object.language
        for triple in reference.triples()
        if isinstance(triple.object, Literal) and triple.object.language is not None
    )


def _properties() -> tuple[dict[str, str], dict[str, str]]:
    """Return the kind of each property of the ontology, and the range of those that have one."""
    kinds: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for triple in reference.triples():
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        name = subject.value.removeprefix(vocabulary.ONTOLOGY)
        if name == subject.value:
            continue
        if triple.predicate.value == RDF_TYPE and value.value in (DATATYPE, OBJECT):
            kinds[name] = value.value
        elif triple.predicate.value == RANGE:
            ranges[name] = value.value
    return kinds, ranges


def _schemes(properties: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return, for each of *properties* whose values are codes, the schemes that they are of."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, scheme in (*_asked_by_shapes(), *_told_of_codes()):
        if name in properties and scheme in vocabulary.SCHEMES:
            found[name].add(scheme)
    return {name: frozenset(schemes) for name, schemes in found.items()}


def _asked_by_shapes() -> Iterator[tuple[str, str]]:
    """Yield property and scheme where a shape asks for codes: by their IRI, or by their class."""
    path, pattern, kind = (FOREIGN["sh"] + name for name in ("path", "pattern", "class"))
    classes = _schemes_of_classes()
    for file in resources.files("shapes", ".ttl"):
        said: dict[object, dict[str, str]] = defaultdict(dict)
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            if isinstance(quad.object, NamedNode | Literal):
                said[quad.subject][quad.predicate.value] = quad.object.value
        for asked in said.values():
            name = asked.get(path, "").removeprefix(vocabulary.ONTOLOGY)
            met = _PATTERN.match(asked.get(pattern, ""))
            of_class = classes.get(asked.get(kind, ""), frozenset())
            for scheme in met[1].split("|") if met else of_class:
                yield name, scheme.partition("/")[0]


def _schemes_of_classes() -> Mapping[str, frozenset[str]]:
    """Return, for each class of the ontology whose instances are codes, the schemes of those."""
    found: dict[str, set[str]] = defaultdict(set)
    for triple in reference.triples():
        if triple.predicate.value == RDF_TYPE and isinstance(triple.subject, NamedNode):
            code = triple.subject.value.removeprefix(vocabulary.CODE)
            if code != triple.subject.value and isinstance(triple.object, NamedNode):
                found[triple.object.value].add(code.partition("/")[0])
    return {
        name: frozenset(schemes)
        for name, schemes in found.items()
        if name.startswith(vocabulary.ONTOLOGY)
    }


def _told_of_codes() -> Iterator[tuple[str, str]]:
    for triple in reference.triples():
        if not isinstance(triple.object, NamedNode):
            continue
        name = triple.predicate.value.removeprefix(vocabulary.ONTOLOGY)
        code = triple.object.value.removeprefix(vocabulary.CODE)
        if name != triple.predicate.value and code != triple.object.value and "/" in code:
            yield name, code.partition("/")[0]


if __name__ == "__main__":
    sys.stdout.write(text())
