"""Tell from the words before a reference what a request has to do with the one that it names.

Only what stands in the same sentence, a few words before the reference, says so.  What a letter
offers to anybody ("you may ask for a review of"), and what it denies, says nothing.
"""

import re
from dataclasses import dataclass

from kg.extract.forces import names_force
from kg.extract.sentences import Span, sentence_at

REFINES, FOLLOWS, REVIEWS = "refines", "follows", "reviews"
"""Kinds of relation, as the keys of a record name them."""

_TO = (
    r"\s+(?:of|into|on|about|for|to|regarding|concerning|(?:relating|related|relation|respect|regard|regards"
    r"|reference|response|answer|reply|connection)\s+(?:to|of|with)|in\s+(?:respect|relation|regard|connection)"
    r"\s+(?:of|to|with))\b"
)
_REPLY = r"(?:response|reply|replies|answers?|letter|decision|disclosure|refusal)"
_REQUEST = (
    r"(?:requests?|enquiry|inquiry|application|query|questions?|e-?mail|correspondence|submission)"
)
_REST = r"(?:[^.;?!\n]|(?<=\bno)\.|(?<=\bref)\.){0,90}$"
_REFERENCE = (
    r"(?:\s*\b(?:foi|request|case|your|our|my|reference|ref|number|no|nr)\b\.?|[\s:(#–-])*$"
)
"""Nothing but the label of the reference."""

_QUALIFIED = r"(?:(?!(?:on|of|in|for|to|and|or|about|with|by|from)\b)[\w-]+\s+){0,3}"
"""Words that may stand before a noun; none with which another phrase begins."""

_THEIRS = r"(?:my|your|our)\s+"
_ANY = r"(?:(?:my|your|our|the|this|its|an?)\s+)?"
_EITHER = rf"{_QUALIFIED}(?:{_REQUEST}|{_REPLY})\b"
_REVIEW = re.compile(
    rf"\b(?:(?:internal\s+)?review|appeal)(?:{_TO}|\s+against\b|(?=\s+(?:the|your|our|its|my)\b))"
    rf"(?:\s+{_ANY}{_QUALIFIED}(?:{_REQUEST}|{_REPLY}|handling)\b{_REST}|{_REFERENCE})"
    rf"|\b(?:review|reviewed|reviewing|reconsider|reconsidered|look(?:ed)?\s+again\s+at)\s+(?:the|your|our|its|my)"
    rf"\s+{_QUALIFIED}(?:{_REPLY}|handling)(?:{_TO})?{_REST}"
    rf"|\b(?:uph[eo]ld|overturn\w*|maintain\w*)\s+(?:the|our|its|your)\s+{_QUALIFIED}{_REPLY}{_TO}{_REST}",
    re.IGNORECASE,
)
_ANEW = re.compile(
    rf"\b(?:narrow\w*|refin(?:e|es|ed|ing|ement)|re-?submi\w+|revis(?:e|es|ed|ing|ion)|amend\w*|clarif\w+|repeat\w*"
    rf"|reduc(?:e|es|ed|ing)\s+the\s+scope|re-?word\w*|scal(?:e|ed|ing)\s+(?:down|back))(?:\s+(?:of|to|down))?"
    rf"(?:\s+(?:my|your|our|the|this)\s+{_QUALIFIED}{_REQUEST}\b{_REST}|{_REFERENCE})",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"\b(?:further\s+to|follow(?:s|ing|ed)?[\s-]+(?:up|on)\s+(?:to|on|from|of)|arising\s+(?:from|out\s+of))"
    rf"(?:\s+{_ANY}{_EITHER}{_REST}|{_REFERENCE})"
    rf"|\b(?<!\bthe\s)follow(?:s|ing|ed)(?:[\s-]+up)?\s+{_THEIRS}{_EITHER}{_REST}"
    rf"|\bthank\s+you\s+for\s+(?:your|the)\s+{_REPLY}\b{_REST}"
    rf"|\b(?:in|with)\s+(?:reply|response|reference|regards?|relation|respect)\s+(?:to|of)\s+your\s+(?:\w+\s+)?"
    rf"{_REPLY}\b{_REST}",
    re.IGNORECASE,
)
_LOOSELY = re.compile(
    rf"\b(?:(?:internal\s+)?review|appeal|reconsider\w*|uph[eo]ld|overturn\w*|narrow\w*|refin(?:e|es|ed|ing|ement)"
    rf"|re-?submi\w+|revis(?:e|es|ed|ing|ion)|amend\w*|clarif\w+|repeat\w*|further\s+to|follow(?:s|ing|ed)?"
    rf"|arising\s+(?:from|out\s+of))\b{_REST}",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\byou\s+(?:may|might|can|could|should|have|are|wish|would|need)\b|\bif\s+you\b|\bright\s+(?:to|of)\b|\bentitled\b"
    r"|\bno\b(?!\W*$)|\b(?:not|never|unrelated|separate|without|instead|unlike)\b|n['’]t\b",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r"\b(?:which|who|that|because|although|but)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(
    r"\b(?:which|who|that|because|although|but|see|as|publi\w+|available|found|listed|set\s+out|log|website"
    r"|pages?|polic(?:y|ies)|records?|figures|data|our\s+ref(?:erence)?)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:an)?other\s+(?:applicants?|requesters?|persons?|people|individuals?|members?|parties|party|forces?"
    r"|authority|authorities|bod(?:y|ies)|organisations?)\b|\b(?:someone|somebody)\b|\bcolleagues?\b|\bthird\s+part"
    r"|\b(?:applicant|requester)s?['’]|\bdifferent\s+(?:applicant|requester|person|force|authority)\b",
    re.IGNORECASE,
)
"""Who else may have asked, or been asked: what is theirs is no chain of this requester's."""


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
    sentence = sentence_at(text, reference.start)
    before = text[sentence.start : reference.start]
    if _NOT.search(before) is not None or _OF_ANOTHER.search(text, *sentence) is not None:
        return None
    for kind, words in ((REVIEWS, _REVIEW), (REFINES, _ANEW), (FOLLOWS, _FOLLOWS)):
        told = words.search(before)
        if told is not None and _OTHER_CLAUSE.search(told[0]) is None:
            start = sentence.start + told.start()
            if names_force(text, Span(start, sentence.end)):
                return None  # a number is a key only with the force that gave it
            return Relation(kind=kind, words=Span(start, reference.end))
        if kind == REVIEWS and re.search(r"\breview", before, re.IGNORECASE):
            return None  # of what, the words do not tell
    return None


def speaks_of_another(text: str, reference: Span) -> bool:
    """Return whether the words before *reference* may make it another request's.

    Wider than :func:`relation`: for a number to be the page's own, nothing may speak against it.
    """
    before = text[sentence_at(text, reference.start).start : reference.start]
    if _NOT.search(before) is not None:
        return False
    if relation(text, reference) is not None:
        return True
    told = _LOOSELY.search(before)
    return told is not None and _OTHER_SUBJECT.search(told[0]) is None
