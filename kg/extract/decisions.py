"""Read how a reply puts the outcome of the whole request: its headline, else its answers."""

import re
from collections.abc import Collection, Sequence

from kg.extract.exemptions import Cited
from kg.extract.sentences import Span, sentences
from kg.extract.wording import RETRIEVABLE
from kg.model import Answer

HEADLINES: tuple[tuple[str, str], ...] = (
    # Ordered: a partial disclosure also contains the words of a full one.
    (
        "partial-disclosure",
        r"\bdisclose (?:only )?(?:some|part)\b|\bdisclos\w+ [^.]{0,60}\bin part\b"
        r"|\bpartial(?:ly)? (?:disclos|refus)|\bsome (?:data|information) (?:is|has been) "
        r"(?:being )?(?:withheld|exempt)"
        r"|\brefusal notice (?:for|in respect of|in relation to|as to|regarding) "
        r"(?:(?:those|some|these|the following|that|this) )?(?:parts?|questions?|points?|Q)\b"
        r"|\b(?:granted|refused|withheld|exempt(?:ed)?) (?:only )?in part\b"
        r"(?! (?:because|due|by|on)\b)"
        r"|\b(?:partly|partially) (?:granted|refused|withheld|exempt)",
    ),
    (
        "full-disclosure",
        r"\bdisclos\w+ [^.]{0,80}\bin full\b|\bfull disclosure\b"
        r"|\ball (?:of )?(?:the )?information [^.]{0,40}\b(?:is|has been|was) "
        r"(?:released|disclosed|provided|supplied)|\bgranted in full\b",
    ),
    (
        "clarification",
        r"\bclarification (?:is |was )?(?:needed|required|sought)|\b(?:requir|need|seek|request)\w*"
        r" (?:\w+ ){0,3}clarification|\bplease clarify\b",
    ),
    (
        "cost-limit",
        r"\bexceed\w* [^.]{0,60}(?:cost|appropriate|18 hours|limit)|\bcost (?:limit|threshold)\b"
        r"|\b(?:more than|over|in excess of) 18 hours\b"
        r"|\bsection 12(?:\(1\))? (?:applies|is engaged)",
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
        r"|\bfull refusal\b|\brefus\w+ your request\b"
        r"|\b(?:request|application) (?:is|has been|was) (?:\w+ )?refused\b"
        r"|\ball (?:of )?(?:the )?information [^.]{0,50}\b(?:is|has been) (?:\w+ )?"
        r"(?:withheld|exempt|refused)\b",
    ),
    (
        "full-disclosure",
        r"\bdecided (?:\w+ ){0,2}to (?:disclose|release|provide) (?:the|all|this)\b",
    ),
)
_HEADLINES = tuple((code, re.compile(wording, re.IGNORECASE)) for code, wording in HEADLINES)
STRONG = re.compile(
    r"\bdecided\b|\brefusal notice (?:for|under|in)\b|\bfull refusal\b|\bgives an NCND\b"
    r"|\ball (?:of )?(?:the )?information\b|\b(?:request|application) (?:is|has been|was) (?:\w+ )?"
    r"(?:refused|granted)\b",
    re.I,
)
KEEPS_BACK = re.compile(r"\b(?:refuse|refusing|withhold\w*|exempt|exception)\b", re.IGNORECASE)
REVIEWS = re.compile(
    r"\b(?:in which we|uphold|overturn\w*|reviewed that|more time|extend\w*|extension)\b"
    r"|\bnot to (?:disclose|release|provide)\b",
    re.IGNORECASE,
)
"""Words about another decision, or about none yet."""

BESIDE = re.compile(r"\b(?:any other|any further|in addition|besides|covert)\b", re.IGNORECASE)
"""Marks a denial that stands beside an answer and is no headline."""

