"""What an answer leaves open of what it was asked, before its number is held against another."""

from datetime import date

from kg.build.disagreements.facts import Facts
from kg.model.disagreement import Answer

NARROWING = ("interpretation", "hasAnswerPart")
"""What an answer has that speaks of less than all that was asked."""


def inferred_questions(facts: Facts) -> frozenset[str]:
    """Return the questions that no person, but a rule, linked with a template."""
    linked = facts.by("linkBasis").first
    return frozenset(question for link in linked for question in facts.all(link, "matchedQuestion"))


def is_narrowed(facts: Facts, answer: str) -> bool:
    """Whether *answer* is read in a narrower sense, in words or codes, or is told in parts."""
    return any(facts.all(answer, name) for name in NARROWING)


def told_at_end(facts: Facts, answer: str, last: date) -> Answer:
    """Return whether *answer* is of a reply that can count all days up to *last*.

    It 'differs' where the reply is older.  The day of publication says no more than
    that the reply is not younger.
    """
    response = facts.one(answer, "answerIn") or ""
    issued, published = (facts.day(response, name) for name in ("issuedOn", "publishedOn"))
    if issued is not None:
        return "equal" if issued >= last else "differs"
    return "differs" if published is not None and published < last else "open"
