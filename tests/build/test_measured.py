"""A fact that the program read and nobody reviewed says how often the program was right."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal

from kg.build import Iris, take_down
from kg.extract import confidence
from kg.model import Disclosure, GroundClaim, Passage, Review

PROPERTY = "https://w3id.org/foigraph/ontology#measuredPrecision"
Figures = Callable[[Disclosure], dict[str, set[Decimal]]]


@pytest.fixture
def figures() -> Figures:
    """Returns the figures that a record's graph gives, by the kind of thing they are about."""

    def find(record: Disclosure) -> dict[str, set[Decimal]]:
        found: dict[str, set[Decimal]] = {}
        for triple in take_down(record, Iris("https://example.org/")).sourced:
            if triple.predicate.value == PROPERTY:
                assert isinstance(triple.object, Literal)
                kind = triple.subject.value.split("/")[-2]
                found.setdefault(kind, set()).add(Decimal(triple.object.value))
        return found

    return find


def read_by(record: Disclosure, program: str | None, status: str = "unreviewed") -> Disclosure:
    source = replace(record.source, read_by=program)
    claim = GroundClaim(
        provision="foia:s31-1-a",
        cited_as="S31(1)(a)",
        limb="withhold",
        passage=Passage(quote="S31(1)(a)", start=500, end=509),
    )
    return replace(record, source=source, review=Review(status=status), grounds=(claim,))


def test_each_kind_of_fact_has_its_own_figure(disclosure: Disclosure, figures: Figures) -> None:
    found = figures(read_by(disclosure, confidence.measured_with()))

    measured = {
        "question": "questions",
        "answer": "outcomes",
        "ground-claim": "exemptions",
        "request": "references",
        "response": "decision",
    }
    expected = {kind: confidence.measured(field) for kind, field in measured.items()}
    assert found == {kind: {one.share} for kind, one in expected.items() if one is not None}
    assert len(found) == len(measured)


@pytest.mark.parametrize("program", [None, "foigraph 0.0.1", "another 0.1.0"])
def test_what_another_program_or_a_person_read_was_not_measured(
    disclosure: Disclosure, figures: Figures, program: str | None
) -> None:
    assert figures(read_by(disclosure, program)) == {}


def test_a_reviewed_fact_rests_on_the_review(disclosure: Disclosure, figures: Figures) -> None:
    assert figures(read_by(disclosure, confidence.measured_with(), status="accepted")) == {}


def test_the_figure_is_never_more_than_was_measured() -> None:
    """Cut, not rounded: 0.9996 is not 1."""
    assert confidence.Measured(right=9_999, found=10_000).share < Decimal("0.9999")
    assert confidence.Measured(right=1_000_000, found=1_000_000).share == Decimal("0.999")


def test_what_was_never_measured_has_no_figure() -> None:
    assert confidence.measured("deployments") is None
    assert confidence.confidence("deployments", "table-reading") == {
        "how": "table-reading",
        "precision": None,
        "at_least": None,
        "n": 0,
    }
