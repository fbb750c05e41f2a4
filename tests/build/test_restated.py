"""A text that says again what a page says: never that page, and never its words."""

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad

from kg import vocabulary
from kg.build import Iris, assemble, take_down
from kg.model import Disclosure

BASE = "https://example.org/study/"
PAGE = "https://example.org/reply"


def restated(disclosure: Disclosure, *not_seen: str) -> Disclosure:
    return replace(
        disclosure,
        source=replace(disclosure.source, url=None, stands_for=PAGE, not_seen=not_seen),
    )


def quads_of(disclosure: Disclosure) -> tuple[Quad, ...]:
    iris = Iris(BASE)
    return assemble({"one.yaml": take_down(disclosure, iris)}, iris).quads


def values(quads: tuple[Quad, ...], name: str) -> set[str]:
    wanted = vocabulary.term(name)
    return {str(getattr(q.object, "value", q.object)) for q in quads if q.predicate == wanted}


def test_it_stands_for_the_address_and_is_not_published_there(disclosure: Disclosure) -> None:
    quads = quads_of(restated(disclosure))

    assert values(quads, "standsFor") == {PAGE}
    assert values(quads, "publishedAt") == set()
    (about_page,) = {q.predicate for q in quads if q.object == NamedNode(PAGE)}
    assert about_page == vocabulary.term("standsFor")


def test_every_quotation_is_marked_and_no_other_document_is(disclosure: Disclosure) -> None:
    quads = quads_of(restated(disclosure))
    plain = quads_of(disclosure)

    marked = values(quads, "quotation")
    assert {f"[restated] {words}" for words in values(plain, "quotation")} == marked
    evidence = {q.subject for q in quads if q.predicate == vocabulary.term("quotation")}
    flags = {q.subject for q in quads if q.predicate == vocabulary.term("restated")}
    assert flags == evidence
    assert values(plain, "restated") == set()


def test_its_words_are_never_taken_for_the_wording_of_the_authority(
    disclosure: Disclosure,
) -> None:
    quads = quads_of(restated(disclosure))

    assert values(quads_of(disclosure), "outcomeStated") == {"in full"}
    for name in ("outcomeStated", "wordingKey"):
        assert values(quads, name) == set()
    told = values(quads, "confidence")
    assert vocabulary.code("confidence", "restatement").value in told
    assert vocabulary.code("confidence", "direct-quotation").value not in told


def test_a_reply_that_was_not_seen_is_no_reply(disclosure: Disclosure) -> None:
    asked = replace(disclosure, answers=(), decision=None, doubts=())

    seen = quads_of(restated(asked))
    unseen = quads_of(restated(asked, "reply"))

    assert (replies(seen), replies(unseen)) == (1, 0)
    assert values(unseen, "notSeen") == {vocabulary.code("document-part", "reply").value}


def replies(quads: tuple[Quad, ...]) -> int:
    kind = vocabulary.term("Response")
    return len({q.subject for q in quads if q.object == kind and BASE in str(q.subject)})


@pytest.mark.parametrize("part", ["rest-of-reply", "reply"])
def test_what_was_seen_of_a_reply_is_stated(disclosure: Disclosure, part: str) -> None:
    quads = quads_of(restated(disclosure, part))

    assert replies(quads) == 1
