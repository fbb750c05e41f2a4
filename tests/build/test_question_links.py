"""Links in the graph: a graph of their own, flat only where exact, and nothing that is ruled."""

from dataclasses import replace

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build import Iris, question_links
from kg.model.link import QuestionLink, Wording
from kg.model.template import Template

IRIS = Iris("https://example.org/study/")
LINK = QuestionLink(
    request="gb-kent-2",
    label="4",
    template="arrests",
    kind="exact",
    proposed=False,
    rule="same-words",
    words="number arrests",
    whole=True,
    against=Wording(words="number arrests", question=("gb-essex-1", "1")),
    slots=("asks: count", "of: arrest"),
    score=100,
)
ARRESTS = Template(key="arrests", text="how many arrests", asks_for=("measure:arrests",))
WRITTEN = {"arrests": (Iris("https://example.org/other/"), ARRESTS)}


def test_an_exact_link_is_flat_and_names_its_rule() -> None:
    ledger = question_links.take_down([LINK], IRIS, WRITTEN)

    flat = {
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for triple in ledger.flat
    }
    question = IRIS.question(IRIS.thing("req", "gb-kent-2"), "4").value
    template = "https://example.org/other/id/question-template/arrests"
    assert (question, vocabulary.ONTOLOGY + "instanceOfTemplate", template) in flat
    assert (question, vocabulary.ONTOLOGY + "asksFor", f"{vocabulary.CODE}measure/arrests") in flat
    assert (
        ledger.graph.value,
        vocabulary.ONTOLOGY + "derivedBy",
        f"{vocabulary.CODE}rule/linked-questions",
    ) in flat
    assert ledger.graph == NamedNode("https://example.org/study/graph/linked-questions")


def test_a_close_link_stands_in_the_graph_alone() -> None:
    ledger = question_links.take_down([replace(LINK, kind="close")], IRIS, WRITTEN)

    assert [triple.predicate.value for triple in ledger.flat] == [vocabulary.ONTOLOGY + "derivedBy"]
    assert len(ledger.sourced) == 11


def test_a_ruled_and_a_proposed_link_are_not_stated() -> None:
    ruled, proposed = replace(LINK, overridden_by="none arrests"), replace(LINK, proposed=True)

    ledger = question_links.take_down([ruled, proposed], IRIS, {})

    assert not ledger.flat
    assert not ledger.sourced
