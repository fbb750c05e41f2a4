"""Whatever the grammar's pieces are put together to, a reading keeps its promises.

Random characters never look like a letter, so the pieces are those that letters
are made of: first in any order, then as whole invented letters whose facts are
known.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import phrases
from benchmarks.annotating import annotation
from benchmarks.letters import Letter, letters
from kg.errors import SourceError
from kg.evaluate import Annotated, Score, compare, scores
from kg.extract.reading import extract
from kg.model import Disclosure, Document
from kg.record.extraction import as_json
from tests.fuzz.pieces import FRAGMENTS, sentences
from tests.fuzz.promises import broken_promises

SEED = 20_02_2023
COUNT = 400

WORDS = (
    *("the", "force", "of", "information", "about", "use", "and", "reply", "we", "you", "that"),
    *("letter", "which", "people", "public", "is", "was", "not", "with", "for", "your", "our"),
    *("this", "has", "been", "may", "would", "should", "street", "camera", "officer", "answer"),
)
OPENING = "Freedom of Information Act 2000\n"


ARRANGEMENTS = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.deferred(lambda: st.sampled_from(sentences()))),
    max_size=60,
).map("".join)

patiently = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def read(page: Callable[..., Document]) -> Callable[[str], tuple[Document, Disclosure] | None]:
    """Reads words as a letter; None where they are none."""

    def reading(text: str) -> tuple[Document, Disclosure] | None:
        document = page(text)
        try:
            record = extract(document)
        except SourceError:
            return None
        assert isinstance(record, Disclosure)
        return document, record

    return reading


Read = Callable[[str], tuple[Document, Disclosure] | None]
Misplaced = Callable[[Document, Disclosure], list[Any]]


@patiently
@given(text=ARRANGEMENTS)
def test_any_arrangement_is_read_or_refused_with_a_known_error(
    read: Read, misplaced: Misplaced, text: str
) -> None:
    found = read(OPENING + text)

    if found is not None:
        document, record = found
        assert misplaced(document, record) == []
        assert list(broken_promises(document, record)) == []


@patiently
@given(text=st.lists(st.sampled_from([*WORDS, ". ", "\n"]), max_size=200).map(" ".join))
def test_words_without_a_number_state_no_fact(read: Read, text: str) -> None:
    found = read(f"Freedom of Information\n{text}")

    if found is not None:
        stated = as_json(*found)
        nothing = ("references", "related_references", "questions", "exemptions", "answers")
        assert [stated[key] for key in nothing] == [[], [], [], [], {}]
        assert (stated["received"], stated["responded"], stated["published"]) == (None, None, None)


@cache
def invented() -> tuple[Letter, ...]:
    return tuple(letters(COUNT, SEED))


@pytest.fixture(scope="module")
def score(page: Callable[..., Document]) -> dict[str, Score]:
    """The score of each kind of fact on invented letters."""
    comparisons = []
    for letter in invented():
        document = page(letter.text)
        found = as_json(document, extract(document))
        told = annotation(letter)
        comparisons += compare(Annotated(file=letter.name, facts=told), found)
    return {one.field: one for one in scores(comparisons)}


@pytest.mark.parametrize("field", ["force", "references", "dates", "exemptions", "evidence"])
def test_nothing_wrong_is_read_from_invented_letters(score: dict[str, Score], field: str) -> None:
    """Being wrong is worse than being silent."""
    assert score[field].precision == 1.0


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("technologies", 0.99),
        ("questions", 0.99),
        ("periods", 0.95),
        ("decision", 0.95),
        ("outcomes", 0.97),
    ],
)
def test_little_is_wrong_of_what_takes_judgement(
    score: dict[str, Score], field: str, least: float
) -> None:
    assert score[field].precision >= least


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("force", 0.99),
        ("references", 0.90),
        ("dates", 0.92),
        ("technologies", 0.98),
        ("questions", 0.93),
        ("periods", 0.95),
        ("decision", 0.90),
        ("outcomes", 0.85),
        ("exemptions", 0.95),
    ],
)
def test_most_of_what_invented_letters_say_is_found(
    score: dict[str, Score], field: str, least: float
) -> None:
    assert score[field].recall >= least


def test_the_letters_are_as_varied_as_the_grammar() -> None:
    """A generator that went dull would make the figures above worthless."""
    found = [letter.truth for letter in invented()]

    assert {truth.force for truth in found} == {force.slug for force in phrases.FORCES}
    assert {truth.decision for truth in found} == {*phrases.DECISIONS, None}
    assert {code for truth in found for code in truth.outcomes.values()} == {*phrases.ANSWERS}
    assert len({claim for truth in found for claim in truth.relied}) > 25
    assert {label.count(".") for truth in found for label in truth.outcomes} == {0, 1, 2}


def test_the_same_seed_gives_the_same_letters() -> None:
    assert list(letters(5, seed=3)) == list(letters(9, seed=3))[:5]
    assert list(letters(5, seed=3)) != list(letters(5, seed=4))
