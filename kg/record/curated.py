"""Read graphs that a person wrote by hand: TriG or Turtle, in the study's folder ``curated/``.

They say what no record has a place for, in the form of ``ontology/examples``:
what stands in no graph is a flat fact, and statements, figures and their
evidence stand in the graph of the document version that they come from.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import RecordError
from kg.record.load import read_text

SYNTAXES: Mapping[str, RdfFormat] = {".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE}
"""Suffix of a file of ``curated/`` -> its syntax."""

MADE = ("inferred-*", "curated-*", "rulings", "tracking")
"""Names of the graphs that the build itself fills; a star stands for any ending."""

_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_THING = re.compile(r"id/[^/?#]+/[^/?#]+")
_GRAPH = re.compile(r"graph/([^/?#]+)")
_NAME = re.compile(r"""(?:[:/#]|^)([^\s/#:<>"'`(){}\[\];,\\^|]+)""", re.MULTILINE)
"""The part of a name that a line is found by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """What one file says."""

    file: str
    """Its place in the study, such as ``curated/notices.trig``."""

    name: str
    """Its name without the suffix: that of the graph in which its flat facts stand once more."""

    flat: tuple[Triple, ...]
    sourced: Mapping[str, tuple[Triple, ...]]
    """IRI of a named graph -> what stands in it."""

    lines: Mapping[str, int]
    """IRI of a thing -> the first line that names it (from 1)."""

    @property
    def triples(self) -> tuple[Triple, ...]:
        """All that it says, in whatever graph."""
        return (*self.flat, *(triple for said in self.sourced.values() for triple in said))


def read_curated(paths: Iterable[Path], *, base: str) -> tuple[Curated, ...]:
    """Return what the files *paths* of a study with the IRI *base* say.

    Raises:
        RecordError: a file is of another syntax, cannot be parsed, has a node without an IRI,
            uses a term or code of ours that there is not, or speaks of what is not for it to say.
    """
    return tuple(_read(path, base) for path in paths)


def _read(path: Path, base: str) -> Curated:
    if path.suffix not in SYNTAXES:
        raise RecordError(
            f"{path}: a file of curated/ is {' or '.join(SYNTAXES)}; write it so, or move it away"
        )
    if not _STEM.fullmatch(path.stem):
        raise RecordError(
            f"{path}: the name of the file becomes that of a graph; "
            "name it in lower case, digits and hyphens"
        )
    text = read_text(path)
    places = _places(text)
    flat: dict[Triple, None] = {}
    sourced: dict[str, dict[Triple, None]] = defaultdict(dict)
    lines: dict[str, int] = {}
    for quad in _parsed(text, path):
        subject, _, value = _checked(quad, places, path=path, base=base)
        lines.setdefault(subject.value, _line(places, subject.value))
        triple = Triple(subject, quad.predicate, value)
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            flat[triple] = None
        else:
            sourced[_graph(graph, places, path=path, base=base)][triple] = None
    return Curated(
        file=f"curated/{path.name}",
        name=path.stem,
        flat=tuple(flat),
        sourced={graph: tuple(said) for graph, said in sourced.items()},
        lines=lines,
    )


def _parsed(text: str, path: Path) -> Iterator[Quad]:
    try:
        yield from parse(text, format=SYNTAXES[path.suffix])
    except SyntaxError as error:
        raise RecordError(
            f"{path}, line {error.lineno}, column {error.offset}: {error.msg}; mend it there"
        ) from error


def _checked(
    quad: Quad, places: Mapping[str, int], *, path: Path, base: str
) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
    """Return the parts of *quad*, once all of them may be said."""
    subject, verb, value = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise RecordError(
            f"{path}: there is a node without a name; give each thing an IRI under {base}id/"
        )
    opening, _, rest = subject.value.partition(base)
    if opening or not _THING.fullmatch(rest):
        raise RecordError(
            f"{path}, line {_line(places, subject.value)}: <{subject.value}> is no thing of this "
            f"study; say of it what you have to say in its own file, or name a thing "
            f"<{base}id/KIND/KEY>"
        )
    for named in (verb, value):
        said = vocabulary.unknown(named.value) if isinstance(named, NamedNode) else None
        if said is not None:
            raise RecordError(
                f"{path}, line {_line(places, named.value)}: {said} "
                "(mend its spelling; ontology/README.md tells where terms and codes stand)"
            )
    return subject, verb, value


def _graph(graph: object, places: Mapping[str, int], *, path: Path, base: str) -> str:
    name = graph.value if isinstance(graph, NamedNode) else ""
    opening, _, rest = name.partition(base)
    found = None if opening else _GRAPH.fullmatch(rest)
    if found is None or any(fnmatchcase(found[1], made) for made in MADE):
        raise RecordError(
            f"{path}, line {_line(places, name)}: <{name}> is no graph for a file of curated/; "
            f"name the graph of a document version, <{base}graph/KEY-v1>, "
            f"and none that the build fills ({', '.join(MADE)})"
        )
    return name


def _places(text: str) -> Mapping[str, int]:
    """Return the first line on which each name stands, after a prefix or at the end of an IRI."""
    places: dict[str, int] = {}
    line, counted = 1, 0
    for found in _NAME.finditer(text):
        line += text.count("\n", counted, found.start(1))
        counted = found.start(1)
        places.setdefault(found[1].rstrip("."), line)
    return places


def _line(places: Mapping[str, int], iri: str) -> int:
    """Return the first line that names *iri*, by the last part of it; 1 where none does."""
    return places.get(re.split(r"[/#:]", iri)[-1], 1)
