"""Read the numbered questions of a request, with their parts, in reading order.

A line is a question only where its number follows on from the one before, so
that neither the banner nor the prose of a letter becomes one.
"""

import re
from dataclasses import dataclass

from kg.extract.labels import ROMAN, mentions
from kg.extract.sentences import Span, lines, trim
from kg.model import Document, Doubt

NUMBER = re.compile(
    r"(?:[-•*]\s*)?(?P<q>Q(?:uestion)?\.?\s*|Request\s+)?(?P<n>\d{1,2})"
    r"(?:(?P<l>[a-z])(?P<r>[ivx]{1,4})?(?![a-z]))?"
    r"(?:\s?\)|\.(?!\d)|:(?!\d)|/(?!\d)|\s[-–]\s|(?(q)(?=\s|$)|(?!)))\s*",
    re.IGNORECASE,
)
LETTER = re.compile(r"\(?(?P<l>[a-z])\s?(?:\)|\.(?![a-z]\.)|/)\s*", re.IGNORECASE)
NUMERAL = re.compile(r"\(?(?P<r>[ivx]{1,4})\s?(?:\)|\.|/)\s*", re.IGNORECASE)
ENDS = re.compile(r"[.?!:;][\"'”’)]*$")
STEP = 5
"""Numbers may skip where a page has lost lines, but not by more than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions of a page: label -> the words asked, without their number."""

    questions: dict[str, Span]
    doubts: tuple[Doubt, ...] = ()


class _Counter:
    """Where the numbering stands: ``5``, ``5.c``, ``5.c.i``."""

    def __init__(self) -> None:
        self.top: str | None = None
        self.letter: str | None = None
        self.numeral: str | None = None

    def number(self, match: re.Match[str]) -> str | None:
        """Return the label that *match* gives, or None when it does not follow on."""
        number, letter, numeral = int(match["n"]), match["l"], match["r"]
        at = int(self.top) if self.top is not None and self.top.isdigit() else None
        if at is not None and not at <= number <= at + STEP:
            return None
        if letter is None and (number == at or number == 0):
            return None
        if letter is not None and number == at and not self._later(letter.lower()):
            return None
        self.top, self.letter, self.numeral = str(number), None, None
        if letter is not None:
            self.letter = letter.lower()
            self.numeral = numeral.lower() if numeral else None
        return self.label()

    def sub(self, line: str) -> tuple[str, int] | None:
        """Return the label that a lettered *line* gives, and where its words begin."""
        numeral, letter = NUMERAL.match(line), LETTER.match(line)
        if numeral is not None and (self.letter is not None or (self.top or "").isdigit()):
            printed = numeral["r"].lower()
            wanted = ROMAN.index(self.numeral) + 1 if self.numeral is not None else 0
            if printed == ROMAN[min(wanted, len(ROMAN) - 1)] and not self._next_letter(printed):
                self.numeral = printed
                return self.label(), numeral.end()
        if letter is None:
            return None
        printed = letter["l"].lower()
        if self.top is None:
            if printed != "a":
                return None
            self.top = printed
        elif self.top.isalpha():
            if printed <= self.top:
                return None
            self.top = printed
        elif self._later(printed):
            self.letter, self.numeral = printed, None
        else:
            return None
        return self.label(), letter.end()

    def label(self) -> str:
        return ".".join(part for part in (self.top, self.letter, self.numeral) if part is not None)

    def _later(self, letter: str) -> bool:
        first = self.letter is None and letter <= "c"
        return first or (
            self.letter is not None and self.letter < letter <= chr(ord(self.letter) + 4)
        )

    def _next_letter(self, printed: str) -> bool:
        """Return whether *printed* is rather the letter after the last, as ``i`` after ``h``."""
        return (
            self.numeral is None
            and self.letter is not None
            and len(printed) == 1
            and ord(printed) == ord(self.letter) + 1
        )


def find_questions(document: Document, request: Span) -> Asked:
    """Return the numbered questions in *request*, the requester's words in *document*."""
    text = document.text
    counter = _Counter()
    questions: dict[str, Span] = {}
    doubts: list[Doubt] = []
    current: str | None = None
    previous_end = request.start
    for line in lines(text, *request):
        started = _start(counter, line.of(text))
        gap = text.count("\n", previous_end, line.start) > 1
        if started is not None:
            label, offset = started
            current = None
            if label in questions:
                doubts.append(_doubt(document, f"the number {label} stands twice", line))
            else:
                current = label
                questions[label] = trim(text, line.start + offset, line.end)
        elif current is not None and _runs_on(text, questions[current], line, gap=gap):
            start = questions[current].start
            if questions[current].end == start:
                start = line.start
            questions[current] = Span(start, line.end)
        else:
            current = None
            if NUMBER.match(line.of(text)) is not None and not _is_scope(text, line):
                reason = "a number that does not follow on from the question before"
                doubts.append(_doubt(document, reason, line))
        previous_end = line.end
    kept = {label: span for label, span in questions.items() if span.start < span.end}
    return Asked(questions=kept, doubts=tuple(doubts))


def _start(counter: _Counter, line: str) -> tuple[str, int] | None:
    number = NUMBER.match(line)
    if number is None:
        return counter.sub(line)
    label = counter.number(number)
    if label is None:
        return None
    return label, number.end()


def _runs_on(text: str, question: Span, line: Span, *, gap: bool) -> bool:
    if question.start == question.end:
        return True
    return not gap and ENDS.search(question.of(text)) is None and not _is_scope(text, line)


def _is_scope(text: str, line: Span) -> bool:
    """Return whether *line* speaks about questions (``Questions 1-6 relate to``)."""
    named = next(mentions(text, *line), None)
    return named is not None and named.span.start == line.start


def _doubt(document: Document, what: str, line: Span) -> Doubt:
    return Doubt(
        field="questions",
        reason=f"{what}; compare the numbers with the original",
        passage=document.passage(*line),
    )
