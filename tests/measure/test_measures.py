"""What a measure keeps apart, on invented rows: each rule broken would give another figure."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ParameterError, UnknownMeasureError
from kg.measure import measuring, writing
from kg.measure.intervals import Interval
from kg.measure.measures import MEASURES, named
from kg.measure.record import Asked, Range, Unit
from kg.vocabulary import CODE

BASE = "https://example.org/"


def deployment(name, day="2024-01-01", **more):
    row = {
        "kind": "deployment",
        "deployed_by": "Nowhere Police",
        "operator": f"{BASE}force/nowhere",
        "from_day": day,
        "to_day": day,
        "technology": "Live facial recognition",
        "purposes": "Hotspot",
        "title": name,
        "own": "yes",
        "thing": BASE + name,
    }
    return row | more


def figure(name, code, value="", **more):
    row = {
        "operator": f"{BASE}force/nowhere",
        "thing": BASE + name,
        "counted": f"{BASE}measure/{code}",
        "value": str(value),
        "low": "",
        "high": "",
        "missing": "",
        "own": "yes",
        "settled": "no" if value == "" else "yes",
        "observation": f"{BASE}obs/{name}-{code}-{more.get('own', 'yes')}",
    }
    return row | more


def answer(question, outcome, **more):
    row = {
        "asked": "Nowhere Police",
        "operator": f"{BASE}force/nowhere",
        "request": f"{BASE}request/1",
        "question": f"{BASE}question/{question}",
        "label": question,
        "template": "live-use",
        "technologies": "Live facial recognition",
        "received": "2024-01-01",
        "issued": "2024-02-01",
        "state": "answered",
        "answer": f"{BASE}answer/{question}-{outcome}",
        "part": "",
        "scope": "",
        "outcome": f"{BASE}outcome/{outcome}",
        "part_outcome": "",
    }
    return row | more


def unanswered(question, state):
    return answer(question, "") | {"state": state, "answer": "", "outcome": ""}


def asking(**tables):
    """Answer as the named queries would: a measure named binds, and a definition comes with it."""

    def ask(name, **values):
        rows = tables.get(name.partition("/")[2].replace("-", "_"), [])
        wanted = {values.get("measure")} | (
            {"arrests-or-disposals"} if values.get("measure") == "arrests" else set()
        )
        return [
            row
            for row in rows
            if ("measure" not in values or row["counted"].rpartition("/")[2] in wanted)
            and ("force" not in values or row["operator"].endswith(values["force"]))
        ]

    return ask


def made(name, by=(), *, first="", last="", months=False, forces=(), **tables):
    asked = Asked(by=tuple(by), first=first, last=last, months=months, forces=tuple(forces))
    return measuring.measured(name, asking(**tables), asked)


def one(*args, **kwargs):
    (found,) = made(*args, **kwargs)
    return found


def alerts_of(things, figures, **more):
    return {"deployments_counted": things, "figures_counted": figures, **more}


def test_a_rate_is_of_deployments_that_give_both_and_the_others_are_missing():
    things = [deployment(name) for name in "abc"]
    figures = [
        figure("a", "total-alerts", 4),
        figure("a", "faces-seen", 1000),
        figure("b", "total-alerts", 100),
        figure("c", "total-alerts", missing=f"{BASE}missing-reason/not-applicable"),
        figure("c", "faces-seen", 5000),
    ]

    found = one("alerts-per-10000-faces", **alerts_of(things, figures))

    assert found.numerator == Range(4, 4)
    assert found.denominator == Range(1000, 1000)
    assert found.denominator_of == "faces seen"
    assert found.value == Range(Decimal(40), Decimal(40))
    assert found.units == 1
    assert dict(found.missing) == {"not in the source": 1, "not applicable": 1}
    assert set(found.rests_on) == {
        f"{BASE}obs/a-total-alerts-yes",
        f"{BASE}obs/a-faces-seen-yes",
    }


def test_nought_is_a_figure_and_not_missing():
    found = one("alerts", **alerts_of([deployment("a")], [figure("a", "total-alerts", 0)]))

    assert (found.numerator, found.units, found.missing) == (Range(0, 0), 1, ())


def test_a_report_of_others_is_never_added_to_the_record_of_the_force():
    things = [deployment("a"), deployment("b", own="no")]
    figures = [
        figure("a", "total-alerts", 4),
        figure("a", "total-alerts", 9, own="no", settled="no"),
        figure("b", "total-alerts", 7, own="no", settled="no"),
    ]

    found = made("alerts", **alerts_of(things, figures))

    assert {dict(each.group)["source"]: each.numerator.low for each in found} == {
        "own record": 4,
        "reports of others": 7,
    }


def test_two_sources_that_differ_give_no_figure_until_one_is_settled():
    things = [deployment("a")]
    differing = [
        figure("a", "total-alerts", 4, settled="no"),
        figure("a", "total-alerts", 5, settled="no", observation=f"{BASE}obs/other"),
    ]
    settled = [differing[0], differing[1] | {"settled": "yes"}]

    open_one = one("alerts", **alerts_of(things, differing))
    ruled = one("alerts", **alerts_of(things, settled))

    assert (open_one.units, open_one.missing) == (0, (("sources differ", 1),))
    assert ruled.numerator == Range(5, 5)
    assert ruled.rests_on == (f"{BASE}obs/other",)


def test_the_same_figure_of_two_sources_counts_once_and_rests_on_both():
    figures = [
        figure("a", "total-alerts", 4),
        figure("a", "total-alerts", 4, observation=f"{BASE}obs/other"),
    ]

    found = one("alerts", **alerts_of([deployment("a")], figures))

    assert found.numerator == Range(4, 4)
    assert len(found.rests_on) == 2


def test_arrests_and_arrests_with_disposals_are_never_one_figure():
    things = [deployment("a", "2022-01-01"), deployment("b", "2023-01-01")]
    figures = [figure("a", "arrests-or-disposals", 4), figure("b", "arrests", 3)]

    found = made("arrests", **alerts_of(things, figures))

    assert {each.numerator_of: each.numerator.low for each in found} == {
        "arrests": 3,
        "arrests or other disposals": 4,
    }
    assert {each.numerator_of: dict(each.missing) for each in found} == {
        "arrests": {"counted by another definition": 1},
        "arrests or other disposals": {},
    }


def test_an_empty_cell_of_another_definition_is_told_once():
    """Of three deployments of 2020 two count arrests or disposals, and the third was stopped."""
    things = [deployment(name) for name in "abc"]
    figures = [figure(name, "arrests-or-disposals", 4) for name in "ab"]
    empty = f"{BASE}missing-reason/not-applicable"
    figures.append(figure("c", "arrests-or-disposals", missing=empty))

    found = made("arrests", **alerts_of(things, figures))

    assert {each.numerator_of: dict(each.missing) for each in found} == {
        "arrests": {"counted by another definition": 2},
        "arrests or other disposals": {"not applicable": 1},
    }


@pytest.mark.parametrize(
    ("name", "by", "day"),
    [
        ("alerts", {"by": ["period"]}, "of the deployment"),
        ("alerts", {"first": "2023-01-01"}, "of the deployment"),
        ("disclosure-rate", {"by": ["period"]}, "of the reply, or of its publication"),
        ("in-time", {"last": "2025-01-01"}, "the request was received"),
        ("alerts", {}, None),
    ],
)
def test_a_period_says_by_which_day_it_is_told(name, by, day):
    tables = alerts_of([deployment("a")], [figure("a", "total-alerts", 1)])
    tables |= {"answers_counted": [answer("1", "not-held")], "replies_timed": [reply("3", "late")]}

    found = one(name, **by, **tables)

    said = [line for line in found.caution if line.startswith("A period is that of the day")]
    assert [day in line for line in said] == ([True] if day else [])


@pytest.mark.parametrize(
    ("median", "limits", "shown"),
    [
        (Decimal("15427.5"), (15133, 15613), ("15,427.5", "15,133 to 15,613")),
        (15427, (15133, 15613), ("15,427", "15,133 to 15,613")),
        (Decimal("12345.678"), (999.96, 1000.4), ("12,346", "1,000 to 1,000")),
        (Decimal("0.123456"), (0.1, 0.98765), ("0.1235", "0.1 to 0.9877")),
    ],
)
def test_no_digit_before_the_point_is_rounded_away(median, limits, shown):
    low, high = limits

    found = writing._short(median), writing._interval(Interval(kind="order", low=low, high=high))

    assert found == shown


def years(counts, code, faces=1000):
    """Deployments of a year each, with *counts* and as many faces at every one."""
    things, figures = [], []
    for year, each in counts.items():
        for n, count in enumerate(each):
            name = f"{year}-{n}"
            things.append(deployment(name, f"{year}-01-01"))
            figures += [figure(name, code, count), figure(name, "faces-seen", faces)]
    return things, figures


def test_a_definition_that_changed_is_no_change_of_the_figure():
    things, figures = years({"2022": [1] * 12, "2023": [900] * 12}, "true-alerts")
    for n in range(12):
        place = next(at for at, row in enumerate(figures) if row["thing"] == f"{BASE}2023-{n}")
        figures[place : place + 1] = [
            figure(f"2023-{n}", "true-alerts-confirmed", 700),
            figure(f"2023-{n}", "true-alerts-unconfirmed", 200),
        ]

    apart = made("true-alert-rate", ["period"], **alerts_of(things, figures))
    together = one("true-alert-rate", **alerts_of(things, figures))

    assert [each.change for each in apart] == [None, None]
    assert together.numerator == Range(12 * 901, 12 * 901)
    assert any("several ways" in line for line in together.caution)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([1] * 12, [9] * 12, "higher"),
        ([9] * 12, [1] * 12, "lower"),
        # The sums are far apart; one deployment makes all of it.
        ([1] * 12, [*[1] * 11, 100], "within the limits"),
        ([1] * 9, [9] * 12, None),
    ],
)
def test_a_change_is_told_by_how_deployments_differ_or_not_at_all(before, after, verdict):
    things, figures = years({"2022": before, "2023": after}, "total-alerts")

    found = made("alerts-per-10000-faces", ["period"], **alerts_of(things, figures))

    assert (None if found[1].change is None else found[1].change.verdict) == verdict


def test_none_at_all_against_few_is_no_change():
    """0 of 600 and 7 of 1,200: Fisher's exact test gives p = 0.10."""
    things, figures = years({"2024": [0] * 12, "2025": [7, *[0] * 11]}, "false-alerts")
    for row in figures:
        if row["counted"].endswith("faces-seen"):
            row["counted"] = f"{BASE}measure/total-alerts"
            row["value"] = "50" if "2024" in row["thing"] else "100"

    found = made("false-alert-share", ["period"], **alerts_of(things, figures))

    assert [each.denominator.low for each in found] == [600, 1200]
    assert [each.change for each in found] == [None, None]
    assert found[0].spread is None
    assert found[0].interval.high == pytest.approx(0.00636, abs=1e-5)


