import pytest

from kg.extract.applies import labels_at
from kg.extract.citations import find_citations
from kg.extract.sentences import Span

PLACES = {
    "For questions 2 and 4a, section 31(1) applies.": ("2", "4.a"),
    "Section 31(1) applies to questions 3 to 5.": ("3", "4", "5"),
    "Question 3: It is exempt. Section 31(1) says so.": ("3",),
    "For questions 2 and 3 the following apply:\nSection 31(1)": ("2", "3"),
    "For question 2 the following apply:\nSection 24(1)\nSection 31(1)": ("2",),
    "Question 6\nSection 31(1)": ("6",),
    "Questions 1 and 2 are answered.\nThe rest is exempt.\nSection 31(1) applies.": (),
    "Section 31(1) applies.": (),
}


@pytest.mark.parametrize(("words", "labels"), PLACES.items())
def test_the_labels_that_stand_with_a_section(words: str, labels: tuple[str, ...]) -> None:
    *_, last = find_citations(words)

    assert labels_at(words, last.span, Span(0, len(words))) == labels
