"""Write a release: the whole graph in several formats, with the hashes to check it by."""

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg import __version__, vocabulary
from kg.errors import UsageError
from kg.export.framed import framed_document
from kg.export.jsonld import jsonld
from kg.export.turtle import trig, turtle

PROJECT = "foigraph"
MANIFEST = "manifest.json"
FUNCTIONAL = vocabulary.FOREIGN["owl"] + "FunctionalProperty"
RDF_TYPE = vocabulary.FOREIGN["rdf"] + "type"
SUFFIXES: Mapping[str, str] = {
    "turtle": ".ttl",
    "trig": ".trig",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "framed": "-framed.jsonld",
}
"""Name of each format -> suffix of its file."""


def release(
    quads: Sequence[Quad], out: Path, *, formats: Iterable[str], name: str, base: str
) -> tuple[Path, ...]:
    """Write *quads* into the folder *out* in each of *formats*, and a manifest.

    *name* is that of the generation.  The folder appears whole or not at all;
    an earlier release in it is replaced.  The same quads give the same bytes.

    Returns:
        The files written, the manifest last.

    Raises:
        UsageError: a format is unknown, or *out* holds something else than a release.
    """
    wanted = tuple(dict.fromkeys(formats))
    for form in wanted:
        if form not in SUFFIXES:
            raise UsageError(f"'{form}' is no format of a release; it is {', '.join(SUFFIXES)}")
    out = out.absolute()
    _check_replaceable(out)
    once = sorted(set(quads), key=str)
    triples = flat(once)
    writers: Mapping[str, Callable[[], bytes]] = {
        "turtle": lambda: turtle(triples, base=base),
        "trig": lambda: trig(once, base=base),
        "nquads": lambda: "".join(f"{quad} .\n" for quad in once).encode(),
        "jsonld": lambda: jsonld(once, base=base),
        "framed": lambda: framed_document(once),
    }
    contents = {
        f"{PROJECT}-{__version__}{SUFFIXES[form]}": writers[form]()
        for form in SUFFIXES
        if form in wanted
    }
    manifest = {
        "project": PROJECT,
        "version": __version__,
        "generation": name,
        "base": base,
        "quads": len(once),
        "triples": len(triples),
        "graphs": len({quad.graph_name for quad in once if isinstance(quad.graph_name, NamedNode)}),
        "files": {
            file: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for file, content in contents.items()
        },
    }
    contents[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    _put(contents, out)
    return tuple(out / file for file in contents)


def flat(quads: Iterable[Quad]) -> tuple[Triple, ...]:
    """Return the triples of all graphs, each once, without what is not settled.

    Where documents give several values to a property that has one, the default
    graph shows none of them, and a file without graph names must not either:
    the observations still hold all of them.
    """
    found: dict[Triple, None] = {}
    values: dict[tuple[str, str], set[Triple]] = defaultdict(set)
    functional = set()
    for quad in quads:
        found[quad.triple] = None
        values[str(quad.subject), quad.predicate.value].add(quad.triple)
        if quad.predicate.value == RDF_TYPE and quad.object == NamedNode(FUNCTIONAL):
            functional.add(str(quad.subject).strip("<>"))
    return tuple(
        triple
        for triple in sorted(found, key=str)
        if triple.predicate.value not in functional
        or len(values[str(triple.subject), triple.predicate.value]) == 1
    )


def _check_replaceable(out: Path) -> None:
    """Refuse a place that holds anything that a release did not put there."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out}: is a file and a release is a folder; name another place")
    there = {path.name for path in out.iterdir()}
    ours = _files_of_release(out / MANIFEST)
    if there and not there <= ours:
        foreign = ", ".join(sorted(there - ours)[:3])
        raise UsageError(
            f"{out}: holds what no release put there ({foreign}), and a release replaces the whole "
            "folder; name an empty or new folder"
        )


def _files_of_release(manifest: Path) -> frozenset[str]:
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(found, dict) or found.get("project") != PROJECT:
        return frozenset()
    return frozenset({MANIFEST, *found.get("files", {})})


def _put(contents: Mapping[str, bytes], out: Path) -> None:
    """Write *contents* beside *out*, then put them in its place by renames."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}-{os.getpid()}.draft")
    earlier = out.with_name(f".{out.name}-{os.getpid()}.earlier")
    try:
        draft.mkdir()
        for file, content in contents.items():
            (draft / file).write_bytes(content)
        if out.exists():
            out.rename(earlier)
        try:
            draft.rename(out)
        except OSError:
            if earlier.exists():
                earlier.rename(out)
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(earlier, ignore_errors=True)
