"""Rows that a later edition of a record leaves out, puts in or does not go back to."""

import pytest

from tests.build.test_disagreements import DENIED, figure, found, labels, statement

TWO = """ver:rec-v2 prov:wasRevisionOf ver:rec-v1 ; fg:versionOf doc:rec .
    ver:rec-v1 fg:versionOf doc:rec . doc:rec fg:publishedBy force:essex ."""


def deployment(day: str, *versions: str, name: str = "", place: str = "Elm", more: str = "") -> str:
    """Return a deployment that these versions list, the first of which settles it."""
    key = f"{day}{name}"
    listed = "".join(
        f"""graph:{version} {{
            dep:{key} fg:recordedIn ver:{version} ; fg:evidence ev:{version}-{key} .
            ev:{version}-{key} fg:inVersion ver:{version} ; fg:quotation "{day} | {place}" }}"""
        for version in versions
    )
    return f"""dep:{key} a fg:Deployment ; fg:operator force:essex ; fg:date '{day}'^^xsd:date ;
            fg:place "{place}" ; fg:technology technology:live-facial-recognition {more} .
        {listed}"""


def change(kind: str, day: str, *, name: str = "", of: str = "rec-v1") -> str:
    told = "writtenBefore" if kind == "dropped" else "writtenAfter"
    return f"""chg:{kind}-{day}{name} a fg:EditionChange ; fg:changeOfDeployment dep:{day}{name} ;
            fg:changeKind edition-change:deployment-{kind} ; fg:{told} "{day}, Elm" ;
            fg:fromVersion ver:rec-v1 ; fg:toVersion ver:rec-v2 ;
            fg:evidence ev:{of}-{day}{name} ."""


AROUND = (
    deployment("2022-05-01", "rec-v1", "rec-v2", place="Oak"),
    deployment("2022-06-01", "rec-v1", "rec-v2", place="Ash"),
)
DROPPED = deployment("2022-05-14", "rec-v1") + change("dropped", "2022-05-14")
INSERTED = deployment("2022-05-14", "rec-v2") + change("inserted", "2022-05-14", of="rec-v2")


def test_a_row_that_disappeared_is_held_against_the_rows_around_it() -> None:
    (one,) = found(TWO, *AROUND, DROPPED)

    assert (one.kind, one.label, one.key) == ("two-editions", "revised", "dropped-2022-05-14")
    assert [side.words for side in one.sides] == [
        "2022-05-14, Elm",
        "2022-05-01 | Oak; 2022-06-01 | Ash",
    ]
    assert [[v.rpartition("/")[2] for v in side.versions] for side in one.sides] == [
        ["rec-v1"],
        ["rec-v2"],
    ]
    assert (
        "lists 2022-05-14, Elm, and a later one, which lists deployments before and" in one.reason
    )


def test_a_row_that_is_new_among_the_others_comes_second() -> None:
    (one,) = found(TWO, *AROUND, INSERTED)

    assert one.label == "revised"
    assert one.sides[1].words == "2022-05-14, Elm"
    assert one.sides[0].words == "2022-05-01 | Oak; 2022-06-01 | Ash"


@pytest.mark.parametrize(
    "texts",
    [
        AROUND[:1],
        AROUND[1:],
        tuple(text.replace("rec-v2", "rec-v9") for text in AROUND),
        (*AROUND, "graph:rec-v1 { dep:2022-05-14 fg:reviewStatus review-status:disputed }"),
        (*AROUND, "graph:rec-v1 { dep:2022-05-14 fg:date '2022-05-15'^^xsd:date }"),
    ],
    ids=["none after", "none before", "of other editions", "disputed", "two days told"],
)
def test_an_edition_that_need_not_have_the_row_says_nothing(texts: tuple[str, ...]) -> None:
    assert found(TWO, *texts, DROPPED) == ()


def test_a_deployment_after_the_end_of_an_edition_is_none() -> None:
    assert found(TWO, *AROUND, INSERTED.replace("deployment-inserted", "deployment-added")) == ()


@pytest.mark.parametrize(
    ("day", "place", "anew"), [("2022-05-14", "Yew", "place"), ("2022-05-20", "Elm", "day")]
)
def test_a_row_that_may_only_have_moved_is_told(day: str, place: str, anew: str) -> None:
    other = deployment(day, "rec-v2", name="-b", place=place)

    one, two = found(TWO, *AROUND, DROPPED, other, change("inserted", day, name="-b", of="rec-v2"))

    assert f"which only the other edition lists, with another {anew}." in one.reason
    assert f"It may be {day}, Elm" in one.reason
    assert "It may be 2022-05-14, Elm" in two.reason
    assert {o.label for o in (one, two)} == {"revised"}
    assert one.open == {"matter"}


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("3", "4", ["revised"]),
        ("", "0", []),
        ("0", "", []),
        (" ", "3", []),
        ("N/A", "0", ["revised"]),
        ("none recorded", "0", ["revised"]),
    ],
)
def test_an_empty_cell_is_silence_and_nought_is_not(
    before: str, after: str, label: list[str]
) -> None:
    cell = f"""dep:a fg:operator force:essex .
        chg:c a fg:EditionChange ; fg:changeKind edition-change:figure-changed ;
            fg:changeOfDeployment dep:a ; fg:changedProperty fg:arrests ;
            fg:fromVersion ver:rec-v1 ; fg:toVersion ver:rec-v2 ;
            fg:writtenBefore "{before}" ; fg:writtenAfter "{after}" ; fg:evidence ev:1 , ev:2 .
        graph:rec-v1 {{ ev:1 fg:inVersion ver:rec-v1 }}
        graph:rec-v2 {{ ev:2 fg:inVersion ver:rec-v2 }}"""

    assert [called for _, called in labels(cell)] == label


def row(version: str) -> str:
    return statement(
        "row",
        "positive",
        version=version,
        period=("2022-05-14", "2022-05-14"),
        more="fg:describes dep:2022-05-14 ;",
    )


def test_a_row_that_a_later_edition_does_not_go_back_to_still_speaks() -> None:
    settled = deployment("2022-05-14", "rec-v1") + " dep:2022-05-14 fg:recordedIn ver:rec-v1 ."

    assert labels(TWO, DENIED, row("rec-v1"), settled) == [("answer-and-record", "contradicts")]
    # Left out of a time that the later one covers: not settled.  Listed anew: the later one speaks.
    assert found(TWO, DENIED, row("rec-v1"), deployment("2022-05-14", "rec-v1")) == ()
    again = "graph:rec-v2 { dep:2022-05-14 fg:recordedIn ver:rec-v2 }"
    assert found(TWO, DENIED, row("rec-v1"), settled, again) == ()


def test_figures_of_such_a_row_are_compared_and_those_of_a_revised_row_are_not() -> None:
    day = "2022-05-14"
    settled = deployment(day, "rec-v1") + f" dep:{day} fg:recordedIn ver:rec-v1 ."
    mine = figure("mine", f"dep:{day}", "4", version="rec-v1")
    theirs = figure("theirs", f"dep:{day}", "6", version="press-v1")

    assert labels(TWO, settled, mine, theirs) == [("authority-and-other", "contradicts")]
    again = f"graph:rec-v3 {{ dep:{day} fg:recordedIn ver:rec-v3 }}"
    assert (
        found(TWO, settled, mine, theirs, again, "ver:rec-v3 prov:wasRevisionOf ver:rec-v2 .") == ()
    )
