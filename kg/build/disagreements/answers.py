"""Set answers of one authority to questions of one template beside each other.

What is held is told as at the day of a request, so that two replies of two days leave
open whether they compare.  Numbers are compared where both questions are of one period,
and are ranges: what is stated about, or only bounded, differs where no number fits both.
A reply that is older than the end of its period counts fewer days than were asked about.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from kg.build.disagreements.asked import inferred_questions, is_narrowed, told_at_end
from kg.build.disagreements.facts import Facts, key_of
from kg.build.disagreements.figures import may_be_rounded
from kg.model.day import day_of
from kg.model.disagreement import (
    AUTHORITY,
    MATTER,
    PERIOD,
    SCOPE,
    TECHNOLOGY,
    Answer,
    Disagreement,
)
from kg.model.key import slug

GIVEN = ("disclosed-in-full", "disclosed-in-part")
NOT_HELD = "not-held"
VAGUE = "approximately"

CAUTIONS = {
    (MATTER, "open"): "That one thing was asked is inferred, or an answer is of more than that.",
    (SCOPE, "differs"): "One of them is narrowed by a reading.",
    (SCOPE, "open"): "They are narrowed by a reading, or told in parts.",
    (TECHNOLOGY, "differs"): "One of the questions is of a narrower technology.",
    (TECHNOLOGY, "open"): "One of the questions names no technology.",
}
"""Aspect and how two answers stand in it -> the sentence that says so."""

Range = tuple[Decimal | None, Decimal | None]
"""The least and the greatest number that may be meant; None where nothing limits it."""


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield where information is held in one reply and not in another, or numbers differ."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for answer, questions in facts.by("answers").each():
        about = facts.settled(answer, "respondent")
        usable = not facts.contested(answer) and not facts.all(answer, "replacedBy")
        if about is None or not usable or not facts.all(answer, "evidence"):
            continue
        for question in questions:
            for template in facts.all(question, "instanceOfTemplate"):
                alike[about, template].append(answer)
    inferred = inferred_questions(facts)
    for (about, _), answers in alike.items():
        for one, other in _candidates(facts, list(dict.fromkeys(answers))):
            if facts.one(one, "answerIn") != facts.one(other, "answerIn"):
                yield from _pair(facts, about, (one, other), inferred)


def _candidates(facts: Facts, answers: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs that differ in what is held or in a number; no others are looked at."""
    outcomes = [facts.code(answer, "outcome") for answer in answers]
    nothing = [place for place, outcome in enumerate(outcomes) if outcome == NOT_HELD]
    given = [place for place, outcome in enumerate(outcomes) if outcome in GIVEN]
    found = {(min(pair), max(pair)) for pair in product(nothing, given)}
    ranges: dict[tuple[object, ...], list[tuple[Range, int]]] = defaultdict(list)
    for place, answer in enumerate(answers):
        period = [frozenset(_asked(facts, answer, name)) for name in ("periodStart", "periodEnd")]
        for what, amount in _counted(facts, answer).items():
            limits = range_of_amount(facts, amount)
            if limits is not None:
                ranges[what, *period].append((limits, place))
    for alike in ranges.values():
        found |= set(_apart(alike))
    return [(answers[one], answers[other]) for one, other in sorted(found)]


