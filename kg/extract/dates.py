"""Read days, and the three days of a reply: received, responded, published.

A day counts only where a label says what it is the day of.
"""

import re
from dataclasses import dataclass
from datetime import date

from kg.extract.sentences import Span
from kg.model import Document, Doubt

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first three letters, which tell any spelling of a month."""

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DAY = (
    rf"(?:\d{{1,2}}\s?\^?(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+(?:19|20)\d\d"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d)(?![\d/])|(?:19|20)\d\d-\d\d-\d\d)"
)

_BEFORE = r"(?:\s*[:-]\s*|\s+(?:on\s+|by us on\s+|by\s+\w+\s+on\s+)?|\s*\n\s*)"
LABELS = {
    "received": r"(?:received|date\s+of\s+request|date\s+received|request\s+date)",
    "responded": (
        r"(?:date\s+responded|date\s+of\s+(?:response|reply)|responded|response\s+date"
        r"|^[ \t]*date(?=\s*:))"
    ),
    "published": (
        r"(?:published|date\s+published|publication\s+date|^[ \t]*updated|date\s+of\s+publication)"
    ),
}
_LABELLED = {
    name: re.compile(rf"(?<![a-z]){label}{_BEFORE}(?P<day>{DAY})", re.IGNORECASE | re.MULTILINE)
    for name, label in LABELS.items()
}
_NAMED_FIRST = re.compile(rf"({MONTH})\s+(\d{{1,2}})\D*?(\d{{4}})", re.IGNORECASE)
_NUMBER_FIRST = re.compile(rf"(\d{{1,2}})\D*?({MONTH})\D*(\d{{4}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The labelled days of a page; each None when not printed."""

    received: date | None = None
    responded: date | None = None
    published: date | None = None
    doubts: tuple[Doubt, ...] = ()


def read_day(printed: str) -> date | None:
    """Return the day that *printed* names, days before months; None when there is no such day.

    >>> read_day("20th February 2023")
    datetime.date(2023, 2, 20)
    >>> read_day("29/07/25")
    datetime.date(2025, 7, 29)
    """
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", printed):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})", printed):
        day, month, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
    elif match := _NAMED_FIRST.match(printed):
        day, month, year = int(match[2]), month_number(match[1]), int(match[3])
    elif match := _NUMBER_FIRST.match(printed):
        day, month, year = int(match[1]), month_number(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Return the number of the month that *name* opens with, shortened or not."""
    return MONTHS.index(name[:3].lower()) + 1


def find_days(document: Document) -> Days:
    """Return the labelled days of *document*; two different ones under a label are a doubt."""
    found: dict[str, date] = {}
    doubts = []
    for name, pattern in _LABELLED.items():
        for match in pattern.finditer(document.text):
            day = read_day(match["day"])
            span = Span(*match.span("day"))
            if day is None:
                reason = f"'{match['day']}' is no day of the calendar; look at the original"
                doubts.append(_doubt(document, name, reason, span))
            elif name not in found:
                found[name] = day
            elif found[name] != day:
                reason = f"another day than {found[name]} has the same label; say which is right"
                doubts.append(_doubt(document, name, reason, span))
    return Days(
        received=found.get("received"),
        responded=found.get("responded"),
        published=found.get("published"),
        doubts=tuple(doubts),
    )


def _doubt(document: Document, field: str, reason: str, span: Span) -> Doubt:
    return Doubt(field=field, reason=reason, passage=document.passage(*span))
