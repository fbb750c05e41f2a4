"""What a query of a constraint may hold, and whether it can be asked for all focus nodes at once.

Shapes Constraint Language (SHACL), section 5.2.1 and appendix F: ``$this`` is bound
before the query begins.  Joining the focus nodes gives the same rows where every
part of the query that looks at ``$this`` binds it first; that is what is looked for
here, in the algebra that rdflib reads a query into.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.validate.paths import Path

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

BOUND_BEFORE = ("this", "shapesGraph", "currentShape")
_THIS = "this"
_PATH = re.compile(r"[$?]PATH\b")
_MASKED = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a constraint that may be asked."""

    text: str
    """With ``{}`` where the pattern may stand that binds ``this`` to the focus nodes."""

    joins: bool
    """Whether joining that pattern is the same as binding ``this`` before."""

    variables: tuple[str, ...]
    algebra: "CompValue"
    """As rdflib reads it."""


def asked(text: str, prefixes: Mapping[str, str], *, path: Path | None) -> Asked:
    """Return the query *text* with its *prefixes*, and ``$PATH`` as *path*.

    Raises:
        ValueError: it is no SELECT of SPARQL, or breaks a rule of appendix F; the message says how.
    """
    if path is not None:
        text = _PATH.sub(lambda _: path.written, text)
    return _asked(text, tuple(sorted(prefixes.items())))


@lru_cache(maxsize=512)
def _asked(text: str, prefixes: tuple[tuple[str, str], ...]) -> Asked:
    algebra = _algebra(text, dict(prefixes))
    variables = tuple(str(variable) for variable in algebra.PV)
    _check(algebra, variables)
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes)
    return Asked(
        text=head + _with_gap(text),
        joins=_binds_first(_inner(algebra)) and not _uses(algebra, "currentShape"),
        variables=variables,
        algebra=algebra,
    )


def _algebra(text: str, prefixes: Mapping[str, str]) -> "CompValue":
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(text)
        _refuse_words(parsed)
        return translateQuery(parsed, initNs=dict(prefixes)).algebra
    except ValueError:
        raise
    except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
        raise ValueError(" ".join(str(error).split()).rstrip(".")) from error


def _refuse_words(parsed: Any) -> None:
    if parsed[1].name != "SelectQuery":
        raise ValueError("it is no SELECT")
    for part in _parts(parsed):
        name = getattr(part, "name", "")
        if name == "MinusGraphPattern":
            raise ValueError("it has a MINUS; say FILTER NOT EXISTS")
        if name == "ServiceGraphPattern":
            raise ValueError("it has a SERVICE; a constraint looks at the data only")
        if name in {"InlineData", "ValuesClause"}:
            raise ValueError("it has VALUES; say FILTER (... IN (...))")


def _check(algebra: "CompValue", variables: tuple[str, ...]) -> None:
    if _THIS not in variables:
        raise ValueError("it does not select $this")
    for part in _parts(algebra):
        name = getattr(part, "name", "")
        if name == "Extend" and str(part.var) in BOUND_BEFORE and not _is_grouped(part):
            raise ValueError(f"it gives ${part.var} another value with AS; take another name")
        if name == "Project" and _THIS not in {str(variable) for variable in part.PV}:
            raise ValueError("a query inside it does not select $this")
    if _uses(algebra, "shapesGraph"):
        raise ValueError("it asks $shapesGraph, which the standard leaves to each engine; ask data")


def _is_grouped(extend: "CompValue") -> bool:
    """Whether rdflib put *extend* there for a variable of a GROUP BY, which keeps its value."""
    kept = (
        str(aggregate.vars)
        for part in _parts(extend.p)
        if getattr(part, "name", "") == "AggregateJoin"
        for aggregate in part.A
        if aggregate.name == "Aggregate_Sample" and aggregate.res == extend.expr
    )
    return str(extend.var) in kept


def _parts(part: Any) -> Any:
    """Yield *part* and all that stands in it."""
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [part]
    while waiting:
        found = waiting.pop()
        if isinstance(found, CompValue):
            yield found
            waiting += [value for key, value in found.items() if not key.startswith("_")]
        elif isinstance(found, list | tuple | set) or type(found).__name__ == "ParseResults":
            waiting += list(found)


def _variables(algebra: "CompValue") -> set[Any]:
    from rdflib import Variable

    found: set[Any] = set()
    for part in _parts(algebra):
        for value in part.values():
            values = value if isinstance(value, list | tuple) else [value]
            for one in values:
                inside = one if isinstance(one, list | tuple) else [one]
                found.update(term for term in inside if isinstance(term, Variable))
    return found


def _uses(part: Any, name: str) -> bool:
    return any(str(variable) == name for variable in _variables(part))


def _inner(algebra: "CompValue") -> Any:
    """Return the pattern of a query, and around it what is chosen AS something."""
    part = algebra
    while getattr(part, "name", "") in {"SelectQuery", "Distinct", "Reduced", "Project"}:
        part = part.p
    return part


def _binds_first(part: Any) -> bool:
    """Whether joining the focus nodes to *part* is the same as binding ``this`` before it.

    A group inside does not see what stands around it: each part has to bind ``this`` by itself
    before it looks at it.
    """
    name = getattr(part, "name", "")
    if name == "BGP":
        return True
    if name in {"Join", "Union"}:
        return _binds_first(part.p1) and _binds_first(part.p2)
    if name == "LeftJoin":
        looks = _mentions(part.p2) or _mentions(part.expr)
        sees = not looks or _certain(part.p1)
        return sees and _binds_first(part.p1) and _binds_first(part.p2)
    if name in {"Filter", "Extend"}:
        return (not _mentions(part.expr) or _certain(part.p)) and _binds_first(part.p)
    return False


def _certain(part: Any) -> bool:
    """Whether every row of *part* binds ``this``."""
    name = getattr(part, "name", "")
    if name == "BGP":
        terms = (term for row in part.triples for term in row)
        return any(_is_variable(term) and str(term) == _THIS for term in terms)
    if name == "Join":
        return _certain(part.p1) or _certain(part.p2)
    if name == "Union":
        return _certain(part.p1) and _certain(part.p2)
    if name == "LeftJoin":
        return _certain(part.p1)
    if name in {"Filter", "Extend"}:
        return _certain(part.p)
    return False


def _mentions(part: Any) -> bool:
    if _is_variable(part):
        return str(part) == _THIS
    return _uses(part, _THIS)


def _is_variable(term: Any) -> bool:
    from rdflib import Variable

    return isinstance(term, Variable)


def _with_gap(text: str) -> str:
    """Return *text* with ``{}`` after the brace that opens its pattern, other braces doubled."""
    masked = _MASKED.sub(lambda found: "x" * len(found[0]), text)
    start = masked.index("{") + 1
    double = str.maketrans({"{": "{{", "}": "}}"})
    return f"{text[:start].translate(double)} {{}} {text[start:].translate(double)}"
