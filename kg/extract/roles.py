"""Tell what a section is cited for: mentioned is not relied on, and quoted is not answered.

The requester names sections, the Act names its own neighbours, a glossary lists them
all, and an authority says which may apply before it says which do.
"""

import re
from functools import lru_cache

from kg.extract.sentences import Span, lines, sentence_at
from kg.extract.zones import Zones

RELIED = "relied"
"""The role of a provision that the authority bases its answer on."""

_NOT_CARRIED_OUT = (
    r"(?:(?!\b(?:exempt|withh|refus|appl(?:y|ies)|engaged|rely|relied|relies)\w*)[^.;\n])"
)
ASKER = re.compile(
    r"\b(?:you|the\s+(?:requester|requestor|applicant|complainant)|Mr|Ms|Mrs)\s+"
    r"(?:(?:have|has|had|also|then|did|do|may|now|further)\s+){0,2}"
    r"(?:said|say|stated?|states|argued?|argues|suggest(?:s|ed)?|refer(?:s|red)?|cited?|cites"
    r"|mention(?:s|ed)?|quoted?|quotes|contend(?:s|ed)?|claim(?:s|ed)?|believed?|believes|asserted?"
    r"|asserts|challenged?|challenges|disput(?:e|es|ed)|question(?:s|ed)?|disagreed?"
    r"|ask(?:s|ed)?\s+(?:us\s+)?(?:whether|if|why|about|that|to\s+\w+))\b"
    rf"{_NOT_CARRIED_OUT}{{0,80}}$"
    r"|\byour\s+(?:view|argument|reference|contention|claim|belief|submission|challenge|comments?)s?\b"
    rf"{_NOT_CARRIED_OUT}{{0,80}}$",
    re.IGNORECASE,
)
"""Words of the authority, before a section, that give it to the requester."""

STATUTE = re.compile(
    r"\bis\s+not\s+exempt\s+information\s+by\s+virtue\s+of\b"
    r"|\bdoes\s+not\s+fall\s+within\b|\bnot\s+exempt\s+by\s+virtue\s+of\b"
    r"|\bduty\s+to\s+confirm\s+or\s+deny\s+does\s+not\s+arise\s+(?:if|in\s+relation\s+to"
    r"|where|to\s+the\s+extent)\b"
    r"|\bis\s+exempt\s+information\s+if\b|\bmatters\s+(?:mentioned|specified)\s+in\b"
    r"|\bby\s+virtue\s+of\s+any\s+provision\s+of\s+Part\b",
    re.IGNORECASE,
)
"""How the Acts themselves speak."""

SUBSECTION_LINE = re.compile(
    r"[\"'“‘]?(?:\d{1,2}[A-Z]?\.?\s?[—–-]\s?)?\(\d[A-Z]?\)\s+[\"'“‘]?(?:Information|The\s+duty|A\s+public"
    r"|In\s+this|Subject|Where|For\s+the\s+purposes|Any\s+information|Nothing|To\s+the\s+extent|The"
    r"\s+(?:first|second|third)|A\s+Minister|References?)\b"
)
LISTING = re.compile(
    r"\b(?:for\s+example|e\.g\.|such\s+as|including|examples?)\W+(?:\w+\W+){0,4}$"
    r"|\b(?:exemptions?|exceptions?)\s+(?:(?:are|is)\s+)?(?:contained|found|listed|available|set\s+out"
    r"|described)\b[^.;\n]{0,60}$"
    r"|\babsolute\s+exemptions\s+(?:are|include)\b[^.\n]{0,120}$"
    r"|\bqualified\s+exemptions\s+(?:are|include)\b[^.\n]{0,160}$",
    re.IGNORECASE,
)
"""Words before a section that only give it as one of many."""

