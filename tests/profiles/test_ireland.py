"""A second country as a study: its law, calendar, steps and bodies are codes, and nothing else.

The study stands in ``ireland/``.  It is built by the real build, with the core,
the shapes, the rules and the queries as they are.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg import pipeline, resources, vocabulary
from kg import study as studies
from kg.query import binding, catalogue, run

HERE = Path(__file__).resolve().parent / "ireland"
BASE = "https://example.org/"
BRITISH = re.compile(
    re.escape(vocabulary.CODE) + r"(?:body|calendar|eir|eisr|foia|foisa|force|regime)/"
)
ASKED = (
    "compare/days-taken",
    "compare/exemptions-cited",
    "compare/held-status",
    "compare/outcomes",
    "compare/review-results",
    "find/decision-notices",
    "find/deployments",
    "find/extended-requests",
    "find/figure-source",
    "find/late-replies",
    "find/replies-changed",
    "find/request-chain",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    folder = tmp_path_factory.mktemp("profile") / "ireland"
    shutil.copytree(HERE, folder)
    return pipeline.build(studies.load(folder))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("profile") / "ireland"
    shutil.copytree(HERE, folder)
    found = Store()
    found.extend(pipeline.quads(studies.load(folder)))
    return found


def rows(store: Store, name: str, **values: str) -> list[tuple[str, ...]]:
    query = catalogue.named(name)
    known = {parameter.name for parameter in query.parameters}
    values = {"reference": "00/FOI/00/000002", **values}
    text = binding.bind(query, {k: v for k, v in values.items() if k in known}, base=BASE)
    found = run.answer(store, text, base=BASE)
    return [tuple("" if cell is None else cell.value for cell in row) for row in found.rows]


def test_it_conforms_to_the_shapes_of_all_countries(built: pipeline.Built) -> None:
    assert built.report is not None
    assert [one.message for one in built.report.findings] == []


@pytest.mark.parametrize("name", ASKED)
def test_a_question_of_no_country_is_answered(name: str, store: Store) -> None:
    assert rows(store, name)


def test_the_due_day_leaves_out_a_holiday_that_britain_lacks(store: Store) -> None:
    """St Brigid's Day, 6 February 2023: in Britain twenty working days end a day before."""
    found = rows(store, "find/late-replies")

    assert [(row[1], row[2], row[4], row[6]) for row in found] == [
        ("00/FOI/00/000002", "2023-01-30", "2023-02-28", "2")
    ]
    assert "Working days, Ireland" in found[0]


def test_an_extension_by_a_step_of_this_country_stops_the_clock(store: Store) -> None:
    due = [
        quad.subject.value
        for quad in store.quads_for_pattern(None, vocabulary.term("statutoryDueOn"), None, None)
        if isinstance(quad.subject, NamedNode)
    ]

    assert {iri.rpartition("/")[2] for iri in due} == {"ie-nowhere-1"}


def test_outcomes_follow_from_provisions_of_this_country(store: Store) -> None:
    outcomes = {
        quad.subject.value.rpartition("/")[2]: vocabulary.curie(quad.object.value)
        for quad in store.quads_for_pattern(None, vocabulary.term("outcome"), None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }

    assert outcomes == {
        "ie-nowhere-1-q1": "outcome:refused-ncnd",
        "ie-nowhere-1-q2": "outcome:refused-exempt",
        "ie-nowhere-1-q3": "outcome:not-held",
        "ie-nowhere-1-b-q1": "outcome:disclosed-in-full",
        "ie-nowhere-1-b-q2": "outcome:refused-exempt",
    }


def test_nothing_of_britain_stands_in_its_data(store: Store) -> None:
    """Its own things, in the default graph or any other, say nothing of the United Kingdom."""
    own = (quad for quad in store if str(quad.subject).startswith(f"<{BASE}"))

    named = {str(term) for quad in own for term in (quad.predicate, quad.object)}

    assert named
    assert [term for term in named if BRITISH.search(term)] == []
    assert [term for term in named if term in of_britain()] == []


def of_britain() -> set[str]:
    """Return the terms of the profile of the United Kingdom."""
    text = (resources.root() / "ontology" / "gb.ttl").read_text(encoding="utf-8")
    return {f"<{vocabulary.ONTOLOGY}{name}>" for name in re.findall(r"^fg:(\w+) a ", text, re.M)}


def everywhere() -> Iterator[Path]:
    root = resources.root()
    yield from (root / "ontology" / f"{name}.ttl" for name in ("core", "surveillance"))
    yield from (path for path in resources.files("shapes", ".ttl") if path.stem != "gb")
    yield from resources.files("queries", ".rq")


@pytest.mark.parametrize(
    "path", list(everywhere()), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_shape_query_or_module_of_all_countries_names_a_code_of_one(path: Path) -> None:
    """Defaults of parameters, examples, messages and sources may come from anywhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    said = [
        line
        for line in lines
        if not re.match(r"#\+|\s+(?:skos:example|dcterms:source|sh:message)", line)
    ]
    prefixes = "|".join(("body", "calendar", "eir", "eisr", "foia", "foisa", "force", "regime"))

    assert [line for line in said if BRITISH.search(line)] == []
    assert [line for line in said if re.search(rf"(?<![\w-])(?:{prefixes}):[a-z]", line)] == []
