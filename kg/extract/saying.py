"""Read what one stretch of a reply says to its questions, in whose words, and on what ground."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg import vocabulary
from kg.extract.boilerplate import TRAILS, WEIGHS
from kg.extract.exemptions import DENIAL, Cited, distinct
from kg.extract.labels import mentions
from kg.extract.pairing import Unit
from kg.extract.readings import COVERT, OVERT, find_interpretation, find_statements, parts_of
from kg.extract.sentences import Span, sentences
from kg.extract.wording import ALSO, DENIES, PROCEDURE, UNSAID, Axes, read_axes, says
from kg.model import (
    Answer,
    AnswerPart,
    Document,
    Doubt,
    GroundClaim,
    Interpretation,
    Question,
    address,
)
from kg.model.record import UNKNOWN_WORDING

SENDS = re.compile(
    r"\W*(?:please\s+)?(?:see|refer|as\s+(?:per|for|in|at|with|above)|same\s+as)\b", re.IGNORECASE
)
LISTED = re.compile(r"^[ \t]*[A-Z][\w ]{0,40}[ \t:–-]+\d[\d,]*[ \t]*$", re.MULTILINE)
UNTOLD = "the words do not tell what was done with"
LONGEST = 600
"""A passage that is the whole of a long answer is cut at a sentence before this (characters)."""


OF_OTHERS = re.compile(
    r"(?:you (?:also )?(?:state|stated|say|said|claim|suggest|argue|believe|think|mention)\b"
    r"|the home office refused)",
    re.IGNORECASE,
)
"""What the requester or another body said, as the letter repeats it."""

GIVING = re.compile(r"\b(?:disclos|releas|provid|suppl)\w*", re.IGNORECASE)
KEEPING = re.compile(r"\b(?:refus|withh|exempt)\w*", re.IGNORECASE)


def _says_both(words: str) -> bool:
    """Whether a sentence to several questions gives and keeps, so that who gets what is open."""
    kept = KEEPING.search(words) is not None and "exempt from disclosure" not in words
    return kept and GIVING.search(words) is not None and " and " in words


def lists_figures(text: str, words: Span) -> bool:
    """Whether *words* hold a list of figures, each with what it counts."""
    return len(LISTED.findall(text, *words)) > 2


class UnitReader:
    """Reads one unit after another; keeps what could not be decided."""

    def __init__(
        self,
        document: Document,
        questions: dict[str, Question],
        cited: Sequence[Cited],
        units: Sequence[Unit],
    ) -> None:
        self.document = document
        self.questions = questions
        self.cited = [item for item in cited if item.role == "relied"]
        self.units = units
        self.doubts: list[Doubt] = []

    def answer(self, units: tuple[Unit, ...], labels: tuple[str, ...]) -> Answer | None:
        """Return what the first telling one of *units* says to the questions *labels*."""
        told = [found for unit in units if (found := self._read(unit, labels)) is not None]
        if not told:
            self._doubt(UNTOLD, labels, units[0].span)
            return None
        overt = [found for found in told if found[0].overtness == "overt"]
        covert = [found for found in told if found[0].overtness == "covert"]
        told = [found for found in told if found not in covert] or told
        unit, axes = told[0]
        others = [other for other in told if _differs(axes, other[1])]
        if others:
            self._doubt("two places answer otherwise than each other", labels, others[0][0].span)
            return None
        span = self._telling(unit, axes)
        asked = [self.questions[label] for label in labels]
        interpretation = find_interpretation(self.document, span)
        parts = (
            self._scopes(overt + covert)
            if overt and covert
            else self._parts(unit, span, axes, asked, interpretation)
        )
        apart = {claim for part in parts for claim in part.grounds}
        return Answer(
            to=labels,
            held=axes.held,
            disclosure=axes.disclosure,
            coverage_claimed=axes.coverage_claimed,
            passage=self.document.passage(*span),
            grounds=tuple(claim for claim in self._grounds(unit) if claim not in apart),
            interpretation=interpretation,
            statements=find_statements(self.document, span, asked, interpretation),
            parts=parts,
        )

    def _scopes(self, told: Sequence[tuple[Unit, Axes]]) -> tuple[AnswerPart, ...]:
        """Return the parts of an answer that stands under a heading for each use."""
        return tuple(
            AnswerPart(
                restricted_to=(f"overtness:{unit.overtness}",),
                held=axes.held,
                disclosure=axes.disclosure,
                passage=self.document.passage(*self._telling(unit, axes)),
                grounds=self._grounds(unit),
            )
            for unit, axes in told
        )

    def _read(self, unit: Unit, labels: Sequence[str]) -> tuple[Unit, Axes] | None:
        """Return what *unit* says and the stretch that says it, or None when it tells nothing.

        A sentence that only names its questions is read on to the end of its paragraph; one
        that sends the reader to another question's answer says what that answer says.
        """
        axes = self._axes(unit)
        if axes is None and unit.wider is not None:
            wide = replace(unit, span=unit.wider)
            axes = self._axes(wide, besides=False)
            unit = unit if axes is None else wide
        if axes is None and (elsewhere := self._sent_to(unit, labels)) is not None:
            axes = self._axes(elsewhere)
        return None if axes is None else (unit, axes)

    def _sent_to(self, unit: Unit, labels: Sequence[str]) -> Unit | None:
        text = self.document.text
        if not unit.heading or SENDS.match(text, *unit.span) is None:
            return None
        named = {label for mention in mentions(text, *unit.span) for label in mention.labels}
        return next(
            (
                other
                for other in self.units
                if other.heading
                and named & set(other.labels)
                and not set(labels) & set(other.labels)
            ),
            None,
        )

    def _axes(self, unit: Unit, *, besides: bool = True) -> Axes | None:
        words = self._told(unit)
        inline = not unit.heading and not unit.whole
        if inline and len(unit.labels) > 1 and _says_both(words):
            return None
        if not besides:
            words = ALSO.sub("", words)
        confined = unit.overtness == "covert"
        axes = read_axes(words, under_question=unit.heading, confined=confined)
        grounds = self._grounds(unit)
        if axes is None and grounds and UNSAID.search(words) is None:
            denied = all(claim.limb == "confirm-or-deny" for claim in grounds)
            return Axes(held="ncnd" if denied else "held", disclosure="none")
        if axes is None:
            answers = (unit.heading or unit.lead) and says(self._after_naming(unit, words))
            return Axes(held="held", disclosure="full") if answers else None
        if axes.disclosure == "none" and axes.held == "held" and self._gives_figures(unit):
            return None
        if axes.rests_on is None:
            return axes
        kinds = [vocabulary.provision_kind(claim.provision) for claim in grounds]
        return axes if axes.rests_on in kinds else None

    def _after_naming(self, unit: Unit, words: str) -> str:
        """Return the first sentence of *words*, without the labels that it opens with."""
        first = words.partition("\n")[0]
        if not unit.lead or unit.named_at is None:
            return first
        named = self.document.text[unit.span.start : unit.named_at.end]
        return first[len(" ".join(named.split())) :].lstrip(" ,:-–")

    def _gives_figures(self, unit: Unit) -> bool:
        """Whether a reply to several questions at once lists figures, whatever else it refuses."""
        return unit.whole and len(unit.labels) > 1 and lists_figures(self.document.text, unit.span)

    def _told(self, unit: Unit) -> str:
        """Return the words of *unit*, a sentence a line, that can say what was done.

        Questions that it repeats cannot, nor what it says of the Act; nor, in a reply to all
        questions at once, the tests of harm and of the public interest.
        """
        text = self.document.text
        told = []
        for sentence in sentences(text, *unit.span):
            words = " ".join(sentence.of(text).split())
            of_the_act = PROCEDURE.search(words) is not None and DENIES.search(words) is None
            if unit.whole and WEIGHS.match(words) is not None:
                break
            if OF_OTHERS.match(words) is not None:
                continue
            if words.endswith("?") or of_the_act or (unit.whole and TRAILS.match(words)):
                continue
            told.append(words)
        return "\n".join(told)

    def _telling(self, unit: Unit, axes: Axes) -> Span:
        """Return the sentence that says it, or the whole unit where no single one does.

        What is given to several questions at once is given in all of the words.
        """
        text = self.document.text
        end = unit.span.start
        several = unit.whole and len(unit.labels) > 1 and axes.disclosure == "full"
        for sentence in sentences(text, *unit.span):
            alone = read_axes(
                " ".join(sentence.of(text).split()),
                under_question=unit.heading,
                confined=unit.overtness == "covert",
            )
            if not several and alone is not None and alone.told == axes.told:
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
            grounds=tuple(
                claim for claim in self._grounds(unit) if claim.limb == "confirm-or-deny"
            ),
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
                kind=UNKNOWN_WORDING if what == UNTOLD else None,
                facts=tuple(map(address.answer, labels)),
            )
        )


def _differs(one: Axes, other: Axes) -> bool:
    """Whether two places answer otherwise: a link beside section 21 says where to look, no more."""
    kinds = {one.rests_on, other.rests_on}
    points = "by-reference" in (one.disclosure, other.disclosure)
    return one.told != other.told and not (points and "accessible" in kinds)
