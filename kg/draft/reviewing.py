"""The letter that asks a force to look again at what it refused.

It counts what other forces did with the same question, and quotes the refusal only where
the words at hand are the force's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg import vocabulary
from kg.draft import period as periods
from kg.draft.counting import Count, Counted, count
from kg.draft.known import Asked, Given, Known
from kg.draft.law import LAWS, Law, cited
from kg.draft.period import said
from kg.draft.questions import Slot, called, filled, shown
from kg.draft.standing import Choice
from kg.model import Disclosure, Period, address
from kg.model.record import CONTESTED

_OUTCOMES = vocabulary.codes("outcome")

_SAID: Mapping[str, str] = {
    _OUTCOMES["refused-exempt"]: "you withheld the information",
    _OUTCOMES["refused-ncnd"]: "you neither confirmed nor denied that you hold the information",
    _OUTCOMES["refused-cost"]: "you refused to answer because of the cost",
    _OUTCOMES["refused-vexatious"]: "you refused to answer a vexatious or repeated request",
}
"""Label of an outcome -> what the force did, in a clause."""

WHICH_REPLY = "[reference or day of the reply]"
"""A slot to fill."""

RULE = (
    "Each force is counted once. Counted are forces whose reply to the same question, in the same "
    "or nearly the same words, is recorded, be it for the same period or another. As an answer "
    "counts that the information was given, in whole or in part, that it was said where it is "
    "published, or that it is not held."
)
"""What the paragraphs on other forces count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Questions that were refused in the same way."""

    labels: tuple[str, ...]
    templates: tuple[str, ...]
    periods: tuple[Period | None, ...]
    """What each of them asked about in the request under review; None where nobody recorded it."""

    did: tuple[tuple[str | None, str], ...]
    """Scope and what the force did with it; None for the whole question."""

    relied: tuple[str, ...]
    """Sections relied on for these questions."""

    overall: tuple[str, ...]
    """Sections relied on for the reply as a whole, where none was for these questions."""

    quoted: str | None
    """The force's words; None where the words at hand are not its own."""

    others: Count


def paragraphs(
    known: Known, choice: Choice, asked: Asked, slots: Mapping[str, Slot], law: Law
) -> list[str]:
    """Return the paragraphs of the letter that asks to look again at *asked*."""
    day = "" if asked.issued is None else f" of {said(asked.issued.isoformat())}"
    reference = "" if asked.reference is None else f" {asked.reference}"
    # Without either the force cannot tell which of its replies is meant.
    which = day or ("" if reference else f" {WHICH_REPLY}")
    reply = f"your reply{which} to my request{reference}"
    found = [law.review_words.replace("{reply}", reply)]
    found.append("I ask you to look again at the following.")
    counted = False
    for refusal in refusals(known, choice, asked):
        counted = counted or bool(refusal.others.answered)
        found.extend(_refusal(refusal, asked, slots, law))
    if counted:
        found.append(RULE)
    found.append(
        "Please consider each question by itself, give what can be given of it, and name for the "
        "rest the provision and why it applies to this information; where the provision asks for "
        "it, please say how the public interest was weighed."
    )
    found.append(f"{law.looks_again} {law.after}")
    return found


def refusals(known: Known, choice: Choice, asked: Asked) -> tuple[Refusal, ...]:
    """Return what the reply to *asked* refuses, like refusals together, in the order of asking."""
    by_label: dict[str, list[Given]] = {}
    for given in choice.refused:
        by_label.setdefault(given.label, []).append(given)
    found: list[Refusal] = []
    for label in (label for label in asked.questions if label in by_label):
        one = _one(known, asked, label, by_label[label])
        same = next((place for place, other in enumerate(found) if _alike(one, other)), None)
        if same is None:
            found.append(one)
        else:
            found[same] = replace(
                found[same],
                labels=(*found[same].labels, label),
                templates=(*found[same].templates, *one.templates),
                periods=(*found[same].periods, *one.periods),
            )
    return tuple(found)


def _alike(one: Refusal, other: Refusal) -> bool:
    told = [(r.did, r.relied, r.overall, r.quoted, r.others) for r in (one, other)]
    return told[0] == told[1]


def _one(known: Known, asked: Asked, label: str, refused: Sequence[Given]) -> Refusal:
    claims = [one for one in known.claims if one.request == asked.iri and one.label == label]
    relied = _sections(claim.provision for claim in claims if not claim.whole)
    template, printed = refused[0].template, known.printed.get((asked.iri, label))
    return Refusal(
        labels=(label,),
        templates=(template,),
        periods=(None if printed is None else printed.question.period,),
        did=tuple(sorted({(g.scope, _SAID[g.outcome]) for g in refused}, key=str)),
        relied=relied,
        overall=() if relied else _sections(claim.provision for claim in claims),
        quoted=_quoted(known.replies.get(asked.iri), label),
        others=count(known, template, without=asked.name),
    )


def _sections(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited(label) for label in sorted(labels)))


def _quoted(reply: Disclosure | None, label: str) -> str | None:
    """Return the words of the answer to *label*, where they are the force's own.

    None too where a person disputed that they are the answer.
    """
    if reply is None or reply.source.stands_for is not None:
        return None
    if reply.review.status_of(address.answer(label)) in CONTESTED:
        return None
    found = [answer.passage.quote for answer in reply.answers if label in answer.to]
    words = " ".join(found[0].split()) if len(found) == 1 else ""
    return None if not words or "{" in words or "}" in words else words


def _refusal(refusal: Refusal, asked: Asked, slots: Mapping[str, Slot], law: Law) -> list[str]:
    lines = [
        f"{shown(label)}. {filled(slots[template], called(asked.name), _period(told))}"
        for label, template, told in zip(
            refusal.labels, refusal.templates, refusal.periods, strict=True
        )
    ]
    them = "this question" if len(lines) == 1 else "these questions"
    did = "; ".join(
        clause if scope is None else f"as to “{scope.lower()}”, {clause}"
        for scope, clause in refusal.did
    )
    sentence = f"To {them}, {did}"
    if refusal.relied:
        sentence += f", relying on {_joined(refusal.relied)}"
    elif refusal.overall:
        sentence += f"; your reply as a whole relies on {_joined(refusal.overall)}"
    found = ["\n".join(lines), f"{sentence}."]
    if refusal.quoted is not None:
        found.append(f"Your words: “{refusal.quoted}”")
    if refusal.others.answered:
        found.append(others(refusal.others, law, them))
    return found


def _period(asked: Period | None) -> str | None:
    return None if asked is None else periods.words(asked)


def others(told: Count, law: Law, them: str = "this question") -> str:
    """Return the paragraph "n of m forces answered this question", each force named once."""
    n, m = len(told.answered), told.of
    noun = "force" if m == 1 else "forces"
    found = f"{n} of {m} other {noun} answered {them}: {_named(told.answered, law)}."
    if told.refused:
        found += f" Refused by: {_named(told.refused, law)}."
    return found


def _named(forces: Sequence[Counted], law: Law) -> str:
    return "; ".join(_with_details(one, law) for one in forces)


def _with_details(one: Counted, law: Law) -> str:
    told = []
    if one.references:
        noun = "reference" if len(one.references) == 1 else "references"
        told.append(f"{noun} {', '.join(one.references)}")
    if one.provisions:
        sections = _joined(tuple(cited(label) for label in one.provisions))
        theirs = LAWS[one.regime]
        # The two Acts give one number to different things.
        act = "" if theirs is law else f" of the {theirs.name}"
        told.append(f"relying on {sections}{act}")
    return f"{one.name} ({', '.join(told)})" if told else one.name


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
