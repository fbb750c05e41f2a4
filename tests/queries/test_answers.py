"""What single queries must keep apart, on invented data."""

from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, parse

from kg import vocabulary
from kg.extract.sums import last_digit
from kg.validate import validate


def test_statement_outside_the_period_is_left_out(data, ask):
    found = ask("find/modes-used", data["fixture"], **{"from": "2022-03-02", "to": "2022-03-03"})

    assert [(row[0], row[1], row[3]) for row in found] == [
        ("Live facial recognition", "used", "2022-03-03"),
        ("Facial recognition with body-worn video", "did not use", "2022-01-01"),
    ]


def test_what_a_statement_is_narrowed_to_stands_in_one_cell_in_order(data, ask):
    found = ask("find/modes-used", data["fixture"])

    assert [row[5] for row in found] == ["", "", "", "Live facial recognition; Overt"]


def test_words_about_a_wide_mode_hold_those_about_the_narrower_ones(data, ask):
    wide = ask("find/words-about", data["fixture"])
    narrow = ask("find/words-about", data["fixture"], mode="frt-with-body-worn-video")

    assert {row[0] for row in narrow} == {"Facial recognition with body-worn video"}
    assert set(narrow) < set(wide)


def test_not_printed_is_not_zero(data, ask):
    """The stopped deployment prints N/A: that is not a deployment without alerts."""
    without = ask("find/deployments-without-alerts", data["fixture"])
    sources = ask("find/figure-source", data["fixture"])

    assert "2022-03-02" not in {row[0] for row in without}
    assert [row[3:5] for row in sources if row[0] == "2022-03-02"] == [("", "Not applicable")]


def test_years_are_summed_over_deployments_that_print_both_figures(data, ask):
    assert ask("compare/faces-per-alert", data["fixture"]) == [
        ("Metropolitan Police Service", "2021", "1", "500", "0", ""),
        ("Metropolitan Police Service", "2022", "3", "42500", "8", "5312.5"),
    ]


def test_what_was_denied_and_what_was_not_asked_stay_apart(data, ask):
    found = ask("find/modes-denied", data["fixture"])

    assert [(row[0], row[1], row[6]) for row in found] == [
        ("Facial recognition with body-worn video", "asked but passed over", "3"),
        ("Facial recognition with body-worn video", "says it did not use it", "3"),
        ("Facial recognition with body-worn video", "says it holds no information", "3"),
        ("Retrospective facial recognition", "not asked", "2"),
        ("Live facial recognition", "not asked", "4"),
    ]


def test_neither_confirmed_nor_denied_is_not_not_held(data, ask):
    found = ask("find/modes-denied", data["fixture"], force="essex")

    assert [(row[0], row[1], row[6]) for row in found] == [
        ("Live facial recognition", "neither confirms nor denies", "1"),
        ("Operator-initiated facial recognition", "asked but passed over", "3"),
        ("Retrospective facial recognition", "asked but passed over", "2"),
    ]


def test_question_without_an_answer_and_one_not_addressed_are_told_apart(data, ask):
    found = ask("find/unanswered-questions", data["fixture"], force="essex")

    assert [(row[1], row[3], row[4]) for row in found] == [
        ("2", "whole question", "not addressed"),
        ("3", "whole question", "no answer recorded"),
    ]


@pytest.mark.parametrize("reference", ["00/FOI/00/000001", "00/FOI/00/000002"])
def test_any_reference_of_a_chain_finds_all_of_it(reference, data, ask):
    found = ask("find/request-chain", data["fixture"], reference=reference)

    assert [row[:4] for row in found] == [
        ("1", "00/FOI/00/000001", "0", "Request"),
        ("2", "00/FOI/00/000002", "1", "Request"),
        ("2", "00/FOI/00/000002", "2", "Reply"),
    ]


@pytest.mark.parametrize(
    ("on", "open_then"),
    [
        ("2000-02-29", []),
        ("2000-03-01", ["77/00"]),
        ("2000-05-01", ["77/00", ""]),
        ("2000-05-02", ["77/00"]),  # the answer came on that day
    ],
)
def test_what_was_open_depends_on_the_day(on, open_then, data, ask):
    found = ask("find/requests-not-answered", data["fixture"], on=on)

    assert [row[1] for row in found] == open_then


def test_requests_of_documents_only_were_not_asked_by_the_study(data, ask):
    found = ask("find/requests-not-answered", data["fixture"])

    assert [(row[1], row[4], row[6]) for row in found] == [
        ("77/00", "Acknowledged", "at the earliest")
    ]


def test_a_day_counted_from_sending_is_no_proof_of_lateness(data, ask):
    found = ask("find/overdue-requests", data["fixture"], on="2000-03-31")

    assert [(row[1], row[2], row[3]) for row in found] == [
        ("77/00", "2000-03-29", "at the earliest, worked out from the day of sending"),
        ("", "2000-03-30", "stated in the sheet"),
    ]


def test_an_answer_is_not_overdue_on_its_last_day(data, ask):
    found = ask("find/overdue-requests", data["fixture"], on="2000-03-30")

    assert [row[1] for row in found] == ["77/00"]


def test_a_reply_without_a_day_hides_nothing_that_the_sheet_dates(data, ask):
    reply = "rsp:undated fg:respondsTo req:gb-metropolitan-own-3 .\n"
    answered = f"{data['fixture']}{reply}"
    open_one = answered.replace("own-3 .", "own-3 , req:gb-essex-77-00 .")

    before = ask("find/requests-not-answered", answered, on="2000-05-01")
    replied = ask("find/requests-not-answered", open_one, on="2000-05-01")

    assert [row[1] for row in before] == ["77/00", ""]
    assert [row[1] for row in replied] == [""]


