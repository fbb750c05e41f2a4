"""Tell from the wording of an answer whether the information is held and what was done with it."""

import re
from dataclasses import dataclass

from kg.extract.exemptions import DENIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """The two duties, as the words of an answer discharge them."""

    held: str
    """Code of scheme ``held``."""

    disclosure: str
    """Code of scheme ``disclosure``."""

    coverage_claimed: str | None = None
    """``covers`` where the words send the reader to a document for the answer."""

    rests_on: str | None = None
    """Kind of provision that the words must cite for this to hold; None when none."""


def _words(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)


COST = _words(r"\bsection 12\b|\bexceed\w* [^.]{0,60}(?:cost|appropriate|18 hours|limit)")
NOT_HELD = _words(
    r"\bno (?:\w+ ){0,2}information (?:is |was |has been )?(?:\w+ )?held\b"
    r"|\b(?:is|are|was|were) not (?:\w+ )?held\b|\binformation not held\b"
    r"|\b(?:do|does|did) not (?:\w+ )?hold\b|\bholds? no (?:\w+ )?(?:information|records|data)\b"
)
ELSEWHERE = _words(
    r"\bsection 21\b|\balready (?:\w+ )?(?:in the public domain|public\b|published|publicly)"
    r"|\b(?:reasonably )?accessible (?:by|to|elsewhere)\b"
)
LATER = _words(r"\bsection 22\b|\bintended for (?:future )?publication\b|\bwill be published\b")
REFERENCE = _words(
    r"\b(?:links?|attached|attachments?|enclosed|annex|appendix|spreadsheet|document)\b[^.]{0,40}\b"
    r"(?:below|above|will provide|provides?|contains?|holds|shows?|gives?|answers?)\b"
    r"|\b(?:find|see|found|available|provided|at|is|are)\b[^.]{0,40}\b(?:links?|attached|attachments?"
    r"|enclosed|annex|appendix|spreadsheet)\b"
)
ASKED_FOR = _words(
    r"\b(?:information|questions?|request(?:ed)?|answers?|details?|data|figures?|dates?|Q\d+)\b"
)
"""What a pointer must speak of: a link to a privacy notice answers nothing."""

REFUSED = _words(
    r"\b(?:is|are|was|been|as) (?:\w+ )?(?:exempt|withheld|refused)\b"
    r"|\bexempt(?:ed)? (?:by|under|from)\b"
    r"|\bnot obliged to (?:supply|provide|disclose)\b"
    r"|\bdecided (?:\w+ )?to (?:exempt|withhold|refuse)\b"
)
SAID = _words(
    r"^\W*(?:yes|no|none|nil|zero|\d[\d,.]*%?|£\s?\d[\d,.]*)\b"
    r"(?!\s*(?:information|comment|was\b|is\b|of\b|/|(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b))"
    r"|\b(?:do|does) hold\b|\b(?:is|are) held\b|\bas (?:set out|shown|given) below\b"
)
NEGATIVE_FACT = _words(
    r"\b(?:has|have) (?:not|never) (?:\w+ )?(?:used|deployed|trialled|shared)\b"
    r"|\b(?:has|have) neither \w+ nor \w+\b|\b(?:do|does) not (?:\w+ )?use\b"
    r"(?=[^.]{0,60}\b(?:facial|recognition|LFR|RFR|OIFR|technolog\w*|software|systems?|this|it|any)\b)"
)
BESIDE = _words(
    r"\b(?:any other|any further|further information|in addition|besides|covert(?:ly)?)\b"
)


def read_axes(words: str) -> Axes | None:
    """Return what *words* do with the information asked for; None when they do not tell.

    The order is that of the Act: a limit on the work comes before any answer, a
    denial of the duty to confirm before what is held, and a ground for keeping
    something back before the fact that it is held.
    """
    denies = DENIAL.search(words) is not None
    if COST.search(words) is not None:
        held = "ncnd" if denies else "not-stated"
        return Axes(held=held, disclosure="none", rests_on="cost")
    if denies and BESIDE.search(words) is None:
        return Axes(held="ncnd", disclosure="none")
    if NOT_HELD.search(words) is not None:
        return Axes(held="not-held", disclosure="none")
    if ELSEWHERE.search(words) is not None:
        return Axes(held="held", disclosure="none", rests_on="accessible")
    if LATER.search(words) is not None:
        return Axes(held="held", disclosure="later")
    if REFUSED.search(words) is not None:
        return Axes(held="held", disclosure="none")
    if REFERENCE.search(words) is not None and ASKED_FOR.search(words) is not None:
        # Who points to a document does not say in words that the information is held.
        return Axes(held="not-stated", disclosure="by-reference", coverage_claimed="covers")
    if SAID.search(words) is not None or NEGATIVE_FACT.search(words) is not None:
        return Axes(held="held", disclosure="full")
    return None
