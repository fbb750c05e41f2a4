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

    @property
    def told(self) -> tuple[str, str]:
        """What two places must agree on to be one answer."""
        return self.held, self.disclosure


def _words(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)


ANSWER = re.compile(r"(?:A|Ans|Answer|Response|Reply)\s*[:.–-]\s*", re.IGNORECASE)
"""Words that only say that an answer follows."""

ANSWER_NUMBER = re.compile(
    r"A(?:ns(?:wer)?)?\.?\s?(?P<label>\d{1,2}[a-z]?)\s*[.:)–-]\s*", re.IGNORECASE
)

COST = _words(
    r"\b(?:more than|over|above|exceed\w*|in excess of) 18 hours\b|\bsection 12\b"
    r"|\bexceed\w* [^.]{0,60}(?:cost|appropriate|18 hours|limit)"
)
NOT_HELD = _words(
    r"\bno (?:\w+ ){0,2}information (?:is |was |has been )?(?:\w+ )?held\b"
    r"|\b(?:is|are|was|were) not (?:\w+ )?held\b|\binformation not held\b"
    r"|^\W*(?:not|none) held\W*$|\b(?:do|does|did) not (?:\w+ )?hold\b|\bholds? (?:no|nothing)\b"
    r"|\bnothing (?:is |was |has been )?(?:\w+ )?held\b"
    r"|\bno (?:\w+ ){0,2}(?:information|records?|data|documents?|files?) "
    r"(?:\w+ ){0,4}(?:is|are|was|were) held\b"
)
RETRIEVABLE = _words(
    r"\b(?:retrievable|searchable|collated|(?:readily|easily) \w+|centrally"
    r"|in (?:the|a|this|such a?) \w* ?format)\b"
)
"""Held after all, though not so that it can be found: no words for 'not held'."""

ELSEWHERE = _words(
    r"\bsection 21\b|\balready (?:\w+ )?(?:in the public domain|public\b|published|publicly)"
    r"|\b(?:reasonably )?accessible (?:by|to|elsewhere)\b"
)
LATER = _words(
    r"\b(?:is|are) to be (?:published|released)\b|\bintends? to (?:publish|release)\b"
    r"|\bwill be (?:put|made available|placed|uploaded) (?:on|online|in)\b"
    r"|\bsection 22\b|\bintended for (?:future )?publication\b|\bwill be published\b"
)
REFERENCE = _words(
    r"\b(?:refer to|see|(?:set out|contained|shown|given|found|provided) (?:in|at|as))\b"
    r"[^.]{0,40}\b(?:annex|appendix|attach\w*|enclos\w*|spreadsheet|link)\b|"
    r"\b(?:file|document|sheet|table|letter|papers?)\b[^.]{0,30}\b"
    r"(?:sent|supplied|provided|enclosed)\b"
    r"|\b(?:read|found|seen|viewed|accessed|obtained|downloaded) (?:at|via|through|by|from|on|in) "
    r"[^.]{0,40}\blinks?\b|"
    r"\b(?:links?|attached|attachments?|enclosed|annex|appendix|spreadsheet|document)\b[^.]{0,40}\b"
    r"(?:below|above|will provide|provides?|contains?|holds|shows?|gives?|answers?)\b"
    r"|\b(?:find|see|found|available|provided|at|is|are)\b[^.]{0,40}\b(?:links?|attached|attachments?"
    r"|enclosed|annex|appendix|spreadsheet)\b"
)
ASKED_FOR = _words(
    r"\b(?:cop(?:y|ies)|polic(?:y|ies)|reports?|assessments?|what (?:you|was|is) (?:have )?ask\w*"
    r"|information|questions?|request(?:ed)?|answers?|details?|data|figures?|dates?|Q\d+)\b"
)
"""What a pointer must speak of: a link to a privacy notice answers nothing."""

REFUSED = _words(
    r"\b(?:is|are|was|been|as) (?:\w+ )?(?:exempt|withheld|refused)\b"
    r"|\bexempt(?:ed)? (?:by|under|from)\b"
    r"|\bnot obliged to (?:supply|provide|disclose)\b"
    r"|\bdecided (?:\w+ )?to (?:exempt|withhold|refuse)\b"
    r"|\brefus(?:e|ed|ing) (?:your|the) request\b|\brefused (?:by|under)\b"
    r"|\b(?:cannot|can ?not|will not|may not) be (?:\w+ )?"
    r"(?:released|disclosed|supplied|provided|given)\b"
    r"|\bwe will not (?:\w+ )?(?:release|disclose|supply|provide)\b"
)
SPARED = _words(r"\b(?:not|nor) (?:be |been )?(?:\w+ )?(?:exempt|withheld|refused)\b")
SAID = _words(
    r"^\W*(?:yes|no|none|nil|zero|\d[\d,.]*%?|£\s?\d[\d,.]*)\b"
    r"(?!,? information)(?!\s*(?:information|records?|data|comment|was\b|is\b|of\b|/"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))"
    r"|\bas (?:set out|shown|given|follows) below\b|\bcan disclose what was located\b"
    r"|\bthe answer (?:to [^.]{0,40})?is (?:yes|no|none|nil|zero|\d)"
    r"|\b(?:table|list|figures?|chart|information) (?:below|above|that follows?) "
    r"(?:gives?|shows?|sets? out|contains?|lists?|has|answers?)\b"
    r"|\bthere (?:is|are|was|were|have been|has been) (?:\w+ ){0,2}\d[\d,.]*\b"
)
UNSAID = _words(
    r"\bnot the case that no\b|\bcannot say\b|\bnot that we\b|\bnot hold all\b|\bpart(?:ly)? held\b"
    r"|\bholds? (?:\w+ )?only\b|\bin which we (?:relied|refused)\b|\bdo(?:es)? not uphold\b"
    r"|\b(?:need|require) (?:more|further|additional) time\b|\bhope to reply\b"
)
"""What neither grants nor refuses, or takes its own denial back."""

