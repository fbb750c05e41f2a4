"""What cannot simply stand together: found only where the matter is one, and put with care.

Each test of what is kept out has beside it the case, one thing changed, that is found.
"""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg import resources, vocabulary
from kg.build import Iris, disagreements, inference, reference
from kg.build.disagreements.figures import range_of
from kg.model.disagreement import Disagreement, label_of

BASE = "https://example.org/"
HEADER = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes(BASE).items())
CODES = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in reference.triples()]
YEAR = ("2022-01-01", "2022-12-31")
LIVE, ANY = "live-facial-recognition", "facial-recognition"


def store(*texts: str) -> Store:
    held = Store()
    quads = [*parse(HEADER + "\n".join(texts), format=RdfFormat.TRIG), *CODES]
    list(inference.infer(quads, Iris(BASE), store=held))
    return held


def found(*texts: str) -> tuple[Disagreement, ...]:
    return disagreements.found(store(*texts))


def labels(*texts: str) -> list[tuple[str, str]]:
    return [(one.kind, one.label) for one in found(*texts)]


def statement(
    name: str,
    polarity: str,
    *,
    by: str = "force:essex",
    technology: str = LIVE,
    period: tuple[str, str] | None = YEAR,
    scope: Sequence[str] = (),
    version: str | None = None,
    more: str = "",
    status: str = "accepted",
    words: str = "words",
    restated: bool = False,
) -> str:
    """Return a statement, in the graph of a version of its own unless one is named."""
    where = version or f"{name}-v1"
    days = ""
    if period is not None:
        days = f"fg:periodStart '{period[0]}'^^xsd:date ; fg:periodEnd '{period[1]}'^^xsd:date ;"
    narrowed = "".join(f"fg:restrictedTo {code} ;" for code in scope)
    return f"""graph:{where} {{
        stm:{name} a fg:Statement ; fg:saidBy {by} ; fg:polarity polarity:{polarity} ;
            fg:technology technology:{technology} ; {days} {narrowed} {more}
            fg:statedIn ver:{where} ; prov:wasDerivedFrom ver:{where} ;
            fg:reviewStatus review-status:{status} ; fg:evidence ev:{name} .
        ev:{name} fg:inVersion ver:{where} ; fg:quotation "{words} of {name}"
            {"; fg:restated true" if restated else ""} .
    }}"""


DENIED = statement("denial", "negative")
USED = statement("use", "positive", period=("2022-05-14", "2022-05-14"))


# Statements.


def test_a_use_in_the_time_of_a_denial_contradicts_it() -> None:
    (one,) = found(DENIED, USED)

    assert (one.kind, one.label) == ("two-answers", "contradicts")
    assert [side.words for side in one.sides] == ["words of denial", "words of use"]
    assert one.about == "https://w3id.org/foigraph/code/force/essex"
    assert one.key == "denial-and-use-v1-live-facial-recognition"
    assert "denies use of live facial recognition from 2022-01-01 to 2022-12-31" in one.reason


def test_two_denials_and_two_uses_agree() -> None:
    assert found(DENIED, statement("again", "negative"), USED.replace("positive", "negative")) == ()
    assert found(USED, statement("more", "positive")) == ()


@pytest.mark.parametrize(
    "period", [("2021-12-31", "2021-12-31"), ("2023-01-01", "2024-12-31")], ids=["before", "after"]
)
def test_periods_that_do_not_meet_make_no_pair(period: tuple[str, str]) -> None:
    assert found(DENIED, statement("use", "positive", period=period)) == ()


def test_periods_that_overlap_in_part_differ_in_period() -> None:
    assert labels(DENIED, statement("use", "positive", period=("2022-12-01", "2023-02-01"))) == [
        ("two-answers", "differs-in-period")
    ]


@pytest.mark.parametrize("side", ["denial", "use"])
def test_a_period_that_is_not_told_leaves_open_whether_they_compare(side: str) -> None:
    periods = {"denial": YEAR, "use": YEAR, side: None}

    assert labels(
        statement("denial", "negative", period=periods["denial"]),
        statement("use", "positive", period=periods["use"]),
    ) == [("two-answers", "comparability-open")]


def test_a_denial_does_not_speak_of_the_time_after_its_reply() -> None:
    reply = "rsp:r a fg:Response ; fg:statedIn ver:denial-v1 ; fg:issuedOn '{}'^^xsd:date ."
    denial = statement("denial", "negative", period=None)

    assert found(denial, USED, reply.format("2021-06-01")) == ()
    assert labels(denial, USED, reply.format("2022-06-01")) == [
        ("two-answers", "comparability-open")
    ]


def test_what_another_force_uses_is_no_disagreement() -> None:
    assert found(DENIED, statement("use", "positive", by="force:kent")) == ()


def test_a_narrower_technology_differs_in_scope_and_a_wider_one_is_none() -> None:
    """Who denies live use may still use the technology otherwise."""
    wide = statement("denial", "negative", technology=ANY)

    assert labels(wide, USED) == [("two-answers", "differs-in-scope")]
    assert found(DENIED, statement("use", "positive", technology=ANY)) == ()


