"""Where a record stands beside those of its key, and which of its rows another edition has."""

from dataclasses import replace
from datetime import date

import pytest

from kg.model import Column, Deployment, DeploymentRecord, Disclosure, Figure, Passage, Source
from kg.model.key import slug
from kg.record.editions import aligned, file_name, like, placed, replaced_by

FIELDS = ("place", "date", "total-alerts", "faces-seen", "watchlist-size", "arrests")
COLUMNS = tuple(Column(heading=name, field=name) for name in FIELDS)


def record(*rows: tuple[str, str, tuple[int, ...]], version: int = 1) -> DeploymentRecord:
    """Make an edition as extraction leaves it: keys of day, place and ordinal."""
    seen: dict[str, int] = {}
    deployments = []
    for number, (place, day, figures) in enumerate(rows, start=1):
        name = f"{day}-{slug(place)}"
        seen[name] = seen.get(name, 0) + 1
        cells = (place, day, *map(str, figures))
        deployments.append(
            Deployment(
                key=name if seen[name] == 1 else f"{name}-{seen[name]}",
                day=date.fromisoformat(day),
                place=place,
                passage=Passage(quote="\t".join(cells), page=1, row=number),
                figures=tuple(
                    Figure(
                        measure=measure,
                        value=value,
                        passage=Passage(quote=str(value), page=1, row=number),
                    )
                    for measure, value in zip(FIELDS[2:], figures, strict=True)
                ),
            )
        )
    return DeploymentRecord(
        key="gb-essex-lfr-deployments-2024",
        source=Source(
            sha256=f"{version:x}" * 64,
            media_type="text/csv",
            file=f"{version}.csv",
            version=version,
        ),
        force="essex",
        technology="live-facial-recognition",
        title=None,
        columns=COLUMNS,
        deployments=tuple(deployments),
    )


A, B, C = (5, 900, 100, 2), (7, 800, 120, 3), (4, 700, 110, 1)
ELM = ("Elm", "2024-04-13")


def keys(found: object) -> list[str]:
    assert isinstance(found, DeploymentRecord)
    return [row.key for row in found.deployments]


def doubts(found: object) -> list[tuple[str, int | None]]:
    assert isinstance(found, DeploymentRecord)
    return [(doubt.field, doubt.passage.row) for doubt in found.doubts]


def test_a_further_edition_is_the_next_version_under_a_name_of_its_own() -> None:
    first = record((*ELM, A))

    found = placed(record((*ELM, A)), [first])

    assert (found.key, found.source.version) == (first.key, 2)
    assert (file_name(first), file_name(found)) == (f"{first.key}.yaml", f"{first.key}-v2.yaml")
    assert (
        placed(record((*ELM, A)), [first, replace(first, source=found.source)]).source.version == 3
    )


def test_a_record_without_others_keeps_its_key() -> None:
    assert placed(record((*ELM, A)), []).source.version == 1


def test_rows_of_one_day_and_place_keep_the_keys_that_their_figures_have() -> None:
    """Two vans: the later edition prints them the other way round."""
    found = aligned(record((*ELM, B), (*ELM, A)), [record((*ELM, A), (*ELM, B))])

    assert keys(found) == ["2024-04-13-elm-2", "2024-04-13-elm"]
    assert doubts(found) == []


def test_the_one_row_that_is_left_is_the_one_that_was_changed() -> None:
    found = aligned(record((*ELM, B), (*ELM, C)), [record((*ELM, A), (*ELM, B))])

    assert keys(found) == ["2024-04-13-elm-2", "2024-04-13-elm"]
    assert doubts(found) == []


def test_a_van_that_came_in_before_takes_no_others_key() -> None:
    found = aligned(record((*ELM, B), (*ELM, A)), [record((*ELM, A))])

    assert keys(found) == ["2024-04-13-elm-2", "2024-04-13-elm"]
    assert doubts(found) == []


def test_rows_that_cannot_be_told_apart_are_doubts_and_new_ones() -> None:
    """One row became two, and neither prints what it printed: nobody can tell which it was."""
    found = aligned(record((*ELM, B), (*ELM, C)), [record((*ELM, A))])

    assert keys(found) == ["2024-04-13-elm-2", "2024-04-13-elm-3"]
    assert doubts(found) == [("place", 1), ("place", 2)]


