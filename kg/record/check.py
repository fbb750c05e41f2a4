"""Check what was read from YAML against its schema and the code lists, with line and column.

Two keywords of our own stand in the schemas beside those of JSON Schema:
``code`` names the schemes that a value must be a code of, ``scopedCode`` the
schemes of a value written ``scheme:code``, and ``day`` asks for a date.
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from kg import vocabulary
from kg.errors import RecordError, UnknownCodeError

MENDS = {
    "required": "write the missing line there",
    "additionalProperties": "remove it, or mend its spelling",
    "oneOf": "keep exactly one of 'field' and 'measure'",
    "anyOf": "give the question's 'text', or a 'quote' of its opening words",
    "type": "mend the value; labels and other numbers that are names stand in quotes",
    "dependentRequired": "write both or neither",
    "maxLength": "quote the shortest words that carry the fact",
    "day": "write the day as 2022-01-28, without quotes",
}


def check(content: Any, *, schema: str, path: Path) -> None:
    """Raise for the most telling fault of *content*, which ruamel.yaml read from *path*.

    Raises:
        UnknownCodeError: a value is no code of its scheme; near ones are offered.
        RecordError: anything else that the schema does not allow.
    """
    error = best_match(_validator(schema).iter_errors(content), key=_weight)
    if error is None:
        return
    where = f"{path}, {place(content, error.absolute_path)}"
    inside = ".".join(str(step) for step in error.absolute_path) or "the record"
    if error.validator in ("code", "scopedCode"):
        raise UnknownCodeError(f"{where}: {inside}: {error.message}")
    mend = MENDS.get(str(error.validator), f"mend the value; kg/record/{schema} says what fits")
    raise RecordError(f"{where}: {inside}: {error.message}; {mend}")


def place(content: Any, steps: Iterable[str | int]) -> str:
    """Return ``line L, column C`` of the value that *steps* lead to, or of its nearest holder."""
    line, column = 0, 0
    for step in steps:
        marks = getattr(content, "lc", None)
        if marks is None:
            break
        known = marks.data or {}
        if step in known:
            spot = known[step]
            line, column = (spot[2], spot[3]) if len(spot) > 3 else (spot[0], spot[1])
        content = content[step]
    return f"line {line + 1}, column {column + 1}"


def _weight(error: ValidationError) -> tuple[bool, int]:
    """Prefer an unknown code over all else, then the fault that lies deepest."""
    return error.validator in ("code", "scopedCode"), len(error.absolute_path)


@cache
def _validator(schema: str) -> Validator:
    text = files("kg.record").joinpath(schema).read_text(encoding="utf-8")
    keywords: dict[str, Any] = {"code": _code, "scopedCode": _scoped_code, "day": _day}
    # jsonschema's extend() has no annotations of its own.
    extended: type[Validator] = extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]
    return extended(json.loads(text))


def _code(
    _: Validator, schemes: list[str], instance: object, __: Mapping[str, object]
) -> Iterator[ValidationError]:
    known = [key for scheme in schemes for key in vocabulary.codes(scheme)]
    if instance not in known:
        yield ValidationError(_unknown(str(instance), schemes, known))


def _scoped_code(
    _: Validator, schemes: list[str], instance: object, __: Mapping[str, object]
) -> Iterator[ValidationError]:
    known = [f"{scheme}:{key}" for scheme in schemes for key in vocabulary.codes(scheme)]
    if instance not in known:
        yield ValidationError(_unknown(str(instance), schemes, known))


def _day(
    _: Validator, __: object, instance: object, ___: Mapping[str, object]
) -> Iterator[ValidationError]:
    if not isinstance(instance, date) or isinstance(instance, datetime):
        yield ValidationError(f"{instance!r} is not a day")


def _unknown(found: str, schemes: list[str], known: list[str]) -> str:
    near = difflib.get_close_matches(found, known, n=3)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    lists = " and ".join(f"ontology/codes/{scheme}.ttl" for scheme in schemes)
    return f"'{found}' is not a code of {lists}; {hint}use a code that is there"
