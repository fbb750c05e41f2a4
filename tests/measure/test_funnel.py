"""Limits around the pooled rate, against numbers worked out by hand."""

import csv
import io
import json
import math
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.errors import ParameterError
from kg.measure import funnel, intervals, measuring, wanted, writing
from kg.measure.measures import named
from kg.measure.record import Asked, Range, Unit

Z95, Z998 = 1.959963984540054, 3.090232306167813
SHARE = named("in-time")
"""Of replies, which stand for themselves."""

RATE = replace(SHARE, limits="poisson", per=10_000)


def units(*counts, way=""):
    """Units of forces a, b, c ..., each with so many cases of so many."""
    return [
        Unit(
            labels={"force": name, "technology": ""},
            numerator=Range(top, top),
            denominator=Range(of, of),
            way=way,
        )
        for name, (top, of) in zip("abcdefghijkl", counts, strict=False)
    ]


def held(measure, made):
    asked = Asked(by=("force",), funnel=True)
    found = measuring.grouped(measure, made, asked)
    return {dict(figure.group)["force"]: figure for figure in found}


@pytest.mark.parametrize(("tosses", "low", "high"), [(4, 0, 4), (6, 1, 5), (10, 2, 8)])
def test_limits_of_tosses_leave_out_at_most_one_in_forty_on_each_side(tosses, low, high):
    """Of four, none at all has 1/16; of six 1/64; of ten, one or none 11/1024."""

    def at_most(count):
        return intervals.cases_at_most(count, tosses, 0.5)

    assert funnel.limits(at_most, tosses, 0.95) == (low, high)


def test_limits_of_events_are_those_of_the_sum_of_terms():
    """Of two expected: none has e^-2 = 0.1353; four or less 0.94735, five or less 0.98344."""
    terms = [math.exp(-2) * 2**count / math.factorial(count) for count in range(6)]

    found = funnel.limits(lambda count: intervals.events_at_most(count, 2.0), 50, 0.95)

    assert found == (0, 5)
    assert intervals.events_at_most(5, 2.0) == pytest.approx(sum(terms))
    assert intervals.events_at_most(4, 2.0) == pytest.approx(sum(terms[:5]))


def test_forces_that_differ_by_chance_alone_lie_within_the_exact_limits():
    """18, 20 and 22 of 100: pooled 0.2; Pearson's 2 x 4 / 16 = 0.5 by 2 is a dispersion of 0.25."""
    found = held(SHARE, units((18, 100), (20, 100), (22, 100)))

    one = found["a"].funnel
    assert one.pooled == pytest.approx(0.2)
    assert one.dispersion == pytest.approx(0.25)
    assert one.forces == 3
    assert one.widened == one.inner
    assert {figure.funnel.verdict for figure in found.values()} == {funnel.WITHIN}
    # P(R <= 11) = 0.0126, P(R <= 12) = 0.0253; P(R <= 27) = 0.9658, P(R <= 28) = 0.9800.
    assert (one.inner.low, one.inner.high) == (pytest.approx(0.12), pytest.approx(0.28))


def test_forces_that_differ_by_more_widen_the_limits_for_all():
    """10, 20, 30 of 100: each outer one is 2.5 deviations off; 12.5 by 2 is 6.25, its root 2.5."""
    found = held(SHARE, units((10, 100), (20, 100), (30, 100)))

    one = found["a"].funnel
    assert one.dispersion == pytest.approx(6.25)
    assert one.widened.low == pytest.approx(0.2 - Z95 * 0.1)
    assert one.widened.high == pytest.approx(0.2 + Z95 * 0.1)
    assert one.widened_outer.low == 0.0
    assert one.widened_outer.high == pytest.approx(0.2 + Z998 * 0.1)
    assert one.verdict == funnel.WITHIN_WIDENED
    assert found["b"].funnel.verdict == funnel.WITHIN
    assert any("6.25 times" in line for line in found["a"].caution)


def test_one_of_many_that_differs_is_told_apart():
    """Eleven at 10 and one at 60 of 100: pooled 170/1200; the one is 12.3 off, eleven 1.2 each."""
    found = held(SHARE, units(*[(10, 100)] * 11, (60, 100)))

    pooled = 170 / 1200
    spread = pooled * (1 - pooled) / 100
    dispersion = (11 * (0.1 - pooled) ** 2 + (0.6 - pooled) ** 2) / spread / 11
    assert found["l"].funnel.dispersion == pytest.approx(dispersion)
    assert found["l"].funnel.verdict == funnel.FAR
    assert {found[name].funnel.verdict for name in "abcdefghijk"} == {funnel.WITHIN}


def test_a_rate_of_events_has_limits_in_its_own_unit():
    """2, 4 and 6 arrests of 10,000 faces each: four expected of each."""
    found = held(RATE, units((2, 10_000), (4, 10_000), (6, 10_000)))

    one = found["a"].funnel
    assert one.pooled == pytest.approx(4)
    # P(none) = 0.0183, P(one or none) = 0.0916; P(7 or less) = 0.9489, P(8 or less) = 0.9786.
    assert (one.inner.low, one.inner.high) == (pytest.approx(1), pytest.approx(8))
    assert one.dispersion == pytest.approx((4 + 0 + 4) / 4 / 2)


