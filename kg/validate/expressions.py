"""Constraints on a single value, as boolean expressions of SPARQL that are true where it conforms.

Shapes Constraint Language (SHACL), section 4: the standard defines these
components by such expressions.  None of them ends in an error: what cannot be
compared does not conform.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from threading import RLock

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocabulary
from kg.validate.described import Node, a_list
from kg.validate.parameters import LISTS_OF_SHAPES, SH, sh
from kg.validate.paths import Path
from kg.validate.shapes import Name, Shape, Shapes

XSD = vocabulary.FOREIGN["xsd"]

NODE_KINDS = {
    sh("IRI"): "isIRI({0})",
    sh("BlankNode"): "isBlank({0})",
    sh("Literal"): "isLiteral({0})",
    sh("BlankNodeOrIRI"): "(isBlank({0}) || isIRI({0}))",
    sh("BlankNodeOrLiteral"): "(isBlank({0}) || isLiteral({0}))",
    sh("IRIOrLiteral"): "!isBlank({0})",
}
BOUNDS = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
LENGTHS = {"minLength": ">=", "maxLength": "<="}

CAST = frozenset(
    (
        *("date", "time", "dateTime", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"),
        *("duration", "dayTimeDuration", "yearMonthDuration", "float", "double"),
    )
)
"""Datatypes of XML Schema that the embedded engine can read a text as."""

_INTEGER = "^[+-]?[0-9]+$"
LEXICAL = {
    "boolean": "^(true|false|1|0)$",
    "integer": _INTEGER,
    "decimal": r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
    "nonNegativeInteger": r"^(\+?[0-9]+|-0+)$",
    "positiveInteger": r"^\+?0*[1-9][0-9]*$",
    "nonPositiveInteger": r"^(-[0-9]+|\+?0+)$",
    "negativeInteger": "^-0*[1-9][0-9]*$",
    "hexBinary": "^([0-9a-fA-F]{2})*$",
    "base64Binary": "^[A-Za-z0-9+/=\\s]*$",
    "language": "^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$",
}
RANGES = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
}
NUMBERS = frozenset(
    XSD + name for name in ("integer", "decimal", "float", "double", *RANGES, *LEXICAL)
) - {XSD + name for name in ("boolean", "hexBinary", "base64Binary", "language")}

ONE_SHAPE, MANY_SHAPES = (sh("node"), sh("not")), LISTS_OF_SHAPES
UNSAYABLE = frozenset(
    sh(name)
    for name in (
        *("equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang", "closed"),
        *("qualifiedValueShape", "sparql"),
    )
)
"""What no expression says of a single value."""

Test = tuple[NamedNode, str]
"""A constraint component, and the expression that is true of a value that conforms to it."""


FEW = 8
"""Terms that an expression names one by one; more are looked up in a graph of their own."""

DEEP = 12
"""Shapes in one another that an expression holds; deeper ones are asked by themselves."""


class Expressions:
    """Expressions for the shapes of one graph.

    Args:
        shapes: the shapes.
        subclasses: tells the subclasses of a class in the data, itself among them.
        among: returns the pattern that a variable is one of many terms.
    """

    def __init__(
        self,
        shapes: Shapes,
        subclasses: Callable[[Node], Sequence[Node]],
        among: Callable[[Sequence[Node], str], str],
    ) -> None:
        self._shapes = shapes
        self._subclasses = subclasses
        self._among = among
        self._fresh = count()
        self._known: dict[tuple[Name, str], str | None] = {}
        self._depth = 0
        self._reading = RLock()

    def tests(self, shape: Shape, value: str) -> Iterator[Test]:
        """Yield the tests that *shape* has of the variable *value* and an expression can say."""
        for one in self._said(shape, "class"):
            yield sh("ClassConstraintComponent"), self._is_a(one, value)
        for one in self._said(shape, "datatype"):
            yield sh("DatatypeConstraintComponent"), _has_datatype(one, value)
        for one in self._said(shape, "nodeKind"):
            if isinstance(one, NamedNode):
                yield sh("NodeKindConstraintComponent"), NODE_KINDS[one].format(value)
        for name, sign in BOUNDS.items():
            for one in self._said(shape, name):
                yield component(sh(name)), _compared(value, sign, one)
        for name, sign in LENGTHS.items():
            for one in self._said(shape, name):
                if isinstance(one, Literal):
                    length = f"STRLEN(STR({value})) {sign} {one.value}"
                    yield component(sh(name)), f"(!isBlank({value}) && {length})"
        flags = [one.value for one in self._said(shape, "flags") if isinstance(one, Literal)]
        for one in self._said(shape, "pattern"):
            found = f"REGEX(STR({value}), {one}, {Literal(''.join(flags))})"
            yield sh("PatternConstraintComponent"), f"(!isBlank({value}) && {found})"
        for one in self._said(shape, "languageIn"):
            yield sh("LanguageInConstraintComponent"), self._in_languages(one, value)
        for one in self._said(shape, "in"):
            yield sh("InConstraintComponent"), self._in(one, value)
        for verb, one in self._of_shapes(shape):
            found_in = self._of(verb, one, value)
            if found_in is not None:
                yield component(verb), found_in

    def unsaid(self, shape: Shape) -> Iterator[tuple[NamedNode, Node]]:
        """Yield parameter and value of what *shape* asks of shapes that no expression can say."""
        for verb, one in self._of_shapes(shape):
            if self._of(verb, one, "?value") is None:
                yield verb, one

    def conforms(self, name: Name, value: str) -> str | None:
        """Return the expression that *value* conforms to the shape *name*, where there is one."""
        with self._reading:
            if (name, value) not in self._known:
                if self._depth == DEEP:
                    return None
                self._depth += 1
                self._known[name, value] = self._conforms(name, value)
                self._depth -= 1
            return self._known[name, value]

    def _conforms(self, name: Name, value: str) -> str | None:
        shape = self._shapes.by_node[name]
        if shape.deactivated:
            return TRUE
        about = self._shapes.said.get(name, {})
        if shape.custom or not UNSAYABLE.isdisjoint(about):
            return None
        if shape.path is None:
            own = [same(value, one) for one in self._said(shape, "hasValue")]
            below = self._of_each(shape, value)
            return None if below is None else all_of([*own, *below])
        return self._of_values(shape, shape.path, value)

    def _of_values(self, shape: Shape, path: Path, value: str) -> str | None:
        least, most = self._said(shape, "minCount"), self._said(shape, "maxCount")
        inner = f"?v{next(self._fresh)}"
        tests = self._of_each(shape, inner)
        # One pattern in each EXISTS: several would be joined over the whole graph.
        if (
            tests is None
            or not path.is_step
            or any(_text(one) not in {"0", "1"} for one in least)
            or any(_text(one) != "0" for one in most)
        ):
            return None
        there = f"{value} {path.written} {inner}"
        parts = [f"EXISTS {{ {there} }}" for one in least if _text(one) == "1"]
        parts += [f"!EXISTS {{ {there} }}" for _ in most]
        parts += [
            f"EXISTS {{ {there} FILTER ({same(inner, one)}) }}"
            for one in self._said(shape, "hasValue")
        ]
        if tests:
            parts.append(f"!EXISTS {{ {there} FILTER (!{all_of(tests)}) }}")
        return all_of(parts)

    def _of_each(self, shape: Shape, value: str) -> list[str] | None:
        """Return what is asked of each value of *shape*, where expressions can say all of it."""
        if any(True for _ in self.unsaid(shape)):
            return None
        parts = [expression for _, expression in self.tests(shape, value)]
        for name in shape.properties:
            found = self.conforms(name, value)
            if found is None:
                return None
            parts.append(found)
        return parts

    def _of_shapes(self, shape: Shape) -> Iterator[tuple[NamedNode, Node]]:
        about = self._shapes.said.get(shape.node, {})
        for verb in (*ONE_SHAPE, *MANY_SHAPES):
            for one in about.get(verb, ()):
                yield verb, one

    def _of(self, verb: NamedNode, one: Node, value: str) -> str | None:
        said = []
        for name in members(verb, one, self._shapes):
            expression = self.conforms(name, value)
            if expression is None:
                return None
            said.append(expression)
        if verb == sh("not"):
            return f"(!{said[0]})"
        if verb == sh("or"):
            return any_of(said)
        if verb == sh("xone"):
            ones = tuple(f"IF({expression}, 1, 0)" for expression in said)
            return f"({_joined(ones, '+') or '0'} = 1)"
        return all_of(said)

    def _said(self, shape: Shape, name: str) -> Sequence[Node]:
        return self._shapes.said.get(shape.node, {}).get(sh(name), ())

    def _is_a(self, kind: Node, value: str) -> str:
        kinds = self._subclasses(kind)
        if len(kinds) <= FEW:
            return any_of(f"EXISTS {{ {value} a {one} }}" for one in kinds)
        its = f"?v{next(self._fresh)}"
        one_of = self._among(kinds, its)
        return f"EXISTS {{ {value} a {its} FILTER EXISTS {{ {one_of} }} }}"

    def _in(self, terms: Node, value: str) -> str:
        among = a_list(terms, self._shapes.said)
        if len(among) <= FEW:
            return any_of(same(value, term) for term in among)
        return f"EXISTS {{ {self._among(among, value)} }}"

    def _in_languages(self, tags: Node, value: str) -> str:
        known = a_list(tags, self._shapes.said)
        return f"COALESCE({any_of(f'LANGMATCHES(LANG({value}), {tag})' for tag in known)}, false)"


TRUE, FALSE = "true", "false"


def all_of(expressions: Iterable[str]) -> str:
    """Return the expression that all of *expressions* are true."""
    return _joined(tuple(expressions), "&&") or TRUE


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression that one of *expressions* is true."""
    return _joined(tuple(expressions), "||") or FALSE


