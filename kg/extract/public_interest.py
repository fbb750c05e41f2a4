"""Tell whether a letter weighs the public interest, or only says that it must or need not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.harm import ATTACHED, ORDER
from kg.extract.sentences import Span, lines, sentences
from kg.extract.speaking import Place, fact, section_of, spoken_of
from kg.model import Document, Passage, PublicInterestTest

INTEREST = re.compile(r"\bpublic\s+interest\b|\bPIT\b|\bbalanc(?:e|ing)\s+test\b", re.IGNORECASE)
WEIGHED = re.compile(
    rf"{INTEREST.pattern}|\b(?:factors?|considerations?|arguments?|outweigh)", re.IGNORECASE
)
"""Words without which nothing is weighed."""

_SILENCE = (
    r"(?:non[-\s]?disclos|not\s+disclos|withholding|neither\b|not\s+confirm|non[-\s]?confirm"
    r"|exempti)"
)
_GIVING = r"(?:disclos|releas|confirm|providing|communicat|publish|publication)"
SIDE = re.compile(
    r"(?:(?:the\s+)?(?:public\s+interest\s+)?(?:factors?|considerations?|arguments?|reasons?|test)\s*"
    r"|public\s+interest\s+)"
    r"[^.\n]{0,40}?(?P<side>favou?ring|favou?rs?|in\s+favou?r\s+of|for|supporting|against|opposing)"
    rf"\s+(?:the\s+)?(?P<what>{_SILENCE}|{_GIVING})\w*.{{0,80}}|(?P<alone>against|for)\s+{_GIVING}\w*\s*:?",
    re.IGNORECASE,
)
BALANCE = re.compile(
    r"\bbalanc(?:e|ing)\s+test\b|\bbalance\s+(?:of\s+the\s+public|lies|favou?rs)\b|\bon\s+balance\b"
    r"|\bpublic\s+interest\b[^.;]{0,140}\b(?:outweigh|favou?rs|lies|is\s+greater|not\s+be\s+in\s+the)"
    r"|\b(?:outweigh\w*)\b[^.;]{0,80}\bpublic\s+interest\b",
    re.IGNORECASE,
)
NOT_REQUIRED = re.compile(
    r"\bpublic\s+interest\b[^.;]{0,50}\b(?:need\s+not|(?:is|are)\s+not\s+(?:needed|required|necessary|applicable)"
    r"|not\s+(?:need|have)\s+to|does\s+not\s+(?:need|have|apply))"
    r"|\b(?:no\s+(?:need|requirement)|not\s+(?:required|necessary|obliged|subject|need)|without)\b[^.;]{0,60}"
    r"\bpublic\s+interest\b|\bneither\b[^.;]{0,30}\bnor\b[^.;]{0,20}\bpublic\s+interest\b[^.;]{0,30}\bneed\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\bpublic\s+interest\b[^.;]{0,60}\b(?:must|needs?\s+to|has\s+to|should|to\s+be|is\s+required|carried\s+out"
    r"|below|made|considered|weighed)\b"
    r"|\b(?:must|need|required|require|have\s+to|obliged|subject)\b[^.;]{0,80}\bpublic\s+interest\b"
    r"|\bwith\s+the\s+public\s+interest\b",
    re.IGNORECASE,
)
HEADING_WORDS = 16
"""A longer line is a sentence, no heading over factors."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Tests by the section that the letter shows them for."""

    tests: Mapping[str, PublicInterestTest]
    """Regime and section -> test; the empty text stands for all that no sentence names."""

    def of(self, provision: str) -> PublicInterestTest | None:
        """Return the test shown for *provision*, or None where the letter is silent."""
        named = self.tests.get(section_of(provision))
        if named is not None or fact(provision, "absoluteOrQualified") in ("absolute", None):
            return named
        return self.tests.get("")


def find_public_interest(document: Document, zone: Span, places: Sequence[Place]) -> Weighed:
    """Return the public interest tests in *zone*."""
    text = document.text
    if not places or WEIGHED.search(text, *zone) is None:
        return Weighed({})
    sides = _sides(document, zone)
    found: dict[str, PublicInterestTest] = {}
    for sentence in sentences(text, *zone):
        shown = _shown(text, sentence, is_side=sentence in sides.spans)
        if shown is None:
            continue
        made = shown == "made"
        test = PublicInterestTest(
            shown=shown,
            passage=document.passage(*sentence),
            favouring=sides.favouring if made else None,
            against=sides.against if made else None,
            balance=sides.balance if made else None,
        )
        for section in spoken_of(text, sentence, places) or ("",):
            there = found.get(section)
            if there is None or ORDER.index(shown) < ORDER.index(there.shown):
                found[section] = test
    return Weighed(found)


@dataclass(frozen=True, slots=True)
class _Sides:
    favouring: Passage | None
    against: Passage | None
    balance: Passage | None
    spans: frozenset[Span]
    """The headings over factors."""


def _sides(document: Document, zone: Span) -> _Sides:
    text = document.text
    first: dict[str, Span] = {}
    spans = set()
    for line in lines(text, *zone):
        words = line.of(text)
        match = SIDE.match(words) if len(words.split()) <= HEADING_WORDS else None
        if match is not None:
            spans.add(line)
            first.setdefault(_side(match), line)
    balance = BALANCE.search(text, *zone)
    if balance is not None:
        first["balance"] = Span(*balance.span())
    passages = {name: document.passage(*span) for name, span in first.items()}
    return _Sides(
        passages.get("favouring"),
        passages.get("against"),
        passages.get("balance"),
        frozenset(spans),
    )


def _side(match: re.Match[str]) -> str:
    against = (match["side"] or match["alone"]).lower().startswith(("against", "oppos"))
    silence = match["what"] is not None and re.match(_SILENCE, match["what"], re.I) is not None
    return "against" if against != silence else "favouring"


def _shown(text: str, sentence: Span, *, is_side: bool) -> str | None:
    if is_side:
        return "made"
    if INTEREST.search(text, *sentence) is None and BALANCE.search(text, *sentence) is None:
        return None
    if NOT_REQUIRED.search(text, *sentence) is not None:
        return "not-required"
    if ATTACHED.search(text, sentence.start, min(len(text), sentence.end + 40)) is not None:
        return "attached"
    if BALANCE.search(text, *sentence) is not None:
        return "made"
    return "announced" if ANNOUNCED.search(text, *sentence) is not None else None
