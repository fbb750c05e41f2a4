"""The names that RDF uses here: namespaces, prefixes, and the codes of every scheme.

Terms and codes are global; things and graphs stand under the base of a study.
The codes are read from ``ontology/codes``: no list of them is repeated in Python.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources

HOME = "https://w3id.org/foigraph/"
ONTOLOGY = HOME + "ontology#"
SHAPES = HOME + "shapes#"
CODE = HOME + "code/"

THINGS: Mapping[str, str] = {
    "act": "activity",
    "agent": "agent",
    "amt": "amount",
    "ans": "answer",
    "part": "answer-part",
    "area": "area",
    "auth": "authorisation",
    "chg": "change",
    "page": "cited-page",
    "cod": "coding",
    "cov": "coverage-assessment",
    "den": "denial",
    "dis": "disagreement",
    "drul": "disagreement-ruling",
    "side": "disagreement-side",
    "dep": "deployment",
    "set": "deployment-set",
    "doc": "document",
    "ver": "document-version",
    "ev": "evidence",
    "rul": "figure-ruling",
    "gnd": "ground-claim",
    "itp": "interpretation",
    "lnk": "link-check",
    "men": "mention",
    "obs": "observation",
    "evt": "public-event",
    "fac": "public-interest-factor",
    "qst": "question",
    "qlk": "question-link",
    "clu": "question-cluster",
    "ser": "question-series",
    "tpl": "question-template",
    "rel": "release",
    "rchg": "release-change",
    "req": "request",
    "rsp": "response",
    "srch": "search",
    "mem": "series-membership",
    "stm": "statement",
    "study": "study",
    "step": "step",
    "asm": "step-assessment",
    "sys": "system",
    "test": "system-test",
    "mch": "template-match",
    "wl": "watchlist",
}
"""Prefix of each kind of thing -> its folder under ``id/``."""

SCHEMES: tuple[str, ...] = (
    "age-band",
    "body",
    "body-change",
    "bound",
    "calendar",
    "cell-mark",
    "cell-reason",
    "citation-role",
    "comparability",
    "comparison-aspect",
    "confidence",
    "coverage",
    "decision",
    "deployment-status",
    "disagreement",
    "disagreement-kind",
    "disclosure",
    "document-part",
    "document-type",
    "edition-change",
    "eir",
    "eisr",
    "event-context",
    "factor-side",
    "foia",
    "foisa",
    "force",
    "force-group",
    "former-body",
    "held",
    "ic-code",
    "image-source",
    "landmark",
    "legal-basis",
    "limb",
    "link-basis",
    "link-status",
    "match-kind",
    "measure",
    "measure-definition",
    "membership-basis",
    "missing-reason",
    "ncnd-kind",
    "outcome",
    "overtness",
    "polarity",
    "process-step",
    "public-interest-factor",
    "rank",
    "recording",
    "regime",
    "release-change",
    "request-state",
    "review-result",
    "review-status",
    "role",
    "rule",
    "self-defined-ethnicity",
    "sex",
    "source-kind",
    "supplier",
    "technology",
    "test-shown",
    "use-case",
    "watchlist-category",
)
"""Code schemes; each is a file of ``ontology/codes``, a folder under ``code/`` and a prefix."""

FOREIGN: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

SKOS = FOREIGN["skos"]
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def prefixes(base: str = HOME) -> dict[str, str]:
    """Return every preset prefix -> namespace for a study whose base IRI is *base*."""
    return {
        "fg": ONTOLOGY,
        "fgsh": SHAPES,
        **{prefix: f"{base}id/{folder}/" for prefix, folder in THINGS.items()},
        "graph": f"{base}graph/",
        **{scheme: f"{CODE}{scheme}/" for scheme in SCHEMES},
        **FOREIGN,
    }


def curie(iri: str, base: str = HOME) -> str:
    """Return *iri* in its short form where a preset prefix fits, else unchanged.

    >>> curie("https://w3id.org/foigraph/code/outcome/not-held")
    'outcome:not-held'
    >>> curie("https://example.org/x")
    'https://example.org/x'
    """
    found = _namespaces(base)
    for cut in (iri.rfind("#") + 1, iri.rfind("/") + 1):
        prefix = found.get(iri[:cut])
        if prefix is not None and _LOCAL.fullmatch(iri[cut:]):
            return f"{prefix}:{iri[cut:]}"
    return iri


@cache
def _namespaces(base: str) -> dict[str, str]:
    return {namespace: prefix for prefix, namespace in prefixes(base).items()}


def term(name: str) -> NamedNode:
    """Return the term *name* of the ontology."""
    return NamedNode(ONTOLOGY + name)


def code(scheme: str, key: str) -> NamedNode:
    """Return the concept *key* of *scheme*."""
    return NamedNode(f"{CODE}{scheme}/{key}")


def authority(key: str) -> NamedNode:
    """Return the public authority *key*: a police force, else another body.

    >>> authority("transport-for-london").value
    'https://w3id.org/foigraph/code/body/transport-for-london'
    """
    return code("force" if key in codes("force") else "body", key)


def measure_property(measure: str) -> str:
    """Return the local name of the flat property for a code of scheme ``measure``.

    >>> measure_property("total-alerts")
    'totalAlerts'
    """
    first, *rest = measure.split("-")
    return first + "".join(part.capitalize() for part in rest)


@cache
def terms() -> frozenset[str]:
    """Return the local names of all terms that the modules of the ontology define."""
    defined = FOREIGN["rdfs"] + "isDefinedBy"
    return frozenset(
        quad.subject.value.removeprefix(ONTOLOGY)
        for path in sorted((resources.root() / "ontology").glob("*.ttl"))
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if quad.predicate.value == defined
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ONTOLOGY)
    )


def unknown(iri: str) -> str | None:
    """Return a sentence on *iri* where it is in our namespaces and there is no such term or code.

    >>> unknown("https://w3id.org/foigraph/code/regime/foi")
    'scheme regime has no code regime:foi; did you mean regime:foisa or regime:foia?'
    """
    if iri.startswith(ONTOLOGY):
        name = iri.removeprefix(ONTOLOGY)
        if name and name not in terms():
            return f"the ontology has no term fg:{name}{_near(name, terms(), 'fg:')}"
    elif iri.startswith(CODE):
        scheme, _, key = iri.removeprefix(CODE).partition("/")
        # A scheme that is none of ours may be the study's own.
        if key and scheme in SCHEMES and key not in codes(scheme):
            near = _near(key, codes(scheme), f"{scheme}:")
            return f"scheme {scheme} has no code {scheme}:{key}{near}"
    return None


def _near(name: str, known: Iterable[str], prefix: str) -> str:
    """Return what *name* may have been meant for; capitals are often guessed wrong."""
    folded = {one.casefold(): one for one in sorted(known)}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=3)
    named = " or ".join(f"{prefix}{folded[one]}" for one in close)
    return f"; did you mean {named}?" if named else ""


@cache
def codes(scheme: str) -> Mapping[str, str]:
    """Return the codes of *scheme* and their English labels, in the order of the file.

    Raises:
        FileNotFoundError: there is no such scheme.
    """
    opening = f"{CODE}{scheme}/"
    return {
        subject.value.removeprefix(opening): label.value
        for subject, label in _literals(scheme, SKOS + "prefLabel")
        if subject.value.startswith(opening) and label.language in ("en", None)
    }


@cache
def names(scheme: str) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of *scheme* and every label of each, preferred first, in any language."""
    opening = f"{CODE}{scheme}/"
    found: dict[str, list[str]] = {key: [] for key in codes(scheme)}
    for predicate in ("prefLabel", "altLabel"):
        for subject, label in _literals(scheme, SKOS + predicate):
            if subject.value.startswith(opening):
                found[subject.value.removeprefix(opening)].append(label.value)
    return {key: tuple(dict.fromkeys(labels)) for key, labels in found.items()}


