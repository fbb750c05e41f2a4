"""Two things said of one matter that cannot simply stand together, and how carefully to put it.

Which of the two is right is never said.  A label follows from what was held equal
and what was not; 'contradicts' is left for what differs in nothing that is stated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Answer = Literal["equal", "differs", "open"]
"""How two sides stand in one aspect; ``open`` where one of them does not tell."""

DEFINITION, SCOPE, PERIOD, TECHNOLOGY = "definition", "scope", "period", "technology"
AUTHORITY, MATTER, EDITION = "authority", "matter", "edition"
LABELS = (
    (EDITION, "revised"),
    (DEFINITION, "differs-in-definition"),
    (TECHNOLOGY, "differs-in-scope"),
    (SCOPE, "differs-in-scope"),
    (PERIOD, "differs-in-period"),
)
"""Aspect of scheme ``comparison-aspect`` in which sides differ -> label; the first that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: whose words, where they stand, and what of the graph they are."""

    things: tuple[str, ...]
    """IRIs of the statements, answers or figures that it consists of, in order."""

    words: str
    """What it says, in the words or figures of its documents; several are joined."""

    evidence: tuple[str, ...] = ()
    """IRIs of the passages; empty for a judgement of a person, which rests on none."""

    versions: tuple[str, ...] = ()
    """IRIs of the document versions that carry them."""

    said_by: str | None = None
    """IRI of the body that speaks; None where a table or a page names none."""

    restated: bool = False
    """Whether some of the words are those of a text that says a page again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sides that differ on one matter."""

    key: str
    """Key in IRIs and in rulings; made of the keys of the things compared, and of nothing else."""

    kind: str
    """Code of scheme ``disagreement-kind``."""

    sides: tuple[Side, Side]
    reason: str
    """Why it counts, in a sentence made from the data."""

    about: str
    """IRI of the authority whose use, record or reply it is."""

    equal: frozenset[str] = frozenset()
    """Codes of scheme ``comparison-aspect`` in which the sides were found to be equal."""

    differs: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """Code of scheme ``disagreement``, which follows from the aspects."""
        return label_of(self.differs, self.open)


def label_of(differs: Iterable[str], open_: Iterable[str] = ()) -> str:
    """Return the careful label of sides that are unequal, or may be, in these aspects.

    >>> label_of([]), label_of(["period", "technology"]), label_of([], ["period"])
    ('contradicts', 'differs-in-scope', 'comparability-open')
    """
    found = set(differs)
    for aspect, label in LABELS:
        if aspect in found:
            return label
    return "comparability-open" if list(open_) else "contradicts"
