"""Find which stretch of a reply speaks to which questions.

Forces pair answers with questions by a list in a sentence (``the information
requested for questions 1, 3, 5 and 6``), by a heading over each answer
(``Response 2 and 3:``, ``As to your first question.``), by echoing the numbers, or by
saying the question again.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.answer_headings import LEADS, MARKS, headings, plain, said_again
from kg.extract.boilerplate import TRAILS
from kg.extract.labels import mentions
from kg.extract.sentences import Span, lines, sentence_at, trim
from kg.extract.wording import ANSWER

OVERTNESS = re.compile(r"\b(?P<overt>overt)(?:ly)?\b|\b(?P<covert>covert)(?:ly)?\b", re.IGNORECASE)
SHORT_HEADING = 5
"""A heading says in so many words at most which use it is about."""

CITES = re.compile(r"(?:and\s+)?(?:s|ss|sec|sect|section|sections|reg|regulation)\b\.?\s*\d", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of the reply, and the labels that it names."""

    labels: tuple[str, ...]
    span: Span
    """The words of the answer, without its heading."""

    heading: bool
    """Whether the labels stand over the words, rather than in their sentence."""

    wider: Span | None = None
    """The paragraph of a sentence that names questions, with the provisions listed under it."""

    overtness: str | None = None
    """Code of scheme ``overtness`` that the heading confines the answer to; None for all use."""

    lead: bool = False
    """Whether a sentence opens by naming its questions, and then says something to them."""

    named_at: Span | None = None
    """The words that name the questions; None where their own words are said again."""

    @property
    def whole(self) -> bool:
        """Whether it is the reply to all questions at once."""
        return not self.heading and self.named_at is None


def find_units(text: str, response: Span, questions: Mapping[str, str]) -> tuple[Unit, ...]:
    """Return the units of *response* that name any question, in reading order.

    Args:
        text: the whole document.
        response: the zone of the reply.
        questions: label -> words, of every question that the page prints.
    """
    found = sorted(headings(text, response, questions), key=lambda item: item.span.start)
    stops = [*(heading.span.start for heading in found), response.end][1:]
    said = {plain(words): label for label, words in questions.items()}
    headed = {label for heading in found if heading.alone for label in heading.labels}
    starts, blocks = [], []
    for heading, stop in zip(found, stops, strict=True):
        if not heading.alone:  # its sentence speaks for itself, and ends the answer before it
            continue
        body = _body(text, heading.span.end, stop, said, headed)
        scope, begins = _confined(text, heading.span, body)
        starts.append(heading.span.start)
        blocks.append(
            Unit(
                labels=heading.labels,
                span=Span(begins, body.end),
                heading=True,
                overtness=scope,
                named_at=heading.span,
            )
        )
    inline = [
        unit for unit in _inline(text, response) if not _within(unit.span.start, starts, blocks)
    ]
    # An empty heading only opens the parts that follow it under their own.
    filled = [block for block in blocks if block.span.start < block.span.end]
    return tuple(sorted([*filled, *inline], key=lambda unit: unit.span.start))


def share(units: Sequence[Unit], asked: Iterable[str]) -> dict[str, list[Unit]]:
    """Return, for each label *asked* that any unit names, the units that answer it.

    An answer to a question answers its parts too, unless they have their own.
    """
    found: dict[str, list[Unit]] = {}
    named = {label for unit in units for label in unit.labels}
    for label in asked:
        nearest: str | None = label
        while nearest and nearest not in named:
            nearest = nearest.rpartition(".")[0]
        if nearest:
            found[label] = [unit for unit in units if nearest in unit.labels]
    return found


def _body(
    text: str, start: int, stop: int, said: Mapping[str, str], headed: Container[str]
) -> Span:
    """Return the words of an answer: without its question said again, and up to what follows it.

    That is a notice or test that every letter has, or a sentence to questions that have no
    heading of their own.
    """
    while start < stop and text[start] in MARKS:
        start += 1
    found = [*lines(text, start, stop)]
    if len(found) > 1 and said_again(found[0].of(text), said) is not None:
        start, found = found[1].start, found[1:]
    opened = ANSWER.match(text, start, stop)
    start = start if opened is None else opened.end()
    for line in found[1:]:
        others = (label for mention in mentions(text, *line) for label in mention.labels)
        if TRAILS.match(text, *line) is not None or any(label not in headed for label in others):
            return trim(text, start, line.start)
    return trim(text, start, stop)


def _confined(text: str, heading: Span, body: Span) -> tuple[str | None, int]:
    """Return what use the heading's line speaks of, and where the words under it begin."""
    line_end = text.find("\n", heading.end)
    line_end = len(text) if line_end < 0 else line_end
    rest = text[heading.end : line_end]
    found = OVERTNESS.search(rest)
    if found is None:
        return None, body.start
    short = len(rest.split()) <= SHORT_HEADING
    begins = next(lines(text, line_end, body.end), body).start if short else body.start
    return found.lastgroup, begins if begins < body.end else body.start


def _inline(text: str, response: Span) -> list[Unit]:
    found: dict[Span, dict[str, None]] = {}
    where: dict[Span, Span] = {}
    for mention in mentions(text, *response):
        sentence = sentence_at(text, mention.span.start, *response)
        found.setdefault(sentence, {}).update(dict.fromkeys(mention.labels))
        where.setdefault(sentence, mention.span)
    starts = [*sorted(span.start for span in found), response.end]
    return [
        Unit(
            labels=tuple(labels),
            span=span,
            heading=False,
            lead=bool(_lead(text, span, where[span])),
            wider=_wider(text, span, starts[bisect_right(starts, span.start)]),
            named_at=where[span],
        )
        for span, labels in found.items()
    ]


def _lead(text: str, sentence: Span, named: Span) -> bool:
    return LEADS.match(text[sentence.start : named.start]) is not None


def _wider(text: str, sentence: Span, stop: int) -> Span:
    """Return *sentence* with the rest of its paragraph, and the provisions that this announces."""
    end = text.find("\n", sentence.end, stop)
    end = stop if end < 0 else end
    if text[:end].rstrip().endswith(":"):
        for line in lines(text, end, stop):
            if CITES.match(text, line.start) is None:
                break
            end = line.end
    return trim(text, sentence.start, end)


def _within(offset: int, starts: Sequence[int], blocks: Sequence[Unit]) -> bool:
    """Whether *offset* stands in one of *blocks*, whose headings stand at *starts*."""
    last = bisect_right(starts, offset) - 1
    return last >= 0 and offset < max(blocks[last].span.end, starts[last] + 1)
