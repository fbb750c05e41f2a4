"""Read what the authority said to each question, on both of the Act's duties.

Where the words do not tell, there is a doubt and no answer: a question without
an answer in the record is one that a person must look at, never one refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.exemptions import Cited
from kg.extract.forces import HOST
from kg.extract.pairing import Unit, find_units, share
from kg.extract.saying import LONGEST, UnitReader
from kg.extract.sentences import Span
from kg.extract.wording import NOT_APPLICABLE
from kg.model import Answer, Document, Doubt, Question, address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers of a reply."""

    answers: tuple[Answer, ...]
    units: tuple[Unit, ...]
    """Where single questions are spoken to; empty when the reply answers all in one."""

    passed_over: tuple[str, ...] = ()
    """Labels of questions that the reply calls not applicable."""

    lost: tuple[Question, ...] = ()
    """Questions that only the reply names: the page has lost their words."""

    doubts: tuple[Doubt, ...] = ()


def find_answers(
    document: Document,
    response: Span,
    asked: Sequence[Question],
    cited: Sequence[Cited],
    *,
    printed: Sequence[Question] = (),
) -> Answered:
    """Return the answers in *response* to the questions *asked*.

    Args:
        document: the page or letter.
        response: the zone of the reply.
        asked: questions that the request answered asks.
        cited: provisions cited anywhere in the document.
        printed: all questions that the page prints, those not asked again included.
    """
    known = {question.label: question.passage.quote for question in (*printed, *asked)}
    if response.start == response.end:
        doubts = _unanswered(document, response, [question.label for question in asked])
        return Answered(answers=(), units=(), doubts=doubts)
    units = find_units(document.text, response, known)
    lost = _lost(document, units, known)
    labels = [question.label for question in (*asked, *lost)]
    if units:
        shared = share(units, labels)
    else:
        whole = Unit(labels=tuple(labels), span=response, heading=False)
        shared = {label: [whole] for label in labels}
    questions = {question.label: question for question in (*asked, *lost)}
    reader = UnitReader(document, questions, cited, units)
    said: dict[tuple[Unit, ...], list[str]] = {}
    for label, sources in shared.items():
        said.setdefault(tuple(sources), []).append(label)
    answers = [
        answer
        for sources, told in said.items()
        if (answer := reader.answer(sources, tuple(told))) is not None
    ]
    doubts = (
        *_strangers(document, units, labels),
        *reader.doubts,
        *_unanswered(document, response, [label for label in labels if label not in shared]),
        *_lost_links(document, response, answers),
    )
    return Answered(
        answers=tuple(answers),
        units=units,
        passed_over=tuple(
            label
            for unit in units
            for label in unit.labels
            if NOT_APPLICABLE.match(unit.span.of(document.text)) is not None
        ),
        lost=lost,
        doubts=doubts,
    )


def _lost(
    document: Document, units: Sequence[Unit], known: Mapping[str, str]
) -> tuple[Question, ...]:
    """Return the questions that the reply names and the page no longer prints.

    They are lost where it prints none at all, or where their numbers are missing among
    those printed; a number beyond the last is another request's, or a mistake.
    """
    tops = {int(label.partition(".")[0]) for label in known if label[0].isdigit()}
    if known and not tops:
        return ()
    found: dict[int, Question] = {}
    for unit in units:
        for label in unit.labels:
            gone = label.isdigit() and int(label) not in tops and int(label) < max(tops, default=99)
            if gone and unit.named_at is not None:
                question = Question(
                    label=label, passage=document.passage(*unit.named_at), lost=True
                )
                found.setdefault(int(label), question)
    return tuple(found[number] for number in sorted(found))


def _unanswered(document: Document, response: Span, labels: Sequence[str]) -> tuple[Doubt, ...]:
    if not labels:
        return ()
    noun = "question" if len(labels) == 1 else "questions"
    what = "no reply was found to" if response.start == response.end else "nothing names"
    end = min(response.end, response.start + 200)
    return (
        Doubt(
            field="answers",
            reason=f"{what} {noun} {', '.join(labels)}; look whether another place answers",
            passage=document.passage(response.start, end),
            facts=tuple(map(address.answer, labels)),
        ),
    )


def _strangers(document: Document, units: Sequence[Unit], labels: Sequence[str]) -> list[Doubt]:
    return [
        Doubt(
            field="answers",
            reason=(
                f"question {label} is answered, but this request does not ask it as far as "
                "could be read; compare the questions with the original"
            ),
            passage=document.passage(
                unit.span.start, min(unit.span.end, unit.span.start + LONGEST)
            ),
            facts=(address.question(label),),
        )
        for unit in units
        for label in unit.labels
        if label not in labels
    ]


def _lost_links(document: Document, response: Span, answers: Sequence[Answer]) -> list[Doubt]:
    """Return a doubt for each answer that refers to a link whose address is not in the text."""
    if HOST.search(document.text, *response) is not None:
        return []
    return [
        Doubt(
            field="answers",
            reason=(
                "the answer is in a document that is linked to, and the text does not hold its "
                "address; find it on the page, or rule in links.yaml which document is presumed"
            ),
            passage=answer.passage,
        )
        for answer in answers
        if answer.disclosure == "by-reference" and "link" in answer.passage.quote.lower()
    ]
