"""Hold a number that a letter gives for a period against the sum of its authority's own record.

Only where it is told that both count the same: a template that asks for a total, one period and
one technology asked about, one number given; and a record that runs over the whole of the
period, knows no less than all other sources, and has a figure in each of its rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.build.disagreements.answers import GIVEN, Range, range_of_amount
from kg.build.disagreements.asked import inferred_questions, is_narrowed, told_at_end
from kg.build.disagreements.facts import Facts, key_of, revised
from kg.build.disagreements.figures import (
    ALL,
    NOT_ADDED,
    Figure,
    counted,
    figures,
    named,
    retold_total,
    side_of,
    together,
)
from kg.model.day import day_of
from kg.model.disagreement import DEFINITION, MATTER, PERIOD, TECHNOLOGY, Disagreement

NEVER_BEGAN = ("planned", "cancelled")
"""Status of a deployment that needs no figure."""

UNTOLD = {
    MATTER: " That the question asks for this total is inferred from its words.",
    PERIOD: " The day of the reply is not known, so that it may be older than the period's end.",
}
"""Aspect that a letter leaves open -> the sentence that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """One number that a letter gives for a whole period."""

    amount: str
    measure: str
    limits: Range
    about: str
    technology: str
    first: date
    last: date
    open: frozenset[str]
    """Aspects of which the letter does not tell."""


@dataclass(frozen=True, slots=True)
class _Deployment:
    """When a deployment was, where that is settled, and whether it was."""

    day: date | None
    status: str | None


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield where no number that the letter may mean is the sum of the rows of its period."""
    totals = {one for one, told in facts.by("asksForTotal").first.items() if told == "true"}
    stated = list(_all_stated(facts, totals)) if totals else []
    if not stated:
        return
    known = _deployments(facts)
    by_row = {(figure.version, figure.of, figure.measure): figure for figure in figures(facts)}
    records = {about: tuple(_records(facts, about)) for about in {one.about for one in stated}}
    for one in stated:
        told = known[one.about, one.technology]
        for version, rows in records[one.about]:
            parts = _parts(one, version, rows, told, by_row)
            least, most = retold_total(parts)
            low, high = one.limits
            outside = (low is not None and low > most) or (high is not None and high < least)
            if parts and outside:
                yield _told(facts, one, parts)


def _all_stated(facts: Facts, totals: Collection[str]) -> Iterator[_Stated]:
    inferred = inferred_questions(facts)
    for answer, questions in facts.by("answers").each():
        amounts = facts.all(answer, "hasAmount")
        if len(questions) != 1 or len(amounts) != 1:
            continue
        question, amount = questions[0], amounts[0]
        templates, kinds = facts.all(question, "instanceOfTemplate"), facts.all(question, "asksFor")
        about, technology = facts.settled(answer, "respondent"), facts.one(question, "technology")
        first, last = facts.day(question, "periodStart"), facts.day(question, "periodEnd")
        version, measure = facts.one(answer, "statedIn"), facts.one(amount, "measure")
        limits = range_of_amount(facts, amount)
        if (
            about is None
            or technology is None
            or first is None
            or last is None
            or version is None
            or version in revised(facts)
            or measure is None
            or kinds != (measure,)
            or limits is None
            or len(templates) != 1
            or templates[0] not in totals
            or told_at_end(facts, answer, last) == "differs"
            or not _is_whole(facts, answer, question, amount)
        ):
            continue
        untold = {
            MATTER: question in inferred,
            PERIOD: told_at_end(facts, answer, last) == "open",
        }
        yield _Stated(
            amount=amount,
            measure=key_of(measure),
            limits=limits,
            about=about,
            technology=technology,
            first=first,
            last=last,
            open=frozenset(aspect for aspect, is_so in untold.items() if is_so),
        )


def _is_whole(facts: Facts, answer: str, question: str, amount: str) -> bool:
    """Whether *amount* is the sum that was asked for, and not of a part, a place or an occasion."""
    measure = facts.one(amount, "measure") or ""
    return (
        facts.code(answer, "outcome") in GIVEN
        and facts.settled(measure, "unit") == "count"
        and key_of(measure) not in NOT_ADDED
        and not any(facts.contested(one) for one in (answer, amount))
        and not is_narrowed(facts, answer)
        and not facts.all(answer, "replacedBy")
        and not facts.all(question, "eventContext")
        and not facts.all(amount, "categoryText")
        and bool(facts.all(amount, "evidence"))
    )


def _deployments(facts: Facts) -> Mapping[tuple[str, str], Mapping[str, _Deployment]]:
    """Return the deployments that any source tells of, by authority and technology."""
    found: dict[tuple[str, str], dict[str, _Deployment]] = defaultdict(dict)
    for thing in facts.of_class("Deployment"):
        operator, technology = (facts.settled(thing, name) for name in ("operator", "technology"))
        if operator is not None and technology is not None and not facts.contested(thing):
            day, status = facts.settled(thing, "date"), facts.code(thing, "deploymentStatus")
            one = _Deployment(None if day is None else day_of(day), status)
            found[operator, technology][thing] = one
    return found


def _records(facts: Facts, about: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the editions of records by *about* that none revises, with their deployments."""
    old = revised(facts)
    found: dict[str, list[str]] = defaultdict(list)
    for thing, versions in facts.by("recordedIn").each():
        for version in versions:
            found[version].append(thing)
    for version, rows in sorted(found.items()):
        publisher = facts.one(facts.one(version, "versionOf") or "", "publishedBy")
        if version not in old and publisher == about:
            yield version, rows


def _parts(
    stated: _Stated,
    version: str,
    rows: Sequence[str],
    told: Mapping[str, _Deployment],
    by_row: Mapping[tuple[str, str, str], Figure],
) -> Sequence[Figure]:
    """Return the figures of all rows in the period; none where it is not told that they are all."""
    days = [one.day for row in rows if (one := told.get(row)) is not None and one.day is not None]
    if len(days) != len(rows) or min(days) > stated.first or max(days) < stated.last:
        return ()
    found = []
    for thing, one in told.items():
        if one.day is None or not stated.first <= one.day <= stated.last:
            continue
        figure = by_row.get((version, thing, stated.measure))
        if figure is None and one.status in NEVER_BEGAN:
            continue
        # A blank cell, or a deployment of which only another source knows: the sum is not all.
        if figure is None or figure.value is None or figure.estimate:
            return ()
        found.append(figure)
    return found if len({figure.definition for figure in found}) == 1 else ()


def _told(facts: Facts, stated: _Stated, parts: Sequence[Figure]) -> Disagreement:
    same = parts[0].definition == stated.measure
    differs = frozenset() if same else frozenset({DEFINITION})
    caution = "" if same else f" The record counts {counted(facts, parts[0])}."
    caution += "".join(UNTOLD[aspect] for aspect in sorted(stated.open))
    written = facts.one(stated.amount, "asWritten") or ""
    rows = "deployment" if len(parts) == 1 else "deployments"
    return Disagreement(
        key=f"{key_of(stated.amount)}-and-{key_of(parts[0].version)}",
        kind="answer-and-record",
        sides=(facts.side([stated.amount], by=stated.about), side_of(facts, parts)),
        reason=f"For {stated.first} to {stated.last} a reply of {facts.name(stated.about)} gives "
        f"'{written}'; its record, which runs over the whole of that time, prints "
        f"{named(facts, stated.measure)} for {len(parts)} {rows}, {together(parts)}.{caution}",
        about=stated.about,
        equal=(ALL | {TECHNOLOGY}) - differs - stated.open,
        differs=differs,
        open=stated.open - differs,
    )
