"""Validate a generation, and of a new one only what its change can reach."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.store import Generation, Staged, differences
from kg.validate.changes import results_after
from kg.validate.engine import held, read_shapes, results
from kg.validate.report import Report, report_of
from kg.validate.results import Result
from kg.validate.sealing import sealed, unsealed
from kg.validate.shapes import Shapes


@dataclass(frozen=True, slots=True)
class Judged:
    """What validation says of a generation."""

    report: Report
    sealed: dict[str, Any] | None
    """The results as the next generation may take them up."""


def validate_generation(generation: Generation) -> Report:
    """Return the report of *generation* against the shapes that ship with the package.

    What was found when it was built is taken where graph, shapes and program are the same.

    Raises:
        EngineError: the engine did not come to its end.
        ShapesError: the shapes cannot be used.
        StoreError: the file is not the one that was promoted.
    """
    shapes = read_shapes()
    found = _known(generation, shapes)
    if found is not None:
        return report_of(found, store=generation.open())
    with held(generation.quads()) as there:
        return report_of(results(there, shapes), store=there.store)


def validate_staged(
    quads: Sequence[Quad], staged: Staged, *, store: Store, before: Generation | None
) -> Judged:
    """Return what breaks the shapes in *quads*, which *staged* holds as a file.

    Args:
        quads: all of them.
        staged: what is to become a generation.
        store: the same quads.
        before: the generation that it follows, of which results are kept.

    Raises:
        EngineError: the engine did not come to its end.
        ShapesError: the shapes cannot be used.
    """
    shapes = read_shapes()
    found = None if before is None else _after(before, staged, store, shapes)
    if found is None:
        found = _all(quads, shapes)
    report = report_of(found, store=store)
    return Judged(report, sealed(found, shapes, data=_digest(staged.path)))


def _after(
    before: Generation, staged: Staged, store: Store, shapes: Shapes
) -> Sequence[Result] | None:
    known = _known(before, shapes)
    if known is None:
        return None
    removed, added = map(_quads, differences(before.path, staged.path))
    return results_after(known, shapes, store=store, file=staged.path, removed=removed, added=added)


def _known(generation: Generation, shapes: Shapes) -> Sequence[Result] | None:
    kept = generation.report
    if kept is None:
        return None
    return unsealed(kept.get("sealed"), shapes, data=_digest(generation.path))


def _all(quads: Sequence[Quad], shapes: Shapes) -> Sequence[Result]:
    with held(quads) as there:
        return results(there, shapes)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quads(lines: bytes) -> list[Quad]:
    return list(parse(lines, format=RdfFormat.N_QUADS))
