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
    rf"(?:\d{{1,2}}\s?\^?(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+(?:19|20)\d\d(?!\d)"
    rf"|{MONTH}\s+(?:the\s+)?\d{{1,2}}(?:r?st|nd|rd|th)?,?\s+(?:19|20)\d\d(?!\d)"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d)(?![\d/])|(?:19|20)\d\d-\d\d-\d\d)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"

_BEFORE = rf"(?:\s*[:-]\s*|\s+(?:by\s+\w+\s+)?(?:on\s+(?:the\s+)?)?|\s*\n\s*){WEEKDAY}"
_LETTER = r"(?:e-?mail|letter|request|correspondence|enquiry|message|application)"
LABELS: dict[str, tuple[str, ...]] = {
    # The clearest wording first: a later one counts only where no earlier one is found.
    "received": (
        rf"(?:received(?:\s+(?:by|in)\s+\w+(?:\s+[\w()]+){{0,6}}?)?|date\s+of\s+request|date\s+received"
        rf"|request\s+date|date\s+request(?:ed)?){_BEFORE}(?P<day>{DAY})",
        rf"\breceived\s+(?:your|the)\s+[^.\n]{{0,60}}?\bon\s+(?:the\s+)?{WEEKDAY}(?P<day>{DAY})",
        rf"\breceived\s+on\s+(?:the\s+)?{WEEKDAY}(?P<day>{DAY})",
        rf"\byour\s+(?:\w+\s+){{0,4}}?{_LETTER}(?:\s+for\s+information)?,?(?:\s+(?:dated|of|sent|made|submitted))"
        rf"(?:\s+on)?\s+{WEEKDAY}(?P<day>{DAY})(?![^.\n]{{0,60}}\breview\b)",
        rf"\bOn\s+{WEEKDAY}(?P<day>{DAY}),?\s+[^.\n]{{0,80}}?\b(?:made|submitted|sent)\b[^.\n]{{0,40}}\brequest\b",
    ),
    "responded": (
        rf"(?:date\s+responded|date\s+of\s+(?:response|reply)|responded|replied|response\s+date"
        rf"|response\s+(?:sent|issued)|^[ \t]*date(?=\s*:)){_BEFORE}(?P<day>{DAY})",
        rf"^[ \t]*dated?\s*:?\s+{WEEKDAY}(?P<day>{DAY})[ \t]*$",
    ),
    "published": (
        rf"(?:(?<!be\s)(?:first\s+)?published(?:\s+date)?|date\s+published|publication\s+date"
        rf"|^[ \t]*(?:last\s+)?updated"
        rf"|date\s+of\s+publication){_BEFORE}(?P<day>{DAY})",
        rf"^[ \t]*(?P<day>{DAY})\s*\|",
    ),
}
"""What stands before each day of a reply, or around it."""

_LABELLED = {
    name: tuple(
        re.compile(rf"(?<![a-z]){wording}", re.IGNORECASE | re.MULTILINE) for wording in wordings
    )
    for name, wordings in LABELS.items()
}
_HEADS_LETTER = re.compile(rf"^[ \t]*{WEEKDAY}(?P<day>{DAY})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SALUTATION = re.compile(r"^[ \t]*dear\b", re.IGNORECASE | re.MULTILINE)
REVIEW = re.compile(
    r"^(?!.*\b(?:ask|may|can|unhappy|complain\w*|right|wish)\b).{0,60}\binternal\s+review\b.{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_REVIEWED = re.compile(
    rf"\b(?:reply|response|answer|decision)\s+(?:to\s+you\s+)?(?:given|sent|issued|provided|dated|of)"
    rf"(?:\s+(?:to\s+you|on|the))*\s+(?P<day>{DAY})",
    re.IGNORECASE,
)
"""A review names the day of the reply that it looks at again; its own date is the review's."""

_NAMED_FIRST = re.compile(rf"({MONTH})\s+(?:the\s+)?(\d{{1,2}})\D*?(\d{{4}})", re.IGNORECASE)
_NUMBER_FIRST = re.compile(rf"(\d{{1,2}})\D*?({MONTH})\D*(\d{{4}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day and where it is printed."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a reply; each None when not printed."""

    received: Dated | None = None
    responded: Dated | None = None
    published: Dated | None = None
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
    """Return the days of *document*; two different ones in the same words are a doubt."""
    finder = _Finder(document)
    received = finder.labelled("received")
    published = finder.labelled("published")
    responded = finder.labelled("responded", before=1)
    dated = finder.labelled("responded", first=1)
    if responded is not None and dated is not None and published is None:
        # A log prints the day of its entry under 'Dated', beside the day of the response.
        published = dated if dated.day != responded.day else None
    responded = responded or dated
    if responded is None:
        review = REVIEW.search(document.text) is not None
        responded = finder.one(_REVIEWED) if review else finder.heads_letter()
    if received is not None and responded is not None and responded.day < received.day:
        reason = f"the reply is dated before the {received.day} on which it came in; look at both"
        finder.doubts.append(_doubt(document, "responded", reason, responded.span))
    return Days(
        received=received,
        responded=responded,
        published=published,
        doubts=tuple(dict.fromkeys(finder.doubts)),
    )


class _Finder:
    """Looks for days in one text; keeps what could not be decided."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doubts: list[Doubt] = []

    def labelled(self, name: str, *, first: int = 0, before: int | None = None) -> Dated | None:
        """Return the day that the clearest wording of *name* gives."""
        for pattern in _LABELLED[name][first:before]:
            found = self.one(pattern, name)
            if found is not None:
                return found
        return None

    def one(self, pattern: re.Pattern[str], name: str = "responded") -> Dated | None:
        found: Dated | None = None
        for match in pattern.finditer(self.document.text):
            day, span = read_day(match["day"]), Span(*match.span("day"))
            if day is None:
                reason = f"'{match['day']}' is no day of the calendar; look at the original"
                self.doubts.append(_doubt(self.document, name, reason, span))
            elif found is None:
                found = Dated(day=day, span=span)
            elif found.day != day:
                reason = f"another day than {found.day} has the same label; say which is right"
                self.doubts.append(_doubt(self.document, name, reason, span))
        return found

    def heads_letter(self) -> Dated | None:
        """Return the day that stands alone over the salutation: that of the letter."""
        salutation = _SALUTATION.search(self.document.text)
        if salutation is None:
            return None
        found = [*_HEADS_LETTER.finditer(self.document.text, 0, salutation.start())]
        day = read_day(found[0]["day"]) if len(found) == 1 else None
        return None if day is None else Dated(day=day, span=Span(*found[0].span("day")))


def _doubt(document: Document, field: str, reason: str, span: Span) -> Doubt:
    return Doubt(field=field, reason=reason, passage=document.passage(*span))
