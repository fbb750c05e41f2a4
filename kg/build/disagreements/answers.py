"""Set answers of one authority to questions of one template beside each other.

What is held is told as at the day of a request, so that two replies of two days leave
open whether they compare.  Numbers are compared where both questions are of one period,
and are ranges: what is stated about, or only bounded, differs where no number fits both.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.build.disagreements.facts import Facts, key_of
from kg.model.disagreement import AUTHORITY, MATTER, PERIOD, SCOPE, Answer, Disagreement
from kg.model.key import slug

GIVEN = ("disclosed-in-full", "disclosed-in-part")
NOT_HELD = "not-held"
VAGUE = "approximately"


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield where information is held in one reply and not in another, or numbers differ."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for answer, questions in facts.by("answers").items():
        about = facts.settled(answer, "respondent")
        usable = not facts.contested(answer) and not facts.all(answer, "replacedBy")
        if about is None or not usable or not facts.all(answer, "evidence"):
            continue
        for question in questions:
            for template in facts.all(question, "instanceOfTemplate"):
                alike[about, template].append(answer)
    for (about, _), answers in alike.items():
        for one, other in combinations(dict.fromkeys(answers), 2):
            if facts.one(one, "answerIn") != facts.one(other, "answerIn"):
                yield from _pair(facts, about, one, other)


def _pair(facts: Facts, about: str, one: str, other: str) -> Iterator[Disagreement]:
    period = _periods(facts, one, other)
    if period is None or _asked(facts, one, "eventContext") != _asked(facts, other, "eventContext"):
        return
    narrowed = [_narrowed(facts, answer) for answer in (one, other)]
    scope: Answer = "equal" if narrowed[0] == narrowed[1] else "differs"
    outcomes = [facts.code(answer, "outcome") for answer in (one, other)]
    if NOT_HELD in outcomes and any(outcome in GIVEN for outcome in outcomes):
        names = [facts.name(facts.all(answer, "outcome")[0]) for answer in (one, other)]
        days = {facts.one(facts.one(a, "answerIn") or "", "issuedOn") for a in (one, other)}
        # On one day the same is held or it is not.
        period = period if len(days) == 1 and None not in days else "open"
        told = f"answers amount to '{names[0]}' in one reply and '{names[1]}' in another"
        yield _told(facts, about, (one, other), told, scope, period)
        return
    for what, (first, second) in _numbers(facts, one, other).items():
        if period == "equal" and _apart(facts, first, second):
            printed = [facts.one(amount, "asWritten") or "" for amount in (first, second)]
            told = f"one reply states {printed[0]} and another {printed[1]}"
            yield _told(facts, about, (one, other), told, scope, period, f"-{what}")


def _told(
    facts: Facts,
    about: str,
    answers: tuple[str, str],
    told: str,
    scope: Answer,
    period: Answer,
    end: str = "",
) -> Disagreement:
    aspects = {AUTHORITY: "equal", MATTER: "equal", SCOPE: scope, PERIOD: period}
    caution = " Held is told as at two days." if period == "open" else ""
    caution += " One of them is narrowed by a reading." if scope == "differs" else ""
    one, other = answers
    return Disagreement(
        key=f"{key_of(one)}-and-{key_of(other)}{end}",
        kind="two-answers",
        sides=(facts.side([one], by=about), facts.side([other], by=about)),
        reason=f"To {facts.name(about)} one thing was asked twice, and {told}.{caution}",
        about=about,
        equal=frozenset(aspect for aspect, how in aspects.items() if how == "equal"),
        differs=frozenset(aspect for aspect, how in aspects.items() if how == "differs"),
        open=frozenset(aspect for aspect, how in aspects.items() if how == "open"),
    )


def _asked(facts: Facts, answer: str, name: str) -> set[str]:
    return {found for asked in facts.all(answer, "answers") for found in facts.all(asked, name)}


def _narrowed(facts: Facts, answer: str) -> set[str]:
    readings = facts.all(answer, "interpretation")
    return {code for reading in readings for code in facts.all(reading, "restrictedTo")}


def _periods(facts: Facts, one: str, other: str) -> Answer | None:
    """Return how the periods asked about stand; None where they do not meet."""
    spans = [
        tuple(_asked(facts, answer, name) for name in ("periodStart", "periodEnd"))
        for answer in (one, other)
    ]
    (first, last), (begins, ends) = spans
    if any(len(days) != 1 for span in spans for days in span):
        return "open"
    # Days in ISO 8601 stand in the order of time.
    if min(last) < min(begins) or min(ends) < min(first):
        return None
    return "equal" if spans[0] == spans[1] else "differs"


def _numbers(facts: Facts, one: str, other: str) -> dict[str, tuple[str, str]]:
    """Return the numbers of both answers that count the same, where each has one of it."""
    found: list[dict[str, list[str]]] = []
    for answer in (one, other):
        counted = defaultdict(list)
        for amount in facts.all(answer, "hasAmount"):
            measure = facts.code(amount, "measure")
            if measure is not None and not facts.contested(amount):
                category = facts.one(amount, "categoryText")
                counted[measure if category is None else f"{measure} {category}"].append(amount)
        found.append(counted)
    first, second = found
    return {
        slug(what): (first[what][0], second[what][0])
        for what in sorted(first.keys() & second.keys())
        if len(first[what]) == len(second[what]) == 1
    }


def _apart(facts: Facts, one: str, other: str) -> bool:
    ranges = []
    for amount in (one, other):
        if facts.code(amount, "bound") == VAGUE:
            return False
        value = facts.one(amount, "amountValue")
        told = (value or facts.one(amount, name) for name in ("lowerBound", "upperBound"))
        ranges.append([None if end is None else Decimal(end) for end in told])
    (low, high), (least, most) = ranges
    return (high is not None and least is not None and high < least) or (
        low is not None and most is not None and most < low
    )
