"""Tell whether a letter shows the harm that an exemption asks for, or only says that it must."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.roles import STATUTE
from kg.extract.sentences import Span, lines, sentences
from kg.extract.speaking import Place, fact, section_of, spoken_of
from kg.model import Document, HarmTest

WORD = re.compile(
    r"\b(?:harm|prejudic|undermin|hinder|compromis|jeopardis|endanger)", re.IGNORECASE
)
HEADING = re.compile(
    r"(?:overall\s+|evidence\s+of\s+|evidencing\s+)?(?:the\s+)?(?:harm|prejudice)(?:\s+test|\s+\(?evidence\)?)?"
    r"(?:\s+(?:in|for|of|to|under|by|from|and)\b.{0,60})?\s*[:–-]?",
    re.IGNORECASE,
)
NOT_REQUIRED = re.compile(
    r"\bneither\s+(?:the\s+)?(?:harm|prejudice)\s+nor\b|\b(?:harm|prejudice)\b[^.;]{0,40}\bneed\s+not\b"
    r"|\b(?:no|not|without)\b[^.;]{0,60}\b(?:need|requir|necessary|obliged)\w*[^.;]{0,60}\b(?:harm|prejudice)\b"
    r"|\b(?:harm|prejudice)\b[^.;]{0,40}\b(?:not\s+(?:need|requir)|does\s+not\s+(?:need|have|apply))",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\b(?:harm|prejudice)\b[^.;]{0,80}\b(?:must|needs?\s+to|has\s+to|have\s+to|should|to\s+be|is\s+required)\b"
    r"|\b(?:must|need|required|require|have|obliged)\b[^.;]{0,80}\b(?:harm|prejudice)\b",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"\b(?:attached|annex|appendix|appended|enclosed|separate(?:ly)?)\b", re.IGNORECASE
)
TEST = re.compile(r"\b(?:harm|prejudice)\s+test\b", re.IGNORECASE)
MADE = re.compile(
    r"\b(?:would|could|may|might|will|likely\s+to|can)\b[^.;]{0,80}\b(?:harm|prejudic|undermin|hinder|compromis"
    r"|jeopardis|endanger)\w*"
    r"|\b(?:harm|prejudice)\b[^.;]{0,30}\b(?:would|could|is\s+likely|arises?|is\s+caused|caused)\b",
    re.IGNORECASE,
)
LAW = re.compile(r"\bexempts?\s+information\b|\binformation\s+is\s+exempt\s+if\b", re.IGNORECASE)
"""A sentence that only tells what the Act exempts."""

ORDER = ("made", "attached", "announced", "not-required")
"""Codes of scheme ``test-shown``: a test that is made need not be announced."""

UNWEIGHED = ("class", "data-protection")
"""Bases of an exemption that asks for no harm."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Tests by the section that the letter shows them for."""

    tests: Mapping[str, HarmTest]
    """Regime and section -> test; the empty text stands for all that no sentence names."""

    def of(self, provision: str) -> HarmTest | None:
        """Return the test shown for *provision*, or None where the letter is silent."""
        named = self.tests.get(section_of(provision))
        if named is not None or fact(provision, "harmBasis") in UNWEIGHED:
            return named
        return self.tests.get("")


def find_harm(document: Document, zone: Span, places: Sequence[Place]) -> Shown:
    """Return the harm tests in *zone*."""
    text = document.text
    if not places or WORD.search(text, *zone) is None:
        return Shown({})
    found: dict[str, HarmTest] = {}
    headings = {line for line in lines(text, *zone) if HEADING.fullmatch(text, *line)}
    for sentence in sentences(text, *zone):
        shown = "made" if sentence in headings else _shown(text, sentence)
        if shown is None:
            continue
        test = HarmTest(shown=shown, passage=document.passage(*sentence))
        for section in spoken_of(text, sentence, places) or ("",):
            there = found.get(section)
            if there is None or ORDER.index(shown) < ORDER.index(there.shown):
                found[section] = test
    return Shown(found)


def _shown(text: str, sentence: Span) -> str | None:
    if WORD.search(text, *sentence) is None:
        return None
    if LAW.search(text, *sentence) is not None or STATUTE.search(text, *sentence) is not None:
        return None
    if NOT_REQUIRED.search(text, *sentence) is not None:
        return "not-required"
    if TEST.search(text, *sentence) is not None and (
        ATTACHED.search(text, sentence.start, min(len(text), sentence.end + 40)) is not None
    ):
        return "attached"
    if ANNOUNCED.search(text, *sentence) is not None:
        return "announced"
    return "made" if MADE.search(text, *sentence) is not None else None
