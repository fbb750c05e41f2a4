"""Fill the parts of the guide and the cheat sheet that are made from graphs.

A page holds its queries itself, each in a block under its heading; the rows
beneath are written by ``cog``, and ``cog --check`` fails when they have changed.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import pipeline, resources, study, vocabulary
from kg.build import reference
from kg.export.turtle import turtle
from kg.query import run

SHIPPED = "shipped"
"""The graph of the study that ships; any other name is that of an example, with the codes."""

_BLOCK = re.compile(r"^```sparql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{2,3} (.*)$", re.MULTILINE)


def rows(page: str, heading: str, graph: str = SHIPPED) -> str:
    """Return the answer to the query under *heading* of *page*, asked of *graph*, as a table."""
    result = run.answer(store(graph), queries(Path(page))[heading], base=vocabulary.HOME)
    lines = [
        "| " + " | ".join(result.columns) + " |",
        "|" + "---|" * len(result.columns),
    ]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in result.rows]
    return "\n".join(lines)


def built(graph: str, subject: str, *properties: str) -> str:
    """Return what *graph* says of *subject*, as Turtle: of *properties*, or all.

    *graph* and *subject* are short names; ``default`` is the default graph.
    """
    wanted = {_iri(name) for name in properties}
    name = DefaultGraph() if graph == "default" else NamedNode(_iri(graph))
    found = [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in store(SHIPPED).quads_for_pattern(NamedNode(_iri(subject)), None, None, name)
        if not wanted or quad.predicate.value in wanted
    ]
    if not found:
        raise ValueError(f"{graph} says nothing of {subject}")
    lines = turtle(found).decode().splitlines()
    body = "\n".join(line for line in lines if line and not line.startswith("@prefix"))
    return f"```turtle\n{body}\n```"


def words(evidence: str) -> str:
    """Return the words of *evidence*, and where they stand, as a quotation."""
    node = NamedNode(_iri(evidence))
    said = {
        quad.predicate.value.removeprefix(vocabulary.ONTOLOGY): quad.object.value
        for quad in store(SHIPPED).quads_for_pattern(node, None, None)
        if isinstance(quad.object, Literal)
    }
    if "start" in said:
        place = f"characters {said['start']} to {said['end']}"
    else:
        place = f"page {said['page']}, row {said['row']}"
        place += f", column {said['column']}" if "column" in said else ""
    return f"> {said['quotation']}\n>\n> ({place})"


@cache
def queries(page: Path) -> dict[str, str]:
    """Return the query under each heading of *page* that has one; the first of several."""
    text = page.read_text(encoding="utf-8")
    headings = [(found.start(), found[1]) for found in _HEADING.finditer(text)]
    blocks: dict[str, str] = {}
    for block in _BLOCK.finditer(text):
        above = [title for start, title in headings if start < block.start()]
        if above:
            blocks.setdefault(above[-1], block[1])
    return blocks


@cache
def store(graph: str) -> Store:
    """Return the graph of the study that ships, or the example called *graph*."""
    found = Store()
    found.extend(_quads(graph))
    return found


def _quads(graph: str) -> Iterable[Quad]:
    if graph == SHIPPED:
        return pipeline.quads(study.load(resources.root() / "studies" / study.SHIPPED))
    path = resources.root() / "ontology" / "examples" / f"{graph}.trig"
    default = DefaultGraph()
    codes = (
        Quad(told.subject, told.predicate, told.object, default) for told in reference.triples()
    )
    return (*codes, *parse(path=str(path), format=RdfFormat.TRIG))


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value.value if isinstance(value, Literal | NamedNode) else str(value)
    short = vocabulary.curie(text) if isinstance(value, NamedNode) else text
    return short.replace("|", "\\|").replace("\n", " ")


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return vocabulary.prefixes()[prefix] + local
