"""Read and extend the codes of a study's own: SKOS schemes in Turtle, in its folder ``codes/``.

A concept stands at ``<base>code/<scheme>/<key>``, where the base is the study's.
Nothing else may be said there: the ontology and the records have their own files.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import RecordError, UnknownCodeError
from kg.model.key import slug
from kg.model.tracking import OwnCode, Tracking
from kg.record.load import read_text
from kg.record.writing import replace

NEW = "own"
"""Scheme, and file of ``codes/``, into which new codes are written."""

Said = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""A triple of a code: subject, predicate, object."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SKOS = vocabulary.SKOS
_TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
_NAMES = {NamedNode(_SKOS + name) for name in ("prefLabel", "altLabel", "notation")}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCodes:
    """All codes of a study's own, and where each stands."""

    triples: tuple[Triple, ...] = ()
    concepts: tuple[OwnCode, ...] = ()
    origins: Mapping[str, tuple[str, int]]
    """IRI of a scheme or concept -> file and line."""


def together(several: Iterable[OwnCodes]) -> OwnCodes:
    """Return all codes of *several* studies that stand in one graph."""
    kept = tuple(several)
    origins: dict[str, tuple[str, int]] = {}
    for one in kept:
        origins |= one.origins
    return OwnCodes(
        triples=tuple(dict.fromkeys(triple for one in kept for triple in one.triples)),
        concepts=tuple(code for one in kept for code in one.concepts),
        origins=origins,
    )


def read_codes(paths: Iterable[Path], *, base: str) -> OwnCodes:
    """Return the codes in the Turtle files *paths* of a study whose base IRI is *base*.

    Raises:
        RecordError: a file is no Turtle, or says something of what is no code of the study.
    """
    said: list[Said] = []
    origins: dict[str, tuple[str, int]] = {}
    for path in paths:
        text = read_text(path)
        for statement in _parsed(text, path=path, base=base):
            said.append(statement)
            subject = statement[0].value
            if subject not in origins:
                origins[subject] = f"codes/{path.name}", _line(text, subject)
    return OwnCodes(
        triples=tuple(Triple(*statement) for statement in dict.fromkeys(said)),
        concepts=tuple(_concepts(said, base)),
        origins=origins,
    )


def check_codes(tracking: Tracking, concepts: Sequence[OwnCode], *, path: Path) -> None:
    """Raise for a coding whose code the study does not have.

    Raises:
        UnknownCodeError: it has none of that name; near ones are offered.
    """
    known = [concept.code for concept in concepts]
    for request in tracking.requests:
        for coding in request.codings:
            for code in coding.codes:
                if code not in known:
                    near = difflib.get_close_matches(code, known, n=3)
                    hint = f"did you mean {' or '.join(near)}? " if near else ""
                    raise UnknownCodeError(
                        f"{path}, line {coding.line}: '{code}' is not a code of the study's codes/;"
                        f" {hint}use a code that is there, or add the concept"
                    )


def as_turtle(labels: Sequence[str], *, base: str, header: bool) -> str:
    """Return a concept for each of *labels*, ready for ``codes/own.ttl``.

    It has no definition: what a code means, the person who uses it must say, and the build
    warns until it is said.

    Raises:
        RecordError: no key can be made of a label.
    """
    scheme = f"{base}code/{NEW}"
    parts = []
    if header:
        parts.append(
            "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
            f"<{scheme}> a skos:ConceptScheme ;\n"
            '    dcterms:title "Codes of our own"@en .\n'
        )
    for label in labels:
        key = slug(label)
        if not key:
            raise RecordError(
                f"'{label}': no key can be made of this code; write it with letters or digits"
            )
        said = Literal(label, language="en")
        parts.append(
            f"<{scheme}/{key}> a skos:Concept ;\n"
            f"    skos:prefLabel {said} ;\n"
            f'    skos:notation "{key}" ;\n'
            f"    skos:inScheme <{scheme}> ;\n"
            f"    skos:topConceptOf <{scheme}> .\n"
        )
    return "\n".join(parts)


def add_codes(labels: Sequence[str], folder: Path, *, base: str) -> Path:
    """Write a concept for each of *labels* into ``own.ttl`` of *folder*, and return that file.

    Raises:
        RecordError: two labels come to one key, or one comes to a key that is there.
    """
    path = folder / f"{NEW}.ttl"
    there = read_text(path) if path.exists() else ""
    known = {
        code.code: code.names[-1]
        for code in (read_codes([path], base=base).concepts if there else ())
    }
    for label in labels:
        code = f"{NEW}:{slug(label)}"
        if code in known:
            raise RecordError(
                f"{path}: '{label}' and '{known[code]}' both come to the key {slug(label)}; write "
                "one of them otherwise, or add a skos:altLabel to the concept"
            )
        known[code] = label
    folder.mkdir(parents=True, exist_ok=True)
    text = as_turtle(labels, base=base, header=not there)
    if there:
        known_prefix = re.search(rf"^@prefix skos: <{re.escape(_SKOS)}>", there, re.MULTILINE)
        declared = "" if known_prefix else f"@prefix skos: <{_SKOS}> .\n\n"
        text = f"{there.rstrip()}\n\n{declared}{text}"
    replace(path, text)
    return path


def _parsed(text: str, *, path: Path, base: str) -> Iterator[Said]:
    """Yield what *text* says, each of it of a code of the study."""
    opening = f"{base}code/"
    try:
        for quad in parse(text, format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise RecordError(
                    f"{path}: there is a node without a name; give each code an IRI under {opening}"
                )
            _check(subject.value, opening, path=path)
            yield subject, quad.predicate, value
    except SyntaxError as error:
        raise RecordError(
            f"{path}, line {error.lineno}, column {error.offset}: {error.msg}; "
            "mend the Turtle there"
        ) from error


def _check(subject: str, opening: str, *, path: Path) -> None:
    """Raise for a thing that is no code of the study."""
    scheme, slash, key = subject.removeprefix(opening).partition("/")
    if (
        not subject.startswith(opening)
        or not _KEY.fullmatch(scheme)
        or (slash and not _KEY.fullmatch(key))
    ):
        raise RecordError(
            f"{path}: <{subject}> is no code of this study; a code is "
            f"<{opening}SCHEME/KEY>, in lower case, digits and hyphens"
        )
    if opening == vocabulary.CODE and scheme in vocabulary.SCHEMES:
        raise RecordError(
            f"{path}: the scheme '{scheme}' is one of ours; give yours another name, "
            f"such as <{opening}my-{scheme}>"
        )


def _line(text: str, subject: str) -> int:
    """Return the first line that names *subject*, whole or by the last part of its IRI."""
    name = subject.rpartition("/")[2]
    pattern = re.compile(rf"(?:[:/]|^){re.escape(name)}(?![\w-])", re.MULTILINE)
    found = pattern.search(text)
    return 1 if found is None else text.count("\n", 0, found.start() + 1) + 1


def _concepts(said: Sequence[Said], base: str) -> Iterator[OwnCode]:
    names: dict[str, list[str]] = {
        subject.value: []
        for subject, verb, value in said
        if verb == _TYPE and value == NamedNode(_SKOS + "Concept")
    }
    for subject, verb, value in said:
        if verb in _NAMES and subject.value in names:
            names[subject.value].append(value.value)
    for iri, given in names.items():
        scheme, _, key = iri.removeprefix(f"{base}code/").partition("/")
        yield OwnCode(code=f"{scheme}:{key}", names=tuple(dict.fromkeys([key, *given])))
