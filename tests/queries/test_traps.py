"""What would mislead a reader of single queries: each test adds the data that would do it."""

import pytest

from kg import vocabulary

THINGS = "https://example.org/id/"
EITHER = pytest.mark.parametrize("status", ["disputed", "rejected"])

# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(params=["oxigraph", "rdflib"])
def both(request, ask, ask_rdflib):
    """Ask in one engine, then in the other."""
    return ask if request.param == "oxigraph" else ask_rdflib


@pytest.fixture
def refusals(good):
    return good("find/cost-refusals")


@pytest.fixture
def several(good):
    return good("compare/answers-by-template")


@pytest.fixture
def process(good, ruled):
    return ruled(good("find/replies-changed"), "80-replaced-answers")


def added(trig: str, more: str) -> str:
    """Return *trig* with *more*, where ``ex-ans:x`` is an answer of the example, and so on."""
    ours = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in vocabulary.prefixes().items())
    things = "".join(
        f"@prefix ex-{prefix}: <{THINGS}{path}/> .\n" for prefix, path in vocabulary.THINGS.items()
    )
    return f"{trig}\n{ours}{things}{more}"


def contested(trig: str, claim: str, status: str) -> str:
    """Return *trig* as a build leaves it where a person contested *claim*: in its graph alone."""
    local = claim.partition(":")[2]
    alone = trig.replace(f"fg:hasGroundClaim {claim} ;", "")
    assert alone != trig
    return added(alone, f"graph:g {{ ex-gnd:{local} fg:reviewStatus review-status:{status} }}")


@EITHER
def test_a_statement_that_a_person_contested_is_no_use_and_no_denial(status, data, both):
    doubted = added(
        data["fixture"]
        .replace(
            "fg:reviewStatus review-status:accepted", f"fg:reviewStatus review-status:{status}"
        )
        .replace(
            "fg:reviewStatus review-status:unreviewed", f"fg:reviewStatus review-status:{status}"
        ),
        "",
    )

    assert both("find/modes-used", doubted) == []
    assert "says it did not use it" not in {row[1] for row in both("find/modes-denied", doubted)}
    assert both("find/not-held-and-denied", doubted) == []
    assert {row[1] for row in both("find/words-about", doubted)} == {"answer"}


PLAN = """graph:g { ex-stm:plan a fg:Statement , fg:PlanStatement ; fg:saidBy force:metropolitan ;
    fg:polarity polarity:positive ; fg:technology technology:live-facial-recognition ;
    fg:statedIn ?version ; fg:evidence ex-ev:plan .
  ex-ev:plan fg:quotation "We will use it." ; fg:inVersion ?version . }"""
VERSION = "<https://w3id.org/foigraph/id/document-version/gb-metropolitan-00-foi-00-000002-v1>"


@pytest.mark.parametrize("about", ["a fg:PlanStatement", "fg:concerns force:essex"])
def test_a_plan_and_a_word_on_another_force_are_no_use_of_its_own(about, data, both):
    said = PLAN.replace("?version", VERSION).replace(
        "fg:Statement , fg:PlanStatement", "fg:Statement"
    )
    used = added(data["fixture"], said)
    other = added(used, f"graph:g {{ ex-stm:plan {about} }}")

    assert "We will use it." in {row[2] for row in both("find/modes-used", used)}
    assert "We will use it." not in {row[2] for row in both("find/modes-used", other)}


def test_a_mode_is_first_confirmed_by_the_earliest_document_that_prints_a_day(several, both):
    """An earlier statement is rejected, another stands in a document without a day."""
    later = added(
        several,
        """graph:g {
        ex-stm:a a fg:Statement ; fg:saidBy force:anywhere ; fg:polarity polarity:positive ;
            fg:technology technology:live-facial-recognition ; fg:statedIn ex-ver:a .
        ex-stm:b a fg:Statement ; fg:saidBy force:anywhere ; fg:polarity polarity:positive ;
            fg:technology technology:live-facial-recognition ; fg:statedIn ex-ver:b ;
            fg:reviewStatus review-status:rejected . }
        ex-ver:a fg:versionOf ex-doc:a ; fg:fileName "a.txt" .
        ex-ver:b fg:versionOf ex-doc:b ; fg:fileName "b.txt" ;
            fg:issuedOn "2001-01-01"^^xsd:date .""",
    )

    assert [row[2:] for row in both("find/modes-confirmed", later)] == [
        ("2023-03-21", "gb-anywhere-1.txt", "2", "1", "2022-04-01")
    ]


def test_an_estimate_of_another_claim_is_not_shown(refusals, both):
    rows = both("find/cost-refusals", refusals)

    assert [row[5:8] for row in rows] == [
        ("", "", ""),  # the letter gives none
        ("52", "", "52 hours"),
        ("", "20", "more than twenty hours"),
    ]