@pytest.mark.parametrize("code", ["Evasive", "evasive", "EVASIVE"])
def test_own_codes_are_found_by_label_or_key(code, data, ask):
    found = ask("find/my-codes", data["fixture"], code=code)

    assert [(row[0], row[2], row[3]) for row in found] == [("Evasive", "00/FOI/00/000002", "1")]


def test_one_value_printed_in_two_ways_is_no_conflict(data, ruled, ask):
    """``5`` and ``05`` are one value, and arrests with disposals are no arrests."""
    found = ask("check/deployment-conflicts", ruled(data["broken"], "70-conflicting-figures"))

    assert [row[1:4] for row in found] == [("8", "9", "Total alerts")]


RATES = {
    ("0.01%", "0.0001", 1, 3940): True,  # 0.0254%: neither cut off nor rounded
    ("0.02%", "0.0002", 1, 3940): False,  # cut off
    ("0.03%", "0.0003", 1, 3940): False,  # rounded
    ("0.008%", "0.00008", 1, 12120): False,
    ("0%", "0", 1, 12120): False,
    ("0.001", "0.001", 2, 1000): False,  # a ratio without a sign: one unit off
    ("0.001", "0.001", 3, 1000): True,
    ("about 1%", "0.01", 3, 1000): False,  # not checked
}


@pytest.mark.parametrize(("printed", "rate", "false_alerts", "faces"), RATES)
def test_rate_may_differ_by_one_unit_of_its_last_digit(printed, rate, false_alerts, faces, ask):
    prefixes = vocabulary.prefixes()
    head = "".join(
        f"@prefix {name}: <{prefixes[name]}> .\n"
        for name in ("fg", "dep", "obs", "graph", "measure", "xsd")
    )
    figures = {
        "false-alert-rate": (rate, printed),
        "false-alerts": (false_alerts, false_alerts),
        "faces-seen": (faces, faces),
    }
    observations = "".join(
        f"obs:{measure} fg:ofDeployment dep:d ; fg:measure measure:{measure} ; "
        f'fg:value {value} ; fg:asWritten "{words}" .\n'
        for measure, (value, words) in figures.items()
    )
    deployment = 'dep:d fg:date "2022-03-09"^^xsd:date ; fg:place "Nowhere" .'

    found = ask("check/rate-and-counts", f"{head}{deployment}\ngraph:g {{ {observations} }}")

    assert bool(found) is RATES[printed, rate, false_alerts, faces]


@pytest.mark.parametrize(("printed", "rate", "false_alerts", "faces"), RATES)
def test_the_shape_allows_what_the_check_allows(printed, rate, false_alerts, faces):
    prefixes = vocabulary.prefixes()
    head = "".join(
        f"@prefix {name}: <{prefixes[name]}> .\n" for name in ("fg", "dep", "obs", "measure")
    )
    text = f"""dep:d fg:falseAlertRate {rate} ; fg:falseAlerts {false_alerts} ;
        fg:facesSeen {faces} .
    obs:r fg:ofDeployment dep:d ; fg:measure measure:false-alert-rate ; fg:value {rate} ;
          fg:asWritten "{printed}" ."""

    findings = validate(parse(head + text, format=RdfFormat.TURTLE)).findings

    fired = {finding.shape.removeprefix(vocabulary.SHAPES) for finding in findings}
    assert ("Deployment-rateOfFalseAlerts" in fired) is RATES[printed, rate, false_alerts, faces]


@pytest.mark.parametrize(
    ("printed", "rate", "false_alerts", "faces"),
    [case for case in RATES if case[0].endswith("%") and case[0][0].isdigit()],
)
def test_the_extractor_allows_what_the_check_allows(printed, rate, false_alerts, faces):
    off = abs(Decimal(false_alerts) / Decimal(faces) - Decimal(rate))

    assert (off > last_digit(printed)) is RATES[printed, rate, false_alerts, faces]


def test_only_what_cannot_be_is_an_impossible_citation(broken, ask):
    """Two duties, two parts, a whole reply, and an old number in an old letter can be."""
    found = ask("check/impossible-citations", broken("check/impossible-citations"))

    two = "the law does not allow the two for the same information"
    came_in = "no longer in force when the request came in"
    unknown = "no longer in force today, and the day of the reply is not known"
    assert [(row[7], row[1], row[3], row[4].removeprefix("Section ")) for row in found] == [
        ("1/23", "Section 40(2)&(3)", "no longer in force on the day of the reply", "40(3A)"),
        ("1/23", "Section 40(2)&(3)", "no longer in force on the day of the reply", "40(3B)"),
        ("1/23", "S.30(1)(a)", two, "31(1)(a)"),
        ("1/23", "s31", two, "30(1)(a)"),
        ("2/17", "40(3A)", "not yet in force on the day of the reply", "40(3)"),
        ("3/19", "s.40(3)", came_in, "40(3A)"),
        ("3/19", "s.40(3)", came_in, "40(3B)"),
        ("4", "s.40(3)", unknown, "40(3A)"),
        ("4", "s.40(3)", unknown, "40(3B)"),
        ("6/22", "s31", "of a law that the authority is not under", ""),
    ]
