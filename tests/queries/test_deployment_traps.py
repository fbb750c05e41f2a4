"""What would mislead a reader on deployments, times and events: each test adds data that would."""

import pytest

from kg import resources, vocabulary

PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in vocabulary.prefixes("https://example.org/").items()
)
LFR = "fg:technology technology:live-facial-recognition"
DEPLOYED = f"a fg:Deployment ; fg:operator force:metropolitan ; {LFR}"
OPEN = f"dep:open {DEPLOYED} ; fg:place 'Mill Lane' ; fg:dateAsWritten '03/04/24' ;"
# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NOT_DONE = pytest.mark.parametrize("status", ["cancelled", "planned"])
EITHER = pytest.mark.parametrize("doubt", ["disputed", "rejected"])


def codes(*schemes):
    folder = resources.root() / "ontology" / "codes"
    return "".join((folder / f"{scheme}.ttl").read_text(encoding="utf-8") for scheme in schemes)


CODES = codes(
    "deployment-status", "event-context", "force", "measure", "outcome", "technology", "use-case"
)


def stated(facts):
    """Return the codes and *facts*."""
    return f"{CODES}\n{PREFIXES}\n{facts}"


@pytest.fixture(params=["oxigraph", "rdflib"])
def both(request, ask, ask_rdflib):
    """Ask in one engine, then in the other."""
    return ask if request.param == "oxigraph" else ask_rdflib


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("find/deployments-without-alerts", "fg:totalAlerts 0 ."),
        ("find/deployments-without-arrests", "fg:totalAlerts 2 ; fg:arrests 0 ."),
        ("find/deployments-stopped", "fg:deploymentStatus deployment-status:stopped ."),
        ("find/false-alerts-stopped", "fg:falseAlertEngagements 1 ."),
        ("find/watchlist-size-over-time", "fg:watchlistSize 10 ."),
    ],
)
def test_a_deployment_whose_day_is_open_is_not_lost(name, facts, both):
    assert [row[:2] for row in both(name, stated(f"{OPEN} {facts}"))] == [("", "Mill Lane")]


@pytest.mark.parametrize(
    "name",
    [
        "compare/faces-per-alert",
        "compare/faces-per-arrest",
        "compare/not-wanted-for-arrest",
        "compare/stops-after-false-alerts",
        "compare/watchlist-against-arrests",
    ],
)
def test_the_figures_of_an_open_day_stand_under_no_year(name, both):
    counts = "fg:facesSeen 9 ; fg:totalAlerts 2 ; fg:arrests 1 ; fg:watchlistSize 10 ."

    found = both(name, stated(f"{OPEN} {counts}"))

    assert [row[:2] for row in found] == [("Metropolitan Police Service", "")]


EDITIONS = """
ver:two prov:wasRevisionOf ver:one .
graph:one { dep:two fg:evidence ev:one . ev:one fg:inVersion ver:one ; fg:quotation "Y | stopped" }
graph:two { dep:two fg:evidence ev:two . ev:two fg:inVersion ver:two ; fg:quotation "Y | fault" }
"""


def test_a_deployment_stopped_stands_once_for_all_editions(both):
    data = stated(
        f"dep:two {DEPLOYED} ; fg:deploymentStatus deployment-status:stopped ;"
        f" fg:recordedIn ver:one , ver:two . {EDITIONS}"
    )

    assert [row[5] for row in both("find/deployments-stopped", data)] == ["Y | fault"]


def test_a_deployment_that_rests_on_two_passages_stands_once(both):
    data = stated(
        f"dep:one {DEPLOYED} ; fg:recordedIn ver:one ."
        "ver:one fg:versionOf doc:one ; fg:fileName 'one.pdf' ."
        "graph:one { dep:one fg:evidence ev:a , ev:b . ev:a fg:inVersion ver:one ; fg:page 1 ;"
        " fg:row 2 . ev:b fg:inVersion ver:one ; fg:page 3 ; fg:row 4 }"
    )

    assert [row[6:10] for row in both("find/deployments", data)] == [("one.pdf", "1", "2", "1")]


