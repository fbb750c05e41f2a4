"""The reason of each cell: exactly one, and never a guess.

What a reply says goes before what is known of a request without one.  That a
text breaks off, that nobody looked, and that a search found nothing are three
reasons, and none of them is an answer.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kg import vocabulary
from kg.compare.entry import SPOKEN, Entry, Ground
from kg.compare.matrix import Search
from kg.compare.requests import Asked, Put

WEAK = frozenset(("not-addressed", "clarification-sought", "not-settled"))
"""Replies that give way to another one that says more."""

SILENT = (
    "answer-not-recorded",
    "reply-not-seen",
    "withdrawn",
    "excluded",
    "no-answer",
    "asked-again",
    "asked-otherwise",
    "not-matched",
    "question-not-seen",
    "not-in-request",
    "request-not-seen",
)
"""Reasons without a word of the authority, the one that tells most first."""

NOTED = frozenset(("answered", "partly-answered", "refused"))
"""States by which a person noted that an answer came."""

TOGETHER = frozenset(("batch", "identical-text"))
"""What shows that a request whose text nobody has seen asks what the series asks."""

NO_QUESTIONS, MORE_QUESTIONS = "questions", "further-questions"
NO_REPLY = "reply"
MORE_REPLY = frozenset(("rest-of-reply", "attachments"))
"""Parts of a reply in which an answer may stand that nobody has seen."""

SILENCE = "confirm-or-deny"


@cache
def by_outcome() -> Mapping[str, str]:
    """Return outcome of an answer -> reason of its cell, as the codes say it of themselves."""
    found = {}
    for match in ("closeMatch", "narrowMatch"):
        for reason, outcomes in vocabulary.facts("cell-reason", vocabulary.SKOS + match).items():
            for outcome in outcomes:
                found[outcome.rpartition("/")[2]] = reason
    return found


def of_outcome(outcome: str | None) -> str:
    """Return the reason of an answer whose outcome is the code *outcome*.

    >>> of_outcome("refused-ncnd")
    'ncnd'
    >>> of_outcome(None)
    'not-settled'
    """
    return by_outcome().get(outcome or "", "not-settled")


def at_odds(reason: str, grounds: Collection[Ground]) -> bool:
    """Tell whether what an authority withholds rests on provisions for silence alone.

    Such a provision frees from saying whether something is held, and from nothing else:
    one who says that it is held, and relies on no other, says two things at once.
    """
    return reason == "refused" and bool(grounds) and {one.limb for one in grounds} == {SILENCE}


def without_answer(request: Asked, *, dropped: bool = False, again: bool = False) -> str:
    """Return why a question of *request* has no recorded answer.

    Args:
        request: what is known of it.
        dropped: whether the requester left the question out of a refined request.
        again: whether a refined request, whose reply is recorded, puts it again.
    """
    replies = [reply for reply in request.replies if NO_REPLY not in reply.cut]
    if replies:
        broken = any(MORE_REPLY & reply.cut for reply in replies)
        return "reply-not-seen" if broken else "answer-not-recorded"
    if dropped:
        return "excluded"
    if again:
        return "asked-again"
    if request.answered is not None or request.state in NOTED:
        return "reply-not-seen"
    if request.state == "withdrawn":
        return "withdrawn"
    if request.state == "clarification":
        return "clarification-sought"
    return "reply-not-seen" if NO_REPLY in request.cut or request.replies else "no-answer"


def without_question(request: Asked, put: Sequence[Put], *, template: str) -> str:
    """Return why none of the questions *put* by *request* is known to ask *template*."""
    if not request.seen:
        return "request-not-seen"
    if any(one.template == template for one in put):  # exact and close ones were taken before
        return "asked-otherwise"
    if request.cut & {NO_QUESTIONS, MORE_QUESTIONS}:
        return "question-not-seen"
    if not put:
        together = request.basis in TOGETHER
        return without_answer(request) if together else "question-not-seen"
    if any(one.template is None for one in put):
        return "not-matched"
    return "not-in-request"


def of_cell(entries: Collection[Entry], searches: Collection[Search]) -> str:
    """Return the one reason of a cell that holds *entries*."""
    if not entries:
        if any(search.found for search in searches):
            return "request-not-seen"
        return "not-asked" if searches else "not-seen"
    reasons = {entry.reason for entry in entries}
    spoken = (reasons & SPOKEN) - WEAK or reasons & SPOKEN
    if spoken:
        return next(iter(spoken)) if len(spoken) == 1 else "differing"
    return min(reasons, key=SILENT.index)