def test_overt_and_covert_use_are_two_matters() -> None:
    overt = statement("denial", "negative", scope=["overtness:overt"])

    def used(scope: str) -> str:
        return statement("use", "positive", scope=[scope])

    assert found(overt, used("overtness:covert")) == ()
    assert labels(overt, used("overtness:overt")) == [("two-answers", "contradicts")]
    assert labels(overt, USED) == [("two-answers", "differs-in-scope")]


def test_a_reading_that_narrows_the_answer_differs_in_scope() -> None:
    reading = """ans:a fg:states stm:denial ; fg:interpretation itp:a .
        graph:denial-v1 { itp:a fg:restrictedTo overtness:overt }"""

    assert labels(DENIED, USED, reading) == [("two-answers", "differs-in-scope")]


def test_a_denial_that_nobody_reviewed_leaves_open_whether_it_is_of_all_use() -> None:
    """'Did not use it in Croydon', 'without an assessment': a rule reads the verb and no more."""
    denial = statement("denial", "negative", status="unreviewed")

    (one,) = found(denial, USED)

    assert (one.label, one.open) == ("comparability-open", {"scope"})
    assert "The first was read by rule, and no person has looked whether" in one.reason
    assert labels(DENIED, statement("use", "positive", status="unreviewed")) == [
        ("two-answers", "comparability-open")
    ]
    assert labels(statement("denial", "negative", status="corrected"), USED) == [
        ("two-answers", "contradicts")
    ]


def test_a_row_that_nobody_reviewed_is_a_use_all_the_same() -> None:
    row = statement("use", "positive", status="unreviewed", more="fg:describes dep:d ;")

    assert labels(DENIED, row) == [("answer-and-record", "contradicts")]


def test_a_denial_that_answers_a_question_on_an_occasion_differs_in_scope() -> None:
    asked = "ans:a fg:states stm:denial ; fg:answers qst:q . qst:q fg:label '1' ."
    at = "qst:q fg:eventContext event-context:protest ."

    assert labels(DENIED, USED, asked) == [("two-answers", "contradicts")]
    (one,) = found(DENIED, USED, asked, at)
    assert (one.label, one.differs) == ("differs-in-scope", {"scope"})
    assert "The first is narrowed to: protest or demonstration." in one.reason


def test_a_denial_of_some_technologies_is_none_of_others() -> None:
    scope = ["technology:retrospective-facial-recognition"]
    narrowed = statement("denial", "negative", technology=ANY, scope=scope)

    assert found(narrowed, USED) == ()


@pytest.mark.parametrize("status", ["disputed", "rejected"])
def test_what_a_person_contested_is_no_side(status: str) -> None:
    assert found(statement("denial", "negative", status=status), USED) == ()
    assert found(DENIED, statement("use", "positive", status=status)) == ()


def test_an_answer_that_was_replaced_is_no_side() -> None:
    replaced = "ans:a fg:states stm:denial ; fg:replacedBy rsp:later ."

    assert found(DENIED, USED, replaced) == ()


def test_a_plan_is_no_use() -> None:
    plan = "graph:use-v1 { stm:use a fg:PlanStatement }"

    assert found(DENIED, USED, plan) == ()


def test_one_document_does_not_contradict_itself_by_statements() -> None:
    assert found(DENIED, statement("use", "positive", version="denial-v1")) == ()


def test_an_edition_that_was_revised_is_no_side() -> None:
    assert found(DENIED, USED, "ver:use-v2 prov:wasRevisionOf ver:use-v1 .") == ()


def test_another_body_is_told_apart_and_a_group_is_not_split() -> None:
    spoken = "fg:concerns {} ;"
    survey = statement("use", "positive", by="body:home-office", more=spoken.format("force:essex"))
    group = "force-group:united-kingdom"
    every = statement("use", "positive", by="body:home-office", more=spoken.format(group))

    assert labels(DENIED, survey) == [("authority-and-other", "contradicts")]
    (one,) = found(DENIED, every)
    assert one.label == "comparability-open"
    assert one.open == {"authority"}


def test_the_home_office_and_a_force_that_denies_overt_use_differ_in_scope() -> None:
    """Every force searches the national database; one says that it uses nothing overtly."""
    denial = statement("denial", "negative", technology=ANY, scope=["overtness:overt"], period=None)
    search = statement(
        "use",
        "positive",
        by="body:home-office",
        technology="rfr-pnd",
        period=None,
        more="fg:concerns force-group:united-kingdom ;",
    )

    assert labels(denial, search) == [("authority-and-other", "differs-in-scope")]


