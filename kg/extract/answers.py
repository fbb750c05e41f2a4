"""Read what the authority said to each question, on both of the Act's duties.

Where the words do not tell, there is a doubt and no answer: a question without
an answer in the record is one that a person must look at, never one refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg import vocabulary
from kg.extract.exemptions import DENIAL, Cited, distinct
from kg.extract.forces import HOST
from kg.extract.pairing import Unit, find_units, share
from kg.extract.readings import COVERT, OVERT, find_interpretation, find_statements, parts_of
from kg.extract.sentences import Span, sentences
from kg.extract.wording import Axes, read_axes
from kg.model import Answer, AnswerPart, Document, Doubt, GroundClaim, Interpretation, Question

LONGEST = 600
"""A passage that is the whole of a long answer is cut at a sentence before this (characters)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers of a reply."""

    answers: tuple[Answer, ...]
    units: tuple[Unit, ...]
    """Where single questions are spoken to; empty when the reply answers all in one."""

    doubts: tuple[Doubt, ...] = ()


def find_answers(
    document: Document,
    response: Span,
    asked: Sequence[Question],
    cited: Sequence[Cited],
) -> Answered:
    """Return the answers in *response* to the questions *asked*."""
    labels = [question.label for question in asked]
    if response.start == response.end:
        return Answered(answers=(), units=(), doubts=_unanswered(document, response, labels))
    units = find_units(document.text, response, labels)
    if units:
        shared = share(units, labels)
    else:
        whole = Unit(labels=tuple(labels), span=response, heading=False)
        shared = {label: [whole] for label in labels}
    reader = _Reader(document, {question.label: question for question in asked}, cited)
    said: dict[tuple[Unit, ...], list[str]] = {}
    for label, sources in shared.items():
        said.setdefault(tuple(sources), []).append(label)
    answers = [
        answer
        for sources, told in said.items()
        if (answer := reader.answer(sources, tuple(told))) is not None
    ]
    doubts = [
        *_strangers(document, units, labels),
        *reader.doubts,
        *_unanswered(document, response, [label for label in labels if label not in shared]),
        *_lost_links(document, response, answers),
    ]
    return Answered(answers=tuple(answers), units=units, doubts=tuple(doubts))


class _Reader:
    """Reads one unit after another; keeps what could not be decided."""

    def __init__(
        self, document: Document, questions: dict[str, Question], cited: Sequence[Cited]
    ) -> None:
        self.document = document
        self.questions = questions
        self.cited = [item for item in cited if item.role == "relied"]
        self.doubts: list[Doubt] = []

    def answer(self, units: tuple[Unit, ...], labels: tuple[str, ...]) -> Answer | None:
        """Return what the first telling one of *units* says to the questions *labels*."""
        told = [(unit, axes) for unit in units if (axes := self._axes(unit)) is not None]
        if not told:
            self._doubt("the words do not tell what was done with", labels, units[0].span)
            return None
        unit, axes = told[0]
        if any((other.held, other.disclosure) != (axes.held, axes.disclosure) for _, other in told):
            self._doubt("two places answer otherwise than each other", labels, told[1][0].span)
            return None
        span = self._telling(unit, axes)
        grounds = self._grounds(unit)
        asked = [self.questions[label] for label in labels]
        interpretation = find_interpretation(self.document, span)
        return Answer(
            to=labels,
            held=axes.held,
            disclosure=axes.disclosure,
            coverage_claimed=axes.coverage_claimed,
            passage=self.document.passage(*span),
            grounds=grounds,
            interpretation=interpretation,
            statements=find_statements(self.document, span, asked, interpretation),
            parts=self._parts(unit, span, axes, asked, interpretation),
        )

    def _axes(self, unit: Unit) -> Axes | None:
        words = self._told(unit)
        axes = read_axes(words)
        grounds = self._grounds(unit)
        if axes is None and grounds:
            denied = all(claim.limb == "confirm-or-deny" for claim in grounds)
            return Axes(held="ncnd" if denied else "held", disclosure="none")
        if axes is None or axes.rests_on is None:
            return axes
        kinds = [vocabulary.provision_kind(claim.provision) for claim in grounds]
        return axes if axes.rests_on in kinds else None

    def _told(self, unit: Unit) -> str:
        """Return the words of *unit* without questions that it repeats."""
        text = self.document.text
        return "\n".join(
            sentence.of(text)
            for sentence in sentences(text, *unit.span)
            if not sentence.of(text).endswith("?")
        )

    def _telling(self, unit: Unit, axes: Axes) -> Span:
        """Return the sentence that says it, or the whole unit where no single one does."""
        text = self.document.text
        end = unit.span.start
        for sentence in sentences(text, *unit.span):
            alone = read_axes(sentence.of(text))
            if alone is not None and (alone.held, alone.disclosure) == (axes.held, axes.disclosure):
                return Span(sentence.start, min(sentence.end, sentence.start + LONGEST))
            if sentence.end - unit.span.start <= LONGEST:
                end = sentence.end
        return Span(unit.span.start, max(end, min(unit.span.end, unit.span.start + 1)))

    def _grounds(self, unit: Unit) -> tuple[GroundClaim, ...]:
        inside = (
            item
            for item in self.cited
            if item.claim.passage.start is not None
            and unit.span.start <= item.claim.passage.start < unit.span.end
        )
        return tuple(item.claim for item in distinct(inside))

    def _parts(
        self,
        unit: Unit,
        span: Span,
        axes: Axes,
        asked: Sequence[Question],
        interpretation: Interpretation | None,
    ) -> tuple[AnswerPart, ...]:
        """Return the scopes that were answered apart, or left out by the reading."""
        text = self.document.text
        if interpretation is not None:
            answered = AnswerPart(
                restricted_to=interpretation.restricted_to,
                held=axes.held,
                disclosure=axes.disclosure,
                passage=self.document.passage(*span),
            )
            return parts_of(asked, interpretation, answered=answered)
        denial = next(
            (
                sentence
                for sentence in sentences(text, *unit.span)
                if DENIAL.search(text, *sentence) and COVERT.search(text, *sentence)
            ),
            None,
        )
        if denial is None or axes.held == "ncnd":
            return ()
        covert = AnswerPart(
            restricted_to=("overtness:covert",),
            held="ncnd",
            disclosure="none",
            passage=self.document.passage(*denial),
        )
        overt = next(
            (
                sentence
                for sentence in sentences(text, *unit.span)
                if OVERT.search(text, *sentence) and sentence != denial
            ),
            None,
        )
        if overt is None:
            return (covert,)
        said = AnswerPart(
            restricted_to=("overtness:overt",),
            held=axes.held,
            disclosure=axes.disclosure,
            passage=self.document.passage(*overt),
        )
        return (said, covert)

    def _doubt(self, what: str, labels: Sequence[str], span: Span) -> None:
        noun = "question" if len(labels) == 1 else "questions"
        end = min(span.end, span.start + LONGEST)
        self.doubts.append(
            Doubt(
                field="answers",
                reason=f"{what} {noun} {', '.join(labels)}; read the words and write the answer",
                passage=self.document.passage(span.start, end),
            )
        )


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
