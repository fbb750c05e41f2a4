"""Read how an authority understood a question, and what it says of its own use.

An answer to "any type of facial recognition" that speaks of live use only has
answered a narrower question.  What the reading leaves out was not answered, and
the record must say so.
"""

import re
from collections.abc import Sequence

from kg.extract.sentences import Span, sentence_at
from kg.extract.technologies import FACIAL_RECOGNITION, MODES, find_technologies
from kg.model import AnswerPart, Document, Interpretation, Period, Question, Statement

READING = re.compile(
    r"\b(?:we|I|the \w+)\s+(?:have\s+|has\s+)?(?:taken|understood|interpreted|read)\s+"
    r"(?:the|this|your|that)\s+(?:question|request)\b(?P<kept>[^.;:]*?)"
    r"(?=\s+(?:and\s+)?(?:therefore|so|hence|thus)\b|[.;:,]|$)",
    re.IGNORECASE | re.MULTILINE,
)
QUOTABLE = 300
"""A longer sentence is no short quotation (characters)."""

OVERT = re.compile(r"\bovert(?:ly)?(?:\s+use)?\b", re.IGNORECASE)
COVERT = re.compile(r"\bcovert(?:ly)?(?:\s+use)?\b", re.IGNORECASE)
ANY = re.compile(
    r"\b(?:any|all|every)\s+(?:\w+\s+)?(?:types?|forms?|kinds?|sorts?)\b"
    r"|\bof any (?:type|form|kind)\b|\bin any form\b",
    re.IGNORECASE,
)
_ACT = r"(?:deploy\w*|us(?:e|ed|ing)|trial\w*|evaluat\w*|operat\w*)"
NEGATIVE = re.compile(
    rf"\bthere (?:have been|has been|were|was|are) no (?:\w+ )?(?:deployments?|trials?|uses?)\b"
    rf"|\b(?:has|have|had|did|does|do) (?:not|never) (?:\w+ )?{_ACT}\b"
    rf"|\b(?:has|have) neither {_ACT} nor {_ACT}\b|\bran no [^.]{{0,60}}trials?\b",
    re.IGNORECASE,
)


def find_interpretation(document: Document, span: Span) -> Interpretation | None:
    """Return how the answer in *span* narrows its question, or None when it does not say."""
    reading = READING.search(document.text, *span)
    if reading is None:
        return None
    kept = find_technologies(document.text, *reading.span("kept"), examples=True)
    overt = OVERT.search(document.text, *span)
    end = max(reading.end(), overt.end() if overt else 0)
    scopes = [f"technology:{code}" for code in kept]
    if overt is not None:
        scopes.append("overtness:overt")
    if not scopes:
        return None
    start = min(reading.start(), overt.start() if overt else reading.start())
    return Interpretation(restricted_to=tuple(scopes), passage=document.passage(start, end))


def find_statements(
    document: Document,
    span: Span,
    questions: Sequence[Question],
    interpretation: Interpretation | None,
) -> tuple[Statement, ...]:
    """Return what the answer in *span* says was not done, in the terms of its *questions*.

    Nothing is stated where the questions differ in technology: the words alone
    do not tell which one was not used.
    """
    match = NEGATIVE.search(document.text, *span)
    technologies = {code for question in questions for code in question.technologies}
    if match is None or len(technologies) != 1:
        return ()
    if interpretation is not None:
        narrowed = interpretation.restricted_to
    else:
        narrowed = ("overtness:overt",) if OVERT.search(document.text, *span) else ()
    return (
        Statement(
            polarity="negative",
            technology=technologies.pop(),
            restricted_to=narrowed,
            period=_shared_period(questions),
            passage=document.passage(*_sentence(document.text, span, match)),
        ),
    )


def _sentence(text: str, span: Span, match: re.Match[str]) -> Span:
    """Return the sentence that denies the use, or the bare denial where it is too long to quote."""
    whole = sentence_at(text, match.start(), *span)
    return whole if len(whole.of(text)) <= QUOTABLE else Span(*match.span())


def parts_of(
    questions: Sequence[Question],
    interpretation: Interpretation | None,
    *,
    answered: AnswerPart,
) -> tuple[AnswerPart, ...]:
    """Return *answered*, the scope that the reading keeps, and each scope that it leaves out.

    Modes are left out where a question asks for facial recognition of any type
    and the reading keeps some of them; covert use where it keeps overt use only.
    """
    if interpretation is None:
        return ()
    kept = interpretation.restricted_to
    modes = [f"technology:{mode}" for mode in MODES]
    left: list[str] = []
    if any(_asks_for_any(question) for question in questions) and any(
        mode in kept for mode in modes
    ):
        left += [mode for mode in modes if mode not in kept]
    if "overtness:overt" in kept:
        left.append("overtness:covert")
    return (
        answered,
        *(
            AnswerPart(restricted_to=(scope,), held="not-stated", disclosure="none")
            for scope in left
        ),
    )


def _asks_for_any(question: Question) -> bool:
    words = question.passage.quote
    named = find_technologies(words, examples=True)
    general = not any(code in MODES for code in named)
    return ANY.search(words) is not None and general and _is_facial(named)


def _is_facial(named: Sequence[str]) -> bool:
    return any(FACIAL_RECOGNITION in code or code.startswith("frt-") for code in named)


def _shared_period(questions: Sequence[Question]) -> Period | None:
    periods = {question.period for question in questions}
    return periods.pop() if len(periods) == 1 else None
