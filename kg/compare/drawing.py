"""Draw a matrix as SVG: a grid of signs, each cell with its sentence for whoever does not see it.

The colours are those of Okabe and Ito, which the colour-blind tell apart, made
light; the sign in each cell says the same without them.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg.compare import showing
from kg.compare.matrix import Matrix

CELL, LEFT, TOP, LINE, INDENT = 18, 330, 210, 16, 12
"""Side of a cell, room for the questions and the names, height of a line, one step in (pixels)."""

WIDEST = 1150
"""Room that the sentences of the legend take (pixels)."""

LETTERS, NAME = 52, 33
"""Letters of a question and of an authority's name that are drawn; their titles hold all."""


def as_svg(matrix: Matrix) -> str:
    """Return *matrix* as an SVG document."""
    return "\n".join(_lines(matrix)) + "\n"


def _lines(matrix: Matrix) -> Iterator[str]:
    legend = showing.legend(matrix)
    wide = max(LEFT + CELL * len(matrix.authorities) + 20, WIDEST)
    grid = TOP + CELL * len(matrix.rows)
    high = grid + LINE * (len(legend) + len(showing.CAUTION) + 4)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="group" aria-labelledby="title" font-family="sans-serif" '
        'font-size="11">'
    )
    yield f'<title id="title">{escape(matrix.title)}</title>'
    yield f"<desc>{escape(' '.join(showing.CAUTION))}</desc>"
    yield f'<rect width="{wide}" height="{high}" fill="#ffffff"/>'
    yield f'<text x="8" y="20" font-size="14" font-weight="bold">{escape(matrix.title)}</text>'
    for place, authority in enumerate(matrix.authorities):
        x = LEFT + CELL * place + 13
        yield (
            f'<text transform="translate({x} {TOP - 6}) rotate(-90)">'
            f"<title>{escape(authority.name)}</title>{escape(_short(authority.name, NAME))}</text>"
        )
    yield from _rows(matrix)
    y = grid + LINE * 2
    for sign, reason, name, definition, count in legend:
        fill = showing.FILLS[showing.SIGNS[reason][1]]
        yield f'<rect x="8" y="{y - 11}" width="14" height="14" fill="{fill}" stroke="#666666"/>'
        yield f'<text x="15" y="{y}" text-anchor="middle">{escape(sign)}</text>'
        yield f'<text x="30" y="{y}">{escape(f"{name} ({count}): {definition}")}</text>'
        y += LINE
    for line in showing.CAUTION:
        y += LINE
        yield f'<text x="8" y="{y}" font-style="italic">{escape(line)}</text>'
    yield "</svg>"


def _rows(matrix: Matrix) -> Iterator[str]:
    for number, row in enumerate(matrix.rows):
        y = TOP + CELL * number
        asks = _short(row.asks, LETTERS - 2 * row.depth)
        yield (
            f'<text x="{8 + INDENT * row.depth}" y="{y + 13}"><title>{escape(row.asks)}</title>'
            f"{escape(asks)}</text>"
        )
        for place, (authority, cell) in enumerate(zip(matrix.authorities, row.cells, strict=True)):
            sign, group = showing.SIGNS[cell.reason]
            fill = showing.FILLS[group]
            x = LEFT + CELL * place
            told = showing.summary(cell, authority)
            mark = "*" if cell.marks else ""
            yield (
                f'<g role="img" aria-label={quoteattr(told)}><title>{escape(told)}</title>'
                f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{fill}" '
                f'stroke="#bbbbbb"/><text x="{x + CELL // 2}" y="{y + 13}" text-anchor="middle">'
                f"{escape(sign + mark)}</text></g>"
            )


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
