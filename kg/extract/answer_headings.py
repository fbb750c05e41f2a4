"""Find what names the questions over their answers: labels, ordinal words, echoes, repetitions."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.extract.labels import mentions, normal
from kg.extract.numbering import LETTER, NUMBER
from kg.extract.sentences import Span, lines
from kg.extract.wording import ANSWER, ANSWER_NUMBER

MARKS = " \t\n:.,-–—)"
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
ORDINAL = re.compile(
    rf"(?:[\w ]{{0,30}}\b)?your\s+(?P<n>{'|'.join(ORDINALS)})\s+"
    r"(?:question|point|request|part|query)\s*[.:,–-]?$",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:(?:on|for|as\s+to|regarding|re|concerning|with\s+regards?\s+to"
    r"|in\s+(?:respect|relation|answer|response|reply)\s+(?:of|to)"
    r"|(?:our\s+|the\s+)?(?:answer|response|reply)s?\s+(?:to|for)|part)\s+(?:your\s+)?"
    r"(?:(?:questions?|points?|parts?)\s+)?)?$",
    re.IGNORECASE,
)
"""Words that may stand before the labels in a heading."""

UNFINISHED = re.compile(
    r"(?:\b(?:questions?|points?|parts?|requests?|and|or|to|for|of|in|on|the|with|by|from|your)|[,&])$",
    re.IGNORECASE,
)
"""How a line ends that the next one goes on with."""

SHORTEST = 15
"""A question that is said again is known by so many letters and digits at least."""


def names(text: str, response: Span, label: str) -> bool:
    """Whether the reply calls a question *label*, in a sentence or before its answer."""
    if any(label in mention.labels for mention in mentions(text, *response)):
        return True
    numbers = (NUMBER.match(text, *line) for line in lines(text, *response))
    return any(
        number is not None and normal(number[0].rstrip(MARKS)) == label for number in numbers
    )


class Heading(NamedTuple):
    """What names the questions that the words after it answer."""

    span: Span
    labels: tuple[str, ...]
    alone: bool
    """Whether it stands over the answer, rather than at the head of its sentence."""


def headings(text: str, response: Span, questions: Mapping[str, str]) -> Iterator[Heading]:
    """Yield each place of *response* that names or repeats questions before their answer."""
    said = {plain(words): label for label, words in questions.items()}
    top: str | None = None
    for line in lines(text, *response):
        found = (
            _naming(text, line, questions)
            or _ordinal(text, line, questions)
            or _echo(text, line, questions, said, top)
            or _again(text, line, said, top)
        )
        if found is not None:
            top = found.labels[0].partition(".")[0]
            yield found


def _naming(text: str, line: Span, questions: Mapping[str, str]) -> Heading | None:
    """Read ``Response 2 and 3:``, ``On point 4:`` or ``For question 5, ...``."""
    mention = next(mentions(text, *line), None)
    if mention is None or _continues(text, line):
        return None
    if ANSWER.match(text, *mention.span) is not None and not set(mention.labels) & set(questions):
        return None  # 'Answer: 12' tells how many, and names no question
    lead = LEADS.match(text[line.start : mention.span.start])
    rest = text[mention.span.end : line.end].lstrip(" ")
    alone = not rest or rest[0] in ":.-–—)"
    if lead is None or not (alone or rest[0] == "," or lead[0]):
        return None
    return Heading(Span(line.start, mention.span.end), mention.labels, alone)


def _continues(text: str, line: Span) -> bool:
    """Whether *line* goes on with a sentence that a mail program broke above it."""
    above = text.rfind("\n", 0, max(0, line.start - 1)) + 1
    before = text[above : max(above, line.start - 1)].rstrip()
    return UNFINISHED.search(before) is not None


def _ordinal(text: str, line: Span, questions: Mapping[str, str]) -> Heading | None:
    """Read ``As to your first question`` on a line of its own."""
    ordinal = ORDINAL.match(text, *line)
    if ordinal is None:
        return None
    number = ORDINALS.index(ordinal["n"].lower()) + 1
    known = (label for label in (str(number), f"({number})") if label in questions)
    label = next(known, None)
    return None if label is None else Heading(line, (label,), alone=True)


def _echo(
    text: str, line: Span, questions: Mapping[str, str], said: Mapping[str, str], top: str | None
) -> Heading | None:
    """Read the number of a question before its answer, the question said again or not."""
    mention = next(mentions(text, *line), None)
    if mention is not None and mention.span.start == line.start and len(mention.labels) > 1:
        return None
    number, letter = NUMBER.match(text, *line), LETTER.match(text, *line)
    answered = ANSWER_NUMBER.match(text, *line)
    if answered is not None and normal(answered["label"]) in questions:
        return Heading(Span(line.start, answered.end()), (normal(answered["label"]),), alone=True)
    if number is not None and (label := normal(number[0].rstrip(MARKS))) in questions:
        again = said_again(text[number.end() : line.end], said) is not None
        return Heading(Span(line.start, line.end if again else number.end()), (label,), alone=True)
    if letter is None:
        return None
    for label in (f"{top}.{letter['l'].lower()}", letter["l"].lower()):
        if label in questions:
            return Heading(Span(line.start, letter.end()), (label,), alone=True)
    return None


def _again(text: str, line: Span, said: Mapping[str, str], top: str | None) -> Heading | None:
    label = said_again(line.of(text), said)
    return None if label is None or label == top else Heading(line, (label,), alone=True)


def plain(words: str) -> str:
    """Return only the letters and digits of *words*, in small letters."""
    return re.sub(r"[^a-z0-9]", "", words.lower())


def said_again(words: str, said: Mapping[str, str]) -> str | None:
    """Return the label of the question that *words* say again, but for its mark and stops."""
    known = plain(words)
    return said.get(known) if len(known) >= SHORTEST else None
