"""Read the headline of a reply: how the authority itself puts the outcome of the whole request."""

import re

from kg.extract.sentences import Span, sentences

HEADLINES: tuple[tuple[str, str], ...] = (
    # Ordered: a partial disclosure also contains the words of a full one.
    (
        "partial-disclosure",
        r"\bdisclose (?:only )?(?:some|part)\b|\bdisclos\w+ [^.]{0,60}\bin part\b"
        r"|\bpartial(?:ly)? (?:disclos|refus)|\bsome (?:data|information) (?:is|has been) "
        r"(?:being )?(?:withheld|exempt)",
    ),
    ("full-disclosure", r"\bdisclos\w+ [^.]{0,80}\bin full\b|\bfull disclosure\b"),
    (
        "clarification",
        r"\bclarification (?:is |was )?(?:needed|required|sought)|\b(?:requir|need|seek|request)\w*"
        r" (?:\w+ ){0,3}clarification|\bplease clarify\b",
    ),
    (
        "cost-limit",
        r"\bexceed\w* [^.]{0,60}(?:cost|appropriate|18 hours|limit)|\bcost (?:limit|threshold)\b",
    ),
    (
        "ncnd",
        r"\bneither confirms? n?or den(?:y|ies)\b|\bneither confirming nor denying\b|\bNCND\b",
    ),
    (
        "not-held",
        r"\b(?:is|are|was) not (?:\w+ )?held\b|\bno (?:\w+ )?information (?:is |was )?"
        r"(?:\w+ )?held\b"
        r"|\b(?:does|do) not (?:currently )?hold\b",
    ),
    (
        "refused",
        r"\bdecided (?:\w+ )?to (?:exempt|refuse|withhold)\b|\bnot obliged to (?:supply|provide)\b"
        r"|\bfull refusal\b|\brefus\w+ your request\b",
    ),
    (
        "full-disclosure",
        r"\bdecided (?:\w+ ){0,2}to (?:disclose|release|provide) (?:the|all|this)\b",
    ),
)
_HEADLINES = tuple((code, re.compile(wording, re.IGNORECASE)) for code, wording in HEADLINES)
STRONG = re.compile(r"\bdecided\b|\brefusal notice\b|\bfull refusal\b|\bgives an NCND\b", re.I)
BESIDE = re.compile(r"\b(?:any other|any further|in addition|besides|covert)\b", re.IGNORECASE)
"""Marks a denial that stands beside an answer and is no headline."""


def find_decision(text: str, response: Span, first_answer: int) -> tuple[str, Span] | None:
    """Return the code of scheme ``decision`` and the sentence that gives it; None if not visible.

    A sentence before *first_answer*, the place where answers to single questions
    begin, is about the whole request; after it only one that says that it decides.
    """
    for sentence in sentences(text, *response):
        words = sentence.of(text)
        if sentence.start >= first_answer and STRONG.search(words) is None:
            continue
        for code, wording in _HEADLINES:
            if wording.search(words) is None:
                continue
            if code == "ncnd" and BESIDE.search(words) is not None:
                continue
            return code, sentence
    return None
