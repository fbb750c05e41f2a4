"""What follows by rule: marked, never restated, complete in one pass, and nothing from nothing."""

from itertools import product
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, parse

from kg import pipeline, resources, vocabulary
from kg import study as studies
from kg.build import Iris, deadlines, editions, inference, question_links, reference
from kg.model import outcome_of
from tests.studies.folders import METROPOLITAN

BASE = "https://example.org/"
IRIS = Iris(BASE)
INFERRED = f"{BASE}graph/inferred-"
HEADER = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes(BASE).items())
CODES = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in reference.triples()]


def given(text: str, *, codes: bool = True) -> list[Quad]:
    own = list(parse(HEADER + text, format=RdfFormat.TRIG))
    return [*own, *(CODES if codes else ())]


def follows(text: str, rule: str, *, codes: bool = True) -> set[tuple[str, str, str]]:
    """Return what *rule* infers from *text*, but for the mark of its graph."""
    return {
        (short(quad.subject), short(quad.predicate), short(quad.object))
        for quad in inference.infer(given(text, codes=codes), IRIS)
        if quad.graph_name == NamedNode(INFERRED + rule)
        and quad.predicate != vocabulary.term("derivedBy")
        and not str(quad.subject).startswith(f"<{vocabulary.CODE}")
    }


def short(term: object) -> str:
    return vocabulary.curie(getattr(term, "value", str(term)), BASE)


def study() -> tuple[Quad, ...]:
    return pipeline.quads(studies.load(METROPOLITAN))


def test_every_rule_is_a_code_and_every_code_a_rule() -> None:
    # What later editions changed, and what questions ask, is found in the records, before there
    # is a graph.
    before = [editions.RULE, question_links.RULE]
    names = [rule.name for rule in inference.rules()] + before

    assert sorted(names) == sorted(vocabulary.codes("rule"))
    assert len(names) == len(set(names))


def test_the_code_of_a_rule_names_its_file() -> None:
    sources = vocabulary.facts("rule", vocabulary.FOREIGN["dcterms"] + "source")
    root = resources.root()
    files = {path.relative_to(root).as_posix() for path in resources.files("queries/rules", ".rq")}

    named = {source for (source,) in sources.values()}

    assert {source for source in named if source.endswith(".rq")} == files


def test_one_pass_is_complete() -> None:
    """What a rule reads is there before its turn: a second pass adds nothing."""
    quads = study()

    assert list(inference.infer(quads, Iris(vocabulary.HOME))) == []


def test_each_inferred_triple_stands_in_the_default_graph_and_in_one_of_a_marked_rule() -> None:
    quads = set(study())
    graphs = {
        quad.graph_name
        for quad in quads
        if str(quad.graph_name).startswith(f"<{vocabulary.HOME}graph/inferred-")
    }

    assert len(graphs) >= 3
    for graph in graphs:
        name = graph.value.removeprefix(f"{vocabulary.HOME}graph/inferred-")
        mark = vocabulary.term("derivedBy"), vocabulary.code("rule", name)
        assert Quad(graph, *mark, DefaultGraph()) in quads
        assert Quad(graph, *mark, graph) in quads
    for quad in quads:
        if quad.graph_name in graphs:
            flat = Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            assert flat in quads


def test_nothing_that_is_stated_is_inferred() -> None:
    text = "req:c fg:refines req:b . req:b fg:refines req:a . req:c fg:refinesTransitively req:a ."

    assert follows(text, "request-chain") == {
        ("req:b", "fg:refinesTransitively", "req:a"),
        ("req:c", "fg:refinesTransitively", "req:b"),
    }


def test_from_nothing_follows_nothing() -> None:
    assert list(inference.infer([], IRIS)) == []


def test_a_step_follows_every_step_before_it() -> None:
    text = "step:notice fg:decisionOn step:complaint . step:complaint fg:complaintAbout rsp:late ."

    assert ("step:notice", "fg:precedingStepTransitively", "rsp:late") in follows(
        text, "process-chain"
    )


def test_a_limb_leads_to_its_section() -> None:
    found = set(inference.infer(CODES, IRIS))
    broader = NamedNode(vocabulary.SKOS + "broaderTransitive")

    limb, section = vocabulary.code("foia", "s31-1-a"), vocabulary.code("foia", "s31")
    assert Quad(limb, broader, section, DefaultGraph()) in found


def test_a_force_is_a_public_authority() -> None:
    found = set(inference.infer(CODES, IRIS))
    kind = NamedNode(vocabulary.FOREIGN["rdf"] + "type")

    authority = vocabulary.term("PublicAuthority")
    assert Quad(vocabulary.code("force", "essex"), kind, authority, DefaultGraph()) in found


GROUNDS = ("foia:s12-1", "foia:s14-1", "foia:s21", "foia:s31-1-a", "foia:s31-3")


