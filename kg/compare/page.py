"""Write a matrix as a page: the grid, its legend, and under it what each cell rests on.

Every cell leads to its words, or to the reason why there are none.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.compare import comparability, showing
from kg.compare.matrix import Authority, Cell, Matrix, Row
from kg.wording import counted, plain

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).resolve().parent

Href = Callable[[str], str | None]
"""Where a link to an IRI leads; None where there is nothing to follow."""


def style() -> str:
    """Return the style of the grid."""
    return (HERE / "matrix.css").read_text(encoding="utf-8")


def as_html(matrix: Matrix) -> str:
    """Return a page of its own: it needs no other file and runs no script."""
    from markupsafe import Markup

    # Both are made here: the style is a file of ours, the body has escaped what it shows.
    ours = {"style": Markup(style()), "body": Markup(body(matrix))}  # noqa: S704
    return _templates().get_template("alone.html").render(title=matrix.title, **ours)


def of_the_web(iri: str) -> str | None:
    """Return *iri* where it is an address of the web, and nothing else that a link could run."""
    return iri if iri.startswith(("https://", "http://")) else None


def body(matrix: Matrix, *, href: Href = of_the_web) -> str:
    """Return what stands in the page under its heading, as HTML."""
    return (
        _templates()
        .get_template("matrix.html")
        .render(
            matrix=matrix,
            href=href,
            caution=showing.CAUTION,
            legend=showing.legend(matrix),
            signs=showing.SIGNS,
            against=comparability.of_matrix(matrix),
            counted=counted,
            plain=plain,
            summary=showing.summary,
            target=_target,
            anchor=_anchor,
            told=_told(matrix),
            period=showing.period_text,
            figure_text=showing.figure_text,
            ground_text=showing.ground_text,
            said_text=showing.said_text,
            part_text=showing.part_text,
            obstacles_text=showing.obstacles_text,
            mark_names=showing.mark_names,
            reason_names=vocabulary.codes("cell-reason"),
            match_names=vocabulary.codes("match-kind"),
            coverage_names=vocabulary.codes("coverage"),
            recording_names=vocabulary.codes("recording"),
        )
    )


def _told(matrix: Matrix) -> Callable[[Row], tuple[tuple[Authority, Cell], ...]]:
    """Return what gives the cells of a row that there is something to read of."""
    return lambda row: tuple(
        (authority, cell)
        for authority, cell in zip(matrix.authorities, row.cells, strict=True)
        if cell.entries or cell.searches
    )


def _anchor(cell: Cell) -> str:
    return f"c-{cell.template}-{cell.authority}"


def _target(cell: Cell) -> str:
    return f"#{_anchor(cell)}" if cell.entries or cell.searches else f"#r-{cell.reason}"


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
