"""Shapes asked of the embedded engine: a query for all focus nodes and all tests of a value.

Shapes Constraint Language (SHACL), section 4.  What the standard says of a
single value is an expression, and one query asks all of them of all values of
all focus nodes; what it says of the values together is a query of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, Store

from kg.validate import constraints
from kg.validate.described import Node, a_list
from kg.validate.expressions import TRUE, Expressions, all_of, component, members, same
from kg.validate.focus import SUBCLASS, Broken, Focus, rows, targets
from kg.validate.parameters import sh
from kg.validate.paths import Path
from kg.validate.shapes import Name, Shape, Shapes

Values = Mapping[Node, Sequence[Node]]
"""Focus node -> its value nodes."""


class Embedded:
    """What breaks *shapes* in the default graph of *store*."""

    def __init__(self, shapes: Shapes, store: Store) -> None:
        self.shapes = shapes
        self.store = store
        self.expressions = Expressions(shapes, self._subclasses, self._among)
        self._known: dict[Node, Sequence[Node]] = {}

    def focus(self, nodes: Iterable[Node]) -> Focus:
        """Return *nodes* as a query can take them."""
        return Focus(self.store, nodes)

    def broken(
        self, root: Shape, only: Container[Node] | None = None
    ) -> Iterator[tuple[Shape, Broken]]:
        """Yield what breaks *root* or a property shape below it, with the shape that is broken.

        Args:
            root: a shape with targets.
            only: of its focus nodes; all where it is left out.

        Raises:
            ShapesError: a query cannot be used.
        """
        nodes = targets(root, self.store)
        if only is not None:
            nodes = tuple(node for node in nodes if node in only)
        if not nodes:
            return
        yield from self._broken_below(root, dict.fromkeys(nodes, 1), self.focus(nodes))

    def _broken_below(
        self, shape: Shape, ways: Mapping[Node, int], focus: Focus
    ) -> Iterator[tuple[Shape, Broken]]:
        if shape.deactivated:
            return
        for broken in self._broken(shape, focus):
            # A node is looked at once for each way there.
            for _ in range(ways[broken.focus]):
                yield shape, broken
        if shape.properties and shape.path is not None:
            further: Counter[Node] = Counter()
            for this, its in self.values(shape, focus).items():
                further.update(dict.fromkeys(its, ways[this]))
            ways, focus = dict(further), self.focus(further)
        for name in shape.properties:
            yield from self._broken_below(self.shapes.by_node[name], ways, focus)

    def _broken(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        """Yield what nodes of *focus* break of *shape* itself, not of its property shapes."""
        yield from constraints.broken(shape, focus, self.shapes, self.store)
        yield from self._tested(shape, focus)
        yield from self._asked_of_shapes(shape, focus)
        yield from self._with_value(shape, focus)
        yield from self._closed(shape, focus)
        yield from self._paired(shape, focus)
        if shape.path is not None:
            yield from self._counted(shape, focus)
            yield from self._unique_languages(shape, focus)
            yield from self._qualified(shape, focus)

    def values(self, shape: Shape, focus: Focus) -> Values:
        """Return the value nodes of each node of *focus* that has some."""
        if shape.path is None:
            return {node: (node,) for node in focus.nodes}
        found: dict[Node, list[Node]] = defaultdict(list)
        for row in self._rows(f"SELECT DISTINCT ?this ?value {{ {_there(shape, focus)} }}"):
            found[row["this"]].append(row["value"])
        return found

    def nonconforming(self, name: Name, nodes: Iterable[Node]) -> set[Node]:
        """Return those of *nodes* that do not conform to the shape *name*."""
        shape, nodes = self.shapes.by_node[name], tuple(dict.fromkeys(nodes))
        if shape.deactivated or not nodes:
            return set()
        said = self.expressions.conforms(name, "?this")
        focus = self.focus(nodes)
        if said is not None:
            text = f"SELECT ?this {{ {focus.pattern} FILTER (!{said}) }}"
            return {row["this"] for row in self._rows(text)}
        found = {one.focus for one in self._broken(shape, focus)}
        if shape.properties:
            values = self.values(shape, focus)
            for below in shape.properties:
                every = chain.from_iterable(values.values())
                wrong = self.nonconforming(below, every)
                found |= {node for node, its in values.items() if not wrong.isdisjoint(its)}
        return found

    def _tested(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        value = "?this" if shape.path is None else "?value"
        tests = list(self.expressions.tests(shape, value))
        if not tests:
            return
        results = " ".join(f"({said} AS ?k{number})" for number, (_, said) in enumerate(tests))
        names = "?this" if shape.path is None else "?this ?value"
        where = f"{_there(shape, focus)} FILTER (!{all_of(said for _, said in tests)})"
        for row in self._rows(f"SELECT DISTINCT {names} {results} {{ {where} }}"):
            for number, (kind, _) in enumerate(tests):
                if row[f"k{number}"].value == "false":
                    yield Broken(row["this"], row[value[1:]], kind)

    def _asked_of_shapes(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        unsaid = list(self.expressions.unsaid(shape))
        if not unsaid:
            return
        values = self.values(shape, focus)
        every = set(chain.from_iterable(values.values()))
        for verb, one in unsaid:
            wrong = [self.nonconforming(name, every) for name in members(verb, one, self.shapes)]
            if verb == sh("not"):
                failing = every - wrong[0]
            elif verb == sh("or"):
                failing = every.intersection(*wrong)
            elif verb == sh("xone"):
                failing = {node for node in every if sum(node not in bad for bad in wrong) != 1}
            else:
                failing = set().union(*wrong)
            for this, its in values.items():
                for value in its:
                    if value in failing:
                        yield Broken(this, value, component(verb))

    def _with_value(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        for one in self._said(shape, "hasValue"):
            if shape.path is None:
                without = f"{focus.pattern} FILTER (!{same('?this', one)})"
                lacking = self._these(without)
            elif shape.path.is_step and not isinstance(one, BlankNode):
                lacking = self._without(focus, f"?this {shape.path.written} {one}")
            else:
                values = self.values(shape, focus)
                lacking = [node for node in focus.nodes if one not in values.get(node, ())]
            yield from (_of(node, "HasValue") for node in lacking)

    def _counted(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        for one in self._said(shape, "minCount"):
            least = int(_text(one))
            if least == 1 and shape.path is not None and shape.path.is_step:
                few: Iterable[Node] = self._without(focus, f"?this {shape.path.written} ?value")
            else:
                values = self.values(shape, focus) if least else {}
                few = [node for node in focus.nodes if len(values.get(node, ())) < least]
            yield from (_of(node, "MinCount") for node in few)
        for one in self._said(shape, "maxCount"):
            there, most = _there(shape, focus), _text(one)
            many = f"{there} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?value) > {most}"
            yield from (_of(node, "MaxCount") for node in self._these(many, end=")"))

    def _without(self, focus: Focus, pattern: str) -> Iterable[Node]:
        return self._these(f"{focus.pattern} FILTER NOT EXISTS {{ {pattern} }}")

    def _these(self, where: str, end: str = "}") -> Iterable[Node]:
        return [row["this"] for row in self._rows(f"SELECT ?this {{ {where} {end}")]

    def _unique_languages(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        if any(_text(one) == TRUE for one in self._said(shape, "uniqueLang")):  # and not "1"
            there = f"{_there(shape, focus)} BIND (LANG(?value) AS ?language)"
            text = (
                f"SELECT ?this ?language {{ {there} FILTER (?language != '') }} "
                "GROUP BY ?this ?language HAVING (COUNT(DISTINCT ?value) > 1)"
            )
            yield from (_of(row["this"], "UniqueLang") for row in self._rows(text))

    def _closed(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        if not any(_text(one) in {TRUE, "1"} for one in self._said(shape, "closed")):
            return
        known = [self.shapes.by_node[name].path for name in shape.properties]
        allowed = [str(path.predicate) for path in known if path is not None and path.predicate]
        for ignored in self._said(shape, "ignoredProperties"):
            allowed += map(str, a_list(ignored, self.shapes.said))
        subject = "?this" if shape.path is None else "?value"
        names = "?this" if shape.path is None else "?this ?value"
        beyond = f"FILTER (?with NOT IN ({', '.join(allowed)}))"
        there = f"{_there(shape, focus)} {subject} ?with ?what {beyond}"
        text = f"SELECT DISTINCT {names} ?with ?what {{ {there} }}"
        for row in self._rows(text):
            path = Path("predicate", predicate=row["with"])
            yield Broken(row["this"], row["what"], sh("ClosedConstraintComponent"), path)

    def _paired(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        there, value = _there(shape, focus), "?this" if shape.path is None else "?value"
        for one in self._said(shape, "equals"):
            kind = sh("EqualsConstraintComponent")
            lacks = f"FILTER NOT EXISTS {{ ?this {one} {value} }}"
            text = f"SELECT DISTINCT ?this ({value} AS ?v) {{ {there} {lacks} }}"
            yield from (Broken(row["this"], row["v"], kind) for row in self._rows(text))
            values = self.values(shape, focus)
            for row in self._rows(f"SELECT ?this ?other {{ {focus.pattern} ?this {one} ?other }}"):
                if row["other"] not in values.get(row["this"], ()):
                    yield Broken(row["this"], row["other"], kind)
        for one in self._said(shape, "disjoint"):
            text = f"SELECT DISTINCT ?this ({value} AS ?v) {{ {there} ?this {one} {value} }}"
            kind = sh("DisjointConstraintComponent")
            yield from (Broken(row["this"], row["v"], kind) for row in self._rows(text))
        for name, sign in (("lessThan", "<"), ("lessThanOrEquals", "<=")):
            for one in self._said(shape, name):
                test = f"FILTER (!COALESCE(?value {sign} ?other, false))"
                text = (
                    f"SELECT DISTINCT ?this ?value ?other {{ {there} ?this {one} ?other {test} }}"
                )
                for row in self._rows(text):
                    yield Broken(row["this"], row["value"], component(sh(name)))

    def _qualified(self, shape: Shape, focus: Focus) -> Iterator[Broken]:
        for one in self._said(shape, "qualifiedValueShape"):
            values = self.values(shape, focus)
            every = set(chain.from_iterable(values.values()))
            wrong = self.nonconforming(_name(one), every)
            for sibling in self._siblings(shape, one):
                wrong |= every - self.nonconforming(sibling, every)
            for node in focus.nodes:
                number = sum(value not in wrong for value in values.get(node, ()))
                for least in self._said(shape, "qualifiedMinCount"):
                    if isinstance(least, Literal) and number < int(least.value):
                        yield _of(node, "QualifiedMinCount")
                for most in self._said(shape, "qualifiedMaxCount"):
                    if isinstance(most, Literal) and number > int(most.value):
                        yield _of(node, "QualifiedMaxCount")

    def _siblings(self, shape: Shape, own: Node) -> set[Name]:
        """Return the sibling shapes that no value may conform to as well (section 4.7.3)."""
        if not any(
            _text(one) in {TRUE, "1"} for one in self._said(shape, "qualifiedValueShapesDisjoint")
        ):
            return set()
        return {
            _name(other)
            for parent in self.shapes.by_node.values()
            if shape.node in parent.properties
            for name in parent.properties
            for other in self.shapes.said.get(name, {}).get(sh("qualifiedValueShape"), ())
            if other != own
        }

    def _among(self, terms: Sequence[Node], variable: str) -> str:
        # A blank node of the shapes is none of the data.
        return self.focus(one for one in terms if not isinstance(one, BlankNode)).binding(variable)

    def _subclasses(self, kind: Node) -> Sequence[Node]:
        if kind not in self._known:
            text = f"SELECT DISTINCT ?sub {{ ?sub {SUBCLASS}* {kind} }}"
            found = {row["sub"] for row in self._rows(text) if isinstance(row["sub"], NamedNode)}
            self._known[kind] = (kind, *sorted(found - {kind}, key=str))
        return self._known[kind]

    def _said(self, shape: Shape, name: str) -> Sequence[Node]:
        return self.shapes.said.get(shape.node, {}).get(sh(name), ())

    def _rows(self, text: str) -> Iterable[QuerySolution]:
        return rows(self.store, text)


def _there(shape: Shape, focus: Focus) -> str:
    """Return the pattern that binds ``this``, and ``value`` to its value nodes."""
    if shape.path is None:
        return focus.pattern
    along = f"{focus.pattern} ?this {shape.path.written} ?value ."
    if not shape.path.may_stay:
        return along
    # The engine does not stay at a node that is not in the data.
    return f"{{ {along} }} UNION {{ {focus.pattern} BIND (?this AS ?value) }}"


def _of(node: Node, name: str) -> Broken:
    return Broken(node, None, sh(f"{name}ConstraintComponent"))


def _name(node: Node) -> Name:
    if not isinstance(node, NamedNode | BlankNode):
        raise TypeError("a shape is no literal")
    return node


def _text(node: Node) -> str:
    return node.value if isinstance(node, Literal) else ""