TURNS = _words(
    r"\b(?:but|however|although|though|whilst|while|except|apart from|other than|instead)\b"
)
"""Words after which an answer may take back what it said, or give what it kept."""

PARTLY = _words(
    r"\b(?:parts?|some|certain|the rest|the remainder|the other|the details?|names?)\b[^.;]{0,40}\b"
    r"(?:is|are|has been|have been|was|were) (?:\w+ )?"
    r"(?:exempt|withheld|redacted|refused|removed)\b"
)
TAKEN_BACK = _words(
    r"\b(?:previously|earlier|originally|initially|no longer|not the case"
    r"|(?:does|do|did) not apply|was wrong|if (?:it (?:is|were|was) |any is )?held"
    r"|(?:would|might|may|could) be (?:exempt|held))\b"
)
"""Beside a refusal, words that say that it does not stand, or only might."""

GIVES = _words(
    r"^\W*(?:yes\b|\d|£)|\bthere (?:is|are|was|were) (?:\w+ ){0,2}\d"
    r"|\b(?:number|total|figure|cost|amount|sum|hardware|software)s? (?:\w+ ){0,3}"
    r"(?:is|was|are|were|of|cost) (?:\w+ )?£?\d"
    r"|\bcost (?:\w+ )?£\d"
)
"""A clause that gives a figure, or says yes."""

NEGATIVE_FACT = _words(
    r"\b(?:has|have) (?:not|never) (?:\w+ )?(?:used|deployed|trialled|shared)\b"
    r"|\b(?:has|have) neither \w+ nor \w+\b|\b(?:do|does) not (?:\w+ )?use\b"
    r"(?=[^.]{0,60}\b(?:facial|recognition|LFR|RFR|OIFR|technolog\w*|software|systems?|this|it|any)\b)"
)
PROCEDURE = _words(
    r"\b(?:two|both|these) duties\b|\bsection 1\s*\(1\)|\bunless exemptions?\b"
    r"|\bwhether\b.*\bheld\b|\bthe Act (?:reads|says|provides)\b|\bexempt if\b"
)
"""Sentences about the Act, which say nothing of what was asked."""

DENIES = _words(
    r"\bneither (?:to )?confirm\w*\b"
    r"|\b(?:not|nor) (?:to )?(?:be )?confirm\w* n?or den(?:y|ied|ying)\b"
    r"|\bNCND (?:response|reply|answer)\b"
)
"""Words that deny; what is said of the harm 'in confirming or denying' only speaks about it."""

OPEN = _words(
    r"\b(?:unable|cannot|can ?not|not (?:able|possible|obliged|required|recorded|available|known)"
    r"|un(?:clear|known)|exempt\w*|withh\w+|refus\w+|redact\w+|neither|exceed\w*|clarif\w+"
    r"|no (?:record|information|data)|n/?a|not applicable|see|refer|attached|section \d+"
    r"|regulation \d+|manual\w*|(?:our|extensive|thorough) searches"
    r"|sensitive|confidential|transfer\w*|redirect\w*|nothing|holds?|held|sent with|links?|cannot"
    r"|thank you|your (?:questions?|request)|consulted|considered|interpreted|please"
    r"|(?:as|noted|stated|given|shown|table|set out|figures|details|answers?|responses?|reply)"
    r" (?:\w+ )?(?:above|below)"
    r"|https?)\b|\|"
    r"|\bwould (?:be|have|take|require|need)\b|[:?]\s*$"
)
"""Words with which an answer may keep something back, or send elsewhere, or end unfinished."""

CLAUSES = re.compile(
    r"[.;\n]\s*|,?\s+(?:but|however|although|though|whilst|while)\b,?|,\s+(?=information\b)", re.I
)
CITED = re.compile(
    r"\b(?:s|ss|sections?|regulations?|reg)\.?\s*\d+[A-Z]?(?:\s*(?:\(\w{1,4}\)|&|,|and(?=\s*\()))*"
    r"|\b18 hours\b|£(?:450|600)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"(?<![\w/])£?\d[\d,]*(?![\w/])")
DENYING = _words(
    r"\b(?:not|unfortunately|without|information|requests?|records?|recorded|the Act|answers?"
    r"|questions?|disclos\w*|releas\w*|publish\w*|requirement|required|locate\w*|further work"
    r"|matter for|routinely)\b|n['’]t\b"
)
"""Words about answering, or that deny; with one of them a plain statement may be none."""

NO_FACT = _words(
    r"\b(?:has|have|had|does|do|did|was|were) not (?:been )?(?:use|used|using|deploy\w*|trial\w*)\b"
)
QUANTITY = _words(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|none|nil|zero|several|few(?:er)?|less|more|most|all|every|never|always|annually|monthly)\b"
)
"""A short answer that tells how much, or how often."""

