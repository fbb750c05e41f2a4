"""What queries on figures must keep apart: editions, sources, groups of people, sets and tests."""

import pytest

from kg import resources

EXAMPLES = resources.root() / "ontology" / "examples"
CODES = resources.root() / "ontology" / "codes"
# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

RATE = """
@prefix dep: <https://w3id.org/foigraph/id/deployment/> .
@prefix fg: <https://w3id.org/foigraph/ontology#> .
@prefix measure: <https://w3id.org/foigraph/code/measure/> .
@prefix obs: <https://w3id.org/foigraph/id/observation/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
dep:d fg:date "2023-12-07"^^xsd:date ; fg:place "Invented Street" .
"""


def example(name, *schemes):
    """Return an example with the codes of *schemes*, as a built graph has them."""
    files = [EXAMPLES / f"{name}.trig", *(CODES / f"{scheme}.ttl" for scheme in schemes)]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def observed(name, measure, value, written):
    return (
        f"obs:{name} fg:ofDeployment dep:d ; fg:measure measure:{measure} ; "
        f'fg:value {value} ; fg:asWritten "{written}" .'
    )


def test_a_deployment_of_two_editions_stands_once(ask):
    """And an open status stays open: nothing else lends it a name."""
    found = ask("find/deployments", example("figure-changed-later"))

    assert [row[:2] for row in found] == [("", "Mill Lane"), ("2022-05-14", "Mill Lane")]
    assert {row[6] for row in found} == {"to-july.pdf"}
    assert {row[4] for row in found} == {""}


def test_a_third_party_is_no_record_of_the_force(ask):
    found = ask("find/deployments", example("figures"))

    assert [(row[6], row[9]) for row in found] == [("record.pdf", "1")] * 3


def test_each_source_of_a_figure_says_which_edition_it_is_and_whether_it_settles(ask):
    data = example("figure-changed-later", "measure")

    found = ask("find/figure-source", data, measure="arrests")

    assert [(row[3], row[5], row[8], row[9]) for row in found] == [
        ("3", "yes", "2", ""),
        ("2", "no", "1", "to-july.pdf"),
    ]


def test_what_a_person_preferred_is_told_with_the_reason(ask):
    found = ask("find/figure-source", example("figures", "measure"))

    assert [(row[3], row[5], bool(row[6])) for row in found if row[0] == "2023-06-10"] == [
        ("5", "yes", True),
        ("6", "no", False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [
        (("0.0001", "0.01%"), ("0.000121", "0.000121"), False),
        (("0.0001", "0.01%"), ("0.00025", "0.00025"), True),
        (("0.0001", "0.01%"), ("0.0001", "0.010%"), False),
        (("5", "5"), ("6", "6"), True),
        (("1200", "1,200"), ("1200", "1200"), False),
        (("1200", "1,200"), ("1201", "1201"), True),
        (("0.6", "0.60"), ("0.62", "0.62"), True),
    ],
)
def test_a_conflict_is_more_than_digits_left_out(one, other, conflicts, ruled, ask, ask_rdflib):
    quads = f"""
        graph:a {{ {observed("a", "false-alert-rate", *one)} }}
        graph:b {{ {observed("b", "false-alert-rate", *other)} }}"""
    stated = f"{RATE} @prefix graph: <https://w3id.org/foigraph/graph/> . {quads}"
    data = ruled(stated, "70-conflicting-figures")

    found = ask("check/deployment-conflicts", data)

    assert bool(found) == conflicts
    assert ask_rdflib("check/deployment-conflicts", data) == found


def test_figures_of_two_groups_are_no_conflict(ruled, ask):
    found = ask("check/deployment-conflicts", ruled(example("figures"), "70-conflicting-figures"))

    assert [row[1:3] for row in found] == [("5", "6")]


@pytest.mark.parametrize(
    ("faces", "confirmed", "unconfirmed", "printed", "rate", "wrong"),
    [
        (3940, 1, 0, "0.01%", "0.0001", True),
        (3940, 1, 0, "0.02%", "0.0002", False),
        (3940, 1, 0, "0.03%", "0.0003", False),
        (3940, 1, 1, "0.05%", "0.0005", False),
    ],
)
def test_a_rate_is_held_against_false_alerts_in_two_parts(
    faces, confirmed, unconfirmed, printed, rate, wrong, ask
):
    facts = (
        observed("f", "faces-seen", faces, faces),
        observed("c", "false-alerts-confirmed", confirmed, confirmed),
        observed("u", "false-alerts-unconfirmed", unconfirmed, unconfirmed),
        observed("r", "false-alert-rate", rate, printed),
    )
    data = f"{RATE} <https://w3id.org/foigraph/graph/g> {{ {' '.join(facts)} }}"

    assert bool(ask("check/rate-and-counts", data)) == wrong


def test_groups_are_told_by_the_list_that_they_are_of(ask, ask_rdflib):
    data = example("figures", "ic-code", "self-defined-ethnicity", "sex", "age-band", "measure")

    found = ask("find/demographic-groups", data)

    assert {(row[1], row[2], row[3]) for row in found if row[0] == "Arrests"} == {
        ("Age bands", "18 to 24", "Female"),
        ("Self-defined ethnicity", "Black - African", ""),
        ("Self-defined ethnicity", "Not stated", ""),
        ("Self-defined ethnicity", "White - British", ""),
        ("Sex", "Female", "18 to 24"),
    }
    assert {(row[1], row[6]) for row in found if row[0] == "Total alerts"} == {("IC codes", "10")}
    assert ask_rdflib("find/demographic-groups", data) == found


def test_a_total_stands_beside_what_its_members_add_up_to(ask, ask_rdflib):
    data = example("figures", "measure")

    found = ask("find/totals", data)

    assert [(row[4], row[5], *row[7:10]) for row in found] == [
        ("Arrests", "5", "3", "3", "5"),
        ("Faces seen", "", "3", "3", "22000"),
        ("Total alerts", "19", "3", "3", "18"),
    ]
    assert ask_rdflib("find/totals", data) == found
    assert [row[1:4] for row in ask("check/set-and-members", data)] == [("19", "18", "3")]


def test_every_other_sum_leaves_groups_sets_and_tests_out(ask):
    """What is not of a whole deployment is never added to what is."""
    data = example("figures", "measure", "use-case")

    found = ask("compare/faces-by-purpose", data)

    assert [(row[1], row[2], *row[4:8], row[9]) for row in found] == [
        ("Crime hotspots", "0.6", "2", "2", "18000", "15", "5"),
        ("Specific intelligence on where a sought person is", "0.64", "1", "1", "4000", "3", "0"),
    ]
