"""What docs/linking.md gives to paste as a joint unit builds as it stands."""

import re
from pathlib import Path

import pytest

from kg import linking, pipeline
from kg import study as studies

PAGE = Path(__file__).parents[2] / "docs" / "linking.md"


@pytest.fixture
def pasted() -> str:
    (found,) = re.findall(r"```turtle\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def test_the_file_of_the_page_builds_and_lists_the_unit(tmp_path: Path, pasted: str) -> None:
    study = studies.load(studies.create(tmp_path / "study").parent)
    codes = study.folder / "codes"
    codes.mkdir(exist_ok=True)
    (codes / "units.ttl").write_text(pasted, encoding="utf-8")

    built = pipeline.build(study)

    assert built.report.conforms
    assert not [one for one in built.report.findings if "two-coasts" in str(one)]
    (unit,) = linking.unit_links_of(study)
    assert (unit.unit, unit.members, unit.rule) == ("two-coasts", ("essex", "kent"), "listed")