@pytest.mark.parametrize("held", vocabulary.codes("held"))
@pytest.mark.parametrize("disclosed", vocabulary.codes("disclosure"))
def test_the_outcome_in_the_graph_is_that_of_the_record(held: str, disclosed: str) -> None:
    choices = [[g for g, taken in zip(GROUNDS, t, strict=True) if taken] for t in _subsets()]
    text = "".join(
        f"ans:a{n} fg:heldStatus held:{held} ; fg:disclosure disclosure:{disclosed} ."
        + "".join(f"ans:a{n} fg:reliesOn {ground} ." for ground in grounds)
        for n, grounds in enumerate(choices)
    )

    assert follows(text, "outcome") == {
        (f"ans:a{n}", "fg:outcome", f"outcome:{outcome_of(held, disclosed, *grounds)}")
        for n, grounds in enumerate(choices)
    }


def _subsets() -> list[tuple[bool, ...]]:
    return list(product((True, False), repeat=len(GROUNDS)))


def test_an_outcome_that_somebody_settled_is_kept() -> None:
    text = """ans:a fg:heldStatus held:not-held ; fg:disclosure disclosure:none ;
              fg:outcome outcome:withdrawn ."""

    assert follows(text, "outcome") == set()


RECEIVED = """req:a fg:madeUnder regime:foia ; fg:receivedOn '2023-02-20'^^xsd:date .
              rsp:a fg:respondsTo req:a ; fg:issuedOn '{issued}'^^xsd:date ."""


@pytest.mark.parametrize(
    ("issued", "working", "late"),
    [("2023-03-21", "20", None), ("2023-03-22", "21", "1"), ("2023-03-25", "23", "3")],
)
def test_days_are_counted_by_the_calendar_of_the_law(
    issued: str, working: str, late: str | None
) -> None:
    found = follows(RECEIVED.format(issued=issued), "days-taken")

    said = {name: value for _, name, value in found}
    assert said["fg:workingDaysTaken"] == working
    assert said.get("fg:workingDaysLate") == late


def test_a_reply_before_its_request_took_no_days() -> None:
    assert follows(RECEIVED.format(issued="2023-02-01"), "days-taken") == set()


def test_days_to_publication_need_both_days() -> None:
    text = "rsp:a fg:respondsTo req:a ; fg:issuedOn '2023-03-21'^^xsd:date ."
    published = " rsp:a fg:publishedOn '2023-04-01'^^xsd:date ."

    assert follows(text, "days-taken") == set()
    assert follows(text + published, "days-taken") == {("rsp:a", "fg:daysToPublication", "11")}


@pytest.mark.parametrize("step", [*deadlines.STOPPING, "public-interest-extension"])
def test_no_day_is_due_once_a_letter_stops_the_clock(step: str) -> None:
    text = RECEIVED.format(issued="2023-03-22")
    stopped = text + f" step:a fg:stepOf req:a ; fg:correspondsToStep process-step:{step} ."

    assert follows(text, "statutory-due-date") == {
        ("req:a", "fg:dueOn", "2023-03-21"),
        ("req:a", "fg:statutoryDueOn", "2023-03-21"),
    }
    assert follows(stopped, "statutory-due-date") == set()
    assert "fg:workingDaysLate" not in {name for _, name, _ in follows(stopped, "days-taken")}


def test_a_law_of_another_country_brings_its_own_clock() -> None:
    text = f"""
    <{BASE}code/law/act> fg:responseDays 5 ; fg:calendar <{BASE}code/calendar/days> .
    <{BASE}code/calendar/days> fg:firstYear 2023 ; fg:lastYear 2023 ;
        fg:nonWorkingDay '2023-02-22'^^xsd:date .
    req:a fg:madeUnder <{BASE}code/law/act> ; fg:receivedOn '2023-02-20'^^xsd:date ."""

    assert follows(text, "statutory-due-date", codes=False) == {
        ("req:a", "fg:dueOn", "2023-02-28"),
        ("req:a", "fg:statutoryDueOn", "2023-02-28"),
    }


@pytest.mark.parametrize(
    "clock",
    [
        "fg:responseDays 5",
        f"fg:calendar <{BASE}code/calendar/days>",
        f"fg:responseDays 5 ; fg:calendar <{BASE}code/calendar/unknown>",
    ],
)
def test_half_a_clock_tells_no_day(clock: str) -> None:
    text = f"""<{BASE}code/law/act> {clock} .
    <{BASE}code/calendar/days> fg:firstYear 2023 ; fg:lastYear 2023 .
    req:a fg:madeUnder <{BASE}code/law/act> ; fg:receivedOn '2023-02-20'^^xsd:date ."""

    assert follows(text, "statutory-due-date", codes=False) == set()


