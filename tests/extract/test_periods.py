from collections.abc import Callable

import pytest

from kg.extract.periods import find_period, periods_of
from kg.extract.sentences import Span
from kg.model import Document

PERIODS = {
    "relate to the period January 2022-January 2023.": "2022-01/2023-01",
    "relate to the period from February 2023 onwards.": "2023-02/..",
    "between 1 January 2022 and 31 March 2023": "2022-01-01/2023-03-31",
    "from 1st January 2022 to the present day": "2022-01-01/..",
    "since 01/01/2020": "2020-01-01/..",
    "1 January 2022 up to the date of this request": "2022-01-01/..",
    "in the calendar year 2017": "2017/2017",
    "the 2017 calendar year": "2017/2017",
    "2016 to 2022": "2016/2022",
    "during 2021": "2021/2021",
    "January to March 2022": "2022-01/2022-03",
    "in March 2023": "2023-03/2023-03",
    "under the Freedom of Information Act 2000": None,
    "request 208-2023": None,
    "11 people and 12 more": None,
}


@pytest.mark.parametrize(("words", "period"), PERIODS.items())
def test_period_in_words(words: str, period: str | None) -> None:
    found = find_period(words)

    assert (None if found is None else str(found.period)) == period


UNCLEAR = ["in the last 12 months", "between 31 February 2022 and 1 May 2022", "2022 to 2020"]


@pytest.mark.parametrize("words", UNCLEAR)
def test_words_that_give_no_period(words: str) -> None:
    found = find_period(words)

    assert found is not None
    assert found.period is None
    assert found.reason


def test_own_words_before_the_question_above_before_a_range(page: Callable[..., Document]) -> None:
    words = (
        "Questions 1-3 relate to the period January 2022-January 2023.\n"
        "Used?\nUsed in 2021?\nWhere?\nUsed in the last 5 years?\nBy whom?"
    )
    places = {
        label: Span(words.index(text), words.index(text) + len(text))
        for label, text in {
            "1": "Used?",
            "2": "Used in 2021?",
            "2.a": "Where?",
            "3": "Used in the last 5 years?",
            "3.a": "By whom?",
        }.items()
    }

    periods, doubts = periods_of(page(words), Span(0, len(words)), places)

    assert {label: str(period) for label, (period, _) in periods.items()} == {
        "1": "2022-01/2023-01",
        "2": "2021/2021",
        "2.a": "2021/2021",
    }
    assert [doubt.passage.quote for doubt in doubts] == ["last 5 years"]
