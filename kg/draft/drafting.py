"""From what is known of a series to a letter for each force that calls for one."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.draft import letters, period, reviewing, titles
from kg.draft.forces import Force, checked, forces, left_out
from kg.draft.known import Known
from kg.draft.law import LAWS
from kg.draft.letters import Letter
from kg.draft.questions import Slot, put, slots_of
from kg.draft.standing import Choice, Standing, standing
from kg.errors import UnknownSeriesError
from kg.model import Period
from kg.model.template import Series, Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The letters, and how every force stands."""

    letters: tuple[Letter, ...]
    standings: tuple[Standing, ...]
    left_out: tuple[str, ...]
    """Authorities of the code list that cannot be asked, each with the reason."""

    notes: tuple[str, ...]
    """What a reader should know of all letters."""


def series_of(key: str, templates: Iterable[Templates]) -> Series:
    """Return the series *key*.

    Raises:
        UnknownSeriesError: there is none; the message names the nearest.
    """
    known = {series.key: series for one in reversed([*templates]) for series in one.series}
    if key in known:
        return known[key]
    listed = sorted(known)
    if not listed:
        raise UnknownSeriesError(
            f"'{key}': the study has no series; write one into templates.yaml (docs/draft.md)"
        )
    near = difflib.get_close_matches(key, listed, n=3)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise UnknownSeriesError(
        f"'{key}': the study has no such series; {hint}"
        f"{'The' if near else 'the'} series there are: {', '.join(listed)}"
    )


def draft(
    known: Known,
    *,
    on: date,
    only: Sequence[str] = (),
    kind: str | None = None,
    to: Period | None = None,
) -> Draft:
    """Return the letter for each force that calls for one on the day *on*.

    Args:
        known: what the study knows of the series.
        on: the day of the letters.
        only: codes of the forces meant; all that can be asked without them.
        kind: the only kind of letter that is wanted.
        to: the period to ask about, in place of that of the series.

    Raises:
        RespondentError: one of *only* cannot be asked.
        PeriodError: a question needs a period and has none.
        UnseenQuestionsError: nobody has seen what the series asks.
    """
    slots = slots_of(known)
    wanted = checked(only)
    asked = [force for force in forces() if not only or force.slug in wanted]
    standings = [standing(known, force, on=on) for force in asked]
    written, notes = [], list(_notes(slots))
    for one in standings:
        fit = (c for c in one.choices if (c.own if kind is None else c.kind == kind))
        choice = next(fit, None)
        if choice is None:
            continue
        letter = _letter(known, choice, one.force, slots, on=on, to=to)
        if letter is not None:
            written.append(letter)
    if any(letter.kind == "review" for letter in written) and _unreviewed(known):
        notes.append(
            "what other forces did is counted from records that nobody has reviewed yet: "
            "check it before you rely on it"
        )
    return Draft(
        letters=tuple(written),
        standings=tuple(standings),
        left_out=() if only else tuple(left_out()),
        notes=tuple(notes),
    )


def _notes(slots: Sequence[Slot]) -> Iterable[str]:
    printed = sum(slot.printed is not None for slot in slots)
    if printed:
        yield (
            f"wording: for {printed} of {len(slots)} questions the records hold words that a force "
            "answered; they are used where the period is the same, else the template's"
        )
    else:
        yield (
            "wording: the template's, since the records hold no requester's words of an exact "
            "match that was answered and names no force"
        )


def _unreviewed(known: Known) -> bool:
    counted = {given.request for given in known.given}
    return any(
        record.review.status == "unreviewed"
        for request, record in known.replies.items()
        if request in counted
    )


def _asked_about(known: Known) -> list[Period | None]:
    """Return the periods that the questions of the series have asked about, whoever was asked."""
    requests = {one.iri: one.questions for one in known.requests}
    return [
        printed.question.period
        for (request, label), printed in known.printed.items()
        if label in requests.get(request, ())
    ]


def _letter(
    known: Known,
    choice: Choice,
    force: Force,
    slots: Sequence[Slot],
    *,
    on: date,
    to: Period | None,
) -> Letter | None:
    law, request, cautions = LAWS[force.regime], choice.request, list[str]()
    title = known.series.name
    if choice.kind == "review" and request is not None:
        by_template: Mapping[str, Slot] = {slot.template: slot for slot in slots}
        paragraphs = reviewing.paragraphs(known, choice, request, by_template, law)
    elif choice.kind == "reminder" and request is not None:
        questions = put(slots, force.name, to=to, on=on, known_to_both=True)
        paragraphs = letters.reminder(law, request, questions)
        if to is not None:
            cautions.extend(period.doubts((one.period for one in questions), to, on))
    else:
        asked, timed = to, any("{period}" in slot.text for slot in slots)
        if choice.kind == "again" and asked is None and request is not None:
            made = request.made or request.issued or on
            asked = period.since(_asked_about(known), made, on)
            if asked is None:
                return None
            if timed:
                cautions.append(
                    f"asked for {period.words(asked)}, after the latest that the series has asked "
                    "about; --from and --to set another"
                )
        questions = put(slots, force.name, to=asked, on=on)
        title = titles.title(known.series.name, questions)
        if asked == to:
            cautions.extend(period.doubts((one.period for one in questions), to, on))
        paragraphs = letters.request(choice, law, questions, timed=timed)
    return letters.compose(
        choice,
        force,
        series=known.series.key,
        title=title,
        paragraphs=paragraphs,
        on=on,
        cautions=cautions,
    )
