"""How a cell is shown where there is little room: a sign, a group, and its facts in words.

A sign in capitals is what an authority said; one in small letters, why nothing
is known.  Colour never says anything that the sign does not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg import vocabulary
from kg.compare.comparability import Obstacle
from kg.compare.entry import Entry, Figure, Ground, Part, Said
from kg.compare.matrix import Authority, Cell, Matrix

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
"""Reason -> its sign, and the group that it is coloured with; in the order of the legend."""

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

NAMED = 6
"""Pairs of answers that are named where there are more; the data name all."""

CAUTION = (
    "Forces were not asked alike: periods, wording and law differ. What keeps the cells of a row "
    "from being compared is told beside it.",
    "'Not held' is not nought, 'neither confirmed nor denied' is neither yes nor no, and a cell "
    "of which nothing is known is not a refusal. Add up no row without its reasons.",
    "The reason is that of the answer as a whole. Where an answer differs between overt and "
    "covert use, its parts stand beside it.",
)
"""What a reader of any form must know."""


def legend(matrix: Matrix) -> tuple[tuple[str, str, str, str, int], ...]:
    """Return sign, code, name, definition and number of cells of each reason in *matrix*."""
    counted = Counter(cell.reason for cell in matrix.cells)
    names = vocabulary.codes("cell-reason")
    definitions = vocabulary.facts("cell-reason", vocabulary.SKOS + "definition")
    return tuple(
        (sign, reason, names[reason], definitions[reason][0], counted[reason])
        for reason, (sign, _) in SIGNS.items()
        if counted[reason]
    )


def mark_names(marks: Iterable[str]) -> tuple[str, ...]:
    """Return the names of *marks*, codes of ``cell-mark``."""
    return tuple(vocabulary.codes("cell-mark")[mark] for mark in marks)


def summary(cell: Cell, authority: Authority) -> str:
    """Return one sentence that says what the cell says, for whoever does not see it."""
    parts = [f"{authority.name}: {cell.label}"]
    parts += [figure_text(figure) for figure in cell.figures]
    parts += coverage_texts(cell)
    relied = provisions(cell)
    if relied:
        parts.append(f"relying on {', '.join(relied)}")
    if cell.marks:
        parts.append(f"({'; '.join(mark_names(cell.marks)).lower()})")
    return ", ".join(parts)


def coverage_texts(cell: Cell) -> tuple[str, ...]:
    """Return how far the documents pointed to answer, as a person found; each once.

    That a document is only taken to be the one pointed to is said with it.
    """
    names = vocabulary.codes("coverage")
    found = ((one.assessed, one.presumed) for one in cell.entries if one.assessed is not None)
    return tuple(
        dict.fromkeys(
            f"found{' in a presumed document' if presumed else ''}: {names[code].lower()}"
            for code, presumed in found
        )
    )


def provisions(cell: Cell) -> tuple[str, ...]:
    """Return the short names of the provisions that are relied on in *cell*, each once."""
    found = (one.provision for entry in cell.entries for one in grounds_of(entry))
    return tuple(dict.fromkeys(found))


def grounds_of(entry: Entry) -> tuple[Ground, ...]:
    """Return the grounds of the answer and of its parts."""
    return (*entry.grounds, *(one for part in entry.parts for one in part.grounds))


def figure_text(figure: Figure) -> str:
    """Return a figure as printed, with what it is of."""
    if figure.suppressed:
        return "held back"
    of = f" ({figure.category})" if figure.category else ""
    return f"{figure.as_written}{of}"


def ground_text(ground: Ground) -> str:
    """Return a provision with its limb, and whether it may be meant for something else."""
    limb = "" if ground.limb is None else f", {vocabulary.codes('limb')[ground.limb].lower()}"
    whole = " (claimed for the whole reply)" if ground.claimed_for == "reply" else ""
    return f"{ground.name}{limb}{whole}"


def said_text(said: Said) -> str:
    """Return what a statement, a reading or a silence says."""
    limits = ", ".join(said.limits)
    if said.kind == "silence":
        return f"beside it, neither confirmed nor denied: {limits or 'anything further'}"
    if said.kind == "reading":
        return f"took the question to be about: {limits or 'less than it asks'}"
    polarity = vocabulary.codes("polarity").get(said.polarity or "", "Says")
    about = f": {said.about}" if said.about else ""
    return f"{polarity}{about}{f' ({limits})' if limits else ''}"


def part_text(part: Part) -> str:
    """Return the scope of a part and what was said to it."""
    reason = vocabulary.codes("cell-reason")[part.reason]
    return f"{', '.join(part.scope) or 'a part'}: {reason}"


def period_text(entry: Entry) -> str:
    """Return the time asked about; empty where none is told."""
    if entry.begins is None and entry.ends is None:
        return ""
    return f"{entry.begins or 'open'} to {entry.ends or 'open'}"


def obstacles_text(obstacles: Sequence[Obstacle]) -> tuple[tuple[str, str], ...]:
    """Return each reason not to compare a row, and between whom, in words.

    Of many pairs the first ones are named, and how many there are.
    """
    pairs: dict[str, list[str]] = {}
    for one in obstacles:
        pairs.setdefault(one.label, []).append(f"{one.one} and {one.other}")
    return tuple((label, _few(between)) for label, between in sorted(pairs.items()))


def _few(pairs: Sequence[str]) -> str:
    named = "; ".join(pairs[:NAMED])
    return named if len(pairs) <= NAMED else f"{len(pairs)} pairs, such as {named}"
