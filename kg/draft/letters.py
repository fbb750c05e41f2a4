"""Letters: plain, courteous, exact.

Each says only what the study knows; the sender's name stays a slot, and no address is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.draft.forces import Force
from kg.draft.known import Asked
from kg.draft.law import LAWS, Law
from kg.draft.period import said
from kg.draft.questions import Put
from kg.draft.standing import Choice

SENDER = "[your name]\n[your address]"
"""Slots to fill; both Acts ask for a name and an address (section 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that a person may send."""

    force: Force
    kind: str
    subject: str
    body: str
    """Paragraphs with an empty line between; ends without a line break."""

    series: str
    reference: str
    """The force's own of the request that the letter goes back to; empty where there is none."""

    reason: str
    """What calls for it, in a sentence."""

    cautions: tuple[str, ...] = ()
    """What to look at before it is sent."""


def compose(
    choice: Choice,
    force: Force,
    *,
    series: str,
    title: str,
    paragraphs: Sequence[str],
    on: date,
    cautions: Sequence[str] = (),
) -> Letter:
    """Return the letter with the *paragraphs* between greeting and close."""
    reference = _reference(choice.request)
    law = LAWS[force.regime]
    head = [f"To: {force.name}", f"Date: {said(on.isoformat())}"]
    if reference:
        head.append(f"Your reference: {reference}")
    subject = f"{_subject(choice.kind, law)}: {title}"
    parts = ["\n".join(head), "Dear Sir or Madam,", *paragraphs, f"Yours faithfully,\n{SENDER}"]
    return Letter(
        force=force,
        kind=choice.kind,
        subject=subject,
        body="\n\n".join(parts),
        series=series,
        reference=reference,
        reason=choice.reason,
        cautions=(*choice.cautions, *cautions),
    )


def request(choice: Choice, law: Law, questions: Sequence[Put], *, timed: bool) -> list[str]:
    """Return the paragraphs of a request, the first one or one made *again*.

    Args:
        choice: why it is written, and the earlier request where there was one.
        law: the law that it is made under.
        questions: what is asked.
        timed: whether the questions name the time that they ask about.
    """
    found = []
    if choice.request is not None:
        again = "for the time named below" if timed else "as things stand today"
        found.append(
            f"You were asked these questions before{_when(choice.request)}. I ask them again, "
            f"{again}."
        )
    found.append(
        f"Under {law.cite(law.right)} of the {law.name}, I ask for the following information:"
    )
    found.append(listed(questions))
    if any(q.period is not None and q.period.end is not None for q in questions):
        found.append("The first and the last year, month or day of each period belong to it.")
    found.append(
        "Please answer each question under its number, and say for each whether you hold the "
        "information. If you can answer only some of them, please answer those."
    )
    found.append(
        f"If to answer all would cost more than {law.cite(law.cost)} allows, please tell me which "
        f"you can answer within the limit, and how the request could be narrowed "
        f"({law.cite(law.help)})."
    )
    found.append(
        "If you withhold anything, please name the provision and your reasons for each question "
        f"that it applies to ({law.cite(law.notice)})."
    )
    found.append(
        "Please send tables as a spreadsheet, if you hold them so. I look forward to your answer "
        f"promptly, and within {law.days} working days of receipt at the latest "
        f"({law.cite(law.clock)})."
    )
    return found


def reminder(law: Law, asked: Asked, questions: Sequence[Put]) -> list[str]:
    """Return the paragraphs that remind a force of a request."""
    made = "" if asked.sent is None else f" On {said(asked.sent.isoformat())}"
    opening = f"{made.strip()}, I asked you" if made else "I asked you"
    found = [
        f"{opening} for the information below under the {law.name}. I have noted no answer so far."
    ]
    if asked.due is not None:
        found.append(_lateness(law, asked))
    found.append(
        "Please send your answer now, or tell me by when I can expect it and why it takes longer. "
        "If you have answered already, please send the answer again."
    )
    found.extend(["I had asked for:", listed(questions)])
    return found


def _lateness(law: Law, asked: Asked) -> str:
    due = "" if asked.due is None else said(asked.due.isoformat())
    rule = (
        f"{law.cite(law.clock).capitalize()} asks for an answer promptly, and within "
        f"{law.days} working days of receipt at the latest."
    )
    how = asked.due_how or ""
    if how.startswith("at the earliest"):
        return (
            f"{rule} Counted from the day of sending, the last of them was {due}. If the request "
            "reached you later, please tell me on which day."
        )
    if how.startswith("worked out") and asked.received is not None:
        return (
            f"{rule} You received it on {said(asked.received.isoformat())}; the last of those "
            f"{law.days} working days was {due}."
        )
    return f"{rule} By my note, an answer was due on {due}."


def listed(questions: Sequence[Put]) -> str:
    """Return the *questions* under their numbers, parts set in under what they are part of."""
    return "\n".join(f"{'   ' * one.depth}{one.label}. {one.words}" for one in questions)


def _when(asked: Asked) -> str:
    told = [f"your reference {asked.reference}"] if asked.reference else []
    if asked.made is not None:
        told.append(f"of {said(asked.made.isoformat())}")
    elif asked.issued is not None:
        told.append(f"answered on {said(asked.issued.isoformat())}")
    return f" ({', '.join(told)})" if told else ""


def _reference(asked: Asked | None) -> str:
    return "" if asked is None or asked.reference is None else asked.reference


def _subject(kind: str, law: Law) -> str:
    if kind == "review":
        return law.review
    return "Reminder" if kind == "reminder" else f"Request under the {law.name}"
