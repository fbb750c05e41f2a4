"""A second country as a study: its law, calendar, steps and bodies are codes, and nothing else.

The study stands in ``ireland/``.  It is built by the real build, with the core,
the shapes, the rules and the queries as they are.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import pipeline, vocabulary
from kg import study as studies
from kg.build.working_days import due_day
from kg.query import binding, catalogue, run
from tests.cli.running import kg
from tests.profiles import one_country

HERE = Path(__file__).resolve().parent / "ireland"
BASE = "https://example.org/"
OWN = BASE + "code/"
ASKED = (
    "compare/answered-in-time",
    "compare/answers-by-question",
    "compare/answers-by-template",
    "compare/days-taken",
    "compare/exemptions-cited",
    "compare/grounds-by-template",
    "compare/held-status",
    "compare/laws-side-by-side",
    "compare/outcomes",
    "compare/review-results",
    "compare/silence-alone",
    "find/chain-times",
    "find/decision-notices",
    "find/deployments",
    "find/extended-requests",
    "find/figure-source",
    "find/late-replies",
    "find/promised-publications",
    "find/public-interest-not-shown",
    "find/replies-changed",
    "find/request-chain",
)
CLEAN = [
    name
    for name in catalogue.catalogue()
    if name.startswith("check/")
    # What follows by rule, and the ontology itself, are no faults of the study.
    and name not in ("check/inferred-only", "check/ontology-unconnected")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("profile") / "ireland"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns(".kg"))
    return copy


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    found = Store()
    found.extend(pipeline.quads(studies.load(folder)))
    return found


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    query = catalogue.named(name)
    known = {parameter.name for parameter in query.parameters}
    values = {"reference": "00/FOI/00/000002", **values}
    text = binding.bind(query, {k: v for k, v in values.items() if k in known}, base=BASE)
    found = run.answer(store, text, base=BASE)
    return [
        {
            column: "" if cell is None else str(getattr(cell, "value", cell))
            for column, cell in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]


def values(store: Store, subject: str, predicate: str) -> set[str]:
    """Return what the default graph says of a thing or code."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, DefaultGraph())
    return {str(getattr(quad.object, "value", quad.object)) for quad in quads}


# It builds


def test_it_builds_and_conforms_to_the_shapes_of_all_countries(folder: Path) -> None:
    """Not a warning: the shapes ask for nothing that the law of one country alone has."""
    built = kg("build", cwd=folder)
    validated = kg("validate", cwd=folder)

    assert built.returncode == validated.returncode == 0, built.stderr + validated.stderr
    assert "is current" in built.stderr
    assert "conforms: nothing found" in validated.stdout + validated.stderr


@pytest.mark.parametrize("name", CLEAN)
def test_no_check_finds_fault_with_its_codes_and_data(name: str, store: Store) -> None:
    assert rows(store, name) == []


# Days


def first_monday(year: int, month: int) -> date:
    return next(d for d in (date(year, month, n) for n in range(1, 8)) if d.weekday() == 0)


def public_holidays(year: int, easter_monday: date) -> Iterator[date]:
    """Yield the public holidays of a year as the law of Ireland names them, since 2023."""
    brigid = date(year, 2, 1)
    yield date(year, 1, 1)
    yield brigid if brigid.weekday() == 4 else first_monday(year, 2)
    yield date(year, 3, 17)
    yield easter_monday
    yield from (first_monday(year, month) for month in (5, 6, 8))
    yield max(d for d in (date(year, 10, n) for n in range(25, 32)) if d.weekday() == 0)
    yield from (date(year, 12, 25), date(year, 12, 26))


def test_the_calendar_lists_the_public_holidays_that_the_law_names(store: Store) -> None:
    """One that falls on a weekend moves to no other day."""
    calendar = OWN + "ie-calendar/ireland"
    listed = values(store, calendar, vocabulary.ONTOLOGY + "nonWorkingDay")
    easters = {2023: date(2023, 4, 10), 2024: date(2024, 4, 1), 2025: date(2025, 4, 21)}

    named = [day for year, easter in easters.items() for day in public_holidays(year, easter)]

    assert listed == {day.isoformat() for day in named if day.weekday() < 5}
    assert values(store, calendar, vocabulary.ONTOLOGY + "firstYear") == {"2023"}
    assert values(store, calendar, vocabulary.ONTOLOGY + "lastYear") == {"2025"}


@pytest.mark.parametrize(
    ("request_key", "received", "due", "due_in_britain"),
    [
        # St Brigid's Day, 6 February, is a working day in Britain.
        ("ie-nowhere-1", date(2023, 1, 30), "2023-02-28", date(2023, 2, 27)),
        # Good Friday is none there; Easter Monday and the first Monday in May are none in either.
        ("ie-elsewhere-1", date(2023, 4, 3), "2023-05-03", date(2023, 5, 4)),
    ],
)
def test_a_due_day_is_counted_by_the_calendar_of_its_own_law(
    request_key: str, received: date, due: str, due_in_britain: date, store: Store
) -> None:
    request = f"{BASE}id/request/{request_key}"

    assert values(store, request, vocabulary.ONTOLOGY + "dueOn") == {due}
    assert due_day(received, "foia") == due_in_britain
    assert due_in_britain.isoformat() != due


