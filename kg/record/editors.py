"""The schemas by which an editor completes a record or rulings: every code with its meaning.

The schemas beside this module name the code lists that a value must come from; no editor
knows those keywords.  Here each becomes the list itself, in JSON Schema of
draft 7, which is what editors read.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg import vocabulary
from kg.record.writing import EDITORS

DRAFT = "http://json-schema.org/draft-07/schema#"
RENAMED = {"dependentRequired": "dependencies"}
"""Keyword of the draft that the schemas are in -> the same in draft 7."""

EDITED = {EDITORS: "schema.json", "links.schema.json": "rulings.schema.json"}
"""File of a study by which editors complete -> the schema that it is made from."""


@cache
def editor_schema(name: str = EDITORS) -> str:
    """Return the text of the file *name* of a study; the same code lists give the same text."""
    content = json.loads(files("kg.record").joinpath(EDITED[name]).read_text(encoding="utf-8"))
    expanded = _expanded(content)
    expanded["$schema"] = DRAFT
    del expanded["$id"]
    return json.dumps(expanded, indent=1, ensure_ascii=False) + "\n"


def _expanded(node: Any) -> Any:
    if isinstance(node, list):
        return [_expanded(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    found = {RENAMED.get(key, key): _expanded(value) for key, value in node.items()}
    found.pop("day", None)
    if node.get("day") is True:
        found["type"] = "string"  # what YAML calls a date is a string to an editor
    if isinstance(node.get("code"), list):
        return found | _list(found.pop("code"), scoped=False)
    if isinstance(node.get("scopedCode"), list):
        return found | _list(found.pop("scopedCode"), scoped=True)
    return found


def _list(schemes: list[str], *, scoped: bool) -> dict[str, list[str]]:
    """Return the codes of *schemes*, and what each means beside it."""
    told = {
        f"{scheme}:{key}" if scoped else key: meaning
        for scheme in schemes
        for key, meaning in _meanings(scheme).items()
    }
    return {"enum": list(told), "enumDescriptions": list(told.values())}


def _meanings(scheme: str) -> Mapping[str, str]:
    """Return the codes of *scheme* with label and, where it has one, definition."""
    defined = vocabulary.facts(scheme, vocabulary.SKOS + "definition")
    return {
        key: f"{label}. {defined[key][0]}" if key in defined else label
        for key, label in vocabulary.codes(scheme).items()
    }
