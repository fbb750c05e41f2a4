"""What would mislead a reader on replies, plans and provenance: each test adds data that would."""

import pytest

from kg import vocabulary

PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in vocabulary.prefixes("https://example.org/").items()
)

# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(params=["oxigraph", "rdflib"])
def both(request, ask, ask_rdflib):
    """Ask in one engine, then in the other."""
    return ask if request.param == "oxigraph" else ask_rdflib


@pytest.mark.parametrize("relation", ["revises", "retracts"])
def test_the_reply_of_a_review_is_no_late_first_reply(relation, good, both):
    here = good("find/late-replies")
    later = f"""{PREFIXES} rsp:later a fg:Response ; fg:respondsTo req:gb-nowhere-3 ;
        fg:respondent force:nowhere ; fg:{relation} rsp:gb-nowhere-3 ;
        fg:issuedOn "2023-09-18"^^xsd:date ; fg:workingDaysTaken 95 ; fg:workingDaysLate 75 ."""

    for name in ("find/late-replies", "compare/days-taken"):
        assert both(name, here + later) == both(name, here)


def test_a_reply_is_held_against_the_law_where_a_later_day_is_stated(good, both):
    stated = f"""{PREFIXES} req:y a fg:InformationRequest ; fg:reference "y" ;
        fg:madeUnder regime:foia ; fg:receivedOn "2023-02-20"^^xsd:date ;
        fg:dueOn "2023-04-20"^^xsd:date ; fg:statutoryDueOn "2023-03-21"^^xsd:date .
        rsp:y a fg:Response ; fg:respondsTo req:y ; fg:respondent force:nowhere ;
        fg:issuedOn "2023-03-24"^^xsd:date ; fg:workingDaysTaken 23 ."""

    found = both("find/late-replies", good("find/late-replies") + stated)

    assert [row[3:9] for row in found if row[1] == "y"] == [
        ("2023-04-20", "2023-03-21", "2023-03-24", "", "3", "23")
    ]


def test_a_reply_after_a_stated_day_is_late_where_nobody_knows_the_receipt(good, both):
    stated = f"""{PREFIXES} req:x a fg:InformationRequest ; fg:reference "x" ;
        fg:madeUnder regime:foia ; fg:dueOn "2023-03-20"^^xsd:date .
        rsp:x a fg:Response ; fg:respondsTo req:x ; fg:respondent force:nowhere ;
        fg:issuedOn "2023-03-22"^^xsd:date ; fg:workingDaysLate 2 ."""

    found = both("find/late-replies", good("find/late-replies") + stated)

    assert [row[2:9] for row in found if row[1] == "x"] == [
        ("", "2023-03-20", "", "2023-03-22", "2", "", "")
    ]


def test_what_a_notice_brought_about_is_no_work_of_the_review(good, both):
    here = good("compare/review-results").replace(
        "fg:revises    rsp:gb-nowhere-2-b", "fg:revises    rsp:gb-nowhere-2"
    )

    found = both("compare/review-results", here)

    assert found == both("compare/review-results", good("compare/review-results"))


def test_a_chain_whose_first_request_nobody_recorded_is_not_lost(both):
    later = f"""{PREFIXES} req:two a fg:InformationRequest ; fg:refines req:gone ;
        fg:respondent force:kent ; fg:reference "2" ."""

    assert [row[1:3] for row in both("find/chain-times", later)] == [("2", "1")]


def test_what_is_not_to_be_is_not_open(good, both):
    name = "find/plans"
    never = f"""{PREFIXES} graph:g {{ stm:never a fg:PlanStatement ; fg:saidBy force:nowhere ;
        fg:polarity polarity:negative ; fg:plannedTo "2020-01-01"^^xsd:date ; fg:evidence ev:n .
        ev:n fg:quotation "We shall not use it" }}"""

    found = both(name, good(name) + never)

    assert {row[8] for row in found if row[2] == "will not"} == {"not to be"}


@pytest.mark.parametrize("doubt", ["disputed", "rejected"])
def test_a_contested_plan_is_no_plan(doubt, good, both):
    name = "find/plans"
    plan = f"""{PREFIXES} graph:g {{ stm:p a fg:PlanStatement ; fg:saidBy force:nowhere ;
        fg:polarity polarity:positive ; fg:evidence ev:n ;
        fg:reviewStatus review-status:{doubt} . ev:n fg:quotation "We shall use it" }}"""

    assert both(name, good(name) + plan) == both(name, good(name))