def test_an_estimate_in_pounds_is_no_number_of_hours(refusals, both):
    pounds = refusals.replace('"hours" ;', '"pounds" ;').replace("fg:estimatedHours   52.0 ;", "")

    assert {row[5:7] for row in both("find/cost-refusals", pounds)} == {("", "")}


@EITHER
@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("find/cost-refusals", "gnd:gb-nowhere-cost-q1-g1"),
        ("find/public-interest-not-shown", "gnd:gb-nowhere-refined-q4-g1"),
    ],
)
def test_a_claim_that_a_person_contested_is_not_listed(query, claim, status, refusals, ask):
    node = THINGS + claim.replace("gnd:", "ground-claim/")

    assert node in {row[-1] for row in ask(query, refusals)}
    assert node not in {row[-1] for row in ask(query, contested(refusals, claim, status))}


@pytest.mark.parametrize(
    ("query", "claim", "column"),
    [
        ("compare/silence-alone", "gnd:gb-elsewhere-silent-q2-p2-g1", 2),
        ("compare/public-interest-factors", "gnd:gb-elsewhere-silent-q2-p2-g1", 2),
        ("compare/laws-side-by-side", "gnd:gb-nowhere-refined-q3-g1", 3),
    ],
)
def test_a_claim_that_a_person_contested_is_not_counted(query, claim, column, refusals, ask):
    rows = [ask(query, trig) for trig in (refusals, contested(refusals, claim, "rejected"))]
    before, after = (sum(int(row[column]) for row in found) for found in rows)

    assert after < before


def test_a_reply_to_a_series_without_recorded_questions_is_a_reply(several, both):
    asked = """ex-req:bare fg:respondent force:kent ; fg:inSeries ex-ser:winter .
        force:kent fg:nation "England" ."""
    replied = (
        "ex-rsp:bare fg:respondsTo ex-req:bare ; fg:respondent force:kent ; fg:workingDaysTaken 5 ."
    )

    before = both("compare/answered-in-time", added(several, asked), template="live-use")
    after = both("compare/answered-in-time", added(several, asked + replied), template="live-use")

    england = [next(row for row in rows if row[1] == "England") for rows in (before, after)]
    assert [int(row[2]) for row in england] == [int(england[0][2]), int(england[0][2]) + 1]
    assert int(england[1][6]) == int(england[0][6]) - 1


def test_a_reply_without_recorded_answers_did_not_give_nothing(refusals, both):
    bare = added(
        refusals,
        """ex-req:bare fg:refines ex-req:gb-nowhere-refined ; fg:reference "bare" .
        ex-rsp:bare fg:respondsTo ex-req:bare ; fg:respondent force:nowhere .""",
    )

    rows = {row[3]: row[5] for row in both("find/after-cost-refusal", bare)}

    assert rows["bare"] == "reply recorded without answers"


def test_an_answer_that_a_review_replaced_does_not_stand_beside_the_newer(process, both):
    rows = both("compare/answers-by-question", process, reference="00/FOI/00/000002")

    assert [(row[1], row[7]) for row in rows if row[7]] == [
        ("1", "Disclosed in full"),
        ("2", "Disclosed in full"),
    ]


def test_each_question_counts_once_whatever_a_review_made_of_its_answer(process, both):
    """The answer to one question was taken back without a new one, and counts no more."""
    counted = both("compare/outcomes", process)

    assert sum(int(row[3]) for row in counted) == process.count("a fg:Question ;") - 1


def test_advice_after_the_later_reply_was_no_advice_on_it(process, both):
    late = process.replace('"2024-02-20"^^xsd:date', '"2024-09-20"^^xsd:date')

    assert {row[7] for row in both("find/replies-changed", late)} == {""}


def test_a_question_on_two_technologies_is_one_figure(several, both):
    two = added(
        several,
        """ex-qst:gb-nowhere-1-q3 fg:technology technology:facial-recognition .""",
    )

    assert both("find/figures-not-kept", two) == both("find/figures-not-kept", several)


def test_shared_words_of_a_refusal_are_no_silence(several, both):
    """Two forces hold back in the same words, and neither keeps silent."""
    claims = """graph:g { ex-gnd:a fg:limb limb:LIMB ; fg:evidence ex-ev:a .
            ex-gnd:b fg:limb limb:LIMB ; fg:evidence ex-ev:b .
            ex-ev:a fg:wordingKey "k" ; fg:quotation "No." .
            ex-ev:b fg:wordingKey "k" ; fg:quotation "No." . }
        ex-ans:gb-nowhere-1-q3 fg:hasGroundClaim ex-gnd:a .
        ex-ans:gb-elsewhere-1-q1 fg:hasGroundClaim ex-gnd:b ."""

    silent, refused = (
        {
            row[0]
            for row in both("find/shared-wording", added(several, claims.replace("LIMB", limb)))
        }
        for limb in ("confirm-or-deny", "withhold")
    )

    assert silent - refused == {"k"}


