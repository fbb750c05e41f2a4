"""links.yaml: what is read, what the program and an editor find wrong, and what both let stand."""

import json
import re
from dataclasses import fields
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg import resources, study
from kg.errors import RecordError, UnknownCodeError
from kg.record import read_rulings
from kg.record.editors import EDITED, editor_schema
from kg.record.load import load
from kg.record.rulings import KINDS, PARTS
from tests.record.test_editors import as_an_editor_sees

SHIPPED = resources.root() / "studies" / study.SHIPPED / "links.yaml"
EDITOR = "links.schema.json"
GOOD = """\
presumed_targets:
  - document: gb-kent-1
    target: gb-kent-grid
    reason: It is of that year.
    role: maintainer
    on: 2026-11-29
    coverage:
      - question: 1.a
        coverage: partly
        reason: It has no days.
disagreements:
  - disagreement: gb-kent-1-q1-and-gb-kent-2-q1
    label: refuted
    reason: They speak of two systems.
    role: maintainer
    on: 2026-11-29
same_deployments:
  - one: gb-kent-a
    other: gb-kent-b
    same: false
    reason: The report is of the second van.
    role: reviewer
    on: 2026-11-29
chains:
  - later: gb-kent-2
    earlier: gb-kent-1
    relation: reviews
    reason: The letter of the review names it.
    role: maintainer
    on: 2026-11-29
joint_units:
  - members: [kent, essex]
    joint: true
    reason: They say so.
    role: maintainer
    on: 2026-11-29
"""
WRONG = {
    "a line that is missing": ("    reason: It is of that year.\n", ""),
    "a line of another ruling": ("    label: refuted", "    label: refuted\n    same: true"),
    "a name that is misspelt": ("disagreements:", "disagrements:"),
    "a list that is none": ("disagreements:\n  - dis", "disagreements:\n    dis"),
    "a key with a space": ("one: gb-kent-a", "one: gb kent a"),
    "an IRI in the place of a key": ("disagreement: gb", "disagreement: https://x.example/gb"),
    "a day that is none": ("on: 2026-11-29\nsame", "on: soon\nsame"),
    "a reason without words": ("reason: They speak of two systems.", "reason: ''"),
    "neither true nor false": ("same: false", "same: perhaps"),
    "the label of no question": ("question: 1.a", "question: Q one"),
    "a question as a number": ("question: 1.a", "question: 1"),
    "a label that is no code": ("label: refuted", "label: refute"),
    "a role that is no code": ("role: reviewer", "role: revewer"),
    "a coverage that is no code": ("coverage: partly", "coverage: in-part"),
}
CODES = {name for name in WRONG if name.endswith("no code")}


def broken(name: str) -> str:
    wrong, right = WRONG[name]
    assert GOOD.count(wrong) == 1
    return GOOD.replace(wrong, right)


def at(folder: Path, text: str) -> Path:
    path = folder / "links.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(content: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(
        json.loads(editor_schema(EDITOR)), format_checker=jsonschema.FormatChecker()
    )
    return [error.message for error in validator.iter_errors(as_an_editor_sees(content))]


def test_each_kind_is_read_with_its_line(tmp_path: Path) -> None:
    found = read_rulings(at(tmp_path, GOOD))

    (target,) = found.presumed_targets
    (label,) = found.disagreements
    (same,) = found.same_deployments
    assert (target.target, target.on, target.line) == ("gb-kent-grid", date(2026, 11, 29), 2)
    assert [(c.question, c.coverage, c.line) for c in target.coverage] == [("1.a", "partly", 8)]
    assert (label.label, label.line) == ("refuted", 12)
    assert (same.same, same.role, same.line) == (False, "reviewer", 18)
    assert [(one.later, one.relation, one.line) for one in found.chains] == [
        ("gb-kent-2", "reviews", 25)
    ]
    assert [(one.members, one.joint, one.line) for one in found.joint_units] == [
        (("kent", "essex"), True, 32)
    ]


