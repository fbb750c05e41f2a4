from collections.abc import Callable

import pytest

from kg.extract.forces import find_force
from kg.extract.zones import find_zones
from kg.model import Document

NAMED = {
    "Has the Metropolitan Police deployed it?": "metropolitan",
    "the metropolitan police service": "metropolitan",
    "Dyfed–Powys Police does hold this": "dyfed-powys",
    "Avon and Somerset Constabulary and Avon & Somerset Police": "avon-and-somerset",
    "PSNI can neither confirm nor deny": "northern-ireland",
    "we met the officers": None,
    "no body at all": None,
}


@pytest.mark.parametrize(("words", "force"), NAMED.items())
def test_force_from_the_names_printed(
    words: str, force: str | None, page: Callable[..., Document]
) -> None:
    found = find_force(page(words), find_zones(words))

    assert found.code == force
    assert (found.doubt is None) == (force is not None)


def test_the_letterhead_goes_before_whoever_the_reply_speaks_of(
    page: Callable[..., Document],
) -> None:
    words = (
        "Essex Police\nFreedom of Information Act 2000\nRequest\n1. Is it used?\nResponse\n"
        "1. The MPS does not use it but Essex has used it 14 times."
    )

    assert find_force(page(words), find_zones(words)).code == "essex"


ADDRESSES = {
    "https://www.met.police.uk/foi-ai/metropolitan-police/d/": "metropolitan",
    "https://foi.west-midlands.police.uk/facial-recognition/": "west-midlands",
    "https://beta.northumbria.police.uk/about-us/": "northumbria",
    "https://northyorkshire.police.uk/foi-ai/": "north-yorkshire",
    "https://www.example.org/essex-police/": None,
}


@pytest.mark.parametrize(("address", "force"), ADDRESSES.items())
def test_force_from_its_own_address(
    address: str, force: str | None, page: Callable[..., Document]
) -> None:
    assert find_force(page("Nobody is named.", url=address), find_zones("")).code == force


def test_the_force_that_speaks_answered(page: Callable[..., Document]) -> None:
    words = (
        "Request\nDoes Kent Police share pictures with Essex Police?\n"
        "Response\nKent Police does hold this. It is as Essex Police said."
    )

    assert find_force(page(words), find_zones(words)).code == "kent"


def test_two_forces_alike_are_a_doubt(page: Callable[..., Document]) -> None:
    words = "Kent Police met Essex Police."

    found = find_force(page(words), find_zones(words))

    assert found.code is None
    assert found.doubt is not None
    assert "essex, kent" in found.doubt.reason