def test_a_link_that_nobody_checked_is_one_row(refusals, both):
    """Without a check there is no status, and no label of another thing in its place."""
    unchecked = refusals.replace("fg:checkedAnswer", "fg:note")

    assert [row[5:9] for row in both("find/accessible-elsewhere", unchecked)] == [
        ("https://www.example.org/nowhere/policy", "", "", "")
    ]


def test_one_address_that_was_good_says_nothing_of_another(refusals, both):
    two = added(
        refusals,
        "ex-ans:gb-nowhere-refined-q3 fg:pointsTo <https://www.example.org/other> .",
    )

    assert [(row[5], row[8]) for row in both("find/accessible-elsewhere", two)] == [
        ("https://www.example.org/nowhere/policy", "2022-12-10"),
        ("https://www.example.org/other", ""),
    ]


@pytest.mark.parametrize(
    ("query", "provision"),
    [("find/accessible-elsewhere", "s21"), ("find/promised-publications", "s22-1")],
)
def test_a_provision_relied_on_for_the_whole_reply_is_listed(query, provision, refusals, both):
    whole = added(refusals, f"ex-rsp:gb-nowhere-cost fg:reliesOn foia:{provision} .")

    found = set(both(query, whole)) - set(both(query, refusals))

    assert [(row[1], row[3]) for row in found] == [("00/FOI/00/000001", "")]


def test_what_was_promised_by_a_provision_alone_is_listed(refusals, both):
    held_back = refusals.replace("disclosure:later", "disclosure:none")

    assert both("find/promised-publications", held_back) == both(
        "find/promised-publications", refusals
    )


def test_a_whole_reply_refused_on_cost_gives_no_figure(several, both):
    """Question 2 of the force was answered in full, and so it stays."""
    broad = added(
        several,
        """graph:g { ex-gnd:broad fg:limb limb:cost }
        ex-rsp:gb-nowhere-1 fg:hasGroundClaim ex-gnd:broad .""",
    )

    found = set(both("compare/why-no-figure", broad)) - set(both("compare/why-no-figure", several))

    assert {(row[1], row[4]) for row in found if row[1] == "refused on cost"} == {
        ("refused on cost", "3")
    }


def test_a_host_that_holds_nothing_on_one_scope_is_listed(good, both):
    trig = good("find/hosts-without-data")
    before = both("find/hosts-without-data", trig)
    answer = before[0][7].removeprefix(f"{THINGS}answer/")
    part = added(
        trig.replace("held:not-held", "held:ncnd"),
        f"ex-ans:{answer} fg:hasAnswerPart ex-part:p . ex-part:p fg:heldStatus held:not-held .",
    )

    assert [row for row in before if row[7].endswith(answer)] == both(
        "find/hosts-without-data", part
    )


def test_what_the_earlier_reply_answered_was_asked(data, both):
    answered = added(
        data["fixture"],
        """<https://w3id.org/foigraph/id/answer/early> fg:outcome outcome:OUTCOME ; fg:answers
        <https://w3id.org/foigraph/id/question/gb-metropolitan-00-foi-00-000001-q4> .""",
    )

    given, refused = (
        [row[6] for row in both("find/modes-denied", trig) if row[1] == "not asked"]
        for trig in (
            answered.replace("OUTCOME", "disclosed-in-full"),
            answered.replace("OUTCOME", "refused-cost"),
        )
    )

    assert given == ["2"]
    assert refused == ["2", "4"]


def test_a_question_that_a_later_reply_answered_got_an_answer(data, both):
    later = added(
        data["fixture"],
        """<https://w3id.org/foigraph/id/answer/later> fg:outcome outcome:disclosed-in-full ;
            fg:answers <https://w3id.org/foigraph/id/question/gb-essex-00-foi-00-000003-q2> .""",
    )

    assert [row[1] for row in both("find/unanswered-questions", later, force="essex")] == ["3"]


def test_faces_of_one_group_are_not_the_faces_of_the_rate(ask):
    figures = "".join(
        f"ex-obs:{name} fg:ofDeployment ex-dep:d ; fg:measure measure:{measure} ; "
        f'fg:value {value} ; fg:asWritten "{printed}" {group} .\n'
        for name, measure, value, printed, group in (
            ("r", "false-alert-rate", "0.001", "0.001", ""),
            ("f", "false-alerts", 1, "1", ""),
            ("n", "faces-seen", 1000, "1000", ""),
            ("g", "faces-seen", 50, "50", "; fg:demographicGroup sex:female"),
        )
    )
    flat = 'ex-dep:d fg:date "2022-03-09"^^xsd:date ; fg:place "Nowhere" .'

    assert ask("check/rate-and-counts", added("", f"{flat} graph:g {{ {figures} }}")) == []