GONE = """
graph:gb-nowhere-editions-v1 {
    dep:gone fg:operator force:nowhere ; fg:date "2022-05-01"^^xsd:date ; fg:place "Gone" .
    obs:gone fg:ofDeployment dep:gone ; fg:measure measure:arrests ; fg:value 4 ;
        fg:evidence ev:gone ; fg:confidence confidence:table-reading ;
        fg:reviewStatus review-status:unreviewed ;
        prov:wasGeneratedBy act:gb-nowhere-editions-v1-reading .
    ev:gone fg:quotation "4" ; fg:inVersion ver:gb-nowhere-editions-v1 .
}
graph:gb-nowhere-editions-v2 {
    obs:open fg:ofDeployment dep:gb-nowhere-undated-mill-lane ; fg:measure measure:arrests ;
        fg:value 9 ; fg:evidence ev:open ; fg:confidence confidence:table-reading ;
        fg:reviewStatus review-status:unreviewed ;
        prov:wasGeneratedBy act:gb-nowhere-editions-v2-reading .
    ev:open fg:quotation "9" ; fg:inVersion ver:gb-nowhere-editions-v2 .
}
"""


def test_a_figure_has_its_source_where_its_day_is_open_or_its_deployment_was_dropped(both):
    folder = resources.root() / "ontology" / "examples"
    example = (folder / "figure-changed-later.trig").read_text(encoding="utf-8") + codes("measure")

    found = both("find/figure-source", example + PREFIXES + GONE, measure="arrests")

    assert [(row[0], row[3], row[5]) for row in found] == [
        ("", "9", "no"),
        ("2022-05-01", "4", "no"),
        ("2022-05-14", "3", "yes"),
        ("2022-05-14", "2", "no"),
    ]
    dropped = {"measure": "arrests", "date": "2022-05-01", "force": "kent"}
    assert both("find/figure-source", example + PREFIXES + GONE, **dropped) == []


@NOT_DONE
def test_what_did_not_take_place_is_no_deployment_of_an_area_a_purpose_or_a_day(status, good, both):
    names = ("compare/deployments-per-head", "compare/purposes-by-year")
    here = good(names[0])
    off = f"""dep:off {DEPLOYED.replace("metropolitan", "nowhere")} ; fg:inArea area:north ;
        fg:useCase use-case:crime-hotspot ; fg:date "2023-05-06"^^xsd:date ; fg:latitude 51.5 ;
        fg:longitude -0.1 ; fg:placeAccuracy 1 ; fg:deploymentStatus deployment-status:{status} ."""

    for name in (*names, "find/deployments-near-events"):
        assert both(name, here + PREFIXES + off) == both(name, here)


@NOT_DONE
def test_a_deployment_that_did_not_take_place_was_not_used_at_an_event(status, both):
    data = stated(
        f"dep:off {DEPLOYED} ; fg:eventContext event-context:protest ;"
        f" fg:deploymentStatus deployment-status:{status} ."
    )

    assert [row[3] for row in both("find/used-at-events", data)] == [status]


def test_a_ward_lies_in_its_borough(good, both):
    found = both("compare/deployments-per-head", good("compare/deployments-per-head"))

    assert [row[:3] for row in found if row[0] == "Nowhere"] == [("Nowhere", "2", "2")]


def test_a_long_way_to_an_event_is_measured_as_well_as_a_short_one(good, both):
    """33.7 miles along the 52.5th degree of latitude, and none."""
    far = "".join(
        f"""dep:{name} {DEPLOYED} ; fg:date "2023-10-14"^^xsd:date ; fg:latitude 52.5 ;
        fg:longitude {longitude} ; fg:placeAccuracy 1 ."""
        for name, longitude in (("far", "-0.9"), ("there", "-0.1"))
    )
    here = good("find/deployments-near-events") + PREFIXES + far

    found = both("find/deployments-near-events", here, miles="60")

    assert [row[5] for row in found if row[0].startswith("Autumn")] == ["33.7", "0"]


