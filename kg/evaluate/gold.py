"""Read annotated documents, and the codes that an annotator's words stand for.

A line of the file is a JSON object about one document (see CONTRIBUTING).  A key
that it lacks was not annotated; null says that the text does not show the fact.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError

TECHNOLOGIES: Mapping[str, str] = {
    "LFR": "live-facial-recognition",
    "AFR (= LFR)": "live-facial-recognition",
    "RFR": "retrospective-facial-recognition",
    "OIFR": "operator-initiated-facial-recognition",
    "ANPR": "anpr",
    "drones": "drone",
    "mobile phone extraction": "mobile-device-extraction",
    "predictive policing": "predictive-policing",
}
"""An annotator's short name -> code of scheme ``technology``; other names are not scored."""

NOT_ASKED = "not-asked"
"""Stands for a question that the request leaves out: there is no outcome to find."""

OUTCOMES: tuple[tuple[str, str], ...] = (
    # Ordered: the first opening that fits counts.
    ("out of scope", NOT_ASKED),
    ("disclosed (via link)", "answered-by-reference"),
    ("refused_s21", "already-accessible"),
    ("partial", "disclosed-in-part"),
    ("not_held", "not-held"),
    ("ncnd", "refused-ncnd"),
    ("cost_limit", "refused-cost"),
    ("refused", "refused-exempt"),
    ("disclosed", "disclosed-in-full"),
    ("answered", "disclosed-in-full"),
)
"""How an annotator's words open -> code of scheme ``outcome``."""

UNDECIDED = re.compile(r"cut off|see answer|;| / | \+ ")
"""Marks words of an annotator that name no single outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One document and what a person says that it states."""

    file: str
    """Path, relative to the file of annotations."""

    facts: Mapping[str, Any]
    """The annotations, by key."""

    @property
    def name(self) -> str:
        """Last part of the path, by which annotations and extracted facts meet."""
        return Path(self.file).name


def read_gold(path: Path) -> tuple[Annotated, ...]:
    """Return the annotated documents that *path* lists, in order.

    Raises:
        SourceError: it cannot be read, or a line of it is no annotation.
    """
    found = tuple(
        Annotated(file=facts["file"], facts=facts) for facts in _objects(path, "annotation")
    )
    if not found:
        raise SourceError(f"{path}: holds no annotation; write one JSON object a document")
    return found


def read_extracted(path: Path) -> dict[str, Mapping[str, Any]]:
    """Return what ``kg extract --json`` printed into *path*, by the last part of ``file``.

    Raises:
        SourceError: it cannot be read, or a line of it is no such object.
    """
    return {Path(facts["file"]).name: facts for facts in _objects(path, "extracted document")}


def outcome(words: str | None) -> str | None:
    """Return the code that an annotator's *words* stand for; None where they name no single one.

    >>> outcome("refused_s21_public_domain"), outcome("not_held (overt) / ncnd (covert)")
    ('already-accessible', None)
    """
    if not words or UNDECIDED.search(words):
        return None
    return next((code for opening, code in OUTCOMES if words.startswith(opening)), None)


def _objects(path: Path, kind: str) -> Iterator[Mapping[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}; give a file of JSON lines in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            raise SourceError(
                f"{path}, line {number}: {error}; write one JSON object on each line"
            ) from error
        if not isinstance(found, dict) or not isinstance(found.get("file"), str):
            raise SourceError(
                f"{path}, line {number}: this is no {kind}; it must be an object whose 'file' "
                "names the document"
            )
        yield found
