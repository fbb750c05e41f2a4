"""A step that a request went through, as far as the document tells."""

from dataclasses import dataclass, field
from datetime import date

from kg.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep:
    """Something that happened to a request, or that was offered."""

    kind: str
    """Code of scheme ``process-step``, such as ``internal-review-outcome``."""

    passage: Passage
    on: date | None = None
    """The day it happened; None when not printed."""

    until: date | None = None
    """The day that an extension runs to; None for other steps and when not printed."""

    line: int | None = field(default=None, compare=False)
