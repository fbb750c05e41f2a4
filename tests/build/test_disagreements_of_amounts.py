"""A number of a letter against the sum of a record: held together only where it is told.

Each test of what is kept out changes one thing of the pair that is found.
"""

from decimal import Decimal

import pytest

from kg.build.disagreements.figures import may_be_rounded
from tests.build.test_disagreements import answer, figure, found, labels, total

TEMPLATE = "tpl:t fg:asksForTotal true . qst:letter fg:asksFor measure:arrests ."
ASKED = "qst:letter fg:technology technology:live-facial-recognition ."
EXACT = "fg:bound bound:exact ; fg:amountValue {0} ; fg:asWritten '{0} arrests'"
DAYS = ("2022-01-01", "2022-05-14", "2022-12-31")


def row(
    day: str, value: str | None, *, name: str = "", version: str = "rec-v1", **more: str
) -> str:
    """Return a row of the record of Essex; without a value its cell is blank."""
    key = f"{day}{name}"
    status = more.get("status", "completed")
    cell = (
        ""
        if value is None
        else figure(
            f"{version}-{key}",
            f"dep:{key}",
            value,
            measure="arrests",
            version=version,
            more=more.get("cell", ""),
        )
    )
    return f"""dep:{key} a fg:Deployment ; fg:operator {more.get("by", "force:essex")} ;
            fg:technology technology:live-facial-recognition ; fg:date '{day}'^^xsd:date ;
            fg:deploymentStatus deployment-status:{status} .
        graph:{version} {{ dep:{key} fg:recordedIn ver:{version} ; fg:evidence ev:{key} .
            ev:{key} fg:inVersion ver:{version} ; fg:quotation "{day} | {value}" }}
        {cell}"""


RECORD = "ver:rec-v1 fg:versionOf doc:rec . doc:rec fg:publishedBy force:essex ."
ROWS = (RECORD, row(DAYS[0], "1"), row(DAYS[1], "4"), row(DAYS[2], "2"))


def letter(amount: str = EXACT.format(9), **more: str) -> str:
    """Return a reply with one number of arrests in 2022; the rows come to seven."""
    told = answer("letter", "held", "full", amount=f"{amount} ; fg:evidence ev:amount", **more)  # type: ignore[arg-type]
    return f"""{told} {TEMPLATE} {ASKED}
        ans:letter fg:hasAmount amt:letter ; fg:statedIn ver:letter-v1 .
        rsp:letter a fg:Response ; fg:statedIn ver:letter-v1 .
        graph:letter-v1 {{ ev:amount fg:inVersion ver:letter-v1 ; fg:quotation "9 arrests" }}"""


def test_a_number_that_is_not_the_sum_of_a_record_over_all_its_period_contradicts() -> None:
    (one,) = found(*ROWS, letter())

    assert (one.kind, one.label) == ("answer-and-record", "contradicts")
    assert one.key == "letter-and-rec-v1"
    assert "2022-01-01 to 2022-12-31 a reply of Essex Police gives '9 arrests'" in one.reason
    assert "prints arrests for 3 deployments, together 7" in one.reason
    assert [side.words for side in one.sides] == ["9 arrests", "arrests 1; arrests 4; arrests 2"]
    assert found(*ROWS, letter(EXACT.format(7))) == ()


@pytest.mark.parametrize(
    ("amount", "differs"),
    [
        ("fg:bound bound:more-than ; fg:lowerBound 5 ; fg:asWritten 'more than 5'", False),
        ("fg:bound bound:more-than ; fg:lowerBound 1000 ; fg:asWritten 'more than 1,000'", True),
        ("fg:bound bound:less-than ; fg:upperBound 5 ; fg:asWritten 'fewer than 5'", True),
        ("fg:bound bound:less-than ; fg:upperBound 10 ; fg:asWritten 'fewer than 10'", False),
        ("fg:bound bound:between ; fg:lowerBound 5 ; fg:upperBound 8 ; fg:asWritten '5-8'", False),
        ("fg:bound bound:approximately ; fg:amountValue 9 ; fg:asWritten 'around 9'", False),
        (EXACT.format(0), True),
    ],
)
def test_bounds_contradict_only_when_the_sum_is_outside(amount: str, differs: bool) -> None:
    assert bool(found(*ROWS, letter(amount))) is differs