def test_a_plan_that_was_not_to_be_or_was_misread_lacks_no_event(broken, both):
    found = both("check/plans-past", broken("check/plans-past"))

    assert [row[1] for row in found] == ["2025-01-01"]


def test_a_repeated_figure_is_found_in_the_edition_that_repeats_it(broken, both):
    found = both("check/same-figure-twice", broken("check/same-figure-twice"))

    assert [row[1:] for row in found] == [("2", "3", "repeated.pdf")]


def test_no_contested_or_wider_figure_supports_a_third_party(broken, both):
    found = both("check/third-party-values", broken("check/third-party-values"))

    assert [(row[1], row[2], row[5]) for row in found if row[5].startswith("obs:")] == [
        ("8", "", "obs:sheet-none"),
        ("3", "", "obs:sheet-other"),
        ("6", "5", "obs:sheet-alerts"),
        ("7000", "", "obs:sheet-list"),
    ]


def test_a_contested_group_is_not_added(broken, both):
    assert len(both("check/groups-and-whole", broken("check/groups-and-whole"))) == 1


def test_a_change_between_editions_is_lost_with_either(both):
    change = f"""{PREFIXES} chg:c a fg:EditionChange .
        graph:inferred {{ chg:c prov:wasDerivedFrom ver:one , ver:two }}
        ver:one fg:versionOf doc:d ; fg:fileName "one.pdf" .
        ver:two fg:versionOf doc:d ; fg:fileName "two.pdf" ."""

    assert [row[2:] for row in both("find/facts-of-version", change)] == [
        ("fg:EditionChange", "1", "1")
    ] * 2


def test_what_a_person_wrote_by_hand_rests_on_its_version_too(good, both):
    """There what a thing is stands in the default graph alone."""
    name = "find/deployments-near-events"

    found = both("find/facts-of-version", good(name), file="gb-nowhere-deployments.txt")

    assert ("fg:Deployment", "5", "5") in [row[2:] for row in found]


def test_a_gap_tells_what_was_not_asked_from_what_was_not_answered(good, both):
    found = both("compare/thin-cover", good("compare/thin-cover"), series="winter-protests")

    told = {row[2]: row[3:7] + row[9:] for row in found}
    assert told["Elsewhere Police (invented)"] == ("1", "1", "2", "crowd-images", "not all asked")


@pytest.mark.parametrize(
    "words",
    [
        "Ask Mr O'Neil",
        "Dr de Souza wrote it",
        "Prof. Green found it",
        "Sergeant Jones was there",
        "signed by Inspector Ann",
        "ring +44 (0)20 7946 0000",
        "ring (020) 7946 0000",
    ],
)
def test_a_person_is_found_behind_a_rank_a_title_or_a_number(words, both):
    assert both("check/person-names", f"{PREFIXES} req:r fg:topic {words!r} .".replace("\\", ""))


@pytest.mark.parametrize(
    "words", ["a Chief Superintendent gives leave", "01.FOI.23.031597", "the Lord Advocate"]
)
def test_a_rank_alone_or_a_reference_is_no_person(words, both):
    assert both("check/person-names", f"{PREFIXES} req:r fg:topic {words!r} .") == []


@pytest.mark.parametrize("kind", ["prov:Person", "<http://schema.org/Person>"])
def test_a_person_is_found_by_each_name_of_the_class(kind, both):
    assert both("check/person-names", f"{PREFIXES} req:r a {kind} .")


def test_a_ruling_on_a_figure_goes_before_the_review_of_its_record(good, both):
    name, version = "find/other-figure-source", "gb-nowhere-00-foi-00-000002-v1"
    reviews = f"""{PREFIXES} role:whole skos:prefLabel "Of the whole"@en .
        role:own skos:prefLabel "Of this"@en .
        graph:{version} {{ obs:{version}-2023-arrests prov:wasInfluencedBy act:own .
        act:whole prov:used ver:{version} ; prov:wasAssociatedWith role:whole ;
            dcterms:date "2024-01-01"^^xsd:date .
        act:own prov:wasAssociatedWith role:own ; dcterms:date "2024-02-02"^^xsd:date }}"""

    found = both(name, good(name) + reviews, measure="arrests")

    assert {(row[0], *row[12:14]) for row in found} == {
        ("group of people", "Of the whole", "2024-01-01"),
        ("set of deployments", "Of this", "2024-02-02"),
    }
