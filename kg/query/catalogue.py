"""The catalogue of named queries: one file each, with a header that says what it answers."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import MissingHeaderError, UnknownQueryError
from kg.query import headers
from kg.query.headers import Parameter

SUFFIX = ".rq"
CHECKS = "check/"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query that ships, with all that a reader needs to trust its answer."""

    name: str
    """Its path under ``queries`` without the suffix, such as ``find/modes-used``."""

    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Name and meaning of each column; empty for a CONSTRUCT."""

    parameters: tuple[Parameter, ...] = ()
    caution: tuple[str, ...] = ()
    competency: tuple[str, ...] = ()
    problem: str = ""
    """What a row means; only of a check."""

    solution: str = ""
    """How to mend what a row shows; only of a check."""

    example: str = ""
    """Name of the graph in ``ontology/examples`` that it finds something in, where it names one."""

    text: str
    path: Path

    def described(self) -> dict[str, object]:
        """Return what its header says, ready for JSON."""
        return {
            "name": self.name,
            "summary": self.summary,
            "description": self.description,
            "tags": list(self.tags),
            "competency": list(self.competency),
            "parameters": [
                {
                    "name": parameter.name,
                    "kind": parameter.kind,
                    "scheme": parameter.scheme,
                    "default": parameter.default,
                    "description": parameter.description,
                }
                for parameter in self.parameters
            ],
            "columns": [{"name": name, "description": said} for name, said in self.columns],
            "caution": list(self.caution),
            "example": self.example or None,
        }


def named(name: str) -> NamedQuery:
    """Return the query *name* of the catalogue.

    Raises:
        UnknownQueryError: there is none of that name; carries the names near it.
    """
    found = catalogue().get(name)
    if found is None:
        raise UnknownQueryError(name, near=_near(name, catalogue()))
    return found


@cache
def catalogue(folder: Path | None = None) -> Mapping[str, NamedQuery]:
    """Return name -> query for those that ship, or for those in *folder*.

    Raises:
        MissingHeaderError: a file does not say what it must.
    """
    root = resources.root() / "queries" if folder is None else folder
    paths = (
        resources.files("queries", SUFFIX) if folder is None else sorted(root.rglob(f"*{SUFFIX}"))
    )
    found = (_read(path, root) for path in paths)
    return {query.name: query for query in found}


def _read(path: Path, root: Path) -> NamedQuery:
    name = path.relative_to(root).with_suffix("").as_posix()
    text = path.read_text(encoding="utf-8")
    where = f"queries/{name}{SUFFIX}"
    header = headers.read(text, where=where)
    needed = ["summary"]
    if not name.startswith("rules/"):
        needed.append("column")
    if name.startswith(CHECKS):
        needed += ["problem", "solution"]
    for key in needed:
        if key not in header.said:
            raise MissingHeaderError(f"{where}: the header has no line '#+ {key}: ...'; write it")
    return NamedQuery(
        name=name,
        summary=header.one("summary"),
        description=header.one("description"),
        tags=header.items("tags"),
        columns=header.columns,
        parameters=header.parameters,
        caution=header.said.get("caution", ()),
        competency=header.items("competency"),
        problem=header.one("problem"),
        solution=header.one("solution"),
        example=header.one("example"),
        text=text,
        path=path,
    )


def _near(name: str, known: Mapping[str, NamedQuery]) -> list[str]:
    """Return names like *name*, also where only the last part is like it."""
    whole = difflib.get_close_matches(name, known, n=3)
    last = difflib.get_close_matches(
        name.rpartition("/")[2], [other.rpartition("/")[2] for other in known], n=3
    )
    alike = [other for other in known if other.rpartition("/")[2] in last]
    # The right last part in the wrong folder comes first: names grow alike as they grow many.
    same = [other for other in known if other.rpartition("/")[2] == name.rpartition("/")[2]]
    return list(dict.fromkeys((*same, *whole, *alike)))[:3]
