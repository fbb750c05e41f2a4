"""Run pySHACL over one graph: the only module that knows it.

All quads go into one graph, whatever graph they stand in: a fact and its
source are held against the shapes together.
"""

import logging
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from kg import resources
from kg.build import reference
from kg.errors import ShapesError, SourceError
from kg.validate.files import data_of
from kg.validate.report import Report

if TYPE_CHECKING:
    from rdflib import Graph

TARGET = "http://www.w3.org/ns/shacl#target"
"""How every property begins that tells what a shape is for."""


def validate(quads: Iterable[Quad], shapes: Iterable[Path] | None = None) -> Report:
    """Return what in *quads* breaks the *shapes*, or the shapes that ship with the package.

    The ontology and the codes ride along, since shapes look codes up in them.

    Raises:
        ShapesError: the shapes cannot be used.
    """
    from kg.validate.results import report_of
    from kg.validate.union import union_of

    paths = tuple(resources.files("shapes", ".ttl") if shapes is None else shapes)
    rules = union_of(_rules(paths))
    data = union_of((*map(_triple, quads), *reference.triples()))
    found = _run(data, rules, where=", ".join(path.name for path in paths))
    return report_of(found, data=data, rules=rules)


def _rules(paths: Sequence[Path]) -> list[Triple]:
    if not paths:
        raise ShapesError("no file of shapes was given", where="shapes")
    try:
        rules = [_triple(quad) for quad in data_of(paths)]
    except SourceError as error:
        raise ShapesError(str(error), where="shapes") from error
    if not any(triple.predicate.value.startswith(TARGET) for triple in rules):
        # Everything conforms to no shape at all, which is never what was meant.
        raise ShapesError("no shape there has a target", where=", ".join(map(str, paths)))
    return rules


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def _run(data: "Graph", rules: "Graph", *, where: str) -> "Graph":
    from pyshacl import validate as run
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph

    # What it would say of shapes that it cannot use stands in the error, once.
    logging.getLogger("pyshacl-validate").disabled = True
    try:
        _, found, words = run(
            data, shacl_graph=rules, inference="none", advanced=False, allow_warnings=True
        )
    except (ReportableRuntimeError, re.error) as error:
        raise ShapesError(_one_line(str(error)), where=where) from error
    if not isinstance(found, Graph):  # pySHACL hands a failure back instead of raising it
        raise ShapesError(_one_line(str(words)), where=where)
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip(".")
