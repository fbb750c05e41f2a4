"""Tell of which sections a sentence speaks, by its own citations or by those it points back to."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg import vocabulary
from kg.extract.sentences import Span

BACK = re.compile(
    r"\W*(?:it|this|these|they|both|all|the\s+(?:above\s+)?(?:exemptions?|exceptions?))\b",
    re.IGNORECASE,
)
REACH = 500
"""How far back a sentence may point (characters)."""


class Place(NamedTuple):
    """A place that cites a section."""

    section: str
    """Regime and section, such as ``foia:s31``, whatever part of it is cited."""

    span: Span


def section_of(provision: str) -> str:
    """Return the section that *provision* is part of.

    >>> section_of("foia:s31-1-a"), section_of("eir:reg-12-4-b")
    ('foia:s31', 'eir:reg-12')
    """
    regime, _, key = provision.partition(":")
    parts = key.split("-")
    return f"{regime}:{'-'.join(parts[:2] if parts[0] == 'reg' else parts[:1])}"


def spoken_of(text: str, sentence: Span, places: Sequence[Place]) -> frozenset[str]:
    """Return the sections that *sentence* speaks of; none when it does not tell."""
    inside = [place for place in places if sentence.start <= place.span.start < sentence.end]
    if inside:
        return frozenset(place.section for place in inside)
    if BACK.match(text, *sentence) is None:
        return frozenset()
    before = [
        place for place in places if sentence.start - REACH < place.span.end <= sentence.start
    ]
    if not before:
        return frozenset()
    line = text.rfind("\n", 0, before[-1].span.start)
    several = re.match(
        r"\W*(?:these|they|both|all|the\s+(?:above\s+)?exemptions)\b", sentence.of(text), re.I
    )
    near = before if several else [place for place in before if place.span.start > line]
    return frozenset(place.section for place in near)


def fact(provision: str, name: str) -> str | None:
    """Return the property *name* of *provision*, or of the nearest wider one that has it."""
    regime, _, key = provision.partition(":")
    known = vocabulary.facts(regime, vocabulary.ONTOLOGY + name)
    while key:
        if key in known:
            return known[key][0]
        key = key.rpartition("-")[0]
    return None
