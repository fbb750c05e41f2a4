from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.amounts import find_amounts, with_amounts
from kg.extract.pairing import Unit
from kg.extract.sentences import Span
from kg.model import Amount, Answer, Document

Page = Callable[..., Document]


def amounts(document: Document) -> tuple[Amount, ...]:
    return find_amounts(document, Span(0, len(document.text)))


def short(amount: Amount) -> str:
    """An amount in short: bound, numbers, unit."""
    numbers = [amount.value] if amount.value is not None else [amount.lower, amount.upper]
    printed = "..".join("" if number is None else format(number, "f") for number in numbers)
    return " ".join(filter(None, [amount.bound, printed, amount.unit]))


STATED = {
    "In excess of 1000 searches were made.": "more-than 1000.. searches",
    "More than 1000 searches were made in the period.": "more-than 1000.. searches",
    "Upwards of 40 drones are held.": "more-than 40.. drones",
    "Over 3,000 faces seen": "more-than 3000.. faces seen",
    "just over 200 hours": "more-than 200.. hours",
    "Fewer than 5": "less-than ..5",
    "<5 officers": "less-than ..5 officers",
    "less than ten": "less-than ..10",
    "just under 200 hours": "less-than ..200 hours",
    "5 or less": "at-most ..5",
    "5 or fewer officers": "at-most ..5 officers",
    "no more than 10 users": "at-most ..10 users",
    "up to 50 cameras": "at-most ..50 cameras",
    "at least 12 times": "at-least 12.. times",
    "There were no fewer than 12 uses.": "at-least 12.. uses",
    "100+ cameras": "at-least 100.. cameras",
    "1,000 or more": "at-least 1000..",
    "approximately 200 images": "approximately 200 images",
    "circa 300": "approximately 300",
    "Between 10 and 20 officers": "between 10..20 officers",
    "10-15 devices": "between 10..15 devices",
    "10 to 15 devices": "between 10..15 devices",
    "£10,000 - £20,000": "between 10000..20000 £",
    "The cost was £1.2 million.": "exact 1200000 £",
    "£450 was spent on it.": "exact 450 £",
    "It would take 52 hours.": "exact 52 hours",
    "12 per cent of stops": "exact 12 %",
    "a rate of 0.02%": "exact 0.02 %",
    "3 billion images": "exact 3000000000 images",
    "three deployments took place": "exact 3 deployments",
    "5 (five) officers": "exact 5 officers",
    "2 x drones": "exact 2 drones",
    "There are now 92.": "exact 92",
    "14": "exact 14",
    "1. 14": "exact 14",
    "A total of 45 were issued.": "exact 45",
    "In 2022 there were 14 deployments.": "exact 14 deployments",
    "On 12 March 2021 there were 5 arrests.": "exact 5 arrests",
    "Section 31 applies to 4 documents.": "exact 4 documents",
    "None": "exact 0",
    "2) Nil.": "exact 0",
    "Zero": "exact 0",
}
NO_AMOUNTS = [
    "from 2016 to 2022",
    "between 2016 and 2022",
    "in 2019",
    "Since 2021 it is used.",
    "12 March 2021",
    "28/01/2022",
    "at 10:30 and 6pm",
    "The reference is 01.FOI.23.031597",
    "Reference 490-25 applies",
    "118-2025",
    "Contact 01234 567890 or PO15 5AA, or 101.",
    "Windows 10 and Phase 2",
    "Schedule 7 to the Terrorism Act 2000",
    "section 31(1) and regulation 12",
    "See question 4 and Q5.",
    "those aged 18 to 25",
    "You may complain within 20 working days.",
    "within 40 working days",
    "The appropriate limit is £450 or 18 hours.",
    "It would take more than 18 hours.",
    "Two duties are placed on public authorities.",
    "24 hours a day",
    "one of the officers",
    "more than one officer",
    "None of these are used.",
    "No information held.",
    "How many times were 3 drones flown?",
    "over 18 months",
    "See the table above 17",
    "4G and 3D cameras",
    "https://www.example.org/2022/may/14-cameras",
]


@pytest.mark.parametrize(("words", "expected"), STATED.items())
def test_each_number_has_the_bound_and_unit_of_its_words(
    words: str, expected: str, page: Page
) -> None:
    (found,) = amounts(page(words))

    assert short(found) == expected
    assert found.passage.quote == found.as_written
    assert found.as_written in words


