"""Claims, mentions, denials, amounts and steps in the graph: flat where they are settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Store

from kg import vocabulary
from kg.build import Iris, assemble, take_down
from kg.build.wording_keys import wording_key
from kg.model import (
    Amount,
    Denial,
    Disclosure,
    FactReview,
    GroundClaim,
    HarmTest,
    Mention,
    Passage,
    ProcessStep,
    PublicInterestTest,
    StatedClass,
)
from kg.validate import validate

BASE = "https://example.org/study/"
KEY = "gb-metropolitan-00-foi-00-000002"


def words(quote: str, start: int) -> Passage:
    return Passage(quote=quote, start=start, end=start + len(quote))


@pytest.fixture
def record(disclosure: Disclosure) -> Disclosure:
    first, second = disclosure.answers
    claim = GroundClaim(
        provision="foia:s31-3",
        cited_as="Section 31(3)",
        limb="confirm-or-deny",
        passage=words("Section 31(3)", 400),
        stated_class=StatedClass(force="qualified", passage=words("qualified", 420)),
        harm=HarmTest(shown="announced", passage=words("harm", 430)),
        public_interest=PublicInterestTest(
            shown="made", passage=words("For", 450), favouring=words("For", 450)
        ),
    )
    amount = Amount(
        bound="more-than",
        as_written="over 1000 searches",
        passage=words("over 1000 searches", 500),
        lower=Decimal(1000),
        unit="searches",
    )
    kept, silent = second.parts
    silent = replace(silent, held="ncnd", passage=words("no word", 390), grounds=(claim,))
    return replace(
        disclosure,
        answers=(replace(first, amounts=(amount,)), replace(second, parts=(kept, silent))),
        mentions=(
            Mention(
                provision="foia:s24-1",
                cited_as="section 24(1)",
                role="considered",
                passage=words("section 24(1)", 560),
            ),
        ),
        denials=(
            Denial(
                kind="beside-answer",
                restricted_to=("overtness:covert",),
                to=("2", "9"),
                provisions=("foia:s31-3",),
                passage=words("We can neither confirm nor deny that this is held.", 590),
            ),
        ),
        steps=(
            ProcessStep(
                kind="extension-notified", until=date(2023, 4, 20), passage=words("longer", 620)
            ),
        ),
    )


def store_of(record: Disclosure) -> Store:
    store = Store()
    store.extend(assemble({"record.yaml": take_down(record, Iris(BASE))}, Iris(BASE)).quads)
    return store


def rows(store: Store, pattern: str, *names: str) -> list[tuple[str | None, ...]]:
    found = store.query(
        f"SELECT {' '.join(f'?{name}' for name in names)} WHERE {{ {pattern} }}",
        prefixes=vocabulary.prefixes(BASE),
    )
    return [
        tuple(
            None if term is None else vocabulary.curie(getattr(term, "value", str(term)), BASE)
            for term in row
        )
        for row in found  # type: ignore[union-attr] -- only SELECTs are asked here
    ]


def test_an_amount_stands_flat_with_its_bound_and_no_value(record: Disclosure) -> None:
    found = rows(
        store_of(record),
        """?answer fg:hasAmount ?amount . ?amount fg:bound ?bound ; fg:lowerBound ?lower ;
           fg:unitText ?unit OPTIONAL { ?amount fg:amountValue ?value }""",
        *("answer", "bound", "lower", "unit", "value"),
    )

    assert found == [(f"ans:{KEY}-q1", "bound:more-than", "1000", "searches", None)]


def test_a_denial_names_the_questions_that_the_request_asks(record: Disclosure) -> None:
    found = rows(
        store_of(record),
        """?denial a fg:Denial ; fg:ncndKind ?kind ; fg:deniedUnder ?provision ;
           fg:keepsSilentOn ?question ; fg:restrictedTo ?scope""",
        *("kind", "provision", "question", "scope"),
    )

    assert found == [("ncnd-kind:beside-answer", "foia:s31-3", f"qst:{KEY}-q2", "overtness:covert")]


def test_words_that_a_force_may_share_have_a_key_in_the_graph_of_their_version(
    record: Disclosure,
) -> None:
    """A citation alone is no wording; neither is the opening of a sentence."""
    (denial,) = record.denials
    cut = replace(denial, passage=words("We can neither confirm nor deny that…", 590))

    found, none = (
        rows(
            store_of(kept),
            "GRAPH ?graph { ?evidence fg:wordingKey ?key ; fg:quotation ?words }",
            *("graph", "words", "key"),
        )
        for kept in (record, replace(record, denials=(cut,)))
    )

    key = wording_key(denial.passage.quote)
    assert found == [(f"graph:{KEY}-v1", denial.passage.quote, key)]
    assert none == []


def test_a_step_is_an_activity_of_its_request(record: Disclosure) -> None:
    found = rows(
        store_of(record),
        "?step a prov:Activity ; fg:stepOf ?request ; fg:correspondsToStep ?kind ; "
        "fg:extendedTo ?day",
        *("request", "kind", "day"),
    )

    assert found == [(f"req:{KEY}", "process-step:extension-notified", "2023-04-20")]


def test_a_claim_of_a_part_and_what_the_letter_says_of_it_stand_with_the_part(
    record: Disclosure,
) -> None:
    found = rows(
        store_of(record),
        f"""GRAPH graph:{KEY}-v1 {{ ?claim fg:claimedIn ?part ; fg:calledForce ?force ;
              fg:harmTest ?harm ; fg:publicInterestTest ?interest ; fg:weighsFor ?for
              OPTIONAL {{ ?claim fg:weighsAgainst ?against }} }}""",
        *("part", "force", "harm", "interest", "for", "against"),
    )

    assert found == [
        (
            f"part:{KEY}-q2-p2",
            "qualified",
            "test-shown:announced",
            "test-shown:made",
            "true",
            None,
        )
    ]


def test_a_mention_is_no_reliance(record: Disclosure) -> None:
    store = store_of(record)

    relied = rows(store, "?x fg:reliesOn ?provision", "provision")
    named = rows(
        store,
        f"GRAPH graph:{KEY}-v1 {{ ?m fg:mentions ?provision ; fg:citationRole ?role }}",
        *("provision", "role"),
    )

    assert relied == [("foia:s31-3",)]
    assert named == [("foia:s24-1", "citation-role:considered")]


def test_an_amount_that_a_person_rejected_does_not_stand_flat(record: Disclosure) -> None:
    ruling = FactReview(
        fact="answer/1/amount/1", status="rejected", role="reviewer", on=date(2024, 1, 1)
    )
    contested = replace(record, review=replace(record.review, facts=(ruling,)))

    assert rows(store_of(contested), "?amount a fg:Amount", "amount") == []


def test_the_graph_conforms_to_the_shapes(record: Disclosure) -> None:
    quads = assemble({"record.yaml": take_down(record, Iris(BASE))}, Iris(BASE)).quads

    report = validate(quads)

    assert [finding for finding in report.findings if finding.severity == "violation"] == []