def test_answers_of_one_letter_count_as_one():
    """Ten answers of one letter are worth one; of letters of 4 and 6, 100 / (16 + 36) = 1.92."""
    made = units(*[(1, 1)] * 4, *[(0, 1)] * 8)
    forces = ["a"] * 10 + ["b", "c"]
    letters = ["1"] * 4 + ["2"] * 6 + ["3", "4"]
    made = [
        replace(one, labels={**one.labels, "force": force}, cluster=letter)
        for one, force, letter in zip(made, forces, letters, strict=True)
    ]
    one_letter = [replace(one, cluster="1") if one.labels["force"] == "a" else one for one in made]

    assert held(named("disclosure-rate"), made)["a"].funnel.effective == pytest.approx(100 / 52)
    alone = held(named("disclosure-rate"), one_letter)["a"].funnel
    assert alone.effective == 1
    assert (alone.inner.low, alone.inner.high) == (0, 1)


def test_deployments_that_differ_among_themselves_count_for_fewer_cases():
    """Ten deployments of 100 alerts, five all false and five all true: 111 times as much varies."""
    shares = named("false-alert-share")
    made = [
        replace(unit, labels={"force": force, "counted": "false alerts", "source": "own record"})
        for force in "abc"
        for unit in units(*[(0, 100), (100, 100)] * 5)
    ]

    found = held(shares, made)

    assert found["a"].design == pytest.approx(100 * 10 / 9)
    assert found["a"].funnel.effective == pytest.approx(9)


def test_fewer_than_ten_deployments_tell_nothing_of_how_they_differ():
    made = [
        replace(unit, labels={"force": force, "counted": "false alerts", "source": "own record"})
        for force in "abc"
        for unit in units(*[(1, 100)] * 9)
    ]

    with pytest.raises(ParameterError, match=r"0 with a figure.*a, b, c .how cases hang together"):
        held(named("false-alert-share"), made)


def deployments(**forces):
    """Units of false alerts by all alerts: for each force pairs, one a deployment."""
    labels = {"counted": "false alerts", "source": "own record"}
    return [
        replace(unit, labels={**labels, "force": force})
        for force, pairs in forces.items()
        for unit in units(*pairs[:10]) + units(*pairs[10:])
    ]


def test_a_force_with_no_case_counted_stays_in_the_pool_with_the_design_of_the_others():
    """Five deployments of 2 and five of 0 of 10 alerts: 10 x 10/9 by 0.1 x 0.9 x 100 is 1.2346.

    So each force is worth 81 cases, and three of 0.1 and one of nought are 0.075 together.
    """
    like = [(2, 10), (0, 10)] * 5
    found = held(named("false-alert-share"), deployments(a=like, b=like, c=like, z=[(0, 10)] * 10))

    last = found["z"].funnel
    assert found["z"].design is None
    assert (last.forces, last.effective) == (4, pytest.approx(81))
    assert last.pooled == pytest.approx(0.075)
    squares = (3 * 0.025**2 + 0.075**2) / (0.075 * 0.925 / 81)
    assert last.dispersion == pytest.approx(squares / 3)
    # 0.925 ** 81 = 0.0018, so it is outside what chance gives, and then the pool is widened.
    assert last.verdict == funnel.WITHIN_WIDENED
    (said,) = [line for line in found["a"].caution if "hang together is not seen" in line]
    assert "not seen at z (" in said
    assert "1.23 times chance" in said


def test_a_force_of_few_deployments_stays_in_the_pool_too():
    like = [(2, 10), (0, 10)] * 5
    found = held(named("false-alert-share"), deployments(a=like, b=like, y=[(1, 81)]))

    assert found["y"].funnel.effective == pytest.approx(81 / (100 / 81))
    assert found["y"].funnel.forces == 3


def test_every_force_that_is_left_out_is_named_with_the_reason():
    made = units((18, 100), (20, 100), (22, 100), (0, 0))
    labels = {"technology": ""}
    made += [
        Unit(labels={**labels, "force": "y"}, missing="reply not seen"),
        Unit(labels={**labels, "force": "z"}, numerator=Range(1, None), denominator=Range(9, 9)),
    ]

    found = held(SHARE, made)

    said = (
        "Not in the pooled rate, and without limits: d (nothing to divide by); "
        "y (nothing is counted); z (known by bounds alone)."
    )
    assert all(said in figure.caution for figure in found.values())