def test_fewer_than_five_is_three() -> None:
    rows = (RECORD, row(DAYS[0], "1"), row(DAYS[2], "2"))
    fewer = "fg:bound bound:less-than ; fg:upperBound 5 ; fg:suppressed true ; fg:asWritten '<5'"

    assert found(*rows, letter(fewer)) == ()


@pytest.mark.parametrize(
    ("printed", "counted", "differs"),
    [("1000", "997", False), ("1000", "1099", False), ("1200", "1310", True), ("12", "13", True)],
)
def test_a_round_number_may_be_rounded(printed: str, counted: str, differs: bool) -> None:
    rows = (RECORD, row(DAYS[0], "0"), row(DAYS[1], counted), row(DAYS[2], "0"))

    assert bool(found(*rows, letter(EXACT.format(printed)))) is differs


@pytest.mark.parametrize(
    ("printed", "differs"),
    [("23212", False), ("23050", False), ("23498", True), ("23049", True), ("23000", False)],
)
def test_rows_in_round_numbers_have_a_sum_with_limits(printed: str, differs: bool) -> None:
    """Each of three rows in hundreds is rounded or cut off: together 23,050 to 23,497."""
    rows = (RECORD, *map(row, DAYS, ("9700", "6800", "6700")))

    told = found(*rows, letter(EXACT.format(printed)))

    assert bool(told) is differs
    assert all("together 23200 (23050 to 23497 where they are" in one.reason for one in told)


def test_a_set_counted_exactly_is_no_other_than_the_sum_of_round_rows() -> None:
    group = """dep:a fg:operator force:essex . dep:b fg:operator force:essex .
        set:s fg:operator force:essex ; fg:includesDeployment dep:a , dep:b ."""
    parts = (figure("a", "dep:a", "9700"), figure("b", "dep:b", "6800"))

    assert found(group, *parts, total("16512")) == ()
    (one,) = found(group, *parts, total("16712"))
    assert "together 16500 (16400 to 16698 where they are rounded)" in one.reason
    (own,) = found(group, *parts, figure("c", "set:s", "16512"))
    assert "together 16500." in own.reason


@pytest.mark.parametrize("value", [0, 7, 99, 101, 1203])
def test_a_number_without_noughts_is_what_it_says(value: int) -> None:
    assert may_be_rounded(Decimal(value)) == (value, value)


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS[:3],),
        (RECORD, *ROWS[2:]),
        (RECORD,),
        (*ROWS, row("2022-06-01", None)),
        (*ROWS, row("2022-06-01", "1", cell="fg:estimate true ;")),
        (*ROWS, row("2022-06-01", "1", version="other-v1")),
        (*ROWS, row("2022-06-01", "1").replace("fg:date '2022-06-01'^^xsd:date ;", "")),
        (*ROWS, row("2022-06-01", "1", by="force:essex , force:kent")),
        (*ROWS, "graph:rec-v1 { dep:2022-05-14 fg:reviewStatus review-status:disputed }"),
        (*ROWS, "graph:rec-v1 { obs:rec-v1-2022-05-14 fg:reviewStatus review-status:rejected }"),
        (*ROWS, "ver:rec-v2 prov:wasRevisionOf ver:rec-v1 ."),
        tuple(text.replace("force:essex", "force:kent") for text in ROWS),
        tuple(text.replace("publishedBy force:essex", "publishedBy body:press") for text in ROWS),
        tuple(text.replace("technology:live-", "technology:retrospective-") for text in ROWS),
    ],
    ids=[
        "ends before the period does",
        "begins after it",
        "no row: nothing recorded is not nought",
        "a blank cell",
        "an estimate",
        "a deployment that only another source has",
        "a row without a day",
        "a row of two forces together",
        "a row that a person disputes",
        "a figure that a person rejected",
        "an edition that was revised",
        "another force, such as a joint unit",
        "a record of somebody else",
        "another technology",
    ],
)
def test_a_record_that_does_not_tell_that_it_is_whole_makes_no_pair(rows: tuple[str, ...]) -> None:
    assert found(*rows, letter()) == ()


def test_a_row_that_never_began_needs_no_figure() -> None:
    assert labels(*ROWS, row("2022-06-01", None, status="cancelled"), letter()) == [
        ("answer-and-record", "contradicts")
    ]


