"""Read the time that a question asks about, as exactly as it was written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.dates import DAY, MONTH, month_number, read_day
from kg.extract.labels import mentions, with_parts
from kg.extract.sentences import Span, sentences
from kg.model import Document, Doubt, Period, address
from kg.model.record import UNKNOWN_WORDING

_YEAR = r"(?:19|20)\d\d(?![\d/])"
_POINT = rf"(?:{DAY}|{MONTH},?\s+{_YEAR}|{_YEAR})"
_OPEN = (
    r"(?:(?:the )?present(?: (?:day|date))?|today(?:['’]s date)?|now|date\b(?! of birth)"
    r"|the (?:current |present )?(?:date|time|day)\b(?: of (?:this|the|my|your) request)?|onwards?)"
)
_TO = r"(?:\s*[-–—]\s*|\s+(?:up\s+)?(?:to|until|till|through)\s+(?:and\s+including\s+)?)"
RANGE = re.compile(
    rf"(?<![\w/.-])(?:between\s+(?:the\s+)?(?P<b>{_POINT})\s+(?:and|to)\s+(?P<b2>{_POINT}|{_OPEN})"
    rf"|(?:(?:from|since|in|during|for|over)\s+(?:the\s+)?(?:(?:calendar\s+)?years?\s+)?)?(?P<a>{_POINT}){_TO}(?P<a2>{_POINT}|{_OPEN})"
    rf"|(?:from\s+)?(?P<m>{MONTH}){_TO}(?P<m2>{MONTH},?\s+{_YEAR})"
    rf"|(?:financial|fiscal)\s+years?\s+(?:of\s+)?(?P<fy>20\d\d\s?[/-]\s?(?:20)?\d\d(?!\d))"
    rf"|(?P<fy2>20\d\d[/-](?:20)?\d\d(?!\d))\s+(?:financial|fiscal)\s+year"
    rf"|(?P<o>{_POINT})\s+(?:onwards?|and onwards)"
    rf"|(?:from|since)\s+(?:the\s+)?(?:(?:start|beginning)\s+of\s+)?(?P<f>{_POINT})"
    rf"|(?:in|for|during)\s+(?P<fy3>20\d\d/(?:20)?\d\d(?!\d))"
    rf"|on\s+(?:the\s+)?(?P<d>{DAY})"
    rf"|calendar\s+year\s+(?P<c>{_YEAR})|(?P<c2>{_YEAR})\s+calendar\s+year"
    rf"|(?:in|during|for|throughout|over|(?:each|every|per)\s+(?:week|month|quarter)\s+(?:of|in))\s+(?:(?:the|each\s+of\s+the)\s+(?:calendar\s+)?years?\s+(?:of\s+)?)?(?P<i>{MONTH},?\s+{_YEAR}|{_YEAR}))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"(?:\s*,\s*(?:(?:{MONTH})\s+)?{_YEAR})*\s*,?\s*(?:and|or|&)\s+(?:in\s+)?(?:(?:{MONTH})\s+)?{_YEAR}",
    re.IGNORECASE,
)
"""Further years after the first: ``2021`` with ``, 2022 and 2023``."""

EXCEPT = re.compile(r"\b(?:other than|except(?:ing)?|excluding|apart from|not)\s+(?:in\s+)?$", re.I)
RELATIVE = re.compile(
    r"\b(?:last|past|previous)\s+(?:\d+|one|two|three|four|five|six|ten|twelve)?\s*(?:months?|years?)\b",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?:request(?:ing)?|I\s+(?:would|ask|seek|want)|we\s+(?:would|ask|seek)|please|seeking"
    r"|(?:information|records|details|data|figures)\s+(?:about|on|concerning|regarding|relating))\b",
    re.IGNORECASE,
)
"""Marks a sentence before the first question as what the whole request is about."""

SOURCES = re.compile(
    r"\b(?:received|receipt|thank|articles?|letter|report(?:ed)?|source|published|dated|press|news"
    r"|announce\w*|replied|reply"
    r"|response|wrote|minutes|since\s+said|(?:previous|earlier)\s+request)\b",
    re.IGNORECASE,
)
"""Words beside a day that is not asked about: of an article, or of a letter quoted."""

ON_A_DAY = re.compile(rf"\bon\s+(?:the\s+)?(?P<day>{DAY})", re.IGNORECASE)
BACK = re.compile(
    r"(?:for each|(?:(?:how many|which) )?of (?:these|those|them)|(?:these|those)\b"
    r"|(?:the )?(?:reasons?|dates?|number|outcomes?) (?:for|of) (?:these|those|each)\b)",
    re.IGNORECASE,
)
"""A question that opens so goes on about what the one before it asked."""

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
    if EXCEPT.search(text, max(start, match.start() - 20), match.start()) is not None:
        reason = "a time that is left out; write the one that is asked about"
        return Sighting(span=Span(*match.span()), period=None, reason=reason)
    first, last = _ends(match)
    listed = _LISTED.match(text, match.end(), limit) if match["i"] else None
    span = Span(match.start(), match.end() if listed is None else listed.end())
    if listed is not None:
        last = _last_of_row(match["i"], listed[0])
        if last is None:
            reason = "times that do not follow on each other; write them question by question"
            return Sighting(span=span, period=None, reason=reason)
    further = RANGE.search(text, span.end, limit)
    if further is not None and _ends(further) != (first, last):
        reason = "several times in one question; write the one that is asked about"
        return Sighting(span=Span(span.start, further.end()), period=None, reason=reason)
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
        named = [*mentions(text, *sentence)]
        ends = [*(mention.span.start for mention in named[1:]), sentence.end]
        for mention, stop in zip(named, ends, strict=False):
            # A line that names its questions is about them, each group with the time after it.
            sighting = find_period(text, mention.span.end, stop)
            labels = with_parts(mention.labels, list(questions))
            _take(document, sighting, sentence, labels, found, doubts)
        if named:
            continue
        scope = SCOPE.search(text, *sentence) is not None
        before = all(sentence.end <= span.start for span in inside)
        sighting = find_period(text, *sentence) if scope else None
        if not scope and before:
            sighting = _of_whole_request(text, sentence)
        rest = [label for label in questions if label not in found]
        _take(document, sighting, sentence, rest, found, doubts)
    previous: str | None = None
    for label, span in questions.items():
        own = find_period(text, *span)
        parent, before_it = label.rpartition(".")[0], previous
        previous = label
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
        elif before_it in found and BACK.match(text, *span) is not None:
            found[label] = found[before_it]
    _span_parts(questions, found)
    return found, doubts


def _take(
    document: Document,
    sighting: Sighting | None,
    words: Span,
    labels: Iterable[str],
    found: dict[str, tuple[Period, Span]],
    doubts: list[Doubt],
) -> None:
    """Give the period of *sighting*, in a line of *words*, to the questions *labels*."""
    if sighting is None:
        return
    if sighting.period is None:
        doubts.append(_doubt(document, sighting))
        return
    for label in labels:
        found[label] = sighting.period, words


def _last_of_row(first: str, others: str) -> str | None:
    """Return the last of years in a row (``2021, 2022 and 2023``); None when they are not."""
    years = [first, *re.findall(_YEAR, others)]
    if not all(re.fullmatch(r"\d{4}", year) for year in years):
        return None
    numbers = [int(year) for year in years]
    return years[-1] if numbers == [*range(numbers[0], numbers[0] + len(numbers))] else None


def _of_whole_request(text: str, sentence: Span) -> Sighting | None:
    """Return the period that *sentence*, before all questions, sets for the whole request."""
    if ASKED_FOR.search(text, *sentence) is None or SOURCES.search(text, *sentence) is not None:
        return None
    day = ON_A_DAY.search(text, *sentence)
    if day is None:
        sighting = find_period(text, *sentence)
        return sighting if sighting is not None and sighting.period is not None else None
    found = read_day(day["day"])
    if found is None:
        return None
    point = found.isoformat()
    return Sighting(span=Span(*day.span("day")), period=Period(start=point, end=point))


def _span_parts(questions: dict[str, Span], found: dict[str, tuple[Period, Span]]) -> None:
    """Give a question whose parts are nothing but periods the whole stretch that they cover."""
    for label, span in questions.items():
        parts = [part for part in questions if part.rpartition(".")[0] == label]
        bare = [part for part in parts if _is_bare(questions[part], found.get(part))]
        if label in found or len(bare) < 2 or bare != parts:
            continue
        periods = [found[part][0] for part in parts]
        last = periods[-1]
        if last.end is not None and last.first_day >= periods[0].first_day:
            words = Span(span.start, questions[parts[-1]].end)
            found[label] = Period(start=periods[0].start, end=last.end), words


def _is_bare(span: Span, own: tuple[Period, Span] | None) -> bool:
    return own is not None and own[1].end - own[1].start >= (span.end - span.start) * 0.8


def _doubt(document: Document, sighting: Sighting, label: str | None = None) -> Doubt:
    whose = f"the period of question {label}" if label else "the period"
    words = document.text[slice(*sighting.span)]
    return Doubt(
        field="periods",
        reason=f"{whose}, '{words}': {sighting.reason}",
        passage=document.passage(*sighting.span),
        kind=UNKNOWN_WORDING,
        facts=() if label is None else (f"{address.question(label)}/period",),
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
    if match["d"]:
        point = _point(match["d"])
        return point, point
    if match["fy"] or match["fy2"] or match["fy3"]:
        return _financial_year(match["fy"] or match["fy2"] or match["fy3"])
    if match["m"]:
        last = _point(match["m2"])
        return (f"{last[:4]}-{month_number(match['m']):02}" if last else None), last
    first = _point(match["b"] or match["a"] or match["o"] or match["f"])
    later = match["b2"] or match["a2"]
    return first, None if later is None or _is_open(match) else _point(later)


def _financial_year(printed: str) -> tuple[str | None, str | None]:
    """Return April to March of a year printed as ``2021/22``; none when the two do not follow."""
    first, last = int(printed[:4]), int(printed[-2:])
    if (first + 1) % 100 != last:
        return None, None
    return f"{first}-04", f"{first + 1}-03"


def _point(printed: str) -> str | None:
    """Return a year, month or day in ISO 8601; None when there is no such day."""
    if re.fullmatch(r"\d{4}", printed):
        return printed
    if re.fullmatch(DAY, printed, re.IGNORECASE):
        day = read_day(printed)
        return None if day is None else day.isoformat()
    return f"{printed[-4:]}-{month_number(printed):02}"
