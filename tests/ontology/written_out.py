"""Read the collections of texts that a module of Python writes out: lists, keys, cases, words."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts that stand together in the source."""

    name: str
    """Dotted name of what it is assigned to, or of the function that it stands in."""

    texts: frozenset[str]


class Reader(ast.NodeVisitor):
    """Finds the collections of one module."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.found: list[Collection] = []
        self._names = [module]
        self._constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside(node.name, node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._names.append(node.name)
        self._take([each.value for each in node.body if isinstance(each, ast.Assign)])
        self.generic_visit(node)
        self._names.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            # Several constants, each with a name of its own.
            for value in node.value.elts:
                self.visit(value)
        else:
            self._assigned(target, node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._assigned(node.target, node)

    def visit_List(self, node: ast.List) -> None:
        self._display(node)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._display(node)

    def visit_Set(self, node: ast.Set) -> None:
        self._display(node)

    def _display(self, node: ast.List | ast.Tuple | ast.Set) -> None:
        self._take(node.elts)
        rows = [each.elts for each in node.elts if isinstance(each, ast.Tuple)]
        if len(rows) == len(node.elts):
            for column in zip_longest(*rows):
                self._take(column)
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        self._take(node.keys)
        self._take(node.values)
        self.generic_visit(node)

    def visit_MatchOr(self, node: ast.MatchOr) -> None:
        self._take([each.value for each in node.patterns if isinstance(each, ast.MatchValue)])

    def visit_Call(self, node: ast.Call) -> None:
        split = node.func
        if isinstance(split, ast.Attribute) and split.attr == "split":
            words = self._text(split.value) or ""
            self._add(words.split())
        self.generic_visit(node)

    def _inside(self, name: str, node: ast.AST) -> None:
        self._names.append(name)
        self.generic_visit(node)
        self._names.pop()

    def _assigned(self, target: ast.expr, node: ast.AST) -> None:
        if isinstance(target, ast.Name) and len(self._names) == 1:
            self._inside(target.id, node)
        else:
            self.generic_visit(node)

    def _take(self, values: Iterable[object]) -> None:
        texts = [self._text(value) for value in values]
        known = [text for text in texts if text is not None]
        if len(known) == len(texts):
            self._add(known)

    def _add(self, texts: Iterable[str]) -> None:
        self.found.append(Collection(".".join(self._names), frozenset(texts)))

    def _text(self, value: object) -> str | None:
        if isinstance(value, ast.Name):
            return self._constants.get(value.id)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        return None


def collections(source: str, module: str = "module") -> list[Collection]:
    return Reader(module, ast.parse(source)).found
