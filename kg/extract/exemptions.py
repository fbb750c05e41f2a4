"""Tell which provisions an authority relied on, and for which of its two duties.

Mentioned is not relied on: a section that the requester names, that may apply,
or that only sets the procedure (1, 8, 10, 16, 17) is no ground for a refusal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg import vocabulary
from kg.extract.citations import Citation, find_citations
from kg.extract.classes import find_classes, misstated
from kg.extract.harm import find_harm
from kg.extract.laws import laws_of
from kg.extract.public_interest import find_public_interest
from kg.extract.roles import RELIED, role_of
from kg.extract.sentences import Span, sentence_at
from kg.extract.speaking import Place, section_of
from kg.extract.zones import Zones
from kg.model import Document, Doubt, GroundClaim, Mention
from kg.model.record import UNKNOWN_WORDING

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
SCOTTISH = re.compile(r"Freedom of Information \(Scotland\)|\bFOISA\b")
SCOTTISH_ENVIRONMENTAL = re.compile(r"Environmental Information \(Scotland\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A provision cited, and what it is cited for."""

    claim: GroundClaim
    role: str
    """Code of scheme ``citation-role``: ``relied``, ``considered`` ..."""


def find_grounds(
    document: Document, zones: Zones, *, home: str | None = None
) -> tuple[tuple[Cited, ...], tuple[Doubt, ...]]:
    """Return every citation of a ground in *document*, in reading order, repeats included.

    Args:
        document: the page or letter.
        zones: whose voice speaks where.
        home: code of scheme ``regime`` that the authority answers under; None if not known.
    """
    found: list[Cited] = []
    doubts: list[Doubt] = []
    citations = tuple(find_citations(document.text, home=home))
    beside = _neighbours(document.text, citations)
    for citation in citations:
        role = role_of(
            document.text,
            citation.span,
            zones,
            neighbours=beside[sentence_at(document.text, citation.span.start).start],
        )
        passage = document.passage(*citation.span)
        for key, reason in _provisions(document.text, citation):
            provision = f"{citation.regime}:{key}"
            if key is not None and vocabulary.provision_kind(provision) not in GROUNDS:
                continue
            if reason is not None and role == RELIED:
                doubts.append(
                    Doubt(field="exemptions", reason=reason, passage=passage, kind=UNKNOWN_WORDING)
                )
            if key is None:
                continue
            claim = GroundClaim(
                provision=provision,
                cited_as=citation.printed,
                limb=_limb(document.text, provision, citation.span),
                passage=passage,
            )
            found.append(Cited(claim=claim, role=role))
    described = _described(document, zones, found)
    return described, (*doubts, *misstated(item.claim for item in distinct(described)))


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


def mentions_of(cited: Iterable[Cited]) -> tuple[Mention, ...]:
    """Return what *cited* names without relying on it, each provision once in each role."""
    return tuple(
        Mention(
            provision=item.claim.provision,
            cited_as=item.claim.cited_as,
            role=item.role,
            passage=item.claim.passage,
        )
        for item in distinct(cited)
        if item.role != RELIED
    )


def regimes_of(text: str, home: str | None = None) -> dict[str, str]:
    """Return the code of scheme ``regime`` for a ``section`` and a ``regulation`` in *text*.

    *home* is the regime of the authority; where it is not known, the laws named tell.
    """
    if home is not None:
        return {"section": home, "regulation": "eisr" if home == "foisa" else "eir"}
    return {
        "section": "foisa" if SCOTTISH.search(text) else "foia",
        "regulation": "eisr" if SCOTTISH_ENVIRONMENTAL.search(text) else "eir",
    }


def home_of(force: str | None) -> str | None:
    """Return the regime that *force* answers under; None where no list tells.

    >>> home_of("metropolitan"), home_of("scotland"), home_of(None)
    ('foia', 'foisa', None)
    """
    found = vocabulary.facts("force", vocabulary.ONTOLOGY + "regime").get(force or "", ())
    codes = [iri.rpartition("/")[2] for iri in found]
    return next((code for code in codes if code in ("foia", "foisa")), None)


def _neighbours(text: str, citations: Iterable[Citation]) -> dict[int, int]:
    """Return, by the start of each sentence that cites, how many different sections it cites."""
    found: dict[int, set[str]] = {}
    for citation in citations:
        sentence = sentence_at(text, citation.span.start)
        found.setdefault(sentence.start, set()).add(citation.section)
    return {start: len(sections) for start, sections in found.items()}


def _provisions(text: str, citation: Citation) -> Iterator[tuple[str | None, str | None]]:
    """Yield the narrowest known provision for each limb cited, and what is doubtful about it."""
    regime = citation.regime
    known = vocabulary.codes(regime)
    opening = "reg-" if citation.kind == "regulation" else "s"
    whole = f"{opening}{citation.section.lower()}"
    if whole not in known:
        # Another law is at hand in the sentence: the section is mostly one of that law's.
        if not laws_of(text).other_in_sentence(citation.span):
            words = (
                f"{citation.kind} {citation.section} is no provision of {regime.upper()} that we "
                f"know; if the Act has it, add it to ontology/codes/{regime}.ttl"
            )
            yield None, words
        return
    fault = None if citation.fault is None else f"{citation.fault}; look at what the letter means"
    if citation.subsection is None:
        reason = "limbs without their subsection; look at what the letter means"
        yield whole, (reason if citation.limbs else fault)
        return
    part, limbs, fault = _subsection(whole, citation, known, fault)
    for limb in limbs or ("",):
        wanted = [f"{part}-{limb}", part, whole] if limb else [part, whole]
        doubt = (
            f"({citation.subsection}) of {citation.kind} {citation.section} is not in "
            f"ontology/codes/{regime}.ttl; add it there if the Act has it"
        )
        yield next(key for key in wanted if key in known), fault if part in known else doubt


def _subsection(
    whole: str, citation: Citation, known: Iterable[str], fault: str | None
) -> tuple[str, tuple[str, ...], str | None]:
    """Return the key of the subsection cited, its limbs, and what is doubtful about the two.

    ``(3A)`` is a subsection; ``(1a)`` is one with a limb that was put into its brackets.
    """
    part = f"{whole}-{(citation.subsection or '').lower()}"
    glued = re.fullmatch(r"(\d+)([a-z])", citation.subsection or "")
    if part in known or glued is None:
        return part, citation.limbs, fault
    reason = "a limb inside the brackets of its subsection; look at what the letter means"
    return f"{whole}-{glued[1]}", (glued[2], *citation.limbs), reason


def _described(document: Document, zones: Zones, found: Iterable[Cited]) -> tuple[Cited, ...]:
    """Return *found* with what the letter says of each provision relied on."""
    cited = tuple(found)
    places = tuple(
        Place(section=section_of(item.claim.provision), span=Span(start, end))
        for item in cited
        if (start := item.claim.passage.start) is not None
        and (end := item.claim.passage.end) is not None
    )
    if not any(item.role == RELIED for item in cited):
        return cited
    classes = find_classes(document, zones.response, places)
    harm = find_harm(document, zones.response, places)
    weighed = find_public_interest(document, zones.response, places)
    return tuple(
        item
        if item.role != RELIED
        else replace(
            item,
            claim=replace(
                item.claim,
                stated_class=classes.get(section_of(item.claim.provision)),
                harm=harm.of(item.claim.provision),
                public_interest=weighed.of(item.claim.provision),
            ),
        )
        for item in cited
    )


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
