"""Measures of the study that ships, against counts by hand of its records and curated graphs.

What is counted here is read from the YAML as text and numbers alone: none of
it goes through the code that builds, asks or measures.
"""

from collections import Counter
from pathlib import Path
from statistics import median

import networkx as nx
import pytest
from pyoxigraph import Store
from ruamel.yaml import YAML

from kg import pipeline, resources, study, vocabulary
from kg.measure import measuring, unit_rows
from kg.measure.record import Asked
from kg.network import networks, reporting

FOLDER = resources.root() / "studies" / study.SHIPPED
EDITIONS = ("2020-2022", "2023", "2025-v2")
"""Those that settle: the later edition of 2025 holds all rows of the earlier one."""
OTHERS = {
    "biometrics-and-surveillance-camera-commissioner",
    "cleveland-police-and-crime-commissioner",
}
"""Bodies of the study that are no police force."""
HEADING = ("gb-metropolitan-01-foi-23-031597", "5")
"""The one line of a letter that got a reply and asks nothing: it stands above 5.a to 5.c."""


@pytest.fixture(scope="module")
def ask(shipped_store):
    return unit_rows.asking(shipped_store, study.load(FOLDER).base)


@pytest.fixture(scope="module")
def records():
    yaml = YAML(typ="safe")
    return {path.stem: yaml.load(path) for path in Path(FOLDER / "records").glob("*.yaml")}


@pytest.fixture(scope="module")
def rows(records):
    """The rows of the Met's record: the year, and what the cells of each row say."""
    found = [
        (str(row["date"])[:4], row["figures"])
        for edition in EDITIONS
        for row in records[f"gb-metropolitan-lfr-deployments-{edition}"]["deployments"]
    ]
    assert len(found) == 9 + 203 + 112
    return found


@pytest.fixture(scope="module")
def answered(records):
    """Every answer of a police force, once for each question that it is to."""
    return [
        (record, answer)
        for record in records.values()
        if record.get("force", "") not in OTHERS
        for answer in record.get("answers") or ()
        for to in answer["to"]
        if (record["key"], to) != HEADING
    ]


def measured(ask, name, *by, **more):
    return measuring.measured(name, ask, Asked(by=by, **more))


def own(figures):
    return [figure for figure in figures if ("source", "own record") in figure.group]


def whole(figures):
    (figure,) = own(figures)
    return figure


def total(rows, *names, year=""):
    return sum(figures[name] for figures in printed(rows, *names, year=year) for name in names)


def printed(rows, *names, year=""):
    """The rows that print a number in each of the columns."""
    return [
        figures
        for of_year, figures in rows
        if of_year.startswith(year)
        and all(isinstance(figures.get(name), int | float) for name in names)
    ]


def true(figures):
    if "true-alerts" in figures:
        return figures["true-alerts"]
    return figures["true-alerts-confirmed"] + figures["true-alerts-unconfirmed"]


def false(figures):
    if "false-alerts" in figures:
        return figures["false-alerts"]
    return figures["false-alerts-confirmed"] + figures["false-alerts-unconfirmed"]


def test_deployments_of_the_met_are_the_rows_of_its_record(ask, rows):
    found = {dict(f.group)["period"]: f.units for f in own(measured(ask, "deployments", "period"))}

    assert found == {"2020": 3, "2022": 6, "2023": 24, "2024": 179, "2025": 112}
    assert sum(found.values()) == len(rows)


def test_faces_and_alerts_are_the_sums_of_the_cells(ask, rows):
    faces, alerts = whole(measured(ask, "faces")), whole(measured(ask, "alerts"))

    assert faces.numerator.low == total(rows, "faces-seen") == 3_089_960
    assert alerts.numerator.low == total(rows, "total-alerts") == 2_533
    assert alerts.missing == (("not applicable", 1),)  # Oxford Circus, 21 February 2020


def test_true_and_false_alerts_are_those_of_both_kinds(ask, rows):
    with_alerts = printed(rows, "total-alerts")

    found = whole(measured(ask, "true-alerts")), whole(measured(ask, "false-alerts"))

    assert found[0].numerator.low == sum(map(true, with_alerts)) == 2_488
    assert found[1].numerator.low == sum(map(false, with_alerts)) == 46


@pytest.mark.parametrize(("name", "kind"), [("true-alert-rate", true), ("false-alert-rate", false)])
def test_rates_are_of_faces(name, kind, ask, rows):
    both = printed(rows, "faces-seen", "total-alerts")

    found = whole(measured(ask, name))

    expected = 10_000 * sum(map(kind, both)) / sum(figures["faces-seen"] for figures in both)
    assert float(found.value.low) == pytest.approx(expected)
    assert (found.per, found.units) == (10_000, 323)


