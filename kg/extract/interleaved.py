"""Read a page that prints each answer under its question, so that neither has a part of its own."""

from kg.extract.asking import ASKS
from kg.extract.numbering import Counter, marks, style_of
from kg.extract.questions import Asked, sets_scope
from kg.extract.sentences import Span, lines
from kg.extract.wording import ANSWER, ANSWER_NUMBER, read_axes
from kg.extract.zones import Zones
from kg.model import Document


def find_interleaved(document: Document, zones: Zones, asked: Asked) -> Asked:
    """Return the questions of a page that prints each answer under its question, else *asked*.

    There the first answer comes after the first question, so that the request seems to end
    with it, or no words say where the reply begins; and lines between the questions answer.
    """
    text = document.text
    tops = {label.partition(".")[0] for label in asked.questions}
    if len(tops) > 1 and zones.response.start < zones.response.end:
        return asked
    found = [
        line for line in lines(text, zones.request.start, len(text)) if not sets_scope(text, line)
    ]
    counter = Counter(style_of([line.of(text) for line in found if line.of(text).endswith("?")]))
    questions: dict[str, Span] = {}
    answers = 0
    for line in found:
        before = counter.path
        mark = counter.take([*marks(text, *line, counter.style)])
        words = None if mark is None else _question_in(text, Span(mark.end, line.end))
        if words is not None and counter.label not in questions:
            questions[counter.label] = words
            continue
        counter.path = before
        answers += bool(questions) and _answers(line.of(text))
    more = {label.partition(".")[0] for label in questions}
    if len(more) < 2 or not answers or not more >= tops:
        return asked
    return Asked(questions=questions, interleaved=True)


def _answers(words: str) -> bool:
    """Whether a line between two questions answers the first of them."""
    if words[-1:] in "?:" and ANSWER.match(words) is None:
        return False
    marked = ANSWER.match(words) is not None or ANSWER_NUMBER.match(words) is not None
    return marked or read_axes(words) is not None


def _question_in(text: str, line: Span) -> Span | None:
    """Return the words of *line* to their last question mark; None when they do not ask."""
    end = text.rfind("?", *line)
    if end >= 0:
        return Span(line.start, end + 1)
    return line if ASKS.match(text, *line) is not None else None
