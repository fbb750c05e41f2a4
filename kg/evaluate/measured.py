"""Keep what an evaluation measured, for the confidence of facts."""

import json
from pathlib import Path

from kg import __version__
from kg.errors import UsageError
from kg.evaluate.report import Report

UNMEASURED = frozenset({"evidence"})
"""Scores that are about places, not about a kind of fact."""


def write_measured(report: Report, path: Path) -> None:
    """Write the counts behind each precision of *report* to *path*, for ``kg.extract.confidence``.

    Raises:
        UsageError: it cannot be written.
    """
    kept = {
        "measured_with": f"foigraph {__version__}",
        "documents": report.documents,
        "fields": {
            score.field: {"right": score.right, "found": score.found}
            for score in report.scores
            if score.found and score.field not in UNMEASURED
        },
    }
    try:
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}; name a file that can be written with --write"
        ) from error
