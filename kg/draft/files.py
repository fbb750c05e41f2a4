"""Read what letters need from the files of a study; the rest of this package reads none.

A record is read only where it may hold a request of the series: one of a force that the
series, or the study's own sheet, says was asked.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from kg import study as studies
from kg.draft.known import Beside
from kg.model import Record
from kg.model.key import key
from kg.model.template import Templates
from kg.model.tracking import Tracking
from kg.record import read
from kg.study import Study

_FORCE = re.compile(r"^force:\s*['\"]?([a-z0-9-]+)", re.MULTILINE)


def beside(study: Study, series: str) -> tuple[Beside, ...]:
    """Return what the files of *study* and of those that it extends say of *series*, itself first.

    Raises:
        RecordError: a file is broken; line and column are told.
    """
    together = study.together
    templates = [studies.load_templates(one) for one in together]
    sheets = [studies.load_tracking(one, studies.load_own_codes(one)) for one in together]
    asked = _asked(series, templates, sheets)
    return tuple(
        Beside(
            base=one.base,
            templates=said,
            records=tuple(_records(one.records, asked)),
            tracking=sheet,
        )
        for one, said, sheet in zip(together, templates, sheets, strict=True)
    )


def _asked(
    series: str, templates: Sequence[Templates], sheets: Sequence[Tracking]
) -> frozenset[str]:
    """Return the keys of the requests of *series* that somebody ruled into it or keeps track of."""
    ruled = {
        member.request
        for said in templates
        for one in said.series
        if one.key == series
        for member in one.members
    }
    kept = {one.key for sheet in sheets for one in sheet.requests if one.series == series}
    return frozenset(ruled | kept)


def _records(paths: Sequence[Path], asked: Collection[str]) -> list[Record]:
    return [read(path) for path in paths if _may_hold(path.read_text(encoding="utf-8"), asked)]


def _may_hold(text: str, asked: Collection[str]) -> bool:
    """Return whether the record with this *text* is of a force that one of *asked* went to.

    The key of a request opens with that of its force.
    """
    return any(one.startswith(f"{key(force)}-") for force in _FORCE.findall(text) for one in asked)
