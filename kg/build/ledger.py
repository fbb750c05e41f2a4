"""Collect the triples of one document version: what is flat, what has a source."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary
from kg.build.iris import Iris
from kg.extract.confidence import measured, measured_with
from kg.model import FactReview, Passage, Review, Source
from kg.model.key import slug
from kg.model.passage import CELL_BREAK
from kg.model.record import CONTESTED, UNREVIEWED

Value = NamedNode | str | int | date | Decimal | bool
PROV = vocabulary.FOREIGN["prov"]
RDF_TYPE = NamedNode(vocabulary.FOREIGN["rdf"] + "type")
DIRECT = "direct-quotation"
RESTATED = "restatement"
RESTATED_MARK = "[restated] "
"""What a quotation begins with in the graph where its words are not the authority's own."""

CORRECTED = "corrected"
CURATED = "curated"
"""Confidence of what a person wrote in the place of what the program had read."""

XSD = vocabulary.FOREIGN["xsd"]


def literal(value: Value) -> NamedNode | Literal:
    """Return *value* as an RDF term of the datatype that the ontology uses for its kind.

    A decimal is written without needless zeros, so that equal figures of two documents are one.
    """
    if isinstance(value, NamedNode):
        return value
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    if isinstance(value, Decimal):
        return Literal(format(value.normalize(), "f"), datatype=NamedNode(XSD + "decimal"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))
    return Literal(value)


@cache
def predicate(name: str) -> NamedNode:
    """Return the property *name*: a term of ours, or ``prefix:name`` of a foreign vocabulary."""
    prefix, colon, rest = name.partition(":")
    return NamedNode(vocabulary.FOREIGN[prefix] + rest) if colon else vocabulary.term(name)


class Ledger:
    """Takes down facts: ``flat`` ones for the default graph too, the others for the graph only."""

    def __init__(self, iris: Iris, graph: NamedNode) -> None:
        self.iris = iris
        self.graph = graph
        self.flat: dict[Triple, None] = {}
        self.settled: dict[Triple, None] = {}
        """The flat facts that no person contested: those that may stand in the default graph."""
        self.sourced: dict[Triple, None] = {}
        self.origins: dict[str, int] = {}
        self.yields = False
        """Whether a property of it gives way where a document says otherwise."""

    @property
    def settles(self) -> bool:
        """Whether a flat fact that is taken down now may stand in the default graph."""
        return True

    def state(self, subject: NamedNode, name: str, *values: Value | None) -> None:
        """Take down a flat fact for each of *values*; None states nothing."""
        self._add(self.flat, subject, name, values)

    def note(self, subject: NamedNode, name: str, *values: Value | None) -> None:
        """Take down a fact that stands in the graph of its source only."""
        self._add(self.sourced, subject, name, values)

    def declare(
        self, subject: NamedNode, kind: str, *, line: int | None = None, flat: bool = True
    ) -> None:
        """Say what *subject* is, and which line of the record says so."""
        self._add(self.flat if flat else self.sourced, subject, "rdf:type", [predicate(kind)])
        if line is not None:
            self.origins.setdefault(subject.value, line)

    def _add(
        self,
        facts: dict[Triple, None],
        subject: NamedNode,
        name: str,
        values: Iterable[Value | None],
    ) -> None:
        for value in values:
            if value is not None:
                triple = Triple(subject, predicate(name), literal(value))
                facts[triple] = None
                if facts is self.flat and self.settles:
                    self.settled[triple] = None


