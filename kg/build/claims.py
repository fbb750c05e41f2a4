"""Turn what an answer claims, states and keeps silent on into facts, each with its words."""

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from kg import vocabulary
from kg.build.iris import local
from kg.build.ledger import SourceLedger
from kg.build.wording_keys import wording_key
from kg.model import Amount, Denial, GroundClaim, Mention, Passage, ProcessStep, address

DIRECT = "direct-quotation"


def take_grounds(
    ledger: SourceLedger, node: NamedNode, claims: Sequence[GroundClaim], where: str = ""
) -> None:
    """Take down *claims* of *node*, the thing at *where*, or of the response as a whole."""
    cited = address.distinct(claim.provision for claim in claims)
    for number, (claim, provision) in enumerate(zip(claims, cited, strict=True), start=1):
        ground = ledger.iris.thing("gnd", f"{local(node)}-g{number}")
        with ledger.fact(f"{where}/ground/{provision}".removeprefix("/")):
            _ground(ledger, node, ground, claim)


def take_mentions(ledger: SourceLedger, response: NamedNode, mentions: Sequence[Mention]) -> None:
    """Take down the provisions that the document of *response* names without relying on them."""
    named = address.distinct(mention.provision for mention in mentions)
    for number, (mention, provision) in enumerate(zip(mentions, named, strict=True), start=1):
        node = ledger.iris.thing("men", f"{local(response)}-m{number}")
        with ledger.fact(f"mention/{provision}"):
            ledger.declare(node, "Mention", line=mention.line, flat=False)
            ledger.note(node, "mentionedIn", response)
            ledger.note(node, "mentions", concept(mention.provision))
            ledger.note(node, "citationRole", vocabulary.code("citation-role", mention.role))
            ledger.note(node, "citedAs", mention.cited_as)
            ledger.rest(node, mention.passage, confidence=DIRECT)


def take_denials(
    ledger: SourceLedger,
    response: NamedNode,
    denials: Sequence[Denial],
    asked: Mapping[str, NamedNode],
) -> None:
    """Take down where *response*, to the questions *asked* by label, keeps silent."""
    for number, denial in enumerate(denials, start=1):
        node = ledger.iris.thing("den", f"{local(response)}-n{number}")
        with ledger.fact(f"denial/{number}"):
            ledger.declare(node, "Denial", line=denial.line)
            ledger.state(response, "hasDenial", node)
            ledger.state(node, "deniedIn", response)
            ledger.state(node, "ncndKind", vocabulary.code("ncnd-kind", denial.kind))
            ledger.state(node, "restrictedTo", *map(concept, denial.restricted_to))
            ledger.state(node, "deniedUnder", *map(concept, denial.provisions))
            silent = (asked[label] for label in denial.to if label in asked)
            ledger.state(node, "keepsSilentOn", *silent)
            ledger.rest(node, denial.passage, confidence=DIRECT)
            _key(ledger, denial.passage)


def take_amounts(
    ledger: SourceLedger, answer: NamedNode, amounts: Sequence[Amount], where: str
) -> None:
    """Take down the amounts that *answer*, the thing at *where*, states."""
    for number, amount in enumerate(amounts, start=1):
        node = ledger.iris.thing("amt", f"{local(answer)}-n{number}")
        with ledger.fact(f"{where}/amount/{number}"):
            ledger.declare(node, "Amount", line=amount.line)
            ledger.state(answer, "hasAmount", node)
            ledger.state(node, "amountIn", answer)
            ledger.state(node, "bound", vocabulary.code("bound", amount.bound))
            ledger.state(node, "amountValue", amount.value)
            ledger.state(node, "lowerBound", amount.lower)
            ledger.state(node, "upperBound", amount.upper)
            ledger.state(node, "unitText", amount.unit)
            ledger.state(node, "categoryText", amount.category)
            ledger.state(node, "asWritten", amount.as_written)
            if amount.measure is not None:
                ledger.state(node, "measure", vocabulary.code("measure", amount.measure))
            ledger.state(node, "suppressed", amount.suppressed or None)
            ledger.rest(node, amount.passage, confidence=DIRECT)


def take_steps(
    ledger: SourceLedger, request: NamedNode, document: str, steps: Sequence[ProcessStep]
) -> None:
    """Take down the steps that *request* went through, as the record *document* tells them."""
    for number, step in enumerate(steps, start=1):
        node = ledger.iris.thing("step", f"{document}-t{number}")
        with ledger.fact(f"step/{number}"):
            ledger.declare(node, "ProcessStep", line=step.line)
            ledger.declare(node, "prov:Activity")
            ledger.state(node, "stepOf", request)
            ledger.state(node, "correspondsToStep", vocabulary.code("process-step", step.kind))
            ledger.state(node, "happenedOn", step.on)
            ledger.state(node, "extendedTo", step.until)
            ledger.rest(node, step.passage, confidence=DIRECT)


def concept(scoped: str) -> NamedNode:
    """Return the concept that ``scheme:code`` names."""
    scheme, _, name = scoped.partition(":")
    return vocabulary.code(scheme, name)


def _ground(ledger: SourceLedger, node: NamedNode, ground: NamedNode, claim: GroundClaim) -> None:
    ledger.declare(ground, "GroundClaim", line=claim.line, flat=False)
    ledger.state(node, "hasGroundClaim", ground)
    ledger.state(node, "reliesOn", concept(claim.provision))
    ledger.note(ground, "claimedIn", node)
    ledger.note(ground, "provision", concept(claim.provision))
    ledger.note(ground, "limb", vocabulary.code("limb", claim.limb))
    ledger.note(ground, "citedAs", claim.cited_as)
    words: list[Passage | None] = [claim.passage]
    if claim.stated_class is not None:
        ledger.note(ground, "calledForce", claim.stated_class.force)
        ledger.note(ground, "calledBasis", claim.stated_class.basis)
        words.append(claim.stated_class.passage)
    if claim.harm is not None:
        ledger.note(ground, "harmTest", vocabulary.code("test-shown", claim.harm.shown))
        words.append(claim.harm.passage)
    weighed = claim.public_interest
    if weighed is not None:
        ledger.note(ground, "publicInterestTest", vocabulary.code("test-shown", weighed.shown))
        ledger.note(ground, "weighsFor", None if weighed.favouring is None else True)
        ledger.note(ground, "weighsAgainst", None if weighed.against is None else True)
        words += [weighed.passage, weighed.favouring, weighed.against, weighed.balance]
    ledger.rest(ground, *words, confidence=DIRECT, kind="exemptions")
    _key(ledger, claim.passage)


def _key(ledger: SourceLedger, passage: Passage) -> None:
    """Note the key by which the words of *passage* are found again in other replies."""
    # The opening of a passage does not tell whether the rest of it is shared.
    if not passage.abridged:
        evidence = ledger.iris.evidence(ledger.version, passage)
        # Who says a letter again may put many letters in the same words.
        key = None if ledger.restated else wording_key(passage.quote)
        ledger.note(evidence, "wordingKey", key)