ALONE = {
    "disclosed-in-full": "full-disclosure",
    "answered-by-reference": "full-disclosure",
    "not-held": "not-held",
    "refused-ncnd": "ncnd",
    "refused-cost": "cost-limit",
    "refused-exempt": "refused",
}
"""Outcome of every answer -> what they amount to together."""

GIVES = frozenset({"disclosed-in-full", "disclosed-in-part", "answered-by-reference"})
KEEPS = frozenset({"refused-exempt", "refused-ncnd", "refused-cost", "already-accessible"})


COVERED: dict[str, frozenset[str]] = {
    "full-disclosure": GIVES - {"disclosed-in-part"},
    "refused": KEEPS,
    "not-held": frozenset({"not-held"}),
    "ncnd": frozenset({"refused-ncnd"}),
    "cost-limit": frozenset({"refused-cost"}),
}
"""Headline -> outcomes of single answers that agree with it; a partial disclosure has any."""


def find_decision(
    text: str,
    response: Span,
    first_answer: int,
    *,
    head: Span | None = None,
    cited: Sequence[Cited] = (),
) -> tuple[str, Span] | None:
    """Return the code of scheme ``decision`` and the sentence that gives it; None if not visible.

    A sentence before *first_answer*, the place where answers to single questions
    begin, is about the whole request; after it, and in the *head* of the letter, only one
    that says that it decides.  A refusal that relies on nothing but provisions against
    confirming, among *cited*, is a denial, whatever it calls itself.
    """
    for sentence in sentences(text, *response):
        strong = STRONG.search(text, *sentence) is not None
        if sentence.start >= first_answer and not strong:
            continue
        code = _headline(" ".join(sentence.of(text).split()))
        if code is not None:
            return _by_law(code, sentence, cited), sentence
    for sentence in sentences(text, *head) if head is not None else ():
        if STRONG.search(text, *sentence) is not None:
            code = _headline(" ".join(sentence.of(text).split()))
            if code is not None:
                return _by_law(code, sentence, cited), sentence
    return None


def infer_decision(
    answers: Sequence[Answer], asked: Collection[str], passed_over: Collection[str]
) -> tuple[str, Answer] | None:
    """Return what *answers* amount to together, and the answer that shows it.

    Some given and some kept back is a partial disclosure even where questions are left open;
    anything else holds only when every question *asked* is answered, or is called not
    applicable (*passed_over*).
    """
    kept = [answer for answer in answers if answer.outcome in KEEPS]
    given = [answer for answer in answers if answer.outcome in GIVES]
    if kept and given:
        return "partial-disclosure", kept[0]
    answered = {label for answer in answers for label in answer.to}
    outcomes = {answer.outcome for answer in answers}
    if len(outcomes) != 1 or not set(asked) <= answered | set(passed_over):
        return None
    code = ALONE.get(outcomes.pop())
    return None if code is None else (code, answers[0])


def contradicting(code: str, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return those *answers* that a headline of *code* does not cover.

    A headline is a quotation: "disclosed in full" over an answer that nothing is held stays
    beside that answer, and a person must know of both.
    """
    covered = COVERED.get(code)
    return tuple(answer for answer in answers if covered and answer.outcome not in covered)


def _headline(words: str) -> str | None:
    if REVIEWS.search(words) is not None:
        return None
    for code, wording in _HEADLINES:
        beside = code == "ncnd" and BESIDE.search(words) is not None
        elsewise = code == "not-held" and RETRIEVABLE.search(words) is not None
        if wording.search(words) is None or beside or elsewise:
            continue
        keeps = code == "full-disclosure" and KEEPS_BACK.search(words) is not None
        return "partial-disclosure" if keeps else code
    return None


def _by_law(code: str, sentence: Span, cited: Sequence[Cited]) -> str:
    limbs = {
        item.claim.limb
        for item in cited
        if item.claim.passage.start is not None
        and sentence.start <= item.claim.passage.start < sentence.end
    }
    return "ncnd" if code == "refused" and limbs == {"confirm-or-deny"} else code
