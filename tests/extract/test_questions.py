from collections.abc import Callable

import pytest

from kg.extract.questions import find_questions
from kg.extract.sentences import Span
from kg.model import Document

NUMBERINGS = {
    "nested, on lines of their own": (
        "1. Has it been used?\na. Where?\n2. Who?\na. When?\nb. Why?\ni. How?\nii. How often?",
        ["1", "1.a", "2", "2.a", "2.b", "2.b.i", "2.b.ii"],
    ),
    "with Q": ("Q1. Used?\nQ1a. Where?\nQ2 Who?", ["1", "1.a", "2"]),
    "with slashes": ("1/ Used?\n1a/ Where?\na/ again?\nb/ When?", ["1", "1.a", "1.b"]),
    "with brackets": ("1) Used?\n2) Where?\n3) When?", ["1", "2", "3"]),
    "letters at the top": ("a) Used?\nb) Where?\nc) When?", ["a", "b", "c"]),
    "a request and its letters": ("Request 1\nUsed?\na) Where?\nC) When?", ["1", "1.a", "1.c"]),
    "a gap": ("1. Used?\na. Where?\nc. When?\ne. Why?\n3. Who?", ["1", "1.a", "1.c", "1.e", "3"]),
    "with dashes": ("1 - Used?\n2 - Where?", ["1", "2"]),
    "numerals under a number": ("1. Used?\ni. Where?\nii. When?", ["1", "1.i", "1.ii"]),
    "the letter i after h": ("1. U\ng. a?\nh. b?", ["1"]),
    "an address and a step back": ("3. Used?\n45. High Street\n2. Old\n4. Who?", ["3", "4"]),
    "prose": ("We were 2 people.\nDear all,\ne.g. this\nI. Newton", []),
    "a reference and a day": ("208-2023\n12.05.2022\n10:30 in the morning", []),
    "every item the first": ("1. Used?\n1. Where?\n1. When?", ["1", "2", "3"]),
    "a number and a letter side by side": ("1. a) Used?\n2. b) Where?", ["a", "b"]),
    "on one line": (
        "1. Is it used 2. Are there others. 3. Where?\n4/ Now?4a/Then?",
        ["1", "2", "3", "4", "4.a"],
    ),
    "letters inside a line": (
        "1. How many in each:- a. April 2015 to March 2016 b. April 2016 to March 2017",
        ["1", "1.a", "1.b"],
    ),
    "numbers without a mark": ("1 Was it used?\n2 Was it tried?", ["1", "2"]),
    "parts that have lost their letters": (
        "1 Was it used?\nGive the dates of each.\n2 Who knew?\nWhere did they work?",
        ["1", "1.(1)", "2", "2.(1)"],
    ),
    "bullets": ("- Was it used?\n- Where was it?\na. Why there?", ["(1)", "(2)", "(2).a"]),
    "decimals": ("1. Used?\n1.1 Where?\n1.2 When?\n2. Who?", ["1", "1.1", "1.2", "2"]),
    "in brackets": ("(1) Used?\n(a) Where?\n(i) How?\n(2) Who?", ["1", "1.a", "1.a.i", "2"]),
    "numerals under the letter h": (
        "a) 1\nb) 2\nc) 3\nd) 4\ne) 5\nf) 6\ng) 7\nh) 8\n(i) part\n(ii) part",
        ["a", "b", "c", "d", "e", "f", "g", "h", "h.i", "h.ii"],
    ),
    "no numbers at all": ("I would like a copy of the policy.\nWas it used?", ["(1)", "(2)"]),
    "banner": ("Leave this site\nYour cookie preferences have been saved.", []),
}


@pytest.mark.parametrize("name", NUMBERINGS)
def test_labels(name: str, page: Callable[..., Document]) -> None:
    words, labels = NUMBERINGS[name]

    found = find_questions(page(words), Span(0, len(words)))

    assert list(found.questions) == labels


def test_words_broken_by_a_mail_program_are_one_question(page: Callable[..., Document]) -> None:
    words = "1. Has the force used\nlive facial recognition?\nI look forward to hearing.\n2. Where?"

    found = find_questions(page(words), Span(0, len(words)))

    assert [span.of(words) for span in found.questions.values()] == [
        "Has the force used\nlive facial recognition?",
        "Where?",
    ]


def test_a_line_that_speaks_of_questions_is_none(page: Callable[..., Document]) -> None:
    words = "1. Has it been used\nQuestions 2-3 relate to 2022.\n2. Where?"

    found = find_questions(page(words), Span(0, len(words)))

    assert [span.of(words) for span in found.questions.values()] == ["Has it been used", "Where?"]


def test_a_number_that_stands_twice_is_a_doubt(page: Callable[..., Document]) -> None:
    words = "1a. Used?\n1a. Where?\n1a. When?"

    found = find_questions(page(words), Span(0, len(words)))

    assert list(found.questions) == ["1.a"]
    assert [doubt.passage.quote for doubt in found.doubts] == ["1a. Where?", "1a. When?"]
