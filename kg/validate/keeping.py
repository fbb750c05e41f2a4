"""What a generation keeps of its report, for the trend and for the next validation."""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.validate.report import SEVERITIES, Before, Kind, Report


def kept(report: Report, sealed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what is kept of *report*, and its results as they were *sealed*, as JSON holds it."""
    before = report.before
    return {
        "sealed": sealed,
        "counts": _as_rows(report.counts),
        "before": before and {"generation": before.generation, "counts": _as_rows(before.counts)},
    }


def counted(kept: Mapping[str, Any] | None, generation: str) -> Before | None:
    """Return what *generation* was found to have, where it *kept* that."""
    return None if kept is None else Before(generation, _as_counts(kept["counts"]))


def counted_before(kept: Mapping[str, Any] | None) -> Before | None:
    """Return what a generation was held against when it was built."""
    before = kept and kept["before"]
    return Before(before["generation"], _as_counts(before["counts"])) if before else None


def _as_rows(counts: Mapping[Kind, int]) -> list[list[Any]]:
    return [[severity, shape, count] for (severity, shape), count in sorted(counts.items())]


def _as_counts(rows: Iterable[tuple[str, str, int]]) -> Mapping[Kind, int]:
    known = {severity: severity for severity in SEVERITIES}
    return {(known[severity], shape): count for severity, shape, count in rows}  # type: ignore[index]