@pytest.mark.parametrize(
    ("moved", "field"), [(("Elm", "2024-04-15"), "date"), (("Oak", "2024-04-13"), "place")]
)
def test_a_row_with_its_day_or_place_changed_is_a_doubt_and_no_guess(
    moved: tuple[str, str], field: str
) -> None:
    found = aligned(record((*moved, A)), [record((*ELM, A))])

    assert keys(found) == [f"{moved[1]}-{moved[0].lower()}"]
    assert doubts(found) == [(field, 1)]


def test_figures_of_another_day_that_differ_are_no_doubt() -> None:
    found = aligned(record(("Elm", "2024-04-15", B)), [record((*ELM, A))])

    assert doubts(found) == []


def test_a_third_edition_is_told_by_the_nearest_and_then_by_the_others() -> None:
    first = record((*ELM, A), ("Oak", "2024-04-14", B))
    second = replace(aligned(record((*ELM, B), (*ELM, A), version=2), [first]), source=first.source)

    found = aligned(record((*ELM, A), (*ELM, B), ("Oak", "2024-04-14", B)), [second, first])

    assert keys(found) == ["2024-04-13-elm", "2024-04-13-elm-2", "2024-04-14-oak"]


def test_a_second_reading_gives_rows_the_keys_that_they_were_given() -> None:
    first = record((*ELM, A), (*ELM, B))
    second = placed(record((*ELM, B), (*ELM, A), version=2), [first])

    again = like(record((*ELM, B), (*ELM, A), version=2), second, [first, second])

    assert keys(again) == keys(second) == ["2024-04-13-elm-2", "2024-04-13-elm"]
    assert again.source.version == 2
    assert keys(like(record((*ELM, A), (*ELM, B)), first, [first, second])) == keys(first)


def reply(
    disclosure: Disclosure, *, file: str, url: str | None = None, sha256: str = "9" * 64
) -> Disclosure:
    return replace(disclosure, source=replace(disclosure.source, file=file, url=url, sha256=sha256))


PAGE, OTHER = "https://example.org/foi/1", "https://example.org/foi/2"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("a.txt", None), ("a.txt", None), True),
        (("a.txt", None), ("b.txt", None), False),
        (("a.txt", PAGE), ("b.txt", PAGE), True),
        (("a.txt", PAGE), ("a.txt", OTHER), False),
        (("a.txt", PAGE), ("a.txt", None), True),
        (("thread.zip/a.txt", None), ("a.txt", None), True),
    ],
)
def test_other_bytes_of_one_request_are_a_version_or_another_document(
    one: tuple[str, str | None],
    two: tuple[str, str | None],
    same: bool,
    disclosure: Disclosure,
) -> None:
    there = reply(disclosure, file=one[0], url=one[1])

    found = placed(reply(disclosure, file=two[0], url=two[1], sha256="8" * 64), [there])

    expected = (there.key, 2) if same else (f"{there.key}-2", 1)
    assert (found.key, found.source.version) == expected


def test_a_third_document_on_one_request_is_told_from_both(disclosure: Disclosure) -> None:
    first = reply(disclosure, file="a.txt")
    second = placed(reply(disclosure, file="b.txt"), [first])
    again = placed(reply(disclosure, file="b.txt"), [first, second])
    third = placed(reply(disclosure, file="c.txt"), [first, second, again])

    assert (again.key, again.source.version) == (f"{disclosure.key}-2", 2)
    assert (third.key, third.source.version) == (f"{disclosure.key}-3", 1)


def test_what_is_replaced_is_the_newest_version_of_the_same_document(
    disclosure: Disclosure,
) -> None:
    first = reply(disclosure, file="a.txt")
    second = placed(reply(disclosure, file="a.txt", sha256="8" * 64), [first])

    assert replaced_by(reply(disclosure, file="a.txt"), [first, second]) == second
    assert replaced_by(reply(disclosure, file="b.txt"), [first, second]) is None