@pytest.mark.parametrize("words", NO_AMOUNTS)
def test_what_names_something_counts_nothing(words: str, page: Page) -> None:
    assert amounts(page(words)) == ()


def test_only_words_that_say_none_are_a_zero(page: Page) -> None:
    (found,) = amounts(page("None"))

    assert (found.value, found.lower, found.upper) == (Decimal(0), Decimal(0), Decimal(0))
    assert amounts(page("Not recorded")) == ()


SUPPRESSED = {
    "<5 officers": True,
    "fewer than five arrests": True,
    "5 or less": True,
    "1-4 officers": True,
    "fewer than 500 arrests": False,
    "under £5": False,
    "less than 5 hours": False,
    "more than 5 officers": False,
    "5 officers": False,
}


@pytest.mark.parametrize(("words", "suppressed"), SUPPRESSED.items())
def test_a_small_number_that_is_kept_back_is_marked(
    words: str, *, suppressed: bool, page: Page
) -> None:
    (found,) = amounts(page(words))

    assert found.suppressed is suppressed


def test_a_list_keeps_what_each_number_is_for(page: Page) -> None:
    found = amounts(page("January: 14\n2021: 1,234\nAge 18 to 25: 3\nMale - 12\nCost: £450"))

    assert [(one.category, one.value, one.unit) for one in found] == [
        ("January", 14, None),
        ("2021", 1234, None),
        ("Age 18 to 25", 3, None),
        ("Male", 12, None),
        ("Cost", 450, "£"),
    ]


def test_a_unit_that_is_the_name_of_a_measure_is_that_measure(page: Page) -> None:
    found = amounts(page("There were 3 false alerts, 2 arrests and 4 biscuits."))

    assert [one.measure for one in found] == ["false-alerts", "arrests", None]


def answer(*labels: str, document: Document) -> Answer:
    return Answer(
        to=labels, held="held", disclosure="full", passage=document.passage(0, len(document.text))
    )


def test_an_answer_has_the_amounts_of_the_stretches_that_name_its_questions(page: Page) -> None:
    document = page("There were 3 drones.\nThere were 4 cameras.")
    units = [
        Unit(labels=("1",), span=Span(0, 20), heading=True),
        Unit(labels=("2",), span=Span(21, 42), heading=True),
    ]
    said = [answer(*labels, document=document) for labels in (("1", "1.a"), ("2.b",), ("3",))]

    found = with_amounts(document, said, units, Span(0, 42))

    assert [[one.unit for one in item.amounts] for item in found] == [["drones"], ["cameras"], []]


def test_an_answer_to_all_has_the_amounts_of_the_whole_reply(page: Page) -> None:
    document = page("There were 3 drones.\nThere were 4 cameras.")

    (found,) = with_amounts(document, [answer("1", "2", document=document)], [], Span(0, 42))

    assert [one.unit for one in found.amounts] == ["drones", "cameras"]


@given(
    number=st.integers(11, 1899),
    bound=st.sampled_from(["more than", "fewer than", "at least", "up to", "approximately", ""]),
    unit=st.sampled_from(["searches", "officers", "images"]),
)
def test_any_number_of_things_is_read_back(number: int, bound: str, unit: str, page: Page) -> None:
    words = f"There were {bound} {number:,} {unit} in all.".replace("  ", " ")

    (found,) = amounts(page(words))

    assert number in (found.value, found.lower, found.upper)
    assert found.unit == unit


PIECES = st.sampled_from(
    [
        *("5", "1,000", "<", "between ", " and ", "10-15", "£", "%", " million", "2022", "Q5 "),
        *(": ", "\n", "more than ", " or less", "officers ", "section 31 ", "12/05/22 ", ". "),
        *("none", "?", " to "),
    ]
)


@given(text=st.lists(PIECES, max_size=20).map("".join))
def test_any_arrangement_gives_amounts_with_a_number_at_their_place(text: str, page: Page) -> None:
    document = page(text)

    for amount in amounts(document):
        assert text[amount.passage.start : amount.passage.end] == amount.as_written
        assert (amount.lower, amount.upper, amount.value) != (None, None, None)
        assert amount.lower is None or amount.upper is None or amount.lower <= amount.upper
