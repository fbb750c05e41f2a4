"""Only what can meet is compared: nothing that comparing all with all finds is lost."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given as for_all
from hypothesis import strategies as st

from benchmarks.disagreements import made
from kg.build import disagreements
from kg.build.disagreements.answers import Range, _apart
from kg.build.disagreements.claims import ByDay, Claim
from kg.build.disagreements.statements import _periods

START = date(2022, 1, 1)
DAYS = st.none() | st.integers(0, 12).map(lambda number: START + timedelta(days=number))


@st.composite
def claims(draw: st.DrawFn, *, used: bool) -> Claim:
    first, last, spoken = (draw(DAYS) for _ in range(3))
    return Claim(
        thing="a",
        used=used,
        said_by=None,
        of="force",
        technology="technology",
        scope=frozenset(),
        first=first,
        last=last,
        spoken=spoken,
        version=draw(st.sampled_from("abcdef")),
        row=True,
    )


@for_all(st.lists(claims(used=True), max_size=8), claims(used=False))
def test_every_use_that_meets_a_denial_is_among_those_looked_at_in_order(
    uses: list[Claim], denial: Claim
) -> None:
    looked_at = ByDay(uses).meeting(denial)

    met = [use for use in uses if _periods(denial, use) is not None]
    assert [use for use in looked_at if _periods(denial, use) is not None] == met


ENDS = st.none() | st.integers(0, 6).map(Decimal)
RANGES = st.tuples(ENDS, ENDS).filter(lambda r: r[0] is None or r[1] is None or r[0] <= r[1])


@for_all(st.lists(RANGES, max_size=8))
def test_two_ranges_are_apart_where_one_ends_before_the_other_begins(ranges: list[Range]) -> None:
    def apart(one: Range, other: Range) -> bool:
        return any(
            a[1] is not None and b[0] is not None and a[1] < b[0]
            for a, b in ((one, other), (other, one))
        )

    found = sorted(set(_apart([(each, place) for place, each in enumerate(ranges)])))

    assert found == [
        (one, other)
        for one, other in combinations(range(len(ranges)), 2)
        if apart(ranges[one], ranges[other])
    ]


def test_what_is_made_for_the_benchmark_has_what_it_says() -> None:
    """One denial in ten is of a day with rows, and one number in ten differs."""
    found = disagreements.found(made(1))

    assert sorted(one.kind for one in found) == ["answer-and-record", "two-answers", "two-answers"]
    assert {one.label for one in found} == {"contradicts"}
