"""Read what kind of exemption a letter calls one, and compare that with the Act."""

import re
from collections.abc import Iterable, Sequence

from kg.extract.sentences import Span, sentences
from kg.extract.speaking import Place, fact, spoken_of
from kg.model import Document, Doubt, GroundClaim, StatedClass

FORCE = re.compile(r"\b(?P<force>absolute|qualified)\b", re.IGNORECASE)
BASIS = re.compile(
    r"\b(?P<basis>class|prejudice|harm)[-\s]*(?:based?|exemption)\b|\b(?P<alone>class)\s+(?:and|absolute)\b",
    re.IGNORECASE,
)
EXEMPTION = re.compile(r"\b(?:exemptions?|exceptions?|sections?|based?)\b|\bs\.?\d", re.IGNORECASE)
OPINION = re.compile(
    r"\bqualified\s+(?:person|majority|privilege|staff|officers?)\b", re.IGNORECASE
)


def find_classes(document: Document, zone: Span, places: Sequence[Place]) -> dict[str, StatedClass]:
    """Return, for each section of *places* that the letter classifies in *zone*, as what."""
    found: dict[str, StatedClass] = {}
    text = document.text
    if not places or (FORCE.search(text, *zone) is None and BASIS.search(text, *zone) is None):
        return found
    for sentence in sentences(text, *zone):
        if OPINION.search(text, *sentence) is not None:
            continue
        for sections, clause in _clauses(text, sentence, places):
            force, basis = FORCE.search(text, *clause), BASIS.search(text, *clause)
            if force is None and basis is None:
                continue
            if EXEMPTION.search(text, *sentence) is None:
                continue
            stated = StatedClass(
                force=None if force is None else force["force"].lower(),
                basis=None if basis is None else _basis(basis),
                passage=document.passage(*clause),
            )
            for section in sections:
                found.setdefault(section, stated)
    return found


def misstated(claims: Iterable[GroundClaim]) -> tuple[Doubt, ...]:
    """Return a doubt for each of *claims* that the letter classifies otherwise than the Act."""
    doubts = []
    seen = set()
    for claim in claims:
        said = claim.stated_class
        if said is None or said.passage in seen:
            continue
        force, basis = (
            fact(claim.provision, "absoluteOrQualified"),
            fact(claim.provision, "harmBasis"),
        )
        wrong = [
            f"{stated} and the Act makes it {true}"
            for stated, true in ((said.force, force), (said.basis, basis))
            if {stated, true} in ({"absolute", "qualified"}, {"class", "prejudice"})
        ]
        if wrong:
            seen.add(said.passage)
            reason = f"the letter calls {claim.cited_as} {'; it calls it '.join(wrong)}"
            doubts.append(
                Doubt(
                    field="exemptions",
                    reason=f"{reason}; look whether another section is meant",
                    passage=said.passage,
                )
            )
    return tuple(doubts)


def _basis(match: re.Match[str]) -> str:
    word = (match["basis"] or match["alone"]).lower()
    return "prejudice" if word == "harm" else word


def _clauses(
    text: str, sentence: Span, places: Sequence[Place]
) -> Iterable[tuple[frozenset[str], Span]]:
    """Yield the sections of each list in *sentence* with the words up to the next list."""
    inside = [place for place in places if sentence.start <= place.span.start < sentence.end]
    if not inside:
        yield spoken_of(text, sentence, places), sentence
        return
    lists: list[list[Place]] = []
    for place in inside:
        if lists and not re.search(r"\w{4}", text[lists[-1][-1].span.end : place.span.start]):
            lists[-1].append(place)
        else:
            lists.append([place])
    if len(lists) == 1:
        yield frozenset(place.section for place in inside), sentence
        return
    starts = [group[0].span.start for group in lists]
    for group, stop in zip(lists, [*starts[1:], sentence.end], strict=True):
        clause = Span(group[0].span.start, stop)
        yield frozenset(place.section for place in group), clause
