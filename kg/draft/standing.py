"""How each force stands to a series on a day, and which letters that calls for.

What nobody looked for is told apart from what was looked for in vain.  A letter that would
be wrong if a reply came after all, such as a reminder for a request of somebody else, is
not offered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.build.working_days import due_day
from kg.draft.counting import ANSWERED, REFUSED
from kg.draft.forces import Force
from kg.draft.known import Asked, Given, Known
from kg.draft.law import LAWS
from kg.draft.period import said

KINDS = ("new", "reminder", "review", "again")

SERIES_QUESTIONS = "it lists the questions of the series: hold them against what you sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A letter that could be written now."""

    kind: str
    """One of `KINDS`."""

    reason: str
    """What calls for it, in a sentence."""

    request: Asked | None = None
    """The request that it goes back to; None for a new one."""

    refused: tuple[Given, ...] = ()
    """What is to be reviewed."""

    cautions: tuple[str, ...] = ()
    own: bool = True
    """Whether it is for the study to write it: a review is for who made the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one force stands to the series."""

    force: Force
    state: str
    """In words; the same for all forces that stand alike."""

    choices: tuple[Choice, ...] = ()
    """The letters that could be written, the fittest first."""


def standing(known: Known, force: Force, *, on: date) -> Standing:
    """Return how *force* stands to the series on the day *on*."""
    requests = [one for one in known.requests if one.name == force.name]
    if not requests:
        return _never(known, force)
    last = max(requests, key=lambda one: (_by(one) or date.min, one.iri))
    # One whose day nobody knows may have been made yesterday.
    asked = None if any(_by(one) is None for one in requests) else _by(last)
    choices: list[Choice] = []
    waiting = [one for one in requests if one.open and one.tracked]
    choices.extend(_reminder(one) for one in waiting if one.due_how is not None)
    if waiting and not choices:
        return Standing(force=force, state=_waiting(waiting[0]))
    old = asked is not None and asked < _a_year_before(on)
    again = _again(last, asked) if old and asked is not None else None
    review = _review(known, requests, force, on)
    # A refusal of over a year ago is rather asked about anew.
    choices.extend(one for one in ((again, review) if old else (review,)) if one is not None)
    state = _state(requests, choices, old=old)
    if any(one.iri in known.reviewed for one in requests):
        state += "; a document tells of a review, so that no second one is drafted"
    return Standing(force=force, state=state, choices=tuple(choices))


def _never(known: Known, force: Force) -> Standing:
    searches = [search for search in known.searches if search.force == force.slug]
    if any(search.found for search in searches):
        return Standing(force=force, state="something was found and is not recorded: record it")
    beside = tuple(_asked_beside(known, force))
    if not searches:
        return Standing(
            force=force,
            state="no request is recorded, and nobody looked for one",
            choices=(
                Choice(
                    kind="new",
                    reason="No request of the series is recorded; nobody looked for one.",
                    cautions=("nobody looked whether it was asked: look before you send", *beside),
                ),
            ),
        )
    last = max(searches, key=lambda search: search.on)
    places = "; ".join(dict.fromkeys(search.place for search in searches))
    reason = (
        "No request of the series is recorded; it was looked for in vain, last on "
        f"{said(last.on.isoformat())} ({places})."
    )
    return Standing(
        force=force,
        state="no request is recorded; it was looked for in vain",
        choices=(Choice(kind="new", reason=reason, cautions=beside),),
    )


def _asked_beside(known: Known, force: Force) -> Iterable[str]:
    """Yield what it was asked beside the series, and may have been the same."""
    related = known.related.get(force.name, ())
    if related:
        yield f"it was asked {' and '.join(related)}: see whether that answers these questions"
    unplaced = known.unplaced.get(force.name, 0)
    if unplaced:
        noun = "request" if unplaced == 1 else "requests"
        yield f"the sheet has {unplaced} {noun} to it of no known series: see whether it is this"


