"""What a person keeps of their own requests, in the graph: whose word counts, and what is due."""

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import DefaultGraph, Quad

from kg import vocabulary
from kg.build import Iris, assemble, take_down, tracking
from kg.build.ledger import Ledger
from kg.build.working_days import due_day
from kg.model import Disclosure, Review
from kg.model.tracking import Coding, Sheet, SheetRow, Tracked, Tracking
from kg.validate import validate

BASE = "https://example.org/study/"
IRIS = Iris(BASE)
SENT = date(2023, 2, 20)


def request(**said: object) -> Tracked:
    given = {
        "force": "metropolitan",
        "regime": "foia",
        "reference": "00/FOI/00/000002",
        "place": SheetRow(sheet=1, page=1, row=4),
        "written": {"force": "The Met", "sent": "20/02/2023"},
        "line": 7,
    } | said
    return Tracked(**given)  # type: ignore[arg-type]


def ledger_of(*requests: Tracked) -> Ledger:
    sheet = Sheet(version=1, file="requests.csv", media_type="text/csv", sha256="1" * 64)
    return tracking.take_down(Tracking(sheets=(sheet,), requests=requests), IRIS)


def quads_of(*requests: Tracked, records: tuple[Disclosure, ...] = ()) -> tuple[Quad, ...]:
    ledgers = {f"{record.key}.yaml": take_down(record, IRIS) for record in records}
    ledgers["tracking.yaml"] = ledger_of(*requests)
    return assemble(ledgers, IRIS).quads


def said(quads: tuple[Quad, ...], name: str, graph: str | None = None) -> set[tuple[str, str]]:
    where = DefaultGraph() if graph is None else IRIS.graph(graph)
    return {
        (
            vocabulary.curie(quad.subject.value, BASE),
            vocabulary.curie(quad.object.value, BASE),
        )
        for quad in quads
        if quad.predicate.value == vocabulary.ONTOLOGY + name and quad.graph_name == where
    }


MET = "req:gb-metropolitan-00-foi-00-000002"
KEY = "gb-metropolitan-00-foi-00-000002-v1"


def test_a_tracked_request_is_the_one_of_the_reply_that_prints_its_reference(
    disclosure: Disclosure,
) -> None:
    quads = quads_of(request(sent=SENT, state="acknowledged"), records=(disclosure,))

    assert said(quads, "sentOn") == {(MET, "2023-02-20")}
    assert said(quads, "respondsTo") == {(f"rsp:{disclosure.key}", MET)}
    assert (MET, "00/FOI/00/000002") in said(quads, "reference")
    assert (MET, "00.FOI.00.000002") in said(quads, "reference")


def test_a_document_goes_before_the_sheet_and_both_stay(disclosure: Disclosure) -> None:
    quads = quads_of(request(received=date(2023, 2, 27), regime="eir"), records=(disclosure,))

    assert said(quads, "receivedOn") == {(MET, "2023-02-20")}
    assert said(quads, "receivedOn", "tracking") == {(MET, "2023-02-27")}
    assert said(quads, "receivedOn", KEY) == {(MET, "2023-02-20")}
    assert {value for _, value in said(quads, "madeUnder")} == {"regime:foia"}


def test_the_sheet_stands_where_the_record_is_disputed(disclosure: Disclosure) -> None:
    disputed = replace(
        disclosure, review=Review(status="disputed", role="reviewer", on=date(2026, 1, 1))
    )

    quads = quads_of(request(received=date(2023, 2, 27)), records=(disputed,))

    assert said(quads, "receivedOn") == {(MET, "2023-02-27")}


