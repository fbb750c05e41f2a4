"""Give the parameters of a query their values: as RDF terms, never as text put into text.

The values stand in one VALUES block at the start of the outermost WHERE group.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg import vocabulary
from kg.errors import ParameterError
from kg.query import headers
from kg.query.catalogue import NamedQuery
from kg.query.headers import Parameter
from kg.query.tokens import CLOSING, Token, tokens

XSD = vocabulary.FOREIGN["xsd"]
FEW = 15
"""At most so many keys of a scheme are listed in a message."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d*\.\d+")
_IRI = re.compile(r"<(.*)>")
_OWN_CODE = re.compile(r"code/([a-z0-9-]+)/[a-z0-9-]+")
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):([\w.-]+)")

Term = NamedNode | Literal


def bind(query: NamedQuery | str, values: Mapping[str, str], *, base: str = vocabulary.HOME) -> str:
    """Return the text of *query* in which each parameter has its value from *values*.

    A parameter without a value takes its default; one without a default stays
    unbound, which is no restriction.  In a text of a user's own, a parameter
    that its header declares is read as declared there, and any other variable
    takes a value by its form: ``<iri>``, a name with a preset prefix, a date,
    an integer, a decimal, else a string.  *base* is that of the study.

    Raises:
        ParameterError: there is no such parameter, a value is not of its kind, or the query
            has no place for values.
    """
    if isinstance(query, NamedQuery):
        text, declared, where = query.text, query.parameters, f"query '{query.name}'"
        known = [parameter.name for parameter in declared]
    else:
        text, where = query, "the query"
        declared = headers.read(text, where=where).parameters
        known = sorted({token.text[1:] for token in tokens(text) if token.kind == "variable"})
    for name in values:
        if name not in known:
            raise ParameterError(_unknown(name, known, where))
    kinds = {parameter.name: parameter for parameter in declared}
    given = {name: parameter.default for name, parameter in kinds.items()} | dict(values)
    terms = {
        name: _of_kind(kinds[name], value, base) if name in kinds else _by_form(value, base)
        for name, value in given.items()
        if value is not None
    }
    return _with_values(text, terms, where) if terms else text


def _with_values(text: str, terms: Mapping[str, Term], where: str) -> str:
    names = " ".join(f"?{name}" for name in terms)
    row = " ".join(str(term) for term in terms.values())
    place = _start_of_where(text, where)
    # On the same line, so that the lines of a syntax error stay those of the file.
    return f"{text[:place]} VALUES ({names}) {{ ({row}) }}{text[place:]}"


def _start_of_where(text: str, where: str) -> int:
    """Return the offset after the brace that opens the outermost WHERE group."""
    found = tuple(tokens(text))
    index = _outermost_where(found)
    if index is None:
        raise ParameterError(
            f"{where}: values can be given only where the group is opened with the word WHERE; "
            "write 'WHERE {' in place of '{'"
        )
    after = found[index + 1 : index + 3]
    if not after or after[0].text != "{":
        raise ParameterError(f"{where}: WHERE is not followed by '{{'; put the brace there")
    if found[index - 1].says("CONSTRUCT"):
        raise ParameterError(
            f"{where}: the short form CONSTRUCT WHERE takes no values; "
            "write 'CONSTRUCT { ... } WHERE { ... }'"
        )
    if after[1:] and after[1].says("SELECT"):
        raise ParameterError(
            f"{where}: the WHERE group is nothing but a SELECT, which would not see the values; "
            "put that SELECT into braces of its own and let it give out the variables"
        )
    return after[0].start + 1


def _outermost_where(found: Sequence[Token]) -> int | None:
    """Return the index of the WHERE that stands in no bracket, or None."""
    depth = 0
    for index, token in enumerate(found):
        if token.text in CLOSING:
            depth += 1
        elif token.text in CLOSING.values():
            depth -= 1
        elif depth == 0 and token.says("WHERE"):
            return index
    return None


