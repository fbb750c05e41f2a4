"""Words of two forces have one key where only the force, a number or the typography differs."""

import pytest

from kg import resources
from kg.build.wording_keys import LENGTH, wording_key

HERE = "Kent Police can neither confirm nor deny that it holds such records."


@pytest.mark.parametrize(
    "there",
    [
        "Essex Police can neither confirm nor deny that it holds such records.",
        "The Metropolitan Police Service (MPS) can neither confirm nor deny that it holds such "
        "records",
        "the constabulary can neither confirm nor deny that it holds  such records (2)",
        "THIS FORCE CAN NEITHER CONFIRM NOR DENY THAT IT HOLDS SUCH RECORDS!",
    ],
)
def test_the_same_words_have_one_key(there: str) -> None:
    assert wording_key(there) == wording_key(HERE)


@pytest.mark.parametrize(
    "there",
    [
        "Kent Police can confirm that it holds such records, and deny nothing.",
        "Kent Police can neither confirm nor deny that it holds other records.",
        "Kent County can neither confirm nor deny that it holds such records.",
    ],
)
def test_other_words_have_another(there: str) -> None:
    assert wording_key(there) != wording_key(HERE)


@pytest.mark.parametrize(
    "short", ["", "Section 31(3)", "S.24(2), s.31(3), Kent Police", "1 2 3 4 5"]
)
def test_few_words_are_no_wording(short: str) -> None:
    assert wording_key(short) is None


def test_an_apostrophe_breaks_no_word() -> None:
    straight, curly = (
        "this is the force's view of such a matter",
        "this is the force’s view of such a matter",
    )

    assert wording_key(straight) == wording_key(curly)


def test_the_keys_of_the_example_are_those_of_a_build() -> None:
    path = resources.root() / "ontology" / "examples" / "asked-of-several.trig"
    blocks = [one for one in path.read_text(encoding="utf-8").split("\n\n") if "wordingKey" in one]

    found = [
        (one.split('fg:quotation  "')[1].split('"')[0], one.split('fg:wordingKey "')[1][:LENGTH])
        for one in blocks
    ]

    assert len(found) == 2
    assert found == [(words, wording_key(words)) for words, _ in found]
