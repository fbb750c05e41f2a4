"""Editions of one document: which is later, what it changed, and what it leaves to the earlier."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kg.link import standings, successions
from kg.model import (
    Column,
    Deployment,
    DeploymentRecord,
    Disclosure,
    Figure,
    Passage,
    Record,
    Review,
    Source,
)
from kg.model.edition import EditionChange
from kg.model.key import slug

COLUMNS = tuple(
    Column(heading=name, field=name) for name in ("place", "date", "total-alerts", "arrests")
)


def row(number: int, place: str, day: str | None, alerts: str, arrests: str) -> Deployment:
    """Make the row *number* as it was read."""
    cells = (place, day or "03/04/24", alerts, arrests)
    figures = []
    for column, cell in enumerate(cells[2:], start=3):
        value = int(cell) if cell.isdigit() else None
        figures.append(
            Figure(
                measure=COLUMNS[column - 1].field,
                value=value,
                missing="not-applicable" if value is None else None,
                passage=Passage(quote=cell, page=1, row=number, column=column),
            )
        )
    return Deployment(
        key=f"{day or 'undated'}-{slug(place)}",
        day=None if day is None else date.fromisoformat(day),
        day_printed="03/04/24" if day is None else None,
        place=place,
        figures=tuple(figures),
        passage=Passage(quote="\t".join(cells), page=1, row=number),
    )


def edition(*rows: Deployment, version: int = 1, status: str = "unreviewed") -> DeploymentRecord:
    return DeploymentRecord(
        key="gb-essex-lfr-deployments-2024",
        source=Source(
            sha256=str(version) * 64, media_type="text/csv", file=f"{version}.csv", version=version
        ),
        force="essex",
        technology="live-facial-recognition",
        title=None,
        columns=COLUMNS,
        deployments=rows,
        review=Review(status=status),
    )


ELM = row(1, "Elm", "2024-04-13", "5", "2")
OAK = row(2, "Oak", "2024-04-14", "7", "3")
ASH = row(3, "Ash", "2024-06-01", "0", "0")


def records(*found: Record) -> dict[str, Record]:
    return {f"{number}.yaml": record for number, record in enumerate(found)}


def changed(*found: Record) -> list[EditionChange]:
    return [change for item in successions(records(*found)) for change in item.changes]


def test_a_single_edition_revises_nothing() -> None:
    assert list(successions(records(edition(ELM)))) == []
    assert standings(records(edition(ELM)))["0.yaml"].revised is False


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_later_edition_is_the_one_that_runs_to_a_later_day(order: tuple[int, int]) -> None:
    """Whichever came in first."""
    short, long = edition(ELM, version=order[0]), edition(ELM, ASH, version=order[1])

    (found,) = successions(records(short, long))

    assert (found.earlier, found.later) == order


def test_editions_to_one_day_stand_in_the_order_that_they_came_in() -> None:
    (found,) = successions(records(edition(ELM, version=2), edition(ELM, version=1)))

    assert (found.earlier, found.later) == (1, 2)


def test_a_figure_that_is_another_is_a_change_with_both_cells() -> None:
    later = row(1, "Elm", "2024-04-13", "5", "3")

    (found,) = changed(edition(ELM, OAK), edition(later, OAK, version=2))

    assert (found.kind, found.deployment, found.field) == (
        "figure-changed",
        "2024-04-13-elm",
        "arrests",
    )
    assert (found.before, found.after, found.value_before, found.value_after) == ("2", "3", 2, 3)
    assert found.passage_before is not None
    assert found.passage_before.column == 4


def test_a_figure_that_went_missing_is_a_change_and_not_zero() -> None:
    later = row(1, "Elm", "2024-04-13", "5", "N/A")

    (found,) = changed(edition(ELM), edition(later, version=2))

    assert (found.after, found.value_after) == ("N/A", None)


def test_one_value_written_otherwise_is_no_change() -> None:
    (old,) = (figure for figure in ELM.figures if figure.measure == "arrests")
    new = replace(old, value=Decimal("2"), passage=replace(old.passage, quote="2.0"))
    later = replace(ELM, figures=(ELM.figures[0], new))

    assert changed(edition(ELM), edition(later, version=2)) == []


def test_a_figure_that_an_edition_does_not_give_was_not_changed() -> None:
    later = replace(ELM, figures=ELM.figures[:1])

    assert changed(edition(ELM), edition(later, version=2)) == []


def test_deployments_come_in_at_the_end_or_in_between_and_go() -> None:
    late = row(2, "Fir", "2024-04-20", "1", "1")

    found = changed(
        edition(ELM, OAK, row(3, "Yew", "2024-04-30", "0", "0")), edition(ELM, late, ASH, version=2)
    )

    assert {(item.kind, item.deployment) for item in found} == {
        ("deployment-dropped", "2024-04-14-oak"),
        ("deployment-dropped", "2024-04-30-yew"),
        ("deployment-inserted", "2024-04-20-fir"),
        ("deployment-added", "2024-06-01-ash"),
    }


def test_what_lies_before_the_later_edition_is_not_dropped() -> None:
    """A record that goes on from another year does not take the earlier year back."""
    found = changed(edition(ELM, OAK), edition(OAK, ASH, version=2))

    assert [(item.kind, item.deployment) for item in found] == [
        ("deployment-added", "2024-06-01-ash")
    ]


FIR = row(1, "Fir", "2023-02-01", "1", "1")
YEAR_BEFORE = edition(row(1, "Yew", "2023-01-01", "1", "1"), FIR, ELM, version=1)
GOES_NOT_BACK = edition(ELM, OAK, version=2)


def third(*rows: Deployment) -> list[EditionChange]:
    """Return what an edition changes that goes back beyond the one before it."""
    last = edition(row(1, "Yew", "2023-01-01", "1", "1"), *rows, ELM, OAK, ASH, version=3)
    (_, found) = successions(records(YEAR_BEFORE, GOES_NOT_BACK, last))
    return [change for change in found.changes if change.kind != "deployment-added"]


def test_an_edition_that_goes_back_is_held_against_the_one_that_listed_the_row() -> None:
    (figure,) = third(row(2, "Fir", "2023-02-01", "4", "1"))

    assert (figure.kind, figure.deployment, figure.since) == ("figure-changed", FIR.key, 1)
    assert (figure.before, figure.after) == ("1", "4")
    assert third(FIR) == []


def test_an_edition_that_goes_back_drops_and_inserts_rows() -> None:
    found = third(row(2, "Ivy", "2023-02-03", "4", "1"))

    assert [(one.kind, one.deployment, one.since) for one in found] == [
        ("deployment-dropped", FIR.key, 1),
        ("deployment-inserted", "2023-02-03-ivy", 1),
    ]


def test_a_row_that_is_back_again_was_dropped_and_is_inserted() -> None:
    """Against the edition that left it out, and not against the one that listed it once."""
    editions = (
        edition(ELM, OAK, ASH),
        edition(ELM, ASH, version=2),
        edition(ELM, OAK, ASH, version=3),
    )

    first, second = successions(records(*editions))

    assert [(one.kind, one.deployment, one.since) for one in (*first.changes, *second.changes)] == [
        ("deployment-dropped", OAK.key, None),
        ("deployment-inserted", OAK.key, None),
    ]


def test_a_changed_date_of_one_deployment_is_a_detail_where_the_key_says_so() -> None:
    moved = replace(row(1, "Elm", "2024-04-15", "5", "2"), key=ELM.key)

    (found,) = changed(edition(ELM, OAK, ASH), edition(moved, OAK, ASH, version=2))

    assert (found.kind, found.field) == ("detail-changed", "date")
    assert (found.value_before, found.value_after) == (date(2024, 4, 13), date(2024, 4, 15))


def test_what_stands_of_an_earlier_edition() -> None:
    early = row(1, "Fir", "2024-01-01", "1", "1")
    first = edition(early, ELM, OAK)
    last = edition(ELM, ASH, version=2)

    found = standings(records(first, last))

    assert found["0.yaml"].restated == {ELM.key}
    assert found["0.yaml"].dropped == {OAK.key}
    assert found["0.yaml"].revised
    assert not found["1.yaml"].revised


def test_what_a_person_contested_revises_nothing() -> None:
    found = records(edition(ELM), edition(ASH, version=2, status="rejected"))

    assert list(successions(found)) == []
    assert not standings(found)["0.yaml"].revised


def test_versions_of_a_reply_follow_one_another(disclosure: Disclosure) -> None:
    again = replace(disclosure, source=replace(disclosure.source, version=2, sha256="9" * 64))

    (found,) = successions(records(disclosure, again))

    assert (found.document, found.earlier, found.later) == (disclosure.key, 1, 2)
    assert found.changes == ()
    assert standings(records(disclosure, again))["0.yaml"].revised
