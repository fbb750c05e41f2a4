"""Extract annotated documents and score what was found."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kg import adding, ingest
from kg.errors import KgError
from kg.evaluate.gold import Annotated
from kg.evaluate.measure import Comparison, compare
from kg.evaluate.report import Report
from kg.record.extraction import as_json


def evaluate(
    gold: Iterable[Annotated],
    *,
    folder: Path,
    extracted: Mapping[str, Mapping[str, Any]] | None = None,
    refused: Callable[[KgError], None],
) -> Report:
    """Return how what is extracted from the documents of *gold* holds against it.

    Args:
        gold: the annotated documents.
        folder: where their paths start.
        extracted: what was extracted from each, by file name; else they are read now.
        refused: is told of each document that says nothing that can be extracted; all its facts
            count as missed.

    Raises:
        UnreadableSourceError: there is no such document.
    """
    annotated = tuple(gold)
    comparisons: list[Comparison] = []
    for one in annotated:
        if extracted is not None:
            found = extracted.get(one.name, {})
        else:
            found = _extract(folder / one.file, refused)
        comparisons += compare(one, found)
    return Report(comparisons=tuple(comparisons), documents=len(annotated))


def _extract(path: Path, refused: Callable[[KgError], None]) -> Mapping[str, object]:
    # The address that an annotator noted is not told: the words alone are measured.
    piece = ingest.Piece(name=str(path), content=ingest.load(path))
    try:
        return as_json(*adding.read_piece(piece))
    except KgError as error:
        refused(error)
        return {}