def test_limits_without_width_compare_nothing():
    """Watchlists that are all of one length have a median whose limits are one number."""
    things, figures = years({"2022": [500] * 12, "2023": [501] * 12}, "watchlist-size")

    found = made("watchlist-size", ["period"], **alerts_of(things, figures))

    assert [(each.interval.low, each.interval.high) for each in found] == [(500, 500), (501, 501)]
    assert [each.change for each in found] == [None, None]


def test_kinds_that_do_not_add_up_to_the_total_stand_in_no_share():
    things = [deployment("a"), deployment("b")]
    figures = [
        *(figure("a", code, n) for code, n in [("total-alerts", 1), ("true-alerts", 1)]),
        figure("a", "false-alerts", 1),
        *(figure("b", code, n) for code, n in [("total-alerts", 5), ("true-alerts", 4)]),
        figure("b", "false-alerts", 1),
    ]

    share = one("true-alert-share", **alerts_of(things, figures))
    whole = one("true-alerts", **alerts_of(things, figures))

    assert (share.numerator, share.denominator) == (Range(4, 4), Range(5, 5))
    assert dict(share.missing) == {"kinds of alert do not add up to the total": 1}
    assert whole.numerator == Range(5, 5)


def test_bounds_go_through_a_sum_and_a_rate_as_a_range():
    things = [deployment("a"), deployment("b")]
    figures = [
        figure("a", "arrests", 5),
        figure("a", "faces-seen", low="47000.0", missing=f"{BASE}missing-reason/bounds-only"),
        figure("b", "arrests", 3),
        figure("b", "faces-seen", 3000),
    ]

    found = one("arrests-per-10000-faces", **alerts_of(things, figures))

    assert found.denominator == Range(50000, None)
    assert found.value == Range(Decimal(0), Decimal("1.6"))
    assert found.interval.low == 0.0
    assert found.interval.high == pytest.approx(3.1527, abs=1e-4)
    assert found.spread is None
    assert any("bounds" in line for line in found.caution)


