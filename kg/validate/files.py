"""Read RDF files of any syntax that the suffix of their name tells."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import SourceError

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""Suffix of a file's name -> its syntax."""


def data_of(paths: Iterable[Path]) -> Iterator[Quad]:
    """Yield the quads of all files, file after file.

    Blank nodes of two files never meet, whatever they are called.  An IRI without a
    scheme is relative to the file.

    Raises:
        SourceError: a file is missing, has an unknown suffix, or is not what its suffix says.
    """
    for path in paths:
        yield from _quads(path)


def _quads(path: Path) -> Iterator[Quad]:
    syntax = FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise SourceError(
            f"{path}: the suffix '{path.suffix}' tells of no RDF syntax; "
            f"use a file that ends in {', '.join(FORMATS)}"
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: {error.strerror}; name a file that is there and can be read"
        ) from error
    try:
        yield from parse(
            content,
            format=syntax,
            base_iri=path.resolve().as_uri(),
            rename_blank_nodes=True,
        )
    except (SyntaxError, ValueError) as error:
        raise SourceError(
            f"{path}{_place(error)}: {_reason(error)}; "
            f"mend it there, or give the file the suffix of what it is (this is read as {syntax})"
        ) from error


def _place(error: Exception) -> str:
    if isinstance(error, SyntaxError) and error.lineno is not None:
        return f", line {error.lineno}, column {error.offset}"
    return ""


def _reason(error: Exception) -> str:
    """Return what the parser says, without the place that it says first."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return text.partition(": ")[2] if text.startswith("Parser error at") else text
