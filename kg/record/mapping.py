"""Read the mapping of a table that a person declared, and say near names where one is misspelt."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg import vocabulary
from kg.errors import MappingError
from kg.extract.days import ORDERS
from kg.extract.figures import UNITS
from kg.extract.headings import OTHER_FIELDS
from kg.extract.mapping import LIVE, MappedColumn, TableMapping

KEYS = ("force", "technology", "record", "title", "date_order", "sheet", "page", "skip")
TABLES = ("columns", "missing")
PARTS = ("field", "measure", "definition", "unit")
"""What may be said of a column in curly brackets."""

Node = Mapping[str, Any]


def load(path: Path) -> TableMapping:
    """Return the mapping in the file *path*.

    Raises:
        MappingError: the file cannot be read, or says what no mapping says; the message tells
            what may stand there.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(
            f"{path}: {error}; give a mapping in TOML, such as 'kg add' proposes for a table that "
            "it cannot read"
        ) from error
    return mapping_from(content, name=str(path))


def mapping_from(content: Node, *, name: str) -> TableMapping:
    """Return the mapping that *content* of the file *name* says.

    Raises:
        MappingError: as for load().
    """
    for key in content:
        _known(key, (*KEYS, *TABLES), where=name, what="line")
    columns = _table(content, "columns", name)
    if not columns:
        raise MappingError(f"{name}: [columns] is missing; say there what each column holds")
    read = TableMapping(
        name=name,
        columns=tuple(_column(heading, said, name) for heading, said in columns.items()),
        force=_code(content, "force", "force", name),
        technology=_code(content, "technology", "technology", name) or LIVE,
        record=_text(content, "record", name),
        title=_text(content, "title", name),
        date_order=_one_of(content, "date_order", ORDERS, name),
        sheet=_number(content, "sheet", name, least=1) or _number(content, "page", name, least=1),
        skip=_number(content, "skip", name, least=0) or 0,
        missing={
            str(marker): _known(why, vocabulary.codes("missing-reason"), where=f"{name}, [missing]")
            for marker, why in _table(content, "missing", name).items()
        },
    )
    _check_columns(read)
    return read


def _check_columns(mapping: TableMapping) -> None:
    fields = [column.field for column in mapping.columns]
    for wanted in ("place", "date"):
        if fields.count(wanted) != 1:
            raise MappingError(
                f"{mapping.name}: {fields.count(wanted)} columns hold the field '{wanted}'; "
                f'give it to exactly one, such as "Heading as printed" = "{wanted}"'
            )
    measures = [field for field in fields if field not in OTHER_FIELDS]
    twice = next((field for field in measures if measures.count(field) > 1), None)
    if twice is not None:
        raise MappingError(
            f"{mapping.name}: two columns hold the measure '{twice}'; keep one, and leave the "
            "other 'unread' or give it the measure that it really counts"
        )
    if not measures:
        raise MappingError(
            f"{mapping.name}: no column holds a measure; name one, such as "
            '"Alerts" = "total-alerts"'
        )


def _column(heading: str, said: object, name: str) -> MappedColumn:
    where = f"{name}, [columns], '{heading}'"
    node = {"field": said} if isinstance(said, str) else said
    if not isinstance(node, Mapping):
        raise MappingError(
            f'{where}: {said!r} says nothing of a column; write = "date", or '
            '= { measure = "arrests", definition = "arrests-or-disposals" }'
        )
    for part in node:
        _known(part, PARTS, where=where, what="word")
    held = node.get("field", node.get("measure"))
    if held is None or ("field" in node and "measure" in node):
        raise MappingError(f"{where}: say what it holds once, with 'field' or with 'measure'")
    field = _known(held, (*OTHER_FIELDS, *vocabulary.codes("measure")), where=where)
    definition = node.get("definition")
    if definition is not None:
        definition = _known(definition, vocabulary.codes("measure-definition"), where=where)
        if field not in _defined(definition):
            raise MappingError(
                f"{where}: '{definition}' is a way of counting "
                f"{' or '.join(_defined(definition))}, not {field}; mend one of the two"
            )
    unit = node.get("unit")
    if unit is not None and field not in UNITS.get(_known(unit, UNITS, where=where), ()):
        raise MappingError(
            f"{where}: the unit '{unit}' does not go with {field}; it goes with "
            f"{', '.join(sorted(UNITS[str(unit)]))}"
        )
    return MappedColumn(
        heading=int(heading) if heading.isdigit() else heading,
        field=field,
        definition=definition,
        unit=unit,
    )


def _defined(definition: str) -> tuple[str, ...]:
    """Return the measures that *definition* departs from."""
    measures = vocabulary.facts("measure-definition", vocabulary.ONTOLOGY + "definesMeasure")
    return tuple(iri.rpartition("/")[2] for iri in measures.get(definition, ()))


def _known(found: object, known: Iterable[str], *, where: str, what: str = "name") -> str:
    """Return *found* where it is one of *known*.

    Raises:
        MappingError: it is not; near ones are offered.
    """
    names = list(known)
    if isinstance(found, str) and found in names:
        return found
    near = difflib.get_close_matches(str(found), names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise MappingError(
        f"{where}: '{found}' is no {what} that is known there; {hint}these are: {', '.join(names)}"
    )


def _table(content: Node, key: str, name: str) -> Node:
    found = content.get(key, {})
    if not isinstance(found, Mapping):
        raise MappingError(f"{name}: '{key}' is no table; write it as [{key}] with a line for each")
    return found


def _text(content: Node, key: str, name: str) -> str | None:
    found = content.get(key)
    if found is not None and (not isinstance(found, str) or not found.strip()):
        raise MappingError(f'{name}: {key} is {found!r}; write it in quotes, such as {key} = "..."')
    return found


def _code(content: Node, key: str, scheme: str, name: str) -> str | None:
    found = _text(content, key, name)
    return (
        None if found is None else _known(found, vocabulary.codes(scheme), where=f"{name}, {key}")
    )


def _one_of(content: Node, key: str, known: Iterable[str], name: str) -> str | None:
    found = _text(content, key, name)
    return None if found is None else _known(found, known, where=f"{name}, {key}")


def _number(content: Node, key: str, name: str, *, least: int) -> int | None:
    found = content.get(key)
    if found is not None and (not isinstance(found, int) or found < least):
        raise MappingError(f"{name}: {key} is {found!r}; write a whole number from {least}")
    return found