GLOSSARY = re.compile(
    r"^[ \t]*(?:relevant\s+(?:statutory\s+provisions|legislation|sections)|glossary"
    r"|(?:full\s+)?list\s+of\s+exemptions"
    r"|(?:our|about|the)?\s*exemptions\s+(?:in|under|of)\s+the\s+(?:Act|FOIA?|Freedom\s+of\s+Information\s+Act)"
    r"(?:\s+\d{4})?|exemptions\s+explained|what\s+(?:the\s+)?exemptions\s+(?:mean|are\s+there)"
    r"|key\s+to\s+(?:the\s+)?exemptions|guide\s+to\s+(?:the\s+)?exemptions)\s*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Headings over a list that no answer rests on; it ends with the next short line."""

REGULATOR = re.compile(
    r"\bthe\s+(?:\w+\s+)?(?:Commissioner|Tribunal)\s+(?:\w+\s+){0,2}?(?:accept|f(?:ou|i)nd|decided?|conclud"
    r"|requir|consider|notes?|noted|is\s+(?:not\s+)?satisfied|upheld|agree|rule)",
    re.IGNORECASE,
)
NEGATED_AFTER = re.compile(
    r"\s*(?:\([^()\n]{0,60}\)\s*)?(?:\w+\s+){0,3}?(?:(?:does|do|did|is|was|has|have|can|could|would|will)"
    r"\s*(?:n[o’']t|not)\s+(?:\w+\s+){0,2}?(?:appl|engag|be\s+(?:engaged|relied|applied)|been\s+"
    r"(?:applied|engaged|relied)|rel(?:y|ied)|used)|(?:is|was)\s+(?:not\s+engaged|no\s+longer|withdrawn)"
    r"|no\s+longer\s+appl)",
    re.IGNORECASE,
)
NEGATED_BEFORE = re.compile(
    r"\b(?:(?:do|does|did|have|has|am|are|is|was|were|will|would)\s*(?:n[o’']t|not)\s+(?:\w+\s+){0,2}?"
    r"(?:rel(?:y|ied|ying)|appl(?:y|ied|ying)|us(?:e|ed|ing)|cit(?:e|ed|ing)|claim(?:ed|ing)?|engage[ds]?"
    r"|exempt)|no\s+longer\s+(?:\w+\s+)?(?:rel(?:y|ies|ying)|appl(?:y|ies|ying)|wish(?:es)?)"
    r"|withdr(?:aw|ew|awn)\w*|rather\s+than|instead\s+of|not)\b"
    r"(?:\s+(?:on|upon|the|our|its|exemptions?|use|reliance|application|of|under|by|at|in|to|any)){0,6}\s*$",
    re.IGNORECASE,
)
CONSIDERED = re.compile(
    r"\b(?:may|might|could)\s+(?:(?:also|well|potentially)\s+)?(?:apply|be\s+(?:engaged|relevant|exempt"
    r"(?:ed)?|applicable|withheld|covered|caught|subject)|fall\s+(?:within|under)|engage|attract)\b"
    r"|\bpotentially\s+(?:exempt|engag|appl)|\bmay\s+need\s+to\s+be\s+(?:exempt|withheld|redacted)"
    r"|\bconsider(?:ing|ation)\s+(?:of\s+)?(?:whether|the\s+application|the\s+use|applying|if)\b"
    r"|\bconsidered\s+whether\b|\bminded\s+to\b"
    r"|\bwould\s+(?:(?:most\s+)?likely\s+|probably\s+|then\s+|also\s+)*(?:apply|be\s+(?:engaged|exempt"
    r"(?:ed)?|applicable|relevant|relied\s+on))\b"
    r"|\b(?:is|are|be)\s+likely\s+to\s+(?:apply|be\s+(?:engaged|exempt|applicable))\b"
    r"|\bhad\s+(?:\w+\s+){1,6}(?:been\s+held|held)\b"
    r"|\bif\s+(?:\w+\s+){1,8}(?:were|was)\s+(?:to\s+be\s+)?(?:held|recorded|submitted|made)\b",
    re.IGNORECASE,
)
WEIGHED_BEFORE = re.compile(
    r"\b(?:(?:have|has|had|also|are|is|am|were|was)\s+)?consider(?:ed|ing)\s+(?:(?:the|use|using|application"
    r"|applying|reliance|of|on|exemptions?|at|under|in|by|provided|also|both|as)\s+){0,8}$",
    re.IGNORECASE,
)
DECIDED = re.compile(
    r"\b(?:appl(?:y|ies)|is\s+engaged|are\s+engaged|decided|is\s+exempt|are\s+exempt|relying|rely|relied"
    r"|withheld)\b",
    re.IGNORECASE,
)
SECTION_COUNT = 5
"""So many different sections in one sentence are a list, unless it says that they apply."""


def role_of(text: str, span: Span, zones: Zones, *, neighbours: int = 1) -> str:
    """Return the code of scheme ``citation-role`` for the section cited at *span*.

    Args:
        text: the whole text.
        span: where the citation stands.
        zones: whose voice speaks where.
        neighbours: how many different sections its sentence cites, this one included.
    """
    sentence = sentence_at(text, span.start)
    before = text[sentence.start : span.start]
    after = text[span.end : sentence.end]
    if zones.asked_is_marked and zones.request.start <= span.start < zones.request.end:
        return "mentioned-by-requester"
    if ASKER.search(before) is not None:
        return "mentioned-by-requester"
    if _is_statute(text, sentence):
        return "quoted-statute"
    if (
        LISTING.search(before) is not None
        or REGULATOR.search(before) is not None
        or _in_glossary(text, span.start)
    ):
        return "listed"
    if neighbours >= SECTION_COUNT and DECIDED.search(text, *sentence) is None and ":" in before:
        return "listed"
    if (
        CONSIDERED.search(text, *sentence) is not None
        or NEGATED_AFTER.match(after) is not None
        or NEGATED_BEFORE.search(before) is not None
        or (WEIGHED_BEFORE.search(before) is not None and DECIDED.search(after) is None)
    ):
        return "considered"
    return RELIED


def _is_statute(text: str, sentence: Span) -> bool:
    line = text.rfind("\n", 0, sentence.start) + 1
    opening = text[line : sentence.end].lstrip()
    return STATUTE.search(text, *sentence) is not None or SUBSECTION_LINE.match(opening) is not None


def _in_glossary(text: str, position: int) -> bool:
    """Return whether *position* stands in a list of provisions."""
    return any(start <= position < end for start, end in _glossaries(text))


@lru_cache(maxsize=8)
def _glossaries(text: str) -> tuple[Span, ...]:
    """Return each list of provisions: from its heading to the next line that is one."""
    found: list[Span] = []
    for heading in GLOSSARY.finditer(text):
        if not found or heading.end() >= found[-1].end:
            below = (line for line in lines(text, heading.end()) if _is_heading(line.of(text)))
            found.append(Span(heading.end(), next(below, Span(len(text), 0)).start))
    return tuple(found)


def _is_heading(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= 4
        and line[0].isupper()
        and line[-1] not in ".;,)"
        and not any(character.isdigit() for character in line)
    )
