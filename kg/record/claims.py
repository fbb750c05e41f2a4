"""What an authority says of provisions, between the records and their YAML."""

from collections.abc import Iterable, Sequence
from typing import Any

from kg.model import (
    Denial,
    GroundClaim,
    HarmTest,
    Mention,
    PublicInterestTest,
    StatedClass,
)
from kg.record.nodes import Node, at, flow, lean, line_of, passage_of, words, words_of
from kg.record.wording import Wording


def read_grounds(nodes: Sequence[Node]) -> tuple[GroundClaim, ...]:
    """Return the ground claims that *nodes* hold."""
    return tuple(
        GroundClaim(
            provision=node["provision"],
            cited_as=node["cited_as"],
            limb=node["limb"],
            passage=passage_of(node),
            stated_class=_stated_class(node.get("called")),
            harm=_harm(node.get("harm")),
            public_interest=_public_interest(node.get("public_interest")),
            line=line_of(node),
        )
        for node in nodes
    )


def read_mentions(nodes: Sequence[Node]) -> tuple[Mention, ...]:
    """Return the mentions that *nodes* hold."""
    return tuple(
        Mention(
            provision=node["provision"],
            cited_as=node["cited_as"],
            role=node["role"],
            passage=passage_of(node),
            line=line_of(node),
        )
        for node in nodes
    )


def read_denials(nodes: Sequence[Node]) -> tuple[Denial, ...]:
    """Return the denials that *nodes* hold."""
    return tuple(
        Denial(
            kind=node["kind"],
            restricted_to=tuple(node.get("restricted_to", ())),
            to=tuple(node.get("to", ())),
            provisions=tuple(node.get("provisions", ())),
            passage=passage_of(node),
            line=line_of(node),
        )
        for node in nodes
    )


def write_grounds(grounds: Iterable[GroundClaim], wording: Wording) -> list[dict[str, Any]]:
    """Return *grounds* as a record holds them."""
    return [
        lean(
            {
                "provision": claim.provision,
                "cited_as": claim.cited_as,
                "limb": claim.limb,
                **at(claim.passage, wording),
                "called": _called(claim.stated_class, wording),
                "harm": None
                if claim.harm is None
                else {"shown": claim.harm.shown, **at(claim.harm.passage, wording)},
                "public_interest": _weighed(claim.public_interest, wording),
            }
        )
        for claim in grounds
    ]


def write_mentions(mentions: Iterable[Mention], wording: Wording) -> list[dict[str, Any]]:
    """Return *mentions* as a record holds them."""
    return [
        {
            "provision": mention.provision,
            "cited_as": mention.cited_as,
            "role": mention.role,
            **at(mention.passage, wording),
        }
        for mention in mentions
    ]


def write_denials(denials: Iterable[Denial], wording: Wording) -> list[dict[str, Any]]:
    """Return *denials* as a record holds them."""
    return [
        lean(
            {
                "kind": denial.kind,
                "restricted_to": flow(denial.restricted_to),
                "to": flow(denial.to),
                "provisions": flow(denial.provisions),
                **at(denial.passage, wording),
            }
        )
        for denial in denials
    ]


def _stated_class(node: Node | None) -> StatedClass | None:
    if node is None:
        return None
    return StatedClass(force=node.get("force"), basis=node.get("basis"), passage=passage_of(node))


def _harm(node: Node | None) -> HarmTest | None:
    return None if node is None else HarmTest(shown=node["shown"], passage=passage_of(node))


def _public_interest(node: Node | None) -> PublicInterestTest | None:
    if node is None:
        return None
    return PublicInterestTest(
        shown=node["shown"],
        passage=passage_of(node),
        favouring=words_of(node, "favouring"),
        against=words_of(node, "against"),
        balance=words_of(node, "balance"),
    )


def _called(stated: StatedClass | None, wording: Wording) -> dict[str, Any] | None:
    if stated is None:
        return None
    return lean({"force": stated.force, "basis": stated.basis, **at(stated.passage, wording)})


def _weighed(test: PublicInterestTest | None, wording: Wording) -> dict[str, Any] | None:
    if test is None:
        return None
    return lean(
        {
            "shown": test.shown,
            **at(test.passage, wording),
            "favouring": words(test.favouring, wording),
            "against": words(test.against, wording),
            "balance": words(test.balance, wording),
        }
    )
