"""Whole letters, as files that can be read.

``pytest tests/queries tests/draft -k whole_letter --update-golden`` writes them anew.
"""

from pathlib import Path

import pytest

from kg.draft import drafting, writing
from tests.draft.conftest import TODAY, Knows

GOLDEN = Path(__file__).parent / "golden"

INVENTED = [
    ("dorset", "new", "winter"),
    ("sussex", "reminder", "winter"),
    ("norfolk", "reminder", "winter"),
    ("essex", "review", "winter"),
    ("scotland", "review", "winter"),
    ("cumbria", "again", "winter"),
]
SHIPPED = [
    ("kent", "new", "from-january-2022"),
    ("warwickshire", "again", "february-2023"),
    ("west-midlands", "review", "body-worn-video-2021"),
]


def held(name: str, found: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("force", "kind", "series"), INVENTED)
def test_whole_letter_of_the_invented_study(
    force: str, kind: str, series: str, knows: Knows, request: pytest.FixtureRequest
) -> None:
    made = drafting.draft(knows(series), on=TODAY, only=[force])

    assert [letter.kind for letter in made.letters] == [kind]
    held(f"invented-{force}-{kind}.txt", writing.as_text(made.letters), request)


@pytest.mark.parametrize(("force", "kind", "series"), SHIPPED)
def test_whole_letter_of_the_study_that_ships(
    force: str, kind: str, series: str, shipped: Knows, request: pytest.FixtureRequest
) -> None:
    made = drafting.draft(shipped(series), on=TODAY, only=[force], kind=kind)

    assert [letter.kind for letter in made.letters] == [kind]
    held(f"shipped-{force}-{kind}.txt", writing.as_text(made.letters), request)
