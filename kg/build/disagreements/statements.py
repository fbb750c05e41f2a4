"""Set each denial of use beside what else was said of that authority's use.

What is used must be what is denied, or narrower: who denies live use may use the
technology otherwise.  Overt and covert use are two matters.  A denial of now is none
of later, so that days which cannot meet make no pair, and where a day is not told the
pair only may differ.
"""

from collections import defaultdict
from collections.abc import Iterator

from kg.build.disagreements.claims import ByDay, Claim, claims
from kg.build.disagreements.facts import Facts, key_of
from kg.model.disagreement import AUTHORITY, PERIOD, SCOPE, TECHNOLOGY, Answer, Disagreement


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield a disagreement for each denial and each version that says otherwise in one way."""
    uses: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    denials = []
    for claim in claims(facts):
        if not claim.used:
            denials.append(claim)
            continue
        # Who denies a technology denies all that is narrower, so each use is kept under all wider.
        for who in (claim.of, *facts.all(claim.of, "groupMember")):
            for technology in facts.wider(claim.technology):
                uses[who, technology].append(claim)
    told = {what: ByDay(kept) for what, kept in uses.items()}
    for denial in denials:
        found: dict[str, tuple[dict[str, Answer], list[Claim]]] = {}
        of_it = told.get((denial.of, denial.technology))
        for use in () if of_it is None else of_it.meeting(denial):
            aspects = _compared(facts, denial, use)
            if aspects is not None:
                key = _pair(facts, denial, use, aspects)
                found.setdefault(key, (aspects, []))[1].append(use)
        for key, (aspects, group) in sorted(found.items()):
            yield _told(facts, denial, group, aspects, key)


def _compared(facts: Facts, denial: Claim, use: Claim) -> dict[str, Answer] | None:
    """Return how the two stand in each aspect; None where they are not of one matter."""
    if denial.version == use.version:
        return None
    aspects: dict[str, Answer] = {
        AUTHORITY: "equal" if use.of == denial.of else "open",
        TECHNOLOGY: "equal" if use.technology == denial.technology else "differs",
    }
    scope = _scopes(facts, denial, use)
    period = _periods(denial, use)
    if scope is None or period is None:
        return None
    return aspects | {SCOPE: scope, PERIOD: period}


def _scopes(facts: Facts, denial: Claim, use: Claim) -> Answer | None:
    one, other = _by_scheme(denial.scope), _by_scheme(use.scope)
    for scheme in one.keys() & other.keys():
        if not any(_meet(facts, a, b) for a in one[scheme] for b in other[scheme]):
            return None
    kept = one.get("technology")
    if kept and not any(_meet(facts, code, use.technology) for code in kept):
        return None
    if denial.scope != use.scope:
        return "differs"
    # A rule that reads a denial looks for its verb; what narrows it may be any other word.
    return "open" if use.unseen or denial.unreviewed or use.unreviewed else "equal"


def _by_scheme(codes: frozenset[str]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for code in codes:
        found[code.split("/")[-2]].add(code)
    return found


def _meet(facts: Facts, one: str, other: str) -> bool:
    return one in facts.wider(other) or other in facts.wider(one)


def _periods(denial: Claim, use: Claim) -> Answer | None:
    """Return whether all of the use is in the time of the denial; None where none of it can be."""
    if use.first is not None and denial.end is not None and use.first > denial.end:
        return None
    if denial.first is not None and use.end is not None and use.end < denial.first:
        return None
    if None in (denial.first, denial.last, use.first, use.last):
        return "open"
    assert denial.first and denial.last and use.first and use.last  # noqa: PT018, S101 -- told above
    within = denial.first <= use.first and use.last <= denial.last
    return "equal" if within else "differs"


def _pair(facts: Facts, denial: Claim, use: Claim, aspects: dict[str, Answer]) -> str:
    """Return one key for all uses of one version that stand to *denial* in the same way."""
    parts = [key_of(denial.thing), "and", key_of(use.version), key_of(use.technology)]
    publisher = facts.one(facts.one(use.version, "versionOf") or "", "publishedBy")
    if use.said_by is not None and use.said_by not in (use.of, publisher):
        parts.append(f"by-{key_of(use.said_by)}")
    unequal = sorted(aspect for aspect, how in aspects.items() if how != "equal")
    return "-".join([*parts, *(aspect for aspect in unequal if aspect != TECHNOLOGY)])


def _told(
    facts: Facts, denial: Claim, uses: list[Claim], aspects: dict[str, Answer], key: str
) -> Disagreement:
    first = uses[0]
    own = first.said_by == denial.of
    kind = "answer-and-record" if first.row else "two-answers"
    name, by = facts.name(denial.of), "it also tells"
    if not own:
        kind = "authority-and-other"
        by = f"{facts.name(first.said_by) if first.said_by else 'another source'} tells"
    return Disagreement(
        key=key,
        kind=kind,
        sides=(
            facts.side([denial.thing], by=denial.said_by),
            facts.side([use.thing for use in uses], by=first.said_by),
        ),
        reason=f"{name} denies use of {_low(facts, denial.technology)}{_when(denial)}; "
        f"{by} of use of {_low(facts, first.technology)}{_days(uses)}."
        f"{_cautions(facts, denial, first, aspects)}",
        about=denial.of,
        equal=frozenset(aspect for aspect, how in aspects.items() if how == "equal"),
        differs=frozenset(aspect for aspect, how in aspects.items() if how == "differs"),
        open=frozenset(aspect for aspect, how in aspects.items() if how == "open"),
    )


def _cautions(facts: Facts, denial: Claim, use: Claim, aspects: dict[str, Answer]) -> str:
    """Return what is not equal, a sentence for each."""
    told = []
    if aspects[TECHNOLOGY] == "differs":
        told.append("The second is a narrower technology, which the first may leave out.")
    if aspects[SCOPE] == "differs":
        told += [
            f"The {which} is narrowed to: {', '.join(sorted(_low(facts, c) for c in claim.scope))}."
            for which, claim in (("first", denial), ("second", use))
            if claim.scope
        ]
    if aspects[SCOPE] == "open":
        told += [
            f"{which} was read by rule, and no person has looked whether it speaks of all use."
            for which, claim in (("The first", denial), ("The second", use))
            if claim.unreviewed
        ]
    if aspects[SCOPE] == "open" and use.unseen:
        told.append("The second cites a page that was not seen.")
    if aspects[PERIOD] == "differs":
        told.append("Their periods overlap in part.")
    if aspects[PERIOD] == "open":
        untold = [
            which
            for which, claim in (("the first", denial), ("the second", use))
            if claim.first is None or claim.last is None
        ]
        told.append(
            f"The period of {' and of '.join(untold)} is not told in full, so that they may speak "
            "of two times."
        )
    if aspects[AUTHORITY] == "open":
        told.append("The second speaks of several forces together.")
    return "".join(f" {one}" for one in told)


def _low(facts: Facts, code: str) -> str:
    """Return the label of *code* as it stands within a sentence."""
    name = facts.name(code)
    return name[:1].lower() + name[1:]


def _when(claim: Claim) -> str:
    if claim.first is None and claim.last is None:
        return ""
    if claim.first == claim.last:
        return f" on {claim.first}"
    return f" from {claim.first or 'a day not told'} to {claim.last or 'a day not told'}"


def _days(uses: list[Claim]) -> str:
    if len(uses) == 1:
        return _when(uses[0])
    days = sorted(use.first for use in uses if use.first is not None)
    span = f", from {days[0]} to {days[-1]}" if days else ""
    return f" {len(uses)} times{span}"
