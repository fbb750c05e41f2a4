"""Joint units: as a study lists them, and as words of records only propose them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg import vocabulary
from kg.link import unit_links
from kg.model import Disclosure, Doubt, JointUnitRuling, Passage, Rulings
from kg.model.link import UnitLink

Links = Callable[..., tuple[UnitLink, ...]]

UNIT = """
<https://example.org/code/unit/coasts> a <http://www.w3.org/ns/org#OrganizationalCollaboration> ;
    skos:prefLabel "Two Coasts Imaging Unit"@en ; fg:groupMember force:essex , force:kent .
<https://example.org/code/unit/spoken-of> skos:prefLabel "Some forces"@en ;
    fg:groupMember force:suffolk , force:norfolk .
"""
CLOSE = {
    "a joint unit of": "This is held by the joint unit of Essex Police and Kent Police.",
    "a joint team": "Essex and Kent have a joint forensic team.",
    "in a collaboration": "Kent Police and Essex Police are in a strategic collaboration.",
    "shared between": "The unit is shared between Essex and Kent.",
}
RELATED = {
    "one word for both": "Kent and Essex Police use it.",
    "on behalf of": "I write on behalf of Essex Police.",
}
NEITHER = {
    "two forces": "Kent Police and Essex Police use it.",
    "a force with two names": "Avon and Somerset Police and no other use it.",
    "one force of two names": "Devon and Cornwall Police have a joint unit.",
    "a denial": "There is not a joint unit of Essex Police and Kent Police.",
    "its own behalf": "I write on behalf of Kent Police.",
    "a place": "The joint unit went from Kent to Essex.",
}


def listed(text: str = UNIT) -> list[Triple]:
    opening = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items())
    return [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(opening + text, format=RdfFormat.TURTLE)
    ]


@pytest.fixture
def links(disclosure: Disclosure) -> Links:
    """Reads a reply of Kent Police with the words given."""

    def read(
        words: str, units: list[Triple] | None = None, rulings: Rulings | None = None
    ) -> tuple[UnitLink, ...]:
        passage = Passage(quote=f"First. {words}", start=50, end=57 + len(words))
        doubt = Doubt(field="answers", reason="open", passage=passage)
        record = replace(disclosure, key="gb-kent-1", force="kent", doubts=(doubt,))
        return unit_links([record], units or [], rulings or Rulings())

    return read


def ruled(*, joint: bool) -> Rulings:
    one = JointUnitRuling(
        members=("kent", "essex"), joint=joint, reason="Read.", role="reviewer", on=date(2026, 1, 1)
    )
    return Rulings(joint_units=(one,))


@pytest.mark.parametrize("words", CLOSE.values(), ids=CLOSE)
def test_words_of_a_unit_are_close(links: Links, words: str) -> None:
    (link,) = links(words)

    assert (link.members, link.unit) == (("essex", "kent"), None)
    assert (link.kind, link.rule, link.document) == ("close", "named-together", "gb-kent-1")
    assert link.words is not None
    assert link.at == 57 + words.index(link.words)


@pytest.mark.parametrize("words", RELATED.values(), ids=RELATED)
def test_words_that_may_mean_it_are_related(links: Links, words: str) -> None:
    (link,) = links(words)

    assert (link.members, link.kind) == (("essex", "kent"), "related")


@pytest.mark.parametrize("words", NEITHER.values(), ids=NEITHER)
def test_words_that_do_not_tell_it(links: Links, words: str) -> None:
    assert links(words) == ()


def test_what_a_study_lists_is_exact_and_needs_its_class(links: Links) -> None:
    (link,) = links("Nothing.", listed())

    assert (link.members, link.unit, link.kind) == (("essex", "kent"), "coasts", "exact")
    assert link.words == "Two Coasts Imaging Unit"


def test_a_ruling_stands_and_tells_what_would_be_without_it(links: Links) -> None:
    (link,) = links(CLOSE["a joint unit of"], rulings=ruled(joint=False))
    (alone,) = links("Nothing.", rulings=ruled(joint=True))

    assert (link.kind, link.overridden_by) == ("close", "not joint")
    assert (alone.rule, alone.words, alone.overridden_by) == ("nothing", None, "joint")
