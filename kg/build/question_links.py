"""Turn links of questions to templates into facts, in a graph of their own that names the rule.

What nobody judged never looks like a ruling: it has another class, and says which words and
slots it rests on.  Only an exact link is flat; what a template asks for comes with it.
"""

from collections.abc import Iterable, Mapping

from kg import vocabulary
from kg.build.claims import concept
from kg.build.iris import Iris, local
from kg.build.ledger import Ledger
from kg.model.link import QuestionLink
from kg.model.template import EXACT, Template

RULE = GRAPH = "linked-questions"


def take_down(
    links: Iterable[QuestionLink], iris: Iris, templates: Mapping[str, tuple[Iris, Template]]
) -> Ledger:
    """Return the facts of those *links* that no person ruled on.

    Args:
        links: all that the linker found.
        iris: those of the study whose questions they are.
        templates: key of a template -> it, and the IRIs of the study that wrote it.
    """
    graph = iris.graph(GRAPH)
    ledger = Ledger(iris, graph)
    for link in links:
        if not link.stated:
            continue
        ledger.state(graph, "derivedBy", vocabulary.code("rule", RULE))
        _link(ledger, link, *templates[link.template])
    return ledger


def _link(ledger: Ledger, link: QuestionLink, owner: Iris, template: Template) -> None:
    iris = ledger.iris
    question = iris.question(iris.thing("req", link.request), link.label)
    asked = owner.thing("tpl", link.template)
    if link.kind == EXACT:
        ledger.state(question, "instanceOfTemplate", asked)
        ledger.state(question, "asksFor", *map(concept, template.asks_for))
    node = iris.thing("qlk", f"{local(question)}-{link.template}")
    ledger.declare(node, "QuestionLink", flat=False)
    ledger.note(node, "matchedQuestion", question)
    ledger.note(node, "matchedTemplate", asked)
    ledger.note(node, "matchKind", vocabulary.code("match-kind", link.kind))
    ledger.note(node, "linkBasis", vocabulary.code("link-basis", link.rule))
    ledger.note(node, "maskedWords", link.words)
    ledger.note(node, "againstWords", link.against.words)
    ledger.note(node, "equalSlot", *link.slots)
    ledger.note(node, "likeness", link.score)
    ledger.note(node, "prov:wasGeneratedBy", vocabulary.code("rule", RULE))
