"""The questions of a series as a letter asks them: numbered, in order, every slot filled.

A question stands in the words that a force answered where the records hold them and
they can stand unchanged; else in those of its template.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg import vocabulary
from kg.draft import period as periods
from kg.draft.counting import ANSWERED
from kg.draft.known import Asked, Known, Printed
from kg.errors import PeriodError, UnseenQuestionsError
from kg.model import Period, Question

HEADING = "the heading of the questions "
"""Opens the text of a template that asks nothing itself and stands above others."""

THE_ONE_ASKED = "the period of my request"
THE_SAME = "the same period"
"""Stands for the period that a question above has named last."""

THE_FORCE = "the force"
"""Stands for the force that a question above has named."""

_ARTICLE = re.compile(r"\b(Service|Ministry)\b")
_UNNUMBERED = re.compile(r"\((\d+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A question of a series before it is put to a force."""

    label: str
    """Number as a letter prints it, such as ``5.c.i``."""

    template: str
    text: str
    """The template's words, with its slots."""

    own: Period | None
    """The time that the series asks about; None where nobody has recorded one."""

    technologies: tuple[str, ...]
    """Codes that the slot ``{technology}`` stands for."""

    printed: str | None
    """The requester's words, where a force answered them and they name no force; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question as it is put to one force."""

    label: str
    words: str
    printed: bool
    """Whether the words are a requester's that were answered, not the template's."""

    period: Period | None
    """The time that it asks about; None where it names none."""

    @property
    def depth(self) -> int:
        """How many questions it stands under."""
        return self.label.count(".")


def slots_of(known: Known) -> tuple[Slot, ...]:
    """Return the questions of the series, in its order, numbered as its fullest request does.

    Where no request asks them all in that order, they are numbered through.

    Raises:
        UnseenQuestionsError: nobody has seen what the series asks.
    """
    series = known.series
    if not series.templates:
        raise UnseenQuestionsError(
            f"series '{series.key}': it is known by name alone, and nobody who made the study has "
            "seen its questions; write them into templates.yaml as templates of the series once "
            "somebody has"
        )
    fullest = _fullest(known)
    labels = None if fullest is None else _labels(series.templates, fullest)
    numbered = labels or {key: str(n) for n, key in enumerate(series.templates, start=1)}
    return tuple(_slot(known, key, numbered[key], fullest) for key in series.templates)


def put(
    slots: Sequence[Slot],
    name: str,
    *,
    to: Period | None,
    on: date,
    known_to_both: bool = False,
) -> tuple[Put, ...]:
    """Return the questions *slots* as they are put to the force *name*.

    The first names force and period in full; those below, a period again where it is another.

    Args:
        slots: the questions.
        name: what the force is called.
        to: the period asked about; None for that of the series.
        on: day of the letter.
        known_to_both: whether the force has the request already, so that a period that
            nobody has recorded need not be named.

    Raises:
        PeriodError: a question needs a period, and neither *to* nor the series has one.
    """
    found, untold = list[Put](), list[str]()
    last, named = None, False
    for slot in slots:
        asked = slot.own
        if to is not None and (asked is not None or "{period}" in slot.text):
            asked = periods.moved(slot.own, [one.own for one in slots], to, on)
        same = slot.printed is not None and asked == slot.own
        if "{period}" in slot.text and asked is None and not same and not known_to_both:
            untold.append(slot.template)
            continue
        timed = asked if "{period}" in slot.text else None
        again = timed is not None and timed == last
        words = filled(
            slot,
            THE_FORCE if named else called(name),
            THE_SAME if again else None if asked is None else periods.words(asked),
        )
        if same and slot.printed is not None:
            words = slot.printed
            # Many requests name the period once, on a line of its own above the questions.
            if timed is not None:
                words += f" (This asks about {THE_SAME if again else periods.words(timed)}.)"
        else:
            named = named or "{force}" in slot.text
        last = timed or last
        found.append(Put(label=slot.label, words=words, printed=same, period=timed))
    if untold:
        raise PeriodError(
            f"no letter was written, since questions ask about a period and no request of the "
            f"series tells which ({', '.join(untold)}); say which, such as --from 2024-01 --to "
            "2024-12 (a year, a month or a day; without --to it stays open). A reminder and a "
            "review need none: --kind reminder, --kind review"
        )
    return tuple(found)


