"""Put together which request asks which questions.

A page may quote an earlier request and ask some of its questions again; then the
questions belong to the earlier one, and a sentence says which are asked anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.extract.dates import Dated
from kg.extract.labels import mentions, with_parts
from kg.extract.references import EARLIER, References
from kg.extract.relations import relation
from kg.extract.sentences import Span, lines, sentences
from kg.extract.zones import Zones
from kg.model import Document, Doubt, Question, Request
from kg.model.key import slug

EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|exclud(?:ing|es?)|other than|apart from|but not|not including|omitting"
    r"|without|minus|less|leaving out)\b",
    re.IGNORECASE,
)


SHORTEST_SENTENCE = 5
"""Words of a sentence at least: a heading and a greeting open no reply."""

FOLLOWS = re.compile(r"\b(?:follow(?:s|ing|ed)?|further\s+to|refer(?:s|ring)?)\b", re.IGNORECASE)
"""A sentence about an earlier request is no heading over its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """The requests of a page, the one answered first."""

    requests: tuple[Request, ...]
    asked: tuple[Question, ...]
    """Questions that the request answered asks, by itself or again."""

    doubts: tuple[Doubt, ...] = ()


def find_requests(
    document: Document,
    zones: Zones,
    references: References,
    questions: Sequence[Question],
    *,
    received: Dated | None,
) -> Requested:
    """Return the request answered, with its questions, and those that it refers to."""
    text = document.text
    own = references.own[0] if references.own else None
    reference = None if own is None else own.of(text)
    passage = None if own is None else document.passage(*own)
    also = tuple(document.passage(*span) for span in references.own[1:])
    came = None if received is None else document.passage(*received.span)
    doubts: list[Doubt] = []
    quoted = _quoted(text, zones, references, questions)
    if quoted is not None:
        scope, again, left_out = _scope(text, Span(zones.request.start, quoted.start), questions)
        if scope is None:
            reason = (
                "the questions stand under an earlier request, and no words tell which of "
                "them are asked again; write them under asks_again"
            )
            doubts.append(_doubt(document, reason, quoted))
        answered = Request(
            reference=reference,
            passage=passage,
            refines=quoted.of(text),
            asks_again=again,
            excludes=left_out,
            scope=None if scope is None else document.passage(*scope),
            also=also,
            received=None if received is None else received.day,
            received_passage=came,
        )
        others = [span for span in references.related if span != quoted]
        told, unclear = _relations(document, zones, references, others, own)
        answered = replace(
            answered, **(told | {"refines": quoted.of(text), "refines_passage": None})
        )
        earlier = Request(
            reference=quoted.of(text),
            passage=document.passage(*quoted),
            questions=tuple(questions),
        )
        asked = tuple(question for question in questions if question.label in again)
        return Requested(
            requests=(answered, earlier, *_named_only(document, others)),
            asked=asked,
            doubts=(*doubts, *unclear),
        )
    told, unclear = _relations(document, zones, references, references.related, own)
    answered = Request(
        reference=reference,
        passage=passage,
        questions=tuple(questions),
        also=also,
        received=None if received is None else received.day,
        received_passage=came,
    )
    return Requested(
        requests=(replace(answered, **told), *_named_only(document, references.related)),
        asked=tuple(questions),
        doubts=tuple(unclear),
    )


def _relations(
    document: Document,
    zones: Zones,
    references: References,
    related: Sequence[Span],
    own: Span | None,
) -> tuple[dict[str, Any], list[Doubt]]:
    """Return what the request answered has to do with those *related*, as fields of it.

    Of each kind the first that the page tells is taken, in what was asked or where the reply
    opens; what is told further down, where a reply speaks of others too, or not at all is a doubt.
    """
    text, found = document.text, dict[str, Any]()
    doubts = []
    for span in related:
        name = slug(span.of(text))
        again = [one for one in references.again if slug(one.of(text)) == name]
        places = [one for one in (span, *again) if _is_of_requester(text, zones, one)]
        told = next((one for place in places if (one := relation(text, place)) is not None), None)
        if told is None or told.kind in found or own is None:
            reason = (
                "another request is named; say in refines, follows or reviews what this one "
                "has to do with it, or leave it"
            )
            doubts.append(_doubt(document, reason, span))
        else:
            found[told.kind] = span.of(text)
            found[f"{told.kind}_passage"] = document.passage(*told.words)
    return found, doubts


def _is_of_requester(text: str, zones: Zones, span: Span) -> bool:
    """Whether *span* stands before the reply, or in the first sentence of it."""
    if span.start < zones.response.start:
        return True
    opening = (
        one
        for one in sentences(text, *zones.response)
        if len(one.of(text).split()) >= SHORTEST_SENTENCE
    )
    first = next(opening, None)
    return first is not None and first.start <= span.start < first.end


def _named_only(document: Document, spans: Sequence[Span]) -> list[Request]:
    return [
        Request(reference=span.of(document.text), passage=document.passage(*span)) for span in spans
    ]


def _quoted(
    text: str, zones: Zones, references: References, questions: Sequence[Question]
) -> Span | None:
    """Return the earlier reference under which the questions are printed, if they are."""
    if not questions or questions[0].passage.start is None:
        return None
    first = questions[0].passage.start
    over = [span for span in references.related if zones.request.start <= span.start < first]
    return next(
        (span for span in over if _is_heading(text, span) and _is_earlier(text, span)), None
    )


def _is_heading(text: str, span: Span) -> bool:
    opening = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if FOLLOWS.search(opening) is not None:
        return False
    return re.match(r"[\s:.)-]*(?:\n|$)", text[span.end : span.end + 8]) is not None


def _is_earlier(text: str, span: Span) -> bool:
    line_start = text.rfind("\n", 0, span.start) + 1
    return EARLIER.search(text, line_start, span.start) is not None


def _scope(
    text: str, words: Span, questions: Sequence[Question]
) -> tuple[Span | None, tuple[str, ...], tuple[str, ...]]:
    """Return the sentence that picks questions, the labels picked, and those named and left out."""
    known = [question.label for question in questions]
    for sentence in sentences(text, *words):
        if next(mentions(text, *sentence), None) is None:
            continue
        cut = EXCEPT.search(text, *sentence)
        turn = sentence.end if cut is None else cut.start()
        picked = [label for item in mentions(text, sentence.start, turn) for label in item.labels]
        dropped = [label for item in mentions(text, turn, sentence.end) for label in item.labels]
        left_out = with_parts(dropped, known)
        kept = with_parts(picked, known) if picked else tuple(known)
        return sentence, tuple(label for label in kept if label not in left_out), left_out
    return None, (), ()


def _doubt(document: Document, reason: str, span: Span) -> Doubt:
    line = next(
        (line for line in lines(document.text) if line.start <= span.start < line.end), span
    )
    return Doubt(field="requests", reason=reason, passage=document.passage(*line))
