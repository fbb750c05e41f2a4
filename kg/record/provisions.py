"""What a record says of provisions, amounts and steps, as ``kg extract --json`` prints it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg import vocabulary
from kg.extract.confidence import confidence
from kg.model import (
    Amount,
    Denial,
    Disclosure,
    GroundClaim,
    Mention,
    Passage,
    ProcessStep,
    StatedClass,
)

DIRECT = "direct-quotation"
ACTS = {"foia": "FOIA 2000", "foisa": "FOISA 2002", "eir": "EIR 2004", "eisr": "EI(S)R 2004"}
"""Code of scheme ``regime`` -> the name by which the contract calls it."""

ROLES = {
    "considered": "considered",
    "mentioned-by-requester": "mentioned_by_requester",
    "quoted-statute": "listed",
    "listed": "listed",
}
"""Code of scheme ``citation-role`` -> the name by which the contract calls it."""

DENIED_BY_COST = "foia:s12-2"


def exemptions(record: Disclosure) -> Iterable[dict[str, Any]]:
    """Yield the provisions relied on, then those that were only named."""
    given: dict[GroundClaim, tuple[str, ...]] = {}
    for answer in record.answers:
        inside = (claim for part in answer.parts for claim in part.grounds)
        for claim in dict.fromkeys((*answer.grounds, *inside)):
            given[claim] = (*given.get(claim, ()), *answer.to)
    yield from _grouped(given)
    yield from _grouped(dict.fromkeys(record.grounds))
    order = list(ROLES)
    yield from _named(sorted(record.mentions, key=lambda mention: order.index(mention.role)))


def amount(stated: Amount) -> dict[str, Any]:
    """Return *stated* with its bound, its numbers and its unit; null where the words give none."""
    return {
        "bound": stated.bound,
        "value": _number(stated.value),
        "lower": _number(stated.lower),
        "upper": _number(stated.upper),
        "unit": stated.unit,
        "category": stated.category,
        "measure": stated.measure,
        "suppressed": stated.suppressed,
        "as_written": stated.as_written,
        **_place(stated.passage),
    }


def denial(stated: Denial) -> dict[str, Any]:
    """Return *stated* with its kind, its scope and the questions that it names."""
    return {
        "kind": stated.kind,
        "restricted_to": list(stated.restricted_to),
        "applies_to": list(stated.to) or None,
        "provisions": list(stated.provisions),
        **_place(stated.passage),
    }


def step(told: ProcessStep) -> dict[str, Any]:
    """Return *told* with its kind and its days; null where none is printed."""
    return {
        "kind": told.kind,
        "on": None if told.on is None else told.on.isoformat(),
        "until": None if told.until is None else told.until.isoformat(),
        **_place(told.passage),
    }


def _grouped(
    claims: Mapping[GroundClaim, tuple[str, ...] | None],
) -> Iterable[dict[str, Any]]:
    """Yield one object for each subsection cited, with all limbs cited of it."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for claim, labels in claims.items():
        act, section, subsection, limb = _parts(claim.provision)
        place = _place(claim.passage)
        key = (act, section, subsection, labels, *place.values())
        if key not in found:
            found[key] = {
                "act": act,
                "section": section,
                "subsection": subsection,
                "limb": [],
                "ncnd": claim.limb == "confirm-or-deny" or claim.provision == DENIED_BY_COST,
                "role": "relied",
                "applies_to": None if labels is None else list(dict.fromkeys(labels)),
                "stated_class": _stated_class(claim.stated_class),
                "harm": None if claim.harm is None else claim.harm.shown,
                "public_interest": None
                if claim.public_interest is None
                else claim.public_interest.shown,
                **place,
                "confidence": confidence("exemptions", DIRECT),
            }
        if limb is not None:
            found[key]["limb"].append(limb)
    yield from found.values()


def _named(mentions: Iterable[Mention]) -> Iterable[dict[str, Any]]:
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for mention in mentions:
        act, section, subsection, limb = _parts(mention.provision)
        place = _place(mention.passage)
        key = (act, section, subsection, mention.role, *place.values())
        if key not in found:
            found[key] = {
                "act": act,
                "section": section,
                "subsection": subsection,
                "limb": [],
                "ncnd": _denies(mention.provision),
                "role": ROLES[mention.role],
                "applies_to": None,
                "stated_class": None,
                "harm": None,
                "public_interest": None,
                **place,
                "confidence": confidence("exemptions", DIRECT),
            }
        if limb is not None:
            found[key]["limb"].append(limb)
    yield from found.values()


def _denies(provision: str) -> bool:
    """Whether *provision* frees from the duty to confirm or deny."""
    return provision == DENIED_BY_COST or vocabulary.provision_kind(provision) == "ncnd"


def _stated_class(stated: StatedClass | None) -> dict[str, str | None] | None:
    return None if stated is None else {"force": stated.force, "basis": stated.basis}


def _parts(provision: str) -> tuple[str, str, str | None, str | None]:
    """Return act, section, subsection and limb of a code such as ``foia:s31-1-a``."""
    regime, _, key = provision.partition(":")
    section, *rest = key.removeprefix("reg-").removeprefix("s").split("-")
    subsection, limb = (*rest, None, None)[:2]
    return ACTS[regime], section.upper(), subsection, limb


def _place(passage: Passage) -> dict[str, int | None]:
    return {"start": passage.start, "end": passage.end}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