ASKED = f"""
req:r fg:reference "R" ; fg:respondent force:metropolitan .
qst:q fg:eventContext event-context:protest ; {LFR} ; fg:askedIn req:r .
rsp:one fg:respondsTo req:r ; fg:issuedOn "2023-01-10"^^xsd:date .
rsp:two fg:respondsTo req:r ; fg:issuedOn "2023-03-10"^^xsd:date ; fg:revises rsp:one .
ans:one fg:answers qst:q ; fg:respondent force:metropolitan ; fg:answerIn rsp:one ;
    fg:outcome outcome:refused-exempt .
ans:two fg:answers qst:q ; fg:respondent force:metropolitan ; fg:answerIn rsp:two ;
    fg:outcome outcome:not-held .
"""


def test_each_of_two_answers_keeps_its_own_reply_and_tells_whether_it_was_replaced(both):
    found = both("find/used-at-events", stated(ASKED))

    assert [(row[3], row[8], row[9]) for row in found] == [
        ("Not held", "2023-03-10", ""),
        ("Refused: exemption", "2023-01-10", "yes"),
    ]


def said(more):
    return stated(
        f"""graph:g {{ stm:s a fg:Statement ; fg:saidBy force:metropolitan ; {LFR} ; {more} ;
        fg:eventContext event-context:protest ; fg:polarity polarity:positive ;
        fg:imageSource image-source:custody ; fg:legalBasis legal-basis:x ; fg:statedIn ver:v ;
        fg:evidence ev:e . ev:e fg:quotation "so it is" ; fg:inVersion ver:v . }}
        ver:v fg:versionOf doc:d ; fg:fileName "v.txt" ."""
    )


NO_USE = (
    "a fg:PlanStatement",
    "fg:concerns force:essex",
    "fg:reviewStatus review-status:disputed",
    "fg:reviewStatus review-status:rejected",
)


@pytest.mark.parametrize("more", NO_USE)
@pytest.mark.parametrize(
    "name", ["find/used-at-events", "find/foreign-concepts", "find/image-sources"]
)
def test_a_plan_a_word_on_others_or_a_contested_reading_is_no_use(name, more, both):
    assert both(name, said("fg:reviewStatus review-status:accepted"))
    assert both(name, said(more)) == []


@pytest.mark.parametrize("more", NO_USE[1:])
def test_a_basis_of_others_or_a_contested_one_is_not_given(more, both):
    assert both("compare/legal-bases", said("fg:reviewStatus review-status:accepted"))
    assert both("compare/legal-bases", said(more)) == []


def test_a_deployment_that_two_editions_state_is_one_use(both):
    again = "".join(
        f"""graph:{name} {{ stm:{name} a fg:Statement ; fg:saidBy force:metropolitan ; {LFR} ;
        fg:polarity polarity:positive ; fg:describes dep:one }}"""
        for name in ("one", "two")
    )

    assert {row[6] for row in both("find/foreign-concepts", stated(again))} == {"1"}


@EITHER
def test_a_contested_row_is_no_change_of_purpose(doubt, both):
    def data(status):
        return stated(
            f"dep:p {DEPLOYED} ; fg:recordedIn ver:a , ver:b ."
            "ver:a fg:versionOf doc:a ; fg:fileName 'a' ."
            "ver:b fg:versionOf doc:b ; fg:fileName 'b' ."
            "graph:a { dep:p fg:useCase use-case:crime-hotspot ; fg:evidence ev:a ;"
            f" fg:reviewStatus review-status:{status} . ev:a fg:inVersion ver:a }}"
            "graph:b { dep:p fg:useCase use-case:event-protective-security ; fg:evidence ev:b ."
            " ev:b fg:inVersion ver:b }"
        )

    assert len(both("find/purposes-changed", data("accepted"))) == 2
    assert both("find/purposes-changed", data(doubt)) == []


def test_a_purpose_without_an_english_label_is_not_no_purpose(both):
    data = stated(
        f"dep:p {DEPLOYED} ; fg:useCase use-case:own ; fg:facesSeen 9 ; fg:totalAlerts 1 ;"
        " fg:arrests 1 . use-case:own skos:prefLabel 'Digwyddiad'@cy ."
    )

    assert [row[1] for row in both("compare/faces-by-purpose", data)] == ["use-case:own"]
