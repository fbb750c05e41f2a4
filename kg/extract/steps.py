"""Find the steps that a request went through: clarified, extended, transferred, reviewed.

What every letter offers in the same words, such as a review for whoever asks, is an
offer and never the thing itself.
"""

import re
from collections.abc import Iterator
from datetime import date

from kg.extract.dates import DAY, read_day
from kg.extract.sentences import Span, sentences, trim
from kg.extract.zones import Zones
from kg.model import Document, ProcessStep

STEPS: tuple[tuple[str, str], ...] = (
    # Ordered: the first that fits a sentence is its step.
    (
        "internal-review-outcome",
        r"\b(?:outcome|result|findings?|conclusion)\s+of\s+(?:the|your|our|my|an|this)\s+(?:internal\s+)?review\b"
        r"|\b(?:I|we)\s+have\s+(?:now\s+)?(?:completed|conducted|concluded|carried\s+out|undertaken)\s+"
        r"(?:an?|the|your|this)\s+(?:internal\s+)?review\b"
        r"|\binternal\s+review\s+(?:has\s+(?:now\s+)?(?:been\s+)?(?:completed|upheld|overturned|concluded|found)"
        r"|upheld|overturned|found)\b"
        r"|\b(?:on|following|after|at)\s+(?:an?\s+|the\s+)?(?:internal\s+)?review\b[^.;]{0,60}\b(?:uph[eo]ld|overturn"
        r"|decided|revised|amended)"
        r"|\b(?:uph[eo]ld|overturn\w*|maintain\w*)\s+(?:the|our|its)\s+(?:original|initial|first)\s+"
        r"(?:decision|response|reply)\b"
        r"|\bconsidered\s+(?:all\s+)?your\s+(?:points|complaint|concerns|comments)\b[^.;]{0,40}\b(?:reply|response"
        r"|decision)\b",
    ),
    (
        "internal-review-requested",
        r"\b(?:asked|asking|requested|requesting|sought|applied)\s+(?:for\s+)?(?:an?|that\s+an?|the)\s+(?:internal\s+)?"
        r"review\b|\byour\s+(?:request|application|e-?mail|letter|message)\b[^.;]{0,60}\b(?:for|seeking|asking"
        r"\s+for|requesting)\s+an?\s+internal\s+review\b|\byour\s+(?:internal\s+)?review\s+request\b",
    ),
    (
        "internal-review-offered",
        r"\b(?:may|can|could|should|right|entitled|able|wish|like|if\s+you)\b[^.;]{0,120}\b(?:internal\s+review|"
        r"review\s+of\s+(?:this|the|our|your|its|my)\s+(?:decision|response|handling|reply|request))\b"
        r"|\brequests?\s+for\s+(?:an\s+)?internal\s+review\s+(?:should|must|can|may)\b",
    ),
    (
        "extension-notified",
        r"\b(?:extend(?:ed|ing)?|extension)\b[^.;]{0,80}\b(?:time|deadline|limit|period|response|working\s+days"
        r"|section\s+10|public\s+interest)|\b(?:time|deadline|limit|period)\b[^.;]{0,60}\bextend(?:ed|ing)?\b"
        r"|\b(?:need|require)s?\s+(?:more|further|additional|extra)\s+time\b[^.;]{0,100}\b(?:public\s+interest|"
        r"respon|reply|consider)",
    ),
    (
        "clarified",
        r"\b(?:clarification|clarified)\b[^.;]{0,50}\b(?:was\s+|were\s+)?(?:received|provided|supplied|given|sent)\b"
        r"|\b(?:you|the\s+(?:requester|applicant))\s+(?:then\s+|have\s+|has\s+|subsequently\s+|later\s+)?(?:clarified"
        r"|provided\s+(?:\w+\s+)?clarification|replied\s+to\s+our\s+clarification|confirmed\s+that\s+you\s+(?:meant"
        r"|were\s+asking))\b|\b(?:following|after|further\s+to|thank\s+you\s+for)\s+your\s+(?:\w+\s+)?clarification\b"
        r"|\breceived\s+your\s+clarification\b",
    ),
    (
        "clarification-requested",
        r"\bclarification\s+(?:is|was|has\s+been)\s+(?:\w+\s+)?(?:needed|required|sought|requested)\b"
        r"|\b(?:requir|need|seek|sought|request|ask)\w*\s+(?:you\s+)?(?:(?:for|some|further|more|the\s+following|your)\s+"
        r"){0,3}clarification\b|\bplease\s+(?:could\s+you\s+)?clarify\b|\b(?:ask(?:ed)?|wrote\s+to)\s+you\s+(?:\w+\s+){0,3}"
        r"to\s+clarify\b|\bcould\s+you\s+(?:please\s+)?clarify\b",
    ),
    (
        "transferred",
        r"\b(?:transfer(?:red|ring)?|forwarded|passed)\s+(?:your|the|this)\s+request\s+(?:on\s+)?to\b"
        r"|\brequest\s+(?:has\s+been|was|is\s+being)\s+(?:transferred|forwarded|passed)\s+(?:on\s+)?to\b"
        r"|\bredirect(?:ed|ing)?\s+(?:your|the)\s+request\s+to\b",
    ),
    (
        "advice-given",
        r"\b(?:section|s\.?|regulation)\s?(?:16|15|9)\b[^.;\n]{0,120}\b(?:advi[cs]e|assist)"
        r"|\b(?:duty|obligation)\s+to\s+(?:advise\s+and\s+assist|(?:provide|give|offer)\s+advice\s+and\s+assistance)"
        r"|\b(?:by\s+way\s+of|to\s+provide|in\s+order\s+to\s+provide|as\s+(?:a\s+matter\s+of\s+)?)\s*advice\s+and"
        r"\s+assistance\b"
        r"|\b(?:you\s+(?:may|might|could)\s+(?:wish|like|want)?\s*(?:to\s+)?(?:consider\s+)?(?:refin|narrow|reduc|limit)\w*"
        r"\s+(?:your|the)\s+request)"
        r"|\bif\s+you\s+(?:were\s+to\s+)?(?:refine|narrow|reduce|limit)\s+(?:your|the)\s+(?:request|scope|time)",
    ),
    (
        "acknowledged",
        r"\b(?:formal|this)\s+acknowledg(?:e?ment)\b|\b(?:I|we|to)\s+(?:write\s+to\s+|hereby\s+|wish\s+to\s+|am\s+writing\s+"
        r"to\s+|can\s+)?acknowledge\s+(?:the\s+)?(?:receipt|your\s+(?:request|e-?mail|letter))"
        r"|\b(?:was|were)\s+acknowledged\s+on\b|\backnowledg(?:ed|ement)\s+(?:sent|on)\b",
    ),
)
"""Code of scheme ``process-step``, and the words that tell it."""

