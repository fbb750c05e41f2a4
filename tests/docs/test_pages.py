"""The queries of the guide and of the cheat sheet: each gives rows, the same in two engines."""

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat

from docs import pages
from kg import vocabulary
from kg.query import run

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {name: ROOT / "docs" / name for name in ("modelling.md", "cheat-sheet.md")}
QUERIES = [(name, heading) for name, path in PAGES.items() for heading in pages.queries(path)]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def graph_of(name: str, heading: str) -> str:
    """Return the graph that the page asks the query under *heading* of, as it says itself."""
    text = PAGES[name].read_text(encoding="utf-8")
    quoted = re.escape(heading)
    found = re.search(rf"rows\(cog\.inFile, ([\"']){quoted}\1(?:, \"([\w-]+)\")?\)", text)
    assert found, f"the rows of '{heading}' are not written by cog"
    return found[2] or pages.SHIPPED


@cache
def in_rdflib(graph: str) -> rdflib.Dataset:
    data = pages.store(graph).dump(format=RdfFormat.TRIG)
    return rdflib.Dataset().parse(data=data, format="trig")


@pytest.mark.parametrize(("name", "heading"), QUERIES)
def test_a_query_gives_rows_and_the_same_in_two_engines(name, heading):
    graph, text = graph_of(name, heading), pages.queries(PAGES[name])[heading]

    ours = run.answer(pages.store(graph), text, base=vocabulary.HOME)
    theirs = in_rdflib(graph).query(text, initNs=vocabulary.prefixes())

    assert ours.rows
    assert len(theirs.bindings) == len(ours.rows)
    first = [None if cell is None else cell.value for cell in ours.rows[0]]
    assert [
        None if row is None else str(row)
        for row in (theirs.bindings[0].get(column) for column in theirs.vars)
    ] == first


@pytest.mark.parametrize(("name", "heading"), QUERIES)
def test_the_rows_stand_in_the_page(name, heading):
    """``cog -r`` writes them; here they only have to be there, whole and under their query."""
    text = PAGES[name].read_text(encoding="utf-8")

    assert pages.rows(str(PAGES[name]), heading, graph_of(name, heading)) in text


def test_there_are_ten_patterns_and_each_has_a_query():
    text = PAGES["cheat-sheet.md"].read_text(encoding="utf-8")

    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert len(headings) == 10
    assert headings == list(pages.queries(PAGES["cheat-sheet.md"]))


def test_every_turtle_and_quotation_of_the_guide_is_written_by_cog():
    text = PAGES["modelling.md"].read_text(encoding="utf-8")
    by_hand = re.sub(r"<!-- \[\[\[cog.*?\[\[\[end\]\]\] -->", "", text, flags=re.DOTALL)

    assert "```turtle" in text
    assert "```turtle" not in by_hand
    assert not re.search(r"^> ", by_hand, re.MULTILINE)


def test_a_thing_that_the_graph_does_not_know_is_an_error():
    with pytest.raises(ValueError, match="says nothing of"):
        pages.built("default", "req:none")