@pytest.mark.parametrize(
    ("name", "kind"), [("true-alert-share", true), ("false-alert-share", false)]
)
def test_shares_are_of_alerts_and_leave_westminster_out(name, kind, ask, rows):
    """On 10 January 2024 the record prints one alert, one true and one false."""
    alerts = printed(rows, "total-alerts")
    adding = [row for row in alerts if true(row) + false(row) == row["total-alerts"]]

    found = whole(measured(ask, name))

    assert len(alerts) - len(adding) == 1
    assert found.denominator.low == sum(row["total-alerts"] for row in adding) == 2_532
    assert found.numerator.low == sum(map(kind, adding))
    assert dict(found.missing)["kinds of alert do not add up to the total"] == 1


def test_alerts_for_faces_change_from_year_to_year(ask, rows):
    found = {
        dict(figure.group)["period"]: figure
        for figure in own(measured(ask, "alerts-per-10000-faces", "period"))
    }

    for year, figure in found.items():
        both = printed(rows, "total-alerts", "faces-seen", year=year)
        assert figure.numerator.low == sum(row["total-alerts"] for row in both)
        assert figure.denominator.low == sum(row["faces-seen"] for row in both)
    # The interval that the README of the study tells, by Wilson's score.
    assert [round(found["2024"].interval.low, 2), round(found["2024"].interval.high, 2)] == [
        13.39,
        14.94,
    ]
    # Six deployments of 2022 are too few to hold those of 2023 against.
    assert found["2023"].change is None
    assert found["2024"].change.verdict == "higher"


def test_arrests_until_2022_are_counted_with_disposals_and_stand_apart(ask, rows):
    found = {f.numerator_of: f for f in own(measured(ask, "arrests-per-alert"))}

    early = [row for year, row in rows if year < "2023" and isinstance(row["arrests"], int)]
    late = [row for year, row in rows if year >= "2023"]
    assert found["arrests or other disposals"].numerator.low == sum(r["arrests"] for r in early)
    assert found["arrests or other disposals"].denominator.low == 28
    assert found["arrests"].numerator.low == sum(row["arrests"] for row in late) == 1_119
    assert found["arrests"].denominator.low == sum(row["total-alerts"] for row in late) == 2_505


def test_arrests_stand_against_faces_and_watchlists(ask, rows):
    late = [row for year, row in rows if year >= "2023"]

    faces = {f.numerator_of: f for f in own(measured(ask, "arrests-per-10000-faces"))}["arrests"]
    lists = {f.numerator_of: f for f in own(measured(ask, "arrests-per-1000-entries"))}["arrests"]

    assert float(faces.value.low) == pytest.approx(
        10_000 * 1_119 / sum(row["faces-seen"] for row in late)
    )
    assert lists.denominator.low == sum(row["watchlist-size"] for row in late)


def test_the_watchlist_of_a_year_is_told_by_its_median(ask, rows):
    found = {
        dict(figure.group)["period"]: float(figure.value.low)
        for figure in own(measured(ask, "watchlist-size", "period"))
    }

    assert found == {
        year: median(row["watchlist-size"] for of, row in rows if of == year)
        for year in ("2020", "2022", "2023", "2024", "2025")
    }


def test_suffolk_is_told_by_bounds_and_stays_a_range(ask):
    """Two press reports: 5 and 3 arrests, more than 47,000 and more than 72,000 faces."""
    (found,) = measured(ask, "arrests-per-10000-faces", forces=("suffolk",))

    assert (found.numerator.low, found.denominator.low, found.denominator.high) == (
        8,
        119_000,
        None,
    )
    assert (float(found.value.low), round(float(found.value.high), 4)) == (0, 0.6723)
    assert ("source", "reports of others") in found.group


def test_a_set_of_south_wales_is_no_part_of_its_deployments(ask):
    single = measured(ask, "arrests", "force", forces=("south-wales",))
    sets = measured(ask, "arrests", "set", forces=("south-wales",))

    assert sum(figure.numerator.low for figure in single) == 1  # 1 in 2020 and 0 in 2023
    assert all("set" in dict(figure.group) for figure in sets)


def test_disclosure_is_counted_question_by_question(ask, answered):
    given = [answer for _, answer in answered if answer["disclosure"] in {"full", "part"}]

    (found,) = measured(ask, "disclosure-rate")

    assert (found.numerator.low, found.denominator.low) == (len(given), len(answered)) == (10, 72)
    assert dict(found.missing)["of a body that is no police force"] == 13


def test_a_heading_above_other_questions_is_no_question(ask):
    """Line 5 of the requests of February 2023, "Where live facial recognition has been used:"."""
    rows = ask("compare/answers-counted")

    assert {"5.a", "5.b"} <= {row["label"] for row in rows}
    assert "watchlist-heading" not in {row["template"] for row in rows}
    for name in ("forces-answered", "provisions"):
        assert "watchlist-heading" not in {dict(f.group)["template"] for f in measured(ask, name)}


