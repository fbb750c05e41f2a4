"""Turn what later editions changed into facts: which revises which, and how each change reads."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build.iris import Iris
from kg.build.ledger import Ledger
from kg.model import Passage
from kg.model.edition import EditionChange, Succession
from kg.model.key import slug

RULE = "edition-changes"
GRAPH = f"inferred-{RULE}"
PROPERTIES = {
    "date": "date",
    "place": "place",
    "status": "deploymentStatus",
    "use-case": "useCase",
}
"""Field of a change that is no measure -> the property of a deployment that it is about."""


def take_down(successions: Iterable[Succession], iris: Iris) -> Ledger:
    """Return that editions revise one another, and each change as a thing of its own."""
    graph = iris.graph(GRAPH)
    ledger = Ledger(iris, graph)
    for succession in successions:
        ledger.state(graph, "derivedBy", vocabulary.code("rule", RULE))
        earlier = iris.version(succession.document, succession.earlier)
        later = iris.version(succession.document, succession.later)
        ledger.state(later, "prov:wasRevisionOf", earlier)
        for change in succession.changes:
            _change(ledger, succession, change, later)
    return ledger


def _change(
    ledger: Ledger,
    succession: Succession,
    change: EditionChange,
    later: NamedNode,
) -> None:
    iris = ledger.iris
    since = succession.earlier if change.since is None else change.since
    earlier = iris.version(succession.document, since)
    name = "-".join(
        filter(
            None,
            (
                f"{succession.document}-v{since}-v{succession.later}",
                change.deployment,
                slug(change.field or ""),
            ),
        )
    )
    node = iris.thing("chg", name)
    ledger.declare(node, "EditionChange")
    ledger.state(node, "changeKind", vocabulary.code("edition-change", change.kind))
    ledger.state(node, "changeOfDeployment", iris.deployment(succession.force, change.deployment))
    ledger.state(node, "fromVersion", earlier)
    ledger.state(node, "toVersion", later)
    ledger.state(node, "prov:wasDerivedFrom", earlier, later)
    if change.field is not None:
        changed = PROPERTIES.get(change.field)
        if changed is None:
            changed = vocabulary.measure_property(change.definition or change.field)
            ledger.state(node, "changedMeasure", vocabulary.code("measure", change.field))
        ledger.state(node, "changedProperty", vocabulary.term(changed))
    ledger.state(node, "writtenBefore", change.before)
    ledger.state(node, "writtenAfter", change.after)
    ledger.state(node, "valueBefore", change.value_before)
    ledger.state(node, "valueAfter", change.value_after)
    for version, passage in ((earlier, change.passage_before), (later, change.passage_after)):
        _rest(ledger, node, version, passage)


def _rest(ledger: Ledger, node: NamedNode, version: NamedNode, passage: Passage | None) -> None:
    """Point to the evidence that the graph of *version* has for the same cell or row."""
    if passage is not None:
        ledger.state(node, "evidence", ledger.iris.evidence(version, passage))