def test_rows_of_one_record_are_one_side() -> None:
    rows = [
        statement(
            f"row{number}",
            "positive",
            version="record-v1",
            period=(f"2022-05-1{number}",) * 2,
            more=f"fg:describes dep:{number} ;",
        )
        for number in range(5)
    ]

    (one,) = found(DENIED, *rows)

    assert one.kind == "answer-and-record"
    assert len(one.sides[1].evidence) == 5
    assert one.sides[1].words.endswith("; and 2 more")
    assert "5 times, from 2022-05-10 to 2022-05-14" in one.reason


def deployment(*, status: str = "completed", more: str = "") -> str:
    return f"""dep:d a fg:Deployment ; fg:operator force:essex ; fg:date '2022-05-14'^^xsd:date ;
            fg:technology technology:{LIVE} ; fg:deploymentStatus deployment-status:{status} .
        graph:press-v1 {{ dep:d fg:evidence ev:d . ev:d fg:inVersion ver:press-v1 ;
            fg:quotation "Essex | 2022-05-14" {more} }}"""


def test_a_deployment_that_a_source_tells_of_is_a_use() -> None:
    assert labels(DENIED, deployment()) == [("authority-and-other", "contradicts")]
    assert labels(DENIED, deployment(more="; fg:cites page:p")) == [
        ("authority-and-other", "comparability-open")
    ]


@pytest.mark.parametrize("status", ["planned", "cancelled", "stopped"])
def test_a_deployment_that_did_not_take_place_is_no_use(status: str) -> None:
    assert found(DENIED, deployment(status=status)) == ()


def test_a_deployment_that_a_row_describes_is_one_use() -> None:
    row = statement("row", "positive", more="fg:describes dep:d ;")

    assert len(found(DENIED, deployment(), row)) == 1


def test_restated_words_are_marked() -> None:
    (one,) = found(statement("denial", "negative", restated=True), USED)

    assert [side.restated for side in one.sides] == [True, False]


def test_words_that_are_not_the_authority_s_contradict_nothing() -> None:
    """Who says a page again may leave out what narrows it."""
    (one,) = found(statement("denial", "negative", restated=True), USED)

    assert (one.label, one.open) == ("comparability-open", {"scope"})
    assert one.reason.endswith("A side is retold, which may leave out what narrows it.")
    narrow = statement("denial", "negative", technology=ANY, restated=True)
    assert labels(narrow, USED) == [("two-answers", "differs-in-scope")]


def test_a_denial_as_at_the_day_before_is_none_of_the_day_after() -> None:
    day, before = ("2022-05-14", "2022-05-14"), ("2022-05-13", "2022-05-13")

    assert found(statement("denial", "negative", period=before), USED) == ()
    assert labels(statement("denial", "negative", period=day), USED) == [
        ("two-answers", "contradicts")
    ]


def test_a_joint_unit_that_uses_it_leaves_open_which_of_its_forces_does() -> None:
    members = "force:joint fg:groupMember force:essex , force:kent ."

    (one,) = found(DENIED, members, statement("use", "positive", by="force:joint", period=YEAR))

    assert (one.label, one.open) == ("comparability-open", {"authority"})


def test_two_vans_on_one_day_are_not_one_deployment_told_twice() -> None:
    vans = SET + figure("a", "dep:a", "3") + figure("b", "dep:b", "5", version="sheet-v1")

    assert found(vans) == ()
    assert len(found(vans.replace("ofDeployment dep:b", "ofDeployment dep:a"))) == 1


# Figures.

SET = """dep:a fg:operator force:essex . dep:b fg:operator force:essex .
    set:s fg:operator force:essex ; fg:includesDeployment dep:a , dep:b ; dcterms:title "Two days" .
    ver:record-v1 fg:versionOf doc:record . doc:record fg:publishedBy force:essex .
    """


def figure(
    name: str,
    of: str,
    value: str | None,
    *,
    measure: str = "total-alerts",
    version: str = "record-v1",
    printed: str | None = None,
    more: str = "",
) -> str:
    kind = "ofDeploymentSet" if of.startswith("set:") else "ofDeployment"
    given = "" if value is None else f"fg:value {value} ;"
    return f"""graph:{version} {{
        obs:{name} a fg:Observation ; fg:{kind} {of} ; fg:measure measure:{measure} ; {given} {more}
            fg:asWritten "{printed or value}" ; prov:wasDerivedFrom ver:{version} ;
            fg:evidence ev:{name} .
        ev:{name} fg:inVersion ver:{version} ; fg:quotation "{printed or value}" .
    }}"""


ROWS = SET + figure("a", "dep:a", "10") + figure("b", "dep:b", "11")


def total(value: str | None, **more: str) -> str:
    return figure("total", "set:s", value, version="press-v1", **more)


def test_a_total_that_is_not_the_sum_of_another_document_contradicts() -> None:
    (one,) = found(ROWS, total("22"))

    assert (one.kind, one.label) == ("authority-and-other", "contradicts")
    assert "gives 22 (total alerts)" in one.reason
    assert "10 and 11 for the 2 deployments counted, together 21" in one.reason
    assert found(ROWS, total("21")) == ()