def test_two_bounds_limit_a_rate_on_both_sides():
    figures = [
        figure("a", "arrests", 10),
        figure("a", "faces-seen", low="1000", high="2000"),
    ]

    found = one("arrests-per-10000-faces", **alerts_of([deployment("a")], figures))

    assert found.value == Range(Decimal(50), Decimal(100))
    assert found.interval.low < 50
    assert found.interval.high > 100


def test_a_rough_figure_without_bounds_is_missing():
    reason = f"{BASE}missing-reason/bounds-only"
    figures = [figure("a", "faces-seen", missing=reason)]

    found = one("faces", **alerts_of([deployment("a")], figures))

    assert (found.value, dict(found.missing)) == (None, {"given roughly": 1})


def seen(place, **more):
    return figure("a", "faces-seen", settled="no", observation=f"{BASE}obs/{place}", **more)


@pytest.mark.parametrize(
    ("sources", "figure_of_both"),
    [
        ([{"value": "47000"}, {"low": "47000"}], Range(47000, 47000)),
        ([{"value": "47000"}, {"low": "40000", "high": "50000"}], Range(47000, 47000)),
        ([{"low": "1000", "high": "2000"}, {"low": "1500", "high": "3000"}], Range(1500, 2000)),
        ([{"low": "47000"}, {"low": "72000"}], Range(72000, None)),
        ([{"value": "46999"}, {"low": "47000"}], None),
        ([{"low": "1000", "high": "2000"}, {"low": "2001", "high": "3000"}], None),
    ],
)
def test_sources_differ_only_where_their_bounds_do_not_meet(sources, figure_of_both):
    figures = [seen(at, **source) for at, source in enumerate(sources)]

    found = one("faces", **alerts_of([deployment("a")], figures))

    assert found.numerator == figure_of_both
    assert found.missing == (() if figure_of_both else (("sources differ", 1),))
    assert len(found.rests_on) == (2 if figure_of_both else 0)


