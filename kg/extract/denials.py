"""Find where an authority neither confirms nor denies, and which kind of silence it is.

The four kinds weigh differently.  Silence on the whole request says nothing at all;
silence beside an answer leaves that answer standing; silence for its cost says that
looking would be too dear; and the Scottish Act has one notice for many exemptions.
"""

import re
from collections.abc import Iterable, Sequence

from kg.extract.exemptions import Cited, distinct
from kg.extract.labels import mentions
from kg.extract.pairing import Unit
from kg.extract.readings import COVERT
from kg.extract.roles import ASKER, RELIED, STATUTE
from kg.extract.sentences import Span, lines, sentences
from kg.extract.wording import read_axes
from kg.extract.zones import Zones
from kg.model import Answer, Denial, Document

STATED = re.compile(
    r"\bneither\s+(?:be\s+)?confirm(?:s|ed)?\s*,?\s*n?or\s+(?:be\s+)?den(?:y|ies|ied)\b"
    r"|\bneither\s+confirm(?:s|ing)?\s*(?:/|,)?\s*(?:n?or\s+)?den(?:y|ies|ying)\b"
    r"|\b(?:can|could|may|will|shall|must|do|does|is|are|am)\s*(?:not|n[o’']t)\s+(?:\w+\s+){0,3}?confirm"
    r"\s+n?or\s+deny\b|\bunable\s+to\s+confirm\s+or\s+deny\b|\brefus\w+\s+to\s+confirm\s+or\s+deny\b"
    r"|\b(?:exempt|excluded|excused|freed)\s+from\s+(?:the\s+)?(?:duty\s+|obligation\s+)?(?:to\s+)?"
    r"confirm\w*\s+(?:whether|or\s+den\w+)"
    r"|\bnot\s+(?:obliged|required)\s+to\s+confirm\b|\bgives?\s+an?\s+(?:\w+\s+){0,2}NCND\b"
    r"|\b(?:full|partial)\s+NCND\b|\bNCND\s+(?:response|notice|applies|is\s+applied)\b"
    r"|\bduty\s+(?:to\s+confirm\s+or\s+deny\s+|in\s+[^.;]{0,60}?)does\s+not\s+(?:apply|arise)\b"
    r"|\bconfirm(?:ing)?\s+or\s+den(?:y|ying)\b[^.;]{0,80}\bwould\s+(?:\w+\s+)?exceed\b",
    re.IGNORECASE,
)
"""Words that deny the duty to confirm, not words about such a denial."""

BESIDE = re.compile(
    r"\b(?:any\s+other|any\s+further|further\s+information|additional(?:ly)?|in\s+addition|besides"
    r"|covert(?:ly)?|any\s+more|other\s+information|beyond\s+(?:this|that|the))\b",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:should|must)\s+not\s+be\s+(?:taken|read|inferred|seen|construed)\b|\bto\s+(?:give|issue|maintain|use)"
    r"\s+a\s+(?:neither|consistent)\b|\bfactors?\b|\bnecessary\s+to\s+(?:use|apply)\b",
    re.IGNORECASE,
)
"""A sentence about what silence means, or why it is kept."""

REACH = 12
"""A list of sections under a denial is looked through for so many lines."""

BY_COST = ("foia:s12-2",)
SCOTTISH = ("foisa:s18", "foisa:s18-1")
BODY_OR_PERSON = ("foia:s23-5", "foia:s40-5", "foia:s40-5a", "foia:s40-5b")
PLAIN = ("full", "part", "by-reference")
"""Codes of scheme ``disclosure`` that make an answer beside which silence stands."""