def test_two_vans_on_one_day_are_two_rows() -> None:
    rows = (*ROWS, row(DAYS[1], "2", name="-b"))

    assert found(*rows, letter()) == ()
    assert len(found(*rows, letter(EXACT.format(7)))) == 1


@pytest.mark.parametrize(
    "told",
    [
        letter().replace("asksForTotal true", "asksForTotal false"),
        letter() + "qst:letter fg:instanceOfTemplate tpl:u .",
        letter() + "qst:letter fg:asksFor measure:total-alerts .",
        letter() + "qst:letter fg:eventContext event-context:protest .",
        letter() + "qst:letter fg:technology technology:retrospective-facial-recognition .",
        letter() + "ans:letter fg:hasAmount amt:second .",
        letter() + "amt:letter fg:categoryText 'Croydon' .",
        letter() + "ans:letter fg:interpretation itp:a .",
        letter() + "ans:letter fg:hasAnswerPart part:a .",
        letter() + "ans:letter fg:replacedBy rsp:later .",
        letter() + "amt:letter fg:reviewStatus review-status:disputed .",
        letter() + "ver:letter-v2 prov:wasRevisionOf ver:letter-v1 .",
        letter()
        .replace("held:held", "held:not-held")
        .replace("disclosure:full", "disclosure:none"),
        letter().replace("measure:arrests", "measure:watchlist-size"),
        letter(period=("2022-04-01", "2023-03-31")),
        letter(period=("2022", "2022")),
        letter(on="2022-11-30"),
        letter(by="force:kent"),
    ],
    ids=[
        "a number of each deployment",
        "a question that asks two things",
        "two measures asked for",
        "of one occasion",
        "two technologies",
        "two numbers",
        "of one place",
        "narrowed by a reading",
        "in parts",
        "replaced by a later reply",
        "disputed",
        "a revised reply",
        "no information held",
        "lists that serve twice",
        "a financial year, and a record of the calendar year",
        "a period without days",
        "a reply before the end of the period",
        "another force",
    ],
)
def test_a_letter_that_does_not_tell_that_it_counts_the_same_makes_no_pair(told: str) -> None:
    assert found(*ROWS, told) == ()


def test_a_financial_year_is_held_against_its_own_days() -> None:
    """Rows of the calendar year before and after are not counted."""
    rows = (*ROWS, row("2023-03-31", "5"), row("2023-04-01", "9"))
    financial = letter(EXACT.format(11), period=("2022-04-01", "2023-03-31"), on="2023-06-01")

    assert found(*rows, financial) == ()
    assert len(found(*rows, financial.replace("11", "10"))) == 1


def test_what_the_letter_leaves_open_is_told() -> None:
    inferred = (
        "graph:links { mch:m fg:linkBasis link-basis:same-slots ; fg:matchedQuestion qst:letter }"
    )
    retold = "graph:letter-v1 { ev:amount fg:restated true }"
    undated = letter().replace("fg:issuedOn", "fg:receivedOn")

    for texts, aspect in (
        ((letter(), inferred), "matter"),
        ((letter(), retold), "scope"),
        ((undated,), "period"),
    ):
        (one,) = found(*ROWS, *texts)
        assert (one.label, one.open) == ("comparability-open", {aspect})


def test_another_definition_differs_in_definition() -> None:
    wider = "fg:measureDefinition measure-definition:arrests-or-disposals ;"
    rows = (RECORD, *(row(day, "3", cell=wider) for day in DAYS[:2]), row(DAYS[2], "2", cell=wider))

    (one,) = found(*rows, letter())

    assert (one.label, one.differs) == ("differs-in-definition", {"definition"})
    assert "The record counts arrests or disposals" in one.reason


def test_a_figure_of_the_press_that_is_rounded_agrees_with_the_record() -> None:
    parts = (figure("a", "dep:a", "512"), figure("b", "dep:b", "511"))
    group = """dep:a fg:operator force:essex . dep:b fg:operator force:essex .
        set:s fg:operator force:essex ; fg:includesDeployment dep:a , dep:b ."""

    assert found(group, *parts, total("1000")) == ()
    assert len(found(group, *parts, total("1100"))) == 1
    assert found(group, parts[0], figure("c", "dep:a", "500", version="sheet-v1")) == ()
    assert len(found(group, *parts, figure("c", "set:s", "1000"))) == 1  # of one document
