"""Read the header of a query file: the lines that open with ``#+``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import MissingHeaderError

KINDS = ("code", "date", "integer", "decimal", "text", "iri")
ONCE = ("summary", "description", "problem", "solution", "example")
LISTS = ("tags", "competency")
MANY = ("param", "column", "caution")

_LINE = re.compile(r"#\+\s*(?P<key>[a-z]+)\s*:\s*(?P<value>.*\S)?\s*")
_PARAM = re.compile(
    r"(?P<name>[A-Za-z]\w*)\s+(?P<kind>[a-z]+)(?:\s+(?P<scheme>[a-z][a-z-]*))?"
    r"(?:\s*=\s*(?P<default>.*?\S))?\s+--\s+(?P<description>.+)"
)
_COLUMN = re.compile(r"(?P<name>\w+)\s+--\s+(?P<description>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable of a query that is given a value when the query is run."""

    name: str
    kind: str
    """One of KINDS."""

    scheme: str | None = None
    """The scheme that the value is a key of; only for kind ``code``."""

    default: str | None = None
    """The value where none is given; None: without a value there is no restriction."""

    description: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a query file says of itself; every line as it stands, in order."""

    said: Mapping[str, tuple[str, ...]]
    columns: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]

    def one(self, key: str) -> str:
        """Return the text of *key*, or an empty string."""
        return " ".join(self.said.get(key, ()))

    def items(self, key: str) -> tuple[str, ...]:
        """Return the items of the list *key*, which are separated by commas."""
        found = self.said.get(key, ())
        return tuple(item.strip() for line in found for item in line.split(",") if item.strip())


def read(text: str, *, where: str) -> Header:
    """Return the header at the top of *text*; a text without one has an empty header.

    Raises:
        MissingHeaderError: a line of the header cannot be read, or says what an earlier one says.
    """
    said: dict[str, tuple[str, ...]] = {}
    columns: list[tuple[str, str]] = []
    parameters: list[Parameter] = []
    for number, line in _lines(text):
        place = f"{where}, line {number}"
        found = _LINE.fullmatch(line)
        key = found["key"] if found else None
        value = found["value"] if found else None
        if key not in (*ONCE, *LISTS, *MANY) or value is None:
            raise MissingHeaderError(
                f"{place}: '{line}' is no line of a header; write '#+ key: text' with one of the "
                f"keys {', '.join((*ONCE, *LISTS, *MANY))}"
            )
        if key in said and key not in MANY:
            raise MissingHeaderError(f"{place}: '{key}' is said twice; keep one of the two lines")
        said[key] = (*said.get(key, ()), value)
        if key == "param":
            parameters.append(_parameter(value, place))
        elif key == "column":
            columns.append(_column(value, place))
    _no_two([name for name, _ in columns], f"{where}: column")
    _no_two([parameter.name for parameter in parameters], f"{where}: param")
    return Header(said, tuple(columns), tuple(parameters))


def body(text: str) -> str:
    """Return the query *text* without the header that the catalogue reads."""
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    return "\n".join(lines).strip() + "\n"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#+"):
            yield number, line
        elif line.strip() and not line.startswith("#"):
            return


def _parameter(value: str, place: str) -> Parameter:
    found = _PARAM.fullmatch(value)
    if found is None or found["kind"] not in KINDS or (found["kind"] == "code") != bool(found[3]):
        raise MissingHeaderError(
            f"{place}: '{value}' is no parameter; write 'name kind = default -- what it is' (the "
            f"default may be left out), where kind is 'code SCHEME' or {', '.join(KINDS[1:])}"
        )
    return Parameter(
        name=found["name"],
        kind=found["kind"],
        scheme=found["scheme"],
        default=found["default"],
        description=found["description"],
    )


def _column(value: str, place: str) -> tuple[str, str]:
    found = _COLUMN.fullmatch(value)
    if found is None:
        raise MissingHeaderError(f"{place}: '{value}' is no column; write 'name -- what it holds'")
    return found["name"], found["description"]


def _no_two(names: Sequence[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise MissingHeaderError(f"{what} '{name}' is said twice; keep one of the two lines")
