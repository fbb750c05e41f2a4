"""Read the time that a question asks about, as exactly as it was written."""

import re
from dataclasses import dataclass

from kg.extract.dates import DAY, MONTH, month_number, read_day
from kg.extract.labels import mentions, with_parts
from kg.extract.sentences import Span, sentences
from kg.model import Document, Doubt, Period

_YEAR = r"(?:19|20)\d\d(?![\d/])"
_POINT = rf"(?:{DAY}|{MONTH},?\s+{_YEAR}|{_YEAR})"
_OPEN = (
    r"(?:(?:the )?present(?: (?:day|date))?|today(?:['’]s date)?|now|date\b(?! of birth)"
    r"|the (?:current |present )?(?:date|time|day)\b(?: of (?:this|the|my|your) request)?|onwards?)"
)
_TO = r"(?:\s*[-–—]\s*|\s+(?:up\s+)?(?:to|until|till|through)\s+(?:and\s+including\s+)?)"
RANGE = re.compile(
    rf"(?<![\w/.-])(?:between\s+(?:the\s+)?(?P<b>{_POINT})\s+(?:and|to)\s+(?P<b2>{_POINT}|{_OPEN})"
    rf"|(?P<a>{_POINT}){_TO}(?P<a2>{_POINT}|{_OPEN})"
    rf"|(?P<m>{MONTH}){_TO}(?P<m2>{MONTH},?\s+{_YEAR})"
    rf"|(?P<o>{_POINT})\s+(?:onwards?|and onwards)"
    rf"|(?:from|since)\s+(?:the\s+)?(?P<f>{_POINT})"
    rf"|calendar\s+year\s+(?P<c>{_YEAR})|(?P<c2>{_YEAR})\s+calendar\s+year"
    rf"|(?:in|during|for)\s+(?:the\s+(?:calendar\s+)?year\s+(?:of\s+)?)?(?P<i>{MONTH},?\s+{_YEAR}|{_YEAR}))",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:last|past|previous)\s+(?:\d+|one|two|three|four|five|six|ten|twelve)?\s*(?:months?|years?)\b",
    re.IGNORECASE,
)
SCOPE = re.compile(
    r"\b(?:scope|time\s?frame|time\s?scale|(?:time\s)?period|date range)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A period as it stands in the text."""

    span: Span
    period: Period | None
    """None when the words name no period that can be written down."""

    reason: str = ""
    """Why there is no period."""


def find_period(text: str, start: int = 0, end: int | None = None) -> Sighting | None:
    """Return the first period between *start* and *end*, or None when none is named."""
    limit = len(text) if end is None else end
    match = RANGE.search(text, start, limit)
    if match is None:
        relative = RELATIVE.search(text, start, limit)
        if relative is None:
            return None
        reason = "counted back from a day that the words do not name; write the days"
        return Sighting(span=Span(*relative.span()), period=None, reason=reason)
    first, last = _ends(match)
    span = Span(*match.span())
    if first is None or (last is None and not _is_open(match)):
        return Sighting(span=span, period=None, reason="no such day or month; write the days")
    period = Period(start=first, end=last)
    if period.last_day is not None and period.last_day < period.first_day:
        return Sighting(span=span, period=None, reason="it ends before it begins; write the days")
    return Sighting(span=span, period=period)


def periods_of(
    document: Document, request: Span, questions: dict[str, Span]
) -> tuple[dict[str, tuple[Period, Span]], list[Doubt]]:
    """Return the period of each question that has one, with its words, and what could not be told.

    A question's own words come first, then those of the question that it is part
    of, then a line that names it by its label, then a line that sets the scope of all.
    """
    text = document.text
    found: dict[str, tuple[Period, Span]] = {}
    doubts: list[Doubt] = []
    unclear: set[str] = set()
    inside = [*questions.values()]
    for sentence in sentences(text, *request):
        if any(span.start <= sentence.start < span.end for span in inside):
            continue
        named = next(mentions(text, *sentence), None)
        sighting = find_period(text, named.span.end if named else sentence.start, sentence.end)
        if sighting is None or (named is None and SCOPE.search(text, *sentence) is None):
            continue
        # A line that names its questions is about them; any other is about all that have none.
        labels = with_parts(named.labels, list(questions)) if named else tuple(questions)
        if sighting.period is None:
            doubts.append(_doubt(document, sighting))
            continue
        for label in labels:
            if named is not None or label not in found:
                found[label] = sighting.period, sentence
    for label, span in questions.items():
        own = find_period(text, *span)
        parent = label.rpartition(".")[0]
        if own is not None and own.period is not None:
            found[label] = own.period, own.span
        elif own is not None:
            doubts.append(_doubt(document, own, label))
            unclear.add(label)
            found.pop(label, None)
        elif parent in unclear:
            unclear.add(label)
            found.pop(label, None)
        elif parent in found and find_period(text, *questions[parent]) is not None:
            found[label] = found[parent]
    return found, doubts


def _doubt(document: Document, sighting: Sighting, label: str | None = None) -> Doubt:
    whose = f"the period of question {label}" if label else "the period"
    words = document.text[slice(*sighting.span)]
    return Doubt(
        field="periods",
        reason=f"{whose}, '{words}': {sighting.reason}",
        passage=document.passage(*sighting.span),
    )


def _is_open(match: re.Match[str]) -> bool:
    later = match["b2"] or match["a2"]
    if later is not None:
        return re.fullmatch(_OPEN, later, re.IGNORECASE) is not None
    return bool(match["o"] or match["f"])


def _ends(match: re.Match[str]) -> tuple[str | None, str | None]:
    for one in ("c", "c2", "i"):
        if match[one]:
            point = _point(match[one])
            return point, point
    if match["m"]:
        last = _point(match["m2"])
        return (f"{last[:4]}-{month_number(match['m']):02}" if last else None), last
    first = _point(match["b"] or match["a"] or match["o"] or match["f"])
    later = match["b2"] or match["a2"]
    return first, None if later is None or _is_open(match) else _point(later)


def _point(printed: str) -> str | None:
    """Return a year, month or day in ISO 8601; None when there is no such day."""
    if re.fullmatch(r"\d{4}", printed):
        return printed
    if re.fullmatch(DAY, printed, re.IGNORECASE):
        day = read_day(printed)
        return None if day is None else day.isoformat()
    return f"{printed[-4:]}-{month_number(printed):02}"
