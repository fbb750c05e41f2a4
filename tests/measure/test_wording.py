"""Numbers with their nouns, and templates for the eye."""

import doctest

import pytest

from kg import wording
from kg.chart import look
from kg.draft import titles
from kg.measure.measures import MEASURES


@pytest.mark.parametrize("module", [wording, look, titles])
def test_the_examples_of_its_functions_hold(module):
    found = doctest.testmod(module)

    assert found.attempted
    assert found.failed == 0


@pytest.mark.parametrize(
    ("plural", "said"),
    [
        ("answers that neither confirm nor deny", "1 answer that neither confirms nor denies"),
        ("questions to which information was given", "1 question to which information was given"),
        ("replies whose days are known", "1 reply whose days are known"),
        ("other authorities", "1 other authority"),
        ("faces seen", "1 face seen"),
        ("series", "1 series"),
    ],
)
def test_one_is_no_plural_and_what_follows_the_noun_stays(plural, said):
    assert wording.counted(1, plural) == wording.counted("1", plural) == said
    assert wording.counted("1 or more", plural) == f"1 or more {plural}"


@pytest.mark.parametrize(
    "plural",
    sorted(
        {words for one in MEASURES for words in (one.unit, one.numerator, one.denominator) if words}
    ),
)
def test_every_unit_of_a_measure_has_a_singular(plural):
    assert wording.counted(1, plural) != f"1 {plural}"
    assert wording.counted(2, plural) == f"2 {plural}"