def test_more_cases_than_there_can_be_have_no_limits():
    figures = [figure("a", "arrests", 3), figure("a", "total-alerts", 2)]

    found = one("arrests-per-alert", **alerts_of([deployment("a")], figures))

    assert found.value == Range(Decimal("1.5"), Decimal("1.5"))
    assert found.interval is None


def test_a_rate_of_nothing_is_none_and_not_nought():
    figures = [figure("a", "arrests", 0), figure("a", "total-alerts", 0)]

    found = one("arrests-per-alert", **alerts_of([deployment("a")], figures))

    assert (found.units, found.value, found.interval) == (1, None, None)


def test_sets_stand_alone_and_only_where_they_are_asked_for():
    things = [
        deployment("a"),
        deployment("s", kind="set", title="Two days"),
        deployment("t", kind="set", title="Two days"),
    ]
    figures = [figure(name, "total-alerts", n) for name, n in [("a", 1), ("s", 10), ("t", 100)]]

    single = one("alerts", **alerts_of(things, figures))
    sets = made("alerts", ["set"], **alerts_of(things, figures))

    assert single.numerator == Range(1, 1)
    assert [each.numerator.low for each in sets] == [10, 100]


def test_an_open_day_is_missing_where_days_are_asked_for_and_a_group_of_its_own_else():
    things = [deployment("a", "2023-05-01"), deployment("b", ""), deployment("c", "2024-05-01")]
    figures = [figure(name, "total-alerts", n) for name, n in [("a", 1), ("b", 10), ("c", 100)]]

    within = one("alerts", first="2023-05-01", last="2023-12-31", **alerts_of(things, figures))
    years = made("alerts", ["period"], **alerts_of(things, figures))
    months = made("alerts", ["period"], months=True, **alerts_of(things, figures))

    assert (within.numerator, within.missing) == (Range(1, 1), (("day is open", 1),))
    assert [dict(each.group)["period"] for each in years] == ["2023", "2024", "not known"]
    assert dict(months[0].group)["period"] == "2023-05"


def test_only_the_forces_asked_for_are_counted():
    other = {"operator": f"{BASE}force/elsewhere", "deployed_by": "Elsewhere Police"}
    things = [deployment("a"), deployment("b") | other]
    figures = [figure("a", "total-alerts", 1), figure("b", "total-alerts", 2) | other]

    found = one("alerts", forces=["elsewhere"], **alerts_of(things, figures))

    assert found.numerator == Range(2, 2)


