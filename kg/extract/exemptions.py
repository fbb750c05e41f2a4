"""Tell which provisions an authority relied on, and for which of its two duties.

Mentioned is not relied on: a section that the requester names, that may apply,
or that only sets the procedure (1, 8, 10, 16, 17) is no ground for a refusal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import vocabulary
from kg.extract.citations import Citation, find_citations
from kg.extract.sentences import Span, sentence_at
from kg.extract.zones import Zones
from kg.model import Document, Doubt, GroundClaim

GROUNDS = ("exemption", "exception", "accessible", "ncnd", "cost", "vexatious")
"""Kinds of provision, as the code lists give them, that an authority can rely on.

The others set duties, time limits, notices and appeals: they are no grounds.
"""

LIMBS = {"ncnd": "confirm-or-deny", "cost": "cost", "vexatious": "procedure"}
"""Kind of provision -> code of scheme ``limb``; every other ground withholds."""

DENIAL = re.compile(
    r"\bneither confirm(?:s|ing)?\b|\bconfirm(?:ing)? n?or den(?:y|ies|ying)\b|\bNCND\b",
    re.IGNORECASE,
)
CONSIDERED = re.compile(
    r"\b(?:may|might|could) (?:also )?(?:apply|be (?:engaged|relevant|exempt))"
    r"|\bconsider(?:ing|ation) (?:of )?(?:whether|the application)"
    r"|\bwould (?:likely )?(?:apply|be engaged)\b",
    re.IGNORECASE,
)
SCOTTISH = re.compile(r"Freedom of Information \(Scotland\)|\bFOISA\b")
SCOTTISH_ENVIRONMENTAL = re.compile(r"Environmental Information \(Scotland\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A provision cited, and what it is cited for."""

    claim: GroundClaim
    role: str
    """``relied``, ``considered`` or ``mentioned_by_requester``."""


def find_grounds(document: Document, zones: Zones) -> tuple[tuple[Cited, ...], tuple[Doubt, ...]]:
    """Return every citation of a ground in *document*, in reading order, repeats included."""
    found: list[Cited] = []
    doubts: list[Doubt] = []
    regimes = regimes_of(document.text)
    for citation in find_citations(document.text):
        regime = regimes[citation.kind]
        for key, reason in _provisions(citation, regime):
            passage = document.passage(*citation.span)
            if key is not None and vocabulary.provision_kind(f"{regime}:{key}") not in GROUNDS:
                continue
            if reason is not None:
                doubts.append(Doubt(field="exemptions", reason=reason, passage=passage))
            if key is None:
                continue
            role = _role(document.text, citation.span, zones)
            provision = f"{regime}:{key}"
            claim = GroundClaim(
                provision=provision,
                cited_as=citation.printed,
                limb=_limb(document.text, provision, citation.span),
                passage=passage,
            )
            found.append(Cited(claim=claim, role=role))
    return tuple(found), tuple(doubts)


def distinct(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Return each provision of *cited* once in each role, where it is first cited.

    A bare section beside one of its subsections (``sections 24 and 31 are
    qualified``) only speaks of the latter again and is left out.
    """
    first: dict[tuple[str, str], Cited] = {}
    for item in cited:
        first.setdefault((item.claim.provision, item.role), item)
    return tuple(
        item
        for (provision, role), item in first.items()
        if not any(
            other.startswith(f"{provision}-") and other_role == role for other, other_role in first
        )
    )


def regimes_of(text: str) -> dict[str, str]:
    """Return the code of scheme ``regime`` for a ``section`` and a ``regulation`` in *text*."""
    return {
        "section": "foisa" if SCOTTISH.search(text) else "foia",
        "regulation": "eisr" if SCOTTISH_ENVIRONMENTAL.search(text) else "eir",
    }


def _provisions(citation: Citation, regime: str) -> Iterator[tuple[str | None, str | None]]:
    """Yield the narrowest known provision for each limb cited, and what is doubtful about it."""
    known = vocabulary.codes(regime)
    opening = "reg" if citation.kind == "regulation" else "s"
    whole = f"{opening}-{citation.section}" if opening == "reg" else f"s{citation.section.lower()}"
    if whole not in known:
        words = (
            f"{citation.kind} {citation.section} is no provision of {regime.upper()} that we know"
        )
        yield None, f"{words}; if the Act has it, add it to ontology/codes/{regime}.ttl"
        return
    if citation.subsection is None:
        reason = "limbs without their subsection; look at what the letter means"
        yield whole, (reason if citation.limbs else None)
        return
    part = f"{whole}-{citation.subsection.lower()}"
    for limb in citation.limbs or ("",):
        wanted = [f"{part}-{limb}", part, whole] if limb else [part, whole]
        doubt = (
            f"({citation.subsection}) of {citation.kind} {citation.section} is not in "
            f"ontology/codes/{regime}.ttl; add it there if the Act has it"
        )
        yield next(key for key in wanted if key in known), None if part in known else doubt


def _role(text: str, span: Span, zones: Zones) -> str:
    if zones.asked_is_marked and zones.request.start <= span.start < zones.request.end:
        return "mentioned_by_requester"
    sentence = sentence_at(text, span.start)
    return "considered" if CONSIDERED.search(text, *sentence) is not None else "relied"


def _limb(text: str, provision: str, span: Span) -> str:
    regime, _, key = provision.partition(":")
    kind = vocabulary.provision_kind(f"{regime}:{key}")
    if kind in LIMBS:
        return LIMBS[kind]
    # A bare section can serve either duty; a subsection is of one kind.
    bare = re.fullmatch(r"s\d+a?|reg-\d+", key) is not None
    if bare and DENIAL.search(text, *sentence_at(text, span.start)) is not None:
        return "confirm-or-deny"
    return "withhold"
