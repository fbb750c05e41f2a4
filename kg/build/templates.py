"""Turn what a person ruled on templates, series and searches into facts, in the graph of rulings.

What a request is in and what a question asks is flat, since people compare by it;
how it was judged, by whom and why stands in the graph.  A related match is no
instance: it stands in the graph only.
"""

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocabulary
from kg.build.claims import concept
from kg.build.iris import Iris, base_of, local
from kg.build.ledger import RDF_TYPE, Ledger, predicate
from kg.build.rulings import GRAPH
from kg.errors import RecordError
from kg.model.template import (
    EXACT_OR_CLOSE,
    Matches,
    Membership,
    Search,
    Series,
    Templates,
    UnseenMember,
)
from kg.record.templates import near

FILE = "templates.yaml"
Subject = NamedNode | BlankNode | Triple


def take_down(templates: Templates, iris: Iris, others: Iterable[Ledger]) -> Ledger:
    """Return the facts of *templates*; the requests that they speak of stand in *others*.

    Raises:
        RecordError: a request or question that is spoken of stands in none of *others*.
    """
    return _Taker(iris, others).take(templates)


class _Taker:
    """Holds what every step needs: what there is to speak of."""

    def __init__(self, iris: Iris, others: Iterable[Ledger]) -> None:
        self.iris = iris
        self.ledger = Ledger(iris, iris.graph(GRAPH))
        ledgers = tuple(others)
        self.known = {
            kind: _declared(ledgers, name)
            for kind, name in (
                ("req", "InformationRequest"),
                ("tpl", "QuestionTemplate"),
                ("ser", "QuestionSeries"),
                ("clu", "QuestionCluster"),
            )
        }
        self.asks_for = _asks_for(ledgers)
        self.questions = _declared(ledgers, "Question")
        self.labels = _labels(ledgers)

    def take(self, templates: Templates) -> Ledger:
        ledger, iris = self.ledger, self.iris
        for cluster in templates.clusters:
            node = iris.thing("clu", cluster.key)
            ledger.declare(node, "QuestionCluster", line=cluster.line)
            ledger.state(node, "dcterms:identifier", cluster.key)
            ledger.state(node, "dcterms:title", cluster.name)
        for template in templates.templates:
            node = iris.thing("tpl", template.key)
            ledger.declare(node, "QuestionTemplate", line=template.line)
            ledger.state(node, "dcterms:identifier", template.key)
            ledger.state(node, "templateText", template.text)
            ledger.state(node, "asksFor", *map(concept, template.asks_for))
            ledger.state(node, "asksForTotal", template.total or None)
            ledger.state(node, "asksNothing", template.asks_nothing or None)
            if template.cluster is not None:
                ledger.state(node, "inCluster", self._named("clu", template.cluster))
        for series in templates.series:
            self._series(series)
        for template in templates.templates:
            node = iris.thing("tpl", template.key)
            self.asks_for[node] = [concept(code) for code in template.asks_for]
        for matches in templates.matches:
            for label, asked in matches.questions.items():
                self._match(matches, label, asked)
        self._searches(templates.searches)
        return ledger

    def _series(self, series: Series) -> None:
        ledger, node = self.ledger, self.iris.thing("ser", series.key)
        ledger.declare(node, "QuestionSeries", line=series.line)
        ledger.state(node, "dcterms:identifier", series.key)
        ledger.state(node, "dcterms:title", series.name)
        for template in series.templates:
            ledger.state(node, "hasTemplate", self._named("tpl", template))
        if series.variant_of is not None:
            ledger.state(node, "variantOf", self._named("ser", series.variant_of))
        for member in series.members:
            self._member(node, member)
        for unseen in series.not_seen:
            self._unseen(node, unseen)

    def _member(self, series: NamedNode, member: Membership) -> None:
        ledger, request = self.ledger, self._request(member.request, member.line)
        ledger.state(request, "inSeries", series)
        node = self.iris.thing("mem", f"{member.request}-{local(series)}")
        ledger.declare(node, "SeriesMembership", line=member.line, flat=False)
        ledger.note(node, "membershipOf", request)
        ledger.note(node, "membershipIn", series)
        ledger.note(node, "membershipBasis", vocabulary.code("membership-basis", member.basis))
        self._ruled(node, member)

    def _unseen(self, series: NamedNode, member: UnseenMember) -> None:
        ledger, force = self.ledger, vocabulary.authority(member.force)
        # Its key is that of a request which has none but its name; no request is made of it.
        told = self.iris.request(member.force, member.reference or member.force)
        node = self.iris.thing("mem", f"{local(told)}-{local(series)}-not-seen")
        ledger.declare(node, "UnseenMember", line=member.line, flat=False)
        ledger.note(node, "membershipIn", series)
        ledger.note(node, "respondent", force)
        ledger.note(node, "reference", member.reference)
        self._ruled(node, member)

    def _match(self, said: Matches, label: str, template: str) -> None:
        ledger, asked = self.ledger, self._named("tpl", template)
        question = self._question(said, label)
        if said.kind in EXACT_OR_CLOSE:
            ledger.state(question, "instanceOfTemplate", asked)
            ledger.state(question, "asksFor", *self.asks_for.get(asked, ()))
        for context in said.event_context:
            ledger.state(question, "eventContext", vocabulary.code("event-context", context))
        node = self.iris.thing("mch", f"{local(question)}-{template}")
        ledger.declare(node, "TemplateMatch", line=said.lines.get(label), flat=False)
        ledger.note(node, "matchedQuestion", question)
        ledger.note(node, "matchedTemplate", asked)
        ledger.note(node, "matchKind", vocabulary.code("match-kind", said.kind))
        self._ruled(node, said)

    def _ruled(self, node: NamedNode, said: Membership | Matches | UnseenMember) -> None:
        self.ledger.note(node, "reason", said.reason)
        self.ledger.note(node, "ruledOn", said.on)
        self.ledger.note(node, "ruledBy", vocabulary.code("role", said.role))

    def _searches(self, searches: Iterable[Search]) -> None:
        taken: dict[str, int] = {}
        for search in searches:
            ledger, wanted = self.ledger, search.series or search.template or ""
            name = f"{search.force}-{wanted}-{search.on.isoformat()}"
            taken[name] = taken.get(name, 0) + 1
            number = "" if taken[name] == 1 else f"-{taken[name]}"
            node = self.iris.thing("srch", name + number)
            target = self._named("tpl" if search.series is None else "ser", wanted)
            ledger.declare(node, "Search", line=search.line)
            ledger.state(node, "searchedFor", target)
            ledger.state(node, "searchedForce", vocabulary.authority(search.force))
            ledger.state(node, "searchedOn", search.on)
            ledger.state(node, "searchedIn", search.place)
            ledger.state(node, "found", search.found)
            ledger.note(node, "note", search.note)
            ledger.note(node, "ruledBy", vocabulary.code("role", search.role))

    def _named(self, kind: str, key: str) -> NamedNode:
        """Return the thing *key*: that of a study which this one extends, else its own."""
        own = self.iris.thing(kind, key)
        if own.value in self.known[kind]:
            return own
        theirs = (iri for iri in sorted(self.known[kind]) if iri.endswith(f"/{key}"))
        return NamedNode(next(theirs, own.value))

    def _request(self, key: str, line: int | None) -> NamedNode:
        node = self._named("req", key)
        if node.value not in self.known["req"]:
            known = (iri.rpartition("/")[2] for iri in self.known["req"])
            raise RecordError(
                f"{FILE}, line {line}: the study has no request with the key '{key}'; "
                f"{near(key, known, kind='requests')}.  One that no record, tracking.yaml or "
                "curated graph tells of cannot be ruled on"
            )
        return node

    def _question(self, said: Matches, label: str) -> NamedNode:
        request = self._request(said.request, said.line)
        node = Iris(base_of(request)).question(request, label)
        if node.value not in self.questions:
            known = self.labels.get(request.value, ())
            raise RecordError(
                f"{FILE}, line {said.lines.get(label)}: request '{said.request}' does not ask a "
                f"question {label}; {near(label, known, kind='questions')}"
            )
        return node