def test_a_question_without_an_answer_is_missing_and_no_refusal():
    rows = [
        answer("1", "disclosed-in-full"),
        answer("2", "refused-exempt"),
        answer("3", "clarification-sought"),
        unanswered("4", "reply not seen"),
        unanswered("5", "excluded by the requester"),
    ]

    found = one("disclosure-rate", answers_counted=rows)

    assert (found.numerator, found.denominator) == (Range(1, 1), Range(2, 2))
    assert dict(found.missing) == {
        "clarification sought": 1,
        "excluded by the requester": 1,
        "reply not seen": 1,
    }


def test_a_question_of_two_technologies_counts_once_unless_asked_by_technology():
    rows = [answer("1", "disclosed-in-full", technologies="Drones; Live facial recognition")]

    whole = one("disclosure-rate", answers_counted=rows)
    apart = made("disclosure-rate", ["technology"], answers_counted=rows)

    assert whole.denominator == Range(1, 1)
    assert [dict(each.group)["technology"] for each in apart] == [
        "Drones",
        "Live facial recognition",
    ]


def test_two_answers_that_differ_make_a_range():
    rows = [answer("1", "disclosed-in-full"), answer("1", "refused-exempt")]

    found = one("disclosure-rate", answers_counted=rows)

    assert (found.numerator, found.denominator) == (Range(0, 1), Range(1, 1))


def test_pointing_to_a_document_is_told_apart_from_giving():
    rows = [answer("1", "disclosed-in-part"), answer("2", "answered-by-reference")]

    assert one("disclosure-rate", answers_counted=rows).numerator == Range(1, 1)
    assert one("disclosure-or-reference", answers_counted=rows).numerator == Range(2, 2)


def test_silence_on_one_scope_is_no_silence_on_the_other():
    def part(scope, outcome):
        more = {"part": f"{BASE}part/{scope}", "part_outcome": f"{BASE}outcome/{outcome}"}
        return answer("1", "not-held", scope=scope, **more)

    rows = [part("Covert", "refused-ncnd"), part("Overt", "not-held"), answer("2", "refused-ncnd")]

    found = made("ncnd", answers_counted=rows)

    assert {dict(each.group)["scope"]: each.numerator.low for each in found} == {
        "Covert": 1,
        "Overt": 0,
        "the whole answer": 1,
    }


def test_n_of_m_forces_counts_forces_and_not_answers():
    rows = [
        answer("1", "refused-exempt"),
        answer("2", "disclosed-in-full"),
        answer("3", "refused-exempt", asked="Elsewhere Police"),
        unanswered("4", "reply not seen") | {"asked": "Third Police"},
        answer("5", "disclosed-in-full", template="", asked="Fourth Police"),
    ]

    found = one("forces-answered", answers_counted=rows)

    assert writing.sentence(found) == "1 of 2 forces"
    assert dict(found.missing) == {"reply not seen": 1}
    assert found.interval.kind == "clopper-pearson"


def test_a_provision_for_the_whole_reply_counts_in_the_upper_bound_alone():
    def ground(force, provision, claimed_for):
        return {
            "operator": "",
            "template": "live-use",
            "answered_by": force,
            "provision": provision,
            "claimed_for": claimed_for,
            "node": f"{BASE}question/{force}",
        }

    rows = [
        ground("A", "Section 31", "the answer"),
        ground("B", "Section 31", "the whole reply"),
        ground("C", "", ""),
    ]

    found = one("provisions", grounds_by_template=rows)

    assert writing.sentence(found) == "1 to 2 of 3 forces"


def reply(taken, state, received="2024-01-01"):
    return {
        "asked": "Nowhere Police",
        "operator": f"{BASE}force/nowhere",
        "law": "FOIA",
        "received": received,
        "issued": "",
        "due": "",
        "taken": taken,
        "state": state,
        "request": "",
        "response": f"{BASE}response/{taken}-{state}",
    }


def test_replies_are_held_against_the_day_that_the_law_sets():
    rows = [reply("3", "in time"), reply("30", "late"), reply("", "day of receipt not printed")]

    found = one("in-time", replies_timed=rows)

    assert (found.numerator, found.denominator) == (Range(1, 1), Range(2, 2))
    assert dict(found.missing) == {"day of receipt not printed": 1}


