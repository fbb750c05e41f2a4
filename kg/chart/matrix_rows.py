"""Set out a matrix for a drawing: one row a cell, each with its reason in words."""

from collections.abc import Iterable

from kg import vocabulary
from kg.chart.sheet import Origin, Sheet, columns
from kg.compare.entry import Figure
from kg.compare.matrix import Cell, Matrix
from kg.compare.showing import SIGNS
from kg.wording import counted

CAUTION = (
    "Forces were not asked alike: periods, wording and law differ, so cells of a row are not "
    "simply comparable.",
    "'Not held' is not nought, and 'neither confirmed nor denied' is neither yes nor no. A cell "
    "of which nothing is known is no refusal.",
)
COLUMNS = columns(
    place="Place of the question in the series (1 is first).",
    template="Key of the question; empty where nobody has seen what the series asks.",
    question="What is asked.",
    depth="How deep the question stands under others (0 is outermost).",
    authority="Key of the authority.",
    name="Name of the authority.",
    sign="Letter of the reason.",
    group="Group of the reason, which its colour shows.",
    reason="Code of the reason (scheme cell-reason).",
    label="The reason in words.",
    figures="Figures in the answer as printed, joined; empty where there is none.",
    references="References of the requests, joined; empty where none is known.",
    marks="Codes of what a reader must know of the cell, joined.",
)


def sheet(matrix: Matrix, origin: Origin) -> Sheet:
    """Return the data of the chart of *matrix*."""
    spoken = sum(any(entry.spoken for entry in cell.entries) for cell in matrix.cells)
    total = len(matrix.rows) * len(matrix.authorities)
    return Sheet(
        chart="matrix",
        title=f"{matrix.title}: what did each authority answer, and why is there no answer?",
        description=(
            f"A grid of {counted(len(matrix.rows), 'questions')} by "
            f"{counted(len(matrix.authorities), 'authorities')}. "
            f"{spoken} of {counted(total, 'cells')} hold a reply; "
            f"each cell has a letter for its reason."
        ),
        caution=CAUTION,
        columns=COLUMNS,
        rows=tuple(
            (
                place,
                row.template,
                row.asks,
                row.depth,
                cell.authority,
                authority.name,
                *SIGNS[cell.reason],
                cell.reason,
                vocabulary.codes("cell-reason")[cell.reason],
                "; ".join(map(_figure, cell.figures)),
                "; ".join(_references(cell)),
                " ".join(cell.marks),
            )
            for place, row in enumerate(matrix.rows, start=1)
            for authority, cell in zip(matrix.authorities, row.cells, strict=True)
        ),
        origin=origin,
        labels={},
    )


def _figure(figure: Figure) -> str:
    of = f" ({figure.category})" if figure.category else ""
    return "held back" if figure.suppressed else f"{figure.as_written}{of}"


def _references(cell: Cell) -> Iterable[str]:
    return dict.fromkeys(entry.reference for entry in cell.entries if entry.reference)
