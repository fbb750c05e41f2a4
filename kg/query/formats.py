"""The formats that results are written in: one table of names, media types and engine formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import UsageError

Kind = Literal["solutions", "boolean", "graph"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a result."""

    name: str
    media_type: str
    engine: QueryResultsFormat | RdfFormat


ROWS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("json", "application/sparql-results+json", QueryResultsFormat.JSON),
        Format("xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        Format("csv", "text/csv", QueryResultsFormat.CSV),
        Format("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
    )
}
"""For SELECT and ASK, the one to prefer first."""

GRAPHS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("turtle", "text/turtle", RdfFormat.TURTLE),
        Format("ntriples", "application/n-triples", RdfFormat.N_TRIPLES),
        Format("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
        Format("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        Format("trig", "application/trig", RdfFormat.TRIG),
        Format("nquads", "application/n-quads", RdfFormat.N_QUADS),
    )
}
"""For CONSTRUCT and DESCRIBE, the one to prefer first."""

GENERIC: Mapping[str, str] = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
}
"""Media types that also ask for a format, though they are not its own."""


def formats_of(kind: Kind) -> Mapping[str, Format]:
    """Return name -> format for results of *kind*, the one to prefer first."""
    return GRAPHS if kind == "graph" else ROWS


def format_for(kind: Kind, name: str) -> Format:
    """Return the format *name* for a result of *kind*.

    Raises:
        UsageError: results of that kind are not written so.
    """
    offered = formats_of(kind)
    if name in offered:
        return offered[name]
    what = {
        "solutions": "The result is a table (of SELECT)",
        "boolean": "The result is yes or no (of ASK)",
        "graph": "The result is a graph (of CONSTRUCT or DESCRIBE)",
    }[kind]
    raise UsageError(f"{what} and cannot be written as '{name}'; it can as {', '.join(offered)}")


def media_type_format(kind: Kind, media_type: str) -> Format | None:
    """Return the format of *kind* that *media_type* asks for, or None."""
    offered = formats_of(kind)
    for form in offered.values():
        if form.media_type == media_type:
            return form
    return offered.get(GENERIC.get(media_type, ""))