def test_days_are_told_by_their_median_and_its_limits_need_six():
    few = one("days-taken", replies_timed=[reply(str(n), "late") for n in (3, 30, 5, 6)])
    more = one("days-taken", replies_timed=[reply(str(n), "late") for n in (3, 30, 5, 6, 7, 8)])

    assert few.value == Range(Decimal("5.5"), Decimal("5.5"))
    assert (few.numerator, few.denominator, few.interval) == (None, None, None)
    assert (more.interval.low, more.interval.high) == (3, 30)


def test_a_place_is_a_span_and_forces_within_the_limits_share_it():
    def letters(force, given, refused):
        outcomes = ["disclosed-in-full"] * given + ["not-held"] * refused
        return [
            answer(f"{force}{n}", outcome, asked=force, request=f"{BASE}request/{force}{n}")
            for n, outcome in enumerate(outcomes)
        ]

    rows = [
        *letters("A", 38, 2),
        *letters("B", 9, 2),
        *letters("C", 2, 38),
        unanswered("d", "reply not seen") | {"asked": "D"},
    ]

    found = made("disclosure-rate", ["force"], answers_counted=rows)

    assert {dict(each.group)["force"]: each.rank for each in found} == {
        "A": (1, 2, 3),
        "B": (1, 2, 3),
        "C": (3, 3, 3),
        "D": None,
    }
    assert any("span" in line for line in found[0].caution)


def test_forces_counted_in_another_way_take_no_place_from_the_others():
    """Two count true alerts, one of them by kind: the two alike are of two, the third of none."""
    things, figures = [], []
    for force, count in {"A": 1, "B": 9, "C": 900}.items():
        for n in range(12):
            name = f"{force}{n}"
            things.append(deployment(name, deployed_by=force))
            codes = ["true-alerts-confirmed", "true-alerts-unconfirmed"] if force == "C" else []
            figures += [figure(name, code, count) for code in codes or ["true-alerts"]]
            figures.append(figure(name, "faces-seen", 10_000))

    found = made("true-alert-rate", ["force"], **alerts_of(things, figures))

    assert [each.rank for each in found] == [(2, 2, 2), (1, 1, 2), None]
    assert "counted in one way" in found[0].caution[-1]


def test_a_change_within_the_limits_is_not_called_none():
    things, figures = years({"2022": [1] * 12, "2023": [1] * 12}, "total-alerts")

    found = made("alerts-per-10000-faces", ["period"], **alerts_of(things, figures))

    assert found[1].change.verdict == "within the limits"
    assert "not shown to be one" in found[1].caution[-1]
    assert "one in twenty" in found[1].caution[-1]


def test_a_force_that_holds_none_gave_nothing_and_the_definition_says_so():
    rows = [answer("1", "disclosed-in-full"), answer("2", "not-held", asked="Elsewhere Police")]

    found = one("forces-answered", answers_counted=rows)

    assert writing.sentence(found) == "1 of 2 forces"
    assert "answered this" not in named("forces-answered").definition
    assert "holds none gave nothing" in named("forces-answered").definition


def test_a_body_that_is_no_force_is_no_force_that_is_counted():
    body = "Biometrics and Surveillance Camera Commissioner"
    rows = [
        answer("1", "disclosed-in-full"),
        answer("2", "refused-exempt", asked=body),
        unanswered("3", "reply not seen") | {"asked": f"{CODE}body/home-office"},
    ]

    whole = one("disclosure-rate", answers_counted=rows)
    forces = one("forces-answered", answers_counted=rows)
    by_force = made("disclosure-rate", ["force"], answers_counted=rows)

    assert (whole.numerator, whole.denominator) == (Range(1, 1), Range(1, 1))
    assert whole.missing == (("of a body that is no police force", 2),)
    assert writing.sentence(forces) == "1 of 1 force"
    assert [each.units for each in by_force] == [0, 1, 0]


def test_answers_of_few_letters_are_not_held_against_each_other():
    """Forty questions of one letter are one decision, and not forty."""
    rows = [
        *(answer(f"a{n}", "disclosed-in-full", asked="A") for n in range(40)),
        *(answer(f"b{n}", "not-held", asked="B") for n in range(40)),
    ]

    found = made("disclosure-rate", ["force"], answers_counted=rows)

    assert [(each.rank, each.spread) for each in found] == [(None, None), (None, None)]
    assert all(each.interval is not None for each in found)