def _of_kind(parameter: Parameter, value: str, base: str) -> Term:
    """Return *value* as what *parameter* asks for."""
    place = f"parameter '{parameter.name}'"
    if value == "":
        mend = "leave the parameter out" + (
            " to search without it" if parameter.default is None else " to have its default"
        )
        raise ParameterError(f"{place}: the value is empty; give one, or {mend}")
    match parameter.kind:
        case "code":
            return _own_code(value, base) or _code(parameter.scheme or "", value, place)
        case "date":
            return _date(value, place)
        case "integer" if _INTEGER.fullmatch(value):
            return Literal(value, datatype=NamedNode(XSD + "integer"))
        case "decimal" if _DECIMAL.fullmatch(value) or _INTEGER.fullmatch(value):
            return Literal(value, datatype=NamedNode(XSD + "decimal"))
        case "text":
            return Literal(value)
        case "iri":
            return _iri(value, place, base)
    mend = "write digits such as 12" if parameter.kind == "integer" else "write it such as 0.08"
    raise ParameterError(f"{place}: '{value}' is no {parameter.kind}; {mend}")


def _own_code(value: str, base: str) -> NamedNode | None:
    """Return the code of the study's own lists that *value* names whole, or None.

    Another country's forces and laws are such codes, in lists beside those that ship.
    """
    whole = _IRI.fullmatch(value)
    inside = whole[1] if whole else value
    found = _OWN_CODE.fullmatch(inside.removeprefix(base)) if inside.startswith(base) else None
    if found is None or (base == vocabulary.HOME and found[1] in vocabulary.SCHEMES):
        return None
    return NamedNode(inside)


def _code(scheme: str, value: str, place: str) -> NamedNode:
    try:
        known = vocabulary.codes(scheme)
    except FileNotFoundError as error:
        raise ParameterError(
            f"{place}: there are no codes of scheme '{scheme}'; mend the header of the query"
        ) from error
    key = value.removeprefix(f"{scheme}:")
    if key in known:
        return vocabulary.code(scheme, key)
    alike = [
        *(other for other in known if key and other.startswith(key)),
        *difflib.get_close_matches(key, known, n=3),
        *(other for other, label in known.items() if key.casefold() in label.casefold()),
    ]
    near = _quoted(list(dict.fromkeys(alike))[:3])
    if near:
        hint = f"did you mean {near}?"
    elif len(known) <= FEW:
        hint = f"it is one of {', '.join(known)}"
    else:
        hint = (
            f"the keys are the codes of ontology/codes/{scheme}.ttl; "
            "a code of the study's own is named by its whole IRI"
        )
    raise ParameterError(f"{place}: '{value}' is no code of scheme {scheme}; {hint}")


def _date(value: str, place: str) -> Literal:
    try:
        if _DATE.fullmatch(value):
            date.fromisoformat(value)
            return Literal(value, datatype=NamedNode(XSD + "date"))
    except ValueError:
        pass  # a day that no calendar has; the message below is about that too
    raise ParameterError(f"{place}: '{value}' is no date; write year-month-day such as 2022-01-28")


def _iri(value: str, place: str, base: str) -> NamedNode:
    found = _IRI.fullmatch(value)
    inside = found[1] if found else _expanded(value, base) or value
    try:
        return NamedNode(inside)
    except ValueError as error:
        raise ParameterError(
            f"{place}: '{value}' is no IRI ({error}); write it whole such as "
            "https://example.org/x, or with a preset prefix such as force:metropolitan"
        ) from error


def _expanded(value: str, base: str) -> str | None:
    """Return the IRI of a name with a preset prefix, or None."""
    found = _PREFIXED.fullmatch(value)
    namespace = vocabulary.prefixes(base).get(found[1]) if found else None
    return None if found is None or namespace is None else namespace + found[2]


def _by_form(value: str, base: str) -> Term:
    """Return *value* as the term that its form suggests."""
    if _IRI.fullmatch(value) or _expanded(value, base) is not None:
        return _iri(value, f"value '{value}'", base)
    for pattern, datatype in ((_DATE, "date"), (_INTEGER, "integer"), (_DECIMAL, "decimal")):
        if pattern.fullmatch(value):
            return Literal(value, datatype=NamedNode(XSD + datatype))
    return Literal(value)


def _unknown(name: str, known: list[str], where: str) -> str:
    if not known:
        return f"{where} has no parameter, so '{name}' cannot be given; leave it out"
    near = _quoted(difflib.get_close_matches(name, known, n=3))
    hint = f"did you mean {near}? " if near else ""
    return f"{where} has no parameter '{name}'; {hint}it has {', '.join(known)}"


def _quoted(names: Iterable[str]) -> str:
    return " or ".join(f"'{name}'" for name in names)
