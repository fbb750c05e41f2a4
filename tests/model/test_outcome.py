import pytest

from kg.model import AnswerPart, GroundClaim, Passage, outcome_of

AXES = [
    (("held", "full"), "disclosed-in-full"),
    (("held", "part"), "disclosed-in-part"),
    (("not-stated", "by-reference"), "answered-by-reference"),
    (("held", "later"), "future-publication"),
    (("not-held", "none"), "not-held"),
    (("ncnd", "none"), "refused-ncnd"),
    (("not-stated", "none"), "not-addressed"),
    (("held", "none", "foia:s31-1-a"), "refused-exempt"),
    (("held", "none", "foia:s21"), "already-accessible"),
    (("held", "none", "foisa:s25"), "already-accessible"),
    (("not-stated", "none", "foia:s12-1"), "refused-cost"),
    (("ncnd", "none", "foia:s12-2"), "refused-cost"),
    (("not-stated", "none", "foia:s14-1"), "refused-vexatious"),
    (("held", "none", "foisa:s35"), "refused-exempt"),
]


@pytest.mark.parametrize(("axes", "outcome"), AXES)
def test_the_outcome_follows_from_the_axes_and_what_the_provision_does(
    axes: tuple[str, ...], outcome: str
) -> None:
    """Section numbers mean nothing by themselves: FOIA and FOISA number differently."""
    held, disclosure, *provisions = axes

    assert outcome_of(held, disclosure, *provisions) == outcome


def test_a_part_takes_its_own_grounds_into_account() -> None:
    """Silence for its cost is a refusal for its cost, in one scope as in a whole answer."""
    claim = GroundClaim(
        provision="foia:s12-2", cited_as="s12(2)", limb="cost", passage=Passage(quote="s12(2)")
    )
    part = AnswerPart(restricted_to=("overtness:covert",), held="ncnd", disclosure="none")

    assert part.outcome == "refused-ncnd"
    costly = AnswerPart(
        restricted_to=("overtness:covert",), held="ncnd", disclosure="none", grounds=(claim,)
    )
    assert costly.outcome == "refused-cost"