def _declared(ledgers: Iterable[Ledger], kind: str) -> frozenset[str]:
    wanted = predicate(kind)
    return frozenset(
        triple.subject.value
        for ledger in ledgers
        for triple in ledger.flat
        if triple.predicate == RDF_TYPE
        and triple.object == wanted
        and isinstance(triple.subject, NamedNode)
    )


def _asks_for(ledgers: Iterable[Ledger]) -> dict[NamedNode, list[NamedNode]]:
    """Return what the templates of other studies ask for."""
    wanted, found = predicate("asksFor"), dict[NamedNode, list[NamedNode]]()
    told = (triple for ledger in ledgers for triple in ledger.flat if triple.predicate == wanted)
    for triple in told:
        match triple.subject, triple.object:
            case NamedNode() as template, NamedNode() as code:
                found.setdefault(template, []).append(code)
    return found


def _labels(ledgers: Iterable[Ledger]) -> dict[str, list[str]]:
    """Return the labels of the questions of each request, by the IRI of the request."""
    asked_in, label = predicate("askedIn"), predicate("label")
    requests: dict[Subject, NamedNode] = {}
    labels: dict[Subject, str] = {}
    for triple in (triple for ledger in ledgers for triple in ledger.flat):
        if triple.predicate == asked_in and isinstance(triple.object, NamedNode):
            requests[triple.subject] = triple.object
        elif triple.predicate == label and isinstance(triple.object, Literal):
            labels[triple.subject] = triple.object.value
    found: dict[str, list[str]] = {}
    for question, request in requests.items():
        if question in labels:
            found.setdefault(request.value, []).append(labels[question])
    return found