def test_a_total_of_a_page_that_nobody_saw_never_contradicts() -> None:
    cited = "graph:press-v1 { ev:total fg:cites page:p }"

    (one,) = found(ROWS, total("22"), cited)

    assert (one.label, one.open) == ("comparability-open", {"scope", "definition"})
    assert "cites a page that was not seen" in one.reason


def test_a_sum_with_a_row_that_prints_no_figure_is_compared_with_nothing() -> None:
    assert found(SET, figure("a", "dep:a", "10"), total("22")) == ()


@pytest.mark.parametrize(
    ("bounds", "differs"),
    [("fg:lowerBound 20 ;", False), ("fg:lowerBound 30 ;", True), ("fg:upperBound 20 ;", True)],
)
def test_bounds_that_meet_the_sum_are_no_disagreement(bounds: str, differs: bool) -> None:
    assert bool(found(ROWS, total(None, printed="more than", more=bounds))) is differs


def test_estimates_and_lists_that_serve_twice_are_not_added() -> None:
    assert found(ROWS, total("22", more="fg:estimate true ;")) == ()
    lists = [figure(n, f"dep:{n}", "5000", measure="watchlist-size") for n in "ab"]
    assert found(SET, *lists, total("5000", measure="watchlist-size")) == ()


def test_figures_of_two_definitions_differ_in_definition() -> None:
    wide = "fg:measureDefinition measure-definition:arrests-or-disposals ;"
    rows = [figure(n, f"dep:{n}", "4", measure="arrests", more=wide) for n in "ab"]

    (one,) = found(SET, *rows, total("6", measure="arrests"))

    assert one.label == "differs-in-definition"
    assert "arrests against arrests or disposals" in one.reason


def test_two_sources_of_one_deployment() -> None:
    other = figure("c", "dep:a", "12", version="sheet-v1")

    (one,) = found(ROWS, other)
    assert (one.kind, one.label) == ("authority-and-other", "contradicts")
    assert found(ROWS, figure("c", "dep:a", "10", version="sheet-v1")) == ()
    assert (
        found(ROWS, other.replace("fg:evidence", "fg:demographicGroup sex:female ; fg:evidence"))
        == ()
    )
    assert found(ROWS, other, "ver:record-v1 prov:wasRevisionOf ver:sheet-v1 .") == ()


def test_a_row_whose_total_is_not_that_of_its_parts() -> None:
    def row(confirmed: int) -> str:
        parts = {
            "total-alerts": 1,
            "true-alerts-confirmed": confirmed,
            "true-alerts-unconfirmed": 1,
            "false-alerts-confirmed": 0,
            "false-alerts-unconfirmed": 0,
        }
        return SET + "".join(
            figure(measure, "dep:a", str(value), measure=measure)
            for measure, value in parts.items()
        )

    (one,) = found(row(1))

    assert (one.kind, one.label) == ("whole-and-parts", "contradicts")
    assert "prints total alerts 1, and its parts come to 2" in one.reason
    assert found(row(0)) == ()


@pytest.mark.parametrize(
    ("printed", "value", "differs"),
    [
        ("0.02%", "0.0002", False),
        ("0.03%", "0.0003", False),
        ("0.01%", "0.0001", True),
        ("0.0254%", "0.000254", False),
        ("0%", "0.0", False),
    ],
)
def test_a_printed_rate_is_held_to_its_counts_within_rounding_and_cutting(
    printed: str,
    value: str,
    differs: bool,
) -> None:
    """One false alert among 3,941 faces is 0.02537 per cent."""
    told = labels(rate(printed, value, faces="3941"))

    assert told == ([("whole-and-parts", "contradicts")] if differs else [])


def rate(
    printed: str, value: str, *, faces: str, false: str = "1", more: str = "", counted: str = ""
) -> str:
    """Return a row with a rate, its false alerts and its faces; *more* is told of the faces."""
    return (
        SET
        + figure("r", "dep:a", value, measure="false-alert-rate", printed=printed)
        + figure("f", "dep:a", false, measure="false-alerts", more=counted)
        + figure("n", "dep:a", faces, measure="faces-seen", more=more)
    )


def test_a_rate_over_faces_that_are_an_estimate_never_contradicts() -> None:
    """It may be that of the exact number: 0.01 per cent is 1 of 10,000."""
    guess = "fg:estimate true ;"

    (one,) = found(rate("0.01%", "0.0001", faces="3940", more=guess))

    assert (one.label, one.open) == ("comparability-open", {"definition"})
    assert one.reason.endswith(
        "1 of 3940 faces. Neither rounding nor cutting off makes the one of the other. The faces "
        "are an estimate, and the rate may be of another number of them: it would fit 5000 to "
        "20000."
    )
    (none,) = found(rate("0%", "0.0", faces="30", more=guess))
    assert none.reason.endswith("another number of them: it would fit 100 or more.")
    assert found(rate("0.02%", "0.0002", faces="3940", more=guess)) == ()


