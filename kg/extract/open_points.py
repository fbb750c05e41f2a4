"""Say what a page leaves open, for a person to look at."""

from kg.extract.answers import Answered
from kg.extract.decisions import contradicting
from kg.extract.exemptions import Cited, distinct
from kg.extract.questions import Asked
from kg.extract.sentences import Span, lines
from kg.extract.zones import Zones
from kg.model import Decision, Document, Doubt
from kg.model.record import UNKNOWN_WORDING


def question_doubts(document: Document, zones: Zones, asked: Asked) -> tuple[Doubt, ...]:
    """Return what is doubtful about the questions; that none was found is."""
    if asked.questions:
        return asked.doubts
    first = next(
        lines(document.text, *zones.request), Span(zones.request.start, zones.request.start)
    )
    return (
        Doubt(
            field="questions",
            reason="no numbered question was found; write what was asked by hand",
            passage=document.passage(*first),
        ),
        *asked.doubts,
    )


def considered_doubts(cited: tuple[Cited, ...]) -> list[Doubt]:
    """Return a doubt for each provision that is weighed and nowhere relied on."""
    relied = {item.claim.provision for item in cited if item.role == "relied"}
    return [
        Doubt(
            field="exemptions",
            reason=(
                f"{item.claim.cited_as} is weighed or set aside, the page says; "
                "look whether it is relied on"
            ),
            passage=item.claim.passage,
        )
        for item in distinct(cited)
        if item.role == "considered" and item.claim.provision not in relied
    ]


def no_decision(document: Document, zones: Zones) -> Doubt:
    """Return the doubt that no headline was found."""
    first = next(lines(document.text, *zones.response), None) or next(lines(document.text))
    return Doubt(
        field="decision",
        reason="no headline says how the whole request was decided; leave it out if there is none",
        passage=document.passage(*first),
        kind=UNKNOWN_WORDING,
        facts=("decision",),
    )


def contradictions(decision: Decision | None, answered: Answered) -> list[Doubt]:
    """Return a doubt for each answer that the headline does not cover."""
    if decision is None or decision.inferred:
        return []
    return [
        Doubt(
            field="decision",
            reason=(
                f"the headline is read as {decision.code}, and what is said to "
                f"{', '.join(answer.to)} as {answer.outcome}; both stand as they were written"
            ),
            passage=answer.passage,
        )
        for answer in contradicting(decision.code, answered.answers)
    ]
