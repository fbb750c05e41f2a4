"""How much of a document's wording a study keeps in its records."""

from dataclasses import dataclass

from kg.model.passage import ELLIPSIS

QUOTE_LIMIT = 600
"""The longest quotation that a record may hold (characters); schema.json holds the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How much of a document's wording a study keeps in its records."""

    question_text: bool = True
    """Whether questions keep their text; else only the opening words, for the curator to sum up."""

    quote_limit: int = QUOTE_LIMIT
    """The longest quotation written (characters); longer ones are cut to their opening."""

    opening: int = 40
    """How much of a question's opening stands in for its text (characters)."""


def cut(words: str, limit: int) -> str:
    """Return *words*, or their opening and an ellipsis when they are longer than *limit*."""
    if len(words) <= limit:
        return words
    opening = words[: limit - 1]
    whole_words = opening.rpartition(" ")[0] or opening
    return whole_words.rstrip() + ELLIPSIS
