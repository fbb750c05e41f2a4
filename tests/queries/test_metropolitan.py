"""Every named query on the study of the Met, held against rows that a person has read.

``pytest tests/queries --update-golden`` writes the rows anew; whoever does so
reads the difference line by line.
"""

import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from kg import pipeline, study
from kg.query import catalogue
from tests.studies.folders import METROPOLITAN

EXPECTED = Path(__file__).resolve().parent / "expected"
NAMED = {
    name: query
    for name, query in catalogue.catalogue().items()
    if name.startswith(("find/", "compare/", "check/"))
}
REAL = {"reference": "01.FOI.23.031597"}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def metropolitan() -> str:
    """The graph of the study of the Met, as TriG."""
    loaded = study.load(METROPOLITAN)
    return serialize(pipeline.quads(loaded), format=RdfFormat.TRIG).decode()


def values(name: str) -> dict[str, str]:
    known = {parameter.name for parameter in NAMED[name].parameters}
    return {variable: value for variable, value in REAL.items() if variable in known}


@pytest.mark.parametrize("name", NAMED)
def test_query_gives_the_rows_that_were_read(name, metropolitan, ask, request):
    path = EXPECTED / f"{name.replace('/', '-')}.csv"
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(column for column, _ in NAMED[name].columns)

    writer.writerows(ask(name, metropolitan, **values(name)))

    if request.config.getoption("--update-golden", default=False):
        path.write_text(table.getvalue(), encoding="utf-8")
    assert table.getvalue() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMED)
def test_rdflib_gives_the_same_rows(name, metropolitan, ask, ask_rdflib):
    found = ask(name, metropolitan, **values(name))

    assert ask_rdflib(name, metropolitan, **values(name)) == found


def test_no_expected_rows_are_left_of_a_query_that_is_gone():
    kept = {path.stem for path in EXPECTED.glob("*.csv")}

    assert kept == {name.replace("/", "-") for name in NAMED}
