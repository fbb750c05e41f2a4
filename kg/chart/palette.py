"""Colours, shapes and letters of all charts: what differs in colour differs in one of them too.

The hues are those of M. Okabe and K. Ito, "Color Universal Design" (2008),
which people with any of the common kinds of colour blindness tell apart.
"""

from collections.abc import Mapping

INK = "#1a1a1a"
QUIET = "#595959"
GRID = "#d9d9d9"
PAPER = "#ffffff"

HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours of marks.  The yellow of the seven is too pale on paper for a thin line."""

SHAPES = ("circle", "triangle-up", "square", "diamond", "triangle-down", "cross", "triangle-right")

CLAIMS: Mapping[str, tuple[str, str]] = {
    "the answer": ("A", "#e69055"),
    "a part of the answer": ("P", "#cc94c4"),
    "the whole reply": ("W", "#9fd3f7"),
    "none": ("–", "#ffffff"),
}
"""What a provision is claimed for -> its letter and the colour behind it."""


def look(place: int) -> tuple[str, str]:
    """Return colour and shape of the thing at *place* of a list; no two of 49 share both.

    >>> look(0), look(7)
    (('#0072B2', 'circle'), ('#0072B2', 'triangle-up'))
    """
    turn, at = divmod(place, len(HUES))
    return HUES[at], SHAPES[(at + turn) % len(SHAPES)]
