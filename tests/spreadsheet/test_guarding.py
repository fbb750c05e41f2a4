"""No table that people open in a spreadsheet runs what a document says; data stay word for word."""

import ast
import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
import server
from kg import spreadsheet
from kg.draft import writing
from kg.draft.forces import forces
from kg.draft.letters import Letter

WRITERS: Mapping[str, str] = {
    "kg.chart.writing": "data",
    "kg.compare.writing": "data",
    "kg.measure.listing": "data",
    "server.lists": "data",
    "kg.measure.writing": "data",
    "kg.cli.reviewing": "people",
    "kg.draft.writing": "people",
    "kg.evaluate.report": "people",
}
"""Module that writes CSV -> whether it is data, exact, or for people, guarded."""


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("Kent=1", "Kent=1"),
        ("E-1", "E-1"),
        ("1-2", "1-2"),
        ("'=1", "'=1"),
        ("", ""),
        (" ", " "),
    ],
)
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(cell, kept):
    assert spreadsheet.guarded([cell]) == (kept,)


@given(st.lists(st.text(alphabet="=+-@\t\r\n \u00a0\uff1dab'", max_size=5), max_size=4))
def test_no_cell_is_left_that_opens_a_formula_and_nothing_is_lost(cells):
    found = spreadsheet.guarded(cells)

    assert all(
        cell.lstrip(" \u00a0")[:1] not in spreadsheet.SIGNS
        for cell in found
        if cell.strip(" \u00a0")
    )
    assert [
        cell.removeprefix("'") if one != cell else one
        for one, cell in zip(cells, found, strict=True)
    ] == cells


def test_every_module_that_writes_csv_has_been_decided_about():
    found = {}
    for package in (kg, server):
        folder = Path(package.__file__).parent
        for path in folder.rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | names
            if {"writer", "DictWriter"} & names and "csv" in named:
                module = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
                found[module] = "people" if "guarded" in named else "data"

    assert found == WRITERS


def test_the_table_of_letters_is_guarded():
    force = forces()[0]
    letter = Letter(
        kind="new",
        force=force,
        series="winter",
        subject="Request",
        body="Dear Sir or Madam",
        reference="=HYPERLINK(A1)",
        reason="-",
        cautions=(),
    )

    (row,) = csv.DictReader(io.StringIO(writing.as_csv([letter])))
    (plain,) = csv.DictReader(io.StringIO(writing.as_csv([replace(letter, reference="E/1")])))

    assert row["reference"] == "'=HYPERLINK(A1)"
    assert row["reason"] == "'-"
    assert (row["body"], plain["reference"]) == ("Dear Sir or Madam", "E/1")
