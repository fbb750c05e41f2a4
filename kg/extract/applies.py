"""Tell which questions a section is cited for, by the labels that stand with it.

They stand in its own sentence (``for questions 2 and 4a, section 31(1) applies``), at
the head of its line, or in the line that leads in the list of sections it is part of.
"""

import re

from kg.extract.citations import HEAD
from kg.extract.labels import mentions
from kg.extract.sentences import Span, lines, sentence_at

LIST_LINES = 12
"""So many lines of a list are looked back over for the line that leads it in."""

_BULLET = re.compile(r"[\W\d]*")


def labels_at(text: str, span: Span, zone: Span) -> tuple[str, ...]:
    """Return the labels of questions that the section cited at *span* in *zone* goes with.

    >>> words = "For questions 2 and 4a, section 31(1) applies."
    >>> labels_at(words, Span(24, 37), Span(0, len(words)))
    ('2', '4.a')
    """
    found = _named(text, sentence_at(text, span.start, *zone), span)
    if found:
        return found
    above = [line for line in lines(text, *zone) if line.start <= span.start][-LIST_LINES:]
    if not above:
        return ()
    found = _named(text, above[-1], span)
    if found:
        return found
    for line in reversed(above[:-1]):
        words = line.of(text)
        if words.endswith((":", ":-", "-")) or _is_label(text, line):
            return _named(text, line, span)
        if HEAD.search(words) is None:
            return ()
    return ()


def _named(text: str, stretch: Span, cited: Span) -> tuple[str, ...]:
    """Return the labels named in *stretch*, those inside the citation left out."""
    labels = (
        label
        for mention in mentions(text, *stretch)
        if mention.span.end <= cited.start or mention.span.start >= cited.end
        for label in mention.labels
    )
    return tuple(dict.fromkeys(labels))


def _is_label(text: str, line: Span) -> bool:
    """Return whether *line* holds nothing but labels."""
    named = next(mentions(text, *line), None)
    return named is not None and _BULLET.fullmatch(text[named.span.end : line.end]) is not None
