"""What is of the United Kingdom: its code lists and terms, and words that give it away."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from kg import resources, vocabulary

SCHEMES = (
    "body",
    "body-change",
    "calendar",
    "eir",
    "eisr",
    "foia",
    "foisa",
    "force",
    "force-group",
    "former-body",
    "ic-code",
    "landmark",
    "legal-basis",
    "rank",
    "regime",
    "self-defined-ethnicity",
)
"""Code lists that another country has others for; the rest is shared."""

_LISTS = "|".join(SCHEMES)
CODE = re.compile(rf"{re.escape(vocabulary.CODE)}(?:{_LISTS})(?:/|\b(?!-))|legislation\.gov\.uk")
"""The address of a code or list of the United Kingdom, or of its law."""

SHORT = re.compile(rf"(?<![\w-])(?:{_LISTS}):[a-z]")
"""A code of such a list by its prefix."""

WORDS = re.compile(
    r"\b(?:UK|GB|FOIA|FOISA|EIR|EISR|ICO|Met|MPS|NPCC|PACE|PND|Home Office|United Kingdom)\b"
    r"|\b(?:Brit|Engl|Scot|Welsh|Wales|Essex)"
    r"|\b(?:[Ss]ection|[Rr]egulation|s\.) ?\d|\bs\d+-\d|\bAct of \d"
)


@cache
def terms() -> frozenset[str]:
    """Return the IRIs of the terms that only its profile defines."""
    defined = vocabulary.FOREIGN["rdfs"] + "isDefinedBy"
    path = resources.root() / "ontology" / "gb.ttl"
    return frozenset(
        quad.subject.value
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if quad.predicate.value == defined and isinstance(quad.subject, NamedNode)
    )


def named(iris: Iterable[str]) -> Iterator[str]:
    """Yield those of *iris* that are a term or code of the United Kingdom."""
    return (iri for iri in iris if iri in terms() or CODE.match(iri))
