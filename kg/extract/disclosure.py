"""Read a page or letter that answers a request, from its heading to its last exemption."""

import re
from dataclasses import replace
from datetime import date
from functools import partial

from kg.errors import NotADisclosureError
from kg.extract.amounts import with_amounts
from kg.extract.answer_headings import names
from kg.extract.answers import Answered, find_answers
from kg.extract.citations import find_citations
from kg.extract.dates import Dated, find_days
from kg.extract.decisions import find_decision, infer_decision
from kg.extract.denials import find_denials
from kg.extract.exemptions import (
    Cited,
    distinct,
    find_grounds,
    home_of,
    mentions_of,
    regimes_of,
)
from kg.extract.forces import find_force
from kg.extract.interleaved import find_interleaved
from kg.extract.language import check_english
from kg.extract.open_points import (
    considered_doubts,
    contradictions,
    no_decision,
    question_doubts,
)
from kg.extract.periods import periods_of
from kg.extract.questions import Asked, find_questions, renamed
from kg.extract.references import References, find_references
from kg.extract.requests import Requested, find_requests
from kg.extract.saying import lists_figures
from kg.extract.sentences import Span, lines, sentences
from kg.extract.steps import find_steps
from kg.extract.technologies import (
    find_technologies,
    narrowed,
    narrowest,
    technologies_of,
)
from kg.extract.zones import Zones, find_zones
from kg.model import (
    Decision,
    Disclosure,
    Document,
    Doubt,
    GroundClaim,
    Passage,
    Question,
    Request,
    Source,
)
from kg.model.key import key, slug

ACT = re.compile(
    r"freedom[\s-]of[\s-]information|\bFOI(?:A|SA)?\b|/foi[/-]|\bwhatdotheyknow\.com/",
    re.IGNORECASE,
)
ENVIRONMENT = re.compile(r"\benvironmental information\b|\bEIR\b", re.IGNORECASE)
LOG = re.compile(
    r"^https?://\S*(?:/foi[/-]|freedom-of-information|disclosure-?log|whatdotheyknow\.com/)", re.I
)
"""Addresses under which nothing stands but requests and their replies."""

UNKNOWN = "unknown"
"""Stands for the force in the key of a record that cannot be added before it has one."""


def extract_disclosure(document: Document, *, force: str | None = None) -> Disclosure:
    """Return what *document* says as a reply to a request.

    Args:
        document: the page or letter.
        force: code of the force that answered, where a person says so; else the page tells.

    Raises:
        NotEnglishError: it is in another language.
        NotADisclosureError: it is no reply to a request.
    """
    check_english(document)
    text = document.text
    zones = find_zones(text)
    references = find_references(text, zones)
    asked = find_interleaved(document, zones, find_questions(document, zones.request))
    if asked.interleaved:
        first = min(span.start for span in asked.questions.values())
        zones = replace(zones, response=Span(text.rfind("\n", 0, first) + 1, len(text)))
    asked = renamed(asked, partial(names, text, zones.response))
    _check_disclosure(document, zones, references, asked)
    questions, period_doubts = _questions(document, zones, asked)
    days = find_days(document)
    requested = find_requests(document, zones, references, questions, received=days.received)
    who = find_force(document, zones)
    code = who.code if force is None else force
    home = home_of(code)
    cited, citation_doubts = find_grounds(document, zones, home=home)
    answered = find_answers(document, zones.response, requested.asked, cited, printed=questions)
    decision = _decision(document, zones, requested, answered, cited)
    doubts = (
        *((who.doubt,) if force is None and who.doubt is not None else ()),
        *requested.doubts,
        *question_doubts(document, zones, asked),
        *period_doubts,
        *days.doubts,
        *answered.doubts,
        *citation_doubts,
        *considered_doubts(cited),
        *(() if decision is not None else (no_decision(document, zones),)),
        *contradictions(decision, answered),
        *document.doubts,
    )
    return Disclosure(
        key=_key(document, requested, code),
        source=_source(document),
        force=code,
        regime=_regime(text, home),
        requests=_with_lost(requested, answered),
        decision=decision,
        responded=_day(days.responded),
        responded_passage=_words(document, days.responded),
        published=_day(days.published),
        published_passage=_words(document, days.published),
        technologies=_technologies(document, zones),
        answers=with_amounts(document, answered.answers, answered.units, zones.response),
        grounds=_of_no_answer(cited, answered),
        mentions=mentions_of(cited),
        denials=find_denials(
            document, zones, cited, answers=answered.answers, units=answered.units
        ),
        steps=find_steps(document, zones),
        doubts=doubts,
    )