def test_codings_and_notes_stand_in_the_graph_of_the_sheet_only() -> None:
    on = date(2026, 11, 22)
    codings = (
        Coding(question="4", codes=("mine:evasive",), note="vague", role="maintainer", on=on),
        Coding(note="long", role="maintainer", on=on),
    )

    quads = quads_of(request(sent=SENT, note="chased", codings=codings))

    answered = "cod:gb-metropolitan-00-foi-00-000002-q4"
    assert said(quads, "codedAs", "tracking") == {(answered, f"{BASE}code/mine/evasive")}
    assert said(quads, "onAnswer", "tracking") == {
        (answered, "ans:gb-metropolitan-00-foi-00-000002-q4")
    }
    assert {value for _, value in said(quads, "note", "tracking")} == {"vague", "long", "chased"}
    for name in ("codedAs", "note", "onAnswer", "onRequest", "ruledBy"):
        assert said(quads, name) == set()


def test_a_row_of_the_sheet_is_the_evidence() -> None:
    quads = quads_of(request(sent=SENT))

    row = "ev:tracking-v1-p1-r4"
    assert said(quads, "evidence", "tracking") == {(MET, row)}
    assert said(quads, "quotation", "tracking") == {(row, "The Met | 20/02/2023")}
    assert said(quads, "fileName") == {("ver:tracking-v1", "requests.csv")}


def test_what_is_built_conforms(disclosure: Disclosure) -> None:
    quads = quads_of(
        request(sent=SENT, acknowledged=SENT, state="acknowledged", series="winter"),
        request(reference=None, own="3", sent=SENT, links=("https://example.org/3",)),
        request(force="scotland", regime="foisa", received=SENT, note="n"),
        records=(disclosure,),
    )

    assert validate(quads).conforms


# When an answer is due


@pytest.mark.parametrize(
    ("received", "regime", "due"),
    [
        ("2023-02-20", "foia", "2023-03-21"),  # a holiday of Northern Ireland counts everywhere
        ("2021-07-19", "foia", "2021-08-17"),  # so does one of Scotland
        ("2021-12-22", "foia", "2022-01-25"),
        ("2023-02-20", "foisa", "2023-03-20"),  # but not for a Scottish authority
        ("2023-02-20", "eir", "2023-03-21"),
        ("2023-02-18", "foia", "2023-03-20"),  # received on a Saturday: Monday is the first day
        ("2023-02-20", "none", None),
        ("2011-12-20", "foia", None),  # the holidays of that year are not known
        ("2028-12-20", "foia", None),
    ],
)
def test_due_days(received: str, regime: str, due: str | None) -> None:
    found = due_day(date.fromisoformat(received), regime)

    assert (None if found is None else found.isoformat()) == due


RULE = "inferred-statutory-due-date"


def test_receipt_sets_the_due_day_in_the_graph_of_the_rule() -> None:
    quads = quads_of(request(sent=date(2023, 2, 17), received=SENT))

    assert said(quads, "dueOn") == said(quads, "dueOn", RULE) == {(MET, "2023-03-21")}
    assert said(quads, "dueOn", "tracking") == set()
    assert said(quads, "earliestDueOn") == set()


def test_sending_sets_only_the_earliest_due_day() -> None:
    quads = quads_of(request(sent=SENT, acknowledged=date(2023, 2, 22)))

    assert said(quads, "dueOn") == set()
    assert said(quads, "earliestDueOn", RULE) == {(MET, "2023-03-21")}


def test_a_day_that_somebody_states_is_never_replaced() -> None:
    quads = quads_of(request(received=SENT, due=date(2023, 3, 20)))

    assert said(quads, "dueOn") == said(quads, "dueOn", "tracking") == {(MET, "2023-03-20")}
    assert said(quads, "dueOn", RULE) == set()


@pytest.mark.parametrize("state", ["clarification", "extended", "withdrawn"])
def test_no_day_is_worked_out_while_the_clock_stands_still(state: str) -> None:
    quads = quads_of(request(sent=SENT, received=SENT, state=state))

    assert said(quads, "dueOn") == said(quads, "earliestDueOn") == set()


def test_the_day_of_receipt_that_a_document_prints_counts(disclosure: Disclosure) -> None:
    quads = quads_of(request(received=date(2023, 2, 27)), records=(disclosure,))

    assert said(quads, "dueOn") == {(MET, "2023-03-21")}
