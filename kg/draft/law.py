"""What the two laws call things, and the sections that a letter may cite.

Every section cited is a code of the law's list; what a list does not know is not cited.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kg import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One law on access to information, as far as a letter needs it."""

    regime: str
    """Code of scheme ``regime``; that of its provisions too."""

    right: str
    """Code of the provision that gives the right to information."""

    clock: str
    """Code of the provision that says by when to answer."""

    cost: str
    help: str
    """Code of the provision on advice and assistance."""

    notice: str
    """Code of the provision on what a refusal must say."""

    review: str
    """What asking the authority to look again is called, with its place in the law."""

    review_words: str
    """Opens the letter that asks for it; ``{reply}`` is what is to be looked at."""

    review_clock: str
    """By when the authority is to have looked again, in a sentence; ``{days}`` and ``{most}``
    are what the law's code tells."""

    after: str
    """What follows if it stays as it is, in a sentence."""

    @property
    def name(self) -> str:
        """The law as it calls itself."""
        return vocabulary.codes("regime")[self.regime]

    @property
    def days(self) -> str:
        """Working days that it gives for an answer."""
        return self._days("responseDays")

    @property
    def looks_again(self) -> str:
        """By when the authority is to have looked again, in a sentence with its days."""
        told = self.review_clock.replace("{days}", self._days("reviewDays"))
        return told.replace("{most}", self._days("reviewDaysAtMost")) if "{most}" in told else told

    @property
    def days_to_ask(self) -> int:
        """Working days after a reply within which a review is to be asked for."""
        return int(self._days("reviewRequestDays"))

    def _days(self, name: str) -> str:
        return vocabulary.facts("regime", vocabulary.ONTOLOGY + name)[self.regime][0]

    def cite(self, provision: str) -> str:
        """Return the section with the code *provision* as a letter cites it.

        >>> LAWS["foia"].cite("s10-1")
        'section 10(1)'
        """
        return cited(vocabulary.codes(self.regime)[provision])


def cited(label: str) -> str:
    """Return the section that the *label* of a provision opens with.

    >>> cited("Section 31(3): neither confirming nor denying")
    'section 31(3)'
    """
    section = label.partition(":")[0]
    return section[:1].lower() + section[1:]


LAWS: Mapping[str, Law] = {
    "foia": Law(
        regime="foia",
        right="s1-1",
        clock="s10-1",
        cost="s12",
        help="s16",
        notice="s17",
        review="Internal review",
        review_words=(
            "Please carry out an internal review of {reply}, as the code of practice under "
            "section 45 of the Freedom of Information Act 2000 foresees it."
        ),
        review_clock=(
            "The guidance of the Information Commissioner expects the outcome of a review within "
            "{days} working days, and within {most} at the most."
        ),
        after=(
            "If the outcome leaves these questions open, I may complain to the Information "
            "Commissioner under section 50."
        ),
    ),
    "foisa": Law(
        regime="foisa",
        right="s1-1",
        clock="s10-1",
        cost="s12",
        help="s15",
        notice="s16",
        review="Requirement for review",
        review_words=(
            "This is a requirement for review under section 20 of the Freedom of Information "
            "(Scotland) Act 2002. I ask you to review {reply}."
        ),
        review_clock=(
            "Section 21 asks you to comply promptly, and within {days} working days of receiving "
            "this requirement."
        ),
        after=(
            "If I remain dissatisfied, I may apply to the Scottish Information Commissioner under "
            "section 47."
        ),
    ),
}
"""Code of a regime -> the law."""
