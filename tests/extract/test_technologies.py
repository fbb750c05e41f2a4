import pytest

from kg.extract.sentences import Span
from kg.extract.technologies import (
    find_technologies,
    narrowed,
    technologies_of,
    with_modes,
)

LIVE = "live-facial-recognition"
RETROSPECTIVE = "retrospective-facial-recognition"
OPERATOR = "operator-initiated-facial-recognition"
COMBINED = "frt-with-body-worn-video"

WORDS = {
    "deployed live facial recognition?": (LIVE,),
    "any form of retrospective facial recognition (RFR)": (RETROSPECTIVE,),
    "operator initiated facial recognition": (OPERATOR,),
    "operator-initiated facial recognition": (OPERATOR,),
    "any type of facial recognition in conjunction with body-worn video": (COMBINED,),
    "only be referring to LFR and RFR": (LIVE, RETROSPECTIVE),
    "use of facial recognition technology": ("facial-recognition",),
    "facial recognition, and LFR above all": (LIVE,),
    "How many drones does the force own?": ("drone",),
    "predictive policing": ("predictive-policing",),
    "cameras (e.g. ANPR, CCTV) of any make": (),
    "the frt and the lfr of a frivolous word": (),
    "How many alerts were generated?": (),
    "trials of live or retrospective facial recognition": (LIVE, RETROSPECTIVE),
    "live, retrospective and operator-initiated facial recognition": (
        LIVE,
        RETROSPECTIVE,
        OPERATOR,
    ),
    "searches by PND facial recognition": ("rfr-pnd",),
    "mobile phone extraction": ("mobile-device-extraction",),
}


@pytest.mark.parametrize(("words", "technologies"), WORDS.items())
def test_technologies_named(words: str, technologies: tuple[str, ...]) -> None:
    assert find_technologies(words) == technologies


def test_a_part_without_its_own_has_its_parents() -> None:
    words = "Used LFR?\nWhere?\nHow many alerts?"
    places = {"5": Span(0, 9), "5.a": Span(10, 16), "6": Span(17, 33)}

    assert technologies_of(words, places) == {"5": (LIVE,), "5.a": (LIVE,), "6": ()}


def test_a_reply_names_the_kinds_of_what_was_asked_about() -> None:
    assert narrowed(("facial-recognition",), (LIVE, "drone")) == ("facial-recognition", LIVE)
    assert narrowed((LIVE,), (RETROSPECTIVE,)) == (LIVE,)


def test_a_use_tells_its_mode() -> None:
    assert with_modes(("rfr-pnd", "drone")) == ("rfr-pnd", "drone", RETROSPECTIVE)
