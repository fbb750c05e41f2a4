"""Find the sentences that ask, in a request that prints no numbers."""

from collections.abc import Iterator

from kg.extract.asking import CLOSES, GREETS, WANTS
from kg.extract.sentences import Span, sentences


def asking(text: str, request: Span) -> Iterator[Span]:
    """Yield the sentences that ask: with a question mark, or in words that want something."""
    said = [
        span
        for span in sentences(text, *request)
        if GREETS.match(span.of(text)) is None and span.of(text)[-1:] != ":"
    ]
    marked = [span for span in said if span.of(text).rstrip("\"'”’)").endswith("?")]
    wanting = [
        span
        for span in said
        if WANTS.search(span.of(text)) is not None and CLOSES.search(span.of(text)) is None
    ]
    yield from sorted({*marked, *wanting})