@cache
def facts(scheme: str, predicate: str) -> Mapping[str, tuple[str, ...]]:
    """Return, for each code of *scheme* that has it, the values of the IRI *predicate*."""
    opening = f"{CODE}{scheme}/"
    found: dict[str, list[str]] = {}
    for subject, verb, value in _triples(scheme):
        if verb == predicate and subject.value.startswith(opening):
            found.setdefault(subject.value.removeprefix(opening), []).append(value.value)
    return {key: tuple(values) for key, values in found.items()}


def provision_kind(provision: str) -> str:
    """Return what the *provision*, written ``regime:code``, does: ``exemption``, ``cost`` ...

    >>> provision_kind("foia:s12-1")
    'cost'
    """
    regime, _, key = provision.partition(":")
    return facts(regime, ONTOLOGY + "provisionKind")[key][0]


def _literals(scheme: str, predicate: str) -> list[tuple[NamedNode, Literal]]:
    return [
        (subject, value)
        for subject, verb, value in _triples(scheme)
        if verb == predicate and isinstance(value, Literal)
    ]


@cache
def _triples(scheme: str) -> tuple[tuple[NamedNode, str, NamedNode | Literal], ...]:
    path = resources.root() / "ontology" / "codes" / f"{scheme}.ttl"
    return tuple(
        (quad.subject, quad.predicate.value, quad.object)
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    )
