"""The colours: told apart by everybody who reads, and never alone."""

from itertools import combinations

import pytest

from kg import vocabulary
from kg.chart.palette import CLAIMS, HUES, INK, PAPER, QUIET, look
from kg.compare.showing import FILLS, SIGNS

SEEN = {
    "as printed": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How linear RGB is seen, at full severity: Machado, Oliveira and Fernandes,
IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291-1298."""

APART = {"hues": 15.0, "fills": 10.0, "claims": 10.0}
"""Distance in CIELAB that two of them have at least; 2.3 can just be noticed."""

PALETTES = {
    "hues": HUES,
    "fills": tuple(FILLS.values()),
    "claims": tuple(colour for _, colour in CLAIMS.values()),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SEEN[seen]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2 (1 to 21)."""

    def luminance(colour: str) -> float:
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_is_told_apart_however_it_is_seen(name, seen):
    for one, other in combinations(PALETTES[name], 2):
        apart = sum((a - b) ** 2 for a, b in zip(lab(one, seen), lab(other, seen), strict=True))

        assert apart**0.5 >= APART[name], (one, other)


@pytest.mark.parametrize("fill", [*FILLS.values(), *(colour for _, colour in CLAIMS.values())])
def test_letters_can_be_read_on_every_fill(fill):
    assert contrast(INK, fill) >= 7  # WCAG 2.2, 1.4.6


def test_words_can_be_read_on_paper():
    assert contrast(QUIET, PAPER) >= 7


def test_every_reason_has_a_letter_of_its_own():
    letters = [sign for sign, _ in SIGNS.values()]

    assert set(SIGNS) == set(vocabulary.codes("cell-reason"))
    assert len(set(letters)) == len(letters)
    assert {group for _, group in SIGNS.values()} == set(FILLS)


def test_no_two_of_the_first_49_things_share_colour_and_shape():
    looks = [look(at) for at in range(49)]

    assert len(set(looks)) == 49