def _reminder(request: Asked) -> Choice:
    due = "" if request.due is None else said(request.due.isoformat())
    earliest = (request.due_how or "").startswith("at the earliest")
    if earliest:
        return Choice(
            kind="reminder",
            reason=f"No answer is noted; one was due on {due} at the earliest.",
            request=request,
            cautions=(SERIES_QUESTIONS, "its day of receipt is not known: it may not be late"),
        )
    return Choice(
        kind="reminder",
        reason=f"No answer is noted; one was due on {due} ({request.due_how}).",
        request=request,
        cautions=(SERIES_QUESTIONS,),
    )


def _waiting(request: Asked) -> str:
    if request.due is None:
        return "asked by this study; no day is known on which an answer is due"
    return f"asked by this study; in time until {said(request.due.isoformat())} at least"


def _again(request: Asked, asked: date) -> Choice:
    how = "" if request.made is not None else " (day of the answer)"
    return Choice(
        kind="again",
        reason=f"It was last asked over a year ago: {said(asked.isoformat())}{how}.",
        request=request,
    )


def _review(known: Known, requests: Sequence[Asked], force: Force, on: date) -> Choice | None:
    """Return the review of the last recorded reply that refuses what no later one answers."""
    replied = [one for one in requests if one.reply == "recorded"]
    replied.sort(key=lambda one: (_by(one) or date.min, one.iri))
    for place in range(len(replied) - 1, -1, -1):
        request = replied[place]
        later = {one.iri for one in replied[place + 1 :]}
        since = {g.template for g in known.given if g.request in later and g.outcome in ANSWERED}
        refused = tuple(
            given
            for given in known.given
            if given.request == request.iri
            and given.outcome in REFUSED
            and request.iri not in known.reviewed
            and given.template not in since
            and given.template in known.series.templates
        )
        if refused:
            labels = len({given.label for given in refused})
            questions = "question is" if labels == 1 else "questions are"
            return Choice(
                kind="review",
                reason=f"{labels} {questions} refused in whole or in part.",
                request=request,
                refused=refused,
                cautions=tuple(_review_cautions(request, force, on)),
                own=request.tracked,
            )
    return None


def _review_cautions(request: Asked, force: Force, on: date) -> Iterable[str]:
    days = LAWS[force.regime].days_to_ask
    if not request.tracked:
        yield "only who made the request can ask for its review, and the study does not keep it"
    if request.reference is None:
        if request.issued is None:
            yield "neither its reference nor its day is known: fill the slot in the letter"
        else:
            yield "its reference is not known: the letter names the reply by its day"
    if request.issued is None:
        yield (
            f"the day of the reply is not known; a review is to be asked for within {days} "
            "working days of it"
        )
        return
    last = due_day(request.issued, force.regime, days=days)
    if last is not None and last < on:
        yield (
            f"a review was to be asked for by {said(last.isoformat())}, {days} working days "
            "after the reply: the force may decline"
        )


def _state(requests: Sequence[Asked], choices: Sequence[Choice], *, old: bool) -> str:
    kinds = {choice.kind for choice in choices}
    if "reminder" in kinds:
        return "asked by this study, and an answer is overdue or may be"
    if "review" in kinds:
        found = "refused by provision or cost, in whole or in part"
    elif any(one.reply.startswith("recorded") for one in requests):
        found = "a reply is recorded"
    else:
        found = _unanswered({one.reply for one in requests})
    return f"{found}; asked over a year ago" if old else found


def _unanswered(replies: set[str]) -> str:
    if "noted, not recorded" in replies:
        return "an answer is noted, and not recorded: record it"
    if "found, not recorded" in replies:
        return "a reply was found, and is not recorded: record it"
    if "not seen" in replies:
        return "asked; the reply was not seen"
    if "looked for, not found" in replies:
        return "asked; a reply was looked for in vain"
    if "nobody looked" in replies:
        return "asked; no reply is recorded, and nobody looked for one"
    return "known by name alone to have been asked"


def _by(request: Asked) -> date | None:
    """Return the day on which it was made, or one by which it surely was; None without either."""
    return request.made or request.issued


def _a_year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
