"""Turn what a person ruled into facts, in a graph of their own.

A presumed target is a guess and says so at every step: the assessment is
marked as presumed, and the answer names the document as its presumed target.
A ruling on a disagreement goes before the label that the rule finds, which is still told.
What a person says one request has to do with another is flat, since people follow chains by it.
"""

from collections.abc import Iterable

from kg import vocabulary
from kg.build.iris import Iris, local
from kg.build.ledger import Ledger
from kg.model import ChainRuling, DisagreementRuling, Presumption
from kg.model.key import key

GRAPH = "rulings"


RELATIONS = {"refines": "refines", "follows": "precedingStep", "reviews": "reviewOf"}
"""Relation of a later request to an earlier one, as records and rulings name it -> property."""


def take_down(
    presumptions: Iterable[Presumption],
    iris: Iris,
    labels: Iterable[DisagreementRuling] = (),
    chains: Iterable[ChainRuling] = (),
) -> Ledger:
    """Return the facts of *presumptions*, and of rulings on *labels* of disagreements and *chains*.

    That a request has nothing to do with another states nothing: it only takes a link away.
    """
    ledger = Ledger(iris, iris.graph(GRAPH))
    for presumption in presumptions:
        _presumption(ledger, presumption)
    for ruling in labels:
        _label(ledger, ruling)
    for chain in chains:
        if chain.relation in RELATIONS:
            later = iris.thing("req", chain.later)
            ledger.state(later, RELATIONS[chain.relation], iris.thing("req", chain.earlier))
            ledger.origins.setdefault(later.value, chain.line or 1)
    return ledger


def _label(ledger: Ledger, ruling: DisagreementRuling) -> None:
    node = ledger.iris.thing("drul", ruling.disagreement)
    ledger.declare(node, "DisagreementRuling", line=ruling.line)
    ledger.state(node, "rulesOn", ledger.iris.thing("dis", ruling.disagreement))
    ledger.state(node, "ruledLabel", vocabulary.code("disagreement", ruling.label))
    ledger.state(node, "reason", ruling.reason)
    ledger.state(node, "ruledOn", ruling.on)
    ledger.state(node, "ruledBy", vocabulary.code("role", ruling.role))


def _presumption(ledger: Ledger, presumption: Presumption) -> None:
    iris, ruling = ledger.iris, presumption.ruling
    request = (
        iris.thing("req", ruling.document)
        if presumption.reference is None
        else iris.thing("req", key(presumption.force, presumption.reference))
    )
    target = iris.thing("doc", ruling.target)
    for label in presumption.labels:
        ledger.state(iris.answer(request, label), "presumedTarget", target)
    for item in ruling.coverage:
        answer = iris.answer(request, item.question)
        coverage = vocabulary.code("coverage", item.coverage)
        # Not flat: a guess must not stand beside the force's words as a settled fact.
        ledger.note(answer, "coverageAssessed", coverage)
        node = iris.thing("cov", f"{local(answer)}-{ruling.target}")
        ledger.declare(node, "CoverageAssessment", line=item.line, flat=False)
        ledger.note(node, "assesses", answer)
        ledger.note(node, "againstDocument", target)
        ledger.note(node, "coverage", coverage)
        ledger.note(node, "presumed", True)  # noqa: FBT003 -- a value to state, not a switch
        ledger.note(node, "presumptionReason", ruling.reason)
        ledger.note(node, "reason", item.reason)
        ledger.note(node, "ruledOn", ruling.on)
        ledger.note(node, "ruledBy", vocabulary.code("role", ruling.role))
