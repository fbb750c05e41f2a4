"""A report is read by people first: grouped, counted, worst first, with where to mend."""

import json
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from kg import vocabulary
from kg.model.acceptance import Acceptance
from kg.validate import (
    Before,
    Finding,
    Report,
    as_html,
    as_json,
    as_text,
    as_turtle,
    counted,
    counted_before,
    kept,
    validate,
)

DEP = f"{vocabulary.HOME}id/deployment/gb-x-1"
FINDING = Finding(
    focus=DEP,
    path=f"{vocabulary.ONTOLOGY}falseAlerts",
    value="4",
    severity="violation",
    shape=f"{vocabulary.SHAPES}Deployment-falseAlerts",
    constraint="http://www.w3.org/ns/shacl#LessThanOrEqualsConstraintComponent",
    message="False alerts are a count and at most all alerts.",
)


def report(*findings):
    violated = any(finding.severity == "violation" for finding in findings)
    return Report(conforms=not violated, findings=findings, results=())


def test_places_of_one_message_stand_under_it():
    other = replace(FINDING, focus=f"{DEP}-b", value="5", record="b.yaml", line=7)

    text = as_text(report(replace(FINDING, record="a.yaml", line=12), other))

    assert text == (
        "The graph does not conform: 2 violations.\n"
        "\n"
        "violation, 2 places (fgsh:Deployment-falseAlerts)\n"
        "  False alerts are a count and at most all alerts.\n"
        "    a.yaml, line 12: dep:gb-x-1 fg:falseAlerts 4\n"
        "    b.yaml, line 7: dep:gb-x-1-b fg:falseAlerts 5\n"
    )


def test_worst_comes_first_and_each_kind_is_counted():
    info = replace(FINDING, severity="info", message="note")
    warning = replace(FINDING, severity="warning", message="warn")

    text = as_text(report(info, warning, FINDING))

    assert text.startswith("The graph does not conform: 1 violation, 1 warning, 1 note.\n")
    assert text.index("\nviolation, ") < text.index("\nwarning, ") < text.index("\nnote, ")


def test_nothing_found_is_said():
    assert as_text(report()) == "The graph conforms: nothing found.\n"


def test_one_place_with_two_kinds_of_constraint_is_one_place():
    """An unknown code breaks both the class and the pattern of its property."""
    text = as_text(report(FINDING, replace(FINDING, constraint="another")))

    assert "violation, 1 place (" in text
    assert text.count("dep:gb-x-1") == 1


def test_many_places_are_counted_not_listed():
    findings = [replace(FINDING, focus=f"{DEP}-{number:03}") for number in range(25)]

    text = as_text(report(*findings))

    assert "violation, 25 places" in text
    assert text.endswith("dep:gb-x-1-019 fg:falseAlerts 4\n    and 5 more\n")


def test_a_value_stays_on_its_line():
    text = as_text(report(replace(FINDING, value="one\n\ntwo\tthree")))

    assert text.endswith("    dep:gb-x-1 fg:falseAlerts one two three\n")


def test_long_value_is_cut():
    text = as_text(report(replace(FINDING, value="x" * 700)))

    assert f"{'x' * 79}…\n" in text


def test_value_that_is_the_thing_itself_is_not_said_twice():
    text = as_text(report(replace(FINDING, path=None, value=DEP)))

    assert text.endswith("    dep:gb-x-1\n")


def test_things_of_another_base_have_short_names_too():
    finding = replace(FINDING, focus="https://example.org/study/id/deployment/a")

    assert "dep:a fg:falseAlerts 4" in as_text(report(finding), base="https://example.org/study/")


def test_origin_is_that_of_the_thing_or_of_what_points_to_it():
    evidence = replace(FINDING, focus="https://e.org/ev", cited_by=("https://e.org/none", DEP))
    unknown = replace(FINDING, focus="https://e.org/unknown")

    placed = report(FINDING, evidence, unknown).with_origins({DEP: ("a.yaml", 12)})

    assert [(finding.record, finding.line) for finding in placed.findings] == [
        ("a.yaml", 12),
        ("a.yaml", 12),
        (None, None),
    ]


def test_evidence_is_traced_to_the_record_of_what_rests_on_it():
    text = """@prefix fg: <https://w3id.org/foigraph/ontology#> .
        <https://e.org/a> fg:evidence <https://e.org/ev> .
        <https://e.org/ev> fg:quotation "write to a.person@example.org" ."""

    found = validate(parse(text, format=RdfFormat.TURTLE))
    placed = found.with_origins({"https://e.org/a": ("a.yaml", 3)})

    assert [(finding.record, finding.line) for finding in placed.findings] == [("a.yaml", 3)]


def test_json_has_the_keys_of_the_contract():
    found = as_json(report(replace(FINDING, record="a.yaml", line=12)))

    assert json.loads(json.dumps(found)) == {
        "conforms": False,
        "since": None,
        "causes": [
            {
                "severity": "violation",
                "shapes": [FINDING.shape],
                "rule": FINDING.message,
                "mend": "",
                "count": 1,
                "before": None,
            }
        ],
        "accepted": [],
        "gone": [],
        "results": [
            {
                "focus": DEP,
                "path": FINDING.path,
                "value": "4",
                "severity": "violation",
                "shape": FINDING.shape,
                "constraint": FINDING.constraint,
                "message": FINDING.message,
                "record": "a.yaml",
                "line": 12,
                "words": None,
                "accepted": None,
            }
        ],
    }


