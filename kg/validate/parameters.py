"""The parameters of SHACL Core, and which values of them are well formed.

Shapes Constraint Language (SHACL), sections 2.1 to 2.3 and 4; the syntax rules
of its appendix A.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Kind

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocabulary
from kg.validate.described import Described, Node, a_list

SH = vocabulary.FOREIGN["sh"]
XSD = vocabulary.FOREIGN["xsd"]
LANG_STRING = vocabulary.FOREIGN["rdf"] + "langString"

Wanted = Kind[
    "iri", "count", "boolean", "string", "text", "literal", "node kind", "shape", "shapes",
    "terms", "strings", "iris", "any", "target", "query",
]  # fmt: skip

REASONS: Mapping[Wanted, str] = {
    "iri": "it must be an IRI",
    "count": "it must be a literal with datatype xsd:integer, 0 or more",
    "boolean": "it must be true or false",
    "string": "it must be a literal with datatype xsd:string",
    "text": "it must be a text, with a language or without",
    "literal": "it must be a literal",
    "node kind": "it must be sh:IRI, sh:Literal, sh:BlankNode or two of them joined by Or",
    "shape": "it must be a shape: an IRI or a blank node",
    "shapes": "it must be an RDF list of shapes",
    "terms": "it must be an RDF list",
    "strings": "it must be an RDF list of texts",
    "iris": "it must be an RDF list of IRIs",
    "any": "",
    "target": "it must be an IRI or a literal",
    "query": "it must be a constraint with an sh:select: an IRI or a blank node",
}


def sh(name: str) -> NamedNode:
    """Return the term *name* of SHACL."""
    return NamedNode(SH + name)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the standard asks of a parameter's values."""

    wanted: Wanted
    once: bool = False
    of_property: bool = False
    """Whether only a property shape may have it."""


ONCE, EVERY = True, False

PARAMETERS: Mapping[NamedNode, Parameter] = {
    sh("class"): Parameter("iri"),
    sh("datatype"): Parameter("iri", ONCE),
    sh("nodeKind"): Parameter("node kind", ONCE),
    sh("minCount"): Parameter("count", ONCE, of_property=True),
    sh("maxCount"): Parameter("count", ONCE, of_property=True),
    sh("minExclusive"): Parameter("literal", ONCE),
    sh("minInclusive"): Parameter("literal", ONCE),
    sh("maxExclusive"): Parameter("literal", ONCE),
    sh("maxInclusive"): Parameter("literal", ONCE),
    sh("minLength"): Parameter("count", ONCE),
    sh("maxLength"): Parameter("count", ONCE),
    sh("pattern"): Parameter("string"),
    sh("flags"): Parameter("string", ONCE),
    sh("languageIn"): Parameter("strings", ONCE),
    sh("uniqueLang"): Parameter("boolean", ONCE, of_property=True),
    sh("equals"): Parameter("iri"),
    sh("disjoint"): Parameter("iri"),
    sh("lessThan"): Parameter("iri", of_property=True),
    sh("lessThanOrEquals"): Parameter("iri", of_property=True),
    sh("not"): Parameter("shape"),
    sh("and"): Parameter("shapes"),
    sh("or"): Parameter("shapes"),
    sh("xone"): Parameter("shapes"),
    sh("node"): Parameter("shape"),
    sh("property"): Parameter("shape"),
    sh("qualifiedValueShape"): Parameter("shape"),
    sh("qualifiedMinCount"): Parameter("count", ONCE),
    sh("qualifiedMaxCount"): Parameter("count", ONCE),
    sh("qualifiedValueShapesDisjoint"): Parameter("boolean", ONCE),
    sh("closed"): Parameter("boolean", ONCE),
    sh("ignoredProperties"): Parameter("iris", ONCE),
    sh("hasValue"): Parameter("any"),
    sh("in"): Parameter("terms", ONCE),
    sh("sparql"): Parameter("query"),
    sh("targetClass"): Parameter("iri"),
    sh("targetNode"): Parameter("target"),
    sh("targetSubjectsOf"): Parameter("iri"),
    sh("targetObjectsOf"): Parameter("iri"),
    sh("severity"): Parameter("iri", ONCE),
    sh("deactivated"): Parameter("boolean", ONCE),
    sh("message"): Parameter("text"),
}

TARGETS = tuple(map(sh, ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")))
SHAPES_AS_VALUE = tuple(map(sh, ("node", "not", "qualifiedValueShape")))
LISTS_OF_SHAPES = tuple(map(sh, ("and", "or", "xone")))
CUSTOM = tuple(map(sh, ("validator", "nodeValidator", "propertyValidator")))
NODE_KINDS = frozenset(
    map(sh, ("IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI", "BlankNodeOrLiteral"))
)


def wrong_value(rule: Parameter, value: Node, said: Described) -> str | None:
    """Return what *rule* wants where *value* is not well formed, else None."""
    return None if _fits(rule.wanted, value, said) else REASONS[rule.wanted]


def _fits(wanted: Wanted, value: Node, said: Described) -> bool:
    if wanted in {"shapes", "terms", "strings", "iris"}:
        return _list_fits(wanted, value, said)
    if isinstance(value, Literal):
        return _literal_fits(wanted, value)
    if wanted in {"iri", "target"}:
        return isinstance(value, NamedNode)
    if wanted == "node kind":
        return value in NODE_KINDS
    return wanted in {"shape", "query", "any"}


def _literal_fits(wanted: Wanted, value: Literal) -> bool:
    datatype = value.datatype.value
    if wanted == "count":
        return datatype == XSD + "integer" and value.value.isascii() and value.value.isdigit()
    if wanted == "boolean":
        return datatype == XSD + "boolean" and value.value in {"true", "false", "1", "0"}
    if wanted == "string":
        return datatype == XSD + "string"
    if wanted == "text":
        return datatype in {XSD + "string", LANG_STRING}
    return wanted in {"literal", "target", "any"}


def _list_fits(wanted: Wanted, value: Node, said: Described) -> bool:
    try:
        members = a_list(value, said)
    except ValueError:
        return False
    if wanted == "shapes":
        return all(isinstance(member, NamedNode | BlankNode) for member in members)
    if wanted == "strings":
        return all(isinstance(member, Literal) for member in members)
    if wanted == "iris":
        return all(isinstance(member, NamedNode) for member in members)
    return True
