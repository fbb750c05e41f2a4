"""Charts for a notebook: from a study by name, or from what is at hand already."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.chart import asking, drawing, matrix_rows, provisions_rows, rates_rows, timeline_rows
from kg.chart.sheet import Origin
from kg.measure import measures

if TYPE_CHECKING:
    from kg.chart.look import Drawing
    from kg.compare.matrix import Matrix
    from kg.measure.record import Measured
    from kg.measure.unit_rows import Row

NOTHING_TOLD = Origin()


def of_study(name: str, study_folder: Path | None = None, **values: str) -> "Drawing":
    """Return the chart *name* of a study, its parameters by name; ``from`` is written ``from_``.

    Without *study_folder* it is the study that the command line would take.

    Raises:
        KgError: there is no such chart, parameter, study or generation, or nothing draws here.
    """
    from kg import study
    from kg.store import Generations

    found = study.load(study.find(study_folder))
    generation = Generations(found.folder).current()
    sheet = asking.sheet(
        name,
        {key.removesuffix("_"): value for key, value in values.items()},
        generation.open(),
        base=found.base,
        generation=generation.identifier,
    )
    return drawing.drawn(sheet)


def matrix(found: "Matrix", origin: Origin = NOTHING_TOLD) -> "Drawing":
    """Return the chart of a matrix.

    Raises:
        ExtraError: the packages that draw are not installed.
    """
    return drawing.drawn(matrix_rows.sheet(found, origin))


def timeline(
    figures: Mapping[str, "Sequence[Measured]"], origin: Origin = NOTHING_TOLD
) -> "Drawing":
    """Return the chart of three measures by force, month and technology.

    Args:
        figures: those of ``deployments``, ``faces`` and ``alerts``, by the name of the measure.
        origin: where they come from.

    Raises:
        ExtraError: the packages that draw are not installed.
    """
    return drawing.drawn(timeline_rows.sheet(figures, origin))


def rates(figures: "Sequence[Measured]", origin: Origin = NOTHING_TOLD) -> "Drawing":
    """Return the chart of the figures of one measure.

    Raises:
        ExtraError: the packages that draw are not installed.
        UnknownMeasureError: there are no figures, or of no measure that is known.
    """
    measure = measures.named(figures[0].measure if figures else "")
    return drawing.drawn(rates_rows.sheet(measure, figures, origin))


def provisions(
    rows: "Sequence[Row]", template: str = "", origin: Origin = NOTHING_TOLD
) -> "Drawing":
    """Return the chart of *template*, or of all, from the rows of ``compare/grounds-by-template``.

    Raises:
        ExtraError: the packages that draw are not installed.
        ParameterError: no row is of that template.
    """
    provisions_rows.check(rows, template)
    return drawing.drawn(provisions_rows.sheet(rows, template, origin))
