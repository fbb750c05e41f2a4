"""Read the questions of a request, with their parts, in reading order.

Where a page prints no numbers, its questions are counted: a counted step of a label
stands in brackets, ``(2)`` or ``5.(1)``, so that nobody takes it for a printed one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.extract.asking import ASKS, CLOSES, ENDS, JOINS, SCOPED, TELLS
from kg.extract.labels import mentions
from kg.extract.numbering import BULLET, INLINE, Counter, Mark, Style, marks, style_of
from kg.extract.sentences import Span, lines, trim
from kg.extract.unnumbered import asking
from kg.model import Document, Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions of a page: label -> the words asked, without their number."""

    questions: dict[str, Span]
    doubts: tuple[Doubt, ...] = ()
    interleaved: bool = False
    """Whether each answer stands under its question."""


def find_questions(document: Document, request: Span) -> Asked:
    """Return the questions in *request*, the requester's words in *document*."""
    found = [line for line in lines(document.text, *request) if not sets_scope(document.text, line)]
    style = style_of([line.of(document.text) for line in found])
    reader = _Reader(document, Counter(style), parts=_has_unprinted_parts(document, found, style))
    for line in found:
        reader.read(line)
    if not reader.questions:
        return _counted(document, request)
    doubts = reader.doubts
    if style.every_one:
        first = next(iter(reader.questions.values()))
        reason = "every question has the number 1; they were counted in reading order"
        doubts = [_doubt(document, reason, first), *doubts]
    kept = {label: span for label, span in reader.questions.items() if span.start < span.end}
    return Asked(questions=kept, doubts=tuple(doubts))


def renamed(asked: Asked, named: Callable[[str], bool]) -> Asked:
    """Return *asked* with the numbers that the reply gives to questions that print none.

    Counted labels stay as they are unless the reply names at least one of them by its
    number; then counting is how the authority reads them too.
    """
    tops = {label.partition(".")[0] for label in asked.questions}
    if not all(top.startswith("(") for top in tops) or not any(named(top[1:-1]) for top in tops):
        return asked
    plain = {re.sub(r"^\((\d+)\)", r"\1", label): span for label, span in asked.questions.items()}
    return replace(asked, questions=plain)