def test_the_pooled_rate_weighs_as_the_limits_do():
    """One letter of thirty answers is worth one; those of b and c are two each, half given.

    Together (1 + 1 + 1) of 5, and Pearson's (0.16 + 2 x 2 x 0.01) by 0.24 by 2.
    """
    made = units(*[(1, 1)] * 12) + units(*[(1, 1)] * 12) + units(*[(1, 1)] * 6)
    made += units((1, 1), (0, 1), (1, 1), (0, 1))
    forces = ["a"] * 30 + ["b", "b", "c", "c"]
    letters = ["1"] * 30 + ["2", "3", "4", "5"]
    made = [
        replace(one, labels={**one.labels, "force": force}, cluster=letter)
        for one, force, letter in zip(made, forces, letters, strict=True)
    ]

    one = held(named("disclosure-rate"), made)["a"].funnel

    assert one.pooled == pytest.approx(0.6)
    assert one.dispersion == pytest.approx((0.16 + 0.04) / 0.24 / 2)


def test_where_no_force_could_be_outside_there_are_too_few_cases_to_tell():
    """Of one case each, none or one: limits of nought to one hold everything."""
    found = held(SHARE, units((1, 1), (0, 1), (1, 1), (40, 80)))

    assert [found[name].funnel.verdict for name in "abcd"] == [funnel.TOO_FEW] * 3 + [funnel.WITHIN]
    assert (found["a"].funnel.told.low, found["a"].funnel.told.high) == (0, 1)


def test_a_rate_without_a_case_is_told_though_its_limits_begin_at_nought():
    """None of one expected lies within; a rate has no end above, so it could be outside."""
    found = held(RATE, units((0, 10_000), (1, 10_000), (2, 10_000)))

    assert found["a"].funnel.inner.low == 0
    assert found["a"].funnel.verdict == funnel.WITHIN


def test_the_table_shows_the_limits_that_the_verdict_goes_by():
    """10, 20 and 30 of 100: the middle one lies within 0.12 to 0.28, the others as widened."""
    found = held(SHARE, units((10, 100), (20, 100), (30, 100)))

    cells = [row[-1] for row in writing.shown(list(found.values()))[1]]

    assert cells[0].startswith("within the limits as widened: 0.004004 to 0.396 for 100 cases")
    assert cells[1].startswith("within the limits: 0.12 to 0.28 for 100 cases")
    far = held(SHARE, units(*[(10, 100)] * 11, (60, 100)))["l"].funnel
    assert far.told == far.widened_outer


def test_nothing_counted_anywhere_is_no_difference():
    found = held(SHARE, units((0, 5), (0, 50), (0, 500)))

    assert {figure.funnel.verdict for figure in found.values()} == {funnel.WITHIN}
    assert found["a"].funnel.dispersion == 0


def test_a_force_known_by_bounds_alone_is_left_out_and_keeps_its_range():
    made = units((18, 100), (20, 100), (22, 100))
    made.append(
        Unit(
            labels={"force": "z", "technology": ""},
            numerator=Range(1, None),
            denominator=Range(10, 10),
        )
    )

    found = held(SHARE, made)

    assert found["z"].funnel is None
    assert found["z"].value == Range(Decimal("0.1"), None)
    assert found["a"].funnel.forces == 3


@pytest.mark.parametrize(
    ("measure", "made", "said"),
    [
        (SHARE, units((1, 10), (2, 10)), "2 with a figure"),
        (SHARE, [], "nothing is counted"),
        (named("alerts"), units((1, 10), (2, 10), (3, 10)), "no share or rate by force"),
        (named("provisions"), [], "no share or rate by force"),
    ],
)
def test_fewer_than_three_forces_and_sums_are_refused(measure, made, said):
    with pytest.raises(ParameterError, match=said):
        held(measure, made)


def test_forces_counted_in_different_ways_are_not_pooled():
    made = units((1, 100), (2, 100), way="true-alerts")
    other = Unit(
        labels={"force": "c", "technology": ""},
        numerator=Range(3, 3),
        denominator=Range(100, 100),
        way="true-alerts-confirmed + true-alerts-unconfirmed",
    )

    with pytest.raises(ParameterError, match="counted in 2 ways"):
        held(SHARE, [*made, other])


def test_it_asks_for_groups_of_forces():
    with pytest.raises(ParameterError, match="group by force"):
        wanted.asked(by=["period"], funnel=True)


def test_it_is_written_whole_and_only_where_it_was_asked_for():
    found = list(held(SHARE, units((10, 100), (20, 100), (30, 100))).values())

    (row, *_) = csv.DictReader(io.StringIO(writing.as_csv(found)))
    (first, *_) = json.loads(writing.as_json(found))
    headings, rows = writing.shown(found)

    assert (row["pooled"], row["pooled_forces"], row["dispersion"]) == ("0.2", "3", "6.25")
    assert row["funnel"] == first["funnel"]["verdict"] == funnel.WITHIN_WIDENED
    assert first["funnel"]["limits_95"]["kind"] == "funnel"
    assert headings[-1] == "all together"
    assert rows[0][-1].endswith("around 0.2 of 3 forces")
    plain = measuring.grouped(SHARE, units((10, 100), (20, 100)), Asked(by=("force",)))
    assert json.loads(writing.as_json(plain))[0]["funnel"] is None
    assert "all together" not in writing.shown(plain)[0]
