"""Read what letters need from the files of a study; the rest of this package reads none."""

from kg import study as studies
from kg.draft.known import Beside
from kg.study import Study


def beside(study: Study) -> tuple[Beside, ...]:
    """Return what the files of *study* and of every study that it extends say, itself first.

    Raises:
        RecordError: a file is broken; line and column are told.
    """
    return tuple(
        Beside(
            base=one.base,
            templates=studies.load_templates(one),
            records=tuple(studies.load_records(one).values()),
            tracking=studies.load_tracking(one, studies.load_own_codes(one)),
        )
        for one in study.together
    )