def test_nought_of_any_number_of_faces_is_nought() -> None:
    row = rate("0.2%", "0.002", faces="3940", false="0", more="fg:estimate true ;")

    assert labels(row) == [("whole-and-parts", "contradicts")]
    assert found(rate("0.0%", "0.0", faces="3940", false="0", more="fg:estimate true ;")) == ()


@pytest.mark.parametrize(
    ("faces", "differs"), [("10000", False), ("9999", True), ("2000", False), ("2001", True)]
)
def test_a_round_number_of_faces_may_be_rounded(faces: str, differs: bool) -> None:
    """One false alert and 0.03 per cent are of 2,500 to 5,000 faces."""
    assert bool(found(rate("0.03%", "0.0003", faces=faces))) is differs


@pytest.mark.parametrize(
    "counted",
    ["fg:estimate true ;", "fg:measureDefinition measure-definition:arrests-or-disposals ;"],
)
def test_a_rate_over_counts_that_are_estimates_or_count_otherwise_makes_no_pair(
    counted: str,
) -> None:
    assert len(found(rate("0.01%", "0.0001", faces="3941"))) == 1
    assert found(rate("0.01%", "0.0001", faces="3941", counted=counted)) == ()


@for_all(st.integers(min_value=0, max_value=10_000), st.integers(min_value=0, max_value=4))
def test_what_is_rounded_or_cut_stays_within_what_it_may_stand_for(parts: int, digits: int) -> None:
    exact = Decimal(parts) / 10_000
    unit = Decimal(1).scaleb(-digits)
    for printed in (exact // unit * unit, (exact / unit).to_integral_value() * unit):
        low, high = range_of(printed, f"{printed:.{digits}f}" if digits else f"{printed}.")

        assert low <= exact <= high


# Replies and editions.


def reply(decision: str, held: str, disclosure: str, *, words: str = "headline") -> str:
    return f"""rsp:r a fg:Response ; fg:respondent force:essex ; fg:statedIn ver:r-v1 ;
            fg:decision decision:{decision} ; fg:outcomeStated "{words}" ; fg:hasAnswer ans:a .
        ans:a fg:answers qst:q ; fg:heldStatus held:{held} ; fg:disclosure disclosure:{disclosure} .
        qst:q fg:label "4" .
        graph:r-v1 {{ rsp:r fg:evidence ev:r . ev:r fg:inVersion ver:r-v1 ; fg:quotation "{words}" .
            ans:a fg:evidence ev:a . ev:a fg:inVersion ver:r-v1 ; fg:quotation "answer" }}"""


@pytest.mark.parametrize(
    ("decision", "held", "disclosure", "label"),
    [
        ("full-disclosure", "held", "full", None),
        ("full-disclosure", "held", "none", "contradicts"),
        ("full-disclosure", "held", "part", "contradicts"),
        ("full-disclosure", "not-held", "none", "differs-in-scope"),
        ("full-disclosure", "ncnd", "none", "differs-in-scope"),
        ("full-disclosure", "held", "by-reference", None),
        ("full-disclosure", "not-stated", "none", None),
        ("not-held", "held", "full", "contradicts"),
        ("not-held", "not-held", "none", None),
        ("partial-disclosure", "not-held", "none", None),
        ("ncnd", "held", "full", "differs-in-scope"),
    ],
)
def test_a_headline_against_an_answer(
    decision: str, held: str, disclosure: str, label: str | None
) -> None:
    expected = [] if label is None else [("whole-and-parts", label)]

    assert labels(reply(decision, held, disclosure)) == expected


@pytest.mark.parametrize(
    ("decision", "words", "label"),
    [
        ("not-held", "The force does not hold the information you ask for.", "contradicts"),
        ("not-held", "The force does not hold the information for part one.", "differs-in-scope"),
        ("not-held", "No information is held for question 4.", "differs-in-scope"),
        ("not-held", "No information is held for Q4.a.", "differs-in-scope"),
        ("not-held", "No information is held for question 1.", None),
        ("not-held", "No information is held for Q14.", None),
        ("not-held", "Some of the information is not held.", "differs-in-scope"),
        ("not-held", "No information is held for 2021.", "differs-in-scope"),
        ("not-held", "No information is held, except as set out below.", "differs-in-scope"),
        ("refused", "Your request is refused under section 31.", "contradicts"),
        ("refused", "Your request is refused in part under section 31.", "differs-in-scope"),
        ("refused", "Your request is partly refused.", "differs-in-scope"),
    ],
)
def test_a_headline_that_names_a_question_or_a_part_is_not_of_the_whole(
    decision: str, words: str, label: str | None
) -> None:
    """The answer is to question 4, and gives what was asked for."""
    told = found(reply(decision, "held", "full", words=words))

    assert [one.label for one in told] == ([] if label is None else [label])
    if label == "differs-in-scope":
        assert told[0].reason.endswith(
            "The headline names questions or a part, and may be of these alone."
        )


def test_one_sentence_read_in_two_ways_does_not_contradict_itself() -> None:
    assert found(reply("not-held", "held", "full", words="answer")) == ()


def test_a_headline_that_nobody_printed_is_not_tested() -> None:
    text = reply("full-disclosure", "held", "none").replace('fg:outcomeStated "headline" ;', "")

    assert found(text) == ()


def coverage(assessed: str, *, presumed: str = "false") -> str:
    return f"""ans:a fg:respondent force:essex ; fg:coverageClaimed coverage:covers .
        graph:r-v1 {{ ans:a fg:evidence ev:a . ev:a fg:inVersion ver:r-v1 ; fg:quotation "link" }}
        cov:c a fg:CoverageAssessment ; fg:assesses ans:a ; fg:presumed {presumed} ;
            fg:coverage coverage:{assessed} ; fg:reason "No column tells it." ."""


def test_coverage_counts_where_the_document_is_no_guess() -> None:
    assert labels(coverage("does-not-cover")) == [("coverage", "contradicts")]
    assert labels(coverage("partly")) == [("coverage", "differs-in-scope")]
    assert found(coverage("covers")) == ()
    assert found(coverage("does-not-cover", presumed="true")) == ()


def change(before: str, after: str, *, kind: str = "figure-changed") -> str:
    return f"""dep:a fg:operator force:essex .
        chg:c a fg:EditionChange ; fg:changeKind edition-change:{kind} ;
            fg:changeOfDeployment dep:a ; fg:changedProperty fg:totalAlerts ;
            fg:fromVersion ver:r-v1 ; fg:toVersion ver:r-v2 ;
            fg:writtenBefore "{before}" ; fg:writtenAfter "{after}" ; fg:evidence ev:1 , ev:2 .
        graph:r-v1 {{ ev:1 fg:inVersion ver:r-v1 }} graph:r-v2 {{ ev:2 fg:inVersion ver:r-v2 }}"""


def test_a_later_edition_revises_and_does_not_contradict() -> None:
    (one,) = found(change("2", "3"))

    assert (one.kind, one.label) == ("two-editions", "revised")
    assert [side.evidence for side in one.sides] == [
        (f"{BASE}id/evidence/1",),
        (f"{BASE}id/evidence/2",),
    ]


def test_a_place_that_is_only_told_more_closely_is_not_revised() -> None:
    assert found(change("Barking", "Station Parade, Barking", kind="detail-changed")) == ()
    assert labels(change("Barking", "Ilford", kind="detail-changed")) == [
        ("two-editions", "revised")
    ]


def answer(
    name: str,
    held: str,
    disclosure: str,
    *,
    amount: str = "",
    period: tuple[str, str] = YEAR,
    on: str = "2023-02-01",
    template: str = "t",
    by: str = "force:essex",
) -> str:
    counted = f"; fg:hasAmount amt:{name} . amt:{name} fg:measure measure:arrests ; {amount}"
    return f"""ans:{name} fg:answers qst:{name} ; fg:respondent {by} ; fg:answerIn rsp:{name} ;
            fg:heldStatus held:{held} ; fg:disclosure disclosure:{disclosure}
            {counted if amount else ""} .
        rsp:{name} fg:issuedOn '{on}'^^xsd:date .
        qst:{name} fg:instanceOfTemplate tpl:{template} ; fg:periodStart '{period[0]}'^^xsd:date ;
            fg:periodEnd '{period[1]}'^^xsd:date .
        graph:{name}-v1 {{ ans:{name} fg:evidence ev:{name} .
            ev:{name} fg:inVersion ver:{name}-v1 ; fg:quotation "words of {name}" }}"""


NONE_HELD = answer("no", "not-held", "none")


def test_what_is_held_in_one_reply_and_not_in_another_is_open_but_on_one_day() -> None:
    assert labels(NONE_HELD, answer("yes", "held", "full", on="2024-05-01")) == [
        ("two-answers", "comparability-open")
    ]
    assert labels(NONE_HELD, answer("yes", "held", "full")) == [("two-answers", "contradicts")]


@pytest.mark.parametrize(
    "other",
    [
        answer("yes", "held", "full", template="u"),
        answer("yes", "held", "full", by="force:kent"),
        answer("yes", "held", "full", period=("2019-01-01", "2019-12-31")),
        answer("yes", "ncnd", "none"),
        answer("yes", "not-held", "none"),
        answer("yes", "held", "full").replace("answerIn rsp:yes", "answerIn rsp:no"),
        answer("yes", "held", "full") + " ans:yes fg:replacedBy rsp:later .",
        answer("yes", "held", "full") + " qst:yes fg:eventContext event-context:protest .",
    ],
    ids=["template", "force", "period", "silence", "agree", "one reply", "replaced", "occasion"],
)
def test_answers_that_are_of_two_matters_or_agree_are_no_disagreement(other: str) -> None:
    assert found(NONE_HELD, other) == ()


@pytest.mark.parametrize(
    ("amount", "differs"),
    [
        ("fg:bound bound:exact ; fg:amountValue 15 ; fg:asWritten '15 arrests'", True),
        ("fg:bound bound:exact ; fg:amountValue 12 ; fg:asWritten '12 arrests'", False),
        ("fg:bound bound:approximately ; fg:amountValue 15 ; fg:asWritten 'about 15'", False),
        ("fg:bound bound:more-than ; fg:lowerBound 10 ; fg:asWritten 'more than 10'", False),
        ("fg:bound bound:more-than ; fg:lowerBound 20 ; fg:asWritten 'more than 20'", True),
        ("fg:bound bound:less-than ; fg:upperBound 15 ; fg:asWritten 'fewer than 15'", False),
        ("fg:bound bound:less-than ; fg:upperBound 5 ; fg:asWritten 'fewer than 5'", True),
        ("fg:bound bound:exact ; fg:amountValue 0 ; fg:asWritten 'no arrests'", True),
        ("fg:suppressed true ; fg:asWritten 'none recorded'", False),
    ],
)
def test_numbers_of_two_answers_differ_where_none_fits_both(
    amount: str,
    differs: bool,
) -> None:
    exact = "fg:bound bound:exact ; fg:amountValue 12 ; fg:asWritten '12 arrests'"
    first = answer("one", "held", "full", amount=exact)

    told = labels(first, answer("other", "held", "full", amount=amount))

    assert told == ([("two-answers", "contradicts")] if differs else [])


def numbered(name: str, value: int, **told: str) -> str:
    amount = f"fg:bound bound:exact ; fg:amountValue {value} ; fg:asWritten '{value} arrests'"
    return answer(name, "held", "full", amount=amount, **told)  # type: ignore[arg-type]


ASKS = "qst:one fg:technology technology:live-facial-recognition . "


@pytest.mark.parametrize(
    ("other", "label", "aspect"),
    [
        (numbered("other", 15), "contradicts", None),
        (numbered("other", 15, on="2022-12-31"), "contradicts", None),
        (numbered("other", 15, on="2022-06-30"), "differs-in-period", "period"),
        (
            numbered("other", 15).replace("issuedOn", "publishedOn"),
            "comparability-open",
            "period",
        ),
        (
            numbered("other", 15, on="2022-06-30").replace("issuedOn", "publishedOn"),
            "differs-in-period",
            "period",
        ),
        (
            numbered("other", 15)
            + "mch:m fg:linkBasis link-basis:same-slots ; fg:matchedQuestion qst:other .",
            "comparability-open",
            "matter",
        ),
        (
            numbered("other", 15) + "ans:other fg:answers qst:beside .",
            "comparability-open",
            "matter",
        ),
        (
            numbered("other", 15) + "ans:other fg:interpretation itp:in-words .",
            "comparability-open",
            "scope",
        ),
        (
            numbered("other", 15) + "ans:other fg:hasAnswerPart part:p .",
            "comparability-open",
            "scope",
        ),
        (
            numbered("other", 15) + ASKS + ASKS.replace("one", "other"),
            "contradicts",
            None,
        ),
        (numbered("other", 15) + ASKS, "comparability-open", "technology"),
        (
            numbered("other", 15)
            + ASKS
            + "qst:other fg:technology technology:facial-recognition .",
            "differs-in-scope",
            "technology",
        ),
        (
            numbered("other", 15)
            + ASKS
            + "qst:other fg:technology technology:retrospective-facial-recognition .",
            None,
            None,
        ),
    ],
    ids=[
        "told alike",
        "at the end of the period",
        "a reply within the period",
        "published after it, and written nobody knows when",
        "published within it",
        "an inferred instance",
        "an answer to another question too",
        "a reading in words",
        "in parts",
        "one technology",
        "a technology that only one names",
        "a wider technology",
        "another technology",
    ],
)
def test_numbers_of_two_answers_contradict_only_where_both_count_alike(
    other: str, label: str | None, aspect: str | None
) -> None:
    told = found(numbered("one", 12), other)

    assert [one.label for one in told] == ([] if label is None else [label])
    assert all(aspect in one.differs | one.open for one in told if aspect is not None)


def test_what_was_asked_by_inference_is_held_or_not_with_care() -> None:
    inferred = "mch:m fg:linkBasis link-basis:same-slots ; fg:matchedQuestion qst:yes ."
    yes = answer("yes", "held", "full")

    assert labels(NONE_HELD, yes, inferred) == [("two-answers", "comparability-open")]
    assert labels(NONE_HELD, yes, "ans:yes fg:hasAnswerPart part:p .") == [
        ("two-answers", "comparability-open")
    ]


def test_a_period_that_is_no_day_stops_nothing() -> None:
    texts = [
        numbered("one", 12, period=("2022", "2022")),
        numbered("b", 15, period=("2022", "2022")),
    ]

    assert labels(*texts) == [("two-answers", "comparability-open")]


def test_two_answers_of_two_templates_are_one_pair() -> None:
    """A question that asks two things is an instance of two templates."""
    both = [
        answer(name, *outcome).replace("tpl:t", "tpl:t , tpl:u")
        for name, *outcome in (("no", "not-held", "none"), ("yes", "held", "full"))
    ]

    assert labels(*both) == [("two-answers", "contradicts")]


def test_a_number_that_another_reply_rounds_is_no_other() -> None:
    exact = "fg:bound bound:exact ; fg:amountValue {0} ; fg:asWritten '{0} arrests'"

    def told(one: int, other: int) -> int:
        replies = [
            answer(name, "held", "full", amount=exact.format(number))
            for name, number in (("a", one), ("b", other))
        ]
        return len(found(*replies))

    assert (told(1200, 1188), told(1200, 1090), told(12, 10)) == (0, 1, 1)


def test_numbers_of_a_financial_and_a_calendar_year_are_not_compared() -> None:
    exact = "fg:bound bound:exact ; fg:amountValue {0} ; fg:asWritten '{0}'"
    calendar = answer("a", "held", "full", amount=exact.format(12))
    year = ("2022-04-01", "2023-03-31")

    assert found(calendar, answer("b", "held", "full", amount=exact.format(15), period=year)) == ()


def test_numbers_of_two_periods_are_not_compared() -> None:
    exact = "fg:bound bound:exact ; fg:amountValue {} ; fg:asWritten '{}'"
    first = answer("one", "held", "full", amount=exact.format(12, 12))
    longer = ("2022-01-01", "2023-12-31")

    assert (
        found(first, answer("b", "held", "full", amount=exact.format(15, 15), period=longer)) == ()
    )


def test_a_later_reply_that_answers_anew_revises_the_first() -> None:
    def later(disclosure: str) -> str:
        return f"""rsp:s a fg:Response ; fg:revises rsp:r ; fg:hasAnswer ans:b .
            ans:b fg:answers qst:q ; fg:heldStatus held:held ;
                fg:disclosure disclosure:{disclosure} .
            ans:a fg:respondent force:essex .
            graph:s-v1 {{ ans:b fg:evidence ev:b . ev:b fg:inVersion ver:s-v1 ;
                fg:quotation "later answer" }}"""

    first = reply("partial-disclosure", "held", "part")

    assert labels(first, later("full")) == [("two-editions", "revised")]
    assert found(first, later("part")) == ()


# Labels and rulings.


def test_what_is_unequal_goes_before_what_is_open() -> None:
    assert label_of(["period"], ["scope"]) == "differs-in-period"
    assert label_of(["edition", "definition"]) == "revised"


def ruled(label: str) -> str:
    return f"""drul:d a fg:DisagreementRuling ; fg:ruledLabel disagreement:{label} ;
        fg:rulesOn dis:denial-and-use-v1-live-facial-recognition ; fg:reason "Two systems." ."""


def test_a_ruling_wins_and_what_it_overrode_is_told() -> None:
    plain, overruled = (
        store(DENIED, USED),
        store(DENIED, USED, ruled("refuted")),
    )

    def told(held: Store) -> list[tuple[str, str]]:
        rows = held.query(
            "SELECT ?label ?found { ?d a fg:Disagreement ; fg:disagreementLabel ?label . "
            "OPTIONAL { ?d fg:labelFound ?found } }",
            prefixes=vocabulary.prefixes(BASE),
        )
        return [
            tuple(
                "" if one is None else one.value.rpartition("/")[2]
                for one in (row["label"], row["found"])
            )
            for row in rows
        ]

    assert told(plain) == [("contradicts", "")]
    assert told(overruled) == [("refuted", "contradicts")]


def test_each_disagreement_is_a_thing_with_two_sides_in_the_graph_of_the_rule() -> None:
    held = store(DENIED, USED)

    rows = list(
        held.query(
            "SELECT ?side { GRAPH graph:inferred-disagreements { ?d a fg:Disagreement ; fg:hasSide "
            "?side . ?side a fg:DisagreementSide ; fg:sideNumber ?n ; fg:evidence ?e } }",
            prefixes=vocabulary.prefixes(BASE),
        )
    )

    assert len(rows) == 2


def test_nothing_is_found_in_what_a_rule_made() -> None:
    """A second pass finds the same: no side is a statement, and no disagreement has one."""
    held = store(DENIED, USED, ROWS, total("22"))

    assert disagreements.found(held) == found(DENIED, USED, ROWS, total("22"))


def test_the_example_of_the_ontology_shows_what_the_rule_makes() -> None:
    path = resources.root() / "ontology" / "examples" / "disagreements.trig"
    quads = [*parse(path=str(path), format=RdfFormat.TRIG), *CODES]

    follows = inference.infer(quads, Iris(BASE))

    assert not [q for q in follows if q.subject.value.startswith(f"{BASE}id/disagreement")]


def test_the_order_of_what_is_read_changes_nothing() -> None:
    texts = (DENIED, USED, ROWS, total("22"), NONE_HELD, answer("yes", "held", "full"))

    assert found(*texts) == found(*reversed(texts))