def test_a_refined_request_without_a_reply_has_no_counts_of_other_replies(refusals, both):
    waiting = added(
        refusals, 'ex-req:open fg:refines ex-req:gb-nowhere-refined ; fg:reference "open" .'
    )

    rows = [row for row in both("find/after-cost-refusal", waiting) if row[3] == "open"]

    assert [row[5:10] for row in rows] == [("no reply recorded", "", "", "", "0")]


def test_an_answer_in_part_and_a_question_without_an_answer_were_not_all_given(refusals, both):
    given = refusals.replace("fg:disclosure    disclosure:none", "fg:disclosure disclosure:full")
    given = given.replace("fg:disclosure     disclosure:none", "fg:disclosure disclosure:full")
    half = given.replace("disclosure:later", "disclosure:full")
    given = half.replace("disclosure:part", "disclosure:full")
    silent = added(given, "ex-qst:new fg:askedIn ex-req:gb-nowhere-refined .")

    came_to = [
        {row[3]: row[5] for row in both("find/after-cost-refusal", trig)}["00/FOI/00/000002"]
        for trig in (given, half, silent)
    ]

    assert came_to == ["all given", "some given", "some given"]


def test_a_later_reply_without_a_day_does_not_take_that_of_every_step(process, both):
    undated = process.replace("fg:issuedOn", "fg:note")

    assert len(both("find/replies-changed", undated)) == len(both("find/replies-changed", process))


def test_outcomes_without_an_english_label_are_not_one(data, both):
    welsh = data["fixture"].replace('"@en', '"@cy')

    before, after = (both("compare/outcomes", trig) for trig in (data["fixture"], welsh))

    assert sorted(row[3:] for row in after) == sorted(row[3:] for row in before)


FIGURE = """ex-dep:kent fg:operator force:kent .
    ex-ver:kent fg:versionOf ex-doc:kent . ex-doc:kent fg:publishedBy force:kent .
    graph:g { ex-obs:kent fg:measure measure:rfr-searches ; fg:value 3 ;
        fg:ofDeployment ex-dep:kent ; prov:wasDerivedFrom ex-ver:kent . MORE }"""


@pytest.mark.parametrize(
    ("more", "forces"),
    [
        ("", 1),
        ("ex-obs:kent fg:demographicGroup sex:female .", 0),
        ("ex-obs:kent fg:reviewStatus review-status:disputed .", 0),
        ("ex-obs:kent fg:reviewStatus review-status:rejected .", 0),
    ],
)
def test_figures_of_a_group_and_contested_ones_are_not_compared(more, forces, several, both):
    def given(trig):
        rows = both("compare/comparable-measures", trig, at_least="1")
        return sum(int(row[2]) for row in rows if row[5].endswith("rfr-searches"))

    figure = added(several, FIGURE.replace("MORE", more))

    assert given(figure) - given(several) == forces


def test_a_refusal_that_a_review_replaced_is_not_held_against_a_disclosure(several, both, ruled):
    """The force that refused discloses after a review."""
    before = both("compare/disclosed-and-refused", several)
    answer = next(row[11] for row in before if row[6] == "").removeprefix(f"{THINGS}answer/")
    reply = answer.rpartition("-")[0]
    question = f"ex-qst:{answer}"
    reviewed = added(
        several,
        f"""ex-rsp:review fg:revises ex-rsp:{reply} ; fg:hasAnswer ex-ans:review .
        ex-ans:review fg:answers {question} ; fg:answerIn ex-rsp:review ;
            fg:heldStatus held:held ; fg:disclosure disclosure:full ;
            fg:outcome outcome:disclosed-in-full .""",
    )
    reviewed = ruled(reviewed, "80-replaced-answers")

    refusing = {row[11] for row in both("compare/disclosed-and-refused", reviewed)}
    outcomes = [
        row[11]
        for row in both("compare/answers-by-template", reviewed)
        if row[12] == f"{THINGS}question/{answer}"
    ]

    assert f"{THINGS}answer/{answer}" not in refusing
    assert outcomes == ["Disclosed in full"]


@pytest.mark.parametrize("query", ["check/totals-and-parts", "check/rate-and-counts"])
def test_a_deployment_without_a_day_or_a_place_is_checked_too(query, broken, both):
    trig = broken(query)
    bare = trig.replace("fg:date ", "fg:note ").replace("fg:place ", "fg:note ")

    assert {row[:3] for row in both(query, bare)} == {row[:3] for row in both(query, trig)} != set()
