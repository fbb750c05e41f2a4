"""The JSON-LD context, made from the ontology so that the two cannot drift apart.

Keys are the short names of Turtle and SPARQL, ``fg:totalAlerts``: a bare
``outcome`` could not stand beside the prefix of the codes ``outcome:not-held``.
"""

import json
import sys

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build import reference

OWL = vocabulary.FOREIGN["owl"]
RDF_TYPE = vocabulary.FOREIGN["rdf"] + "type"
RANGE = vocabulary.FOREIGN["rdfs"] + "range"
STRING = vocabulary.FOREIGN["xsd"] + "string"

FOREIGN = {
    "dcterms:date": "xsd:date",
    "prov:used": "@id",
    "prov:wasAssociatedWith": "@id",
    "prov:wasDerivedFrom": "@id",
    "prov:wasGeneratedBy": "@id",
    "skos:broader": "@id",
    "skos:inScheme": "@id",
    "skos:topConceptOf": "@id",
}
"""Properties of other vocabularies whose values have one kind here, and that kind."""


def context(base: str = vocabulary.HOME) -> dict[str, object]:
    """Return the context for a study whose base IRI is *base*.

    A property with a datatype other than string, or that leads to a thing, says
    so; the value of any other carries its own type.

    >>> context()["fg:answers"]
    {'@id': 'fg:answers', '@type': '@id'}
    >>> context()["outcome"]
    'https://w3id.org/foigraph/code/outcome/'
    """
    kinds = {**FOREIGN, **_properties()}
    return {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        **dict(sorted(vocabulary.prefixes(base).items())),
        **{name: {"@id": name, "@type": kinds[name]} for name in sorted(kinds)},
    }


def text(base: str = vocabulary.HOME) -> str:
    """Return the context as the text of a file: the same bytes for the same ontology."""
    return json.dumps({"@context": context(base)}, indent=2, ensure_ascii=False) + "\n"


def _properties() -> dict[str, str]:
    """Return each property of the ontology whose values have one kind, and that kind."""
    kinds: dict[str, str] = {}
    for triple in reference.triples():
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        if not subject.value.startswith(vocabulary.ONTOLOGY):
            continue
        name = vocabulary.curie(subject.value)
        if triple.predicate.value == RDF_TYPE and value.value == OWL + "ObjectProperty":
            kinds[name] = "@id"
        elif triple.predicate.value == RANGE and value.value != STRING:
            kinds.setdefault(name, vocabulary.curie(value.value))
    return kinds


if __name__ == "__main__":
    sys.stdout.write(text())