NOT_APPLICABLE = _words(r"^\W*(?:n/?a|not applicable)\W*$")
ALSO = _words(r"\b(?:and|or)\s+(?:(?:for|to|about|on|also)\s+)*any\s+(?:other|further)\b[^.:;\n]*")
"""What a denial of the named question covers besides it."""

BESIDE = _words(
    r"\b(?:any other|any further|further information|in addition|besides|covert(?:ly)?)\b"
)


def not_held(sentence: str) -> bool:
    """Whether *sentence* says that the information is not held.

    >>> not_held("We do not hold this."), not_held("We do not hold this in a retrievable format.")
    (True, False)
    """
    return NOT_HELD.search(sentence) is not None and RETRIEVABLE.search(sentence) is None


def says(words: str) -> bool:
    """Whether *words*, the first sentence under a question, simply answer it.

    They do where they tell something in a sentence or a figure, and nothing in them could
    keep anything back.  Silence, a pointer or an unfinished sentence is no answer.

    >>> says("There are 92 cameras."), says("We are unable to say.")
    (True, False)
    """
    if OPEN.search(words) is not None or (DENYING.search(words) and not NO_FACT.search(words)):
        return False
    return len(words.split()) > 3 or QUANTITY.search(words) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mixed:
    """An answer that gives something and keeps something back, or may do both."""

    axes: Axes | None
    """None where a person must tell what was given."""


def _mixed(words: str) -> _Mixed | None:
    """Return what an answer to one question amounts to that says two things; None when it does not.

    A figure beside "we do not hold the rest" is a disclosure in part, never "not held".
    """
    clauses = [clause for clause in CLAUSES.split(CITED.sub("", words)) if clause.strip()]
    lacks = any(not_held(clause) for clause in clauses)
    keeps = any(REFUSED.search(clause) or PARTLY.search(clause) for clause in clauses)
    if not lacks and not keeps:
        return None
    gives = any(
        GIVES.search(clause) and not not_held(clause) and not REFUSED.search(clause)
        for clause in clauses
    )
    if keeps and TAKEN_BACK.search(words) is not None:
        return _Mixed(axes=None)
    if lacks and keeps and not gives:
        return _Mixed(axes=None)
    if gives:
        return _Mixed(axes=Axes(held="partly-held" if lacks else "held", disclosure="part"))
    figures = FIGURE.search(CITED.sub("", words)) is not None
    in_part = keeps and not lacks and PARTLY.search(words) is not None
    if in_part or (TURNS.search(words) is not None and figures):
        return _Mixed(axes=None)
    return None


def read_axes(words: str, *, under_question: bool = False, confined: bool = False) -> Axes | None:
    """Return what *words*, a sentence a line, do with the information asked for.

    None when they do not tell.

    Args:
        words: the answer.
        under_question: they stand under their question, so a pointer points to its answer.
        confined: they stand under a heading for one use, so a denial denies just that.

    The order is that of the Act: a limit on the work comes before any answer, a
    denial of the duty to confirm before what is held, and a ground for keeping
    something back before the fact that it is held.
    """
    denies = DENIAL.search(words) is not None
    if COST.search(words) is not None:
        held = "ncnd" if denies else "not-stated"
        return Axes(held=held, disclosure="none", rests_on="cost")
    denying = [sentence for sentence in words.split("\n") if DENIES.search(sentence)]
    if not denying and UNSAID.search(words) is not None:
        return None
    if under_question and not denying and (mixed := _mixed(words)) is not None:
        return mixed.axes
    if any(confined or BESIDE.search(sentence) is None for sentence in denying):
        return Axes(held="ncnd", disclosure="none")
    if any(not_held(sentence) for sentence in words.split("\n")):
        return Axes(held="not-held", disclosure="none")
    if ELSEWHERE.search(words) is not None:
        return Axes(held="held", disclosure="none", rests_on="accessible")
    if LATER.search(words) is not None:
        return Axes(held="held", disclosure="later")
    if any(REFUSED.search(one) and not SPARED.search(one) for one in words.split("\n")):
        return Axes(held="held", disclosure="none")
    points = REFERENCE.search(words) is not None
    if points and (under_question or ASKED_FOR.search(words) is not None):
        # Who points to a document does not say in words that the information is held.
        return Axes(held="not-stated", disclosure="by-reference", coverage_claimed="covers")
    words = "\n".join(sentence for sentence in words.split("\n") if sentence not in denying)
    if SAID.search(words) is not None or NEGATIVE_FACT.search(words) is not None:
        return Axes(held="held", disclosure="full")
    return None