def test_disclosure_of_one_force_is_that_of_its_letters(ask, answered):
    ours = [answer for record, answer in answered if record["force"] == "northumbria"]
    given = [answer for answer in ours if answer["disclosure"] in {"full", "part"}]

    (found,) = measured(ask, "disclosure-rate", forces=("northumbria",))

    assert (found.numerator.low, found.denominator.low) == (len(given), len(ours))


def test_not_held_is_what_the_answers_say(ask, answered):
    (found,) = measured(ask, "not-held-rate")

    assert found.numerator.low == sum(answer["held"] == "not-held" for _, answer in answered)


def test_silence_is_counted_scope_by_scope(ask, answered):
    parts = [part for _, answer in answered for part in answer.get("parts") or ()]
    covert = [part for part in parts if part["restricted_to"] == ["overtness:covert"]]
    undivided = [answer for _, answer in answered if not answer.get("parts")]

    found = {dict(figure.group)["scope"]: figure for figure in measured(ask, "ncnd")}

    assert found["Covert"].denominator.low == len(covert) == 18
    assert found["Covert"].numerator.low == sum(part["held"] == "ncnd" for part in covert) == 16
    assert found["Overt"].numerator.low == 0
    assert found["the whole answer"].denominator.low == len(undivided)
    assert found["the whole answer"].numerator.low == sum(a["held"] == "ncnd" for a in undivided)


def test_one_of_three_replies_with_both_days_was_late(ask):
    """Received, issued: three forces print both, the late one is that of Nottinghamshire.

    The Commissioner prints both too, and is no police force.
    """
    (in_time,) = measured(ask, "in-time")
    (days,) = measured(ask, "days-taken")

    assert (in_time.numerator.low, in_time.denominator.low) == (2, 3)
    assert float(days.value.low) == median([16, 13, 25])
    assert in_time.units + sum(count for _, count in in_time.missing) == 32


def test_every_figure_rests_on_something_that_is_there(ask):
    observations = {row["observation"] for row in ask("compare/figures-counted")}

    for name in ("alerts", "arrests-per-10000-faces", "watchlist-size"):
        for figure in measured(ask, name):
            assert set(figure.rests_on) <= observations
            assert bool(figure.rests_on) == bool(figure.units)


def test_the_same_study_gives_the_same_figures(ask):
    loaded = study.load(FOLDER)
    again = Store()
    again.extend(reversed(list(pipeline.quads(loaded))))

    other = unit_rows.asking(again, vocabulary.HOME)

    for name in ("arrests-per-alert", "ncnd", "provisions"):
        assert measured(ask, name) == measured(other, name)


def test_the_one_chain_is_the_refined_request_of_the_met(ask):
    graph = networks.network("requests", ask)

    chain = reporting.longest_chain(graph, ["refines"])

    assert [graph.nodes[node]["label"] for node in chain] == [
        "01.FOI.23.031597",
        "01/FOI/23/028737",
    ]
    assert Counter(dict(networks.kinds(graph)).values())["reply"] == 32


def test_every_figure_leads_to_a_document(ask):
    graph = networks.network("sources", ask, forces=["suffolk"])

    for node, kind in networks.kinds(graph):
        if kind == "figure":
            assert "document" in {graph.nodes[each]["kind"] for each in nx.descendants(graph, node)}
    assert {graph.nodes[node]["kind"] for node in graph} == {
        "figure", "observation", "passage", "version", "document", "cited page",
    }  # fmt: skip


def test_families_are_the_series_and_templates_of_the_study(ask):
    yaml = YAML(typ="safe")
    written = yaml.load(FOLDER / "templates.yaml")
    graph = networks.network("templates", ask)

    kinds = Counter(dict(networks.kinds(graph)).values())

    assert kinds["template"] == len(written["templates"])
    assert kinds["cluster"] == len(written["clusters"])


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("alerts", "alerts-per-10000-faces"),
        ("true alerts", "true-alert-rate"),
        ("false alerts", "false-alert-rate"),
        ("arrests", "arrests-per-10000-faces"),
    ],
)
def test_the_query_of_rates_and_the_measure_give_the_same(figure, name, ask):
    (row,) = [
        row for row in ask("compare/rates-per-10000-faces", span="all") if row["figure"] == figure
    ]

    found = {f.numerator_of: f for f in own(measured(ask, name))}[figure]

    assert (int(row["count"]), int(row["faces"])) == (found.numerator.low, found.denominator.low)
    assert int(row["deployments"]) == found.units
    assert float(row["per_10000"]) == pytest.approx(float(found.value.low), abs=0.005)
