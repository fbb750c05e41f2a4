"""Turn the record of a response into facts: request, questions, answers, and what they rest on."""

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build.claims import (
    concept,
    take_amounts,
    take_denials,
    take_grounds,
    take_mentions,
    take_steps,
)
from kg.build.iris import Iris, local
from kg.build.ledger import SourceLedger
from kg.build.rulings import RELATIONS
from kg.model import (
    Answer,
    AnswerPart,
    Disclosure,
    Period,
    Question,
    Request,
    Statement,
    address,
)
from kg.model.edition import Standing

DIRECT = "direct-quotation"
INFERRED = "inferred"


def take_down(record: Disclosure, iris: Iris, standing: Standing) -> SourceLedger:
    """Return all that *record* states.

    The first request of the record is the one answered; those after it are
    requests that it refers to, whose questions it may ask again.
    """
    taker = _Taker(record, iris)
    taker.ledger.revised = taker.ledger.yields = standing.revised
    return taker.take()


class _Taker:
    """Walks one record; holds what every step needs."""

    def __init__(self, record: Disclosure, iris: Iris) -> None:
        self.record = record
        self.iris = iris
        self.ledger = SourceLedger(iris, record.key, record.source, record.review)
        self.force = vocabulary.authority(record.force or "")
        self.requests = {
            request.reference: self._request_iri(request) for request in record.requests
        }
        self.places = address.requests([request.reference for request in record.requests])
        labels = [[question.label for question in one.questions] for one in record.requests]
        self.asked = address.questions(zip(self.places, labels, strict=True))
        self.questions = dict(self._all_questions())
        self.response = iris.response(record.key, version=record.source.version)

    def take(self) -> SourceLedger:
        self._document()
        for request, where, asked in zip(
            self.record.requests, self.places, self.asked, strict=True
        ):
            with self.ledger.fact(where):
                self._request(request, where, asked)
        if self._has_reply():
            self._response()
        first = self.requests[self.record.requests[0].reference]
        take_steps(self.ledger, first, local(self.response), self.record.steps)
        said = [(answer, label) for answer in self.record.answers for label in answer.to]
        places = address.distinct(address.answer(label) for _, label in said)
        for (answer, label), where in zip(said, places, strict=True):
            # Where nothing was asked, nothing was answered.
            with self.ledger.fact(address.question(label)), self.ledger.fact(where):
                self._answer(answer, label, where)
        return self.ledger

    def _request_iri(self, request: Request) -> NamedNode:
        if request.reference is None:
            return self.iris.thing("req", self.record.key)
        return self.iris.request(self.record.force or "", request.reference)

    def _answer_iri(self, request: NamedNode, label: str) -> NamedNode:
        record = self.record
        version = record.source.version
        return self.iris.answer(request, label, document=record.key, version=version)

    def _all_questions(self) -> Iterator[tuple[str, Question]]:
        """Yield each question by its label, those of the request answered last."""
        for request in reversed(self.record.requests):
            for question in request.questions:
                yield question.label, question

    def _document(self) -> None:
        ledger = self.ledger
        ledger.declare(ledger.document, "DisclosureDocument", line=1)
        ledger.state(
            ledger.document, "documentType", vocabulary.code("document-type", "foi-response")
        )
        with ledger.fact("force"):
            ledger.state(ledger.document, "publishedBy", self.force)

    def _request(self, request: Request, where: str, asked: Sequence[str]) -> None:
        ledger, node = self.ledger, self.requests[request.reference]
        ledger.declare(node, "InformationRequest", line=request.line)
        ledger.state(node, "reference", request.reference, *(also.quote for also in request.also))
        with ledger.fact("force"):
            ledger.state(node, "respondent", self.force)
        with ledger.fact("regime"):
            ledger.state(node, "madeUnder", vocabulary.code("regime", self.record.regime))
        with ledger.fact(f"{where}/received"):
            ledger.state(node, "receivedOn", request.received)
        if request.refines is not None:
            with ledger.fact(f"{where}/refines"):
                self._refined(node, request, request.refines)
        self._earlier(node, request, where)
        labels = [question.label for question in request.questions]
        for question, place in zip(request.questions, asked, strict=True):
            with ledger.fact(place):
                self._question(node, question, place, labels=labels)
        ledger.rest(
            node,
            request.passage,
            *request.also,
            request.scope,
            request.refines_passage,
            request.follows_passage,
            request.reviews_passage,
            request.received_passage,
            confidence=DIRECT,
            kind=None if request.reference is None else "references",
        )

    def _earlier(self, node: NamedNode, request: Request, where: str) -> None:
        """Say which request this one comes after, and the reply to which it looks at again."""
        for name, earlier in (("follows", request.follows), ("reviews", request.reviews)):
            if earlier is not None:
                with self.ledger.fact(f"{where}/{name}"):
                    other = self.iris.request(self.record.force or "", earlier)
                    self.ledger.state(node, RELATIONS[name], other)

    def _refined(self, node: NamedNode, request: Request, earlier: str) -> None:
        ledger, refined = self.ledger, self.iris.request(self.record.force or "", earlier)
        ledger.state(node, "refines", refined)
        for label in request.asks_again:
            again, place = self.iris.question(node, label), address.question(label)
            with ledger.fact(place):
                self._question(node, self.questions[label], place, labels=request.asks_again)
                ledger.state(again, "asksAgain", self.iris.question(refined, label))
                ledger.rest(again, request.scope, confidence=DIRECT)
        for label in request.excludes:
            ledger.state(node, "excludesQuestion", self.iris.question(refined, label))

    def _question(
        self, request: NamedNode, question: Question, where: str, *, labels: Sequence[str]
    ) -> None:
        ledger, node = self.ledger, self.iris.question(request, question.label)
        ledger.declare(node, "Question", line=question.line)
        ledger.state(request, "hasQuestion", node)
        ledger.state(node, "askedIn", request)
        ledger.state(node, "label", question.label)
        ledger.state(node, "order", labels.index(question.label) + 1)
        ledger.state(node, "questionText", question.text)
        with ledger.fact(f"{where}/topic"):
            ledger.state(node, "topic", question.topic)
        if question.parent in labels:
            parent = self.iris.question(request, question.parent or "")
            ledger.state(node, "partOfQuestion", parent)
        with ledger.fact(f"{where}/technologies"):
            for technology in question.technologies:
                ledger.state(node, "technology", vocabulary.code("technology", technology))
        with ledger.fact(f"{where}/period"):
            self._period(node, question.period, flat=True)
        ledger.rest(
            node,
            question.passage,
            confidence=INFERRED if question.lost else DIRECT,
            kind=None if question.lost else "questions",
        )
        ledger.rest_period(node, question.period_passage)

    def _period(self, node: NamedNode, period: Period | None, *, flat: bool) -> None:
        if period is None:
            return
        take = self.ledger.state if flat else self.ledger.note
        take(node, "period", str(period))
        take(node, "periodStart", period.first_day)
        take(node, "periodEnd", period.last_day)

    def _has_reply(self) -> bool:
        """Tell whether anything of a reply is seen; where it is not, that there is one is not."""
        record = self.record
        seen = (record.decision, record.responded, record.published, *record.answers)
        return "reply" not in record.source.not_seen or any(one is not None for one in seen)

    def _response(self) -> None:
        ledger, node, record = self.ledger, self.response, self.record
        ledger.declare(node, "Response", line=record.decision.line if record.decision else 1)
        ledger.state(node, "respondsTo", self.requests[record.requests[0].reference])
        with ledger.fact("force"):
            ledger.state(node, "respondent", self.force)
        ledger.state(node, "statedIn", ledger.version)
        with ledger.fact("responded"):
            ledger.state(node, "issuedOn", record.responded)
        with ledger.fact("published"):
            ledger.state(node, "publishedOn", record.published)
        with ledger.fact("decision"):
            self._decision(node)
        take_grounds(ledger, node, record.grounds)
        take_mentions(ledger, node, record.mentions)
        first = record.requests[0]
        request = self.requests[first.reference]
        labels = (*first.asks_again, *(question.label for question in first.questions))
        asked = {label: self.iris.question(request, label) for label in labels}
        take_denials(ledger, node, record.denials, asked)

    def _decision(self, node: NamedNode) -> None:
        ledger, record = self.ledger, self.record
        days = (record.responded_passage, record.published_passage)
        decision = record.decision
        if decision is not None:
            ledger.state(node, "decision", vocabulary.code("decision", decision.code))
        if decision is not None and not decision.inferred:
            if not ledger.restated:
                ledger.state(node, "outcomeStated", decision.passage.quote)
            ledger.rest(node, decision.passage, *days, confidence=DIRECT, kind="decision")
        else:
            # There is no headline: what the response amounts to follows from its answers.
            words = None if decision is None else decision.passage
            ledger.rest(node, words, *days, confidence=INFERRED)

    def _answer(self, answer: Answer, label: str, where: str) -> None:
        ledger = self.ledger
        request = self.requests[self.record.requests[0].reference]
        node = self._answer_iri(request, label)
        ledger.declare(node, "Answer", line=answer.line)
        ledger.state(self.response, "hasAnswer", node)
        ledger.state(node, "answerIn", self.response)
        ledger.state(node, "answers", self.iris.question(request, label))
        with ledger.fact("force"):
            ledger.state(node, "respondent", self.force)
        ledger.state(node, "statedIn", ledger.version)
        self._axes(node, answer)
        if answer.coverage_claimed is not None:
            claimed = vocabulary.code("coverage", answer.coverage_claimed)
            with ledger.fact(f"{where}/coverage-claimed"):
                ledger.state(node, "coverageClaimed", claimed)
        ledger.rest(node, answer.passage, confidence=DIRECT, kind="outcomes")
        with ledger.fact(f"{where}/interpretation"):
            self._interpretation(node, answer)
        for number, statement in enumerate(answer.statements, start=1):
            # One sentence may answer a question and its parts: it is one statement, made once,
            # and a ruling on it is the one at the first question.
            first = self._answer_iri(request, answer.to[0])
            stated = self.iris.thing("stm", f"{local(first)}-s{number}")
            with ledger.fact(f"{where}/statement/{number}"):
                ledger.state(node, "states", stated)
            with ledger.fact(f"{address.answer(answer.to[0])}/statement/{number}"):
                self._statement(stated, statement, answer.to)
        for number, part in enumerate(answer.parts, start=1):
            with ledger.fact(f"{where}/part/{number}"):
                spoken = self.iris.thing("part", f"{local(node)}-p{number}")
                self._part(node, spoken, part)
                take_grounds(ledger, spoken, part.grounds, f"{where}/part/{number}")
        take_grounds(ledger, node, answer.grounds, where)
        take_amounts(ledger, node, answer.amounts, where)

    def _axes(self, node: NamedNode, said: Answer | AnswerPart) -> None:
        self.ledger.state(node, "heldStatus", vocabulary.code("held", said.held))
        self.ledger.state(node, "disclosure", vocabulary.code("disclosure", said.disclosure))

    def _interpretation(self, answer: NamedNode, said: Answer) -> None:
        reading = said.interpretation
        if reading is None:
            return
        ledger, node = self.ledger, self.iris.thing("itp", local(answer))
        ledger.declare(node, "Interpretation", line=reading.line, flat=False)
        ledger.state(answer, "interpretation", node)
        ledger.note(node, "interpretationOf", answer)
        ledger.note(node, "restrictedTo", *map(concept, reading.restricted_to))
        ledger.rest(node, reading.passage, confidence=DIRECT)

    def _statement(self, node: NamedNode, said: Statement, labels: Sequence[str]) -> None:
        ledger = self.ledger
        ledger.declare(node, "Statement", line=said.line, flat=False)
        ledger.note(node, "saidBy", self.force)
        ledger.note(node, "statedIn", ledger.version)
        ledger.note(node, "polarity", vocabulary.code("polarity", said.polarity))
        ledger.note(node, "technology", vocabulary.code("technology", said.technology))
        ledger.note(node, "restrictedTo", *map(concept, said.restricted_to))
        self._period(node, said.period, flat=False)
        asked = next((self.questions[label] for label in labels if label in self.questions), None)
        # An answer that names no period has that of its question, in the question's words.
        period = None if asked is None or asked.period != said.period else asked.period_passage
        ledger.rest(node, said.passage, confidence=DIRECT)
        ledger.rest_period(node, period)

    def _part(self, answer: NamedNode, node: NamedNode, part: AnswerPart) -> None:
        ledger = self.ledger
        ledger.declare(node, "AnswerPart", line=part.line)
        ledger.state(answer, "hasAnswerPart", node)
        ledger.state(node, "partOfAnswer", answer)
        ledger.state(node, "restrictedTo", *map(concept, part.restricted_to))
        self._axes(node, part)
        # Silence has no words of its own: what an answer leaves out is inferred from its reading.
        ledger.rest(node, part.passage, confidence=DIRECT if part.passage else INFERRED)