@pytest.mark.parametrize(
    ("name", "by", "days"),
    [
        ("in-time", ("technology",), {}),
        ("disclosure-rate", ("use-case",), {}),
        ("deployments", ("set",), {}),
        ("forces-answered", ("force",), {}),
        ("forces-answered", (), {"first": "2024-01-01"}),
    ],
)
def test_what_a_measure_cannot_be_asked_by_is_refused(name, by, days):
    with pytest.raises(ParameterError, match=name):
        made(name, by, **days)


def test_an_unknown_measure_names_those_near_it():
    with pytest.raises(UnknownMeasureError, match="'disclosure-rate'"):
        made("disclosure")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_table_says_all_that_a_reader_needs(measure):
    assert measure.definition.endswith(".")
    assert measure.caution
    assert measure.counts or measure.numerator
    # No rate without the name of what it is divided by.
    assert measure.denominator or (measure.per == 1 and measure.limits in {"none", "order"})
    assert named(measure.name) is measure


def test_names_of_measures_are_different():
    assert max(Counter(measure.name for measure in MEASURES).values()) == 1


@pytest.mark.parametrize("form", [writing.as_csv, writing.as_json])
def test_no_figures_are_written_as_none(form):
    assert form([]).strip() in {"", "[]"}


def test_every_form_tells_the_whole_figure():
    things = [deployment("a"), deployment("b")]
    figures = [
        figure("a", "arrests", 5),
        figure("a", "faces-seen", low="47000.0", missing=f"{BASE}missing-reason/bounds-only"),
    ]
    found = made("arrests-per-10000-faces", ["force"], **alerts_of(things, figures))

    (row,) = csv.DictReader(io.StringIO(writing.as_csv(found)))
    (written,) = json.loads(writing.as_json(found))
    headings, rows = writing.shown(found)

    assert (row["denominator_low"], row["denominator_high"]) == ("47000", "")
    assert (row["value_low"], row["value_high"]) == ("0", "1.063829787234")
    assert row["missing"] == "not in the source: 1"
    assert written["denominator"] == {"of": "faces seen", "low": 47000, "high": None}
    assert written["rests_on"] == row["rests_on"].split()
    assert dict(zip(headings, rows[0], strict=True))["denominator"] == "47,000 or more faces seen"


figures_or_not = st.one_of(st.none(), st.integers(0, 50))


@given(st.lists(st.tuples(figures_or_not, figures_or_not)))
def test_every_deployment_is_counted_or_missing_and_sums_are_of_the_counted(pairs):
    things = [deployment(f"d{n}") for n in range(len(pairs))]
    figures = []
    for n, (arrests, faces) in enumerate(pairs):
        figures += [figure(f"d{n}", "arrests", arrests)] if arrests is not None else []
        figures += [figure(f"d{n}", "faces-seen", faces)] if faces is not None else []
    both = [(top, base) for top, base in pairs if top is not None and base is not None]

    found = made("arrests-per-10000-faces", **alerts_of(things, figures))

    assert len(found) == bool(pairs)
    for each in found:
        assert each.units == len(both)
        assert each.units + sum(count for _, count in each.missing) == len(pairs)
        assert (each.numerator is None) == (not both)
        if both:
            total = sum(top for top, _ in both), sum(base for _, base in both)
            assert (each.numerator.low, each.denominator.low) == total
            assert (each.value is None) == (total[1] == 0)
        for limits in (each.interval, each.spread):
            assert limits is None or limits.low <= each.value.low <= limits.high + 1e-9


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(1, 9), st.integers(0, 5))),
)
def test_a_range_holds_every_figure_that_its_bounds_allow(bounds):
    units = [
        Unit(
            labels={},
            numerator=Range(top, top + more),
            denominator=Range(base, base + rest),
        )
        for top, more, base, rest in bounds
    ]

    found = measuring.grouped(named("arrests-per-10000-faces"), units, Asked())

    for each in found:
        least = sum(top for top, *_ in bounds) / sum(base + rest for *_, base, rest in bounds)
        most = sum(top + more for top, more, *_ in bounds) / sum(base for *_, base, _ in bounds)
        assert float(each.value.low) == pytest.approx(1e4 * least)
        assert float(each.value.high) == pytest.approx(1e4 * most)
        assert each.interval.low <= float(each.value.low) * (1 + 1e-9)
        assert each.interval.high >= float(each.value.high) * (1 - 1e-9)
