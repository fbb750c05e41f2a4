"""Editors complete a record with a schema that plain JSON Schema understands."""

import copy
import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from kg import resources, vocabulary
from kg.record.editors import editor_schema
from kg.record.load import load

RECORDS = sorted(
    (resources.root() / "studies" / "uk-facial-recognition" / "records").glob("*.yaml")
)


def as_an_editor_sees(node: Any) -> Any:
    """Return *node* with days as text: to an editor YAML has no other."""
    if isinstance(node, dict):
        return {str(key): as_an_editor_sees(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_an_editor_sees(item) for item in node]
    return node.isoformat() if isinstance(node, date) else node


def faults(content: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(
        json.loads(editor_schema()), format_checker=jsonschema.FormatChecker()
    )
    return [error.message for error in validator.iter_errors(as_an_editor_sees(content))]


def test_it_is_a_schema_and_has_no_keyword_of_ours() -> None:
    schema = json.loads(editor_schema())

    jsonschema.Draft7Validator.check_schema(schema)
    for word in ('"scopedCode"', '"day"', '"dependentRequired"'):
        assert word not in editor_schema()


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_it_accepts_the_records_that_ship(path: Any) -> None:
    assert faults(load(path)) == []


def test_it_refuses_what_is_no_code_no_day_and_no_key() -> None:
    content = as_an_editor_sees(load(RECORDS[0]))

    for wrong in ({"force": "metropolitain"}, {"responded": "soon"}, {"colour": "red"}):
        broken = copy.deepcopy(content)
        broken.update(wrong)

        assert faults(broken), wrong


def test_every_code_stands_there_with_what_it_means() -> None:
    held = json.loads(editor_schema())["$defs"]["answer"]["properties"]["held"]

    assert held["enum"] == list(vocabulary.codes("held"))
    assert len(held["enumDescriptions"]) == len(held["enum"])
    assert "does not hold" in held["enumDescriptions"][held["enum"].index("not-held")]


def test_a_code_with_its_scheme_is_written_with_it() -> None:
    scopes = json.loads(editor_schema())["$defs"]["scopes"]["items"]["enum"]

    assert "overtness:covert" in scopes
    assert "technology:live-facial-recognition" in scopes