def filled(slot: Slot, who: str, when: str | None) -> str:
    """Return the template's words with every slot filled.

    Args:
        slot: the question.
        who: the force, as it stands inside a sentence.
        when: the period, as it stands there; None where nobody knows it, so it is not named.

    Raises:
        UnseenQuestionsError: the template asks about a technology, and no request tells which.
    """
    text = slot.text
    if text.startswith(HEADING):
        text = text.removeprefix(HEADING).capitalize() + ":"
    if "{technology}" in text and not slot.technologies:
        raise UnseenQuestionsError(
            f"template '{slot.template}' asks about a technology, and no recorded question that "
            "matches it tells which; name the technology in the template"
        )
    named = vocabulary.codes("technology")
    values = {
        "{force}": who,
        "{period}": THE_ONE_ASKED if when is None else when,
        "{technology}": " or ".join(named.get(code, code) for code in slot.technologies),
    }
    for opening, value in values.items():
        text = text.replace(opening, value)
    return text


def called(name: str) -> str:
    """Return the *name* of a force as it stands inside a sentence.

    >>> called("Kent Police"), called("Metropolitan Police Service")
    ('Kent Police', 'the Metropolitan Police Service')
    """
    return f"the {name}" if _ARTICLE.search(name) else name


def shown(label: str) -> str:
    """Return a *label* as a letter prints it, where the page prints none too.

    >>> shown("5.c.i"), shown("(2)"), shown("1.(2)")
    ('5.c.i', '2', '1.b')
    """
    parts = label.split(".")
    for place, part in enumerate(parts):
        counted = _UNNUMBERED.fullmatch(part)
        if counted is not None:
            number = int(counted[1])
            lettered = place > 0 and number <= len("abcdefghijklmnopqrstuvwxyz")
            parts[place] = chr(ord("a") + number - 1) if lettered else str(number)
    return ".".join(parts)


def _fullest(known: Known) -> Asked | None:
    """Return the request that asks most of the series in its words, and was answered most."""
    wanted = set(known.series.templates)

    def worth(request: Asked) -> tuple[int, int, int, int]:
        matched = [(t, kind) for t, kind in request.questions.values() if t in wanted]
        exact = sum(kind == "exact" for _, kind in matched)
        unnumbered = sum("(" in label for label in request.questions)
        answered = sum(_answered(known, request, label) for label in request.questions)
        return len({t for t, _ in matched}), exact, -unnumbered, answered

    # Of several as good the first by name, whatever order they come in.
    best = max(sorted(known.requests, key=lambda one: one.iri), key=worth, default=None)
    return best if best is not None and worth(best)[0] else None


def _labels(templates: Sequence[str], request: Asked) -> Mapping[str, str] | None:
    """Return template -> number where *request* asks them all in their order; else None."""
    first: dict[str, str] = {}
    for label, (template, _) in request.questions.items():
        if template in templates:
            first.setdefault(template, shown(label))
    if tuple(first) != tuple(templates) or len(set(first.values())) < len(first):
        return None
    return first


def _slot(known: Known, template: str, label: str, fullest: Asked | None) -> Slot:
    asking = sorted(known.requests, key=lambda one: one is not fullest)
    found = [
        (request, printed_label, known.printed[request.iri, printed_label])
        for request in asking
        for printed_label, (matched, _) in request.questions.items()
        if matched == template and (request.iri, printed_label) in known.printed
    ]
    held = [printed.question for _, _, printed in found]
    return Slot(
        label=label,
        template=template,
        text=known.templates[template].text,
        own=_agreed(held, fullest_first=bool(found) and found[0][0] is fullest),
        technologies=next((one.technologies for one in held if one.technologies), ()),
        printed=next(
            (
                printed.question.text
                for request, asked, printed in found
                if request is fullest
                and request.questions[asked][1] == "exact"
                and _answered(known, request, asked)
                and _can_stand(printed)
            ),
            None,
        ),
    )


def _agreed(held: Sequence[Question], *, fullest_first: bool) -> Period | None:
    """Return the period of the fullest request, else the one that all others agree on."""
    if fullest_first and held[0].period is not None:
        return held[0].period
    found = {str(one.period): one.period for one in held if one.period is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _answered(known: Known, request: Asked, label: str) -> bool:
    return any(
        given.outcome in ANSWERED
        for given in known.given
        if given.request == request.iri and given.label == label
    )


def _can_stand(printed: Printed) -> bool:
    """Return whether the words are the requester's and could be put to any force."""
    text = printed.question.text
    return (
        text is not None
        and not printed.restated
        and not printed.question.lost
        and not re.search(r"[{}…]", text)
        and not any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in _names())
    )


def _names() -> Iterable[str]:
    """Yield what forces are called, by their areas too."""
    for slug, names in vocabulary.names("force").items():
        yield slug.replace("-", " ")
        yield from names
