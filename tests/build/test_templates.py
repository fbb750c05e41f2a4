"""Templates, series and searches in the graph: what is flat, and what only the rulings tell."""

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Quad

from kg import pipeline, study, vocabulary
from kg.build import Iris, assemble, take_down, templates
from kg.errors import RecordError
from kg.model import Disclosure
from kg.model.template import Matches, Membership, Search, Series, Template, Templates
from kg.validate import validate
from tests.studies.folders import METROPOLITAN

BASE = "https://example.org/study/"
REQUEST = "gb-metropolitan-00-foi-00-000001"
ON = date(2026, 11, 23)
MATCHES = Matches(
    request=REQUEST,
    kind="close",
    questions={"1": "live-use", "2": "body-worn-use"},
    reason="It says 'used'.",
    role="maintainer",
    on=ON,
    event_context=("protest",),
    lines={"1": 7, "2": 8},
    line=3,
)
SEARCH = Search(
    force="essex", place="the log", on=ON, found=False, role="maintainer", series="winter"
)
SAID = Templates(
    templates=(
        Template(
            key="live-use",
            text="whether {force} used it",
            asks_for=("measure:arrests",),
            total=True,
        ),
        Template(key="body-worn-use", text="whether {force} wore it", asks_nothing=True),
    ),
    series=(
        Series(
            key="winter",
            name="Winter",
            templates=("live-use", "body-worn-use"),
            members=(
                Membership(
                    request=REQUEST,
                    basis="batch",
                    reason="Sent together.",
                    role="maintainer",
                    on=ON,
                ),
            ),
        ),
    ),
    matches=(MATCHES,),
    searches=(SEARCH, replace(SEARCH, place="the archive")),
)


def built(record: Disclosure, said: Templates) -> tuple[Quad, ...]:
    iris = Iris(BASE)
    ledgers = {"record.yaml": take_down(record, iris)}
    alike = templates.take_down(said, iris, ledgers.values())
    return assemble({**ledgers, "templates.yaml": alike}, iris).quads


def flat(quads: tuple[Quad, ...], name: str) -> set[tuple[str, str]]:
    """The triples of property *name* in the default graph, in short."""
    return {
        (short(quad.subject), short(quad.object))
        for quad in quads
        if quad.predicate == vocabulary.term(name) and str(quad.graph_name) == "DEFAULT"
    }


def noted(quads: tuple[Quad, ...], name: str) -> set[tuple[str, str, str]]:
    """Those in a named graph, with the graph."""
    return {
        (short(quad.graph_name), short(quad.subject), short(quad.object))
        for quad in quads
        if quad.predicate == vocabulary.term(name) and str(quad.graph_name) != "DEFAULT"
    }


def short(term: object) -> str:
    return vocabulary.curie(getattr(term, "value", str(term)), BASE)


def test_a_close_match_is_flat_and_its_judgement_stands_with_the_rulings(
    disclosure: Disclosure,
) -> None:
    quads = built(disclosure, SAID)

    assert flat(quads, "instanceOfTemplate") == {
        (f"qst:{REQUEST}-q1", "tpl:live-use"),
        (f"qst:{REQUEST}-q2", "tpl:body-worn-use"),
    }
    assert (f"qst:{REQUEST}-q1", "measure:arrests") in flat(quads, "asksFor")
    assert flat(quads, "asksForTotal") == {("tpl:live-use", "true")}
    assert flat(quads, "asksNothing") == {("tpl:body-worn-use", "true")}
    assert (f"qst:{REQUEST}-q1", "event-context:protest") in flat(quads, "eventContext")
    assert flat(quads, "matchKind") == set()
    assert noted(quads, "matchKind") == {
        ("graph:rulings", f"mch:{REQUEST}-q1-live-use", "match-kind:close"),
        ("graph:rulings", f"mch:{REQUEST}-q2-body-worn-use", "match-kind:close"),
    }


def test_a_related_match_makes_no_instance(disclosure: Disclosure) -> None:
    quads = built(disclosure, replace(SAID, matches=(replace(MATCHES, kind="related"),)))

    assert flat(quads, "instanceOfTemplate") == set()
    assert len(noted(quads, "matchKind")) == 2
    assert not any(subject.startswith("qst:") for subject, _ in flat(quads, "asksFor"))


def test_a_member_is_flat_and_says_what_shows_it(disclosure: Disclosure) -> None:
    quads = built(disclosure, SAID)

    assert flat(quads, "inSeries") == {(f"req:{REQUEST}", "ser:winter")}
    assert {value for *_, value in noted(quads, "membershipBasis")} == {"membership-basis:batch"}


def test_two_looks_on_one_day_are_two_searches(disclosure: Disclosure) -> None:
    quads = built(disclosure, SAID)

    assert flat(quads, "searchedIn") == {
        ("srch:essex-winter-2026-11-23", "the log"),
        ("srch:essex-winter-2026-11-23-2", "the archive"),
    }


def test_the_graph_conforms_to_the_shapes(disclosure: Disclosure) -> None:
    report = validate(built(disclosure, SAID))

    assert [finding for finding in report.findings if finding.severity != "info"] == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            replace(MATCHES, request="gb-metropolitan-00-foi-00-000009"),
            "line 3: the study has no request with the key 'gb-metropolitan-00-foi-00-000009'; did "
            "you mean gb-metropolitan-00-foi-00-00000",
        ),
        (
            replace(MATCHES, questions={"2.b": "live-use"}, lines={"2.b": 9}),
            f"line 9: request '{REQUEST}' does not ask a question 2.b; the questions there are: "
            "1, 1.a, 2",
        ),
    ],
)
def test_what_nobody_recorded_cannot_be_ruled_on(
    disclosure: Disclosure, said: Matches, words: str
) -> None:
    with pytest.raises(RecordError) as caught:
        built(disclosure, replace(SAID, matches=(said,)))

    assert words in str(caught.value)


def test_the_request_in_the_study_asks_its_ten_questions() -> None:
    """The refined request leaves question 2 out; both went to one force."""
    quads = pipeline.quads(study.load(METROPOLITAN))

    asked = [subject for subject, _ in flat(quads, "instanceOfTemplate")]
    labels = {subject.rpartition("-028737-q")[2] for subject in asked if "-028737-q" in subject}

    assert {label for label in labels if label.isdigit()} == {str(n) for n in range(1, 11)}
    assert (len(labels), len(asked)) == (24, 38)
    assert not any("-031597-q2" in subject for subject in asked)
    assert {question.rpartition("/")[2].rpartition("-q")[0] for question in asked} == {
        request.rpartition("/")[2] for request, _ in flat(quads, "inSeries")
    }