def test_late_replies_are_late_by_its_working_days(store: Store) -> None:
    found = rows(store, "find/late-replies")

    assert [(row["reference"], row["due"], row["issued"], row["late"]) for row in found] == [
        ("00/FOI/00/000004", "2023-05-03", "2023-05-10", "5"),
        ("00/FOI/00/000002", "2023-02-28", "2023-03-02", "2"),
    ]
    assert {row["law"] for row in found} == {"Freedom of Information Act 2014"}
    assert {row["calendar"] for row in found} == {"Working days, Ireland"}


def test_an_extension_by_a_step_of_this_country_stops_the_clock(store: Store) -> None:
    due = {
        quad.subject.value.rpartition("/")[2]
        for quad in store.quads_for_pattern(None, vocabulary.term("statutoryDueOn"), None, None)
        if isinstance(quad.subject, NamedNode)
    }

    assert due == {"ie-nowhere-1", "ie-elsewhere-1"}


# Questions of no country


@pytest.mark.parametrize("name", ASKED)
def test_a_question_of_no_country_is_answered(name: str, store: Store) -> None:
    assert rows(store, name)


def test_the_share_in_time_counts_the_forces_asked(store: Store) -> None:
    (found,) = rows(store, "compare/answered-in-time")

    assert (found["template"], found["nation"]) == ("live-trial", "")
    assert (found["in_time"], found["late"], found["asked"]) == ("0", "2", "2")


def test_grounds_are_counted_by_section_of_its_law(store: Store) -> None:
    found = {
        (row["answered_by"], row["section"]) for row in rows(store, "compare/exemptions-cited")
    }

    assert found == {
        ("Garda of Elsewhere (invented)", "Section 15: refusal on administrative grounds"),
        ("Garda of Elsewhere (invented)", "Section 36: commercially sensitive information"),
        ("Garda of Nowhere (invented)", "Section 15: refusal on administrative grounds"),
        ("Garda of Nowhere (invented)", "Section 32: law enforcement and public safety"),
    }


def test_the_chain_runs_from_the_request_to_the_commissioner(store: Store) -> None:
    found = [(row["day"], row["what"], row["result"]) for row in rows(store, "find/request-chain")]

    assert found == [
        ("2023-01-30", "Request", ""),
        ("2023-02-01", "Acknowledged", ""),
        ("2023-03-02", "Reply", "Refused"),
        ("2023-03-10", "Application for internal review", ""),
        ("2023-03-30", "Reply in place of an earlier one", "Partial disclosure"),
        ("2023-03-30", "Internal review decision", "Changed in part"),
        ("2023-04-12", "Application to the Information Commissioner", ""),
        ("2023-10-04", "Decision of the Information Commissioner", "Changed in part"),
    ]


def test_what_is_to_be_published_is_known_by_what_its_provision_does(store: Store) -> None:
    (found,) = rows(store, "find/promised-publications")

    assert "Section 15(1)(f)" in found["provisions"]


def test_a_force_of_this_country_is_named_by_its_whole_address(store: Store) -> None:
    """What a study brings has no preset prefix; the default is a force of the study that ships."""
    elsewhere = rows(store, "find/modes-denied", force=OWN + "ie-force/elsewhere")
    law = rows(store, "compare/laws-side-by-side", law=OWN + "ie-regime/foi-2014")

    assert "says it did not use it" in {row["standing"] for row in elsewhere}
    assert {row["law_name"] for row in law} == {"Freedom of Information Act 2014"}


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
        "ie-elsewhere-1-q1": "outcome:disclosed-in-full",
        "ie-elsewhere-1-q2": "outcome:refused-exempt",
        "ie-elsewhere-1-q3": "outcome:future-publication",
    }


@pytest.mark.parametrize(
    ("scheme", "flat"), [("ie-decision", "decision"), ("ie-review", "reviewResult")]
)
def test_its_own_words_for_a_decision_lead_to_the_shared_code(
    scheme: str, flat: str, store: Store
) -> None:
    kind = NamedNode(vocabulary.FOREIGN["dcterms"] + "type")
    close = vocabulary.SKOS + "closeMatch"
    typed = [
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(None, kind, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(f"{OWN}{scheme}/")
    ]

    assert typed
    for thing, own in typed:
        assert values(store, thing, vocabulary.ONTOLOGY + flat) <= values(store, own, close)


# Nothing of another country


def test_nothing_of_britain_stands_in_its_data(store: Store) -> None:
    """Its own things, in the default graph or any other, say nothing of the United Kingdom."""
    own = (quad for quad in store if str(quad.subject).startswith(f"<{BASE}"))

    named = {
        term.value
        for quad in own
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    }

    assert named
    assert list(one_country.named(named)) == []


def test_its_files_name_no_code_of_britain() -> None:
    files = sorted(HERE.rglob("*.t*"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}

    assert len(texts) > 8
    assert [name for name, text in texts.items() if one_country.CODE.search(text)] == []
    assert [name for name, text in texts.items() if re.search(r"\bFOIA\b|\bICO\b", text)] == []
