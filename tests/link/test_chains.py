"""Chains of requests: from references in the text, with a ruling before all, and no circle."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import RecordError
from kg.link import as_ruled, chain_links, refuse_circles
from kg.model import ChainRuling, Disclosure, Doubt, Passage, Review, Rulings
from kg.model.link import ChainLink
from kg.record.rulings import read_rulings

FIRST, SECOND, THIRD = "1/24", "2/24", "3/24"


@pytest.fixture
def plain(disclosure: Disclosure) -> Disclosure:
    """A reply of one request that asks nothing."""
    request = replace(
        disclosure.requests[1], reference=FIRST, passage=Passage(quote=FIRST), questions=()
    )
    return Disclosure(
        key="gb-kent-1-24",
        source=disclosure.source,
        force="kent",
        regime="foia",
        requests=(request,),
        review=Review(),
    )


def reply(plain: Disclosure, reference: str, force: str = "kent", **said: object) -> Disclosure:
    request = replace(plain.requests[0], reference=reference, passage=Passage(quote=reference))
    key = f"gb-{force}-{reference.replace('/', '-').lower()}"
    return replace(
        plain,
        key=key,
        force=force,
        requests=(replace(request, **said),),  # type: ignore[arg-type]
    )


def doubting(record: Disclosure, words: str) -> Disclosure:
    """*record* with *words* about which the reading of its document left a doubt."""
    passage = Passage(quote=words, start=100, end=100 + len(words))
    return replace(record, doubts=(Doubt(field="requests", reason="open", passage=passage),))


def ruling(later: str, earlier: str, relation: str) -> Rulings:
    return Rulings(
        chains=(
            ChainRuling(
                later=later,
                earlier=earlier,
                relation=relation,
                reason="Read.",
                role="reviewer",
                on=date(2026, 1, 1),
                line=2,
            ),
        )
    )


def links(*records: Disclosure, rulings: Rulings | None = None) -> tuple[ChainLink, ...]:
    return chain_links({one.key: one for one in records}, rulings or Rulings())


def test_what_a_record_states_is_exact_with_its_words(plain: Disclosure) -> None:
    words = Passage(quote="Further to my request 1/24", start=5, end=31)

    (link,) = links(plain, reply(plain, SECOND, follows=FIRST, follows_passage=words))

    assert (link.later, link.relation, link.earlier) == (
        "gb-kent-2-24",
        "follows",
        "gb-kent-1-24",
    )
    assert (link.kind, link.rule, link.words, link.at) == ("exact", "record", words.quote, 5)
    assert link.stated
    assert link.trouble == ()


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("I ask for an internal review of request no 1/24.", "reviews"),
        ("Following your response to request no 1/24, how many?", "follows"),
        ("I have narrowed my request no 1/24.", "refines"),
    ],
)
def test_words_of_a_record_propose_what_it_does_not_state(
    plain: Disclosure, words: str, relation: str
) -> None:
    (link,) = links(plain, doubting(reply(plain, SECOND), words))

    assert (link.relation, link.kind, link.rule) == (relation, "close", "words")
    assert link.words is not None
    assert link.at == 100 + words.index(link.words)
    assert not link.stated


def test_a_request_that_is_only_named_is_told_and_no_more(plain: Disclosure) -> None:
    (link,) = links(plain, doubting(reply(plain, SECOND), "See our reply to request no 1/24."))

    assert (link.relation, link.kind, link.trouble) == (None, "related", ())


def test_a_review_is_known_by_how_its_reference_is_spelt(plain: Disclosure) -> None:
    (link,) = links(plain, reply(plain, "1/24/IR"))

    assert (link.earlier, link.relation) == ("gb-kent-1-24", "reviews")
    assert (link.kind, link.rule, link.words) == ("close", "spelling", "1/24/IR")


def test_a_reference_that_is_not_in_the_study_is_told(plain: Disclosure) -> None:
    (link,) = links(doubting(reply(plain, SECOND), "Further to my request no 1/24"))

    assert link.trouble == ("no record in the study answers it",)


def test_the_number_of_another_force_is_no_key(plain: Disclosure) -> None:
    asked = doubting(reply(plain, SECOND, force="essex"), "Further to my request no 1/24")

    (link,) = links(plain, asked)

    assert link.earlier == "gb-essex-1-24"
    assert "gb-kent-1-24 bears its number" in link.trouble[0]


def test_a_further_number_of_a_request_leads_to_it(plain: Disclosure) -> None:
    both = reply(plain, FIRST, also=(Passage(quote="9988/24"),))

    (link,) = links(both, doubting(reply(plain, SECOND), "Further to my request no 9988/24"))

    assert (link.earlier, link.trouble) == ("gb-kent-1-24", ())


def test_a_request_does_not_follow_itself(plain: Disclosure) -> None:
    (link,) = links(doubting(plain, "This is the internal review of your request no 1/24."))

    assert link.trouble == ("it is the request itself",)
    assert not link.stated


def test_a_circle_is_told_and_not_made(plain: Disclosure) -> None:
    earlier = doubting(plain, "Further to my request no 2/24")

    stated, back = links(earlier, reply(plain, SECOND, follows=FIRST))

    assert (stated.later, stated.trouble) == ("gb-kent-2-24", ())
    assert back.later == "gb-kent-1-24"
    assert "would close a circle" in back.trouble[0]


def test_records_that_state_a_circle_of_any_kinds_are_refused(plain: Disclosure) -> None:
    records = {
        "a.yaml": reply(plain, FIRST, follows=THIRD),
        "b.yaml": reply(plain, SECOND, reviews=FIRST),
        "c.yaml": reply(plain, THIRD, refines=SECOND),
    }

    with pytest.raises(RecordError, match=r"a\.yaml, b\.yaml, c\.yaml: .*circle"):
        refuse_circles(records)


def test_a_ruling_that_closes_a_circle_is_refused_with_its_line(plain: Disclosure) -> None:
    records = {"a.yaml": plain, "b.yaml": reply(plain, SECOND, follows=FIRST)}

    with pytest.raises(
        RecordError, match=r"b\.yaml, links\.yaml, line 2: .*circle.* ruling of links\.yaml, line 2"
    ):
        refuse_circles(records, ruling("gb-kent-1-24", "gb-kent-2-24", "follows"))


def test_a_relation_that_a_person_refuted_closes_no_circle(plain: Disclosure) -> None:
    records = {"a.yaml": plain, "b.yaml": reply(plain, SECOND, follows=FIRST)}
    refuted = ruling("gb-kent-2-24", "gb-kent-1-24", "none").chains
    turned = ruling("gb-kent-1-24", "gb-kent-2-24", "follows").chains

    refuse_circles(records, Rulings(chains=(*refuted, *turned)))


def test_a_ruling_wins_and_tells_what_would_have_been(plain: Disclosure) -> None:
    found = reply(plain, SECOND, follows=FIRST, follows_passage=Passage(quote="Further to 1/24"))
    ruled = ruling("gb-kent-2-24", "gb-kent-1-24", "reviews")

    (link,) = links(plain, found, rulings=ruled)
    taken = as_ruled({"a.yaml": plain, "b.yaml": found}, ruled)["b.yaml"]

    assert (link.relation, link.overridden_by, link.stated) == ("follows", "reviews", False)
    assert isinstance(taken, Disclosure)
    assert (taken.requests[0].follows, taken.requests[0].follows_passage) == (None, None)


def test_a_ruling_that_nothing_would_have_found_is_told_as_such(plain: Disclosure) -> None:
    ruled = ruling("gb-kent-2-24", "gb-kent-1-24", "follows")

    (link,) = links(plain, reply(plain, SECOND), rulings=ruled)

    assert (link.relation, link.rule, link.overridden_by) == (None, "nothing", "follows")


@pytest.mark.parametrize(
    ("ruled", "said"),
    [
        (
            ruling("gb-kent-2-24", "gb-kent-1-23", "none"),
            r"line 2: no request has the key 'gb-kent-1-23'; did you mean gb-kent-1-24",
        ),
        (ruling("gb-kent-2-24", "gb-kent-2-24", "none"), "line 2: .* name two requests"),
    ],
)
def test_a_ruling_on_what_is_not_there_is_refused(
    plain: Disclosure, ruled: Rulings, said: str
) -> None:
    with pytest.raises(RecordError, match=said):
        as_ruled({"a.yaml": plain, "b.yaml": reply(plain, SECOND)}, ruled)


@pytest.mark.parametrize("relation", ["none", "follows", "reviews"])
def test_questions_that_are_asked_again_hold_the_link(
    disclosure: Disclosure, relation: str
) -> None:
    later, earlier = "gb-metropolitan-00-foi-00-000002", "gb-metropolitan-00-foi-00-000001"

    with pytest.raises(
        RecordError,
        match="asks questions of 00/FOI/00/000001 again, and without 'refines' nothing tells whose",
    ):
        as_ruled({"a.yaml": disclosure}, ruling(later, earlier, relation))


def test_rulings_are_read_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    path.write_text(
        "chains:\n"
        "  - later: gb-kent-2-24\n"
        "    earlier: gb-kent-1-24\n"
        "    relation: reviews\n"
        "    reason: Read.\n"
        "    role: reviewer\n"
        "    on: 2026-01-01\n",
        encoding="utf-8",
    )

    (found,) = read_rulings(path).chains

    assert found == ruling("gb-kent-2-24", "gb-kent-1-24", "reviews").chains[0]
    assert found.line == 2
