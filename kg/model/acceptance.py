"""What a person says of a warning that is no mistake."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Findings that are known and right as they are."""

    shape: str
    """The shape or constraint as the report names it, with or without ``fgsh:``."""

    reason: str
    """Why they are right."""

    thing: str | None = None
    """IRI of the thing, or its short form; None for all things."""

    line: int | None = field(default=None, compare=False)