@pytest.mark.parametrize(
    ("days", "first", "last", "holiday"),
    [
        ("'five'", "2023", "2023", "'2023-02-22'^^xsd:date"),
        ("0", "2023", "2023", "'2023-02-22'^^xsd:date"),
        ("-1", "2023", "2023", "'2023-02-22'^^xsd:date"),
        ("5000", "2023", "2023", "'2023-02-22'^^xsd:date"),
        ("5", "'x'", "2023", "'2023-02-22'^^xsd:date"),
        ("5", "2023", "99999999999999999999", "'2023-02-22'^^xsd:date"),
        ("5", "2023", "2023", "'2023-02-31'^^xsd:date"),
        ("5", "2023", "2023", "'Whit Monday'"),
    ],
)
def test_a_broken_clock_tells_no_day_and_fails_no_build(
    days: str, first: str, last: str, holiday: str
) -> None:
    """What is wrong with it, the shapes of regime and calendar tell."""
    text = f"""
    <{BASE}code/law/act> fg:responseDays {days} ; fg:calendar <{BASE}code/calendar/days> .
    <{BASE}code/calendar/days> fg:firstYear {first} ; fg:lastYear {last} ;
        fg:nonWorkingDay {holiday} .
    req:a fg:madeUnder <{BASE}code/law/act> ; fg:receivedOn '2023-02-20'^^xsd:date ."""

    assert follows(text, "statutory-due-date", codes=False) == set()


@pytest.mark.parametrize(
    "day",
    [
        "'soon'",
        "'2023-02-31'^^xsd:date",
        "'2023-02-20T10:00:00'^^xsd:dateTime",
        "'9999-12-31'^^xsd:date",
        "'12345-01-01'^^xsd:date",
    ],
)
def test_what_is_no_day_of_a_known_year_leads_to_no_other(day: str) -> None:
    text = f"""req:a fg:madeUnder regime:foia ; fg:receivedOn {day} .
               req:b fg:madeUnder regime:foia ; fg:sentOn {day} .
               rsp:a fg:respondsTo req:a ; fg:issuedOn '2023-03-21'^^xsd:date .
               rsp:b fg:respondsTo req:b ; fg:issuedOn {day} ; fg:publishedOn {day} ."""

    rules = ("statutory-due-date", "days-taken", "chain-days")
    found = set().union(*(follows(text, rule) for rule in rules))
    # The last of all days is one: published on the day of issue, whenever that was.
    assert {name for _, name, _ in found} <= {"fg:daysToPublication"}


def test_a_day_with_a_zone_is_that_day() -> None:
    text = "req:a fg:madeUnder regime:foia ; fg:receivedOn '2023-02-20Z'^^xsd:date ."

    assert ("req:a", "fg:statutoryDueOn", "2023-03-21") in follows(text, "statutory-due-date")


FIGURES = """
graph:one-v1 {{ obs:one fg:ofDeployment dep:a ; fg:measure measure:{measure} ;
    fg:value {one} ; fg:asWritten '{written}' ; prov:wasDerivedFrom ver:one-v1 . }}
graph:two-v1 {{ obs:two fg:ofDeployment dep:a ; fg:measure measure:{measure} ;
    fg:value {two} ; fg:asWritten '{other}' ; prov:wasDerivedFrom ver:two-v1 ;
    fg:reviewStatus review-status:{status} . }}"""
BOTH = {("obs:one", "fg:conflictsWith", "obs:two"), ("obs:two", "fg:conflictsWith", "obs:one")}


@pytest.mark.parametrize(
    ("measure", "one", "two", "status", "conflict"),
    [
        ("total-alerts", ("8", "8"), ("7", "7"), "accepted", True),
        ("total-alerts", ("8", "8"), ("8", "8"), "accepted", False),
        ("total-alerts", ("8", "8"), ("7", "7"), "rejected", False),
        ("total-alerts", ("8", "8"), ("7", "7"), "disputed", False),
        ("false-alert-rate", ("0.0001", "0.01%"), ("0.000121", "0.000121"), "accepted", False),
        ("false-alert-rate", ("0.0001", "0.01%"), ("0.0003", "0.03%"), "accepted", True),
    ],
)
def test_figures_conflict_where_they_differ_in_the_digits_printed(
    measure: str, one: tuple[str, str], two: tuple[str, str], status: str, *, conflict: bool
) -> None:
    text = FIGURES.format(
        measure=measure, one=one[0], written=one[1], two=two[0], other=two[1], status=status
    )

    assert follows(text, "conflicting-figures") == (BOTH if conflict else set())


def test_a_later_edition_changes_a_figure_and_conflicts_with_none() -> None:
    text = FIGURES.format(
        measure="arrests", one=1, written="1", two=2, other="2", status="accepted"
    )

    assert follows(text + " ver:two-v1 prov:wasRevisionOf ver:one-v1 .", "conflicting-figures") == (
        set()
    )


