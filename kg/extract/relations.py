"""Tell from the words before a reference what a request has to do with the one that it names.

Only what stands in the same sentence, a few words before the reference, says so.  What a letter
offers to anybody ("you may ask for a review of"), and what it denies, says nothing.
"""

import re
from dataclasses import dataclass

from kg.extract.sentences import Span, sentence_at

REFINES, FOLLOWS, REVIEWS = "refines", "follows", "reviews"
"""Kinds of relation, as the keys of a record name them."""

_TO = (
    r"\s+(?:of|into|on|about|for|to|regarding|concerning|(?:relating|related|relation|respect|regard|regards"
    r"|reference|response|answer|reply|connection)\s+(?:to|of|with)|in\s+(?:respect|relation|regard|connection)"
    r"\s+(?:of|to|with))\b"
)
_REPLY = r"(?:response|reply|replies|answers?|letter|decision|disclosure|refusal)"
_REST = r"(?:[^.;?!\n]|(?<=\bno)\.|(?<=\bref)\.){0,90}$"
_REVIEW = re.compile(
    rf"\b(?:(?:internal\s+)?review|appeal)(?:{_TO}|\s+(?:against|the|your|our|its|my)\b){_REST}"
    rf"|\b(?:review|reviewed|reviewing|reconsider|reconsidered|look(?:ed)?\s+again\s+at)\s+(?:the|your|our|its|my)"
    rf"\s+(?:\w+\s+){{0,3}}(?:{_REPLY}|handling)(?:{_TO})?{_REST}"
    rf"|\b(?:uph[eo]ld|overturn\w*|maintain\w*)\s+(?:the|our|its|your)\s+(?:\w+\s+){{0,2}}{_REPLY}(?:{_TO})?{_REST}",
    re.IGNORECASE,
)
_ANEW = re.compile(
    rf"\b(?:narrow\w*|refin(?:e|es|ed|ing|ement)|re-?submi\w+|revis(?:e|es|ed|ing|ion)|amend\w*|clarif\w+|repeat\w*"
    rf"|reduc(?:e|es|ed|ing)\s+the\s+scope|re-?word\w*|scal(?:e|ed|ing)\s+(?:down|back))\b{_REST}",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"\b(?:further\s+to|follow(?:s|ing|ed)?(?:[\s-]+(?:up|on))?(?:\s+(?:to|on|from|of))?|arising\s+(?:from|out\s+of)"
    rf"|thank\s+you\s+for\s+(?:your|the)\s+{_REPLY}(?:{_TO})?"
    rf"|(?:in|with)\s+(?:reply|response|reference|regards?|relation|respect)\s+(?:to|of)\s+(?:your|the)\s+(?:\w+\s+)?"
    rf"{_REPLY}(?:{_TO})?)\b{_REST}",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\byou\s+(?:may|might|can|could|should|have|are|wish|would|need)\b|\bif\s+you\b|\bright\s+(?:to|of)\b|\bentitled\b"
    r"|\bno\b(?!\W*$)|\b(?:not|never|unrelated|separate|without|instead|unlike)\b|n['’]t\b",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(r"\b(?:which|who|that|because|although|but)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a request has to do with one that it names."""

    kind: str
    words: Span
    """From the words that tell it to the end of the reference."""


def relation(text: str, reference: Span) -> Relation | None:
    """Return what the words before *reference* make of it; None where they do not tell.

    >>> text = "I ask for an internal review of your response to FOI/12/24."
    >>> found = relation(text, Span(text.index("FOI/"), len(text) - 1))
    >>> found.kind, found.words.of(text)
    ('reviews', 'internal review of your response to FOI/12/24')
    """
    start = sentence_at(text, reference.start).start
    before = text[start : reference.start]
    if _NOT.search(before) is not None:
        return None
    for kind, words in ((REVIEWS, _REVIEW), (REFINES, _ANEW), (FOLLOWS, _FOLLOWS)):
        told = words.search(before)
        if told is not None and _OTHER_CLAUSE.search(told[0]) is None:
            return Relation(kind=kind, words=Span(start + told.start(), reference.end))
        if kind == REVIEWS and re.search(r"\breview", before, re.IGNORECASE):
            return None  # of what, the words do not tell
    return None