def test_the_schema_has_a_line_for_each_field_and_no_other() -> None:
    schema = json.loads(files("kg.record").joinpath(EDITED[EDITOR]).read_text(encoding="utf-8"))

    assert schema["properties"].keys() == KINDS.keys()
    for name, kind in KINDS.items():
        lines = schema["properties"][name]["items"]["properties"]
        assert lines.keys() | {"line"} == {field.name for field in fields(kind)}  # type: ignore[arg-type]
        parts = {line for line, told in lines.items() if "properties" in told.get("items", {})}
        assert parts <= PARTS.keys()


@pytest.mark.parametrize("name", WRONG)
def test_the_program_finds_each_fault_with_its_line(tmp_path: Path, name: str) -> None:
    expected = UnknownCodeError if name in CODES else RecordError

    with pytest.raises(expected, match=r"links\.yaml, line \d+, column \d+: ") as caught:
        read_rulings(at(tmp_path, broken(name)))

    assert "; " in str(caught.value) or "?" in str(caught.value)  # how to mend it


@pytest.mark.parametrize("name", WRONG)
def test_an_editor_finds_each_fault_too(tmp_path: Path, name: str) -> None:
    assert faults(load(at(tmp_path, GOOD))) == []
    assert faults(load(at(tmp_path, broken(name))))


def test_what_ships_is_right_and_names_the_schema() -> None:
    first = SHIPPED.read_text(encoding="utf-8").partition("\n")[0]

    assert faults(load(SHIPPED)) == []
    assert first == f"# yaml-language-server: $schema={EDITOR}"
    assert read_rulings(SHIPPED).presumed_targets


def test_the_schema_for_editors_is_plain_and_tells_what_codes_mean() -> None:
    schema = json.loads(editor_schema(EDITOR))
    label = schema["properties"]["disagreements"]["items"]["properties"]["label"]

    jsonschema.Draft7Validator.check_schema(schema)
    assert '"code"' not in editor_schema(EDITOR)
    assert '"day"' not in editor_schema(EDITOR)
    assert len(label["enumDescriptions"]) == len(label["enum"])


def test_a_study_is_made_with_both_schemas(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    study.create(folder)

    assert {path.name for path in folder.glob("*.schema.json")} == EDITED.keys()
    (folder / EDITOR).write_text("{}", encoding="utf-8")
    study.refresh_editors(folder)
    assert (folder / EDITOR).read_text(encoding="utf-8") == editor_schema(EDITOR)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("disagreements", r"gb-kent-1-q1-and-gb-kent-2-q1 is ruled on in line 12"),
        ("same_deployments", r"gb-kent-a and gb-kent-b is ruled on in line 18"),
        ("chains", r"gb-kent-2 and gb-kent-1 is ruled on in line 25"),
        ("joint_units", r"kent and essex is ruled on in line 32"),
    ],
)
def test_nobody_rules_twice_on_one_thing(tmp_path: Path, named: str, told: str) -> None:
    ruling = re.split(r"^[a-z_]+:\n", GOOD.partition(f"{named}:\n")[2], flags=re.MULTILINE)[0]

    with pytest.raises(RecordError, match=told):
        read_rulings(at(tmp_path, GOOD.replace(ruling, ruling + ruling)))


@pytest.mark.parametrize(
    ("named", "one", "other", "told"),
    [
        ("same_deployments", "gb-kent-a", "gb-kent-b", "gb-kent-b and gb-kent-a .* line 18"),
        ("joint_units", "kent", "essex", "line 37: essex and kent is ruled on in line 32"),
    ],
)
def test_two_in_whatever_order_are_one_thing(
    tmp_path: Path, named: str, one: str, other: str, told: str
) -> None:
    ruling = re.split(r"^[a-z_]+:\n", GOOD.partition(f"{named}:\n")[2], flags=re.MULTILINE)[0]
    again = ruling.replace(one, "both").replace(other, one).replace("both", other)

    with pytest.raises(RecordError, match=told):
        read_rulings(at(tmp_path, GOOD.replace(ruling, ruling + again)))


def test_a_pair_of_requests_has_an_order(tmp_path: Path) -> None:
    other = """\
  - later: gb-kent-1
    earlier: gb-kent-2
    relation: none
    reason: It came before.
    role: maintainer
    on: 2026-11-29
joint_units:
"""
    found = read_rulings(at(tmp_path, GOOD.replace("joint_units:\n", other)))

    assert [one.relation for one in found.chains] == ["reviews", "none"]
