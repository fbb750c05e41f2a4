"""Two sources may tell of one deployment; day and place alone do not show it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import RecordError
from kg.link import check_deployments, deployments_told, same_deployments
from kg.model import Rulings, SameDeployment
from kg.model.link import Told
from kg.record import read_rulings

ROW = Told(
    deployment="gb-metropolitan-2024-02-23-london-bridge",
    source="gb-metropolitan-record",
    force="metropolitan",
    technology="live-facial-recognition",
    day=date(2024, 2, 23),
    place="London Bridge",
    figures={"arrests": Decimal(3), "total-alerts": Decimal(5)},
)
REPORT = replace(
    ROW,
    deployment="gb-metropolitan-report-7",
    source="curated/press.trig",
    place="London bridge",
    figures={"arrests": Decimal(3)},
)
OTHERS = {
    "another day": replace(REPORT, day=date(2024, 2, 24)),
    "an open day": replace(REPORT, day=None),
    "another place": replace(REPORT, place="Tower Bridge"),
    "another force": replace(REPORT, force="city-of-london"),
    "another technology": replace(REPORT, technology="drone"),
    "another figure": replace(REPORT, figures={"arrests": Decimal(4)}),
    "the same source": replace(REPORT, source=ROW.source),
}


def test_one_row_on_each_side_that_nothing_contradicts_is_proposed() -> None:
    (link,) = same_deployments([ROW, REPORT], Rulings())

    assert (link.one, link.other) == (REPORT, ROW)
    assert link.equal == ("arrests",)
    assert link.overridden_by is None


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_differs_is_not_proposed(other: Told) -> None:
    assert same_deployments([ROW, other], Rulings()) == ()


def test_two_vans_on_one_day_are_left_to_a_person() -> None:
    second = replace(ROW, deployment=f"{ROW.deployment}-2")

    assert same_deployments([ROW, second, REPORT], Rulings()) == ()


@pytest.mark.parametrize(("same", "told"), [(True, "same"), (False, "not the same")])
def test_a_ruling_is_told_whichever_way_round_it_names_them(
    tmp_path: Path, *, same: bool, told: str
) -> None:
    path = tmp_path / "links.yaml"
    path.write_text(
        "same_deployments:\n"
        f"  - one: {REPORT.deployment}\n"
        f"    other: {ROW.deployment}\n"
        f"    same: {str(same).lower()}\n"
        "    reason: Read.\n"
        "    role: reviewer\n"
        "    on: 2026-01-01\n",
        encoding="utf-8",
    )

    rulings = read_rulings(path)
    (link,) = same_deployments([ROW, REPORT], rulings)

    assert rulings.same_deployments == (
        SameDeployment(
            one=REPORT.deployment,
            other=ROW.deployment,
            same=same,
            reason="Read.",
            role="reviewer",
            on=date(2026, 1, 1),
        ),
    )
    assert link.overridden_by == told


def ruled(one: str, other: str, *, same: bool = True, line: int = 2) -> SameDeployment:
    return SameDeployment(
        one=one,
        other=other,
        same=same,
        reason="Read.",
        role="reviewer",
        on=date(2026, 1, 1),
        line=line,
    )


def test_a_ruling_on_one_of_two_vans_is_told_with_what_stood_against_it() -> None:
    second = replace(ROW, deployment=f"{ROW.deployment}-2")
    rulings = Rulings(same_deployments=(ruled(second.deployment, REPORT.deployment),))

    (link,) = same_deployments([ROW, second, REPORT], rulings)

    assert {link.one.deployment, link.other.deployment} == {
        second.deployment,
        REPORT.deployment,
    }
    assert link.overridden_by == "same"
    assert link.not_proposed == (f"{ROW.source} has 2 rows of 2024-02-23, London Bridge",)


def test_a_row_of_each_of_two_days_is_not_two_rows_of_one() -> None:
    later = replace(ROW, deployment="gb-metropolitan-2024-07-07", day=date(2024, 7, 7))
    rulings = Rulings(same_deployments=(ruled(ROW.deployment, later.deployment),))

    (link,) = same_deployments([ROW, later], rulings)

    assert link.not_proposed == (
        "the day differs or is not told: 2024-02-23 and 2024-07-07",
        f"both are rows of {ROW.source}",
    )


def test_a_ruling_against_figures_is_told_with_them() -> None:
    other = OTHERS["another figure"]
    rulings = Rulings(same_deployments=(ruled(ROW.deployment, other.deployment),))

    (link,) = same_deployments([ROW, other], rulings)

    assert link.not_proposed == ("arrests is 3 and 4",)
    assert link.kind == "related"


@pytest.mark.parametrize(
    ("rulings", "said"),
    [
        (
            [ruled("gb-kent-1", "gb-kent-11")],
            r"line 2: no deployment has the key 'gb-kent-11'; did you mean gb-kent-1",
        ),
        ([ruled("gb-kent-1", "gb-kent-1")], "line 2: .* stands on both sides"),
    ],
)
def test_a_ruling_that_fits_no_deployment_is_refused(
    rulings: list[SameDeployment], said: str
) -> None:
    text = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items()) + (
        "dep:gb-kent-1 a fg:Deployment . dep:gb-kent-2 a fg:Deployment ."
    )
    triples = [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(text, format=RdfFormat.TURTLE)
    ]

    with pytest.raises(RecordError, match=said):
        check_deployments(Rulings(same_deployments=tuple(rulings)), [], {"curated/a.trig": triples})


def in_graph(text: str) -> list[Told]:
    """Return the deployments that a graph written by hand tells of in Turtle *text*."""
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items())
    triples = [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(prefixes + text, format=RdfFormat.TURTLE)
    ]
    return list(deployments_told([], {"curated/a.trig": triples}))


REPORTED = """
    dep:gb-kent-1 fg:operator force:kent ; fg:technology technology:drone ;
        fg:date {day} ; fg:place "Dover" .
    obs:a fg:ofDeployment dep:gb-kent-1 ; fg:measure measure:arrests ; fg:value {value} ."""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('"2022-01-28Z"^^xsd:date', date(2022, 1, 28)),
        ('"2022-01-28+01:00"^^xsd:date', date(2022, 1, 28)),
        ('"2022-02-30"^^xsd:date', None),
        ('"28 January 2022"', None),
    ],
)
def test_what_is_no_day_is_linked_to_none(written: str, day: date | None) -> None:
    (told,) = in_graph(REPORTED.format(day=written, value=2))

    assert told.day == day
    assert same_deployments([told, replace(told, source="other")], Rulings()) == ()


@pytest.mark.parametrize("value", ['"sNaN"', '"NaN"', '"INF"^^xsd:double', '"-Infinity"', '"few"'])
def test_what_is_no_number_agrees_with_none(value: str) -> None:
    (told,) = in_graph(REPORTED.format(day='"2022-01-28"^^xsd:date', value=value))
    other = replace(told, source="other", deployment="gb-kent-2", figures={"arrests": Decimal(2)})

    assert told.figures == {}
    assert [link.kind for link in same_deployments([told, other], Rulings())] == ["related"]


def test_a_curated_report_is_read_with_its_figures() -> None:
    (told,) = in_graph(
        """
        dep:gb-kent-1 fg:operator force:kent ; fg:technology technology:drone ;
            fg:date "2024-01-02"^^xsd:date ; fg:place "Dover" .
        obs:a fg:ofDeployment dep:gb-kent-1 ; fg:measure measure:arrests ; fg:value 2 .
        obs:b fg:ofDeployment dep:gb-kent-1 ; fg:measure measure:faces-seen ;
            fg:measureDefinition measure-definition:other ; fg:value 9 ."""
    )

    assert told == Told(
        deployment="gb-kent-1",
        source="curated/a.trig",
        force="kent",
        technology="drone",
        day=date(2024, 1, 2),
        place="Dover",
        figures={"arrests": Decimal(2)},
    )
