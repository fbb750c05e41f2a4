from collections.abc import Callable
from datetime import date

import pytest

from kg.extract.dates import Dated, Days, find_days
from kg.model import Document

LABELLED = {
    "your request received on 20th February 2023, which": ("received", date(2023, 2, 20)),
    "Date of request: 8 April 2025": ("received", date(2025, 4, 8)),
    "Date Responded 22 March 2023": ("responded", date(2023, 3, 22)),
    "Date: 29/07/25": ("responded", date(2025, 7, 29)),
    "Published: May 30, 2018": ("published", date(2018, 5, 30)),
    "received 12^th July 2019": ("received", date(2019, 7, 12)),
    "Your email dated 25 March 2015 asked for it": ("received", date(2015, 3, 25)),
    "On 21 October 2017, a person made a request to the force": ("received", date(2017, 10, 21)),
    "received on Monday 20th February 2023": ("received", date(2023, 2, 20)),
    "25 April 2023\nDear requester": ("responded", date(2023, 4, 25)),
    "INTERNAL REVIEW\n25 September 2020\nDear requester\nthe reply given 5 February 2020": (
        "responded",
        date(2020, 2, 5),
    ),
    "May 01, 2025 | Procurement": ("published", date(2025, 5, 1)),
}


def told(found: Dated | None) -> date | None:
    return None if found is None else found.day


@pytest.mark.parametrize("words", LABELLED)
def test_a_labelled_day(words: str, page: Callable[..., Document]) -> None:
    name, day = LABELLED[words]

    found = find_days(page(words))

    days = {"received": None, "responded": None, "published": None, name: day}
    assert {each: told(getattr(found, each)) for each in days} == days


UNLABELLED = [
    "I write on 20 February 2023 about a letter of 14 June 2019.",
    "disclosed on 28/05/202",
    "Please answer by 3 May 2022.",
    "the update 3 May 2022",
]


@pytest.mark.parametrize("words", UNLABELLED)
def test_a_day_without_a_label_is_none_of_the_three(
    words: str, page: Callable[..., Document]
) -> None:
    assert find_days(page(words)) == Days()


def test_no_such_day_is_a_doubt(page: Callable[..., Document]) -> None:
    found = find_days(page("received on 31/02/2022"))

    assert found.received is None
    assert [doubt.passage.quote for doubt in found.doubts] == ["31/02/2022"]


def test_two_days_under_one_label_are_a_doubt(page: Callable[..., Document]) -> None:
    found = find_days(page("Date Responded 1 May 2022\nDate Responded 2 May 2022"))

    assert told(found.responded) == date(2022, 5, 1)
    assert [doubt.passage.quote for doubt in found.doubts] == ["2 May 2022"]