def find_denials(
    document: Document,
    zones: Zones,
    cited: Sequence[Cited],
    *,
    answers: Sequence[Answer] = (),
    units: Sequence[Unit] = (),
) -> tuple[Denial, ...]:
    """Return the places of the reply that neither confirm nor deny, each kind and scope once.

    Args:
        document: the page or letter.
        zones: whose voice speaks where.
        cited: provisions cited anywhere in the document.
        answers: what was said to single questions; silence beside one leaves it standing.
        units: where single questions are spoken to.
    """
    text = document.text
    if STATED.search(text, zones.response.start) is None:
        return ()
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Denial] = {}
    told = list(sentences(text, *zones.response))
    stated = [sentence for sentence in told if _denies(text, sentence)]
    answered = any(answer.disclosure in PLAIN or answer.held == "not-held" for answer in answers)
    answered = answered or any(
        _answers(sentence.of(text)) for sentence in told if sentence not in stated
    )
    for sentence in stated:
        provisions = _provisions(text, sentence, zones.response, cited)
        scope = ("overtness:covert",) if COVERT.search(text, *sentence) is not None else ()
        labels = _labels(text, sentence, units)
        beside = bool(scope or labels) or answered or BESIDE.search(text, *sentence) is not None
        kind = _kind(provisions, beside=beside)
        denial = Denial(
            kind=kind,
            restricted_to=scope,
            to=labels,
            provisions=provisions,
            passage=document.passage(*sentence),
        )
        found.setdefault((kind, scope, labels), denial)
    return tuple(_told_apart(found.values()))


def _denies(text: str, sentence: Span) -> bool:
    match = STATED.search(text, *sentence)
    return (
        match is not None
        and STATUTE.search(text, *sentence) is None
        and ABOUT.search(text, *sentence) is None
        and ASKER.search(text[sentence.start : match.start()]) is None
        and not sentence.of(text).endswith("?")
    )


def _answers(words: str) -> bool:
    axes = read_axes(words)
    return axes is not None and (axes.disclosure in PLAIN or axes.held == "not-held")


def _labels(text: str, sentence: Span, units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the labels in *sentence*, or those of the heading that it stands under."""
    named = [label for mention in mentions(text, *sentence) for label in mention.labels]
    over = [
        label
        for unit in units
        if unit.heading and unit.span.start < sentence.end and sentence.start < unit.span.end
        for label in unit.labels
    ]
    return tuple(dict.fromkeys(named or over))


def _provisions(text: str, sentence: Span, zone: Span, cited: Sequence[Cited]) -> tuple[str, ...]:
    """Return the provisions of the denial: those in its sentence, else those listed under it."""
    stop = sentence.end
    relied = [item for item in cited if item.role == RELIED]
    if not _between(relied, sentence):
        for line, _ in zip(lines(text, sentence.end, zone.end), range(REACH), strict=False):
            cites = any(_inside(item, line) for item in cited)
            if not cites and _between(relied, Span(sentence.end, stop)):
                break
            stop = line.end
    inside = _between(relied, Span(sentence.start, stop))
    return tuple(dict.fromkeys(item.claim.provision for item in distinct(inside)))


def _between(cited: Iterable[Cited], span: Span) -> list[Cited]:
    return [
        item
        for item in cited
        if _inside(item, span) and item.claim.limb in ("confirm-or-deny", "cost")
    ]


def _inside(item: Cited, span: Span) -> bool:
    start = item.claim.passage.start
    return start is not None and span.start <= start < span.end


def _kind(provisions: Sequence[str], *, beside: bool) -> str:
    """Return the code of scheme ``ncnd-kind``; the first that fits, as the scheme orders them."""
    if any(provision in BY_COST for provision in provisions):
        return "by-cost"
    if any(provision in SCOTTISH for provision in provisions):
        return "scottish-notice"
    if beside:
        return "beside-answer"
    if provisions and all(provision in BODY_OR_PERSON for provision in provisions):
        return "body-or-person"
    return "whole-request"


def _told_apart(denials: Iterable[Denial]) -> Iterable[Denial]:
    """Yield *denials* without those that say again, wider, what another says with its scope."""
    kept = list(denials)
    for denial in kept:
        again = any(
            other.kind == denial.kind and (other.restricted_to or other.to)
            for other in kept
            if other is not denial
        )
        if denial.restricted_to or denial.to or not again:
            yield denial