def _check_disclosure(
    document: Document, zones: Zones, references: References, asked: Asked
) -> None:
    text = document.text
    named = ACT.search(text) or ENVIRONMENT.search(text) or ACT.search(document.url or "")
    spoken = (
        LOG.search(document.url or next(lines(text), Span(0, 0)).of(text)) is not None
        or zones.asked_is_marked
        or zones.response.start < zones.response.end
        or next(find_citations(text), None) is not None
    )
    if named is None:
        missing = "no Act that gives a right to information is named"
    elif not (references.own or asked.questions or spoken):
        missing = "there is no reference, no numbered question and no words of request or reply"
    else:
        return
    raise NotADisclosureError(
        f"{document.name}: neither a reply to a request nor a deployment record: {missing}, and "
        "no table of deployments; give the page or letter itself, with the request that it answers"
    )


def _questions(
    document: Document, zones: Zones, asked: Asked
) -> tuple[tuple[Question, ...], list[Doubt]]:
    periods, doubts = periods_of(document, zones.request, asked.questions)
    technologies = technologies_of(document.text, asked.questions)
    return tuple(
        Question(
            label=label,
            text=span.of(document.text),
            period=periods[label][0] if label in periods else None,
            period_passage=document.passage(*periods[label][1]) if label in periods else None,
            technologies=technologies[label],
            passage=document.passage(*span),
        )
        for label, span in asked.questions.items()
    ), doubts


def _with_lost(requested: Requested, answered: Answered) -> tuple[Request, ...]:
    """Return the requests, the one answered with those questions that only the reply names."""
    first, *others = requested.requests
    return (replace(first, questions=(*first.questions, *answered.lost)), *others)


def _decision(
    document: Document,
    zones: Zones,
    requested: Requested,
    answered: Answered,
    cited: tuple[Cited, ...],
) -> Decision | None:
    first = min((unit.span.start for unit in answered.units), default=zones.response.end)
    found = find_decision(document.text, zones.response, first, head=zones.head, cited=cited)
    if found is not None:
        return Decision(code=found[0], passage=document.passage(*found[1]))
    asked = [question.label for question in (*requested.asked, *answered.lost)]
    inferred = infer_decision(answered.answers, asked, answered.passed_over)
    if inferred is not None and asked:
        return Decision(code=inferred[0], passage=inferred[1].passage, inferred=True)
    kept = [item.claim for item in cited if item.role == "relied" and item.claim.limb == "withhold"]
    if kept and not answered.units and lists_figures(document.text, zones.response):
        # Figures in one table and a ground to keep back the rest: part of it was given.
        return Decision(code="partial-disclosure", passage=kept[0].passage, inferred=True)
    return None


def _technologies(document: Document, zones: Zones) -> tuple[str, ...]:
    """Return what the request is about, and the kinds of it that the reply names."""
    asked = _named(document.text, Span(zones.head.start, zones.request.end))
    said = _named(document.text, zones.response)
    return narrowed(asked, said) if asked else said


def _named(text: str, zone: Span) -> tuple[str, ...]:
    return narrowest(
        code for sentence in sentences(text, *zone) for code in find_technologies(text, *sentence)
    )


def _of_no_answer(cited: tuple[Cited, ...], answered: Answered) -> tuple[GroundClaim, ...]:
    given = {claim.provision for answer in answered.answers for claim in answer.grounds}
    given |= {
        claim.provision
        for answer in answered.answers
        for part in answer.parts
        for claim in part.grounds
    }
    return tuple(
        item.claim
        for item in distinct(cited)
        if item.role == "relied" and item.claim.provision not in given
    )


def _regime(text: str, home: str | None) -> str:
    only_environment = ACT.search(text) is None and ENVIRONMENT.search(text) is not None
    return regimes_of(text, home)["regulation" if only_environment else "section"]


def _key(document: Document, requested: Requested, force: str | None) -> str:
    reference = requested.requests[0].reference
    return key(force or UNKNOWN, reference or slug(_file(document).rpartition(".")[0]) or "page")


def _source(document: Document) -> Source:
    opening = next(lines(document.text)).of(document.text)
    printed = opening if re.fullmatch(r"https?://\S+", opening) else None
    return Source(
        sha256=document.sha256,
        media_type=document.media_type,
        file=_file(document),
        title=document.title,
        url=document.url or printed,
    )


def _day(found: Dated | None) -> date | None:
    return None if found is None else found.day


def _words(document: Document, found: Dated | None) -> Passage | None:
    return None if found is None else document.passage(*found.span)


def _file(document: Document) -> str:
    return re.split(r"[/\\]", document.name.rstrip("/\\"))[-1] or document.name
