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
    "from 01/04/2019 to 31/03/2020": "2019-04-01/2020-03-31",
    "from January 2021 to\nDecember 2022": "2021-01/2022-12",
    "in the financial year 2021/22": "2021-04/2022-03",
    "the 2019-20 financial year": "2019-04/2020-03",
    "in each month of 2024": "2024/2024",
    "since January the 1rst 2020": "2020-01-01/..",
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


def periods_told(page: Callable[..., Document], words: str, asked: list[str]) -> dict[str, str]:
    places = {
        str(number): Span(words.index(text), words.index(text) + len(text))
        for number, text in enumerate(asked, start=1)
    }
    periods, _ = periods_of(page(words), Span(0, len(words)), places)
    return {label: str(period) for label, (period, _) in periods.items()}


WHOLE = {
    "I ask about the use of cameras on 28 January 2022.": "2022-01-28/2022-01-28",
    "Please limit the search to the period 2018 to 2021.": "2018/2021",
    "I would like details of its use in 2021.": "2021/2021",
    "I ask because a report of 3 May 2021 spoke of it.": None,
    "Thank you for your request, received on 26 March 2022.": None,
    "An article was published in 2020.": None,
}


@pytest.mark.parametrize("opening", WHOLE)
def test_a_sentence_before_the_questions_may_set_the_time_of_all(
    opening: str, page: Callable[..., Document]
) -> None:
    period = WHOLE[opening]

    found = periods_told(page, f"{opening}\nUsed?\nWhere?", ["Used?", "Where?"])

    assert found == ({} if period is None else {"1": period, "2": period})


def test_a_question_that_looks_back_has_the_time_of_the_one_before(
    page: Callable[..., Document],
) -> None:
    asked = ["How many in 2017?", "For each, how many matches?", "Who pays?"]

    assert periods_told(page, "\n".join(asked), asked) == {"1": "2017/2017", "2": "2017/2017"}


def test_parts_that_are_nothing_but_periods_give_their_question_the_whole(
    page: Callable[..., Document],
) -> None:
    words = "How many in each:\nApril 2015 to March 2016\nApril 2016 to March 2017"
    first, second = words.index("April 2015"), words.index("April 2016")
    places = {
        "1": Span(0, first - 1),
        "1.a": Span(first, second - 1),
        "1.b": Span(second, len(words)),
    }

    periods, _ = periods_of(page(words), Span(0, len(words)), places)

    assert str(periods["1"][0]) == "2015-04/2017-03"
