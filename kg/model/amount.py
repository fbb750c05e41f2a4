"""A number that an answer states in words of its own, with what it leaves open."""

from dataclasses import dataclass, field
from decimal import Decimal

from kg.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of something, as exact as the letter puts it.

    ``in excess of 1000 searches`` has a lower bound and no value: a bound is never
    taken for the number itself.
    """

    bound: str
    """Code of scheme ``bound``: exact, more-than, between ..."""

    as_written: str
    """The words of the number and its unit, as printed."""

    passage: Passage
    value: Decimal | None = None
    """The number itself, for ``exact`` and ``approximately``."""

    lower: Decimal | None = None
    """What it is not below; None when nothing limits it from below."""

    upper: Decimal | None = None
    """What it is not above; None when nothing limits it from above."""

    unit: str | None = None
    """Words for what is counted, as printed, ``£`` or ``%``; None when there are none."""

    category: str | None = None
    """Words before a colon that say which of several it is, such as a month; None without."""

    measure: str | None = None
    """Code of scheme ``measure``, where the unit is the label of one; None otherwise."""

    suppressed: bool = False
    """Whether it stands for a small number that the letter keeps to itself (``fewer than 5``)."""

    line: int | None = field(default=None, compare=False)
