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

FILLS: Mapping[str, str] = {
    "given": "#56b99a",
    "pointed": "#9fd3f7",
    "nothing": "#f7ec8a",
    "withheld": "#e69055",
    "mixed": "#cc94c4",
    "waiting": "#bdbdbd",
    "unasked": "#e0e0e0",
    "unknown": "#ffffff",
}
"""Group of reasons -> colour behind its letters, which are black."""

SIGNS: Mapping[str, tuple[str, str]] = {
    "answered": ("A", "given"),
    "partly-answered": ("P", "given"),
    "by-reference": ("B", "pointed"),
    "already-public": ("U", "pointed"),
    "to-be-published": ("L", "pointed"),
    "not-held": ("N", "nothing"),
    "refused": ("R", "withheld"),
    "ncnd": ("D", "withheld"),
    "over-cost": ("C", "withheld"),
    "differing": ("V", "mixed"),
    "not-settled": ("S", "mixed"),
    "not-addressed": ("O", "mixed"),
    "clarification-sought": ("Q", "mixed"),
    "transferred": ("T", "mixed"),
    "no-answer": ("n", "waiting"),
    "answer-not-recorded": ("r", "waiting"),
    "reply-not-seen": ("u", "waiting"),
    "asked-again": ("a", "waiting"),
    "excluded": ("e", "unasked"),
    "withdrawn": ("w", "unasked"),
    "asked-otherwise": ("o", "unasked"),
    "not-in-request": ("x", "unasked"),
    "not-asked": ("z", "unasked"),
    "not-matched": ("m", "unknown"),
    "question-not-seen": ("q", "unknown"),
    "request-not-seen": ("k", "unknown"),
    "not-seen": ("·", "unknown"),
}
"""Reason of a cell -> its letter and its group, in the order of the legend.

A capital is what an authority said, a small letter why nothing is known.
"""

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