def test_rule_stands_before_cause_and_mend():
    message = "A day is whole. It was mostly cut short: write it out. See the letter."

    (cause,) = report(replace(FINDING, message=message)).causes

    assert cause.rule == "A day is whole."
    assert cause.mend == "It was mostly cut short: write it out. See the letter."


def test_most_frequent_cause_comes_first_among_equals():
    rare = replace(FINDING, message="rare")
    often = [replace(FINDING, message="often", focus=f"{DEP}-{number}") for number in range(3)]

    assert [cause.message for cause in report(rare, *often).causes] == ["often", "rare"]


def test_words_of_the_source_stand_under_the_place():
    text = as_text(report(replace(FINDING, record="a.yaml", words="4  false\nalerts")))

    assert text.endswith("    a.yaml: dep:gb-x-1 fg:falseAlerts 4\n      “4 false alerts”\n")


WARNING = replace(FINDING, severity="warning", message="Sums add up.")
KNOWN = Acceptance(shape="Deployment-falseAlerts", thing="dep:gb-x-1", reason="Printed so.", line=3)


def test_accepted_warnings_stand_apart_with_their_reason():
    other = replace(WARNING, focus=f"{DEP}-b")

    found = report(WARNING, other).accepting([KNOWN], base=vocabulary.HOME)
    text = as_text(found)

    assert text.startswith("The graph conforms: 1 warning.\n")
    assert [finding.accepted for finding in found.findings] == ["Printed so.", None]
    assert text.index("dep:gb-x-1-b") < text.index("Accepted in accepted.yaml: 1 finding.")
    assert text.index("Accepted: Printed so.") < text.index("    dep:gb-x-1 ")


@pytest.mark.parametrize(
    "acceptance",
    [
        replace(KNOWN, shape="fgsh:Deployment-falseAlerts", thing=None),
        replace(KNOWN, shape=WARNING.shape, thing=DEP),
    ],
)
def test_shape_and_thing_may_be_named_as_the_report_does_or_in_full(acceptance):
    found = report(WARNING).accepting([acceptance], base=vocabulary.HOME)

    assert found.causes == ()
    assert found.unused == ()


def test_no_violation_is_accepted():
    found = report(FINDING).accepting([KNOWN], base=vocabulary.HOME)

    assert not found.conforms
    assert [finding.accepted for finding in found.findings] == [None]
    assert "accepted.yaml, line 3: no warning or note is Deployment-falseAlerts" in as_text(found)


def test_trend_is_told_for_the_whole_and_for_each_cause():
    gone = ("warning", f"{vocabulary.SHAPES}Answer-outcome")
    before = Before("0a1b2c", {WARNING.kind: 3, gone: 2})

    found = report(WARNING, FINDING).since(before)
    text = as_text(found)

    assert "3 fewer than in generation 0a1b2c." in text
    assert "violation, 1 place, new (" in text
    assert "warning, 1 place, 2 fewer than before (" in text
    assert "No longer found: 2 warnings (fgsh:Answer-outcome).\n" in text
    assert as_json(found)["gone"] == [{"severity": gone[0], "shape": gone[1], "before": 2}]


def test_what_is_kept_of_a_report_is_what_the_next_is_held_against():
    first = report(WARNING).since(Before("0a1b2c", {FINDING.kind: 5}))

    kept_of = json.loads(json.dumps(kept(first)))

    assert counted(kept_of, "ffffff") == Before("ffffff", {WARNING.kind: 1})
    assert counted_before(kept_of) == Before("0a1b2c", {FINDING.kind: 5})
    assert counted(None, "ffffff") is None
    assert counted_before(None) is None


def test_page_holds_every_finding_and_runs_nothing():
    words = "<script>alert(1)</script>"
    findings = [replace(WARNING, focus=f"{DEP}-{number}", words=words) for number in range(30)]

    page = as_html(report(FINDING, *findings).accepting([KNOWN], base=vocabulary.HOME))

    assert page.count("<tr><td>dep:gb-x-1") == 31
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.fixture(scope="module")
def broken():
    text = """@prefix fg: <https://w3id.org/foigraph/ontology#> .
        <https://e.org/a> a fg:Deployment ; fg:totalAlerts -1 ."""
    return validate(parse(text, format=RdfFormat.TURTLE))


def test_turtle_is_the_report_of_the_standard(broken):
    graph = Graph().parse(data=as_turtle(broken), format="turtle")

    rows = graph.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?result WHERE {
            ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
            ?result a sh:ValidationResult ; sh:focusNode <https://e.org/a> ;
                sh:resultSeverity ?severity ; sh:sourceShape ?shape ; sh:resultMessage ?message .
        }"""
    )

    assert len(rows) == len(broken.findings) > 0


def test_turtle_keeps_the_order_of_the_findings(broken):
    text = as_turtle(broken)

    first, last = broken.findings[0].message, broken.findings[-1].message

    assert first != last
    assert text.index(first) < text.index(last)
