"""Limits, held against published tables and against what they must be whatever is counted."""

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.measure import intervals

# R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I: methods 3 and 5.
SHARES = {
    (81, 263): ((0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148): ((0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20): ((0.0, 0.1611), (0.0, 0.1684)),
    (1, 29): ((0.0061, 0.1718), (0.0009, 0.1776)),
}
# K. Ulm, American Journal of Epidemiology 131 (1990), 373-375, and the tables of Garwood.
EVENTS = {
    0: (0.0, 3.6889),
    1: (0.0253, 5.5716),
    2: (0.2422, 7.2247),
    5: (1.6235, 11.6683),
    10: (4.7954, 18.3904),
    20: (12.2165, 30.8884),
    50: (37.1110, 65.9188),
    100: (81.3640, 121.6268),
}
# Any table of Student's t, two-sided 95 per cent.
STUDENT = {1: 12.7062, 5: 2.5706, 9: 2.2622, 30: 2.0423, 120: 1.9799}
# Order statistics that hold the median: Conover, Practical Nonparametric Statistics, table A3.
MEDIANS = {5: None, 6: (1, 6), 8: (1, 8), 9: (2, 8), 10: (2, 9), 15: (4, 12), 20: (6, 15)}

wholes = st.integers(1, 5000)


def limits(found):
    return (round(found.low, 4), round(found.high, 4))


@pytest.mark.parametrize(("counts", "expected"), SHARES.items())
def test_shares_are_those_of_the_published_table(counts, expected):
    assert limits(intervals.wilson(*counts)) == expected[0]
    assert limits(intervals.clopper_pearson(*counts)) == expected[1]


@pytest.mark.parametrize(("count", "expected"), EVENTS.items())
def test_events_are_those_of_the_published_table(count, expected):
    assert limits(intervals.poisson(count)) == expected


@pytest.mark.parametrize(("freedom", "expected"), STUDENT.items())
def test_student_is_that_of_the_tables(freedom, expected):
    assert round(intervals._student(freedom), 4) == expected


@pytest.mark.parametrize(("size", "ranks"), MEDIANS.items())
def test_median_lies_between_the_ranks_of_the_table(size, ranks):
    found = intervals.median(list(range(size, 0, -1)))

    assert (None if found is None else (found.low, found.high)) == ranks


def test_two_shares_differ_as_in_the_published_table():
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10."""

    def less(one, other):
        shares = one[0] / one[1], other[0] / other[1]
        return intervals.difference(
            shares[0], intervals.wilson(*one), shares[1], intervals.wilson(*other)
        )

    assert limits(less((56, 70), (48, 80))) == (0.0524, 0.3339)
    assert limits(less((9, 10), (3, 10))) == (0.1705, 0.8090)
    assert limits(less((10, 10), (0, 20))) == (0.6791, 1.0)


def test_units_are_worth_fewer_cases_and_the_limits_are_exact_for_those():
    """Ten units, 1 to 10 of 10: squares 82.5 by 9 and 10 units, by 0.55 x 0.45 x 100: 3.7037.

    Student's t on nine is 2.262157, of the normal curve 1.959964: 3.7037 x 1.33212 = 4.9338.
    So 55 of 100 are worth 11.1476 of 20.2684.
    """
    found = intervals.between(list(range(1, 11)), [10] * 10)

    exact = intervals.clopper_pearson(11.1476, 20.2684)
    assert intervals.design(list(range(1, 11)), [10] * 10) == pytest.approx(82.5 * 10 / 9 / 24.75)
    assert (found.low, found.high) == pytest.approx((exact.low, exact.high), abs=1e-5)


def test_many_units_have_the_limits_of_the_textbook():
    """W. G. Cochran, 6.4: of 400 units of 10, half with 8 and half with 2, t x 0.3 / 20."""
    found = intervals.between([8, 2] * 200, [10] * 400)

    width = 1.9659 * 0.3 * math.sqrt(400 / 399) / 20
    assert (found.low, found.high) == pytest.approx((0.5 - width, 0.5 + width), abs=1e-3)


@pytest.mark.parametrize("events", [False, True])
def test_where_nothing_is_seen_to_vary_there_are_no_limits_between_units(events):
    assert intervals.between([0] * 12, [50] * 12, events=events) is None
    assert intervals.between([50] * 12, [50] * 12) is None


def test_units_without_a_size_do_not_make_ten():
    assert intervals.between([1] + [0] * 9, [2] + [0] * 9) is None
    assert intervals.design([1] + [0] * 9, [2] + [0] * 9) is None
    ten = intervals.between([1, 0] * 5, [2] * 10)
    assert intervals.between([1, 0] * 5 + [0] * 90, [2] * 10 + [0] * 90) == ten


def test_limits_of_a_share_stop_at_one_and_at_nought():
    """All but two of 100 alerts are true, and both are of one of ten deployments."""
    high = intervals.between([10] * 9 + [8], [10] * 10)
    low = intervals.between([0] * 9 + [2], [10] * 10)

    assert high.low < 0.98 < high.high < 1
    assert 0 < low.low < 0.02 < low.high
    assert (1 - high.low, 1 - high.high) == pytest.approx((low.high, low.low))


@given(
    st.lists(
        st.integers(1, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
        min_size=10,
        max_size=30,
    ),
    st.booleans(),
)
def test_limits_between_units_are_never_narrower_than_by_chance(pairs, events):
    counts, sizes = [count for count, _ in pairs], [of for _, of in pairs]

    found = intervals.between(counts, sizes, events=events)

    chance = intervals.poisson if events else intervals.wilson
    alone = chance(sum(counts), sum(sizes))
    if found is None:
        assert sum(counts) in {0, sum(sizes)}
    else:
        assert found.low <= alone.low < alone.high <= found.high
        assert found.low < sum(counts) / sum(sizes) < found.high
        assert events or found.high <= 1


@pytest.mark.parametrize(
    "found",
    [
        intervals.wilson(0, 0),
        intervals.wilson(3, 2),
        intervals.clopper_pearson(0, 0),
        intervals.clopper_pearson(-1, 2),
        intervals.poisson(3, 0),
        intervals.median([1, 2, 3, 4, 5]),
        intervals.between([1] * 9, [10] * 9),
        intervals.between([0] * 10, [0] * 10),
        intervals.difference(
            1.0, intervals.Interval(kind="poisson", low=0.0, high=None), 1.0, intervals.poisson(1)
        ),
    ],
)
def test_what_counts_do_not_allow_is_no_interval(found):
    assert found is None


@given(wholes.flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_within_its_limits_and_the_exact_ones_are_at_least_as_sure(pair):
    count, of = pair

    for made in (intervals.wilson, intervals.clopper_pearson):
        found = made(count, of)
        assert 0 <= found.low <= count / of <= found.high <= 1


@given(wholes.flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_limits_of_a_share_mirror_those_of_the_rest(pair):
    count, of = pair

    for made in (intervals.wilson, intervals.clopper_pearson):
        found, rest = made(count, of), made(of - count, of)
        assert found.low == pytest.approx(1 - rest.high, abs=1e-9)


@given(st.integers(1, 300), st.integers(1, 300))
def test_exact_limits_leave_two_and_a_half_per_cent_on_each_side(count, more):
    """The definition of Clopper and Pearson, summed term by term."""
    of = count + more

    found = intervals.clopper_pearson(count, of)

    def at_most(share, most):
        return sum(
            math.exp(
                math.lgamma(of + 1)
                - math.lgamma(k + 1)
                - math.lgamma(of - k + 1)
                + k * math.log(share)
                + (of - k) * math.log1p(-share)
            )
            for k in range(most + 1)
        )

    assert at_most(found.high, count) == pytest.approx(0.025, abs=1e-9)
    assert 1 - at_most(found.low, count - 1) == pytest.approx(0.025, abs=1e-9)


@given(st.integers(0, 3000))
def test_exact_limits_of_events_leave_two_and_a_half_per_cent_on_each_side(count):
    """The definition of Garwood, summed term by term."""
    found = intervals.poisson(count)

    def at_most(mean, most):
        terms = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(most + 1))
        return math.fsum(terms)

    assert at_most(found.high, count) == pytest.approx(0.025, abs=1e-9)
    assert count == 0 or 1 - at_most(found.low, count - 1) == pytest.approx(0.025, abs=1e-9)


def test_examples_in_the_docs_hold():
    assert doctest.testmod(intervals).failed == 0
