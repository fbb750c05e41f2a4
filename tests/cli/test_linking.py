"""``kg links`` on the study that ships, and on a copy in which a person refutes a link."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import resources
from kg.cli import cli, register

register()
SHIPPED = Path(str(resources.root() / "studies" / "uk-facial-recognition"))
REFUTED = """\
  - request: gb-metropolitan-01-foi-22-023158
    kind: none
    reason: It asks of one deployment only.
    role: reviewer
    on: 2026-11-29
    questions:
      '5': watchlist-people
"""


def links(*options: str) -> tuple[list[dict[str, Any]], str]:
    done = CliRunner().invoke(cli, ["links", "--format", "json", *options])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name in ("records", "study.toml", "templates.yaml", "links.yaml"):
        source = SHIPPED / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def test_links_agree_with_the_rulings_or_say_why_not(study: Path) -> None:
    found, talk = links("--study", str(study), "--all")

    agreeing = [link for link in found if link["agrees"]]
    overridden = [link for link in found if link["overridden_by"] and not link["agrees"]]
    assert len(agreeing) > 150
    assert all(link["kind"] == "related" for link in overridden)
    assert f"{len(agreeing)} agree with a ruling" in talk


def test_a_link_that_a_person_refutes_is_shown_and_no_longer_stated(study: Path) -> None:
    before, _ = links("--study", str(study))
    with (study / "templates.yaml").open("a", encoding="utf-8") as file:
        file.write(REFUTED)

    after, _ = links("--study", str(study))

    name = "gb-metropolitan-01-foi-22-023158"
    (stated,) = [link for link in before if link["request"] == name]
    (refuted,) = [link for link in after if link["request"] == name]
    assert stated["stated"]
    assert not refuted["stated"]
    assert refuted["overridden_by"] == "none watchlist-people"


def test_the_table_tells_the_evidence(study: Path) -> None:
    done = CliRunner().invoke(cli, ["links", "--study", str(study)])

    assert "asks      number of people on the watchlist" in done.stdout
    assert "no instance of it" in done.stdout
    assert "equal     technology: live-facial-recognition; asks: count" in done.stdout