class _Reader:
    """Goes through the lines of a request; holds the question that is being read."""

    def __init__(self, document: Document, counter: Counter, *, parts: bool) -> None:
        self.document = document
        self.text = document.text
        self.counter = counter
        self.parts = parts
        self.questions: dict[str, Span] = {}
        self.doubts: list[Doubt] = []
        self.current: str | None = None
        self.previous_end = 0

    def read(self, line: Span) -> None:
        """Take *line* as one or more questions, as part of the last, or as neither."""
        gap = self.text.count("\n", self.previous_end, line.start) > 1
        self.previous_end = line.end
        mark = self.counter.take([*marks(self.text, *line, self.counter.style)])
        if mark is not None:
            self._open(line, mark)
        elif self._counts_bullet(line):
            self._bullet(line)
        elif self.current is not None and self._is_part(line, gap=gap):
            self.counter.count(1)
            self._begin(line, line.start)
        elif self.current is not None and self._runs_on(line, gap=gap):
            held = self.questions[self.current]
            start = line.start if held.end == held.start else held.start
            self.questions[self.current] = Span(start, line.end)
        else:
            self._leave(line)

    def _open(self, line: Span, mark: Mark) -> None:
        """Begin the question that *line* opens with, and those whose numbers stand inside it."""
        begins = mark.end
        label = self.counter.label
        for inside in INLINE.finditer(self.text, begins, line.end):
            options = [*marks(self.text, inside.start(), line.end, self.counter.style)]
            if not options or not self._may_stand_inside(inside, line):
                continue
            further = self.counter.take(options, exact=True)
            if further is not None:
                self._keep(label, Span(begins, inside.start()), line)
                begins, label = further.end, self.counter.label
        self._keep(label, Span(begins, line.end), line)

    def _may_stand_inside(self, inside: re.Match[str], line: Span) -> bool:
        """Whether a mark inside a line is one: a number before a capital, a letter in a row."""
        words = self.text[inside.end() : line.end].lstrip()
        before = self.text[max(line.start, inside.start() - 2) : inside.start()].rstrip()[-1:]
        if inside[0].lstrip("Qq")[:1].isdigit():
            return words[:1].isupper() or before in "?.:;"
        first = inside[0].strip("(.)/").lower() in ("a", "i")
        follower = "b" if inside[0].strip("(.)/").lower() == "a" else "ii"
        form = inside[0][-1]
        more = re.search(
            rf"(?<=[\s?.:;,]){follower}{re.escape(form)}", self.text[inside.end() : line.end]
        )
        return more is not None if first else True

    def _keep(self, label: str, span: Span, line: Span) -> None:
        words = trim(self.text, *span)
        if label in self.questions:
            self.doubts.append(_doubt(self.document, f"the number {label} stands twice", line))
            self.current = None
            return
        self.current = label
        self.questions[label] = words

    def _begin(self, line: Span, start: int) -> None:
        self._keep(self.counter.label, Span(start, line.end), line)

    def _counts_bullet(self, line: Span) -> bool:
        """Whether a bullet is a question: none of the questions has a number of its own."""
        if BULLET.match(self.text, line.start, line.end) is None:
            return False
        path = self.counter.path
        return not path or path[0].kind == "counted"

    def _bullet(self, line: Span) -> None:
        self.counter.count(0)
        opened = BULLET.match(self.text, line.start, line.end)
        self._begin(line, line.start if opened is None else opened.end())

    def _is_part(self, line: Span, *, gap: bool) -> bool:
        """Whether *line* asks on under a question whose parts have lost their letters."""
        held = self.questions[self.current or ""]
        return self.parts and not gap and held.start < held.end and _asks_on(self.text, line)

    def _runs_on(self, line: Span, *, gap: bool) -> bool:
        question = self.questions[self.current or ""]
        if question.start == question.end:
            return True
        words = question.of(self.text)
        bullet = BULLET.match(self.text, line.start, line.end) is not None
        listed = bullet and (words.endswith(":") or "\n" in words)
        if listed:
            return True
        return (
            not gap
            and ENDS.search(words) is None
            and not _is_scope(self.text, line)
            and SCOPED.match(self.text, *line) is None
            and JOINS.match(line.of(self.text)) is None
        )

    def _leave(self, line: Span) -> None:
        self.current = None
        options = [*marks(self.text, *line, self.counter.style)]
        numbered = any(mark.levels[0].kind == "number" for mark in options)
        if numbered and not _is_scope(self.text, line):
            reason = "a number that does not follow on from the question before"
            self.doubts.append(_doubt(self.document, reason, line))


def _has_unprinted_parts(document: Document, found: list[Span], style: Style) -> bool:
    """Whether the parts of numbered questions stand on lines of their own, without letters.

    One such line may be a remark; two are how the list was laid out.
    """
    text = document.text
    counter = Counter(style)
    under: list[str] = []
    deeper = empty = False
    for before, line in zip([None, *found], found, strict=False):
        mark = counter.take([*marks(text, *line, style)])
        if mark is not None:
            deeper = deeper or len(counter.path) > 1
            empty = mark.end >= line.end
        elif counter.path and before is not None and not empty and _asks_on(text, line):
            directly = text.count("\n", before.end, line.start) == 1
            under += [counter.label] if directly else []
    return not deeper and len(under) > 1


def _asks_on(text: str, line: Span) -> bool:
    words = line.of(text)
    tells = TELLS.match(words) is not None and not words.endswith("?")
    return (
        ASKS.match(words) is not None
        and not tells
        and len(words.split()) > 2
        and words[-1:] != ":"
        and CLOSES.search(words) is None
        and next(mentions(text, *line), None) is None
    )


def _counted(document: Document, request: Span) -> Asked:
    """Count the questions of a request that numbers none."""
    text = document.text
    found = [*asking(text, request)]
    if not found:
        return Asked(questions={})
    questions = {f"({number})": span for number, span in enumerate(found, start=1)}
    reason = "the page prints no numbers; what is asked was counted in reading order"
    return Asked(questions=questions, doubts=(_doubt(document, reason, found[0]),))


def sets_scope(text: str, line: Span) -> bool:
    """Return whether *line* opens with several questions, of which it says something."""
    named = next(mentions(text, *line), None)
    return named is not None and named.span.start == line.start and len(named.labels) > 1


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