def _joined(parts: Sequence[str], sign: str) -> str:
    """Return *parts* in brackets, halves in halves: the engine goes as deep as they stand."""
    if len(parts) <= FEW:
        return f"({f' {sign} '.join(parts)})" if parts else ""
    half = len(parts) // 2
    return f"({_joined(parts[:half], sign)} {sign} {_joined(parts[half:], sign)})"


def same(value: str, term: Node) -> str:
    """Return the expression that *value* is *term*; a blank node is another in every graph."""
    return FALSE if isinstance(term, BlankNode) else f"sameTerm({value}, {term})"


def members(verb: NamedNode, one: Node, shapes: Shapes) -> tuple[Name, ...]:
    """Return the shapes that the value *one* of the parameter *verb* names."""
    found = a_list(one, shapes.said) if verb in MANY_SHAPES else (one,)
    return tuple(name for name in found if isinstance(name, NamedNode | BlankNode))


def component(parameter: NamedNode) -> NamedNode:
    """Return the constraint component of *parameter*, where it has but one."""
    name = parameter.value.removeprefix(SH)
    return sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")


def _has_datatype(datatype: Node, value: str) -> str:
    """Whether *value* has *datatype*, and is written as the datatype asks (section 4.1.2)."""
    has = f"(isLiteral({value}) && DATATYPE({value}) = {datatype})"
    name = datatype.value.removeprefix(XSD) if isinstance(datatype, NamedNode) else ""
    text = f"STR({value})"
    parts = [has]
    if name in CAST:
        parts.append(f"COALESCE(isLiteral(<{XSD}{name}>({text})), false)")
    if name in LEXICAL:
        parts.append(f"REGEX({text}, {Literal(LEXICAL[name])})")
    if name in RANGES:
        low, high = RANGES[name]
        number = f"<{XSD}decimal>({text})"
        parts.append(f"REGEX({text}, {Literal(_INTEGER)})")
        parts.append(f"COALESCE({number} >= {low} && {number} <= {high}, false)")
    if name == "dateTimeStamp":
        parts.append(f"COALESCE(isLiteral(<{XSD}dateTime>({text})), false)")
        parts.append(f"REGEX({text}, {Literal('(Z|[+-][0-9]{2}:[0-9]{2})$')})")
    return all_of(parts)


def _compared(value: str, sign: str, bound: Node) -> str:
    plain = f"COALESCE({value} {sign} {bound}, false)"
    if not isinstance(bound, Literal) or bound.datatype.value not in NUMBERS:
        return plain
    # The engine's integers end at 2^63, those of a document do not.
    large = f"REGEX(STR({value}), {Literal('^[+-]?[0-9]{19,}')}) && isLiteral({value})"
    doubles = f"<{XSD}double>(STR({value})) {sign} <{XSD}double>({Literal(bound.value)})"
    return f"COALESCE({value} {sign} {bound}, {large} && {doubles}, false)"


def _text(node: Node) -> str:
    return node.value if isinstance(node, Literal) else str(node)
