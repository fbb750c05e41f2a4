"""Find which stretch of a reply speaks to which questions.

Forces pair answers with questions by a list in a sentence (``the information
requested for questions 1, 3, 5 and 6``), by a heading over each answer
(``Response 2 and 3:``), or by echoing the numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.labels import mentions, normal
from kg.extract.questions import LETTER, NUMBER
from kg.extract.sentences import Span, lines, sentence_at, trim

MARKS = " \t\n:.-–—)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of the reply, and the labels that it names."""

    labels: tuple[str, ...]
    span: Span
    """The words of the answer, without its heading."""

    heading: bool
    """Whether the labels stand over the words, rather than in their sentence."""


def find_units(text: str, response: Span, known: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units of *response* that name any question, in reading order."""
    headings = sorted(_headings(text, response, known), key=lambda item: item[0].start)
    starts = [span.start for span, _ in headings]
    blocks = []
    for (heading, labels), stop in zip(headings, [*starts, response.end][1:], strict=True):
        blocks.append(Unit(labels=labels, span=_body(text, heading.end, stop), heading=True))
    inline = [
        unit
        for unit in _inline(text, response)
        if not any(
            _within(unit.span, start, block) for start, block in zip(starts, blocks, strict=True)
        )
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


def _headings(
    text: str, response: Span, known: Sequence[str]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    top: str | None = None
    for line in lines(text, *response):
        words = line.of(text)
        mention = next(mentions(text, *line), None)
        number = NUMBER.match(words)
        letter = LETTER.match(words)
        if (
            mention is not None
            and mention.span.start == line.start
            and _stands_alone(text, mention.span.end, line)
        ):
            top = mention.labels[0].partition(".")[0]
            yield mention.span, mention.labels
        elif number is not None and normal(number[0].rstrip(MARKS)) in known:
            label = normal(number[0].rstrip(MARKS))
            top = label.partition(".")[0]
            yield Span(line.start, line.start + number.end()), (label,)
        elif letter is not None and top is not None and f"{top}.{letter['l'].lower()}" in known:
            yield Span(line.start, line.start + letter.end()), (f"{top}.{letter['l'].lower()}",)


def _stands_alone(text: str, position: int, line: Span) -> bool:
    """Return whether nothing, or only a mark, follows the labels of a heading."""
    rest = text[position : line.end].lstrip(" ")
    return not rest or rest[0] in ":.-–—)"


def _body(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start] in MARKS:
        start += 1
    return trim(text, start, stop)


def _inline(text: str, response: Span) -> list[Unit]:
    found: dict[Span, dict[str, None]] = {}
    for mention in mentions(text, *response):
        sentence = sentence_at(text, mention.span.start, *response)
        found.setdefault(sentence, {}).update(dict.fromkeys(mention.labels))
    return [Unit(labels=tuple(labels), span=span, heading=False) for span, labels in found.items()]


def _within(span: Span, start: int, block: Unit) -> bool:
    return start <= span.start < max(block.span.end, start + 1)
