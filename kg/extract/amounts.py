"""Read the numbers that an answer states, with their bounds and what they count.

``In excess of 1000 searches`` is more than 1000, not 1000.  A year, a date, a
reference, a section, the label of a question or a time limit of the Act is no amount,
and what is not clearly one is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg import vocabulary
from kg.extract.citations import find_citations
from kg.extract.dates import DAY, MONTH
from kg.extract.labels import mentions
from kg.extract.numerals import NUMBER, SIGNS, TIME_UNITS, WORDS, bound_of, unit_after, value_of
from kg.extract.pairing import Unit
from kg.extract.sentences import Span, sentences
from kg.model import Amount, Answer, Document

PROCEDURE = re.compile(
    r"\bworking\s+days?\b|\binternal\s+review\b|\bcomplain|\bCommissioner\b|\bappropriate\s+limit\b"
    r"|\bcost\s+(?:limit|threshold|ceiling)\b|\bFees\s+Regulations\b|\bper\s+hour\b"
    r"|\bhourly\s+rate\b|\bappeal\b|\bduties\b|\bpublic\s+authorit|\blimit\s+(?:of|is|set)\b",
    re.IGNORECASE,
)
"""A sentence on how requests are handled: its numbers are the law's, not the answer's."""

LIMITS = frozenset(
    {("£", Decimal(450)), ("£", Decimal(600)), ("hours", Decimal(18)), ("hours", Decimal(24))}
)
"""The limits of cost that the regulations set."""

NAMED = re.compile(
    r"\b(?:phase|version|windows|schedule|part|article|chapter|pages?|tier|level|appendix|annex|nos?"
    r"|number|ref|reference|type|band|grade|category|class|stage|paragraph|para|principle|section"
    r"|act|form|table|figure|fig|code|row|column|item|unit|room|floor|operation|question|q|year"
    r"|aged?|ages|step|option|model|series|gen|mark|mk|day|week|month|quarter|footnote|note|sheet"
    r"|tab|line|attachment|document|file|lot|zone|sector|division|district|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|crime|log|case|incident|foia?|dpa|tel|telephone|phone|fax|call|ring|dial)"
    r"[.:#]?\s*$",
    re.IGNORECASE,
)
"""Words before a number that make it a name."""

YEAR_BEFORE = re.compile(
    r"\b(?:in|since|during|of|from|to|until|till|by|before|after|for|year|years|and|between|through"
    r"|early|late|mid|the|FY|calendar|financial)\s*$|[-–/(]\s*$|^\s*$",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    r"\s*(?:st|nd|rd|th)\b|\s*(?:am|pm|hrs|o.clock)\b|\s?s\b|\.\d|\s+of\s+(?:19|20)\d\d\b"
    r"|\s+hours\s+a\s+day\b",
    re.IGNORECASE,
)
OTHER_NUMBERS = re.compile(
    rf"{DAY}|\b{MONTH}\s+(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b"
    r"|https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+|\b\d+(?:/\d+)+(?=\W|$)|\b\d{1,2}[:.]\d\d\s?(?:am|pm|hrs)\b"
    r"|\b\d{1,2}:\d\d\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|\b(?:\+44|0)\d[\d\s]{7,}\b"
    r"|\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b|\bAct\s+(?:19|20)\d\d\b"
    r"|\b(?:101|999)\b(?=\s*(?:[.,;)]|or\b|$))",
    re.IGNORECASE,
)
"""Days, times, addresses, years and telephone numbers."""

LABEL = re.compile(r"\s*(?:Q\s?)?(?:\d{1,2}[a-z]?\s?[.):/](?:\s+|$)|\(?[\da-z]{1,2}\)\s+)")
STANDS = re.compile(
    r"(?:[-•*]\s*)?(?:(?:a\s+)?(?:total(?:\s+number)?|figure|answer|response|number|count)\s*"
    r"(?:of|is|was|:|=|–|-)?\s*|(?:there\s+(?:are|were|have\s+been|is|was)|we\s+(?:have|hold|own|had)"
    r"|it\s+is|this\s+is|yes|no)\b[,:]?\s*(?:now\s+|currently\s+)?(?:a\s+total\s+of\s+)?)?$",
    re.IGNORECASE,
)
"""What may stand before a number that is a whole answer without a noun."""

TOTAL = re.compile(r"\b(?:total\s+of|totall?(?:ed|ing|s)|in\s+total,?)\s*$", re.IGNORECASE)
WEAK = re.compile(r"(?:over|above|under|below|about|around|some)\b", re.IGNORECASE)
"""Words that also tell a place or a time: without a unit they set no bound."""

CATEGORY = re.compile(r"[-•*\s]*(?P<category>[A-Za-z0-9][^:\n=]{0,48}?)\s*(?:[:=]|\s[-–]\s|\t)\s*$")
NOTHING = re.compile(
    r"(?P<words>nil|zero|none|nought)\b(?!\s*(?:of|held|the|these|are|were))\s*[.!]?\s*$",
    re.IGNORECASE,
)
NEAR = 80
"""How far before a number the words that tell of it stand (characters)."""

SMALL = 10
"""A bound up to here that hides the number behind it is a suppressed small number."""


def with_amounts(
    document: Document, answers: Sequence[Answer], units: Sequence[Unit], response: Span
) -> tuple[Answer, ...]:
    """Return *answers* with the amounts that each states.

    An answer's amounts stand where its questions are spoken to: in the *units* that name
    them, or where none names any in the whole *response*.
    """
    return tuple(
        replace(
            answer,
            amounts=find_amounts(document, *(_spans(answer, units) if units else [response])),
        )
        for answer in answers
    )


def find_amounts(document: Document, *spans: Span) -> tuple[Amount, ...]:
    """Return the amounts stated in *spans* of *document*, in reading order."""
    found: dict[Span, Amount] = {}
    for span in _joined(spans):
        for sentence in sentences(document.text, *span):
            for place, amount in _of_sentence(document, sentence):
                found.setdefault(place, amount)
    return tuple(found[place] for place in sorted(found))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _spans(answer: Answer, units: Sequence[Unit]) -> list[Span]:
    """Return the stretches of *units* that name a question of *answer*, or else its parent."""
    wanted = {label: label for label in answer.to}
    while wanted:
        spans = [unit.span for unit in units if set(unit.labels) & set(wanted.values())]
        if spans:
            return spans
        wanted = {
            label: parent for label, near in wanted.items() if (parent := near.rpartition(".")[0])
        }
    return []


def _of_sentence(document: Document, sentence: Span) -> Iterator[tuple[Span, Amount]]:
    text = document.text
    words = sentence.of(text)
    if words.endswith("?") or PROCEDURE.search(words) is not None:
        return
    label = LABEL.match(words)
    opening = sentence.start + (label.end() if label is not None else 0)
    nothing = NOTHING.match(text[opening : sentence.end].lstrip("-•* \t"))
    if nothing is not None:
        start = text.index(nothing["words"], opening)
        place = Span(start, start + len(nothing["words"]))
        zero = Decimal(0)
        amount = Amount(
            bound="exact",
            as_written=nothing["words"],
            passage=document.passage(*place),
            value=zero,
            lower=zero,
            upper=zero,
        )
        yield place, amount
        return
    for match in _free(text, Span(opening, sentence.end), sentence):
        read = _read(document, Span(opening, sentence.end), match)
        if read is not None:
            yield read


def _free(text: str, said: Span, sentence: Span) -> Iterator[re.Match[str]]:
    """Yield each number in the words *said* of *sentence* that is no part of a name."""
    matches = list(NUMBER.finditer(text, *said))
    taken = iter(sorted(_taken(text, sentence)) if matches else ())
    name = next(taken, None)
    reach = 0
    for match in matches:
        while name is not None and name.start < match.end("number"):
            reach = max(reach, name.end)
            name = next(taken, None)
        if reach <= match.start("number"):
            yield match


def _taken(text: str, sentence: Span) -> Iterable[Span]:
    """Yield the stretches of *sentence* whose numbers are names: days, sections, labels, links."""
    for match in OTHER_NUMBERS.finditer(text, *sentence):
        yield Span(*match.span())
    for citation in find_citations(text, *sentence):
        yield citation.span
    for mention in mentions(text, *sentence):
        yield mention.span


def _read(document: Document, sentence: Span, match: re.Match[str]) -> tuple[Span, Amount] | None:
    """Return what the number of *match* amounts to and where it stands; None when it is a name."""
    text = document.text
    near = max(sentence.start, match.start() - NEAR)
    before = text[near : match.start()]
    bound = bound_of(match)
    unit, end = unit_after(text, match, sentence.end)
    first = value_of(match["number"])
    last = None if match["last"] is None else value_of(match["last"])
    ranged = match["last"] is not None
    if first is None or (ranged and (last is None or last <= first or _is_year(match["last"]))):
        return None
    opens = near == sentence.start
    category = CATEGORY.match(before) if opens else None
    alone = opens and text[match.end() : min(sentence.end, match.end() + NEAR)].strip(" .)*") == ""
    listed = category is not None and alone and unit in (None, *SIGNS)
    if not listed and _is_name(text, match, before, unit):
        return None
    stands = listed or (alone and STANDS.match(before) is not None)
    counts = stands or match["range"] is not None or TOTAL.search(before) is not None
    if unit is None and (bound is None or ranged) and not counts:
        return None
    if unit is None and not stands and WEAK.match(match[0]) is not None:
        return None
    if unit is not None and (unit, first) in LIMITS and bound is not None:
        return None
    words = Span(match.start(), end)
    amount = _bounded(document, words, bound, first, last, unit)
    if listed and category is not None:
        amount = replace(amount, category=category["category"].strip())
    return words, amount


def _is_year(printed: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", printed) is not None


def _is_name(text: str, match: re.Match[str], before: str, unit: str | None) -> bool:
    """Return whether the number is part of a name, a time or a year, and counts nothing."""
    printed, bound = match["number"], bound_of(match)
    if unit in SIGNS:
        return False
    if NAMED.search(before) is not None and bound is None:
        return True
    if AFTER_NAME.match(text, match.end()) is not None:
        return True
    if _is_year(printed):
        after_year = YEAR_BEFORE.search(before) is not None and bound is None
        if after_year or unit is None or unit[0].isupper():
            return True
    if re.fullmatch(r"0\d+", printed) is not None:
        return True
    if printed.lower() in WORDS and (unit is None or printed.lower() in ("one", "zero")):
        return bound in (None, "more-than", "approximately")
    # "over 18 months" may mean that it took so long, or that it was more.
    return bound == "more-than" and unit in TIME_UNITS and match[0].lower().startswith("over")


def _bounded(
    document: Document,
    words: Span,
    bound: str | None,
    first: Decimal,
    last: Decimal | None,
    unit: str | None,
) -> Amount:
    counted = unit not in SIGNS and unit not in TIME_UNITS
    code = "between" if last is not None else bound or "exact"
    exact = code == "exact"
    hidden = first if last is None else last
    small = hidden <= SMALL and (
        code in ("at-most", "less-than") or (last is not None and first <= 1)
    )
    return Amount(
        bound=code,
        as_written=words.of(document.text),
        passage=document.passage(*words),
        value=first if exact or code == "approximately" else None,
        lower=first if exact or code in ("at-least", "more-than", "between") else None,
        upper=first if exact or code in ("at-most", "less-than") else last,
        unit=unit,
        measure=None if unit is None else _measures().get(unit.lower()),
        suppressed=counted and small,
    )


@cache
def _measures() -> dict[str, str]:
    """Return the code of each measure by its names, in lower case."""
    return {
        name.lower(): code for code, names in vocabulary.names("measure").items() for name in names
    }
