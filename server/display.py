"""How a term of the graph is shown: its short name, its link, its place in an order."""

from typing import Any

from flask import Flask, g, request
from pyoxigraph import Literal, NamedNode

from kg import __version__, vocabulary, wording
from server import ontology_pages
from server.current import identifier, study

ROWS = 1_000
"""Rows that a page shows; the data hold all."""

XSD = vocabulary.FOREIGN["xsd"]
NUMBERS = frozenset(
    NamedNode(XSD + name) for name in ("integer", "decimal", "double", "float", "duration")
)
GLOBAL = ("code/", "ontology", "shapes")
LOCAL = ("id/", "graph/")
OTHER = "of/"
"""Begins the address of what a study holds that the served one extends, before its key."""


def register(app: Flask) -> None:
    """Give the templates of *app* what they need to show terms."""
    app.jinja_env.filters.update(
        counted=wording.counted,
        curie=curie,
        href=href,
        kind=kind,
        linked=ontology_pages.linked,
        often=ontology_pages.often,
        place=place,
        short=ontology_pages.short,
    )
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, Any]:
    opened = g.get("opened")
    return {
        "study": study(),
        "generation": None if opened is None else identifier(),
        "version": __version__,
        "shown_rows": ROWS,
    }


def curie(iri: str) -> str:
    """Return *iri* in its short form where it has one."""
    return vocabulary.curie(iri, study().base)


def href(iri: str) -> str | None:
    """Return where a link to *iri* leads, or None when it is nothing to follow.

    What this server describes is asked of it, under whatever name it runs.
    """
    served = study()
    places = [(served.base, LOCAL, ""), (vocabulary.HOME, GLOBAL, "")]
    places += [(one.base, LOCAL, f"{OTHER}{one.key}/") for one in served.together[1:]]
    for namespace, parts, before in places:
        path = iri.removeprefix(namespace)
        if path != iri and path.startswith(parts):
            return f"{request.script_root}/{before}{path}"
    return iri if iri.startswith(("https://", "http://")) else None


def kind(term: object) -> str:
    """Return which kind of thing a cell holds: absent, iri, number, text or other."""
    if term is None:
        return "absent"
    if isinstance(term, NamedNode):
        return "iri"
    if isinstance(term, Literal):
        return "number" if term.datatype in NUMBERS else "text"
    return "other"


def place(words: Any) -> str:
    """Return where in its document a quotation stands, in words; empty when nowhere is told."""
    parts = []
    if words.page is not None:
        parts.append(f"page {words.page}")
    if words.row is not None:
        parts.append(f"row {words.row}")
    if words.column is not None:
        heading = f" ({words.heading})" if words.heading else ""
        parts.append(f"column {words.column}{heading}")
    if words.start is not None and words.end is not None:
        parts.append(f"characters {words.start} to {words.end}")
    return ", ".join(parts)
