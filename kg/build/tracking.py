"""Turn what a person keeps of their own requests into facts, in a graph of their own.

The days are flat: that something was asked and not answered is a fact of the
study.  They give way where a document says otherwise.  Codings and notes are
a person's judgement and stay in the graph.
"""

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.model import Passage
from kg.model.tracking import Coding, Sheet, SheetRow, Tracked, Tracking

GRAPH = "tracking"
"""Key of the graph, and of the sheet as a document."""

ROLE = "maintainer"
"""Role of the person who keeps a study's sheet."""


def take_down(tracking: Tracking, iris: Iris) -> Ledger:
    """Return the facts of *tracking*."""
    ledger = Ledger(iris, iris.graph(GRAPH))
    ledger.yields = True
    for sheet in tracking.sheets:
        _sheet(ledger, sheet)
    for request in tracking.requests:
        _request(ledger, request)
    return ledger


def _sheet(ledger: Ledger, sheet: Sheet) -> None:
    iris = ledger.iris
    document, version = iris.thing("doc", GRAPH), iris.version(GRAPH, sheet.version)
    ledger.declare(document, "TrackingSheet")
    ledger.state(document, "hasVersion", version)
    ledger.declare(version, "DocumentVersion")
    ledger.declare(version, "prov:Entity")
    ledger.state(version, "versionOf", document)
    ledger.state(version, "versionNumber", sheet.version)
    ledger.state(version, "sha256", sheet.sha256)
    ledger.state(version, "mediaType", sheet.media_type)
    ledger.state(version, "fileName", sheet.file)
    reading = _reading(iris, sheet.version)
    ledger.declare(reading, "prov:Activity", flat=False)
    ledger.note(reading, "prov:used", version)
    ledger.note(reading, "prov:wasAssociatedWith", vocabulary.code("role", ROLE))


def _request(ledger: Ledger, request: Tracked) -> None:
    node = ledger.iris.thing("req", request.key)
    ledger.declare(node, "InformationRequest", line=request.line)
    ledger.state(node, "reference", request.reference)
    ledger.state(node, "respondent", vocabulary.authority(request.force))
    ledger.state(node, "madeUnder", vocabulary.code("regime", request.regime))
    ledger.state(node, "seriesName", request.series)
    ledger.state(node, "sentOn", request.sent)
    ledger.state(node, "receivedOn", request.received)
    ledger.state(node, "acknowledgedOn", request.acknowledged)
    ledger.state(node, "dueOn", request.due)
    ledger.state(node, "answeredOn", request.answered)
    if request.state is not None:
        ledger.state(node, "requestState", vocabulary.code("request-state", request.state))
    ledger.state(node, "foaf:page", *map(NamedNode, request.links))
    ledger.note(node, "note", request.note)
    _rest(ledger, node, request)
    for coding in request.codings:
        _coding(ledger, node, coding)


def _rest(ledger: Ledger, node: NamedNode, request: Tracked) -> None:
    """Say which row of which sheet tells of the request."""
    iris = ledger.iris
    version = iris.version(GRAPH, request.place.sheet)
    place = _passage(request.place, tuple(request.written.values()))
    evidence = iris.evidence(version, place)
    ledger.declare(evidence, "Evidence", flat=False)
    ledger.note(evidence, "inVersion", version)
    ledger.note(evidence, "quotation", place.quote)
    ledger.note(evidence, "page", place.page)
    ledger.note(evidence, "row", place.row)
    ledger.note(node, "evidence", evidence)
    ledger.note(node, "prov:wasDerivedFrom", version)
    ledger.note(node, "prov:wasGeneratedBy", _reading(iris, request.place.sheet))
    ledger.note(node, "confidence", vocabulary.code("confidence", "table-reading"))
    ledger.note(node, "reviewStatus", vocabulary.code("review-status", "unreviewed"))


def _passage(place: SheetRow, cells: tuple[str, ...]) -> Passage:
    return Passage(quote=" | ".join(cells), page=place.page, row=place.row)


def _reading(iris: Iris, version: int) -> NamedNode:
    return iris.thing("act", f"{GRAPH}-v{version}-reading")


def _coding(ledger: Ledger, request: NamedNode, coding: Coding) -> None:
    iris, node = ledger.iris, ledger.iris.coding(request, coding.question)
    ledger.declare(node, "Coding", line=coding.line, flat=False)
    ledger.note(node, "onRequest", request)
    if coding.question is not None:
        ledger.note(node, "onAnswer", iris.answer(request, coding.question))
        ledger.note(node, "label", coding.question)
    for code in coding.codes:
        scheme, _, key = code.partition(":")
        ledger.note(node, "codedAs", NamedNode(f"{iris.base}code/{scheme}/{key}"))
    ledger.note(node, "note", coding.note)
    ledger.note(node, "ruledOn", coding.on)
    ledger.note(node, "ruledBy", vocabulary.code("role", coding.role))
