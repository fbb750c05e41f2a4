"""Read graphs that a person wrote by hand: TriG or Turtle, in the study's folder ``curated/``.

They say what no record has a place for, in the form of ``ontology/examples``:
what stands in no graph is a flat fact, and statements, figures and their
evidence stand in the graph of the document version that they come from.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import RecordError
from kg.record.load import read_text

SYNTAXES: Mapping[str, RdfFormat] = {".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE}
"""Suffix of a file of ``curated/`` -> its syntax."""

MADE = ("inferred-", "curated-", "rulings", "editions")
"""How the names of graphs begin that the build itself fills."""

_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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


def read_curated(paths: Iterable[Path], *, base: str) -> tuple[Curated, ...]:
    """Return what the files *paths* of a study with the IRI *base* say.

    Raises:
        RecordError: a file cannot be parsed, has a node without an IRI, uses a term or code of
            ours that there is not, or speaks of what is not for it to say.
    """
    return tuple(_read(path, base) for path in paths)


def _read(path: Path, base: str) -> Curated:
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
        subject, _, value = _checked(quad, text, path=path, base=base)
        if subject.value not in lines:
            lines[subject.value] = places.get(_last(subject.value)) or _line(text, subject.value)
        triple = Triple(subject, quad.predicate, value)
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            flat[triple] = None
        else:
            sourced[_graph(graph, text, path=path, base=base)][triple] = None
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
    quad: Quad, text: str, *, path: Path, base: str
) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
    """Return the parts of *quad*, once all of them may be said."""
    subject, verb, value = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise RecordError(
            f"{path}: there is a node without a name; give each thing an IRI under {base}id/"
        )
    if not subject.value.startswith(f"{base}id/"):
        raise RecordError(
            f"{path}, line {_line(text, subject.value)}: <{subject.value}> is no thing of this "
            f"study; say of it what you have to say in its own file, or name a thing under "
            f"{base}id/"
        )
    for named in (verb, value):
        if isinstance(named, NamedNode):
            _known(named.value, text, path=path)
    return subject, verb, value


def _known(iri: str, text: str, *, path: Path) -> None:
    """Raise for a term or code in our namespaces that there is not."""
    if iri.startswith(vocabulary.ONTOLOGY):
        known, name = vocabulary.terms(), iri.removeprefix(vocabulary.ONTOLOGY)
        if name not in known:
            raise RecordError(
                f"{path}, line {_line(text, iri)}: the ontology has no term fg:{name}; "
                f"{_near(name, known)}see ontology/README.md"
            )
    elif iri.startswith(vocabulary.CODE):
        scheme, _, key = iri.removeprefix(vocabulary.CODE).partition("/")
        codes = vocabulary.codes(scheme) if scheme in vocabulary.SCHEMES else {}
        # A study may have schemes of its own below the same address.
        if key and scheme in vocabulary.SCHEMES and key not in codes:
            raise RecordError(
                f"{path}, line {_line(text, iri)}: scheme {scheme} has no code '{key}'; "
                f"{_near(key, codes)}its codes are those of ontology/codes/{scheme}.ttl"
            )


def _graph(graph: object, text: str, *, path: Path, base: str) -> str:
    opening = f"{base}graph/"
    name = graph.value if isinstance(graph, NamedNode) else ""
    local = name.removeprefix(opening)
    if not name.startswith(opening) or not local or local.startswith(MADE):
        raise RecordError(
            f"{path}, line {_line(text, name)}: <{name}> is no graph for a file of curated/; "
            f"name the graph of a document version, <{opening}KEY-v1>, "
            f"and none that the build fills ({', '.join(MADE)})"
        )
    return name


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3)
    return f"did you mean {' or '.join(near)}? " if near else ""


def _last(iri: str) -> str:
    """Return the part of *iri* that a prefixed name has after its colon."""
    return re.split(r"[/#]", iri)[-1]


def _places(text: str) -> Mapping[str, int]:
    """Return the first line on which each name stands, after a prefix or at the end of an IRI."""
    places: dict[str, int] = {}
    line, counted = 1, 0
    for found in re.finditer(r"(?:[:/#]|^)([\w-]+)", text, re.MULTILINE):
        line += text.count("\n", counted, found.start(1))
        counted = found.start(1)
        places.setdefault(found[1], line)
    return places


def _line(text: str, iri: str) -> int:
    """Return the first line that names *iri*, whole or by the last part of it."""
    named = rf"(?:[:/#]|^){re.escape(_last(iri))}(?![\w-])"
    found = re.search(named, text, re.MULTILINE)
    return 1 if found is None else text.count("\n", 0, found.start() + 1) + 1