class SourceLedger(Ledger):
    """A ledger of one document version: every fact rests on words of it.

    What is taken down inside ``fact(address)`` is that fact of the record: it has the
    review status that a person gave it, and what a person contested does not settle.
    """

    def __init__(self, iris: Iris, document: str, source: Source, review: Review) -> None:
        local = f"{document}-v{source.version}"
        super().__init__(iris, iris.graph(local))
        self.version = iris.version(document, source.version)
        self._reading = iris.thing("act", f"{local}-reading")
        self._local = local
        self._review = review
        self._read_by = source.read_by
        self.restated = source.stands_for is not None
        """Whether its words are not those of the document that it stands for."""
        self._facts: list[str] = []
        self.revised = False
        """Whether what is taken down now is for a later version to say, or to leave out."""

        self._describe_source(document, source)
        self._describe_work(local, source)

    @property
    def settles(self) -> bool:
        """Whether neither the fact taken down nor one around it is contested or revised."""
        if self.revised:
            return False
        statuses = [self._review.status_of(fact) for fact in self._facts]
        return CONTESTED.isdisjoint(statuses or [self._review.status])

    @property
    def at(self) -> tuple[str, ...]:
        """Addresses of the fact that is taken down now, after those around it."""
        return tuple(self._facts)

    @contextmanager
    def fact(self, address: str) -> Iterator[None]:
        """Take down what follows as the fact at *address* of the record."""
        self._facts.append(address)
        try:
            yield
        finally:
            self._facts.pop()

    def rest(
        self,
        subject: NamedNode,
        *passages: Passage | None,
        confidence: str,
        heading: str | None = None,
        kind: str | None = None,
    ) -> None:
        """Say which words *subject* rests on, how they were read, and who stands behind it.

        Args:
            subject: the fact.
            passages: the words.
            confidence: code of scheme ``confidence``.
            heading: the heading that a cell was read under.
            kind: kind of fact that the program's precision was measured for, where it was.
        """
        for passage in passages:
            if passage is not None:
                self.note(subject, "evidence", self._evidence(passage, heading))
        self.note(subject, "prov:wasDerivedFrom", self.version)
        self.note(subject, "prov:wasGeneratedBy", self._reading)
        ruling = self._review.ruling(self._facts[-1]) if self._facts else None
        if ruling is None:
            status = self._review.status
        else:
            status = ruling.status
            self.note(subject, "prov:wasInfluencedBy", self._ruling(ruling))
        read = CURATED if status == CORRECTED else confidence
        if self.restated and read == DIRECT:
            read = RESTATED
        self.note(subject, "confidence", vocabulary.code("confidence", read))
        self.note(subject, "reviewStatus", vocabulary.code("review-status", status))
        if kind is not None and status == UNREVIEWED.status and self._read_by == measured_with():
            found = measured(kind)
            self.note(subject, "measuredPrecision", None if found is None else found.share)

    def rest_period(self, subject: NamedNode, passage: Passage | None) -> None:
        """Say which words set the period of *subject*, where they are not its own."""
        if passage is not None:
            self.note(subject, "periodEvidence", self._evidence(passage, None))

    def _evidence(self, passage: Passage, heading: str | None) -> NamedNode:
        node = self.iris.evidence(self.version, passage)
        self.declare(node, "Evidence", flat=False)
        self.note(node, "inVersion", self.version)
        words = passage.quote.replace(CELL_BREAK, " | ")
        self.note(node, "quotation", f"{RESTATED_MARK}{words}" if self.restated else words)
        self.note(node, "restated", True if self.restated else None)
        self.note(node, "abridged", passage.abridged)
        self.note(node, "start", passage.start)
        self.note(node, "end", passage.end)
        self.note(node, "page", passage.page)
        self.note(node, "row", passage.row)
        self.note(node, "column", passage.column)
        self.note(node, "columnHeading", heading)
        return node

    def _describe_source(self, document: str, source: Source) -> None:
        self.document = self.iris.thing("doc", document)
        self.state(self.document, "hasVersion", self.version)
        self.state(self.document, "dcterms:title", source.title)
        self.state(self.document, "publishedAt", NamedNode(source.url) if source.url else None)
        original = NamedNode(source.stands_for) if source.stands_for else None
        self.state(self.document, "standsFor", original)
        self.declare(self.version, "DocumentVersion")
        self.declare(self.version, "prov:Entity")
        self.state(self.version, "versionOf", self.document)
        self.state(self.version, "versionNumber", source.version)
        self.state(self.version, "sha256", source.sha256)
        self.state(self.version, "mediaType", source.media_type)
        self.state(self.version, "fileName", source.file)
        unseen = (vocabulary.code("document-part", part) for part in source.not_seen)
        self.state(self.version, "notSeen", *unseen)

    def _describe_work(self, local: str, source: Source) -> None:
        self.declare(self._reading, "prov:Activity", flat=False)
        self.note(self._reading, "prov:used", self.version)
        if source.read_by is not None:
            program = self.iris.thing("agent", _program(source.read_by))
            self.note(self._reading, "prov:wasAssociatedWith", program)
            self.declare(program, "prov:SoftwareAgent", flat=False)
            self.note(program, "dcterms:title", source.read_by)
        if self._review.role is not None:
            review = self.iris.thing("act", f"{local}-review")
            self.declare(review, "prov:Activity", flat=False)
            self.note(review, "prov:used", self.version)
            self.note(review, "prov:wasAssociatedWith", vocabulary.code("role", self._review.role))
            self.note(review, "dcterms:date", self._review.on)

    def _ruling(self, ruling: FactReview) -> NamedNode:
        """Return the activity in which a person ruled on one fact.

        It does not use the version as a whole, which the review of the record does.
        """
        node = self.iris.thing("act", f"{self._local}-review-{slug(ruling.fact)}")
        self.declare(node, "prov:Activity", flat=False)
        self.note(node, "prov:wasAssociatedWith", vocabulary.code("role", ruling.role))
        self.note(node, "dcterms:date", ruling.on)
        return node


def _program(name: str) -> str:
    return "-".join(name.lower().replace(".", "-").split())