def _apart(ranges: Sequence[tuple[Range, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two ranges of which one ends before the other begins."""
    begins = sorted((low, place) for (low, _), place in ranges if low is not None)
    for (_, high), place in ranges:
        if high is None:
            continue
        for _, other in begins[bisect_right(begins, high, key=lambda one: one[0]) :]:
            yield min(place, other), max(place, other)


def _pair(
    facts: Facts, about: str, answers: tuple[str, str], inferred: frozenset[str]
) -> Iterator[Disagreement]:
    one, other = answers
    period, technology = _periods(facts, one, other), _technologies(facts, one, other)
    contexts = [_asked(facts, answer, "eventContext") for answer in answers]
    if period is None or technology is None or contexts[0] != contexts[1]:
        return
    aspects: dict[str, Answer] = {
        AUTHORITY: "equal",
        MATTER: _matters(facts, answers, inferred),
        SCOPE: _scopes(facts, one, other),
    }
    if _asked(facts, one, "technology") or technology != "equal":
        aspects[TECHNOLOGY] = technology
    outcomes = [facts.code(answer, "outcome") for answer in answers]
    if NOT_HELD in outcomes and any(outcome in GIVEN for outcome in outcomes):
        names = [facts.name(facts.all(answer, "outcome")[0]) for answer in answers]
        days = {facts.one(facts.one(a, "answerIn") or "", "issuedOn") for a in answers}
        # On one day the same is held or it is not.
        held: Answer = period if len(days) == 1 and None not in days else "open"
        told = f"answers amount to '{names[0]}' in one reply and '{names[1]}' in another"
        caution = " Held is told as at two days." if held == "open" else ""
        yield _told(facts, about, answers, told + "." + caution, aspects | {PERIOD: held})
        return
    if period != "equal":
        return
    counted, caution = _counted_days(facts, answers)
    first, second = (_counted(facts, answer) for answer in answers)
    for what in sorted(first.keys() & second.keys()):
        amounts = (first[what], second[what])
        limits = [range_of_amount(facts, amount) for amount in amounts]
        if any(_apart([(each, place) for place, each in enumerate(limits) if each is not None])):
            printed = [facts.one(amount, "asWritten") or "" for amount in amounts]
            told = f"one reply states {printed[0]} and another {printed[1]}.{caution}"
            end = f"-{slug(what)}"
            yield _told(facts, about, answers, told, aspects | {PERIOD: counted}, end)


def _told(
    facts: Facts,
    about: str,
    answers: tuple[str, str],
    told: str,
    aspects: Mapping[str, Answer],
    end: str = "",
) -> Disagreement:
    cautions = "".join(
        f" {CAUTIONS[aspect, how]}" for aspect, how in aspects.items() if (aspect, how) in CAUTIONS
    )
    one, other = answers
    return Disagreement(
        key=f"{key_of(one)}-and-{key_of(other)}{end}",
        kind="two-answers",
        sides=(facts.side([one], by=about), facts.side([other], by=about)),
        reason=f"To {facts.name(about)} one thing was asked twice, and {told}{cautions}",
        about=about,
        equal=frozenset(aspect for aspect, how in aspects.items() if how == "equal"),
        differs=frozenset(aspect for aspect, how in aspects.items() if how == "differs"),
        open=frozenset(aspect for aspect, how in aspects.items() if how == "open"),
    )


def _matters(facts: Facts, answers: tuple[str, str], inferred: frozenset[str]) -> Answer:
    """Return whether a person said that one thing was asked, and each answer is of no other."""
    asked = [facts.all(answer, "answers") for answer in answers]
    told = all(len(questions) == 1 and not inferred & set(questions) for questions in asked)
    return "equal" if told else "open"


def _scopes(facts: Facts, one: str, other: str) -> Answer:
    narrowed = [_narrowed(facts, answer) for answer in (one, other)]
    if narrowed[0] != narrowed[1]:
        return "differs"
    # What a reading without a code or a part leaves out is told in words alone.
    return "open" if any(is_narrowed(facts, answer) for answer in (one, other)) else "equal"


def _technologies(facts: Facts, one: str, other: str) -> Answer | None:
    """Return how the technologies asked about stand; None where none of them is the other's."""
    first, second = (_asked(facts, answer, "technology") for answer in (one, other))
    if first == second:
        return "equal"
    if not first or not second:
        return "open"
    meet = any(a in facts.wider(b) or b in facts.wider(a) for a, b in product(first, second))
    return "differs" if meet else None


def _counted_days(facts: Facts, answers: tuple[str, str]) -> tuple[Answer, str]:
    """Return whether both replies can count all days of their one period, and what to say of it."""
    ends = {day_of(end) for answer in answers for end in _asked(facts, answer, "periodEnd")}
    told = {
        "open" if last is None else told_at_end(facts, answer, last)
        for last in ends
        for answer in answers
    }
    if "differs" in told:
        return "differs", " One of them is older than the end of the period."
    if "open" in told:
        return "open", " One of them may be older than the end of the period."
    return "equal", ""


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


def _counted(facts: Facts, answer: str) -> dict[str, str]:
    """Return the amounts of *answer* by what each counts, where it has one of that and no more."""
    found = defaultdict(list)
    for amount in facts.all(answer, "hasAmount"):
        measure = facts.code(amount, "measure")
        if measure is not None and not facts.contested(amount):
            category = facts.one(amount, "categoryText")
            found[measure if category is None else f"{measure} {category}"].append(amount)
    return {what: amounts[0] for what, amounts in found.items() if len(amounts) == 1}


def range_of_amount(facts: Facts, amount: str) -> Range | None:
    """Return what *amount* may be; None where it is only stated about, which has no ends."""
    if facts.code(amount, "bound") == VAGUE:
        return None
    value = facts.one(amount, "amountValue")
    if value is not None:
        return may_be_rounded(Decimal(value))
    told = (facts.one(amount, name) for name in ("lowerBound", "upperBound"))
    low, high = (None if end is None else Decimal(end) for end in told)
    return low, high