def test_the_example_of_the_clock_shows_what_the_rules_give() -> None:
    path = resources.root() / "ontology" / "examples" / "clock.trig"
    shown = set(parse(path=str(path), format=RdfFormat.TRIG))
    by_rule = {quad for quad in shown if str(quad.graph_name).startswith(f"<{INFERRED}")}
    flat = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in by_rule}

    found = {
        quad
        for quad in inference.infer([*(shown - by_rule - flat), *CODES], IRIS)
        if str(quad.subject).startswith(
            (f"<{BASE}id/", f"<{INFERRED}days", f"<{INFERRED}statutory")
        )
        and quad.predicate != vocabulary.term("chainDays")
    }

    assert found == by_rule | flat


CHAIN = """req:a fg:receivedOn '2023-02-20'^^xsd:date .
           req:b fg:refines req:a .
           req:c fg:refines req:b ; fg:receivedOn '2023-04-03'^^xsd:date .
           rsp:a fg:respondsTo req:a ; fg:issuedOn '2023-03-21'^^xsd:date .
           rsp:c fg:respondsTo req:c ; fg:issuedOn '2023-06-09'^^xsd:date ."""


def test_a_chain_takes_from_its_first_receipt_to_its_last_reply() -> None:
    later = " rsp:c2 fg:respondsTo req:c ; fg:revises rsp:c ; fg:issuedOn '2024-07-15'^^xsd:date ."

    assert follows(CHAIN, "chain-days") == {("req:a", "fg:chainDays", "109")}
    assert follows(CHAIN + later, "chain-days") == {("req:a", "fg:chainDays", "511")}


@pytest.mark.parametrize(
    "text",
    [
        CHAIN.replace("req:a fg:receivedOn '2023-02-20'^^xsd:date .", ""),
        "req:a fg:receivedOn '2023-02-20'^^xsd:date . rsp:a fg:respondsTo req:a .",
        """req:a fg:receivedOn '2023-02-20'^^xsd:date .
           rsp:a fg:respondsTo req:a ; fg:issuedOn '2023-02-02'^^xsd:date .""",
    ],
)
def test_a_chain_without_both_days_has_no_length(text: str) -> None:
    assert follows(text, "chain-days") == set()


def test_requests_in_a_circle_have_no_first() -> None:
    text = """req:a fg:refines req:b ; fg:receivedOn '2023-02-20'^^xsd:date .
              req:b fg:refines req:a .
              rsp:a fg:respondsTo req:a ; fg:issuedOn '2023-03-21'^^xsd:date ."""

    assert follows(text, "chain-days") == set()


def test_the_example_of_a_chain_shows_what_the_rules_give() -> None:
    path = resources.root() / "ontology" / "examples" / "process.trig"
    names = {vocabulary.term(name) for name in ("chainDays", "daysToPublication")}
    quads = set(parse(path=str(path), format=RdfFormat.TRIG))
    shown = {quad.triple for quad in quads if quad.predicate in names}

    given = [quad for quad in quads if quad.predicate not in names]
    found = {q.triple for q in inference.infer([*given, *CODES], IRIS) if q.predicate in names}

    assert shown
    assert found == shown


SHOWN = ("process", "figures", "refusals")
"""Examples of the ontology in which the rules find something."""

RULES = resources.files("queries/rules", ".rq")


@pytest.fixture(scope="module")
def both() -> list[tuple[Store, rdflib.Dataset]]:
    """Each example in either engine, with the ontology and without the outcomes that it states."""
    ontology = resources.root() / "ontology"
    needed = [ontology / "core.ttl", ontology / "codes" / "foia.ttl"]
    found = []
    for name in SHOWN:
        files = [ontology / "examples" / f"{name}.trig", *needed]
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        ours = Store()
        ours.load(text, format=RdfFormat.TRIG)
        for quad in list(ours.quads_for_pattern(None, vocabulary.term("outcome"), None)):
            ours.remove(quad)
        theirs = rdflib.Dataset().parse(data=text, format="trig")
        theirs.remove((None, rdflib.URIRef(vocabulary.ONTOLOGY + "outcome"), None))
        found.append((ours, theirs))
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_follows_alike_in_another_engine(
    path: Path, both: list[tuple[Store, rdflib.Dataset]]
) -> None:
    rule = path.read_text(encoding="utf-8")

    ours = [{str(triple) for triple in triples(store, rule)} for store, _ in both]
    theirs = [
        {" ".join(term.n3() for term in triple) for triple in data.query(rule)} for _, data in both
    ]

    assert ours == theirs
    assert any(ours)


def triples(store: Store, rule: str) -> QueryTriples:
    found = store.query(rule)
    assert isinstance(found, QueryTriples)
    return found