_WORDS = {kind: re.compile(wording, re.IGNORECASE) for kind, wording in STEPS}
_ANY = re.compile(
    r"\b(?:review|uph[eo]ld|overturn|your\s+points|exten[ds]|time\b|clarif|transfer|forward|passed|redirect|advi[cs]e"
    r"|acknowledg|(?:refin|narrow|reduc|limit)\w*)",
    re.IGNORECASE,
)
REVIEW = re.compile(r"\binternal[ \t]+review\b", re.IGNORECASE)
SECOND_LOOK = re.compile(
    r"(?:freedom of information )?(?:request )?(?:[-–—:] ?)?internal review"
    r"(?: (?:response|outcome|decision|request|reply))?",
    re.IGNORECASE,
)
"""A heading that makes the letter the outcome of a review, not one that offers it."""

OFFERED = ("internal-review-offered", "advice-given")
"""Kinds that happen in the letter itself: a day in their sentence is a day of something else."""

_DONE = re.compile(
    rf"\b(?:completed|concluded|carried\s+out|issued|dated|made)\s+(?:on\s+)?(?P<day>{DAY})",
    re.IGNORECASE,
)
_DAY = re.compile(DAY)
_NEW_DAY = re.compile(
    rf"\b(?:by|until|to|before|no\s+later\s+than|on\s+or\s+before|deadline\s+(?:is|of)|date\s+(?:is|of))\s+"
    rf"(?:\w+\s+){{0,3}}(?P<day>{DAY})",
    re.IGNORECASE,
)


def find_steps(document: Document, zones: Zones) -> tuple[ProcessStep, ...]:
    """Return the steps that *document* tells of, each kind once, in reading order.

    The words of the requester tell none: to ask that something be clarified is no
    clarification.
    """
    text = document.text
    found: dict[str, ProcessStep] = {}
    for sentence in _told(text, zones):
        if _ANY.search(text, *sentence) is None:
            continue
        kind = next((kind for kind, words in _WORDS.items() if words.search(text, *sentence)), None)
        if kind is None:
            continue
        step = _step(document, kind, sentence)
        there = found.get(kind)
        if there is None or (there.on is None and step.on is not None):
            found[kind] = step
    heading = _heading(text, zones.response.end)
    if heading is not None and "internal-review-requested" in found:
        outcome = ProcessStep(kind="internal-review-outcome", passage=document.passage(*heading))
        found.setdefault(outcome.kind, outcome)
    return tuple(sorted(found.values(), key=lambda step: step.passage.start or 0))


def _heading(text: str, end: int) -> Span | None:
    """Return the line before *end* that heads a letter as the outcome of a review, if any."""
    for named in REVIEW.finditer(text, 0, end):
        stop = text.find("\n", named.end())
        line = trim(text, text.rfind("\n", 0, named.start()) + 1, len(text) if stop < 0 else stop)
        if SECOND_LOOK.fullmatch(" ".join(line.of(text).split())) is not None:
            return line
    return None


def _told(text: str, zones: Zones) -> Iterator[Span]:
    """Yield each sentence of the authority."""
    for zone in (zones.head, zones.response):
        yield from sentences(text, *zone)
    if not zones.asked_is_marked:
        yield from sentences(text, *zones.request)


def _step(document: Document, kind: str, sentence: Span) -> ProcessStep:
    text = document.text
    passage = document.passage(*sentence)
    if kind in OFFERED:
        return ProcessStep(kind=kind, passage=passage)
    if kind == "extension-notified":
        until = _NEW_DAY.search(text, *sentence)
        day = None if until is None else read_day(until["day"])
        return ProcessStep(kind=kind, passage=passage, until=day)
    if kind == "internal-review-outcome":
        done = _DONE.search(text, *sentence)
        day = None if done is None else read_day(done["day"])
        return ProcessStep(kind=kind, passage=passage, on=day)
    return ProcessStep(kind=kind, passage=passage, on=_nearest(text, kind, sentence))


def _nearest(text: str, kind: str, sentence: Span) -> date | None:
    """Return the day of *sentence* that stands nearest to the words that tell the step."""
    words = _WORDS[kind].search(text, *sentence)
    days = list(_DAY.finditer(text, *sentence))
    if words is None or not days:
        return None
    near = min(days, key=lambda day: max(words.start() - day.end(), day.start() - words.end()))
    return read_day(near[0])
