"""What holds for every named query, on invented data and in two engines.

``fixture.trig`` is a small study in which every query finds something and no
check does; in ``broken.trig`` every check finds something.  A query may name an
example of the ontology in the place of the study, and a check may have broken
data of its own in ``broken/``.
"""

import csv
import io
import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import vocabulary
from kg.build import reference
from kg.query import catalogue, run

NAMED = {
    name: query
    for name, query in catalogue.catalogue().items()
    if name.startswith(("find/", "compare/", "check/"))
}
CHECKS = [name for name in NAMED if name.startswith("check/")]
QUESTIONS = [name for name in NAMED if name not in CHECKS]
NOT_OURS = {
    "after": "1900-01-01",
    "at_least": "1",
    "code": "nothing of ours",
    "context": "airshow",
    "date": "1900-01-01",
    "days": "0",
    "event": "no event",
    "file": "none.pdf",
    "force": "kent",
    "from": "2999-01-01",
    "kind": "detail-changed",
    "label": "revised",
    "law": "eisr",
    "measure": "rfr-searches",
    "miles": "0.0001",
    "mode": "predictive-policing",
    "near": "related",
    "on": "1900-01-01",
    "paper": "board-minutes",
    "reference": "00/FOI/00/999999",
    "ruling": "npl-equitability-study",
    "series": "no series",
    "span": "no year",
    "source": "press",
    "template": "no template",
    "to": "1900-01-01",
}
"""For each parameter a value that nothing in the data has."""

ELSEWHERE = "https://elsewhere.example/"
EXAMPLES = "https://example.org/"
OWN_BROKEN = Path(__file__).resolve().parent / "broken"
EXPECTED = Path(__file__).resolve().parent / "expected" / "examples"
# What rdflib deprecates is called by rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def body(name: str) -> str:
    """Return the query without its comments, strings, whole IRIs and PREFIX lines."""
    noise = r'"[^"\n]*"|<[^>\s]*>|^PREFIX.*$|#.*$'
    return re.sub(noise, "", NAMED[name].text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", NAMED)
def test_header_says_what_a_reader_needs(name):
    query = NAMED[name]

    assert query.summary.endswith("?")
    assert query.tags[0] == name.partition("/")[0]
    assert query.caution


@pytest.mark.parametrize("name", CHECKS)
def test_check_gives_focus_and_value(name):
    assert {"focus", "value"} <= {column for column, _ in NAMED[name].columns}


@pytest.mark.parametrize("name", NAMED)
def test_competency_question_exists(name, shared):
    with (shared / "reference" / "competency.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}

    # What the ontology must be, nobody asks of the data.
    assert NAMED[name].competency or {"ontology", "codes"} & set(NAMED[name].tags)
    assert set(NAMED[name].competency) <= known


@pytest.mark.parametrize("name", NAMED)
def test_terms_and_codes_are_those_of_the_ontology(name):
    """A name that the ontology lacks gives no rows and no error, so nobody would see it."""
    named = re.findall(r"(?<![\w?-])([a-z][\w-]*):([A-Za-z][\w-]*)", body(name))
    namespaces = vocabulary.prefixes()
    known = {triple.subject.value for triple in reference.triples()}

    wanted = {
        namespaces[prefix] + local
        for prefix, local in named
        if prefix in {"fg", *vocabulary.SCHEMES}
    }

    assert wanted <= known


@pytest.mark.parametrize("name", NAMED)
def test_prefixes_are_declared_used_and_the_preset_ones(name):
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <(.+)>$", NAMED[name].text, re.MULTILINE))
    used = set(re.findall(r"(?<![\w?-])([a-z][\w-]*):(?=\w)", body(name)))
    preset = vocabulary.prefixes()

    own = {prefix for prefix in declared if declared[prefix] != preset.get(prefix)}

    assert used == set(declared)
    assert own <= {"schema", "vcard"}


@pytest.mark.parametrize("name", NAMED)
def test_no_iri_is_taken_apart_and_no_name_needs_a_backslash(name):
    text = NAMED[name].text

    assert not re.search(r"(STRAFTER|STRBEFORE|SUBSTR|STRSTARTS|REPLACE)\s*\(\s*STR\s*\(", text)
    assert r"\/" not in text
    assert "ORDER BY" in text


@pytest.mark.parametrize("name", NAMED)
def test_columns_are_those_of_the_header(name):
    found = run.answer(Store(), NAMED[name].text, base=vocabulary.HOME)

    assert list(found.columns) == [column for column, _ in NAMED[name].columns]


@pytest.mark.parametrize("name", NAMED)
def test_both_engines_give_the_same_rows_in_the_same_order(name, good, broken, ask, ask_rdflib):
    for trig in dict.fromkeys((good(name), broken(name), "")):
        assert ask_rdflib(name, trig) == ask(name, trig)


@pytest.mark.parametrize("name", NAMED)
def test_order_of_rows_does_not_hang_on_how_the_store_keeps_them(name, good, broken, ask):
    """Under another base the store keeps everything in another order."""
    here = good(name) if name in QUESTIONS else broken(name)
    base = EXAMPLES if NAMED[name].example else f"{vocabulary.HOME}id/"
    moved = here.replace(base, ELSEWHERE)

    found = ask(name, moved)

    assert [
        tuple(vocabulary.curie(value.replace(ELSEWHERE, base)) for value in row) for row in found
    ] == ask(name, here)


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_answered(name, good, ask):
    assert ask(name, good(name))


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_what_is_broken_and_nothing_else(name, data, broken, ask):
    assert ask(name, broken(name))
    assert ask(name, data["fixture"]) == []


@pytest.mark.parametrize("path", sorted(OWN_BROKEN.glob("*.trig")), ids=lambda path: path.stem)
def test_broken_data_belong_to_a_check(path):
    assert f"check/{path.stem}" in CHECKS


@pytest.mark.parametrize("name", [name for name in NAMED if NAMED[name].example])
def test_rows_on_the_example_are_those_that_were_read(name, good, ask, request):
    path = EXPECTED / f"{name.replace('/', '-')}.csv"
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(column for column, _ in NAMED[name].columns)

    writer.writerows(ask(name, good(name)))

    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(table.getvalue(), encoding="utf-8")
    assert table.getvalue() == path.read_text(encoding="utf-8")


def test_no_rows_of_an_example_are_left_of_a_query_that_names_none():
    kept = {path.stem for path in EXPECTED.glob("*.csv")}

    assert kept == {name.replace("/", "-") for name in NAMED if NAMED[name].example}


@pytest.mark.parametrize(
    ("name", "variable"),
    [(name, parameter.name) for name in NAMED for parameter in NAMED[name].parameters],
)
def test_parameter_restricts_the_rows(name, variable, good, broken, ask):
    here = good(name) if name in QUESTIONS else broken(name)

    found = ask(name, here, **{variable: NOT_OURS[variable]})

    assert found != ask(name, here)


@pytest.mark.parametrize("name", [name for name in NAMED if "fg:reference " in NAMED[name].text])
def test_a_second_spelling_of_a_reference_adds_no_row(name, good, broken, ask, ask_rdflib):
    here = good(name) if name in QUESTIONS else broken(name)

    spelt = re.sub(r'(fg:reference\s+"[^"]*")', r'\1 , "zz"', here)

    assert spelt != here
    assert ask(name, spelt) == ask(name, here)
    assert ask_rdflib(name, spelt) == ask(name, here)
