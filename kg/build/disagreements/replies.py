"""Hold a reply against itself, and against the one that it replaces.

A headline is a quotation, tested against each answer that rests on other words than
its own; one that names a question or a part may be of no other.  Coverage that a person
assessed counts only where the document is not presumed: what rests on a guess is no
disagreement.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from kg.build.disagreements.facts import Facts, key_of
from kg.extract.labels import mentions
from kg.model.disagreement import (
    AUTHORITY,
    EDITION,
    MATTER,
    PERIOD,
    SCOPE,
    Disagreement,
    Side,
)

WITHHELD = ("disclosed-in-part", "refused-exempt", "refused-cost", "refused-vexatious")
BESIDE = ("not-held", "refused-ncnd", "future-publication")
GIVEN = ("disclosed-in-full", "disclosed-in-part")
AGAINST = {
    **{("full-disclosure", outcome): "equal" for outcome in WITHHELD},
    # 'In full' is of what is held, so that these are beside what it speaks of.
    **{("full-disclosure", outcome): "differs" for outcome in BESIDE},
    **{("not-held", outcome): "equal" for outcome in (*GIVEN, "refused-exempt")},
    **{("refused", outcome): "equal" for outcome in GIVEN},
    **{("ncnd", outcome): "differs" for outcome in GIVEN},
}
"""Headline and outcome of an answer that do not go together -> whether they are of one scope."""

OF_SOME = re.compile(
    r"\b(?:part(?:s|ly|ial|ially)?|some|certain|most|remain\w*|rest|questions?|points?|items?"
    r"|elements?|aspects?|bullets?|following|except\w*|apart|however|but|although|other than"
    r"|Q\s?\d+|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What a headline has that may be of less than the whole request."""


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Yield what headlines, claims of coverage and later replies put otherwise."""
    for response in facts.of_class("Response"):
        yield from _headline(facts, response)
    for assessment in facts.of_class("CoverageAssessment"):
        yield from _coverage(facts, assessment)
    for answer, later in facts.by("replacedBy").each():
        for response in later:
            yield from _anew(facts, answer, response)


def _headline(facts: Facts, response: str) -> Iterator[Disagreement]:
    words = facts.one(response, "outcomeStated")
    decision, about = facts.code(response, "decision"), facts.settled(response, "respondent")
    if None in (words, decision, about) or facts.contested(response):
        return
    headline = facts.side([response], words=words, by=about)
    named = {label for mention in mentions(words or "") for label in mention.labels}
    of_some = bool(named) or OF_SOME.search(words or "") is not None
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for answer in facts.all(response, "hasAnswer"):
        if facts.contested(answer) or facts.all(answer, "replacedBy"):
            continue
        whole = facts.code(answer, "outcome")
        said = [answer, *facts.all(answer, "hasAnswerPart")]
        for one in said:
            outcome = facts.code(one, "outcome")
            own = facts.all(one, "evidence")
            how = AGAINST.get((decision or "", outcome or ""))
            if how is None or outcome is None or not own or (one != answer and outcome == whole):
                continue
            if named and not _meet(named, _labels(facts, answer)):
                continue
            quoted = {q for passage in own for q in facts.near(passage, "quotation")}
            # One sentence read in two ways does not contradict itself.
            if quoted == {words}:
                continue
            found[outcome, how if one == answer else "differs", own].append(one)
    for (_, how, _), answers in sorted(found.items()):
        yield _against(facts, headline, answers, how, about or "", of_some=of_some)


def _meet(named: Collection[str], labels: Collection[str]) -> bool:
    """Whether a headline that names some questions is of one of *labels*, or of a part of it."""
    return any(
        one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
        for one in named
        for other in labels
    )


def _against(
    facts: Facts, headline: Side, answers: list[str], how: str, about: str, *, of_some: bool
) -> Disagreement:
    labels = sorted({label for one in answers for label in _labels(facts, one)})
    asked = "question" if len(labels) == 1 else "questions"
    name = facts.name(facts.all(answers[0], "outcome")[0])
    same = how == "equal" and not of_some
    caution = "names questions or a part, and may be of these alone"
    if not of_some:
        caution = "may be meant of all that was found and is held"
    return Disagreement(
        key=f"{key_of(headline.things[0])}-headline-and-{key_of(answers[0])}",
        kind="whole-and-parts",
        sides=(headline, facts.side(answers, by=about)),
        reason=f"The headline of the reply says '{facts.name(_decision(facts, headline))}'; what "
        f"it says to {asked} {' and '.join(labels)} amounts to '{name}'."
        + ("" if same else f" The headline {caution}."),
        about=about,
        equal=frozenset({AUTHORITY, MATTER, PERIOD} | ({SCOPE} if same else set())),
        differs=frozenset() if same else frozenset({SCOPE}),
    )


def _decision(facts: Facts, headline: Side) -> str:
    return facts.all(headline.things[0], "decision")[0]


def _labels(facts: Facts, said: str) -> tuple[str, ...]:
    answer = facts.one(said, "partOfAnswer") or said
    return tuple(
        label for question in facts.all(answer, "answers") for label in facts.all(question, "label")
    )


def _coverage(facts: Facts, assessment: str) -> Iterator[Disagreement]:
    answer = facts.one(assessment, "assesses")
    if answer is None or facts.one(assessment, "presumed") != "false":
        return
    claimed, found = facts.code(answer, "coverageClaimed"), facts.code(assessment, "coverage")
    about = facts.settled(answer, "respondent")
    if (
        about is None
        or claimed != "covers"
        or found not in ("partly", "does-not-cover")
        or facts.contested(answer)
        or facts.all(answer, "replacedBy")
    ):
        return
    reason = facts.one(assessment, "reason") or ""
    whole = found == "does-not-cover"
    yield Disagreement(
        key=f"{key_of(assessment)}-assessed",
        kind="coverage",
        sides=(facts.side([answer], by=about), facts.side([assessment], words=reason)),
        reason="The answer says that a document covers the question; a person who looked finds "
        + (f"that it does not: {reason}" if whole else f"that it does in part: {reason}"),
        about=about,
        equal=frozenset({AUTHORITY, MATTER} | ({SCOPE} if whole else set())),
        differs=frozenset() if whole else frozenset({SCOPE}),
    )


def _anew(facts: Facts, answer: str, response: str) -> Iterator[Disagreement]:
    """Yield where a later reply gives an answer to the same question with another outcome."""
    about = facts.settled(answer, "respondent")
    asked, outcome = set(facts.all(answer, "answers")), facts.code(answer, "outcome")
    for later in facts.all(response, "hasAnswer"):
        now = facts.code(later, "outcome")
        if (
            about is None
            or not asked & set(facts.all(later, "answers"))
            or None in (outcome, now)
            or outcome == now
            or any(facts.contested(one) for one in (answer, later))
            or not all(facts.all(one, "evidence") for one in (answer, later))
        ):
            continue
        names = [facts.name(facts.all(one, "outcome")[0]) for one in (answer, later)]
        yield Disagreement(
            key=f"{key_of(answer)}-and-{key_of(later)}",
            kind="two-editions",
            sides=(facts.side([answer], by=about), facts.side([later], by=about)),
            reason=f"A later reply answers question {' and '.join(_labels(facts, answer))} anew: "
            f"it amounts to '{names[1]}', where the one before it amounted to '{names[0]}'.",
            about=about,
            equal=frozenset({AUTHORITY, MATTER, PERIOD, SCOPE}),
            differs=frozenset({EDITION}),
        )
