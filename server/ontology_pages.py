"""What the pages of the ontology hold, for a server and for files alike."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg import resources, vocabulary
from kg.export import framed
from kg.query import catalogue
from server import diagram, documentation, rdf, schemes, terms
from server.documentation import Module
from server.links import Links
from server.uses import Demand

TITLES = {"ontology": "Ontology", "shapes": "Shapes"}
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("classes", "Classes", ("class",)),
    ("to-things", "Properties that lead to a thing", ("property to a thing",)),
    ("to-values", "Properties that hold a value", ("property to a value",)),
    ("annotations", "Annotations", ("annotation",)),
)
"""Anchor, title and kinds of the parts of a module's page."""

_NAMED = re.compile(r"\b(fg:[A-Za-z]\w*|[a-z][a-z-]*:[a-z0-9]+(?:-[a-z0-9]+)*)")


def linked(text: str, links: Links) -> Iterator[tuple[str, str | None]]:
    """Yield the pieces of *text*, and where those lead that name a term or a code."""
    for at, piece in enumerate(_NAMED.split(text)):
        yield piece, _target(piece, links) if at % 2 else None


def _target(name: str, links: Links) -> str | None:
    prefix, _, local = name.partition(":")
    if prefix == "fg":
        return links.to(vocabulary.term(local)) if local in vocabulary.terms() else None
    if prefix in vocabulary.SCHEMES and local in vocabulary.codes(prefix):
        return links.to(vocabulary.code(prefix, local))
    return None


def often(demand: Demand) -> str:
    """Return in words how often a property is asked for.

    >>> node = vocabulary.term("answers")
    >>> often(Demand(owner=node, property=node, shape=node, least=1, most=1, values=()))
    'exactly one'
    """
    known = {(0, None): "any number", (0, 1): "one at most", (1, 1): "exactly one"}
    if (demand.least, demand.most) in known:
        return known[demand.least, demand.most]
    return f"at least {demand.least}" + ("" if demand.most is None else f", at most {demand.most}")


def short(iri: str) -> str:
    """Return *iri* as a reader of the documentation knows it.

    >>> short("https://w3id.org/foigraph/code/held")
    'codes of held'
    >>> short("https://w3id.org/foigraph/code/held/not-held")
    'held:not-held'
    """
    scheme = iri.removeprefix(vocabulary.CODE)
    return f"codes of {scheme}" if scheme in vocabulary.SCHEMES else vocabulary.curie(iri)


def module(key: str, links: Links) -> dict[str, Any]:
    """Return what the page of the module *key* holds."""
    found = next(each for each in documentation.modules() if each.key == key)
    entries = {entry.name: entry for each in documentation.modules() for entry in each.entries}
    drawn = key in diagram.PLANS
    return {
        "module": found,
        "modules": documentation.modules(),
        "forms": rdf.FORMS,
        "links": links,
        "namespace": vocabulary.ONTOLOGY,
        "summaries": {name: query.summary for name, query in catalogue.catalogue().items()},
        "sections": [(name, title, found.of_kind(*kinds)) for name, title, kinds in SECTIONS],
        "drawing": diagram.draw(key, _labels(), _places(links)) if drawn else None,
        "joins": diagram.in_words(key) if drawn else (),
        "starting": [entries[name] for name in diagram.names(key)] if drawn else (),
        "term_iri": vocabulary.term,
    }


def _labels() -> Mapping[str, str]:
    return {entry.name: entry.label for each in documentation.modules() for entry in each.entries}


def _places(links: Links) -> Mapping[str, str]:
    return {
        entry.name: links.to(entry.iri) or ""
        for each in documentation.modules()
        for entry in each.entries
    }


def codes(links: Links) -> dict[str, Any]:
    """Return what the page of the codes holds."""
    return {"schemes": schemes.schemes(), "forms": rdf.FORMS, "links": links}


def every_term(which: str, part: str | None, links: Links) -> dict[str, Any]:
    """Return what the page of all terms holds, or that of all shapes, or of the one *part*."""
    found = terms.modules(which)
    order = {key: at for at, key in enumerate(documentation.MODULES)}
    return {
        "which": which,
        "title": TITLES[which],
        "modules": sorted(
            (each for each in found if part is None or each.key == part),
            key=lambda each: (order.get(each.key, len(order)), each.key),
        ),
        "path": which if part is None else f"{which}/{part}",
        "forms": rdf.FORMS,
        "frames": sorted(framed.frames()),
        "first": _first(),
        "links": links,
    }


def documented() -> tuple[Module, ...]:
    """Return the modules that have a page."""
    return documentation.modules()


def files() -> Mapping[str, bytes]:
    """Return the files of the ontology that pages lead to, by their path under ``ontology``."""
    folder = resources.root() / "ontology"
    paths = [*resources.files("ontology", ".jsonld"), *resources.files("ontology", ".trig")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _first() -> Callable[[str], bool]:
    """Return what tells whether it is asked about a name for the first time.

    Shapes share rules; only the first place where one is shown may have its name.
    """
    seen: set[str] = set()

    def first(name: str) -> bool:
        new = name not in seen
        seen.add(name)
        return new

    return first
