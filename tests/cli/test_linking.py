"""``kg links`` on the study that ships, and on a copy in which a person refutes a link."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import resources
from kg.cli import cli, register
from kg.errors import RecordError

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


RULING = """\
chains:
  - later: gb-cumbria-foi-69-20-ir
    earlier: gb-metropolitan-01-foi-23-028737
    relation: none
    reason: Another force.
    role: reviewer
    on: 2026-11-29
"""
LATER = "gb-metropolitan-01-foi-23-031597"


def test_chains_are_told_with_their_words(study: Path) -> None:
    found, talk = links("--study", str(study), "--chains")

    stated, spelt = found
    assert (stated["later"], stated["relation"], stated["stated"]) == (LATER, "refines", True)
    assert stated["words"].startswith("Please could you provide the information requested")
    assert (spelt["words"], spelt["stated"]) == ("FOI/69/20/IR", False)
    assert spelt["trouble"] == ["no record in the study answers it"]
    assert "2 pairs of requests: 1 is stated by a build, 0 are ruled on, 2 with" in talk


def test_a_ruling_on_a_chain_is_explained(study: Path) -> None:
    with (study / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(RULING)

    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--chains"])

    assert (
        "gb-cumbria-foi-69-20-ir and gb-metropolitan-01-foi-23-028737\n"
        "  ruled     none: that stands, and without it nothing would be said\n"
    ) in done.stdout


def test_a_chain_that_a_person_makes_counts_as_stated(study: Path) -> None:
    with (study / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(RULING.replace("none", "follows"))

    found, talk = links("--study", str(study), "--chains")

    assert [link["made"] for link in found].count("follows") == 1
    assert "3 pairs of requests: 2 are stated by a build, 1 is ruled on" in talk


def test_a_ruling_that_agrees_with_the_record_says_so(study: Path) -> None:
    with (study / "links.yaml").open("a", encoding="utf-8") as file:
        agreeing = RULING.replace("none", "refines").replace("gb-cumbria-foi-69-20-ir", LATER)
        file.write(agreeing)

    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--chains"])

    assert "  ruled     refines: that is what this says too\n" in done.stdout
    assert "this would be without it" not in done.stdout
    assert "1 is stated by a build, 1 is ruled on" in done.stderr


def test_a_key_of_a_deployment_that_nothing_has_is_an_error_with_the_nearest(study: Path) -> None:
    lines = (study / "links.yaml").read_text(encoding="utf-8").count("\n")
    with (study / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "same_deployments:\n"
            "  - one: gb-metropolitan-2022-01-28-oxford-circus\n"
            "    other: gb-metropolitan-2022-01-28-oxford-circs\n"
            "    same: true\n"
            "    reason: Read.\n"
            "    role: reviewer\n"
            "    on: 2026-11-29\n"
        )

    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--deployments"])

    assert isinstance(done.exception, RecordError)
    said = str(done.exception)
    assert said.startswith(f"links.yaml, line {lines + 2}: no deployment has the key")
    assert "'gb-metropolitan-2022-01-28-oxford-circs'; did you mean gb-metropolitan" in said


def test_clusters_are_proposed_with_the_slots_that_they_share(study: Path) -> None:
    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--clusters"])

    assert "watchlist-heading: watchlists\n  proposed  no person has put it there" in done.stdout
    assert "equal     of: watchlist" in done.stdout
    assert "ruled     papers: that stands, and this would be without it" in done.stdout
    assert "stand in the cluster that fits" in done.stderr


UNIT_RULING = """\
joint_units:
  - members: [{members}]
    joint: {joint}
    reason: Read.
    role: reviewer
    on: 2026-11-29
"""


def list_unit(study: Path) -> None:
    scheme = "https://w3id.org/foigraph/code/unit"
    joint = "http://www.w3.org/ns/org#OrganizationalCollaboration"
    (study / "codes").mkdir()
    (study / "codes" / "units.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix force: <https://w3id.org/foigraph/code/force/> .\n"
        f'<{scheme}> a skos:ConceptScheme ; <http://purl.org/dc/terms/title> "Units"@en .\n'
        f"<{scheme}/coasts> a skos:Concept , <{joint}> ;\n"
        f'    skos:prefLabel "Two Coasts"@en ; skos:inScheme <{scheme}> ;\n'
        '    skos:notation "coasts" ;\n'
        "    <https://w3id.org/foigraph/ontology#groupMember> force:essex , force:kent .\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("members", "joint", "said"),
    [
        ("essex, kent", "false", "not joint: your note; no build reads it, and the study lists co"),
        ("essex, kent", "false", "take the unit out of codes/"),
        ("essex, kent", "true", "joint: your note; the study lists coasts, and by that a build"),
        ("essex, surrey", "true", "no unit is listed; list the unit among the codes of the study"),
        ("essex, surrey", "false", "not joint: your note; no build reads it, and no unit is list"),
    ],
)
def test_a_ruling_on_units_says_that_no_build_reads_it(
    study: Path, members: str, joint: str, said: str
) -> None:
    list_unit(study)
    with (study / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(UNIT_RULING.format(members=members, joint=joint))

    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--units"])

    (ruled,) = [line for line in done.stdout.splitlines() if "  ruled" in line]
    assert said in ruled
    assert "that stands" not in ruled


def test_a_unit_that_a_study_lists_is_told(study: Path) -> None:
    list_unit(study)

    done = CliRunner().invoke(cli, ["links", "--study", str(study), "--units"])

    assert done.stdout.startswith("essex, kent: coasts\n  stated    the study lists it")
    assert (
        "1 group of forces: 1 is listed as joint units; each reply stays that of the force"
        in done.stderr
    )
